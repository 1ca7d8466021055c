//! The economy of a report: the statement that it prints, and what was decided of the year's budget up to it, row by row.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Context, Report};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{BudgetChange, EconomyReport, IncomeStatement, Side, Unit};
use crate::msg;
use crate::resolve::names::plain_name;
use crate::resolve::{Resolved, rules};

/// The words of `gäller` for a whole side.
const SIDES: [(&str, Side); 2] = [("intäkter", Side::Income), ("kostnader", Side::Costs)];

/// What a change of the budget changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppliesTo {
    /// A row of the income statement, by its number on its side.
    Row(Side, usize),
    /// A side of it.
    Side(Side),
    /// The net.
    Net,
}

/// A change of the budget in a report.
#[derive(Clone, Copy, Debug)]
pub struct AppliedChange<'a> {
    /// The change.
    pub change: &'a BudgetChange,
    /// Its amount in what the report's amounts are counted in.
    pub amount: Decimal,
    /// What it changes.
    pub of: AppliesTo,
}

/// The economy of a report, from all of its files.
#[derive(Debug)]
pub struct ReportEconomy<'a> {
    /// What each file says, the leading one first.
    pub parts: Vec<&'a EconomyReport>,
    /// The statement that is printed.
    pub statement: Option<&'a IncomeStatement>,
    /// What the amounts are counted in.
    pub unit: Option<Unit>,
    /// The changes of the year's budget up to the report, in order; one that a later report repeats stands once.
    pub changes: Vec<AppliedChange<'a>>,
}

impl ReportEconomy<'_> {
    /// How much the changes of a row make; `None` where there are none.
    pub fn change_of_row(&self, side: Side, row: usize) -> Option<Decimal> {
        self.sum(|of| (of == AppliesTo::Row(side, row)).then_some(Decimal::ONE))
    }

    /// How much the changes of a side and its rows make; `None` where there are none.
    pub fn change_of_side(&self, side: Side) -> Option<Decimal> {
        self.sum(|of| match of {
            AppliesTo::Row(other, _) | AppliesTo::Side(other) => (other == side).then_some(Decimal::ONE),
            AppliesTo::Net => None,
        })
    }

    /// How much all changes make of the net; `None` where there are none.
    pub fn change_of_net(&self) -> Option<Decimal> {
        self.sum(|of| match of {
            AppliesTo::Row(Side::Income, _) | AppliesTo::Side(Side::Income) => Some(Decimal::NEGATIVE_ONE),
            _ => Some(Decimal::ONE),
        })
    }

    /// Whether all that is known of some change is that it changes the net.
    pub fn has_change_of_net_alone(&self) -> bool {
        self.changes.iter().any(|change| change.of == AppliesTo::Net)
    }

    /// An amount of one of the parts in what the report's amounts are counted in.
    pub fn in_unit(&self, part: &EconomyReport, amount: Decimal) -> Decimal {
        converted(amount, part.unit(), self.unit)
    }

    fn sum(&self, sign: impl Fn(AppliesTo) -> Option<Decimal>) -> Option<Decimal> {
        let signed = self.changes.iter().filter_map(|change| Some(change.amount.saturating_mul(sign(change.of)?)));
        signed.reduce(Decimal::saturating_add)
    }
}

