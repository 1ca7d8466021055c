//! Activities that should have ended, reported without a status.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::{activities, occasion_name};
use crate::model::follow_up::Status;
use crate::msg;
use crate::resolve::ItemRef;

/// VP0605.
pub static RULE: Rule = Rule {
    code: "VP0605",
    name: "ended-activity-without-status",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "aktiviteten skulle vara klar men har ingen status",
        "the activity should be done but has no status",
    ),
    what: Bilingual::fixed(
        "Aktivitetens slutdatum har passerat vid tillfället, och den har en rad i rapporten, men utan `status`.",
        "The activity's end has passed at the occasion, and it has a line in the follow-up, but without a `status`.",
    ),
    why: Bilingual::fixed(
        "Läsaren vill veta om det som skulle vara klart blev klart. En analys utan status lämnar det öppet.",
        "Readers want to know whether what should be done was done. An analysis without a status leaves it open.",
    ),
    fixes: Fixes::NONE,
};

/// Reports what the plan prints and the report says something about.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(occasion) = subject.report.occasion else { return };
    let Some(until) = subject.resolved.reported_until(subject.report.plan, occasion) else { return };
    for (_, item) in activities(subject) {
        let activity = subject.resolved.activity(item);
        let Some(end) = activity.end.as_ref().filter(|end| end.value <= until) else { continue };
        let Some(at) = subject.report.activities.get(&item) else { continue };
        let entry = subject.resolved.activity_report(*at);
        if !entry.status.is_absent() || entry.has_unread_keys || entry.is_empty() || was_final(subject, item) {
            continue;
        }
        let (name, occasion) = (activity.name.as_str(), occasion_name(subject, occasion));
        sink.push(
            Diagnostic::new(
                &RULE,
                entry.id.span,
                msg!(
                    "aktiviteten ”{name}” skulle vara klar vid {occasion} men har ingen status",
                    "the activity \"{name}\" should be done by {occasion} but has no status",
                ),
            )
            .other(end.span, msg!("slutar här", "ends here"))
            .help(msg!(
                "skriv status: genomförd; är den inte klar, skriv status: försenad eller avbruten och skälet efter avvikelse:",
                "write status: genomförd; if it is not done, write status: försenad or avbruten and the reason after avvikelse:",
            )),
        );
    }
}

/// Whether an earlier report of the year said that it was done or cancelled.
fn was_final(subject: &ReportSubject, item: ItemRef) -> bool {
    let mut earlier = subject.report.earlier.iter().map(|number| &subject.resolved.reports[*number]);
    earlier.any(|report| {
        let entry = report.activities.get(&item).map(|at| subject.resolved.activity_report(*at));
        let status: Option<Status> = entry.and_then(|entry| entry.status.as_ref()).map(|status| status.value);
        status.is_some_and(Status::is_final)
    })
}
