//! Assignments (uppdrag) of the two plans, by their ids.

use jiff::civil::Date;

use super::side::Compared;
use super::words::words;
use super::{AssignmentDiff, Change, Name};
use crate::model::At;
use crate::resolve::assignments::JoinedAssignment;

/// What differs in an assignment that both may have.
struct Known {
    name: Name,
    responsible: Option<String>,
    due: Option<Date>,
}

/// What differs in the printed assignments, in the order of the newer plan; those that have ended last.
pub(super) fn compare(old: &Compared, new: &Compared) -> Vec<AssignmentDiff> {
    let known = |side: &Compared| -> Vec<Known> {
        let printed = side.plan.assignments.iter().filter(|one| one.printed);
        printed.map(|one| of(side, one)).collect()
    };
    let (before, now) = (known(old), known(new));
    let both = now.iter().map(|new| (before.iter().find(|old| old.name.id == new.name.id), Some(new)));
    let ended = before.iter().filter(|old| !now.iter().any(|new| new.name.id == old.name.id));
    let pairs = both.chain(ended.map(|old| (Some(old), None)));
    pairs.filter_map(|(old, new)| differs(old, new)).collect()
}

fn of(side: &Compared, joined: &JoinedAssignment) -> Known {
    let resolved = side.side.resolved;
    let entries = || joined.entries.iter().map(|at| resolved.assignment(*at));
    let given = resolved.given(joined);
    let number = entries().find_map(|entry| entry.number.as_ref());
    Known {
        name: Name {
            id: joined.id.clone(),
            number: number.map(|number| number.value.clone()),
            title: given.title.as_ref().map_or("", At::as_str).to_owned(),
        },
        responsible: resolved.responsible_for(joined).map(|name| name.value.clone()),
        due: entries().filter_map(|entry| entry.due.as_ref()).next_back().map(|due| due.value),
    }
}

fn differs(old: Option<&Known>, new: Option<&Known>) -> Option<AssignmentDiff> {
    let both = old.zip(new);
    let responsible =
        Change { old: old.and_then(|one| one.responsible.clone()), new: new.and_then(|one| one.responsible.clone()) };
    let due = Change { old: old.and_then(|one| one.due), new: new.and_then(|one| one.due) };
    let difference = AssignmentDiff {
        old: old.map(|one| one.name.clone()),
        new: new.map(|one| one.name.clone()),
        title: both.and_then(|(old, new)| words(&old.name.title, &new.name.title)),
        responsible: (responsible.old != responsible.new).then_some(responsible),
        due: (due.old != due.new).then_some(due),
    };
    let is_same = difference.title.is_none() && difference.responsible.is_none() && difference.due.is_none();
    (both.is_none() || !is_same).then_some(difference)
}
