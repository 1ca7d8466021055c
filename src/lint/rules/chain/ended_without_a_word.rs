//! Goals and indicators of last year's plan that this year's neither has nor says anything of.

use std::collections::HashSet;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::chain::goal_renamed_without_id::renamed;
use crate::model::{Goal, Indicator, Tier};
use crate::msg;
use crate::resolve::{GoalRef, names};
use crate::source::Span;

/// VP0316.
pub static RULE: Rule = Rule {
    code: "VP0316",
    name: "ended-without-a-word",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "ett mål eller en indikator från förra året finns inte kvar och ersätts inte",
        "a goal or an indicator of last year is gone and not replaced",
    ),
    what: Bilingual::fixed(
        "Förra årets plan har ett mål eller en indikator som varken finns i årets plan eller i planerna ovanför – med samma id, nummer eller namn – och som inget `ersätter`. Av ett mål som är borta nämns inte indikatorerna för sig.",
        "Last year's plan has a goal or an indicator that is neither in this year's plan nor in the plans above – by the same id, number or name – and that nothing replaces with `ersätter`. Of a goal that is gone the indicators are not named by themselves.",
    ),
    why: Bilingual::fixed(
        "Det som slutar följas upp ska ha avslutats av någon. Annars syns det inte om målet nåddes, om det bytte namn eller om det glömdes.",
        "What is no longer followed up should have been ended by somebody. Else nobody sees whether the goal was reached, was renamed or was forgotten.",
    ),
    fixes: Fixes::NONE,
};

/// A finding points at no more things than this.
const MOST_SHOWN: usize = 6;

/// Reports goals that are gone, all together, and indicators that are gone, by goal.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let (resolved, plan, document) = (subject.resolved, subject.plan, subject.document);
    let (Some(last), Some(year)) = (plan.last_year, &document.year) else { return };
    let before = &resolved.documents[last];
    let chain: Vec<usize> = std::iter::once(plan.document).chain(plan.above.iter().copied()).collect();
    if !plan.complete || before.has_lost_goals || chain.iter().any(|at| resolved.documents.head(*at).has_lost_goals) {
        return;
    }
    let tier = document.organisation.tier().min(Tier::Unit);
    let levels = &resolved.settings.steering.levels;
    let replaced = replaced(subject, &chain);
    let is_there = |id: &str| chain.iter().any(|at| resolved.named_in(*at, id).next().is_some());
    let titles: HashSet<String> = plan
        .goals
        .iter()
        .filter_map(|goal| Some(names::slug(resolved.origin(goal).title.as_ref()?.as_str())))
        .collect();
    let indicators_here: HashSet<String> = plan
        .goals
        .iter()
        .flat_map(|goal| &goal.entries)
        .flat_map(|at| &resolved.goal(*at).indicators)
        .map(|indicator| names::slug(indicator.name.as_str()))
        .collect();
    let is_kept = |goal: &Goal| {
        let id = names::goal_id(goal);
        let title = goal.title.as_ref().map(|title| names::slug(title.as_str()));
        is_there(&id) || replaced.contains(&id) || title.is_some_and(|title| titles.contains(&title))
    };
    // What was most likely renamed is told as that.
    let renamed: Vec<&Goal> = renamed(subject).into_iter().map(|(_, before)| before).collect();
    let mut gone: Vec<&Goal> = Vec::new();
    for (number, goal) in before.goals.iter().enumerate().filter(|(_, goal)| levels[goal.level].owner >= tier) {
        // An addition to a goal of a plan above is there as long as that goal is.
        if !is_kept(goal) {
            if goal.title.is_some() && !renamed.iter().any(|known| known.span == goal.span) {
                gone.push(goal);
            }
            continue;
        }
        let lost: Vec<&Indicator> = goal
            .indicators
            .iter()
            .filter(|indicator| {
                let id = names::indicator_id(indicator);
                !is_there(&id)
                    && !replaced.contains(&id)
                    && !indicators_here.contains(&names::slug(indicator.name.as_str()))
            })
            .collect();
        if !lost.is_empty() {
            let place = place_of(subject, GoalRef { document: last, goal: number }).unwrap_or(year.span);
            sink.push(of_indicators(&lost, place));
        }
    }
    if !gone.is_empty() {
        sink.push(of_goals(&gone, year.span));
    }
}

