//! Long texts without the `|` that keeps their lines, and lines that fall out of such a text.

use crate::diagnostic::Diagnostic;
use crate::msg;
use crate::syntax::yaml::Style;
use crate::syntax::yaml::slip::{Line, Slip};

impl<'s> Slip<'s> {
    /// A text of several lines that needs `|` after its key. `line` is one of its lines.
    pub(super) fn missing_pipe(&self, line: Line<'s>) -> Diagnostic {
        match self.key_above(&line) {
            Some(above) => self.pipe_after(&above),
            None => self.no_colon(&line),
        }
    }

    /// The key of a text that goes on in a list, as a text does that has no `|`: lines without a key stand between them.
    pub(super) fn text_above_list(&self, line: &Line<'s>) -> Option<Line<'s>> {
        if !line.has_dash() || line.colon.is_some() {
            return None;
        }
        let nearest = self.line_above(line)?;
        if nearest.colon.is_some() || nearest.has_dash() {
            return None;
        }
        let key = self.lines_above(line).find(|above| above.has_plain_key())?;
        (key.value().is_empty() && key.inner_column() < line.indent()).then_some(key)
    }

    /// The finding at the colon that `|` should follow.
    pub(super) fn pipe_after(&self, line: &Line<'s>) -> Diagnostic {
        let key = line.until_key();
        let at = line.colon.unwrap_or(line.first);
        self.report(
            self.char_at(at),
            msg!("en text på flera rader utan | efter kolonet", "a text of several lines without | after the colon"),
            msg!(
                "skriv {key}: | och hela texten på raderna under, alla lika långt indragna",
                "write {key}: | and the whole text on the lines below, all indented alike",
            ),
        )
    }

    /// The same for lines that each begin with a number or a bullet.
    pub(super) fn list_or_pipe(&self, line: &Line<'s>) -> Diagnostic {
        let key = line.until_key();
        self.pipe_after(line).help(msg!(
            "är det en text, skriv {key}: | och texten indragen under; är det en lista, börja varje rad med bindestreck och blanksteg",
            "if it is a text, write {key}: | and the text indented below; if it is a list, begin each line with a hyphen and a space",
        ))
    }

    /// A line below a text after `|` that is indented less than the text.
    pub(super) fn less_than_text(&self, line: &Line<'s>) -> Option<Diagnostic> {
        let (start, style) = self.before.text?;
        let first = self.line_at(start);
        if !matches!(style, Style::Literal | Style::Folded) || first.indent() <= line.indent() {
            return None;
        }
        let is_key = line.colon.is_some() && line.has_plain_key();
        if is_key || (line.has_dash() && line.colon.is_some()) {
            return None;
        }
        let column = first.indent() + 1;
        let words = line.words();
        Some(
            self.report(
                self.span(line.first, line.first + words.len()),
                msg!("raden är mindre indragen än texten ovanför", "the line is indented less than the text above"),
                msg!(
                    "hör raden till texten, börja den i kolumn {column}; annars skriv nyckel: text",
                    "if the line belongs to the text, begin it in column {column}; otherwise write key: text",
                ),
            )
            .other(self.span(first.first, first.end()), msg!("textens första rad", "the text's first line")),
        )
    }
}

impl<'s> Line<'s> {
    /// Its key with the dash before it, without the colon.
    pub(super) fn until_key(&self) -> &'s str {
        let end = self.colon.unwrap_or_else(|| self.end());
        self.piece(self.inner, end)
    }
}
