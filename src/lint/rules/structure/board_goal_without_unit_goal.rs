//! Board goals that no unit has a goal for.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Plans;
use crate::msg;
use crate::resolve::names;

/// VP0205.
pub static RULE: Rule = Rule {
    code: "VP0205",
    name: "board-goal-without-unit-goal",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("inget enhetsmål står under nämndmålet", "no unit goal is under the board goal"),
    what: Bilingual::fixed(
        "Nämnden har ett mål som inget mål längre ner tjänar. I nämndens egen plan räknas alla planer för samma år som bygger på den, och finns det inga sägs ingenting. I en plan som har alla nivåer i en fil räknas planens egna mål. En enhet som lägger till något till nämndens mål, eller sätter eget årsmål för en av dess indikatorer, räknas också.",
        "The board has a goal that no goal further down serves. In the board's own plan, all plans of the same year that build on it count, and where there are none nothing is said. In a plan that holds every level in one file, its own goals count. A unit that adds something to the board's goal, or sets a target of its own for one of its indicators, counts too.",
    ),
    why: Bilingual::fixed(
        "Ett nämndmål som ingen enhet har tagit sig an blir lätt liggande. Är det nämnden själv eller en central funktion som arbetar med det är det bra att det står.",
        "A board goal that no unit has taken on is easily left lying. If the board itself or a central function works on it, it is good to say so.",
    ),
    fixes: Fixes::NONE,
};

/// Reports goals of boards that nothing of a lower organisation stands under.
pub fn check(plans: &Plans, number: usize, sink: &mut Sink) {
    let resolved = plans.resolved;
    let levels = &resolved.settings.steering.levels;
    let under = resolved.descendants();
    let plan = &resolved.plans[number];
    let document = resolved.document(plan);
    if under.is_uncertain(plan.document) {
        return;
    }
    let builders = under.builders(plan.document);
    for decided in resolved.decided_by(plan) {
        let owner = levels[decided.joined.level].owner;
        let mut lower = levels[decided.joined.level..].iter().filter(|level| level.owner > owner);
        let Some(lower) = lower.next().filter(|_| !owner.is_council()) else { continue };
        let holds_lower = document.goals.iter().any(|goal| levels[goal.level].owner > owner);
        let judged = document.organisation.tier() > owner || builders > 0 || holds_lower;
        if !judged || under.below(decided.at).lower_owner {
            continue;
        }
        let (title, key, id) = (decided.title.as_str(), &lower.key, names::goal_id(decided.goal));
        let finding = Diagnostic::new(
            &RULE,
            decided.title.span,
            msg!("målet ”{title}” har inget {key} under sig", "the goal \"{title}\" has no {key} under it",),
        )
        .help(msg!(
            "skriv till: {id} på det {key} som bidrar till målet",
            "write till: {id} at the {key} that contributes to the goal",
        ));
        sink.push(match builders {
            0 => finding,
            1 => finding.label(msg!(
                "en plan bygger på den här, och den har inget {key} för målet",
                "one plan builds on this one, and it has no {key} for the goal",
            )),
            _ => finding.label(msg!(
                "{builders} planer bygger på den här, och ingen har ett {key} för målet",
                "{builders} plans build on this one, and none has a {key} for the goal",
            )),
        });
    }
}
