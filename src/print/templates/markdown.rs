//! Escaping of plain words in Markdown templates: every word comes out as itself.

use std::fmt::Write;

use minijinja::value::Value;
use minijinja::{AutoEscape, Error, Output, State, escape_formatter};

use super::markup::Markup;
use crate::characters::first_byte;

/// Escapes words in `.md.j2` templates; safe texts and other templates are left to the usual formatter.
pub(super) fn format(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if let Some(markup) = Markup::of(value) {
        return Ok(out.write_str(markup)?);
    }
    let is_markdown = matches!(state.auto_escape(), AutoEscape::Custom(name) if name == "markdown");
    match value.as_str() {
        Some(text) if is_markdown && !value.is_safe() => Ok(write(out, text)?),
        Some(text) if is_markdown => Ok(out.write_str(text)?),
        _ if is_markdown && (value.is_none() || value.is_undefined()) => Ok(()),
        _ if is_markdown => Ok(write!(out, "{value}")?),
        _ => escape_formatter(out, state, value),
    }
}

/// Writes words so that Markdown reads them as themselves.
pub fn write(out: &mut dyn Write, text: &str) -> std::fmt::Result {
    // Whatever is escaped is a byte of its own, and most words have nothing like it.
    let Some(first) = first_byte(text.as_bytes(), |byte| u8::from(!is_plain(byte))) else { return out.write_str(text) };
    let mut kept = 0;
    for (at, character) in text.bytes().enumerate().skip(first) {
        if is_plain(character) {
            continue;
        }
        let escaped = match character {
            // A picture begins with "![": the bracket is escaped, the mark need not be.
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'|' | b'~' | b'&' => true,
            // A sign at the end of a heading would be taken for its end mark.
            b'#' if text[at..].trim_end().bytes().all(|byte| byte == b'#') => true,
            b'#' | b'+' | b'-' | b'=' => {
                text[..at].trim().is_empty() && (ends_word(text, at) || text[at + 1..].starts_with(['-', '=', '#']))
            }
            // "1." at the start of a line would begin a list.
            b'.' | b')' => {
                let before = text[..at].trim_start();
                !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit()) && ends_word(text, at)
            }
            b'\n' | b'\r' => {
                out.write_str(&text[kept..at])?;
                out.write_char(' ')?;
                kept = at + 1;
                continue;
            }
            _ => false,
        };
        if escaped {
            out.write_str(&text[kept..at])?;
            out.write_char('\\')?;
            kept = at;
        }
    }
    out.write_str(&text[kept..])
}

/// Whether a byte is of a letter or a digit, or a blank: these stand for themselves wherever they are.
fn is_plain(byte: u8) -> bool {
    !byte.is_ascii() | byte.is_ascii_alphanumeric() | (byte == b' ')
}

/// Whether the sign at a place is the last of a word.
fn ends_word(text: &str, at: usize) -> bool {
    text[at + 1..].chars().next().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn words_come_out_as_themselves() {
        for (text, markdown) in [
            ("Öka *nu* | sedan_då", "Öka \\*nu\\* \\| sedan\\_då"),
            ("# inte rubrik", "\\# inte rubrik"),
            ("F#", "F\\#"),
            ("1. mål", "1\\. mål"),
            ("3.", "3\\."),
            ("-", "\\-"),
            ("=", "\\="),
            ("3.10 mål", "3.10 mål"),
            ("A - delaktighet", "A - delaktighet"),
            ("- punkt", "\\- punkt"),
            ("<b>", "\\<b\\>"),
        ] {
            let mut out = String::new();
            write(&mut out, text).unwrap();
            assert_eq!(out, markdown);
        }
    }
}
