//! What a document of others is, whatever it was read from: headings, texts and tables in order, each with its place.

use std::fmt::Write;

use crate::print::templates::write_markdown_words;

/// Where something stands in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The page, from 1, where the file tells of pages.
    pub page: Option<usize>,
    /// The line of a text, or the paragraph of a document of another kind, from 1.
    pub line: usize,
}

/// Words as they are read, and as Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Without markup; lines that the writer broke are lines.
    pub plain: String,
    /// As Markdown that prints the same.
    pub markdown: String,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it begins.
    pub place: Place,
    /// What it is.
    pub kind: BlockKind,
}

/// What a part of a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading.
    Heading {
        /// Its level, 1 the highest; none where it only looks like a heading.
        level: Option<u8>,
        /// Its words.
        words: Words,
    },
    /// Running text.
    Text {
        /// Its words.
        words: Words,
        /// Which text it is.
        sort: TextSort,
    },
    /// A table.
    Table(Table),
}

/// Which text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSort {
    /// A paragraph.
    Paragraph,
    /// A list, with all its items.
    List,
    /// A picture, a quotation, or what else Markdown has.
    Other,
    /// What somebody has said beside the text, for those who write it.
    Comment,
    /// A line of the table of contents, or a head or foot of pages: it is printed of itself.
    Furniture,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it is called, where it says so.
    pub caption: String,
    /// The rows, heads among them.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Whether it is said to be a head.
    pub is_head: bool,
    /// Where it begins.
    pub place: Place,
    /// The cells, in order.
    pub cells: Vec<Cell>,
    /// Whether it was guessed which value stands in which column.
    pub is_guessed: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its words; paragraphs are lines.
    pub words: Words,
    /// Over how many columns it goes.
    pub span: usize,
}

/// A picture that a document holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its path from the folder of the plan.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The parts, in order.
    pub blocks: Vec<Block>,
    /// The pictures that the texts name.
    pub pictures: Vec<Picture>,
    /// Whether places are paragraphs, and not lines.
    pub counts_paragraphs: bool,
}

impl Words {
    /// Words without markup.
    pub fn plain(plain: impl Into<String>) -> Words {
        let plain = plain.into();
        let markdown = escaped(&plain);
        Words { plain, markdown }
    }

    /// Goes on with more words. Their markup is left to be set when all are there: set line by line, it would be written
    /// anew from the first line on every time.
    pub(crate) fn go_on(&mut self, between: &str, more: &str) {
        self.plain.push_str(between);
        self.plain.push_str(more);
        self.markdown.clear();
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.plain.trim().is_empty()
    }

    /// The words on one line.
    pub fn line(&self) -> String {
        on_one_line(&self.plain)
    }
}

impl Block {
    /// A paragraph without markup.
    pub fn paragraph(place: Place, plain: impl Into<String>) -> Block {
        Block::text(place, TextSort::Paragraph, Words::plain(plain))
    }

    /// Running text.
    pub fn text(place: Place, sort: TextSort, words: Words) -> Block {
        Block { place, kind: BlockKind::Text { words, sort } }
    }

    /// A heading.
    pub fn heading(place: Place, level: Option<u8>, words: Words) -> Block {
        Block { place, kind: BlockKind::Heading { level, words } }
    }

    /// Its words, where it is no table.
    pub fn words(&self) -> Option<&Words> {
        match &self.kind {
            BlockKind::Heading { words, .. } | BlockKind::Text { words, .. } => Some(words),
            BlockKind::Table(_) => None,
        }
    }

    /// All its words without markup.
    pub fn plain(&self) -> String {
        match &self.kind {
            BlockKind::Heading { words, .. } | BlockKind::Text { words, .. } => words.plain.clone(),
            BlockKind::Table(table) => table.plain(),
        }
    }
}

