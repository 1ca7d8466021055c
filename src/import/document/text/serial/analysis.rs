//! The analysis of a row of such a table: text up to the next row, the next head or a heading.

use super::super::line::Line;
use super::super::paragraphs::bullet;
use super::super::shape;
use super::piece::{self, Chunk};
use super::unit;
use super::{At, Serial};
use crate::import::document::block::{Block, Cell, Row, Words};

/// How many groups of lines after a mark are looked at for a value.
const MOST_AHEAD: usize = 4;

/// Most lines of a name.
const MOST_LINES_OF_NAME: usize = 6;

/// An analysis, and where the text goes on after it.
pub(super) struct Analysis<'t> {
    first: &'t Line,
    text: String,
    /// Where the text goes on.
    pub(super) next: At,
    /// Whether the table does.
    pub(super) goes_on: bool,
}

impl Analysis<'_> {
    /// The analysis of what is no row.
    pub(super) fn as_text(&self) -> Block {
        Block::paragraph(super::super::place(self.first), self.text.clone())
    }
}

impl<'t> Serial<'t> {
    /// The analysis whose heading stands at a line.
    pub(super) fn analysis(&self, from: At) -> Analysis<'t> {
        let groups = self.text.groups;
        let first = &groups[from.0][from.1];
        let mut found = Analysis { first, text: first.text.clone(), next: from, goes_on: false };
        let (mut number, mut next) = (from.0, from.1 + 1);
        let mut is_label = true;
        while let Some(group) = groups.get(number) {
            let mut is_first = true;
            for (at, line) in group.iter().enumerate().skip(next).filter(|(_, line)| !line.is_furniture) {
                found.next = (number, at);
                if (self.text.is_heading)(line) {
                    return found;
                }
                let is_row =
                    !is_label && (self.begins_row(number, at, is_first) || piece::begins(self.text.known, line));
                if is_row {
                    found.goes_on = true;
                    return found;
                }
                let is_ended = found.text.ends_with(['.', '!', '?', ':']);
                let is_new = is_label || is_first && is_ended || bullet(&line.text).is_some();
                found.text.push(if is_new { '\n' } else { ' ' });
                found.text.push_str(&line.text);
                is_label = false;
                is_first = false;
            }
            number += 1;
            next = 0;
        }
        found.next = (number, 0);
        found
    }

    /// Whether a row begins at a line: with a mark before its values, with a value, or with words that values follow.
    fn begins_row(&self, number: usize, at: usize, is_first: bool) -> bool {
        let groups = self.text.groups;
        let group = groups[number];
        let next = || groups[(number + 1).min(groups.len())..].iter().filter(|group| !is_furniture(group));
        let line = &group[at];
        if shape::has_mark(self.text.known, &line.text) {
            // The values may stand above the analysis.
            return !self.carried.is_empty()
                || self.has_value(&group[at..])
                || next().take(MOST_AHEAD).any(|group| self.is_value(group));
        }
        if !is_first {
            return false;
        }
        let rest = &group[at..];
        let is_name = rest.len() <= MOST_LINES_OF_NAME && line.text.starts_with(char::is_uppercase);
        self.is_value(rest) || is_name && next().next().is_some_and(|group| self.is_value(group))
    }

    /// Whether lines are a value, and nothing else.
    fn is_value(&self, lines: &[Line]) -> bool {
        let units = self.units_of(lines);
        !units.is_empty() && units.iter().all(unit::Unit::is_value)
    }

    fn has_value(&self, lines: &[Line]) -> bool {
        self.units_of(lines).iter().any(unit::Unit::is_value)
    }

    fn units_of<'l>(&self, lines: &'l [Line]) -> Vec<unit::Unit<'l>> {
        let lines: Vec<&Line> = lines.iter().filter(|line| !line.is_furniture).take(MOST_LINES_OF_NAME).collect();
        let at = lines.iter().map(|_| (0, 0)).collect();
        unit::units(&self.text, &self.columns, 0, &Chunk { lines, at })
    }

    /// Puts an analysis below the last row.
    pub(super) fn push_analysis(&mut self, found: &Analysis) {
        let cell = Cell { words: Words::plain(&found.text), span: self.columns.len() };
        self.rows.push(Row { place: super::super::place(found.first), cells: vec![cell], ..Row::default() });
    }
}

fn is_furniture(group: &[Line]) -> bool {
    group.iter().all(|line| line.is_furniture)
}
