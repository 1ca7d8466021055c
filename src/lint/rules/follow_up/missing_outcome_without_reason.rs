//! Outcomes that are said to be missing without a reason.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::says_something;
use crate::model::Outcome;
use crate::msg;

/// VP0508.
pub static RULE: Rule = Rule {
    code: "VP0508",
    name: "missing-outcome-without-reason",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "utfallet saknas utan att analysen säger varför",
        "the outcome is missing and no analysis says why",
    ),
    what: Bilingual::fixed(
        "Indikatorn har `utfall: saknas` men ingen `analys`.",
        "The indicator has `utfall: saknas` but no `analys`.",
    ),
    why: Bilingual::fixed(
        "`saknas` är ett beslut att inget utfall redovisas. Den som läser behöver veta om talet inte mäts, kommer senare eller inte får visas.",
        "`saknas` is a decision that no outcome is given. Readers need to know whether the figure is not measured, comes later or must not be shown.",
    ),
    fixes: Fixes::NONE,
};

/// Reports every entry, also of what the plan does not have.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for entry in subject.parts.iter().flat_map(|part| &part.follow_up.indicators) {
        let missing = entry.outcome.as_ref().filter(|outcome| outcome.value == Outcome::Missing);
        let Some(missing) = missing.filter(|_| !entry.has_unread_keys) else { continue };
        if says_something(entry.analysis.as_ref(), subject.sources) {
            continue;
        }
        let id = entry.id.as_str();
        sink.push(
            Diagnostic::new(
                &RULE,
                missing.span,
                msg!(
                    "{id} har utfall: saknas men ingen analys som säger varför",
                    "{id} has utfall: saknas but no analysis that says why",
                ),
            )
            .help(msg!(
                "skriv skälet under {id}, till exempel analys: Talet kommer i maj.",
                "write the reason under {id}, for instance analys: Talet kommer i maj.",
            )),
        );
    }
}
