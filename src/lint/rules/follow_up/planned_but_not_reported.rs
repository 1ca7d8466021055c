//! What the plan promises and no follow-up says anything about.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::goal_without_assessment::id_to_type;
use crate::lint::rules::follow_up::{
    activities, decided, indicators, is_known, is_misspelt, is_said_elsewhere, missing_place, occasion_name,
    own_id_needed, responsible_for, when_due,
};
use crate::model::Tier;
use crate::model::follow_up::Status;
use crate::msg;
use crate::resolve::names::{activity_id, goal_id, indicator_id};
use crate::resolve::reports::ItemKind;
use crate::resolve::{ItemRef, JoinedGoal, Report};
use crate::source::Span;

/// VP0505.
pub static RULE: Rule = Rule {
    code: "VP0505",
    name: "planned-but-not-reported",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("något i planen rapporteras inte alls", "something in the plan is not reported at all"),
    what: Bilingual::fixed(
        "En aktivitet som har börjat vid tillfället har ingen rad i rapporten; i årets sista rapport gäller det alla aktiviteter, och indikatorer som inte har rapporterats vid något tillfälle under året. Före årets sista rapport är fyndet en varning, och gäller då också ett eget mål som varken självt eller genom något under det rapporteras. Det som har rapporterats genomfört eller avbrutet behöver inte rapporteras igen.",
        "An activity that has begun by the occasion has no line in the follow-up; in the year's last report this applies to every activity, and to indicators that were reported at no occasion of the year. Before the year's last report the finding is a warning, and then also applies to a goal of the organisation's own where neither it nor anything under it is reported. What was reported as done or cancelled need not be reported again.",
    ),
    why: Bilingual::fixed(
        "Rapporten svarar för det planen lovar. Det som inte nämns ser ut att ha fallit bort.",
        "The follow-up answers for what the plan promises. What is not mentioned seems to have been dropped.",
    ),
    fixes: Fixes::NONE,
};

/// Reports what is missing in the file that answers for it.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(occasion) = subject.report.occasion.filter(|_| is_known(subject)) else { return };
    let is_last = subject.resolved.is_last(occasion);
    let mut found = Vec::new();
    for (goal, item) in activities(subject) {
        if is_unreported(subject, occasion, item) {
            found.extend(activity(subject, goal, item, occasion));
        }
    }
    if is_last {
        for (goal, item) in indicators(subject) {
            let is_due_later = subject.resolved.is_due(occasion, item) == Some(false);
            if is_due_later && !subject.resolved.rests(item) && never_reported(subject, item) {
                found.extend(indicator(subject, goal, item));
            }
        }
    } else {
        for number in 0..subject.plan.goals.len() {
            if is_silent(subject, number, occasion) {
                found.extend(goal(subject, number, occasion));
            }
        }
    }
    for finding in found {
        sink.push(if is_last { finding } else { finding.lower(Severity::Warning) });
    }
}

/// Whether an activity should have an entry at the occasion and has none.
fn is_unreported(subject: &ReportSubject, occasion: usize, item: ItemRef) -> bool {
    let resolved = subject.resolved;
    let activity = resolved.activity(item);
    // Of one whose start cannot be read nobody knows whether it has begun.
    let may_wait = activity.start.is_broken();
    (resolved.is_last(occasion) || !may_wait && resolved.has_begun(subject.report.plan, occasion, item))
        && resolved.activity_entry(subject.report, item).is_none()
        && !is_said_elsewhere(subject, ItemKind::Activity, item)
}

fn never_reported(subject: &ReportSubject, item: ItemRef) -> bool {
    let earlier = subject.report.earlier.iter().map(|number| &subject.resolved.reports[*number]);
    let mut reports = std::iter::once(subject.report).chain(earlier);
    !reports.any(|report| says_something_of(subject, report, item))
        && !is_said_elsewhere(subject, ItemKind::Indicator, item)
}

fn says_something_of(subject: &ReportSubject, report: &Report, item: ItemRef) -> bool {
    subject.resolved.indicator_entry(report, item).is_some_and(|entry| !entry.is_empty())
}

/// Whether nothing is reported of a goal of the organisation's own, nor of anything under it. One with goals of its own
/// under it is answered for by them, and where something under it is said to be missing, that says it.
fn is_silent(subject: &ReportSubject, number: usize, occasion: usize) -> bool {
    let (resolved, goals) = (subject.resolved, &subject.plan.goals);
    let tier = resolved.document(subject.plan).organisation.tier();
    let is_own = |goal: &JoinedGoal| {
        goal.printed
            && goal.entries.first().is_some_and(|at| at.document == subject.report.plan)
            && resolved.settings.steering.levels[goal.level].owner >= tier.min(Tier::Unit)
    };
    if !is_own(&goals[number]) {
        return false;
    }
    let mut below = vec![number];
    let mut at = 0;
    while let Some(&one) = below.get(at) {
        at += 1;
        let goal = &goals[one];
        if one != number && is_own(goal) {
            return false;
        }
        let is_reported = subject.report.goals[one].is_some_and(|at| !resolved.goal_report(at).is_empty())
            || is_misspelt(subject, ItemKind::Goal, &goal_id(resolved.origin(goal)))
            || goal.indicators.iter().any(|item| is_mentioned(subject, *item, occasion))
            || goal.activities.iter().any(|item| is_followed(subject, *item, occasion));
        if is_reported {
            return false;
        }
        for child in &goal.children {
            if !below.contains(&child.goal) {
                below.push(child.goal);
            }
        }
    }
    true
}

