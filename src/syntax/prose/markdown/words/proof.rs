//! Whether words that are written are read as what they were: the same words, code, breaks, links, pictures and notes.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{IS_SIGN, Markup, Place, Words};
use crate::syntax::prose::{Parsed, parse};

/// What a reader makes of code.
pub(super) fn code(code: &str) -> String {
    format!("`{code}`")
}

impl Words {
    /// Whether anything but letters and the ends of lines stands in them. Where a line begins as a block is looked at anyway.
    pub(super) fn needs_proof(&self) -> bool {
        let is_break = |one: &Markup| self.all[one.range.clone()].ends_with('\n');
        self.markup.iter().any(|one| !is_break(one)) || self.all.bytes().any(|byte| IS_SIGN[usize::from(byte)])
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
        squeezed(&read) == squeezed(&self.expected())
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

/// Words with one blank between them, but where a line ends in print.
fn squeezed(words: &str) -> String {
    let lines = words.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}
