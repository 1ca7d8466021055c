//! `vp check --fix` and `--diff`: what is certain is mended in the files, or shown.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Outcome, say};
use crate::both;
use crate::diagnostic::{Both, Language};
use crate::lint::mend::{self, Finding, Mended, diff};
use crate::print::render::output::{self, Replaced};
use crate::read::workspace::Unsaved;

/// Mends the files that a path means, and tells which. Told on standard error: standard output is for findings.
pub(super) fn write(path: Option<&Path>, finding: &Finding, spoken: Language) -> Outcome {
    // A path that is not there is told when it is loaded for its findings.
    let Ok(mended) = mend::mend(path, &mut Unsaved::default(), finding) else { return Outcome::Clean };
    let mut outcome = Outcome::Clean;
    for file in &mended.files {
        let (shown, count) = (&file.shown, file.count);
        match output::replace(&file.path, file.before.as_bytes(), file.after.as_bytes()) {
            Ok(replaced) => {
                let words = if count == 1 { "rättad" } else { "rättade" };
                say::note(&line(&both!("{shown}: {count} {words}", "{shown}: {count} mended"), spoken));
                tell_replaced(shown, replaced, spoken);
            }
            Err(error) => {
                let Both { sv, en } = say::replacing(&error);
                let words = both!("{shown} kan inte rättas: {sv}", "{shown} cannot be mended: {en}");
                say::error(spoken, words.get(spoken));
                outcome = Outcome::Failed;
            }
        }
    }
    output::tidy(mended.files.iter().filter_map(|file| file.path.parent()).collect::<BTreeSet<_>>());
    tell_left(&mended, spoken);
    outcome
}

/// Tells what a file is no longer that it was.
fn tell_replaced(shown: &str, replaced: Replaced, spoken: Language) {
    if replaced.other_names > 0 {
        let words = both!(
            "{shown}: filen hade fler namn (hårda länkar), och de har kvar den gamla texten",
            "{shown}: the file had other names (hard links), and they still have the old text",
        );
        say::note(&line(&words, spoken));
    }
    if !replaced.keeps_owner {
        let words = both!(
            "{shown}: filen tillhör nu den som kör vp, för systemet låter ingen annan få den",
            "{shown}: the file now belongs to who runs vp, as the system lets nobody else have it",
        );
        say::note(&line(&words, spoken));
    }
}

/// Shows on standard output what would be mended. `unsaved` holds what was shown for earlier paths.
pub(super) fn show(
    path: Option<&Path>,
    unsaved: &mut Unsaved,
    finding: &Finding,
    spoken: Language,
) -> anyhow::Result<Outcome> {
    let Ok(mended) = mend::mend(path, unsaved, finding) else { return Ok(Outcome::Clean) };
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
