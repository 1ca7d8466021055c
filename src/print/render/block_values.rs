//! Blocks that the workspace has templates of its own for: which they are, and the values that those templates get.
//! docs/templates.md describes the values.

use minijinja::value::{Serde, Value};
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::print::layout::{Cell, Heading, Place, Row, See, Table};
use crate::print::templates::BLOCKS;
use crate::print::templates::rows::RowValue;
use crate::print::view::{LabelledText, Mark};

use super::Context;

/// The workspace's own templates of single blocks in one format.
pub(super) struct OwnBlocks<'w> {
    context: &'w Context<'w>,
    names: [Option<String>; BLOCKS.len()],
}

/// What a template of a block gets.
#[derive(Serialize)]
struct Values<'v, B: Serialize> {
    block: B,
    words: &'v Value,
}

/// A heading.
#[derive(Serialize)]
pub(super) struct HeadingValues<'v> {
    level: u8,
    kind: &'static str,
    label: Option<&'v str>,
    number: Option<&'v str>,
    title: &'v str,
    anchor: Option<&'v str>,
    old_anchor: Option<&'v str>,
}

/// A mark: before a cell's text, or alone as a goal's assessment.
#[derive(Serialize)]
pub(super) struct MarkValues<'v> {
    kind: &'static str,
    character: &'static str,
    words: &'v str,
}

/// A label with a text.
#[derive(Serialize)]
pub(super) struct LineValues<'v> {
    label: &'v str,
    text: &'v str,
}

/// A reference to a goal.
#[derive(Serialize)]
pub(super) struct SeeValues<'v> {
    words: &'v str,
    anchor: Option<&'v str>,
}

/// A table.
#[derive(Serialize)]
pub(super) struct TableValues<'v> {
    kind: &'static str,
    caption: &'v str,
    caption_shown: bool,
    columns: Vec<ColumnValues<'v>>,
    rows: Vec<Value>,
    total: Option<Value>,
}

#[derive(Serialize)]
struct ColumnValues<'v> {
    label: &'v str,
    shape: &'static str,
}

#[derive(Serialize)]
struct CellValues<'v> {
    marks: Vec<MarkValues<'v>>,
    text: &'v str,
    lines: Vec<LineValues<'v>>,
    prose: Option<Value>,
    anchor: Option<&'v str>,
    link: Option<String>,
}

/// How a format writes the pieces of a table.
pub(super) trait TableWriter {
    /// The cells of a row; `kind` is the row's.
    fn row(&self, kind: &str, cells: &[Cell], columns: &Table) -> Result<String, Box<Diagnostic>>;
    /// The id that the format has for a heading, where it can be linked to.
    fn anchor<'v>(&'v self, id: &'v str) -> Option<&'v str>;
    /// The address of what words lead to, as the format writes it.
    fn address(&self, place: &Place) -> Option<String>;
    /// A text within a table.
    fn text(&self, text: &crate::print::layout::Text) -> Result<String, Box<Diagnostic>>;
}

impl<'w> OwnBlocks<'w> {
    /// Looks for the templates in the folder of a format; `extension` is what their names end in.
    pub(super) fn of(context: &'w Context<'w>, folder: &str, extension: &str) -> OwnBlocks<'w> {
        let name = |block: &str| {
            Some(format!("{folder}/{block}.{extension}.j2")).filter(|name| context.templates.has_own(name))
        };
        OwnBlocks { context, names: BLOCKS.map(name) }
    }

    /// A block through the workspace's own template; `None` where it has none, and the format writes the block itself.
    pub(super) fn write<B: Serialize>(
        &self,
        block: &str,
        values: impl FnOnce() -> Result<B, Box<Diagnostic>>,
        out: &mut String,
    ) -> Result<bool, Box<Diagnostic>> {
        let place = BLOCKS.iter().position(|known| *known == block);
        let Some(name) = place.and_then(|place| self.names[place].as_deref()) else { return Ok(false) };
        let templates = self.context.templates;
        let values = Values { block: values()?, words: &templates.word_values };
        out.push_str(&templates.render(name, Serde(values), self.context.sources)?);
        Ok(true)
    }
}

/// The values of a heading, with the id that the format has for it.
pub(super) fn heading<'v>(heading: &'v Heading, anchor: Option<&'v str>) -> HeadingValues<'v> {
    HeadingValues {
        level: heading.level,
        kind: heading.kind.name(),
        label: heading.label.as_deref(),
        number: heading.number.as_deref(),
        title: &heading.title,
        anchor,
        old_anchor: heading.anchor.old.as_deref(),
    }
}

/// The values of a mark.
pub(super) fn mark<'v>(mark: &'v Mark) -> MarkValues<'v> {
    MarkValues { kind: mark.kind.name(), character: mark.kind.character(), words: &mark.words }
}

/// The values of a line.
pub(super) fn line<'v>(line: &'v LabelledText) -> LineValues<'v> {
    LineValues { label: &line.label, text: &line.text }
}

/// The values of a reference, with the id that the format has for the goal's heading.
pub(super) fn see<'v>(see: &'v See, anchor: Option<&'v str>) -> SeeValues<'v> {
    SeeValues { words: &see.words, anchor }
}

/// The values of a table.
pub(super) fn table<'v>(table: &'v Table, writer: &dyn TableWriter) -> Result<TableValues<'v>, Box<Diagnostic>> {
    let rows: Result<Vec<Value>, _> = table.rows.iter().map(|row| self::row(row, table, writer)).collect();
    let total = table.total.as_ref().map(|cells| row_value("total", cells, None, table, writer)).transpose()?;
    let columns = table.columns.iter();
    Ok(TableValues {
        kind: table.kind.name(),
        caption: &table.caption,
        caption_shown: table.caption_shown,
        columns: columns.map(|column| ColumnValues { label: &column.label, shape: column.shape().name() }).collect(),
        rows: rows?,
        total,
    })
}

fn row(row: &Row, table: &Table, writer: &dyn TableWriter) -> Result<Value, Box<Diagnostic>> {
    let analysis = row.analysis.as_ref().map(|text| writer.text(text)).transpose()?;
    row_value(row.kind.name(), &row.cells, analysis.filter(|text| !text.is_empty()), table, writer)
}

fn row_value(
    kind: &'static str,
    cells: &[Cell],
    analysis: Option<String>,
    table: &Table,
    writer: &dyn TableWriter,
) -> Result<Value, Box<Diagnostic>> {
    let mut values = Vec::with_capacity(cells.len());
    for cell in cells {
        let prose = cell.prose.as_ref().map(|text| writer.text(text)).transpose()?;
        let text = cell.content.print();
        values.push(Value::from(Serde(CellValues {
            marks: cell.marks.iter().map(mark).collect(),
            text: &text,
            lines: cell.lines.iter().map(line).collect(),
            prose: prose.map(Value::from_safe_string),
            anchor: cell.leads_to.as_ref().and_then(Place::here).and_then(|anchor| writer.anchor(anchor)),
            link: cell.leads_to.as_ref().and_then(|place| writer.address(place)),
        })));
    }
    let written = writer.row(kind, cells, table)?;
    let analysis = analysis.map_or(Value::from(()), Value::from_safe_string);
    Ok(Value::from_object(RowValue { kind, analysis, cells: values, written }))
}
