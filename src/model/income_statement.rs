//! The income statement of a follow-up: income, costs, and the deviation from what was planned.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{At, Unit, Value};
use crate::source::Span;

/// An income statement as written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IncomeStatement {
    /// The place of the key.
    pub span: Span,
    /// What the amounts are counted in.
    pub unit: Value<Unit>,
    /// The rows of income.
    pub income: Vec<IncomeStatementRow>,
    /// The rows of costs.
    pub costs: Vec<IncomeStatementRow>,
    /// The sum of income, where written.
    pub income_sum: Option<(Span, IncomeStatementAmounts)>,
    /// The sum of costs, where written.
    pub cost_sum: Option<(Span, IncomeStatementAmounts)>,
    /// The net, where written.
    pub net: Option<(Span, IncomeStatementAmounts)>,
}

/// One row of the statement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IncomeStatementRow {
    /// The row's place in the file.
    pub span: Span,
    /// What the row is about.
    pub name: At<String>,
    /// Its amounts.
    pub amounts: IncomeStatementAmounts,
}

/// The amounts of a row or a sum, each where written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct IncomeStatementAmounts {
    /// Utfall: of the year, or up to the occasion.
    pub outcome: Option<At<Decimal>>,
    /// Budget of the year.
    pub budget: Option<At<Decimal>>,
    /// Prognos for the year, in a report within it.
    pub forecast: Option<At<Decimal>>,
    /// Avvikelse: a minus is always bad news.
    pub deviation: Option<At<Decimal>>,
}

/// Which side of the statement an amount stands on; decides the sign of its deviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Income: more than planned is good.
    Income,
    /// Costs, and costs less income: less than planned is good.
    Costs,
}

/// The four columns as plain numbers: outcome, budget, forecast, deviation.
pub type Figures = [Option<Decimal>; 4];

impl IncomeStatementAmounts {
    /// The amounts in the order of the columns: outcome, budget, forecast, deviation.
    pub fn in_order(&self) -> [Option<&At<Decimal>>; 4] {
        [self.outcome.as_ref(), self.budget.as_ref(), self.forecast.as_ref(), self.deviation.as_ref()]
    }

    /// The amounts as written, as numbers.
    pub fn figures(&self) -> Figures {
        self.in_order().map(|amount| amount.map(|amount| amount.value))
    }

    /// The amounts with the deviation computed where it is not written.
    pub fn completed(&self, side: Side) -> Figures {
        let mut figures = self.figures();
        figures[3] = figures[3].or_else(|| deviation(&figures, side));
        figures
    }
}

/// The deviation of a row by the sign rule: income by outcome less budget, costs by budget less outcome. Where there is
/// a forecast it stands in for the outcome. `None` where an amount is missing.
pub fn deviation([outcome, budget, forecast, _]: &Figures, side: Side) -> Option<Decimal> {
    let (reached, budget) = (forecast.or(*outcome)?, (*budget)?);
    Some(match side {
        Side::Income => reached.saturating_sub(budget),
        Side::Costs => budget.saturating_sub(reached),
    })
}

impl IncomeStatement {
    /// The rows of one side.
    pub fn rows(&self, side: Side) -> &[IncomeStatementRow] {
        match side {
            Side::Income => &self.income,
            Side::Costs => &self.costs,
        }
    }

    /// The sum of one side, where written.
    pub fn written_sum(&self, side: Side) -> Option<&(Span, IncomeStatementAmounts)> {
        match side {
            Side::Income => self.income_sum.as_ref(),
            Side::Costs => self.cost_sum.as_ref(),
        }
    }

    /// The sums of the rows of one side; the deviations are those written, else computed.
    pub fn sums(&self, side: Side) -> Figures {
        let mut sums: Figures = [None; 4];
        for row in self.rows(side) {
            for (sum, amount) in sums.iter_mut().zip(row.amounts.completed(side)) {
                if let Some(amount) = amount {
                    *sum = Some(sum.unwrap_or(Decimal::ZERO).saturating_add(amount));
                }
            }
        }
        sums
    }

    /// The sums of one side as printed: as written, else computed.
    pub fn printed_sums(&self, side: Side) -> Figures {
        merge(self.written_sum(side), self.sums(side))
    }

    /// The net as printed: as written, else costs less income; its deviation is that of income and that of costs
    /// together.
    pub fn printed_net(&self) -> Figures {
        merge(self.net.as_ref(), self.computed_net(self.printed_sums(Side::Income), self.printed_sums(Side::Costs)))
    }

    /// The net of these sums: costs less income, the deviations together. A side without rows counts as nothing.
    pub fn computed_net(&self, income: Figures, costs: Figures) -> Figures {
        let mut net: Figures = [None; 4];
        for (column, net) in net.iter_mut().enumerate() {
            let (income, costs) = (income[column], costs[column]);
            if income.is_none() && costs.is_none() {
                continue;
            }
            let (income, costs) = (income.unwrap_or_default(), costs.unwrap_or_default());
            *net = Some(if column == 3 { costs.saturating_add(income) } else { costs.saturating_sub(income) });
        }
        net
    }

    /// Whether any amount is written.
    pub fn has_figures(&self) -> bool {
        let sums = [&self.income_sum, &self.cost_sum, &self.net].into_iter().flatten().map(|(_, amounts)| amounts);
        let rows = self.income.iter().chain(&self.costs).map(|row| &row.amounts);
        rows.chain(sums).flat_map(|amounts| amounts.figures()).flatten().next().is_some()
    }

    /// Whether any amount is a forecast.
    pub fn has_forecast(&self) -> bool {
        let rows = self.income.iter().chain(&self.costs).map(|row| &row.amounts);
        let sums = [&self.income_sum, &self.cost_sum, &self.net];
        rows.chain(sums.into_iter().flatten().map(|(_, sum)| sum)).any(|amounts| amounts.forecast.is_some())
    }
}

fn merge(written: Option<&(Span, IncomeStatementAmounts)>, computed: Figures) -> Figures {
    let written = written.map_or([None; 4], |(_, amounts)| amounts.figures());
    let mut merged = written;
    for (merged, computed) in merged.iter_mut().zip(computed) {
        *merged = merged.or(computed);
    }
    merged
}
