//! A row of a sheet as it is read, whatever the format.

use std::ops::ControlFlow;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::number::read_decimal;

/// What stands in a cell. An empty cell is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(Arc<str>),
    /// A number, and how it is shown.
    Number(Decimal, Shown),
    /// A day.
    Date(Date),
    /// Yes or no.
    Answer(bool),
    /// An error of the spreadsheet: `#DIV/0!`.
    Error(Arc<str>),
    /// A formula whose result was never saved.
    NoResult,
}

/// How a cell shows its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Plain,
    /// As it is, in the unit that the measure has: never a share for per cent.
    Measured,
    /// A hundred times as large, with a per cent sign: 0.98 as 98 %.
    Percent,
}

/// A cell: its column, counted from 0, and what stands in it.
pub type CellAt = (usize, Value);

/// Who takes the rows of a file as they are read.
pub trait Rows {
    /// A sheet begins.
    fn sheet(&mut self, name: &str);

    /// A row with something in it; `number` counts from 1. What breaks off needs no more rows of this sheet.
    fn row(&mut self, number: usize, cells: &[CellAt]) -> ControlFlow<()>;
}

/// More columns than this are not read: no table has as many.
pub const MOST_COLUMNS: usize = 256;

/// A text of a cell is read so far, in bytes: more than a spreadsheet program takes.
pub const LONGEST_TEXT: usize = 1 << 18;

impl Value {
    /// The words of a text, or a number as it is written.
    pub fn words(&self) -> String {
        match self {
            Value::Text(text) => text.trim().to_owned(),
            Value::Number(number, Shown::Plain | Shown::Measured) => number.normalize().to_string(),
            Value::Number(number, Shown::Percent) => format!("{} %", percent(*number).normalize()),
            Value::Date(date) => date.to_string(),
            Value::Answer(is_so) => if *is_so { "ja" } else { "nej" }.to_owned(),
            Value::Error(words) => words.to_string(),
            Value::NoResult => String::new(),
        }
    }

    /// A number of a file, from its digits; none of what is no number, or has more digits than can be kept.
    pub fn number(digits: &str) -> Option<Decimal> {
        let digits = digits.trim();
        Decimal::from_str_exact(digits).or_else(|_| Decimal::from_scientific(digits)).ok().or_else(|| {
            // A binary fraction may have more digits than it means.
            let nearest: f64 = digits.parse().ok()?;
            Decimal::try_from(nearest).ok()
        })
    }

    /// The number that is meant: of a text the one that it is.
    pub fn as_number(&self) -> Option<Decimal> {
        match self {
            Value::Number(number, Shown::Plain | Shown::Measured) => Some(*number),
            Value::Number(number, Shown::Percent) => Some(percent(*number)),
            Value::Text(text) => read_decimal(text),
            _ => None,
        }
    }
}

/// What a cell shows of a share.
fn percent(share: Decimal) -> Decimal {
    share.saturating_mul(Decimal::ONE_HUNDRED)
}