impl Table {
    /// All its words, a line for each row.
    pub fn plain(&self) -> String {
        let row = |row: &Row| row.cells.iter().map(|cell| cell.words.line()).collect::<Vec<_>>().join(" ");
        let rows = self.rows.iter().map(row);
        let caption = Some(self.caption.clone()).filter(|caption| !caption.is_empty());
        caption.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
    }

    /// The table in Markdown, under its caption. A cell over several columns stands in the first of them.
    pub fn markdown(&self) -> String {
        let width = self.rows.iter().map(Row::width).max().unwrap_or(0);
        let mut out = String::new();
        if !self.caption.is_empty() {
            let _ = write!(out, "**{}**\n\n", escaped(&on_one_line(&self.caption)));
        }
        // A table has one head in Markdown, and may have an empty one.
        let has_head = self.rows.first().is_some_and(|row| row.is_head) || self.rows.len() > 1;
        if !has_head {
            out.push_str(&line_of(&Row::default(), width));
        }
        for (number, row) in self.rows.iter().enumerate() {
            if number == usize::from(has_head) {
                out.push_str(&format!("|{}\n", " --- |".repeat(width)));
            }
            out.push_str(&line_of(row, width));
        }
        out.trim_end().to_owned()
    }
}

impl Row {
    /// Over how many columns its cells go together.
    pub fn width(&self) -> usize {
        self.cells.iter().map(|cell| cell.span.max(1)).sum()
    }

    /// The words of each column on one line; those of a cell over several columns in the first.
    pub fn columns(&self) -> Vec<String> {
        let mut columns = Vec::new();
        for cell in &self.cells {
            columns.push(cell.words.line());
            columns.extend((1..cell.span.max(1)).map(|_| String::new()));
        }
        columns
    }

    /// Cells of words without markup.
    pub fn of_texts<S: Into<String>>(place: Place, texts: impl IntoIterator<Item = S>) -> Row {
        let cells = texts.into_iter().map(|text| Cell { words: Words::plain(text), span: 1 }).collect();
        Row { is_head: false, place, cells, is_guessed: false }
    }
}

fn line_of(row: &Row, width: usize) -> String {
    let mut out = String::from("|");
    let mut written = 0;
    for cell in &row.cells {
        let words = on_one_line(&cell.words.markdown.replace("\\\n", " "));
        let _ = write!(out, " {} |", if words.is_empty() { String::new() } else { words });
        for _ in 1..cell.span.max(1) {
            out.push_str("  |");
        }
        written += cell.span.max(1);
    }
    out.push_str(&"  |".repeat(width.saturating_sub(written)));
    out.push('\n');
    out
}

/// Words without line breaks and without more than one blank at a time.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Plain words as Markdown; lines stay lines.
pub fn escaped(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    for (number, line) in plain.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        if number > 0 {
            out.push_str("\\\n");
        }
        // Writing to a text does not fail.
        let _ = write_markdown_words(&mut out, line);
    }
    // Braces that would be taken for a figure of the plan's; and an ampersand before a blank begins no entity.
    out.replace("{{", "\\{\\{").replace("\\& ", "& ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_in_markdown_has_as_many_cells_in_every_row() {
        let row = |texts: &[&str]| Row::of_texts(Place::default(), texts.iter().copied());
        let mut table =
            Table { caption: String::new(), rows: vec![row(&["Insats", "2024", "2025"]), row(&["Stöd|", "1"])] };
        assert_eq!(table.markdown(), "| Insats | 2024 | 2025 |\n| --- | --- | --- |\n| Stöd\\| | 1 |  |");
        table.rows.truncate(1);
        assert_eq!(table.markdown(), "|  |  |  |\n| --- | --- | --- |\n| Insats | 2024 | 2025 |");
    }

    #[test]
    fn lines_that_the_writer_broke_are_lines_in_markdown() {
        assert_eq!(escaped("Box 4\n- tre *stjärnor*\n1. ett"), "Box 4\\\n\\- tre \\*stjärnor\\*\\\n1\\. ett");
    }
}
