//! `vp check`: every finding of every file, on standard output, once what is certain is fixed where that is asked for.

mod baseline;
pub(crate) mod decided;
mod rules;
pub(crate) mod summary;

use std::cell::RefCell;
use std::mem::forget;
use std::path::Path;
use std::sync::Arc;

use self::baseline::HeldBaseline;
use self::rules::Rules;
use self::summary::{By, Summary};
use super::args::{Check, Fixing};
use super::{Outcome, Strict, asked, clock, console, fix, language, outcome, schema};
use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity, Sink};
use crate::lint::check::ahead::Ahead;
use crate::lint::check::memory::Memory;
use crate::lint::check::{self, Severities};
use crate::lint::fingerprint::{self, Fingerprint};
use crate::lint::fix::Finding;
use crate::lint::report::{self, Report};
use crate::msg;
use crate::print::render;
use crate::read::load::{self, File, Loaded, Reach, Workspace};
use crate::read::workspace;
use crate::source::{MOST_OF_TEXTS, SourceId};

/// What is said where vp.yaml has errors.
const NOT_CHECKED: Bilingual = Bilingual::fixed(
    "planerna är inte granskade: rätta vp.yaml först",
    "the plans were not checked: fix vp.yaml first",
);

/// What only pages and the repository tell of the documents.
pub(super) fn of_pages(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut found = render::findings(loaded);
    found.extend(decided::findings(loaded));
    found
}

