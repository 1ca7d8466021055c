//! VP08: budget and figures.

use rust_decimal::Decimal;

use crate::lint::rules::ReportSubject;
use crate::model::income_statement::deviation;
use crate::model::{Document, IncomeStatement, IncomeStatementAmounts, Side};

pub(crate) mod large_deviation;

crate::family! {
    "08", "Budget och siffror", "Budget and figures",
    document {
        rows_not_adding_up,
        net_not_costs_less_income,
        deviation_against_sign_rule,
        change_differing_from_last_year,
        amounts_without_unit,
        figure_differing_in_prose,
        result_differing_in_prose,
        chart_values_not_fitting,
        shares_not_a_hundred,
    }
    report {
        budget_differing_from_plan,
        result_without_analysis,
        forecast_missing,
        deficit_without_measure,
        amount_out_of_scale,
    }
    document_and_report { point_between_thousands }
    workspace { budget_below_its_parts }
    elsewhere {}
}

/// The keys of the amounts of an income statement, in the order of its columns.
pub(crate) const COLUMNS: [&str; 4] = ["utfall", "budget", "prognos", "avvikelse"];

/// The column of the budget.
pub(crate) const BUDGET: usize = 1;

/// The column of the forecast.
pub(crate) const FORECAST: usize = 2;

/// The column of the deviation.
pub(crate) const DEVIATION: usize = 3;

/// The sides of an income statement, with the key of the rows and the key of the sum.
pub(crate) const SIDES: [(Side, &str, &str); 2] =
    [(Side::Income, "intäkter", "summa_intäkter"), (Side::Costs, "kostnader", "summa_kostnader")];

/// The income statement of a follow-up.
pub(crate) fn income_statement_of(document: &Document) -> Option<&IncomeStatement> {
    document.follow_up.as_ref()?.economy.as_ref()?.income_statement.as_ref()
}

/// The income statement that a report prints: the first of its files.
pub(crate) fn printed_income_statement<'a>(subject: &ReportSubject<'a>) -> Option<&'a IncomeStatement> {
    subject.parts.iter().find_map(|part| part.follow_up.economy.as_ref()?.income_statement.as_ref())
}

/// The deviation that the sign rule gives, where another is written.
pub(crate) fn against_the_sign_rule(amounts: &IncomeStatementAmounts, side: Side) -> Option<Decimal> {
    let written = amounts.deviation.as_ref()?.value;
    deviation(&amounts.figures(), side).filter(|made| *made != written)
}

/// Whether the rows of a side have forecasts for some only: what their sum should be then cannot be said.
pub(crate) fn is_partly_forecast(income_statement: &IncomeStatement, side: Side) -> bool {
    let rows = || income_statement.rows(side).iter().map(|row| row.amounts.figures());
    let has = |figures: &[Option<Decimal>; 4]| figures[FORECAST].is_some();
    rows().any(|figures| has(&figures)) && rows().any(|figures| !has(&figures) && figures != [None; 4])
}
