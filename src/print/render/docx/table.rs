//! Tables: those of the layout with their typed cells, and those of a text. The head is repeated on each page, the first
//! column heads its rows, a row stays whole and with the analysis below it.

use super::Writer;
use super::paragraph::{Look, Paragraph, Side};
use super::style;
use super::width::{self, Measure};
use super::xml;
use crate::print::layout::{Cell, Row, Table};
use crate::print::view::{ColumnShape, Content, RowKind};

/// What a cell has at its sides, in twentieths of a point, as the style of tables says.
const SIDES: u32 = 170;

/// A table of fewer rows stands on one page.
const SHORT: usize = 4;

/// How far in an analysis stands below its row.
const ANALYSIS_INDENT: u32 = 283;

/// A row, as far as its cells are concerned.
#[derive(Clone, Copy)]
struct RowLook {
    /// Whether its words are strong.
    is_strong: bool,
    /// Whether the next row stands on the same page.
    keeps_next: bool,
    /// Whether no line is below it.
    is_open_below: bool,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if table.caption_shown {
            self.paragraph(Paragraph::of(style::CAPTION), &table.caption, Look::default());
        }
        let count = table.columns.len().max(1);
        let (widths, is_small) = width::widths(&measures(table), self.width, self.has_own_look);
        let heads: Vec<&str> =
            table.columns.iter().map(|column| &*column.label).filter(|label| !label.is_empty()).collect();
        self.begin_table(&table.caption, &heads.join(", "), &widths, 0, true);
        let was_small = std::mem::replace(&mut self.is_small, is_small);
        self.begin_row(true, true);
        let sides: Vec<Side> = table.shapes().into_iter().map(side).collect();
        for ((column, width), side) in table.columns.iter().zip(&widths).zip(sides) {
            self.cell(*width, 1, "", |writer| {
                writer.begin(Paragraph { keeps_next: true, side, ..Paragraph::of(style::TABLE_HEAD) });
                writer.words(&column.label, Look::default());
                writer.out.push_str("</w:p>");
            });
        }
        self.out.push_str("</w:tr>");
        let is_short = table.rows.len() < SHORT && table.rows.iter().all(|row| row.analysis.is_none());
        for (number, row) in table.rows.iter().enumerate() {
            let analysis = row.analysis.as_ref().map(|text| self.analysis(text)).filter(|written| !written.is_empty());
            let next = table.rows.get(number + 1);
            let ends = next.is_none() && table.total.is_none();
            let before_last = number + 2 == table.rows.len() && table.total.is_none();
            let before_sum = next.map_or(table.total.is_some(), |next| next.kind == RowKind::Sum);
            let keeps_next =
                analysis.is_some() || !ends && (is_short || before_sum || before_last || row.kind == RowKind::Group);
            let is_strong = row.kind != RowKind::Plain;
            self.row(row, table, &widths, RowLook { is_strong, keeps_next, is_open_below: analysis.is_some() });
            if let Some(written) = analysis {
                self.begin_row(false, false);
                let width: u32 = widths.iter().sum();
                self.begin_cell(
                    width,
                    count,
                    "<w:tcBorders><w:top w:val=\"nil\"/></w:tcBorders>",
                    Some(ANALYSIS_INDENT),
                );
                self.out.push_str(&written);
                self.out.push_str("</w:tc></w:tr>");
            }
        }
        if let Some(total) = &table.total {
            self.begin_row(false, true);
            let look = RowLook { is_strong: true, keeps_next: false, is_open_below: false };
            self.cells(total, table, &widths, look);
            self.out.push_str("</w:tr>");
        }
        self.is_small = was_small;
        self.end_table();
    }

    /// The content of the cell with an analysis; empty where nothing is left of it.
    fn analysis(&mut self, text: &crate::print::layout::Text) -> String {
        let before = std::mem::take(&mut self.out);
        let width = self.width;
        self.width = width.saturating_sub(SIDES + ANALYSIS_INDENT);
        let base = std::mem::replace(&mut self.base, style::TABLE_TEXT);
        let label = self.context.templates.labels.analysis.clone();
        let is_strong = Look { is_strong: true, ..Look::default() };
        let room = std::mem::take(&mut self.room);
        self.paragraph(Paragraph { keeps_next: true, ..Paragraph::of(style::TABLE_TEXT) }, &label, is_strong);
        let start = self.out.len();
        self.text(text);
        let is_empty = self.out.len() == start;
        self.end_cell_content();
        self.room = room;
        (self.width, self.base) = (width, base);
        let written = std::mem::replace(&mut self.out, before);
        if is_empty { String::new() } else { written }
    }

    fn row(&mut self, row: &Row, table: &Table, widths: &[u32], look: RowLook) {
        self.begin_row(false, true);
        let keeps = std::mem::replace(&mut self.keeps_next, look.keeps_next);
        match (row.kind, row.cells.first()) {
            (RowKind::Group, Some(cell)) => {
                let whole = widths.iter().sum();
                self.cell(whole, table.columns.len().max(1), "", |writer| writer.content(cell, Side::Start, look));
            }
            _ => self.cells(&row.cells, table, widths, look),
        }
        self.keeps_next = keeps;
        self.out.push_str("</w:tr>");
    }

    fn cells(&mut self, cells: &[Cell], table: &Table, widths: &[u32], look: RowLook) {
        let borders = if look.is_open_below { "<w:tcBorders><w:bottom w:val=\"nil\"/></w:tcBorders>" } else { "" };
        for (number, (shape, width)) in table.shapes().into_iter().zip(widths).enumerate() {
            let side = side(shape);
            self.cell(*width, 1, borders, |writer| {
                if let Some(cell) = cells.get(number) {
                    writer.content(cell, side, look);
                }
            });
        }
    }

    /// How something stands goes above its name; whose it is, or how it stands where there is no name, is on its line.
    fn content(&mut self, cell: &Cell, side: Side, look: RowLook) {
        let paragraph = Paragraph { side, ..Paragraph::of(style::TABLE_TEXT) };
        let words = cell.content.print();
        let own = Look { is_strong: look.is_strong, ..Look::default() };
        let says_how = cell.marks.first().is_some_and(|mark| mark.kind.says_how());
        let is_above = says_how && !matches!(cell.content, Content::Empty);
        let has_line = !cell.marks.is_empty() || !words.is_empty();
        if has_line {
            self.begin(paragraph);
        }
        for (number, mark) in cell.marks.iter().enumerate() {
            self.words(if number > 0 { "  " } else { "" }, Look::default());
            self.mark(mark);
        }
        if !cell.marks.is_empty() && !words.is_empty() {
            match is_above {
                true => {
                    self.out.push_str("</w:p>");
                    self.begin(paragraph);
                }
                false => self.words("  ", Look::default()),
            }
        }
        self.leading_words(&words, cell.leads_to.as_ref(), own);
        self.out.push_str(if has_line { "</w:p>" } else { "" });
        for line in &cell.lines {
            self.begin(Paragraph { side, ..Paragraph::of(style::LINE) });
            self.line_words(line);
            self.out.push_str("</w:p>");
        }
        if let Some(prose) = &cell.prose {
            self.text(prose);
        }
    }

    /// Writes a table of a text.
    pub(super) fn grid(&mut self, grid: Grid) {
        let count = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if count == 0 {
            return;
        }
        let mut measures = vec![Measure::default(); count];
        for row in &grid.rows {
            row.cells.iter().zip(&mut measures).for_each(|(cell, measure)| measure.add(&cell.words));
        }
        let (widths, is_small) = width::widths(&measures, self.width.saturating_sub(grid.indent), self.has_own_look);
        let heads = grid.rows.iter().filter(|row| row.is_head).flat_map(|row| &row.cells);
        let heads: Vec<&str> = heads.map(|cell| cell.words.trim()).filter(|words| !words.is_empty()).collect();
        self.begin_table(&grid.name, &heads.join(", "), &widths, grid.indent, !heads.is_empty());
        let was_small = std::mem::replace(&mut self.is_small, is_small);
        let is_short = grid.rows.len() <= SHORT;
        let last = grid.rows.len() - 1;
        for (number, row) in grid.rows.into_iter().enumerate() {
            self.begin_row(row.is_head, true);
            let keeps_next = row.is_head || is_short && number < last;
            let mut cells = row.cells.into_iter();
            for width in &widths {
                let cell = cells.next().unwrap_or_default();
                let style = if row.is_head { style::TABLE_HEAD } else { style::TABLE_TEXT };
                self.cell(*width, 1, "", |writer| {
                    writer.begin(Paragraph { keeps_next, side: cell.side, ..Paragraph::of(style) });
                    writer.out.push_str(&cell.content);
                    writer.out.push_str("</w:p>");
                });
            }
            self.out.push_str("</w:tr>");
        }
        self.is_small = was_small;
        self.end_table();
    }

    /// Writes the begin of a table; its name and what it is about are for those who do not see it.
    fn begin_table(&mut self, name: &str, about: &str, widths: &[u32], indent: u32, has_head: bool) {
        // Tables that nothing parts are one to Word.
        if self.room.is_after_table {
            self.room.is_after_table = false;
            let gap = Paragraph { above: Some(0), keeps_next: false, ..Paragraph::of(style::TABLE_TEXT) };
            self.paragraph(gap, "", Look::default());
        }
        // A page begins with a paragraph.
        if self.room.is_page {
            self.paragraph(Paragraph { above: Some(0), ..Paragraph::of(style::TABLE_TEXT) }, "", Look::default());
        }
        let whole: u32 = widths.iter().sum();
        let out = &mut self.out;
        out.push_str("<w:tbl><w:tblPr>");
        if let Some(id) = self.styles.id(style::TABLE) {
            out.push_str("<w:tblStyle w:val=\"");
            xml::write_value(out, id);
            out.push_str("\"/>");
        }
        out.extend(["<w:tblW w:w=\"", &whole.to_string(), "\" w:type=\"dxa\"/>"]);
        if indent > 0 {
            out.extend(["<w:tblInd w:w=\"", &indent.to_string(), "\" w:type=\"dxa\"/>"]);
        }
        let first = if has_head { "1" } else { "0" };
        out.extend([
            "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"",
            if has_head { "04A0" } else { "0480" },
            "\" w:firstRow=\"",
            first,
            "\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>",
        ]);
        for (element, words) in [("tblCaption", name), ("tblDescription", about)] {
            if !words.is_empty() {
                out.extend(["<w:", element, " w:val=\""]);
                xml::write_value(out, words);
                out.push_str("\"/>");
            }
        }
        out.push_str("</w:tblPr><w:tblGrid>");
        widths.iter().for_each(|width| out.extend(["<w:gridCol w:w=\"", &width.to_string(), "\"/>"]));
        out.push_str("</w:tblGrid>");
    }

    fn end_table(&mut self) {
        self.out.push_str("</w:tbl>");
        self.room.is_after_table = true;
    }

    fn begin_row(&mut self, is_head: bool, is_whole: bool) {
        self.out.push_str(match (is_head, is_whole) {
            (true, _) => "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
            (false, true) => "<w:tr><w:trPr><w:cantSplit/></w:trPr>",
            (false, false) => "<w:tr>",
        });
    }

    /// Writes a cell, which has a paragraph whatever its content is.
    fn cell(&mut self, width: u32, columns: usize, borders: &str, content: impl FnOnce(&mut Self)) {
        self.begin_cell(width, columns, borders, None);
        let whole = std::mem::replace(&mut self.width, width.saturating_sub(SIDES));
        let base = std::mem::replace(&mut self.base, style::TABLE_TEXT);
        let room = std::mem::take(&mut self.room);
        content(self);
        self.end_cell_content();
        self.room = room;
        (self.width, self.base) = (whole, base);
        self.out.push_str("</w:tc>");
    }

    fn begin_cell(&mut self, width: u32, columns: usize, borders: &str, indent: Option<u32>) {
        let out = &mut self.out;
        out.extend(["<w:tc><w:tcPr><w:tcW w:w=\"", &width.to_string(), "\" w:type=\"dxa\"/>"]);
        if columns > 1 {
            out.extend(["<w:gridSpan w:val=\"", &columns.to_string(), "\"/>"]);
        }
        out.push_str(borders);
        if let Some(indent) = indent {
            out.extend(["<w:tcMar><w:left w:w=\"", &indent.to_string(), "\" w:type=\"dxa\"/></w:tcMar>"]);
        }
        out.push_str("</w:tcPr>");
    }

    /// A cell ends with a paragraph.
    fn end_cell_content(&mut self) {
        if !self.out.ends_with("</w:p>") {
            self.paragraph(Paragraph::of(style::TABLE_TEXT), "", Look::default());
        }
    }
}