/// Checks each path's documents and reports.
pub(super) fn run(options: &Check) -> anyhow::Result<Outcome> {
    let today = match options.on {
        Some(day) => day,
        None => clock::today(language::choose(options.language, None))?,
    };
    let rules = match rules::read(&options.rules) {
        Ok(rules) => Rules { today: Some(today), ..rules },
        Err(mistake) => return Ok(refuse(options, &mistake.message, &mistake.hint)),
    };
    let mut known = match options.rules.baseline.as_ref().map(baseline::open).transpose() {
        Ok(known) => known,
        Err((message, hint)) => return Ok(refuse(options, &message, &hint)),
    };
    let mut worst = Outcome::Clean;
    let mut language = language::choose(options.language, None);
    // What is fixed, and what several paths have in common, is loaded again and again.
    let is_for_once = matches!(options.fix, Fixing::Nothing) && options.paths.len() <= 1;
    let mut workspace = Workspace::default().holding(is_for_once.then_some(MOST_OF_TEXTS));
    // The files with what was shown to be fixed in those of earlier paths.
    let mut fixed = workspace.files.clone();
    let mut is_stopped = false;
    let mut outdated = None;
    let fails_from = match options.strict {
        Strict::Errors => Severity::Error,
        Strict::Warnings => Severity::Warning,
    };
    let here = std::env::current_dir().unwrap_or_default();
    let mut report = Report::new(language, fails_from, console::style_of_out(), &here);
    let mut summary = Summary::default();
    report.offers_fixes = matches!(options.fix, Fixing::Nothing);
    for path in asked(&options.paths) {
        // What is fixed is judged again and again.
        let memory = RefCell::new(Memory::default());
        let find = |loaded: &Loaded| {
            let of_pages = of_pages(loaded);
            match options.fix {
                Fixing::Nothing => check::check_over(loaded, rules.over(), of_pages),
                _ => memory.borrow_mut().check_over(loaded, rules.over(), of_pages),
            }
        };
        let mut loaded = load_for(&mut workspace, path, known.as_ref());
        if let (Fixing::Write, Ok(first)) = (options.fix, &loaded) {
            language = language::choose(options.language, first.resolved.settings.language);
            let (mut outcome, mut count) = fix::recode(path, &mut workspace, first, language);
            worst = worst.max(outcome);
            // The texts that a plan names are known once it can be read.
            while count > 0
                && let Ok(next) = load_for(&mut workspace, path, known.as_ref())
            {
                (outcome, count) = fix::recode(path, &mut workspace, &next, language);
                worst = worst.max(outcome);
            }
            let write = |finding: &Finding| fix::write(path, &mut workspace, finding, language);
            worst = worst.max(fixing(&rules, &find, known.as_ref(), write));
            loaded = load_for(&mut workspace, path, known.as_ref());
        }
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(words) => {
                console::error(language, words.get(language));
                report.stop(&path.map_or(".".to_owned(), workspace::show), words);
                worst = Outcome::Failed;
                continue;
            }
        };
        language = language::choose(options.language, loaded.resolved.settings.language);
        if loaded.is_stopped {
            // The findings of the settings are shown alone: what would follow from them is none of the plans'.
            is_stopped = true;
            console::note(&format!("{}\n", NOT_CHECKED.get(language)));
        } else if options.format.name == "text" && outdated.is_none() {
            outdated = schema::outdated(&workspace.files, path, &loaded.resolved.settings, language);
        }
        let files = checked(&loaded);
        let found = find(&loaded);
        // Only programs and baselines ask what findings are called.
        let names = (known.is_some() || options.format.tells_names()).then(|| fingerprint::of(&found, &loaded.sources));
        let found = shown(&rules, (found, names), known.as_mut(), path, &loaded, &files, &mut report.not_yet);
        worst = worst.max(outcome(found.iter().map(|(finding, _)| finding), options.strict));
        summary.add(found.iter().map(|(finding, _)| finding), &loaded);
        if options.fix == Fixing::Show {
            worst = worst.max(fix::show_recoded(path, &loaded, language));
            std::mem::swap(&mut workspace.files, &mut fixed);
            let show = |finding: &Finding| fix::show(path, &mut workspace, finding, language);
            worst = worst.max(fixing(&rules, &find, known.as_ref(), show)?);
            std::mem::swap(&mut workspace.files, &mut fixed);
        }
        report.add(found, Arc::clone(&loaded.sources), files, language);
        forget(loaded);
    }
    report.in_baseline = known.as_ref().map_or(0, HeldBaseline::count);
    // What is written does not depend on whether anybody reads the report.
    if let Some(known) = known.take_if(|known| known.is_written()) {
        // A baseline of what could not be checked would forget what is known.
        let so_far = if is_stopped { Outcome::Failed } else { worst };
        worst = worst.max(known.finish(so_far, language));
    }
    if let Some(by) = options.by {
        console::lines(&format!("{}{}", summary.write(by, language), report::text::counts(&report)))?;
        return Ok(known.map_or(worst, |known| worst.max(known.finish(worst, language))));
    }
    if let Some(words) = outdated {
        console::note(&format!("{}\n", words.get(language)));
    }
    // The program ends soon: to take apart what was read, piece by piece, would be in vain.
    forget(workspace);
    // Before anything else is said, as far as that can be known by then.
    if let Some(path) = report.changed() {
        return Ok(changed(&path, language));
    }
    match (options.fix, options.format.name) {
        // Standard output is the diff alone, so that it can be applied.
        (Fixing::Show, _) => console::note(&report::text::counts(&report)),
        (_, "text") => {
            report::text::list_each(&report, &mut console::lines)?;
            let by_rule = if summary.is_long() { summary.write(By::Rule, language) } else { String::new() };
            console::lines(&format!("{by_rule}{}", report::text::counts(&report)))?;
        }
        _ => {
            let text = report::write(options.format, &report);
            if let Some(path) = report.changed() {
                return Ok(changed(&path, language));
            }
            console::exactly(&text)?;
        }
    }
    if let Some(path) = report.changed() {
        return Ok(changed(&path, language));
    }
    Ok(known.map_or(worst, |known| worst.max(known.finish(worst, language))))
}

/// Says that a file became another while it was checked.
fn changed(path: &str, language: Language) -> Outcome {
    console::error(language, console::changed(path).get(language));
    Outcome::Failed
}

