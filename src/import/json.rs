//! The rows of JSON as an export writes it: a list of objects under each table's name.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::import::problem::Unread;
use crate::import::row::{CellAt, Rows, Shown, Value};

/// Reads the rows.
pub(super) fn read(bytes: &[u8], rows: &mut dyn Rows) -> Result<(), Unread> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let json: Json = serde_json::from_slice(bytes).map_err(|_| Unread::Broken)?;
    match &json {
        Json::Object(tables) => {
            for (name, table) in tables {
                if let Json::Array(list) = table {
                    of_list(name, list, rows);
                }
            }
        }
        Json::Array(list) => of_list("", list, rows),
        _ => return Err(Unread::NotThis),
    }
    Ok(())
}

fn of_list(name: &str, list: &[Json], rows: &mut dyn Rows) {
    let objects = || list.iter().filter_map(Json::as_object);
    let mut heads: Vec<&str> = Vec::new();
    for key in objects().take(1000).flat_map(|object| object.keys()) {
        if !heads.contains(&key.as_str()) {
            heads.push(key);
        }
    }
    rows.sheet(name);
    let head: Vec<CellAt> =
        heads.iter().enumerate().map(|(column, head)| (column, Value::Text(Arc::from(*head)))).collect();
    if head.is_empty() || rows.row(0, &head).is_break() {
        return;
    }
    for (number, object) in objects().enumerate() {
        let cells: Vec<CellAt> =
            heads.iter().enumerate().filter_map(|(column, head)| Some((column, value(object.get(*head)?)?))).collect();
        if !cells.is_empty() && rows.row(number + 1, &cells).is_break() {
            return;
        }
    }
}

fn value(json: &Json) -> Option<Value> {
    Some(match json {
        Json::String(text) if text.trim().is_empty() => return None,
        Json::String(text) => Value::Text(Arc::from(text.as_str())),
        Json::Number(number) => Value::Number(Value::number(&number.to_string())?, Shown::Plain),
        Json::Bool(is_so) => Value::Answer(*is_so),
        Json::Null | Json::Array(_) | Json::Object(_) => return None,
    })
}