fn side(shape: ColumnShape) -> Side {
    if shape == ColumnShape::Amount { Side::Right } else { Side::Start }
}

fn measures(table: &Table) -> Vec<Measure> {
    let mut measures: Vec<Measure> = vec![Measure::default(); table.columns.len()];
    for (column, measure) in table.columns.iter().zip(&mut measures) {
        measure.add(&column.label);
    }
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group).map(|row| &row.cells);
    for cells in rows.chain(&table.total) {
        for (cell, measure) in cells.iter().zip(&mut measures) {
            measure.add(&cell.content.print());
            cell.marks.iter().for_each(|mark| measure.add(&super::mark_words(mark)));
            cell.lines.iter().for_each(|line| measure.add(&line.text));
        }
    }
    measures
}

/// A table of a text, its cells written.
#[derive(Default)]
pub(super) struct Grid {
    name: String,
    /// How far in it stands.
    indent: u32,
    rows: Vec<GridRow>,
}

#[derive(Default)]
struct GridRow {
    is_head: bool,
    cells: Vec<GridCell>,
}

/// A cell of it.
#[derive(Default)]
pub(super) struct GridCell {
    /// What is in its paragraph.
    pub(super) content: String,
    /// Its words alone.
    pub(super) words: String,
    pub(super) side: Side,
}

impl Grid {
    /// A table without rows.
    pub(super) fn named(name: &str, indent: u32) -> Grid {
        Grid { name: name.to_owned(), indent, rows: Vec::new() }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self, is_head: bool) {
        self.rows.push(GridRow { is_head, cells: Vec::new() });
    }

    /// Adds a cell to the last row.
    pub(super) fn add(&mut self, cell: GridCell) {
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(cell);
        }
    }
}
