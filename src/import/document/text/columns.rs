//! Tables of a text that keeps the columns of the page: what stands below the head of a column belongs to it, line by line.

use super::line::Line;
use super::value;
use crate::import::document::block::{Cell, Place, Row, Table, Words};
use crate::import::document::known::{Head, Known};

/// A column: what it holds, and after how many characters its head begins.
struct Column {
    head: Head,
    words: String,
    start: usize,
}

/// A table as it was read, and where the text goes on after it: the number of the group, and of the line in it.
pub(crate) struct Read {
    pub(crate) table: Table,
    pub(crate) end: (usize, usize),
}

/// A piece of a line between gaps of two blanks and more, with the character that it begins at.
type Segment = (usize, String);

/// Most lines without an empty one between them that are read as one table.
const MOST_LINES: usize = 1_000;

/// Most lines of the head of a table.
const MOST_HEAD_LINES: usize = 5;

/// Reads the table whose head begins at a line of a group; none where no head of several columns does.
pub(crate) fn read(
    known: &Known,
    groups: &[&[Line]],
    number: usize,
    at: usize,
    is_heading: &dyn Fn(&Line) -> bool,
) -> Option<Read> {
    let group = groups.get(number)?;
    let first = group.get(at)?;
    if !begins(known, first) {
        return None;
    }
    let (columns, mut next) = head(known, &group[at..].iter().take(MOST_HEAD_LINES).collect::<Vec<_>>())?;
    next += at;
    let place = Place { page: first.page, line: first.number };
    let mut head_row = Row::of_texts(place, columns.iter().map(|column| column.words.clone()));
    head_row.is_head = true;
    let mut rows = Rows { known, columns, rows: Vec::new(), in_analysis: false };
    let mut group_number = number;
    loop {
        let group = groups.get(group_number).copied().unwrap_or_default();
        let lines: Vec<(usize, &Line)> =
            group.iter().enumerate().skip(next).filter(|(_, line)| !line.is_furniture).take(MOST_LINES).collect();
        let is_head_again =
            lines.first().is_some_and(|(_, line)| segments(line).len() > 1 && begins_table(known, line));
        if is_head_again && group_number > number {
            let own: Vec<&Line> = lines.iter().map(|(_, line)| *line).collect();
            // Another table begins, or this one again after a page.
            match head(known, &own).filter(|(columns, _)| rows.has_heads(columns)) {
                Some((columns, count)) => {
                    rows.columns = columns;
                    next = lines.get(count).map_or(group.len(), |(at, _)| *at);
                    if next < group.len() {
                        continue;
                    }
                }
                None => break,
            }
        } else if !lines.is_empty() {
            if !rows.goes_on(&lines) {
                break;
            }
            let own: Vec<&Line> = lines.iter().map(|(_, line)| *line).collect();
            let begins = |at: usize| {
                at < own.len()
                    && segments(own[at]).len() > 1
                    && begins_table(known, own[at])
                    && head(known, &own[at..]).is_some()
            };
            // Another table may begin without an empty line before it, and a heading above it.
            let is_end = |at: usize| {
                let line = own[at];
                is_heading(line) && !rows.is_analysis(line)
                    || begins(at)
                    || begins(at + 1) && segments(line).len() == 1 && line.text.starts_with(char::is_uppercase)
            };
            let end = (0..own.len()).find(|at| is_end(*at));
            for (position, (_, line)) in lines[..end.unwrap_or(lines.len())].iter().enumerate() {
                rows.take(line, position == 0);
            }
            if let Some(end) = end {
                return rows.finish(head_row, (group_number, lines[end].0));
            }
            if let Some((last, _)) = lines.get(MOST_LINES - 1)
                && last + 1 < group.len()
            {
                next = last + 1;
                continue;
            }
        }
        group_number += 1;
        next = 0;
        if group_number >= groups.len() {
            break;
        }
    }
    rows.finish(head_row, (group_number, next))
}

/// Whether a line begins a table of several columns.
pub(crate) fn begins(known: &Known, line: &Line) -> bool {
    segments(line).len() > 1 && begins_table(known, line)
}

fn begins_table(known: &Known, line: &Line) -> bool {
    let mut heads = segments(line).into_iter().map(|(_, text)| known.head(&text));
    match heads.next().flatten() {
        Some(Head::Indicator | Head::Activity | Head::Assignment | Head::Measure) => true,
        Some(Head::Number) => heads.next().flatten() == Some(Head::Assignment),
        _ => false,
    }
}

