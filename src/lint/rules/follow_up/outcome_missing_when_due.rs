//! Indicators that are due at the occasion but have no outcome and no reason why.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::says_something;
use crate::lint::rules::follow_up::{
    indicators, is_known, is_said_elsewhere, missing_place, occasion_name, own_id_needed, responsible_for, when_due,
};
use crate::msg;
use crate::plan_format::fields::same_key;
use crate::resolve::ItemRef;
use crate::resolve::names::indicator_id;
use crate::resolve::reports::ItemKind;
use crate::source::Span;

/// VP0502.
pub static RULE: Rule = Rule {
    code: "VP0502",
    name: "outcome-missing-when-due",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "indikatorn ska rapporteras men har varken utfall eller skäl",
        "the indicator is due but has neither outcome nor reason",
    ),
    what: Bilingual::fixed(
        "Enligt `periodicitet` ska indikatorn rapporteras vid det här tillfället, men rapporten har inget `utfall` för den och ingen `analys` som säger varför.",
        "By its `periodicitet` the indicator is due at this occasion, but the follow-up has no `utfall` for it and no `analys` that says why.",
    ),
    why: Bilingual::fixed(
        "Ett tomt fält kan betyda att mätningen inte är gjord, att talet inte har kommit in eller att raden glömdes. Den som läser ska slippa gissa.",
        "An empty field may mean that nothing was measured, that the figure has not come in or that the line was forgotten. Readers should not have to guess.",
    ),
    fixes: Fixes::NONE,
};

/// Reports every indicator that the plan prints, own or inherited.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(occasion) = subject.report.occasion.filter(|_| is_known(subject)) else { return };
    for (goal, item) in indicators(subject) {
        if subject.resolved.is_due(occasion, item) == Some(true) && is_missing(subject, item) {
            sink.extend(finding(subject, goal, item, occasion));
        }
    }
}

/// Whether an indicator has neither outcome nor reason in the report.
fn is_missing(subject: &ReportSubject, item: ItemRef) -> bool {
    match subject.resolved.indicator_entry(subject.report, item) {
        Some(entry) => {
            entry.outcome.is_absent()
                && !entry.has_unread_keys
                && !says_something(entry.analysis.as_ref(), subject.sources)
        }
        None => !is_said_elsewhere(subject, ItemKind::Indicator, item),
    }
}

fn finding(subject: &ReportSubject, goal: usize, item: ItemRef, occasion: usize) -> Option<Diagnostic> {
    let indicator = subject.resolved.indicator(item);
    let (name, id, occasion) = (indicator.name.as_str(), indicator_id(indicator), occasion_name(subject, occasion));
    let responsible = indicator.responsible.as_ref().map(|own| own.as_str());
    let entry = subject.resolved.indicator_entry(subject.report, item);
    let (span, has_key) = match entry {
        Some(entry) => (entry.id.span, true),
        None => missing_place(subject, responsible.or_else(|| responsible_for(subject, goal)), |keys| keys.indicators)?,
    };
    let help = match (entry, own_id_needed(subject, ItemKind::Indicator, item), has_key) {
        (None, Some(needed), _) => needed,
        (Some(_), ..) => msg!(
            "skriv utfall: … under {id}; finns inget utfall, skriv utfall: saknas och skälet efter analys:",
            "write utfall: … under {id}; if there is no outcome, write utfall: saknas and the reason after analys:",
        ),
        (None, None, true) => msg!(
            "skriv en rad till under indikatorer: {id}: {{utfall: …}}, eller {id}: {{utfall: saknas, analys: …}} med skälet",
            "write one more line under indikatorer: {id}: {{utfall: …}}, or {id}: {{utfall: saknas, analys: …}} with the reason",
        ),
        (None, None, false) => msg!(
            "skriv indikatorer: och indraget på raden under {id}: {{utfall: …}}, eller {id}: {{utfall: saknas, analys: …}} med skälet",
            "write indikatorer: and indented on the line below it {id}: {{utfall: …}}, or {id}: {{utfall: saknas, analys: …}} with the reason",
        ),
    };
    let finding = Diagnostic::new(
        &RULE,
        span,
        msg!(
            "indikatorn ”{name}” ska rapporteras vid {occasion} men har varken utfall eller skäl",
            "the indicator \"{name}\" is due at {occasion} but has neither outcome nor reason",
        ),
    )
    .help(help);
    let finding = match left_out_above(subject, &id) {
        Some(at) => finding.other(at, msg!("en plan ovanför utelämnar den", "a plan above leaves it out")),
        None => finding,
    };
    Some(match when_due(subject, item) {
        Some((span, words)) => finding.other(span, words),
        None => finding,
    })
}

/// Where a plan above leaves out an indicator that the followed plan prints all the same.
fn left_out_above(subject: &ReportSubject, id: &str) -> Option<Span> {
    let above = subject.plan.above.iter().flat_map(|number| &subject.resolved.documents[*number].leaves_out);
    above.into_iter().find(|left_out| same_key(left_out.as_str(), id)).map(|left_out| left_out.span)
}
