//! Personal identity numbers: where they stand in a text, and the text without their last four digits.
//!
//! Whatever is said about a file goes through here: the words of every finding as they are put together, the lines that
//! are shown of it, and the names that findings are known by. The documents themselves keep what the writer wrote.

mod around;
mod forms;

use std::borrow::Cow;

use self::around::Around;
pub use self::forms::Found;
use crate::characters::first_byte;

/// The latest year of birth that is looked for where a text says nothing of its own year.
const LATEST: i32 = 2199;

/// How many signs of a number are hidden: those that make it one person's.
const HIDDEN: usize = 4;

/// A text, or words about one, with the numbers masked: `121212-****`. It has as many bytes as before, so that places in
/// it hold. Ids that are made of titles, `anna-121212-1212`, are masked too.
pub fn masked(text: &str) -> Cow<'_, str> {
    hide(text, &forms::numbers(text, LATEST, Around::Names))
}

/// Words that may name files, with the numbers masked that stand in them or that files and folders are called by: between two
/// slashes stands a name, though in a text digits before a slash make another number of them.
pub fn shown(words: &str) -> Cow<'_, str> {
    match masked(words) {
        Cow::Borrowed(words) => masked_path(words),
        Cow::Owned(words) => Cow::Owned(masked_path(&words).into_owned()),
    }
}

/// A path with the numbers masked that files or folders are called by.
pub fn masked_path(path: &str) -> Cow<'_, str> {
    let parts: Vec<Cow<str>> = path.split('/').map(masked).collect();
    match parts.iter().all(|part| matches!(part, Cow::Borrowed(_))) {
        true => Cow::Borrowed(path),
        false => Cow::Owned(parts.join("/")),
    }
}

/// Whether numbers stand in a text.
pub fn is_in(text: &str) -> bool {
    !forms::numbers(text, LATEST, Around::Names).is_empty()
}

fn hide<'t>(text: &'t str, places: &[Found]) -> Cow<'t, str> {
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for Found { start, end, .. } in places {
        let digits =
            text[*start..*end].char_indices().rev().filter(|(_, character)| character.is_alphanumeric()).take(HIDDEN);
        let mut digits: Vec<(usize, char)> = digits.collect();
        digits.reverse();
        for (offset, character) in digits {
            masked.push_str(&text[from..start + offset]);
            from = start + offset + character.len_utf8();
            match character.len_utf8() {
                // A wide digit leaves a wide asterisk.
                3 => masked.push('＊'),
                bytes => masked.extend(std::iter::repeat_n('*', bytes)),
            }
        }
    }
    masked.push_str(&text[from..]);
    Cow::Owned(masked)
}

/// The numbers in a text, in every form that people write them in. `latest` is the last year that somebody can be born in.
pub fn numbers(text: &str, latest: i32) -> Vec<Found> {
    forms::numbers(text, latest, Around::Text)
}

/// The place of the first ASCII digit.
pub fn first_digit(text: &[u8]) -> Option<usize> {
    first_byte(text, |byte| u8::from(byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