/// The columns of a head, and how many lines it has.
fn head(known: &Known, lines: &[&Line]) -> Option<(Vec<Column>, usize)> {
    let mut parts: Vec<(usize, Vec<String>)> =
        segments(lines.first()?).into_iter().map(|(start, text)| (start, vec![text])).collect();
    let mut count = 1;
    // A head of several lines has nothing below its first word.
    for line in lines.iter().skip(1).take(4) {
        let own = segments(line);
        let is_head = own.first().is_some_and(|(start, _)| *start > parts[0].0 + 4);
        if !is_head {
            break;
        }
        for (start, text) in own {
            let nearest = parts.iter_mut().min_by_key(|(column, _)| column.abs_diff(start));
            if let Some((_, texts)) = nearest {
                texts.push(text);
            }
        }
        count += 1;
    }
    let columns: Option<Vec<Column>> = parts
        .into_iter()
        .map(|(start, texts)| {
            let (words, head) = words_of_head(known, &texts)?;
            Some(Column { head, words, start })
        })
        .collect();
    columns.filter(|columns| columns.len() > 1).map(|columns| (columns, count))
}

/// The words of a head of several lines, and what it stands for: a word that did not have room is broken without a hyphen,
/// and which of the lines end in one nothing tells but that the whole is known.
fn words_of_head(known: &Known, lines: &[String]) -> Option<(String, Head)> {
    let breaks = lines.len().saturating_sub(1).min(MOST_HEAD_LINES);
    let joined = |blanks: usize| {
        let mut words = String::new();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 && (at > breaks || blanks >> (at - 1) & 1 == 1) {
                words.push(' ');
            }
            words.push_str(line);
        }
        words
    };
    // Those with the most blanks come first: nothing is taken together that need not be.
    let mut all: Vec<usize> = (0..1 << breaks).collect();
    all.sort_by_key(|blanks: &usize| std::cmp::Reverse(blanks.count_ones()));
    all.into_iter().map(joined).find_map(|words| known.column(&words).map(|head| (words, head)))
}

/// The pieces of a line.
fn segments(line: &Line) -> Vec<Segment> {
    let letters: Vec<char> = line.text.chars().collect();
    let mut segments: Vec<Segment> = Vec::new();
    let mut blanks = 2;
    for (at, letter) in letters.iter().enumerate() {
        if letter.is_whitespace() {
            blanks += 1;
            continue;
        }
        match segments.last_mut() {
            Some((_, text)) if blanks < 2 => {
                text.extend((0..blanks).map(|_| ' '));
                text.push(*letter);
            }
            // Two blanks after a sentence are a way of typing.
            Some((_, text)) if blanks == 2 && text.ends_with(['.', '!', '?']) && text.contains(' ') => {
                text.push_str("  ");
                text.push(*letter);
            }
            _ => segments.push((line.indent + at, letter.to_string())),
        }
        blanks = 0;
    }
    segments
}

struct Rows<'k, 's> {
    known: &'k Known<'s>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    in_analysis: bool,
}

impl Rows<'_, '_> {
    fn has_heads(&self, others: &[Column]) -> bool {
        self.columns.iter().map(|column| column.head).eq(others.iter().map(|column| column.head))
    }

