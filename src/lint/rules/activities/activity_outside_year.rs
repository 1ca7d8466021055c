//! Activities dated wholly outside the year of the plan.

use jiff::civil::Date;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::{Activity, At};
use crate::msg;

/// VP0603.
pub static RULE: Rule = Rule {
    code: "VP0603",
    name: "activity-outside-year",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "aktiviteten ligger helt utanför planens år",
        "the activity lies wholly outside the plan's year",
    ),
    what: Bilingual::fixed(
        "Aktiviteten slutar före planens år eller börjar efter det, eller slutar mer än tio år efter det.",
        "The activity ends before the plan's year or begins after it, or ends more than ten years after it.",
    ),
    why: Bilingual::fixed(
        "Det är nästan alltid en rad som följt med från förra årets plan. Den som läser planen undrar vad som ska göras i år.",
        "It is nearly always a line carried over from last year's plan. Whoever reads the plan wonders what is to be done this year.",
    ),
    fixes: Fixes::NONE,
};

/// So many years after the plan's an activity may end.
const FURTHEST: i16 = 10;

fn far_away(activity: &Activity, end: &At<Date>, plan_year: &str) -> Diagnostic {
    let (name, year) = (activity.name.as_str(), end.value.year());
    Diagnostic::new(
        &RULE,
        end.span,
        msg!(
            "aktiviteten ”{name}” slutar {year}, långt efter planens år {plan_year}",
            "the activity \"{name}\" ends in {year}, long after the plan's year {plan_year}",
        ),
    )
    .help(msg!("rätta årtalet", "fix the year"))
}

/// Reports activities that end before the year or begin after it.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let (Some(year), Some((first, last))) = (&subject.document.year, subject.document.days()) else { return };
    let plan_year = subject.document.year_words(0).unwrap_or_default();
    for activity in subject.document.goals.iter().flat_map(|goal| &goal.activities) {
        let Some(end) = activity.end.as_ref() else { continue };
        let start = activity.start.as_ref().map(|start| start.value);
        // A slip of two digits, 2062 for 2026, is no plan for a long time.
        if end.value.year() > last.year().saturating_add(FURTHEST) {
            sink.push(far_away(activity, end, &plan_year));
            continue;
        }
        let is_in_order = start.is_none_or(|start| start <= end.value);
        if !is_in_order || end.value >= first && start.is_none_or(|start| start <= last) {
            continue;
        }
        let name = activity.name.as_str();
        sink.push(
            Diagnostic::new(
                &RULE,
                end.span,
                msg!(
                    "aktiviteten ”{name}” pågår inte {plan_year}",
                    "the activity \"{name}\" does not take place in {plan_year}",
                ),
            )
            .label(msg!("slutar här", "ends here"))
            .other(year.span, msg!("planens år", "the plan's year"))
            .help(msg!(
                "rätta datumen, eller ta bort aktiviteten om den är avslutad",
                "fix the dates, or remove the activity if it is finished",
            )),
        );
    }
}
