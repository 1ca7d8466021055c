//! Tables of a text in which the cells stand one after another, each on lines of its own, as programs take them from a page
//! when they do not keep its columns: heads, then names and values, row by row or column by column.

mod amounts;
mod analysis;
mod names;
mod piece;
mod row;
mod unit;

use self::names::Names;
use self::piece::{Piece, Stop};
use self::unit::Unit;
use super::cell::Joiner;
use super::column::Column;
use super::joined::Vocabulary;
use super::line::Line;
use super::shape::Kind;
use crate::import::document::block::{Block, BlockKind, Cell, Row, Table, Words};
use crate::import::document::known::{Head, Known};

/// Where something stands: the number of the group, and of the line in it.
type At = (usize, usize);

/// A table as it was read, with the text in it that is of no row, and where the text goes on after it.
pub(crate) struct Read {
    pub(crate) blocks: Vec<Block>,
    pub(crate) end: At,
}

/// Fewer values on lines of their own do not tell that cells stand one after another.
const LEAST_VALUES: usize = 2;

/// What is read.
#[derive(Clone, Copy)]
pub(crate) struct Text<'t> {
    /// The fixed words.
    pub(crate) known: &'t Known<'t>,
    /// Every word of the text.
    pub(crate) words: &'t Vocabulary,
    /// Lines without an empty one between them.
    pub(crate) groups: &'t [&'t [Line]],
    /// Whether a line is a heading.
    pub(crate) is_heading: &'t dyn Fn(&Line) -> bool,
    /// Whether the goals whose indicators these are, are the council's.
    pub(crate) is_council: bool,
}

/// Whether a line is the head of a table that may be one of these, and nothing else.
pub(crate) fn begins(known: &Known, line: &Line) -> bool {
    piece::begins(known, line) || amounts::begins(known, line)
}

/// Reads the table whose head begins at a line; none where no such table does.
pub(crate) fn read(text: Text, number: usize, at: usize) -> Option<Read> {
    of_names(text, number, at).or_else(|| amounts::read(text, number, at))
}

/// Reads a table of indicators, activities or measures; none where not all of its first rows have their names and values.
/// Further down, what lacks them is left a text between tables.
fn of_names(text: Text, number: usize, at: usize) -> Option<Read> {
    let first = text.groups.get(number)?.get(at)?;
    if !piece::begins(text.known, first) {
        return None;
    }
    let mut piece = text.piece((number, at));
    let (columns, heads) = piece.heads(text.known, Vec::new())?;
    let mut table = Serial { text, columns, rows: Vec::new(), carried: Vec::new() };
    let mut blocks = Vec::new();
    let Some(mut end) = table.take(&piece, &heads) else {
        // Cells that cannot be told to belong together stay a text.
        let units = piece.units(&text, &table.columns, &heads);
        let are_many = units.iter().filter(|unit| unit.is_value()).count() >= LEAST_VALUES;
        return are_many.then(|| Read { blocks: piece.as_text().collect(), end: piece.next });
    };
    loop {
        // A text below the last row ends the table.
        if end < piece.next {
            break;
        }
        let next = match piece.stop {
            Stop::End => break,
            Stop::Head => piece.next,
            Stop::Most => piece.next,
            Stop::Analysis if !table.is_report() => break,
            Stop::Analysis => {
                let found = table.analysis(piece.next);
                match table.rows.is_empty() {
                    true => blocks.push(found.as_text()),
                    false => table.push_analysis(&found),
                }
                end = found.next;
                if !found.goes_on {
                    break;
                }
                found.next
            }
        };
        piece = text.piece(next);
        // Another table begins, or this one again after a page.
        if piece.stop_before == Stop::Head && piece.first_head(text.known) != table.columns[0].head {
            break;
        }
        let Some((columns, heads)) = piece.heads(text.known, table.columns.clone()) else { break };
        table.widen(columns);
        match table.take(&piece, &heads) {
            Some(after) => end = after,
            None if matches!(piece.stop, Stop::Analysis | Stop::Most) => {
                end = piece.next;
                blocks.extend(table.close(first));
                blocks.extend(table.carried_as_text());
                blocks.extend(piece.as_text());
            }
            None => break,
        }
    }
    blocks.extend(table.close(first));
    blocks.extend(table.carried_as_text());
    Some(Read { blocks, end })
}

/// A table that is being read.
struct Serial<'t> {
    text: Text<'t>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Values that stood before an analysis, and whose names come after it.
    carried: Vec<Unit<'t>>,
}

