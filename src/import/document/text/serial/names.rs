//! Which row a name belongs to: the one whose values follow it; where values stand together, names and rows are in the same
//! order.

use super::super::column::Column;
use super::super::shape::{self, Kind};
use super::row::Found;
use super::unit::Unit;
use super::{At, Text};
use crate::import::document::block::Place;
use crate::import::document::known::{Head, fold};

/// The names in a part of a table.
pub(super) struct Names<'n, 'l> {
    pub(super) text: &'n Text<'l>,
    pub(super) columns: &'n [Column],
    pub(super) units: &'n [Unit<'l>],
}

/// The words of a row that are no values.
#[derive(Clone, Debug, Default)]
pub(super) struct OfRow<'l> {
    /// The lines of cells, by the number of the column.
    pub(super) cells: Vec<(usize, Vec<&'l str>)>,
    /// Where its name begins.
    pub(super) place: Place,
    /// Whether it was guessed what belongs to it.
    pub(super) is_guessed: bool,
}

/// The names of rows.
#[derive(Debug, Default)]
pub(super) struct OfRows<'l> {
    /// Those of each row.
    pub(super) cells: Vec<OfRow<'l>>,
    /// The values whose names come after an analysis.
    pub(super) carried: Vec<usize>,
    /// Where the text goes on, where it does before the end of the part.
    pub(super) end: Option<At>,
}

/// The units that a name is made of, and what stands beside it.
#[derive(Clone, Debug, Default)]
struct Item {
    units: Vec<usize>,
    /// Whether it was guessed which of the units belong to it.
    is_guessed: bool,
}

/// What the beginning of a name is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A mark.
    Mark,
    /// A capital after an empty line.
    Capital,
    /// A capital at the beginning of a line.
    Line,
}

