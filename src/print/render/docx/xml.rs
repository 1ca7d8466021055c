//! Words in XML: what means something there is escaped, and characters that XML cannot hold are left out.

/// Writes words as the content of an element.
pub(super) fn write(out: &mut String, words: &str) {
    written(out, words, false);
}

/// Writes words as the value of an attribute.
pub(super) fn write_value(out: &mut String, words: &str) {
    written(out, words, true);
}

fn written(out: &mut String, words: &str, is_value: bool) {
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if is_value => out.push_str("&quot;"),
            '\n' | '\r' | '\t' if is_value => out.push(' '),
            '\t' | '\n' => out.push(character),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            character => out.push(character),
        }
    }
}
