//! Edits of a text by place: what they do not touch stays byte for byte.

use std::ops::Range;

/// A place of a text and what to put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// What to put in their place.
    pub text: String,
}

/// The text with the edits made, and how many were. Of edits that touch the same bytes the first in the text is made; the
/// others are found anew in the text that it gives. An edit that does not fit the text is not made.
pub fn apply(text: &str, edits: &[Edit]) -> (String, usize) {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut fixed = String::with_capacity(text.len() + 64);
    let (mut from, mut count) = (0, 0);
    let mut last: Option<&Range<usize>> = None;
    for edit in sorted {
        let touches = last.is_some_and(|last| edit.range.start < last.end || edit.range.start == last.start);
        let Some(before) = text.get(from..edit.range.start).filter(|_| !touches) else { continue };
        if text.get(edit.range.clone()).is_none() {
            continue;
        }
        fixed.push_str(before);
        fixed.push_str(&edit.text);
        from = edit.range.end;
        count += 1;
        last = Some(&edit.range);
    }
    fixed.push_str(&text[from..]);
    (fixed, count)
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply};

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { range: start..end, text: text.to_owned() }
    }

    #[test]
    fn the_first_of_two_that_touch_is_made() {
        let text = "\u{feff}å: ä\r\nö\r\n";
        let at = |word: &str| text.find(word).unwrap();
        let edits =
            [edit(at("ö"), at("ö") + 2, "o"), edit(at("ä"), at("ä") + 2, "a"), edit(at("ä") + 1, text.len(), "x")];
        assert_eq!(apply(text, &edits), ("\u{feff}å: a\r\no\r\n".to_owned(), 2));
        assert_eq!(apply(text, &[edit(0, 1, "x")]), (text.to_owned(), 0), "the middle of a sign");
        assert_eq!(apply("ab", &[edit(1, 1, "-"), edit(1, 1, "-")]), ("a-b".to_owned(), 1));
        assert_eq!(apply("ab", &[edit(5, 9, "-")]), ("ab".to_owned(), 0));
    }
}
