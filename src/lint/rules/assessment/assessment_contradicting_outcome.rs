//! Assessments of indicators that outcome and target contradict.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::{printed_of_indicator, says_something, stood, word};
use crate::lint::rules::indicators::typed;
use crate::model::number::print_decimal;
use crate::model::{Direction, Rank, Target};
use crate::msg;
use crate::resolve::ItemRef;

/// VP0702.
pub static RULE: Rule = Rule {
    code: "VP0702",
    name: "assessment-contradicting-outcome",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "indikatorns bedömning säger emot utfallet och årsmålet",
        "the indicator's assessment contradicts outcome and target",
    ),
    what: Bilingual::fixed(
        "Indikatorn har en skriven `bedömning` som är en annan än den som utfallet ger mot årsmålet (finns inget, mot `kf_årsmål`) i indikatorns `riktning` och med styrmodellens `tolerans`. Ungefärliga utfall och tal med olika enheter jämförs inte. Inom året jämförs en indikator med `ackumulerad: ja` med takten, och en med `prognos` efter prognosen. Före årets sista tillfälle kan ett utfall vara på väg mot målet: en bättre bedömning än den uträknade godtas då om indikatorn har en `analys`.",
        "The indicator has a written `bedömning` that differs from the one that the outcome gives against the target (where there is none, against `kf_årsmål`) in the indicator's `riktning` and with the steering model's `tolerans`. Approximate outcomes and figures of different units are not compared. Within the year an indicator with `ackumulerad: ja` is compared with the pace, and one with `prognos` by the forecast. Before the year's last occasion an outcome may be on its way to the target: a better assessment than the computed one is then accepted if the indicator has an `analys`.",
    ),
    why: Bilingual::fixed(
        "Läsaren ser både talen och bedömningen. När de säger olika saker går det inte att veta vilket som gäller, och granskare frågar efter just det.",
        "Readers see both the figures and the assessment. Where they say different things there is no telling which of them holds, and that is what auditors ask about.",
    ),
    fixes: Fixes::NONE,
};

/// Reports written assessments of indicators that differ from the computed ones.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for item in subject.plan.goals.iter().flat_map(|goal| &goal.indicators) {
        check_one(subject, *item, sink);
    }
}

fn check_one(subject: &ReportSubject, item: ItemRef, sink: &mut Sink) {
    let stood = stood(subject, item);
    let (Some(written), Some(computed)) = (stood.standing.written, stood.standing.computed()) else { return };
    let steering = &subject.resolved.settings.steering;
    // A word outside the scale says that it cannot be judged, whatever the figures are.
    if steering.rank(written) == Rank::Outside {
        return;
    }
    let Some((entry, assessment)) = stood.standing.entry.and_then(|entry| Some((entry, entry.assessment.as_ref()?)))
    else {
        return;
    };
    let Some(compared) = stood.compared() else { return };
    let target = subject.resolved.target(subject.plan, item).or(stood.indicator.council_target.as_ref());
    let is_trend = target.is_some_and(|target| matches!(target.value, Target::Trend(..)));
    let of_words = target.and_then(|target| target.value.direction());
    let direction = stood.indicator.direction.as_ref().map(|direction| direction.value).or(of_words);
    let within_year = subject.report.occasion.is_some_and(|occasion| !subject.resolved.is_last(occasion));
    let on_its_way = within_year && written < computed && says_something(entry.analysis.as_ref(), subject.sources);
    if written == computed || on_its_way {
        return;
    }
    let judgement = stood.standing.judgement.as_ref();
    let [printed, computed_words] = [written, computed].map(|number| printed_of_indicator(steering, number, judgement));
    let (stands, makes, name) = (word(steering, written), word(steering, computed), stood.indicator.name.as_str());
    let (outcome, target, [called_sv, called_en]) = (typed(compared.outcome), typed(compared.target), compared.called);
    let [figure_sv, figure_en] = compared.outcome_called;
    let (rule_sv, rule_en) = match direction.unwrap_or(Direction::Range) {
        _ if is_trend => (
            "årsmålet är att utfallet inte ändras åt fel håll",
            "the target is that the outcome does not move the wrong way",
        ),
        Direction::Higher => ("högre är bättre", "higher is better"),
        Direction::Lower => ("lägre är bättre", "lower is better"),
        Direction::Range => ("utfallet ska ligga i intervallet", "the outcome should lie in the range"),
    };
    // A model of two words has none for a near miss, and one with limits of its own has no tolerance.
    let scale: Vec<usize> = steering.scale().collect();
    let has_limits = scale.iter().any(|number| steering.assessments[*number].limit.is_some());
    let near = (scale.len() > 2 && !has_limits).then(|| word(steering, scale[1]));
    let tolerance = print_decimal((steering.tolerance * Decimal::ONE_HUNDRED).normalize());
    let help = match near {
        Some(near) => msg!(
            "{rule_sv}, och inom {tolerance} % från målet är det {near}: skriv bedömning: {makes}, eller rätta utfallet",
            "{rule_en}, and within {tolerance} % of the target it is {near}: write bedömning: {makes}, or fix the outcome",
        ),
        None => msg!(
            "{rule_sv}: skriv bedömning: {makes}, eller rätta utfallet",
            "{rule_en}: write bedömning: {makes}, or fix the outcome",
        ),
    };
    sink.push(
        Diagnostic::new(
            &RULE,
            assessment.span,
            msg!(
                "”{name}” har bedömningen ”{printed}”, men {figure_sv} {outcome} mot {called_sv} {target} ger ”{computed_words}”",
                "\"{name}\" is assessed as \"{printed}\", but {figure_en} {outcome} against {called_en} {target} gives \"{computed_words}\"",
            ),
        )
        .label(msg!("här står {stands}", "this says {stands}"))
        .other(compared.outcome_span, msg!("{figure_sv} är {outcome}", "{figure_en} is {outcome}"))
        .other(compared.target_span, msg!("{called_sv} är {target}", "{called_en} is {target}"))
        .help(help),
    );
}
