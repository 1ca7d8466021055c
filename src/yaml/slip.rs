//! What the parser says about a text that it cannot read, in words that help a writer, at the place of the slip.

use granit_parser::ErrorKind;

use super::rules::{UNREADABLE_FILE, UNREADABLE_YAML};
use crate::both;
use crate::diagnostic::{Both, Diagnostic};
use crate::source::{SourceId, Span};

/// The finding for a parser error at `offset`. `last_end` is the end of the last value read, `open` the start of the
/// innermost list or map that is not closed.
pub(super) fn finding(
    text: &str,
    source: SourceId,
    kind: &ErrorKind,
    offset: usize,
    last_end: usize,
    open: Option<usize>,
) -> Diagnostic {
    let slip = Slip { text, source, offset: floor(text, offset), last_end, open };
    match kind {
        ErrorKind::RecursionLimitExceeded => Diagnostic::new(
            &UNREADABLE_FILE,
            slip.here(),
            both!("filen är nästlad i alltför många nivåer", "the file is nested too many levels deep"),
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => slip.tab(),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => slip.unclosed_quote(),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            slip.after_quote()
        }
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => slip.escape(),
        ErrorKind::UnexpectedCharacter { character } => slip.sign(*character),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => slip.colon(),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::BlockEntryInFlowCollection => slip.bracket(),
        _ => slip.line(),
    }
}

struct Slip<'s> {
    text: &'s str,
    source: SourceId,
    offset: usize,
    last_end: usize,
    open: Option<usize>,
}

