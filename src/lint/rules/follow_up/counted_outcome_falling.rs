//! What is counted from the beginning of the year, lower than at the occasion before.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::{indicators, occasion_name, typed};
use crate::model::number::print_decimal;
use crate::model::{At, IncomeStatement, Side};
use crate::msg;
use crate::plan_format::fields::same_key;
use crate::resolve::Report;

/// VP0513.
pub static RULE: Rule = Rule {
    code: "VP0513",
    name: "counted-outcome-falling",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "det som räknas från årets början är lägre än vid tillfället före",
        "what is counted from the beginning of the year is lower than at the occasion before",
    ),
    what: Bilingual::fixed(
        "En indikator med `ackumulerad: ja`, eller en rad i resultaträkningen, har ett lägre utfall än vid det närmast tidigare tillfället under året då det rapporterades. Tal i olika enheter och negativa belopp jämförs inte.",
        "An indicator with `ackumulerad: ja`, or a row of the income statement, has a lower outcome than at the nearest earlier occasion of the year when it was reported. Figures of different units and negative amounts are not compared.",
    ),
    why: Bilingual::fixed(
        "Det som har hänt i april har hänt också i augusti. Är talet lägre har perioden rapporterats i stället för året hittills, eller så är ett av talen fel. En rättelse av bokföringen kan vara skälet, men då ska den stå i analysen.",
        "What had happened by April has happened by August too. Where the figure is lower, the period was reported instead of the year so far, or one of the figures is wrong. A correction of the accounts may be the reason, but then the analysis should say so.",
    ),
    fixes: Fixes::NONE,
};

/// Reports counted indicators, and rows of the income statement, that have fallen.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let resolved = subject.resolved;
    let earlier: Vec<&Report> = subject.report.earlier.iter().rev().map(|number| &resolved.reports[*number]).collect();
    for (_, item) in indicators(subject) {
        let indicator = resolved.indicator(item);
        if !indicator.counted.as_ref().is_some_and(|counted| counted.value) {
            continue;
        }
        let outcome = |report: &Report| resolved.indicator_entry(report, item).and_then(|entry| entry.outcome.as_ref());
        let Some((now, figure)) = outcome(subject.report).and_then(|now| Some((now, now.value.quantity()?))) else {
            continue;
        };
        let before = earlier.iter().find_map(|report| {
            let before = outcome(report)?;
            Some((occasion_name(subject, report.occasion?), before, before.value.quantity()?))
        });
        let Some((occasion, before, earlier)) = before else { continue };
        if earlier.same_unit(figure) && figure.value < earlier.value {
            let name = indicator.name.as_str();
            sink.push(finding(name, (typed(&now.value), now), (typed(&before.value), before), occasion));
        }
    }
    let income_statement = |report: &Report| {
        let economies =
            report.parts.iter().filter_map(|part| resolved.documents[*part].follow_up.as_ref()?.economy.as_ref());
        economies.into_iter().find_map(|economy| economy.income_statement.as_ref())
    };
    let before =
        earlier.iter().find_map(|report| Some((occasion_name(subject, report.occasion?), income_statement(report)?)));
    if let (Some(now), Some((occasion, before))) = (income_statement(subject.report), before) {
        check_income_statement(now, before, occasion, sink);
    }
}

fn check_income_statement(now: &IncomeStatement, before: &IncomeStatement, occasion: &str, sink: &mut Sink) {
    let unit = |income_statement: &IncomeStatement| income_statement.unit.as_ref().map(|unit| unit.value);
    if unit(now) != unit(before) {
        return;
    }
    for side in [Side::Income, Side::Costs] {
        for row in now.rows(side) {
            let mut same = before.rows(side).iter().filter(|other| same_key(other.name.as_str(), row.name.as_str()));
            let (Some(other), None) = (same.next(), same.next()) else { continue };
            let (Some(amount), Some(earlier)) = (&row.amounts.outcome, &other.amounts.outcome) else { continue };
            if amount.value >= Decimal::ZERO && amount.value < earlier.value {
                let words = |amount: &At<Decimal>| print_decimal(amount.value);
                sink.push(finding(row.name.as_str(), (words(amount), amount), (words(earlier), earlier), occasion));
            }
        }
    }
}

fn finding<T>(
    name: &str,
    (now, at): (String, &At<T>),
    (before, earlier): (String, &At<T>),
    occasion: &str,
) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        at.span,
        msg!(
            "”{name}” räknas från årets början men är {now}, lägre än {before} vid {occasion}",
            "\"{name}\" is counted from the beginning of the year but is {now}, lower than {before} at {occasion}",
        ),
    )
    .other(earlier.span, msg!("{before} vid {occasion}", "{before} at {occasion}"))
    .help(msg!(
        "skriv utfallet från årets början, inte för perioden; är något rättat, skriv det i analysen och # vp: tillåt VP0513 med skälet på raden",
        "write the outcome since the beginning of the year, not of the period; where something was corrected, write so in the analysis, and # vp: tillåt VP0513 with the reason on the line",
    ))
}
