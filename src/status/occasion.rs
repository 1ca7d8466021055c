//! How each occasion of a plan stands on a day.

use jiff::civil::Date;

use crate::model::{ActivityReport, Document, FollowUp, GoalReport, IncomeStatement, IndicatorReport, Prose};
use crate::read::load::Loaded;
use crate::resolve::{Plan, Report};
use crate::status::{Count, OccasionStatus, Responsible, Share, State, due};

/// Every occasion of the plan's year, in order.
pub(super) fn all(loaded: &Loaded, plan: &Plan, today: Date) -> Vec<OccasionStatus> {
    let resolved = &loaded.resolved;
    let occasions = resolved.settings.steering.occasions.iter().enumerate();
    let mut all: Vec<OccasionStatus> = occasions
        .filter_map(|(number, occasion)| {
            let date = resolved.reported_until(plan.document, number)?;
            let report = resolved.reports_on(plan.document).find(|report| report.occasion == Some(number));
            let by = due::by_responsible(loaded, plan, number);
            let says_something = report.is_some_and(|report| says_something(loaded, report));
            let parts = report.iter().flat_map(|report| &report.parts);
            let below = resolved.reports_below(plan.document, number);
            Some(OccasionStatus {
                below: Some(Share::of(below.iter().map(|(_, report)| report.is_some()))).filter(|share| share.all > 0),
                key: occasion.key.clone(),
                date,
                state: state(&by, says_something, date > today),
                days_past: (date <= today).then(|| (today - date).get_days()),
                is_next: false,
                files: parts
                    .map(|part| loaded.sources.path(resolved.documents.head(*part).source).to_owned())
                    .collect(),
                by,
            })
        })
        .collect();
    if let Some(next) = all.iter_mut().find(|occasion| !occasion.has_come()) {
        next.is_next = true;
    }
    all
}

fn state(by: &[Responsible], says_something: bool, is_to_come: bool) -> State {
    let count = Count::of(by.iter().flat_map(|responsible| &responsible.due));
    match count.missing() {
        0 if count.due > 0 || !is_to_come => State::Complete,
        _ if says_something => State::UnderWay,
        _ if is_to_come => State::NotYet,
        _ => State::Open,
    }
}

/// Whether anything at all is filled in; a form that nobody has written in says nothing.
fn says_something(loaded: &Loaded, report: &Report) -> bool {
    report.parts.iter().any(|part| {
        let document: &Document = &loaded.resolved.documents[*part];
        let words = |prose: Option<&Prose>| due::has_words(loaded, prose);
        let Some(follow_up) = document.follow_up.as_deref() else { return false };
        let FollowUp { summary, goals, indicators, activities, assignments, economy, quality, .. } = follow_up;
        let goal = |goal: &GoalReport| {
            let has_assessment = !goal.assessment.is_absent() || !goal.forecast.is_absent();
            has_assessment || !goal.status.is_absent() || words(goal.analysis.as_ref())
        };
        let indicator = |entry: &IndicatorReport| {
            [&entry.outcome, &*entry.men, &*entry.women].into_iter().any(|outcome| !outcome.is_absent())
                || !entry.assessment.is_absent()
                || words(entry.analysis.as_ref())
        };
        let activity = |entry: &ActivityReport| {
            !entry.status.is_absent() || !entry.deviation.is_absent() || words(entry.analysis.as_ref())
        };
        [summary, quality, &document.other].into_iter().any(|prose| words(prose.as_ref()))
            || goals.iter().any(goal)
            || indicators.iter().any(indicator)
            || activities.iter().any(activity)
            || assignments.iter().any(|entry| entry.status.is_some() || words(entry.answer.as_ref()))
            || economy.iter().any(|economy| {
                words(economy.analysis.as_ref()) || economy.income_statement.as_ref().is_some_and(has_outcome)
            })
    })
}

/// Whether an amount is reported; budgets stand in a form from the start.
fn has_outcome(income_statement: &IncomeStatement) -> bool {
    let rows = income_statement.income.iter().chain(&income_statement.costs).map(|row| &row.amounts);
    let sums = [&income_statement.income_sum, &income_statement.cost_sum, &income_statement.net].into_iter().flatten();
    let mut all = rows.chain(sums.map(|(_, amounts)| amounts));
    all.any(|amounts| amounts.outcome.is_some() || amounts.forecast.is_some())
}
