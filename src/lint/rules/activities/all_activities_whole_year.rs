//! Plans where every activity runs from 1 January to 31 December.

use jiff::civil::Date;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::Activity;
use crate::msg;

/// VP0607.
pub static RULE: Rule = Rule {
    code: "VP0607",
    name: "all-activities-whole-year",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed("alla aktiviteter pågår hela året", "every activity runs the whole year"),
    what: Bilingual::fixed(
        "Planen har minst fyra egna aktiviteter, och alla har 1 januari som start och 31 december som slut.",
        "The plan has at least four activities of its own, and all of them begin on 1 January and end on 31 December.",
    ),
    why: Bilingual::fixed(
        "Då säger datumen ingenting. Ingen kan se vad som görs först, vad som ska vara klart till delårsrapporterna eller vad som är försenat.",
        "Then the dates say nothing. Nobody can see what is done first, what is to be finished by the interim reports or what is late.",
    ),
    fixes: Fixes::NONE,
};

const FEWEST: usize = 4;

/// Reports, once, a plan whose activities all run the whole year.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(days) = subject.document.days() else { return };
    let whole_year = |activity: &Activity| match (activity.start.as_ref(), activity.end.as_ref()) {
        (Some(start), Some(end)) => (start.value, end.value) == days,
        _ => false,
    };
    let activities = || subject.document.goals.iter().flat_map(|goal| &goal.activities);
    let count = activities().count();
    let Some(first) = activities().next().filter(|_| count >= FEWEST && activities().all(whole_year)) else { return };
    sink.push(
        Diagnostic::new(
            &RULE,
            first.name.span,
            match is_calendar_year(days) {
                true => msg!(
                    "alla {count} aktiviteter pågår från 1 januari till 31 december",
                    "all {count} activities run from 1 January to 31 December",
                ),
                false => msg!(
                    "alla {count} aktiviteter pågår från planens första dag till dess sista",
                    "all {count} activities run from the plan's first day to its last",
                ),
            },
        )
        .label(msg!("den första av dem", "the first of them"))
        .help(msg!(
            "skriv som slut den dag då aktiviteten ska vara klar, och som start den dag då den börjar",
            "write as slut the day when the activity is to be finished, and as start the day when it begins",
        )),
    );
}

fn is_calendar_year((first, last): (Date, Date)) -> bool {
    (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31)
}
