//! The edit that keeps bars within code together with it, where that gives the row as many cells as the head.

use std::ops::Range;

use crate::lint::rules::Text;
use crate::source::Span;
use crate::syntax::prose::{Lost, WhyLost};

/// The place and the text with a backslash before each bar that stands within code.
pub(super) fn in_code(text: &Text, found: &Lost) -> Option<(Span, String)> {
    let WhyLost::Cells { cells, columns, row } = &found.why else { return None };
    if !text.prose.is_editable() {
        return None;
    }
    let words = &text.parsed.text[row.clone()];
    let bars = bars_within_code(words);
    let (first, last) = (*bars.first()?, *bars.last()?);
    if cells.checked_sub(bars.len()) != Some(*columns) || words.contains('\n') {
        return None;
    }
    let mut fixed = String::new();
    for (at, character) in words[first..=last].char_indices() {
        if bars.contains(&(first + at)) {
            fixed.push('\\');
        }
        fixed.push(character);
    }
    let range: Range<usize> = row.start + first..row.start + last + 1;
    Some((text.text.span(range), fixed))
}

/// The bars of a row without a backslash that stand between two equal runs of backticks.
fn bars_within_code(row: &str) -> Vec<usize> {
    let bytes = row.as_bytes();
    let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
    let mut bars = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => {
                let opening = run(at);
                let mut within = at + opening;
                let end = loop {
                    match bytes.get(within) {
                        None => break None,
                        Some(b'`') if run(within) == opening => break Some(within),
                        Some(b'`') => within += run(within),
                        Some(_) => within += 1,
                    }
                };
                let Some(end) = end else {
                    at += opening;
                    continue;
                };
                let is_bar = |place: &usize| bytes[*place] == b'|' && bytes[*place - 1] != b'\\';
                bars.extend((at + opening..end).filter(is_bar));
                at = end + opening;
            }
            _ => at += 1,
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::bars_within_code;

    #[test]
    fn only_bars_between_equal_backticks_are_within_code() {
        for (row, expected) in [
            ("| a | `b|c` |", &[8][..]),
            ("| `` b ` | c `` | d |", &[9]),
            ("| `a | b |", &[]),
            ("| \\`a | b` |", &[]),
            ("| `a\\|b|c` |", &[7]),
            ("| `|` | `|` |", &[3, 9]),
        ] {
            assert_eq!(bars_within_code(row), expected, "{row}");
        }
    }
}
