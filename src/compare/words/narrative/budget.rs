//! A budget that differs: each amount before and now, by how much and by how many per cent.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Cell, Cells, NarrativePart, Row, Voice, plain};
use crate::compare::diff::{AmountChange, AmountColumn, BudgetDiff, BudgetRowDiff};
use crate::diagnostic::Bilingual;
use crate::model::number::print_decimal;
use crate::msg;

pub(super) fn part(budget: &BudgetDiff, voice: Voice) -> NarrativePart {
    let title = voice.say(&Bilingual::fixed("Budget", "Budget"));
    let unit = budget.unit.map(|unit| format!(" ({unit})")).unwrap_or_default();
    let total = budget.total.iter().map(|total| (total, voice.say(&Bilingual::fixed("Totalt", "Total"))));
    let rows = budget.rows.iter().map(|row| (row, plain(&row.name)));
    let rows = rows.chain(total).flat_map(|(row, name)| self::rows(row, &name, voice)).collect();
    NarrativePart { label: None, title: title + &unit, states: Vec::new(), rows }
}

/// One for each amount; one for a row without any, which is new or gone.
fn rows(row: &BudgetRowDiff, name: &str, voice: Voice) -> Vec<Row> {
    let (kind, head) = match (row.in_old, row.in_new) {
        (false, true) => ("new", msg!("Ny rad: {name}", "New row: {name}")),
        (true, false) => ("ended", msg!("Borttagen rad: {name}", "Removed row: {name}")),
        _ => ("amount", msg!("{name}", "{name}")),
    };
    let head = voice.say(&head);
    if row.amounts.is_empty() {
        let row = Row::change(kind, name.to_owned(), head.clone(), None, None);
        return vec![Row { cells: Cells::One(head), ..row }];
    }
    row.amounts.iter().map(|change| amount(change, kind, name, &head, voice)).collect()
}

fn amount(change: &AmountChange, kind: &'static str, name: &str, head: &str, voice: Voice) -> Row {
    let column = match change.column {
        AmountColumn::Costs => Bilingual::fixed("kostnader", "costs"),
        AmountColumn::Income => Bilingual::fixed("intäkter", "income"),
        AmountColumn::Net => Bilingual::fixed("netto", "net"),
    };
    let column = voice.say(&column);
    let none = Bilingual::fixed("inget belopp", "no amount");
    let (old, new) = (change.old.map(print_decimal), change.new.map(print_decimal));
    let side = |amount: &Option<String>| amount.clone().unwrap_or_else(|| voice.say(&none));
    let amounts = match kind {
        "new" => side(&new),
        "ended" => side(&old),
        _ => format!("{} → {}", side(&old), side(&new)),
    };
    let steps = difference(change).map(|step| {
        let percent = percent(change).map(|percent| format!(", {} %", signed(percent)));
        format!("{}{}", signed(step), percent.unwrap_or_default())
    });
    let by = steps.as_ref().map(|steps| format!(" ({steps})")).unwrap_or_default();
    let row = Row::change(kind, name.to_owned(), format!("{head}, {column}: {amounts}{by}"), None, None);
    Row { cells: Cells::Two(Cell::of(old), Cell::of(new).line(steps)), ..row.about(column) }
}

/// By how much an amount changed, where there was one and is one.
pub(in crate::compare::words) fn difference(change: &AmountChange) -> Option<Decimal> {
    change.new?.checked_sub(change.old?)
}

/// By how many per cent, to one decimal; none of nothing.
pub(in crate::compare::words) fn percent(change: &AmountChange) -> Option<Decimal> {
    let share = difference(change)?.checked_div(change.old?.abs())?;
    let mut percent = share.checked_mul(Decimal::ONE_HUNDRED)?;
    percent = percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    percent.rescale(1);
    Some(percent)
}

fn signed(number: Decimal) -> String {
    let plus = if number.is_sign_positive() && !number.is_zero() { "+" } else { "" };
    format!("{plus}{}", print_decimal(number))
}
