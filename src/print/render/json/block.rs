//! The blocks of the body: headings, lines, assessments, tables of typed cells.

use serde::Serialize;

use super::prose::ProseShape;
use super::value::{self, ValueShape};
use super::{AnchorShape, Writer};
use crate::print::layout::{Block, Cell, Chart, Heading, Place, See, Table, TreeItem};
use crate::print::view::{ColumnKind, LabelledText, LineKind, Mark, MarkKind, Rank};

/// A block.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum BlockShape<'l> {
    Heading(HeadingShape<'l>),
    Prose { prose: ProseShape<'l> },
    Line(LineShape<'l>),
    Assessment { mark: MarkShape<'l> },
    Table(TableShape<'l>),
    Chart(ChartShape<'l>),
    Tree(TreeShape<'l>),
    See(SeeShape<'l>),
}

#[derive(Serialize)]
pub(super) struct TreeShape<'l> {
    name: &'l str,
    items: Vec<TreeItemShape<'l>>,
}

#[derive(Serialize)]
struct TreeItemShape<'l> {
    label: Option<&'l str>,
    text: &'l str,
    link: Option<String>,
    marks: Vec<MarkShape<'l>>,
    note: Option<&'l str>,
    gap: bool,
    items: Vec<TreeItemShape<'l>>,
}

#[derive(Serialize)]
pub(super) struct HeadingShape<'l> {
    level: u8,
    kind: &'static str,
    label: Option<&'l str>,
    number: Option<&'l str>,
    title: &'l str,
    #[serde(flatten)]
    anchor: AnchorShape<'l>,
    id: Option<&'l str>,
    key: Option<&'l str>,
    listed: bool,
}

#[derive(Serialize)]
pub(super) struct LineShape<'l> {
    kind: &'static str,
    label: Option<&'l str>,
    text: &'l str,
    value: Option<ValueShape<'l>>,
}

#[derive(Serialize)]
pub(super) struct MarkShape<'l> {
    kind: &'static str,
    value: Option<&'static str>,
    assessment: Option<&'l str>,
    count: Option<usize>,
    text: &'l str,
}

#[derive(Serialize)]
pub(super) struct SeeShape<'l> {
    text: &'l str,
    id: Option<&'l str>,
    anchor: Option<&'l str>,
}

#[derive(Serialize)]
pub(super) struct ChartShape<'l> {
    anchor: &'l str,
    kind: &'static str,
    title: &'l str,
    /// The figures in words.
    description: String,
    unit: Option<&'l str>,
    categories: &'l [String],
    series: Vec<SeriesShape<'l>>,
    breaks: Vec<BreakShape<'l>>,
    /// Boxed with its type, as a table alone is.
    table: Box<BlockShape<'l>>,
}

#[derive(Serialize)]
struct SeriesShape<'l> {
    kind: &'static str,
    name: &'l str,
    /// One for each category.
    values: Vec<Option<String>>,
}

#[derive(Serialize)]
struct BreakShape<'l> {
    before: usize,
    text: &'l str,
}

#[derive(Serialize)]
pub(super) struct TableShape<'l> {
    kind: &'static str,
    caption: &'l str,
    caption_shown: bool,
    unit: Option<&'static str>,
    columns: Vec<ColumnShape<'l>>,
    rows: Vec<RowShape<'l>>,
    total: Option<Vec<CellShape<'l>>>,
}

#[derive(Serialize)]
struct ColumnShape<'l> {
    kind: &'static str,
    label: Option<&'l str>,
    year: Option<i16>,
    shape: &'static str,
}

#[derive(Serialize)]
struct RowShape<'l> {
    kind: &'static str,
    id: Option<&'l str>,
    cells: Vec<CellShape<'l>>,
    analysis: Option<ProseShape<'l>>,
}

#[derive(Serialize)]
struct CellShape<'l> {
    marks: Vec<MarkShape<'l>>,
    value: Option<ValueShape<'l>>,
    lines: Vec<LineShape<'l>>,
    prose: Option<ProseShape<'l>>,
    /// The id of the heading that the cell leads to.
    anchor: Option<&'l str>,
    /// The address of what the cell leads to: of a page beside this one, or of a heading of this one.
    link: Option<String>,
}

