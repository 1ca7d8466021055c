//! Inserts: figures within a line, and parts between the lines of a paragraph.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::Page;
use crate::prose::escape;
use crate::prose::insert::{Insert, Room};

impl<'p> Page<'p, '_> {
    /// Writes text in which inserts may stand, or which may be within one.
    pub(super) fn write_text_with_figures(&mut self, text: &str, range: &Range<usize>) {
        let parsed = self.parsed;
        // The texts of footnotes are not written in the order of the file, so that only this insert can be told to be
        // written, not all before its end.
        let is_within = self.inserted.start < range.end && range.start < self.inserted.end;
        let mut from = if is_within { self.inserted.end } else { range.start };
        for insert in parsed.inserts_in(range) {
            let words = &parsed.text[insert.words.clone()];
            let is_open = insert.is_closed && insert.room != Room::Nothing;
            let Some(figure) = is_open.then(|| self.frame.figure(words)).flatten() else { continue };
            escape::write_text(self.out, &parsed.text[from..insert.range.start]);
            escape::write_text(self.out, &figure);
            self.inserted = insert.range.clone();
            from = insert.range.end.min(range.end);
        }
        match from == range.start {
            // As the parser read it: a sign may be written as an entity.
            true => escape::write_text(self.out, text),
            false => escape::write_text(self.out, &parsed.text[from.min(range.end)..range.end]),
        }
    }

    /// Whether the paragraph has inserts alone on a line.
    pub(super) fn has_lines_to_insert(&self, paragraph: usize) -> bool {
        self.inserts_of(paragraph).next().is_some()
    }

    fn inserts_of(&self, paragraph: usize) -> impl Iterator<Item = &'p Insert> + use<'p> {
        let range = &self.parsed.events[paragraph].1;
        let of = move |insert: &&Insert| matches!(&insert.room, Room::Blocks(line) if line.paragraph == paragraph);
        self.parsed.inserts_in(range).iter().filter(of)
    }

    /// Writes a paragraph whose lines are parted by what is inserted between them; gives the place after it.
    pub(super) fn write_parted_paragraph(&mut self, paragraph: usize) -> usize {
        let inserts: Vec<&Insert> = self.inserts_of(paragraph).collect();
        let at_event = |at: usize| {
            let found = inserts.binary_search_by_key(&at, |insert| insert.events.start);
            found.ok().map(|number| inserts[number])
        };
        let mut is_open = false;
        let mut at = paragraph + 1;
        while let Some(event) = self.parsed.events.get(at).map(|(event, _)| event) {
            if let Event::End(TagEnd::Paragraph) = event {
                at += 1;
                break;
            }
            let is_break = matches!(event, Event::SoftBreak | Event::HardBreak);
            let part = match at_event(if is_break { at + 1 } else { at }) {
                Some(insert) => self.part(insert).map(|part| (insert, part)),
                None => None,
            };
            match part {
                Some((insert, part)) => {
                    if std::mem::take(&mut is_open) {
                        self.out.push_str("</p>\n");
                    }
                    self.block(&part);
                    at = insert.events.end;
                    // The line's own break goes with it, unless another insert follows it.
                    let ends_line = matches!(self.event(at), Some(Event::SoftBreak | Event::HardBreak));
                    at += usize::from(ends_line && at_event(at + 1).is_none());
                }
                None => {
                    if !std::mem::replace(&mut is_open, true) {
                        self.block("<p>");
                    }
                    at = self.write_event(at);
                }
            }
        }
        if is_open {
            self.out.push_str("</p>\n");
        }
        at
    }

    fn part(&mut self, insert: &Insert) -> Option<String> {
        let level = self.frame.level().saturating_add(self.outline.depth());
        let words = &self.parsed.text[insert.words.clone()];
        insert.is_closed.then(|| self.frame.part(words, level)).flatten()
    }
}
