//! What is wrong with a template or its data, with its place.

use std::ops::Range;

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, DiagSpanKind, Source, SyntaxDiagnostic};

use crate::world::World;

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether the document can be set all the same.
    pub is_warning: bool,
    /// What is wrong, in English.
    pub message: String,
    /// What can be done, in English.
    pub hints: Vec<String>,
    /// Where it is; none where no place is known.
    pub place: Option<Place>,
    /// The calls that led there, the innermost first.
    pub calls: Vec<Call>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// The bytes of its text.
    pub range: Range<usize>,
}

/// A call on the way to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// What was called: "while calling `table`".
    pub words: String,
    /// From where.
    pub place: Option<Place>,
}

impl Problem {
    pub(crate) fn of(found: &SourceDiagnostic, world: &World) -> Problem {
        let call = |point: &typst::syntax::Spanned<typst::diag::Tracepoint>| Call {
            words: point.v.to_string(),
            place: place(point.span.into(), world),
        };
        Problem {
            is_warning: found.severity == Severity::Warning,
            message: found.message.to_string(),
            hints: found.hints.iter().map(|hint| hint.v.to_string()).collect(),
            place: place(found.span, world),
            calls: found.trace.iter().map(call).collect(),
        }
    }

    /// A slip in the spelling of a text that stands alone.
    pub(crate) fn of_slip(error: &SyntaxDiagnostic, source: &Source) -> Option<Problem> {
        let range = match error.span.get() {
            DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range)?,
            DiagSpanKind::Range { range, .. } => range,
            DiagSpanKind::Detached => return None,
        };
        Some(Problem {
            is_warning: false,
            message: error.message.to_string(),
            hints: error.hints.iter().map(|hint| hint.v.to_string()).collect(),
            place: Some(Place { file: String::new(), range }),
            calls: Vec::new(),
        })
    }

    /// A problem without a place.
    pub(crate) fn alone(message: String) -> Problem {
        Problem { is_warning: false, message, hints: Vec::new(), place: None, calls: Vec::new() }
    }
}

fn place(span: DiagSpan, world: &World) -> Option<Place> {
    let file = span.id()?.vpath().get_without_slash().to_owned();
    Some(Place { file, range: world.range(span)? })
}
