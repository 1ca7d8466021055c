//! Budgets row by row, in one unit.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::side::Compared;
use super::{AmountChange, AmountColumn, BudgetDiff, BudgetRowDiff};
use crate::model::{Amounts, Budget, Unit};

/// What differs between the budgets; `None` where nothing does.
pub(super) fn compare(old: &Compared, new: &Compared) -> Option<BudgetDiff> {
    let of = |side: &Compared| -> Option<Budget> { side.document.economy.as_ref()?.budget.clone() };
    let (before, now) = (of(old), of(new));
    let unit_of = |budget: &Option<Budget>| budget.as_ref()?.unit.as_ref().map(|unit| unit.value);
    let unit = unit_of(&now).or_else(|| unit_of(&before));
    let (before, now) = (rows(before.as_ref(), unit), rows(now.as_ref(), unit));
    let found = rows_side_by_side(&before.rows, &now.rows);
    let total = row("", before.total.as_ref(), now.total.as_ref());
    (!found.is_empty() || total.is_some()).then(|| BudgetDiff { unit: unit.map(Unit::word), rows: found, total })
}

/// The rows that differ, in the order of the newer budget; one that has ended after the one that it stood after, where that
/// one differs too.
fn rows_side_by_side(before: &[Row], now: &[Row]) -> Vec<BudgetRowDiff> {
    let (keys_before, keys_now) = (keys(before), keys(now));
    let of_before: HashMap<&Key, &Row> = keys_before.iter().zip(before).collect();
    let names: HashSet<&Key> = keys_now.iter().collect();
    let differ: Vec<(Key, BudgetRowDiff)> = keys_now
        .iter()
        .zip(now)
        .filter_map(|(key, new)| Some((key.clone(), row(&new.name, of_before.get(key).copied(), Some(new))?)))
        .collect();
    let mut is_told: HashSet<Key> = differ.iter().map(|(key, _)| key.clone()).collect();
    let mut after: HashMap<Key, Vec<(Key, BudgetRowDiff)>> = HashMap::new();
    let mut last: Vec<(Key, BudgetRowDiff)> = Vec::new();
    let mut known: Option<Key> = None;
    for (old, own) in before.iter().zip(&keys_before) {
        let own = own.clone();
        if !names.contains(&own)
            && let Some(ended) = row(&old.name, Some(old), None)
        {
            match &known {
                Some(known) => after.entry(known.clone()).or_default().push((own.clone(), ended)),
                None => last.push((own.clone(), ended)),
            }
            is_told.insert(own.clone());
        }
        if is_told.contains(&own) {
            known = Some(own);
        }
    }
    // What comes after one comes before the next.
    let mut waiting: Vec<(Key, BudgetRowDiff)> = differ.into_iter().chain(last).rev().collect();
    let mut found = Vec::new();
    while let Some((own, row)) = waiting.pop() {
        waiting.extend(after.remove(&own).into_iter().flatten().rev());
        found.push(row);
    }
    found
}

/// What a row is known by: its name, and how many rows of that name come before it.
type Key = (String, usize);

fn keys(rows: &[Row]) -> Vec<Key> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let key = |row: &Row| {
        let name = row.name.to_lowercase();
        let before = seen.entry(name.clone()).or_default();
        *before += 1;
        (name, *before - 1)
    };
    rows.iter().map(key).collect()
}

struct Row {
    name: String,
    /// Costs, income and net.
    amounts: [Option<Decimal>; 3],
}

struct Rows {
    rows: Vec<Row>,
    total: Option<Row>,
}

fn rows(budget: Option<&Budget>, unit: Option<Unit>) -> Rows {
    let Some(budget) = budget else { return Rows { rows: Vec::new(), total: None } };
    let factor = match (budget.unit.as_ref().map(|unit| unit.value), unit) {
        (Some(own), Some(unit)) if own != unit => own.convert(Decimal::ONE, unit),
        _ => None,
    };
    let turn = |amount: Decimal| match factor {
        Some(factor) => amount.checked_mul(factor).unwrap_or(amount).normalize(),
        None => amount,
    };
    let amounts = |amounts: &Amounts| {
        let value = |amount: &Option<crate::model::At<Decimal>>| amount.as_ref().map(|amount| turn(amount.value));
        [value(&amounts.costs), value(&amounts.income), amounts.known_net().map(turn)]
    };
    let rows: Vec<Row> =
        budget.rows.iter().map(|row| Row { name: row.name.value.clone(), amounts: amounts(&row.amounts) }).collect();
    let [costs, income, net, _] = budget.sums();
    let sums = [costs, income, net].map(|sum| sum.map(turn));
    let written = budget.total.as_ref().map(|(_, total)| amounts(total)).unwrap_or_default();
    let mut total = [0, 1, 2].map(|column| written[column].or(sums[column]));
    if let [Some(costs), income, None] = total {
        total[2] = Some(costs.saturating_sub(income.unwrap_or_default()));
    }
    let has_total = total.iter().any(Option::is_some);
    Rows { rows, total: has_total.then(|| Row { name: String::new(), amounts: total }) }
}

fn row(name: &str, old: Option<&Row>, new: Option<&Row>) -> Option<BudgetRowDiff> {
    let columns = [AmountColumn::Costs, AmountColumn::Income, AmountColumn::Net];
    let amounts: Vec<AmountChange> = columns
        .into_iter()
        .enumerate()
        .map(|(place, column)| AmountChange {
            column,
            old: old.and_then(|row| row.amounts[place]),
            new: new.and_then(|row| row.amounts[place]),
        })
        .filter(|change| change.old != change.new)
        .collect();
    let differs = !amounts.is_empty() || old.is_some() != new.is_some();
    differs.then(|| BudgetRowDiff { name: name.to_owned(), in_old: old.is_some(), in_new: new.is_some(), amounts })
}
