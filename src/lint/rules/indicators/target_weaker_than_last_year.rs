//! Targets that ask for less than what was reached last year.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::indicators::{own_targets, quantity, typed, written};
use crate::model::{At, Indicator, Target};
use crate::msg;
use crate::resolve::ItemRef;

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
        "Årsmålet begär mindre än det som redan uppnåddes året före, enligt förra årets sista rapport, annars enligt indikatorns `serie`, och indikatorns `riktning`. I kommunens egen plan gäller det även `kf_årsmål`. Står skälet efter `motivering` sägs inget.",
        "The target asks for less than what was reached the year before, by last year's last report, else by the indicator's `serie`, and its `riktning`. In the municipality's own plan this applies to `kf_årsmål` too. Where `motivering` says why, nothing is said.",
    ),
    why: Bilingual::fixed(
        "Ett mål som är sämre än läget styr inte mot en förbättring. Ofta har talet följt med från en äldre plan.",
        "A target that is worse than the present state does not steer towards an improvement. Often the figure has been carried over from an older plan.",
    ),
    fixes: Fixes::NONE,
};

/// Reports targets set here that are weaker than last year's outcome in the last report, else in the same file's series.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(year) = &subject.document.year else { return };
    for own in own_targets(subject).iter().filter(|own| own.reason.is_none()) {
        report(subject, (own.item, own.indicator), own.target, "årsmål", year.value, sink);
    }
    if subject.document.organisation.tier().is_council() {
        for (item, indicator) in written(subject.plan.document, subject.document) {
            if let Some((council, _)) = quantity(&indicator.council_target) {
                report(subject, (item, indicator), council, "kf_årsmål", year.value, sink);
            }
        }
    }
}

fn report(
    subject: &Subject,
    (item, indicator): (ItemRef, &Indicator),
    target: &At<Target>,
    key: &str,
    year: i16,
    sink: &mut Sink,
) {
    let (Some(direction), Some(number)) = (indicator.direction.as_ref(), target.value.quantity()) else { return };
    let Some(before) = year.checked_sub(1) else { return };
    let reported = subject.resolved.reported_in(subject.plan, item, before);
    let reported = reported.and_then(|(outcome, _)| Some((outcome.span, outcome.value.quantity()?)));
    // A series holds the outcomes of the organisation whose file it stands in: only its own targets compare with it.
    let in_series = || {
        let mut own = indicator.series.iter().filter(|_| item.on.document == subject.plan.document);
        let (_, outcome) = own.find(|(other, _)| other.value == before)?;
        Some((outcome.span, outcome.value.quantity()?))
    };
    let Some((place, reached)) = reported.or_else(in_series) else { return };
    if !direction.value.is_weaker(number, reached) {
        return;
    }
    let (name, number, reached) = (indicator.name.as_str(), typed(number), typed(reached));
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
        .other(place, msg!("utfallet {before}", "the outcome of {before}"))
        .help(msg!(
            "sätt ett mål som minst behåller det som har nåtts, eller skriv skälet efter motivering:",
            "set a target that at least keeps what has been reached, or write the reason after motivering:",
        )),
    );
}