/// Loads what a path means, or says why that cannot be checked.
fn load_for(workspace: &mut Workspace, path: Option<&Path>, known: Option<&HeldBaseline>) -> Result<Loaded, Bilingual> {
    // A baseline tells what is gone only where every file could be read.
    let reach = if known.is_some() { Reach::Whole } else { Reach::Needed };
    let loaded = workspace.load_to_check(path, reach).map_err(|error| console::world(&error))?;
    match known.is_none_or(|known| known.is_of(&loaded)) {
        true => Ok(loaded),
        false => Err(Bilingual::fixed("en baslinje gäller en enda arbetsyta", "a baseline is for one workspace only")),
    }
}

/// The findings of a path that are shown, each with its name where it has one. Names are given before anything is left
/// out: which of several equal findings one is does not depend on what is shown.
fn shown(
    rules: &Rules,
    (findings, names): (Vec<Diagnostic>, Option<Vec<Fingerprint>>),
    known: Option<&mut HeldBaseline>,
    path: Option<&Path>,
    loaded: &Loaded,
    files: &[SourceId],
    not_yet: &mut usize,
) -> Vec<(Diagnostic, Option<Fingerprint>)> {
    let shows = rules.selection.shows(&findings, loaded);
    let ahead = Ahead::of(loaded, rules.today);
    *not_yet += findings.iter().zip(&shows).filter(|(finding, shows)| !**shows && ahead.holds(finding)).count();
    let named = |found: (Diagnostic, Fingerprint)| (found.0, Some(found.1));
    match (known, names) {
        (Some(known), Some(names)) => {
            let levels = Severities::over(loaded, rules.over(), &mut Sink::default());
            let found = findings.into_iter().zip(names).collect();
            known.take(found, &shows, (loaded, &levels, path, files)).into_iter().map(named).collect()
        }
        (_, names) => {
            let names = names.map_or_else(|| vec![None; findings.len()], |names| names.into_iter().map(Some).collect());
            findings.into_iter().zip(names).zip(shows).filter(|(_, shows)| *shows).map(|(found, _)| found).collect()
        }
    }
}

/// Fixes by the findings that are shown: what is not shown is not fixed either.
fn fixing<T>(
    rules: &Rules,
    find: &dyn Fn(&Loaded) -> Vec<Diagnostic>,
    known: Option<&HeldBaseline>,
    fix: impl FnOnce(&Finding) -> T,
) -> T {
    let is_wanted = |findings: &[Diagnostic], loaded: &Loaded| {
        let mut shows = rules.selection.shows(findings, loaded);
        if let Some(known) = known {
            let names = fingerprint::of(findings, &loaded.sources);
            for ((finding, name), shows) in findings.iter().zip(names).zip(&mut shows) {
                *shows &= !known.hides(name, finding);
            }
        }
        shows
    };
    fix(&Finding { find, is_wanted: &is_wanted })
}

/// Says what is wrong with the arguments, before anything is loaded.
fn refuse(options: &Check, message: &Bilingual, hint: &Bilingual) -> Outcome {
    let workspace = || load::settings_around(None, &mut Sink::default()).and_then(|settings| settings.language);
    let language: Language = language::choose(options.language, workspace());
    let help = msg!("vp check --help visar vad som kan skrivas", "vp check --help shows what can be written");
    let [message, hint, help] = [message, hint, &help].map(|words| words.get(language));
    console::error(language, &format!("{message}\n  {hint}\n  {help}"));
    Outcome::Failed
}

/// The files that were asked for, as documents and as texts of them; each once.
fn checked(loaded: &Loaded) -> Vec<SourceId> {
    let mut files: Vec<SourceId> = loaded.asked().flat_map(File::own_sources).collect();
    let path = |file: &SourceId| loaded.sources.path(*file);
    files.sort_by(|one, other| path(one).cmp(path(other)));
    files.dedup_by(|one, other| path(one) == path(other));
    files
}
