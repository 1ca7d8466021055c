//! Activities without an end.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;

/// VP0601.
pub static RULE: Rule = Rule {
    code: "VP0601",
    name: "activity-without-date",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("aktiviteten saknar slutdatum", "the activity lacks an end date"),
    what: Bilingual::fixed(
        "Aktiviteten säger inte när den är klar: varken `slut` eller `klart`. Ett startdatum behövs inte, och en tid i ord räcker: ”hösten 2026”, ”löpande”.",
        "The activity does not say when it is finished: neither `slut` nor `klart`. A start date is not needed, and a time in words is enough: \"hösten 2026\" (the autumn), \"löpande\" (all the time).",
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
        if !activity.end.is_absent() {
            continue;
        }
        let finding = match activity.start.is_absent() {
            true => finding(msg!(
                "aktiviteten ”{name}” har varken startdatum eller slutdatum",
                "the activity \"{name}\" has neither start date nor end date",
            )),
            false => {
                finding(msg!("aktiviteten ”{name}” har inget slutdatum", "the activity \"{name}\" has no end date"))
            }
        };
        sink.push(finding.help(match year {
            Some(year) => msg!(
                "skriv när den ska vara klar, till exempel slut: {year}-12-31 eller klart: hösten {year}",
                "write when it is to be done, for instance slut: {year}-12-31 or klart: hösten {year}",
            ),
            None => msg!("skriv slut: eller klart:", "write slut: or klart:"),
        }));
    }
}
