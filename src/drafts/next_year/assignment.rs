//! Assignments: those that were reported as done or dropped are left out.

use super::edit::Edits;
use super::list;
use super::value_in_text::ValueInText;
use super::{Count, Request};
use crate::model::Status;
use crate::resolve::assignments::AssignmentRef;

/// Edits the assignments of the plan.
pub(super) fn edit(edits: &mut Edits, text: &str, root: ValueInText, wish: &Request, count: &mut Count) {
    let Some(list) = root.get("uppdrag") else { return };
    let assignments = &wish.loaded.resolved.documents[wish.document].assignments;
    let items = list.value.items();
    let ended: Vec<Option<String>> = items
        .iter()
        .map(|written| {
            let number = assignments.iter().position(|one| one.span.start == written.node.start)?;
            let title = assignments[number].title.as_ref().or(assignments[number].id.as_ref());
            last_status(wish, number)?.is_final().then(|| title.map_or_else(String::new, |title| title.value.clone()))
        })
        .collect();
    let gone: Vec<bool> = ended.iter().map(Option::is_some).collect();
    if list::remove(edits, text, &list, &gone) {
        count.assignments_left_out.extend(ended.into_iter().flatten());
    }
}

/// How an assignment of the plan stood when it was last reported.
fn last_status(wish: &Request, number: usize) -> Option<Status> {
    let resolved = &wish.loaded.resolved;
    let at = AssignmentRef { document: wish.document, assignment: number };
    let joined = resolved.plans[wish.document].assignments.iter().position(|one| one.entries.contains(&at))?;
    let reports: Vec<_> = resolved.reports_on(wish.document).collect();
    let entries = reports.iter().rev().filter_map(|report| resolved.assignment_entry(report, joined));
    entries.filter_map(|found| found.entry.status.as_ref()).map(|status| status.value).next()
}
