//! A table as CSV that a Swedish Excel reads as it is: semicolons, decimal commas, lines that end as on Windows, and a byte
//! order mark, without which letters such as å are taken for others.
//!
//! A text that would be taken for a formula begins with an apostrophe. Numbers and days never do.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use crate::characters::begins_formula;
use crate::diagnostic::Language;
use crate::export::cell::{Cell, answer};
use crate::export::explain;
use crate::export::table::Table;
use crate::identity::shown;

/// The name of the file of each table with what is in it, one after another; last what the columns are.
pub fn files(tables: &[Table], language: Language) -> impl Iterator<Item = (String, Vec<u8>)> {
    let of = move |table: &Table| (format!("{}.csv", table.kind.file.get(language)), write(table, language));
    let explanation = move || {
        let kinds: Vec<_> = tables.iter().map(|table| table.kind).collect();
        let heads = explain::heads(language).map(str::to_owned);
        let rows = std::iter::once(heads).chain(explain::rows(&kinds, language));
        let rows = rows.map(|row| row.map(Cow::Owned).to_vec());
        (format!("{}.csv", explain::file(language)), lines(rows))
    };
    tables.iter().map(of).chain(std::iter::once_with(explanation))
}

/// A table.
pub fn write(table: &Table, language: Language) -> Vec<u8> {
    let heads = table.heads(language).map(Cow::Borrowed).collect();
    let mut cells = Vec::new();
    let rows = (0..table.count()).map(|row| {
        table.cells(row, &mut cells);
        cells.drain(..).map(|cell| field(cell, language)).collect()
    });
    lines(std::iter::once(heads).chain(rows))
}

fn lines<'c>(rows: impl Iterator<Item = Vec<Cow<'c, str>>>) -> Vec<u8> {
    let mut writer =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        let row = row.iter().map(|field| field.as_bytes());
        writer.write_record(row).expect("rows of a table have as many cells as its head, and memory takes them");
    }
    writer.into_inner().expect("memory takes what is written to it")
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
