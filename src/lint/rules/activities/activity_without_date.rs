//! Activities without a start or an end.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;

/// VP0601.
pub static RULE: Rule = Rule {
    code: "VP0601",
    name: "activity-without-date",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "aktiviteten saknar startdatum eller slutdatum",
        "the activity lacks a start date or an end date",
    ),
    what: Bilingual::fixed(
        "Aktiviteten har inget slutdatum, eller inget startdatum. Saknat slutdatum är ett fel, saknat startdatum en varning.",
        "The activity has no end date, or no start date. A missing end date is an error, a missing start date a warning.",
    ),
    why: Bilingual::fixed(
        "Slutdatumet är det som gör att en aktivitet kan bli klar, och sen. Utan det kan ingen säga vid uppföljningen om den har genomförts i tid.",
        "The end date is what lets an activity be finished, and be late. Without it nobody can say at the follow-up whether it was done in time.",
    ),
    fixes: Fixes::NONE,
};

/// Reports activities where a date is not written. One that is written but is no date is reported by reading.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let year = subject.document.year.as_ref().map(|year| year.value);
    for activity in subject.document.goals.iter().flat_map(|goal| &goal.activities) {
        let name = activity.name.as_str();
        let finding = |message| Diagnostic::new(&RULE, activity.name.span, message);
        let example = |key: &str, day: &str| match year {
            Some(year) => msg!("skriv till exempel {key}: {year}-{day}", "write for instance {key}: {year}-{day}"),
            None => msg!("skriv {key}: och datumet", "write {key}: and the date"),
        };
        sink.push(match (!activity.start.is_absent(), !activity.end.is_absent()) {
            (true, true) => continue,
            (false, false) => finding(msg!(
                "aktiviteten ”{name}” har varken startdatum eller slutdatum",
                "the activity \"{name}\" has neither start date nor end date",
            ))
            .help(match year {
                Some(year) => msg!(
                    "skriv start: och slut:, till exempel slut: {year}-12-31",
                    "write start: and slut:, for instance slut: {year}-12-31",
                ),
                None => msg!("skriv start: och slut:", "write start: and slut:"),
            }),
            (true, false) => {
                finding(msg!("aktiviteten ”{name}” har inget slutdatum", "the activity \"{name}\" has no end date"))
                    .help(example("slut", "12-31"))
            }
            (false, true) => {
                finding(msg!("aktiviteten ”{name}” har inget startdatum", "the activity \"{name}\" has no start date"))
                    .lower(Severity::Warning)
                    .help(example("start", "01-01"))
            }
        });
    }
}
