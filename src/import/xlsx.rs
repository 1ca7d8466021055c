//! The rows of a workbook of Excel, sheet by sheet and cell by cell: no sheet is in memory as a whole.
//!
//! How a number is shown is read too: 0.98 that is shown as 98 % is 98 per cent, and 46023 that is shown as a day is a day.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::characters::raised;
use crate::import::archive::{Archive, More, Seen, attribute, events};
use crate::import::problem::Unread;
use crate::import::row::{CellAt, LONGEST_TEXT, MOST_COLUMNS, Rows, Shown, Value};

/// Bytes of all texts that cells share, each counted with what keeps it.
const MOST_SHARED: usize = 128 << 20;

/// More sheets than these are not looked at.
const MOST_SHEETS: usize = 1_000;

/// What a number of a style is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Style {
    #[default]
    Plain,
    Percent,
    Date,
}

/// Reads the rows of every sheet.
pub(super) fn read(bytes: &[u8], rows: &mut dyn Rows) -> Result<(), Unread> {
    let mut archive = Archive::open(bytes)?;
    let book = sheets(&mut archive)?;
    let styles = styles(&mut archive)?;
    let shared = shared(&mut archive)?;
    for (name, path) in book.sheets.iter().take(MOST_SHEETS) {
        let Some(part) = archive.part(path)? else { continue };
        rows.sheet(name);
        let mut sheet =
            Sheet { styles: &styles, shared: &shared, counts_from_1904: book.counts_from_1904, ..Sheet::default() };
        events(part, |seen| sheet.take(seen, rows))?;
    }
    Ok(())
}

/// The sheets in their order, each with its part; and from when days are counted.
#[derive(Default)]
struct Book {
    sheets: Vec<(String, String)>,
    counts_from_1904: bool,
}

fn sheets(archive: &mut Archive) -> Result<Book, Unread> {
    let mut targets: HashMap<String, String> = HashMap::new();
    if let Some(part) = archive.part("xl/_rels/workbook.xml.rels")? {
        events(part, |seen| {
            if let Seen::Open(start) = seen
                && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
            {
                targets.insert(id, target);
            }
            Ok(More::Yes)
        })?;
    }
    let mut book = Book::default();
    let part = archive.part("xl/workbook.xml")?.ok_or(Unread::NotThis)?;
    events(part, |seen| {
        if let Seen::Open(start) = seen {
            match start.local_name().as_ref() {
                "workbookPr" => {
                    book.counts_from_1904 = attribute(start, "date1904").is_some_and(|is| is == "1" || is == "true");
                }
                "sheet" => {
                    let (name, id) = (attribute(start, "name"), attribute(start, "id"));
                    if let (Some(name), Some(target)) = (name, id.and_then(|id| targets.get(&id))) {
                        let path = match target.strip_prefix('/') {
                            Some(path) => path.to_owned(),
                            None => format!("xl/{target}"),
                        };
                        book.sheets.push((name, path));
                    }
                }
                _ => {}
            }
        }
        Ok(More::Yes)
    })?;
    Ok(book)
}

/// What the number of each style is.
fn styles(archive: &mut Archive) -> Result<Vec<Style>, Unread> {
    let Some(part) = archive.part("xl/styles.xml")? else { return Ok(Vec::new()) };
    let mut own: HashMap<String, Style> = HashMap::new();
    let mut styles = Vec::new();
    let mut is_in_cells = false;
    events(part, |seen| {
        match seen {
            Seen::Open(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (attribute(start, "numFmtId"), attribute(start, "formatCode")) {
                        own.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => is_in_cells = true,
                "xf" if is_in_cells => {
                    let id = attribute(start, "numFmtId").unwrap_or_default();
                    styles.push(own.get(&id).copied().unwrap_or_else(|| built_in(&id)));
                }
                _ => {}
            },
            Seen::Close("cellXfs") => return Ok(More::No),
            _ => {}
        }
        Ok(More::Yes)
    })?;
    Ok(styles)
}

/// The styles that have numbers of their own in every workbook.
fn built_in(id: &str) -> Style {
    match id.parse::<u32>() {
        Ok(9 | 10) => Style::Percent,
        Ok(14..=17 | 22 | 27..=31 | 36 | 50..=58) => Style::Date,
        _ => Style::Plain,
    }
}

/// What a number that is shown by a code is: words in quotation marks and in brackets say nothing of it.
fn of_code(code: &str) -> Style {
    let mut plain = String::new();
    let (mut is_quoted, mut in_brackets, mut letters) = (false, false, code.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '\\' | '_' | '*' if !is_quoted => _ = letters.next(),
            '[' if !is_quoted => in_brackets = true,
            ']' if !is_quoted => in_brackets = false,
            letter if !is_quoted && !in_brackets => plain.push(letter.to_ascii_lowercase()),
            _ => {}
        }
    }
    // Of several parts the first is that of numbers above nothing.
    let first = plain.split(';').next().unwrap_or_default();
    match first {
        code if code.contains('%') => Style::Percent,
        code if code.contains(['y', 'd']) => Style::Date,
        _ => Style::Plain,
    }
}

