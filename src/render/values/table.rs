//! A table with its columns and rows, and the marks in its cells.

use std::borrow::Cow;
use std::sync::Arc;

use minijinja::value::Value;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::Writer;
use crate::model::Status;
use crate::templates::rows::{CellValues, ColumnValues, KeptRow, LineValues, MarkValues, Row};
use crate::view::{CELL_LEVEL, Cell, ColumnShape, Line, Mark, MarkKind, Rank, RowKind, Table};

#[derive(Debug)]
pub(crate) struct TableValues<'v> {
    pub(crate) kind: &'static str,
    pub(crate) caption: &'v str,
    pub(crate) caption_shown: bool,
    pub(crate) columns: Vec<ColumnValues<'v>>,
    pub(crate) rows: Vec<Row<'v>>,
    pub(crate) total: Option<Row<'v>>,
}

/// Templates get rows as objects, whose cells are made only where a template walks them.
impl Serialize for TableValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns: Arc<Vec<ColumnValues<'static>>> = Arc::new(self.columns.iter().map(ColumnValues::keep).collect());
        let row = |row: &Row| Value::from_object(KeptRow { columns: columns.clone(), row: row.keep() });
        let mut values = serializer.serialize_struct("TableValues", 6)?;
        values.serialize_field("kind", self.kind)?;
        values.serialize_field("caption", self.caption)?;
        values.serialize_field("caption_shown", &self.caption_shown)?;
        values.serialize_field("columns", &self.columns)?;
        values.serialize_field("rows", &self.rows.iter().map(row).collect::<Vec<Value>>())?;
        values.serialize_field("total", &self.total.as_ref().map(row))?;
        values.end()
    }
}

/// A mark with its sign; whose an indicator is has words alone.
pub(super) fn mark<'v>(mark: &'v Mark) -> MarkValues<'v> {
    let sign = match mark.kind {
        MarkKind::Owner(_) => "",
        MarkKind::Outcome(rank) | MarkKind::Assessment(rank) => match rank {
            Rank::Best => "●",
            Rank::Between => "◐",
            Rank::Worst => "○",
        },
        MarkKind::NoOutcome => "–",
        MarkKind::Activity(status) => match status {
            Status::Done => "●",
            Status::Ongoing => "◐",
            Status::Late => "!",
            Status::NotStarted => "○",
            Status::Cancelled => "×",
        },
    };
    MarkValues { kind: mark.kind.name(), sign, words: Cow::Borrowed(&mark.words) }
}

impl Writer<'_, '_> {
    pub(super) fn table<'t>(&mut self, table: &'t Table) -> TableValues<'t> {
        let columns = table.columns.iter().map(|column| ColumnValues {
            label: Cow::Borrowed(&column.label),
            shape: match column.shape {
                ColumnShape::Name => "name",
                ColumnShape::Target => "target",
                ColumnShape::Date => "date",
                ColumnShape::Word => "word",
                ColumnShape::Amount => "amount",
            },
        });
        let rows = table.rows.iter().map(|row| {
            let kind = match row.kind {
                RowKind::Plain => "plain",
                RowKind::Group => "group",
                RowKind::Sum => "sum",
            };
            let cells = self.cells(&row.cells);
            let analysis = row.analysis.map(|prose| self.write(prose, CELL_LEVEL, false));
            let analysis = analysis.filter(|text| !text.is_empty()).map(String::from);
            Row { kind, cells, analysis }
        });
        TableValues {
            kind: table.kind.name(),
            caption: &table.caption,
            caption_shown: table.caption_shown,
            columns: columns.collect(),
            rows: rows.collect(),
            total: table.total.as_ref().map(|row| Row { kind: "total", cells: self.cells(row), analysis: None }),
        }
    }

    fn cells<'t>(&mut self, cells: &'t [Cell]) -> Vec<CellValues<'t>> {
        let line = |line: &'t Line| LineValues { label: Cow::Borrowed(&line.label), text: Cow::Borrowed(&line.text) };
        let cells = cells.iter().map(|cell| CellValues {
            marks: cell.marks.iter().map(mark).collect(),
            text: cell.content.print(),
            lines: cell.lines.iter().map(line).collect(),
            prose: cell.prose.map(|prose| {
                self.in_cell = true;
                let text = self.write(prose, CELL_LEVEL, false).into();
                self.in_cell = false;
                text
            }),
        });
        cells.collect()
    }
}
