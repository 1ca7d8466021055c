//! Whether a fixed file is better than it was: one that could not be read, or has an error more, is not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Bilingual, Diagnostic, Severity};
use crate::lint::fix::{Attempt, FixedFile, Left, State, endless};
use crate::msg;

/// The fixed files that are to be left as they were, each with the reason.
pub(super) fn worse(before: &State, attempt: &Attempt) -> Vec<(PathBuf, Left)> {
    let why = |file: &FixedFile| match attempt.endless.contains(&file.path) {
        true => Some(endless()),
        false => why(before, attempt.state.as_ref().unwrap_or(before), file),
    };
    let worse = attempt.files.iter().filter_map(|file| Some((file, why(file)?)));
    worse.map(|(file, why)| (file.path.clone(), Left { shown: file.shown.clone(), why })).collect()
}

fn why(before: &State, after: &State, file: &FixedFile) -> Option<Bilingual> {
    if !can_be_read(after, &file.path) {
        let error = errors(after, &file.path).into_iter().next();
        let place = error.map_or(Bilingual::fixed("", ""), |error| place(after, error));
        let (sv, en) = (&place.sv, &place.en);
        return Some(msg!("den skulle ändå inte gå att läsa{sv}", "it could still not be read{en}"));
    }
    // What was not read before has its errors still before it; they are none of the fixing.
    if !can_be_read(before, &file.path) {
        return None;
    }
    let mut known: BTreeMap<(&str, &Bilingual), usize> = BTreeMap::new();
    for error in errors(before, &file.path) {
        *known.entry((error.rule.code, &error.message)).or_default() += 1;
    }
    let lines: BTreeSet<&str> = file.before.lines().collect();
    for error in errors(after, &file.path) {
        if let Some(count) = known.get_mut(&(error.rule.code, &error.message)).filter(|count| **count > 0) {
            *count -= 1;
        } else if !is_below_fixed_key(after, error, &lines) {
            let place = place(after, error);
            let (sv, en) = (&place.sv, &place.en);
            return Some(msg!("rättningarna skulle ge ett fel till{sv}", "the fixes would give one more error{en}"));
        }
    }
    None
}

/// `: VP0105 på rad 7, … är inget tal`.
fn place(state: &State, error: &Diagnostic) -> Bilingual {
    let (code, message) = (error.rule.code, &error.message);
    let line = state.loaded.sources.get(error.span.source).line_of(error.span.start) + 1;
    let (sv, en) = (&message.sv, &message.en);
    msg!(": {code} på rad {line}, {sv}", ": {code} on line {line}, {en}")
}

/// The errors of a file, in the order of their places; those of a text that two plans name once.
fn errors<'s>(state: &'s State, real: &Path) -> Vec<&'s Diagnostic> {
    let Some(source) = state.source(real) else { return Vec::new() };
    let errors = state.findings.iter().filter(|found| found.level == Severity::Error && found.span.source == source);
    errors.collect()
}

/// Whether a document came of the file. The settings give none, so of them it is whether reading got through.
fn can_be_read(state: &State, real: &Path) -> bool {
    let Some(source) = state.source(real) else { return false };
    match state.loaded.files.iter().find(|file| file.source == source) {
        Some(file) => file.document.is_some(),
        None => !errors(state, real).iter().any(|error| ["VP0101", "VP0102", "VP0109"].contains(&error.rule.code)),
    }
}

/// Whether an error stands below a key that was fixed. What stands there was not read before, so that the error was
/// there all the time.
fn is_below_fixed_key(state: &State, error: &Diagnostic, before: &BTreeSet<&str>) -> bool {
    let source = state.loaded.sources.get(error.span.source);
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\u{feff}']).len();
    let at = source.line_of(error.span.start);
    let mut least = indent(&source.text[source.line_range(at)]);
    for line in (0..at).rev() {
        let words = &source.text[source.line_range(line)];
        if words.trim().is_empty() || indent(words) >= least {
            continue;
        }
        least = indent(words);
        let key = words.split(" #").next().unwrap_or(words);
        if key.trim_end().ends_with(':') && !before.contains(words) {
            return true;
        }
        if least == 0 {
            break;
        }
    }
    false
}
