//! The sums: how many goals, indicators, activities and targets changed, in words that agree in number.

use super::{Remark, Voice, plain};
use crate::compare::diff::{Comparison, PlanDiff, Summary};
use crate::diagnostic::Bilingual;
use crate::msg;

/// The sums over all plans, or that there is nothing to tell. Of a single plan its own sums are enough.
pub(super) fn overall(comparison: &Comparison, voice: Voice) -> Vec<Remark> {
    let plans = &comparison.plans;
    if plans.is_empty() && comparison.only_old.is_empty() && comparison.only_new.is_empty() {
        return vec![remark(voice.say(&Bilingual::fixed("Inga planer att jämföra", "No plans to compare")))];
    }
    if super::super::is_same(comparison) {
        return vec![remark(voice.say(&Bilingual::fixed("Inga skillnader", "No differences")))];
    }
    let differ = plans.iter().filter(|plan| !plan.is_empty()).count();
    let mut remarks = Vec::new();
    if plans.len() != 1 || !comparison.only_old.is_empty() || !comparison.only_new.is_empty() {
        let (old, new) = (&comparison.old, &comparison.new);
        let (same, all) = (plans.len() - differ, plans.len());
        let (gone, come) = (comparison.only_old.len(), comparison.only_new.len());
        let parts = [
            (differ, msg!("{differ} med ändringar", "{differ} changed")),
            (same, msg!("{same} utan ändringar", "{same} unchanged")),
            (gone, msg!("{gone} bara i {old}", "{gone} only in {old}")),
            (come, msg!("{come} bara i {new}", "{come} only in {new}")),
        ];
        let parts = parts.iter().filter(|(number, _)| *number > 0).map(|(_, words)| voice.say(words));
        let parts = parts.collect::<Vec<_>>().join(", ");
        let words = match all + gone + come {
            1 => msg!("1 plan: {parts}", "1 plan: {parts}"),
            number => msg!("{number} planer: {parts}", "{number} plans: {parts}"),
        };
        remarks.push(remark(plain(&voice.say(&words))));
    }
    if plans.len() > 1 && differ > 0 {
        let sum = plans.iter().map(PlanDiff::summary).fold(Summary::default(), Summary::plus);
        remarks.extend(of(sum, voice));
    }
    remarks
}

/// The sums of a plan that differs.
pub(super) fn plan(plan: &PlanDiff, voice: Voice) -> Vec<Remark> {
    let mut remarks = of(plan.summary(), voice);
    match plan.texts.len() {
        0 => {}
        1 => remarks.push(remark(
            voice.say(&Bilingual::fixed("Planens egna texter: 1 ändrad", "The plan’s own texts: 1 changed")),
        )),
        number => remarks.push(remark(
            voice.say(&msg!("Planens egna texter: {number} ändrade", "The plan’s own texts: {number} changed",)),
        )),
    }
    if let Some(budget) = &plan.budget {
        let words = match budget.rows.len() {
            0 => Bilingual::fixed("Budget: ändrad", "Budget: changed"),
            1 => Bilingual::fixed("Budget: 1 ändrad rad", "Budget: 1 row changed"),
            number => msg!("Budget: {number} ändrade rader", "Budget: {number} rows changed"),
        };
        remarks.push(remark(voice.say(&words)));
    }
    remarks
}

/// How many goals there are of a plan in which nothing differs.
pub(super) fn unchanged(plan: &PlanDiff, voice: Voice) -> String {
    goals(plan.summary().goals, voice)
}

/// New, ended and other changed goals, and targets that ask for less.
pub(super) fn row(plan: &PlanDiff) -> [usize; 4] {
    let sum = plan.summary();
    [sum.new, sum.ended, sum.goals - sum.new - sum.ended - sum.unchanged, sum.loosened]
}

