//! What is wrong with the inserts of a document's texts, for the rules that report it.

use crate::model::Prose;
use crate::parts::insert::{self, Unread, Wish};
use crate::prose::{self, Insert, Room};
use crate::resolve::Resolved;
use crate::resolve::inserts::{Inserted, Lacking, MOST_PARTS, Part};
use crate::rules::{Subject, Text};
use crate::source::{Sources, Span};

/// An insert for which nothing is printed.
pub(super) struct Found<'s> {
    /// Its place in the file.
    pub(super) span: Span,
    /// The text that it stands in.
    pub(super) text: &'s Text<'s>,
    /// Why.
    pub(super) trouble: Trouble<'s>,
}

/// Why nothing is printed for an insert.
pub(super) enum Trouble<'s> {
    /// Its braces are not closed.
    Unclosed,
    /// Its words cannot be read.
    Unread(Unread<'s>),
    /// What it asks for is not there.
    Lacking(Lacking<'s>),
    /// It cannot be printed where it stands.
    NoRoom(NoRoom),
}

/// Why a place has no room for what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoRoom {
    /// Blocks need a line of their own, outside lists and quotations.
    NotAlone,
    /// It is in a heading or in the words of a picture.
    Heading,
    /// It is in a cell of a table.
    Cell,
    /// What it prints holds the text that it stands in.
    Circular,
    /// The document's texts insert too much.
    TooMany,
}

/// Every insert of the document's texts for which nothing is printed.
pub(super) fn troubles<'s>(subject: &'s Subject) -> Vec<Found<'s>> {
    let with_inserts = subject.texts.iter().filter(|text| !text.parsed.inserts.is_empty());
    let mut count = 0;
    let mut found = Vec::new();
    for text in with_inserts {
        for insert in &text.parsed.inserts {
            if let Err(trouble) = printed(subject, text, insert, &mut count) {
                found.push(Found { span: text.text.span(insert.range.clone()), text, trouble });
            }
        }
    }
    found
}

fn printed<'s>(subject: &Subject, text: &'s Text<'s>, insert: &Insert, count: &mut usize) -> Result<(), Trouble<'s>> {
    if !insert.is_closed {
        return Err(Trouble::Unclosed);
    }
    let resolved = subject.resolved;
    let steering = &resolved.settings.steering;
    let wish = insert::read(text.parsed.text, insert.words.clone(), steering).map_err(Trouble::Unread)?;
    let inserted = resolved.inserted(subject.plan.document, &wish).map_err(Trouble::Lacking)?;
    room(subject, text.prose, insert, &wish).map_or(Ok(()), |no_room| Err(Trouble::NoRoom(no_room)))?;
    let Inserted::Part(part) = inserted else { return Ok(()) };
    let mut walk = Walk { resolved, sources: subject.sources, open: vec![text.prose], count };
    match walk.part(&part) {
        Some(no_room) => Err(Trouble::NoRoom(no_room)),
        None => Ok(()),
    }
}

fn room(subject: &Subject, prose: &Prose, insert: &Insert, wish: &Wish) -> Option<NoRoom> {
    match insert.room {
        Room::Nothing => Some(NoRoom::Heading),
        _ if wish.is_figure() => None,
        Room::Words => Some(NoRoom::NotAlone),
        Room::Blocks(_) => {
            let goals = subject.document.goals.iter();
            let mut cells = goals.flat_map(|goal| &goal.indicators).filter_map(|of| of.description.as_ref());
            cells.any(|cell| std::ptr::eq(cell, prose)).then_some(NoRoom::Cell)
        }
    }
}

/// A walk through parts whose texts hold parts.
struct Walk<'w> {
    resolved: &'w Resolved,
    sources: &'w Sources,
    /// The texts around the present one.
    open: Vec<&'w Prose>,
    /// How many parts the document's texts print.
    count: &'w mut usize,
}

impl Walk<'_> {
    fn part(&mut self, part: &Part) -> Option<NoRoom> {
        *self.count += 1;
        if *self.count > MOST_PARTS {
            return Some(NoRoom::TooMany);
        }
        let texts = self.resolved.texts_of(part);
        if texts.iter().any(|text| self.open.iter().any(|open| std::ptr::eq(*open, *text))) {
            return Some(NoRoom::Circular);
        }
        texts.into_iter().find_map(|text| self.text(text))
    }

    fn text(&mut self, prose: &Prose) -> Option<NoRoom> {
        if !prose.raw(self.sources).contains("{{") {
            return None;
        }
        let text = prose.text(self.sources);
        let parsed = prose::parse(&text.text);
        let mut walk =
            Walk { resolved: self.resolved, sources: self.sources, open: self.open.clone(), count: self.count };
        walk.open.push(prose);
        let whole = parsed.inserts.iter().filter(|insert| insert.is_closed && matches!(insert.room, Room::Blocks(_)));
        let parts = whole.filter_map(|insert| walk.resolved.part_in(prose, &parsed.text[insert.words.clone()]));
        let parts: Vec<_> = parts.collect();
        // A circle further in is reported where it is written; here only one that leads back to this document's text.
        parts.iter().find_map(|part| match walk.part(part) {
            Some(NoRoom::Circular) if !walk.leads_back(part) => None,
            other => other,
        })
    }

    /// Whether a part prints the text that the walk began in.
    fn leads_back(&self, part: &Part) -> bool {
        let first = self.open[0];
        self.resolved.texts_of(part).into_iter().any(|text| std::ptr::eq(text, first))
    }
}
