//! Lines that begin in a column where nothing begins.

use crate::diagnostic::Diagnostic;
use crate::msg;
use crate::syntax::yaml::slip::{Line, Slip};

impl<'s> Slip<'s> {
    /// The line begins in no column of those above; the nearest such column is named.
    pub(super) fn indentation(&self, line: &Line<'s>) -> Diagnostic {
        let span = self.span(line.first, line.end().max(line.first));
        let message = msg!("indraget passar inte raderna ovanför", "the indentation does not fit the lines above");
        let Some((above, at, column)) = self.neighbour(line) else {
            return self.report(
                span,
                message,
                msg!(
                    "börja raden i samma kolumn som de nycklar den hör ihop med",
                    "begin the line in the same column as the keys it belongs with",
                ),
            );
        };
        let column = column + 1;
        let words = if at == above.first { above.until_value() } else { above.key() };
        let name = if words.is_empty() { "-" } else { words.trim_end_matches(':') };
        self.report(
            span,
            message,
            msg!(
                "börja raden i kolumn {column}, rakt under {name}; en lång text skrivs efter | på raderna under",
                "begin the line in column {column}, right below {name}; a long text is written after | on the lines below",
            ),
        )
        .other(self.span(at, above.colon.unwrap_or(above.end()).max(at)), msg!("kolumn {column}", "column {column}"))
    }

    /// The key, or the dash for a line with a dash, above this line whose column is nearest to this line's.
    fn neighbour(&self, line: &Line<'s>) -> Option<(Line<'s>, usize, usize)> {
        let own = line.indent();
        let mut best: Option<(usize, Line, usize, usize)> = None;
        let mut outermost = usize::MAX;
        for above in self.lines_above(line) {
            let (at, column) = match line.has_dash() {
                true => (above.first, above.indent()),
                false => (above.inner, above.inner_column()),
            };
            // A line within a deeper part that has been left is no neighbour.
            if above.indent() >= outermost
                || (line.has_dash() && !above.has_dash())
                || (above.colon.is_none() && !above.has_dash())
            {
                continue;
            }
            let distance = column.abs_diff(own);
            if distance > 0 && best.is_none_or(|(least, ..)| distance < least) {
                best = Some((distance, above, at, column));
            }
            outermost = outermost.min(above.indent().max(1));
            if above.indent() == 0 {
                break;
            }
        }
        best.map(|(_, above, at, column)| (above, at, column))
    }

    /// The first line of the file is indented and a later one is not.
    pub(super) fn first_line_indented(&self) -> Option<Diagnostic> {
        let line = self.line_at(self.offset);
        let first = self.lines_above(&line).last().filter(|first| first.indent() > 0 && line.indent() == 0)?;
        Some(self.report(
            self.span(first.start, first.first),
            msg!("den första raden är indragen", "the first line is indented"),
            msg!("ta bort blankstegen före {key}", "remove the spaces before {key}", key = first.key(),),
        ))
    }
}
