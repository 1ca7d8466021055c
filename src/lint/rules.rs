//! The catalogue: every rule that there is, by family. A rule is one file in its family's folder and one line in its
//! list; rules that only reading or joining can see are declared beside the code that reports them and listed here.

pub mod activities;
pub mod assessment;
pub mod chain;
pub mod figures;
pub mod follow_up;
pub mod indicators;
pub mod reading;
mod sentences;
pub mod structure;
pub mod text;

use std::cell::OnceCell;

use crate::diagnostic::{Bilingual, Rule, Sink, near_name};
use crate::lint::rules::sentences::Figure;
use crate::model::{Document, FollowUp};
use crate::resolve::{Plan, Report, Resolved};
use crate::source::{SourceId, Sources};
pub use crate::syntax::prose::{Text, Texts};

/// A family of rules: the two digits after `VP`.
#[derive(Debug)]
pub struct Family {
    /// The two digits.
    pub number: &'static str,
    /// What its rules are about.
    pub title: Bilingual,
    /// Its rules, by code.
    pub rules: &'static [RuleEntry],
}

/// A rule and how it is run.
#[derive(Debug)]
pub struct RuleEntry {
    /// The rule.
    pub rule: &'static Rule,
    /// How it is run: once each way.
    pub run: &'static [Run],
}

/// How a rule is run.
#[derive(Clone, Copy, Debug)]
pub enum Run {
    /// On each document by itself.
    Document(fn(&Subject, &mut Sink)),
    /// On each report, that is on the follow-ups of one plan at one occasion together.
    Report(fn(&ReportSubject, &mut Sink)),
    /// On each file that was read, whatever it is and whether it could be understood or not.
    File(fn(&FileSubject, &mut Sink)),
    /// On each document of the workspace, with an eye to all others.
    Each(fn(&Plans, usize, &mut Sink)),
    /// On all documents of the workspace together.
    Workspace(fn(&Plans) -> Box<dyn Survey>),
}

/// What a rule has seen that compares documents with one another.
pub trait Survey {
    /// Looks at a document; all are looked at once, those of upper plans first.
    fn look(&mut self, plans: &Plans, number: usize, sink: &mut Sink);

    /// Tells what all of them together come to.
    fn end(self: Box<Self>, _plans: &Plans, _sink: &mut Sink) {}
}

/// All documents, for rules that look at several.
pub struct Plans<'a> {
    /// The documents, joined.
    pub resolved: &'a Resolved,
    /// Their texts.
    pub sources: &'a Sources,
}

/// One file, for rules that look at what is written there whatever it means.
pub struct FileSubject<'a> {
    /// The texts of all files.
    pub sources: &'a Sources,
    /// The file.
    pub file: SourceId,
    /// The year of the document that the file is, or belongs to.
    pub year: Option<i32>,
}

/// One document, for rules that look at one. Rules look at what the document itself writes, so that nothing inherited
/// is reported twice.
pub struct Subject<'a> {
    /// All documents, joined.
    pub resolved: &'a Resolved,
    /// Their texts.
    pub sources: &'a Sources,
    /// The document joined with those above.
    pub plan: &'a Plan,
    /// The document as written.
    pub document: &'a Document,
    /// Its Markdown, read once for all rules.
    pub texts: &'a Texts<'a>,
    /// The figures of each text, found once and only where a rule asks.
    figures: OnceCell<Vec<Vec<Figure<'a>>>>,
}

impl<'a> Subject<'a> {
    /// The subject of a document whose texts are these.
    pub fn new(resolved: &'a Resolved, sources: &'a Sources, number: usize, texts: &'a Texts<'a>) -> Subject<'a> {
        let (plan, document) = (&resolved.plans[number], &resolved.documents[number]);
        Subject { resolved, sources, plan, document, texts, figures: OnceCell::new() }
    }

    /// Each text with the figures in it.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (&'a Text<'a>, &[Figure<'a>])> {
        let figures = self.figures.get_or_init(|| self.texts.iter().map(sentences::figures).collect());
        self.texts.iter().zip(figures.iter().map(Vec::as_slice))
    }
}

/// One report, for rules that look at what is reported.
pub struct ReportSubject<'a> {
    /// All documents, joined.
    pub resolved: &'a Resolved,
    /// Their texts.
    pub sources: &'a Sources,
    /// The report.
    pub report: &'a Report,
    /// The plan that it follows.
    pub plan: &'a Plan,
    /// The documents that it is made of, the leading one first.
    pub parts: Vec<ReportPart<'a>>,
}

/// One file of a report.
#[derive(Clone, Copy)]
pub struct ReportPart<'a> {
    /// The document.
    pub document: &'a Document,
    /// What it reports.
    pub follow_up: &'a FollowUp,
}

