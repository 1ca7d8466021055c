//! Keys without a colon or without the space after it, dashes without a space, and colons within a text.

use crate::both;
use crate::diagnostic::{Both, Diagnostic};
use crate::yaml::slip::Slip;
use crate::yaml::slip::line::Line;
use crate::yaml::slip::quote::quoted;

/// The dash of a list, and the signs that word processors put in its place.
pub(super) const LIKE_A_DASH: &[char] = &['-', '–', '—', '−', '•', '·'];

impl<'s> Slip<'s> {
    /// `nyckel: text: mer text`, a key indented deeper than its neighbours, or the line after one without a colon.
    pub(super) fn colon(&self) -> Diagnostic {
        let line = self.line_at(self.offset);
        if line.colon.is_none_or(|colon| colon < self.offset) {
            return self.sign_at_start(&line).unwrap_or_else(|| self.colon_in_text(&line));
        }
        let Some(above) = self.line_above(&line) else { return self.indentation(&line) };
        if above.start <= self.before.end && !line.has_plain_key() && above.colon.is_some() {
            return self.missing_pipe(line);
        }
        if above.colon.is_some() {
            return self.indentation(&line);
        }
        if let Some(found) = self.key_slip(&above) {
            return found;
        }
        match above.has_dash() || looks_like_a_key(above.inner_words()) {
            true => self.no_colon(&above),
            false => self.missing_pipe(line),
        }
    }

    fn colon_in_text(&self, line: &Line) -> Diagnostic {
        let before = line.until_value();
        let wanted = quoted(line.value());
        self.report(
            self.here(),
            both!("ett kolon mitt i texten", "a colon within the text"),
            both!(
                "sätt texten inom citattecken: {before} {wanted}",
                "put the text in quotation marks: {before} {wanted}",
            ),
        )
    }

    /// A line that would be right with one space more: `-titel: …`, `nyckel:text`.
    pub(super) fn key_slip(&self, line: &Line<'s>) -> Option<Diagnostic> {
        if let Some(found) = self.dash(line.first, line.words()) {
            return Some(found);
        }
        if line.colon.is_some() {
            return None;
        }
        let words = line.inner_words();
        let (key, value) = words.split_once(':')?;
        if !looks_like_a_key(key) || key.contains(' ') || value.starts_with("//") {
            return None;
        }
        let at = line.inner + key.len();
        Some(
            self.report(
                self.span(at, at + 1),
                both!("kolonet saknar blanksteg efter sig", "the colon has no space after it"),
                both!("skriv {key}: {value}", "write {key}: {value}"),
            )
            .fix(self.span(at, at + 1), ": "),
        )
    }

    /// A dash, or a sign that looks like one, that begins no entry of a list as it stands.
    pub(super) fn dash(&self, at: usize, words: &str) -> Option<Diagnostic> {
        let sign = words.chars().next().filter(|sign| LIKE_A_DASH.contains(sign))?;
        let rest = &words[sign.len_utf8()..];
        if rest.is_empty() || rest.starts_with("--") || (sign == '-' && rest.starts_with(' ')) {
            return None;
        }
        let blanks = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let message = match sign {
            '-' => both!("strecket saknar blanksteg efter sig", "the dash has no space after it"),
            _ => both!("{sign} är inte det streck som börjar en post", "{sign} is not the dash that begins an entry"),
        };
        let finding = self.report(
            self.sign_at(at),
            message,
            both!("skriv bindestreck och blanksteg: - {rest}", "write a hyphen and a space: - {rest}"),
        );
        // Before a figure it may be a minus.
        let begins_entry = rest.starts_with(|sign: char| sign.is_alphabetic() || "{[\"'".contains(sign));
        let whole = self.span(at, at + sign.len_utf8() + blanks);
        Some(if begins_entry { finding.fix(whole, "- ") } else { finding })
    }

    pub(super) fn no_colon(&self, line: &Line<'s>) -> Diagnostic {
        let words = line.inner_words();
        let span = self.span(line.inner, line.inner + words.len());
        let message = both!("raden har ingen nyckel med kolon", "the line has no key with a colon");
        let above = self.key_above(line).filter(|above| !above.value().starts_with(['{', '[', '"', '\'']));
        let goes_on =
            above.filter(|above| !line.has_dash() && (above.value().contains(' ') || above.value().is_empty()));
        let help = match (looks_like_a_key(words), above) {
            (true, _) if goes_on.is_none() || !words.contains(' ') => typed(words),
            (likely_key, Some(above)) => {
                let (key, typed) = (above.until_key(), typed(words));
                let text = both!(
                    "hör raden till texten ovanför, skriv {key}: | och hela texten indragen på raderna under",
                    "if the line belongs to the text above, write {key}: | and the whole text indented on the lines below",
                );
                let (sv, en, text_sv, text_en) = (&typed.sv, &typed.en, &text.sv, &text.en);
                match likely_key {
                    true => both!("{sv}; {text_sv}", "{en}; {text_en}"),
                    false => text,
                }
            }
            (_, None) => both!("skriv nyckel: text", "write key: text"),
        };
        self.report(span, message, help)
    }

    /// The nearest line above with a key, at the same indentation or less.
    pub(super) fn key_above(&self, line: &Line<'s>) -> Option<Line<'s>> {
        let column = line.inner_column();
        self.lines_above(line).find(|above| above.has_plain_key() && above.inner_column() <= column)
    }
}

/// How a line without a colon is typed with one.
fn typed(words: &str) -> Both {
    let (key, rest) = words.split_once(' ').unwrap_or((words, ""));
    let wanted = format!("{key}: {}", rest.trim_start_matches(['=', ' ']));
    let wanted = wanted.trim_end();
    both!("skriv {wanted}", "write {wanted}")
}

/// Whether words begin like a key of the format: in lower case, and few.
fn looks_like_a_key(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_lowercase)
        && words.split_whitespace().count() <= 5
        && !words.ends_with(['.', ',', '!', '?'])
}
