//! A drawing for programs that draw charts themselves, such as Word: its figures, its axis and how its series look. What they make
//! of it differs by a hair from our own shapes, never in what it says.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{Drawing, Role, Series, columns};
use crate::model::ChartKind;

/// More figures than these beside columns or points would be written over each other.
const MOST_FIGURES: usize = 16;

/// A drawing that another program draws.
#[derive(Debug)]
pub struct Plotted<'d> {
    /// How it is drawn.
    pub form: Form,
    /// The lowest line, the highest, and how far the lines are apart.
    pub axis: (Decimal, Decimal, Decimal),
    /// `%` where the figures are shares, else nothing.
    pub tick_unit: &'d str,
    /// The unit that stands once beside the axis; empty where there is none.
    pub unit: &'d str,
    /// The names below or before the figures, each with what changed there.
    pub categories: Vec<Cow<'d, str>>,
    /// What is drawn, in order.
    pub series: Vec<PlottedSeries<'d>>,
    /// Whether each value has its figure beside it.
    pub has_figures: bool,
}

/// How a chart is drawn by a program that draws charts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Columns side by side.
    Columns,
    /// Bars, with the categories before them.
    Bars,
    /// Lines.
    Lines,
    /// Shares of a hundred, one above the other.
    StackedColumns,
    /// Shares of a hundred, one after the other, with the categories before them.
    StackedBars,
}

impl Form {
    /// Whether it lies down.
    pub fn lies(self) -> bool {
        matches!(self, Form::Bars | Form::StackedBars)
    }

    /// Whether values are parts of a whole.
    pub fn is_stacked(self) -> bool {
        matches!(self, Form::StackedColumns | Form::StackedBars)
    }
}

/// A row of figures that are drawn alike.
#[derive(Debug)]
pub struct PlottedSeries<'d> {
    /// What they are.
    pub name: &'d str,
    /// The number of its look.
    pub look: usize,
    /// Whether it is what is to be reached.
    pub is_target: bool,
    /// Whether it goes on from another, from where what is measured changed.
    pub goes_on: bool,
    /// A value for each category, where there is one.
    pub values: Vec<Option<Decimal>>,
}

impl Drawing<'_> {
    /// What a program needs that draws it itself; none where there is nothing to draw.
    pub fn plotted(&self) -> Option<Plotted<'_>> {
        let lies = self.lies();
        let form = match (self.kind, lies) {
            (ChartKind::Lines, _) => Form::Lines,
            (ChartKind::Shares, true) => Form::StackedBars,
            (ChartKind::Shares, false) => Form::StackedColumns,
            (_, true) => Form::Bars,
            (_, false) => Form::Columns,
        };
        let mut series = Vec::new();
        for ((own, look), values) in self.drawn().into_iter().zip(self.values()) {
            let parts = if form == Form::Lines { self.parts(&values) } else { vec![values] };
            series.extend(parts.into_iter().enumerate().map(|(number, values)| PlottedSeries {
                name: &own.name,
                look,
                is_target: false,
                goes_on: number > 0,
                values,
            }));
        }
        series.retain(|one| one.values.iter().any(Option::is_some));
        if series.is_empty() {
            return None;
        }
        let is_single = series.iter().all(|one| one.look == series[0].look);
        let count: usize = series.iter().map(|one| one.values.len()).sum();
        // Over bars that are parts of a whole no other program draws a line, and as a part of it a target would be wrong.
        let has_targets = |own: &&Series| own.has_values() && form != Form::StackedBars;
        series.extend(self.targets().filter(has_targets).map(|own| PlottedSeries {
            name: &own.name,
            look: 0,
            is_target: own.role == Role::Target,
            goes_on: false,
            values: self.padded(&own.values, super::axis::bounded),
        }));
        let has_figures = match form {
            Form::Bars => true,
            Form::Columns => count <= MOST_FIGURES,
            Form::Lines => is_single && self.categories.len() <= MOST_FIGURES,
            Form::StackedColumns | Form::StackedBars => self.categories.len() <= MOST_FIGURES,
        };
        Some(Plotted {
            form,
            axis: columns::axis_of(self).bounds(),
            tick_unit: self.tick_unit(),
            unit: self.unit_above(),
            categories: self.names_with_breaks(),
            series,
            has_figures,
        })
    }

    /// The values parted where what is measured changed.
    fn parts(&self, values: &[Option<Decimal>]) -> Vec<Vec<Option<Decimal>>> {
        let mut ends: Vec<usize> = self.breaks.iter().map(|place| place.before.min(values.len())).collect();
        ends.sort_unstable();
        ends.dedup();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let ends = ends.iter().copied().chain([values.len()]);
        let part = |(start, end): (usize, usize)| {
            let within = |(at, value): (usize, &Option<Decimal>)| value.filter(|_| (start..end).contains(&at));
            values.iter().enumerate().map(within).collect()
        };
        starts.zip(ends).map(part).collect()
    }

    fn names_with_breaks(&self) -> Vec<Cow<'_, str>> {
        let mut names: Vec<Cow<'_, str>> = self.categories.iter().map(|name| Cow::Borrowed(name.as_str())).collect();
        for place in &self.breaks {
            if let Some(name) = names.get_mut(place.before) {
                *name = Cow::Owned(format!("{name} ({})", place.words));
            }
        }
        names
    }
}
