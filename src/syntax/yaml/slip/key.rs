//! Keys without a colon or without the space after it, dashes without a space, and colons within a text.

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::msg;
use crate::syntax::yaml::slip::Slip;
use crate::syntax::yaml::slip::line::Line;
use crate::syntax::yaml::slip::quote::{quoted, shortened};
use crate::syntax::yaml::write;

/// The dash of a list, and the signs that word processors put in its place.
pub(super) const LIKE_A_DASH: &[char] = &['-', '–', '—', '−', '•', '·'];

/// Colons of other scripts, and what looks like one.
const COLONS: [char; 5] = ['：', '﹕', '︓', 'ː', '∶'];

/// What to write for a key and its value that stand without a space between, and whether a space is all that is lacking: it
/// would make a comment of a value that begins with `#`.
pub(crate) fn with_space(key: &str, value: &str) -> (Bilingual, bool) {
    if !value.starts_with('#') {
        return (msg!("skriv {key}: {value}", "write {key}: {value}"), true);
    }
    let text = write::quoted(value);
    let help = msg!(
        "skriv {key}: {text}, eller {key}: {value} om det är en kommentar",
        "write {key}: {text}, or {key}: {value} if it is a comment",
    );
    (help, false)
}

impl<'s> Slip<'s> {
    /// `nyckel: text: mer text`, a key indented deeper than its neighbours, or the line after one without a colon.
    pub(super) fn colon(&self) -> Diagnostic {
        let line = self.line_at(self.offset);
        if line.colon.is_none_or(|colon| colon < self.offset) {
            return self.char_at_start(&line).unwrap_or_else(|| self.colon_in_text(&line));
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
        let (before, value) = (line.until_value(), line.value());
        let wanted = quoted(value);
        let message = msg!("ett kolon mitt i texten", "a colon within the text");
        let whole = self.span(line.value, line.end());
        if let Some(path) = value.strip_prefix("fil:") {
            let wanted = format!("{{fil: {}}}", path.trim());
            let help =
                msg!("skriv filen inom klamrar: {before} {wanted}", "write the file within braces: {before} {wanted}");
            return self.report(self.here(), message, help).fix(whole, wanted);
        }
        let finding = self.report(
            self.here(),
            message,
            msg!(
                "sätt texten inom citattecken: {before} {wanted}",
                "put the text in quotation marks: {before} {wanted}",
            ),
        );
        // A key of its own that has lost its line is no part of the text, and neither is a comment; marks that Word has
        // set may belong to it.
        let first = value.split(':').next().unwrap_or(value);
        let is_text = first.contains(' ') || first.starts_with(char::is_uppercase);
        let is_certain = line.has_plain_key()
            && is_text
            && !is_value_and_key(first)
            && ![" #", "”", "“"].iter().any(|character| value.contains(character))
            && !self.goes_on_below(line);
        if is_certain { finding.fix(whole, write::quoted(value)) } else { finding }
    }

    /// Whether the line below is indented further than this line's key, as a text of several lines is.
    pub(super) fn goes_on_below(&self, line: &Line) -> bool {
        let below = self.text.from(line.end()).lines().skip(1).find(|below| !below.trim().is_empty());
        below.is_some_and(|below| below.len() - below.trim_start().len() > line.inner_column())
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
        let message = msg!("kolonet saknar blanksteg efter sig", "the colon has no space after it");
        let (help, is_certain) = with_space(key, value);
        let colon = self.span(at, at + 1);
        let finding = self.report(colon, message, help);
        Some(if is_certain { finding.fix(colon, ": ") } else { finding })
    }

    /// A dash, or a sign that looks like one, that begins no entry of a list as it stands.
    pub(super) fn dash(&self, at: usize, words: &str) -> Option<Diagnostic> {
        let character = words.chars().next().filter(|character| LIKE_A_DASH.contains(character))?;
        let rest = &words[character.len_utf8()..];
        if rest.is_empty() || rest.starts_with("--") || (character == '-' && rest.starts_with(' ')) {
            return None;
        }
        let blanks = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let message = match character {
            '-' => msg!("strecket saknar blanksteg efter sig", "the dash has no space after it"),
            _ => msg!(
                "{character} är inte det streck som börjar en post",
                "{character} is not the dash that begins an entry"
            ),
        };
        let finding = self.report(
            self.char_at(at),
            message,
            msg!("skriv bindestreck och blanksteg: - {rest}", "write a hyphen and a space: - {rest}"),
        );
        // Before a figure it may be a minus.
        let begins_entry = rest.starts_with(|character: char| character.is_alphabetic() || "{[\"'".contains(character));
        let whole = self.span(at, at + character.len_utf8() + blanks);
        Some(if begins_entry { finding.fix(whole, "- ") } else { finding })
    }

    pub(super) fn no_colon(&self, line: &Line<'s>) -> Diagnostic {
        let words = line.inner_words();
        let span = self.span(line.inner, line.inner + words.len());
        let message = msg!("raden har ingen nyckel med kolon", "the line has no key with a colon");
        if let Some((at, colon)) = words.char_indices().find(|(_, letter)| COLONS.contains(letter))
            && looks_like_a_key(&words[..at])
        {
            let place = self.span(line.inner + at, line.inner + at + colon.len_utf8());
            let message = msg!("{colon} är inget vanligt kolon", "{colon} is not an ordinary colon");
            let help = msg!("skriv ett kolon och ett blanksteg", "write a colon and a space");
            let rest = &words[at + colon.len_utf8()..];
            let blank = if rest.starts_with(' ') { ":" } else { ": " };
            let finding = self.report(place, message, help);
            // A space would make a comment of it.
            return if rest.starts_with('#') { finding } else { finding.fix(place, blank) };
        }
        let above = self.key_above(line).filter(|above| !above.value().starts_with(['{', '[', '"', '\'']));
        if let Some(key) = words.strip_suffix(['|', '>']).filter(|key| looks_like_a_key(key)) {
            let key = key.trim_end();
            let at = line.inner + key.len();
            let message = msg!("kolonet efter {key} saknas", "the colon after {key} is missing");
            return self.report(span, message, typed(words)).fix(self.span(at, at), ":");
        }
        if let Some(above) = above.filter(|above| ["|", ">"].contains(&above.value())) {
            return self.not_indented(line, &above);
        }
        let goes_on = above.filter(|above| match above.value() {
            "" => above.inner_column() < line.inner_column(),
            value => value.contains(' '),
        });
        let goes_on = goes_on.filter(|_| !line.has_dash());
        let help = match (looks_like_a_key(words), above) {
            _ if begins_with_a_key(words) => typed(words),
            (true, _) if goes_on.is_none() || !words.contains(' ') => typed(words),
            (likely_key, Some(above)) => {
                let (key, typed) = (above.until_key(), typed(words));
                let text = msg!(
                    "hör raden till texten ovanför, skriv {key}: | och hela texten indragen på raderna under",
                    "if the line belongs to the text above, write {key}: | and the whole text indented on the lines below",
                );
                let (sv, en, text_sv, text_en) = (&typed.sv, &typed.en, &text.sv, &text.en);
                match likely_key {
                    true => msg!("{sv}; {text_sv}", "{en}; {text_en}"),
                    false => text,
                }
            }
            (_, None) => msg!("skriv nyckel: text", "write key: text"),
        };
        self.report(span, message, help)
    }

    /// A line of the text after `|` that is not indented.
    fn not_indented(&self, line: &Line, above: &Line) -> Diagnostic {
        let key = above.until_key();
        let column = above.inner_column() + 3;
        self.report(
            self.span(line.first, line.end()),
            msg!("texten under {key}: | är inte indragen", "the text below {key}: | is not indented"),
            msg!(
                "dra in hela texten två blanksteg längre än {key}, så att den börjar i kolumn {column}",
                "indent the whole text two spaces further than {key}, so that it begins in column {column}",
            ),
        )
        .other(
            self.span(above.inner, above.colon.unwrap_or(above.end())),
            msg!("hit hör texten", "here the text belongs"),
        )
    }

    /// The nearest line above with a key, at the same indentation or less.
    pub(super) fn key_above(&self, line: &Line<'s>) -> Option<Line<'s>> {
        let column = line.inner_column();
        self.lines_above(line).find(|above| above.has_plain_key() && above.inner_column() <= column)
    }
}

/// Whether words before a colon may be a value and the next key, whose line break is lost: `klimat namn`.
fn is_value_and_key(words: &str) -> bool {
    let parts: Vec<&str> = words.split_whitespace().collect();
    matches!(parts[..], [value, key] if !value.starts_with(char::is_uppercase) && key.starts_with(char::is_lowercase))
}

/// How a line without a colon is typed with one.
fn typed(words: &str) -> Bilingual {
    let (key, rest) = words.split_once(' ').unwrap_or((words, ""));
    let wanted = format!("{key}: {}", shortened(rest.trim_start_matches(['=', ' '])));
    let wanted = wanted.trim_end();
    msg!("skriv {wanted}", "write {wanted}")
}

/// Whether words begin with what can only be a key: one word in lower case, and after it a figure or a capital.
fn begins_with_a_key(words: &str) -> bool {
    let Some((key, rest)) = words.split_once(' ') else {
        return words.chars().all(char::is_alphabetic);
    };
    key.chars().all(|character| character.is_lowercase() || character == '_')
        && rest.starts_with(|character: char| character.is_uppercase() || character.is_ascii_digit())
}

/// Whether words begin like a key of the format: in lower case, and few.
fn looks_like_a_key(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_lowercase)
        && words.split_whitespace().count() <= 5
        && !words.ends_with(['.', ',', '!', '?'])
}
