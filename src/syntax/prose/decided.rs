//! What the surroundings of a text decide for it: levels and ids of its headings, ids of its notes, names of its tables,
//! what is printed for its inserts.
//!
//! [`asks`] tells what there is to decide, in the order in which a page comes to it. Writers look the answers up by the
//! number of the event that they stand at; nothing is decided while a text is written.

use std::ops::Range;
use std::path::PathBuf;

use pulldown_cmark::{Event, Tag};

use crate::syntax::prose::heading::Outline;
use crate::syntax::prose::insert::Placement;
use crate::syntax::prose::note::{Note, Notes};
use crate::syntax::prose::table::Columns;
use crate::syntax::prose::{Parsed, RelativeLink, decoded_address, write_words};

/// What is decided for one text.
#[derive(Debug, Default)]
pub struct Decided {
    /// Its headings by event.
    pub headings: Vec<DecidedHeading>,
    /// Its tables by event; one without any words is not printed and not here.
    pub tables: Vec<DecidedTable>,
    /// Its pictures by event; one in the words of another is words.
    pub pictures: Vec<DecidedPicture>,
    /// Its links to files and to places of the page, by event.
    pub links: Vec<LinkTarget>,
    /// Its footnotes in the order of their numbers.
    pub notes: Notes,
    /// What each of its inserts prints, in their order.
    pub inserts: Vec<Printed>,
}

/// A heading of a text in its place.
#[derive(Debug)]
pub struct DecidedHeading {
    /// The event that starts it.
    pub event: usize,
    /// Its level in the document; may exceed 6.
    pub level: u8,
    /// Its words without markup.
    pub words: String,
    /// Its id; no other place of the document has it.
    pub anchor: String,
    /// An id that it had before and that links still lead to.
    pub old_anchor: Option<String>,
    /// Whether it stands in a footnote.
    pub is_in_note: bool,
}

/// A table of a text.
#[derive(Debug)]
pub struct DecidedTable {
    /// The event that starts it.
    pub event: usize,
    /// Its name for those who do not see it; no other table of the document has it.
    pub name: String,
    pub(super) columns: Columns,
}

/// A picture of a text.
#[derive(Debug)]
pub struct DecidedPicture {
    /// The event that starts it.
    pub event: usize,
    /// Its address as written.
    pub target: String,
    /// Its words, for those who do not see it.
    pub words: String,
    /// Where it is; `None` where it was not found, and then its words are printed.
    pub file: Option<PathBuf>,
}

/// A link to a file, or to a place of the page.
#[derive(Debug)]
pub struct LinkTarget {
    /// The event that starts it.
    pub event: usize,
    /// The path as written, characters that are written by number read; empty for a place of the page.
    pub path: String,
    /// What follows the path in the address.
    pub rest: String,
    /// What it leads to; `None` where it is printed as it is written.
    pub to: Option<LinkTo>,
}

/// What a link of a text leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTo {
    /// A file that is laid beside the page: where it is.
    File(PathBuf),
    /// A page: its path from this page's folder, without extension.
    Page(String),
    /// A place of the page: its id.
    Place(String),
}

/// What an insert prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Printed {
    /// Itself, as it is written.
    #[default]
    AsWritten,
    /// Words within a line.
    Words(String),
    /// Blocks of their own.
    Part,
}

/// Something to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The id of the footnote of this index.
    Note(usize),
    /// The id of the place that refers to the footnote of this index.
    Mark(usize),
    /// The id of the heading that starts at this event.
    Heading(usize),
    /// The name of the table that starts at this event.
    Table(usize),
    /// What the insert of this index prints; `level` is that of the first headings of blocks in its place.
    Insert {
        /// Its index among the text's inserts.
        insert: usize,
        /// The heading level of blocks in its place.
        level: u8,
    },
}

/// What there is to decide for a text whose first headings have this level, in the order of print: notes come last, but
/// their ids first.
pub fn asks(parsed: &Parsed, level: u8) -> (Decided, Vec<Ask>) {
    let mut decided = Decided::default();
    if parsed.asks_nothing() {
        return (decided, Vec::new());
    }
    decided.notes = Notes::number(parsed);
    decided.inserts = vec![Printed::AsWritten; parsed.inserts.len()];
    let marks = decided.notes.iter().enumerate().filter(|(_, note)| note.mark.is_some());
    let mut asks: Vec<Ask> = (0..decided.notes.iter().len()).map(Ask::Note).collect();
    asks.extend(marks.map(|(note, _)| Ask::Mark(note)));
    let ranges: Vec<Range<usize>> = decided.notes.iter().map(Note::within).collect();
    let mut walk = Walk { parsed, level, outline: Outline::default(), decided, asks, is_in_note: false };
    walk.events(0..parsed.events.len());
    walk.is_in_note = true;
    for range in ranges {
        walk.events(range);
    }
    let Walk { mut decided, asks, .. } = walk;
    decided.headings.sort_by_key(|heading| heading.event);
    decided.tables.sort_by_key(|table| table.event);
    decided.pictures.sort_by_key(|picture| picture.event);
    decided.links.sort_by_key(|link| link.event);
    (decided, asks)
}

struct Walk<'w, 't> {
    parsed: &'w Parsed<'t>,
    level: u8,
    outline: Outline,
    decided: Decided,
    asks: Vec<Ask>,
    is_in_note: bool,
}

impl Walk<'_, '_> {
    fn events(&mut self, events: Range<usize>) {
        let mut at = events.start;
        while at < events.end {
            at = self.event(at);
        }
    }

