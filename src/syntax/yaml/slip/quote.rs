//! Quotation marks that are not closed, or closed too early, and how a text is put in them.

use crate::diagnostic::Diagnostic;
use crate::msg;
use crate::syntax::yaml::slip::Slip;
use crate::syntax::yaml::write;

/// Longest text that a help repeats; of a longer one only the beginning is shown.
const LONGEST_SHOWN: usize = 60;

/// A text within quotation marks, as the writer should type it. Typographic marks around it are taken away: they are
/// most often meant as these.
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    let text =
        text.strip_prefix(['”', '“', '„', '’']).and_then(|text| text.strip_suffix(['”', '“', '’'])).unwrap_or(text);
    write::quoted(&shortened(text))
}

/// The beginning of a long text, by whole words.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST_SHOWN {
        return text.to_owned();
    }
    let mut shown = String::new();
    for word in text.split_whitespace() {
        if shown.chars().count() + word.chars().count() > LONGEST_SHOWN {
            break;
        }
        shown.push_str(word);
        shown.push(' ');
    }
    shown + "…"
}

impl Slip<'_> {
    fn opening_quote(&self) -> Option<usize> {
        let from = self.before.end;
        self.text.from(from).find(['"', '\'']).map(|found| from + found)
    }

    pub(super) fn unclosed_quote(&self) -> Diagnostic {
        let at = self.opening_quote().unwrap_or(self.offset);
        let line = self.line_at(at);
        let mark = self.text.character(at).unwrap_or('"');
        let written = self.text.get(at + mark.len_utf8()..line.end()).trim().replace(['"', '\''], "");
        let wanted = quoted(&written);
        self.report(
            self.span(at, line.end().max(at + mark.len_utf8())),
            msg!("citattecknet stängs aldrig", "the quotation mark is never closed"),
            msg!(
                "sätt samma tecken sist i texten: {wanted}, eller ta bort det första",
                "put the same mark at the end of the text: {wanted}, or remove the first one",
            ),
        )
    }

    /// `titel: "Parker" är trygga`: the quotation marks were meant for a word, not for the whole text.
    pub(super) fn after_quote(&self) -> Diagnostic {
        let line = self.line_at(self.offset);
        let start = self.opening_quote().filter(|&at| at >= line.start && at < self.offset).unwrap_or(self.offset);
        let written = self.text.get(start..line.end());
        // 'Parker's växer': the outer marks are there, the inner one is in their way.
        let mark = written.chars().next().unwrap_or('"');
        let inner =
            written.strip_prefix(mark).and_then(|text| text.strip_suffix(mark)).filter(|text| text.contains(mark));
        let wanted = quoted(inner.unwrap_or(written));
        // Nothing but the value of one line: within braces more may follow, and below it the text may go on.
        let is_whole = inner.is_none()
            && start == line.value
            && line.has_plain_key()
            && !written.ends_with([',', '}', ']'])
            && !written.contains(" #")
            && !self.goes_on_below(&line);
        let finding = self.report(
            self.span(start, start + written.len()),
            msg!(
                "citattecknet avslutar texten, men raden fortsätter",
                "the quotation mark ends the text, but the line goes on",
            ),
            msg!(
                "sätt hela texten inom ett par: {wanted}, eller använd ” inne i texten",
                "put the whole text in one pair: {wanted}, or use ” within the text",
            ),
        );
        match is_whole {
            true => finding.fix(self.span(start, start + written.len()), write::quoted(written)),
            false => finding,
        }
    }

    pub(super) fn escape(&self) -> Diagnostic {
        self.report(
            self.here(),
            msg!(
                "ett omvänt snedstreck inom \"…\" betyder något annat än sig självt",
                "a backslash within \"…\" means something other than itself",
            ),
            msg!("skriv två: \\\\, eller sätt texten inom '…'", "write two: \\\\, or put the text in '…'"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_text_is_quoted_so_that_it_can_be_typed() {
        for (text, typed) in [
            ("Mål: ökat", "\"Mål: ökat\""),
            ("”Mål: ökat”", "\"Mål: ökat\""),
            ("\"Parker\" är trygga", "'\"Parker\" är trygga'"),
            ("Parker's \"ro\"", "'Parker''s \"ro\"'"),
        ] {
            assert_eq!(quoted(text), typed);
        }
        assert!(quoted(&"ord ".repeat(100)).ends_with("ord …\""));
    }
}
