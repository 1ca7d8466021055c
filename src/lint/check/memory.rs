//! What was found before: a document is judged anew only where something that its judgement looks at is another.
//!
//! The rules of a document or a report look at it and at those that joining has tied to it: the plans above, the same
//! organisation's plans of other years, the reports of all of these, and the occasions that others report and it misses.
//! Those, and how they are tied, are the ground that its findings stand on. Rules that look at a file whatever it is are run
//! again where its text is another, and those that look at the whole workspace each time.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Check, Over};
use crate::diagnostic::Diagnostic;
use crate::model::{Head, Tier};
use crate::read::load::Loaded;
use crate::resolve::{Plan, Report};
use crate::source::{Source, SourceId};

/// What earlier checks of a workspace found.
///
/// ```
/// use std::path::Path;
///
/// use vp::lint::check::{check, memory::Memory};
/// use vp::read::load::Workspace;
///
/// let folder = Some(Path::new("examples/mistakes/VP0603"));
/// let (mut workspace, mut memory) = (Workspace::default(), Memory::default());
/// for text in ["vp: 1\n", "vp: 1\ndokument: verksamhetsplan\n"] {
///     workspace.files.set_unsaved(Path::new("examples/mistakes/VP0603/plan.yaml"), text);
///     let loaded = workspace.load(folder, None).expect("the folder is there");
///     assert_eq!(memory.check(&loaded).len(), check(&loaded).len());
/// }
/// ```
#[derive(Debug, Default)]
pub struct Memory {
    settings: Option<Arc<Source>>,
    /// The codes of the rules that were run.
    on: Vec<&'static str>,
    /// By the file of the document.
    documents: HashMap<SourceId, Remembered>,
    /// By the leading file of the report.
    reports: HashMap<SourceId, Remembered>,
    files: HashMap<SourceId, RememberedText>,
}

/// What was found in a text by the rules that look at nothing else.
#[derive(Clone, Debug)]
struct RememberedText {
    text: Arc<Source>,
    year: Option<i32>,
    findings: Arc<[Diagnostic]>,
}

/// What was found on a ground.
#[derive(Clone, Debug)]
struct Remembered {
    ground: Ground,
    findings: Arc<[Diagnostic]>,
}

/// What findings depend on, as numbers: the same numbers, the same findings.
type Ground = Arc<[u64]>;

impl Memory {
    /// As [`super::check`].
    pub fn check(&mut self, loaded: &Loaded) -> Vec<Diagnostic> {
        self.check_over(loaded, Over::default(), Vec::new())
    }

    /// As [`super::check_over`].
    pub fn check_over(&mut self, loaded: &Loaded, over: Over, templates: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.check_unless(loaded, over, templates, &|| false).unwrap_or_default()
    }

    /// As [`super::check_over`], but gives up where `stop` says so, which it is asked before each document. What was found by
    /// then is remembered, so that the next check begins there.
    pub fn check_unless(
        &mut self,
        loaded: &Loaded,
        over: Over,
        templates: Vec<Diagnostic>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Diagnostic>> {
        let check = Check::new(loaded, over);
        self.is_for(loaded, check.on.iter().map(|entry| entry.rule.code).collect());
        let tied = Tied::of(loaded);
        let documents = &loaded.resolved.documents;
        let found: Vec<(SourceId, Remembered)> = check
            .documents()
            .into_par_iter()
            .filter(|_| !stop())
            .map(|number| {
                let (source, ground) = (documents.head(number).source, tied.ground_of([number]));
                (source, remembered(&self.documents, source, ground, || check.document_found(number)))
            })
            .collect();
        if stop() {
            self.documents.extend(found);
            return None;
        }
        let reported: Vec<(SourceId, Remembered)> = check
            .reports()
            .into_par_iter()
            .filter(|_| !stop())
            .map(|report| {
                let (source, ground) = (documents.head(report.parts[0]).source, tied.ground_of_report(report));
                (source, remembered(&self.reports, source, ground, || check.report(report)))
            })
            .collect();
        let in_files: Vec<(SourceId, RememberedText)> = check
            .files()
            .into_par_iter()
            .filter(|_| !stop())
            .filter_map(|(source, year)| {
                Some((source, self.file(&check, source, year, loaded.sources.shared(source)?)))
            })
            .collect();
        // Whatever was left out was left out because of this.
        if stop() {
            self.documents.extend(found);
            self.reports.extend(reported);
            self.files.extend(in_files);
            return None;
        }
        let of_all = found.iter().chain(&reported).map(|(_, remembered)| &remembered.findings);
        let of_all = of_all.chain(in_files.iter().map(|(_, remembered)| &remembered.findings));
        let findings: Vec<Diagnostic> = of_all.flat_map(|findings| findings.iter().cloned()).collect();
        self.documents = found.into_iter().collect();
        self.reports = reported.into_iter().collect();
        self.files = in_files.into_iter().collect();
        let among_all = check.documents().into_par_iter().map(|number| check.among_all(number));
        let findings = findings.into_iter().chain(among_all.collect::<Vec<_>>().into_iter().flatten());
        Some(check.finish_all(findings.collect(), templates))
    }

    /// What was found in a file as it was before, else what is found now.
    fn file(&self, check: &Check, source: SourceId, year: Option<i32>, text: Arc<Source>) -> RememberedText {
        let known = self.files.get(&source);
        let known = known.filter(|known| known.year == year && Arc::ptr_eq(&known.text, &text));
        let find = || RememberedText { text, year, findings: check.file(source, year).into() };
        known.cloned().unwrap_or_else(find)
    }

    /// Forgets what was found by other settings or other rules.
    fn is_for(&mut self, loaded: &Loaded, on: Vec<&'static str>) {
        let settings = loaded.settings_source.and_then(|source| loaded.sources.shared(source));
        let text = |settings: &Option<Arc<Source>>| settings.as_ref().map(|source| source.text.clone());
        if self.on != on || text(&self.settings) != text(&settings) {
            self.documents.clear();
            self.reports.clear();
            self.files.clear();
        }
        (self.settings, self.on) = (settings, on);
    }
}

/// What was found on this ground before, else what is found now.
fn remembered(
    known: &HashMap<SourceId, Remembered>,
    source: SourceId,
    ground: Ground,
    find: impl FnOnce() -> Vec<Diagnostic>,
) -> Remembered {
    match known.get(&source) {
        Some(remembered) if remembered.ground == ground => remembered.clone(),
        _ => Remembered { ground, findings: find().into() },
    }
}

/// Whose plans may be those of other years: rank, name and board.
type Kin = (Tier, String, Option<String>);

/// The documents with what joining has tied to each.
struct Tied<'l> {
    loaded: &'l Loaded,
    /// When each document was read.
    read: Vec<u64>,
    by_kin: FxHashMap<Kin, Vec<usize>>,
    kin: Vec<Vec<Kin>>,
}