    /// Looks at one event; gives the place of the next.
    fn event(&mut self, at: usize) -> usize {
        match &self.parsed.events[at].0 {
            Event::Start(Tag::FootnoteDefinition(_)) => {
                return self.decided.notes.starting(at).map_or(at, |note| note.events.end) + 1;
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let (depth, _) = self.outline.enter(*level as u8);
                let level = self.level.saturating_add(depth - 1).max(1);
                let mut words = String::new();
                write_words(self.parsed, at, &mut words);
                let words = words.trim().to_owned();
                let is_in_note = self.is_in_note;
                let heading =
                    DecidedHeading { event: at, level, words, anchor: String::new(), old_anchor: None, is_in_note };
                self.decided.headings.push(heading);
                self.asks.push(Ask::Heading(at));
            }
            Event::Start(Tag::Table(alignments)) => {
                let columns = Columns::read(self.parsed, at, alignments);
                if columns.has_head || columns.has_rows {
                    self.decided.tables.push(DecidedTable { event: at, name: String::new(), columns });
                    self.asks.push(Ask::Table(at));
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let mut words = String::new();
                let end = write_words(self.parsed, at, &mut words);
                let (target, words) = (dest_url.to_string(), words.trim().to_owned());
                self.decided.pictures.push(DecidedPicture { event: at, target, words, file: None });
                return end + 1;
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                if let Some(id) = dest_url.strip_prefix('#') {
                    let to = Some(LinkTo::Place(decoded_address(id)));
                    self.decided.links.push(LinkTarget { event: at, path: String::new(), rest: String::new(), to });
                } else if let Some(RelativeLink { path, rest }) = RelativeLink::of(*link_type, dest_url) {
                    self.decided.links.push(LinkTarget { event: at, path, rest, to: None });
                }
            }
            Event::Text(_) => self.inserts_at(at),
            _ => {}
        }
        at + 1
    }

    /// The inserts that begin in a text event.
    fn inserts_at(&mut self, at: usize) {
        let inserts = &self.parsed.inserts;
        let first = inserts.partition_point(|insert| insert.events.start < at);
        for (number, insert) in inserts.iter().enumerate().skip(first) {
            if insert.events.start != at {
                break;
            }
            if insert.is_closed && insert.room != Placement::Nothing {
                let level = self.level.saturating_add(self.outline.depth());
                self.asks.push(Ask::Insert { insert: number, level });
            }
        }
    }
}

/// The decisions for a text that asks nothing.
pub static NOTHING: Decided = Decided {
    headings: Vec::new(),
    tables: Vec::new(),
    pictures: Vec::new(),
    links: Vec::new(),
    notes: Notes::NONE,
    inserts: Vec::new(),
};

impl Decided {
    /// The heading that starts at an event.
    pub fn heading(&self, event: usize) -> Option<&DecidedHeading> {
        let found = self.headings.binary_search_by_key(&event, |heading| heading.event);
        found.ok().map(|at| &self.headings[at])
    }

    /// The same, to decide it.
    pub fn heading_mut(&mut self, event: usize) -> Option<&mut DecidedHeading> {
        let found = self.headings.binary_search_by_key(&event, |heading| heading.event);
        found.ok().map(|at| &mut self.headings[at])
    }

    /// The table that starts at an event.
    pub fn table(&self, event: usize) -> Option<&DecidedTable> {
        let found = self.tables.binary_search_by_key(&event, |table| table.event);
        found.ok().map(|at| &self.tables[at])
    }

    /// The same, to decide it.
    pub fn table_mut(&mut self, event: usize) -> Option<&mut DecidedTable> {
        let found = self.tables.binary_search_by_key(&event, |table| table.event);
        found.ok().map(|at| &mut self.tables[at])
    }

    /// What the insert of an index prints.
    pub fn insert(&self, insert: usize) -> &Printed {
        self.inserts.get(insert).unwrap_or(&Printed::AsWritten)
    }
}

/// A text's decisions, and what one format makes of them.
#[derive(Clone, Copy, Debug)]
pub struct Around<'d> {
    /// The decisions.
    pub decided: &'d Decided,
    /// The addresses of the pictures, in their order; none where a picture was not found.
    pub pictures: &'d [Option<String>],
    /// The addresses of the links, in their order; none where one is printed as it is written. There may be none
    /// at all.
    pub links: &'d [Option<String>],
    /// The blocks of the inserts that print blocks, written, by the insert's index.
    pub parts: &'d [(usize, String)],
    /// The words of an unticked and of a ticked box.
    pub ticks: [&'d str; 2],
}

impl<'d> Around<'d> {
    /// The address of the picture that starts at an event.
    pub(super) fn picture(&self, event: usize) -> Option<&'d str> {
        let at = self.decided.pictures.binary_search_by_key(&event, |picture| picture.event).ok()?;
        self.pictures.get(at)?.as_deref()
    }

    /// The address of the link that starts at an event, where it is another than the one written.
    pub(super) fn link(&self, event: usize) -> Option<&'d str> {
        let at = self.decided.links.binary_search_by_key(&event, |link| link.event).ok()?;
        self.links.get(at)?.as_deref()
    }

    /// The blocks of an insert; `None` where it prints none.
    pub(super) fn part(&self, insert: usize) -> Option<&'d str> {
        let at = self.parts.binary_search_by_key(&insert, |(insert, _)| *insert).ok()?;
        Some(&self.parts[at].1)
    }

    /// The words of a box.
    pub(super) fn tick(&self, done: bool) -> &'d str {
        self.ticks[usize::from(done)]
    }
}
