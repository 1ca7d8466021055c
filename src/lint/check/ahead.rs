//! What a report lacks before its day: forms are fetched ahead, and what is not filled in yet is no fault.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::diagnostic::{Diagnostic, Rule};
use crate::lint::rules::activities::assignment_not_reported;
use crate::lint::rules::assessment::{assessment_without_analysis, goal_without_assessment};
use crate::lint::rules::chain::insert_without_content;
use crate::lint::rules::follow_up::{
    earlier_occasion_missing, missing_outcome_without_reason, outcome_missing_when_due, planned_but_not_reported,
};
use crate::read::load::Loaded;
use crate::source::SourceId;

/// The rules that find what is not filled in.
static UNFILLED: &[&Rule] = &[
    &insert_without_content::RULE,
    &outcome_missing_when_due::RULE,
    &planned_but_not_reported::RULE,
    &assignment_not_reported::RULE,
    &missing_outcome_without_reason::RULE,
    &earlier_occasion_missing::RULE,
    &goal_without_assessment::RULE,
    &assessment_without_analysis::RULE,
];

/// The reports whose day has not come.
#[derive(Debug, Default)]
pub struct Ahead(FxHashSet<SourceId>);

impl Ahead {
    /// Those of a workspace on a day; without a day there are none.
    pub fn of(loaded: &Loaded, today: Option<Date>) -> Ahead {
        let Some(today) = today else { return Ahead::default() };
        let resolved = &loaded.resolved;
        let is_to_come = |plan: usize, occasion: Option<usize>| {
            occasion.and_then(|occasion| resolved.reported_until(plan, occasion)).is_some_and(|day| today < day)
        };
        let reports = resolved.reports.iter().filter(|report| is_to_come(report.plan, report.occasion));
        let parts: FxHashSet<usize> = reports.flat_map(|report| report.parts.iter().copied()).collect();
        let files = loaded.files.iter().filter(|file| file.document.is_some_and(|document| parts.contains(&document)));
        Ahead(files.flat_map(|file| std::iter::once(file.source).chain(file.texts.iter().copied())).collect())
    }

    /// Whether a finding says that something is not filled in before its day.
    pub fn holds(&self, finding: &Diagnostic) -> bool {
        self.0.contains(&finding.span.source) && UNFILLED.iter().any(|rule| rule.code == finding.rule.code)
    }
}