/// Whether an indicator is reported, or said elsewhere to be missing, or due and therefore said to be missing.
fn is_mentioned(subject: &ReportSubject, item: ItemRef, occasion: usize) -> bool {
    says_something_of(subject, subject.report, item)
        || subject.resolved.is_due(occasion, item) == Some(true)
        || is_said_elsewhere(subject, ItemKind::Indicator, item)
}

/// Whether an activity is reported, or said elsewhere to be missing, or begun and therefore said to be missing.
fn is_followed(subject: &ReportSubject, item: ItemRef, occasion: usize) -> bool {
    subject.resolved.activity_entry(subject.report, item).is_some()
        || subject.resolved.has_begun(subject.report.plan, occasion, item)
        || is_said_elsewhere(subject, ItemKind::Activity, item)
}

fn activity(subject: &ReportSubject, goal: usize, item: ItemRef, occasion: usize) -> Option<Diagnostic> {
    let activity = subject.resolved.activity(item);
    let responsible = activity.responsible.as_ref().map(|own| own.as_str());
    let place = missing_place(subject, responsible.or_else(|| responsible_for(subject, goal)), |keys| keys.activities);
    let form = subject.report.activities.get(&item).map(|at| subject.resolved.activity_report(*at).id.span);
    let (span, has_key) = form.map_or(place, |span| Some((span, true)))?;
    let (name, id) = (activity.name.as_str(), activity_id(activity));
    let words = Status::ALL.map(Status::word);
    let Bilingual { sv, en } = Bilingual::any_of(&words);
    let help = match (form, own_id_needed(subject, ItemKind::Activity, item), has_key) {
        (None, Some(needed), _) => needed,
        (Some(_), ..) => msg!("skriv status: {sv} under {id}", "write status: {en} under {id}"),
        (None, None, true) => msg!(
            "skriv en rad till under aktiviteter: {id}: {{status: …}}, med status {sv}",
            "write one more line under aktiviteter: {id}: {{status: …}}, where status is {en}",
        ),
        (None, None, false) => msg!(
            "skriv aktiviteter: och indraget på raden under {id}: {{status: …}}, med status {sv}",
            "write aktiviteter: and indented on the line below it {id}: {{status: …}}, where status is {en}",
        ),
    };
    let occasion = occasion_name(subject, occasion);
    Some(
        Diagnostic::new(
            &RULE,
            span,
            msg!(
                "aktiviteten ”{name}” rapporteras inte vid {occasion}",
                "the activity \"{name}\" is not reported at {occasion}",
            ),
        )
        .other(activity.name.span, msg!("den står i planen", "it is in the plan"))
        .help(help),
    )
}

fn indicator(subject: &ReportSubject, goal: usize, item: ItemRef) -> Option<Diagnostic> {
    let indicator = subject.resolved.indicator(item);
    let responsible = indicator.responsible.as_ref().map(|own| own.as_str());
    let place = missing_place(subject, responsible.or_else(|| responsible_for(subject, goal)), |keys| keys.indicators);
    let form = subject.report.indicators.get(&item).map(|at| subject.resolved.indicator_report(*at).id.span);
    let (span, _) = form.map_or(place, |span| Some((span, true)))?;
    let (name, id) = (indicator.name.as_str(), indicator_id(indicator));
    let needed = own_id_needed(subject, ItemKind::Indicator, item).filter(|_| form.is_none());
    let finding = Diagnostic::new(
        &RULE,
        span,
        msg!(
            "indikatorn ”{name}” har inte rapporterats vid något tillfälle under året",
            "the indicator \"{name}\" was not reported at any occasion of the year",
        ),
    )
    .help(needed.unwrap_or_else(|| msg!(
        "skriv utfallet i den uppföljning det hör till, eller här {id}: {{utfall: saknas, analys: …}} med skälet",
        "write the outcome in the follow-up that it belongs to, or here {id}: {{utfall: saknas, analys: …}} with the reason",
    )));
    Some(match when_due(subject, item) {
        Some((span, words)) => finding.other(span, words),
        None => finding,
    })
}

fn goal(subject: &ReportSubject, number: usize, occasion: usize) -> Option<Diagnostic> {
    let goal = decided(subject, number);
    let form = subject.report.goals[number].map(|at| subject.resolved.goal_report(at).id.span);
    let (span, has_key): (Span, bool) = match form {
        Some(span) => (span, true),
        None => missing_place(subject, responsible_for(subject, number), |keys| keys.goals)?,
    };
    let title = goal.title.as_ref()?;
    let (words, id) = (title.as_str(), id_to_type(subject, number));
    let occasion = occasion_name(subject, occasion);
    let help = match (form, has_key) {
        (Some(_), _) => {
            msg!("skriv bedömning: … eller analys: … under {id}", "write bedömning: … or analys: … under {id}")
        }
        (None, true) => msg!(
            "skriv en rad till under mål: {id}: {{bedömning: …, analys: …}}",
            "write one more line under mål: {id}: {{bedömning: …, analys: …}}",
        ),
        (None, false) => msg!(
            "skriv mål: och indraget på raden under {id}: {{bedömning: …, analys: …}}",
            "write mål: and indented on the line below it {id}: {{bedömning: …, analys: …}}",
        ),
    };
    Some(
        Diagnostic::new(
            &RULE,
            span,
            msg!(
                "varken målet ”{words}” eller något under det rapporteras vid {occasion}",
                "neither the goal \"{words}\" nor anything under it is reported at {occasion}",
            ),
        )
        .other(title.span, msg!("målet i planen", "the goal in the plan"))
        .help(help),
    )
}
