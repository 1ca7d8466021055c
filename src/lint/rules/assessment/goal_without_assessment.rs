//! Goals that the year's last report does not assess.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::goals;
use crate::lint::rules::follow_up::{is_known, is_misspelt, responsible_for};
use crate::msg;
use crate::resolve::reports::ItemKind;
use crate::resolve::{JoinedGoal, names};

/// VP0701.
pub static RULE: Rule = Rule {
    code: "VP0701",
    name: "goal-without-assessment",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet är inte bedömt i årets sista uppföljning",
        "the goal is not assessed in the year's last follow-up",
    ),
    what: Bilingual::fixed(
        "Planen trycker ett mål som rapporten vid årets sista tillfälle inte bedömer: målet står inte under `mål`, eller står där utan `bedömning`. Det gäller egna och ärvda mål på de nivåer som styrmodellen bedömer (`bedöms`).",
        "The plan prints a goal that the follow-up at the year's last occasion does not assess: the goal is not under `mål`, or is there without `bedömning`. This applies to the plan's own and inherited goals of the levels that the steering model assesses (`bedöms`).",
    ),
    why: Bilingual::fixed(
        "Verksamhetsberättelsen svarar på om målen är uppfyllda. Ett mål utan bedömning lämnar nämnden utan det svaret, och det syns inte i trycket att något saknas.",
        "The annual report answers whether the goals are met. A goal without an assessment leaves the board without that answer, and in print nothing shows that it is missing.",
    ),
    fixes: Fixes::NONE,
};

/// Reports each printed goal of an assessed level that has no assessment.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(occasion) = subject.report.occasion else { return };
    if !is_known(subject) || !subject.resolved.is_last(occasion) {
        return;
    }
    let steering = &subject.resolved.settings.steering;
    let words = steering.assessments.iter().map(|one| one.key.as_str()).collect::<Vec<_>>().join(", ");
    for goal in goals(subject) {
        let joined = &subject.plan.goals[goal.number];
        // What is written and cannot be read is reported where it stands.
        let has_one = goal.entry.is_some_and(|entry| !entry.assessment.is_absent() || entry.has_unread_keys);
        let id = names::goal_id(subject.resolved.origin(joined));
        if has_one || !steering.levels[joined.level].assessed || is_misspelt(subject, ItemKind::Goal, &id) {
            continue;
        }
        let title = &goal.title;
        let message = msg!("målet ”{title}” är inte bedömt", "the goal \"{title}\" is not assessed");
        let in_plan = msg!("målet i planen", "the goal in the plan");
        match goal.entry {
            Some(entry) => {
                let id = entry.id.as_str();
                sink.push(
                    Diagnostic::new(&RULE, entry.id.span, message)
                        .label(msg!("här saknas bedömning", "bedömning is missing here"))
                        .other(goal.span, in_plan)
                        .help(msg!(
                            "skriv bedömning: under {id}, med ett av orden {words}",
                            "write bedömning: under {id}, with one of the words {words}",
                        )),
                );
            }
            None => {
                let Some(part) = subject.part_for(responsible_for(subject, goal.number)) else { return };
                let (follow_up, id) = (part.follow_up, id_to_type(subject, goal.number));
                let place = follow_up.keys.goals.or(follow_up.period.as_ref().map(|period| period.span));
                let finding = Diagnostic::new(&RULE, place.unwrap_or(follow_up.kind), message);
                sink.push(finding.other(goal.span, in_plan).help(match follow_up.keys.goals {
                    Some(_) => msg!(
                        "skriv {id}: på en egen rad under mål, och under den bedömning: med ett av orden {words}",
                        "write {id}: on a line of its own under mål, and under it bedömning: with one of the words {words}",
                    ),
                    None => msg!(
                        "skriv mål: på en egen rad, under den {id}: och under den bedömning: med ett av orden {words}",
                        "write mål: on a line of its own, under it {id}: and under that bedömning: with one of the words {words}",
                    ),
                }));
            }
        }
    }
}

/// The goal's id; with its level before it where another printed goal has the same.
pub(crate) fn id_to_type(subject: &ReportSubject, number: usize) -> String {
    let id_of = |joined: &JoinedGoal| names::goal_id(subject.resolved.origin(joined));
    let joined = &subject.plan.goals[number];
    let id = id_of(joined);
    let mut others = subject.plan.goals.iter().filter(|other| other.printed && other.level != joined.level);
    match others.any(|other| id_of(other) == id) {
        true => format!("{}/{id}", subject.resolved.settings.steering.levels[joined.level].key),
        false => id,
    }
}