/// The texts that cells share.
fn shared(archive: &mut Archive) -> Result<Vec<Arc<str>>, Unread> {
    let Some(part) = archive.part("xl/sharedStrings.xml")? else { return Ok(Vec::new()) };
    let mut shared = Vec::new();
    let (mut text, mut size) = (Text::default(), 0);
    events(part, |seen| {
        if text.take(&seen) {
            let words = text.finish();
            size += words.len() + size_of::<Arc<str>>() + 2 * size_of::<usize>();
            if size > MOST_SHARED {
                return Err(Unread::TooLarge);
            }
            shared.push(words);
        }
        Ok(More::Yes)
    })?;
    Ok(shared)
}

/// A text in pieces: those of its reading aid are no words of it.
#[derive(Default)]
struct Text {
    words: String,
    is_in_text: bool,
    is_in_aid: bool,
    /// Whether the piece is raised: its digits are the sign of a note, and none of the figure before them.
    is_raised: bool,
}

impl Text {
    /// Takes what belongs to it; true where it ends.
    fn take(&mut self, seen: &Seen) -> bool {
        match seen {
            Seen::Open(start) => match start.local_name().as_ref() {
                "t" => self.is_in_text = true,
                "rPh" => self.is_in_aid = true,
                "r" => self.is_raised = false,
                "vertAlign" => self.is_raised = attribute(start, "val").as_deref() == Some("superscript"),
                _ => {}
            },
            Seen::Close("t") => self.is_in_text = false,
            Seen::Close("rPh") => self.is_in_aid = false,
            Seen::Close("si" | "is") => {
                self.is_raised = false;
                return true;
            }
            Seen::Words(words) if self.is_in_text && !self.is_in_aid && self.words.len() < LONGEST_TEXT => {
                match self.is_raised {
                    true => self.words.extend(words.chars().map(raised)),
                    false => self.words.push_str(words),
                }
            }
            _ => {}
        }
        false
    }

    fn finish(&mut self) -> Arc<str> {
        Arc::from(unescaped(&std::mem::take(&mut self.words)).as_str())
    }
}

/// Excel writes characters that XML has not as `_x0007_`, and such words themselves as `_x005F_x0007_`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let letter = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (kept, next) = match letter {
            Some(letter) => (letter.to_string(), at + 7),
            None => ("_x".to_owned(), at + 2),
        };
        out.push_str(&rest[..at]);
        out.push_str(&kept);
        rest = &rest[next..];
    }
    out + rest
}

/// The number of 31 December 9999.
const LAST_DAY: i64 = 2_958_465;

/// A sheet as it is read.
#[derive(Default)]
struct Sheet<'b> {
    styles: &'b [Style],
    shared: &'b [Arc<str>],
    counts_from_1904: bool,
    row: usize,
    cells: Vec<CellAt>,
    /// The column after the last one.
    column: usize,
    at: usize,
    kind: String,
    style: Style,
    value: Option<String>,
    has_formula: bool,
    is_in_value: bool,
    text: Text,
}

