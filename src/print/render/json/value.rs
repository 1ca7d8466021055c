//! What cells hold and texts insert: figures with their exact numbers, dates, words; each with what is printed of it.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::number::print_decimal;
use crate::model::{Outcome, Quantity, Target, Unit};
use crate::print::view::Content;
use crate::resolve::inserts::Figure;

/// A value. `text` is how it is printed.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ValueShape<'l> {
    Text {
        text: Cow<'l, str>,
    },
    /// A number, or a range with its upper end, as a text of digits with a point: a number of JSON is read as a binary
    /// fraction by most programs, which no more tells 98.10 from 98.1 than it holds either exactly.
    Figure {
        text: String,
        number: String,
        upper: Option<String>,
        unit: Option<&'l str>,
    },
    Date {
        text: String,
        date: String,
    },
    /// Decided that there is no outcome.
    Missing {
        text: String,
    },
    /// A figure that is not exact: "ca 45".
    About {
        text: &'l str,
    },
    /// Who is to set the target.
    SetElsewhere {
        text: &'l str,
    },
    /// No figure where one should be.
    Unreadable {
        text: &'l str,
    },
}

impl<'l> ValueShape<'l> {
    /// The content of a cell; none where it is empty. `unit` is what the table's amounts are counted in.
    pub(super) fn of_content(content: &'l Content, unit: Option<Unit>) -> Option<ValueShape<'l>> {
        Some(match content {
            Content::Empty => return None,
            Content::Text(text) => ValueShape::Text { text: Cow::Borrowed(text) },
            Content::Target(target) => ValueShape::of_target(target),
            Content::Outcome(outcome) => ValueShape::of_outcome(outcome),
            Content::Movement(movement) => ValueShape::Text { text: Cow::Borrowed(&movement.words) },
            Content::Amount(amount) => ValueShape::Figure {
                text: print_decimal(*amount),
                number: number(*amount),
                upper: None,
                unit: unit.map(Unit::word),
            },
            Content::Date(date) => ValueShape::Date { text: content.print().into_owned(), date: date.to_string() },
        })
    }

    /// What a text inserts within a line.
    pub(super) fn of_figure(figure: &'l Figure) -> ValueShape<'l> {
        match figure {
            Figure::Outcome(outcome) => ValueShape::of_outcome(outcome),
            Figure::Target(target) => ValueShape::of_target(target),
        }
    }

    /// A number of things.
    pub(super) fn of_count(count: usize) -> ValueShape<'l> {
        ValueShape::Figure { text: count.to_string(), number: count.to_string(), upper: None, unit: None }
    }

    fn of_target(target: &'l Target) -> ValueShape<'l> {
        match target {
            Target::Quantity(quantity) => ValueShape::of_quantity(quantity, quantity.print()),
            Target::Bound(bound) => ValueShape::of_quantity(&bound.quantity, bound.words.clone()),
            Target::Trend(_, words) | Target::Words(words) => ValueShape::Text { text: Cow::Borrowed(words) },
            Target::SetElsewhere(text) => ValueShape::SetElsewhere { text },
            Target::Unreadable(text) => ValueShape::Unreadable { text },
        }
    }

    fn of_outcome(outcome: &'l Outcome) -> ValueShape<'l> {
        match outcome {
            Outcome::Figure(quantity) => ValueShape::of_quantity(quantity, quantity.print()),
            Outcome::Missing => ValueShape::Missing { text: outcome.print() },
            Outcome::About(text) => ValueShape::About { text },
            Outcome::Unreadable(text) => ValueShape::Unreadable { text },
        }
    }

    fn of_quantity(quantity: &'l Quantity, text: String) -> ValueShape<'l> {
        ValueShape::Figure {
            text,
            number: number(quantity.value),
            upper: quantity.upper.map(number),
            unit: Some(quantity.unit.as_str()).filter(|unit| !unit.is_empty()),
        }
    }
}

/// A number with all its decimals; nothing is never negative.
pub(super) fn number(number: Decimal) -> String {
    if number.is_zero() { number.abs() } else { number }.to_string()
}
