//! The rows of a workbook of LibreOffice (OpenDocument).

use std::collections::HashSet;
use std::sync::Arc;

use crate::characters::raised;
use crate::import::archive::{Archive, More, Seen, attribute, events};
use crate::import::document::is_raised;
use crate::import::problem::Unread;
use crate::import::row::{CellAt, LONGEST_TEXT, MOST_COLUMNS, Rows, Shown, Value};
use quick_xml::events::BytesStart;

/// Reads the rows of every sheet.
pub(super) fn read(bytes: &[u8], rows: &mut dyn Rows) -> Result<(), Unread> {
    let mut archive = Archive::open(bytes)?;
    let mut is_locked = false;
    if let Some(list) = archive.part("META-INF/manifest.xml")? {
        events(list, |seen| {
            is_locked |= matches!(seen, Seen::Open(start) if start.local_name().as_ref() == "encryption-data");
            Ok(if is_locked { More::No } else { More::Yes })
        })?;
    }
    if is_locked {
        return Err(Unread::Locked);
    }
    let part = archive.part("content.xml")?.ok_or(Unread::NotThis)?;
    let mut book = Book::default();
    events(part, |seen| {
        book.take(seen, rows);
        Ok(More::Yes)
    })
}

#[derive(Default)]
struct Book {
    /// Whether the rest of the sheet is not wanted.
    is_done: bool,
    row: usize,
    /// The number of the row after it.
    next: usize,
    cells: Vec<CellAt>,
    column: usize,
    cell: Option<OpenCell>,
    is_in_note: bool,
    /// The style that is being read.
    style: String,
    /// The styles of words that are raised: digits of them are the sign of a note, and none of the figure before them.
    raised: HashSet<String>,
    /// The spans that are open; true where their words are raised.
    spans: Vec<bool>,
}

/// A cell that is not closed yet.
struct OpenCell {
    times: usize,
    kind: String,
    value: String,
    has_formula: bool,
    words: String,
    paragraphs: usize,
}

impl Book {
    fn take(&mut self, seen: Seen, rows: &mut dyn Rows) {
        match seen {
            Seen::Open(start) => match start.local_name().as_ref() {
                "table" => {
                    (self.is_done, self.next) = (false, 1);
                    rows.sheet(&attribute(start, "name").unwrap_or_default());
                }
                "table-row" => {
                    self.row = self.next;
                    // A sheet ends with a million rows that are the same: they are one, and count as many.
                    let times = attribute(start, "number-rows-repeated").and_then(|times| times.parse().ok());
                    self.next = self.row.saturating_add(times.unwrap_or(1));
                    self.column = 0;
                    self.cells.clear();
                }
                "table-cell" | "covered-table-cell" => self.cell = Some(OpenCell::of(start)),
                "annotation" => self.is_in_note = true,
                "style" => self.style = attribute(start, "name").unwrap_or_default(),
                "text-properties" if attribute(start, "text-position").is_some_and(|position| is_raised(&position)) => {
                    self.raised.insert(self.style.clone());
                }
                "span" => {
                    let style = attribute(start, "style-name");
                    self.spans.push(style.is_some_and(|style| self.raised.contains(&style)));
                }
                "p" if !self.is_in_note => {
                    if let Some(cell) = &mut self.cell {
                        if cell.paragraphs > 0 {
                            cell.words.push('\n');
                        }
                        cell.paragraphs += 1;
                    }
                }
                "s" | "tab" | "line-break" if !self.is_in_note => {
                    let count = attribute(start, "c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                    if let Some(cell) = self.cell.as_mut().filter(|cell| cell.words.len() < LONGEST_TEXT) {
                        cell.words.push_str(&" ".repeat(count.min(100)));
                    }
                }
                _ => {}
            },
            Seen::Words(words) if !self.is_in_note => {
                let is_open = |cell: &&mut OpenCell| cell.paragraphs > 0 && cell.words.len() < LONGEST_TEXT;
                if let Some(cell) = self.cell.as_mut().filter(is_open) {
                    match self.spans.contains(&true) {
                        true => cell.words.extend(words.chars().map(raised)),
                        false => cell.words.push_str(words),
                    }
                }
            }
            Seen::Close("span") => {
                self.spans.pop();
            }
            Seen::Close("annotation") => self.is_in_note = false,
            Seen::Close("table-cell" | "covered-table-cell") => {
                let Some(cell) = self.cell.take() else { return };
                let times = cell.times;
                if let Some(value) = cell.value() {
                    let last = self.column.saturating_add(times).min(MOST_COLUMNS);
                    self.cells.extend((self.column..last).map(|column| (column, value.clone())));
                }
                self.column = self.column.saturating_add(times);
            }
            Seen::Close("table-row") if !self.is_done && !self.cells.is_empty() => {
                self.is_done = rows.row(self.row, &self.cells).is_break();
            }
            _ => {}
        }
    }
}

impl OpenCell {
    fn of(start: &BytesStart) -> OpenCell {
        let of = |names: &[&str]| names.iter().find_map(|name| attribute(start, name));
        let times = attribute(start, "number-columns-repeated").and_then(|times| times.parse().ok()).unwrap_or(1);
        OpenCell {
            times,
            kind: attribute(start, "value-type").unwrap_or_default(),
            value: of(&["date-value", "boolean-value", "string-value", "value"]).unwrap_or_default(),
            has_formula: attribute(start, "formula").is_some(),
            words: String::new(),
            paragraphs: 0,
        }
    }

    fn value(self) -> Option<Value> {
        let text = |words: &str| (!words.trim().is_empty()).then(|| Value::Text(Arc::from(words)));
        let shown = match self.kind.as_str() {
            "percentage" => Shown::Percent,
            "float" | "currency" => Shown::Plain,
            "date" => {
                let day = self.value.get(..10).and_then(|day| day.parse().ok());
                return day.map(Value::Date).or_else(|| text(&self.value));
            }
            "boolean" => return Some(Value::Answer(self.value == "true")),
            "" if self.has_formula => return Some(Value::NoResult),
            _ if self.words.starts_with("Err:") || self.words.starts_with('#') => {
                return Some(Value::Error(Arc::from(self.words.as_str())));
            }
            _ if self.words.is_empty() => return text(&self.value),
            _ => return text(&self.words),
        };
        Value::number(&self.value).map(|number| Value::Number(number, shown)).or_else(|| text(&self.words))
    }
}