impl<'l> Names<'_, 'l> {
    /// The names of rows; none where rows have none. Rows at the end may be left for what comes after an analysis.
    pub(super) fn of_rows(&self, rows: &mut Vec<Found>, may_carry: bool) -> Option<OfRows<'l>> {
        let all = [Sign::Mark, Sign::Capital, Sign::Line].map(|sign| self.items(sign));
        let [marked, capitals, lines] = all;
        // Where one name has a mark all have.
        let all = if marked.is_empty() { vec![capitals, lines] } else { vec![marked] };
        let whole = all.iter().find(|items| items.len() >= rows.len());
        let items = whole.or_else(|| all.first().filter(|items| may_carry && !items.is_empty()))?.clone();
        let mut carried = Vec::new();
        if items.len() < rows.len() {
            // The names of rows may stand after their values, but not after an analysis of the row before.
            let rest = rows.split_off(items.len());
            carried = rest.iter().flat_map(|row| row.cells.iter().map(|(_, unit)| *unit)).collect();
            let first = *carried.iter().min()?;
            let last = *carried.iter().max()?;
            let is_before = |item: &Item| item.units[0] < first;
            let is_after = |item: &Item| item.units[0] > last;
            let stand_together = rows.windows(2).all(|pair| pair[0].bounds().1 + 1 == pair[1].bounds().0);
            let are_after = stand_together && items.iter().skip(1).all(is_after);
            if !items.iter().all(is_before) && !are_after {
                return None;
            }
        }
        let (of_rows, others) = self.matched(rows, &items)?;
        let mut found = OfRows { carried, ..OfRows::default() };
        for (row, item) in rows.iter().zip(&of_rows) {
            found.cells.push(self.of_row(row, &items[*item]));
        }
        self.add_others(rows, &items, &others, &mut found);
        Some(found)
    }

    /// The names, with what goes on with them.
    fn items(&self, sign: Sign) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut before: Option<&Unit> = None;
        for (at, unit) in self.units.iter().enumerate().filter(|(_, unit)| !unit.is_value()) {
            let Some(text) = unit.lines.first().copied() else { continue };
            let is_first = before.is_none_or(|before| before.chunk != unit.chunk);
            let is_labelled = shape::is_labelled(self.text.known, text);
            let after_label = before.is_some_and(|before| {
                before.chunk == unit.chunk
                    && before.lines.iter().any(|line| shape::is_labelled(self.text.known, line) && !line.ends_with(':'))
            });
            let begins = shape::begins_name(self.text.known, text) && !is_labelled;
            let is_new = match sign {
                Sign::Mark => shape::has_mark(self.text.known, text) || !items.is_empty() && self.is_sum(text),
                Sign::Capital => begins && (is_first || after_label),
                Sign::Line => begins,
            };
            if is_new || items.is_empty() && sign != Sign::Mark {
                items.push(Item::default());
            }
            if let Some(item) = items.last_mut() {
                item.units.push(at);
            }
            before = Some(unit);
        }
        self.share_out(&mut items);
        // A line before the first mark is of no name.
        let first = self.units.iter().position(|unit| !unit.is_value());
        let is_whole = items.first().and_then(|item| item.units.first().copied()) == first;
        if is_whole { items } else { Vec::new() }
    }

    /// Whether a line is the name of the row of sums.
    fn is_sum(&self, line: &str) -> bool {
        let labels = self.text.known.labels;
        [&labels.sum, &labels.total].into_iter().any(|word| fold(word) == fold(line))
    }

    /// Gives the lines that follow the values of several rows to the names that are not at their end: each a line of its own.
    fn share_out(&self, items: &mut [Item]) {
        let names = || self.units.iter().filter(|unit| !unit.is_value()).flat_map(|unit| unit.lines.iter());
        let width = names().map(|line| line.chars().count()).max().unwrap_or(0);
        let is_full = |line: &str, next: &str| {
            let first = next.split(' ').next().unwrap_or_default();
            line.chars().count() + 1 + first.chars().count() > width
        };
        for at in 1..items.len() {
            let Some(last) = items[at].units.last().copied() else { continue };
            let from =
                items[at].units.iter().position(|unit| self.units[*unit].chunk > self.units[items[at].units[0]].chunk);
            let from = from.filter(|_| last > 0).unwrap_or(0);
            let rest: Vec<usize> = items[at].units[from..].to_vec();
            let line = |unit: usize| self.units[unit].lines[0];
            let go_on = rest.iter().all(|unit| line(*unit).starts_with(|first: char| first.is_lowercase()));
            if from != 1 || !go_on {
                continue;
            }
            let open = |item: &usize| {
                let own = &items[*item];
                (own.units.len() == 1 || *item == at) && is_full(line(own.units[0]), line(rest[0]))
            };
            let open: Vec<usize> = (0..=at).filter(open).collect();
            if open.len() < 2 || rest.len() < open.len() {
                continue;
            }
            items[at].units.truncate(from);
            let mut extra = rest.len() - open.len();
            let mut lines = rest.iter().copied().peekable();
            for item in &open {
                let mut own = lines.next();
                while let Some(unit) = own.take() {
                    items[*item].units.push(unit);
                    items[*item].is_guessed = true;
                    let next = lines.peek().copied();
                    if extra > 0
                        && next.is_some_and(|next| Some(item) == open.last() || is_full(line(unit), line(next)))
                    {
                        extra -= 1;
                        own = lines.next();
                    }
                }
            }
        }
    }

    /// The item of each row, and the others.
    fn matched(&self, rows: &[Found], items: &[Item]) -> Option<(Vec<usize>, Vec<usize>)> {
        let first_of = |item: usize| items[item].units[0];
        let begins_first = first_of(0) < rows.first()?.bounds().0;
        if items.len() == rows.len() && !begins_first {
            return Some(((0..rows.len()).collect(), Vec::new()));
        }
        let mut of_rows: Vec<Option<usize>> = vec![None; rows.len()];
        let bounds: Vec<(usize, usize)> = rows.iter().map(Found::bounds).collect();
        let before = |row: usize| items.iter().filter(|item| item.units[0] < bounds[row].0).count();
        let stand_together = (0..rows.len()).any(|row| before(row) - row.checked_sub(1).map_or(0, before) > 1);
        if items.len() == rows.len() && stand_together {
            return Some(((0..rows.len()).collect(), Vec::new()));
        }
        let mut end = None;
        for (row, own) in rows.iter().zip(&mut of_rows) {
            let (first, last) = row.bounds();
            let is_between = |item: &usize| end.is_none_or(|end| first_of(*item) > end) && first_of(*item) < first;
            *own = match self.has_numbers() {
                // The number stands before the name.
                true => (0..items.len()).find(|item| first_of(*item) > first),
                false => (0..items.len()).rfind(is_between),
            };
            end = Some(last);
        }
        let mut others: Vec<usize> = (0..items.len()).filter(|item| !of_rows.contains(&Some(*item))).collect();
        for own in of_rows.iter_mut().filter(|own| own.is_none()) {
            if others.is_empty() {
                return None;
            }
            *own = Some(others.remove(0));
        }
        Some((of_rows.into_iter().flatten().collect(), others))
    }

    /// The column of the names.
    fn name(&self) -> usize {
        usize::from(self.has_numbers())
    }

    fn has_numbers(&self) -> bool {
        self.columns.first().is_some_and(|column| column.head == Some(Head::Number))
    }

    /// The columns of words beside the name.
    fn beside(&self) -> Vec<usize> {
        let is_beside = |at: &usize| self.columns[*at].kind == Kind::Text && !self.is_movement(*at);
        (self.name() + 1..self.columns.len()).filter(is_beside).collect()
    }

    fn is_movement(&self, column: usize) -> bool {
        self.columns[column].head == Some(Head::Movement)
    }

    /// The words of a row, of its name and of what stands beside it.
    fn of_row(&self, row: &Found, item: &Item) -> OfRow<'l> {
        let known = self.text.known;
        let (first, last) = row.bounds();
        let beside = self.beside();
        let mut own = OfRow { place: self.units[item.units[0]].place, is_guessed: item.is_guessed, ..OfRow::default() };
        let mut name: Vec<&'l str> = Vec::new();
        let mut others: Vec<Vec<&'l str>> = Vec::new();
        let mut chunk = None;
        let is_mark_alone = |line: &str| shape::fit(known, Kind::Status, line) == 2;
        // How many pieces stand after the values, none of which goes on with what is before it.
        let after: Vec<usize> = item.units.iter().copied().filter(|at| *at > last && self.begins_piece(*at)).collect();
        let has_name =
            item.units.iter().any(|at| *at < first && !self.units[*at].lines.iter().all(|l| is_mark_alone(l)));
        let rest_is_beside = if has_name { after.len() } else { after.len().saturating_sub(1) };
        let mut seen = 0;
        let mut is_beside = false;
        for at in &item.units {
            let unit = &self.units[*at];
            let movement = self.columns.iter().position(|column| column.head == Some(Head::Movement));
            if let Some(column) = movement.filter(|_| *at > first && *at < last && unit.lines.len() == 1) {
                own.cells.push((column, unit.lines.clone()));
                continue;
            }
            if after.contains(at) {
                seen += 1;
                is_beside = !beside.is_empty() && seen <= rest_is_beside;
            }
            let is_label = unit.lines.iter().any(|line| shape::is_labelled(known, line));
            match is_beside && !is_label {
                true if chunk == Some(unit.chunk) && !others.is_empty() => {
                    others.last_mut().into_iter().for_each(|lines| lines.extend(&unit.lines));
                }
                true => others.push(unit.lines.clone()),
                false => name.extend(&unit.lines),
            }
            chunk = Some(unit.chunk);
            // A capital after the values may begin what is of no name.
            own.is_guessed |= after.contains(at) && has_name && beside.is_empty();
        }
        own.cells.push((self.name(), name));
        for (number, lines) in others.into_iter().enumerate() {
            let column = beside[number.min(beside.len() - 1)];
            match own.cells.iter_mut().find(|(at, _)| *at == column) {
                Some((_, before)) => before.extend(lines),
                None => own.cells.push((column, lines)),
            }
        }
        own
    }

    /// Whether a unit after an empty line goes on with nothing.
    fn begins_piece(&self, at: usize) -> bool {
        let unit = &self.units[at];
        let text = unit.lines.first().copied().unwrap_or_default();
        let is_first = at.checked_sub(1).is_none_or(|before| {
            self.units[before].chunk != unit.chunk
                || shape::fit(self.text.known, Kind::Status, &self.units[before].text()) == 2
        });
        is_first && shape::begins_name(self.text.known, text) && !shape::is_labelled(self.text.known, text)
    }

    /// Puts names that belong to no row beside those before them, or gives them back to the text where they are its last.
    fn add_others(&self, rows: &[Found], items: &[Item], others: &[usize], found: &mut OfRows<'l>) {
        let end = rows.iter().map(|row| row.bounds().1).max().unwrap_or(0);
        let beside = self.beside();
        for item in others {
            let item = &items[*item];
            let first = item.units[0];
            if first > end && beside.is_empty() {
                let at = self.units[first].at();
                found.end = Some(found.end.map_or(at, |end| end.min(at)));
                continue;
            }
            let row = rows.iter().rposition(|row| row.bounds().0 < first).unwrap_or(0);
            let own = &mut found.cells[row];
            let column = beside.first().copied().filter(|_| first > rows[row].bounds().0);
            own.is_guessed |= column.is_none();
            let mut column = column.unwrap_or(self.name());
            for line in item.units.iter().flat_map(|at| self.units[*at].lines.iter().copied()) {
                if shape::is_labelled(self.text.known, line) {
                    column = self.name();
                }
                match own.cells.iter_mut().find(|(at, _)| *at == column) {
                    Some((_, before)) => before.push(line),
                    None => own.cells.push((column, vec![line])),
                }
            }
        }
    }
}
