//! `{{ … }}` in a text: where a part of the plan or a figure is to be printed. Here it is found; what its words mean is
//! not known here.
//!
//! An insert stands on one line and is no insert within code. `\{{` is two braces.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::syntax::prose::Parsed;
use crate::syntax::prose::escape::is_escaped;

/// The signs that an insert begins with.
const OPENS: &str = "{{";
/// The signs that it ends with.
const CLOSES: &str = "}}";

/// An insert as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insert {
    /// Its place, with the braces.
    pub range: Range<usize>,
    /// The place of the words between the braces; all that follows where it is not closed.
    pub words: Range<usize>,
    /// Whether its braces are closed on the same line.
    pub is_closed: bool,
    /// What can be printed in its place.
    pub room: Placement,
    /// Its first text event and the event after its last.
    pub(super) events: Range<usize>,
}

impl Insert {
    /// The event in which it begins.
    pub fn first_event(&self) -> usize {
        self.events.start
    }
}

/// What can be printed in the place of an insert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Blocks: it is alone on its line, in no list, quotation or note.
    Blocks(InsertLine),
    /// Words of a line.
    Words,
    /// Nothing: headings and the words of pictures are taken as written.
    Nothing,
}

/// The line that an insert is alone on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsertLine {
    /// The event that starts the paragraph.
    pub(super) paragraph: usize,
}

