//! Runs the rules, applies levels and exceptions, sorts, and drops what is said twice.

pub mod ahead;
pub mod decided;
pub mod exceptions;
pub mod memory;
pub mod selection;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Diagnostic, Rule, Severity, Sink};
use crate::lint::check::ahead::Ahead;
use crate::lint::rules::{self, FileSubject, Plans, ReportSubject, RuleEntry, Run, Subject, Survey, Texts};
use crate::model::{Prose, ProseText};
use crate::msg;
use crate::plan_format::fields::rules::{UNKNOWN_KEY, WRONG_KIND};
use crate::progress::Stage;
use crate::read::load::{File, FileRole, Loaded};
use crate::resolve::Report;
use crate::source::SourceId;

/// What goes before the workspace's settings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Over<'o> {
    /// Levels of single rules; the last of a rule applies.
    pub levels: &'o [(&'static Rule, Severity)],
    /// The day on which it is checked: what is not filled in of a report before its day is told as information. Without a
    /// day, every day has come.
    pub today: Option<Date>,
}

/// The levels that apply: each rule's own, unless vp.yaml says another.
#[derive(Clone, Debug, Default)]
pub struct Severities {
    by_code: BTreeMap<&'static str, Severity>,
    today: Option<Date>,
}

impl Severities {
    /// The workspace's levels. Entries that name no rule, or one that cannot be silenced, are reported.
    pub fn of(loaded: &Loaded, sink: &mut Sink) -> Severities {
        let mut levels = BTreeMap::new();
        for (written, (level, span)) in &loaded.resolved.settings.levels {
            let Some(rule) = rules::find(written) else {
                let finding = Diagnostic::new(
                    &UNKNOWN_KEY,
                    *span,
                    msg!("ingen regel heter {written}", "no rule is called {written}"),
                );
                sink.push(match rules::near(written) {
                    Some(near) => finding.help(msg!("skriv {near}", "write {near}")).suggest(*span, near),
                    None => finding.help(msg!("vp explain visar alla regler", "vp explain lists all rules",)),
                });
                continue;
            };
            if !rule.can_be_silenced {
                let code = rule.code;
                sink.push(
                    Diagnostic::new(
                        &WRONG_KIND,
                        *span,
                        msg!("{code} kan inte få någon annan nivå", "{code} cannot be given another level",),
                    )
                    .help(msg!(
                        "ta bort raden: utan regeln skulle text kunna försvinna ur dokumentet",
                        "remove the line: without the rule, text could vanish from the document",
                    )),
                );
                continue;
            }
            levels.insert(rule.code, *level);
        }
        Severities { by_code: levels, today: None }
    }

    /// The workspace's levels, with those of `over` before them.
    pub fn over(loaded: &Loaded, over: Over, sink: &mut Sink) -> Severities {
        let mut levels = Severities { today: over.today, ..Severities::of(loaded, sink) };
        for (rule, level) in over.levels {
            levels.set(rule.code, *level);
        }
        levels
    }

    /// Sets one rule's level.
    pub fn set(&mut self, code: &'static str, level: Severity) {
        self.by_code.insert(code, level);
    }

    /// The level of a rule.
    pub fn get(&self, rule: &Rule) -> Severity {
        self.by_code.get(rule.code).copied().unwrap_or(rule.level)
    }

    /// The level of a finding: its rule's, or the lower one that it asks for. A level that somebody has chosen is that of
    /// the milder cases too, unless it lowers the rule.
    fn of_finding(&self, finding: &Diagnostic) -> Severity {
        let (level, own) = (self.get(finding.rule), finding.rule.level);
        let is_raised = level >= own && self.by_code.contains_key(finding.rule.code);
        if finding.level < own && !is_raised { level.min(finding.level) } else { level }
    }
}

/// Every finding of the files asked for, sorted by path and place; those that are off are left out.
pub fn check(loaded: &Loaded) -> Vec<Diagnostic> {
    check_over(loaded, Over::default(), Vec::new())
}

/// As [`check`], but with what goes before the workspace's settings. `templates` is what only others know: what is wrong
/// with the workspace's own templates, and how plans differ from their decided versions.
pub fn check_over(loaded: &Loaded, over: Over, templates: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let check = Check::new(loaded, over).surveyed();
    let found = check.documents_found();
    check.finish(found, templates)
}

