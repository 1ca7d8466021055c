//! A result that is further from the budget than the limit.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::lint::rules::ReportSubject;
use crate::lint::rules::figures::{BUDGET, DEVIATION, FORECAST, printed_income_statement};
use crate::model::IncomeStatement;
use crate::model::number::print_decimal;
use crate::source::Span;

/// The net of a report, where it deviates by more than the limit.
pub(crate) struct LargeDeviation<'a> {
    /// The statement that it is of.
    pub(crate) statement: &'a IncomeStatement,
    /// The deviation.
    pub(crate) deviation: Decimal,
    /// The deviation in print, with its unit.
    pub(crate) stands: String,
    /// How many per cent of the net budget that is, in print.
    pub(crate) share: String,
    /// How many there may be.
    pub(crate) most: String,
}

impl<'a> LargeDeviation<'a> {
    /// The result of a report; `None` within the limit, and where nothing is known of the whole year yet.
    pub(crate) fn beyond_the_limit(subject: &ReportSubject<'a>) -> Option<LargeDeviation<'a>> {
        let limit = subject.resolved.settings.limits.result?;
        let (occasion, statement) = (subject.report.occasion?, printed_income_statement(subject)?);
        (subject.resolved.is_last(occasion) || is_of_the_year(statement)).then_some(())?;
        let net = statement.printed_net();
        let (deviation, budget) = (net[DEVIATION]?, net[BUDGET]?);
        let share = deviation.checked_div(budget).map(|share| share.abs()).filter(|share| *share > limit)?;
        let percent = share.saturating_mul(Decimal::ONE_HUNDRED);
        let percent = percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize();
        let unit = statement.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", unit.value.word()));
        Some(LargeDeviation {
            statement,
            deviation,
            stands: print_decimal(deviation) + &unit,
            share: print_decimal(percent),
            most: print_decimal((limit * Decimal::ONE_HUNDRED).normalize()),
        })
    }

    /// Where the deviation stands; the statement where it is computed.
    pub(crate) fn place(&self) -> Span {
        let written = self.statement.net.as_ref().and_then(|(_, net)| net.deviation.as_ref());
        written.map_or(self.statement.span, |deviation| deviation.span)
    }
}

/// Whether the deviation is one of the whole year: written for the net, or resting on a forecast or a written deviation
/// in every row.
fn is_of_the_year(income_statement: &IncomeStatement) -> bool {
    let is_known = |figures: [Option<Decimal>; 4]| figures[FORECAST].is_some() || figures[DEVIATION].is_some();
    let rows = income_statement.income.iter().chain(&income_statement.costs).map(|row| row.amounts.figures());
    let mut amounts = rows.filter(|figures| *figures != [None; 4]).peekable();
    let net = income_statement.net.as_ref().is_some_and(|(_, net)| is_known(net.figures()));
    net || (amounts.peek().is_some() && amounts.all(is_known))
}
