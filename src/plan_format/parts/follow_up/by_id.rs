//! What stands below `mål`, `indikatorer` or `aktiviteter` of a follow-up: entries by id, or what is none.

use std::collections::hash_map::Entry::{Occupied, Vacant};

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::model::At;
use crate::msg;
use crate::plan_format::fields::rules::UNKNOWN_KEY;
use crate::plan_format::fields::{Fields, PartSchema, Reader, ValueShape, folded_key, same_key};
use crate::source::Span;
use crate::syntax::yaml::{Entry, Kind, Node};

/// The entries of a map by id, each with its id; an id that stands twice is reported. An entry whose keys stand beside
/// it is without value.
pub(super) fn entries<'n, 's>(
    reader: &mut Reader,
    document: &Fields<'n, 's>,
    key: &str,
    part: &'static PartSchema,
    is_level: impl Fn(&Entry) -> bool,
) -> Vec<(At<String>, &'n Node<'s>)> {
    let Some(entry) = document.entry(key) else { return Vec::new() };
    let entries: &'n [Entry<'s>] = match &entry.value.kind {
        Kind::Map(entries) => entries,
        Kind::Empty => return Vec::new(),
        _ => {
            not_by_id(reader, &entry.value, part, key);
            return Vec::new();
        }
    };
    let mut first: FxHashMap<String, Span> = FxHashMap::default();
    let mut found = Vec::new();
    let mut unread = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        if let Some(owner) = owner(&entries[..number], entry, part) {
            if !unread.contains(&owner) {
                not_indented(reader, &entries[owner], entry, key);
                unread.push(owner);
            }
            continue;
        }
        if is_level(entry) {
            if !reader.has_lost_parts {
                level(reader, entry, key);
            }
            reader.has_lost_parts = true;
            continue;
        }
        let id = At::new(entry.key_text().trim().to_owned(), reader.span(&entry.key));
        match first.entry(folded_key(&id.value)) {
            Occupied(first) => {
                reader.duplicate(id.span, *first.get(), &id.value);
                continue;
            }
            Vacant(place) => place.insert(id.span),
        };
        found.push((number, id));
    }
    let mut reported = Vec::new();
    for (number, id) in found {
        match &entries[number].value {
            // An id with nothing after it is a line of a form that nobody has filled in yet.
            Node { kind: Kind::Empty, .. } if !unread.contains(&number) => {}
            node => reported.push((id, node)),
        }
    }
    reported
}

/// Reports a list or a text where ids are asked for, with the first id as it is to be written.
pub(super) fn not_by_id(reader: &mut Reader, node: &Node, part: &'static PartSchema, key: &str) {
    let message = msg!("under {key} ska varje rad börja med ett id", "below {key} each line must begin with an id");
    let help = match first_id(node, part) {
        Some(FirstId::Dashed(id)) => msg!(
            "skriv {id}: utan streck, och uppgifterna indragna på raderna under",
            "write {id}: without a dash, and what is reported indented on the lines below",
        ),
        Some(FirstId::AsValue(id)) => msg!(
            "skriv {id}: i stället för - id: {id}, och de andra raderna indragna under",
            "write {id}: instead of - id: {id}, and the other lines indented below it",
        ),
        None => msg!(
            "skriv planens id och kolon på en egen rad, och uppgifterna indragna under",
            "write the plan's id and a colon on a line of its own, and what is reported indented below it",
        ),
    };
    reader.wrong_kind(node, message, help);
}

/// How the first id of a list is written.
enum FirstId<'n> {
    /// `- id: workshop`
    AsValue(&'n str),
    /// `- workshop` or `- workshop: …`
    Dashed(&'n str),
}

fn first_id<'n>(node: &'n Node, part: &PartSchema) -> Option<FirstId<'n>> {
    let Kind::List(items) = &node.kind else { return None };
    match &items.first()?.kind {
        Kind::Scalar { text, .. } => Some(FirstId::Dashed(text.trim())),
        Kind::Map(entries) => {
            let id = entries.iter().find(|entry| same_key(entry.key_text(), "id"));
            if let Some(Entry { value: Node { kind: Kind::Scalar { text, .. }, .. }, .. }) = id {
                return Some(FirstId::AsValue(text.trim()));
            }
            let first = entries.first()?.key_text();
            (!has_key(part, first)).then_some(FirstId::Dashed(first))
        }
        _ => None,
    }
}

