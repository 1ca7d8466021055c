//! A chart as a block: figures drawn, and the table that gives the same figures in words.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::report::economy;
use super::{Cell, Column, ColumnKind, Content, Table, TableKind, TableRow, ViewContext, plan};
use crate::model::{ChartKind, ChartValue, Outcome, OwnChart, Quantity, Side, Target};
use crate::print::chart::{Break, Drawing, Role, Series};
use crate::resolve::inserts::{Trend, TrendPoint};

/// A chart.
#[derive(Clone, Debug)]
pub struct Chart<'a> {
    /// What is drawn.
    pub drawing: Drawing<'a>,
    /// The same figures.
    pub table: Table<'a>,
}

/// Years between two that something is known of are empty places in a drawing, where there are no more of them than this.
const MOST_EMPTY_YEARS: i16 = 20;

/// An indicator through the years, drawn. What is counted in another unit than the latest outcome, or is no
/// single number, stands in the table alone.
pub fn trend_drawing<'a>(scene: &ViewContext<'a>, kind: ChartKind, trend: &Trend) -> Drawing<'a> {
    let name = scene.resolved.indicator(trend.item).name.as_str();
    let points = with_empty_years(&trend.points);
    let latest = trend.latest();
    let value = |quantity: &Quantity| latest.is_some_and(|latest| quantity.same_unit(latest)).then_some(quantity.value);
    let of_outcome = |outcome: &Option<Outcome>| outcome.as_ref().and_then(Outcome::quantity).and_then(value);
    let of_target = |target: &Option<Target>| target.as_ref().and_then(Target::quantity).and_then(value);
    let series = |name: &'a str, role: Role, of: &dyn Fn(&TrendPoint) -> Option<Decimal>| {
        let values: Vec<Option<Decimal>> = points.iter().map(|(_, point)| point.and_then(of)).collect();
        values.iter().any(Option::is_some).then_some(Series { name: Cow::Borrowed(name), role, values })
    };
    let labels = scene.labels;
    let all = series(&labels.outcome_of, Role::Outcome, &|point| of_outcome(&point.outcome));
    let women = series(&labels.outcome_women, Role::Women, &|point| of_outcome(&point.women));
    let men = series(&labels.outcome_men, Role::Men, &|point| of_outcome(&point.men));
    let target = series(&labels.target, Role::Target, &|point| of_target(&point.target));
    let drawn = match kind {
        ChartKind::Columns if women.is_some() || men.is_some() => vec![women, men, target],
        _ => vec![all, target],
    };
    let drawn: Vec<Series> = drawn.into_iter().flatten().collect();
    let (points, drawn) = trimmed(points, drawn);
    let category = |(year, point): &(i16, Option<&TrendPoint>)| match point {
        Some(point) => times(scene, point),
        None => year.to_string(),
    };
    Drawing {
        kind,
        title: Cow::Borrowed(name),
        unit: latest.map_or_else(String::new, |latest| latest.unit.clone()),
        categories: points.iter().map(category).collect(),
        series: drawn,
        breaks: breaks(scene, &points),
    }
}

/// The chart of an indicator through the years.
pub(super) fn of_trend<'a>(scene: &ViewContext<'a>, kind: ChartKind, trend: &Trend) -> Chart<'a> {
    let drawing = trend_drawing(scene, kind, trend);
    let name = scene.resolved.indicator(trend.item).name.as_str();
    Chart { drawing, table: trend_table(scene, trend, name) }
}

/// "2025", or "T1 2025" where the occasions stand for themselves.
fn times(scene: &ViewContext, point: &TrendPoint) -> String {
    match point.occasion {
        Some(occasion) => format!("{} {}", scene.resolved.settings.steering.occasions[occasion].key, point.year),
        None => point.year.to_string(),
    }
}

/// The points with the years between them that nothing is known of: otherwise time would seem to jump.
fn with_empty_years(points: &[TrendPoint]) -> Vec<(i16, Option<&TrendPoint>)> {
    let missing = |before: i16, year: i16| year.saturating_sub(before).saturating_sub(1).max(0);
    let is_few = points.windows(2).map(|two| missing(two[0].year, two[1].year)).sum::<i16>() <= MOST_EMPTY_YEARS;
    let mut all: Vec<(i16, Option<&TrendPoint>)> = Vec::with_capacity(points.len());
    for point in points {
        if let Some((before, _)) = all.last().copied().filter(|_| is_few) {
            all.extend((before + 1..point.year).map(|year| (year, None)));
        }
        all.push((point.year, Some(point)));
    }
    all
}

