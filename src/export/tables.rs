//! The tables of an export, and which rows each has.

pub mod activities;
pub mod assessments;
pub mod assignments;
pub mod budgets;
pub mod findings;
pub mod goals;
pub mod indicators;
pub mod outcomes;
pub mod statements;
pub mod statuses;

use std::collections::BTreeSet;

use rayon::prelude::*;

use self::activities::ActivityRow;
use self::assessments::AssessmentRow;
use self::assignments::AssignmentRow;
use self::budgets::BudgetRow;
use self::findings::FindingRow;
use self::goals::GoalRow;
use self::indicators::IndicatorRow;
use self::outcomes::OutcomeRow;
use self::statements::StatementRow;
use self::statuses::StatusRow;
use crate::export::scene::{Places, Scene};
use crate::export::table::{Table, TableKind};
use crate::progress::{Stage, counted};
use crate::read::load::Loaded;
use crate::resolve::{ItemRef, JoinedGoal, Plan};

/// Every sort of table, in their order.
pub static ALL: [&TableKind; 10] = [
    &goals::GOALS,
    &indicators::INDICATORS,
    &outcomes::OUTCOMES,
    &assessments::ASSESSMENTS,
    &activities::ACTIVITIES,
    &statuses::STATUSES,
    &assignments::ASSIGNMENTS,
    &budgets::BUDGETS,
    &statements::STATEMENTS,
    &findings::FINDINGS,
];

/// The rows of all tables.
#[derive(Default)]
pub struct Tables<'a> {
    goals: Vec<GoalRow<'a>>,
    indicators: Vec<IndicatorRow<'a>>,
    outcomes: Vec<OutcomeRow<'a>>,
    pub(super) assessments: Vec<AssessmentRow<'a>>,
    activities: Vec<ActivityRow<'a>>,
    statuses: Vec<StatusRow<'a>>,
    assignments: Vec<AssignmentRow<'a>>,
    budgets: Vec<BudgetRow<'a>>,
    statements: Vec<StatementRow<'a>>,
    findings: Vec<FindingRow<'a>>,
}

impl<'a> Tables<'a> {
    /// Adds what these plans and their follow-ups have; they are numbers of documents.
    pub fn add(&mut self, loaded: &'a Loaded, plans: &BTreeSet<usize>) {
        let places = Places::of(loaded);
        self.add_of(Scene::new(loaded, &places), plans, None);
    }

    /// As [`Tables::add`]; where one is asked for, the rows of that one alone.
    pub(super) fn add_of(&mut self, scene: Scene<'a, '_>, plans: &BTreeSet<usize>, only: Option<&'static TableKind>) {
        let plans: Vec<usize> = plans.iter().copied().collect();
        let each = plans.par_iter().map(|plan| Tables::of(scene, &scene.resolved().plans[*plan], only));
        let each: Vec<Tables<'a>> = counted(Stage::Tables, each).collect();
        for one in each {
            self.goals.extend(one.goals);
            self.indicators.extend(one.indicators);
            self.outcomes.extend(one.outcomes);
            self.assessments.extend(one.assessments);
            self.activities.extend(one.activities);
            self.statuses.extend(one.statuses);
            self.assignments.extend(one.assignments);
            self.budgets.extend(one.budgets);
            self.statements.extend(one.statements);
        }
    }

    /// Adds rows of findings.
    pub(super) fn add_findings(&mut self, rows: Vec<FindingRow<'a>>) {
        self.findings.extend(rows);
    }

    /// The table of a sort.
    pub fn one(&self, kind: &'static TableKind) -> Table<'_> {
        let all = self.all();
        all.into_iter().find(|table| table.kind.id == kind.id).unwrap_or(all[0])
    }

    /// The tables, in the order of [`ALL`].
    pub fn all(&self) -> [Table<'_>; 10] {
        [
            Table::of(&self.goals),
            Table::of(&self.indicators),
            Table::of(&self.outcomes),
            Table::of(&self.assessments),
            Table::of(&self.activities),
            Table::of(&self.statuses),
            Table::of(&self.assignments),
            Table::of(&self.budgets),
            Table::of(&self.statements),
            Table::of(&self.findings),
        ]
    }

    fn of(scene: Scene<'a, '_>, plan: &'a Plan, only: Option<&'static TableKind>) -> Tables<'a> {
        fn rows<'a, 's, R>(
            (scene, plan, only): (Scene<'a, 's>, &'a Plan, Option<&'static TableKind>),
            kind: &'static TableKind,
            of: fn(Scene<'a, 's>, &'a Plan) -> Vec<R>,
        ) -> Vec<R> {
            if only.is_none_or(|only| only.id == kind.id) { of(scene, plan) } else { Vec::new() }
        }
        let asked = (scene, plan, only);
        Tables {
            goals: rows(asked, &goals::GOALS, goals::rows),
            indicators: rows(asked, &indicators::INDICATORS, indicators::rows),
            outcomes: rows(asked, &outcomes::OUTCOMES, outcomes::rows),
            assessments: rows(asked, &assessments::ASSESSMENTS, assessments::rows),
            activities: rows(asked, &activities::ACTIVITIES, activities::rows),
            statuses: rows(asked, &statuses::STATUSES, statuses::rows),
            assignments: rows(asked, &assignments::ASSIGNMENTS, assignments::rows),
            budgets: rows(asked, &budgets::BUDGETS, budgets::rows),
            statements: rows(asked, &statements::STATEMENTS, statements::rows),
            findings: Vec::new(),
        }
    }
}

/// The sort of table that a word of the command line names.
pub fn find(word: &str) -> Option<&'static TableKind> {
    ALL.into_iter().find(|kind| kind.is_called(word))
}

/// The indicators or activities that a plan prints, each with the number of its goal, in the order of print.
fn in_print(plan: &Plan, of: fn(&JoinedGoal) -> &Vec<ItemRef>) -> Vec<(usize, ItemRef)> {
    let goals = plan.in_print().into_iter();
    goals.flat_map(|number| of(&plan.goals[number]).iter().map(move |item| (number, *item))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ALL, find};
    use crate::diagnostic::Language;

    #[test]
    fn no_two_columns_of_a_table_are_called_the_same() {
        for kind in ALL {
            let all = kind.columns().count();
            assert_eq!(kind.columns().map(|column| column.id).collect::<BTreeSet<_>>().len(), all, "{}", kind.id);
            for language in [Language::Swedish, Language::English] {
                // Excel tells the columns of a table apart by their heads, whatever their capitals.
                let heads: BTreeSet<String> =
                    kind.columns().map(|column| column.head.get(language).to_lowercase()).collect();
                assert_eq!(heads.len(), all, "{}", kind.id);
            }
        }
    }

    #[test]
    fn a_table_is_found_by_each_of_its_names() {
        for kind in ALL {
            let names = [kind.id, &kind.file.sv, &kind.file.en, &kind.title.sv, &kind.title.en];
            for name in names {
                assert!(find(name).is_some_and(|found| found.id == kind.id), "{name}");
            }
        }
        assert!(find("tabell").is_none());
    }
}
