//! The figures of a chart as a workbook, which Word opens to edit them.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::print::chart::plotted::Plotted;

pub(super) const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The name of the sheet.
pub(super) const SHEET: &str = "Diagram";

/// The most letters of a cell.
const MOST_LETTERS: usize = 1_000;

/// The workbook: categories in the first column, a series in each of the others.
pub(super) fn write(plotted: &Plotted) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The date is fixed: what is written depends on the figures alone.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("vp").set_creation_datetime(&date));
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.set_column_width(0, 30)?;
    for (row, name) in (1..).zip(&plotted.categories) {
        sheet.write_string(row, 0, cut(name))?;
    }
    for (column, series) in (1..).zip(&plotted.series) {
        sheet.write_string(0, column, cut(series.name))?;
        for (row, value) in (1..).zip(&series.values) {
            if let Some(number) = value.and_then(|value| value.to_f64()) {
                sheet.write_number(row, column, number)?;
            }
        }
    }
    book.save_to_buffer()
}

/// Words as a cell holds them.
fn cut(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_control()).take(MOST_LETTERS).collect()
}

/// The name of a column, counted from 0.
pub(super) fn letters(column: usize) -> String {
    let (mut rest, mut letters) = (column + 1, String::new());
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters
}
