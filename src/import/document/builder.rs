//! Blocks out of paragraphs and cells as they come, one after another: what word processors and web pages have in common.

mod inline;

pub(crate) use self::inline::{Inline, Look};
use crate::import::document::block::{Block, BlockKind, Cell, Place, Row, Table, TextSort, Words, escaped};
use crate::import::problem::Unread;

/// More tables within each other than these no document of ours has.
const DEEPEST: usize = 32;

/// More cells than these a row of a document's has only where it is a spreadsheet's.
const MOST_CELLS: usize = 256;

/// So many blocks back the sign of a note is looked for.
const MOST_BACK: usize = 500;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A heading; none where it only looks like one.
    Heading(Option<u8>),
    /// A paragraph.
    Paragraph,
    /// An item of a list: how deep, and whether it is counted.
    Item(usize, bool),
    /// A picture.
    Other,
    /// A paragraph of a quotation.
    Quote,
    /// A line that is printed of itself.
    Furniture,
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Open {
    table: Table,
    row: Option<Row>,
    cell: Option<Cell>,
    place: Place,
}

/// Blocks that are being put together.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    blocks: Vec<Block>,
    comments: Vec<Block>,
    /// What stands over and under the text of pages.
    heads: Vec<Block>,
    tables: Vec<Open>,
    paragraphs: usize,
    /// The page, where the document tells of pages.
    pub(crate) page: Option<usize>,
    /// Whether the last paragraph was an item of a list.
    in_list: bool,
    /// Whether the last paragraph was of a quotation.
    in_quote: bool,
}

impl Builder {
    /// Whether a cell is being read.
    pub(crate) fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    fn place(&self) -> Place {
        Place { page: self.page, line: self.paragraphs }
    }

    /// Takes a paragraph.
    pub(crate) fn paragraph(&mut self, sort: Sort, inline: Inline) {
        self.paragraphs += 1;
        if inline.is_empty() {
            return;
        }
        // A cell over several columns holds a text, which may have all that texts have.
        let cell_span = self.tables.last().map(|open| open.cell.as_ref().map_or(1, |cell| cell.span));
        let is_wide = cell_span.is_some_and(|span| span > 1);
        // What is bold all through is so because of where it stands.
        let is_plain = matches!(sort, Sort::Heading(_)) || cell_span.is_some() && !is_wide && inline.is_bold();
        let words = inline.finish(is_plain);
        if let Some(open) = self.tables.last_mut() {
            open.row.get_or_insert_default();
            let cell = open.cell.get_or_insert_default();
            let markdown = match sort {
                Sort::Item(depth, is_counted) if is_wide => item(depth, is_counted, &words.markdown),
                Sort::Item(..) => format!("- {}", words.markdown),
                Sort::Heading(_) if is_wide => format!("## {}", words.markdown),
                Sort::Quote if is_wide => format!("> {}", words.markdown),
                _ => words.markdown,
            };
            let between = if is_wide { "\n\n" } else { "\\\n" };
            join(&mut cell.words.plain, &words.plain, "\n");
            join(&mut cell.words.markdown, &markdown, between);
            return;
        }
        let (sort, words) = ticked(sort, words);
        let place = self.place();
        let was_in_quote = std::mem::replace(&mut self.in_quote, sort == Sort::Quote);
        let was_in_list = std::mem::replace(&mut self.in_list, matches!(sort, Sort::Item(..)));
        match sort {
            Sort::Heading(level) => self.blocks.push(Block::heading(place, level, words)),
            Sort::Paragraph => self.blocks.push(Block::text(place, TextSort::Paragraph, words)),
            Sort::Other => self.blocks.push(Block::text(place, TextSort::Other, words)),
            Sort::Quote => {
                let markdown = words.markdown.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
                match self.blocks.last_mut().map(|block| &mut block.kind) {
                    Some(BlockKind::Text { words: quote, sort: TextSort::Other }) if was_in_quote => {
                        join(&mut quote.plain, &words.plain, "\n");
                        join(&mut quote.markdown, &markdown, "\n>\n");
                    }
                    _ => self.blocks.push(Block::text(place, TextSort::Other, Words { plain: words.plain, markdown })),
                }
            }
            Sort::Furniture => self.blocks.push(Block::text(place, TextSort::Furniture, words)),
            Sort::Item(depth, is_counted) => {
                let markdown = item(depth, is_counted, &words.markdown);
                match self.blocks.last_mut().map(|block| &mut block.kind) {
                    Some(BlockKind::Text { words: list, sort: TextSort::List }) if was_in_list => {
                        join(&mut list.plain, &words.plain, "\n");
                        join(&mut list.markdown, &markdown, "\n");
                    }
                    _ => {
                        let markdown = markdown.trim_start().to_owned();
                        self.blocks.push(Block::text(place, TextSort::List, Words { plain: words.plain, markdown }));
                    }
                }
            }
        }
    }

