//! What is printed of a text, piece by piece in the order of print and without markup: every format writes from these.
//!
//! Raw HTML and unsafe links are gone, headings and tables have what the page decided for them, a quotation's source
//! stands by itself, paragraphs are parted by what is inserted between their lines, and footnotes come last.

mod insert;
mod note;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::syntax::prose::decided::{Decided, DecidedHeading, DecidedTable};
use crate::syntax::prose::note::Note;
use crate::syntax::prose::table::Align;
use crate::syntax::prose::{Parsed, link, quote, write_words};

/// Something printed, or the start or the end of what has others in it.
#[derive(Debug)]
pub enum Piece<'p> {
    /// An element begins.
    Open(Element<'p>),
    /// The element that was opened last ends.
    Close(Element<'p>),
    /// Words; what stands together can come in several.
    Text(&'p str),
    /// Words that an insert prints within a line.
    Figure {
        /// The insert's index in its text.
        insert: usize,
        /// The words.
        words: &'p str,
    },
    /// Code within a line.
    Code(&'p str),
    /// A line of the source ends: a blank.
    SoftBreak,
    /// A line ends in print too.
    HardBreak,
    /// A line across the page.
    Rule,
    /// The box of a task, first in its item: whether it is ticked.
    Task(bool),
    /// The place that refers to a footnote.
    NoteMark {
        /// The note's number.
        number: usize,
        /// The note.
        note: &'p Note,
        /// Whether no earlier place refers to it.
        is_first: bool,
    },
    /// A picture, or its words where it was not found.
    Picture(PrintedPicture<'p>),
    /// The blocks that an insert prints, by its index in the text.
    Insert(usize),
}

/// A picture.
#[derive(Debug)]
pub struct PrintedPicture<'p> {
    /// The event that it starts at, by which the page has found it or not.
    pub event: usize,
    /// Its words, for those who do not see it.
    pub words: Cow<'p, str>,
    /// Its title; empty where it has none.
    pub title: &'p str,
    /// Whether it is a block, and not within a line.
    pub is_block: bool,
}

/// What has other pieces in it.
#[derive(Clone, Copy, Debug)]
pub enum Element<'p> {
    /// A paragraph.
    Paragraph,
    /// The source of a quotation.
    Source,
    /// A heading.
    Heading(Option<&'p DecidedHeading>),
    /// A quotation.
    Quote,
    /// Lines of code.
    CodeBlock {
        /// The language, where it is named.
        language: Option<&'p str>,
    },
    /// A list.
    List {
        /// The first number; none where the items have none.
        first: Option<u64>,
    },
    /// An item of a list; its words stand in it without a paragraph where the list is close.
    Item {
        /// Whether it begins with a box.
        is_task: bool,
    },
    /// A footnote, after everything else.
    Note {
        /// Its number.
        number: usize,
        /// The note.
        note: &'p Note,
        /// Whether a paragraph comes first.
        begins_with_paragraph: bool,
    },
    /// A table.
    Table(&'p DecidedTable),
    /// Its head; none where no cell of it has words.
    Head,
    /// A row of its body.
    Row,
    /// A cell.
    Cell {
        /// Whether it heads a column; an empty one heads nothing.
        is_head: bool,
        /// Where its words stand.
        align: Align,
    },
    /// Words said with stress.
    Emphasis,
    /// Words that matter.
    Strong,
    /// Words that no longer hold.
    Strikethrough,
    /// A link.
    Link {
        /// The event that it starts at, by which a format may know another address for it.
        event: usize,
        /// Where it leads.
        target: &'p str,
        /// Whether that is an e-mail address.
        is_email: bool,
        /// Its title; empty where it has none.
        title: &'p str,
    },
}

/// Gives every piece of a text in the order of print.
pub fn pieces<'p>(parsed: &'p Parsed, decided: &'p Decided, each: impl FnMut(Piece<'p>)) {
    let sources = quote::sources(parsed);
    let mut walk = Walk {
        parsed,
        decided,
        each,
        open: Vec::new(),
        table: None,
        column: 0,
        is_in_head: false,
        printed_links: 0,
        sources,
        inserted: 0..0,
    };
    walk.events(0..parsed.events.len());
    walk.notes();
}

struct Walk<'p, 't, F> {
    parsed: &'p Parsed<'t>,
    decided: &'p Decided,
    each: F,
    /// The elements around the present place; none for one that is not printed.
    open: Vec<Option<Element<'p>>>,
    /// The table around the present place.
    table: Option<&'p DecidedTable>,
    column: usize,
    is_in_head: bool,
    /// How many links are printed around the present place: one or none.
    printed_links: usize,
    sources: Vec<usize>,
    /// The place of the last insert that something was printed for.
    inserted: Range<usize>,
}

impl<'p, F: FnMut(Piece<'p>)> Walk<'p, '_, F> {
    fn events(&mut self, events: Range<usize>) {
        let mut at = events.start;
        while at < events.end {
            at = self.event_at(at);
        }
    }

    fn give(&mut self, piece: Piece<'p>) {
        (self.each)(piece);
    }

    /// Gives one event, or several that belong together; gives back the place of the next.
    fn event_at(&mut self, at: usize) -> usize {
        let parsed = self.parsed;
        match &parsed.events[at].0 {
            Event::Start(tag) => return self.start(tag, at),
            Event::End(_) => self.end(),
            Event::Text(text) if parsed.inserts.is_empty() => self.give(Piece::Text(text)),
            Event::Text(text) => self.text_with_figures(text, &parsed.events[at].1),
            Event::Code(code) => self.give(Piece::Code(code)),
            Event::SoftBreak | Event::HardBreak if self.is_source(at) => {
                self.end();
                self.open(Element::Source);
            }
            Event::SoftBreak => self.give(Piece::SoftBreak),
            Event::HardBreak => self.give(Piece::HardBreak),
            Event::Rule => self.give(Piece::Rule),
            Event::InlineHtml(tag) if link::is_line_break(tag) => self.give(Piece::Text(" ")),
            Event::FootnoteReference(label) => self.note_mark(label, at),
            Event::TaskListMarker(done) => self.give(Piece::Task(*done)),
            // Mathematics is not switched on; raw HTML is dropped.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::Html(_) | Event::InlineHtml(_) => {}
        }
        at + 1
    }

    fn open(&mut self, element: Element<'p>) {
        self.open.push(Some(element));
        self.give(Piece::Open(element));
    }

    fn end(&mut self) {
        let Some(Some(element)) = self.open.pop() else { return };
        match element {
            Element::Link { .. } => self.printed_links -= 1,
            Element::Cell { .. } => self.column += 1,
            _ => {}
        }
        self.give(Piece::Close(element));
    }

    fn start(&mut self, tag: &'p Tag, at: usize) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(at),
            Tag::Heading { .. } => self.open(Element::Heading(self.decided.heading(at))),
            Tag::BlockQuote(_) => self.open(Element::Quote),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(words) => words.split_whitespace().next(),
                    CodeBlockKind::Indented => None,
                };
                self.open(Element::CodeBlock { language });
            }
            Tag::HtmlBlock => {
                let mut end = at + 1;
                while !matches!(self.event(end), None | Some(Event::End(TagEnd::HtmlBlock))) {
                    end += 1;
                }
                return end + 1;
            }
            Tag::List(None) if self.is_source(at) => return self.source_item(at),
            Tag::List(first) => self.open(Element::List { first: *first }),
            Tag::Item => {
                let first = match self.event(at + 1) {
                    Some(Event::Start(Tag::Paragraph)) => self.event(at + 2),
                    other => other,
                };
                let is_task = matches!(first, Some(Event::TaskListMarker(_)));
                self.open(Element::Item { is_task });
            }
            Tag::FootnoteDefinition(_) => {
                return self.decided.notes.starting(at).map_or(at, |note| note.events.end) + 1;
            }
            Tag::Table(_) => {
                self.table = self.decided.table(at);
                // A table without any words has not been decided anything for.
                let Some(table) = self.table else { return self.past_table(at) };
                self.open(Element::Table(table));
            }
            Tag::TableHead => {
                if let Some(table) = self.table.filter(|table| !table.columns.has_head) {
                    return table.columns.head_end + 1;
                }
                (self.is_in_head, self.column) = (true, 0);
                self.open(Element::Head);
            }
            Tag::TableRow => {
                (self.is_in_head, self.column) = (false, 0);
                self.open(Element::Row);
            }
            Tag::TableCell => {
                let is_empty = matches!(self.event(at + 1), Some(Event::End(TagEnd::TableCell)));
                let align = self.table.map_or(Align::Start, |table| table.columns.align(self.column));
                self.open(Element::Cell { is_head: self.is_in_head && !is_empty, align });
            }
            Tag::Emphasis => self.open(Element::Emphasis),
            Tag::Strong => self.open(Element::Strong),
            Tag::Strikethrough => self.open(Element::Strikethrough),
            Tag::Link { link_type, dest_url, title, .. } => {
                match link::is_printed(*link_type, dest_url) && self.printed_links == 0 {
                    true => {
                        self.printed_links += 1;
                        let is_email = *link_type == LinkType::Email;
                        self.open(Element::Link { event: at, target: dest_url, is_email, title });
                    }
                    false => self.open.push(None),
                }
            }
            Tag::Image { title, .. } => {
                let (picture, end) = self.picture(at, title, false);
                self.give(Piece::Picture(picture));
                return end + 1;
            }
            // None of these is switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => self.open.push(None),
        }
        at + 1
    }

    fn event(&self, at: usize) -> Option<&'p Event<'p>> {
        self.parsed.events.get(at).map(|(event, _)| event)
    }

    /// The place after a table.
    fn past_table(&self, start: usize) -> usize {
        let rest = self.parsed.events[start..].iter();
        let length = rest.take_while(|(event, _)| *event != Event::End(TagEnd::Table)).count();
        start + length + 1
    }

    fn is_source(&self, at: usize) -> bool {
        self.sources.binary_search(&at).is_ok()
    }

    fn paragraph(&mut self, at: usize) -> usize {
        let mut first = at + 1;
        while matches!(self.event(first), Some(Event::InlineHtml(_))) {
            first += 1;
        }
        match self.event(first) {
            // Nothing is left of it.
            Some(Event::End(TagEnd::Paragraph)) => return first + 1,
            Some(Event::Start(Tag::Image { title, .. })) => {
                let (picture, end) = self.picture(first, title, true);
                if matches!(self.event(end + 1), Some(Event::End(TagEnd::Paragraph))) {
                    self.give(Piece::Picture(picture));
                    return end + 2;
                }
            }
            _ if self.has_lines_to_insert(at) => return self.parted_paragraph(at),
            _ => {}
        }
        self.open(if self.is_source(at) { Element::Source } else { Element::Paragraph });
        at + 1
    }

    /// The picture that starts at an event, and the place of its end.
    fn picture(&self, at: usize, title: &'p str, is_block: bool) -> (PrintedPicture<'p>, usize) {
        let mut words = String::new();
        let end = write_words(self.parsed, at, &mut words);
        let words = Cow::Owned(words.trim().to_owned());
        (PrintedPicture { event: at, words, title, is_block }, end)
    }

    /// A quotation's source written as a list of one item.
    fn source_item(&mut self, list: usize) -> usize {
        self.open(Element::Source);
        self.give(Piece::Text("– "));
        let mut at = list + 2;
        while !matches!(self.event(at), None | Some(Event::End(TagEnd::Item))) {
            at = self.event_at(at);
        }
        self.end();
        at + 2
    }
}
