//! Text made harmless for the place that it is printed in.

/// Writes text between tags.
pub(super) fn write_text(out: &mut String, text: &str) {
    // Nearly all text has none of these, and this finds out faster than looking at each byte.
    if memchr::memchr3(b'&', b'<', b'>', text.as_bytes()).is_none() && memchr::memchr(0, text.as_bytes()).is_none() {
        out.push_str(text);
        return;
    }
    write_escaped(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        0 => Some("\u{fffd}"),
        _ => None,
    });
}

/// Writes the value of an attribute in double quotes.
pub(super) fn write_attribute(out: &mut String, text: &str) {
    write_escaped(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        0 => Some("\u{fffd}"),
        _ => None,
    });
}

/// Writes an address as the value of an attribute. Letters such as å stay readable, as HTML allows.
pub(super) fn write_address(out: &mut String, address: &str) {
    write_escaped(out, address, |byte| match byte {
        b'&' => Some("&amp;"),
        b' ' => Some("%20"),
        b'"' => Some("%22"),
        b'<' => Some("%3C"),
        b'>' => Some("%3E"),
        b'\\' => Some("%5C"),
        b'^' => Some("%5E"),
        b'`' => Some("%60"),
        b'{' => Some("%7B"),
        b'|' => Some("%7C"),
        b'}' => Some("%7D"),
        // Browsers leave them out as well.
        0..=31 | 127 => Some(""),
        _ => None,
    });
}

/// Writes `(address "title")` of a Markdown link.
pub(super) fn write_markdown_target(out: &mut String, address: &str, title: &str) {
    out.push('(');
    let needs_brackets = address.is_empty()
        || address.starts_with('<')
        || address
            .bytes()
            .any(|byte| byte.is_ascii_whitespace() || byte.is_ascii_control() || matches!(byte, b'(' | b')'));
    if needs_brackets {
        out.push('<');
    }
    write_escaped(out, address, |byte| match byte {
        b'\\' => Some("\\\\"),
        b'<' => Some("\\<"),
        b'>' => Some("\\>"),
        b'|' => Some("\\|"),
        b'&' => Some("&amp;"),
        b'\n' | b'\r' => Some("%20"),
        _ => None,
    });
    if needs_brackets {
        out.push('>');
    }
    if !title.is_empty() {
        out.push_str(" \"");
        write_escaped(out, title, |byte| match byte {
            b'\\' => Some("\\\\"),
            b'"' => Some("\\\""),
            b'|' => Some("\\|"),
            b'&' => Some("&amp;"),
            b'\n' | b'\r' => Some(" "),
            _ => None,
        });
        out.push('"');
    }
    out.push(')');
}

/// Whether a character has a backslash of its own before it.
pub(super) fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// Copies all but the bytes that have a replacement; these are all ASCII.
fn write_escaped(out: &mut String, text: &str, replacement: impl Fn(u8) -> Option<&'static str>) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(instead) = replacement(byte) {
            out.push_str(&text[copied..at]);
            out.push_str(instead);
            copied = at + 1;
        }
    }
    out.push_str(&text[copied..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_its_own_signs() {
        let written = |write: fn(&mut String, &str), text: &str| {
            let mut out = String::new();
            write(&mut out, text);
            out
        };
        assert_eq!(written(write_text, "a<b>&\"å\0"), "a&lt;b&gt;&amp;\"å\u{fffd}");
        assert_eq!(written(write_attribute, "\"&'"), "&quot;&amp;'");
        assert_eq!(written(write_address, "å b\"?a&b\n\\"), "å%20b%22?a&amp;b%5C");
    }

    #[test]
    fn a_target_reads_back_as_it_was() {
        for (address, title) in
            [("a b", ""), ("", "t"), ("a(b", "\"x\" \\y"), ("a&amp;b", "&lt;"), ("<x>", ""), ("a\\b", "|")]
        {
            let mut out = String::from("[x]");
            write_markdown_target(&mut out, address, title);
            let parsed = crate::syntax::prose::parse(&out);
            let found = parsed.events.iter().find_map(|(event, _)| match event {
                pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, title, .. }) => {
                    Some((dest_url.to_string(), title.to_string()))
                }
                _ => None,
            });
            assert_eq!(found, Some((address.to_owned(), title.to_owned())), "{out}");
        }
    }
}
