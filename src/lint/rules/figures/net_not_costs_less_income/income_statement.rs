//! The written net of an income statement against its costs and income.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Sink};
use crate::lint::rules::figures::net_not_costs_less_income::{RULE, rounded};
use crate::lint::rules::figures::rows_not_adding_up::income_statement::contradiction as contradicted_sum;
use crate::lint::rules::figures::rows_not_adding_up::is_rounded_net;
use crate::lint::rules::figures::{COLUMNS, DEVIATION, FORECAST, SIDES, is_partly_forecast};
use crate::model::income_statement::deviation;
use crate::model::number::print_decimal;
use crate::model::{IncomeStatement, Side};
use crate::msg;

/// Reports each column of the written net that is not costs less income.
pub(super) fn check(income_statement: &IncomeStatement, sink: &mut Sink) {
    let Some((_, net)) = &income_statement.net else { return };
    for (column, written) in net.in_order().into_iter().enumerate() {
        let (Some(written), Some(computed)) = (written, contradiction(income_statement, column)) else { continue };
        let (key, stands, makes) = (COLUMNS[column], print_decimal(written.value), print_decimal(computed));
        let message = match column {
            DEVIATION => msg!(
                "summa_netto: avvikelserna blir tillsammans {makes}, men där står {stands}",
                "summa_netto: the deviations together make {makes}, but it says {stands}",
            ),
            _ => msg!(
                "summa_netto: kostnader minus intäkter blir {makes} under {key}, men där står {stands}",
                "summa_netto: costs less income make {makes} under {key}, but it says {stands}",
            ),
        };
        let mut finding =
            Diagnostic::new(&RULE, written.span, message).label(msg!("här står {stands}", "this says {stands}"));
        for (side, _, sum_key) in SIDES {
            if let Some(sum) = income_statement.written_sum(side).and_then(|(_, sum)| sum.in_order()[column]) {
                finding = finding.other(sum.span, msg!("{sum_key}", "{sum_key}"));
            }
        }
        let sums = SIDES.iter().filter_map(|(side, ..)| income_statement.printed_sums(*side)[column]);
        let is_turned = column != DEVIATION && written.value == -computed;
        if !is_turned && is_rounded_net(sums.chain([written.value]), computed.saturating_sub(written.value)) {
            sink.push(rounded(finding));
            continue;
        }
        sink.push(finding.help(match column != DEVIATION && written.value == -computed {
            true => msg!(
                "skriv {key}: {computed}; netto är kostnader minus intäkter, alltså plus när kostnaderna är störst",
                "write {key}: {computed}; the net is costs less income, so plus when the costs are larger",
            ),
            false => msg!(
                "skriv {key}: {computed}, eller rätta kostnader eller intäkter",
                "write {key}: {computed}, or fix the costs or the income",
            ),
        }));
    }
}

/// What costs less income make in a column, where the written net says another. `None` where that cannot be said: a
/// side has no amount in the column, or its sum is already contradicted by its rows.
pub(crate) fn contradiction(income_statement: &IncomeStatement, column: usize) -> Option<Decimal> {
    let (_, net) = income_statement.net.as_ref()?;
    let written = net.in_order()[column]?;
    // The net deviates as costs do: where it can be computed from the net itself it is VP0803's finding.
    if column == DEVIATION && deviation(&net.figures(), Side::Costs).is_some() {
        return None;
    }
    let sums = [Side::Income, Side::Costs].map(|side| income_statement.printed_sums(side));
    for ((side, ..), sums) in SIDES.iter().zip(&sums) {
        let is_there = !income_statement.rows(*side).is_empty() || income_statement.written_sum(*side).is_some();
        let is_unsure = column == FORECAST && is_partly_forecast(income_statement, *side);
        let has_none = is_there && sums[column].is_none();
        if has_none || is_unsure || contradicted_sum(income_statement, *side, column).is_some() {
            return None;
        }
    }
    let [income, costs] = sums;
    income_statement.computed_net(income, costs)[column].filter(|computed| *computed != written.value)
}
