//! The Markdown of one field: facts for rules, and its words as HTML or as Markdown under the headings around it.
//!
//! A text is parsed once. Both outputs and all facts are loops over the same events; nothing is read from files and nothing is
//! reported here. Raw HTML and script links reach neither output, and [`dropped`] tells where they stood.

mod anchor;
mod bare_address;
mod decided;
mod definition;
mod escape;
mod heading;
mod html;
mod insert;
mod link;
mod lost;
mod markdown;
mod note;
mod picture;
mod piece;
mod quote;
mod short_anchor;
mod table;
mod untaken;

#[cfg(test)]
mod sample;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};
use rustc_hash::FxHashMap;

use crate::model::{Prose, ProseId, ProseText};
pub use crate::syntax::prose::anchor::{Anchors, slug};
pub use crate::syntax::prose::decided::{
    Around, Ask, Decided, DecidedHeading, DecidedPicture, DecidedTable, LinkTarget, LinkTo, NOTHING, Printed, asks,
};
pub use crate::syntax::prose::heading::{Heading, headings};
pub use crate::syntax::prose::html::write_html;
pub use crate::syntax::prose::insert::{Insert, Placement};
pub use crate::syntax::prose::link::{Dropped, RelativeLink, decoded_address, dropped, is_safe_link};
pub use crate::syntax::prose::lost::{Lost, WhyLost, lost};
pub use crate::syntax::prose::markdown::write_markdown;
pub use crate::syntax::prose::note::{MARK, NOTE, Note, Notes};
pub use crate::syntax::prose::picture::{Picture, pictures};
pub use crate::syntax::prose::piece::{Element, Piece, PrintedPicture, pieces};
pub use crate::syntax::prose::short_anchor::{AnchorPath, ShortAnchors};
pub use crate::syntax::prose::table::Align;
pub use crate::syntax::prose::untaken::{Meant, Untaken, untaken};

/// A text and what the Markdown parser saw in it. Offsets are byte ranges of `text`.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// The Markdown as written.
    pub text: Cow<'t, str>,
    /// The events with the place of each.
    pub events: Vec<(Event<'t>, Range<usize>)>,
    /// Where parts of the plan or figures are to be printed, in order.
    pub inserts: Vec<Insert>,
    /// The labels that the text defines, each with the place of its first definition, in order. A link may be written as
    /// a reference to one.
    labels: Vec<(String, Range<usize>)>,
    has_notes: bool,
    /// There are headings, tables, pictures or links to files and places.
    has_named: bool,
    has_quotes: bool,
    /// Something is left out, be it no more than the definition of a label.
    leaves_out: bool,
}

/// A prose field as read: what rules look at, and what pages are written from.
#[derive(Debug)]
pub struct Text<'a> {
    /// The field.
    pub prose: &'a Prose,
    /// Its text, with the way back to places in the file: `text.span(range)`.
    pub text: &'a ProseText<'a>,
    /// The Markdown read.
    pub parsed: Parsed<'a>,
}

/// The texts of several fields, in the order of these.
#[derive(Debug)]
pub struct Texts<'a> {
    all: Vec<Text<'a>>,
    numbers: FxHashMap<ProseId, usize>,
}

impl<'a> Texts<'a> {
    /// Reads the texts of several fields; `texts` are theirs, in the same order.
    pub fn read(fields: &[&'a Prose], texts: &'a [ProseText<'a>]) -> Texts<'a> {
        let read = |(prose, text): (&&'a Prose, &'a ProseText<'a>)| Text { prose, text, parsed: parse(&text.text) };
        let numbers = fields.iter().enumerate().map(|(number, prose)| (prose.id(), number));
        Texts { all: fields.iter().zip(texts).map(read).collect(), numbers: numbers.collect() }
    }

    /// The text of a field, where it is among them.
    pub fn of(&self, prose: &Prose) -> Option<&Text<'a>> {
        self.numbers.get(&prose.id()).map(|number| &self.all[*number])
    }

    /// All of them in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Text<'a>> {
        self.all.iter()
    }
}

impl<'t, 'a> IntoIterator for &'t Texts<'a> {
    type Item = &'t Text<'a>;
    type IntoIter = std::slice::Iter<'t, Text<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Reads a text. Smart punctuation is off: what is printed is what was written.
pub fn parse(text: &str) -> Parsed<'_> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(text, options).into_offset_iter();
    let definitions = parser.reference_definitions().iter();
    let mut labels: Vec<(String, Range<usize>)> =
        definitions.map(|(label, definition)| (label.to_owned(), definition.span.clone())).collect();
    labels.sort_by_key(|(_, range)| range.start);
    let mut events = Vec::with_capacity(text.len() / 24 + 8);
    let (mut has_notes, mut has_named, mut has_quotes, mut drops) = (false, false, false, false);
    let mut picture_end = 0;
    for (event, range) in parser {
        match &event {
            Event::Start(Tag::FootnoteDefinition(_)) => has_notes = true,
            Event::Start(Tag::BlockQuote(_)) => has_quotes = true,
            Event::Start(Tag::Image { .. }) => {
                has_named = true;
                picture_end = picture_end.max(range.end);
            }
            Event::Start(Tag::Heading { .. } | Tag::Table(_)) => has_named = true,
            // A link in a picture's words is dropped with the picture's markup.
            Event::Start(Tag::Link { .. }) if range.start < picture_end => drops = true,
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                drops |= !link::is_printed(*link_type, dest_url);
                has_named |= dest_url.starts_with('#') || RelativeLink::of(*link_type, dest_url).is_some();
            }
            Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => drops = true,
            _ => {}
        }
        events.push((event, range));
    }
    let leaves_out = !labels.is_empty() || drops;
    let events = bare_address::linked(text, events);
    let inserts = Vec::new();
    let text = Cow::Borrowed(text);
    let mut parsed = Parsed { text, events, inserts, labels, has_notes, has_named, has_quotes, leaves_out };
    parsed.inserts = insert::find(&parsed);
    parsed
}

impl Parsed<'_> {
    /// Whether the surroundings of the text have nothing to decide for it: it is printed the same everywhere.
    pub fn asks_nothing(&self) -> bool {
        !self.has_named && !self.has_notes && self.inserts.is_empty()
    }

    /// The same text, which needs nothing else to stay.
    pub fn into_owned(self) -> Parsed<'static> {
        let events = self.events.into_iter().map(|(event, range)| (event.into_static(), range));
        Parsed { text: Cow::Owned(self.text.into_owned()), events: events.collect(), ..self }
    }

    /// The inserts that begin within a range, as their places among all.
    fn inserts_in(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.inserts.partition_point(|insert| insert.range.start < range.start);
        let to = self.inserts.partition_point(|insert| insert.range.start < range.end);
        from..to
    }
}

/// Writes the words from an event's start tag to its end without markup; gives the place of the end.
fn write_words(parsed: &Parsed, start: usize, out: &mut String) -> usize {
    let mut open = 0;
    for (at, (event, _)) in parsed.events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => open += 1,
            Event::End(_) => {
                open -= 1;
                if open == 0 {
                    return at;
                }
            }
            Event::Text(words) | Event::Code(words) => out.push_str(words),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::InlineHtml(tag) if link::is_line_break(tag) => out.push(' '),
            _ => {}
        }
    }
    parsed.events.len()
}