/// The ids that something of the chain replaces.
fn replaced(subject: &Subject, chain: &[usize]) -> HashSet<String> {
    let goals = chain.iter().flat_map(|at| &subject.resolved.documents[*at].goals);
    let all = goals.flat_map(|goal| {
        let items = goal.indicators.iter().flat_map(|indicator| &indicator.replaces);
        goal.replaces.iter().chain(items)
    });
    all.map(|id| names::number_key(id.as_str()).into_owned()).collect()
}

/// Where the goal of last year stands this year.
fn place_of(subject: &Subject, before: GoalRef) -> Option<Span> {
    let id = names::goal_id(subject.resolved.goal(before));
    let mut goals = subject.document.goals.iter();
    let here = goals.find(|goal| names::goal_id(goal) == id || goal.replaces.iter().any(|old| old.value == id))?;
    Some(here.title.as_ref().or(here.id.as_ref()).map_or(here.span, |words| words.span))
}

fn of_indicators(lost: &[&Indicator], place: Span) -> Diagnostic {
    let (name, id, more) = (lost[0].name.as_str(), names::indicator_id(lost[0]), lost.len() - 1);
    let message = match more {
        0 => msg!(
            "indikatorn ”{name}” fanns förra året men finns inte i år, och inget ersätter den",
            "the indicator \"{name}\" was there last year but is not this year, and nothing replaces it",
        ),
        _ => msg!(
            "indikatorn ”{name}” och {more} till fanns förra året men finns inte i år, och inget ersätter dem",
            "the indicator \"{name}\" and {more} more were there last year but are not this year, and nothing replaces them",
        ),
    };
    let mut finding = Diagnostic::new(&RULE, place, message);
    for indicator in lost.iter().take(MOST_SHOWN) {
        let name = indicator.name.as_str();
        finding = finding.other(indicator.name.span, msg!("”{name}” förra året", "\"{name}\" last year"));
    }
    finding.help(msg!(
        "skriv ersätter: [{id}] på den som fortsätter mätningen; är den avslutad, skriv # vp: tillåt VP0316 och vem som beslutade det",
        "write ersätter: [{id}] on the one that continues it; if it has ended, write # vp: tillåt VP0316 and who decided so",
    ))
}

fn of_goals(gone: &[&Goal], place: Span) -> Diagnostic {
    let title = |goal: &Goal| goal.title.as_ref().map_or_else(String::new, |title| title.value.clone());
    let (first, id, more) = (title(gone[0]), names::goal_id(gone[0]), gone.len() - 1);
    let message = match more {
        0 => msg!(
            "målet ”{first}” fanns förra året men finns inte i år, och inget ersätter det",
            "the goal \"{first}\" was there last year but is not this year, and nothing replaces it",
        ),
        _ => msg!(
            "målet ”{first}” och {more} till fanns förra året men finns inte i år, och inget ersätter dem",
            "the goal \"{first}\" and {more} more were there last year but are not this year, and nothing replaces them",
        ),
    };
    let mut finding = Diagnostic::new(&RULE, place, message);
    for goal in gone.iter().take(MOST_SHOWN) {
        let title = title(goal);
        let span = goal.title.as_ref().map_or(goal.span, |title| title.span);
        finding = finding.other(span, msg!("”{title}” förra året", "\"{title}\" last year"));
    }
    finding.help(msg!(
        "skriv ersätter: [{id}] på det mål som tar vid; är det avslutat, skriv # vp: tillåt VP0316 och vem som beslutade det",
        "write ersätter: [{id}] on the goal that takes over; if it has ended, write # vp: tillåt VP0316 and who decided so",
    ))
}
