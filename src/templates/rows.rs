//! A table's rows as templates get them, and the filter `cells`, which writes a whole row in the template's format.
//!
//! A template may walk a row's cells itself. The built-in ones use the filter: a thousand plans have a hundred thousand
//! cells, and a step of a template costs more than writing a cell.

use std::fmt::Write;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, HtmlEscape, State};
use serde::Serialize;

use super::{filters, markdown};

/// A column's head.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnValues {
    /// The words.
    pub label: String,
    /// `name`, `target`, `date`, `word` or `amount`.
    pub shape: &'static str,
}

/// A mark: before a cell's text, or alone as a goal's assessment.
#[derive(Clone, Debug, Serialize)]
pub struct MarkValues {
    /// What it says, for its look.
    pub kind: &'static str,
    /// The sign before its words in plain text; empty for a mark of words alone.
    pub sign: &'static str,
    /// The words.
    pub words: String,
}

/// A label with a text.
#[derive(Clone, Debug, Serialize)]
pub struct LineValues {
    /// "Ansvarig".
    pub label: String,
    /// The text.
    pub text: String,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub struct CellValues {
    /// Marks before the text.
    pub marks: Vec<MarkValues>,
    /// The text in print.
    pub text: String,
    /// Lines under it.
    pub lines: Vec<LineValues>,
    /// Prose under it, written in the page's format.
    pub prose: Option<Value>,
}

impl CellValues {
    /// Whether there is more than text in it.
    fn is_full(&self) -> bool {
        !self.marks.is_empty() || !self.lines.is_empty() || self.prose.is_some()
    }

    /// Whether a mark says how something stands, and not only whose it is.
    fn has_status(&self) -> bool {
        self.marks.iter().any(|mark| !mark.sign.is_empty())
    }
}

/// A row: to templates a list of cells that has a kind and an analysis.
#[derive(Debug)]
pub struct Row {
    /// The table's columns.
    pub columns: Arc<Vec<ColumnValues>>,
    /// `plain`, `group`, `sum` or `total`.
    pub kind: &'static str,
    /// The cells, as many as there are columns; a group's head has one.
    pub cells: Vec<CellValues>,
    /// The analysis under it, written in the page's format.
    pub analysis: Option<Value>,
}

impl Object for Row {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str() {
            Some("kind") => Some(Value::from(self.kind)),
            Some("analysis") => Some(self.analysis.clone().unwrap_or(Value::from(()))),
            _ => self.cells.get(key.as_usize()?).map(|cell| Value::from(Serde(cell))),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.cells.len())
    }
}

/// Adds the filters `cells` and `breaks`.
pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_filter("cells", cells);
    environment.add_filter("breaks", breaks);
}

/// `{{ column.label | breaks }}`: words as HTML in which a line may end after a slash, as in "kvinnor/flickor".
fn breaks(words: &str) -> Value {
    Value::from_safe_string(Breakable(words).to_string())
}

/// Words as HTML in which a line may end after a slash.
#[derive(Clone, Copy, Debug)]
pub struct Breakable<'w>(pub &'w str);

impl std::fmt::Display for Breakable<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let mut rest = self.0;
        while let Some((before, after)) = rest.split_once('/').filter(|(_, after)| !after.is_empty()) {
            write!(out, "{}/<wbr>", HtmlEscape(before))?;
            rest = after;
        }
        HtmlEscape(rest).fmt(out)
    }
}

/// `{{ row | cells }}`: the cells of a row, the first as the row's head.
fn cells(state: &State, row: &Value) -> Result<Value, Error> {
    let Some(row) = row.downcast_object_ref::<Row>() else {
        return Err(Error::new(ErrorKind::InvalidOperation, "cells wants a row of a table"));
    };
    let mut out = String::with_capacity(256);
    let written = match state.auto_escape() {
        AutoEscape::Html => write_html(row, &mut out),
        _ => write_markdown(row, &mut out),
    };
    written.map_err(|_| Error::new(ErrorKind::WriteFailure, "a row cannot be written"))?;
    Ok(Value::from_safe_string(out))
}

