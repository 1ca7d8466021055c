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
    let Some((scheme, _)) = head.split_once('#').map_or(head.as_str(), |(before, _)| before).split_once(':') else {
        return true;
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    !is_scheme || ["http", "https", "mailto", "tel"].contains(&scheme)
}

/// Longer than any scheme with any entities in it that a browser knows.
const SCHEME_WITHIN: usize = 200;

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
