//! What stands below the income statement of a report: the changes of the budget, the measures for a budget in balance, and
//! the result that is carried over.

use super::items::Cells;
use super::marks::{labelled, without_marks};
use super::statement::{amount, unit_in, without_unit};
use super::tables::{Sort, Sorted};
use crate::import::document::block::{Row, Table};
use crate::import::document::known::{Head, Known, fold};
use crate::import::document::recognised::{BudgetChange, Measure, Statement};

/// Takes a table of the economy that is no income statement; false where it is none of these.
pub(super) fn take(statement: &mut Statement, table: &Table, sorted: Option<&Sorted>, known: &Known) -> bool {
    match sorted {
        Some(sorted) if sorted.sort == Sort::BudgetChanges => changes(statement, table, sorted),
        Some(sorted) if sorted.sort == Sort::Measures => measures(statement, table, sorted, known),
        _ if is_carried(table, known) => carried(statement, table, known),
        _ => return false,
    }
    says_unit(statement, &table.caption);
    true
}

/// Whether a line is printed of itself above these tables or below them.
pub(super) fn is_printed(statement: &mut Statement, line: &str, known: &Known) -> bool {
    let labels = known.labels;
    let (words, unit) = without_unit(line);
    let captions = [&labels.income_statement, &labels.budget_changes, &labels.measures_heading, &labels.carried_result];
    let is_caption = unit.is_some() && captions.into_iter().any(|caption| fold(caption) == fold(&words));
    if is_caption {
        says_unit(statement, line);
    }
    let remains = format!(", {} ", labels.remains);
    is_caption || line.starts_with(&format!("{} ", labels.forecast)) && line.contains(&remains)
}

fn says_unit(statement: &mut Statement, words: &str) {
    statement.unit_of_rest = statement.unit_of_rest.take().or_else(|| unit_in(words));
}

fn changes(statement: &mut Statement, table: &Table, sorted: &Sorted) {
    for row in table.rows.iter().skip(sorted.head_rows) {
        let cells = Cells { row, heads: &sorted.heads };
        let texts = [Head::Amendment, Head::Decided, Head::Decision, Head::AppliesTo].map(|head| cells.text(head));
        let [text, date, decision, applies_to] = texts;
        let amount = amount(&cells.text(Head::Amount));
        statement.changes.push(BudgetChange { cells: [text, date, decision, applies_to, amount] });
    }
}

fn measures(statement: &mut Statement, table: &Table, sorted: &Sorted, known: &Known) {
    for row in table.rows.iter().skip(sorted.head_rows) {
        let cells = Cells { row, heads: &sorted.heads };
        let Some(cell) = cells.cell(Head::Measure) else { continue };
        let (lines, marks) = without_marks(&cell.words, known);
        let mut measure = Measure { status: marks.status, ..Measure::default() };
        let mut name: Vec<String> = Vec::new();
        for line in lines {
            match labelled(&line, &known.labels.responsible) {
                Some(responsible) => measure.responsible = Some(responsible.to_owned()),
                None => name.push(line),
            }
        }
        measure.name = name.join(" ").trim_matches('*').to_owned();
        measure.due = cells.text(Head::Due);
        measure.effect = amount(&cells.text(Head::Effect));
        if measure.responsible.is_none() {
            measure.responsible = Some(cells.text(Head::Responsible)).filter(|text| !text.is_empty());
        }
        if !is_sum(row, known) && !measure.name.is_empty() {
            statement.measures.push(measure);
        }
    }
}

/// Whether a row is the sum of measures.
pub(super) fn is_sum(row: &Row, known: &Known) -> bool {
    let name = row.columns().into_iter().next().unwrap_or_default();
    let sums = [&known.labels.sum, &known.labels.sum_without_cancelled];
    sums.into_iter().any(|sum| fold(sum) == fold(&name))
}

/// The words of the rows of a carried result.
fn words_of_carried<'k>(known: &'k Known<'_>) -> [&'k String; 3] {
    let labels = known.labels;
    [&labels.opening_result, &labels.result_of_year, &labels.closing_result]
}

fn is_carried(table: &Table, known: &Known) -> bool {
    let names: Vec<String> = table.rows.iter().filter_map(|row| row.columns().first().map(|name| fold(name))).collect();
    let own = words_of_carried(known).into_iter().filter(|word| names.contains(&fold(word))).count();
    own >= 2
}

fn carried(statement: &mut Statement, table: &Table, known: &Known) {
    let mut figures: [String; 3] = Default::default();
    for row in &table.rows {
        let cells = row.columns();
        let name = cells.first().map(|name| fold(name)).unwrap_or_default();
        if let Some(at) = words_of_carried(known).into_iter().position(|word| fold(word) == name) {
            figures[at] = cells.get(1).map(|cell| amount(cell)).unwrap_or_default();
        }
    }
    statement.carried = Some(figures);
}
