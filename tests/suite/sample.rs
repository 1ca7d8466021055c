//! What an output has, seen in samples of it: the keys of JSON, and the values and filters that a template gets.
//!
//! A sample is whole when every key has a value in it somewhere; otherwise something could hide below a key.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// A template that prints everything it is given.
pub(crate) const PRINTS_ALL: &str = "{{ debug() | safe }}";

/// Keys, each with whether it has a value somewhere, and the words that some of them have.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    keys: BTreeMap<String, bool>,
    words: BTreeSet<String>,
    filters: BTreeSet<String>,
}

impl Sample {
    /// Adds JSON. The values of the keys `with_words` are fixed words.
    pub(crate) fn add_json(&mut self, value: &Value, with_words: &[&str]) {
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    let is_empty = match value {
                        Value::Null => true,
                        Value::Array(values) => values.is_empty(),
                        _ => false,
                    };
                    *self.keys.entry(key.clone()).or_default() |= !is_empty;
                    if let Some(word) = value.as_str().filter(|_| with_words.contains(&key.as_str())) {
                        self.words.insert(word.to_owned());
                    }
                    self.add_json(value, with_words);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.add_json(value, with_words)),
            _ => {}
        }
    }

    /// Adds what [`PRINTS_ALL`] printed. The fixed words of the pages, which are in ord.yaml, are left out.
    pub(crate) fn add_printed(&mut self, text: &str, with_words: &[&str]) {
        let (_, rest) = text.split_once("\n    ctx: {\n").expect("a template's values are printed");
        let (values, rest) = rest.split_once("\n    },\n").expect("the values have an end");
        let mut lines = values.lines();
        while let Some(line) = lines.next() {
            let indent = line.len() - line.trim_start().len();
            let Some((key, value)) = entry(line.trim_start()) else { continue };
            if (key, value) == ("words", "{") {
                let end = format!("{}}},", " ".repeat(indent));
                lines.by_ref().find(|line| *line == end);
                continue;
            }
            let value = value.trim_end_matches(',');
            *self.keys.entry(key.to_owned()).or_default() |= !["None", "[]", "''"].contains(&value);
            if with_words.contains(&key) {
                self.words.insert(value.trim_matches('\'').to_owned());
            }
        }
        self.filters.extend(filters(rest));
    }

    /// The keys and words, where every key has a value.
    #[track_caller]
    pub(crate) fn names(&self) -> BTreeSet<String> {
        let empty: Vec<&String> = self.keys.iter().filter(|(_, filled)| !**filled).map(|(key, _)| key).collect();
        assert!(empty.is_empty(), "the sample has no value for {empty:?}");
        self.keys.keys().chain(&self.words).cloned().collect()
    }

    /// The filters that are not the template language's own.
    pub(crate) fn added_filters(&self) -> BTreeSet<String> {
        let printed = format!("{:#?}", minijinja::Environment::new());
        let own: BTreeSet<String> = filters(&printed).collect();
        assert!(own.len() > 20, "{own:?}");
        self.filters.difference(&own).cloned().collect()
    }
}

/// `'key': value` or `"key": value`.
fn entry(line: &str) -> Option<(&str, &str)> {
    let quote = line.chars().next().filter(|first| ['\'', '"'].contains(first))?;
    line[1..].split_once(&format!("{quote}: "))
}

/// The names in the list of filters of an environment that was printed.
fn filters(environment: &str) -> impl Iterator<Item = String> {
    let list = environment.lines().skip_while(|line| line.trim() != "filters: [").skip(1);
    list.take_while(|line| line.trim() != "],").map(|line| line.trim().trim_matches(['"', ',']).to_owned())
}

#[test]
fn a_sample_that_lacks_a_value_is_not_whole() {
    let mut sample = Sample::default();
    sample.add_json(&serde_json::json!({"kind": "a", "inner": [{"x": null}], "empty": []}), &["kind"]);
    assert!(!sample.keys["x"]);
    sample.add_json(&serde_json::json!([{"x": 1, "empty": [0]}, {"kind": "b"}]), &["kind"]);
    assert_eq!(sample.names().into_iter().collect::<Vec<_>>(), ["a", "b", "empty", "inner", "kind", "x"]);
    let mut printed = Sample::default();
    let text = "State {\n    ctx: {\n        \"rows\": [],\n        'kind': 'x',\n        'words': {\n            'ord': 'Ord',\n        \
                },\n        'last': 1,\n    },\n    env: Environment {\n        filters: [\n            \"tal\",\n        ],\n    },\n}";
    printed.add_printed(text, &["kind"]);
    assert_eq!(printed.keys.keys().collect::<Vec<_>>(), ["kind", "last", "rows"]);
    assert!(printed.keys["last"] && !printed.keys["rows"] && printed.words.contains("x"));
    assert_eq!(printed.added_filters().into_iter().collect::<Vec<_>>(), ["tal"]);
}
