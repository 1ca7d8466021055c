//! `vp check --fix` and `--diff`: what is certain is mended in the files, or shown.

use std::path::Path;

use super::{Outcome, say};
use crate::both;
use crate::check;
use crate::diagnostic::{Diagnostic, Language};
use crate::mend::{self, Finding, Mended, diff};
use crate::render::output::{self, ReplaceError};
use crate::workspace::{Unsaved, reason};

/// Mends the files that a path means, and tells which. Told on standard error: standard output is for findings.
pub(super) fn write(path: Option<&Path>, is_wanted: &dyn Fn(&Diagnostic) -> bool, spoken: Language) -> Outcome {
    // A path that is not there is told when it is loaded for its findings.
    let Ok(mended) = mended(path, &mut Unsaved::default(), is_wanted) else { return Outcome::Clean };
    let mut outcome = Outcome::Clean;
    for file in &mended.files {
        let (shown, count) = (&file.shown, file.count);
        match output::replace(&file.path, file.before.as_bytes(), file.after.as_bytes()) {
            Ok(()) => {
                let words = if count == 1 { "rättad" } else { "rättade" };
                say::note(&line(&both!("{shown}: {count} {words}", "{shown}: {count} mended"), spoken));
            }
            Err(error) => {
                let why = match error {
                    ReplaceError::ReadOnly => both!("filen är skrivskyddad", "the file is read-only"),
                    ReplaceError::Changed => both!(
                        "filen ändrades medan vp läste den; kör kommandot igen",
                        "the file changed while vp read it; run the command again",
                    ),
                    ReplaceError::System(error) => reason(&error),
                };
                let (sv, en) = (&why.sv, &why.en);
                let words = both!("{shown} kan inte rättas: {sv}", "{shown} cannot be mended: {en}");
                say::error(spoken, words.get(spoken));
                outcome = Outcome::Failed;
            }
        }
    }
    tell_left(&mended, spoken);
    outcome
}

/// Shows on standard output what would be mended. `unsaved` holds what was shown for earlier paths.
pub(super) fn show(
    path: Option<&Path>,
    unsaved: &mut Unsaved,
    is_wanted: &dyn Fn(&Diagnostic) -> bool,
    spoken: Language,
) -> anyhow::Result<Outcome> {
    let Ok(mended) = mended(path, unsaved, is_wanted) else { return Ok(Outcome::Clean) };
    for file in &mended.files {
        say::out(&diff::write(file))?;
        let (shown, count) = (&file.shown, file.count);
        say::note(&line(&both!("{shown}: {count} att rätta", "{shown}: {count} to mend"), spoken));
    }
    tell_left(&mended, spoken);
    Ok(if mended.files.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn mended(
    path: Option<&Path>,
    unsaved: &mut Unsaved,
    is_wanted: &dyn Fn(&Diagnostic) -> bool,
) -> Result<Mended, crate::workspace::WorldError> {
    mend::mend(path, unsaved, &Finding { find: &check::check, is_wanted })
}

fn tell_left(mended: &Mended, spoken: Language) {
    for left in &mended.left {
        let (shown, sv, en) = (&left.shown, &left.why.sv, &left.why.en);
        say::note(&line(&both!("{shown}: lämnad som den var, {sv}", "{shown}: left as it was, {en}"), spoken));
    }
}

fn line(words: &crate::diagnostic::Both, spoken: Language) -> String {
    format!("{}\n", words.get(spoken))
}
