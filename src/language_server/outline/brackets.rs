//! What stands between brackets: `{utfall: 76}`, `[ett, två]`, and either within the other.

use std::ops::Range;

use super::line::{quoted, within_quotes};
use super::{Flow, Key, Outline, Slot};

/// A bracket that is open.
struct Open {
    is_map: bool,
    /// The key that it is the value of.
    key: usize,
    /// The entry of the list around it that it is.
    item: Option<usize>,
    /// The key of which the value is being read.
    within: Option<usize>,
    /// Where the words begin that are being read.
    words: usize,
}

/// Reads what is between the brackets that a value, or an entry of a list, begins with; gives the byte after them, or the end of what may belong to
/// them where they are not closed.
pub(super) fn read(
    outline: &mut Outline,
    (key, item): (usize, Option<usize>),
    text: &str,
    range: Range<usize>,
) -> usize {
    let column = outline.keys[key].column;
    let mut open: Vec<Open> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let sign = text[at..].chars().next().unwrap_or(' ');
        let next = at + sign.len_utf8();
        match sign {
            '{' | '[' => {
                if let Some(key) = open.last().and_then(|around| around.within) {
                    outline.keys[key].value = at..next;
                }
                let (key, item) = match open.last() {
                    None => (key, item),
                    // A map in a list is an entry of it.
                    Some(around) => (around.within.unwrap_or(around.key), (!around.is_map).then_some(at)),
                };
                open.push(Open { is_map: sign == '{', key, item, within: None, words: next });
            }
            '}' | ']' => {
                end(outline, &mut open, text, at);
                let last = open.pop().map(|open| open.key);
                if let Some(last) = last.filter(|last| outline.keys[*last].is_flow) {
                    outline.keys[last].value.end = next;
                    outline.keys[last].end = next;
                }
                if open.is_empty() {
                    return next;
                }
                if let Some(around) = open.last_mut() {
                    around.words = next;
                }
            }
            ',' => {
                end(outline, &mut open, text, at);
                if let Some(open) = open.last_mut() {
                    (open.within, open.words) = (None, next);
                }
            }
            '"' | '\'' if open.last().is_some_and(|open| text[open.words..at].trim().is_empty()) => {
                at = quoted(text, at, sign, range.end).unwrap_or(range.end);
                continue;
            }
            ':' if text[next..range.end].starts_with([' ', ',', '}', '\n', '\r']) || next == range.end => {
                if let Some(open) = open.last_mut().filter(|open| open.is_map && open.within.is_none()) {
                    let words = trimmed(text, open.words..at);
                    let number = outline.keys.len();
                    let is_new_item = open.item;
                    outline.keys.push(Key {
                        name: text[words.clone()].trim_matches(['"', '\'']).to_owned(),
                        range: words,
                        column,
                        parent: Some(open.key),
                        item: is_new_item,
                        value: next..next,
                        end: next,
                        is_flow: true,
                    });
                    (open.within, open.words) = (Some(number), next);
                }
            }
            _ => {}
        }
        at = next;
    }
    end(outline, &mut open, text, range.end);
    range.end
}

/// Ends the value that is being read.
fn end(outline: &mut Outline, open: &mut [Open], text: &str, at: usize) {
    let Some(open) = open.last() else { return };
    let Some(key) = open.within else { return };
    let key = &mut outline.keys[key];
    if key.value.is_empty() {
        key.value = trimmed(text, key.value.start..at);
        key.end = key.value.end.max(key.range.end);
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let written = &text[range.clone()];
    let start = range.start + (written.len() - written.trim_start().len());
    start..start + written.trim().len()
}

/// Whether every bracket is closed that is opened in some words.
pub(super) fn is_closed(words: &str) -> bool {
    depth(words).is_empty()
}

/// Where the brackets stand that are open at the end of some words.
fn depth(words: &str) -> Vec<(usize, char)> {
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(sign) = words[at..].chars().next() {
        match sign {
            '{' | '[' => open.push((at, sign)),
            '}' | ']' => drop(open.pop()),
            '"' | '\'' if words[..at].trim_end().ends_with(['{', '[', ',', ':']) => {
                at = quoted(words, at, sign, words.len()).unwrap_or(words.len());
                continue;
            }
            _ => {}
        }
        at += sign.len_utf8();
    }
    open
}

/// What is typed between some brackets.
pub(super) fn slot(outline: &Outline, flow: &Flow, text: &str, offset: usize) -> Slot {
    let start = flow.range.start;
    let open = depth(&text[start..offset]);
    let Some((at, bracket)) = open.last().map(|(at, bracket)| (start + at, *bracket)) else { return Slot::Nothing };
    // What is being typed begins after the last comma that stands in no inner brackets.
    let mut from = at + 1;
    for (comma, _) in text[at + 1..offset].match_indices(',') {
        let comma = at + 1 + comma;
        if is_closed(&text[at + 1..comma]) {
            from = comma + 1;
        }
    }
    let after = text[offset..].find([',', '}', ']', '\n', '\r']).map_or(text.len(), |end| offset + end);
    let typed = |from: usize| {
        let from = from.min(offset);
        let from = from + (text[from..offset].len() - text[from..offset].trim_start().len());
        from..(from + text[from..after].trim_end().len()).max(offset)
    };
    // The innermost key whose brackets these are.
    let is_around = |key: &Key| key.is_flow && key.value.start == at;
    let holder = outline.keys.iter().position(is_around).unwrap_or(flow.key);
    let is_within = |key: &Key| key.is_flow && key.range.start > at && key.range.start < offset;
    if bracket == '[' {
        let around = outline
            .keys
            .iter()
            .rposition(|key| key.is_flow && key.range.end <= at && key.value.end >= at && key.value.start <= at);
        return Slot::Value { key: around.unwrap_or(holder), typed: within_quotes(text, typed(from)) };
    }
    // After a colon it is a value; the key has been read.
    let within =
        outline.keys.iter().position(|key| is_within(key) && key.range.start >= from && key.range.end < offset);
    if let Some(number) = within {
        let key = &outline.keys[number];
        let from = if key.value.is_empty() { offset } else { key.value.start };
        return Slot::Value { key: number, typed: within_quotes(text, typed(from)) };
    }
    let there = outline.keys.iter().find(|key| key.is_flow && key.range.start > at && key.range.start < flow.range.end);
    let there =
        there.filter(|key| depth(&text[start..key.range.start]).last().is_some_and(|(open, _)| start + open == at));
    let (parent, item) = match there {
        Some(key) => (key.parent, key.item),
        None if at == start => (Some(flow.key), flow.item),
        None => (Some(holder_of_list(outline, at).unwrap_or(holder)), is_entry(text, start, at).then_some(at)),
    };
    Slot::Key { parent, item, typed: typed(from), column: outline.keys[flow.key].column, there: None, is_flow: true }
}

/// The key between brackets that a map within its list belongs to.
fn holder_of_list(outline: &Outline, at: usize) -> Option<usize> {
    outline
        .keys
        .iter()
        .rposition(|key| key.is_flow && key.value.start <= at && at <= key.value.end && key.range.end <= at)
}

/// Whether the map that begins at a place is an entry of a list between brackets.
fn is_entry(text: &str, start: usize, at: usize) -> bool {
    depth(&text[start..at]).last().is_some_and(|(_, bracket)| *bracket == '[')
}
