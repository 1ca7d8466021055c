//! The rows of a table in a text that keeps the columns of the page: a row begins where a column that is full gets another
//! value, or where a name begins anew.

use std::cell::RefCell;
use std::collections::HashMap;

use super::cell::Joiner;
use super::column::{Column, crosses};
use super::joined::Vocabulary;
use super::line::Line;
use super::placed::placed;
use super::segment::Segment;
use super::shape::{self, Kind};
use crate::import::document::block::{Cell, Place, Row, Table, Words};
use crate::import::document::known::{Head, Known};

/// The rows that are being read.
pub(super) struct ColumnRows<'k, 's> {
    known: &'k Known<'s>,
    words: &'k Vocabulary,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Where the heading of the analysis begins that the lines belong to.
    analysis: Option<usize>,
    /// Lines whose pieces have their columns already, by number: a line is asked for several times.
    seen: RefCell<HashMap<usize, Vec<(usize, Segment)>>>,
}

/// A line with the columns that its pieces stand in.
struct Placed {
    place: Place,
    pieces: Vec<(usize, Segment)>,
}

impl<'k, 's> ColumnRows<'k, 's> {
    /// A table with these columns.
    pub(super) fn new(known: &'k Known<'s>, words: &'k Vocabulary, columns: Vec<Column>) -> ColumnRows<'k, 's> {
        ColumnRows { known, words, columns, rows: Vec::new(), analysis: None, seen: RefCell::default() }
    }

    /// Whether a head is that of this table, which goes on after a page.
    pub(super) fn has_heads(&self, others: &[Column]) -> bool {
        self.columns.iter().map(|column| column.head).eq(others.iter().map(|column| column.head))
    }

    /// Says where the columns stand from here on.
    pub(super) fn move_to(&mut self, columns: Vec<Column>) {
        self.columns = columns;
        self.seen.borrow_mut().clear();
    }

