//! Which assignment of the plan each entry of a report is about.

use super::{Context, EntryRef, Plan, Report, Resolved, follow_up_of};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::AssignmentReport;
use crate::msg;
use crate::plan_format::fields::same_key;
use crate::resolve::names::number_key;
use crate::resolve::rules;

/// Finds what each entry is about; reports those that the plan does not print, and what is reported twice.
pub(super) fn join(context: &Context, plan: &Plan, report: &mut Report, sink: &mut Sink) {
    report.assignments = vec![None; plan.assignments.len()];
    for document in report.parts.clone() {
        let Some(follow_up) = context.follow_up(document) else { continue };
        for (entry, written) in follow_up.assignments.iter().enumerate() {
            let (at, name) = (EntryRef { document, entry }, written.id.as_str());
            let is_it =
                |number: usize| same_key(&plan.assignments[number].id, name) || is_number(context, plan, number, name);
            let found = (0..plan.assignments.len()).find(|number| is_it(*number));
            match found.filter(|number| plan.assignments[*number].printed) {
                Some(number) => match report.assignments[number] {
                    None => report.assignments[number] = Some(at),
                    Some(first) => {
                        let first = &follow_up_of(context.documents, first).assignments[first.entry].id;
                        sink.push(
                            Diagnostic::new(
                                &rules::REPORTED_TWICE,
                                written.id.span,
                                msg!("{name} rapporteras två gånger", "{name} is reported twice"),
                            )
                            .label(msg!("den här trycks inte", "this one is not printed"))
                            .other(first.span, msg!("här rapporteras samma sak", "here the same is reported"))
                            .help(msg!("behåll en av dem, eller skriv ihop dem", "keep one of them, or join them")),
                        );
                    }
                },
                None => {
                    report.assignments_outside.push(at);
                    if plan.complete {
                        sink.push(not_in_plan(plan, written, found.is_some()));
                    }
                }
            }
        }
    }
}

fn is_number(context: &Context, plan: &Plan, number: usize, name: &str) -> bool {
    let entries = plan.assignments[number].entries.iter();
    let mut numbers =
        entries.filter_map(|at| context.documents[at.document].assignments[at.assignment].number.as_ref());
    numbers.any(|own| number_key(own.as_str()) == number_key(name))
}

fn not_in_plan(plan: &Plan, written: &AssignmentReport, is_above: bool) -> Diagnostic {
    let name = written.id.as_str();
    if is_above {
        return Diagnostic::new(
            &rules::NOT_IN_PLAN,
            written.id.span,
            msg!(
                "uppdraget {name} finns i en plan ovanför, men trycks inte i planen som följs upp",
                "the assignment {name} is in a plan above, but not printed in the plan that is followed up",
            ),
        )
        .help(msg!(
            "ta bort raden, eller låt planen visa det med omfattar: [{name}]",
            "remove the line, or let the plan show it with omfattar: [{name}]",
        ));
    }
    let finding = Diagnostic::new(
        &rules::NOT_IN_PLAN,
        written.id.span,
        msg!("inget uppdrag i planen heter {name}", "no assignment of the plan is called {name}"),
    );
    let known: Vec<&str> = plan.assignments.iter().filter(|one| one.printed).map(|one| one.id.as_str()).collect();
    match crate::diagnostic::near_name(name, known.iter().copied()) {
        Some(near) => finding.help(msg!("skriv {near}", "write {near}")).suggest(written.id.span, near),
        None if known.is_empty() => finding.help(msg!(
            "planen har inga uppdrag: skriv dem under uppdrag i planen",
            "the plan has no assignments: write them below uppdrag in the plan",
        )),
        None => {
            let known = known.join(", ");
            finding.help(msg!("skriv ett av planens uppdrag: {known}", "write one of the plan's assignments: {known}"))
        }
    }
}

/// An assignment's entry that counts at an occasion, and the earlier report that it stands in, if it does.
#[derive(Clone, Copy, Debug)]
pub struct AssignmentEntry<'a> {
    /// What is reported.
    pub entry: &'a AssignmentReport,
    /// The earlier report that it stands in; `None` where it stands in the report itself.
    pub earlier: Option<usize>,
}

impl Resolved {
    /// What is reported of an assignment.
    pub fn assignment_report(&self, at: EntryRef) -> &AssignmentReport {
        &follow_up_of(&self.documents, at).assignments[at.entry]
    }

    /// What a report says of an assignment of its plan: its own entry, else the last one of the year that was final, which
    /// need not be repeated. An entry that says nothing is no entry.
    pub fn assignment_entry(&self, report: &Report, number: usize) -> Option<AssignmentEntry<'_>> {
        let of = |report: &Report| {
            let entry = self.assignment_report(report.assignments.get(number).copied().flatten()?);
            (!entry.is_empty()).then_some(entry)
        };
        if let Some(entry) = of(report) {
            return Some(AssignmentEntry { entry, earlier: None });
        }
        let mut before = report.earlier.iter().rev();
        let (earlier, entry) = before.find_map(|number| Some((*number, of(&self.reports[*number])?)))?;
        let is_final = entry.status.as_ref().is_some_and(|status| status.value.is_final());
        is_final.then_some(AssignmentEntry { entry, earlier: Some(earlier) })
    }
}
