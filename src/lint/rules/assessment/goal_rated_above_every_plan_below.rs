//! Goals rated above all that the plans below say of them.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Plans;
use crate::lint::rules::assessment::{printed, says_something, word};
use crate::model::{At, Rank};
use crate::msg;
use crate::resolve::roll_up::{RolledGoal, ServingPlan};
use crate::resolve::{Report, Resolved, names};

/// VP0709.
pub static RULE: Rule = Rule {
    code: "VP0709",
    name: "goal-rated-above-every-plan-below",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet har en högre bedömning än alla planer nedanför ger det, utan analys",
        "the goal is rated above what every plan below says of it, without an analysis",
    ),
    what: Bilingual::fixed(
        "En nämnd eller fullmäktige bedömer ett mål bättre än var och en av de planer nedanför som har bedömt det vid samma tillfälle, och målet har ingen analys. En plan nedanför har bedömt målet när dess rapport bedömer målet självt, eller annars egna mål under det. Planer som inte har rapporterat, och bedömningar utanför skalan, räknas inte. Bedömningar inom en och samma rapport är VP0705.",
        "A board or the council assesses a goal better than each of the plans below that have assessed it at the same occasion, and the goal has no analysis. A plan below has assessed the goal where its report assesses the goal itself, or otherwise goals of its own under it. Plans that have not reported, and assessments outside the scale, do not count. Assessments within one report are VP0705.",
    ),
    why: Bilingual::fixed(
        "Nämnden kan veta mer än enheterna, och bedömningen är dess egen. Men läsaren ser att ingen av dem som arbetar med målet har nått så långt, och vill veta vad nämnden bygger på.",
        "The board may know more than the units, and the assessment is its own. But readers see that none of those who work on the goal got as far, and want to know what the board goes by.",
    ),
    fixes: Fixes::NONE,
};

/// A finding points at no more assessments than this.
const MOST_SHOWN: usize = 6;

/// Reports goals that a follow-up rates above all that the plans below say.
pub fn check(plans: &Plans, number: usize, sink: &mut Sink) {
    let resolved = plans.resolved;
    let Some(report) = resolved.report_of(number) else { return };
    let is_copy = resolved.plans.ties(report.plan).copy_of.is_some();
    let Some(occasion) = report.occasion.filter(|_| !is_copy && !report.may_lack_a_part) else { return };
    if resolved.plans_below(report.plan).is_empty() {
        return;
    }
    for rolled in resolved.roll_up(&resolved.plans[report.plan], occasion) {
        let Some(at) = report.goals[rolled.goal].filter(|at| at.document == number) else { continue };
        let entry = resolved.goal_report(at);
        if let Some(rated) = entry.assessment.as_ref()
            && !says_something(entry.analysis.as_ref(), plans.sources)
        {
            sink.extend(finding(resolved, report, &rolled, rated));
        }
    }
}

fn finding(resolved: &Resolved, report: &Report, rolled: &RolledGoal, rated: &At<usize>) -> Option<Diagnostic> {
    let steering = &resolved.settings.steering;
    let on_scale = |number: usize| steering.rank(number) != Rank::Outside;
    let best = rolled.assessments().filter(|number| on_scale(*number)).min()?;
    if !on_scale(rated.value) || best <= rated.value {
        return None;
    }
    let decided = resolved.origin(&resolved.plans[report.plan].goals[rolled.goal]);
    let title = decided.title.as_ref().map_or_else(|| names::goal_id(decided), |title| title.value.clone());
    let stands = printed(steering, rated.value);
    let assessed: Vec<&ServingPlan> = rolled.plans.iter().filter(|plan| plan.has_assessed()).collect();
    let message = match assessed.len() {
        1 => msg!(
            "målet ”{title}” har bedömningen ”{stands}”, högre än den enda plan nedanför som har bedömt det, och ingen analys",
            "the goal \"{title}\" is assessed as \"{stands}\", above the only plan below that has assessed it, with no analysis",
        ),
        count => msg!(
            "målet ”{title}” har bedömningen ”{stands}”, högre än alla {count} planer nedanför som har bedömt det, och ingen analys",
            "the goal \"{title}\" is assessed as \"{stands}\", above all {count} plans below that have assessed it, with no analysis",
        ),
    };
    let mut finding = Diagnostic::new(&RULE, rated.span, message)
        .label(msg!("bedömningen är ”{stands}”", "the assessment is \"{stands}\""));
    for plan in assessed.iter().take(MOST_SHOWN) {
        finding = others(resolved, plan, finding);
    }
    let best = word(steering, best);
    Some(finding.help(msg!(
        "skriv i målets analys vad bedömningen bygger på, eller skriv bedömning: {best}",
        "write in the goal's analysis what the assessment goes by, or write bedömning: {best}",
    )))
}

/// Points at the best of what a plan says.
fn others(resolved: &Resolved, plan: &ServingPlan, finding: Diagnostic) -> Diagnostic {
    let told =
        plan.rows().filter(|row| plan.itself.is_none() || plan.itself.as_ref().is_some_and(|it| it.goal == row.goal));
    let best = told.filter(|row| row.assessment.is_some()).min_by_key(|row| row.assessment);
    let entry = best.zip(plan.report).and_then(|(row, report)| {
        let entry = resolved.goal_report(report.goals[row.goal]?);
        entry.assessment.as_ref()
    });
    let Some(assessment) = entry else { return finding };
    let name = resolved.documents.head(plan.plan).organisation.name();
    let stands = printed(&resolved.settings.steering, assessment.value);
    finding.other(assessment.span, msg!("{name} har bedömningen ”{stands}”", "{name} has \"{stands}\""))
}
