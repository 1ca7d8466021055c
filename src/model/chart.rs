//! A chart that a document draws of figures of its own.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{At, Quantity};
use crate::source::Span;

/// How figures are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartKind {
    /// Columns, those of several series side by side.
    #[default]
    Columns,
    /// Columns that lie down, for categories with long names.
    Bars,
    /// A line for each series, over time.
    Lines,
    /// The shares of a whole: each category is a column of a hundred per cent.
    Shares,
}

impl ChartKind {
    /// Every kind, in the order of the format reference.
    pub const ALL: [ChartKind; 4] = [ChartKind::Columns, ChartKind::Bars, ChartKind::Lines, ChartKind::Shares];

    /// A name for programs.
    pub fn name(self) -> &'static str {
        match self {
            ChartKind::Columns => "columns",
            ChartKind::Bars => "bars",
            ChartKind::Lines => "lines",
            ChartKind::Shares => "shares",
        }
    }
}

/// A chart with figures of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnChart {
    /// The place of its keys.
    pub span: Span,
    /// What inserts name it by.
    pub id: At<String>,
    /// What it is a chart of.
    pub title: Option<At<String>>,
    /// How it is drawn.
    pub kind: ChartKind,
    /// What its figures are counted in.
    pub unit: Option<At<String>>,
    /// Where the figures come from.
    pub origin: Option<At<String>>,
    /// What each series has a value for, in order.
    pub categories: Vec<At<String>>,
    /// The series, in order.
    pub series: Vec<OwnSeries>,
    /// What is to be reached: one value for all categories, or one for each.
    pub targets: Vec<At<String>>,
}

/// A series of an own chart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnSeries {
    /// The place of its keys.
    pub span: Span,
    /// What its values are.
    pub name: At<String>,
    /// The values as written, in the order of the categories.
    pub values: Vec<At<String>>,
}

/// A value of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartValue {
    /// A number.
    Number(Decimal),
    /// Nothing is known there: `–`, `saknas`.
    Missing,
}

impl ChartValue {
    /// Reads a value as written, with or without the chart's unit; `None` for what is no single number.
    pub fn read(written: &str, unit: &str) -> Option<ChartValue> {
        let written = written.trim();
        if written.is_empty() || ["-", "–", "—"].contains(&written) || written.to_lowercase() == "saknas" {
            return Some(ChartValue::Missing);
        }
        let quantity = Quantity::read(written).filter(|quantity| quantity.upper.is_none())?;
        let of_chart = Quantity { value: quantity.value, upper: None, unit: unit.to_owned() };
        (quantity.unit.is_empty() || quantity.same_unit(&of_chart)).then_some(ChartValue::Number(quantity.value))
    }

    /// The number, where it is one.
    pub fn number(self) -> Option<Decimal> {
        match self {
            ChartValue::Number(number) => Some(number),
            ChartValue::Missing => None,
        }
    }
}

impl OwnChart {
    /// The unit; empty where the figures are bare numbers.
    pub fn unit(&self) -> &str {
        self.unit.as_ref().map_or("", At::as_str)
    }

    /// The numbers of some values, one for each category; what is no number, or is missing at the end, is none.
    pub fn numbers(&self, values: &[At<String>]) -> Vec<Option<Decimal>> {
        let number = |value: &At<String>| ChartValue::read(value.as_str(), self.unit())?.number();
        let written = values.iter().map(number).chain(std::iter::repeat(None));
        written.take(self.categories.len()).collect()
    }

    /// All of it on one line: "Nöjda barn (%): Flickor: 2023 71, 2024 74. Årsmål: 75."
    pub fn in_words(&self) -> String {
        let title = self.title.as_ref().unwrap_or(&self.id).as_str();
        let unit = if self.unit().is_empty() { String::new() } else { format!(" ({})", self.unit()) };
        let mut words = format!("{title}{unit}:");
        for series in &self.series {
            let values = series.values.iter().enumerate().map(|(number, value)| {
                let category = self.categories.get(number).map_or("", At::as_str);
                format!("{category} {}", value.as_str())
            });
            words.push_str(&format!(" {}: {}.", series.name.as_str(), values.collect::<Vec<_>>().join(", ")));
        }
        if !self.targets.is_empty() {
            let targets: Vec<&str> = self.targets.iter().map(At::as_str).collect();
            words.push_str(&format!(" Årsmål: {}.", targets.join(", ")));
        }
        words.extend(self.origin.iter().map(|origin| format!(" Källa: {}.", origin.as_str())));
        words
    }

    /// The target of each category.
    pub fn target_numbers(&self) -> Vec<Option<Decimal>> {
        match &self.targets[..] {
            [one] => {
                let number = ChartValue::read(one.as_str(), self.unit()).and_then(ChartValue::number);
                vec![number; self.categories.len()]
            }
            several => self.numbers(several),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_a_number_in_the_unit_of_the_chart() {
        let number = |written: &str, unit: &str| ChartValue::read(written, unit).map(ChartValue::number);
        let decimal = |text: &str| text.parse::<Decimal>().expect("it is a number");
        assert_eq!(number("1 234,5", "kr"), Some(Some(decimal("1234.5"))));
        assert_eq!(number("45 %", "procent"), Some(Some(decimal("45"))));
        assert_eq!(number("−3", ""), Some(Some(decimal("-3"))));
        assert_eq!(number("–", "kr"), Some(None));
        assert_eq!(number("Saknas", "kr"), Some(None));
        assert_eq!(number("45 %", "kr"), None);
        assert_eq!(number("20–25", "kr"), None);
        assert_eq!(number("ca 20", ""), None);
    }
}