impl<'t> Serial<'t> {
    fn is_report(&self) -> bool {
        let is_of_report =
            |head| matches!(head, Head::Outcome | Head::Deviation | Head::Period | Head::Status | Head::Assessment);
        self.columns.iter().filter_map(|column| column.head).any(is_of_report)
            || self.columns.iter().any(|column| column.head == Some(Head::Activity))
    }

    /// The rows so far, as a table of their own.
    fn close(&mut self, first: &Line) -> Option<Block> {
        let rows = std::mem::take(&mut self.rows);
        let place = rows.first()?.place;
        let table = finished(&self.text, &self.columns, rows, first);
        Some(Block { place, kind: BlockKind::Table(table) })
    }

    /// The values whose name never came.
    fn carried_as_text(&mut self) -> Vec<Block> {
        let units = std::mem::take(&mut self.carried);
        units.into_iter().map(|unit| Block::paragraph(unit.place, unit.text())).collect()
    }

    /// The same table with columns whose heads stood further down.
    fn widen(&mut self, columns: Vec<Column>) {
        let missing = columns.len() - self.columns.len();
        for row in self.rows.iter_mut().filter(|row| row.cells.len() > 1) {
            row.cells.extend((0..missing).map(|_| Cell { span: 1, ..Cell::default() }));
        }
        self.columns = columns;
    }

    /// Takes the rows of a piece; gives where the text goes on after them, or none where they are not whole.
    fn take(&mut self, piece: &Piece<'t>, heads: &[usize]) -> Option<At> {
        let own: Vec<Unit> = piece.units(&self.text, &self.columns, heads);
        // The values that came before their name may be the first of the row or the last.
        let first = self.carried.iter().cloned().chain(own.clone()).collect();
        let after = self.take_units(first, piece).or_else(|| {
            let last = || own.into_iter().chain(self.carried.iter().cloned()).collect();
            if self.carried.is_empty() { None } else { self.take_units(last(), piece) }
        })?;
        Some(after)
    }

    fn take_units(&mut self, mut units: Vec<Unit<'t>>, piece: &Piece<'t>) -> Option<At> {
        let mut order = row::rows(&self.text, &self.columns, &mut units)?;
        let may_carry = piece.stop == Stop::Analysis && self.is_report();
        let names = Names { text: &self.text, columns: &self.columns, units: &units };
        let found = names.of_rows(&mut order, may_carry)?;
        if order.iter().any(|row| row::is_empty(&self.columns, row)) {
            return None;
        }
        let rows: Vec<Row> = order.iter().zip(&found.cells).map(|(row, names)| self.row(row, names, &units)).collect();
        self.rows.extend(rows);
        self.carried = found.carried.iter().map(|unit| units[*unit].clone()).collect();
        Some(found.end.unwrap_or(piece.next))
    }

    fn row(&self, row: &row::Found, names: &names::OfRow, units: &[Unit]) -> Row {
        let mut cells: Vec<Cell> = self.columns.iter().map(|_| Cell { span: 1, ..Cell::default() }).collect();
        for (column, unit) in &row.cells {
            cells[*column].words.plain = units[*unit].text();
        }
        for (column, lines) in &names.cells {
            cells[*column].words.plain = lines.join("\n");
        }
        let is_guessed = row.is_guessed || names.is_guessed;
        Row { place: names.place, cells, is_guessed, ..Row::default() }
    }
}

/// The table under its head, the lines of its cells put together.
fn finished(text: &Text, columns: &[Column], rows: Vec<Row>, first: &Line) -> Table {
    let mut rows = rows;
    let is_row = |row: &&Row| row.cells.len() == columns.len();
    let width = |column: usize| {
        let lines = rows.iter().filter(is_row).flat_map(|row| row.cells[column].words.plain.lines());
        lines.map(|line| line.chars().count()).max().unwrap_or(0)
    };
    let joiner = |at: usize| Joiner { known: text.known, words: text.words, kind: columns[at].kind, width: width(at) };
    let joiners: Vec<Joiner> = (0..columns.len()).map(joiner).collect();
    for row in rows.iter_mut().filter(|row| row.cells.len() == joiners.len()) {
        for (cell, joiner) in row.cells.iter_mut().zip(&joiners) {
            let whole = joiner.whole(&cell.words.plain);
            let day = super::shape::whole_day(&whole).filter(|_| joiner.kind == Kind::Day);
            cell.words = Words::plain(day.unwrap_or(whole));
        }
    }
    let mut head = Row::of_texts(super::place(first), columns.iter().map(|column| column.words.clone()));
    head.is_head = true;
    Table { caption: String::new(), rows: std::iter::once(head).chain(rows).collect() }
}