/// As [`check`], but with these levels. `templates` is what is wrong with the workspace's own templates.
pub fn check_with(loaded: &Loaded, levels: &Severities, templates: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let check = Check::of(loaded, Cow::Borrowed(levels), Vec::new()).surveyed();
    let found = check.documents_found();
    check.finish(found, templates)
}

/// A check under way: first each document, in any order and by anybody who has read its texts, then everything else.
#[derive(Debug)]
pub struct Check<'l> {
    loaded: &'l Loaded,
    levels: Cow<'l, Severities>,
    /// The rules that are not off.
    on: Arc<[&'static RuleEntry]>,
    /// What is wrong with the levels themselves, and what comparing documents has found.
    found: Vec<Diagnostic>,
    /// Whether documents are compared already.
    is_surveyed: bool,
    /// The number of the file of each document asked for.
    file_of: Arc<FxHashMap<usize, usize>>,
}

impl<'l> Check<'l> {
    /// A check of a workspace, in which nothing is looked at yet.
    pub fn new(loaded: &'l Loaded, over: Over) -> Check<'l> {
        let mut sink = Sink::default();
        let levels = Severities::over(loaded, over, &mut sink);
        Check::of(loaded, Cow::Owned(levels), sink.into_vec())
    }

    fn of(loaded: &'l Loaded, levels: Cow<'l, Severities>, found: Vec<Diagnostic>) -> Check<'l> {
        let (on, file_of) = (on(&levels).into(), Arc::new(file_of(loaded)));
        Check { loaded, on, levels, found, is_surveyed: false, file_of }
    }

    /// The same check of another view of the workspace.
    pub fn of_view<'v>(&'v self, view: &'v Loaded) -> Check<'v> {
        let (on, file_of) = (Arc::clone(&self.on), Arc::clone(&self.file_of));
        Check { loaded: view, on, levels: Cow::Borrowed(&self.levels), found: Vec::new(), is_surveyed: false, file_of }
    }

    /// The numbers of the documents asked for.
    pub fn documents(&self) -> Vec<usize> {
        self.loaded.asked_documents().collect()
    }

    /// What is found in a document whose texts are these, in its files whatever they are, and in the report that it leads:
    /// all that looks at the same texts, while they are in memory.
    pub fn document(&self, number: usize, texts: &Texts) -> Vec<Diagnostic> {
        let mut found = self.document_alone(number, texts);
        found.extend(self.among_all(number));
        if let Some(report) = self.loaded.resolved.report_of(number).filter(|report| report.parts[0] == number) {
            found.extend(self.report(report));
        }
        if let Some(file) = self.file_of.get(&number).map(|file| &self.loaded.files[*file]) {
            let year = self.year_of(file);
            found.extend(file.own_sources().flat_map(|source| self.file(source, year)));
        }
        found
    }

    fn document_alone(&self, number: usize, texts: &Texts) -> Vec<Diagnostic> {
        let subject = Subject::new(&self.loaded.resolved, &self.loaded.sources, number, texts);
        let mut sink = Sink::default();
        for run in self.runs() {
            if let Run::Document(check) = run {
                check(&subject, &mut sink);
            }
        }
        sink.into_vec()
    }

    /// All that is found: `found` is what each document asked for has given, and `templates` what is wrong with the
    /// workspace's own templates.
    pub fn finish(self, mut found: Vec<Diagnostic>, templates: Vec<Diagnostic>) -> Vec<Diagnostic> {
        // The others were looked at with their documents.
        let is_left = |report: &&Report| !self.file_of.contains_key(&report.parts[0]);
        let left: Vec<&Report> = self.reports().into_iter().filter(is_left).collect();
        for reports in left.chunks(self.loaded.resolved.at_once()) {
            let view = self.loaded.apart();
            let check = self.of_view(&view);
            found.extend(reports.iter().flat_map(|report| check.report(report)));
        }
        let looked_at: FxHashSet<SourceId> =
            self.loaded.asked().filter(|file| file.document.is_some()).flat_map(File::own_sources).collect();
        let files = self.files().into_par_iter().filter(|(file, _)| !looked_at.contains(file));
        let in_files = files.map(|(file, year)| self.file(file, year));
        found.extend(in_files.collect::<Vec<_>>().into_iter().flatten());
        self.finish_all(found, templates)
    }

