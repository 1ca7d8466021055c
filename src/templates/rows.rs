//! A table's rows as templates get them, and the filter `cells`, which writes a whole row in the template's format.
//!
//! A template may walk a row's cells itself. The built-in ones use the filter: a thousand plans have a hundred thousand
//! cells, and a step of a template costs more than writing a cell.

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State};
use serde::Serialize;

use super::{filters, html, markdown};

/// A column's head.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnValues<'v> {
    /// The words.
    pub label: Cow<'v, str>,
    /// `name`, `target`, `date`, `word` or `amount`.
    pub shape: &'static str,
}

/// A mark: before a cell's text, or alone as a goal's assessment.
#[derive(Clone, Debug, Serialize)]
pub struct MarkValues<'v> {
    /// What it says, for its look.
    pub kind: &'static str,
    /// The sign before its words in plain text; empty for a mark of words alone.
    pub sign: &'static str,
    /// The words.
    pub words: Cow<'v, str>,
}

/// A label with a text.
#[derive(Clone, Debug, Serialize)]
pub struct LineValues<'v> {
    /// "Ansvarig".
    pub label: Cow<'v, str>,
    /// The text.
    pub text: Cow<'v, str>,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub struct CellValues<'v> {
    /// Marks before the text.
    pub marks: Vec<MarkValues<'v>>,
    /// The text in print.
    pub text: Cow<'v, str>,
    /// Lines under it.
    pub lines: Vec<LineValues<'v>>,
    /// Prose under it, written in the page's format.
    #[serde(serialize_with = "prose")]
    pub prose: Option<String>,
}

/// Prose is markup already.
fn prose<S: serde::Serializer>(text: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    text.clone().map(Value::from_safe_string).serialize(serializer)
}

impl CellValues<'_> {
    /// Whether there is more than text in it.
    fn is_full(&self) -> bool {
        !self.marks.is_empty() || !self.lines.is_empty() || self.prose.is_some()
    }

    /// Whether a mark says how something stands, and not only whose it is.
    fn has_status(&self) -> bool {
        self.marks.iter().any(|mark| !mark.sign.is_empty())
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row<'v> {
    /// `plain`, `group`, `sum` or `total`.
    pub kind: &'static str,
    /// The cells, as many as there are columns; a group's head has one.
    pub cells: Vec<CellValues<'v>>,
    /// The analysis under it, written in the page's format.
    pub analysis: Option<String>,
}

/// A row as templates get it, which may keep it: a list of cells that has a kind and an analysis.
#[derive(Debug)]
pub struct KeptRow {
    /// The table's columns.
    pub columns: Arc<Vec<ColumnValues<'static>>>,
    /// The row.
    pub row: Row<'static>,
}

fn kept(words: &str) -> Cow<'static, str> {
    Cow::Owned(words.to_owned())
}

impl ColumnValues<'_> {
    /// The same, with words of its own.
    pub fn keep(&self) -> ColumnValues<'static> {
        ColumnValues { label: kept(&self.label), shape: self.shape }
    }
}

impl Row<'_> {
    /// The same, with words of its own.
    pub fn keep(&self) -> Row<'static> {
        let mark = |mark: &MarkValues| MarkValues { words: kept(&mark.words), kind: mark.kind, sign: mark.sign };
        let line = |line: &LineValues| LineValues { label: kept(&line.label), text: kept(&line.text) };
        let cell = |cell: &CellValues| CellValues {
            marks: cell.marks.iter().map(mark).collect(),
            text: kept(&cell.text),
            lines: cell.lines.iter().map(line).collect(),
            prose: cell.prose.clone(),
        };
        Row { kind: self.kind, cells: self.cells.iter().map(cell).collect(), analysis: self.analysis.clone() }
    }
}

impl Object for KeptRow {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str() {
            Some("kind") => Some(Value::from(self.row.kind)),
            Some("analysis") => Some(self.row.analysis.clone().map_or(Value::from(()), Value::from_safe_string)),
            _ => self.row.cells.get(key.as_usize()?).map(|cell| Value::from(Serde(cell))),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.row.cells.len())
    }
}

