//! The rows of CSV, in whatever dress a spreadsheet has saved it: semicolons, commas or tabs, UTF-8 or what Windows and Notepad
//! write.

use std::borrow::Cow;
use std::sync::Arc;

use csv::ReaderBuilder;

use crate::characters::begins_formula;
use crate::import::problem::Unread;
use crate::import::row::{CellAt, MOST_COLUMNS, Rows, Value};
use crate::read::workspace::encoding;

/// Reads the rows.
pub(super) fn read(bytes: &[u8], rows: &mut dyn Rows) -> Result<(), Unread> {
    let text: Cow<str> = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(encoding::guess(bytes).and_then(|guess| guess.text).ok_or(Unread::Encoding)?),
    };
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let count = |delimiter: &char| head.matches(*delimiter).count();
    let delimiter = [';', '\t', ','].into_iter().max_by_key(|delimiter| (count(delimiter), *delimiter == ';'));
    let mut reader = ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter.unwrap_or(';')).unwrap_or(b';'))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    // A quotation mark that is not closed makes the rest of the file one cell.
    let is_open = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    rows.sheet("");
    for (number, record) in reader.records().enumerate() {
        let record = record.map_err(|_| Unread::Broken)?;
        if is_open && record.iter().next_back().is_some_and(|field| field.contains('\n')) {
            let line =
                record.position().map_or(number + 1, |place| usize::try_from(place.line()).unwrap_or(number + 1));
            return Err(Unread::OpenQuote(line));
        }
        let cells: Vec<CellAt> = record
            .iter()
            .take(MOST_COLUMNS)
            .enumerate()
            .filter(|(_, field)| !field.trim().is_empty())
            .map(|(column, field)| (column, Value::Text(Arc::from(plain(field)))))
            .collect();
        if !cells.is_empty() && rows.row(number + 1, &cells).is_break() {
            break;
        }
    }
    Ok(())
}

/// A field without the apostrophe that keeps it from being a formula.
fn plain(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if begins_formula(rest) => rest,
        _ => field,
    }
}
