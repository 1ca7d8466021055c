//! Where what is named is written, and everywhere that it is named.

use gen_lsp_types as types;

use super::catalogue::Catalogue;
use super::outline::Slot;
use super::worker::Asked;
use super::{address, names};
use crate::resolve::Thing;
use crate::resolve::mentions::Named;

/// Where that is written which is named at a place: the things, where there are several each of them, and the file that a path
/// leads to.
pub(super) fn of(asked: &Asked, position: types::Position) -> Option<Vec<types::Location>> {
    let encoding = asked.client.encoding;
    let offset = asked.document.places(encoding).offset(position);
    if let Some(file) = file(asked, offset) {
        return Some(vec![file]);
    }
    let placed = asked.placed.as_ref()?;
    let resolved = &placed.loaded.resolved;
    let (_, mention) = names::at(asked, offset)?;
    // An addition to a goal leads to where it is decided.
    let origin = |named: Named| match named {
        Named::Thing(Thing::Goal(at)) => {
            let plan = &resolved.plans[at.document];
            plan.joined(at).map_or(named, |number| Named::Thing(Thing::Goal(plan.goals[number].entries[0])))
        }
        _ => named,
    };
    let mut found: Vec<types::Location> = Vec::new();
    for named in mention.named.into_iter().map(origin) {
        let location = placed.location(resolved.place_of(named), encoding);
        if !found.contains(&location) {
            found.push(location);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The file that a path leads to, at its beginning.
fn file(asked: &Asked, offset: usize) -> Option<types::Location> {
    let catalogue = Catalogue::of(asked)?;
    let text = &asked.document.source.text;
    let Slot::Value { key, typed } = catalogue.outline.slot(text, offset) else { return None };
    catalogue.files_of(key)?;
    let path = asked.document.path.parent()?.join(text[typed].trim());
    let real = asked.files.real(&path).ok().filter(|real| asked.files.is_file(real))?;
    let open = asked.documents.at(&real, |path| asked.files.real_or_as_is(path));
    let uri = open.map_or_else(|| address::of(&real), |document| document.address.clone());
    let start = types::Position { line: 0, character: 0 };
    Some(types::Location { uri: types::Uri(uri), range: types::Range { start, end: start } })
}

/// Everywhere that what is named at a place is named, by file and place.
pub(super) fn references(asked: &Asked, position: types::Position, with_own: bool) -> Option<Vec<types::Location>> {
    let encoding = asked.client.encoding;
    let offset = asked.document.places(encoding).offset(position);
    let placed = asked.placed.as_ref()?;
    let loaded = placed.loaded;
    let (_, mention) = names::at(asked, offset)?;
    let same = loaded.resolved.same_as(mention.named);
    let mut found: Vec<types::Location> = Vec::new();
    for document in 0..loaded.resolved.documents.len() {
        let mentions = loaded.resolved.mentions_in(document, &loaded.sources).into_iter();
        let of_it = mentions.filter(|mention| mention.named.iter().any(|named| same.contains(named)));
        found.extend(
            of_it.filter(|mention| with_own || !mention.is_own).map(|mention| placed.location(mention.span, encoding)),
        );
    }
    let key = |location: &types::Location| {
        let start = location.range.start;
        (location.uri.0.clone(), start.line, start.character)
    };
    found.sort_by_key(key);
    found.dedup();
    Some(found)
}