    /// Ends a quotation: the one that comes is another.
    pub(crate) fn end_quote(&mut self) {
        self.in_quote = false;
    }

    /// Takes what somebody has said beside the text.
    pub(crate) fn comment(&mut self, inline: Inline) {
        let words = inline.finish(true);
        if !words.is_empty() {
            self.comments.push(Block::text(self.place(), TextSort::Comment, words));
        }
    }

    /// Takes a line that stands over or under the text of every page.
    pub(crate) fn head_of_pages(&mut self, words: &str) {
        let line = crate::import::document::block::on_one_line(words);
        let place = Place { page: None, line: 1 };
        // A number alone is that of the page.
        if line.contains(char::is_alphabetic) && !self.heads.iter().any(|head| head.plain() == line) {
            self.heads.push(Block::text(place, TextSort::Furniture, Words::plain(line)));
        }
    }

    /// Takes the text of a note: it stands below the block that has its sign.
    pub(crate) fn note(&mut self, id: &str, inline: Inline) {
        self.paragraphs += 1;
        let words = inline.finish(false);
        let sign = format!("[^{id}]");
        let begin = format!("{sign}: ");
        if let Some(BlockKind::Text { words: note, .. }) = self
            .blocks
            .iter_mut()
            .rev()
            .take(MOST_BACK)
            .map(|block| &mut block.kind)
            .find(|kind| matches!(kind, BlockKind::Text { words, .. } if words.markdown.starts_with(&begin)))
        {
            join(&mut note.plain, &words.plain, " ");
            join(&mut note.markdown, &words.markdown, " ");
            return;
        }
        let markdown = words.markdown.replace("\\\n", " ");
        // A table that is open is no block yet.
        if let Some(cell) = self.tables.last_mut().and_then(|open| open.cell.as_mut()) {
            join(&mut cell.words.plain, &words.plain, "\n");
            join(&mut cell.words.markdown, &format!("{begin}{markdown}"), "\n\n");
            return;
        }
        let note = Words { markdown: format!("{begin}{markdown}"), plain: words.plain };
        let has_sign = |block: &Block| match &block.kind {
            BlockKind::Heading { words, .. } | BlockKind::Text { words, .. } => words.markdown.contains(&sign),
            BlockKind::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.words.markdown.contains(&sign))
            }
        };
        let from = self.blocks.len().saturating_sub(MOST_BACK);
        let at = self.blocks[from..].iter().rposition(has_sign).map_or(self.blocks.len(), |at| from + at + 1);
        self.blocks.insert(at, Block::text(self.place(), TextSort::Other, note));
        self.in_quote = false;
        self.in_list = false;
    }

    /// Begins a table.
    ///
    /// Errors: there are more tables within each other than are read.
    pub(crate) fn begin_table(&mut self) -> Result<(), Unread> {
        if self.tables.len() == DEEPEST {
            return Err(Unread::TooLarge);
        }
        self.in_list = false;
        self.tables.push(Open { place: self.place(), ..Open::default() });
        Ok(())
    }

    /// What the table is called.
    pub(crate) fn caption(&mut self, words: &str) {
        if let Some(open) = self.tables.last_mut() {
            join(&mut open.table.caption, words.trim(), " ");
        }
    }

    /// Begins a row; one that was not ended is whole.
    pub(crate) fn begin_row(&mut self) {
        self.end_row();
        let place = self.place();
        if let Some(open) = self.tables.last_mut() {
            open.row = Some(Row { place, ..Row::default() });
        }
    }

    /// Says that the row is a head.
    pub(crate) fn row_is_head(&mut self) {
        if let Some(row) = self.tables.last_mut().and_then(|open| open.row.as_mut()) {
            row.is_head = true;
        }
    }

    /// Begins a cell over so many columns; one that was not ended is whole.
    pub(crate) fn begin_cell(&mut self, span: usize) {
        self.end_cell();
        if let Some(open) = self.tables.last_mut() {
            let count = open.row.as_ref().map_or(0, |row| row.cells.len());
            open.cell = (count < MOST_CELLS).then(|| Cell { span: span.clamp(1, 64), ..Cell::default() });
        }
    }

    /// Says over how many columns the cell goes.
    pub(crate) fn span(&mut self, span: usize) {
        if let Some(cell) = self.tables.last_mut().and_then(|open| open.cell.as_mut()) {
            cell.span = span.clamp(1, 64);
        }
    }

    /// Ends a cell.
    pub(crate) fn end_cell(&mut self) {
        if let Some(open) = self.tables.last_mut()
            && let Some(cell) = open.cell.take()
        {
            open.row.get_or_insert_default().cells.push(cell);
        }
    }

    /// Ends a row.
    pub(crate) fn end_row(&mut self) {
        self.end_cell();
        if let Some(open) = self.tables.last_mut()
            && let Some(row) = open.row.take()
            && row.cells.iter().any(|cell| !cell.words.is_empty())
        {
            open.table.rows.push(row);
        }
    }

    /// Ends a table; one within a cell becomes lines of that cell.
    pub(crate) fn end_table(&mut self) {
        self.end_row();
        let Some(open) = self.tables.pop() else { return };
        match self.tables.last_mut() {
            Some(outer) => {
                let cell = outer.cell.get_or_insert_default();
                let plain = open.table.plain();
                match cell.span > 1 {
                    true => join(&mut cell.words.markdown, &open.table.markdown(), "\n\n"),
                    false => join(&mut cell.words.markdown, &escaped(&plain), "\\\n"),
                }
                join(&mut cell.words.plain, &plain, "\n");
            }
            None if !open.table.rows.is_empty() => {
                self.blocks.push(Block { place: open.place, kind: BlockKind::Table(open.table) });
            }
            None => {}
        }
    }

    /// The blocks.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        while self.in_table() {
            self.end_table();
        }
        self.blocks.append(&mut self.comments);
        self.blocks.append(&mut self.heads);
        self.blocks
    }
}

