//! The comment that tells an editor which schema a file follows.

use std::ops::Range;

/// What the comment begins with, after `#`.
const NAME: &str = "yaml-language-server:";

/// What stands before the schema's address.
const SCHEMA: &str = "$schema=";

/// The comment for a schema at this address, as a line of its own.
pub fn line(address: &str) -> String {
    format!("# {NAME} {SCHEMA}{address}\n")
}

/// Where the address stands in a file: in a comment above its first key.
pub fn find(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let is_above = words.is_empty() || words.starts_with(['#', '\u{feff}']) || words == "---";
        if !is_above {
            return None;
        }
        let comment = words.trim_start_matches('\u{feff}').strip_prefix('#').map(str::trim_start);
        if let Some(rest) = comment.and_then(|comment| comment.strip_prefix(NAME)) {
            // In words before it the same may stand within a word.
            let begins_word = |at: &usize| rest[..*at].is_empty() || rest[..*at].ends_with(char::is_whitespace);
            let within = rest.match_indices(SCHEMA).map(|(at, _)| at).find(begins_word)? + SCHEMA.len();
            let length = rest[within..].find(char::is_whitespace).unwrap_or(rest.len() - within);
            let at = start + line.trim_end().len() - rest.len() + within;
            return (length > 0).then(|| at..at + length);
        }
        start += line.len();
    }
    None
}

/// Whether an address is a path counted from the file, rather than a place on the web or on the machine.
pub fn is_relative(address: &str) -> bool {
    !address.contains(':') && !address.starts_with(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_above_the_first_key_only() {
        for (text, address) in [
            ("# yaml-language-server: $schema=../x.json\nvp: 1\n", Some("../x.json")),
            ("\u{feff}# Planen.\n\n#  yaml-language-server:   $schema=a.json  \r\nvp: 1\n", Some("a.json")),
            ("---\n# yaml-language-server: $schema=a.json", Some("a.json")),
            ("# yaml-language-server: x$schema=å $schema=b.json\nvp: 1\n", Some("b.json")),
            ("vp: 1\n# yaml-language-server: $schema=a.json\n", None),
            ("# yaml-language-server: $schema=\nvp: 1\n", None),
            ("# yaml-language-server:\nvp: 1\n", None),
            ("", None),
        ] {
            assert_eq!(find(text).map(|range| &text[range]), address, "{text}");
        }
        assert_eq!(
            find(&line("å/b.json")).map(|range| line("å/b.json")[range].to_owned()).as_deref(),
            Some("å/b.json")
        );
        assert!(is_relative("../x.json") && !is_relative("https://exempel.se/x.json") && !is_relative("/x.json"));
    }
}
