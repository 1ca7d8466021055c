//! A table in Markdown, whose cells have no lines but `<br>`.

use super::{INVARIANT, Writer};
use crate::diagnostic::Diagnostic;
use crate::print::layout::{Cell, Place, Table, Text};
use crate::print::render::block_values::TableWriter;
use crate::print::templates::filters::in_one_line;
use crate::print::templates::write_markdown_words;
use crate::print::view::ColumnShape;

impl Writer<'_> {
    pub(super) fn table(&self, table: &Table, out: &mut String) -> Result<(), Box<Diagnostic>> {
        write_head(table, out).expect(INVARIANT);
        let rows = table.rows.iter().map(|row| (row.kind.name(), &row.cells));
        for (kind, cells) in rows.chain(table.total.as_ref().map(|cells| ("total", cells))) {
            self.cells(kind, cells, table.columns.len(), out)?;
            out.push('\n');
        }
        // A table of Markdown cannot hold blocks: they come after it, each under its row's name.
        for row in &table.rows {
            let Some(analysis) = &row.analysis else { continue };
            let start = out.len();
            // A row without a number is called by what stands in the next cell.
            let name = row.cells.iter().map(|cell| cell.content.print()).find(|name| !name.is_empty());
            write_name(&self.context.templates.labels.analysis, name.as_deref(), out).expect(INVARIANT);
            let before = out.len();
            self.text(analysis, out)?;
            if out.len() == before {
                out.truncate(start);
            }
        }
        Ok(())
    }

    /// Writes the cells of a row; a row of Markdown has all its cells.
    fn cells(&self, kind: &str, cells: &[Cell], columns: usize, out: &mut String) -> Result<(), Box<Diagnostic>> {
        out.push('|');
        for cell in cells {
            out.push(' ');
            let is_strong = kind != "plain";
            let address = cell.leads_to.as_ref().and_then(|place| self.forge.address(place));
            write_content(cell, is_strong, address.as_deref(), out).expect(INVARIANT);
            if let Some(prose) = &cell.prose {
                out.push_str("<br>");
                out.push_str(&in_one_line(&self.text_alone(prose)?));
            }
            out.push_str(if out.ends_with(' ') { "|" } else { " |" });
        }
        for _ in cells.len()..columns {
            out.push_str(" |");
        }
        Ok(())
    }
}

fn write_head(table: &Table, out: &mut String) -> std::fmt::Result {
    if table.caption_shown {
        out.push_str("**");
        write_markdown_words(out, &table.caption)?;
        out.push_str("**\n\n");
    }
    out.push('|');
    for column in &table.columns {
        out.push(' ');
        write_markdown_words(out, &column.label)?;
        out.push_str(if column.label.is_empty() { "|" } else { " |" });
    }
    out.push_str("\n|");
    for column in &table.columns {
        out.push_str(if column.shape() == ColumnShape::Amount { " ---: |" } else { " --- |" });
    }
    out.push('\n');
    Ok(())
}

/// "**Analys – Indikator**".
fn write_name(analysis: &str, name: Option<&str>, out: &mut String) -> std::fmt::Result {
    out.push_str("\n**");
    write_markdown_words(out, analysis)?;
    if let Some(name) = name {
        out.push_str(" – ");
        write_markdown_words(out, name)?;
    }
    out.push_str("**\n\n");
    Ok(())
}

/// Everything of a cell but its prose.
fn write_content(cell: &Cell, is_strong: bool, address: Option<&str>, out: &mut String) -> std::fmt::Result {
    let start = out.len();
    for mark in &cell.marks {
        out.push('[');
        let character = mark.kind.character();
        out.extend([character, if character.is_empty() { "" } else { " " }]);
        write_markdown_words(out, &mark.words)?;
        out.push_str("] ");
    }
    let text = cell.content.print();
    let strong = if is_strong && !text.is_empty() { "**" } else { "" };
    out.push_str(strong);
    out.push_str(if address.is_some() { "[" } else { "" });
    write_markdown_words(out, &text)?;
    if let Some(address) = address {
        out.extend(["](", address, ")"]);
    }
    out.push_str(strong);
    for line in &cell.lines {
        out.push_str(if out.len() > start { "<br>" } else { "" });
        if !line.label.is_empty() {
            write_markdown_words(out, &line.label)?;
            out.push_str(": ");
        }
        write_markdown_words(out, &line.text)?;
    }
    Ok(())
}

impl TableWriter for Writer<'_> {
    fn anchor<'v>(&'v self, id: &'v str) -> Option<&'v str> {
        self.forge.linked(id)
    }

    fn address(&self, place: &Place) -> Option<String> {
        self.forge.address(place)
    }

    fn row(&self, kind: &str, cells: &[Cell], table: &Table) -> Result<String, Box<Diagnostic>> {
        let mut out = String::with_capacity(256);
        self.cells(kind, cells, table.columns.len(), &mut out)?;
        Ok(out)
    }

    fn text(&self, text: &Text) -> Result<String, Box<Diagnostic>> {
        self.text_alone(text)
    }
}
