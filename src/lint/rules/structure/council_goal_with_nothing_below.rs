//! Council goals that are listed but that nothing stands under.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Plans;
use crate::msg;
use crate::resolve::names;

/// VP0206.
pub static RULE: Rule = Rule {
    code: "VP0206",
    name: "council-goal-with-nothing-below",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("inget står under fullmäktiges mål", "nothing is under the council's goal"),
    what: Bilingual::fixed(
        "Ett av fullmäktiges mål står i planen, men inget mål tjänar det. I kommunens egen plan räknas alla planer för samma år som bygger på den, och finns det inga sägs ingenting. I en plan som har alla nivåer i en fil räknas det som står i planen, även indikatorer och aktiviteter på målet. Det som hör till ett mål men inte bedöms, som ett uppdrag, räknas inte.",
        "One of the council's goals is in the plan, but no goal serves it. In the municipality's own plan, all plans of the same year that build on it count, and where there are none nothing is said. In a plan that holds every level in one file, what is in the plan counts, also indicators and activities of the goal. What belongs to a goal but is not assessed, such as an assignment, does not count.",
    ),
    why: Bilingual::fixed(
        "I en enhets plan trycks målet som en rubrik utan innehåll. I kommunens plan betyder det att ingen nämnd har tagit sig an målet.",
        "In a unit's plan the goal is printed as a heading without content. In the municipality's plan it means that no board has taken the goal on.",
    ),
    fixes: Fixes::NONE,
};

/// Reports the council's goals that nothing stands under.
pub fn check(plans: &Plans, number: usize, sink: &mut Sink) {
    let resolved = plans.resolved;
    let levels = &resolved.settings.steering.levels;
    let under = resolved.descendants();
    let plan = &resolved.plans[number];
    if under.is_uncertain(plan.document) {
        return;
    }
    let builders = under.builders(plan.document);
    let is_own = resolved.document(plan).organisation.tier().is_council();
    for decided in resolved.decided_by(plan) {
        let level = decided.joined.level;
        if !levels[level].owner.is_council() || level + 1 == levels.len() {
            continue;
        }
        // What is done beside the goals, such as an assignment that belongs to one of them, is no goal to break down.
        let is_beside = !levels[level].assessed && level.checked_sub(1).is_some_and(|above| levels[above].assessed);
        if is_beside {
            continue;
        }
        let judged = !is_own || builders > 0;
        // In a lower organisation's file, what stands on the goal is what that organisation has to do with it.
        let followed = decided.goal.indicators.len() + decided.goal.activities.len() > 0;
        let shows = !is_own && followed;
        if !judged || shows || under.below(decided.at).anything {
            continue;
        }
        let (title, id) = (decided.title.as_str(), names::goal_id(decided.goal));
        let finding = Diagnostic::new(
            &RULE,
            decided.title.span,
            msg!("inget mål står under ”{title}”", "no goal is under \"{title}\"",),
        );
        let finding = match builders {
            0 => finding,
            1 => finding.label(msg!(
                "en plan bygger på den här, och den har inget under målet",
                "one plan builds on this one, and it has nothing under the goal",
            )),
            _ => finding.label(msg!(
                "{builders} planer bygger på den här, och ingen har något under målet",
                "{builders} plans build on this one, and none has anything under the goal",
            )),
        };
        sink.push(finding.help(msg!(
            "skriv till: {id} på det mål som bidrar till det, eller ta bort målet om ingen arbetar med det",
            "write till: {id} at the goal that contributes to it, or remove the goal if nobody works on it",
        )));
    }
}
