//! Lines and words whose signs are nearly those of Markdown: `#Rubrik`, `- [] att göra`, `*ord**`, `==ord==`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Meant, Untaken};
use crate::syntax::prose::Parsed;
use crate::syntax::prose::escape::is_escaped;
use crate::syntax::prose::untaken::CONTAINER;

/// Headings and boxes at the beginnings of lines, and asterisks that are more on one side than on the other.
pub(super) fn find(parsed: &Parsed, found: &mut Vec<Untaken>) {
    for (at, (event, range)) in parsed.events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) => lines(&parsed.text, range, found),
            Event::Start(Tag::Item) => boxed_item(&parsed.text, range, found),
            Event::Start(Tag::Emphasis) => {
                let before = at.checked_sub(1).map(|before| &parsed.events[before]);
                let is_more = before.is_some_and(|(event, before)| {
                    matches!(event, Event::Text(_))
                        && before.end == range.start
                        && is_star(&parsed.text, range.start, -1)
                });
                if is_more {
                    found.push(uneven(range.start - 1..range.end));
                }
            }
            Event::End(TagEnd::Emphasis) => {
                let is_more = parsed.events.get(at + 1).is_some_and(|(event, after)| {
                    matches!(event, Event::Text(_)) && after.start == range.end && is_star(&parsed.text, range.end, 0)
                });
                if is_more {
                    found.push(uneven(range.start..range.end + 1));
                }
            }
            _ => {}
        }
    }
}

fn uneven(range: Range<usize>) -> Untaken {
    Untaken { range, what: Meant::Uneven, fixed: None }
}

/// Whether an asterisk that is printed stands at a place, or right before it.
fn is_star(text: &str, at: usize, step: isize) -> bool {
    let Some(at) = at.checked_add_signed(step) else { return false };
    text.as_bytes().get(at) == Some(&b'*') && !is_escaped(text.as_bytes(), at)
}

/// The lines of a paragraph that were to be headings or boxes.
fn lines(text: &str, range: &Range<usize>, found: &mut Vec<Untaken>) {
    let paragraph = &text[range.clone()];
    let count = paragraph.trim_end().lines().count();
    let mut start = range.start;
    for line in paragraph.split_inclusive('\n') {
        let at = start + (line.len() - line.trim_start_matches(CONTAINER).trim_start_matches('>').trim_start().len());
        start += line.len();
        let words = text[at..start].trim_end();
        let hashes = words.len() - words.trim_start_matches('#').len();
        let next = words[hashes..].chars().next().unwrap_or(' ');
        // A single one before a small letter, or among others, begins a word of the web.
        let is_heading = match hashes {
            1 => next.is_uppercase() && count == 1 && !words[1..].contains('#'),
            2..=6 => next.is_alphabetic(),
            _ => false,
        };
        if is_heading {
            let end = at + words.len().min(hashes + words[hashes..].split(' ').next().unwrap_or("").len());
            let fixed = Some((at + hashes..at + hashes, " ".to_owned()));
            found.push(Untaken { range: at..end, what: Meant::Heading, fixed });
        }
        let rest = ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| words.strip_prefix(mark));
        if rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
            found.push(Untaken { range: at..at + 3, what: Meant::Box, fixed: None });
        }
    }
}

/// An item of a list whose box lacks the blank in it.
fn boxed_item(text: &str, range: &Range<usize>, found: &mut Vec<Untaken>) {
    let words = text[range.clone()].trim_start_matches(['-', '*', '+', ' ']);
    if words.starts_with("[] ") {
        let at = range.end - words.len();
        let fixed = Some((at..at + 2, "[ ]".to_owned()));
        found.push(Untaken { range: at..at + 2, what: Meant::Box, fixed });
    }
}

/// Words between `==`, which some editors mark in yellow.
pub(super) fn highlights(text: &str, run: &Range<usize>, found: &mut Vec<Untaken>) {
    let mut from = run.start;
    while let Some(open) = text[from..run.end].find("==").map(|at| from + at) {
        from = open + 2;
        let line_end = text[from..run.end].find('\n').map_or(run.end, |at| from + at);
        let Some(close) = text[from..line_end].find("==").map(|at| from + at) else { continue };
        let inner = &text[from..close];
        let is_close = inner.trim() == inner && !inner.is_empty() && !inner.contains('=');
        let is_alone = !text[close + 2..].starts_with('=') && !text[..open].ends_with('=');
        if is_close && is_alone {
            let fixed = Some((open..close + 2, format!("**{inner}**")));
            found.push(Untaken { range: open..close + 2, what: Meant::Highlight, fixed });
        }
        from = close + 2;
    }
}
