//! `vp check`: every finding of every file, on standard output.

use super::args::Check;
use super::{Outcome, asked, language, outcome, say};
use crate::diagnostic::Level;
use crate::report::text;
use crate::{check, load};

/// Checks each path's documents and reports.
pub(super) fn run(options: &Check) -> anyhow::Result<Outcome> {
    let mut worst = Outcome::Clean;
    let mut all = Vec::new();
    let mut spoken = language::choose(options.language, None);
    for path in asked(&options.paths) {
        let loaded = match load::load(path, None) {
            Ok(loaded) => loaded,
            Err(error) => {
                say::error(spoken, say::world(&error).get(spoken));
                worst = Outcome::Failed;
                continue;
            }
        };
        spoken = language::choose(options.language, loaded.resolved.settings.language);
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
