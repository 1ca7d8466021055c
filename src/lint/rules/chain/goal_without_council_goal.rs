//! Goals whose chain upwards ends before any goal of the council.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::resolve::names;

/// VP0305.
pub static RULE: Rule = Rule {
    code: "VP0305",
    name: "goal-without-council-goal",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet leder inte till något av fullmäktiges mål",
        "the goal leads to none of the council's goals",
    ),
    what: Bilingual::fixed(
        "Målet har inget `till`, så målkedjan uppåt slutar innan den når ett mål som fullmäktige har beslutat. Det sägs vid det mål där kedjan slutar, inte vid varje mål under det.",
        "The goal has no `till`, so the goal chain upwards ends before it reaches a goal that the council has decided. It is said at the goal where the chain ends, not at every goal below it.",
    ),
    why: Bilingual::fixed(
        "Nämnder och enheter ska visa hur deras mål bidrar till det som fullmäktige har beslutat. Ett mål utan koppling följs inte upp på någon nivå ovanför.",
        "Boards and units are to show how their goals contribute to what the council has decided. A goal that is not connected is followed up at no level above.",
    ),
    fixes: Fixes::NONE,
};

/// Reports goals decided here that serve no goal above, where there are council goals to serve.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let plan = subject.plan;
    let levels = &subject.resolved.settings.steering.levels;
    let is_council = |level: usize| levels[level].owner.is_council();
    let has_council = plan.goals.iter().any(|goal| is_council(goal.level));
    if !plan.complete || !(has_council || subject.document.builds_on.is_some()) {
        return;
    }
    for goal in &plan.goals {
        let decided_here = goal.entries[0].document == plan.document;
        if !decided_here || is_council(goal.level) || goal.dangling || !goal.parents.is_empty() {
            continue;
        }
        let entry = subject.resolved.goal(goal.entries[0]);
        let Some(title) = &entry.title else { continue };
        let level = &levels[goal.level].key;
        let words = title.as_str();
        let finding = Diagnostic::new(
            &RULE,
            title.span,
            msg!(
                "målet ”{words}” leder inte till något av fullmäktiges mål",
                "the goal \"{words}\" leads to none of the council's goals",
            ),
        )
        .label(msg!("{level} utan till", "{level} without till"));
        // The goals of the nearest level above are the ones that it most likely serves.
        let above = plan.goals.iter().map(|other| other.level).filter(|other| *other < goal.level).max();
        let mut nearest = plan.goals.iter().filter(|other| Some(other.level) == above);
        sink.push(match (nearest.next(), nearest.next()) {
            (Some(only), None) => {
                let id = names::goal_id(subject.resolved.origin(only));
                finding.help(msg!(
                    "skriv till: {id}, om det är det målet som avses",
                    "write till: {id}, if that is the goal it serves",
                ))
            }
            (Some(first), _) => {
                let id = names::goal_id(subject.resolved.origin(first));
                finding.help(msg!(
                    "skriv till: och id eller nr för det mål ovanför som det bidrar till, till exempel till: {id}",
                    "write till: and the id or nr of the goal above that it contributes to, for instance till: {id}",
                ))
            }
            (None, _) => finding.help(msg!(
                "skriv till: och id eller nr för det mål ovanför som det bidrar till",
                "write till: and the id or nr of the goal above that it contributes to",
            )),
        });
    }
}
