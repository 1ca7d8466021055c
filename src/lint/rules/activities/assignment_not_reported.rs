//! Assignments that the report of the year does not answer.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::is_known;
use crate::model::At;
use crate::msg;

/// VP0612.
pub static RULE: Rule = Rule {
    code: "VP0612",
    name: "assignment-not-reported",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "ett uppdrag redovisas inte i årets sista uppföljning",
        "an assignment is not reported in the year's last follow-up",
    ),
    what: Bilingual::fixed(
        "Planen trycker ett uppdrag, och uppföljningen vid årets sista tillfälle har ingen `status` för det. Det som tidigare under året har rapporterats klart eller att det utgår behöver inte rapporteras igen.",
        "The plan prints an assignment, and the follow-up of the year's last occasion has no `status` of it. What was reported as done or dropped earlier in the year need not be reported again.",
    ),
    why: Bilingual::fixed(
        "Den som gav uppdraget väntar på svar, också när svaret är att det inte är klart.",
        "Whoever gave the assignment awaits an answer, also where the answer is that it is not done.",
    ),
    fixes: Fixes::NONE,
};

/// Reports each assignment without a status in the year's last report.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let is_last = subject.report.occasion.is_some_and(|occasion| subject.resolved.is_last(occasion));
    // An id that nothing is called may be that of the one that is missing, which is said there.
    if !is_last || !is_known(subject) || !subject.report.assignments_outside.is_empty() {
        return;
    }
    let resolved = subject.resolved;
    for (number, joined) in subject.plan.assignments.iter().enumerate().filter(|(_, joined)| joined.printed) {
        let entry = resolved.assignment_entry(subject.report, number).map(|found| found.entry);
        if entry.is_some_and(|entry| entry.status.is_some() || entry.is_unread) {
            continue;
        }
        let responsible = resolved.responsible_for(joined).map(At::as_str);
        let Some(part) = subject.part_for(responsible) else { continue };
        let follow_up = part.follow_up;
        let elsewhere = || follow_up.period.as_ref().map_or(follow_up.kind, |period| period.span);
        let place = entry.map(|entry| entry.id.span).or(follow_up.keys.assignments).unwrap_or_else(elsewhere);
        let (id, given) = (&joined.id, resolved.given(joined));
        sink.push(
            Diagnostic::new(
                &RULE,
                place,
                msg!("uppdraget {id} redovisas inte", "the assignment {id} is not reported"),
            )
            .other(given.title.as_ref().map_or(given.span, |title| title.span), msg!("uppdraget", "the assignment"))
            .help(msg!(
                "skriv {id}: {{status: klart, svar: …}} under uppdrag, eller pågår, försenat, ej påbörjat eller utgår",
                "write {id}: {{status: klart, svar: …}} below uppdrag, or pågår, försenat, ej påbörjat or utgår",
            )),
        );
    }
}
