//! Which column of which row a value stands in: values stand row by row from left to right, and a column that must have one
//! has it.

use super::super::column::Column;
use super::super::shape::Kind;
use super::Text;
use super::unit::Unit;
use crate::import::document::known::{Head, fold};

/// What it costs that a row begins.
const COST_OF_ROW: usize = 1;

/// What it costs that a value is taken for a part of a name.
const COST_OF_NAME: usize = 4;

/// What it costs that a column has nothing that every row has.
const COST_OF_NEEDED: usize = 10;

/// A row: its values by the number of the column and of the unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The values.
    pub(super) cells: Vec<(usize, usize)>,
    /// Whether it was guessed which value stands where.
    pub(super) is_guessed: bool,
}

impl Found {
    /// The first and the last of its units.
    pub(super) fn bounds(&self) -> (usize, usize) {
        let units = || self.cells.iter().map(|(_, unit)| *unit);
        (units().min().unwrap_or(0), units().max().unwrap_or(0))
    }
}

/// How a value came to stand where it does.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// In the same row as the one before, which stands in this column.
    After(usize),
    /// In a new row.
    New(usize),
    /// It is a part of a name.
    Name,
}

/// The rows of some values; none where a row would lack what every row has. Values that are parts of names are made so.
pub(super) fn rows(text: &Text, columns: &[Column], units: &mut [Unit]) -> Option<Vec<Found>> {
    for at in 1..units.len() {
        if !units[at - 1].is_value() && units[at].ends_name(&units[at - 1].text()) {
            units[at].make_name();
        }
    }
    let values: Vec<usize> = (0..units.len()).filter(|at| units[*at].is_value()).collect();
    let by_columns = of_columns(columns, units, &values);
    let mut rows = match by_columns {
        Some(rows) => rows,
        None => of_rows(text, columns, units, &values)?,
    };
    // What only looks a little like its columns is no table.
    let is_sure = |row: &Found| row.cells.iter().any(|(column, unit)| units[*unit].costs[*column] == Some(0));
    if rows.is_empty() || !rows.iter().any(is_sure) {
        return None;
    }
    for row in &mut rows {
        row.is_guessed |= is_guessed(columns, units, row);
    }
    Some(rows)
}

/// The columns that every row has a value in.
fn is_needed(column: &Column) -> bool {
    let is_needed = matches!(column.head, Some(Head::Periodicity | Head::Period | Head::Start | Head::End));
    is_needed || column.kind == Kind::Amount
}

/// What it costs that a row has no value in a column.
fn cost_of_none(text: &Text, column: &Column) -> usize {
    match column.head {
        _ if column.kind == Kind::Text => 0,
        _ if is_needed(column) => COST_OF_NEEDED,
        Some(Head::Assessment) => 6,
        Some(Head::Outcome) => 4,
        Some(Head::CouncilTarget) if text.is_council => 3,
        Some(Head::Target) if !text.is_council => 3,
        _ => 2,
    }
}

