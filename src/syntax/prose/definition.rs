//! Where a text defines labels of links: lines that the parser read and no event covers.
//!
//! All links are printed with their address, so that no label of one text is taken for another's in the same document, and the
//! definitions are left out. The parser tells the place of the first definition of a label only, hence the search for lines.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::syntax::prose::Parsed;

/// The places of definitions in order: whole lines, or the rest of a line that also begins a list item.
pub(super) fn definitions(parsed: &Parsed) -> Vec<Range<usize>> {
    let mut definitions = Vec::new();
    if parsed.labels.is_empty() {
        return definitions;
    }
    let mut covered = 0;
    for (event, range) in &parsed.events {
        let end = match event {
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) | Event::End(_) => continue,
            Event::Start(Tag::FootnoteDefinition(_)) => range.start + 1,
            _ => range.end,
        };
        if covered < range.start {
            search(&parsed.text, covered..range.start, &mut definitions);
        }
        covered = covered.max(end);
    }
    // As if a line followed, so that the last one is looked at.
    search(&parsed.text, covered..parsed.text.len() + 1, &mut definitions);
    definitions
}

/// Looks through the whole lines that lie in a range.
fn search(text: &str, range: Range<usize>, definitions: &mut Vec<Range<usize>>) {
    let mut start = range.start;
    if start > 0 && !text[..start].ends_with(['\n', '\r']) {
        start = line_end(text, start);
    }
    while start < text.len() {
        let end = line_end(text, start);
        let is_last_of_text = end == text.len() && range.end > end;
        if end >= range.end && !is_last_of_text {
            // The line goes on to what comes after the range, unless it ends just there.
            if end > range.end || !text[..end].ends_with(['\n', '\r']) {
                return;
            }
        }
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        let content = after_markers(line);
        if !line[content..].trim().is_empty() {
            let has_item = line[..content].bytes().any(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
            definitions.push(if has_item { start + content..start + line.len() } else { start..end });
        }
        start = end;
    }
}

/// The byte after a line's break.
fn line_end(text: &str, from: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[from..]).map_or(text.len(), |at| {
        let at = from + at;
        if text[at..].starts_with("\r\n") { at + 2 } else { at + 1 }
    })
}

/// The length of the signs of quotations and list items that a line begins with.
fn after_markers(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'>') => at += 1,
            Some(b'-' | b'+' | b'*') if is_blank_at(bytes, at + 1) => at += 1,
            Some(b'0'..=b'9') => {
                let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                if !matches!(bytes.get(at + digits), Some(b'.' | b')')) || !is_blank_at(bytes, at + digits + 1) {
                    return at;
                }
                at += digits + 1;
            }
            _ => return at,
        }
    }
}

fn is_blank_at(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), None | Some(b' ' | b'\t'))
}
