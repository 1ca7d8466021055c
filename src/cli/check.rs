//! `vp check`: every finding of every file, on standard output.

use super::args::Check;
use super::{Outcome, asked, language, outcome, say};
use crate::check;
use crate::diagnostic::Level;
use crate::report::text;

/// Checks each path's documents and reports.
pub(super) fn run(options: &Check) -> anyhow::Result<Outcome> {
    let mut worst = Outcome::Clean;
    let mut all = Vec::new();
    let mut spoken = language::choose(options.language, None);
    for path in asked(&options.paths) {
        let Some(loaded) = super::loaded(path, None, options.language, &mut spoken) else {
            worst = Outcome::Failed;
            continue;
        };
        let mut findings = check::check(&loaded);
        worst = worst.max(outcome(&findings, options.strict));
        if !options.info {
            findings.retain(|finding| finding.level > Level::Info);
        }
        say::out(&text::write(&findings, &loaded.sources, spoken, say::STYLE))?;
        all.extend(findings);
    }
    if worst < Outcome::Failed || !all.is_empty() {
        say::out(&format!("{}\n", text::summary(&all, spoken)))?;
    }
    Ok(worst)
}
