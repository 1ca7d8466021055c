//! How long a document is, for formats that are paper.

use super::page_values;
use crate::print::layout::{Block, Cell, Layout, Table, Text, TreeItem};

/// Whether a document is so short that its cover and its contents have no pages of their own.
pub(super) fn is_short(layout: &Layout) -> bool {
    page_values::is_short(words_in(&layout.blocks))
}

/// How many words there are in blocks.
fn words_in(blocks: &[Block]) -> usize {
    let count = |text: &str| text.split_whitespace().count();
    let of_text = |text: &Text| {
        let parts: usize = text.parts.iter().map(|part| words_in(&part.blocks)).sum();
        count(&text.parsed().text) + parts
    };
    let of_table = |table: &Table| -> usize {
        let cells = table.rows.iter().flat_map(|row| &row.cells).chain(table.total.iter().flatten());
        let of_cell = |cell: &Cell| {
            let lines: usize = cell.lines.iter().map(|line| count(&line.label) + count(&line.text)).sum();
            count(&cell.content.print()) + cell.marks.iter().map(|mark| count(&mark.words)).sum::<usize>() + lines
        };
        cells.map(of_cell).sum::<usize>() + table.texts().map(|text| of_text(text)).sum::<usize>()
    };
    let of_block = |block: &Block| match block {
        Block::Heading(heading) => count(&heading.words),
        Block::Prose(text) => of_text(text),
        Block::Line(line) => count(&line.label) + count(&line.text),
        Block::Assessment(mark) => count(&mark.words),
        Block::Table(table) => of_table(table),
        Block::Chart(chart) => of_table(&chart.table),
        Block::Tree(tree) => tree.items.iter().map(words_in_item).sum(),
        Block::See(see) => count(&see.words),
    };
    blocks.iter().map(of_block).sum()
}

fn words_in_item(item: &TreeItem) -> usize {
    item.words.split_whitespace().count() + item.items.iter().map(words_in_item).sum::<usize>()
}
