//! What a table's columns hold, so that figures stand to the right and an empty head is left out.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::characters::is_space_in_figures;
use crate::syntax::prose::Parsed;

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Where lines begin.
    Start,
    /// In the middle.
    Center,
    /// To the right, as figures do.
    Right,
}

/// What is known of a table before its first row is printed.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Where the words of each column stand.
    pub(super) aligns: Vec<Align>,
    /// Whether any cell of the head has words.
    pub(super) has_head: bool,
    /// Whether there are rows below the head.
    pub(super) has_rows: bool,
    /// The event that ends the head.
    pub(super) head_end: usize,
    /// The event that ends the table.
    pub(super) end: usize,
}

impl Columns {
    /// Reads ahead from the event that starts a table.
    pub(super) fn read(parsed: &Parsed, start: usize, alignments: &[Alignment]) -> Columns {
        let mut columns = Columns { end: start, head_end: start, ..Columns::default() };
        let mut figures = vec![Figures::default(); alignments.len()];
        let mut column = 0;
        let mut cell = Cell::default();
        for (at, (event, _)) in parsed.events.iter().enumerate().skip(start + 1) {
            match event {
                Event::End(TagEnd::Table) => {
                    columns.end = at;
                    break;
                }
                Event::End(TagEnd::TableHead) => {
                    (columns.head_end, column) = (at, 0);
                }
                Event::End(TagEnd::TableRow) => {
                    (columns.has_rows, column) = (true, 0);
                }
                Event::End(TagEnd::TableCell) => {
                    let cell = std::mem::take(&mut cell);
                    if columns.head_end == start {
                        columns.has_head |= cell.has_content;
                    } else if let Some(figures) = figures.get_mut(column) {
                        figures.add(&cell);
                    }
                    column += 1;
                }
                Event::Text(text) => cell.add(text),
                Event::Start(Tag::Image { .. }) => cell.add("x"),
                // Tags are left out, and a line break within a cell is a blank.
                Event::Start(_) | Event::End(_) | Event::InlineHtml(_) => {}
                _ => cell.add("x"),
            }
        }
        columns.aligns = alignments
            .iter()
            .zip(&figures)
            .map(|(alignment, figures)| match alignment {
                Alignment::None if figures.some && !figures.others => Align::Right,
                Alignment::None | Alignment::Left => Align::Start,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::Right,
            })
            .collect();
        columns
    }

    /// Where the words of a column stand.
    pub(super) fn align(&self, column: usize) -> Align {
        self.aligns.get(column).copied().unwrap_or(Align::Start)
    }
}

#[derive(Clone, Default)]
struct Figures {
    some: bool,
    others: bool,
}

impl Figures {
    fn add(&mut self, cell: &Cell) {
        // An empty cell or a dash says that there is no figure.
        if cell.has_digit && !cell.has_other {
            self.some = true;
        } else if cell.has_digit || cell.has_other {
            self.others = true;
        }
    }
}

/// What the signs of a cell are, read one after the other: sign, digits in groups, one decimal mark, per cent.
#[derive(Default)]
struct Cell {
    has_content: bool,
    has_digit: bool,
    has_mark: bool,
    has_percent: bool,
    has_other: bool,
}

impl Cell {
    fn add(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                character if is_space_in_figures(character) => continue,
                '0'..='9' if !self.has_percent => self.has_digit = true,
                '-' | '–' | '−' | '+' if !self.has_digit => {}
                ',' | '.' if self.has_digit && !self.has_mark && !self.has_percent => self.has_mark = true,
                '%' if self.has_digit && !self.has_percent => self.has_percent = true,
                _ => self.has_other = true,
            }
            self.has_content = true;
        }
    }
}
