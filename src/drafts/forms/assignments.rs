//! The assignments of the form to fill in: those that are not reported as done, with what is asked for.

use super::{Form, comment, same_name};
use crate::diagnostic::Bilingual;
use crate::model::{At, Status};
use crate::msg;
use crate::resolve::Report;
use crate::resolve::assignments::JoinedAssignment;
use crate::syntax::yaml::write;

impl Form<'_> {
    pub(super) fn write_assignments(&self, out: &mut String) {
        let resolved = &self.wish.loaded.resolved;
        let open: Vec<&JoinedAssignment> =
            self.assignments.iter().map(|number| &self.plan.assignments[*number]).collect();
        if open.is_empty() {
            return;
        }
        out.push_str("\nuppdrag:\n");
        let words = Status::ALL.map(Status::word_of_assignment).join(comment::BETWEEN);
        for joined in open {
            let given = resolved.given(joined);
            let entries = || joined.entries.iter().map(|at| resolved.assignment(*at));
            let text =
                |label: Bilingual, words: Option<&At<String>>| self.label(label, words.map(|at| at.value.clone()));
            out.push('\n');
            let number = entries().find_map(|entry| entry.number.as_ref());
            let title = [number, given.title.as_ref()].into_iter().flatten().map(At::as_str).collect::<Vec<_>>();
            comment::write(out, 2, &title.join(" "));
            let due = resolved.assignment_due(joined).map(|due| due.to_string());
            comment::write_all(
                out,
                2,
                [
                    text(msg!("Beslut", "Decision"), given.decision.as_ref()),
                    text(msg!("Ansvarig", "Responsible"), resolved.responsible_for(joined)),
                    self.label(msg!("Klart senast", "To be done by"), due),
                ],
            );
            let key = write::value(&joined.id);
            out.push_str(&format!("  {key}:\n    status:   # {words}\n    svar:\n    ärende:\n"));
        }
    }

    /// Whether an assignment is to be reported here: it is printed, asked for, not in another file of the report, and not
    /// reported as done or dropped earlier in the year.
    pub(super) fn is_open_assignment(&self, number: usize) -> bool {
        let resolved = &self.wish.loaded.resolved;
        let joined = &self.plan.assignments[number];
        let responsible = resolved.responsible_for(joined);
        let is_wanted = match &self.who {
            Some(who) => responsible.is_some_and(|name| same_name(name.as_str(), who)),
            None => true,
        };
        let of = |report: &Report| resolved.assignment_entry(report, number).map(|found| found.entry);
        let is_done = resolved.reports_on(self.plan.document).any(|report| {
            report.occasion.is_some_and(|at| at < self.wish.occasion)
                && of(report).is_some_and(|entry| entry.status.as_ref().is_some_and(|at| at.value.is_final()))
        });
        let here = self.prefill.report().filter(|_| self.wish.without_others);
        let is_elsewhere = here.is_some_and(|report| report.assignments.get(number).is_some_and(Option::is_some));
        joined.printed && !joined.id.is_empty() && is_wanted && !is_done && !is_elsewhere
    }
}
