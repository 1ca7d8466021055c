//! Charts of shares whose figures are no shares of a whole.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::number::print_decimal;
use crate::model::{ChartKind, ChartValue, OwnChart, Quantity};
use crate::msg;

/// VP0816.
pub static RULE: Rule = Rule {
    code: "VP0816",
    name: "shares-not-a-hundred",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("andelarna i diagrammet blir inte 100 %", "the shares of the chart do not make 100 %"),
    what: Bilingual::fixed(
        "Ett diagram med `slag: andelar` har procent som tillsammans inte blir 100 för en kategori, eller ett värde under noll. Det som avrundningen av varje värde kan göra räknas inte.",
        "A chart with `slag: andelar` has percentages that together do not make 100 for a category, or a value below zero. What rounding each value may do does not count.",
    ),
    why: Bilingual::fixed(
        "Stapeln ritas som hela 100 %, så att varje andel blir en annan än den som står i tabellen.",
        "The column is drawn as all of 100 %, so that each share becomes another than the one in the table.",
    ),
    fixes: Fixes::NONE,
};

/// Reports each category whose shares are no whole, and each value below nothing.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for chart in subject.document.charts.iter().filter(|chart| chart.kind == ChartKind::Shares) {
        for value in chart.series.iter().flat_map(|series| &series.values) {
            let number = ChartValue::read(value.as_str(), chart.unit()).and_then(ChartValue::number);
            if number.is_some_and(|number| number < Decimal::ZERO) {
                sink.push(
                    Diagnostic::new(
                        &RULE,
                        value.span,
                        msg!("ett värde under noll är ingen andel", "a value below zero is no share"),
                    )
                    .help(msg!(
                        "skriv slag: staplar om värdena kan vara under noll",
                        "write slag: staplar if the values can be below zero",
                    )),
                );
            }
        }
        if is_of_percent(chart) {
            check_sums(chart, sink);
        }
    }
}

/// Whether the figures are percentages; numbers of things are made shares of their sum.
fn is_of_percent(chart: &OwnChart) -> bool {
    let of = |unit: &str| Quantity { value: Decimal::ONE, upper: None, unit: unit.to_owned() };
    of(chart.unit()).same_unit(&of("%"))
}

fn check_sums(chart: &OwnChart, sink: &mut Sink) {
    let series: Vec<Vec<Option<Decimal>>> = chart.series.iter().map(|series| chart.numbers(&series.values)).collect();
    for (number, category) in chart.categories.iter().enumerate() {
        let Some(values) = series.iter().map(|values| values[number]).collect::<Option<Vec<Decimal>>>() else {
            continue;
        };
        if values.is_empty() || values.iter().any(|value| *value < Decimal::ZERO) {
            continue;
        }
        let sum = values.iter().fold(Decimal::ZERO, |sum, value| sum.saturating_add(*value));
        // Each value may be half a unit of its last decimal from what it was before it was rounded.
        let rounded: Decimal = values.iter().map(|value| Decimal::new(5, value.scale() + 1)).sum();
        if (sum.saturating_sub(Decimal::ONE_HUNDRED)).abs() <= rounded {
            continue;
        }
        let (category_words, sum) = (category.as_str(), print_decimal(sum.normalize()));
        sink.push(
            Diagnostic::new(
                &RULE,
                category.span,
                msg!(
                    "andelarna för {category_words} blir {sum} %, inte 100",
                    "the shares of {category_words} make {sum} %, not 100",
                ),
            )
            .other(chart.id.span, msg!("i det här diagrammet", "in this chart"))
            .help(msg!(
                "rätta värdena, skriv en serie till för resten, eller skriv slag: staplar om svaren får överlappa",
                "fix the values, write one more series for the rest, or write slag: staplar if the answers may overlap",
            )),
        );
    }
}
