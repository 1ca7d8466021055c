//! VP05: follow-up, periods and outcomes.

use crate::diagnostic::Bilingual;
use crate::lint::rules::{ReportPart, ReportSubject};
use crate::model::follow_up::Keys;
use crate::model::number::NO_BREAK_SPACE;
use crate::model::{DocumentKind, Goal, Outcome};
use crate::msg;
use crate::plan_format::fields::same_key;
use crate::resolve::names::{activity_id, indicator_id};
use crate::resolve::reports::{ItemKind, Outside};
use crate::resolve::{ItemRef, rules};
use crate::source::Span;

crate::family! {
    "05", "Uppföljning: perioder och utfall", "Follow-up: periods and outcomes",
    document {
        series_differing_from_reports,
        later_occasion_in_text,
    }
    report {
        period_not_of_the_report,
        outcome_missing_when_due,
        outcome_when_not_due,
        planned_but_not_reported,
        genders_not_fitting_total,
        previous_differing_from_last_year,
        missing_outcome_without_reason,
        earlier_occasion_missing,
        wording_differing_from_plan,
        outcome_not_comparable,
        counted_outcome_falling,
        mean_not_of_the_counts,
        period_not_of_the_file_name,
    }
    workspace {}
    elsewhere { rules::NOT_IN_PLAN, rules::REPORTED_TWICE }
}

/// The indicators that the plan prints, each with the number of its goal.
pub(crate) fn indicators<'a>(subject: &ReportSubject<'a>) -> impl Iterator<Item = (usize, ItemRef)> + use<'a> {
    let goals = subject.plan.goals.iter().enumerate().filter(|(_, goal)| goal.printed);
    goals.flat_map(|(number, goal)| goal.indicators.iter().map(move |item| (number, *item)))
}

/// The activities that the plan prints, each with the number of its goal.
pub(crate) fn activities<'a>(subject: &ReportSubject<'a>) -> impl Iterator<Item = (usize, ItemRef)> + use<'a> {
    let goals = subject.plan.goals.iter().enumerate().filter(|(_, goal)| goal.printed);
    goals.flat_map(|(number, goal)| goal.activities.iter().map(move |item| (number, *item)))
}

/// The key of an occasion.
pub(crate) fn occasion_name<'a>(subject: &ReportSubject<'a>, occasion: usize) -> &'a str {
    &subject.resolved.settings.steering.occasions[occasion].key
}

/// The keys of several occasions.
pub(crate) fn occasion_names<'a>(subject: &ReportSubject<'a>, occasions: &[usize]) -> Vec<&'a str> {
    occasions.iter().map(|occasion| occasion_name(subject, *occasion)).collect()
}

/// Where the plan says when an indicator is reported, and the words for it.
fn when_due(subject: &ReportSubject, item: ItemRef) -> Option<(Span, Bilingual)> {
    let periodicity = subject.resolved.indicator(item).periodicity.as_ref()?;
    let occasions = subject.resolved.occasions_of(item)?;
    let Bilingual { sv, en } = Bilingual::all_of(&occasion_names(subject, occasions));
    Some((periodicity.span, msg!("rapporteras vid {sv}", "reported at {en}")))
}

/// The goal of the plan as decided.
fn decided<'a>(subject: &ReportSubject<'a>, goal: usize) -> &'a Goal {
    subject.resolved.origin(&subject.plan.goals[goal])
}

/// Who answers for a goal, and for what has nobody of its own under it.
pub(crate) fn responsible_for<'a>(subject: &ReportSubject<'a>, goal: usize) -> Option<&'a str> {
    // What is added nearest to the report knows best who writes it.
    let mut entries = subject.plan.goals[goal].entries.iter().rev().map(|at| subject.resolved.goal(*at));
    entries.find_map(|entry| entry.responsible.as_ref()).map(|responsible| responsible.as_str())
}

/// Where to say that something is missing: at the key of its list in the file that answers for it, and whether that key
/// is there; otherwise at the file's period.
fn missing_place(
    subject: &ReportSubject,
    responsible: Option<&str>,
    key: fn(&Keys) -> Option<Span>,
) -> Option<(Span, bool)> {
    let follow_up = subject.part_for(responsible)?.follow_up;
    let elsewhere = || follow_up.period.as_ref().map_or(follow_up.kind, |period| period.span);
    Some(key(&follow_up.keys).map_or_else(|| (elsewhere(), false), |span| (span, true)))
}

