//! An indicator that several organisations report, side by side: sorted by organisation and by how it departs from its
//! target, the lowest, the middle and the highest, and a chart.

mod row;

use std::borrow::Cow;
use std::cmp::Reverse;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

pub use self::row::Row;
use super::chart::Chart;
use super::empty::drop_empty_columns;
use super::goals::part;
use super::red_thread::SiteContext;
use super::roll_up::{in_order, name_of, rank_of};
use super::{
    Block, Cell, Column, ColumnKind, Content, HeadingKind, LabelledText, LineKind, PageKind, Table, TableKind,
    TableRow, View,
};
use crate::identity::masked;
use crate::model::ChartKind;
use crate::model::number::{NO_BREAK_SPACE, print_decimal};
use crate::model::{Outcome, Quantity, Tier};
use crate::print::chart::{Drawing, Role, Series};
use crate::resolve::shared_indicators::SharedIndicator;

/// Of more organisations no chart can be read.
const MOST_DRAWN: usize = 60;

/// The page, of what is reported.
pub fn view<'a>(site: &SiteContext<'a>, shared: &SharedIndicator, rows: &'a [Row]) -> View<'a> {
    let (resolved, labels) = (site.resolved, site.labels);
    let order = in_order(resolved, shared.reported.iter().map(|reported| reported.plan));
    let order: FxHashMap<usize, usize> = order.into_iter().enumerate().map(|(at, plan)| (plan, at)).collect();
    let mut rows: Vec<&'a Row> = rows.iter().collect();
    rows.sort_by_key(|row| (order.get(&row.reported.plan).copied(), row.reported.item));
    let mut blocks = Vec::new();
    blocks.push(Block::Heading(part(&labels.by_organisation, 2, HeadingKind::Part)));
    blocks.extend(spread(site, &rows).into_iter().map(Block::Line));
    blocks.push(Block::Table(table(site, &rows, &labels.by_organisation)));
    blocks.extend(chart(site, shared, &rows).map(Block::Chart));
    if rows.iter().any(|row| row.deviation().is_some()) {
        let mut sorted = rows;
        sorted.sort_by_key(|row| (row.lack().is_none(), Reverse(row.lack())));
        blocks.push(Block::Heading(part(&labels.by_deviation, 2, HeadingKind::Part)));
        blocks.push(Block::Table(table(site, &sorted, &labels.by_deviation)));
    }
    let top = resolved.topmost(resolved.plans.ties(shared.reported[0].plan));
    let top = resolved.documents.head(top).organisation.name();
    site.view(PageKind::Indicator, &labels.indicator, top, blocks)
}

/// Organisation | Utfall | Årsmål | Utfall 2024 | Utveckling | Avvikelse | Period; a column that no row needs is left out.
fn table<'a>(site: &SiteContext<'a>, rows: &[&'a Row], caption: &str) -> Table<'a> {
    let labels = site.labels;
    let earlier = Cow::Owned(format!("{} {}", labels.outcome_of, site.year - 1));
    let mut columns = vec![
        Column::of(&labels.organisation, ColumnKind::Name),
        Column::of(&labels.outcome_of, ColumnKind::Outcome),
        Column::of(&labels.target, ColumnKind::Target),
        Column { label: earlier, kind: ColumnKind::EarlierOutcome { year: Some(site.year - 1) } },
        Column::of(&labels.development, ColumnKind::Development),
        Column::of(&labels.deviation, ColumnKind::OutcomeDeviation),
        Column::of(&labels.period, ColumnKind::Period),
    ];
    let mut cells: Vec<Vec<Cell>> = rows.iter().map(|row| cells(site, row)).collect();
    drop_empty_columns(&mut columns, &mut cells);
    Table {
        kind: TableKind::Organisations,
        caption: caption.to_owned(),
        caption_shown: false,
        unit: None,
        columns,
        rows: cells.into_iter().map(TableRow::from).collect(),
        total: None,
    }
}

fn cells<'a>(site: &SiteContext<'a>, row: &'a Row) -> Vec<Cell<'a>> {
    let (resolved, labels) = (site.resolved, site.labels);
    let name = Cell {
        marks: row.mark.iter().cloned().collect(),
        leads_to: Some(row.leads_to.clone()),
        ..Cell::plain(Content::Text(name_of(resolved, row.reported.plan)))
    };
    let text = |text: Option<Cow<'a, str>>| Cell::plain(text.map_or(Content::Empty, Content::Text));
    let outcome = |outcome: &'a Outcome| Content::Outcome(Cow::Borrowed(outcome));
    let period = resolved.reports[row.reported.report].occasion.map(|number| {
        let occasion = &resolved.settings.steering.occasions[number];
        Cow::Owned(format!("{} {}", occasion.key, site.year))
    });
    vec![
        name,
        Cell::plain(outcome(&row.outcome)),
        Cell::plain(row.printed_target.as_ref().map_or(Content::Empty, Content::Target)),
        Cell::plain(row.previous.as_ref().map_or(Content::Empty, outcome)),
        text(row.development().map(|key| labels.word(key))),
        text(row.deviation().map(|deviation| Cow::Owned(signed(site, deviation, row.target.as_ref())))),
        text(period),
    ]
}

/// "+3", "−1,5 procentenheter".
fn signed(site: &SiteContext, deviation: Decimal, target: Option<&Quantity>) -> String {
    let sign = if deviation > Decimal::ZERO { "+" } else { "" };
    let unit = match target.map_or("", |target| target.unit.as_str()) {
        "%" => site.labels.word("procentenheter").into_owned(),
        unit => unit.to_owned(),
    };
    let space = if unit.is_empty() { String::new() } else { NO_BREAK_SPACE.to_string() };
    format!("{sign}{}{space}{unit}", print_decimal(deviation))
}

/// The lowest, the middle and the highest of the outcomes that are counted in the same as the first.
fn spread<'a>(site: &SiteContext<'a>, rows: &[&'a Row]) -> Vec<LabelledText<'a>> {
    let labels = site.labels;
    // What a board reports of all its units is no organisation beside them.
    let plans = &site.resolved.plans;
    let above: FxHashSet<usize> =
        rows.iter().flat_map(|row| plans.ties(row.reported.plan).above.iter().copied()).collect();
    let is_above = |row: &Row| above.contains(&row.reported.plan);
    let figures = figures(rows).into_iter().filter(|(row, _)| !is_above(row));
    let known: Vec<(&Row, &Quantity)> = figures.filter_map(|(row, figure)| Some((row, figure?))).collect();
    let name = |row: &Row| name_of(site.resolved, row.reported.plan);
    let mut sorted: Vec<(&Quantity, Cow<str>)> = known.iter().map(|(row, figure)| (*figure, name(row))).collect();
    sorted.sort_by_key(|(figure, _)| figure.value);
    let ([(lowest, least), .., (highest, most)], middle) = (&sorted[..], sorted.len() / 2) else { return Vec::new() };
    let median = match sorted.len() % 2 {
        0 => sorted[middle - 1].0.value.saturating_add(sorted[middle].0.value) / Decimal::TWO,
        _ => sorted[middle].0.value,
    };
    let median = Quantity { value: median.normalize(), upper: None, unit: lowest.unit.clone() };
    let tiers: Vec<Tier> =
        known.iter().map(|(row, _)| site.resolved.documents.head(row.reported.plan).organisation.tier()).collect();
    let whom = labels.word(&format!("{}_flera", rank_of(&tiers)));
    let line = |label: &'a str, text: String| LabelledText {
        kind: LineKind::Spread,
        label: Cow::Borrowed(label),
        text: Cow::Owned(text),
    };
    vec![
        line(&labels.lowest, format!("{} ({least})", lowest.print())),
        // How many they are tells that a board above them is none of them.
        line(&labels.median, format!("{} ({} {whom})", median.print(), sorted.len())),
        line(&labels.highest, format!("{} ({most})", highest.print())),
    ]
}

/// Each row with its outcome, where that is counted in the same as the first that is a figure.
fn figures<'a>(rows: &[&'a Row]) -> Vec<(&'a Row, Option<&'a Quantity>)> {
    let first = rows.iter().find_map(|row| row.outcome.quantity());
    let same = |quantity: &&Quantity| first.is_some_and(|first| quantity.same_unit(first));
    rows.iter().map(|row| (*row, row.outcome.quantity().filter(same))).collect()
}

