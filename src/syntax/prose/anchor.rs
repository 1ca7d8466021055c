//! The ids of headings, made as GitHub makes them, so that a link works in the page and in the Markdown.

use std::fmt::Write;

use rustc_hash::{FxBuildHasher, FxHashMap};
use unicode_normalization::char::is_combining_mark;

/// A heading's id: lower case, letters, digits, `-` and `_` kept, spaces as `-`, everything else left out.
pub fn slug(text: &str) -> String {
    let text = text.trim();
    let mut slug = String::with_capacity(text.len() + 4);
    // What stays as it is goes over in runs.
    let mut kept = 0;
    for (at, character) in text.char_indices() {
        // Nearly all signs are these; the tables of Unicode would say the same more slowly.
        if matches!(character, 'a'..='z' | '0'..='9' | '-' | '_' | 'å' | 'ä' | 'ö') {
            continue;
        }
        slug.push_str(&text[kept..at]);
        kept = at + character.len_utf8();
        match character {
            ' ' => slug.push('-'),
            'A'..='Z' => slug.push(character.to_ascii_lowercase()),
            _ if character.is_ascii() => {}
            _ if character.is_alphanumeric() || is_combining_mark(character) => slug.extend(character.to_lowercase()),
            _ => {}
        }
    }
    slug.push_str(&text[kept..]);
    slug
}

/// The ids given so far in one document.
#[derive(Clone, Debug, Default)]
pub struct Anchors(FxHashMap<String, usize>);

impl Anchors {
    /// None so far, and room for about so many.
    pub fn with_room(count: usize) -> Anchors {
        Anchors(FxHashMap::with_capacity_and_hasher(count, FxBuildHasher))
    }

    /// An id for this heading; the second of the same name ends in `-1`.
    pub fn unique(&mut self, text: &str) -> String {
        let mut slug = slug(text);
        if slug.is_empty() {
            // An empty id is not valid HTML, and nobody can link to it anyway.
            slug.push('-');
        }
        let Some(given) = self.0.get(&slug).copied() else {
            self.0.insert(slug.clone(), 0);
            return slug;
        };
        let length = slug.len();
        let mut numbered = slug;
        let mut count = given;
        loop {
            count += 1;
            numbered.truncate(length);
            // Writing to memory does not fail.
            let _ = write!(numbered, "-{count}");
            if !self.0.contains_key(&numbered) {
                break;
            }
        }
        if let Some(last) = self.0.get_mut(&numbered[..length]) {
            *last = count;
        }
        self.0.insert(numbered.clone(), 0);
        numbered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_githubs() {
        let cases = [
            ("Enhetens uppdrag", "enhetens-uppdrag"),
            ("Mål 1.4: Åtgärder & ÖVRIGT", "mål-14-åtgärder--övrigt"),
            (" a_b - c ", "a_b---c"),
            ("2 025\u{a0}kr", "2-025kr"),
            ("a\u{30a}", "a\u{30a}"),
            ("!?", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn an_id_is_given_once() {
        let mut anchors = Anchors::default();
        let given: Vec<_> =
            ["Mål", "mål", "Mål 1", "Mål", "?", "!"].into_iter().map(|text| anchors.unique(text)).collect();
        assert_eq!(given, ["mål", "mål-1", "mål-1-1", "mål-2", "-", "--1"]);
    }
}
