//! Whether words that are written are read as what they were: the same words, code, breaks, links, pictures and notes.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::signs::{IS_SIGN, block_mark, has_signs};
use super::{Markup, Place, Words};
use crate::syntax::prose::{Parsed, parse};

/// What a reader makes of code.
pub(super) fn code(code: &str) -> String {
    format!("`{code}`")
}

impl Words {
    /// Whether they are written as they are: there is nothing but words on lines, none of which begins as a block does, and no sign
    /// that could be markup. So are nearly all.
    pub(super) fn are_plain(&self) -> bool {
        let is_break = |one: &Markup| self.all[one.range.clone()] == *"\n";
        self.place == Place::Lines
            && self.markup.iter().all(is_break)
            && !has_signs(&self.all)
            && self
                .all
                .split('\n')
                .enumerate()
                .all(|(number, line)| !line.starts_with(':') && block_mark(line, number == 0).is_none())
    }

    /// Whether anything stands in them that a reader could take for other markup than it is. Where a line begins as a block is
    /// looked at anyway, and type faces beside each other are read as they are written once [`Words::are_faces_apart`].
    pub(super) fn needs_proof(&self) -> bool {
        let is_known =
            |one: &Markup| self.all[one.range.clone()].ends_with('\n') || one.is_face && self.are_faces_apart;
        if !self.markup.iter().all(is_known) {
            return true;
        }
        let mut copied = 0;
        for end in self.markup.iter().map(|one| (one.range.start, one.range.end)).chain([(self.all.len(), 0)]) {
            if self.holds_signs(copied..end.0) {
                return true;
            }
            copied = end.1;
        }
        false
    }

    /// Whether words hold a sign that could be markup there: a colon is such at the start of a line alone, an exclamation mark
    /// before a bracket alone, an ampersand where a name follows.
    fn holds_signs(&self, range: Range<usize>) -> bool {
        let bytes = self.all.as_bytes();
        let is_sign = |at: usize| match bytes[at] {
            b'!' => false,
            b':' => at == 0 || bytes[at - 1] == b'\n',
            b'&' => bytes.get(at + 1).is_none_or(|next| *next != b' '),
            byte => IS_SIGN[usize::from(byte)],
        };
        range.into_iter().any(is_sign)
    }

    /// Whether they are read as what they are where they stand like this.
    pub(super) fn reads_as(&self, written: &str) -> bool {
        let mut page = match self.place {
            Place::Lines | Place::Bold => written.to_owned(),
            Place::Heading => format!("# {written}"),
            Place::Cell => format!("| {written} |\n| --- |"),
        };
        for one in &self.markup {
            if one.read.starts_with("[^") {
                page.extend(["\n\n", &one.read, ": x"]);
            }
        }
        let parsed = parse(&page);
        let Some(read) = first_words(&parsed, self.place) else { return written.is_empty() };
        are_same_words(&read, &self.expected())
    }

    /// What a reader is to make of them.
    fn expected(&self) -> String {
        let mut expected = String::with_capacity(self.all.len());
        let mut copied = 0;
        for Markup { range, read, .. } in &self.markup {
            expected.extend([&self.all[copied..range.start], read]);
            copied = range.end;
            expected.push_str(self.blank_behind(read, copied));
        }
        expected.push_str(&self.all[copied..]);
        expected.replace('\0', "\u{fffd}")
    }
}

/// What stands in the first block, where that is one of this place and nothing but notes follows; else none.
fn first_words(parsed: &Parsed, place: Place) -> Option<String> {
    let mut events = parsed.events.iter().map(|(event, _)| event);
    let end = match (place, events.next()?) {
        (Place::Lines | Place::Bold, Event::Start(Tag::Paragraph)) => TagEnd::Paragraph,
        (Place::Heading, Event::Start(Tag::Heading { level, .. })) => TagEnd::Heading(*level),
        (Place::Cell, Event::Start(Tag::Table(_))) => TagEnd::Table,
        _ => return None,
    };
    let mut read = String::new();
    let mut cells = 0;
    for event in events.by_ref() {
        match event {
            Event::End(tag) if *tag == end => break,
            Event::Text(words) => read.push_str(words),
            Event::Code(words) => read.push_str(&code(words)),
            Event::SoftBreak => read.push(' '),
            Event::HardBreak => read.push('\n'),
            Event::FootnoteReference(label) => read.extend(["[^", label, "]"]),
            Event::TaskListMarker(done) => read.push_str(if *done { "[x] " } else { "[ ] " }),
            Event::Start(Tag::Link { .. }) => read.push('['),
            Event::Start(Tag::Image { .. }) => read.push_str("!["),
            Event::End(TagEnd::Link | TagEnd::Image) => read.push(']'),
            Event::Start(Tag::TableCell) => cells += 1,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::TableHead) | Event::End(_) => {}
            _ => return None,
        }
    }
    // A note is one block, with a paragraph in it.
    let is_all = matches!(events.next(), None | Some(Event::Start(Tag::FootnoteDefinition(_))));
    (is_all && cells <= 1).then_some(read)
}

/// Whether two texts have the same words, with any blanks between them, on the same lines.
fn are_same_words(one: &str, other: &str) -> bool {
    let (mut ones, mut others) = (one.split('\n'), other.split('\n'));
    loop {
        match (ones.next(), others.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if one == other || one.split_whitespace().eq(other.split_whitespace()) => {}
            _ => return false,
        }
    }
}
