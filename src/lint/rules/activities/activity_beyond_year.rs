//! Activities that begin before the plan's year or end after it.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;

/// VP0604.
pub static RULE: Rule = Rule {
    code: "VP0604",
    name: "activity-beyond-year",
    level: Severity::Off,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "aktiviteten börjar före eller slutar efter planens år",
        "the activity begins before or ends after the plan's year",
    ),
    what: Bilingual::fixed(
        "Aktiviteten pågår under planens år men börjar före det, slutar efter det eller båda delarna. Regeln är av om inte vp.yaml slår på den.",
        "The activity takes place in the plan's year but begins before it, ends after it or both. The rule is off unless vp.yaml turns it on.",
    ),
    why: Bilingual::fixed(
        "Det kan vara rätt: en del arbete sträcker sig över årsskiftet. Men planen gäller ett år, och ett gammalt datum följer lätt med från förra planen.",
        "It may be right: some work goes on over the turn of the year. But the plan is for one year, and an old date is easily carried over from the last plan.",
    ),
    fixes: Fixes::NONE,
};

/// Reports activities that lie partly outside the year.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let (Some(year), Some(days)) = (&subject.document.year, subject.document.days()) else { return };
    let plan_year = subject.document.year_words(0).unwrap_or_default();
    for activity in subject.document.goals.iter().flat_map(|goal| &goal.activities) {
        let (Some(start), Some(end)) = (activity.start.as_ref(), activity.end.as_ref()) else { continue };
        let (first, last) = (start.value.year(), end.value.year());
        if start.value > end.value || end.value < days.0 || start.value > days.1 {
            continue;
        }
        let name = activity.name.as_str();
        let finding =
            match (start.value < days.0, end.value > days.1) {
                (false, false) => continue,
                (true, false) => Diagnostic::new(
                    &RULE,
                    start.span,
                    msg!(
                        "aktiviteten ”{name}” börjar före {plan_year}",
                        "the activity \"{name}\" begins before {plan_year}",
                    ),
                )
                .label(msg!("börjar här", "begins here")),
                (false, true) => Diagnostic::new(
                    &RULE,
                    end.span,
                    msg!(
                        "aktiviteten ”{name}” slutar efter {plan_year}",
                        "the activity \"{name}\" ends after {plan_year}",
                    ),
                )
                .label(msg!("slutar här", "ends here")),
                (true, true) => Diagnostic::new(
                    &RULE,
                    end.span,
                    msg!(
                        "aktiviteten ”{name}” pågår från {first} till {last}",
                        "the activity \"{name}\" goes on from {first} to {last}",
                    ),
                )
                .label(msg!("slutar här", "ends here"))
                .other(start.span, msg!("börjar här", "begins here")),
            };
        sink.push(finding.other(year.span, msg!("planens år", "the plan's year")).help(msg!(
            "stämmer datumet behöver inget göras; annars skriv den del som gäller {plan_year}",
            "if the date is right nothing needs doing; otherwise write the part that concerns {plan_year}",
        )));
    }
}
