//! Tables that the end of a page cut: one that begins with the head of the table before it goes on with it.

use crate::import::document::block::{Block, BlockKind, Row, Table, TextSort, Words};
use crate::import::document::known::{Known, fold};

/// Puts the parts of tables together.
pub(crate) fn put_together(blocks: &mut Vec<Block>, known: &Known) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        if let BlockKind::Table(table) = &mut block.kind {
            mark_heads(table, known);
            let before = out.iter_mut().rev().find(|before| !is_between(before));
            if let Some(Block { kind: BlockKind::Table(before), .. }) = before
                && has_same_head(before, table)
            {
                go_on(before, table);
                continue;
            }
        }
        out.push(block);
    }
    *blocks = out;
}

/// Whether it stands between two parts of a table: heads and feet of pages.
fn is_between(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Text { sort: TextSort::Furniture, .. })
}

/// Marks the first rows as heads where all their cells are the heads of columns.
fn mark_heads(table: &mut Table, known: &Known) {
    let Some(first) = table.rows.first_mut() else { return };
    let filled: Vec<String> = first.columns().into_iter().filter(|cell| !cell.is_empty()).collect();
    first.is_head |= filled.len() > 1 && filled.iter().all(|cell| known.head(cell).is_some());
}

fn head(table: &Table) -> Option<Vec<String>> {
    let first = table.rows.first().filter(|row| row.is_head)?;
    Some(first.columns().iter().map(|cell| fold(cell)).collect())
}

fn has_same_head(one: &Table, other: &Table) -> bool {
    head(one).is_some_and(|heads| Some(heads) == head(other))
}

fn go_on(before: &mut Table, table: &mut Table) {
    for (number, row) in table.rows.drain(..).enumerate().skip(1) {
        match before.rows.last_mut().filter(|last| number == 1 && !last.is_head && is_rest(last, &row)) {
            Some(last) => {
                for (cell, rest) in last.cells.iter_mut().zip(row.cells) {
                    let plain = format!("{} {}", cell.words.plain, rest.words.plain);
                    cell.words = Words::plain(plain.trim());
                }
            }
            None => before.rows.push(row),
        }
    }
}

/// Whether a row is the rest of the one before: it has a name alone, which begins in the middle of a sentence.
fn is_rest(last: &Row, row: &Row) -> bool {
    let columns = row.columns();
    let has_name_alone = columns.len() > 1 && columns.iter().skip(1).all(String::is_empty);
    let ends = last.cells.first().is_some_and(|cell| cell.words.plain.trim_end().ends_with('.'));
    has_name_alone && !ends && columns[0].starts_with(char::is_lowercase)
}
