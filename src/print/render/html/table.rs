//! A table in HTML.

use super::{FORMAT, Writer};
use crate::diagnostic::Diagnostic;
use crate::print::chart::spark;
use crate::print::layout::{Cell, Place, Table, Text};
use crate::print::render::block_values::TableWriter;
use crate::print::templates::html::{self, write as words};
use crate::print::view::{Column, ColumnShape, Content, TableKind};

/// A table of more columns has smaller type, and more room where there is any.
const MOST_COLUMNS: usize = 5;

/// The same of a table that has goals in words beside what is counted of them.
const MOST_COLUMNS_BESIDE_GOALS: usize = 2;

/// What the plans below say of a goal is folded where it has more rows: the sentence beside it has counted them.
const MOST_OPEN: usize = 12;

impl Writer<'_> {
    pub(super) fn table(&self, table: &Table, out: &mut String) -> Result<(), Box<Diagnostic>> {
        let most = match table.kind {
            TableKind::Goals | TableKind::RollUp => MOST_COLUMNS_BESIDE_GOALS,
            _ => MOST_COLUMNS,
        };
        let wide = if table.columns.len() > most { " wide" } else { "" };
        let is_folded = table.kind == TableKind::RollUp && table.rows.len() > MOST_OPEN;
        if is_folded {
            out.push_str("<details class=\"rows\">\n<summary>");
            words(out, &self.context.templates.labels.word("alla_bedömningar"));
            out.push_str(&format!(" ({})</summary>\n", table.rows.len()));
        }
        let unseen = if table.caption_shown { "" } else { " class=\"visually-hidden\"" };
        out.extend(["<table class=\"", table.kind.name(), wide, "\">\n<caption", unseen, ">"]);
        words(out, &table.caption);
        out.push_str("</caption>\n<thead>\n<tr>\n");
        let shapes = table.shapes();
        for (column, shape) in table.columns.iter().zip(&shapes) {
            if column.label.is_empty() {
                out.push_str("<td></td>\n");
                continue;
            }
            out.extend(["<th scope=\"col\" class=\"", shape.name(), "\">"]);
            html::write_breakable(out, &column.label);
            out.push_str("</th>\n");
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        let heads = heads(table, &shapes);
        for (number, row) in table.rows.iter().enumerate() {
            let kind = row.kind.name();
            if kind == "group" && number > 0 {
                out.push_str("</tbody>\n<tbody>\n");
            }
            match kind {
                "plain" => out.push_str("<tr>\n"),
                kind => out.extend(["<tr class=\"", kind, "\">\n"]),
            }
            self.cells(kind, &row.cells, table, &heads, out)?;
            out.push_str("</tr>\n");
            if let Some(analysis) = &row.analysis {
                self.analysis(analysis, table.columns.len(), out)?;
            }
        }
        out.push_str("</tbody>\n");
        if let Some(total) = &table.total {
            out.push_str("<tfoot>\n<tr>\n");
            self.cells("total", total, table, &heads, out)?;
            out.push_str("</tr>\n</tfoot>\n");
        }
        out.push_str(if is_folded { "</table>\n</details>\n" } else { "</table>\n" });
        Ok(())
    }

    /// The analysis under a row; nothing where nothing is left of it.
    fn analysis(&self, analysis: &Text, columns: usize, out: &mut String) -> Result<(), Box<Diagnostic>> {
        let start = out.len();
        let columns = columns.to_string();
        out.extend(["<tr class=\"analysis\">\n<td colspan=\"", &columns, "\">\n"]);
        out.push_str("<p class=\"label\">");
        words(out, &self.context.templates.labels.analysis);
        out.push_str("</p>\n");
        let before = out.len();
        self.text(analysis, out)?;
        match out.len() == before {
            true => out.truncate(start),
            false => out.push_str("</td>\n</tr>\n"),
        }
        Ok(())
    }

    /// Writes the cells of a row, the first as the row's head.
    ///
    /// `heads` are the attributes of the columns' cells.
    fn cells(
        &self,
        kind: &str,
        cells: &[Cell],
        table: &Table,
        heads: &[String],
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        if let ("group", Some(cell)) = (kind, cells.first()) {
            let count = table.columns.len().to_string();
            out.extend(["<th scope=\"rowgroup\" colspan=\"", &count, "\">"]);
            self.content(cell, out)?;
            out.push_str("</th>\n");
            return Ok(());
        }
        for (number, (cell, head)) in cells.iter().zip(heads).enumerate() {
            if number == 0 {
                out.push_str("<th scope=\"row\">");
                self.content(cell, out)?;
                out.push_str("</th>\n");
                continue;
            }
            out.extend(["<td ", head, ">"]);
            match cell.is_full() {
                // On a narrow screen the words of the column stand beside all of it.
                true => {
                    out.push_str("<div>");
                    self.content(cell, out)?;
                    out.push_str("</div>");
                }
                false => write_content(&cell.content, out),
            }
            out.push_str("</td>\n");
        }
        Ok(())
    }

    fn content(&self, cell: &Cell, out: &mut String) -> Result<(), Box<Diagnostic>> {
        // How something stands goes above its name; whose it is, or how it stands where there is no name, is on its line.
        let is_above =
            matches!(cell.marks.first(), Some(mark) if mark.kind.says_how()) && !matches!(cell.content, Content::Empty);
        out.push_str(if is_above { "<span class=\"marks\">" } else { "" });
        for (number, mark) in cell.marks.iter().enumerate() {
            out.push_str(if number > 0 { " " } else { "" });
            let look = if mark.kind.says_how() { "status" } else { "mark" };
            out.extend(["<span class=\"", look, " ", mark.kind.name(), "\">"]);
            words(out, &mark.words);
            out.push_str("</span>");
        }
        match cell.marks.is_empty() {
            true => {}
            false if is_above => out.push_str("</span> "),
            false => out.push(' '),
        }
        if let Some(place) = &cell.leads_to {
            out.push_str("<a href=\"");
            html::write_address(out, &address(place));
            out.push_str("\">");
        }
        write_content(&cell.content, out);
        out.push_str(if cell.leads_to.is_some() { "</a>" } else { "" });
        for line in &cell.lines {
            out.push_str("<span class=\"line\">");
            if !line.label.is_empty() {
                words(out, &line.label);
                out.push_str(": ");
            }
            words(out, &line.text);
            out.push_str("</span>");
        }
        if let Some(prose) = &cell.prose {
            out.push_str("<div class=\"note\">");
            self.text(prose, out)?;
            out.push_str("</div>");
        }
        Ok(())
    }
}

