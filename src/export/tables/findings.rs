//! What the check found in the documents.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Bilingual, Diagnostic, Language, Rule, Severity};
use crate::export::cell::{Word, word};
use crate::export::place::Place;
use crate::export::scene::Scene;
use crate::export::table::{both, table};
use crate::source::SourceId;

/// A finding.
pub struct FindingRow<'a> {
    place: Place<'a>,
    rule: &'static Rule,
    level: Severity,
    line: usize,
    column: usize,
    message: String,
    label: Option<String>,
    help: Option<String>,
}

table! {
    /// The table of findings.
    FINDINGS of FindingRow, "findings", both("fynd", "findings"), both("Fynd", "Findings"),
    both("Ett fynd som vp check visar. Filen är den som fyndet står i.", "A finding that vp check shows. The file is the one that it stands in.");
    "line" Count (both("Rad", "Line")) (both("Raden i filen.", "The line of the file.")) |row| row.line;
    "column" Count (both("Kolumn", "Column")) (both("Tecknet på raden.", "The character of the line.")) |row| row.column;
    "level" Word (both("Nivå", "Level")) (both("Fel, varning eller upplysning.", "Error, warning or info.")) |row| level_word(row.level);
    "code" Id (both("Kod", "Code")) (both("Regelns kod: vp explain visar mer.", "The rule's code: vp explain shows more.")) |row| row.rule.code;
    "rule" Id (both("Regel", "Rule")) (both("Regelns namn.", "The rule's name.")) |row| row.rule.name;
    "message" Prose (both("Fynd", "Finding")) (both("Vad som är fel.", "What is wrong.")) |row| &row.message;
    "detail" Prose (both("Detalj", "Detail")) (both("Vad som står på platsen.", "What stands at the place.")) |row| row.label.as_ref();
    "help" Prose (both("Hjälp", "Help")) (both("Vad man kan göra.", "What can be done.")) |row| row.help.as_ref();
}

fn level_word(level: Severity) -> Word {
    match level {
        Severity::Error => word("error", "fel", "error"),
        Severity::Warning => word("warning", "varning", "warning"),
        Severity::Info => word("info", "upplysning", "info"),
        Severity::Off => word("off", "av", "off"),
    }
}

/// The rows of findings in documents of these plans, and with `rest` of those in files that are of no plan.
pub(in crate::export) fn rows<'a>(
    scene: Scene<'a, '_>,
    findings: &[Diagnostic],
    plans: &BTreeSet<usize>,
    rest: bool,
    language: Language,
) -> Vec<FindingRow<'a>> {
    let (resolved, sources) = (scene.resolved(), &scene.loaded.sources);
    let mut of_file: HashMap<SourceId, usize> = HashMap::new();
    for file in &scene.loaded.files {
        of_file.extend(file.document.iter().flat_map(|document| file.own_sources().map(move |own| (own, *document))));
    }
    let rows = findings.iter().filter_map(|finding| {
        let document = of_file.get(&finding.span.source).copied();
        let plan = document.and_then(|document| resolved.plan_of(document)).map(|plan| plan.document);
        if !plan.map_or(rest, |plan| plans.contains(&plan)) {
            return None;
        }
        let file = Arc::from(sources.path_in_workspace(finding.span.source));
        let place = match document {
            Some(document) => Place { file, ..scene.place(document) },
            None => Place { file, ..Place::default() },
        };
        let at = sources.get(finding.span.source).position(finding.span.start);
        let say = |words: &Bilingual| words.get(language).to_owned();
        Some(FindingRow {
            place,
            rule: finding.rule,
            level: finding.level,
            line: at.line,
            column: at.column,
            message: say(&finding.message),
            label: finding.label.as_ref().map(say),
            help: finding.help.as_ref().map(say),
        })
    });
    rows.collect()
}
