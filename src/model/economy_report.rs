//! The economy in a follow-up: the income statement, what was decided of the budget during the year, what is done about a
//! deficit, and the result that is carried over.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{At, IncomeStatement, Prose, Status, Unit, Value};
use crate::source::Span;

/// The economy in a follow-up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EconomyReport {
    /// The place of the key.
    pub span: Span,
    /// The part's heading, where written.
    pub heading: Option<At<String>>,
    /// What the amounts beside the income statement are counted in, where written.
    pub unit: Value<Unit>,
    /// The income statement.
    pub income_statement: Option<IncomeStatement>,
    /// The changes of the budget since the report before, in order.
    pub budget_changes: Vec<BudgetChange>,
    /// What is done for a budget in balance, in order.
    pub measures: Vec<CorrectiveMeasure>,
    /// The result that the unit carries over from year to year.
    pub carried_result: Option<CarriedResult>,
    /// The analysis.
    pub analysis: Option<Prose>,
}

impl EconomyReport {
    /// One in which nothing is written yet.
    pub fn empty(span: Span) -> EconomyReport {
        EconomyReport {
            span,
            heading: None,
            unit: Value::Absent,
            income_statement: None,
            budget_changes: Vec::new(),
            measures: Vec::new(),
            carried_result: None,
            analysis: None,
        }
    }

    /// What the amounts beside the income statement are counted in: as written, else as in the statement.
    pub fn unit(&self) -> Option<Unit> {
        let of_statement = || self.income_statement.as_ref()?.unit.as_ref();
        self.unit.as_ref().or_else(of_statement).map(|unit| unit.value)
    }

    /// The amounts beside the income statement.
    pub fn amounts(&self) -> impl Iterator<Item = &At<Decimal>> {
        let changes = self.budget_changes.iter().map(|change| &change.amount);
        let effects = self.measures.iter().filter_map(|measure| measure.effect.as_ref());
        let carried = self.carried_result.iter().flat_map(|carried| carried.in_order()).flatten();
        changes.chain(effects).chain(carried)
    }
}

/// A decision that changes the budget within the year.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BudgetChange {
    /// The entry's place in the file.
    pub span: Span,
    /// The day of the decision.
    pub date: Value<Date>,
    /// The decision: "SN § 84".
    pub decision: Option<At<String>>,
    /// How much larger the budget becomes; smaller below nothing.
    pub amount: At<Decimal>,
    /// The row or the side of the income statement that it changes; without one the net.
    pub applies_to: Option<At<String>>,
    /// What the change is.
    pub text: Option<At<String>>,
}

/// Something done for a budget in balance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectiveMeasure {
    /// The entry's place in the file.
    pub span: Span,
    /// What is done.
    pub name: At<String>,
    /// How much better the result of the year becomes.
    pub effect: Option<At<Decimal>>,
    /// The day when it is to be done.
    pub due: Value<Date>,
    /// Who answers for it.
    pub responsible: Option<At<String>>,
    /// How it stands.
    pub status: Option<At<Status>>,
}

impl CorrectiveMeasure {
    /// Whether its effect is counted on: not where it was given up.
    pub fn counts(&self) -> bool {
        self.status.as_ref().is_none_or(|status| status.value != Status::Cancelled)
    }
}

/// The result that a unit carries over from year to year (resultatenhet).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CarriedResult {
    /// The place of the key.
    pub span: Span,
    /// From the years before.
    pub opening: Option<At<Decimal>>,
    /// Of the year.
    pub of_year: Option<At<Decimal>>,
    /// To the year after.
    pub closing: Option<At<Decimal>>,
}

impl CarriedResult {
    /// The amounts in the order of print: opening, of the year, closing.
    pub fn in_order(&self) -> [Option<&At<Decimal>>; 3] {
        [self.opening.as_ref(), self.of_year.as_ref(), self.closing.as_ref()]
    }
}