/// Rows whose values stand one after another, each from left to right.
fn of_rows(text: &Text, columns: &[Column], units: &mut [Unit], values: &[usize]) -> Option<Vec<Found>> {
    let count = columns.len();
    // skipped[c]: what it costs that the columns before c have none.
    let mut skipped = vec![0; count + 1];
    for (at, column) in columns.iter().enumerate() {
        skipped[at + 1] = skipped[at] + cost_of_none(text, column);
    }
    let mut best: Vec<Option<usize>> = vec![None; count];
    let mut steps: Vec<Vec<Option<Step>>> = Vec::with_capacity(values.len());
    for (number, unit) in values.iter().enumerate() {
        let mut next: Vec<Option<usize>> = vec![None; count];
        let mut own: Vec<Option<Step>> = vec![None; count];
        let mut put = |at: usize, cost: usize, step: Step| {
            if next[at].is_none_or(|least| cost < least) {
                next[at] = Some(cost);
                own[at] = Some(step);
            }
        };
        // The cheapest end of the row before.
        let ended = (0..count)
            .filter_map(|last| Some((best[last]? + skipped[count] - skipped[last + 1], last)))
            .min_by_key(|(cost, _)| *cost);
        for at in 0..count {
            let Some(cost) = units[*unit].costs[at].map(usize::from) else { continue };
            let begin = skipped[at] + cost + COST_OF_ROW;
            match ended {
                Some((before, last)) => put(at, before + begin, Step::New(last)),
                None if number == 0 => put(at, begin, Step::New(count)),
                None => {}
            }
            for last in 0..at {
                if let Some(before) = best[last] {
                    put(at, before + skipped[at] - skipped[last + 1] + cost, Step::After(last));
                }
            }
        }
        if units[*unit].may_be_name() {
            for (at, before) in best.iter().enumerate() {
                if let Some(before) = before {
                    put(at, before + COST_OF_NAME, Step::Name);
                }
            }
        }
        if next.iter().all(Option::is_none) {
            return None;
        }
        best = next;
        steps.push(own);
    }
    let ends = (0..count).filter_map(|last| Some((best[last]? + skipped[count] - skipped[last + 1], last)));
    let (_, mut at) = ends.min_by_key(|(cost, _)| *cost)?;
    let mut rows: Vec<Found> = vec![Found::default()];
    for (number, unit) in values.iter().enumerate().rev() {
        let step = steps[number][at]?;
        let row = rows.last_mut()?;
        match step {
            Step::Name => {
                units[*unit].make_name();
                row.is_guessed |= !units[*unit].text().contains('-');
            }
            Step::After(before) => {
                row.cells.insert(0, (at, *unit));
                at = before;
            }
            Step::New(before) => {
                row.cells.insert(0, (at, *unit));
                if before < count {
                    rows.push(Found::default());
                    at = before;
                }
            }
        }
    }
    rows.reverse();
    rows.iter().all(|row| is_whole(columns, row)).then_some(rows)
}

fn is_whole(columns: &[Column], row: &Found) -> bool {
    let has = |at: usize| row.cells.iter().any(|(own, _)| *own == at);
    columns.iter().enumerate().all(|(at, column)| !is_needed(column) || has(at))
}

/// Whether a row of a report has no figure, and so is no row: an occasion alone.
pub(super) fn is_empty(columns: &[Column], row: &Found) -> bool {
    let is_of_report = columns.iter().any(|column| column.head == Some(Head::Period));
    is_of_report && row.cells.iter().all(|(at, _)| columns[*at].kind != Kind::Value)
}

/// Rows whose values stand column by column: as many lines in each.
fn of_columns(columns: &[Column], units: &[Unit], values: &[usize]) -> Option<Vec<Found>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for unit in values {
        match runs.last_mut().filter(|run| units[run[0]].chunk == units[*unit].chunk) {
            Some(run) => run.push(*unit),
            None => runs.push(vec![*unit]),
        }
    }
    let own: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].kind != Kind::Text).collect();
    let count = runs.first()?.len();
    let is_even = count > 1 && runs.len() == own.len() && runs.iter().all(|run| run.len() == count);
    let is_below = |run: &Vec<usize>| run.windows(2).all(|pair| units[pair[0]].at() != units[pair[1]].at());
    let is_even = is_even && runs.iter().all(is_below);
    let fits = |(column, run): (&usize, &Vec<usize>)| run.iter().all(|unit| units[*unit].costs[*column].is_some());
    if !is_even || !own.iter().zip(&runs).all(fits) {
        return None;
    }
    let row = |at: usize| Found {
        cells: own.iter().zip(&runs).map(|(column, run)| (*column, run[at])).collect(),
        is_guessed: false,
    };
    Some((0..count).map(row).collect())
}

/// Whether fewer numbers stand in a row than it has columns for them, so that it is not said which have none.
fn is_guessed(columns: &[Column], units: &[Unit], row: &Found) -> bool {
    let of_values = |at: &usize| columns[*at].kind == Kind::Value;
    let own: Vec<&(usize, usize)> = row.cells.iter().filter(|(at, _)| of_values(at)).collect();
    let is_elsewhere = |unit: usize| fold(&units[unit].text()).starts_with("tas");
    let elsewhere = own.iter().filter(|(_, unit)| is_elsewhere(*unit)).count();
    let places = (0..columns.len()).filter(of_values).count() - elsewhere;
    let numbers = own.len() - elsewhere;
    numbers > 0 && numbers < places
}
