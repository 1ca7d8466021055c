//! The rows of an income statement against its written sums.

use rust_decimal::Decimal;

use crate::diagnostic::Sink;
use crate::lint::rules::figures::rows_not_adding_up::{finding, first_sum, sum_among_rows};
use crate::lint::rules::figures::{COLUMNS, DEVIATION, FORECAST, SIDES, against_the_sign_rule, is_partly_forecast};
use crate::model::income_statement::deviation;
use crate::model::{IncomeStatement, Side};
use crate::source::Span;

/// Reports each column of each side whose written sum is not that of its rows.
pub(super) fn check(income_statement: &IncomeStatement, sink: &mut Sink) {
    for (side, _, sum_key) in SIDES {
        let rows = income_statement.rows(side);
        let amounts = rows.iter().map(|row| (row.name.as_str(), row.amounts.figures().to_vec()));
        if let Some(row) = first_sum(amounts) {
            sink.push(sum_among_rows(&rows[row].name, rows[row].span, sum_key));
            continue;
        }
        let Some((_, sum)) = income_statement.written_sum(side) else { continue };
        for (column, written) in sum.in_order().into_iter().enumerate() {
            let (Some(written), Some(made)) = (written, contradiction(income_statement, side, column)) else {
                continue;
            };
            let rows = income_statement.rows(side).iter();
            let amounts = rows.clone().filter_map(|row| row.amounts.completed(side)[column]);
            let spans = rows.filter(|row| row.amounts.completed(side)[column].is_some());
            let spans = spans.map(|row| row.amounts.in_order()[column].map_or(row.span, |amount| amount.span));
            let Some(place) = spans.reduce(Span::to) else { continue };
            sink.push(finding((COLUMNS[column], sum_key), written, (made, place), amounts));
        }
    }
}

/// What the rows of a column make, where the written sum says another.
pub(crate) fn contradiction(income_statement: &IncomeStatement, side: Side, column: usize) -> Option<Decimal> {
    let (_, sum) = income_statement.written_sum(side)?;
    let written = sum.in_order()[column]?;
    let made = income_statement.sums(side)[column]?;
    if column == FORECAST && is_partly_forecast(income_statement, side) {
        return None;
    }
    // A deviation that the other amounts contradict is VP0803's finding, of the sum or of the row.
    let is_elsewhere = column == DEVIATION
        && (deviation(&sum.figures(), side).is_some()
            || income_statement.rows(side).iter().any(|row| against_the_sign_rule(&row.amounts, side).is_some()));
    (made != written.value && !is_elsewhere).then_some(made)
}