    /// As [`Check::finish`], where `found` is what the reports, the files and the looks at each document have given too.
    fn finish_all(self, found: Vec<Diagnostic>, templates: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let check = self.surveyed();
        let mut findings = found;
        findings.extend(check.loaded.findings.iter().cloned());
        findings.extend(check.found);
        findings.extend(templates);
        finish(check.loaded, &check.levels, findings)
    }

    /// The check with what the rules find that compare documents with one another. It takes the more memory the more documents
    /// there are, and before the others are looked at most of that is free.
    pub fn surveyed(mut self) -> Check<'l> {
        if !self.is_surveyed {
            self.is_surveyed = true;
            let found = self.survey();
            self.found.extend(found);
        }
        self
    }

    fn survey(&self) -> Vec<Diagnostic> {
        let resolved = &self.loaded.resolved;
        let sources = &self.loaded.sources;
        let all = Plans { resolved, sources };
        let begun =
            self.runs().filter_map(|run| if let Run::Workspace(begin) = run { Some(begin(&all)) } else { None });
        let mut surveys: Vec<Box<dyn Survey>> = begun.collect();
        let mut order: Vec<usize> = (0..resolved.plans.len()).collect();
        let rank = |number: &usize| {
            (resolved.documents.head(*number).organisation.tier(), resolved.plans.ties(*number).above.len())
        };
        order.sort_by_key(rank);
        let mut sink = Sink::default();
        resolved.each(order, |resolved, number| {
            let plans = Plans { resolved, sources };
            surveys.iter_mut().for_each(|survey| survey.look(&plans, number, &mut sink));
        });
        surveys.into_iter().for_each(|survey| survey.end(&all, &mut sink));
        sink.into_vec()
    }

    /// What is found in a document by those who look at it with an eye to all others.
    fn among_all(&self, number: usize) -> Vec<Diagnostic> {
        let plans = Plans { resolved: &self.loaded.resolved, sources: &self.loaded.sources };
        let mut sink = Sink::default();
        for run in self.runs() {
            if let Run::Each(check) = run {
                check(&plans, number, &mut sink);
            }
        }
        sink.into_vec()
    }

    fn documents_found(&self) -> Vec<Diagnostic> {
        self.loaded.in_parts(Stage::Documents, &self.documents(), |view, numbers| {
            let check = self.of_view(view);
            let found = numbers.iter().flat_map(|number| {
                let raw = RawTexts::of(view, *number);
                check.document(*number, &raw.read())
            });
            found.collect()
        })
    }

    /// What is found in a document, whose texts are read for it.
    fn document_found(&self, number: usize) -> Vec<Diagnostic> {
        let raw = RawTexts::of(self.loaded, number);
        self.document_alone(number, &raw.read())
    }

    /// The reports of which a part was asked for.
    fn reports(&self) -> Vec<&'l Report> {
        let asked: FxHashSet<usize> = self.documents().into_iter().collect();
        let reports = self.loaded.resolved.reports.iter();
        reports.filter(|report| report.parts.iter().any(|part| asked.contains(part))).collect()
    }

    /// What is found in a report.
    fn report(&self, report: &Report) -> Vec<Diagnostic> {
        let subject = ReportSubject::new(&self.loaded.resolved, &self.loaded.sources, report);
        let mut sink = Sink::default();
        for run in self.runs() {
            if let Run::Report(check) = run {
                check(&subject, &mut sink);
            }
        }
        sink.into_vec()
    }

    /// Every file that was read, the settings, the words and templates too, each with the year of its document.
    fn files(&self) -> Vec<(SourceId, Option<i32>)> {
        let mut years = FxHashMap::default();
        for file in &self.loaded.files {
            let year = self.year_of(file);
            years.extend(file.own_sources().map(|source| (source, year)));
        }
        let sources = self.loaded.sources.ids();
        sources.map(|source| (source, years.get(&source).copied().flatten())).collect()
    }

    fn year_of(&self, file: &File) -> Option<i32> {
        let year = self.loaded.resolved.documents.head(file.document?).year.as_ref()?;
        Some(i32::from(year.value))
    }

    /// What is found in a file, whatever it is.
    fn file(&self, file: SourceId, year: Option<i32>) -> Vec<Diagnostic> {
        let subject = FileSubject { sources: &self.loaded.sources, file, year };
        let mut sink = Sink::default();
        for run in self.runs() {
            if let Run::File(check) = run {
                check(&subject, &mut sink);
            }
        }
        sink.into_vec()
    }

    fn runs(&self) -> impl Iterator<Item = &'static Run> {
        self.on.iter().flat_map(|entry| entry.run)
    }
}

