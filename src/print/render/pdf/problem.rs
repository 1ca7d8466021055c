//! What is wrong with templates, as findings at their places in the workspace's own.

use vp_pdf::{Place, Problem};

use crate::diagnostic::Diagnostic;
use crate::print::layout::Layout;
use crate::print::render::Context;
use crate::print::templates::pdf::finding;
use crate::source::{Source, Span};

/// The finding for a document that was not set.
pub(super) fn failure(problems: &[Problem], layout: &Layout, context: &Context) -> Box<Diagnostic> {
    if let Some(own) = problems.iter().find_map(|problem| of_own(problem, context)) {
        return Box::new(own);
    }
    // Only a fault of the program can cause what no template of the workspace has a part in.
    let first = problems.first();
    let built_in = first.and_then(|problem| {
        let place = problem.place.as_ref()?;
        context.templates.pdf.built_in(place, context.sources)
    });
    let start = || {
        let own = layout.origin.file();
        context.sources.start(own.unwrap_or_else(|| context.sources.add(Source::new(context.page, ""))))
    };
    let span = built_in.or_else(|| context.templates.pdf.first_own(context.sources)).unwrap_or_else(start);
    let message = first.map_or("", |problem| problem.message.as_str());
    Box::new(finding(span, message, first.map_or(&[][..], |problem| &problem.hints)))
}

/// The finding for a problem in a template of the workspace, or in one that it calls wrongly.
pub(super) fn of_own(problem: &Problem, context: &Context) -> Option<Diagnostic> {
    let own = |place: &Place| context.templates.pdf.own_place(place, context.sources);
    let span: Span = problem
        .place
        .as_ref()
        .and_then(own)
        .or_else(|| problem.calls.iter().find_map(|call| call.place.as_ref().and_then(own)))?;
    Some(finding(span, &problem.message, &problem.hints))
}
