//! Assessments of indicators that outcome and target contradict.

use rust_decimal::Decimal;

use crate::both;
use crate::diagnostic::{Both, Diagnostic, Level, Rule, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::{says_something, stood, word};
use crate::lint::rules::indicators::typed;
use crate::model::number::print_decimal;
use crate::model::{At, Direction};
use crate::resolve::ItemRef;

/// VP0702.
pub static RULE: Rule = Rule {
    code: "VP0702",
    name: "assessment-contradicting-outcome",
    level: Level::Warning,
    can_be_silenced: true,
    summary: Both::fixed(
        "indikatorns bedömning säger emot utfallet och årsmålet",
        "the indicator's assessment contradicts outcome and target",
    ),
    what: Both::fixed(
        "Indikatorn har en skriven `bedömning` som är en annan än den som utfallet ger mot årsmålet (finns inget, mot `kf_årsmål`) i indikatorns `riktning` och med styrmodellens `tolerans`. Ungefärliga utfall och tal med olika enheter jämförs inte. Före årets sista tillfälle kan ett utfall vara på väg mot målet: en bättre bedömning än den uträknade godtas då om indikatorn har en `analys`.",
        "The indicator has a written `bedömning` that is another than the one that the outcome gives against the target (where there is none, against `kf_årsmål`) in the indicator's `riktning` and with the steering model's `tolerans`. Approximate outcomes and figures of different units are not compared. Before the year's last occasion an outcome may be on its way to the target: a better assessment than the computed one is then accepted if the indicator has an `analys`.",
    ),
    why: Both::fixed(
        "Läsaren ser både talen och bedömningen. När de säger olika saker går det inte att veta vilket som gäller, och granskare frågar efter just det.",
        "Readers see both the figures and the assessment. Where they say different things there is no telling which of them holds, and that is what auditors ask about.",
    ),
};

/// Reports written assessments of indicators that differ from the computed ones.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for item in subject.plan.goals.iter().flat_map(|goal| &goal.indicators) {
        check_one(subject, *item, sink);
    }
}

fn check_one(subject: &ReportSubject, item: ItemRef, sink: &mut Sink) {
    let stood = stood(subject, item);
    let (Some(written), Some(computed)) = (stood.standing.written, stood.standing.computed) else { return };
    let Some((entry, assessment)) = stood.standing.entry.and_then(|entry| Some((entry, entry.assessment.as_ref()?)))
    else {
        return;
    };
    let (Some(compared), Some(At { value: direction, .. })) = (stood.compared(), stood.indicator.direction.as_ref())
    else {
        return;
    };
    let within_year = subject.report.occasion.is_some_and(|occasion| !subject.resolved.is_last(occasion));
    let on_its_way = within_year && written < computed && says_something(entry.analysis.as_ref(), subject.sources);
    if written == computed || on_its_way {
        return;
    }
    let steering = &subject.resolved.settings.steering;
    let (stands, makes, name) = (word(steering, written), word(steering, computed), stood.indicator.name.as_str());
    let (outcome, target, [called_sv, called_en]) = (typed(compared.outcome), typed(compared.target), compared.called);
    let (rule_sv, rule_en) = match direction {
        Direction::Higher => ("högre är bättre", "higher is better"),
        Direction::Lower => ("lägre är bättre", "lower is better"),
        Direction::Range => ("utfallet ska ligga i intervallet", "the outcome should lie in the range"),
    };
    // A model of two words has none for a near miss.
    let near = (steering.assessments.len() > 2).then(|| word(steering, 1));
    let tolerance = print_decimal((steering.tolerance * Decimal::ONE_HUNDRED).normalize());
    let help = match near {
        Some(near) => both!(
            "{rule_sv}, och inom {tolerance} % från målet är det {near}: skriv bedömning: {makes}, eller rätta utfallet",
            "{rule_en}, and within {tolerance} % of the target it is {near}: write bedömning: {makes}, or fix the outcome",
        ),
        None => both!(
            "{rule_sv}: skriv bedömning: {makes}, eller rätta utfallet",
            "{rule_en}: write bedömning: {makes}, or fix the outcome",
        ),
    };
    sink.push(
        Diagnostic::new(
            &RULE,
            assessment.span,
            both!(
                "”{name}” har bedömningen {stands}, men utfallet {outcome} mot {called_sv} {target} ger {makes}",
                "\"{name}\" is assessed as {stands}, but the outcome {outcome} against {called_en} {target} gives {makes}",
            ),
        )
        .label(both!("här står {stands}", "this says {stands}"))
        .other(compared.outcome_span, both!("utfallet är {outcome}", "the outcome is {outcome}"))
        .other(compared.target_span, both!("{called_sv} är {target}", "{called_en} is {target}"))
        .help(help),
    );
}
