//! How indicators have moved: the column Utveckling of tables, a line as small as a word beside words that say it.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{Cell, Column, ColumnKind, Content, Labels, Table, ViewContext};
use crate::model::Quantity;
use crate::resolve::ItemRef;
use crate::resolve::inserts::{Change, Through, Trend};

/// With fewer outcomes there is no course to be seen.
const FEWEST: usize = 3;

/// How an indicator has moved.
#[derive(Clone, Debug)]
pub struct Movement<'a> {
    /// The outcomes, the earliest first.
    pub values: Vec<Option<Decimal>>,
    /// The numbers of those before which what is measured changed.
    pub breaks: Vec<usize>,
    /// How the last stands to the one before: "↗ Bättre".
    pub words: Cow<'a, str>,
}

/// Adds the column last in a table whose rows are indicators that have gone so, where any of them has moved and the document prints it.
pub(super) fn add<'a>(scene: &ViewContext<'a>, table: &mut Table<'a>, trends: &[Option<Trend>]) {
    if !scene.document.prints.movement {
        return;
    }
    let found: Vec<Option<Movement>> = trends.iter().map(|trend| movement(scene, trend.as_ref()?)).collect();
    if found.iter().all(Option::is_none) {
        return;
    }
    // The verdict stands last.
    let verdict = table.columns.iter().position(|column| column.kind == ColumnKind::Assessment);
    let place = verdict.unwrap_or(table.columns.len());
    table.columns.insert(place, Column { label: scene.labels.word("utveckling"), kind: ColumnKind::Movement });
    for (row, movement) in table.rows.iter_mut().zip(found) {
        let content = movement.map_or(Content::Empty, |movement| Content::Movement(Box::new(movement)));
        row.cells.insert(place, Cell::plain(content));
    }
}

/// How each indicator has gone through the years, as the document knows it; in a report within the year at its occasion.
pub(super) fn trends(scene: &ViewContext, document: usize, items: &[ItemRef]) -> Vec<Option<Trend>> {
    let resolved = scene.resolved;
    let within = scene.report.and_then(|report| report.occasion).filter(|occasion| !resolved.is_last(*occasion));
    let through = within.map_or(Through::Years, Through::Occasion);
    items.iter().map(|item| resolved.trend(document, *item, None, through)).collect()
}

fn movement<'a>(scene: &ViewContext<'a>, trend: &Trend) -> Option<Movement<'a>> {
    let latest = trend.latest()?;
    let quantities: Vec<Option<&Quantity>> =
        trend.points.iter().map(|point| point.quantity().filter(|quantity| quantity.same_unit(latest))).collect();
    let known: Vec<usize> = (0..quantities.len()).filter(|number| quantities[*number].is_some()).collect();
    let last = *known.last()?;
    if known.len() < FEWEST {
        return None;
    }
    let breaks: Vec<usize> = (1..trend.points.len()).filter(|number| trend.points[*number].is_new_measure).collect();
    let words = words(scene.labels, scene.resolved.change(scene.plan, trend)?);
    // What stands after the last outcome is a target alone.
    let values = quantities[..=last].iter().map(|quantity| quantity.map(|quantity| quantity.value)).collect();
    Some(Movement { values, breaks, words })
}

/// The words of a change.
fn words<'a>(labels: &'a Labels, change: Change) -> Cow<'a, str> {
    match change {
        Change::Better => Cow::Owned(format!("↗ {}", labels.better)),
        Change::Unchanged => Cow::Owned(format!("→ {}", labels.unchanged)),
        Change::Worse => Cow::Owned(format!("↘ {}", labels.worse)),
        Change::Higher => Cow::Borrowed(&labels.higher),
        Change::Lower => Cow::Borrowed(&labels.lower),
        Change::NewMeasure => Cow::Borrowed(&labels.new_measure),
    }
}
