//! Tidy tables of plans and their follow-ups, for spreadsheets and other programs: one row a thing, and in every row whose
//! it is.
//!
//! ```text
//! asked                   which plans
//!   │
//! source                  their tables, one at a time
//!   │
//! scene ── tables ────┐   a row of plain values for each thing
//!                     table   which columns there are, what they are called and what they hold: one list of each
//!                     ├─ explain      the same list as a table, for the sheet, the file and docs/
//!                     ├─ xlsx         a workbook with filters, dates and charts ── overview
//!                     ├─ csv          a file for each table, as a Swedish Excel reads it
//!                     └─ json         the rows under documented names
//! ```
//!
//! Nothing is evaluated here: targets, assessments and sums are those that pages and rules have.

pub mod asked;
pub mod cell;
pub mod csv;
pub mod explain;
pub mod json;
mod overview;
mod place;
mod scene;
pub mod source;
pub mod table;
pub mod tables;
mod text;
pub mod xlsx;

pub use self::tables::Tables;