/// Years without any figure that is drawn, before the first of them: women's and men's are known for fewer years.
fn trimmed<'p, 'a>(
    mut points: Vec<(i16, Option<&'p TrendPoint>)>,
    mut drawn: Vec<Series<'a>>,
) -> (Vec<(i16, Option<&'p TrendPoint>)>, Vec<Series<'a>>) {
    let has_figure = |number: &usize| drawn.iter().any(|series| series.values[*number].is_some());
    let first = (0..points.len()).find(has_figure).unwrap_or(0);
    points.drain(..first);
    drawn.iter_mut().for_each(|series| drop(series.values.drain(..first)));
    (points, drawn)
}

/// Where another indicator was measured before, or the same in another unit.
fn breaks<'a>(scene: &ViewContext<'a>, points: &[(i16, Option<&TrendPoint>)]) -> Vec<Break<'a>> {
    let mut found = Vec::new();
    let mut before: Option<&Quantity> = None;
    for (number, (_, point)) in points.iter().enumerate() {
        let Some(point) = point else { continue };
        let quantity = point.quantity();
        let is_new_unit = before.zip(quantity).is_some_and(|(before, now)| !before.same_unit(now));
        let words = match () {
            () if point.is_new_measure => &scene.labels.new_measure,
            () if is_new_unit => &scene.labels.new_unit,
            () => {
                before = quantity.or(before);
                continue;
            }
        };
        found.push(Break { before: number, words: Cow::Borrowed(words) });
        before = quantity.or(before);
    }
    found
}

/// År | Utfall | Utfall kvinnor/flickor | Utfall män/pojkar | Årsmål; a column that no year needs is left out.
fn trend_table<'a>(scene: &ViewContext<'a>, trend: &Trend, name: &str) -> Table<'a> {
    let labels = scene.labels;
    let outcome = |outcome: &Option<Outcome>| {
        Cell::plain(outcome.clone().map_or(Content::Empty, |outcome| Content::Outcome(Cow::Owned(outcome))))
    };
    let has_occasions = trend.points.iter().any(|point| point.occasion.is_some());
    let times_label = if has_occasions { labels.word("tillfälle") } else { labels.word("år") };
    let mut columns = vec![
        Column { label: times_label, kind: ColumnKind::Name },
        Column::of(&labels.outcome_of, ColumnKind::Outcome),
        Column::of(&labels.outcome_women, ColumnKind::OutcomeWomen),
        Column::of(&labels.outcome_men, ColumnKind::OutcomeMen),
        Column::of(&labels.target, ColumnKind::Target),
    ];
    let cells = |point: &TrendPoint| {
        let target = point.target.as_ref().map_or(Content::Empty, |target| Content::Text(Cow::Owned(target.print())));
        let name = Cell::plain(Content::Text(Cow::Owned(times(scene, point))));
        vec![name, outcome(&point.outcome), outcome(&point.women), outcome(&point.men), Cell::plain(target)]
    };
    let mut rows: Vec<Vec<Cell>> = trend.points.iter().map(cells).collect();
    super::empty::drop_empty_columns(&mut columns, &mut rows);
    table_of(name.to_owned(), columns, rows)
}

fn table_of<'a>(caption: String, columns: Vec<Column<'a>>, rows: Vec<Vec<Cell<'a>>>) -> Table<'a> {
    Table {
        kind: TableKind::Trend,
        caption,
        caption_shown: false,
        unit: None,
        columns,
        rows: rows.into_iter().map(TableRow::from).collect(),
        total: None,
    }
}