/// Whether what is missing can be told: all of the plan is known, every list and every part of the report could be read, and the report
/// is of the kind that its occasion asks for.
pub(crate) fn is_known(subject: &ReportSubject) -> bool {
    let is_last = subject.report.occasion.map(|occasion| subject.resolved.is_last(occasion));
    let is_of_its_kind =
        |part: &ReportPart| is_last.is_none_or(|is_last| is_last == (part.document.kind == DocumentKind::AnnualReport));
    subject.plan.complete
        && !subject.report.may_lack_a_part
        && subject.parts.iter().all(|part| !part.follow_up.is_unread && is_of_its_kind(part))
}

/// Whether something is reported under an id that was most likely meant to be this one, which is said there.
pub(crate) fn is_misspelt(subject: &ReportSubject, sort: ItemKind, id: &str) -> bool {
    let mut outside = subject.report.outside.iter().filter(|outside| outside.sort == sort);
    outside.any(|outside| outside.near.as_deref() == Some(id))
}

/// The id of an indicator, else of an activity, and whether somebody wrote it.
fn id_of(subject: &ReportSubject, sort: ItemKind, item: ItemRef) -> (String, bool) {
    if sort == ItemKind::Indicator {
        let indicator = subject.resolved.indicator(item);
        return (indicator_id(indicator), indicator.id.is_some());
    }
    let activity = subject.resolved.activity(item);
    (activity_id(activity), activity.id.is_some())
}

/// The other printed things of the same sort with the id of this one: whether each of theirs is written.
fn with_same_id(subject: &ReportSubject, sort: ItemKind, item: ItemRef) -> Vec<bool> {
    let id = id_of(subject, sort, item).0;
    let all: Vec<(usize, ItemRef)> = match sort {
        ItemKind::Indicator => indicators(subject).collect(),
        _ => activities(subject).collect(),
    };
    let others = all.into_iter().filter(|(_, other)| *other != item).map(|(_, other)| id_of(subject, sort, other));
    others.filter(|(other, _)| same_key(other, &id)).map(|(_, is_written)| is_written).collect()
}

/// Whether it is said elsewhere why an indicator, else an activity, has no entry: its id is misspelt in the follow-up, or
/// written twice in the plan.
fn is_said_elsewhere(subject: &ReportSubject, sort: ItemKind, item: ItemRef) -> bool {
    let (id, is_written) = id_of(subject, sort, item);
    is_named_otherwise(subject, sort)
        || is_misspelt(subject, sort, &id)
        || (is_written && with_same_id(subject, sort, item).contains(&true))
}

/// Whether there are as many ids that are nothing like any of the plan's as there are things that are due and not there:
/// then those are most likely what is meant, which is said at the ids.
fn is_named_otherwise(subject: &ReportSubject, sort: ItemKind) -> bool {
    let report = subject.report;
    let is_unknown = |outside: &&Outside| outside.sort == sort && outside.near.is_none() && outside.thing.is_none();
    let unknown = report.outside.iter().filter(is_unknown).count();
    if unknown == 0 {
        return false;
    }
    let is_due = |item: ItemRef| match report.occasion {
        Some(occasion) => subject.resolved.is_due(occasion, item) != Some(false),
        None => true,
    };
    let missing = match sort {
        ItemKind::Indicator => {
            indicators(subject).filter(|(_, item)| !report.indicators.contains_key(item) && is_due(*item)).count()
        }
        _ => activities(subject).filter(|(_, item)| subject.resolved.activity_entry(report, *item).is_none()).count(),
    };
    missing <= unknown
}

/// What to do where a follow-up cannot name an indicator, else an activity, because another one has the same id.
fn own_id_needed(subject: &ReportSubject, sort: ItemKind, item: ItemRef) -> Option<Bilingual> {
    let name = match sort {
        ItemKind::Indicator => &subject.resolved.indicator(item).name,
        _ => &subject.resolved.activity(item).name,
    };
    let (id, name) = (id_of(subject, sort, item).0, name.as_str());
    let is_shared = !with_same_id(subject, sort, item).is_empty();
    is_shared.then(|| {
        msg!(
            "fler än en i planen har id {id}: skriv ett eget id: på ”{name}” i planen, och rapportera den med det",
            "more than one of the plan has the id {id}: write an id: of its own on \"{name}\" in the plan, and report it by that",
        )
    })
}

/// An outcome as a writer would type it.
fn typed(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Missing => "saknas".to_owned(),
        _ => outcome.print().replace(NO_BREAK_SPACE, " "),
    }
}
