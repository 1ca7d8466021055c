//! What a page's template gets: the document with its words and ids, the text already written. docs/templates.md describes
//! these values to those who write templates.

use std::borrow::Cow;

use minijinja::value::Value;
use serde::Serialize;

use crate::print::layout::{ContentsLine, Layout};
use crate::print::templates::Templates;
use crate::print::templates::markup::Markup;
use crate::print::view::{Cover, CoverOfficer, Labels};
use crate::print::ways::Way;

/// A document of no more words fits a few pages, and needs none for its cover and its contents.
const MOST_SHORT_WORDS: usize = 2500;

/// Contents of so many lines fill a page well enough to have one.
const LONG_CONTENTS: usize = 20;

/// Whether contents of so many lines have a page of their own.
pub(super) fn is_long_contents(lines: usize) -> bool {
    lines >= LONG_CONTENTS
}

/// Whether a document needs no pages for its cover and its contents.
pub(super) fn is_short(layout: &Layout) -> bool {
    !layout.has_more_words_than(MOST_SHORT_WORDS)
}

/// The values of `page`.
#[derive(Serialize)]
pub(super) struct PageValues<'v> {
    title: &'v str,
    kind: &'v str,
    year: Option<i16>,
    organisation: &'v str,
    anchor: &'v str,
    old_anchor: Option<&'v str>,
    cover: CoverValues<'v>,
    contents_anchor: &'v str,
    contents_old_anchor: Option<&'v str>,
    contents_list: Value,
    is_long_contents: bool,
    contents: Vec<ContentsValues<'v>>,
    appendices_anchor: &'v str,
    appendices_old_anchor: Option<&'v str>,
    appendices: Vec<AppendixValues<'v>>,
    body: Value,
    is_short: bool,
    ways: &'v [Way],
    words: &'v Value,
}

#[derive(Serialize)]
struct CoverValues<'v> {
    names: Vec<&'v str>,
    head: Option<&'v str>,
    officers: Vec<OfficerValues<'v>>,
    references: Vec<String>,
    date: Option<String>,
    is_draft: bool,
    to: Option<&'v str>,
    proposal: Option<Value>,
    proposal_anchor: &'v str,
    proposal_old_anchor: Option<&'v str>,
    contact: Vec<&'v str>,
    emails: &'v [&'v str],
    web: Vec<&'v str>,
}

#[derive(Serialize)]
struct OfficerValues<'v> {
    name: &'v str,
    lines: Vec<Cow<'v, str>>,
}

#[derive(Serialize)]
struct ContentsValues<'v> {
    level: u8,
    label: Option<&'v str>,
    number: Option<&'v str>,
    title: &'v str,
    anchor: &'v str,
    kind: &'static str,
}

#[derive(Serialize)]
struct AppendixValues<'v> {
    label: &'v str,
    title: &'v str,
    anchor: Option<&'v str>,
}

/// A page's texts as its format has written them.
pub(super) struct RenderedTexts {
    /// The proposal for decision.
    pub(super) proposal: Option<String>,
    /// The contents as a list; empty where they have no line.
    pub(super) contents: String,
    /// The blocks.
    pub(super) body: String,
    /// Whether the workspace has templates of its own for the format.
    pub(super) is_for_own: bool,
}

impl<'v> PageValues<'v> {
    /// The values of a page. `anchor` gives the id that the format has for one of the layout.
    pub(super) fn new(
        layout: &'v Layout,
        mut contents: Vec<ContentsLine<'v>>,
        written: RenderedTexts,
        (templates, ways): (&'v Templates, &'v [Way]),
        anchor: impl Fn(&'v str) -> &'v str,
    ) -> PageValues<'v> {
        let (cover, is_for_own) = (&layout.cover, written.is_for_own);
        let labels = &templates.labels;
        let is_long_contents = is_long_contents(contents.len());
        // The built-in templates print the list as it is written.
        contents.retain(|_| is_for_own);
        let line = |line: ContentsLine<'v>| ContentsValues {
            level: line.level,
            label: line.label,
            number: line.number,
            title: line.title,
            anchor: anchor(line.anchor),
            kind: line.kind.map_or("text", |kind| kind.name()),
        };
        PageValues {
            title: &layout.title,
            kind: &layout.kind,
            year: layout.year,
            organisation: &layout.organisation,
            anchor: anchor(&layout.anchor.id),
            old_anchor: layout.anchor.old.as_deref(),
            cover: CoverValues {
                names: cover.names.iter().map(|name| name.name).collect(),
                head: cover.head,
                officers: cover.officers.iter().map(|officer| self::officer(officer, labels)).collect(),
                references: references(cover, labels),
                date: cover.date.map(|date| date.to_string()),
                is_draft: cover.decision.as_ref().is_some_and(|decision| decision.is_draft),
                to: cover.to,
                proposal: written.proposal.map(Value::from_safe_string),
                proposal_anchor: layout.proposal.as_ref().map_or("", |proposal| anchor(&proposal.anchor.id)),
                proposal_old_anchor: layout.proposal.as_ref().and_then(|proposal| proposal.anchor.old.as_deref()),
                contact: cover.address.iter().chain(&cover.telephones).copied().collect(),
                emails: &cover.emails,
                web: cover.web.map_or_else(Vec::new, |web| vec![web]),
            },
            contents_anchor: anchor(&layout.contents_anchor.id),
            contents_old_anchor: layout.contents_anchor.old.as_deref(),
            contents_list: Markup::value(written.contents, is_for_own),
            is_long_contents,
            contents: contents.into_iter().map(line).collect(),
            appendices_anchor: layout.appendices_anchor.as_ref().map_or("", |of| anchor(&of.id)),
            appendices_old_anchor: layout.appendices_anchor.as_ref().and_then(|of| of.old.as_deref()),
            appendices: layout
                .appendices
                .iter()
                .map(|line| AppendixValues {
                    label: &line.label,
                    title: &line.title,
                    anchor: line.anchor.as_deref().map(&anchor),
                })
                .collect(),
            body: Markup::value(written.body, is_for_own),
            is_short: is_short(layout),
            ways,
            words: &templates.word_values,
        }
    }
}

/// The lines by which a cover tells its matter and its decision.
pub(super) fn references(cover: &Cover, labels: &Labels) -> Vec<String> {
    let all = [
        cover.appendix.map(|number| format!("{} {number}", labels.appendix)),
        cover.reference.map(|number| format!("{}: {number}", labels.reference)),
        cover.decision.as_ref().map(|decision| decision.text.clone()),
    ];
    all.into_iter().flatten().collect()
}

fn officer<'v>(officer: &CoverOfficer<'v>, labels: &Labels) -> OfficerValues<'v> {
    OfficerValues { name: officer.name, lines: officer_lines(officer, labels) }
}

/// The lines below an officer's name.
pub(super) fn officer_lines<'v>(officer: &CoverOfficer<'v>, labels: &Labels) -> Vec<Cow<'v, str>> {
    let telephone = officer.telephone.map(|number| Cow::Owned(format!("{}: {number}", labels.telephone)));
    telephone.into_iter().chain(officer.email.map(Cow::Borrowed)).collect()
}