/// Adds the filters `cells` and `breaks`.
pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_filter("cells", cells);
    environment.add_filter("breaks", breaks);
}

/// `{{ column.label | breaks }}`: words as HTML in which a line may end after a slash, as in "kvinnor/flickor".
fn breaks(words: &str) -> Value {
    let mut out = String::with_capacity(words.len() + 8);
    html::write_breakable(&mut out, words);
    Value::from_safe_string(out)
}

/// `{{ row | cells }}`: the cells of a row, the first as the row's head.
fn cells(state: &State, row: &Value) -> Result<Value, Error> {
    let Some(row) = row.downcast_object_ref::<KeptRow>() else {
        return Err(Error::new(ErrorKind::InvalidOperation, "cells wants a row of a table"));
    };
    let mut out = String::with_capacity(256);
    match state.auto_escape() {
        AutoEscape::Html => write_html(&row.row, &row.columns, &mut out),
        _ => write_markdown(&row.row, row.columns.len(), &mut out)
            .map_err(|_| Error::new(ErrorKind::WriteFailure, "a row cannot be written"))?,
    }
    Ok(Value::from_safe_string(out))
}

/// Writes the cells of a row as HTML.
pub fn write_html(row: &Row, columns: &[ColumnValues], out: &mut String) {
    // Roles are written out: on a narrow screen the cells stand one under the other, and browsers then forget them.
    if let ("group", Some(cell)) = (row.kind, row.cells.first()) {
        let count = columns.len().to_string();
        out.extend(["<th scope=\"rowgroup\" role=\"rowheader\" colspan=\"", &count, "\">"]);
        write_content(cell, out);
        out.push_str("</th>\n");
        return;
    }
    for (number, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
        if number == 0 {
            let class = if cell.marks.is_empty() || cell.has_status() { "" } else { " class=\"marked\"" };
            out.extend(["<th scope=\"row\" role=\"rowheader\"", class, ">"]);
            write_content(cell, out);
            out.push_str("</th>\n");
            continue;
        }
        out.extend(["<td role=\"cell\" class=\"", column.shape, "\" data-label=\""]);
        html::write(out, &column.label);
        out.push_str("\">");
        match cell.is_full() {
            // On a narrow screen the words of the column stand beside all of it.
            true => {
                out.push_str("<div>");
                write_content(cell, out);
                out.push_str("</div>");
            }
            false => html::write_breakable(out, &cell.text),
        }
        out.push_str("</td>\n");
    }
}

fn write_content(cell: &CellValues, out: &mut String) {
    // How something stands goes above its name, on a line with whose it is; whose it is alone goes before the name.
    let has_status = cell.has_status();
    out.push_str(if has_status { "<span class=\"marks\">" } else { "" });
    for (number, mark) in cell.marks.iter().enumerate() {
        out.push_str(if number > 0 { " " } else { "" });
        let look = if mark.sign.is_empty() { "mark" } else { "status" };
        out.extend(["<span class=\"", look, " ", mark.kind, "\">"]);
        html::write(out, &mark.words);
        out.push_str("</span>");
    }
    match cell.marks.is_empty() {
        true => {}
        false if has_status => out.push_str("</span> "),
        false => out.push(' '),
    }
    html::write_breakable(out, &cell.text);
    for line in &cell.lines {
        out.push_str("<span class=\"line\">");
        if !line.label.is_empty() {
            html::write(out, &line.label);
            out.push_str(": ");
        }
        html::write(out, &line.text);
        out.push_str("</span>");
    }
    if let Some(prose) = &cell.prose {
        out.extend(["<div class=\"note\">", prose, "</div>"]);
    }
}

/// Writes a row of so many columns as Markdown, which has no lines within a cell but `<br>`.
///
/// Errors: none, as long as `out` is memory.
pub fn write_markdown(row: &Row, columns: usize, out: &mut String) -> std::fmt::Result {
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
            write!(out, "<br>{}", filters::in_one_line(prose))?;
        }
        out.push_str(if out.ends_with(' ') { "|" } else { " |" });
    }
    // A row of Markdown has all its cells.
    for _ in row.cells.len()..columns {
        out.push_str(" |");
    }
    Ok(())
}