impl Slip<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span { source: self.source, start: start as u32, end: end as u32 }
    }

    fn here(&self) -> Span {
        let end = self.text[self.offset..].chars().next().map_or(self.offset, |next| self.offset + next.len_utf8());
        self.span(self.offset, end)
    }

    fn report(&self, span: Span, message: Both, help: Both) -> Diagnostic {
        Diagnostic::new(&UNREADABLE_YAML, span, message).help(help)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |found| found + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |found| at + found)
    }

    /// The parser may report a tab one line early: the tab in the indentation of this line or of the next.
    fn tab(&self) -> Diagnostic {
        let from = self.line_start(self.offset);
        let at = self.text[from..]
            .split_inclusive('\n')
            .take(3)
            .scan(from, |start, line| {
                let here = *start;
                *start += line.len();
                Some((here, line))
            })
            .find_map(|(start, line)| {
                let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
                line[..blanks].find('\t').map(|tab| start + tab)
            })
            .or_else(|| self.text[self.offset..].find('\t').map(|tab| self.offset + tab))
            .unwrap_or(self.offset);
        self.report(
            self.span(at, (at + 1).min(self.text.len())),
            both!("en tabb i början av raden", "a tab at the start of the line"),
            both!(
                "dra in raden med blanksteg i stället, två för varje nivå",
                "indent the line with spaces instead, two for each level",
            ),
        )
    }

    fn opening_quote(&self) -> Option<usize> {
        self.text[self.last_end..].find(['"', '\'']).map(|found| self.last_end + found)
    }

    fn unclosed_quote(&self) -> Diagnostic {
        let at = self.opening_quote().unwrap_or(self.offset);
        self.report(
            self.span(at, (at + 1).min(self.text.len())),
            both!("citattecknet stängs aldrig", "the quotation mark is never closed"),
            both!(
                "sätt samma citattecken sist i texten, eller ta bort det första",
                "put the same mark at the end of the text, or remove the first one",
            ),
        )
    }

    fn after_quote(&self) -> Diagnostic {
        self.report(
            self.here(),
            both!("text efter det avslutande citattecknet", "text after the closing quotation mark"),
            both!(
                "sätt hela texten inom citattecken; ett citattecken inne i texten skrivs \\\" eller ”",
                "put the whole text in quotation marks; a mark within the text is written \\\" or ”",
            ),
        )
    }

    fn escape(&self) -> Diagnostic {
        self.report(
            self.here(),
            both!("ett omvänt snedstreck inom \"…\"", "a backslash within \"…\""),
            both!("skriv \\\\ för ett snedstreck, eller använd '…'", "write \\\\ for a backslash, or use '…'"),
        )
    }

    fn sign(&self, sign: char) -> Diagnostic {
        self.report(
            self.here(),
            both!("texten börjar med {sign}, som betyder något annat här", "the text begins with {sign}, which means something else here"),
            both!("sätt texten inom citattecken: \"{sign}…\"", "put the text in quotation marks: \"{sign}…\""),
        )
    }

    /// `nyckel: text: mer text`, or a key indented deeper than its neighbours.
    fn colon(&self) -> Diagnostic {
        let start = self.line_start(self.offset);
        let line = &self.text[start..self.line_end(self.offset)];
        let first = line.find(": ").or_else(|| line.strip_suffix(':').map(str::len));
        let at = self.offset - start;
        match first {
            Some(first) if at > first => {
                let key_end = first;
                let value = line[key_end + 1..].trim();
                let key = line[..key_end].trim();
                self.report(
                    self.span(self.offset, (self.offset + 1).min(self.text.len())),
                    both!("ett kolon mitt i texten", "a colon within the text"),
                    both!(
                        "sätt texten inom citattecken: {key}: \"{value}\"",
                        "put the text in quotation marks: {key}: \"{value}\"",
                    ),
                )
            }
            _ => self.indentation(start),
        }
    }

    fn indentation(&self, start: usize) -> Diagnostic {
        let line = &self.text[start..self.line_end(start)];
        let blanks = line.len() - line.trim_start().len();
        self.report(
            self.span(start + blanks, start + line.trim_end().len().max(blanks)),
            both!("indraget passar inte raderna ovanför", "the indentation does not fit the lines above"),
            both!(
                "börja raden i samma kolumn som de nycklar den hör ihop med; en lång text skrivs efter | på raderna under",
                "begin the line in the same column as the keys it belongs with; a long text is written after | on the lines below",
            ),
        )
    }

    fn bracket(&self) -> Diagnostic {
        let at = self.open.filter(|&at| self.text[at..].starts_with(['{', '['])).unwrap_or(self.offset);
        let sign = self.text[at..].chars().next().unwrap_or('{');
        let close = if sign == '[' { ']' } else { '}' };
        self.report(
            self.span(at, (at + sign.len_utf8()).min(self.text.len())),
            both!("{sign} stängs inte som den ska", "{sign} is not closed as it should be"),
            both!(
                "skriv {close} efter det sista, och ett komma mellan varje; en text med komma, kolon eller klammer sätts inom citattecken",
                "write {close} after the last one, and a comma between each; a text with a comma, colon or bracket goes in quotation marks",
            ),
        )
    }

    /// A line that is neither a key with a colon nor an entry of a list.
    fn line(&self) -> Diagnostic {
        let mut start = self.line_start(self.offset);
        let mut line = &self.text[start..self.line_end(start)];
        // The parser notices a line without a colon only at the next one.
        if self.last_end < start {
            let between = self.text[self.last_end..start].trim_end();
            let earlier = self.line_start(self.last_end + between.len());
            let candidate = &self.text[earlier..self.line_end(earlier)];
            let words = candidate.trim();
            if earlier >= self.line_start(self.last_end)
                && !words.is_empty()
                && !words.contains(':')
                && !words.starts_with(['-', '#'])
            {
                (start, line) = (earlier, candidate);
            }
        }
        let words = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        let span = self.span(from, from + words.len());
        if words.contains(':') || words.starts_with('-') {
            return self.indentation(start);
        }
        self.report(
            span,
            both!("raden har ingen nyckel med kolon", "the line has no key with a colon"),
            both!(
                "skriv nyckel: text; hör raden till texten ovanför, dra in den under en rad som slutar med |",
                "write key: text; if the line belongs to the text above, indent it below a line that ends with |",
            ),
        )
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