/// An item of a list as Markdown, as deep as it stands.
fn item(depth: usize, is_counted: bool, words: &str) -> String {
    let sign = if is_counted { "1. " } else { "- " };
    let indent = " ".repeat(depth * if is_counted { 3 } else { 2 });
    let inner = words.replace("\\\n", &format!("\\\n{indent}  "));
    format!("{indent}{sign}{inner}")
}

/// A paragraph that begins with a box to tick is an item of a list of such.
fn ticked(sort: Sort, words: Words) -> (Sort, Words) {
    let mark = match words.plain.chars().next() {
        Some('☑' | '☒') => "[x]",
        Some('☐') => "[ ]",
        _ => return (sort, words),
    };
    let rest = words.markdown.trim_start_matches(['☑', '☒', '☐']).trim_start();
    let markdown = format!("{mark} {rest}");
    match sort {
        Sort::Paragraph | Sort::Item(..) => {
            (if sort == Sort::Paragraph { Sort::Item(0, false) } else { sort }, Words { markdown, ..words })
        }
        _ => (sort, words),
    }
}

fn join(text: &mut String, more: &str, between: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push_str(between);
    }
    text.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bold_is_so_in_markdown_and_blanks_stay_outside() {
        let mut inline = Inline::default();
        inline.words("Insats ", Look { bold: true, ..Look::default() });
        inline.words("- ges *alltid*", Look::default());
        let words = inline.finish(false);
        assert_eq!(words.markdown, "**Insats** - ges \\*alltid\\*");
        assert_eq!(words.plain, "Insats - ges *alltid*");
    }

    #[test]
    fn items_make_one_list_and_tables_in_cells_become_lines() {
        let mut builder = Builder::default();
        let words = |text: &str| {
            let mut inline = Inline::default();
            inline.words(text, Look::default());
            inline
        };
        builder.paragraph(Sort::Item(0, false), words("ett"));
        builder.paragraph(Sort::Item(1, false), words("två"));
        builder.begin_table().expect("it is the first");
        builder.begin_row();
        builder.begin_cell(2);
        builder.begin_table().expect("it is the second");
        builder.begin_row();
        builder.begin_cell(1);
        builder.paragraph(Sort::Paragraph, words("inre"));
        builder.end_table();
        builder.end_table();
        let blocks = builder.finish();
        assert_eq!(blocks[0].words().map(|words| words.markdown.as_str()), Some("- ett\n  - två"));
        assert_eq!(blocks[1].plain(), "inre");
        assert_eq!(blocks.len(), 2);
    }
}
