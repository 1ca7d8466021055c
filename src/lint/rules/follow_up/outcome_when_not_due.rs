//! Outcomes reported at an occasion when the indicator is not due.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::{indicators, occasion_name, when_due};
use crate::model::Outcome;
use crate::msg;

/// VP0503.
pub static RULE: Rule = Rule {
    code: "VP0503",
    name: "outcome-when-not-due",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "ett utfall rapporteras fast indikatorn inte ska rapporteras nu",
        "an outcome is reported though the indicator is not due",
    ),
    what: Bilingual::fixed(
        "Rapporten har ett utfall för en indikator som enligt sin `periodicitet` inte rapporteras vid det här tillfället.",
        "The follow-up has an outcome of an indicator that by its `periodicitet` is not reported at this occasion.",
    ),
    why: Bilingual::fixed(
        "Ett årsvärde i en tertialrapport är ofta förra årets, eller hör till en annan rad. Rapporteras det med avsikt är periodiciteten i planen fel.",
        "A yearly figure in a tertial report is often last year's, or belongs to another line. If it is reported on purpose, the periodicity in the plan is wrong.",
    ),
    fixes: Fixes::NONE,
};

/// Reports outcomes of what the plan prints; an outcome that is said to be missing is none.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(occasion) = subject.report.occasion else { return };
    for (_, item) in indicators(subject) {
        if subject.resolved.is_due(occasion, item) != Some(false) {
            continue;
        }
        let entry = subject.resolved.indicator_entry(subject.report, item);
        let outcome = entry.and_then(|entry| entry.outcome.as_ref());
        let Some(outcome) = outcome.filter(|outcome| outcome.value != Outcome::Missing) else { continue };
        let (name, occasion) = (subject.resolved.indicator(item).name.as_str(), occasion_name(subject, occasion));
        let finding = Diagnostic::new(
            &RULE,
            outcome.span,
            msg!(
                "indikatorn ”{name}” har ett utfall men ska inte rapporteras vid {occasion}",
                "the indicator \"{name}\" has an outcome but is not due at {occasion}",
            ),
        )
        .help(msg!(
            "hör utfallet till ett annat tillfälle eller en annan indikator, flytta det; ska indikatorn rapporteras nu, ändra periodicitet i planen",
            "if the outcome belongs to another occasion or indicator, move it; if the indicator should be reported now, change periodicitet in the plan",
        ));
        sink.push(match when_due(subject, item) {
            Some((span, words)) => finding.other(span, words),
            None => finding,
        });
    }
}
