//! The assignments that each plan prints, and what was last answered.

use crate::export::cell::of_assignment;
use crate::export::place::Place;
use crate::export::scene::Scene;
use crate::export::table::{both, table};
use crate::model::{Assignment, AssignmentReport};
use crate::resolve::Plan;

/// An assignment of a plan.
pub struct AssignmentRow<'a> {
    place: Place<'a>,
    id: &'a str,
    given: &'a Assignment,
    given_by: &'a str,
    is_inherited: bool,
    responsible: Option<&'a str>,
    goals: String,
    last: Option<(&'a AssignmentReport, Option<&'a str>)>,
    answer: Option<String>,
}

table! {
    /// The table of assignments.
    ASSIGNMENTS of AssignmentRow, "assignments", both("uppdrag", "assignments"), both("Uppdrag", "Assignments"),
    both("Ett uppdrag som en plan trycker, med det senaste svaret.", "An assignment that a plan prints, with the last answer.");
    "assignment_id" Id (both("Uppdrags-id", "Assignment id")) (both("Uppdragets id.", "The assignment's id.")) |row| row.id;
    "assignment_number" Id (both("Nr", "No.")) (both("Uppdragets nummer, som det är skrivet.", "The assignment's number, as it is written.")) |row| row.given.number.as_ref();
    "assignment" Name (both("Uppdrag", "Assignment")) (both("Vad som ska göras.", "What is to be done.")) |row| row.given.title.as_ref();
    "decision" Name (both("Beslut", "Decision")) (both("Beslutet som gav uppdraget.", "The decision that gave it.")) |row| row.given.decision.as_ref();
    "given_by" Name (both("Givet av", "Given by")) (both("Organisationen vars plan uppdraget är givet i.", "The organisation in whose plan it is given.")) |row| row.given_by;
    "inherited" Answer (both("Ärvt", "Inherited")) (both("Ja om uppdraget är givet i en plan ovanför.", "Yes where it is given in a plan above.")) |row| row.is_inherited;
    "goals" Id (both("Mål", "Goals")) (both("Målen som uppdraget tjänar.", "The goals that it serves.")) |row| &row.goals;
    "responsible" Name (both("Ansvarig", "Responsible")) (both("Den som ansvarar: en organisation, en roll eller en grupp.", "Who answers for it: an organisation, a role or a group.")) |row| row.responsible;
    "due" Date (both("Klart senast", "Due")) (both("Dagen då uppdraget ska vara klart.", "The day when it is to be done.")) |row| &row.given.due;
    "status" Word (both("Läge", "Status")) (both("Det senast rapporterade läget.", "The status last reported.")) |row| row.last.and_then(|(entry, _)| entry.status.as_ref()).map(|status| of_assignment(status.value));
    "status_occasion" Word (both("Rapporterat", "Reported")) (both("Tillfället då läget rapporterades.", "The occasion at which the status was reported.")) |row| row.last.and_then(|(_, occasion)| occasion);
    "matter" Id (both("Ärende", "Matter")) (both("Diarienumret för ärendet som besvarar uppdraget.", "The reference number of the matter that answers it.")) |row| row.last.and_then(|(entry, _)| entry.matter.as_ref());
    "answer" Prose (both("Svar", "Answer")) (both("Svaret på uppdraget.", "The answer.")) |row| row.answer.as_ref();
}

/// The rows of a plan.
pub(super) fn rows<'a>(scene: Scene<'a, '_>, plan: &'a Plan) -> Vec<AssignmentRow<'a>> {
    let resolved = scene.resolved();
    let place = scene.place(plan.document);
    let reports: Vec<_> = resolved.reports_on(plan.document).collect();
    let printed = plan.assignments.iter().enumerate().filter(|(_, joined)| joined.printed);
    let rows = printed.map(|(number, joined)| {
        let given = resolved.given(joined);
        let last = reports.iter().rev().find_map(|report| {
            let entry = resolved.assignment_report(report.assignments.get(number).copied().flatten()?);
            (!entry.is_empty()).then_some((entry, scene.occasion(report).key))
        });
        AssignmentRow {
            place: place.clone(),
            id: &joined.id,
            given,
            given_by: resolved.documents[joined.entries[0].document].organisation.name(),
            is_inherited: joined.entries[0].document != plan.document,
            responsible: resolved.responsible_for(joined).map(|name| name.as_str()),
            goals: given.goals.iter().map(|goal| goal.as_str()).collect::<Vec<_>>().join(", "),
            last,
            answer: scene.plain(last.and_then(|(entry, _)| entry.answer.as_ref())),
        }
    });
    rows.collect()
}
