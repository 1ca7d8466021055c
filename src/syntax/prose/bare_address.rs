//! Addresses that stand in a text as they are, `https://…` and `name@place.se`: they become links, as on a code forge.
//!
//! Where the characters of an address stand in the source as they are read, its text becomes a link of the kind that one in
//! angle brackets is. Nothing else changes, so that all that is said of links holds for these too.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

/// The beginnings of addresses of pages.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// An event with its place.
type Placed<'t> = (Event<'t>, Range<usize>);

/// The events of a text with a link for each address that stands in it as it is.
pub(super) fn linked<'t>(text: &'t str, events: Vec<Placed<'t>>) -> Vec<Placed<'t>> {
    if memchr::memchr(b'@', text.as_bytes()).is_none() && !text.contains("://") {
        return events;
    }
    let mut out = Vec::with_capacity(events.len() + 16);
    // How many links, pictures and blocks of code are around the present place.
    let mut fixed = 0_usize;
    // The run of words at the end of `out`: its first event and its place.
    let mut run: Option<(usize, Range<usize>)> = None;
    for (event, range) in events {
        let is_words = matches!(&event, Event::Text(words) if text.get(range.clone()) == Some(words.as_ref()));
        if is_words && fixed == 0 {
            match &mut run {
                Some((_, whole)) if whole.end == range.start => whole.end = range.end,
                _ => {
                    close(text, run.take(), &mut out);
                    run = Some((out.len(), range.clone()));
                }
            }
        } else {
            close(text, run.take(), &mut out);
        }
        match &event {
            Event::Start(tag) if is_fixed(tag.to_end()) => fixed += 1,
            Event::End(tag) if is_fixed(*tag) => fixed -= 1,
            _ => {}
        }
        out.push((event, range));
    }
    close(text, run, &mut out);
    out
}

/// Whether the words within something are no place for a link of their own.
fn is_fixed(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock)
}

/// Puts links in the place of the addresses of a run of words.
fn close<'t>(text: &'t str, run: Option<(usize, Range<usize>)>, out: &mut Vec<Placed<'t>>) {
    let Some((first, range)) = run else { return };
    let found = addresses(text, &range);
    if found.is_empty() {
        return;
    }
    out.truncate(first);
    let words = |range: Range<usize>| (Event::Text(CowStr::Borrowed(&text[range.clone()])), range);
    let mut from = range.start;
    for (address, link_type) in found {
        if from < address.start {
            out.push(words(from..address.start));
        }
        let dest_url = CowStr::Borrowed(&text[address.clone()]);
        let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
        out.push((Event::Start(Tag::Link { link_type, dest_url, title, id }), address.clone()));
        out.push(words(address.clone()));
        out.push((Event::End(TagEnd::Link), address.clone()));
        from = address.end;
    }
    if from < range.end {
        out.push(words(from..range.end));
    }
}

/// The addresses within a range, in order.
fn addresses(text: &str, range: &Range<usize>) -> Vec<(Range<usize>, LinkType)> {
    let words = &text[range.clone()];
    let mut found: Vec<(Range<usize>, LinkType)> = Vec::new();
    let bytes = words.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memchr2(b':', b'@', &bytes[from..]).map(|at| from + at) {
        let address = match bytes[at] {
            b'@' => mail(words, from, at).map(|address| (address, LinkType::Email)),
            _ => page(words, from, at).map(|address| (address, LinkType::Autolink)),
        };
        let is_free = |address: &Range<usize>| {
            let before = text[..range.start + address.start].chars().next_back();
            let is_apart = before.is_none_or(|before| !before.is_alphanumeric() && !"/:@.-+=&#%_\\".contains(before));
            is_apart && !is_in_insert(&words[..address.start])
        };
        match address.filter(|(address, _)| is_free(address)) {
            Some((address, link_type)) => {
                from = address.end;
                found.push((range.start + address.start..range.start + address.end, link_type));
            }
            None => from = at + 1,
        }
    }
    found
}

/// Whether what comes after some words stands within the braces of an insert.
fn is_in_insert(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    line.rfind("{{").is_some_and(|open| !line[open..].contains("}}"))
}

