//! What in words could be read as markup.

use std::ops::Range;

use super::{Place, Spelling, Words};
use crate::characters::{among, first_byte};

/// The bytes of the characters that are markup at some place within a line.
pub(super) const IS_SIGN: [bool; 256] = among(b"\\`*~_[]<&|!:\0");

/// Whether a text has any sign but those that are markup beside another of them alone, or where a line begins. It looks at all bytes
/// without a branch, many at a time: most texts have none.
pub(super) fn has_signs(text: &str) -> bool {
    const LAST_OF_BRACKETS: u8 = b'_';
    let is_sign = |byte: u8| {
        // The brackets, the backslash between them and the line at the foot stand in a row, with one other.
        u8::from(byte >= b'[') & u8::from(byte <= LAST_OF_BRACKETS)
            | u8::from(byte == b'`')
            | u8::from(byte == b'*')
            | u8::from(byte == b'~')
            | u8::from(byte == b'<')
            | u8::from(byte == b'&')
            | u8::from(byte == b'|')
            | u8::from(byte == b'\0')
    };
    first_byte(text.as_bytes(), is_sign).is_some()
}

/// What is looked up once for all of the words.
pub(super) struct Signs {
    /// Whether there are any, as [`has_signs`] says.
    pub(super) are_any: bool,
    /// Whether each of them gets a backslash.
    pub(super) is_guarded: bool,
    /// How many there are: one alone is no markup.
    pub(super) stars: usize,
    pub(super) tildes: usize,
    pub(super) lines: usize,
    /// Where a heading's last characters begin, if they would be taken for the end of its mark.
    pub(super) closing: Option<usize>,
    /// The outermost labels, in order.
    pub(super) labels: Vec<Range<usize>>,
}

impl Signs {
    pub(super) fn of(words: &Words, spelling: Spelling) -> Signs {
        let are_any = has_signs(&words.all);
        let count = |byte: u8| if are_any { memchr::memchr_iter(byte, words.all.as_bytes()).count() } else { 0 };
        let all = words.all.trim_end_matches([' ', '\t']);
        let before = all.trim_end_matches('#');
        let is_closing = before.len() < all.len() && (before.is_empty() || before.ends_with([' ', '\t']));
        let mut ordered = words.labels.clone();
        ordered.sort_unstable_by_key(|label| label.start);
        let mut labels: Vec<Range<usize>> = Vec::new();
        for label in ordered {
            if labels.last().is_none_or(|last| last.end <= label.start) {
                labels.push(label);
            }
        }
        Signs {
            are_any,
            is_guarded: spelling == Spelling::Guarded,
            stars: count(b'*'),
            tildes: count(b'~'),
            lines: count(b'_'),
            closing: (words.place == Place::Heading && is_closing).then_some(before.len()),
            labels,
        }
    }
}

/// The place of the character that makes another block of a line, or of the line above it. Within a paragraph a list can
/// begin with one alone of all numbers.
pub(super) fn block_mark(line: &str, is_first: bool) -> Option<usize> {
    let is_apart = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = &line[digits..];
    if (1..=9).contains(&digits) && after.starts_with(['.', ')']) && is_apart(&after[1..]) {
        let begins_list = is_first || line[..digits].parse() == Ok(1);
        return begins_list.then_some(digits);
    }
    let depth = line.bytes().take_while(|byte| *byte == b'#').count();
    let is_rule = line.starts_with(['-', '=', '|', ':']) && line.bytes().all(|byte| b"-=|: \t".contains(&byte));
    let begins_item = line.starts_with(['-', '+', '*']) && is_apart(&line[1..]);
    let begins_heading = (1..=6).contains(&depth) && is_apart(&line[depth..]);
    (line.starts_with('>') || is_rule || begins_item || begins_heading).then_some(0)
}

/// Whether words begin as the box of a task does.
pub(super) fn is_box(words: &str) -> bool {
    ["[ ]", "[x]", "[X]"].iter().any(|ticked| words.starts_with(ticked))
}

/// Whether what follows `&` makes a character of it.
pub(super) fn is_entity(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let name = name.strip_prefix('#').unwrap_or(name);
    (1..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a type face may begin or end beside this as beside a blank: the ends of a line are such.
pub(super) fn is_blank(character: Option<char>) -> bool {
    character.is_none_or(char::is_whitespace)
}

pub(super) fn is_sign(character: Option<char>) -> bool {
    character.is_some_and(|character| !character.is_alphanumeric() && !character.is_whitespace())
}
