//! What is printed of each kind of document: its title and its view.

use std::borrow::Cow;

use super::{Block, ColumnKind, Labels, TableKind, View, ViewContext, contribution, empty, plan, report, roll_up};
use crate::model::DocumentKind;

/// The title of a document in print.
pub fn title(scene: &ViewContext) -> String {
    match scene.document.kind {
        DocumentKind::Plan => plan::title(scene),
        DocumentKind::TertialReport | DocumentKind::AnnualReport => report::title(scene),
        DocumentKind::Contribution => contribution::title(scene),
        DocumentKind::RollUp => roll_up::title(scene),
    }
}

/// What is printed of a document, in order.
pub fn view<'a>(scene: &ViewContext<'a>) -> View<'a> {
    let mut view = match scene.document.kind {
        DocumentKind::Plan => plan::view(scene),
        DocumentKind::TertialReport | DocumentKind::AnnualReport => report::view(scene),
        DocumentKind::Contribution => contribution::view(scene),
        DocumentKind::RollUp => roll_up::view(scene),
    };
    if !scene.resolved.settings.steering.prints_empty {
        empty::drop_columns(&mut view.blocks);
    }
    fill_year(&mut view, scene.labels);
    view
}

/// Writes the document's year where the words over columns have a place for it.
fn fill_year(view: &mut View, labels: &Labels) {
    let year = view.year;
    for block in &mut view.blocks {
        let Block::Table(table) = block else { continue };
        let kind = table.kind;
        for column in &mut table.columns {
            if let Some(label) = key(kind, column.kind).and_then(|key| labels.of_year(key, year)) {
                column.label = Cow::Owned(label);
            }
        }
    }
}

/// The key of the word over a column that may have the year in it.
fn key(table: TableKind, column: ColumnKind) -> Option<&'static str> {
    Some(match (table, column) {
        (TableKind::Indicators, ColumnKind::Name) => "indikator",
        (TableKind::Activities, ColumnKind::Name) => "aktivitet",
        (_, ColumnKind::Target) => "årsmål",
        (_, ColumnKind::CouncilTarget) => "kf_årsmål",
        (_, ColumnKind::Periodicity) => "periodicitet",
        (_, ColumnKind::Start) => "startdatum",
        (_, ColumnKind::End) => "slutdatum",
        (_, ColumnKind::Costs) => "kostnader",
        (_, ColumnKind::Income) => "intäkter",
        (_, ColumnKind::Net) => "netto",
        (_, ColumnKind::Change) => "förändring",
        _ => return None,
    })
}
