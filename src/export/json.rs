//! The tables as JSON: a list of rows under each table's name, with the columns' names. A change that could break a reader
//! raises the version.

use crate::export::cell::Cell;
use crate::export::table::Table;
use crate::identity::shown;

/// The version of the shape.
const VERSION: u8 = 1;

/// Tables, each row on a line of its own. What is empty is null.
pub fn write(tables: &[Table]) -> String {
    let mut out = format!("{{\n  \"version\": {VERSION}");
    for table in tables {
        out.push_str(&format!(",\n  \"{}\": [", table.kind.id));
        let mut cells = Vec::new();
        for row in 0..table.count() {
            table.cells(row, &mut cells);
            out.push_str(if row == 0 { "\n    {" } else { ",\n    {" });
            for (number, (column, cell)) in table.kind.columns().zip(&cells).enumerate() {
                let comma = if number == 0 { "" } else { ", " };
                out.push_str(&format!("{comma}\"{}\": ", column.id));
                value(cell, &mut out);
            }
            out.push('}');
        }
        out.push_str(if table.count() == 0 { "]" } else { "\n  ]" });
    }
    out.push_str("\n}\n");
    out
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