/// The inserts of a text in order.
pub(super) fn find(parsed: &Parsed) -> Vec<Insert> {
    let mut found = Vec::new();
    if !parsed.text.contains(OPENS) {
        return found;
    }
    let mut around = Around::default();
    let mut at = 0;
    while at < parsed.events.len() {
        match &parsed.events[at].0 {
            Event::Start(tag) => around.open.push((at, LineKind::of(tag))),
            Event::End(_) => {
                around.open.pop();
            }
            Event::Text(_) if !around.is_in(LineKind::Code) => {
                let end = run_from(parsed, at);
                in_run(parsed, &around, at..end, &mut found);
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// What an element is to the inserts within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineKind {
    Paragraph,
    Code,
    Fixed,
    Other,
}

impl LineKind {
    fn of(tag: &Tag) -> LineKind {
        match tag {
            Tag::Paragraph => LineKind::Paragraph,
            Tag::CodeBlock(_) | Tag::HtmlBlock => LineKind::Code,
            Tag::Heading { .. } | Tag::Image { .. } => LineKind::Fixed,
            _ => LineKind::Other,
        }
    }
}

/// The elements around a place, outermost first, each with the event that starts it.
#[derive(Default)]
struct Around {
    open: Vec<(usize, LineKind)>,
}

impl Around {
    fn is_in(&self, kind: LineKind) -> bool {
        self.open.iter().any(|(_, open)| *open == kind)
    }

    /// The paragraph that all of the place is in, and nothing else.
    fn only_paragraph(&self) -> Option<usize> {
        match self.open[..] {
            [(start, LineKind::Paragraph)] => Some(start),
            _ => None,
        }
    }
}

/// The event after those of text that goes on without a gap: signs that could be markup are events of their own.
fn run_from(parsed: &Parsed, start: usize) -> usize {
    let mut end = start + 1;
    while let Some((Event::Text(_), range)) = parsed.events.get(end)
        && range.start == parsed.events[end - 1].1.end
    {
        end += 1;
    }
    end
}

fn in_run(parsed: &Parsed, around: &Around, events: Range<usize>, found: &mut Vec<Insert>) {
    let source = parsed.events[events.start].1.start..parsed.events[events.end - 1].1.end;
    let mut from = source.start;
    while let Some(offset) = parsed.text[from..source.end].find(OPENS) {
        let start = from + offset;
        if is_escaped(parsed.text.as_bytes(), start) {
            from = start + 1;
            continue;
        }
        let words = start + OPENS.len();
        let (words, end, is_closed) = match parsed.text[words..source.end].find(CLOSES) {
            Some(length) => (words..words + length, words + length + CLOSES.len(), true),
            None => {
                let end = source.start + parsed.text[source.clone()].trim_end().len();
                (words..end.max(words), end.max(words), false)
            }
        };
        from = end;
        // Thousands of events can be one run, so each insert looks its own up.
        let run = &parsed.events[events.clone()];
        let first = events.start + run.partition_point(|(_, range)| range.end <= start);
        let last = events.start + run.partition_point(|(_, range)| range.start < end);
        let is_alone = parsed.text[source.clone()].trim().len() == end - start;
        let room = match () {
            () if around.is_in(LineKind::Fixed) => Placement::Nothing,
            () if is_alone => line(parsed, around, &events).map_or(Placement::Words, Placement::Blocks),
            () => Placement::Words,
        };
        found.push(Insert { range: start..end, words, is_closed, room, events: first..last });
    }
}

/// The line that a run of text is all of.
fn line(parsed: &Parsed, around: &Around, events: &Range<usize>) -> Option<InsertLine> {
    let paragraph = around.only_paragraph()?;
    let before = events.start.checked_sub(1).map(|at| &parsed.events[at].0);
    let after = parsed.events.get(events.end).map(|(event, _)| event);
    let begins = matches!(before, Some(Event::Start(_)));
    let ends = matches!(after, Some(Event::End(_)));
    let is_break = |event: Option<&Event>| matches!(event, Some(Event::SoftBreak | Event::HardBreak));
    ((begins || is_break(before)) && (ends || is_break(after))).then_some(InsertLine { paragraph })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::prose::parse;

    fn found(text: &str) -> Vec<(&str, &str)> {
        let parsed = parse(text);
        let room = |insert: &Insert| match insert.room {
            Placement::Blocks(_) => "blocks",
            Placement::Words => "words",
            Placement::Nothing => "nothing",
        };
        parsed.inserts.iter().map(|insert| (text[insert.words.clone()].trim(), room(insert))).collect()
    }

    #[test]
    fn a_line_of_its_own_has_room_for_blocks() {
        assert_eq!(found("{{ budget }}\n"), [("budget", "blocks")]);
        assert_eq!(found("Ett:\n{{ budget }}\ntvå\n"), [("budget", "blocks")]);
        assert_eq!(found("  {{ mål _a_b* }}  \n{{ mål b }}"), [("mål _a_b*", "blocks"), ("mål b", "blocks")]);
        assert_eq!(found("- {{ budget }}\n\n> {{ budget }}\n"), [("budget", "words"), ("budget", "words")]);
        assert_eq!(found("**{{ budget }}**\n"), [("budget", "words")]);
        assert_eq!(
            found("Det blev {{ utfall ami }} och {{ årsmål ami }}."),
            [("utfall ami", "words"), ("årsmål ami", "words"),]
        );
    }

    #[test]
    fn headings_and_pictures_have_no_room() {
        assert_eq!(
            found("## Om {{ utfall a }}\n\n![{{ mål b }}](c)\n"),
            [("utfall a", "nothing"), ("mål b", "nothing"),]
        );
    }

    #[test]
    fn code_and_escaped_braces_are_no_inserts() {
        assert!(
            found("`{{ mål a }}`\n\n    {{ mål b }}\n\n```\n{{ mål c }}\n```\n\n\\{{ mål d }} {x} { {y} }\n")
                .is_empty()
        );
        assert_eq!(found("\\\\{{ mål a }}"), [("mål a", "words")]);
    }

    #[test]
    fn braces_left_open_reach_to_the_end_of_the_line() {
        let parsed = parse("Ett {{ utfall ami\nTvå }}\n");
        assert_eq!(parsed.inserts.len(), 1);
        assert!(!parsed.inserts[0].is_closed);
        assert_eq!(&parsed.text[parsed.inserts[0].range.clone()], "{{ utfall ami");
    }
}
