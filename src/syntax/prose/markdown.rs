//! A text as Markdown: written from its pieces, in one way for each thing. Words stand as they are wherever no reader of
//! Markdown takes them for markup.

#[cfg(test)]
mod tests;
mod words;

use std::iter::repeat_n;

use crate::syntax::prose::Parsed;
use crate::syntax::prose::decided::{Around, DecidedHeading, DecidedTable};
use crate::syntax::prose::escape::write_markdown_target;
use crate::syntax::prose::markdown::words::{Place, Words};
use crate::syntax::prose::piece::{Element, Piece, PrintedPicture, pieces};
use crate::syntax::prose::table::Align;

/// Deeper than this the further lines of a paragraph stand at the left, as Markdown allows.
const DEEPEST: usize = 64;

/// Writes a text as Markdown that ends in one line break; nothing where nothing is left.
///
/// `labels` are those of the footnotes in the order of their numbers; no other note of the document has them.
pub fn write_markdown(parsed: &Parsed, around: &Around, labels: &[String], out: &mut String) {
    out.reserve(parsed.text.len() + 64);
    let start = out.len();
    let mut page = MarkdownWriter {
        parsed,
        around,
        labels,
        out,
        start,
        indent: String::new(),
        around_here: vec![Surroundings::default()],
        lists: Vec::new(),
        words: None,
        code: None,
        table: None,
        row: Vec::new(),
    };
    pieces(parsed, around.decided, |piece| page.write(piece));
    page.end_words();
}

struct MarkdownWriter<'p, 't> {
    parsed: &'p Parsed<'t>,
    around: &'p Around<'p>,
    /// The labels of the footnotes in the order of their numbers.
    labels: &'p [String],
    out: &'p mut String,
    /// Where the text begins in `out`.
    start: usize,
    /// What begins each line: the marks of quotations, and the blanks below the marks of lists.
    indent: String,
    /// What stands around the present place, innermost last, and what came there.
    around_here: Vec<Surroundings>,
    lists: Vec<List>,
    /// The line or paragraph that is being read.
    words: Option<(Block, Words)>,
    /// The lines of code that are being read.
    code: Option<String>,
    /// The table around the present place.
    table: Option<&'p DecidedTable>,
    /// The cells of the row that is being read.
    row: Vec<String>,
}

/// What blocks stand in.
#[derive(Default)]
struct Surroundings {
    /// How long the indentation is outside of it.
    indent: usize,
    is_item: bool,
    is_quote: bool,
    /// Whether a paragraph came in it, and not just words.
    has_paragraphs: bool,
    last: Option<Block>,
}

/// A block, by what must part it from the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    /// The words of an item of a close list.
    Words,
    Paragraph,
    Heading(u8),
    Quote,
    Table,
    /// A list, by the mark of its items or what follows their numbers.
    List(char),
    Code,
    Other,
}

struct List {
    mark: char,
    /// The number of the next item.
    number: Option<u64>,
    /// Whether an empty line parts its items.
    is_loose: bool,
    is_empty: bool,
    /// Where its first item begins a line, as long as nothing stands in it.
    begins: Option<usize>,
}

