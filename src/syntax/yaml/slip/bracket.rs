//! Braces and brackets that are not closed, closed by another, closed twice, or hold a text with a colon.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::msg;
use crate::syntax::yaml::slip::Slip;

impl Slip<'_> {
    /// The bracket that is open.
    fn opening_bracket(&self) -> Option<usize> {
        let is_bracket = |at: &usize| self.text.from(*at).starts_with(['{', '[']);
        Some(self.offset).filter(is_bracket).or(self.before.open.filter(is_bracket))
    }

    pub(super) fn unclosed_bracket(&self) -> Diagnostic {
        let at = self.opening_bracket().unwrap_or(self.offset);
        let character = self.text.character(at).unwrap_or('{');
        let close = closing(character);
        let end = self.line_at(at).end().max(at + character.len_utf8());
        self.report(
            self.span(at, end),
            msg!("{character} stängs aldrig", "{character} is never closed"),
            msg!(
                "skriv {close} efter det sista som hör dit; är {character} en del av texten, sätt texten inom citattecken",
                "write {close} after the last thing that belongs there; if {character} is part of the text, put the text in quotation marks",
            ),
        )
    }

    pub(super) fn wrong_bracket(&self, written: char) -> Diagnostic {
        let open = self.opening_bracket().unwrap_or(self.offset);
        let character = self.text.character(open).unwrap_or('{');
        let close = closing(character);
        let from = self.before.end.max(open);
        let at = self.text.from(from).find(written).map_or(self.offset, |found| from + found);
        // What stands within tells which of the two signs is the wrong one: keys have colons, the entries of a list none.
        let has_keys = self.text.get(open + character.len_utf8()..at).contains(": ");
        let applicability = if has_keys == (character == '{') { Applicability::Certain } else { Applicability::Likely };
        self.report(
            self.char_at(at),
            msg!("{written} kan inte stänga {character}", "{written} cannot close {character}"),
            msg!("skriv {close}", "write {close}"),
        )
        .other(self.char_at(open), msg!("det här ska stängas", "this is to be closed"))
        .fix_with(self.char_at(at), close, applicability)
    }

    pub(super) fn extra_bracket(&self) -> Diagnostic {
        let character = self.text.character(self.offset).unwrap_or('}');
        self.report(
            self.here(),
            msg!("{character} stänger ingenting", "{character} closes nothing"),
            msg!(
                "ta bort {character}, eller sätt texten inom citattecken om tecknet hör till den",
                "remove {character}, or put the text in quotation marks if the character is part of it",
            ),
        )
    }

    /// `{namn: Barn: unga}` or `{namn: Barn start: 2025-01-01}`; or the next lines, where a bracket was never closed.
    pub(super) fn within_brackets(&self) -> Diagnostic {
        let line = self.line_at(self.offset);
        let open_line = self.opening_bracket().map(|open| self.line_at(open));
        if open_line.is_some_and(|open| open.start < line.start && line.indent() <= open.indent()) {
            return self.unclosed_bracket();
        }
        if !self.text.from(self.offset).starts_with(':') {
            return self.unclosed_bracket();
        }
        let from = self.before.open.unwrap_or(line.start).max(line.start).min(self.offset);
        let before = self.text.get(from..self.offset).trim_end();
        let entry = before.rfind([',', '{', '[']).map_or(before, |found| &before[found + 1..]);
        let word = entry.rsplit([' ', ':', '\t']).next().unwrap_or(entry);
        let start = from + before.len() - word.len();
        let span = if word.is_empty() { self.here() } else { self.span(start, start + word.len()) };
        self.report(
            span,
            msg!(
                "ett kolon för mycket, eller ett komma för lite, inom klammern",
                "a colon too many, or a comma too few, within the bracket",
            ),
            msg!(
                "är {word} en ny nyckel, sätt ett komma före; hör kolonet till texten, sätt hela texten inom citattecken",
                "if {word} is a new key, put a comma before it; if the colon is part of the text, put the whole text in quotation marks",
            ),
        )
    }
}

fn closing(character: char) -> char {
    if character == '[' { ']' } else { '}' }
}