impl<'l> Tied<'l> {
    fn of(loaded: &'l Loaded) -> Tied<'l> {
        let documents = &loaded.resolved.documents;
        let mut read = vec![0; documents.len()];
        for file in &loaded.files {
            if let Some(document) = file.document {
                read[document] = file.read.number();
            }
        }
        let kin: Vec<Vec<Kin>> = documents.heads().map(kin_of).collect();
        let mut by_kin: FxHashMap<Kin, Vec<usize>> = FxHashMap::default();
        for (number, kin) in kin.iter().enumerate() {
            if let Some(own) = kin.first() {
                by_kin.entry(own.clone()).or_default().push(number);
            }
        }
        Tied { loaded, read, by_kin, kin }
    }

    /// The ground of what is found in some documents.
    fn ground_of(&self, from: impl IntoIterator<Item = usize>) -> Ground {
        let mut met: Vec<usize> = from.into_iter().collect();
        let mut ground = Vec::new();
        let mut at = 0;
        while at < met.len() {
            let number = met[at];
            at += 1;
            let plan = &self.loaded.resolved.plans[number];
            let flags = [plan.complete, plan.unreadable_above, plan.lost_beside];
            ground.push(self.read[number]);
            ground.extend(flags.map(u64::from));
            for ties in self.ties(plan) {
                ground.push(u64::MAX);
                for tied in ties {
                    let place = met.iter().position(|known| *known == tied).unwrap_or_else(|| {
                        met.push(tied);
                        met.len() - 1
                    });
                    ground.push(place as u64);
                }
            }
        }
        ground.into()
    }

    /// The ground of what is found in a report: the occasions that others report and it misses are of it too.
    fn ground_of_report(&self, report: &Report) -> Ground {
        let parts = std::iter::once(report.plan).chain(report.parts.iter().copied());
        let missed = self.loaded.resolved.missed_before(report).map(|occasion| occasion as u64);
        self.ground_of(parts).iter().copied().chain(missed).collect()
    }

    /// The documents that are tied to one, each sort by itself.
    fn ties(&self, plan: &Plan) -> [Vec<usize>; 5] {
        let resolved = &self.loaded.resolved;
        let parts = |report: &Report| report.parts.iter().copied().chain([report.plan]).collect::<Vec<_>>();
        let own = resolved.plan_of(plan.document).map(|plan| plan.document);
        let reports = resolved.reports_on(plan.document).flat_map(parts).chain(own);
        let kin = self.kin[plan.document].iter().filter_map(|kin| self.by_kin.get(kin)).flatten().copied();
        [
            plan.above.clone(),
            plan.last_year.into_iter().collect(),
            plan.copy_of.into_iter().collect(),
            reports.chain(resolved.report_of(plan.document).into_iter().flat_map(parts)).collect(),
            kin.collect(),
        ]
    }
}

/// The names under which a document's organisation has plans, its own first.
fn kin_of(document: &Head) -> Vec<Kin> {
    let organisation = &document.organisation;
    let Some((tier, own)) = organisation.own() else { return Vec::new() };
    let board = organisation.at(Tier::Board).map(|name| name.value.to_lowercase());
    let names = std::iter::once(own).chain(&organisation.formerly);
    names.map(|name| (*tier, name.value.to_lowercase(), board.clone())).collect()
}