impl Writer<'_> {
    pub(super) fn blocks<'s>(&'s self, blocks: &'s [Block]) -> Vec<BlockShape<'s>> {
        let block = |block: &'s Block| match block {
            Block::Heading(heading) => BlockShape::Heading(self::heading(heading)),
            Block::Prose(text) => BlockShape::Prose { prose: self.prose(text) },
            Block::Line(line) => BlockShape::Line(self::line(line)),
            Block::Assessment(mark) => BlockShape::Assessment { mark: self::mark(mark) },
            Block::Table(table) => BlockShape::Table(self.table(table)),
            Block::Chart(chart) => BlockShape::Chart(self.chart(chart)),
            Block::Tree(tree) => BlockShape::Tree(TreeShape { name: &tree.name, items: self.tree_items(&tree.items) }),
            Block::See(see) => BlockShape::See(self::see(see)),
        };
        blocks.iter().map(block).collect()
    }

    fn chart<'s>(&'s self, chart: &'s Chart) -> ChartShape<'s> {
        let drawing = &chart.drawing;
        let series = drawing.series.iter().map(|series| SeriesShape {
            kind: series.role.name(),
            name: &series.name,
            values: series.values.iter().map(|value| value.map(value::number)).collect(),
        });
        let breaks = drawing.breaks.iter().map(|place| BreakShape { before: place.before, text: &place.words });
        ChartShape {
            anchor: &chart.anchor,
            kind: drawing.kind.name(),
            title: &drawing.title,
            description: drawing.description(),
            unit: words(&drawing.unit),
            categories: &drawing.categories,
            series: series.collect(),
            breaks: breaks.collect(),
            table: Box::new(BlockShape::Table(self.table(&chart.table))),
        }
    }

    fn table<'s>(&'s self, table: &'s Table) -> TableShape<'s> {
        let columns = table.columns.iter().zip(table.shapes()).map(|(column, shape)| ColumnShape {
            kind: column.kind.name(),
            label: words(&column.label),
            year: match column.kind {
                ColumnKind::EarlierOutcome { year } => year,
                _ => None,
            },
            shape: shape.name(),
        });
        let rows = table.rows.iter().map(|row| RowShape {
            kind: row.kind.name(),
            id: row.id,
            cells: self.cells(&row.cells, table),
            analysis: row.analysis.as_ref().map(|text| self.prose(text)),
        });
        TableShape {
            kind: table.kind.name(),
            caption: &table.caption,
            caption_shown: table.caption_shown,
            unit: table.unit.map(|unit| unit.word()),
            columns: columns.collect(),
            rows: rows.collect(),
            total: table.total.as_ref().map(|cells| self.cells(cells, table)),
        }
    }

    fn cells<'s>(&'s self, cells: &'s [Cell], table: &Table) -> Vec<CellShape<'s>> {
        let cell = |cell: &'s Cell| CellShape {
            marks: cell.marks.iter().map(mark).collect(),
            value: ValueShape::of_content(&cell.content, table.unit),
            lines: cell.lines.iter().map(line).collect(),
            prose: cell.prose.as_ref().map(|text| self.prose(text)),
            anchor: cell.leads_to.as_ref().and_then(Place::here),
            link: cell.leads_to.as_ref().map(|place| self.address(place)),
        };
        cells.iter().map(cell).collect()
    }

    fn tree_items<'s>(&self, items: &'s [TreeItem]) -> Vec<TreeItemShape<'s>> {
        let item = |item: &'s TreeItem| TreeItemShape {
            label: item.label.as_deref(),
            text: &item.words,
            link: item.leads_to.as_ref().map(|place| self.address(place)),
            marks: item.marks.iter().map(mark).collect(),
            note: item.note.as_deref(),
            gap: item.is_gap,
            items: self.tree_items(&item.items),
        };
        items.iter().map(item).collect()
    }

    fn address(&self, place: &Place) -> String {
        place.address(self.extension, |heading| heading.id.clone())
    }
}

/// Words; none where there are none.
fn words(words: &str) -> Option<&str> {
    Some(words).filter(|words| !words.is_empty())
}

fn heading<'s>(heading: &'s Heading) -> HeadingShape<'s> {
    HeadingShape {
        level: heading.level,
        kind: heading.kind.name(),
        label: heading.label.as_deref().and_then(words),
        number: heading.number.as_deref().and_then(words),
        title: &heading.title,
        anchor: (&heading.anchor).into(),
        id: heading.id.as_deref(),
        key: heading.key.as_deref(),
        listed: heading.is_listed,
    }
}

fn line<'s>(line: &'s LabelledText) -> LineShape<'s> {
    let value = match line.kind {
        LineKind::Count(count) => Some(ValueShape::of_count(count)),
        _ => None,
    };
    LineShape { kind: line.kind.name(), label: words(&line.label), text: &line.text, value }
}

fn mark<'s>(mark: &'s Mark) -> MarkShape<'s> {
    let (kind, value) = match mark.kind {
        MarkKind::Owner(tier) => ("owner", Some(tier.name())),
        MarkKind::Outcome(rank) => ("outcome", Some(self::rank(rank))),
        MarkKind::NoOutcome => ("no_outcome", None),
        MarkKind::Unreported => ("unreported", None),
        MarkKind::Assessment(rank) => ("assessment", Some(self::rank(rank))),
        MarkKind::Activity(status) => ("activity", Some(status.name())),
        MarkKind::Assignment(status) => ("assignment", Some(status.name())),
    };
    MarkShape { kind, value, assessment: mark.assessment.as_deref(), count: mark.count, text: &mark.words }
}

fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Best => "best",
        Rank::Between => "between",
        Rank::Worst => "worst",
        Rank::Outside => "outside",
    }
}

fn see<'s>(see: &'s See) -> SeeShape<'s> {
    SeeShape { text: &see.words, id: see.id.as_deref(), anchor: see.anchor.as_deref() }
}
