//! Tables whose cells are set apart by tabs.

use super::line::Line;
use super::paragraphs::bullet;
use crate::import::document::block::{Block, BlockKind, Place, Row, Table};

/// The tables of some lines.
pub(crate) fn tables(lines: &[&Line]) -> Vec<Block> {
    let mut table = Table::default();
    let mut at = None;
    for line in lines {
        let cells: Vec<String> = line.text.split('\t').map(|cell| bare(cell).to_owned()).collect();
        // Marks of fonts that are not there, and the line under a head.
        if !cells.iter().any(|cell| cell.chars().any(char::is_alphanumeric)) {
            continue;
        }
        let place = Place { page: line.page, line: line.number };
        at.get_or_insert(place);
        table.rows.push(Row::of_texts(place, cells));
    }
    let width = table.rows.iter().map(Row::width).max().unwrap_or(0);
    for row in &mut table.rows {
        let missing = width - row.width();
        row.cells.extend((0..missing).map(|_| Default::default()));
    }
    at.map(|place| Block { place, kind: BlockKind::Table(table) }).into_iter().collect()
}

/// A line whose cells are set apart by two blanks and more, with tabs instead; none for other lines.
pub(crate) fn tabbed(line: &Line, least_indent: usize) -> Option<String> {
    let cells: Vec<&str> = line.text.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    // The blanks after the mark of an item are none between cells.
    if bullet(&line.text).is_some() && cells.len() == 2 && cells[0].chars().count() == 1 {
        return None;
    }
    // Two blanks after a sentence are a way of typing.
    if cells.iter().rev().skip(1).any(|cell| cell.ends_with(['.', '!', '?']) && cell.split(' ').count() > 3) {
        return None;
    }
    let is_row = cells.len() > 1 && !line.text.contains('\t') && line.text.chars().count() < 240;
    // The head of the first column may be empty.
    let before = if line.indent > least_indent + 12 { "\t" } else { "" };
    is_row.then(|| format!("{before}{}", cells.join("\t")))
}

/// The row that a group of lines is: cells set apart by blanks, and the rest of its name below them; none for others.
pub(crate) fn spaced(group: &[&Line]) -> Option<Line> {
    let (first, rest) = group.split_first()?;
    let mut text = tabbed(first, first.indent)?;
    if text.matches('\t').count() < 2 {
        return None;
    }
    for line in rest {
        let is_unit = line.text.starts_with('(');
        let begins = is_unit || line.text.starts_with(char::is_lowercase);
        let is_rest = begins && !line.text.contains("  ") && line.text.len() < 24;
        let at = text.find('\t').filter(|_| is_rest)?;
        text.insert_str(at, &format!("{}{}", if is_unit { " " } else { "" }, line.text));
    }
    Some(Line { text, ..(*first).clone() })
}

/// A cell without the blanks and signs before it.
fn bare(cell: &str) -> &str {
    let trimmed = cell.trim();
    match trimmed.chars().next() {
        Some(sign @ ('§' | '♀' | '♂' | '✓' | '✔' | '●' | '•' | '○' | '■' | '▪')) if trimmed.chars().count() > 1 => {
            trimmed[sign.len_utf8()..].trim_start()
        }
        _ => trimmed,
    }
}
