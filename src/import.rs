//! Outcomes, assessments and amounts out of a workbook back into the follow-ups: what a table says otherwise than the
//! follow-ups, as new texts of these.
//!
//! ```text
//! archive ─┬─ xlsx ─┐
//!          └─ ods ──┤                            rows as they are read, one after another
//!             csv ──┼─ row ── heads ── taken ─┐
//!             json ─┘                         │  beside the tables of an export: what differs, and may
//!                                             └─ edits   the bytes of the follow-ups that this changes
//! ```
//!
//! Kolada's answer (`kolada`) becomes such rows, by the ids of measures that indicators name.
//!
//! A table is known by its heads: those of [`crate::export`]. A row is found again by its id, its organisation, its year and its
//! occasion; what it says otherwise is taken in where it is an outcome, an assessment, a forecast or an amount, and told of where it
//! is anything else. Nothing is written here.

mod archive;
pub mod change;
mod csv;
pub mod current;
pub mod document;
pub mod edits;
mod heads;
mod json;
pub mod kolada;
mod ods;
pub mod problem;
pub mod row;
pub mod taken;
pub mod values;
mod xlsx;

use self::problem::Unread;
use self::row::Rows;

/// The formats that are read, by their extensions.
pub const FORMATS: [&str; 4] = ["xlsx", "csv", "ods", "json"];

/// Largest file that is read, in bytes. An export of a thousand units has some eighty million.
pub const LARGEST: u64 = 256 << 20;

/// Reads the rows of a file in a format.
///
/// Errors: why they cannot be read, or not all of them; those before it have been given.
pub fn read(format: &str, bytes: &[u8], rows: &mut dyn Rows) -> Result<(), Unread> {
    match format {
        "xlsx" => xlsx::read(bytes, rows),
        "ods" => ods::read(bytes, rows),
        "json" => json::read(bytes, rows),
        _ => csv::read(bytes, rows),
    }
}
