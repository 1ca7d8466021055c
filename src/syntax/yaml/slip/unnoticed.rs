//! Slips that YAML reads without a word: text that would be lost, or read as something other than was meant.

use std::ops::Range;

use crate::characters::unseen;
use crate::diagnostic::Diagnostic;
use crate::msg;
use crate::syntax::yaml::place::Text;
use crate::syntax::yaml::slip::key::LIKE_A_DASH;
use crate::syntax::yaml::slip::{Before, Line, Slip, quote};
use crate::syntax::yaml::write;

/// Looks at a text that is no slip to the parser.
pub(in crate::syntax::yaml) struct Reading<'s> {
    pub(in crate::syntax::yaml) text: Text<'s>,
}

/// Whether a key without quotation marks begins with a dash or a sign like one, or holds an invisible sign.
pub(in crate::syntax::yaml) fn is_odd_key(key: &str) -> bool {
    key.starts_with(LIKE_A_DASH) || (!key.is_ascii() && key.contains(|character| unseen(character).is_some()))
}

/// Whether the words of a comment after a value may be words of the value: those to be left out have a space before them.
pub(in crate::syntax::yaml) fn is_lost_word(comment: &str) -> bool {
    comment.starts_with(char::is_alphanumeric) && !comment.starts_with("vp:")
}

impl<'s> Reading<'s> {
    fn slip(&self, offset: usize) -> Slip<'s> {
        Slip { text: self.text, offset, before: Before::default() }
    }

    /// A key without quotation marks that begins with a dash, or holds an invisible sign. `key` is its text, `range` its
    /// place.
    pub(in crate::syntax::yaml) fn key(&self, key: &str, range: Range<usize>) -> Option<Diagnostic> {
        // Looked at before the line is, so that a line of many keys is not read once for each.
        if !is_odd_key(key) {
            return None;
        }
        let start = range.start;
        let slip = self.slip(start);
        if key.contains(|character| unseen(character).is_some()) {
            // Looked for as it is written: a key over several lines is shorter when it has been read.
            let written = self.text.get(range).char_indices();
            let found = written
                .map(|(at, character)| (start + at, character))
                .find(|(_, character)| unseen(*character).is_some());
            return found.map(|(at, character)| slip.unseen(at, character));
        }
        let end = Line::at(self.text, start).end();
        slip.dash(start, self.text.get(start..end))
    }

    /// What stands before a colon is no word: a bracket, or nothing.
    pub(in crate::syntax::yaml) fn no_key(&self, range: Range<usize>) -> Diagnostic {
        let line = Line::at(self.text, range.start);
        let slip = self.slip(range.start);
        let end = range.end.min(line.end()).max(range.start);
        if range.is_empty() {
            return slip.report(
                slip.here(),
                msg!("kolonet har ingen nyckel före sig", "the colon has no key before it"),
                msg!("skriv nyckel: text", "write key: text"),
            );
        }
        let value = line.value();
        if value.starts_with("{{") && value.ends_with("}}") && line.value <= range.start {
            let (before, wanted) = (line.until_value(), quote::quoted(value));
            let whole = slip.span(line.value, line.end());
            return slip
                .report(
                    whole,
                    msg!(
                        "en text som börjar med {{{{ behöver citattecken",
                        "a text that begins with {{{{ needs quotation marks",
                    ),
                    msg!("skriv {before} {wanted}", "write {before} {wanted}"),
                )
                .fix(whole, write::quoted(value));
        }
        slip.report(
            slip.span(range.start, end),
            msg!("här ska en nyckel stå, ett ord med kolon efter", "a key is needed here, a word with a colon after it"),
            msg!(
                "börjar en text med {{ eller [, sätt den inom citattecken eller skriv den under en rad som slutar med |",
                "if a text begins with {{ or [, put it in quotation marks or write it below a line that ends with |",
            ),
        )
    }

    /// `titel: !Viktigt mål`: YAML takes the first word for something else and drops it.
    pub(in crate::syntax::yaml) fn tag(&self, range: Range<usize>, after: usize) -> Diagnostic {
        let from = after.min(range.start);
        let before = self.text.get(from..range.start);
        let at = before.rfind('!').map_or(range.start, |found| from + before[..=found].trim_end_matches('!').len());
        let mut line = Line::at(self.text, at);
        line.value = at.min(line.end());
        self.slip(at).reserved(&line, '!')
    }

    /// `titel: Parker #trygga`: all after # is a comment and would be lost. Comments have a space after #.
    pub(in crate::syntax::yaml) fn comment(&self, words: &str, start: usize) -> Option<Diagnostic> {
        let line = Line::at(self.text, start);
        if start <= line.inner || !is_lost_word(words) {
            return None;
        }
        let before = line.until_value();
        let end = line.end();
        let wanted = quote::quoted(self.text.get(line.value..end));
        let slip = self.slip(start);
        Some(slip.report(
            slip.span(start, end),
            msg!(
                "# och det som följer är en kommentar och kommer inte med",
                "# and what follows is a comment and is left out"
            ),
            msg!(
                "hör det till texten, skriv {before} {wanted}; en kommentar skrivs med blanksteg efter #",
                "if it is part of the text, write {before} {wanted}; a comment is written with a space after #",
            ),
        ))
    }

    /// A text over several lines without `|` whose paragraphs, bullets or headings would be joined into one paragraph.
    pub(in crate::syntax::yaml) fn lines(&self, range: Range<usize>) -> Option<Diagnostic> {
        let written = self.text.get(range.clone());
        let slip = self.slip(range.start);
        let mut lines = written.lines().skip(1).map(str::trim_start);
        if !lines.any(|line| line.is_empty() || is_bullet(line) || line.starts_with('-')) {
            return None;
        }
        let line = Line::at(self.text, range.start);
        // `omfattar:` and below it -a, -b without the space that makes a list of them.
        if written.starts_with('-') && written.lines().skip(1).all(|line| line.trim_start().starts_with('-')) {
            return slip.dash(range.start, written.lines().next()?);
        }
        let own = line.colon.filter(|&colon| colon < range.start).map(|_| line);
        let above = own.or_else(|| slip.lines_above(&line).find(|above| above.has_plain_key()))?;
        if written.lines().all(|line| is_bullet(line.trim_start())) {
            return Some(slip.list_or_pipe(&above));
        }
        Some(slip.pipe_after(&above))
    }

    /// A heading below a key without `|`, which YAML takes for a comment. `start` is the heading's place.
    pub(in crate::syntax::yaml) fn heading(&self, start: usize) -> Option<Diagnostic> {
        let line = Line::at(self.text, start);
        let slip = self.slip(start);
        let above = slip.lines_above(&line).find(|above| above.has_plain_key())?;
        Some(slip.pipe_after(&above))
    }

    /// A text in quotation marks where a backslash made a control sign: `"C:\temp\0"`.
    pub(in crate::syntax::yaml) fn escape(&self, text: &str, range: Range<usize>) -> Option<Diagnostic> {
        let strange = |character: char| {
            (character.is_control() && !"\t\n".contains(character)) || matches!(character, '\u{2028}' | '\u{2029}')
        };
        if !text.contains(strange) {
            return None;
        }
        let at = self.text.get(range.clone()).find('\\').map_or(range.start, |found| range.start + found);
        Some(self.slip(at).escape())
    }
}

/// Whether a line begins as a Markdown bullet or a numbered entry.
fn is_bullet(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    ["- ", "* ", "+ ", "• "].iter().any(|bullet| line.starts_with(bullet))
        || (digits > 0 && digits < 3 && [". ", ") "].iter().any(|end| line[digits..].starts_with(end)))
}