fn of(sum: Summary, voice: Voice) -> Vec<Remark> {
    let say = |number: usize, one: &Bilingual, many: &Bilingual| match number {
        0 => None,
        1 => Some(format!("1 {}", voice.say(one))),
        _ => Some(format!("{number} {}", voice.say(many))),
    };
    // A goal is neuter, and all in Swedish agrees with it.
    let changes = [
        (sum.unchanged, Bilingual::fixed("oförändrat", "unchanged"), Bilingual::fixed("oförändrade", "unchanged")),
        (sum.reworded, Bilingual::fixed("omformulerat", "reworded"), Bilingual::fixed("omformulerade", "reworded")),
        (sum.moved, Bilingual::fixed("flyttat", "moved"), Bilingual::fixed("flyttade", "moved")),
        (sum.merged, Bilingual::fixed("sammanslaget", "merged"), Bilingual::fixed("sammanslagna", "merged")),
        (sum.split, Bilingual::fixed("delat", "split"), Bilingual::fixed("delade", "split")),
        (sum.changed, Bilingual::fixed("ändrat", "changed"), Bilingual::fixed("ändrade", "changed")),
        (sum.new, Bilingual::fixed("nytt", "new"), Bilingual::fixed("nya", "new")),
        (sum.ended, Bilingual::fixed("avslutat", "ended"), Bilingual::fixed("avslutade", "ended")),
    ];
    let changes: Vec<String> = changes.iter().filter_map(|(number, one, many)| say(*number, one, many)).collect();
    let mut remarks = vec![remark(match changes.is_empty() {
        true => goals(0, voice),
        false => format!("{}: {}", goals(sum.goals, voice), changes.join(", ")),
    })];
    let new = (Bilingual::fixed("ny", "new"), Bilingual::fixed("nya", "new"));
    let ended = (Bilingual::fixed("avslutad", "ended"), Bilingual::fixed("avslutade", "ended"));
    for (noun, come, gone) in [
        (Bilingual::fixed("Indikatorer", "Indicators"), sum.new_indicators, sum.ended_indicators),
        (Bilingual::fixed("Aktiviteter", "Activities"), sum.new_activities, sum.ended_activities),
    ] {
        let parts = say(come, &new.0, &new.1).into_iter().chain(say(gone, &ended.0, &ended.1));
        let parts: Vec<String> = parts.collect();
        if !parts.is_empty() {
            remarks.push(remark(format!("{}: {}", voice.say(&noun), parts.join(", "))));
        }
    }
    remarks.extend(targets(sum, voice));
    remarks
}

/// `Årsmål: 2 med högre krav, 3 med lägre krav, varav 1 efter missat mål`.
fn targets(sum: Summary, voice: Voice) -> Option<Remark> {
    let Summary { tightened, loosened, loosened_after_miss: missed, .. } = sum;
    let more = msg!("{tightened} med högre krav", "{tightened} asking for more");
    let less = match (loosened, missed) {
        (_, 0) => msg!("{loosened} med lägre krav", "{loosened} asking for less"),
        (1, _) => Bilingual::fixed("1 med lägre krav efter missat mål", "1 asking for less after a miss"),
        _ => msg!(
            "{loosened} med lägre krav, varav {missed} efter missat mål",
            "{loosened} asking for less, {missed} of them after a miss",
        ),
    };
    let parts = [(tightened, more), (loosened, less)];
    let parts = parts.iter().filter(|(number, _)| *number > 0).map(|(_, words)| voice.say(words));
    let parts: Vec<String> = parts.collect();
    let head = voice.say(&Bilingual::fixed("Årsmål", "Targets"));
    (!parts.is_empty()).then(|| Remark { words: format!("{head}: {}", parts.join(", ")), is_alert: missed > 0 })
}

fn goals(number: usize, voice: Voice) -> String {
    match number {
        0 => voice.say(&Bilingual::fixed("inga mål", "no goals")),
        1 => voice.say(&Bilingual::fixed("1 mål", "1 goal")),
        _ => voice.say(&msg!("{number} mål", "{number} goals")),
    }
}

fn remark(words: String) -> Remark {
    Remark { words, is_alert: false }
}
