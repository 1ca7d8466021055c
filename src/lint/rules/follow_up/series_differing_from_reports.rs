//! A figure of an earlier year in a plan's series that is not what that year's documents say.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::indicators::{typed, written};
use crate::model::{At, Indicator, Quantity, Target};
use crate::msg;
use crate::resolve::{ItemRef, names};
use crate::source::Span;

/// VP0514.
pub static RULE: Rule = Rule {
    code: "VP0514",
    name: "series-differing-from-reports",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "serien har ett annat tal för ett år än årets egna dokument",
        "the series has another figure of a year than that year's own documents",
    ),
    what: Bilingual::fixed(
        "`serie` har ett tal för ett tidigare år som inte är utfallet i det årets sista rapport, eller som inte är det som förra årets plan har i sin serie. Ett tal med färre decimaler räknas som avrundat. Mot förra årets serie, och där indikatorn har ett annat id, sägs det som varning. Det sägs också om `serie` har ett utfall för planens eget år eller ett senare.",
        "`serie` has a figure of an earlier year that is not the outcome in that year's last report, or not what last year's plan has in its series. A figure of fewer decimals counts as rounded. Against last year's series, and where the indicator has another id, it is told as a warning. So is an outcome in `serie` of the plan's own year or a later one.",
    ),
    why: Bilingual::fixed(
        "Kurvan över åren visar då en utveckling som ingen har rapporterat. Har tal räknats om i efterhand ska det stå var.",
        "The curve over the years then shows a change that nobody has reported. Where figures were revised afterwards it should say where.",
    ),
    fixes: Fixes::NONE,
};

/// A figure of the same year somewhere else.
struct Other<'a> {
    quantity: &'a Quantity,
    span: Span,
    is_reported: bool,
    is_certain: bool,
}

/// Compares each figure of the series written here.
pub fn check(subject: &Subject, sink: &mut Sink) {
    sink.extend(of_years_to_come(subject));
    if subject.plan.last_year.is_none() {
        return;
    }
    for (item, indicator) in written(subject.plan.document, subject.document) {
        for (year, at) in &indicator.series {
            let Some(here) = at.value.quantity() else { continue };
            let Some(other) = other(subject, (item, indicator), year.value) else { continue };
            if here.same_unit(other.quantity) && !is_rounded(here, other.quantity) {
                sink.push(finding(indicator, (year.value, at, here), &other));
            }
        }
    }
}

/// The figures of the plan's own year and of later ones, which nobody can know.
fn of_years_to_come(subject: &Subject) -> Vec<Diagnostic> {
    let Some(own) = subject.document.year.as_ref().map(|year| year.value) else { return Vec::new() };
    let indicators = subject.document.goals.iter().flat_map(|goal| &goal.indicators);
    let to_come = indicators.flat_map(|indicator| indicator.series.iter().map(move |(year, _)| (indicator, year)));
    to_come
        .filter(|(_, year)| year.value >= own)
        .map(|(indicator, year)| {
            let (name, at) = (indicator.name.as_str(), year.value);
            Diagnostic::new(
                &RULE,
                year.span,
                msg!(
                    "serie har ett utfall för {at} av ”{name}”, men planen gäller {own}",
                    "serie has an outcome of {at} for \"{name}\", but the plan is for {own}",
                ),
            )
            .help(msg!(
                "rätta årtalet; är talet ett mål, skriv det under målvärden, och utfallet i en uppföljning",
                "fix the year; if the figure is a target, write it below målvärden, and an outcome in a follow-up",
            ))
            .lower(Severity::Warning)
        })
        .collect()
}

/// What the documents of a year say of an indicator: the last report, else last year's series.
fn other<'a>(subject: &Subject<'a>, (item, indicator): (ItemRef, &Indicator), year: i16) -> Option<Other<'a>> {
    let resolved = subject.resolved;
    if let Some((outcome, is_certain)) = resolved.reported_in(subject.plan, item, year) {
        return Some(Other { quantity: outcome.value.quantity()?, span: outcome.span, is_reported: true, is_certain });
    }
    let last = subject.plan.last_year?;
    let before = resolved.indicator_named(last, &names::indicator_id(indicator))?;
    let (_, at): &(At<i16>, At<Target>) =
        resolved.indicator(before).series.iter().find(|(other, _)| other.value == year)?;
    Some(Other { quantity: at.value.quantity()?, span: at.span, is_reported: false, is_certain: false })
}

/// Whether two figures are the same, or one of them is the other rounded.
fn is_rounded(one: &Quantity, two: &Quantity) -> bool {
    let scale = one.value.scale().min(two.value.scale());
    let round = |value: Decimal| value.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    round(one.value) == round(two.value) || one.value.trunc_with_scale(scale) == two.value.trunc_with_scale(scale)
}

fn finding(indicator: &Indicator, (year, at, here): (i16, &At<Target>, &Quantity), other: &Other) -> Diagnostic {
    let (name, stands, holds) = (indicator.name.as_str(), typed(here), typed(other.quantity));
    let (message, label) = match other.is_reported {
        true => (
            msg!(
                "serie {year}: {stands} för ”{name}” är inte utfallet i rapporten för {year}, {holds}",
                "serie {year}: {stands} of \"{name}\" is not the outcome in the report on {year}, {holds}",
            ),
            msg!("utfallet {year}", "the outcome of {year}"),
        ),
        false => (
            msg!(
                "serie {year}: {stands} för ”{name}” är inte det som förra årets plan har för {year}, {holds}",
                "serie {year}: {stands} of \"{name}\" is not what last year's plan has for {year}, {holds}",
            ),
            msg!("i förra årets plan", "in last year's plan"),
        ),
    };
    let finding = Diagnostic::new(&RULE, at.span, message).other(other.span, label).help(msg!(
        "skriv {holds}; har talet räknats om i efterhand, säg det i indikatorns beskrivning och skriv # vp: tillåt VP0514 med skälet på raden",
        "write {holds}; if the figure was revised afterwards, say so in the indicator's description and write # vp: tillåt VP0514 with the reason on the line",
    ));
    if other.is_certain { finding } else { finding.lower(Severity::Warning) }
}