impl<'p> MarkdownWriter<'p, '_> {
    fn write(&mut self, piece: Piece<'p>) {
        match piece {
            Piece::Open(element) => self.open(element),
            Piece::Close(element) => self.close(element),
            Piece::Text(words) => match &mut self.code {
                Some(code) => code.push_str(words),
                None => self.words().text(words),
            },
            Piece::Figure { words, .. } => self.words().text(words),
            Piece::Code(code) => self.words().code(code),
            Piece::SoftBreak => self.words().end_line("\n"),
            Piece::HardBreak => self.words().end_line("\\\n"),
            Piece::Rule => {
                // Within an item the usual line could underline a heading, or be part of its mark.
                let line = if self.here().is_item { "___\n" } else { "---\n" };
                self.begin(Block::Other);
                self.out.push_str(line);
            }
            Piece::Task(done) => {
                let mark = if done { "[x] " } else { "[ ] " };
                self.words().markup(mark, mark);
            }
            Piece::NoteMark { number, .. } => {
                let label = &self.labels[number - 1];
                let mark = format!("[^{label}]");
                self.words().markup(&mark, mark.clone());
            }
            Piece::Picture(picture) if picture.is_block => {
                self.start_words(Block::Paragraph);
                self.picture(&picture);
                self.end_words();
            }
            Piece::Picture(picture) => self.picture(&picture),
            Piece::Insert(insert) => {
                let Some(part) = self.around.part(insert) else { return };
                self.begin(Block::Other);
                self.lines(part.trim_matches('\n'));
            }
        }
    }

    fn open(&mut self, element: Element<'p>) {
        match element {
            Element::Paragraph | Element::Source => self.start_words(Block::Paragraph),
            Element::Heading(heading) => self.start_words(Block::Heading(level_of(heading))),
            Element::Quote => {
                self.begin(Block::Quote);
                self.enter("> ", "> ", false);
                self.around_here.last_mut().expect("it has been entered").is_quote = true;
            }
            Element::CodeBlock { .. } => {
                self.end_words();
                self.code = Some(String::new());
            }
            Element::List { first } => {
                self.end_words();
                let marks = match first {
                    Some(_) => ['.', ')'],
                    // A single dash below the words of a quotation is its source.
                    None if self.here().is_quote && self.here().last.is_some() => ['*', '+'],
                    None => ['-', '*'],
                };
                // Three equal marks on a line would be a rule.
                let above = self.lists.last().map(|list| list.mark).filter(|_| self.here().last.is_none());
                let is_taken = self.here().last == Some(Block::List(marks[0])) || above == Some(marks[0]);
                let mark = if is_taken { marks[1] } else { marks[0] };
                self.begin(Block::List(mark));
                let begins = self.out.rfind('\n').map(|end| end + 1).filter(|line| self.out[*line..] == self.indent);
                self.lists.push(List { mark, number: first, is_loose: false, is_empty: true, begins });
            }
            Element::Item { .. } => self.open_item(),
            Element::Note { number, .. } => {
                self.begin(Block::Paragraph);
                let mark = format!("[^{}]: ", self.labels[number - 1]);
                self.enter(&mark, "    ", false);
            }
            Element::Table(table) => {
                self.begin(Block::Table);
                self.table = Some(table);
                if !table.columns.has_head {
                    self.row = vec![String::new(); table.columns.aligns.len()];
                    self.head(table);
                }
            }
            Element::Head | Element::Row => self.row.clear(),
            Element::Cell { .. } => self.words = Some((Block::Words, Words::new(Place::Cell))),
            Element::Emphasis => self.words().open("*"),
            Element::Strong => self.words().open("**"),
            Element::Strikethrough => self.words().open("~~"),
            Element::Link { .. } => self.words().open_label("["),
        }
    }

    fn close(&mut self, element: Element) {
        match element {
            Element::Paragraph | Element::Source | Element::Heading(_) => self.end_words(),
            Element::CodeBlock { language } => self.end_code(language.unwrap_or_default()),
            Element::Quote | Element::Note { .. } => self.leave(),
            Element::Item { .. } => self.close_item(),
            Element::List { .. } => drop(self.lists.pop()),
            Element::Cell { .. } => {
                let cell = self.words.take().map(|(_, words)| words.written());
                self.row.push(cell.unwrap_or_default());
            }
            Element::Head => {
                if let Some(table) = self.table {
                    self.head(table);
                }
            }
            Element::Table(_) => self.table = None,
            Element::Row => self.write_row(),
            Element::Emphasis | Element::Strong | Element::Strikethrough => self.words().close(),
            Element::Link { event, target, is_email, title } => self.close_link(event, target, is_email, title),
        }
    }

    fn here(&self) -> &Surroundings {
        self.around_here.last().expect("a text is around all of its blocks")
    }

    /// The words at the present place; in an item of a close list they begin by themselves.
    fn words(&mut self) -> &mut Words {
        &mut self.words.get_or_insert_with(|| (Block::Words, Words::new(Place::Lines))).1
    }

    fn start_words(&mut self, block: Block) {
        self.end_words();
        let place = match block {
            Block::Heading(1..=6) => Place::Heading,
            Block::Heading(_) => Place::Bold,
            _ => Place::Lines,
        };
        self.words = Some((block, Words::new(place)));
    }

    /// Writes the words that have been read; nothing where none are left.
    fn end_words(&mut self) {
        let Some((block, words)) = self.words.take() else { return };
        let written = words.written();
        match block {
            Block::Heading(level @ 1..=6) => {
                self.begin(block);
                self.out.extend(repeat_n('#', usize::from(level)));
                self.out.push_str(if written.is_empty() { "" } else { " " });
                self.lines(&written);
            }
            _ if written.is_empty() => {}
            _ => {
                self.begin(block);
                self.lines(&written);
            }
        }
    }

    /// Begins a block on a line of its own, parted from the one before by an empty line where that is needed.
    fn begin(&mut self, block: Block) {
        self.end_words();
        let here = self.around_here.last_mut().expect("a text is around all of its blocks");
        here.has_paragraphs |= block == Block::Paragraph;
        let is_parted = match (here.last.replace(block), block) {
            (None, _) => false,
            (Some(_), _) if !here.is_item => true,
            (Some(Block::Paragraph), _) | (Some(_), Block::Paragraph) => true,
            (Some(Block::Quote), Block::Quote) => true,
            (Some(Block::Quote | Block::Table | Block::List(_)), Block::Words) => true,
            _ => false,
        };
        if is_parted {
            self.empty_line();
        }
        self.begin_line();
    }

    fn empty_line(&mut self) {
        self.out.push_str(self.indent.trim_end());
        self.out.push('\n');
    }

    /// Begins a line, unless the present one holds nothing yet but the mark of what is around it.
    fn begin_line(&mut self) {
        if self.out.len() == self.start || self.out.ends_with('\n') {
            self.out.push_str(&self.indent);
        }
    }

    /// Writes lines, of which the first has begun.
    fn lines(&mut self, text: &str) {
        if memchr::memchr(b'\n', text.as_bytes()).is_none() {
            self.out.extend([text, "\n"]);
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 && !line.is_empty() && self.indent.len() <= DEEPEST {
                self.out.push_str(&self.indent);
            } else if number > 0 && line.is_empty() {
                self.out.push_str(self.indent.trim_end());
            }
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    /// Enters what has a mark on its first line, and something else at the start of the others.
    fn enter(&mut self, mark: &str, indent: &str, is_item: bool) {
        self.out.push_str(mark);
        let outside = self.indent.len();
        self.indent.push_str(indent);
        self.around_here.push(Surroundings { indent: outside, is_item, ..Surroundings::default() });
    }

    fn leave(&mut self) {
        self.end_words();
        if let Some(left) = self.around_here.pop() {
            self.indent.truncate(left.indent);
        }
        if !self.out.ends_with('\n') {
            let end = self.out.trim_end_matches(' ').len();
            self.out.truncate(end);
            self.out.push('\n');
        }
    }

    fn open_item(&mut self) {
        let Some(list) = self.lists.last_mut() else { return };
        let mark = match &mut list.number {
            Some(number) => {
                let mark = format!("{number}{} ", list.mark);
                // Markdown knows no more than nine digits.
                *number = (*number + 1).min(999_999_999);
                mark
            }
            None => format!("{} ", list.mark),
        };
        let is_parted = list.is_loose && !list.is_empty;
        list.is_empty = false;
        if is_parted {
            self.empty_line();
        }
        self.begin_line();
        self.enter(&mark, &" ".repeat(mark.len()), true);
    }

    fn close_item(&mut self) {
        self.end_words();
        let is_loose = self.here().has_paragraphs;
        let is_empty = self.here().last.is_none();
        self.leave();
        let begins = self.lists.last_mut().and_then(|list| list.begins.take()).filter(|_| is_empty);
        if let Some(line) = begins.filter(|line| !ends_with_empty_line(&self.out[..*line])) {
            // An empty item does not end a paragraph: its mark would be words, or make a heading of them.
            self.out.insert_str(line, &format!("{}\n", self.indent.trim_end()));
        }
        if let Some(list) = self.lists.last_mut() {
            list.is_loose |= is_loose;
        }
    }

    fn end_code(&mut self, language: &str) {
        let Some(code) = self.code.take() else { return };
        let (mark, blank) = match language {
            language if !language.contains('`') => ('`', ""),
            // Of the fence's own sign the word would be a part of the fence.
            language => ('~', if language.starts_with('~') { " " } else { "" }),
        };
        let longest = code.split(|character| character != mark).map(str::len).max().unwrap_or(0);
        let fence: String = repeat_n(mark, longest.max(2) + 1).collect();
        self.begin(Block::Code);
        // Behind a fence a backslash and the name of a character mean what they mean in words.
        let language = language.replace('\\', "\\\\").replace('&', "\\&");
        self.out.extend([&fence, blank, language.as_str(), "\n"]);
        for line in code.lines() {
            self.out.push_str(if line.is_empty() { self.indent.trim_end() } else { &self.indent });
            self.out.push_str(line);
            self.out.push('\n');
        }
        self.out.extend([&self.indent, fence.as_str(), "\n"]);
    }

    /// Writes the head of a table and the line below it.
    fn head(&mut self, table: &DecidedTable) {
        self.write_row();
        self.row = table.columns.aligns.iter().map(|align| align_mark(*align).to_owned()).collect();
        self.write_row();
    }

    fn write_row(&mut self) {
        self.begin_line();
        self.out.push('|');
        for cell in self.row.drain(..) {
            self.out.extend([if cell.is_empty() { "" } else { " " }, &cell, " |"]);
        }
        self.out.push('\n');
    }

    fn picture(&mut self, picture: &PrintedPicture) {
        let address = self.around.picture(picture.event);
        let words = self.words();
        match address {
            Some(address) => {
                words.open_label("![");
                words.text(&picture.words);
                let mut target = String::from("]");
                write_markdown_target(&mut target, address, picture.title);
                words.close_label(&target);
            }
            None => {
                words.open("*");
                words.text(&picture.words);
                words.close();
            }
        }
    }

    fn close_link(&mut self, event: usize, target: &str, is_email: bool, title: &str) {
        let address = self.around.link(event);
        let is_bare =
            self.parsed.events.get(event).is_some_and(|(_, range)| self.parsed.text[range.clone()] == *target);
        let words = self.words();
        if address.is_none() && title.is_empty() && words.label() == target && (is_bare || is_email || is_page(target))
        {
            words.make_address(is_bare);
            return;
        }
        let mut written = String::from("]");
        match (address, is_email) {
            (None, true) => write_markdown_target(&mut written, &format!("mailto:{target}"), title),
            _ => write_markdown_target(&mut written, address.unwrap_or(target), title),
        }
        words.close_label(&written);
    }
}

/// Whether lines end with one that holds nothing but the marks of quotations.
fn ends_with_empty_line(lines: &str) -> bool {
    let last = lines.strip_suffix('\n').map_or(lines, |lines| lines.trim_end_matches([' ', '>']));
    last.is_empty() || last.ends_with('\n')
}

/// Whether an address within angle brackets is a link.
fn is_page(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, rest)| {
        (2..=32).contains(&scheme.len())
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
            && !rest.contains(|character: char| character.is_control() || " <>".contains(character))
    })
}

/// What stands below the head of a column.
fn align_mark(align: Align) -> &'static str {
    match align {
        Align::Start => "---",
        Align::Center => ":---:",
        Align::Right => "---:",
    }
}

/// The level of a heading; the deepest one where the page has decided none.
fn level_of(heading: Option<&DecidedHeading>) -> u8 {
    heading.map_or(6, |heading| heading.level)
}
