//! Tables of amounts whose cells stand one after another: every row has as many amounts as there are columns, and names that
//! stand apart from theirs are in the order of the rows.

use std::ops::Range;

use super::super::column::{self, Column};
use super::super::line::Line;
use super::super::shape::{self, Kind};
use super::piece::{self, Piece};
use super::unit::Unit;
use super::{At, Read, Text, finished};
use crate::import::document::block::{Block, BlockKind, Cell, Row};
use crate::import::document::known::{Head, Known, fold};

/// Longest head of the first column, in characters.
const LONGEST_HEAD: usize = 44;

/// Reads the table of amounts whose first head stands at a line; none where no such table does.
pub(crate) fn read(text: Text, number: usize, at: usize) -> Option<Read> {
    let first = text.groups.get(number)?.get(at)?;
    if !begins(text.known, first) || !has_heads(&text, number, at) {
        return None;
    }
    let piece = text.piece((number, at));
    let (columns, heads) = columns(text.known, &piece)?;
    let units = piece.units(&text, &columns, &(0..heads).collect::<Vec<_>>());
    let amounts = Amounts { text, columns, units };
    // Where names and amounts cannot be told to belong together they stay a text.
    let Some((rows, end)) = amounts.rows(piece.next) else {
        let are_many = amounts.units.iter().filter(|unit| unit.is_value()).count() > heads;
        return are_many.then(|| Read { blocks: piece.as_text().collect(), end: piece.next });
    };
    let table = finished(&text, &amounts.columns, rows, first);
    let blocks = vec![Block { place: super::super::place(first), kind: BlockKind::Table(table) }];
    Some(Read { blocks, end })
}

/// Whether a line is the head of a column of amounts, and nothing else.
pub(crate) fn begins(known: &Known, line: &Line) -> bool {
    line.text.starts_with(char::is_uppercase)
        && line.text.chars().count() < LONGEST_HEAD
        && head(known, std::slice::from_ref(&line.text)).is_some()
}

/// Whether the groups of lines from one on are the heads of several columns, and then something else: nothing more is looked
/// at below a word that stands alone.
fn has_heads(text: &Text, number: usize, at: usize) -> bool {
    let from = |group: usize| if group == number { at } else { 0 };
    let groups = (number..text.groups.len()).map(|group| {
        let own = text.groups[group].iter().skip(from(group)).filter(|line| !line.is_furniture);
        own.take(piece::MOST_HEAD_LINES + 1).map(|line| line.text.clone()).collect::<Vec<String>>()
    });
    let is_head = |lines: &Vec<String>| lines.len() <= piece::MOST_HEAD_LINES && head(text.known, lines).is_some();
    let heads = groups.filter(|lines| !lines.is_empty()).take(piece::MOST_HEADS + 1).take_while(is_head).count();
    (2..=piece::MOST_HEADS).contains(&heads)
}

fn is_of_amounts(head: Head) -> bool {
    let is_outcome = matches!(head, Head::Outcome | Head::Earlier | Head::Forecast | Head::Deviation);
    is_outcome || shape::kind(Some(head)) == Kind::Amount
}