/// The number of the id above that a key belongs to, where the key is not indented: the nearest one with nothing below it.
pub(super) fn owner(earlier: &[Entry], entry: &Entry, part: &PartSchema) -> Option<usize> {
    let is_key_of_part = |entry: &Entry| has_key(part, entry.key_text()) && !holds_keys(&entry.value, part);
    if !is_key_of_part(entry) {
        return None;
    }
    let owner = earlier.iter().rposition(|entry| !is_key_of_part(entry))?;
    matches!(earlier[owner].value.kind, Kind::Empty).then_some(owner)
}

/// Reports the first key of an entry that stands beside its id instead of below it.
pub(super) fn not_indented(reader: &mut Reader, owner: &Entry, entry: &Entry, key: &str) {
    let (written, id) = (entry.key_text(), owner.key_text());
    let (span, owner) = (reader.span(&entry.key), reader.span(&owner.key));
    reader.sink.push(
        Diagnostic::new(
            &UNKNOWN_KEY,
            span,
            msg!(
                "nyckeln {written} hör till {id}, inte direkt till {key}",
                "the key {written} belongs to {id}, not directly to {key}",
            ),
        )
        .other(owner, msg!("hit hör den", "here it belongs"))
        .help(msg!(
            "dra in raden två blanksteg längre än {id}, och alla rader som hör dit",
            "indent the line two spaces further than {id}, and all lines that belong there",
        )),
    );
}

/// Whether a value is goals: a list of them, or a map of ids.
pub(super) fn holds_goals(node: &Node, part: &PartSchema) -> bool {
    match &node.kind {
        Kind::List(_) => true,
        Kind::Map(entries) => entries.iter().all(|entry| !has_key(part, entry.key_text())),
        _ => false,
    }
}

/// Reports a level of the steering model, once for all of them.
pub(super) fn level(reader: &mut Reader, entry: &Entry, key: &str) {
    let written = entry.key_text();
    let span = reader.span(&entry.key);
    reader.sink.push(
        Diagnostic::new(
            &UNKNOWN_KEY,
            span,
            msg!(
                "{written} är en nivå, men i en uppföljning står målens id direkt under {key}",
                "{written} is a level, but in a follow-up the goals' ids are directly below {key}",
            ),
        )
        .help(msg!(
            "ta bort raden {written}: och skriv varje måls id och kolon, med bedömning och analys indragna under",
            "remove the line {written}: and write each goal's id and a colon, with bedömning and analys indented below it",
        )),
    );
}

fn holds_keys(node: &Node, part: &PartSchema) -> bool {
    matches!(&node.kind, Kind::Map(entries) if entries.iter().any(|entry| has_key(part, entry.key_text())))
}

fn has_key(part: &PartSchema, key: &str) -> bool {
    part.fields.iter().any(|field| !matches!(field.shape, ValueShape::ById(_)) && same_key(key, field.key))
}

/// Reads each entry of a map by id: `of` makes one in which nothing is reported, `fill` reads its keys into it, and
/// `unread` says that a key of it could not be read.
pub(in crate::plan_format::parts) fn read_each<T>(
    reader: &mut Reader,
    document: &Fields,
    (key, part): (&str, &'static PartSchema),
    of: fn(At<String>) -> T,
    is_level: impl Fn(&Entry) -> bool,
    fill: impl Fn(&mut Reader, &Fields, &mut T),
    unread: fn(&mut T) -> &mut bool,
) -> Vec<T> {
    // Only as much room as there are: over thousands of follow-ups the room for more would be a third of the model.
    let mut reports = Vec::new();
    for (id, node) in entries(reader, document, key, part, is_level) {
        let mut report = of(id);
        let ((), passed_over) = reader.noticing(|reader| match node.kind {
            // Its keys stand beside it.
            Kind::Empty => reader.pass_over(),
            _ => {
                if let Some(fields) = reader.fields(node, part) {
                    fill(reader, &fields, &mut report);
                }
            }
        });
        *unread(&mut report) = passed_over;
        reports.push(report);
    }
    reports.shrink_to_fit();
    reports
}