impl Sheet<'_> {
    fn take(&mut self, seen: Seen, rows: &mut dyn Rows) -> Result<More, Unread> {
        if self.kind == "inlineStr" && self.text.take(&seen) {
            self.value = Some(String::new());
        }
        match seen {
            Seen::Open(start) => match start.local_name().as_ref() {
                "row" => {
                    let number = attribute(start, "r").and_then(|number| number.parse().ok());
                    self.row = number.unwrap_or(self.row + 1);
                    self.column = 0;
                    self.cells.clear();
                }
                "c" => {
                    self.at = attribute(start, "r").and_then(|name| column(&name)).unwrap_or(self.column);
                    self.column = self.at.saturating_add(1);
                    self.kind = attribute(start, "t").unwrap_or_default();
                    let style = attribute(start, "s").and_then(|style| style.parse::<usize>().ok());
                    self.style = style.and_then(|style| self.styles.get(style)).copied().unwrap_or_default();
                    (self.value, self.has_formula) = (None, false);
                }
                "f" => self.has_formula = true,
                "v" => {
                    self.is_in_value = true;
                    self.value = Some(String::new());
                }
                _ => {}
            },
            Seen::Words(words) if self.is_in_value => {
                if let Some(value) = self.value.as_mut().filter(|value| value.len() < LONGEST_TEXT) {
                    value.push_str(words);
                }
            }
            Seen::Close("v") => self.is_in_value = false,
            Seen::Close("c") => {
                if self.at < MOST_COLUMNS
                    && self.cells.len() < MOST_COLUMNS
                    && let Some(value) = self.cell()
                {
                    self.cells.push((self.at, value));
                }
                self.kind.clear();
            }
            Seen::Close("row") if !self.cells.is_empty() && rows.row(self.row, &self.cells).is_break() => {
                return Ok(More::No);
            }
            Seen::Close("sheetData") => return Ok(More::No),
            _ => {}
        }
        Ok(More::Yes)
    }

    fn cell(&mut self) -> Option<Value> {
        let Some(written) = self.value.take().filter(|value| !value.is_empty() || self.kind == "inlineStr") else {
            return self.has_formula.then_some(Value::NoResult);
        };
        let text = |words: Arc<str>| (!words.trim().is_empty()).then_some(Value::Text(words));
        match self.kind.as_str() {
            "s" => text(Arc::clone(self.shared.get(written.trim().parse::<usize>().ok()?)?)),
            "inlineStr" => text(self.text.finish()),
            "str" => text(Arc::from(unescaped(&written).as_str())),
            "b" => Some(Value::Answer(written.trim() == "1")),
            "e" => Some(Value::Error(Arc::from(written.as_str()))),
            "d" => match written.get(..10).and_then(|day| day.parse().ok()) {
                Some(day) => Some(Value::Date(day)),
                None => text(Arc::from(written.as_str())),
            },
            _ => {
                let Some(number) = Value::number(&written) else { return text(Arc::from(written.as_str())) };
                let day = || (self.style == Style::Date).then(|| self.day(number)).flatten();
                Some(match self.style {
                    Style::Percent => Value::Number(number, Shown::Percent),
                    _ => day().map_or(Value::Number(number, Shown::Plain), Value::Date),
                })
            }
        }
    }

    /// The day of a number. In the calendar from 1900 there is a 29 February 1900 that never was.
    fn day(&self, number: Decimal) -> Option<Date> {
        let days = number.trunc().to_i64().filter(|days| (0..=LAST_DAY).contains(days))?;
        let first = match self.counts_from_1904 {
            true => date(1904, 1, 1),
            false if days < 60 => date(1899, 12, 31),
            false => date(1899, 12, 30),
        };
        first.checked_add(days.days()).ok().filter(|day| (1900..=9999).contains(&day.year()))
    }
}

/// The column of a cell's name, from 0: 3 of `D12`.
fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(8).fold(0_usize, |number, letter| {
        number.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_tells_percent_and_days_by_what_stands_outside_of_words() {
        for (code, style) in [
            ("0.00%", Style::Percent),
            ("yyyy-mm-dd", Style::Date),
            ("d/m;@", Style::Date),
            ("#,##0", Style::Plain),
            ("0.0\" % av dagar\"", Style::Plain),
            ("[Red]0", Style::Plain),
            ("0\\%", Style::Plain),
            ("General", Style::Plain),
        ] {
            assert_eq!(of_code(code), style, "{code}");
        }
    }

    #[test]
    fn days_are_counted_as_excel_counts_them() {
        let day = |number: i64, counts_from_1904| {
            Sheet { counts_from_1904, ..Sheet::default() }.day(Decimal::from(number)).map(|day| day.to_string())
        };
        for (number, expected) in [(1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (46_387, "2026-12-31")] {
            assert_eq!(day(number, false).as_deref(), Some(expected));
        }
        assert_eq!(day(0, true).as_deref(), Some("1904-01-01"));
        assert_eq!(day(i64::MAX, false), None);
    }

    #[test]
    fn words_of_excels_own_are_read() {
        assert_eq!(unescaped("a_x0007_b_x005F_x0041__xZZZZ_å_x"), "a\u{7}b_x0041__xZZZZ_å_x");
        assert_eq!((column("A1"), column("XFD1"), column("12"), column("D")), (Some(0), Some(16_383), None, Some(3)));
    }
}