impl<'a> ReportSubject<'a> {
    /// The subject of a report.
    pub fn new(resolved: &'a Resolved, sources: &'a Sources, report: &'a Report) -> ReportSubject<'a> {
        let parts = report.parts.iter().map(|number| &resolved.documents[*number]);
        let parts =
            parts.filter_map(|document| Some(ReportPart { document, follow_up: document.follow_up.as_deref()? }));
        ReportSubject { resolved, sources, report, plan: &resolved.plans[report.plan], parts: parts.collect() }
    }

    /// The file that answers for a thing: the part of the role or group that is responsible, else the leading one.
    pub fn part_for(&self, responsible: Option<&str>) -> Option<ReportPart<'a>> {
        let is_its = |part: &&ReportPart| {
            let own = part.follow_up.part.as_ref().map(|own| own.value.to_lowercase());
            own.is_some() && own == responsible.map(str::to_lowercase)
        };
        self.parts.iter().find(is_its).or(self.parts.first()).copied()
    }
}

/// Lists a family: a module for each rule file, and the static list of its rules.
///
/// `document` rules have `pub fn check(subject: &Subject, sink: &mut Sink)`, `report` rules
/// `pub fn check(subject: &ReportSubject, sink: &mut Sink)`, `file` rules
/// `pub fn check(subject: &FileSubject, sink: &mut Sink)`, `workspace` rules
/// `pub fn survey(plans: &Plans) -> Box<dyn Survey>`, `each` rules
/// `pub fn check(plans: &Plans, number: usize, sink: &mut Sink)`, `elsewhere` names statics of other modules: what is reported while
/// reading, joining or checking. `document_and_report` rules look at both, with `check` and `check_report`.
#[macro_export]
macro_rules! family {
    (
        $number:literal, $sv:literal, $en:literal,
        document { $($document:ident),* $(,)? }
        report { $($report:ident),* $(,)? }
        $(document_and_report { $($two:ident),* $(,)? })?
        $(file { $($file:ident),* $(,)? })?
        $(each { $($each:ident),* $(,)? })?
        workspace { $($workspace:ident),* $(,)? }
        elsewhere { $($elsewhere:path),* $(,)? }
    ) => {
        $(pub mod $document;)*
        $(pub mod $report;)*
        $($(pub mod $two;)*)?
        $($(pub mod $file;)*)?
        $($(pub mod $each;)*)?
        $(pub mod $workspace;)*
        /// The family.
        pub static FAMILY: $crate::lint::rules::Family = $crate::lint::rules::Family {
            number: $number,
            title: $crate::diagnostic::Bilingual::fixed($sv, $en),
            rules: &[
                $($crate::lint::rules::RuleEntry {
                    rule: &$document::RULE,
                    run: &[$crate::lint::rules::Run::Document($document::check)],
                },)*
                $($crate::lint::rules::RuleEntry { rule: &$report::RULE, run: &[$crate::lint::rules::Run::Report($report::check)] },)*
                $($($crate::lint::rules::RuleEntry {
                    rule: &$two::RULE,
                    run: &[$crate::lint::rules::Run::Document($two::check), $crate::lint::rules::Run::Report($two::check_report)],
                },)*)?
                $($($crate::lint::rules::RuleEntry {
                    rule: &$file::RULE,
                    run: &[$crate::lint::rules::Run::File($file::check)],
                },)*)?
                $($($crate::lint::rules::RuleEntry {
                    rule: &$each::RULE,
                    run: &[$crate::lint::rules::Run::Each($each::check)],
                },)*)?
                $($crate::lint::rules::RuleEntry {
                    rule: &$workspace::RULE,
                    run: &[$crate::lint::rules::Run::Workspace($workspace::survey)],
                },)*
                $($crate::lint::rules::RuleEntry { rule: &$elsewhere, run: &[] },)*
            ],
        };
    };
}

/// The families in the order of their numbers.
pub static FAMILIES: &[&Family] = &[
    &reading::FAMILY,
    &structure::FAMILY,
    &chain::FAMILY,
    &indicators::FAMILY,
    &follow_up::FAMILY,
    &activities::FAMILY,
    &assessment::FAMILY,
    &figures::FAMILY,
    &text::FAMILY,
];

/// Every rule, by code.
pub fn all() -> Vec<&'static RuleEntry> {
    let mut entries: Vec<&RuleEntry> = FAMILIES.iter().flat_map(|family| family.rules).collect();
    entries.sort_by_key(|entry| entry.rule.code);
    entries
}

/// The rule of a code or a name, whatever its capitals.
pub fn find(written: &str) -> Option<&'static Rule> {
    let is = |rule: &Rule| rule.code.eq_ignore_ascii_case(written) || rule.name.eq_ignore_ascii_case(written);
    all().into_iter().map(|entry| entry.rule).find(|rule| is(rule))
}

/// The family of a word such as `VP04`, whatever its capitals.
pub fn family(written: &str) -> Option<&'static Family> {
    let number = written.get(..2).filter(|start| start.eq_ignore_ascii_case("VP")).map(|_| &written[2..])?;
    FAMILIES.iter().copied().find(|family| family.number == number)
}

/// The code or the name that a word was most likely meant to be, where no rule is called that.
pub fn near(written: &str) -> Option<&'static str> {
    near_name(written, all().into_iter().flat_map(|entry| [entry.rule.code, entry.rule.name]))
}
