//! What can be folded of a text: keys with what is below them, entries of lists, and comments.

use gen_lsp_types as types;

use super::outline::Outline;
use super::worker::Asked;

/// What can be folded, each line once.
pub(super) fn of(asked: &Asked) -> Vec<types::FoldingRange> {
    let source = &asked.document.source;
    let outline = Outline::of(&source.text);
    let line = |offset: usize| source.line_of(offset.min(source.text.len()) as u32) as u32;
    let mut found: Vec<(u32, u32, Option<types::FoldingRangeKind>)> = Vec::new();
    for key in outline.keys.iter().filter(|key| !key.is_flow) {
        found.push((line(key.range.start), line(key.end), None));
        if let Some(item) = key.item {
            let last = outline.keys.iter().filter(|other| other.item == Some(item)).map(|other| other.end).max();
            found.push((line(item), line(last.unwrap_or(key.end)), None));
        }
    }
    found.extend(comments(&source.text));
    found.retain(|(first, last, _)| first < last);
    // Where a key begins an entry of a list, the entry is folded with it.
    found.sort_by_key(|(first, last, _)| (*first, std::cmp::Reverse(*last)));
    found.dedup_by_key(|(first, ..)| *first);
    let ranges = found.into_iter().map(|(start_line, end_line, kind)| types::FoldingRange {
        start_line,
        end_line,
        kind,
        start_character: None,
        end_character: None,
        collapsed_text: None,
    });
    ranges.collect()
}

/// Comments that go on over several lines.
fn comments(text: &str) -> Vec<(u32, u32, Option<types::FoldingRangeKind>)> {
    let mut found: Vec<(u32, u32, Option<types::FoldingRangeKind>)> = Vec::new();
    let mut before: Option<u32> = None;
    for (number, line) in (0..).zip(text.split('\n')) {
        if !line.trim_start().starts_with('#') {
            before = None;
        } else if let (Some(_), Some((_, last, _))) = (before, found.last_mut()) {
            *last = number;
            before = Some(number);
        } else {
            found.push((number, number, Some(types::FoldingRangeKind::Comment)));
            before = Some(number);
        }
    }
    found
}
