//! The rows of the plans' budgets, with their totals.

use rust_decimal::Decimal;

use crate::export::cell::{Word, word};
use crate::export::place::Place;
use crate::export::scene::{Scene, in_kronor};
use crate::export::table::{both, table};
use crate::model::Unit;
use crate::resolve::Plan;

/// A row of a budget, or its total.
pub struct BudgetRow<'a> {
    place: Place<'a>,
    name: &'a str,
    kind: Word,
    /// Costs, income, net, change.
    amounts: [Option<Decimal>; 4],
    unit: Option<Unit>,
}

table! {
    /// The table of budgets.
    BUDGETS of BudgetRow, "budgets", both("budget", "budgets"), both("Budget", "Budgets"),
    both("En rad i en plans budget, eller dess summa. Filtrera på radtyp innan du summerar.", "A row of a plan's budget, or its total. Filter by the sort of row before adding up.");
    "row" Name (both("Rad", "Row")) (both("Vad raden gäller.", "What the row is about.")) |row| row.name;
    "row_kind" Word (both("Radtyp", "Sort of row")) (both("Rad eller summa.", "Row or total.")) |row| row.kind;
    "costs" Figure (both("Kostnader", "Costs")) (both("Kostnader, i enheten.", "Costs, in the unit.")) |row| row.amounts[0];
    "income" Figure (both("Intäkter", "Income")) (both("Intäkter, i enheten.", "Income, in the unit.")) |row| row.amounts[1];
    "net" Figure (both("Netto", "Net")) (both("Kostnader minus intäkter, i enheten.", "Costs less income, in the unit.")) |row| row.amounts[2];
    "change" Figure (both("Förändring", "Change")) (both("Förändringen mot förra året, i enheten.", "The change against last year, in the unit.")) |row| row.amounts[3];
    "unit" Word (both("Enhet", "Unit")) (both("Vad beloppen är räknade i.", "What the amounts are counted in.")) |row| row.unit.map(Unit::word);
    "costs_kr" Figure (both("Kostnader, kr", "Costs, kr")) (both("Kostnader i kronor, så att enheter kan läggas ihop.", "Costs in kronor, so that organisations can be added up.")) |row| in_kronor(row.amounts[0], row.unit);
    "income_kr" Figure (both("Intäkter, kr", "Income, kr")) (both("Intäkter i kronor.", "Income in kronor.")) |row| in_kronor(row.amounts[1], row.unit);
    "net_kr" Figure (both("Netto, kr", "Net, kr")) (both("Netto i kronor.", "Net in kronor.")) |row| in_kronor(row.amounts[2], row.unit);
    "change_kr" Figure (both("Förändring, kr", "Change, kr")) (both("Förändringen i kronor.", "The change in kronor.")) |row| in_kronor(row.amounts[3], row.unit);
}

/// The rows of a plan.
pub(super) fn rows<'a>(scene: Scene<'a, '_>, plan: &'a Plan) -> Vec<BudgetRow<'a>> {
    let document = scene.resolved().document(plan);
    let Some(budget) = document.economy.as_ref().and_then(|economy| economy.budget.as_ref()) else { return Vec::new() };
    let place = scene.place(plan.document);
    let unit = budget.unit.as_ref().map(|unit| unit.value);
    let of = |name, kind, amounts| BudgetRow { place: place.clone(), name, kind, amounts, unit };
    let mut rows: Vec<BudgetRow> = budget
        .rows
        .iter()
        .map(|row| {
            let mut amounts = row.amounts.in_order().map(|amount| amount.map(|amount| amount.value));
            amounts[2] = row.amounts.known_net();
            of(row.name.as_str(), word("row", "rad", "row"), amounts)
        })
        .collect();
    let total = budget.printed_total();
    if total.iter().any(Option::is_some) {
        rows.push(of("", word("total", "summa", "total"), total));
    }
    rows
}
