//! Runs the rules, applies levels and exceptions, sorts, and drops what is said twice.

pub mod exceptions;
pub mod selection;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::both;
use crate::diagnostic::{Diagnostic, Level, Rule, Sink};
use crate::lint::rules::{self, Entry, FileSubject, Plans, ReportSubject, Run, Subject, Text};
use crate::model::ProseText;
use crate::plan_format::fields::rules::{UNKNOWN_KEY, WRONG_KIND};
use crate::read::load::Loaded;
use crate::resolve::Plan;
use crate::source::SourceId;
use crate::syntax::prose;

/// The levels that apply: each rule's own, unless vp.yaml says another.
#[derive(Debug, Default)]
pub struct Levels(BTreeMap<&'static str, Level>);

impl Levels {
    /// The workspace's levels. Entries that name no rule, or one that cannot be silenced, are reported.
    pub fn of(loaded: &Loaded, sink: &mut Sink) -> Levels {
        let mut levels = BTreeMap::new();
        for (written, (level, span)) in &loaded.resolved.settings.levels {
            let Some(rule) = rules::find(written) else {
                let finding = Diagnostic::new(
                    &UNKNOWN_KEY,
                    *span,
                    both!("ingen regel heter {written}", "no rule is called {written}"),
                );
                sink.push(match rules::near(written) {
                    Some(near) => finding.help(both!("skriv {near}", "write {near}")).suggest(*span, near),
                    None => {
                        finding.help(both!("vp explain --all visar alla regler", "vp explain --all shows all rules",))
                    }
                });
                continue;
            };
            if !rule.can_be_silenced {
                let code = rule.code;
                sink.push(
                    Diagnostic::new(
                        &WRONG_KIND,
                        *span,
                        both!("{code} kan inte få någon annan nivå", "{code} cannot be given another level",),
                    )
                    .help(both!(
                        "ta bort raden: utan regeln skulle text kunna försvinna ur dokumentet",
                        "remove the line: without the rule, text could vanish from the document",
                    )),
                );
                continue;
            }
            levels.insert(rule.code, *level);
        }
        Levels(levels)
    }

    /// The workspace's levels, with those of `over` before them.
    pub fn over(loaded: &Loaded, over: &[(&'static Rule, Level)], sink: &mut Sink) -> Levels {
        let mut levels = Levels::of(loaded, sink);
        for (rule, level) in over {
            levels.set(rule.code, *level);
        }
        levels
    }

    /// Sets one rule's level.
    pub fn set(&mut self, code: &'static str, level: Level) {
        self.0.insert(code, level);
    }

    /// The level of a rule.
    pub fn get(&self, rule: &Rule) -> Level {
        self.0.get(rule.code).copied().unwrap_or(rule.level)
    }

    /// The level of a finding: its rule's, or the lower one that it asks for.
    fn of_finding(&self, finding: &Diagnostic) -> Level {
        let level = self.get(finding.rule);
        if finding.level < finding.rule.level { level.min(finding.level) } else { level }
    }
}

/// Every finding of the files asked for, sorted by path and place; those that are off are left out.
pub fn check(loaded: &Loaded) -> Vec<Diagnostic> {
    check_over(loaded, &[], Vec::new())
}

/// As [`check`], but with levels of single rules that go before those of vp.yaml. `templates` is what is wrong with the
/// workspace's own templates, which only printing knows.
pub fn check_over(loaded: &Loaded, over: &[(&'static Rule, Level)], templates: Vec<Diagnostic>) -> Vec<Diagnostic> {
    whole(loaded, over, templates, |_, _| ()).0
}

/// As [`check`], and does something more with each document while its texts are read: a build prints it. Gives the
/// number of each document asked for with what came of it. `templates` is what loading the templates found, which a
/// build has done already.
pub fn check_and<R: Send>(
    loaded: &Loaded,
    templates: Vec<Diagnostic>,
    each: impl Fn(usize, &[Text]) -> R + Sync,
) -> (Vec<Diagnostic>, Vec<(usize, R)>) {
    whole(loaded, &[], templates, each)
}

fn whole<R: Send>(
    loaded: &Loaded,
    over: &[(&'static Rule, Level)],
    templates: Vec<Diagnostic>,
    each: impl Fn(usize, &[Text]) -> R + Sync,
) -> (Vec<Diagnostic>, Vec<(usize, R)>) {
    let mut sink = Sink::default();
    let levels = Levels::over(loaded, over, &mut sink);
    let (mut findings, results) = run(loaded, &levels, each);
    findings.extend(sink.into_vec());
    findings.extend(templates);
    (finish(loaded, &levels, findings), results)
}

/// As [`check`], but with these levels. `templates` is what is wrong with the workspace's own templates.
pub fn check_with(loaded: &Loaded, levels: &Levels, templates: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut findings = run(loaded, levels, |_, _| ()).0;
    findings.extend(templates);
    finish(loaded, levels, findings)
}

fn run<R: Send>(
    loaded: &Loaded,
    levels: &Levels,
    each: impl Fn(usize, &[Text]) -> R + Sync,
) -> (Vec<Diagnostic>, Vec<(usize, R)>) {
    let all = rules::all();
    let on: Vec<&Entry> = all.into_iter().filter(|entry| levels.get(entry.rule) > Level::Off).collect();
    let resolved = &loaded.resolved;
    let asked: Vec<&Plan> = loaded
        .files
        .iter()
        .filter(|file| file.page.is_some())
        .filter_map(|file| file.document.map(|number| &resolved.plans[number]))
        .collect();
    let checked: Vec<(Vec<Diagnostic>, (usize, R))> =
        asked.par_iter().map(|plan| check_one(loaded, plan, &on, &each)).collect();
    let (found, results): (Vec<Vec<Diagnostic>>, Vec<(usize, R)>) = checked.into_iter().unzip();
    let mut findings: Vec<Diagnostic> = found.into_iter().flatten().collect();
    let asked: FxHashSet<usize> = asked.iter().map(|plan| plan.document).collect();
    let reports = resolved.reports.par_iter().filter(|report| report.parts.iter().any(|part| asked.contains(part)));
    let found: Vec<Vec<Diagnostic>> = reports
        .map(|report| {
            let subject = ReportSubject::new(resolved, &loaded.sources, report);
            let mut sink = Sink::default();
            for run in on.iter().flat_map(|entry| entry.run) {
                if let Run::Report(check) = run {
                    check(&subject, &mut sink);
                }
            }
            sink.into_vec()
        })
        .collect();
    findings.extend(found.into_iter().flatten());
    findings.extend(found_in_files(loaded, &on));
    let plans = Plans { resolved, sources: &loaded.sources };
    for run in on.iter().flat_map(|entry| entry.run) {
        if let Run::Workspace(check) = run {
            let mut sink = Sink::default();
            check(&plans, &mut sink);
            findings.extend(sink.into_vec());
        }
    }
    findings.extend(loaded.findings.iter().cloned());
    (findings, results)
}

/// What the rules say that look at files: at every one that was read, the settings, the words and templates too.
fn found_in_files(loaded: &Loaded, on: &[&Entry]) -> Vec<Diagnostic> {
    let mut years = BTreeMap::new();
    for file in &loaded.files {
        let document = file.document.map(|number| &loaded.resolved.documents[number]);
        let year = document.and_then(|document| document.year.as_ref()).map(|year| i32::from(year.value));
        for source in std::iter::once(file.source).chain(file.texts.iter().copied()) {
            years.insert(source, year);
        }
    }
    let files: Vec<SourceId> = loaded.sources.ids().collect();
    let found = files.into_par_iter().map(|file| {
        let year = years.get(&file).copied().flatten();
        let subject = FileSubject { sources: &loaded.sources, file, year };
        let mut sink = Sink::default();
        for run in on.iter().flat_map(|entry| entry.run) {
            if let Run::File(check) = run {
                check(&subject, &mut sink);
            }
        }
        sink.into_vec()
    });
    found.flatten_iter().collect()
}

fn check_one<R>(
    loaded: &Loaded,
    plan: &Plan,
    on: &[&Entry],
    each: &impl Fn(usize, &[Text]) -> R,
) -> (Vec<Diagnostic>, (usize, R)) {
    let document = &loaded.resolved.documents[plan.document];
    let fields = document.prose();
    let read: Vec<ProseText> = fields.iter().map(|prose| prose.text(&loaded.sources)).collect();
    let texts = prose::read_all(&fields, &read);
    let subject = Subject { resolved: &loaded.resolved, sources: &loaded.sources, plan, document, texts: &texts };
    let mut sink = Sink::default();
    for run in on.iter().flat_map(|entry| entry.run) {
        if let Run::Document(check) = run {
            check(&subject, &mut sink);
        }
    }
    (sink.into_vec(), (plan.document, each(plan.document, &texts)))
}

fn finish(loaded: &Loaded, levels: &Levels, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for finding in &mut findings {
        finding.level = levels.of_finding(finding);
    }
    findings.retain(|finding| finding.level > Level::Off);
    let mut findings = exceptions::apply(loaded, findings, levels);
    // A file that is read only because another leads to it speaks up only where that stops the other.
    let quiet: FxHashSet<SourceId> = loaded
        .files
        .iter()
        .filter(|file| file.page.is_none() && (file.document.is_some() || file.is_background))
        .flat_map(|file| std::iter::once(file.source).chain(file.texts.iter().copied()))
        .collect();
    findings.retain(|finding| !quiet.contains(&finding.span.source));
    let path = |finding: &Diagnostic| &loaded.sources.get(finding.span.source).path;
    findings.sort_by(|one, two| {
        let key = |finding: &Diagnostic| (finding.span.start, finding.rule.code, finding.span.end);
        path(one).cmp(path(two)).then_with(|| key(one).cmp(&key(two))).then_with(|| one.message.cmp(&two.message))
    });
    findings.dedup_by(|one, two| {
        one.rule.code == two.rule.code
            && path(one) == path(two)
            && one.span.start == two.span.start
            && one.message == two.message
    });
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Both;
    use crate::lint::rules::activities::activity_without_date::RULE;
    use crate::source::{Source, Sources};

    #[test]
    fn a_finding_may_ask_for_less_than_its_rule_and_the_workspace_caps_both() {
        let sources = Sources::default();
        let place = sources.whole(sources.add(Source::new("plan.yaml", "")));
        let words = || Both::fixed("slut saknas", "slut is missing");
        let (plain, lower) =
            (Diagnostic::new(&RULE, place, words()), Diagnostic::new(&RULE, place, words()).lower(Level::Warning));
        for (set, of_plain, of_lower) in [
            (None, Level::Error, Level::Warning),
            (Some(Level::Error), Level::Error, Level::Warning),
            (Some(Level::Warning), Level::Warning, Level::Warning),
            (Some(Level::Info), Level::Info, Level::Info),
            (Some(Level::Off), Level::Off, Level::Off),
        ] {
            let mut levels = Levels::default();
            if let Some(level) = set {
                levels.set(RULE.code, level);
            }
            assert_eq!((levels.of_finding(&plain), levels.of_finding(&lower)), (of_plain, of_lower), "{set:?}");
        }
    }
}
