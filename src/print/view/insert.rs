//! An inserted part in print: the same blocks as where it stands in its own document.

use std::borrow::Cow;

use super::tables::{self, Item};
use super::{
    Block, Cell, Column, ColumnKind, Content, LineKind, Table, TableKind, ViewContext, chart, empty, goals, plan,
    report,
};
use crate::resolve::inserts::{Rows, What};

/// The blocks of a part of the scene's document, with its first heading at this level.
pub fn blocks<'a>(scene: &ViewContext<'a>, what: &What, level: u8) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    match (what, scene.report) {
        (What::Goal(number), Some(of)) => report::alone(scene, of, *number, level, &mut blocks),
        (What::Goal(number), None) => goals::alone(scene, *number, level, &mut blocks),
        (What::Indicators(rows), of) => {
            let (items, heading) = (items(scene, rows), heading(scene, rows));
            let table = match of {
                Some(of) => report::tables::indicators(scene, of, &items, &heading),
                None if rows.years.is_empty() => tables::indicators_with_past(scene, &items, &heading),
                None => tables::indicators(scene, &items, &heading).map(|table| with_years(scene, table, rows)),
            };
            blocks.extend(table.map(Block::Table));
        }
        (What::Activities(rows), of) => {
            let (items, heading) = (items(scene, rows), heading(scene, rows));
            let table = match of {
                Some(of) => report::tables::activities(scene, of, &items, &heading),
                None => tables::activities(scene, &items, &heading),
            };
            blocks.extend(table.map(Block::Table));
        }
        (What::Trend(kind, trend), _) => blocks.push(Block::Chart(chart::of_trend(scene, *kind, trend))),
        (What::OwnChart(number), _) => {
            let own = &scene.document.charts[*number];
            blocks.push(Block::Chart(chart::own(scene, own)));
            blocks.extend(tables::line(LineKind::Origin, &scene.labels.origin, &own.origin).map(Block::Line));
        }
        (What::BudgetChart, _) => blocks.extend(chart::budget(scene).map(Block::Chart)),
        (What::IncomeStatementChart, _) => blocks.extend(chart::income_statement(scene).map(Block::Chart)),
        (What::Budget, _) => blocks.extend(plan::budget(scene).map(Block::Table)),
        (What::IncomeStatement, _) => report::economy::inserted(scene, &mut blocks),
    }
    if !scene.resolved.settings.steering.prints_empty {
        empty::drop_columns(&mut blocks);
    }
    for block in &mut blocks {
        // Who is sent to a goal is sent to where it stands in its own place.
        if let Block::Heading(heading) = block {
            heading.goal = None;
        }
    }
    blocks
}

/// A plan's table of indicators with the outcomes of several years before the targets.
fn with_years<'a>(scene: &ViewContext<'a>, mut table: Table<'a>, rows: &Rows) -> Table<'a> {
    for (number, of) in rows.years.iter().enumerate() {
        let place = number + 1;
        let label = Cow::Owned(format!("{} {}", scene.labels.outcome_of, of.year));
        table.columns.insert(place, Column { label, kind: ColumnKind::EarlierOutcome { year: Some(of.year) } });
        for (row, outcome) in table.rows.iter_mut().zip(&of.outcomes) {
            let content = outcome.clone().map_or(Content::Empty, |outcome| Content::Outcome(Cow::Owned(outcome)));
            row.cells.insert(place, Cell::plain(content));
        }
    }
    if !rows.years.is_empty() {
        table.kind = TableKind::Outcomes;
    }
    table
}

fn items<'a>(scene: &ViewContext<'a>, rows: &Rows) -> Vec<Item<'a>> {
    rows.items.iter().map(|(goal, item)| (&*scene.plan.goals[*goal], *item)).collect()
}

/// What a table's caption names: the goal that all rows stand on, else the whole document.
fn heading(scene: &ViewContext, rows: &Rows) -> String {
    let only = rows.items.first().map(|(goal, _)| *goal).filter(|_| rows.items.len() == 1);
    match rows.goal.or(only) {
        Some(goal) => goals::words(&goals::heading(scene, &scene.plan.goals[goal], 1)),
        None if scene.report.is_some() => report::title(scene),
        None => plan::title(scene),
    }
}
