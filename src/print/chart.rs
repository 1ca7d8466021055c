//! Charts: figures drawn as SVG with attributes alone, so that a page, a Word file and a PDF can show the same drawing.
//!
//! A [`Drawing`] is first laid out as shapes and then written; both depend on the figures and on nothing else.

mod axis;
mod bars;
mod columns;
mod describe;
pub mod ink;
mod legend;
mod measure;
pub mod plotted;
mod shapes;
mod spark;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use rust_decimal::Decimal;

use self::shapes::Picture;
use crate::model::ChartKind;

pub use self::spark::spark;

/// Figures to be drawn.
#[derive(Clone, Debug)]
pub struct Drawing<'a> {
    /// How they are drawn.
    pub kind: ChartKind,
    /// What it is a chart of.
    pub title: Cow<'a, str>,
    /// What the figures are counted in; empty where they are bare numbers.
    pub unit: String,
    /// What each series has a value for: years, occasions, organisations.
    pub categories: Vec<String>,
    /// What is drawn, in order.
    pub series: Vec<Series<'a>>,
    /// Where what is measured changed, so that no line is drawn over it.
    pub breaks: Vec<Break<'a>>,
}

/// A place where what is measured changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break<'a> {
    /// The number of the first category after it.
    pub before: usize,
    /// What changed, in a word or two.
    pub words: Cow<'a, str>,
}

/// A row of figures that are drawn alike.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    /// What they are.
    pub name: Cow<'a, str>,
    /// Their part in the chart, which decides how they look.
    pub role: Role,
    /// A value for each category, where there is one.
    pub values: Vec<Option<Decimal>>,
}

impl Series<'_> {
    /// Whether any value of it is known.
    pub fn has_values(&self) -> bool {
        self.values.iter().any(Option::is_some)
    }
}

/// The part that figures have in a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Outcomes.
    Outcome,
    /// Outcomes for women.
    Women,
    /// Outcomes for men.
    Men,
    /// Targets.
    Target,
    /// Costs.
    Costs,
    /// Income.
    Income,
    /// A budget.
    Budget,
    /// Figures of a chart's own.
    Own,
}

impl Role {
    /// A name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Role::Outcome => "outcome",
            Role::Women => "outcome_women",
            Role::Men => "outcome_men",
            Role::Target => "target",
            Role::Costs => "costs",
            Role::Income => "income",
            Role::Budget => "budget",
            Role::Own => "own",
        }
    }
}

impl Drawing<'_> {
    /// The drawing as SVG that stands alone. Every id in it begins with `id`, which no other drawing of the page has.
    pub fn svg(&self, id: &str) -> String {
        self.picture().svg(id)
    }

    /// The figures in words, for those who do not see the drawing: "Utfall: 2022 88 %, 2023 91 %. Årsmål: …".
    pub fn description(&self) -> String {
        describe::describe(self)
    }

    /// The shapes.
    fn picture(&self) -> Picture {
        let lies = self.lies();
        let mut picture = Picture { title: self.title.to_string(), description: self.description(), ..Picture::new() };
        match lies {
            true => bars::draw(self, &mut picture),
            false => columns::draw(self, &mut picture),
        }
        legend::draw(self, &mut picture);
        picture
    }

    /// Whether it lies down: bars, and what has names too long to stand below columns.
    fn lies(&self) -> bool {
        match self.kind {
            ChartKind::Bars => true,
            ChartKind::Lines => false,
            ChartKind::Columns | ChartKind::Shares => !columns::has_room(self),
        }
    }

    /// What is drawn as columns, bars or lines, with how each looks.
    fn drawn(&self) -> Vec<(&Series<'_>, usize)> {
        let drawn = self.series.iter().enumerate().filter(|(_, series)| series.role != Role::Target);
        drawn.map(|(number, series)| (series, ink::of(series.role, number))).collect()
    }

    /// What is to be reached.
    fn targets(&self) -> impl Iterator<Item = &Series<'_>> {
        self.series.iter().filter(|series| series.role == Role::Target)
    }

    /// Each series' values as they are drawn: shares of a whole are parts of a hundred.
    fn values(&self) -> Vec<Vec<Option<Decimal>>> {
        let drawn = self.drawn();
        if self.kind != ChartKind::Shares {
            return drawn.iter().map(|(series, _)| self.padded(&series.values, axis::bounded)).collect();
        }
        // What is below nothing is no share of anything.
        let share = |value: Decimal| axis::bounded(value).max(Decimal::ZERO);
        let values: Vec<Vec<Option<Decimal>>> =
            drawn.iter().map(|(series, _)| self.padded(&series.values, share)).collect();
        let whole =
            |at: usize| values.iter().filter_map(|values| values[at]).fold(Decimal::ZERO, Decimal::saturating_add);
        let wholes: Vec<Decimal> = (0..self.categories.len()).map(whole).collect();
        let of_hundred = |at: usize, value: Decimal| {
            let part = value.checked_div(wholes[at]).unwrap_or_default();
            part * Decimal::ONE_HUNDRED
        };
        let shares = values
            .iter()
            .map(|values| values.iter().enumerate().map(|(at, value)| Some(of_hundred(at, (*value)?))).collect());
        shares.collect()
    }

    /// A value for each category.
    fn padded(&self, values: &[Option<Decimal>], of: impl Fn(Decimal) -> Decimal) -> Vec<Option<Decimal>> {
        let all = values.iter().copied().chain(std::iter::repeat(None));
        all.take(self.categories.len()).map(|value| value.map(&of)).collect()
    }

    /// What stands at the lines across: `%` where the figures are shares, else nothing, for the unit stands once above them.
    fn tick_unit(&self) -> &str {
        if self.kind == ChartKind::Shares || self.unit == "%" { "%" } else { "" }
    }

    /// The unit that stands above the figures.
    fn unit_above(&self) -> &str {
        if self.tick_unit().is_empty() { &self.unit } else { "" }
    }
}
