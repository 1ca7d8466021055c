//! More goals, indicators or activities of one level than the workspace's limit.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::source::Span;

/// VP0208.
pub static RULE: Rule = Rule {
    code: "VP0208",
    name: "too-many-goals",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "fler mål, indikatorer eller aktiviteter än gränsen",
        "more goals, indicators or activities than the limit",
    ),
    what: Bilingual::fixed(
        "Planen har fler mål på en nivå, eller fler indikatorer eller aktiviteter på nivåns mål, än gränsen `mål` under `gränser` i vp.yaml. Utan gräns säger regeln ingenting. Det som ärvs från planen ovanför räknas inte.",
        "The plan has more goals at one level, or more indicators or activities on that level's goals, than the limit `mål` under `gränser` in vp.yaml. Without a limit the rule says nothing. What is inherited from the plan above does not count.",
    ),
    why: Bilingual::fixed(
        "Många mål konkurrerar om samma tid och är svåra att följa upp. Granskningar av målstyrning pekar ofta på att målen är för många.",
        "Many goals compete for the same time and are hard to follow up. Audits of goal steering often find that there are too many goals.",
    ),
    fixes: Fixes::NONE,
};

/// Reports the first goal, indicator and activity past the limit, at each level.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(limit) = subject.resolved.settings.limits.goals else { return };
    for (number, level) in subject.resolved.settings.steering.levels.iter().enumerate() {
        let key = &level.key;
        let decided = subject.resolved.decided_by(subject.plan).filter(|decided| decided.joined.level == number);
        let titles: Vec<Span> = decided.map(|decided| decided.title.span).collect();
        let goals = || subject.document.goals.iter().filter(|goal| goal.level == number);
        let indicators: Vec<Span> =
            goals().flat_map(|goal| &goal.indicators).map(|indicator| indicator.name.span).collect();
        let activities: Vec<Span> =
            goals().flat_map(|goal| &goal.activities).map(|activity| activity.name.span).collect();
        let mut report = |places: &[Span], words: fn(usize, &str) -> Bilingual| {
            let Some(first) = places.get(limit) else { return };
            let count = places.len();
            let words = words(count, key);
            sink.push(
                Diagnostic::new(
                    &RULE,
                    *first,
                    msg!("{sv}, gränsen är {limit}", "{en}, the limit is {limit}", sv = words.sv, en = words.en,),
                )
                .label(msg!("den första över gränsen", "the first past the limit"))
                .help(msg!(
                    "slå ihop eller välj bort, eller ändra gränser: i vp.yaml",
                    "merge or drop some, or change gränser: in vp.yaml",
                )),
            );
        };
        report(&titles, |count, key| msg!("planen har {count} {key}", "the plan has {count} {key}"));
        report(&indicators, |count, key| msg!("{count} indikatorer på {key}", "{count} indicators at {key}"));
        report(&activities, |count, key| msg!("{count} aktiviteter på {key}", "{count} activities at {key}"));
    }
}