/// The words of the head that some lines are, and what it stands for. A day in it may have lost a hyphen at the end of a line.
fn head(known: &Known, lines: &[String]) -> Option<(String, Head)> {
    let lines: Vec<String> = lines
        .iter()
        .map(|line| {
            let words = line.split(' ').map(|word| shape::whole_day(word).unwrap_or_else(|| word.to_owned()));
            words.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let has_day = lines.iter().any(|line| line.contains(|letter: char| letter.is_ascii_digit()));
    let first = lines.first()?.split(' ').next().unwrap_or_default();
    let found = match column::exact_words_of_head(known, &lines) {
        // "Utfall t.o.m. 2025-08-31".
        None if has_day && known.is_exact_head(first) => column::words_of_head(known, &lines),
        found => found,
    };
    found.filter(|(_, head)| is_of_amounts(*head))
}

/// The columns of a table, of which that of the names has no head, and how many of its chunks are heads.
fn columns(known: &Known, piece: &Piece) -> Option<(Vec<Column>, usize)> {
    let column =
        |words: String, head: Option<Head>| Column { head, words, start: 0, end: 0, from: 0, kind: Kind::Text };
    let mut columns = vec![column(String::new(), None)];
    for chunk in &piece.chunks {
        let texts: Vec<String> = chunk.lines.iter().map(|line| line.text.clone()).collect();
        let Some((words, own)) = head(known, &texts).filter(|_| texts.len() <= piece::MOST_HEAD_LINES) else { break };
        columns.push(column(words, Some(own)));
    }
    column::set_kinds(&mut columns);
    let is_own = columns.iter().skip(1).all(|column| column.kind == Kind::Amount);
    let heads = columns.len() - 1;
    (heads > 1 && is_own).then_some((columns, heads))
}

/// A table of amounts.
struct Amounts<'t> {
    text: Text<'t>,
    columns: Vec<Column>,
    units: Vec<Unit<'t>>,
}

impl Amounts<'_> {
    /// The rows, and where the text goes on after them.
    fn rows(&self, next: At) -> Option<(Vec<Row>, At)> {
        let (values, after) = self.values();
        let names = self.names(after);
        // The last name before the amounts of a row is its.
        let mut of_rows: Vec<Option<usize>> =
            values.iter().map(|row| names.iter().position(|name| name.end == row[0])).collect();
        let mut left: Vec<usize> = (0..names.len()).filter(|name| !of_rows.contains(&Some(*name))).collect();
        let missing = of_rows.iter().filter(|own| own.is_none()).count();
        let is_section = |name: &usize| self.section(&names[*name]).is_some();
        // What is too much is none of the table, where it stands below it.
        let last = *values.last()?.last()?;
        let mut end = self.units.get(after).map_or(next, Unit::at);
        let others = left.iter().copied().filter(|name| !is_section(name));
        if let Some(excess) = others.clone().nth(missing) {
            if names[excess].start < last {
                return None;
            }
            end = self.units[names[excess].start].at().min(end);
            left.retain(|name| *name < excess);
        } else if others.count() < missing {
            return None;
        }
        let mut others = left.iter().copied().filter(|name| !is_section(name));
        let guessed: Vec<bool> = of_rows.iter().map(Option::is_none).collect();
        for own in of_rows.iter_mut().filter(|own| own.is_none()) {
            *own = others.next();
        }
        let of_rows: Vec<usize> = of_rows.into_iter().flatten().collect();
        let mut rows: Vec<(usize, Row)> = of_rows
            .iter()
            .zip(&values)
            .enumerate()
            .map(|(at, (name, values))| {
                (2 * at + 1, Row { is_guessed: guessed[at], ..self.row(&names[*name], values) })
            })
            .collect();
        for name in left.into_iter().filter(is_section) {
            let before = self.place_of(name, &names, &of_rows)?;
            rows.push((2 * before, self.row(&names[name], &[])));
        }
        rows.sort_by_key(|(place, _)| *place);
        Some((rows.into_iter().map(|(_, row)| row).collect(), end))
    }

    /// The amounts of each row, and the unit after the last of them: a name in the middle of a row ends the table.
    fn values(&self) -> (Vec<Vec<usize>>, usize) {
        let count = self.columns.len() - 1;
        let mut rows: Vec<Vec<usize>> = Vec::new();
        let mut own = Vec::new();
        for (at, unit) in self.units.iter().enumerate() {
            match unit.is_value() {
                true => own.push(at),
                false if own.is_empty() => {}
                false => return (rows, own[0]),
            }
            if own.len() == count {
                rows.push(std::mem::take(&mut own));
            }
        }
        (rows, own.first().copied().unwrap_or(self.units.len()))
    }

    /// The names before a unit: each begins with a capital.
    fn names(&self, after: usize) -> Vec<Range<usize>> {
        let mut names: Vec<Range<usize>> = Vec::new();
        for at in (0..after).filter(|at| !self.units[*at].is_value()) {
            let begins = shape::begins_name(self.text.known, self.units[at].lines[0]);
            match names.last_mut().filter(|name| !begins && name.end == at) {
                Some(name) => name.end = at + 1,
                None => names.push(at..at + 1),
            }
        }
        names
    }

    /// What a name is the heading of, where it is one within the table.
    fn section(&self, name: &Range<usize>) -> Option<Head> {
        let has = |head: Head| self.columns.iter().any(|column| column.head == Some(head));
        let labels = self.text.known.labels;
        let folded = fold(&self.words(name));
        let all = [(&labels.income, Head::Income), (&labels.costs, Head::Costs)];
        let found = all.into_iter().find(|(word, _)| fold(word) == folded).map(|(_, head)| head);
        found.filter(|head| !has(*head))
    }

    fn words(&self, name: &Range<usize>) -> String {
        self.units[name.clone()].iter().map(Unit::text).collect::<Vec<_>>().join("\n")
    }

    /// The row that the heading of a section stands before: that of the name below it, or after that above it.
    fn place_of(&self, name: usize, names: &[Range<usize>], of_rows: &[usize]) -> Option<usize> {
        let chunk = |name: usize| names.get(name).map(|own| self.units[own.start].chunk);
        let row_of = |other: usize| {
            let is_near = chunk(other) == chunk(name);
            of_rows.iter().position(|own| *own == other).filter(|_| is_near)
        };
        let sum = fold(&self.text.known.labels.income_sum);
        let after_income = || of_rows.iter().position(|own| fold(&self.words(&names[*own])) == sum).map(|row| row + 1);
        let near = row_of(name + 1).or_else(|| row_of(name.checked_sub(1)?).map(|row| row + 1));
        near.or_else(|| if self.section(&names[name]) == Some(Head::Income) { Some(0) } else { after_income() })
    }

    fn row(&self, name: &Range<usize>, values: &[usize]) -> Row {
        let mut cells: Vec<Cell> = self.columns.iter().map(|_| Cell { span: 1, ..Cell::default() }).collect();
        cells[0].words.plain = self.words(name);
        for (cell, value) in cells.iter_mut().skip(1).zip(values) {
            cell.words.plain = self.units[*value].text();
        }
        Row { place: self.units[name.start].place, cells, ..Row::default() }
    }
}
