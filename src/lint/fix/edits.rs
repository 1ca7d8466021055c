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

/// The edits that can be made at once, in the order of the text: of those that touch the same bytes the first.
pub fn separate(edits: &[Edit]) -> Vec<Edit> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut made: Vec<Edit> = Vec::new();
    for edit in sorted {
        let last = made.last().map(|last| &last.range);
        if !last.is_some_and(|last| edit.range.start < last.end || edit.range.start == last.start) {
            made.push(edit.clone());
        }
    }
    made
}

/// The text with the edits made, and how many were. Of edits that touch the same bytes the first in the text is made; the
/// others are found anew in the text that it gives. An edit that does not fit the text is not made.
pub fn apply(text: &str, edits: &[Edit]) -> (String, usize) {
    let fitting: Vec<Edit> = edits.iter().filter(|edit| text.get(edit.range.clone()).is_some()).cloned().collect();
    let mut fixed = String::with_capacity(text.len() + 64);
    let mut from = 0;
    let separate = separate(&fitting);
    for edit in &separate {
        fixed.push_str(&text[from..edit.range.start]);
        fixed.push_str(&edit.text);
        from = edit.range.end;
    }
    fixed.push_str(&text[from..]);
    (fixed, separate.len())
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
