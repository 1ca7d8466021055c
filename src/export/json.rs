//! The tables as JSON: a list of rows under each table's name, with the columns' names. A change that could break a reader
//! raises the version.

use std::io::{self, Write};

use crate::export::cell::Cell;
use crate::export::source::Source;
use crate::export::table::TableKind;
use crate::identity::shown;

/// The version of the shape.
const VERSION: u8 = 1;

/// Writes the tables of these sorts, each row on a line of its own; what is empty is null. Gives how many rows there are.
pub fn write(source: &Source, kinds: &[&'static TableKind], out: &mut dyn Write) -> io::Result<usize> {
    write!(out, "{{\n  \"version\": {VERSION}")?;
    let mut count = 0;
    for kind in kinds {
        let tables = source.only(kind);
        let table = tables.one(kind);
        count += table.count();
        write!(out, ",\n  \"{}\": [", kind.id)?;
        let mut cells = Vec::new();
        let mut line = String::new();
        for row in 0..table.count() {
            table.cells(row, &mut cells);
            line.clear();
            line.push_str(if row == 0 { "\n    {" } else { ",\n    {" });
            for (number, (column, cell)) in kind.columns().zip(&cells).enumerate() {
                let comma = if number == 0 { "" } else { ", " };
                line.extend([comma, "\"", column.id, "\": "]);
                value(cell, &mut line);
            }
            line.push('}');
            out.write_all(line.as_bytes())?;
        }
        out.write_all(if table.count() == 0 { b"]" } else { b"\n  ]" })?;
    }
    out.write_all(b"\n}\n")?;
    Ok(count)
}

fn value(cell: &Cell, out: &mut String) {
    match cell {
        Cell::Empty => out.push_str("null"),
        Cell::Text(text) => out.push_str(&quoted(&shown(text))),
        Cell::Word(word) => out.push_str(&quoted(word.id)),
        Cell::Whole(number) => out.push_str(&number.to_string()),
        Cell::Figure(number) => out.push_str(&number.to_string()),
        Cell::Date(date) => out.push_str(&quoted(&date.to_string())),
        Cell::Answer(is_so) => out.push_str(if *is_so { "true" } else { "false" }),
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text can be written as JSON")
}
