//! The tables of today, which the rows of a file are held against.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::export::Tables;
use crate::export::cell::Cell;
use crate::export::table::Table;
use crate::import::heads::KINDS;
use crate::resolve::names::plain_name;

/// The tables of today, and their rows by id.
pub struct Current<'t> {
    /// In the order of [`KINDS`].
    pub(super) tables: [Table<'t>; 3],
    pub(super) by_id: [HashMap<String, Vec<usize>>; 3],
    /// What is planned: indicators, and goals.
    pub(super) planned: [Table<'t>; 2],
}

impl<'t> Current<'t> {
    /// Those of an export.
    pub fn of(tables: &'t Tables<'t>) -> Current<'t> {
        let all = tables.all();
        let find = |id: &str| all.into_iter().find(|table| table.kind.id == id).unwrap_or(all[0]);
        let tables = [0, 1, 2].map(|number: usize| find(KINDS[number].kind.id));
        let by_id = [0, 1, 2].map(|number: usize| {
            let mut by_id: HashMap<String, Vec<usize>> = HashMap::new();
            let place = KINDS[number].kind.position(KINDS[number].id).unwrap_or_default();
            let organisation = KINDS[number].kind.position("organisation");
            let mut cells = Vec::new();
            for row in 0..tables[number].count() {
                tables[number].cells(row, &mut cells);
                let id = plain_name(&words(&cells[place]));
                let organisation = organisation.and_then(|place| cells.get(place)).map(|cell| plain_name(&words(cell)));
                by_id.entry(of_organisation(&id, &organisation.unwrap_or_default())).or_default().push(row);
                by_id.entry(id).or_default().push(row);
            }
            by_id
        });
        Current { tables, by_id, planned: [find("indicators"), find("goals")] }
    }
}

/// The name of an id among those of an organisation: an indicator of the council's has rows in the plans of all.
pub(super) fn of_organisation(id: &str, organisation: &str) -> String {
    format!("{id}\n{organisation}")
}

/// The words of a cell that names something.
pub(super) fn words<'c>(cell: &'c Cell) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Whole(number) => Cow::Owned(number.to_string()),
        _ => Cow::Borrowed(""),
    }
}
