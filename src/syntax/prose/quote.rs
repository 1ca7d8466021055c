//! Where the source of a quotation stands: its last line, when it begins with a dash.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::syntax::prose::Parsed;

/// The events that begin the sources of a text's quotations, in order: a line break, a paragraph, or a list of one item
/// (which is how Markdown reads `- Name`).
///
/// Each quotation is looked at from its end, and no paragraph ends two quotations, so nested ones cost no more than flat ones.
pub(super) fn sources(parsed: &Parsed) -> Vec<usize> {
    let mut sources = Vec::new();
    if !parsed.has_quotes {
        return sources;
    }
    for at in 1..parsed.events.len() {
        if matches!(parsed.events[at].0, Event::End(TagEnd::BlockQuote(_))) {
            let source = match parsed.events[at - 1].0 {
                Event::End(TagEnd::Paragraph) => in_paragraph(parsed, at - 1),
                Event::End(TagEnd::List(false)) => in_list(parsed, at - 1),
                _ => None,
            };
            sources.extend(source);
        }
    }
    sources
}

fn in_paragraph(parsed: &Parsed, end: usize) -> Option<usize> {
    let mut open = 0;
    for at in (0..end).rev() {
        match &parsed.events[at].0 {
            Event::End(_) => open += 1,
            Event::Start(_) if open > 0 => open -= 1,
            Event::Start(_) => return (begins_with_dash(parsed, at + 1) && is_after_words(parsed, at)).then_some(at),
            Event::SoftBreak | Event::HardBreak if open == 0 => return begins_with_dash(parsed, at + 1).then_some(at),
            _ => {}
        }
    }
    None
}

fn in_list(parsed: &Parsed, end: usize) -> Option<usize> {
    for at in (0..end.checked_sub(1)?).rev() {
        match &parsed.events[at].0 {
            Event::Start(Tag::Item) => {
                let list = at.checked_sub(1)?;
                let (event, range) = &parsed.events[list];
                let is_dash =
                    matches!(event, Event::Start(Tag::List(None))) && parsed.text[range.clone()].starts_with('-');
                let is_one_line =
                    !parsed.events[at..end].iter().any(|(event, _)| matches!(event, Event::TaskListMarker(_)));
                return (is_dash && is_one_line && is_after_words(parsed, list)).then_some(list);
            }
            // Anything but words is a list that the writer meant as one; so is a line that goes on.
            Event::Start(tag) if !is_inline(tag) => return None,
            Event::SoftBreak | Event::HardBreak | Event::Rule | Event::End(TagEnd::Item) => return None,
            _ => {}
        }
    }
    None
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// A quotation of one line with a dash is a line of dialogue.
fn is_after_words(parsed: &Parsed, at: usize) -> bool {
    at > 0 && !matches!(parsed.events[at - 1].0, Event::Start(Tag::BlockQuote(_)))
}

fn begins_with_dash(parsed: &Parsed, at: usize) -> bool {
    match &parsed.events[at].0 {
        Event::Text(text) => text.starts_with(['–', '—']) || text.starts_with("- "),
        _ => false,
    }
}
