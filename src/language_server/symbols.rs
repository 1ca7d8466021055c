//! What a text consists of, for a list to go by: its parts, goals, indicators and activities by their titles.

use std::ops::Range;

use gen_lsp_types as types;
use serde::Serialize;

use super::outline::{Key, Outline};
use super::worker::Asked;
use crate::identity;
use crate::plan_format::fields::same_key;

/// The keys that tell what an entry is called, the best first.
const TITLES: [&str; 7] = ["titel", "namn", "rubrik", "fråga", "text", "id", "nr"];

/// A part of a text, as the protocol has it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Symbol {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    kind: types::SymbolKind,
    range: types::Range,
    selection_range: types::Range,
    children: Vec<Symbol>,
}

/// The same where an editor takes no parts within one another.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct FlatSymbol {
    name: String,
    kind: types::SymbolKind,
    location: types::Location,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_name: Option<String>,
}

/// The parts of a text.
pub(super) fn of(asked: &Asked) -> impl Serialize + use<> {
    let outline = Outline::of(&asked.document.source.text);
    let symbols = Symbols { asked, outline: &outline }.below(None, None);
    match asked.client.takes_nested_symbols {
        true => serde_json::json!(symbols),
        false => {
            let mut flat = Vec::new();
            flatten(symbols, None, &asked.document.address, &mut flat);
            serde_json::json!(flat)
        }
    }
}

fn flatten(symbols: Vec<Symbol>, container: Option<&str>, address: &str, flat: &mut Vec<FlatSymbol>) {
    for symbol in symbols {
        let location = types::Location { uri: types::Uri(address.to_owned()), range: symbol.range };
        let name = symbol.name.clone();
        flat.push(FlatSymbol {
            name: symbol.name,
            kind: symbol.kind,
            location,
            container_name: container.map(str::to_owned),
        });
        flatten(symbol.children, Some(&name), address, flat);
    }
}

struct Symbols<'a> {
    asked: &'a Asked<'a>,
    outline: &'a Outline,
}

impl Symbols<'_> {
    /// The parts below a key, or in an entry of the list below it.
    fn below(&self, parent: Option<usize>, item: Option<usize>) -> Vec<Symbol> {
        let mut symbols = Vec::new();
        for number in self.outline.below(parent, item) {
            let key = &self.outline.keys[number];
            let mut children = self.below(Some(number), None);
            children.extend(self.items(number));
            let is_part = !children.is_empty() || parent.is_none() || key.end > key.value.end;
            if is_part {
                let kind = if parent.is_none() { types::SymbolKind::Module } else { types::SymbolKind::Namespace };
                let detail =
                    children.is_empty().then(|| self.first_words(&key.value)).filter(|words| !words.is_empty());
                symbols.push(self.symbol(
                    self.shown(&key.name),
                    detail,
                    kind,
                    key.range.start..key.end,
                    key.range.clone(),
                    children,
                ));
            }
        }
        symbols
    }

    /// The entries of the list below a key.
    fn items(&self, parent: usize) -> Vec<Symbol> {
        let mut starts: Vec<usize> =
            self.outline.keys.iter().filter(|key| key.parent == Some(parent)).filter_map(|key| key.item).collect();
        starts.dedup();
        starts
            .into_iter()
            .map(|start| {
                let keys: Vec<&Key> =
                    self.outline.below(Some(parent), Some(start)).map(|number| &self.outline.keys[number]).collect();
                let end = keys.iter().map(|key| key.end).max().unwrap_or(start);
                let title = TITLES.iter().find_map(|title| keys.iter().find(|key| same_key(&key.name, title)));
                let title = title.or(keys.first());
                let number = keys.iter().find(|key| same_key(&key.name, "nr")).map(|key| self.first_words(&key.value));
                let name = title.map_or_else(String::new, |key| self.first_words(&key.value));
                let name = match number.filter(|number| *number != name) {
                    Some(number) => format!("{number} {name}"),
                    None => name,
                };
                let id = keys.iter().find(|key| same_key(&key.name, "id")).map(|key| self.first_words(&key.value));
                let selection = title.map_or(start..end, |key| key.value.clone());
                let children = self.below(Some(parent), Some(start));
                let kind = types::SymbolKind::Object;
                self.symbol(name, id.filter(|id| !id.is_empty()), kind, start..end, selection, children)
            })
            .collect()
    }

    fn symbol(
        &self,
        name: String,
        detail: Option<String>,
        kind: types::SymbolKind,
        range: Range<usize>,
        selection: Range<usize>,
        children: Vec<Symbol>,
    ) -> Symbol {
        let places = self.asked.document.places(self.asked.client.encoding);
        // What is selected lies within the whole, also where a value is empty.
        let selection = selection.start.clamp(range.start, range.end)..selection.end.clamp(range.start, range.end);
        let name = if name.trim().is_empty() { "–".to_owned() } else { name };
        Symbol {
            name,
            detail,
            kind,
            range: places.between(range),
            selection_range: places.between(selection),
            children,
        }
    }

    fn shown(&self, words: &str) -> String {
        identity::shown(words).into_owned()
    }

    /// The words of a value on its line, without quotation marks.
    fn first_words(&self, value: &Range<usize>) -> String {
        let words = &self.asked.document.source.text[value.clone()];
        let line = words.lines().next().unwrap_or("").trim_matches(['"', '\'']);
        if line.starts_with(['|', '>', '{', '[']) { String::new() } else { self.shown(line) }
    }
}
