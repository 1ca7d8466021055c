//! Goals with nothing to assess them by.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::{EXPECTED_RESULT, Tier};
use crate::msg;

/// VP0204.
pub static RULE: Rule = Rule {
    code: "VP0204",
    name: "unassessable-goal",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet har inget som det kan bedömas efter",
        "the goal has nothing that it can be assessed by",
    ),
    what: Bilingual::fixed(
        "Målet har varken indikator, aktivitet eller förväntat resultat. Det gäller mål som nämnder, avdelningar och enheter beslutar, på nivåer som bedöms; fullmäktiges mål bedöms efter det som står under dem.",
        "The goal has neither indicator, activity nor expected result. This concerns goals that boards, departments and units decide, of levels that are assessed; the council's goals are assessed by what is under them.",
    ),
    why: Bilingual::fixed(
        "När året är slut ska målet bedömas: uppfylls det helt, delvis eller inte alls? Utan något att jämföra med blir bedömningen en gissning.",
        "At the end of the year the goal is to be assessed: is it met in full, in part or not at all? Without anything to compare with, the assessment is a guess.",
    ),
    fixes: Fixes::NONE,
};

/// Reports goals of boards and below that have no indicator, activity or expected result.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let levels = &subject.resolved.settings.steering.levels;
    for decided in subject.resolved.decided_by(subject.plan) {
        let goal = decided.goal;
        let level = &levels[goal.level];
        // A level that asks for no sections and has another under it is a heading for what stands there.
        let is_heading = level.sections.is_empty() && goal.level + 1 < levels.len();
        if level.owner < Tier::Board
            || !level.assessed
            || is_heading
            || !goal.indicators.is_empty()
            || !goal.activities.is_empty()
        {
            continue;
        }
        let result = goal.sections.iter().find(|entry| entry.section == EXPECTED_RESULT);
        if result.is_some_and(|entry| !entry.prose.is_blank(subject.sources)) {
            continue;
        }
        let title = decided.title.as_str();
        // The section is named only where the model asks for it.
        let asks_for_result = level.sections.iter().any(|asked| asked.section == EXPECTED_RESULT);
        sink.push(
            Diagnostic::new(
                &RULE,
                decided.title.span,
                msg!(
                    "målet ”{title}” har varken indikator, aktivitet eller förväntat resultat",
                    "the goal \"{title}\" has neither indicator, activity nor expected result",
                ),
            )
            .help(match asks_for_result {
                true => msg!(
                    "skriv vad som ska ha uppnåtts när året är slut under förväntat_resultat, eller lägg till en indikator",
                    "write what is to be achieved at the end of the year under förväntat_resultat, or add an indicator",
                ),
                false => msg!(
                    "lägg till en indikator med årsmål, eller en aktivitet med slutdatum",
                    "add an indicator with a target, or an activity with an end date",
                ),
            }),
        );
    }
}
