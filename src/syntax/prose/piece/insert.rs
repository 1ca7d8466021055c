//! Inserts: figures within a line, and parts between the lines of a paragraph.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::{Element, Piece, Walk};
use crate::syntax::prose::Printed;
use crate::syntax::prose::insert::{Insert, Placement};

impl<'p, F: FnMut(Piece<'p>)> Walk<'p, '_, F> {
    /// Gives text in which inserts may stand, or which may be within one.
    pub(super) fn text_with_figures(&mut self, text: &'p str, range: &Range<usize>) {
        let (parsed, decided) = (self.parsed, self.decided);
        // Notes come last, so the insert before may stand further on.
        let mut from = if self.inserted.contains(&range.start) { self.inserted.end } else { range.start };
        from = from.min(range.end);
        for number in parsed.inserts_in(range) {
            let insert = &parsed.inserts[number];
            let Printed::Words(words) = decided.insert(number) else { continue };
            self.give(Piece::Text(&parsed.text[from..insert.range.start]));
            self.give(Piece::Figure { insert: number, words });
            self.inserted = insert.range.clone();
            from = insert.range.end.min(range.end);
        }
        self.give(Piece::Text(match from == range.start {
            // As the parser read it: a sign may be written as an entity.
            true => text,
            false => &parsed.text[from.min(range.end)..range.end],
        }));
    }

    /// Whether the paragraph has inserts alone on a line.
    pub(super) fn has_lines_to_insert(&self, paragraph: usize) -> bool {
        self.inserts_of(paragraph).next().is_some()
    }

    fn inserts_of(&self, paragraph: usize) -> impl Iterator<Item = (usize, &'p Insert)> + use<'p, F> {
        let parsed = self.parsed;
        let numbers = parsed.inserts_in(&parsed.events[paragraph].1);
        let all = numbers.map(|number| (number, &parsed.inserts[number]));
        all.filter(move |(_, insert)| matches!(&insert.room, Placement::Blocks(line) if line.paragraph == paragraph))
    }

    /// Gives a paragraph whose lines are parted by what is inserted between them; gives back the place after it.
    pub(super) fn parted_paragraph(&mut self, paragraph: usize) -> usize {
        let decided = self.decided;
        let inserts: Vec<(usize, &Insert)> = self.inserts_of(paragraph).collect();
        let at_event = |at: usize| {
            let found = inserts.binary_search_by_key(&at, |(_, insert)| insert.events.start);
            found.ok().map(|number| inserts[number])
        };
        let mut is_open = false;
        let mut at = paragraph + 1;
        while let Some(event) = self.event(at) {
            if let Event::End(TagEnd::Paragraph) = event {
                at += 1;
                break;
            }
            let is_break = matches!(event, Event::SoftBreak | Event::HardBreak);
            let part = at_event(if is_break { at + 1 } else { at });
            match part.filter(|(number, _)| *decided.insert(*number) == Printed::Part) {
                Some((number, insert)) => {
                    if std::mem::take(&mut is_open) {
                        self.end();
                    }
                    self.give(Piece::Insert(number));
                    at = insert.events.end;
                    // The line's own break goes with it, unless another insert follows it.
                    let ends_line = matches!(self.event(at), Some(Event::SoftBreak | Event::HardBreak));
                    at += usize::from(ends_line && at_event(at + 1).is_none());
                }
                None => {
                    if !std::mem::replace(&mut is_open, true) {
                        self.open(Element::Paragraph);
                    }
                    at = self.event_at(at);
                }
            }
        }
        if is_open {
            self.end();
        }
        at
    }
}
