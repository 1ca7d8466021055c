//! Edits of the source of a text, put together.

use crate::source::{Sources, Span};

/// Several edits of a text as one; they are in order and touch nothing twice.
pub(super) fn joined(edits: &[(Span, String)], sources: &Sources) -> (Span, String) {
    let whole = edits[0].0.to(edits[edits.len() - 1].0);
    let mut text = String::new();
    let mut from = whole.start;
    for (span, put) in edits {
        text.push_str(&sources.slice(whole.at(from as usize, span.start as usize)));
        text.push_str(put);
        from = span.end;
    }
    (whole, text)
}

/// The edit that puts an empty line before the line of a place.
pub(super) fn line_break(place: Span, sources: &Sources) -> (Span, String) {
    let source = sources.get(place.source);
    let start = source.line_range(source.line_of(place.start)).start;
    (place.at(start, start), newline(place, sources).to_owned())
}

/// How the lines around a place end.
pub(super) fn newline(place: Span, sources: &Sources) -> &'static str {
    let source = sources.get(place.source);
    let start = source.line_range(source.line_of(place.start)).start;
    match start {
        0 => match source.text.find('\n') {
            Some(end) if source.text[..end].ends_with('\r') => "\r\n",
            _ => "\n",
        },
        start if source.text[..start].ends_with("\r\n") => "\r\n",
        _ => "\n",
    }
}
