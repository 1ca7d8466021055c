//! Paragraphs that are bold from beginning to end: where a writer has used no styles, they are the headings.

use crate::import::document::builder::{Inline, Sort};
use crate::import::document::known::Known;
use crate::import::document::text::looks_like_heading;

/// From so many headings by style on, a bold paragraph is only a heading where its words are those of one.
const HEADINGS_BY_STYLE: usize = 3;

/// What a bold paragraph is, in a document with so many headings by style; none where it is an ordinary one.
pub(crate) fn heading(known: &Known, inline: &Inline, headings_by_style: usize) -> Option<Sort> {
    if !inline.is_bold() {
        return None;
    }
    let words = inline.clone().finish(true).plain;
    if known.level(&words).is_some() {
        return Some(Sort::Heading(None));
    }
    let is_known = known.section(&words).is_some() || known.part(&words).is_some() || known.is_budget(&words);
    let is_heading =
        looks_like_heading(words.trim_end_matches(':')) && (is_known || headings_by_style < HEADINGS_BY_STYLE);
    is_heading.then_some(Sort::Heading(None))
}
