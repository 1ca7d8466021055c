//! The places within pages that the texts of a workspace link to.

use pulldown_cmark::{Event, Tag};
use rustc_hash::FxHashSet;

use crate::read::load::Loaded;
use crate::syntax::prose;

/// What stands before the sign `#` of a link to a place: in the same page, in a page beside it, or of a label's line.
const BEFORE: [&str; 6] = ["(#", "<#", ": #", ".html#", ".md#", ".htm#"];

/// The ids that links of all texts lead to, entities and numbers of signs resolved.
pub(super) fn linked(loaded: &Loaded) -> FxHashSet<String> {
    let mut linked = FxHashSet::default();
    for text in loaded.resolved.documents.iter().flat_map(|document| document.prose()) {
        let raw = text.raw(&loaded.sources);
        if memchr::memchr(b'#', raw.as_bytes()).is_none() || !BEFORE.iter().any(|before| raw.contains(before)) {
            continue;
        }
        let text = text.text(&loaded.sources);
        for (event, _) in prose::parse(&text.text).events {
            if let Event::Start(Tag::Link { dest_url, .. }) = event
                && let Some((_, id)) = dest_url.split_once('#')
            {
                linked.insert(decoded(id));
            }
        }
    }
    linked
}

/// An id with the signs that are written by number.
fn decoded(id: &str) -> String {
    let mut bytes = Vec::with_capacity(id.len());
    let mut rest = id.as_bytes();
    while let [first, after @ ..] = rest {
        let number = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let number = number.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match number.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn signs_by_number_are_read() {
        assert_eq!(decoded("f%C3%B6rv%c3%a4ntat"), "förväntat");
        assert_eq!(decoded("100%-mål"), "100%-mål");
        assert_eq!(decoded("%ff%"), "%ff%");
    }
}
