//! Escaping of plain words in HTML, as `{{ … }}` does it in a template, but straight into memory.

/// Writes words into HTML.
pub fn write(out: &mut String, words: &str) {
    escape(out, words, "&#x2f;");
}

/// Writes words into HTML so that a line may end after a slash, as in "kvinnor/flickor".
pub fn write_breakable(out: &mut String, words: &str) {
    escape(out, words, "/<wbr>");
}

/// `slash` stands for a slash with something after it.
fn escape(out: &mut String, words: &str, slash: &str) {
    let mut kept = 0;
    for (at, byte) in words.bytes().enumerate() {
        let written = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            b'\'' => "&#x27;",
            b'/' if at + 1 < words.len() => slash,
            b'/' => "&#x2f;",
            _ => continue,
        };
        out.push_str(&words[kept..at]);
        out.push_str(written);
        kept = at + 1;
    }
    out.push_str(&words[kept..]);
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
    fn a_line_may_end_after_a_slash_but_not_before_nothing() {
        let mut out = String::new();
        write_breakable(&mut out, "män/pojkar & fler/");
        assert_eq!(out, "män/<wbr>pojkar &amp; fler&#x2f;");
    }
}
