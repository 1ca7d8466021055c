//! What is due at an occasion of a plan, by who answers for it.

use std::cmp::Ordering;

use crate::model::Prose;
use crate::model::swedish;
use crate::read::load::Loaded;
use crate::resolve::assignments::JoinedAssignment;
use crate::resolve::reports::due::GoalDue;
use crate::resolve::{ItemRef, JoinedGoal, Plan, Resolved, Thing, names};
use crate::status::{Due, DueKind, DuePlace, Responsible};

/// What is due, by who answers for it.
pub(super) fn by_responsible(loaded: &Loaded, plan: &Plan, occasion: usize) -> Vec<Responsible> {
    let resolved = &loaded.resolved;
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
        let GoalDue { assessment, indicators, activities } = resolved.goal_due(plan, number, occasion, &loaded.sources);
        if let Some(is_reported) = assessment {
            let decided = resolved.origin(goal);
            let id = names::goal_id(decided);
            let name = decided.title.as_ref().map_or_else(|| id.clone(), |title| title.value.clone());
            let place = DuePlace::Thing(Thing::Goal(goal.entries[0]));
            add(of_goal(resolved, goal), Due { sort: DueKind::Goal, place, id, name, is_reported });
        }
        for (item, is_reported) in indicators {
            let indicator = resolved.indicator(item);
            let due = Due {
                sort: DueKind::Indicator,
                place: DuePlace::Thing(Thing::Indicator(item)),
                id: names::indicator_id(indicator),
                name: indicator.name.value.clone(),
                is_reported,
            };
            add(own(&indicator.responsible).or_else(|| of_goal(resolved, goal)), due);
        }
        for (item, is_reported) in activities {
            let activity = resolved.activity(item);
            let due = Due {
                sort: DueKind::Activity,
                place: DuePlace::Thing(Thing::Activity(item)),
                id: names::activity_id(activity),
                name: activity.name.value.clone(),
                is_reported,
            };
            add(responsible_for(resolved, goal, item), due);
        }
    }
    for (number, joined) in plan.assignments.iter().enumerate() {
        let Some(is_reported) = resolved.assignment_answered(plan, number, occasion) else { continue };
        let due = Due {
            sort: DueKind::Assignment,
            place: DuePlace::Assignment(number),
            id: joined.id.clone(),
            name: resolved.given(joined).title.as_ref().map_or_else(|| joined.id.clone(), |title| title.value.clone()),
            is_reported,
        };
        add(assignment_responsible(resolved, joined), due);
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

/// Who answers for an assignment.
pub(super) fn assignment_responsible<'r>(resolved: &'r Resolved, joined: &JoinedAssignment) -> Option<&'r str> {
    resolved.responsible_for(joined).map(|words| words.value.trim()).filter(|words| !words.is_empty())
}

/// Whether a text says anything.
pub(super) fn has_words(loaded: &Loaded, prose: Option<&Prose>) -> bool {
    prose.is_some_and(|prose| !prose.is_blank(&loaded.sources))
}
