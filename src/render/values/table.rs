//! A table with its columns and rows, and the marks in its cells.

use std::sync::Arc;

use minijinja::value::Value;
use serde::Serialize;

use super::Writer;
use crate::model::Status;
use crate::templates::rows::{CellValues, ColumnValues, LineValues, MarkValues, Row};
use crate::view::{CELL_LEVEL, Cell, ColumnShape, Line, Mark, MarkKind, Rank, RowKind, Table};

#[derive(Debug, Serialize)]
pub(crate) struct TableValues<'v> {
    pub(crate) kind: &'static str,
    pub(crate) caption: &'v str,
    pub(crate) caption_shown: bool,
    pub(crate) columns: Arc<Vec<ColumnValues>>,
    #[serde(serialize_with = "rows")]
    pub(crate) rows: Vec<Arc<Row>>,
    #[serde(serialize_with = "total")]
    pub(crate) total: Option<Arc<Row>>,
}

/// Templates get rows as objects, whose cells are made only where a template walks them.
fn rows<S: serde::Serializer>(rows: &[Arc<Row>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rows.iter().map(|row| Value::from_dyn_object(row.clone())))
}

fn total<S: serde::Serializer>(row: &Option<Arc<Row>>, serializer: S) -> Result<S::Ok, S::Error> {
    row.as_ref().map(|row| Value::from_dyn_object(row.clone())).serialize(serializer)
}

/// A mark with its sign; whose an indicator is has words alone.
pub(super) fn mark(mark: &Mark) -> MarkValues {
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
    MarkValues { kind: mark.kind.name(), sign, words: mark.words.clone() }
}

impl Writer<'_> {
    pub(super) fn table<'v>(&mut self, table: &'v Table) -> TableValues<'v> {
        let columns = table.columns.iter().map(|column| ColumnValues {
            label: column.label.clone(),
            shape: match column.shape {
                ColumnShape::Name => "name",
                ColumnShape::Target => "target",
                ColumnShape::Date => "date",
                ColumnShape::Word => "word",
                ColumnShape::Amount => "amount",
            },
        });
        let columns: Arc<Vec<ColumnValues>> = Arc::new(columns.collect());
        let rows = table.rows.iter().map(|row| {
            let kind = match row.kind {
                RowKind::Plain => "plain",
                RowKind::Group => "group",
                RowKind::Sum => "sum",
            };
            let cells = self.cells(&row.cells);
            let analysis = row.analysis.map(|prose| self.write(prose, CELL_LEVEL, false));
            let analysis = analysis.filter(|text| !text.is_empty()).map(Value::from_safe_string);
            Arc::new(Row { columns: columns.clone(), kind, cells, analysis })
        });
        TableValues {
            kind: table.kind.name(),
            caption: &table.caption,
            caption_shown: table.caption_shown,
            rows: rows.collect(),
            total: table.total.as_ref().map(|row| {
                Arc::new(Row { columns: columns.clone(), kind: "total", cells: self.cells(row), analysis: None })
            }),
            columns,
        }
    }

    fn cells(&mut self, cells: &[Cell]) -> Vec<CellValues> {
        let line = |line: &Line| LineValues { label: line.label.clone(), text: line.text.clone() };
        let cells = cells.iter().map(|cell| CellValues {
            marks: cell.marks.iter().map(mark).collect(),
            text: cell.content.print(),
            lines: cell.lines.iter().map(line).collect(),
            prose: cell.prose.map(|prose| Value::from_safe_string(self.write(prose, CELL_LEVEL, false))),
        });
        cells.collect()
    }
}