/// The address of a page whose first colon is at a place.
fn page(words: &str, from: usize, colon: usize) -> Option<Range<usize>> {
    let after = colon + "://".len();
    let scheme = SCHEMES.iter().find(|scheme| {
        let start = after.checked_sub(scheme.len()).filter(|start| *start >= from);
        start.and_then(|start| words.get(start..after)).is_some_and(|written| written.eq_ignore_ascii_case(scheme))
    })?;
    let start = after - scheme.len();
    let rest = &words[after..];
    let end =
        rest.find(|character: char| character.is_whitespace() || character.is_control() || ENDS.contains(character));
    let mut address = &rest[..end.unwrap_or(rest.len())];
    loop {
        let shorter = address.trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '…', '–', '—']);
        let opened = |character| shorter.matches(character).count();
        address = match shorter.strip_suffix(')') {
            // A bracket that the address opens belongs to it.
            Some(shorter) if opened(')') > opened('(') => shorter,
            _ => {
                address = shorter;
                break;
            }
        };
    }
    let host = address.split(['/', '?', '#']).next().unwrap_or("");
    (host.starts_with(char::is_alphanumeric)).then_some(start..after + address.len())
}

/// Characters that no address goes on after.
const ENDS: &str = "<>\"`|[]{}\\^”“«»";

/// The address of a mailbox whose `@` is at a place.
fn mail(words: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let is_of_name = |character: char| character.is_ascii_alphanumeric() || ".+-_".contains(character);
    let name = words[from..at].len() - words[from..at].trim_end_matches(is_of_name).len();
    let start = at - name + words[at - name..at].len() - words[at - name..at].trim_start_matches(['.', '-', '_']).len();
    let rest = &words[at + 1..];
    let end = rest
        .find(|character: char| !character.is_ascii_alphanumeric() && !".-_".contains(character))
        .unwrap_or(rest.len());
    let place = rest[..end].trim_end_matches(['.', '-', '_']);
    let is_place = place.contains('.') && place.split('.').all(|part| !part.is_empty() && !part.ends_with(['-', '_']));
    let goes_on =
        rest[place.len()..].starts_with(|character: char| character.is_alphanumeric() || "@_-".contains(character));
    (start < at && is_place && !goes_on).then_some(start..at + 1 + place.len())
}

#[cfg(test)]
mod tests {
    use crate::syntax::prose::{html, parse};
    use pulldown_cmark::{Event, Tag};

    fn found(text: &str) -> Vec<String> {
        let links = parse(text).events.into_iter().filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, .. }) if !text[range.start..].starts_with(['[', '<']) => {
                assert_eq!(&text[range], dest_url.as_ref());
                Some(dest_url.to_string())
            }
            _ => None,
        });
        links.collect()
    }

    #[test]
    fn addresses_end_where_a_reader_would_end_them() {
        for (text, expected) in [
            ("Se https://exempel.se/a_b?c=d&e=f.", &["https://exempel.se/a_b?c=d&e=f"][..]),
            (
                "(https://exempel.se/sida_(1)) och **http://exempel.se**",
                &["https://exempel.se/sida_(1)", "http://exempel.se"],
            ),
            (
                "Skriv till namn.efternamn@exempel.se, eller info@exempel.se.",
                &["namn.efternamn@exempel.se", "info@exempel.se"],
            ),
            ("https://a.se/å/ö#mål–", &["https://a.se/å/ö#mål"]),
            ("HTTPS://exempel.se", &["HTTPS://exempel.se"]),
            ("| a |\n| - |\n| https://a.se/b |", &["https://a.se/b"]),
            ("# https://a.se", &["https://a.se"]),
            ("{{ utfall a }} https://a.se", &["https://a.se"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_or_is_one_already_stays() {
        for text in [
            "[https://a.se](https://b.se) <https://a.se> `https://a.se` ![https://a.se](b.png)",
            "    https://a.se kod",
            "https:// http://. xhttps://a.se ftp://a.se a://b",
            "a@b @b.se a@ namn@exempel kl.@5 å@ö.se @@",
            "{{ https://a.se }}",
            "\\https://a.se",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn in_print_they_are_links_with_the_same_words() {
        let parsed = parse("Se https://a.se/?b&c och *a@b.se*.");
        let around = crate::syntax::prose::Around {
            decided: &crate::syntax::prose::NOTHING,
            pictures: &[],
            links: &[],
            parts: &[],
            ticks: ["", ""],
        };
        let (mut page, mut copy) = (String::new(), String::new());
        html::write_html(&parsed, &around, &mut page);
        crate::syntax::prose::write_markdown(&parsed, &around, &[], &mut copy);
        assert_eq!(
            page,
            "<p>Se <a href=\"https://a.se/?b&amp;c\">https://a.se/?b&amp;c</a> och <em><a href=\"mailto:a@b.se\">a@b.se</a></em>.</p>\n"
        );
        assert_eq!(copy, "Se https://a.se/?b&c och *a@b.se*.\n");
    }
}
