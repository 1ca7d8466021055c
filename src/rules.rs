//! The catalogue: every rule that there is, by family. A rule is one file in its family's folder and one line in its
//! list; rules that only reading or joining can see are declared beside the code that reports them and listed here.

pub mod activities;
pub mod chain;
pub mod figures;
pub mod indicators;
pub mod reading;
pub mod structure;
pub mod text;

use crate::diagnostic::{Both, Rule, Sink};
use crate::model::Document;
pub use crate::prose::Text;
use crate::resolve::{Plan, Resolved};
use crate::source::Sources;

/// A family of rules: the two digits after `VP`.
#[derive(Debug)]
pub struct Family {
    /// The two digits.
    pub number: &'static str,
    /// What its rules are about.
    pub title: Both,
    /// Its rules, by code.
    pub rules: &'static [Entry],
}

/// A rule and how it is run.
#[derive(Debug)]
pub struct Entry {
    /// The rule.
    pub rule: &'static Rule,
    /// How it is run.
    pub run: Run,
}

/// How a rule is run.
#[derive(Clone, Copy, Debug)]
pub enum Run {
    /// On each document by itself.
    Document(fn(&Subject, &mut Sink)),
    /// Once, on all documents together.
    Workspace(fn(&Plans, &mut Sink)),
    /// Reported while reading, joining or checking; there is nothing to run.
    Elsewhere,
}

/// All documents, for rules that look at several.
pub struct Plans<'a> {
    /// The documents, joined.
    pub resolved: &'a Resolved,
    /// Their texts.
    pub sources: &'a Sources,
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
    pub texts: &'a [Text<'a>],
}

/// Lists a family: a module for each rule file, and the static list of its rules.
///
/// `document` rules have `pub fn check(subject: &Subject, sink: &mut Sink)`, `workspace` rules
/// `pub fn check(plans: &Plans, sink: &mut Sink)`, `elsewhere` names statics of other modules.
#[macro_export]
macro_rules! family {
    (
        $number:literal, $sv:literal, $en:literal,
        document { $($document:ident),* $(,)? }
        workspace { $($workspace:ident),* $(,)? }
        elsewhere { $($elsewhere:path),* $(,)? }
    ) => {
        $(pub mod $document;)*
        $(pub mod $workspace;)*
        /// The family.
        pub static FAMILY: $crate::rules::Family = $crate::rules::Family {
            number: $number,
            title: $crate::diagnostic::Both::fixed($sv, $en),
            rules: &[
                $($crate::rules::Entry { rule: &$document::RULE, run: $crate::rules::Run::Document($document::check) },)*
                $($crate::rules::Entry { rule: &$workspace::RULE, run: $crate::rules::Run::Workspace($workspace::check) },)*
                $($crate::rules::Entry { rule: &$elsewhere, run: $crate::rules::Run::Elsewhere },)*
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
    &activities::FAMILY,
    &figures::FAMILY,
    &text::FAMILY,
];

/// Every rule, by code.
pub fn all() -> Vec<&'static Entry> {
    let mut entries: Vec<&Entry> = FAMILIES.iter().flat_map(|family| family.rules).collect();
    entries.sort_by_key(|entry| entry.rule.code);
    entries
}

/// The rule of a code or a name, whatever its capitals.
pub fn find(written: &str) -> Option<&'static Rule> {
    let is = |rule: &Rule| rule.code.eq_ignore_ascii_case(written) || rule.name.eq_ignore_ascii_case(written);
    all().into_iter().map(|entry| entry.rule).find(|rule| is(rule))
}
