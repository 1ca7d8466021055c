//! What nothing stands in: a form prints its columns and headings all the same, a page of another model does not.

use std::collections::HashSet;

use super::{Block, Cell, Column, ColumnKind, RowKind, Table, TableKind};
use crate::model::{Prose, ProseBody};

/// Takes the columns in which nothing stands out of tables. Tables of one kind keep the same columns through all blocks.
pub(super) fn drop_columns(blocks: &mut [Block]) {
    let tables = || blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let filled: HashSet<(TableKind, ColumnKind)> = tables().flat_map(filled).collect();
    for block in blocks.iter_mut() {
        if let Block::Table(table) = block {
            keep_filled(table, &filled);
        }
    }
}

/// Takes away the columns after the first that are empty in every row.
pub(super) fn drop_empty_columns<'a>(columns: &mut Vec<Column<'a>>, rows: &mut [Vec<Cell<'a>>]) {
    for column in (1..columns.len()).rev() {
        if rows.iter().all(|cells| cells[column].is_empty()) {
            columns.remove(column);
            rows.iter_mut().for_each(|cells| drop(cells.remove(column)));
        }
    }
}

/// Takes the columns in which nothing stands out of a table of indicators: what no row of it needs takes room from what
/// it says.
pub(super) fn without_unused(mut table: Table) -> Table {
    let filled = filled(&table).into_iter().collect();
    keep_filled(&mut table, &filled);
    table
}

fn keep_filled(table: &mut Table, filled: &HashSet<(TableKind, ColumnKind)>) {
    let keeps: Vec<bool> = table
        .columns
        .iter()
        .map(|column| !may_go(column.kind) || filled.contains(&(table.kind, column.kind)))
        .collect();
    keep(&mut table.columns, &keeps);
    for row in table.rows.iter_mut().filter(|row| row.kind != RowKind::Group) {
        keep(&mut row.cells, &keeps);
    }
    if let Some(total) = &mut table.total {
        keep(total, &keeps);
    }
}

fn keep<T>(items: &mut Vec<T>, keeps: &[bool]) {
    let mut keeps = keeps.iter();
    items.retain(|_| keeps.next().is_none_or(|keeps| *keeps));
}

/// The columns of a table in which something stands.
fn filled(table: &Table) -> Vec<(TableKind, ColumnKind)> {
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group).map(|row| &row.cells).chain(&table.total);
    let has_something = |cell: &Cell| !cell.is_empty();
    rows.flat_map(|cells| {
        let cells = table.columns.iter().zip(cells).filter(|(_, cell)| has_something(cell));
        cells.map(|(column, _)| (table.kind, column.kind))
    })
    .collect()
}

/// Whether a column says nothing by being empty. An empty target or outcome says that one is missing.
fn may_go(kind: ColumnKind) -> bool {
    matches!(
        kind,
        ColumnKind::CouncilTarget
            | ColumnKind::OutcomeMen
            | ColumnKind::OutcomeWomen
            | ColumnKind::EarlierOutcome { .. }
            | ColumnKind::Periodicity
            | ColumnKind::Period
            | ColumnKind::Assessment
            | ColumnKind::Start
            | ColumnKind::Deviation
            | ColumnKind::Change
    )
}

/// Whether a key stands there with nothing after it.
pub(super) fn is_unwritten(prose: &Prose) -> bool {
    matches!(&prose.body, ProseBody::Verbatim(span) if span.start == span.end)
}