/// A chart of the document's own figures. Values that are no numbers stand in the table alone.
pub(super) fn own<'a>(scene: &ViewContext<'a>, chart: &'a OwnChart) -> Chart<'a> {
    let labels = scene.labels;
    let title = chart.title.as_ref().unwrap_or(&chart.id).as_str();
    let mut series: Vec<Series> = chart
        .series
        .iter()
        .map(|series| Series {
            name: Cow::Borrowed(series.name.as_str()),
            role: Role::Own,
            values: chart.numbers(&series.values),
        })
        .collect();
    if !chart.targets.is_empty() {
        series.push(Series { name: Cow::Borrowed(&labels.target), role: Role::Target, values: chart.target_numbers() });
    }
    let mut columns = vec![Column { label: Cow::Borrowed(""), kind: ColumnKind::Name }];
    let heads = chart.series.iter().map(|series| Column::of(series.name.as_str(), ColumnKind::Figure));
    columns.extend(heads);
    if !chart.targets.is_empty() {
        columns.push(Column::of(&labels.target, ColumnKind::Target));
    }
    let figure = |written: Option<&'a str>| {
        let Some(written) = written else { return Cell::plain(Content::Empty) };
        Cell::plain(match ChartValue::read(written, chart.unit()) {
            Some(ChartValue::Number(value)) => {
                let quantity = Quantity { value, upper: None, unit: chart.unit().to_owned() };
                Content::Outcome(Cow::Owned(Outcome::Figure(quantity)))
            }
            Some(ChartValue::Missing) => Content::Outcome(Cow::Owned(Outcome::Missing)),
            None => Content::words(written),
        })
    };
    let most = chart.series.iter().map(|series| series.values.len()).max().unwrap_or(0).max(chart.categories.len());
    let row = |number: usize| {
        // Values without a category are printed all the same, and are reported.
        let name = chart.categories.get(number).map_or(Content::Empty, |name| Content::words(name.as_str()));
        let mut cells = vec![Cell::plain(name)];
        cells.extend(chart.series.iter().map(|series| figure(series.values.get(number).map(|value| value.as_str()))));
        if let [first, rest @ ..] = &chart.targets[..] {
            let target = if rest.is_empty() { Some(first) } else { chart.targets.get(number) };
            cells.push(figure(target.map(|target| target.as_str())));
        }
        cells
    };
    let rows = (0..most).map(row).collect();
    let drawing = Drawing {
        kind: chart.kind,
        title: Cow::Borrowed(title),
        unit: chart.unit().to_owned(),
        categories: chart.categories.iter().map(|category| category.value.clone()).collect(),
        series,
        breaks: Vec::new(),
    };
    Chart { drawing, table: table_of(title.to_owned(), columns, rows) }
}

/// The budget as bars: costs and income of each row; nothing without a budget.
pub(super) fn budget<'a>(scene: &ViewContext<'a>) -> Option<Chart<'a>> {
    let budget = scene.document.economy.as_ref()?.budget.as_ref()?;
    let table = plan::budget(scene)?;
    let labels = scene.labels;
    let amounts = |of: fn([Option<Decimal>; 4]) -> Option<Decimal>| -> Vec<Option<Decimal>> {
        let in_order = |row: &crate::model::BudgetRow| row.amounts.in_order().map(|amount| amount.map(|at| at.value));
        budget.rows.iter().map(|row| of(in_order(row))).collect()
    };
    let net = || budget.rows.iter().map(|row| row.amounts.known_net()).collect();
    let mut series = vec![
        Series { name: Cow::Borrowed(&labels.costs), role: Role::Costs, values: amounts(|[costs, ..]| costs) },
        Series { name: Cow::Borrowed(&labels.income), role: Role::Income, values: amounts(|[_, income, ..]| income) },
    ];
    series.retain(Series::has_values);
    if series.is_empty() {
        series.push(Series { name: Cow::Borrowed(&labels.net), role: Role::Costs, values: net() });
    }
    let drawing = Drawing {
        kind: ChartKind::Bars,
        title: Cow::Owned(table.caption.clone()),
        unit: budget.unit.as_ref().map_or_else(String::new, |unit| unit.value.word().to_owned()),
        categories: budget.rows.iter().map(|row| row.name.value.clone()).collect(),
        series,
        breaks: Vec::new(),
    };
    Some(Chart { drawing, table })
}

/// The income statement as bars: outcome and budget of each row; nothing without one.
pub(super) fn income_statement<'a>(scene: &ViewContext<'a>) -> Option<Chart<'a>> {
    let (statement, table) = economy::inserted_table(scene)?;
    let labels = scene.labels;
    let rows = || [Side::Income, Side::Costs].into_iter().flat_map(|side| statement.rows(side));
    let column = |number: usize| rows().map(|row| row.amounts.figures()[number]).collect();
    let mut series = vec![
        Series { name: Cow::Borrowed(&labels.outcome_of), role: Role::Outcome, values: column(0) },
        Series { name: Cow::Borrowed(&labels.forecast), role: Role::Income, values: column(2) },
        Series { name: Cow::Borrowed(&labels.budget), role: Role::Budget, values: column(1) },
    ];
    series.retain(Series::has_values);
    let drawing = Drawing {
        kind: ChartKind::Bars,
        title: Cow::Owned(table.caption.clone()),
        unit: statement.unit.as_ref().map_or_else(String::new, |unit| unit.value.word().to_owned()),
        categories: rows().map(|row| row.name.value.clone()).collect(),
        series,
        breaks: Vec::new(),
    };
    Some(Chart { drawing, table })
}
