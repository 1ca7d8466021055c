//! What is due at an occasion of a plan, and whether it is reported.
//!
//! | what | due | reported when it has |
//! | --- | --- | --- |
//! | indicator | by its periodicity; at the year's last occasion where that is not known | an outcome, `saknas` or an analysis |
//! | activity | once it has begun | a status, or was done or cancelled earlier in the year |
//! | goal | at the year's last occasion, on the levels that are assessed | an assessment |

use std::cmp::Ordering;

use crate::model::Prose;
use crate::model::swedish;
use crate::read::load::Loaded;
use crate::resolve::{ItemRef, JoinedGoal, Plan, Report, Resolved, Thing, names};
use crate::status::{Due, ItemKind, Responsible};

/// What is due, by who answers for it.
pub(super) fn by_responsible(loaded: &Loaded, plan: &Plan, occasion: usize) -> Vec<Responsible> {
    let resolved = &loaded.resolved;
    let reports: Vec<&Report> =
        resolved.reports_on(plan.document).filter(|report| report.occasion.is_some_and(|of| of <= occasion)).collect();
    let report = reports.last().copied().filter(|report| report.occasion == Some(occasion));
    let mut by: Vec<Responsible> = Vec::new();
    let mut add = |responsible: Option<&str>, due: Due| match by
        .iter_mut()
        .find(|other| is_same_name(other.name.as_deref(), responsible))
    {
        Some(known) => known.due.push(due),
        None => by.push(Responsible { name: responsible.map(str::to_owned), due: vec![due] }),
    };
    for number in plan.in_print() {
        let goal = &plan.goals[number];
        if resolved.is_last(occasion) && resolved.settings.steering.levels[goal.level].assessed {
            let at = report.and_then(|report| report.goals[number]);
            let decided = resolved.origin(goal);
            let id = names::goal_id(decided);
            let name = decided.title.as_ref().map_or_else(|| id.clone(), |title| title.value.clone());
            let is_reported = at.is_some_and(|at| resolved.goal_report(at).assessment.as_ref().is_some());
            add(
                of_goal(resolved, goal),
                Due { sort: ItemKind::Goal, thing: Thing::Goal(goal.entries[0]), id, name, is_reported },
            );
        }
        for item in goal.indicators.iter().filter(|item| is_indicator_due(resolved, occasion, **item)) {
            let indicator = resolved.indicator(*item);
            let due = Due {
                sort: ItemKind::Indicator,
                thing: Thing::Indicator(*item),
                id: names::indicator_id(indicator),
                name: indicator.name.value.clone(),
                is_reported: report.is_some_and(|report| has_outcome(loaded, report, *item)),
            };
            add(own(&indicator.responsible).or_else(|| of_goal(resolved, goal)), due);
        }
        for item in goal.activities.iter().filter(|item| resolved.has_begun(plan.document, occasion, **item)) {
            let activity = resolved.activity(*item);
            let due = Due {
                sort: ItemKind::Activity,
                thing: Thing::Activity(*item),
                id: names::activity_id(activity),
                name: activity.name.value.clone(),
                is_reported: has_status(resolved, &reports, occasion, *item),
            };
            add(responsible_for(resolved, goal, *item), due);
        }
    }
    let order = names_in_order();
    by.sort_by(|one, two| order(one.name.as_deref(), two.name.as_deref()));
    by
}

/// Whether two names are of one role or group: somebody writes it with a capital, somebody without.
pub(super) fn is_same_name(one: Option<&str>, two: Option<&str>) -> bool {
    match (one, two) {
        (Some(one), Some(two)) => one.to_lowercase() == two.to_lowercase(),
        (one, two) => one == two,
    }
}

/// The Swedish order of those who answer for something; nobody comes last.
pub(super) fn names_in_order() -> impl Fn(Option<&str>, Option<&str>) -> Ordering {
    let order = swedish();
    move |one, two| match (one, two) {
        (Some(one), Some(two)) => order.compare(one, two),
        (one, two) => one.is_none().cmp(&two.is_none()),
    }
}

/// Who answers for an activity: its own, else the goal's.
pub(super) fn responsible_for<'r>(resolved: &'r Resolved, goal: &JoinedGoal, activity: ItemRef) -> Option<&'r str> {
    own(&resolved.activity(activity).responsible).or_else(|| of_goal(resolved, goal))
}

fn of_goal<'r>(resolved: &'r Resolved, goal: &JoinedGoal) -> Option<&'r str> {
    goal.entries.iter().find_map(|at| own(&resolved.goal(*at).responsible))
}

fn own(written: &Option<crate::model::At<String>>) -> Option<&str> {
    written.as_ref().map(|words| words.value.trim()).filter(|words| !words.is_empty())
}

fn is_indicator_due(resolved: &Resolved, occasion: usize, item: ItemRef) -> bool {
    resolved.is_due(occasion, item).unwrap_or_else(|| resolved.is_last(occasion))
}

fn has_outcome(loaded: &Loaded, report: &Report, item: ItemRef) -> bool {
    let Some(entry) = loaded.resolved.indicator_entry(report, item) else { return false };
    entry.outcome.as_ref().is_some() || has_words(loaded, entry.analysis.as_ref())
}

/// Whether a text says anything.
pub(super) fn has_words(loaded: &Loaded, prose: Option<&Prose>) -> bool {
    prose.is_some_and(|prose| !prose.is_blank(&loaded.sources))
}

/// Whether the occasion's report has a status, or the last one before it that has one is final.
fn has_status(resolved: &Resolved, reports: &[&Report], occasion: usize, item: ItemRef) -> bool {
    let known = reports.iter().rev().find_map(|report| {
        let at = report.activities.get(&item)?;
        let status = resolved.activity_report(*at).status.as_ref()?.value;
        Some((report.occasion, status))
    });
    known.is_some_and(|(of, status)| of == Some(occasion) || status.is_final())
}
