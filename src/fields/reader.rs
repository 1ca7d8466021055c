//! Reads a map by the table of its part: which keys are there, which are missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::both;
use crate::diagnostic::{Both, Diagnostic, Sink};
use crate::fields::{NamedFile, Part, Shape, rules, same_key};
use crate::source::{SourceId, Span};
use crate::yaml::{Entry, Kind, Node};

/// Reads parts of one file by their tables.
pub struct Reader<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) files: &'a BTreeMap<String, NamedFile>,
    /// Where values begin of which only a part is left, because a comma divided them. They are not read.
    pub(super) broken: BTreeSet<u32>,
    /// The kinds of documents with their tables, the file's own first; none in a file that is no document.
    pub kinds: Vec<(&'static str, &'static Part)>,
    /// Whether a key that nothing accepts holds keys or a list of its own, which then are not read.
    pub has_lost_parts: bool,
    /// What was found wrong.
    pub sink: Sink,
}

/// A map read by its table: the entry of each key.
pub struct Fields<'n, 's> {
    /// The table.
    pub part: &'static Part,
    /// The map's place.
    pub span: Span,
    pub(super) slots: Vec<Option<&'n Entry<'s>>>,
    /// Entries whose key is not in the table, where the caller allows such.
    pub others: Vec<&'n Entry<'s>>,
}

impl<'n, 's> Fields<'n, 's> {
    /// The entry of a key of the table.
    pub fn entry(&self, key: &str) -> Option<&'n Entry<'s>> {
        let at = self.part.fields.iter().position(|field| field.key == key);
        debug_assert!(at.is_some(), "{key} is not in the table of {}", self.part.name);
        self.slots[at?]
    }

