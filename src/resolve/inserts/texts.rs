//! Which texts a part prints: they may hold inserts of their own.

use super::{InsertedPart, What};
use crate::model::Prose;
use crate::resolve::{ItemRef, Resolved};

impl Resolved {
    /// Every text that a part may print, in either form.
    pub fn texts_of<'r>(&'r self, part: &InsertedPart) -> Vec<&'r Prose> {
        let mut texts: Vec<&Prose> = Vec::new();
        let report = self.report_of(part.document);
        let Some(plan) = self.plan_of(part.document) else { return texts };
        let of_indicator = |item: ItemRef, texts: &mut Vec<&'r Prose>| {
            texts.extend(&self.indicator(item).description);
            let entry = report.and_then(|report| self.indicator_entry(report, item));
            texts.extend(entry.and_then(|entry| entry.analysis.as_ref()));
        };
        let of_activity = |item: ItemRef, texts: &mut Vec<&'r Prose>| {
            let entry = report.and_then(|report| self.activity_entry(report, item));
            texts.extend(entry.and_then(|found| found.entry.analysis.as_ref()));
        };
        match &part.what {
            What::Goal(number) => {
                let goal = &plan.goals[*number];
                for entry in goal.entries.iter().map(|at| self.goal(*at)) {
                    texts.extend(entry.sections.iter().map(|section| &section.prose));
                    texts.extend(entry.extra.iter().filter_map(|extra| extra.prose.as_ref()));
                }
                let reported = report.and_then(|report| report.goals[*number]).map(|at| self.goal_report(at));
                texts.extend(reported.and_then(|reported| reported.analysis.as_ref()));
                goal.indicators.iter().for_each(|item| of_indicator(*item, &mut texts));
                goal.activities.iter().for_each(|item| of_activity(*item, &mut texts));
            }
            What::Indicators(rows) => rows.items.iter().for_each(|(_, item)| of_indicator(*item, &mut texts)),
            What::Activities(rows) => rows.items.iter().for_each(|(_, item)| of_activity(*item, &mut texts)),
            What::Budget
            | What::IncomeStatement
            | What::Trend(..)
            | What::OwnChart(_)
            | What::BudgetChart
            | What::IncomeStatementChart => {}
        }
        texts
    }
}
