//! Tables of a text that keeps the columns of the page: what stands below the head of a column belongs to it, line by line.

use super::column::{self, Column, MOST_HEAD_LINES};
use super::column_rows::ColumnRows;
use super::joined::Vocabulary;
use super::line::Line;
use super::segment::segments;
use crate::import::document::block::{Place, Row, Table};
use crate::import::document::known::Known;

/// A table as it was read, and where the text goes on after it: the number of the group, and of the line in it.
pub(crate) struct Read {
    pub(crate) table: Table,
    pub(crate) end: (usize, usize),
}

/// Most lines without an empty one between them that are read as one table.
const MOST_LINES: usize = 1_000;

/// Farther from the margin than this stands what is centred, in characters.
const FAR_FROM_MARGIN: usize = 20;

/// How often a head may stand there again before the first row.
const MOST_REPEATED: usize = 3;

/// How many lines are looked at to see where columns begin.
const MOST_LINES_AHEAD: usize = 120;

/// What is read, and where.
struct Text<'t> {
    known: &'t Known<'t>,
    groups: &'t [&'t [Line]],
    is_heading: &'t dyn Fn(&Line) -> bool,
}

/// Reads the table whose head begins at a line of a group; none where no head of several columns does.
pub(crate) fn read(
    known: &Known,
    words: &Vocabulary,
    groups: &[&[Line]],
    number: usize,
    at: usize,
    is_heading: &dyn Fn(&Line) -> bool,
) -> Option<Read> {
    let group = groups.get(number)?;
    let first = group.get(at)?;
    let own: Vec<(usize, &Line)> = of_text(group, at).take(MOST_HEAD_LINES + 2).collect();
    // The same line again and again is no head, and all below it is not looked at for rows.
    if own.iter().skip(1).filter(|(_, line)| line.text == first.text).count() > MOST_REPEATED {
        return None;
    }
    // Below the lines of the head an empty one may stand.
    let after = groups[number + 1..].iter().take(2).flat_map(|group| group.iter()).filter(|line| !line.is_furniture);
    let lines: Vec<&Line> = own.iter().map(|(_, line)| *line).chain(after).take(MOST_HEAD_LINES + 6).collect();
    let (mut columns, count) = column::head(known, &lines, own.len())
        .or_else(|| column::head_of_amounts(known, &lines, own.len()))
        .or_else(|| column::head_of_others(known, &lines))?;
    let next = own.get(count).map_or(group.len(), |(at, _)| *at);
    let text = Text { known, groups, is_heading };
    text.set_bounds(&mut columns, number, next);
    let place = Place { page: first.page, line: first.number };
    let mut head = Row::of_texts(place, columns.iter().map(|column| column.words.clone()));
    head.is_head = true;
    let mut rows = ColumnRows::new(known, words, columns);
    let end = text.take(&mut rows, number, next);
    (!rows.is_empty()).then(|| Read { table: rows.finish(head), end })
}

/// Whether a table of several columns begins at the first of some lines.
pub(crate) fn begins_in(known: &Known, lines: &[&Line]) -> bool {
    let Some(first) = lines.first() else { return false };
    let is_centred = || {
        // What stands alone far from the margin may be of a head whose first word stands below.
        let next = lines.iter().skip(1).take(2).any(|line| column::begins(known, line));
        first.indent > FAR_FROM_MARGIN && next && column::head(known, lines, lines.len()).is_some()
    };
    column::begins(known, first) || column::head_of_amounts(known, lines, lines.len()).is_some() || is_centred()
}

/// The lines of a group from one on, without those of every page.
fn of_text(group: &[Line], from: usize) -> impl Iterator<Item = (usize, &Line)> {
    group.iter().enumerate().skip(from).filter(|(_, line)| !line.is_furniture)
}

impl Text<'_> {
    /// Sets where columns begin by the lines from one on, up to the next heading or table.
    fn set_bounds(&self, columns: &mut [Column], number: usize, next: usize) {
        let rest = self.groups.get(number).map_or(&[][..], |group| &group[next.min(group.len())..]);
        let after = self.groups[(number + 1).min(self.groups.len())..].iter().flat_map(|group| group.iter());
        let lines = rest.iter().chain(after).take(MOST_LINES_AHEAD);
        let is_end = |line: &Line| {
            (self.is_heading)(line) && !self.known.is_analysis(&line.text) || column::begins(self.known, line)
        };
        column::set_bounds(columns, lines.take_while(|line| !is_end(line)));
    }

    /// Takes the rows of a table into it; gives where the text goes on after them.
    fn take(&self, rows: &mut ColumnRows, number: usize, next: usize) -> (usize, usize) {
        let (mut number, mut next) = (number, next);
        let mut repeated = 0;
        while let Some(group) = self.groups.get(number) {
            let own: Vec<(usize, &Line)> = of_text(group, next).take(MOST_LINES).collect();
            let lines: Vec<&Line> = own.iter().map(|(_, line)| *line).collect();
            let mut from = 0;
            while from < lines.len() {
                let to = (from..lines.len()).find(|at| self.is_end(rows, &lines, *at)).unwrap_or(lines.len());
                let piece = &lines[from..to];
                if !piece.is_empty() {
                    if !rows.goes_on(piece) {
                        return (number, own[from].0);
                    }
                    let end = rows.end_in(piece).unwrap_or(piece.len());
                    rows.take(&piece[..end]);
                    if end < piece.len() {
                        return (number, own[from + end].0);
                    }
                }
                if to == lines.len() {
                    break;
                }
                // Another table begins, or this one again after a page.
                match column::head(self.known, &lines[to..], lines.len() - to)
                    .filter(|(columns, _)| rows.has_heads(columns))
                {
                    // Heads without rows are none of a table, however often they come.
                    Some(_) if rows.is_empty() && repeated == MOST_REPEATED => return (number, own[to].0),
                    Some((mut columns, count)) => {
                        repeated += 1;
                        from = to + count;
                        let after = own.get(from).map_or(group.len(), |(at, _)| *at);
                        self.set_bounds(&mut columns, number, after);
                        rows.move_to(columns);
                    }
                    None => return (number, own[to].0),
                }
            }
            match own.get(MOST_LINES - 1) {
                Some((last, _)) if last + 1 < group.len() => next = last + 1,
                _ => {
                    number += 1;
                    next = 0;
                }
            }
        }
        (number, next)
    }

    /// Whether a heading stands at a line, or the head of a table, or what stands above one.
    fn is_end(&self, rows: &ColumnRows, lines: &[&Line], at: usize) -> bool {
        let line = lines[at];
        let begins = |at: usize| {
            let is_near = lines[at..].iter().take(2).any(|line| column::begins(self.known, line));
            is_near && column::head(self.known, &lines[at..], lines.len() - at).is_some()
        };
        let is_analysis = rows.names_analysis(line) && (at > 0 || rows.is_analysis(line));
        let is_caption = || segments(line).len() == 1 && line.text.starts_with(char::is_uppercase);
        (self.is_heading)(line) && !is_analysis
            || begins(at)
            || at + 1 < lines.len() && is_caption() && column::begins(self.known, lines[at + 1])
    }
}