    /// Whether no row was read.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn is_report(&self) -> bool {
        let is_of_report = |head| matches!(head, Head::Outcome | Head::Deviation | Head::Period | Head::Status);
        self.columns.iter().filter_map(|column| column.head).any(is_of_report)
    }

    fn has_amounts(&self) -> bool {
        self.columns.iter().any(|column| column.kind == Kind::Amount)
    }

    /// The column of the names of rows.
    fn name(&self) -> usize {
        let is_name = |column: &Column| {
            matches!(column.head, Some(Head::Indicator | Head::Activity | Head::Assignment | Head::Measure))
        };
        self.columns.iter().position(is_name).unwrap_or(0)
    }

    /// Whether a line is the heading of a row's analysis.
    pub(super) fn is_analysis(&self, line: &Line) -> bool {
        !self.rows.is_empty() && self.names_analysis(line)
    }

    /// Whether a line is such a heading by its words.
    pub(super) fn names_analysis(&self, line: &Line) -> bool {
        self.is_report() && self.known.is_analysis(&line.text)
    }

    fn placed(&self, line: &Line) -> Placed {
        let mut seen = self.seen.borrow_mut();
        let pieces = seen.entry(line.number).or_insert_with(|| placed(self.known, &self.columns, line)).clone();
        Placed { place: Place { page: line.page, line: line.number }, pieces }
    }

    /// Whether a line has a value in another column than that of the names.
    fn has_values(&self, line: &Line) -> bool {
        let placed = self.placed(line);
        let name = self.name();
        let text_over_all =
            placed.pieces.len() == 1 && placed.pieces.iter().any(|(at, own)| crosses(&self.columns, *at, own));
        !text_over_all && placed.pieces.iter().any(|(at, _)| *at != name)
    }

    /// Whether a line has a value that can hardly be anything else.
    fn has_sure_value(&self, line: &Line) -> bool {
        let is_sure = |(at, own): &(usize, Segment)| {
            let kind = self.columns[*at].kind;
            let begins_day = kind == Kind::Day && super::value::begins_day(&own.text);
            kind != Kind::Text && (shape::fit(self.known, kind, &own.text) == 2 || begins_day)
        };
        self.placed(line).pieces.iter().any(is_sure)
    }

    /// Whether lines without an empty one between are of the table.
    pub(super) fn goes_on(&self, lines: &[&Line]) -> bool {
        let Some(first) = lines.first() else { return true };
        let has_row = lines.iter().any(|line| self.has_values(line));
        if let Some(indent) = self.analysis {
            let is_further_out = first.indent < indent && indent > self.columns[0].start;
            return !is_further_out || has_row || first.text.starts_with(char::is_lowercase);
        }
        if self.is_text(first) {
            return false;
        }
        let is_rest = first.text.starts_with(|letter: char| letter.is_lowercase() || letter == '(')
            || shape::is_labelled(self.known, &first.text);
        has_row || is_rest && !self.rows.is_empty() && lines.len() <= 4 || self.is_analysis(first)
    }

    /// Where the table ends in some of its lines: at a text that goes over the columns.
    pub(super) fn end_in(&self, lines: &[&Line]) -> Option<usize> {
        let analysis = lines.iter().position(|line| self.names_analysis(line));
        let text = lines.iter().position(|line| self.is_text(line))?;
        (self.analysis.is_none() && analysis.is_none_or(|analysis| text < analysis)).then_some(text)
    }

    /// Whether a line is one of running text.
    fn is_text(&self, line: &Line) -> bool {
        let placed = self.placed(line);
        let second = self.columns.get(1).map_or(usize::MAX, |column| column.start);
        matches!(&placed.pieces[..], [(0, own)] if own.end > second.max(self.columns[1].from) + 8)
    }

    /// Takes lines without an empty one between them.
    pub(super) fn take(&mut self, lines: &[&Line]) {
        let mut pending: Vec<Placed> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if self.names_analysis(line) && (!self.rows.is_empty() || !pending.is_empty()) {
                self.push_rows(std::mem::take(&mut pending));
                let place = Place { page: line.page, line: line.number };
                let cell = Cell { words: Words::plain(&line.text), span: self.columns.len() };
                self.rows.push(Row { place, cells: vec![cell], ..Row::default() });
                self.analysis = Some(line.indent);
                continue;
            }
            if let Some(indent) = self.analysis {
                if !self.ends_analysis(&lines[at..], indent) {
                    self.add_to_analysis(line, at == 0);
                    continue;
                }
                self.analysis = None;
            }
            pending.push(self.placed(line));
        }
        self.push_rows(pending);
    }

    /// Whether a row begins at the first of some lines, after an analysis.
    fn ends_analysis(&self, lines: &[&Line], indent: usize) -> bool {
        let Some(first) = lines.first() else { return false };
        let has_name = self.placed(first).pieces.first().is_some_and(|(at, _)| *at <= self.name());
        let is_further_out = first.indent < indent && indent > self.columns[0].start;
        let is_near = lines.iter().take(3).any(|line| self.has_sure_value(line));
        has_name && self.has_sure_value(first) || is_further_out && is_near
    }

    fn add_to_analysis(&mut self, line: &Line, is_first: bool) {
        let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.first_mut()) else { return };
        let is_label = !cell.words.plain.contains('\n');
        let is_item = super::paragraphs::bullet(&line.text).is_some();
        let between = if is_label || is_first || is_item { "\n" } else { " " };
        cell.words.go_on(between, &line.text);
    }

    /// The cells of the last row, where it is none of an analysis.
    fn last_row(&self) -> Option<&Row> {
        self.rows.last().filter(|row| row.cells.len() == self.columns.len())
    }

    fn push_rows(&mut self, lines: Vec<Placed>) {
        let mut lines = lines;
        let rest = lines.iter().take_while(|line| self.is_rest_of_last(line)).count();
        for line in lines.drain(..rest) {
            self.add_to_last(line);
        }
        let starts = self.starts(&lines);
        let mut lines = lines.into_iter().enumerate();
        for (at, line) in &mut lines {
            if starts.contains(&at) {
                let cells = self.columns.iter().map(|_| Cell { span: 1, ..Cell::default() }).collect();
                self.rows.push(Row { place: line.place, cells, ..Row::default() });
            }
            self.add_to_last(line);
        }
    }

    fn add_to_last(&mut self, line: Placed) {
        let Some(row) = self.rows.last_mut() else { return };
        for (at, segment) in line.pieces {
            if let Some(cell) = row.cells.get_mut(at) {
                if !cell.words.plain.is_empty() {
                    cell.words.plain.push('\n');
                }
                cell.words.plain.push_str(&segment.text);
            }
        }
    }

    /// Whether a line goes on with cells of the last row, as after the end of a page.
    fn is_rest_of_last(&self, line: &Placed) -> bool {
        let Some(last) = self.last_row() else { return false };
        let name = self.name();
        let goes_on = |(at, segment): &(usize, Segment)| {
            let before = &last.cells[*at].words.plain;
            let is_small = segment.text.starts_with(|first: char| first.is_lowercase() || first == '(');
            match self.columns[*at].kind {
                _ if *at == name => is_small || shape::is_labelled(self.known, &segment.text),
                Kind::Text => is_small && !before.is_empty(),
                kind => !before.is_empty() && shape::goes_on(self.known, kind, before, &segment.text),
            }
        };
        line.pieces.iter().all(goes_on)
    }

    /// The lines that rows begin in.
    fn starts(&self, lines: &[Placed]) -> Vec<usize> {
        let anchors = self.anchors(lines);
        let name = self.name();
        let name_of = |at: usize| {
            let piece = lines[at].pieces.iter().find(|(column, _)| *column == name);
            piece.map(|(_, segment)| segment.text.as_str())
        };
        let begins = |at: usize| name_of(at).is_some_and(|text| shape::begins_name(self.known, text));
        let mut starts: Vec<usize> = Vec::new();
        for (number, anchor) in anchors.iter().enumerate() {
            let least = number.checked_sub(1).map_or(0, |before| anchors[before] + 1);
            let own = match begins(*anchor) {
                _ if number == 0 => 0,
                true => *anchor,
                // A value in the middle of its row stands beside no beginning of a name.
                false => (least..*anchor).rev().find(|at| begins(*at)).unwrap_or(*anchor),
            };
            starts.push(own);
        }
        if starts.is_empty() && !lines.is_empty() {
            starts.push(0);
        }
        if self.has_amounts() {
            // Above amounts a name alone is a heading within the table.
            let is_alone = |at: usize| lines[at].pieces.len() == 1 && begins(at);
            starts.extend((0..lines.len()).filter(|at| is_alone(*at)));
            let after: Vec<usize> = (1..lines.len()).filter(|at| is_alone(at - 1) && begins(*at)).collect();
            starts.extend(after);
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// The lines in which the first values of rows stand.
    fn anchors(&self, lines: &[Placed]) -> Vec<usize> {
        let name = self.name();
        let mut anchors: Vec<usize> = Vec::new();
        let mut cells = vec![String::new(); self.columns.len()];
        for (at, line) in lines.iter().enumerate() {
            let values: Vec<&(usize, Segment)> = line.pieces.iter().filter(|(column, _)| *column != name).collect();
            if values.is_empty() {
                continue;
            }
            let own = line.pieces.iter().find(|(column, _)| *column == name).map(|(_, segment)| segment.text.as_str());
            let goes_on = |(column, segment): &&&(usize, Segment)| {
                let before = &cells[*column];
                before.is_empty() || shape::goes_on(self.known, self.columns[*column].kind, before, &segment.text)
            };
            let is_conflict = !values.iter().all(|value| goes_on(&value));
            let begins = own.is_some_and(|text| shape::begins_name(self.known, text));
            let is_new = |(column, segment): &&&(usize, Segment)| {
                let kind = self.columns[*column].kind;
                let is_small = segment.text.starts_with(|first: char| first.is_lowercase() || "(/%".contains(first));
                let is_rest = kind != Kind::Text
                    && !cells[*column].is_empty()
                    && shape::goes_on(self.known, kind, &cells[*column], &segment.text);
                !is_small && !is_rest
            };
            let is_full = values.len() + 1 == self.columns.len() || values.len() > 1;
            let is_sure = values.iter().any(|(column, segment)| {
                self.columns[*column].kind != Kind::Text
                    && shape::fit(self.known, self.columns[*column].kind, &segment.text) == 2
            });
            let begins_anew = begins && (is_full || is_sure) && values.iter().all(|value| is_new(&value));
            let is_marked = own.is_some_and(|text| shape::has_mark(self.known, text)) && is_sure;
            if anchors.is_empty() || is_conflict || begins_anew || is_marked {
                anchors.push(at);
                cells.iter_mut().for_each(String::clear);
            }
            for (column, segment) in values {
                if !cells[*column].is_empty() {
                    cells[*column].push('\n');
                }
                cells[*column].push_str(&segment.text);
            }
        }
        anchors
    }

    /// How many letters the longest line of a column has.
    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter(|row| row.cells.len() == self.columns.len());
        let lines = cells.filter_map(|row| row.cells.get(column)).flat_map(|cell| cell.words.plain.lines());
        lines.map(|line| line.chars().count()).max().unwrap_or(0)
    }

    /// The table under its head.
    pub(super) fn finish(mut self, head: Row) -> Table {
        let joiners: Vec<Joiner> = (0..self.columns.len())
            .map(|at| Joiner {
                known: self.known,
                words: self.words,
                kind: self.columns[at].kind,
                width: self.width(at),
            })
            .collect();
        for row in self.rows.iter_mut().filter(|row| row.cells.len() == joiners.len()) {
            for (cell, joiner) in row.cells.iter_mut().zip(&joiners) {
                cell.words = Words::plain(joiner.whole(&cell.words.plain));
            }
        }
        super::cell::set_markup(&mut self.rows);
        let rows = std::iter::once(head).chain(self.rows).collect();
        Table { caption: String::new(), rows }
    }
}
