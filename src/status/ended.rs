//! Activities and assignments that are past their end though no report says that they are done or given up.

use jiff::civil::Date;

use crate::read::load::Loaded;
use crate::resolve::{ItemRef, Plan, Report, names};
use crate::status::{DueKind, Ended, LastKnown, due};

/// The activities and assignments that a plan prints whose last day is before `today`, by their ends.
pub(super) fn all(loaded: &Loaded, plan: &Plan, today: Date) -> Vec<Ended> {
    let resolved = &loaded.resolved;
    let reports: Vec<&Report> = resolved.reports_on(plan.document).collect();
    let goals = plan.in_print().into_iter().map(|number| &plan.goals[number]);
    let items = goals.flat_map(|goal| goal.activities.iter().map(move |item| (goal, *item)));
    let mut ended: Vec<Ended> = items
        .filter_map(|(goal, item)| {
            let activity = resolved.activity(item);
            let end = activity.end.as_ref()?.value;
            let last = last_known(loaded, &reports, item);
            let is_over = end < today && last.as_ref().is_none_or(|last| !last.status.is_final());
            is_over.then(|| Ended {
                sort: DueKind::Activity,
                id: names::activity_id(activity),
                name: activity.name.value.clone(),
                responsible: due::responsible_for(resolved, goal, item).map(str::to_owned),
                end,
                last,
            })
        })
        .collect();
    let assignments = plan.assignments.iter().enumerate().filter(|(_, joined)| joined.printed);
    ended.extend(assignments.filter_map(|(number, joined)| {
        let end = resolved.assignment_due(joined).filter(|end| *end < today)?;
        let last = last_known_of_assignment(loaded, &reports, number);
        last.as_ref().is_none_or(|last| !last.status.is_final()).then(|| Ended {
            sort: DueKind::Assignment,
            id: joined.id.clone(),
            name: resolved.given(joined).title.as_ref().map_or_else(|| joined.id.clone(), |title| title.value.clone()),
            responsible: due::assignment_responsible(resolved, joined).map(str::to_owned),
            end,
            last,
        })
    }));
    ended.sort_by_key(|ended| ended.end);
    ended
}

/// The status of an assignment in the latest report that has one.
fn last_known_of_assignment(loaded: &Loaded, reports: &[&Report], number: usize) -> Option<LastKnown> {
    let resolved = &loaded.resolved;
    reports.iter().rev().find_map(|report| {
        let at = report.assignments.get(number).copied().flatten()?;
        Some(LastKnown {
            status: resolved.assignment_report(at).status.as_ref()?.value,
            occasion: resolved.settings.steering.occasions[report.occasion?].key.clone(),
            path: loaded.sources.path(resolved.documents.head(at.document).source).to_owned(),
        })
    })
}

/// The status of an activity in the latest report that has one.
fn last_known(loaded: &Loaded, reports: &[&Report], item: ItemRef) -> Option<LastKnown> {
    let resolved = &loaded.resolved;
    reports.iter().rev().find_map(|report| {
        let occasion = report.occasion?;
        let at = report.activities.get(&item)?;
        Some(LastKnown {
            status: resolved.activity_report(*at).status.as_ref()?.value,
            occasion: resolved.settings.steering.occasions[occasion].key.clone(),
            path: loaded.sources.path(resolved.documents.head(at.document).source).to_owned(),
        })
    })
}
