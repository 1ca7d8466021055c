//! A table as CSV that a Swedish Excel reads as it is: semicolons, decimal commas, lines that end as on Windows, and a byte
//! order mark, without which letters such as å are taken for others.
//!
//! A text that would be taken for a formula begins with an apostrophe. Numbers and days never do.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::characters::begins_formula;
use crate::diagnostic::Language;
use crate::export::cell::{Cell, answer};
use crate::export::explain;
use crate::export::table::{Table, TableKind};
use crate::identity::shown;

/// The name of the file of a table.
pub fn file(kind: &TableKind, language: Language) -> String {
    format!("{}.csv", kind.file.get(language))
}

/// The name of the file that tells what the columns are.
pub fn file_of_explanation(language: Language) -> String {
    format!("{}.csv", explain::file(language))
}

/// Writes a table.
pub fn write(table: &Table, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let heads = table.heads(language).map(Cow::Borrowed).collect();
    let mut cells = Vec::new();
    let rows = (0..table.count()).map(|row| {
        table.cells(row, &mut cells);
        cells.drain(..).map(|cell| field(cell, language)).collect()
    });
    lines(std::iter::once(heads).chain(rows), out)
}

/// Writes what the columns of these tables are.
pub fn write_explanation(kinds: &[&'static TableKind], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let heads = explain::heads(language).map(str::to_owned);
    let rows = std::iter::once(heads).chain(explain::rows(kinds, language));
    lines(rows.map(|row| row.map(Cow::Owned).to_vec()), out)
}

fn lines<'c>(rows: impl Iterator<Item = Vec<Cow<'c, str>>>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out);
    for row in rows {
        let row = row.iter().map(|field| field.as_bytes());
        writer.write_record(row).map_err(io::Error::other)?;
    }
    writer.flush()
}

/// What stands in a field.
fn field(cell: Cell<'_>, language: Language) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => match shown(&text) {
            words if begins_formula(&words) => Cow::Owned(format!("'{words}")),
            Cow::Owned(masked) => Cow::Owned(masked),
            Cow::Borrowed(_) => text,
        },
        Cell::Word(word) => Cow::Borrowed(word.get(language)),
        Cell::Whole(number) => Cow::Owned(number.to_string()),
        Cell::Figure(number) => Cow::Owned(number.to_string().replace('.', ",")),
        Cell::Date(date) => Cow::Owned(date.to_string()),
        Cell::Answer(is_so) => Cow::Borrowed(answer(is_so).get(language)),
    }
}
