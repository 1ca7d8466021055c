//! The inserts of a document's texts for which nothing is printed, for the rules that report them.

use crate::lint::rules::{Subject, Text};
use crate::resolve::inserts::Unprinted;
use crate::source::Span;

/// An insert for which nothing is printed.
pub(super) struct Found<'s> {
    /// Its place in the file.
    pub(super) span: Span,
    /// The text that it stands in.
    pub(super) text: &'s Text<'s>,
    /// Why.
    pub(super) why: Unprinted<'s>,
}

/// Every insert of the document's texts for which nothing is printed.
pub(super) fn unprinted<'s>(subject: &'s Subject) -> Vec<Found<'s>> {
    let all = subject.texts.iter().flat_map(|text| text.parsed.inserts.iter().map(move |insert| (text, insert)));
    let found = all.filter_map(|(text, insert)| {
        let printed = subject.resolved.printed(subject.sources, text.prose, &text.parsed, insert);
        Some(Found { span: text.text.span(insert.range.clone()), text, why: printed.err()? })
    });
    found.collect()
}
