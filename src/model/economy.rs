//! The plan's economy: resource use and the budget table.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{At, Prose, Value};
use crate::source::Span;

/// The economy part of a plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Economy {
    /// The place of the part's key.
    pub span: Span,
    /// The heading, where it is not the usual one.
    pub heading: Option<At<String>>,
    /// Resource use.
    pub resource_use: Option<Prose>,
    /// The budget.
    pub budget: Option<Budget>,
}

/// The budget: prose, a table, or both.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Budget {
    /// The part's place in the file.
    pub span: Span,
    /// The table's caption.
    pub heading: Option<At<String>>,
    /// Prose before the table.
    pub text: Option<Prose>,
    /// What the amounts are counted in.
    pub unit: Value<Unit>,
    /// The rows in order.
    pub rows: Vec<BudgetRow>,
    /// The total as written; compared with the sums, printed where given.
    pub total: Option<(Span, Amounts)>,
}

/// What amounts are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Kronor.
    Kr,
    /// Thousands of kronor.
    Tkr,
    /// Millions of kronor.
    Mnkr,
    /// Billions of kronor.
    Mdkr,
    /// Euros.
    Euro,
    /// Thousands of euros.
    Teuro,
    /// Millions of euros.
    Meuro,
}

impl Unit {
    /// Every unit, in the order of the format reference.
    pub const ALL: [Unit; 7] = [Unit::Kr, Unit::Tkr, Unit::Mnkr, Unit::Mdkr, Unit::Euro, Unit::Teuro, Unit::Meuro];

    /// The word in a file and in print.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Kr => "kr",
            Unit::Tkr => "tkr",
            Unit::Mnkr => "mnkr",
            Unit::Mdkr => "mdkr",
            Unit::Euro => "euro",
            Unit::Teuro => "teuro",
            Unit::Meuro => "meuro",
        }
    }

    /// How many kronor or euros one of it is.
    fn size(self) -> Decimal {
        match self {
            Unit::Kr | Unit::Euro => Decimal::ONE,
            Unit::Tkr | Unit::Teuro => Decimal::ONE_THOUSAND,
            Unit::Mnkr | Unit::Meuro => Decimal::from(1_000_000),
            Unit::Mdkr => Decimal::from(1_000_000_000),
        }
    }

    /// An amount of it in another unit; `None` of another currency, or where the number is too large.
    pub fn convert(self, amount: Decimal, to: Unit) -> Option<Decimal> {
        (self.is_kronor() == to.is_kronor()).then_some(())?;
        amount.checked_mul(self.size())?.checked_div(to.size())
    }

    fn is_kronor(self) -> bool {
        !matches!(self, Unit::Euro | Unit::Teuro | Unit::Meuro)
    }

    /// How many decimals amounts of it have in print at least: large units would hide what they are about.
    pub fn least_decimals(self) -> u32 {
        u32::from(self.size() > Decimal::ONE_THOUSAND)
    }
}

/// One row of the budget.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BudgetRow {
    /// The row's place in the file.
    pub span: Span,
    /// What the row is about.
    pub name: At<String>,
    /// Its amounts.
    pub amounts: Amounts,
}

/// The four amounts of a row or a total, each where written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Amounts {
    /// Kostnader.
    pub costs: Option<At<Decimal>>,
    /// Intäkter.
    pub income: Option<At<Decimal>>,
    /// Netto: costs less income.
    pub net: Option<At<Decimal>>,
    /// Förändring against last year.
    pub change: Option<At<Decimal>>,
}

impl Amounts {
    /// The amounts in the order of the columns: costs, income, net, change.
    pub fn in_order(&self) -> [Option<&At<Decimal>>; 4] {
        [self.costs.as_ref(), self.income.as_ref(), self.net.as_ref(), self.change.as_ref()]
    }

    /// Costs less income, where either is written; one that is not counts as nothing.
    pub fn computed_net(&self) -> Option<Decimal> {
        if self.costs.is_none() && self.income.is_none() {
            return None;
        }
        let value = |amount: &Option<At<Decimal>>| amount.as_ref().map_or(Decimal::ZERO, |amount| amount.value);
        Some(value(&self.costs).saturating_sub(value(&self.income)))
    }

    /// The net as written, else as computed.
    pub fn known_net(&self) -> Option<Decimal> {
        self.net.as_ref().map(|net| net.value).or_else(|| self.computed_net())
    }
}

impl Budget {
    /// The sum of each column over the rows, in the order of the columns; `None` where no row has the amount.
    pub fn sums(&self) -> [Option<Decimal>; 4] {
        let mut sums = [None; 4];
        for row in &self.rows {
            for (sum, amount) in sums.iter_mut().zip(row.amounts.in_order()) {
                if let Some(amount) = amount {
                    // Amounts have at most 28 digits; a sum beyond Decimal's range stays at the largest value.
                    *sum = Some(sum.unwrap_or(Decimal::ZERO).saturating_add(amount.value));
                }
            }
        }
        sums
    }

    /// The total as printed: each amount as written, else the sum of the rows; the net of a row that has none written is
    /// computed, and so is that of a total of which only costs and income are written.
    pub fn printed_total(&self) -> [Option<Decimal>; 4] {
        let written = self.total.as_ref().map(|(_, total)| total);
        let nets = self.rows.iter().filter_map(|row| row.amounts.known_net());
        let mut total = self.sums();
        total[2] = nets.reduce(Decimal::saturating_add);
        let Some(written) = written else { return total };
        for (total, written) in total.iter_mut().zip(written.in_order()) {
            *total = written.map(|amount| amount.value).or(*total);
        }
        let has_sides = written.costs.is_some() || written.income.is_some();
        if written.net.is_none() && has_sides {
            total[2] = Some(total[0].unwrap_or_default().saturating_sub(total[1].unwrap_or_default()));
        }
        total
    }
}