/// What stands in the tags of a column's cells: what they are, and the words of the column for a narrow screen.
fn heads(table: &Table, shapes: &[ColumnShape]) -> Vec<String> {
    let head = |(column, shape): (&Column, &ColumnShape)| {
        let mut head = format!("class=\"{}\" data-label=\"", shape.name());
        words(&mut head, &column.label);
        head.push('"');
        head
    };
    table.columns.iter().zip(shapes).map(head).collect()
}

/// The address of what words lead to.
pub(super) fn address(place: &Place) -> String {
    place.address(FORMAT.extension, |heading| heading.id.clone())
}

fn write_content(content: &Content, out: &mut String) {
    match content {
        Content::Empty => {}
        // The words say all; the line is for the eye alone.
        Content::Movement(movement) => {
            out.push_str("<span class=\"movement\">");
            out.push_str(&spark(&movement.values, &movement.breaks));
            words(out, &movement.words);
            out.push_str("</span>");
        }
        content => html::write_breakable(out, &content.print()),
    }
}

impl TableWriter for Writer<'_> {
    fn anchor<'v>(&'v self, id: &'v str) -> Option<&'v str> {
        Some(id)
    }

    fn address(&self, place: &Place) -> Option<String> {
        Some(address(place))
    }

    fn row(&self, kind: &str, cells: &[Cell], table: &Table) -> Result<String, Box<Diagnostic>> {
        let mut out = String::with_capacity(256);
        self.cells(kind, cells, table, &heads(table, &table.shapes()), &mut out)?;
        Ok(out)
    }

    fn text(&self, text: &Text) -> Result<String, Box<Diagnostic>> {
        self.text_alone(text)
    }
}