/// Writes the cells of a row as HTML.
///
/// Errors: none, as long as `out` is memory.
pub fn write_html(row: &Row, out: &mut String) -> std::fmt::Result {
    // Roles are written out: on a narrow screen the cells stand one under the other, and browsers then forget them.
    if let ("group", Some(cell)) = (row.kind, row.cells.first()) {
        write!(out, "<th scope=\"rowgroup\" role=\"rowheader\" colspan=\"{}\">", row.columns.len())?;
        write_content(cell, out)?;
        out.push_str("</th>\n");
        return Ok(());
    }
    for (number, (cell, column)) in row.cells.iter().zip(row.columns.iter()).enumerate() {
        if number == 0 {
            let class = if cell.marks.is_empty() || cell.has_status() { "" } else { " class=\"marked\"" };
            write!(out, "<th scope=\"row\" role=\"rowheader\"{class}>")?;
            write_content(cell, out)?;
            out.push_str("</th>\n");
            continue;
        }
        let (shape, label) = (column.shape, HtmlEscape(&column.label));
        write!(out, "<td role=\"cell\" class=\"{shape}\" data-label=\"{label}\">")?;
        match cell.is_full() {
            // On a narrow screen the words of the column stand beside all of it.
            true => {
                out.push_str("<div>");
                write_content(cell, out)?;
                out.push_str("</div>");
            }
            false => write!(out, "{}", Breakable(&cell.text))?,
        }
        out.push_str("</td>\n");
    }
    Ok(())
}

fn write_content(cell: &CellValues, out: &mut String) -> std::fmt::Result {
    // How something stands goes above its name, on a line with whose it is; whose it is alone goes before the name.
    let has_status = cell.has_status();
    out.push_str(if has_status { "<span class=\"marks\">" } else { "" });
    for (number, mark) in cell.marks.iter().enumerate() {
        out.push_str(if number > 0 { " " } else { "" });
        let look = if mark.sign.is_empty() { "mark" } else { "status" };
        write!(out, "<span class=\"{look} {}\">{}</span>", mark.kind, HtmlEscape(&mark.words))?;
    }
    match cell.marks.is_empty() {
        true => {}
        false if has_status => out.push_str("</span> "),
        false => out.push(' '),
    }
    write!(out, "{}", Breakable(&cell.text))?;
    for line in &cell.lines {
        out.push_str("<span class=\"line\">");
        if !line.label.is_empty() {
            write!(out, "{}: ", HtmlEscape(&line.label))?;
        }
        write!(out, "{}</span>", HtmlEscape(&line.text))?;
    }
    if let Some(prose) = &cell.prose {
        write!(out, "<div class=\"note\">{prose}</div>")?;
    }
    Ok(())
}

/// Writes a row as Markdown, which has no lines within a cell but `<br>`.
///
/// Errors: none, as long as `out` is memory.
pub fn write_markdown(row: &Row, out: &mut String) -> std::fmt::Result {
    out.push('|');
    for cell in &row.cells {
        out.push(' ');
        let start = out.len();
        for mark in &cell.marks {
            out.push('[');
            if !mark.sign.is_empty() {
                write!(out, "{} ", mark.sign)?;
            }
            markdown::write(out, &mark.words)?;
            out.push_str("] ");
        }
        let strong = if row.kind == "plain" || cell.text.is_empty() { "" } else { "**" };
        out.push_str(strong);
        markdown::write(out, &cell.text)?;
        out.push_str(strong);
        for line in &cell.lines {
            out.push_str(if out.len() > start { "<br>" } else { "" });
            if !line.label.is_empty() {
                markdown::write(out, &line.label)?;
                out.push_str(": ");
            }
            markdown::write(out, &line.text)?;
        }
        if let Some(prose) = &cell.prose {
            write!(out, "<br>{}", filters::in_cell(prose))?;
        }
        out.push_str(if out.ends_with(' ') { "|" } else { " |" });
    }
    // A row of Markdown has all its cells.
    for _ in row.cells.len()..row.columns.len() {
        out.push_str(" |");
    }
    Ok(())
}