    /// The keys of the table that are written, in the table's order.
    pub fn written(&self) -> Vec<&'static str> {
        let fields = self.part.fields.iter().zip(&self.slots);
        fields.filter(|(_, slot)| slot.is_some()).map(|(field, _)| field.key).collect()
    }
}
impl<'a> Reader<'a> {
    /// A reader of one file. `files` tells what came of each file that it names.
    pub fn new(source: SourceId, text: &'a str, files: &'a BTreeMap<String, NamedFile>) -> Reader<'a> {
        Reader {
            source,
            text,
            files,
            broken: BTreeSet::new(),
            kinds: Vec::new(),
            has_lost_parts: false,
            sink: Sink::default(),
        }
    }

    /// A node's place.
    pub fn span(&self, node: &Node) -> Span {
        node.span(self.source)
    }

    /// Reads a map by its table; unknown keys are reported with the near one, keys written twice with the first.
    pub fn fields<'n, 's>(&mut self, node: &'n Node<'s>, part: &'static Part) -> Option<Fields<'n, 's>> {
        self.fields_and(node, part, &[])
    }

    /// As [`Reader::fields`], but keeps entries with these keys too, which the table does not have.
    pub fn fields_and<'n, 's>(
        &mut self,
        node: &'n Node<'s>,
        part: &'static Part,
        also: &[&str],
    ) -> Option<Fields<'n, 's>> {
        let entries = match &node.kind {
            Kind::Map(entries) => entries,
            _ => {
                if self.no_space_in_text(node, part) {
                    return None;
                }
                self.wrong_kind(
                    node,
                    both!(
                        "{name} ska bestå av nycklar med värden",
                        "{name} must consist of keys with values",
                        name = part.name,
                    ),
                    self.keys_to_write(node, part),
                );
                return None;
            }
        };
        let mut fields =
            Fields { part, span: self.span(node), slots: vec![None; part.fields.len()], others: Vec::new() };
        // Keys that are there but for a slip that is reported; they are not reported as missing too.
        let mut almost: Vec<usize> = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            let written = entry.key_text();
            match self.find_key(entry, part) {
                Some(at) => match fields.slots[at] {
                    None => fields.slots[at] = Some(entry),
                    Some(first) => self.twice(entry, first),
                },
                None if also.iter().any(|key| same_key(written, key)) => {
                    match fields.others.iter().find(|other| same_key(other.key_text(), written)) {
                        Some(first) => self.twice(entry, first),
                        None => fields.others.push(entry),
                    }
                }
                None => almost.extend(self.unknown_key(&entries[..=number], &entries[number + 1..], part, also)),
            }
        }
        for (at, (field, slot)) in part.fields.iter().zip(&fields.slots).enumerate() {
            let missing = slot.is_none_or(|entry| matches!(entry.value.kind, Kind::Empty));
            if field.needed && missing && !almost.contains(&at) {
                let place = slot.map_or(self.first_line(node), |entry| self.span(&entry.key));
                self.sink.push(
                    Diagnostic::new(&rules::MISSING_KEY, place, both!(
                        "{key} saknas i {name}",
                        "{key} is missing in {name}",
                        key = field.key, name = part.name,
                    ))
                    .help(both!("skriv till exempel {key}: {example}", "write for instance {key}: {example}",
                        key = field.key, example = field.example)),
                );
            }
        }
        Some(fields)
    }

    fn find_key(&mut self, entry: &Entry, part: &'static Part) -> Option<usize> {
        let written = entry.key_text();
        let exact = part.fields.iter().position(|field| field.key == written);
        if exact.is_some() {
            return exact;
        }
        let at = part.fields.iter().position(|field| same_key(written, field.key))?;
        self.decomposed(entry);
        Some(at)
    }

    /// A part under a key.
    pub fn part<'n, 's>(&mut self, fields: &Fields<'n, 's>, key: &str) -> Option<Fields<'n, 's>> {
        let entry = fields.entry(key)?;
        let field = fields.part.fields.iter().find(|field| field.key == key)?;
        let Shape::Part(part) = field.shape else { return None };
        if let Kind::Empty = entry.value.kind {
            return None;
        }
        self.fields(&entry.value, part)
    }

    /// The entries of a list of parts. A map where a list is asked for is read as a list of one and reported; a map
    /// without any key of such a part has its names as keys.
    pub fn list<'n, 's>(&mut self, fields: &Fields<'n, 's>, key: &str) -> Vec<&'n Node<'s>> {
        let Some(entry) = fields.entry(key) else { return Vec::new() };
        let part = fields.part.fields.iter().find(|field| field.key == key).and_then(|field| match field.shape {
            Shape::Parts(part) | Shape::PartsOrTexts(part) => Some(part),
            _ => None,
        });
        match part {
            Some(part) if self.names_as_keys(&entry.value, part, key) => Vec::new(),
            _ => self.list_of(&entry.value, key),
        }
    }

    /// The entries of a map whose keys are not fixed.
    pub fn entries<'n, 's>(&mut self, fields: &Fields<'n, 's>, key: &str) -> &'n [Entry<'s>] {
        match fields.entry(key).map(|entry| &entry.value) {
            Some(Node { kind: Kind::Map(entries), .. }) => entries,
            Some(Node { kind: Kind::Empty, .. }) | None => &[],
            Some(node) => {
                self.wrong_kind(
                    node,
                    both!("{key} ska bestå av nycklar med värden", "{key} must consist of keys with values"),
                    both!(
                        "skriv varje uppgift på en egen rad: nyckel: värde",
                        "write each entry on a line of its own: key: value"
                    ),
                );
                &[]
            }
        }
    }

    /// The entries of a value that is a list.
    pub fn list_of<'n, 's>(&mut self, node: &'n Node<'s>, key: &str) -> Vec<&'n Node<'s>> {
        match &node.kind {
            Kind::List(items) => items.iter().collect(),
            Kind::Empty => Vec::new(),
            Kind::Map(_) => {
                self.wrong_kind(
                    node,
                    both!("{key} ska vara en lista", "{key} must be a list"),
                    both!(
                        "sätt ett streck och ett blanksteg framför varje post: - …",
                        "put a dash and a space before each entry: - …"
                    ),
                );
                vec![node]
            }
            Kind::Scalar { .. } => {
                self.wrong_kind(
                    node,
                    both!("{key} ska vara en lista, inte en text", "{key} must be a list, not a text"),
                    both!(
                        "skriv posterna på raderna under, var och en efter ett streck: - …",
                        "write the entries on the lines below, each after a dash: - …"
                    ),
                );
                Vec::new()
            }
        }
    }

    /// Where to say that something is missing in a map: its first line.
    pub fn first_line(&self, node: &Node) -> Span {
        let start = node.start as usize;
        let end = self.text[start..].find('\n').map_or(self.text.len(), |found| start + found);
        let end = end.min((node.end as usize).max(start));
        self.span(node).at(start, start + self.text[start..end].trim_end().len())
    }

    /// Reports a value of the wrong kind.
    pub fn wrong_kind(&mut self, node: &Node, message: Both, help: Both) {
        let span = self.first_line(node);
        if matches!(node.kind, Kind::Scalar { .. }) && self.unseen(self.span(node)) {
            return;
        }
        self.sink.push(Diagnostic::new(&rules::WRONG_KIND, span, message).help(help));
    }
}