/// A column for each organisation, with the targets beside them.
fn chart<'a>(site: &SiteContext<'a>, shared: &SharedIndicator, rows: &[&'a Row]) -> Option<Chart<'a>> {
    let labels = site.labels;
    let figures = figures(rows);
    let unit = figures.iter().find_map(|(_, figure)| *figure).map(|figure| figure.unit.clone())?;
    let known = figures.iter().filter(|(_, figure)| figure.is_some()).count();
    if known < 2 || rows.len() > MOST_DRAWN {
        return None;
    }
    let of_target = |row: &Row| {
        let same = |target: &&Quantity| row.outcome.quantity().is_some_and(|outcome| outcome.same_unit(target));
        row.target.as_ref().filter(same).map(|target| target.value)
    };
    let targets: Vec<Option<Decimal>> =
        figures.iter().map(|(row, figure)| figure.and_then(|_| of_target(row))).collect();
    let outcomes = figures.iter().map(|(_, figure)| figure.map(|figure| figure.value)).collect();
    let name = |words: &'a str| Cow::Borrowed(words);
    let mut series = vec![Series { name: name(&labels.outcome_of), role: Role::Outcome, values: outcomes }];
    if targets.iter().any(Option::is_some) {
        series.push(Series { name: name(&labels.target), role: Role::Target, values: targets });
    }
    // Names that have no room below columns stand before bars.
    let drawing = Drawing {
        kind: ChartKind::Columns,
        title: Cow::Owned(masked(&shared.name).into_owned()),
        unit,
        categories: rows.iter().map(|row| name_of(site.resolved, row.reported.plan).into_owned()).collect(),
        series,
        breaks: Vec::new(),
    };
    Some(Chart { drawing, table: drawn(site, rows) })
}

/// Organisation | Utfall | Årsmål: what the chart draws.
fn drawn<'a>(site: &SiteContext<'a>, rows: &[&'a Row]) -> Table<'a> {
    let table = table(site, rows, &site.labels.by_organisation);
    let is_drawn = |kind: ColumnKind| matches!(kind, ColumnKind::Name | ColumnKind::Outcome | ColumnKind::Target);
    let kept: Vec<bool> = table.columns.iter().map(|column| is_drawn(column.kind)).collect();
    let of = |cells: Vec<Cell<'a>>| {
        let cells = cells.into_iter().zip(&kept).filter(|(_, is_kept)| **is_kept);
        cells.map(|(cell, _)| Cell { marks: Vec::new(), ..cell }).collect::<Vec<Cell>>()
    };
    let rows = table.rows.into_iter().map(|row| TableRow::from(of(row.cells))).collect();
    let columns = table.columns.into_iter().filter(|column| is_drawn(column.kind)).collect();
    Table { columns, rows, ..table }
}
