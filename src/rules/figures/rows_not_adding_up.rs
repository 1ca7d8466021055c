//! Rows of the budget that do not add up to the written total.

use rust_decimal::Decimal;

use crate::both;
use crate::diagnostic::{Both, Diagnostic, Level, Rule, Sink};
use crate::model::number::print_decimal;
use crate::model::{Amounts, Budget};
use crate::rules::Subject;
use crate::source::Span;

/// VP0801.
pub static RULE: Rule = Rule {
    code: "VP0801",
    name: "rows-not-adding-up",
    level: Level::Error,
    can_be_silenced: true,
    summary: Both::fixed(
        "raderna i budgeten blir inte den summa som står i totalt",
        "the rows of the budget do not make the sum written in totalt",
    ),
    what: Both::fixed(
        "Beloppen i en kolumn av budgeten blir tillsammans något annat än det belopp som står i totalt. En rad utan belopp räknas som noll, och ett netto som inte är skrivet räknas ut av kostnader och intäkter.",
        "The amounts of one column of the budget together make something else than the amount written in totalt. A row without an amount counts as nothing, and a net that is not written is computed from costs and income.",
    ),
    why: Both::fixed(
        "Den som läser tabellen räknar efter, och en summa som inte stämmer gör att ingen siffra i planen blir trodd. Felet är oftast en rad som ändrats sent. Beror skillnaden på avrundning kan raderna skrivas med en decimal till, eller raden få ett undantag.",
        "Readers of the table add it up, and a sum that is wrong makes every figure of the plan doubtful. Most often a row was changed late. Where rounding makes the difference, write the rows with one more decimal, or make an exception for the line.",
    ),
};

/// The keys of the four amounts, in the order of [`Amounts::in_order`].
const COLUMNS: [&str; 4] = ["kostnader", "intäkter", "netto", "förändring"];

/// Reports each column whose written total is not the sum of its rows.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(budget) = subject.document.economy.as_ref().and_then(|economy| economy.budget.as_ref()) else { return };
    let Some((_, total)) = &budget.total else { return };
    for (column, written) in total.in_order().into_iter().enumerate() {
        let (Some(written), Some((sum, rows))) = (written, sum(budget, column)) else { continue };
        if sum == written.value {
            continue;
        }
        let key = COLUMNS[column];
        let (stands, makes) = (print_decimal(written.value), print_decimal(sum));
        let finding = Diagnostic::new(
            &RULE,
            written.span,
            both!(
                "raderna under {key} blir {makes}, men i totalt står {stands}",
                "the rows under {key} make {makes}, but totalt says {stands}",
            ),
        )
        .label(both!("här står {stands}", "{stands} stands here"))
        .other(rows, both!("raderna, som blir {makes}", "the rows, which make {makes}"));
        sink.push(finding.help(match is_rounding(budget, column, sum.saturating_sub(written.value)) {
            true => both!(
                "skriv {key}: {sum} i totalt; beror skillnaden på avrundning kan raderna skrivas med en decimal till",
                "write {key}: {sum} in totalt; if rounding makes the difference, write the rows with one more decimal",
            ),
            false => both!(
                "skriv {key}: {sum} i totalt, eller rätta den rad som är fel",
                "write {key}: {sum} in totalt, or mend the row that is wrong",
            ),
        }));
    }
}

fn amount(amounts: &Amounts, column: usize) -> Option<Decimal> {
    match column {
        2 => amounts.known_net(),
        _ => amounts.in_order()[column].map(|amount| amount.value),
    }
}

/// The sum of a column and the place from its first amount to its last; `None` where no row has one.
fn sum(budget: &Budget, column: usize) -> Option<(Decimal, Span)> {
    let mut found: Option<(Decimal, Span)> = None;
    for row in &budget.rows {
        let Some(value) = amount(&row.amounts, column) else { continue };
        let span = row.amounts.in_order()[column].map_or(row.span, |amount| amount.span);
        found = Some(match found {
            Some((sum, first)) => (sum.saturating_add(value), first.to(span)),
            None => (value, span),
        });
    }
    found
}

/// Whether rounding each amount could have made the difference: at most half of the last decimal for each.
fn is_rounding(budget: &Budget, column: usize, difference: Decimal) -> bool {
    let amounts = || budget.rows.iter().filter_map(|row| amount(&row.amounts, column));
    let decimals = amounts().map(|amount| amount.scale()).max().unwrap_or(0);
    let count = Decimal::from(amounts().count() + 1);
    decimals > 0 && difference.abs() <= Decimal::new(5, (decimals + 1).min(28)).saturating_mul(count)
}
