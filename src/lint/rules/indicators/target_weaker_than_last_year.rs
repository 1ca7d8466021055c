//! Targets that ask for less than what was reached last year.

use crate::diagnostic::{Bilingual, Diagnostic, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::indicators::{own_targets, quantity, typed, written};
use crate::model::{At, Indicator, Target, Tier};
use crate::msg;

/// VP0408.
pub static RULE: Rule = Rule {
    code: "VP0408",
    name: "target-weaker-than-last-year",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "årsmålet är svagare än förra årets utfall",
        "the target is weaker than last year's outcome",
    ),
    what: Bilingual::fixed(
        "Årsmålet begär mindre än det som redan uppnåddes året före, enligt indikatorns `serie` och `riktning`. I kommunens egen plan gäller det även `kf_årsmål`.",
        "The target asks for less than what was reached the year before, by the indicator's `serie` and `riktning`. In the municipality's own plan this applies to `kf_årsmål` too.",
    ),
    why: Bilingual::fixed(
        "Ett mål som är sämre än läget styr inte mot en förbättring. Ofta har talet följt med från en äldre plan.",
        "A target that is worse than the present state does not steer towards an improvement. Often the figure has been carried over from an older plan.",
    ),
};

/// Reports targets set here that are weaker than last year's outcome in the same file's series.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(year) = &subject.document.year else { return };
    // A series holds the outcomes of the organisation whose file it is in: only its own targets compare with it.
    for own in own_targets(subject).iter().filter(|own| own.item.on.document == subject.plan.document) {
        report(own.indicator, own.target, "årsmål", year.value, sink);
    }
    if subject.document.organisation.tier() == Tier::Municipality {
        for (_, indicator) in written(subject.plan.document, subject.document) {
            if let Some((council, _)) = quantity(&indicator.council_target) {
                report(indicator, council, "kf_årsmål", year.value, sink);
            }
        }
    }
}

fn report(indicator: &Indicator, target: &At<Target>, key: &str, year: i16, sink: &mut Sink) {
    let (Some(direction), Some(number)) = (indicator.direction.as_ref(), target.value.quantity()) else { return };
    let last = indicator.series.iter().find(|(other, _)| i32::from(other.value) == i32::from(year) - 1);
    let Some((before, outcome)) = last else { return };
    let Some(reached) = outcome.value.quantity() else { return };
    if !direction.value.is_weaker(number, reached) {
        return;
    }
    let (name, number, reached, before) = (indicator.name.as_str(), typed(number), typed(reached), before.value);
    sink.push(
        Diagnostic::new(
            &RULE,
            target.span,
            msg!(
                "{key} {number} för ”{name}” är svagare än utfallet {reached} år {before}",
                "{key} {number} of \"{name}\" is weaker than the outcome {reached} in {before}",
            ),
        )
        .label(msg!("målet i år", "this year's target"))
        .other(outcome.span, msg!("utfallet {before}", "the outcome of {before}"))
        .help(msg!(
            "sätt ett mål som minst behåller det som har nåtts, om inget särskilt talar emot",
            "set a target that at least keeps what has been reached, unless there are reasons not to",
        )),
    );
}