impl Resolved {
    /// The economy of a report.
    pub fn economy<'a>(&'a self, report: &Report) -> ReportEconomy<'a> {
        let of = |report: &Report| -> Vec<&'a EconomyReport> {
            let follow_ups = report.parts.iter().filter_map(|part| self.documents[*part].follow_up.as_deref());
            follow_ups.filter_map(|follow_up| follow_up.economy.as_ref()).collect()
        };
        let parts = of(report);
        let statement = parts.iter().find_map(|part| part.income_statement.as_ref());
        let unit = statement.and_then(|statement| statement.unit.as_ref()).map(|unit| unit.value);
        let unit = unit.or_else(|| parts.iter().find_map(|part| part.unit()));
        let mut changes: Vec<AppliedChange> = Vec::new();
        let earlier = report.earlier.iter().map(|number| of(&self.reports[*number]));
        for economies in earlier.chain([parts.clone()]) {
            let known = changes.len();
            for economy in economies {
                for change in &economy.budget_changes {
                    let amount = converted(change.amount.value, economy.unit(), unit);
                    let applied = AppliedChange { change, amount, of: applies_to(statement, change) };
                    // What a later report repeats was decided once; what one report says twice is two decisions.
                    if !changes[..known].iter().any(|before| is_same(before, &applied)) {
                        changes.push(applied);
                    }
                }
            }
        }
        ReportEconomy { parts, statement, unit, changes }
    }
}

/// An amount in another unit; as it is where a unit is not known, or is of another currency.
fn converted(amount: Decimal, from: Option<Unit>, to: Option<Unit>) -> Decimal {
    match from.zip(to) {
        Some((from, to)) if from != to => from.convert(amount, to).unwrap_or(amount).normalize(),
        _ => amount,
    }
}

/// Whether two reports tell of one decision.
fn is_same(before: &AppliedChange, later: &AppliedChange) -> bool {
    let told = |change: &BudgetChange| -> (Option<Date>, [Option<String>; 2]) {
        let words = [&change.decision, &change.applies_to];
        let date = change.date.as_ref().map(|date| date.value);
        (date, words.map(|words| words.as_ref().map(|words| plain_name(words.as_str()))))
    };
    before.amount == later.amount && told(before.change) == told(later.change)
}

fn applies_to(statement: Option<&IncomeStatement>, change: &BudgetChange) -> AppliesTo {
    change.applies_to.as_ref().and_then(|name| found(statement, name.as_str())).unwrap_or(AppliesTo::Net)
}

/// The row or the side of a name.
fn found(statement: Option<&IncomeStatement>, name: &str) -> Option<AppliesTo> {
    let name = plain_name(name);
    let row = |side: Side| {
        let row = statement?.rows(side).iter().position(|row| plain_name(row.name.as_str()) == name)?;
        Some(AppliesTo::Row(side, row))
    };
    let side = SIDES.iter().find(|(word, _)| *word == name).map(|(_, side)| AppliesTo::Side(*side));
    row(Side::Costs).or_else(|| row(Side::Income)).or(side)
}

/// Reports what the changes of a report's files apply to that its statement does not have.
pub(super) fn check(context: &Context, parts: &[usize], sink: &mut Sink) {
    let economies = || parts.iter().filter_map(|part| context.follow_up(*part)?.economy.as_ref());
    let Some(statement) = economies().find_map(|economy| economy.income_statement.as_ref()) else { return };
    let rows = || statement.costs.iter().chain(&statement.income).map(|row| row.name.as_str());
    for name in economies().flat_map(|economy| &economy.budget_changes).filter_map(|one| one.applies_to.as_ref()) {
        if found(Some(statement), name.as_str()).is_some() {
            continue;
        }
        let written = name.as_str();
        let finding = Diagnostic::new(
            &rules::NAMES_NOTHING,
            name.span,
            msg!(
                "budgetändringen gäller {written}, men resultaträkningen har ingen sådan rad",
                "the change of the budget applies to {written}, but the income statement has no such row",
            ),
        )
        .other(statement.span, msg!("resultaträkningen", "the income statement"));
        let near = sink.near_name(written, rows());
        sink.push(match near {
            Some(near) => finding.help(msg!("skriv gäller: {near}", "write gäller: {near}")).suggest(name.span, near),
            None => finding.help(msg!(
                "skriv radens namn, kostnader eller intäkter, eller ta bort gäller: då ändras nettot",
                "write the row's name, kostnader or intäkter, or remove gäller: then the net is changed",
            )),
        });
    }
}
