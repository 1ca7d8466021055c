//! A table's rows as a workspace's own template of tables gets them, and the filter `cells`, which writes a whole row as
//! the built-in table does.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use minijinja::{Environment, Error, ErrorKind};

use super::html;

/// A row: a list of cells that has a kind and an analysis.
#[derive(Debug)]
pub struct RowValue {
    /// `plain`, `group`, `sum` or `total`.
    pub kind: &'static str,
    /// The analysis under it, written in the page's format; none where there is none.
    pub analysis: Value,
    /// The cells, as many as there are columns; a group's head has one.
    pub cells: Vec<Value>,
    /// The cells as the format writes them.
    pub written: String,
}

impl Object for RowValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str() {
            Some("kind") => Some(Value::from(self.kind)),
            Some("analysis") => Some(self.analysis.clone()),
            _ => self.cells.get(key.as_usize()?).cloned(),
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
    let mut out = String::with_capacity(words.len() + 8);
    html::write_breakable(&mut out, words);
    Value::from_safe_string(out)
}

/// `{{ row | cells }}`: the cells of a row, the first as the row's head.
fn cells(row: &Value) -> Result<Value, Error> {
    match row.downcast_object_ref::<RowValue>() {
        Some(row) => Ok(Value::from_safe_string(row.written.clone())),
        None => Err(Error::new(ErrorKind::InvalidOperation, "cells wants a row of a table")),
    }
}
