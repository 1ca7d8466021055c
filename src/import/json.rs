//! The rows of JSON as an export writes it: a list of objects under each table's name. They are read one after another: the file of a
//! thousand units would take many times its size in memory.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

use crate::import::problem::Unread;
use crate::import::row::{CellAt, MOST_COLUMNS, Rows, Shown, Value};

/// Reads the rows.
pub(super) fn read(bytes: &[u8], rows: &mut dyn Rows) -> Result<(), Unread> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = Tables(&mut *rows).deserialize(&mut json).and_then(|()| json.end());
    read.map_err(|error| if error.is_data() { Unread::NotThis } else { Unread::Broken })
}

/// The tables of a file, or the rows of the only one.
struct Tables<'r>(&'r mut dyn Rows);

impl<'de> DeserializeSeed<'de> for Tables<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tables<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("tables")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut tables: A) -> Result<(), A::Error> {
        while let Some(name) = tables.next_key::<String>()? {
            tables.next_value_seed(Table { name: &name, rows: &mut *self.0 })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        Table { name: "", rows: self.0 }.visit_seq(list)
    }
}

/// A table, or whatever else stands under a name.
struct Table<'r> {
    name: &'r str,
    rows: &'r mut dyn Rows,
}

impl<'de> DeserializeSeed<'de> for Table<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Table<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a table")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut heads: HashMap<String, usize> = HashMap::new();
        let (mut number, mut is_done) = (0, false);
        while let Some(row) = list.next_element::<Json>()? {
            let Json::Object(object) = row else { continue };
            number += 1;
            let known = heads.len();
            for key in object.keys().filter(|_| !is_done) {
                if heads.len() < MOST_COLUMNS && !heads.contains_key(key) {
                    heads.insert(key.clone(), heads.len());
                }
            }
            // A row may have a value that those before it lack.
            if heads.len() > known {
                self.rows.sheet(self.name);
                is_done = self.rows.row(0, &head(&heads)).is_break();
            }
            let cells = cells(&object, &heads);
            is_done = is_done || (!cells.is_empty() && self.rows.row(number, &cells).is_break());
            if is_done {
                while list.next_element::<IgnoredAny>()?.is_some() {}
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

fn head(heads: &HashMap<String, usize>) -> Vec<CellAt> {
    let mut cells: Vec<CellAt> =
        heads.iter().map(|(head, column)| (*column, Value::Text(Arc::from(head.as_str())))).collect();
    cells.sort_by_key(|(column, _)| *column);
    cells
}

fn cells(object: &Map<String, Json>, heads: &HashMap<String, usize>) -> Vec<CellAt> {
    let cell = |(key, json): (&String, &Json)| Some((*heads.get(key)?, value(json)?));
    let mut cells: Vec<CellAt> = object.iter().filter_map(cell).collect();
    cells.sort_by_key(|(column, _)| *column);
    cells
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
