//! Escaping of plain words in HTML, as `{{ … }}` does it in a template, but straight into memory.

use crate::characters::first_byte;

/// Writes words into HTML.
pub fn write(out: &mut String, words: &str) {
    escape(out, words, "&#x2f;");
}

/// Writes an address into HTML: a page has many, and a slash means nothing within them.
pub fn write_address(out: &mut String, address: &str) {
    escape(out, address, "/");
}

/// Writes words into HTML so that a line may end after a slash, as in "kvinnor/flickor".
pub fn write_breakable(out: &mut String, words: &str) {
    escape(out, words, "/<wbr>");
}

/// Whether a byte means something in HTML: 1 or 0.
fn is_sign(byte: u8) -> u8 {
    let is_bracket = u8::from(byte == b'<') | u8::from(byte == b'>');
    is_bracket | u8::from(byte == b'&') | u8::from(byte == b'"') | u8::from(byte == b'\'') | u8::from(byte == b'/')
}

/// `slash` stands for a slash with something after it.
fn escape(out: &mut String, words: &str, slash: &str) {
    let mut rest = words;
    while let Some(at) = first_byte(rest.as_bytes(), is_sign) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            b'\'' => "&#x27;",
            _ if at + 1 < rest.len() => slash,
            _ => "&#x2f;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_as_templates_escape_them() {
        for words in ["", "Barn & unga", "<b>\"å'ö\"</b>", "/", "a/b/", "kvinnor/flickor"] {
            let mut out = String::new();
            write(&mut out, words);
            assert_eq!(out, minijinja::HtmlEscape(words).to_string());
        }
    }

    #[test]
    fn an_address_keeps_its_slashes() {
        let mut out = String::new();
        write_address(&mut out, "../a/b.html#c\"d");
        assert_eq!(out, "../a/b.html#c&quot;d");
    }

    #[test]
    fn a_line_may_end_after_a_slash_but_not_before_nothing() {
        let mut out = String::new();
        write_breakable(&mut out, "män/pojkar & fler/");
        assert_eq!(out, "män/<wbr>pojkar &amp; fler&#x2f;");
    }
}
