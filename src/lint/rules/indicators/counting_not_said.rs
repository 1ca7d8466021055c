//! Indicators that are counted from the beginning of the year, and do not say so.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::assessment::printed_of_indicator;
use crate::lint::rules::indicators::{typed, written};
use crate::lint::rules::sentences::{is_one_of, words};
use crate::model::number::print_decimal;
use crate::model::{At, Direction, Indicator, Outcome, Quantity};
use crate::msg;
use crate::resolve::{ItemRef, Report, Resolved, names};

/// VP0414.
pub static RULE: Rule = Rule {
    code: "VP0414",
    name: "counting-not-said",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "indikatorn räknas från årets början, men planen säger det inte",
        "the indicator is counted from the beginning of the year, but the plan does not say so",
    ),
    what: Bilingual::fixed(
        "En indikator som heter ”Antal …” har utfall som växer med årets dagar, men saknar `ackumulerad`. Då bedöms utfallet i april mot hela årets mål, och bedömningen blir en annan än i takt med året.",
        "An indicator called \"Antal …\" has outcomes that grow with the days of the year, but no `ackumulerad`. Then the outcome in April is held against the target of the whole year, and the assessment is another than by the pace of the year.",
    ),
    why: Bilingual::fixed(
        "1 700 dygn i april är under årets mål på högst 4 200, men i den takten blir det 5 100. Rapporten säger ”Målet nått” tills det är för sent.",
        "1,700 days in April are below the year's target of at most 4,200, but at that pace they will be 5,100. The report says \"Målet nått\" until it is too late.",
    ),
    fixes: Fixes::NONE,
};

/// Two outcomes grow with the days where one is at most so many times what the other makes it.
const AT_MOST: Decimal = Decimal::from_parts(135, 0, 0, false, 2);

/// Reports, once for each indicator, the first report whose assessment the year's pace makes another.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let resolved = subject.resolved;
    let reports: Vec<&Report> = resolved.reports_on(subject.plan.document).collect();
    if reports.len() < 2 {
        return;
    }
    for (item, indicator) in written(subject.plan.document, subject.document).filter(|(_, one)| may_be_counted(one)) {
        let outcomes: Vec<(&Report, &At<Outcome>, &Quantity)> = reports
            .iter()
            .filter_map(|report| {
                let outcome = resolved.indicator_entry(report, item)?.outcome.as_ref()?;
                Some((*report, outcome, outcome.value.quantity()?))
            })
            .collect();
        let shares: Option<Vec<Decimal>> =
            outcomes.iter().map(|(report, ..)| share_of_year(resolved, report)).collect();
        let Some(shares) = shares.filter(|_| outcomes.len() > 1) else { continue };
        let figures: Vec<Decimal> = outcomes.iter().map(|(.., figure)| figure.value).collect();
        if grows_with_the_days(&figures, &shares) {
            let mut found = outcomes.iter().zip(&shares).filter_map(|(outcome, share)| {
                judged_otherwise(subject, (item, indicator), (outcome.0, outcome.1, outcome.2), *share)
            });
            sink.extend(found.next());
        }
    }
}

/// Whether it is called a count, has a direction, and says nothing of how it is counted.
fn may_be_counted(indicator: &Indicator) -> bool {
    let first = words(indicator.name.as_str()).next().unwrap_or_default();
    indicator.counted.is_none() && indicator.checkpoints.is_empty() && is_one_of(first, &["antal", "antalet"])
}

/// Which part of its year is over at a report.
fn share_of_year(resolved: &Resolved, report: &Report) -> Option<Decimal> {
    let occasion = report.occasion?;
    let day = resolved.reported_until(report.plan, occasion)?;
    Some(match resolved.is_last(occasion) {
        true => Decimal::ONE,
        false => Decimal::from(day.day_of_year()) / Decimal::from(day.days_in_year()),
    })
}

/// Whether each outcome is about what the one before makes it by the days between: what only lies still does not.
fn grows_with_the_days(figures: &[Decimal], shares: &[Decimal]) -> bool {
    figures.windows(2).zip(shares.windows(2)).all(|(figures, shares)| {
        let [before, after] = [figures[0], figures[1]];
        let by_days = before.checked_mul(shares[1]).and_then(|by_days| by_days.checked_div(shares[0]));
        let Some(by_days) = by_days.filter(|_| before >= Decimal::TEN && after > before) else { return false };
        let (least, most) = (by_days.min(after), by_days.max(after));
        least.checked_mul(AT_MOST).is_some_and(|bound| most <= bound)
    })
}

/// What is said where the pace of the year makes another assessment than the whole year's target.
fn judged_otherwise(
    subject: &Subject,
    (item, indicator): (ItemRef, &Indicator),
    (report, outcome, figure): (&Report, &At<Outcome>, &Quantity),
    share: Decimal,
) -> Option<Diagnostic> {
    let resolved = subject.resolved;
    let standing = resolved.standing(report, item);
    let judgement = standing.judgement.as_ref()?;
    let target = standing.target.filter(|target| target.upper.is_none() && target.same_unit(figure))?;
    if resolved.is_last(report.occasion?) || judgement.basis.is_pace() {
        return None;
    }
    let pace = Quantity { value: target.value.checked_mul(share)?, upper: None, unit: target.unit.clone() };
    let direction: Direction = indicator.direction.as_ref()?.value;
    let steering = &resolved.settings.steering;
    let by_pace = steering.assess(crate::model::outcome::shortfall(figure, &pace, direction)?)?;
    if by_pace == judgement.assessment {
        return None;
    }
    let (name, occasion) = (indicator.name.as_str(), &steering.occasions[report.occasion?].key);
    let (stands, aimed) = (typed(figure), typed(target));
    let year = print_decimal(figure.value.checked_div(share)?.round());
    let said = printed_of_indicator(steering, judgement.assessment, Some(judgement));
    let id = names::indicator_id(indicator);
    Some(
        Diagnostic::new(
            &RULE,
            indicator.name.span,
            msg!(
                "”{name}” är {stands} vid {occasion} och bedöms ”{said}” mot hela årets {aimed}; i den takten blir året {year}",
                "\"{name}\" is {stands} at {occasion} and assessed as \"{said}\" against {aimed} of the whole year; at that pace the year will be {year}",
            ),
        )
        .other(outcome.span, msg!("utfallet vid {occasion}", "the outcome at {occasion}"))
        .help(msg!(
            "skriv ackumulerad: ja under {id} om den räknas från årets början, annars ackumulerad: nej",
            "write ackumulerad: ja under {id} if it is counted from the beginning of the year, else ackumulerad: nej",
        )),
    )
}
