//! What of a text is not printed: raw HTML, and links that could run a script.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::syntax::prose::Parsed;

/// Why something is not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// Raw HTML: a tag within a line, whose neighbours stay, or a whole block with its text.
    Html,
    /// A link to something that is no page, file or address; its words stay.
    Link,
}

/// The places that neither output prints, in order. Comments are left out of print too, but are not listed.
pub fn dropped(parsed: &Parsed) -> Vec<(Range<usize>, Dropped)> {
    let mut dropped = Vec::new();
    if !parsed.leaves_out {
        return dropped;
    }
    for (event, range) in &parsed.events {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let source = parsed.text[range.clone()].trim_end();
                if !is_only_comments(source) {
                    dropped.push((range.start..range.start + source.len(), Dropped::Html));
                }
            }
            Event::InlineHtml(tag) if !tag.starts_with("<!--") => dropped.push((range.clone(), Dropped::Html)),
            Event::Start(Tag::Link { link_type, dest_url, .. }) if !is_printed(*link_type, dest_url) => {
                dropped.push((range.clone(), Dropped::Link));
            }
            _ => {}
        }
    }
    dropped
}

/// Whether a link leads to a page, a file or an address (`http`, `https`, `mailto`, `tel`, relative, `#…`).
///
/// Browsers overlook control characters and capitals in the scheme, so this does too. A destination that would name another scheme
/// after one more round of entities is not safe either.
pub fn is_safe_link(destination: &str) -> bool {
    if destination.starts_with("https://") {
        return true;
    }
    // Only what comes before the path can be a scheme.
    let head: String = destination
        .trim_start_matches(|character: char| character.is_control() || character.is_whitespace())
        .chars()
        .filter(|character| !character.is_control())
        .take_while(|character| !matches!(character, '/' | '?'))
        .take(SCHEME_WITHIN)
        .map(|character| character.to_ascii_lowercase())
        .collect();
    if ["&#", "&colon", "&tab", "&newline"].iter().any(|entity| head.contains(entity)) {
        return false;
    }
    scheme(&head).is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme))
}

/// Longer than any scheme with any entities in it that a browser knows.
const SCHEME_WITHIN: usize = 200;

/// A link to a file, from the folder of what it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeLink {
    /// The path, characters that are written by number read.
    pub path: String,
    /// What follows the path, as it is written: `#place` or `?question`.
    pub rest: String,
}

impl RelativeLink {
    /// The path that a link's address is; `None` where it names a page of the web, a mailbox or a place of the same page.
    pub fn of(link_type: LinkType, address: &str) -> Option<RelativeLink> {
        if link_type == LinkType::Email {
            return None;
        }
        let end = address.find(['#', '?']).unwrap_or(address.len());
        let (path, rest) = address.split_at(end);
        let is_relative = !path.is_empty() && !path.starts_with('/') && scheme(path).is_none() && is_safe_link(address);
        is_relative.then(|| RelativeLink { path: decoded_address(path), rest: rest.to_owned() })
    }
}

/// An address with the characters that are written by number.
pub fn decoded_address(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
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
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

/// The scheme that an address begins with.
fn scheme(head: &str) -> Option<&str> {
    let (scheme, _) = head.split_once('#').map_or(head, |(before, _)| before).split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    is_scheme.then_some(scheme)
}

/// Whether a link is printed as a link.
pub(super) fn is_printed(link_type: LinkType, destination: &str) -> bool {
    link_type == LinkType::Email || is_safe_link(destination)
}

/// Whether a tag ends a line, so that the words around it must not meet.
pub(super) fn is_line_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
        && tag[3..].starts_with(|next: char| !next.is_ascii_alphanumeric())
}

fn is_only_comments(mut html: &str) -> bool {
    loop {
        // Between comments may stand the signs of the quotation around them.
        html = html.trim_start_matches([' ', '\t', '\r', '\n', '>']);
        if html.is_empty() {
            return true;
        }
        match html.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
            Some((_, after)) => html = after,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::prose::parse;

    #[test]
    fn only_pages_files_and_addresses_are_safe() {
        let safe = [
            "https://stockholm.se/a:b",
            "HTTP://x",
            "mailto:a@b.se",
            "tel:+46",
            "#mål",
            "bilagor/plan.md",
            "./a:b",
            "?a=b:c",
            "",
            "Bilaga 1: plan.pdf",
            "//stockholm.se",
            "år:2025",
            "x?a=1&colon=2",
            "#a:b",
        ];
        for link in safe {
            assert!(is_safe_link(link), "{link}");
        }
        let unsafe_ = [
            "javascript:alert(1)",
            "  javascript:x",
            "\u{1}JavaScript:x",
            "java\nscript:x",
            "java\u{0}script:x",
            "data:text/html,x",
            "vbscript:x",
            "VBScript:x",
            "javascript&#58;x",
            "&#106;avascript:x",
            "javascript&colon;x",
            "java&Tab;script:x",
            "file:x",
            "blob:x",
            "\u{a0}javascript:x",
            "\u{1} javascript:x",
        ];
        for link in unsafe_ {
            assert!(!is_safe_link(link), "{link}");
        }
    }

    #[test]
    fn a_relative_link_has_a_path_and_what_follows_it() {
        let link = |path: &str, rest: &str| Some(RelativeLink { path: path.to_owned(), rest: rest.to_owned() });
        for (address, expected) in [
            ("bilagor/rutin%202.pdf#sida=3", link("bilagor/rutin 2.pdf", "#sida=3")),
            ("../plan.yaml", link("../plan.yaml", "")),
            ("Bilaga 1: plan.pdf", link("Bilaga 1: plan.pdf", "")),
            ("https://a.se/b.pdf", None),
            ("mailto:a@b.se", None),
            ("#mal", None),
            ("/rot.pdf", None),
            ("//a.se/b.pdf", None),
            ("c:x.pdf", None),
            ("", None),
        ] {
            assert_eq!(RelativeLink::of(LinkType::Inline, address), expected, "{address}");
        }
    }

    #[test]
    fn characters_by_number_are_read() {
        assert_eq!(decoded_address("f%C3%B6rv%c3%a4ntat"), "förväntat");
        assert_eq!(decoded_address("100%-mål"), "100%-mål");
        assert_eq!(decoded_address("%ff%"), "%ff%");
    }

    #[test]
    fn dropped_lists_html_and_script_links_but_no_comments() {
        let text = "a <b>c</b> <!-- x --> [d](javascript:e) [f](g)\n\n<!-- h -->\n<!-- i\n\n j -->\n\n<div>\nk\n</div>\n\n> <!-- l -->\n> <!-- m -->\n\n<!-- n --> o\n\n<javascript:p> <q@r.se> [s][t]\n\n[t]: data:x\n\n<!-- open";
        let found: Vec<_> =
            dropped(&parse(text)).into_iter().map(|(range, why)| (text[range].to_owned(), why)).collect();
        let expected = [
            ("<b>", Dropped::Html),
            ("</b>", Dropped::Html),
            ("[d](javascript:e)", Dropped::Link),
            ("<div>\nk\n</div>", Dropped::Html),
            ("<!-- n --> o", Dropped::Html),
            ("<javascript:p>", Dropped::Link),
            ("[s][t]", Dropped::Link),
            ("<!-- open", Dropped::Html),
        ];
        assert_eq!(found, expected.map(|(text, why)| (text.to_owned(), why)));
    }
}
