//! What the parser says about a text that it cannot read, in words that help a writer, at the place of the slip; and
//! the slips that YAML reads without a word, as something other than was meant.

mod bracket;
mod indent;
mod key;
mod line;
mod pipe;
mod quote;
mod character;
pub(super) mod unnoticed;

pub(crate) use self::key::with_space;
use granit_parser::ErrorKind;

use self::line::Line;
use crate::diagnostic::{Bilingual, Diagnostic};
use crate::msg;
use crate::source::Span;
use crate::syntax::yaml::Style;
use crate::syntax::yaml::place::Text;
use crate::syntax::yaml::rules::{UNREADABLE_FILE, UNREADABLE_YAML};

/// What was read before the slip.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    /// Where the last key or value ends.
    pub(super) end: usize,
    /// Where the last text begins and how it was written.
    pub(super) text: Option<(usize, Style)>,
    /// Where the innermost list or map that is not closed begins.
    pub(super) open: Option<usize>,
}

/// The finding for a parser error at `offset`.
pub(super) fn finding(text: Text, kind: &ErrorKind, offset: usize, before: Before) -> Diagnostic {
    let slip = Slip { text, offset, before };
    if let ErrorKind::RecursionLimitExceeded = kind {
        return Diagnostic::new(
            &UNREADABLE_FILE,
            slip.here(),
            msg!("filen är nästlad i alltför många nivåer", "the file is nested too many levels deep"),
        )
        .help(msg!("se över indragningen och klamrarna här", "look over the indentation and brackets here"));
    }
    if let Some(found) = slip.strange_char() {
        return found;
    }
    match kind {
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
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape => slip.escape(),
        ErrorKind::CommentInterceptedScalar => slip.missing_pipe(slip.line_at(slip.offset)),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => slip.colon(),
        ErrorKind::MisplacedFlowCollectionEnd => slip.extra_bracket(),
        ErrorKind::MismatchedFlowCollectionEnd { close, .. } => slip.wrong_bracket(*close),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => slip.within_brackets(),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::BlockEntryInFlowCollection => slip.unclosed_bracket(),
        ErrorKind::ExpectedDocumentStart => slip.first_line_indented().unwrap_or_else(|| slip.line()),
        _ => slip.line(),
    }
}

/// A place where reading stopped.
struct Slip<'s> {
    text: Text<'s>,
    offset: usize,
    before: Before,
}

impl<'s> Slip<'s> {
    fn span(&self, start: usize, end: usize) -> Span {
        self.text.span(start..end)
    }

    /// The sign at a place.
    fn char_at(&self, at: usize) -> Span {
        self.text.span(self.text.range_of_char(at))
    }

    fn here(&self) -> Span {
        self.char_at(self.offset)
    }

    fn report(&self, span: Span, message: Bilingual, help: Bilingual) -> Diagnostic {
        Diagnostic::new(&UNREADABLE_YAML, span, message).help(help)
    }

    fn line_at(&self, at: usize) -> Line<'s> {
        Line::at(self.text, at)
    }

    /// The nearest line above that is neither blank nor a comment.
    fn line_above(&self, line: &Line<'s>) -> Option<Line<'s>> {
        self.lines_above(line).next()
    }

    /// The lines above, nearest first, without blank lines and comments.
    fn lines_above(&self, line: &Line<'s>) -> impl Iterator<Item = Line<'s>> + use<'s> {
        let text = self.text;
        std::iter::successors(line.previous(text), move |line| line.previous(text))
            .filter(|line| !line.is_blank() && !line.is_comment())
            .take(MOST_LINES_BACK)
    }

    /// What the error's line itself shows, whatever the parser says of it.
    fn line(&self) -> Diagnostic {
        let line = self.line_at(self.offset);
        if let Some(found) = self.char_at_start(&line) {
            return found;
        }
        if let Some(found) = self.less_than_text(&line) {
            return found;
        }
        // The parser notices a line without a colon only at the next one.
        let above = self.line_above(&line).filter(|above| above.start > self.before.end && above.colon.is_none());
        let line = above.unwrap_or(line);
        if let Some(above) = self.text_above_list(&line) {
            return self.pipe_after(&above);
        }
        self.key_slip(&line).unwrap_or_else(|| match line.colon.is_some() || line.has_dash() {
            true => self.indentation(&line),
            false => self.no_colon(&line),
        })
    }
}

/// How far back a line is looked for that explains the slip.
const MOST_LINES_BACK: usize = 400;