    fn is_report(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.head, Head::Outcome | Head::Deviation | Head::Period))
    }

    fn is_analysis(&self, line: &Line) -> bool {
        self.is_report() && !self.rows.is_empty() && self.known.is_analysis(&line.text)
    }

    /// Whether a group of lines is of the table: a row has values, and an analysis its heading.
    fn goes_on(&self, lines: &[(usize, &Line)]) -> bool {
        let has_row = lines.iter().any(|(_, line)| self.has_values(line));
        let begins_small =
            lines.first().is_some_and(|(_, line)| line.text.starts_with(char::is_lowercase)) && !self.rows.is_empty();
        has_row || begins_small || self.in_analysis || lines.first().is_some_and(|(_, line)| self.is_analysis(line))
    }

    /// Whether something stands below the heads of columns after the first.
    fn has_values(&self, line: &Line) -> bool {
        let second = self.columns.get(1).map_or(usize::MAX, |column| column.start);
        segments(line).iter().any(|(start, _)| *start + 3 >= second)
    }

    fn column_of(&self, start: usize) -> usize {
        (0..self.columns.len()).min_by_key(|at| self.columns[*at].start.abs_diff(start)).unwrap_or(0)
    }

    fn take(&mut self, line: &Line, is_first: bool) {
        let place = Place { page: line.page, line: line.number };
        if self.is_analysis(line) {
            let cell = Cell { words: Words::plain(&line.text), span: self.columns.len() };
            self.rows.push(Row { place, cells: vec![cell], ..Row::default() });
            self.in_analysis = true;
            return;
        }
        let segments = segments(line);
        let has_name = segments.first().is_some_and(|(start, _)| self.column_of(*start) == 0);
        let is_row = segments.len() > 1 && has_name && self.has_values(line);
        if self.in_analysis && !is_row {
            let between = if is_first { "\n" } else { " " };
            if let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.first_mut()) {
                let between = if cell.words.plain.lines().count() < 2 && !cell.words.plain.contains('\n') {
                    "\n"
                } else {
                    between
                };
                cell.words = Words::plain(format!("{}{between}{}", cell.words.plain, line.text));
            }
            return;
        }
        let is_new = match self.rows.last().filter(|_| !self.in_analysis) {
            None => true,
            Some(last) => {
                let has_end = last.cells.last().is_some_and(|cell| !cell.words.is_empty())
                    || last.cells.iter().skip(1).any(|cell| !cell.words.is_empty());
                let begins = segments.first().is_some_and(|(_, text)| {
                    text.starts_with(|first: char| first.is_uppercase() || !first.is_alphanumeric())
                });
                // No cell that goes on has figures in several columns, but for days that did not have room on a line.
                let has_figures = segments.iter().skip(1).filter(|(_, text)| is_figure(text)).count() > 1;
                let goes_on_day = segments.iter().any(|(start, text)| {
                    let before = last.cells.get(self.column_of(*start)).map_or("", |cell| cell.words.plain.as_str());
                    value::begins_day(before) && value::begins_day(&format!("{before}{text}"))
                });
                has_name && !goes_on_day && (begins || has_figures) && has_end && (is_row || is_first)
            }
        };
        self.in_analysis = false;
        if is_new {
            self.rows.push(Row {
                place,
                cells: self.columns.iter().map(|_| Cell { span: 1, ..Cell::default() }).collect(),
                ..Row::default()
            });
        }
        for (start, text) in segments {
            let column = self.column_of(start);
            if let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.get_mut(column)) {
                if !cell.words.plain.is_empty() {
                    cell.words.plain.push('\n');
                }
                cell.words.plain.push_str(&text);
            }
        }
    }

    /// How many letters the longest line of a column has.
    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter(|row| row.cells.len() == self.columns.len());
        let lines = cells.filter_map(|row| row.cells.get(column)).flat_map(|cell| cell.words.plain.lines());
        lines.map(|line| line.chars().count()).max().unwrap_or(0)
    }

    fn finish(mut self, head: Row, end: (usize, usize)) -> Option<Read> {
        if self.rows.is_empty() {
            return None;
        }
        let widths: Vec<usize> = (0..self.columns.len()).map(|column| self.width(column)).collect();
        for row in self.rows.iter_mut().filter(|row| row.cells.len() == widths.len()) {
            for (cell, width) in row.cells.iter_mut().zip(&widths) {
                let whole = cell.words.plain.lines().fold(String::new(), |before, line| joined(&before, line, *width));
                cell.words = Words::plain(whole);
            }
        }
        let rows = std::iter::once(head).chain(self.rows).collect();
        Some(Read { table: Table { caption: String::new(), rows }, end })
    }
}

fn is_figure(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || " ,.-−–%<>".contains(letter))
}

/// Two lines of a cell: a day, or a word that did not have room, goes on without a blank.
fn joined(before: &str, text: &str, width: usize) -> String {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    // Letters are not equally wide.
    let is_full = last.chars().count() * 10 >= width * 8 && last.ends_with(char::is_alphabetic);
    if is_full && text.starts_with(char::is_lowercase) {
        return format!("{before}{text}");
    }
    let whole = format!("{before}{text}");
    let with_hyphen = format!("{before}-{text}");
    if before.is_empty() || value::begins_day(before) && value::begins_day(&whole) || before.ends_with('/') {
        whole
    } else if value::is_day(&with_hyphen) {
        with_hyphen
    } else if before.ends_with('-') && text.starts_with(char::is_lowercase) {
        format!("{}{text}", before.trim_end_matches('-'))
    } else {
        format!("{before} {text}")
    }
}
