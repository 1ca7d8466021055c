//! What can be done about findings: the edit that each proposes, and all that are certain at once.

use std::collections::BTreeMap;
use std::ops::Range;

use gen_lsp_types as types;

use super::diagnostics;
use super::project::Placed;
use super::worker::Asked;
use crate::diagnostic::{Applicability, Bilingual, Diagnostic, Fix, Language};
use crate::identity;
use crate::lint::fix::edits::{Edit, separate};
use crate::msg;
use crate::source::SourceId;

/// A text longer than this, or of several lines, is not quoted in what an action is called.
const LONGEST_QUOTED: usize = 40;

/// What can be done between two places of a text.
pub(super) fn within(
    asked: &Asked,
    range: types::Range,
    only: Option<&[types::CodeActionKind]>,
) -> Vec<types::CodeAction> {
    let (Some(placed), Some(project)) = (&asked.placed, asked.project) else { return Vec::new() };
    let range = asked.document.places(asked.client.encoding).range(range);
    let wants = |kind: &types::CodeActionKind| only.is_none_or(|only| only.iter().any(|wanted| holds(wanted, kind)));
    let is_here = |source: SourceId| placed.known(source).address == asked.document.address;
    let here: Vec<&Diagnostic> = project.findings().iter().filter(|finding| is_here(finding.span.source)).collect();
    let mut actions = Vec::new();
    if wants(&types::CodeActionKind::QuickFix) {
        let touched = here.iter().filter(|finding| {
            let fix = finding.fix.as_ref().filter(|fix| fix.span.source == finding.span.source).map(|fix| fix.span);
            std::iter::once(finding.span)
                .chain(fix)
                .any(|span| touches(&(span.start as usize..span.end as usize), &range))
        });
        actions.extend(touched.filter_map(|finding| Some(of(asked, placed, finding, finding.fix.as_ref()?))));
    }
    let certain: Vec<&Fix> = here
        .iter()
        .filter_map(|finding| finding.fix.as_ref())
        .filter(|fix| fix.applicability == Applicability::Certain && is_here(fix.span.source))
        .collect();
    if wants(&types::CodeActionKind::SourceFixAll) && !certain.is_empty() {
        actions.push(all(asked, placed, &certain));
    }
    actions
}

/// Whether a kind of actions holds another: `source` holds `source.fixAll`.
fn holds(wanted: &types::CodeActionKind, kind: &types::CodeActionKind) -> bool {
    let [wanted, kind] = [wanted, kind].map(|kind| String::from(kind.clone()));
    wanted.is_empty() || kind == wanted || kind.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('.'))
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// The edit that a finding proposes.
fn of(asked: &Asked, placed: &Placed, finding: &Diagnostic, fix: &Fix) -> types::CodeAction {
    let is_certain = fix.applicability == Applicability::Certain;
    types::CodeAction {
        title: title(placed, finding, fix, asked.language),
        kind: Some(types::CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostics::of(finding, placed, asked.language, asked.client.encoding)]),
        is_preferred: is_certain.then_some(true),
        edit: Some(edit(asked, placed, &[fix])),
        ..Default::default()
    }
}

/// All edits of a file that are certain.
fn all(asked: &Asked, placed: &Placed, certain: &[&Fix]) -> types::CodeAction {
    let title = Bilingual::fixed("Rätta allt som är säkert i filen", "Fix everything that is certain in this file");
    types::CodeAction {
        title: title.get(asked.language).to_owned(),
        kind: Some(types::CodeActionKind::SourceFixAll),
        edit: Some(edit(asked, placed, certain)),
        ..Default::default()
    }
}

fn edit(asked: &Asked, placed: &Placed, fixes: &[&Fix]) -> types::WorkspaceEdit {
    let mut by_file: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
    for fix in fixes {
        let range = fix.span.start as usize..fix.span.end as usize;
        by_file.entry(fix.span.source).or_default().push(Edit { range, text: fix.text.clone() });
    }
    let by_file = by_file.into_iter().map(|(source, edits)| (source, separate(&edits)));
    workspace_edit(asked, placed, by_file)
}

/// Edits of files as the editor takes them. Of a text that is open they say of which state of it they are, so that an edit of
/// another is not made.
pub(super) fn workspace_edit(
    asked: &Asked,
    placed: &Placed,
    by_file: impl IntoIterator<Item = (SourceId, Vec<Edit>)>,
) -> types::WorkspaceEdit {
    let encoding = asked.client.encoding;
    let files = by_file.into_iter().map(|(source, edits)| {
        let places = placed.places(source, encoding);
        let edits = edits
            .into_iter()
            .map(|Edit { range, text }| types::TextEdit { range: places.between(range), new_text: text });
        (placed.known(source), edits.collect::<Vec<_>>())
    });
    if !asked.client.takes_versions {
        let changes = files.map(|(known, edits)| (types::Uri(known.address), edits)).collect();
        return types::WorkspaceEdit { changes: Some(changes), ..Default::default() };
    }
    let changes = files.map(|(known, edits)| {
        types::DocumentChange::TextDocumentEdit(types::TextDocumentEdit {
            text_document: types::OptionalVersionedTextDocumentIdentifier {
                version: known.version,
                text_document_identifier: types::TextDocumentIdentifier { uri: types::Uri(known.address) },
            },
            edits: edits.into_iter().map(types::Edit::TextEdit).collect(),
        })
    });
    types::WorkspaceEdit { document_changes: Some(changes.collect()), ..Default::default() }
}

/// What an edit does, in words.
fn title(placed: &Placed, finding: &Diagnostic, fix: &Fix, language: Language) -> String {
    let old = placed.loaded.sources.slice(fix.span);
    let is_short =
        |text: &str| !text.contains(['\n', '\r']) && text.chars().count() <= LONGEST_QUOTED && !identity::is_in(text);
    let (old, new) = (old.trim(), fix.text.trim());
    let words = match (is_short(old), is_short(new), old.is_empty(), new.is_empty()) {
        (true, true, false, false) => msg!("Byt ut ”{old}” mot ”{new}”", "Replace \"{old}\" with \"{new}\""),
        (true, true, true, false) => msg!("Skriv ”{new}”", "Write \"{new}\""),
        (true, _, false, true) => msg!("Ta bort ”{old}”", "Remove \"{old}\""),
        _ => match (&finding.help, fix.applicability) {
            (Some(help), applicability) if applicability != Applicability::Certain => {
                Bilingual { sv: capital(&help.sv).into(), en: capital(&help.en).into() }
            }
            _ => {
                let Bilingual { sv, en } = &finding.message;
                msg!("Rätta: {sv}", "Fix: {en}")
            }
        },
    };
    words.get(language).to_owned()
}

fn capital(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
