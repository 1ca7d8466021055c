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

/// A mark before a cell's text.
#[derive(Clone, Debug, Serialize)]
pub struct MarkValues {
    /// What it says, for its look.
    pub kind: &'static str,
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

/// A row: to templates a list of cells.
#[derive(Debug)]
pub struct Row {
    /// The table's columns.
    pub columns: Arc<Vec<ColumnValues>>,
    /// The cells, as many as there are columns.
    pub cells: Vec<CellValues>,
    /// Whether it is the table's total.
    pub is_total: bool,
}

impl Object for Row {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.cells.get(key.as_usize()?).map(|cell| Value::from(Serde(cell)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.cells.len())
    }
}

/// Adds the filter `cells`.
pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_filter("cells", cells);
}

/// `{{ row | cells }}`: the cells of a row, the first as the row's head.
fn cells(state: &State, row: &Value) -> Result<Value, Error> {
    let Some(row) = row.downcast_object_ref::<Row>() else {
        return Err(Error::new(ErrorKind::InvalidOperation, "cells wants a row of a table"));
    };
    let mut out = String::with_capacity(256);
    let written = match state.auto_escape() {
        AutoEscape::Html => html(row, &mut out),
        _ => as_markdown(row, &mut out),
    };
    written.map_err(|_| Error::new(ErrorKind::WriteFailure, "a row cannot be written"))?;
    Ok(Value::from_safe_string(out))
}

/// Roles are written out: on a narrow screen the cells stand one under the other, and browsers then forget them.
fn html(row: &Row, out: &mut String) -> std::fmt::Result {
    for (number, (cell, column)) in row.cells.iter().zip(row.columns.iter()).enumerate() {
        let text = HtmlEscape(&cell.text);
        if number > 0 {
            let (shape, label) = (column.shape, HtmlEscape(&column.label));
            writeln!(out, "<td role=\"cell\" class=\"{shape}\" data-label=\"{label}\">{text}</td>")?;
            continue;
        }
        let class = if cell.marks.is_empty() { "" } else { " class=\"marked\"" };
        write!(out, "<th scope=\"row\" role=\"rowheader\"{class}>")?;
        for mark in &cell.marks {
            write!(out, "<span class=\"mark {}\">{}</span> ", mark.kind, HtmlEscape(&mark.words))?;
        }
        write!(out, "{text}")?;
        for line in &cell.lines {
            write!(out, "<span class=\"line\">{}: {}</span>", HtmlEscape(&line.label), HtmlEscape(&line.text))?;
        }
        if let Some(prose) = &cell.prose {
            write!(out, "<div class=\"note\">{prose}</div>")?;
        }
        out.push_str("</th>\n");
    }
    Ok(())
}

/// Markdown has no lines within a cell but `<br>`.
fn as_markdown(row: &Row, out: &mut String) -> std::fmt::Result {
    out.push('|');
    for cell in &row.cells {
        out.push(' ');
        for mark in &cell.marks {
            out.push('[');
            markdown::write(out, &mark.words)?;
            out.push_str("] ");
        }
        let strong = if row.is_total && !cell.text.is_empty() { "**" } else { "" };
        out.push_str(strong);
        markdown::write(out, &cell.text)?;
        out.push_str(strong);
        for line in &cell.lines {
            out.push_str("<br>");
            markdown::write(out, &line.label)?;
            out.push_str(": ");
            markdown::write(out, &line.text)?;
        }
        if let Some(prose) = &cell.prose {
            write!(out, "<br>{}", filters::in_cell(prose))?;
        }
        out.push_str(if cell.text.is_empty() { "|" } else { " |" });
    }
    Ok(())
}