/// The texts of a document as they are written: read once, for the check and for whoever prints them.
#[derive(Debug)]
pub struct RawTexts<'l> {
    fields: Vec<&'l Prose>,
    texts: Vec<ProseText<'l>>,
}

impl<'l> RawTexts<'l> {
    /// Those of the document of this number.
    pub fn of(loaded: &'l Loaded, document: usize) -> RawTexts<'l> {
        let fields = loaded.resolved.documents[document].prose();
        let texts = fields.iter().map(|prose| prose.text(&loaded.sources)).collect();
        RawTexts { fields, texts }
    }

    /// The texts read.
    pub fn read(&self) -> Texts<'_> {
        Texts::read(&self.fields, &self.texts)
    }
}

/// The number of the file of each document asked for.
fn file_of(loaded: &Loaded) -> FxHashMap<usize, usize> {
    let asked = loaded.files.iter().enumerate().filter(|(_, file)| file.is_asked());
    asked.filter_map(|(number, file)| Some((file.document?, number))).collect()
}

/// The rules that are not off.
fn on(levels: &Severities) -> Vec<&'static RuleEntry> {
    rules::all().into_iter().filter(|entry| levels.get(entry.rule) > Severity::Off).collect()
}

fn finish(loaded: &Loaded, levels: &Severities, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let ahead = Ahead::of(loaded, levels.today);
    for finding in &mut findings {
        let level = levels.of_finding(finding);
        finding.level = if ahead.holds(finding) { level.min(Severity::Info) } else { level };
    }
    findings.retain(|finding| finding.level > Severity::Off);
    let mut findings = exceptions::apply(loaded, findings, levels);
    // A file that is read only because another leads to it speaks up only where that stops the other.
    let is_quiet = |file: &&File| match file.role {
        FileRole::Asked { .. } => false,
        FileRole::Ancestor => file.document.is_some(),
        FileRole::Background => true,
    };
    let quiet: FxHashSet<SourceId> = loaded.files.iter().filter(is_quiet).flat_map(File::own_sources).collect();
    findings.retain(|finding| !quiet.contains(&finding.span.source));
    let path = |finding: &Diagnostic| loaded.sources.path(finding.span.source);
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
    use crate::diagnostic::Bilingual;
    use crate::lint::rules::activities::activity_without_date::RULE;
    use crate::source::{Source, Sources};

    #[test]
    fn a_finding_may_ask_for_less_than_its_rule_unless_somebody_chose_its_level() {
        let sources = Sources::default();
        let place = sources.whole(sources.add(Source::new("plan.yaml", "")));
        let words = || Bilingual::fixed("slut saknas", "slut is missing");
        let (plain, lower) =
            (Diagnostic::new(&RULE, place, words()), Diagnostic::new(&RULE, place, words()).lower(Severity::Warning));
        for (set, of_plain, of_lower) in [
            (None, Severity::Error, Severity::Warning),
            (Some(Severity::Error), Severity::Error, Severity::Error),
            (Some(Severity::Warning), Severity::Warning, Severity::Warning),
            (Some(Severity::Info), Severity::Info, Severity::Info),
            (Some(Severity::Off), Severity::Off, Severity::Off),
        ] {
            let mut levels = Severities::default();
            if let Some(level) = set {
                levels.set(RULE.code, level);
            }
            assert_eq!((levels.of_finding(&plain), levels.of_finding(&lower)), (of_plain, of_lower), "{set:?}");
        }
    }
}
