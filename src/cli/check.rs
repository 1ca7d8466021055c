//! `vp check`: every finding of every file, on standard output, once what is certain is mended where that is asked for.

use super::args::{Check, Mend};
use super::{Outcome, Strict, asked, language, mend, outcome, say};
use crate::check;
use crate::diagnostic::{Diagnostic, Level};
use crate::load::{self, Loaded};
use crate::report::{self, Report};
use crate::source::SourceId;
use crate::workspace::{self, Unsaved};

/// Checks each path's documents and reports.
pub(super) fn run(options: &Check) -> anyhow::Result<Outcome> {
    let mut worst = Outcome::Clean;
    let mut spoken = language::choose(options.language, None);
    let mut unsaved = Unsaved::default();
    let fails_from = match options.strict {
        Strict::Errors => Level::Error,
        Strict::Warnings => Level::Warning,
    };
    // What is not shown is not mended either.
    let is_shown = |finding: &Diagnostic| options.info || finding.level > Level::Info;
    let here = std::env::current_dir().unwrap_or_default();
    let mut report = Report::new(spoken, fails_from, say::STYLE, &here);
    report.offers_mends = matches!(options.mend, Mend::Nothing);
    for path in asked(&options.paths) {
        let mut loaded = load::load(path, None);
        if let (Mend::Write, Ok(first)) = (options.mend, &loaded) {
            spoken = language::choose(options.language, first.resolved.settings.language);
            worst = worst.max(mend::write(path, &is_shown, spoken));
            loaded = load::load(path, None);
        }
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => {
                let words = say::world(&error);
                say::error(spoken, words.get(spoken));
                report.stop(&path.map_or(".".to_owned(), workspace::show), words);
                worst = Outcome::Failed;
                continue;
            }
        };
        spoken = language::choose(options.language, loaded.resolved.settings.language);
        let mut findings = check::check(&loaded);
        worst = worst.max(outcome(&findings, options.strict));
        findings.retain(is_shown);
        if options.mend == Mend::Show {
            worst = worst.max(mend::show(path, &mut unsaved, &is_shown, spoken)?);
        }
        let files = checked(&loaded);
        report.add(findings, loaded.sources, files, spoken);
    }
    // Standard output is the diff alone, so that it can be applied.
    if options.mend == Mend::Show {
        say::note(&report::text::counts(&report));
        return Ok(worst);
    }
    let text = report::write(options.format, &report);
    match options.format.name {
        "text" => say::out(&text)?,
        _ => say::exactly(&text)?,
    }
    Ok(worst)
}

/// The files that were asked for, as documents and as texts of them; each once.
fn checked(loaded: &Loaded) -> Vec<SourceId> {
    let asked = loaded.files.iter().filter(|file| file.page.is_some());
    let mut files: Vec<SourceId> =
        asked.flat_map(|file| std::iter::once(file.source).chain(file.texts.iter().copied())).collect();
    let path = |file: &SourceId| loaded.sources.get(*file).path.as_str();
    files.sort_by(|one, other| path(one).cmp(path(other)));
    files.dedup_by(|one, other| path(one) == path(other));
    files
}
