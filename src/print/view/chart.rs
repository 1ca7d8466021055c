//! A chart: figures drawn, and the table that gives the same figures in words.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{Cell, Column, ColumnKind, Content, Table, TableKind, TableRow, ViewContext};
use crate::model::{Outcome, Quantity, Target};
use crate::resolve::inserts::{Trend, TrendYear};

pub use crate::resolve::inserts::ChartKind;

/// A chart.
#[derive(Clone, Debug)]
pub struct Chart<'a> {
    /// How it is drawn.
    pub kind: ChartKind,
    /// What it is a chart of.
    pub title: Cow<'a, str>,
    /// What the figures are counted in; empty where they are bare numbers.
    pub unit: String,
    /// What stands below the drawing, from left to right: the years.
    pub categories: Vec<String>,
    /// What is drawn, as many values as there are categories.
    pub series: Vec<Series<'a>>,
    /// The same figures.
    pub table: Table<'a>,
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
}

impl Role {
    /// A name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Role::Outcome => "outcome",
            Role::Women => "outcome_women",
            Role::Men => "outcome_men",
            Role::Target => "target",
        }
    }
}

/// The chart of an indicator through the years. What is counted in another unit than the latest outcome, or is no
/// single number, stands in the table alone.
pub(super) fn of_trend<'a>(scene: &ViewContext<'a>, trend: &Trend) -> Chart<'a> {
    let labels = scene.labels;
    let latest = trend.years.iter().rev().find_map(|year| year.outcome.as_ref()?.quantity());
    let unit = latest.map_or_else(String::new, |latest| latest.unit.clone());
    let value = |quantity: &Quantity| latest.is_some_and(|latest| quantity.same_unit(latest)).then_some(quantity.value);
    let of_outcome = |outcome: &Option<Outcome>| outcome.as_ref().and_then(Outcome::quantity).and_then(value);
    let of_target = |target: &Option<Target>| target.as_ref().and_then(Target::quantity).and_then(value);
    let series = |name: &'a str, role: Role, of: &dyn Fn(&TrendYear) -> Option<Decimal>| {
        let values: Vec<Option<Decimal>> = trend.years.iter().map(of).collect();
        values.iter().any(Option::is_some).then_some(Series { name: Cow::Borrowed(name), role, values })
    };
    let all = series(&labels.outcome_of, Role::Outcome, &|year| of_outcome(&year.outcome));
    let women = series(&labels.outcome_women, Role::Women, &|year| of_outcome(&year.women));
    let men = series(&labels.outcome_men, Role::Men, &|year| of_outcome(&year.men));
    let target = series(&labels.target, Role::Target, &|year| of_target(&year.target));
    let drawn = match trend.kind {
        ChartKind::Lines => vec![all, target],
        ChartKind::Columns if women.is_some() || men.is_some() => vec![women, men, target],
        ChartKind::Columns => vec![all, target],
    };
    let name = scene.resolved.indicator(trend.item).name.as_str();
    Chart {
        kind: trend.kind,
        title: Cow::Borrowed(name),
        unit,
        categories: trend.years.iter().map(|year| year.year.to_string()).collect(),
        series: drawn.into_iter().flatten().collect(),
        table: table(scene, trend, name),
    }
}

/// År | Utfall | Utfall kvinnor/flickor | Utfall män/pojkar | Årsmål; a column that no year needs is left out.
fn table<'a>(scene: &ViewContext<'a>, trend: &Trend, name: &str) -> Table<'a> {
    let labels = scene.labels;
    let outcome = |outcome: &Option<Outcome>| {
        Cell::plain(outcome.clone().map_or(Content::Empty, |outcome| Content::Outcome(Cow::Owned(outcome))))
    };
    let mut columns = vec![
        Column { label: labels.word("år"), kind: ColumnKind::Name },
        Column::of(&labels.outcome_of, ColumnKind::Outcome),
        Column::of(&labels.outcome_women, ColumnKind::OutcomeWomen),
        Column::of(&labels.outcome_men, ColumnKind::OutcomeMen),
        Column::of(&labels.target, ColumnKind::Target),
    ];
    let cells = |year: &TrendYear| {
        let target = year.target.as_ref().map_or(Content::Empty, |target| Content::Text(Cow::Owned(target.print())));
        let name = Cell::plain(Content::Text(Cow::Owned(year.year.to_string())));
        vec![name, outcome(&year.outcome), outcome(&year.women), outcome(&year.men), Cell::plain(target)]
    };
    let mut rows: Vec<Vec<Cell>> = trend.years.iter().map(cells).collect();
    super::empty::drop_empty_columns(&mut columns, &mut rows);
    Table {
        kind: TableKind::Trend,
        caption: name.to_owned(),
        caption_shown: false,
        unit: None,
        columns,
        rows: rows.into_iter().map(TableRow::from).collect(),
        total: None,
    }
}
