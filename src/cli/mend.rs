//! `vp check --fix` and `--diff`: what is certain is mended in the files, or shown.

use std::path::Path;

use super::{Outcome, say};
use crate::both;
use crate::diagnostic::{Both, Language};
use crate::lint::mend::{self, Finding, Mended, diff};
use crate::print::render::output;
use crate::read::load::Workspace;

/// Mends the files that a path means, and tells which. Told on standard error: standard output is for findings.
pub(super) fn write(path: Option<&Path>, workspace: &mut Workspace, finding: &Finding, spoken: Language) -> Outcome {
    // A path that is not there is told when it is loaded for its findings.
    let Ok(mended) = mend::mend(path, workspace, finding) else { return Outcome::Clean };
    let mut outcome = Outcome::Clean;
    for file in &mended.files {
        let (shown, count) = (&file.shown, file.count);
        match output::replace(&file.path, file.before.as_bytes(), file.after.as_bytes()) {
            Ok(()) => {
                workspace.files.saved(&file.path);
                let words = if count == 1 { "rättad" } else { "rättade" };
                say::note(&line(&both!("{shown}: {count} {words}", "{shown}: {count} mended"), spoken));
            }
            Err(error) => {
                workspace.files.forget(&file.path);
                let Both { sv, en } = say::replacing(&error);
                let words = both!("{shown} kan inte rättas: {sv}", "{shown} cannot be mended: {en}");
                say::error(spoken, words.get(spoken));
                outcome = Outcome::Failed;
            }
        }
    }
    // What could not be written counts as it is.
    workspace.files.drop_all_unsaved();
    tell_left(&mended, spoken);
    outcome
}

/// Shows on standard output what would be mended. In `workspace` stands what was shown for earlier paths.
pub(super) fn show(
    path: Option<&Path>,
    workspace: &mut Workspace,
    finding: &Finding,
    spoken: Language,
) -> anyhow::Result<Outcome> {
    let Ok(mended) = mend::mend(path, workspace, finding) else { return Ok(Outcome::Clean) };
    for file in &mended.files {
        let diff = diff::write(file);
        say::out(&diff.text)?;
        let (shown, count) = (&file.shown, file.count);
        if diff.left_out > 0 {
            say::note(&line(
                &both!(
                    "{shown}: ändringar intill ett personnummer visas inte; vp check --fix gör dem",
                    "{shown}: changes near a personal identity number are not shown; vp check --fix makes them",
                ),
                spoken,
            ));
        }
        say::note(&line(&both!("{shown}: {count} att rätta", "{shown}: {count} to mend"), spoken));
    }
    tell_left(&mended, spoken);
    Ok(if mended.files.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn tell_left(mended: &Mended, spoken: Language) {
    for left in &mended.left {
        let (shown, sv, en) = (&left.shown, &left.why.sv, &left.why.en);
        say::note(&line(&both!("{shown}: lämnad som den var, {sv}", "{shown}: left as it was, {en}"), spoken));
    }
}

fn line(words: &Both, spoken: Language) -> String {
    format!("{}\n", words.get(spoken))
}
