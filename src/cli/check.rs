//! `vp check`: every finding of every file, on standard output, once what is certain is mended where that is asked for.

use super::args::{Check, Mend};
use super::{Outcome, asked, language, mend, outcome, say};
use crate::check;
use crate::diagnostic::{Diagnostic, Level};
use crate::report::text;
use crate::workspace::Unsaved;

/// Checks each path's documents and reports.
pub(super) fn run(options: &Check) -> anyhow::Result<Outcome> {
    let mut worst = Outcome::Clean;
    let mut all = Vec::new();
    let mut spoken = language::choose(options.language, None);
    let mut unsaved = Unsaved::default();
    // What is not shown is not mended either.
    let is_shown = |finding: &Diagnostic| options.info || finding.level > Level::Info;
    for path in asked(&options.paths) {
        let Some(mut loaded) = super::loaded(path, None, options.language, &mut spoken) else {
            worst = Outcome::Failed;
            continue;
        };
        if options.mend == Mend::Write {
            worst = worst.max(mend::write(path, &is_shown, spoken));
            let Some(again) = super::loaded(path, None, options.language, &mut spoken) else {
                worst = Outcome::Failed;
                continue;
            };
            loaded = again;
        }
        let mut findings = check::check(&loaded);
        worst = worst.max(outcome(&findings, options.strict));
        findings.retain(is_shown);
        if options.mend == Mend::Show {
            worst = worst.max(mend::show(path, &mut unsaved, &is_shown, spoken)?);
        } else {
            say::out(&text::write(&findings, &loaded.sources, spoken, say::STYLE))?;
        }
        all.extend(findings);
    }
    if worst < Outcome::Failed || !all.is_empty() {
        let summary = format!("{}\n", text::summary(&all, spoken));
        // Standard output is the diff alone, so that it can be applied.
        match options.mend {
            Mend::Show => say::note(&summary),
            Mend::Write | Mend::Nothing => say::out(&summary)?,
        }
    }
    Ok(worst)
}
