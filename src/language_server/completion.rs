//! What may be written at a place: keys, fixed words, ids, files, and what inserts name.

mod files;
mod inserts;
mod keys;
mod values;

use std::ops::Range;

use gen_lsp_types as types;

use super::catalogue::Catalogue;
use super::names;
use super::outline::Slot;
use super::worker::Asked;
use crate::resolve::nameable::Nameable;

/// Something that may be written.
#[derive(Debug, Default)]
struct Offer {
    /// What it is called in the list.
    label: String,
    /// What is written; the label where it is empty.
    text: String,
    /// What is said of it on its line.
    detail: String,
    /// What is said of it beside the list, as Markdown.
    about: String,
    kind: Option<types::CompletionItemKind>,
}

/// What may be written at a place.
pub(super) fn at(asked: &Asked, position: types::Position) -> types::CompletionList {
    let offset = asked.document.places(asked.client.encoding).offset(position);
    let text = &asked.document.source.text;
    let found = inserts::offered(asked, text, offset).or_else(|| {
        let catalogue = Catalogue::of(asked)?;
        Some(match catalogue.outline.slot(text, offset) {
            Slot::Key { .. } => keys::offered(asked, &catalogue, offset),
            Slot::Value { key, typed } => {
                let mut offers = values::offered(asked, &catalogue, key, &text[typed.clone()]);
                // Right after the colon there must be a blank.
                if text[..typed.start].ends_with(':') {
                    for offer in &mut offers {
                        let text = if offer.text.is_empty() { &offer.label } else { &offer.text };
                        offer.text = format!(" {text}");
                    }
                }
                (offers, typed)
            }
            Slot::Text(_) | Slot::Nothing => return None,
        })
    });
    let (offers, typed) = found.unwrap_or_default();
    let items = offers.into_iter().enumerate().map(|(number, offer)| item(asked, offer, &typed, number));
    types::CompletionList { is_incomplete: false, items: items.collect(), ..Default::default() }
}

/// An offer as the editor takes it. The order is that of the offers, whatever the editor would make of the labels.
fn item(asked: &Asked, offer: Offer, typed: &Range<usize>, number: usize) -> types::CompletionItem {
    let Offer { label, text, detail, about, kind } = offer;
    let source = &asked.document.source.text;
    let new_text = if text.is_empty() { label.clone() } else { text };
    let new_text = if source.contains("\r\n") { new_text.replace('\n', "\r\n") } else { new_text };
    // Where blanks are replaced too, the editor looks for them in what it compares with.
    let before = &source[typed.clone()];
    let blanks = &before[..before.len() - before.trim_start().len()];
    let about = types::MarkupContent { kind: types::MarkupKind::Markdown, value: about };
    let documentation = (!about.value.is_empty()).then_some(types::Documentation::MarkupContent(about));
    let range = asked.document.places(asked.client.encoding).between(typed.clone());
    types::CompletionItem {
        filter_text: Some(format!("{blanks}{label}")),
        sort_text: Some(format!("{number:05}")),
        kind,
        detail: (!detail.is_empty()).then_some(detail),
        documentation,
        insert_text_format: Some(types::InsertTextFormat::PlainText),
        insert_text_mode: Some(types::InsertTextMode::AsIs),
        text_edit: Some(types::CompletionItemTextEdit::TextEdit(types::TextEdit { range, new_text })),
        label,
        ..Default::default()
    }
}

/// The ids of what can be named, each with what it names.
fn named(asked: &Asked, which: Nameable) -> Vec<Offer> {
    let Some(placed) = &asked.placed else { return Vec::new() };
    let loaded = placed.loaded;
    let Some((_, document)) = names::here(asked).into_iter().next() else { return Vec::new() };
    let things = loaded.resolved.nameable(document, which).into_iter().filter_map(|named| {
        let id = loaded.resolved.called(named);
        (!id.is_empty()).then(|| Offer {
            label: id,
            detail: names::short(loaded, document, named),
            about: names::card(loaded, document, named, asked.language),
            kind: Some(types::CompletionItemKind::Reference),
            ..Default::default()
        })
    });
    things.collect()
}

/// An id as it may stand in YAML: with quotation marks where it would be something else without.
fn quoted(id: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.' | '/' | ' ');
    let begins_plain = id.chars().next().is_some_and(char::is_alphanumeric);
    if begins_plain && id.chars().all(is_plain) && !id.ends_with(' ') {
        id.to_owned()
    } else {
        format!("\"{}\"", id.replace('"', "\\\""))
    }
}
