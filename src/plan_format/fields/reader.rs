//! Reads a map by the table of its part: which keys are there, which are missing.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostic::{Bilingual, Diagnostic, Sink};
use crate::model::At;
use crate::msg;
use crate::plan_format::fields::around::Around;
use crate::plan_format::fields::{NamedFile, PartSchema, ValueShape, rules, same_key};
use crate::source::{SourceId, Span};
use crate::syntax::yaml::{Entry, Kind, Node};

/// Reads parts of one file by their tables.
pub struct Reader<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) files: &'a BTreeMap<String, NamedFile>,
    /// Where values begin of which only a part is left, because a comma divided them. They are not read.
    pub(super) broken: BTreeSet<u32>,
    /// Figures that a decimal comma divided, as they were meant, by where they begin. The comma is reported.
    pub(super) rejoined: BTreeMap<u32, At<String>>,
    /// The kinds of documents with their tables, the file's own first; none in a file that is no document.
    pub kinds: Vec<(&'static str, &'static PartSchema)>,
    /// The levels of the steering model, whose keys stand below `mål`.
    pub levels: Vec<String>,
    /// Whether a key that nothing accepts holds keys or a list of its own, which then are not read.
    pub has_lost_parts: bool,
    /// Whether a level of goals stands where none is read.
    pub has_lost_levels: bool,
    /// Whether a key or an entry was passed over since [`Reader::noticing`] began.
    pub(super) has_passed_over: bool,
    /// Where those keys begin that were reported and read as those that were meant.
    pub meant_keys: BTreeSet<u32>,
    /// The first and the last day of the year that the document is for, where they are known.
    pub year_of_plan: Option<(Date, Date)>,
    /// Keys in decomposed Unicode, each with the key as it should stand.
    pub(super) decomposed: Vec<(Span, String)>,
    /// What was found wrong.
    pub sink: Sink,
    /// Where the lines begin.
    line_starts: OnceCell<Box<[usize]>>,
}

/// A map read by its table: the entry of each key.
pub struct Fields<'n, 's> {
    /// The table.
    pub part: &'static PartSchema,
    /// The map's place.
    pub span: Span,
    pub(super) slots: Vec<Option<&'n Entry<'s>>>,
    /// Entries whose key is not in the table, where the caller allows such: each with the number of that key among those
    /// that the caller gave.
    pub others: Vec<(usize, &'n Entry<'s>)>,
}

/// A key that is there after all, but for a slip that is reported.
pub(super) enum NearMiss {
    /// The key of this number in the table is misspelt.
    Key(usize),
    /// The key of this number among those that the caller gave is misspelt.
    Other(usize),
    /// The key of this number in the table is there, but its value is not where it should be.
    Beside(usize),
}

impl<'n, 's> Fields<'n, 's> {
    /// Reads a misspelt key as the one that was meant, so that nothing is said to be missing too. Gives whether it is:
    /// not where the right key stands as well, or where the value is none of that key's.
    fn read_as(&mut self, found: &NearMiss, entry: &'n Entry<'s>, comes: impl Fn(&str) -> bool, also: &[&str]) -> bool {
        match *found {
            NearMiss::Key(at) => {
                let field = &self.part.fields[at];
                let is_free = self.slots[at].is_none() && !comes(field.key) && takes(field.shape, &entry.value.kind);
                if is_free {
                    self.slots[at] = Some(entry);
                }
                is_free
            }
            NearMiss::Other(at) => {
                let is_free = !comes(also[at]) && self.others.iter().all(|(other, _)| *other != at);
                if is_free {
                    self.others.push((at, entry));
                }
                is_free
            }
            NearMiss::Beside(_) => false,
        }
    }

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

/// Whether a value of this kind can be what a key asks for.
fn takes(shape: ValueShape, kind: &Kind) -> bool {
    match shape {
        ValueShape::Part(_) | ValueShape::ById(_) | ValueShape::Map(..) => matches!(kind, Kind::Map(_)),
        ValueShape::Parts(_) => matches!(kind, Kind::List(_) | Kind::Map(_)),
        ValueShape::Texts => matches!(kind, Kind::List(_) | Kind::Scalar { .. }),
        ValueShape::Prose => !matches!(kind, Kind::Empty),
        // `tertial: 1` is no misspelt key with an occasion after it.
        ValueShape::Occasion => false,
        _ => matches!(kind, Kind::Scalar { .. }),
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
            rejoined: BTreeMap::new(),
            kinds: Vec::new(),
            levels: Vec::new(),
            has_lost_parts: false,
            has_lost_levels: false,
            has_passed_over: false,
            meant_keys: BTreeSet::new(),
            year_of_plan: None,
            decomposed: Vec::new(),
            sink: Sink::default(),
            line_starts: OnceCell::new(),
        }
    }

    /// Where the line of a place begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let starts = self.line_starts.get_or_init(|| {
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|end| end + 1)).collect()
        });
        starts[starts.partition_point(|start| *start <= at) - 1]
    }

    /// What is read, and whether a key or an entry there was passed over, which is reported: it is unknown, stands twice or lacks
    /// what it must have. Then what seems not to be written may be what could not be read.
    pub fn noticing<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let before = std::mem::take(&mut self.has_passed_over);
        let made = read(self);
        let passed_over = self.has_passed_over;
        self.has_passed_over |= before;
        (made, passed_over)
    }

    /// Says that a key or an entry is passed over, which is reported.
    pub fn pass_over(&mut self) {
        self.has_passed_over = true;
    }

    /// All that was found wrong.
    pub fn finish(mut self) -> Sink {
        let decomposed = self.keys_in_decomposed_unicode();
        self.sink.extend(decomposed);
        self.sink
    }

    /// A node's place.
    pub fn span(&self, node: &Node) -> Span {
        node.span(self.source)
    }

    /// Reads a map by its table; unknown keys are reported with the near one, keys written twice with the first.
    pub fn fields<'n, 's>(&mut self, node: &'n Node<'s>, part: &'static PartSchema) -> Option<Fields<'n, 's>> {
        self.fields_and(node, part, &[])
    }

    /// As [`Reader::fields`], but keeps entries with these keys too, which the table does not have.
    pub fn fields_and<'n, 's>(
        &mut self,
        node: &'n Node<'s>,
        part: &'static PartSchema,
        also: &[&str],
    ) -> Option<Fields<'n, 's>> {
        let entries = match &node.kind {
            Kind::Map(entries) => entries,
            _ => {
                self.pass_over();
                if self.no_space_in_text(node, part) {
                    return None;
                }
                self.wrong_kind(
                    node,
                    msg!(
                        "{name} ska ha sina uppgifter på raderna under",
                        "{name} must have its entries on the lines below",
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
        let next_entry = self.next_without_dash(node, entries);
        let around = OnceCell::new();
        for (number, entry) in entries[..next_entry.unwrap_or(entries.len())].iter().enumerate() {
            let written = entry.key_text();
            match self.find_key(entry, part) {
                Some(at) => match fields.slots[at] {
                    None => {
                        self.retyped(part.fields[at].shape, entry);
                        fields.slots[at] = Some(entry);
                    }
                    Some(first) => self.twice(entry, first),
                },
                None => match also.iter().position(|key| same_key(written, key)) {
                    Some(at) => match fields.others.iter().find(|(other, _)| *other == at) {
                        Some((_, first)) => self.twice(entry, first),
                        None => fields.others.push((at, entry)),
                    },
                    None => {
                        let around = around.get_or_init(|| Around::of(entries));
                        let found = self.unknown_key(around, number, entry, part, also);
                        let comes = |key: &str| around.comes(number, key);
                        let is_read = found.as_ref().is_some_and(|found| fields.read_as(found, entry, comes, also));
                        match is_read {
                            true => drop(self.meant_keys.insert(entry.key.start)),
                            false => self.pass_over(),
                        }
                        self.has_lost_parts |= !is_read && matches!(entry.value.kind, Kind::Map(_) | Kind::List(_));
                        match found {
                            Some(NearMiss::Key(at) | NearMiss::Beside(at)) if !almost.contains(&at) => almost.push(at),
                            Some(NearMiss::Key(_) | NearMiss::Beside(_)) => {}
                            Some(NearMiss::Other(_)) | None => {}
                        }
                    }
                },
            }
        }
        for (at, (field, slot)) in part.fields.iter().zip(&fields.slots).enumerate() {
            let missing = slot.is_none_or(|entry| matches!(entry.value.kind, Kind::Empty) && !field.waits);
            if field.needed && missing && !almost.contains(&at) {
                let place = slot.map_or(self.first_line(node), |entry| self.span(&entry.key));
                self.pass_over();
                self.sink.push(
                    Diagnostic::new(
                        &rules::MISSING_KEY,
                        place,
                        msg!("{key} saknas i {name}", "{key} is missing in {name}", key = field.key, name = part.name,),
                    )
                    .help(msg!(
                        "skriv till exempel {key}: {example}",
                        "write for instance {key}: {example}",
                        key = field.key,
                        example = field.example
                    )),
                );
            }
        }
        Some(fields)
    }

    fn find_key(&mut self, entry: &Entry, part: &'static PartSchema) -> Option<usize> {
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
        let ValueShape::Part(part) = field.shape else { return None };
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
            ValueShape::Parts(part) | ValueShape::PartsOrTexts(part) => Some(part),
            _ => None,
        });
        match part {
            Some(part) if self.names_as_keys(&entry.value, part, key) => Vec::new(),
            _ => self.list_of(&entry.value, key),
        }
    }

    /// The entries of a map whose keys are not fixed. What a comma divided is reported, and stands here as it was meant.
    pub fn entries<'n, 's>(&mut self, fields: &Fields<'n, 's>, key: &str) -> Vec<&'n Entry<'s>> {
        let field = fields.part.fields.iter().find(|field| field.key == key);
        match fields.entry(key).map(|entry| &entry.value) {
            Some(Node { kind: Kind::Map(entries), .. }) => {
                let mut whole: Vec<&Entry> = Vec::new();
                for (number, entry) in entries.iter().enumerate() {
                    if !self.divided(entry, entries[..number].last(), &entries[number + 1..]) {
                        whole.push(entry);
                    }
                }
                whole
            }
            Some(Node { kind: Kind::Empty, .. }) | None => Vec::new(),
            Some(node) => {
                let example = field.map_or("", |field| field.example);
                self.wrong_kind(
                    node,
                    msg!("{key} ska ha en rad för varje uppgift", "{key} must have one line for each entry"),
                    match node.kind {
                        Kind::List(_) => msg!(
                            "skriv raderna utan streck, till exempel {key}: {example}",
                            "write the lines without dashes, for instance {key}: {example}",
                        ),
                        _ => msg!("skriv till exempel {key}: {example}", "write for instance {key}: {example}"),
                    },
                );
                Vec::new()
            }
        }
    }

    /// The entries of a value that is a list.
    pub fn list_of<'n, 's>(&mut self, node: &'n Node<'s>, key: &str) -> Vec<&'n Node<'s>> {
        match &node.kind {
            Kind::List(items) => items.iter().collect(),
            Kind::Empty => Vec::new(),
            Kind::Map(_) => {
                self.no_dash(node, key);
                vec![node]
            }
            Kind::Scalar { .. } => {
                self.pass_over();
                self.wrong_kind(
                    node,
                    msg!("{key} ska vara en lista, inte en text", "{key} must be a list, not a text"),
                    msg!(
                        "skriv posterna på raderna under, var och en efter ett streck: - …",
                        "write the entries on the lines below, each after a dash: - …"
                    ),
                );
                Vec::new()
            }
        }
    }

    /// A list of one entry without the dash before it.
    fn no_dash(&mut self, node: &Node, key: &str) {
        let first = self.first_line(node);
        let line = self.text.get(first.start as usize..first.end as usize).unwrap_or("");
        let finding = Diagnostic::new(
            &rules::WRONG_KIND,
            first,
            msg!("{key} är en lista, men här saknas strecket", "{key} is a list, but the dash is missing here"),
        )
        .help(msg!(
            "skriv bindestreck och blanksteg före den första raden i varje post: - {line}",
            "write a hyphen and a space before the first line of each entry: - {line}",
        ));
        // In place of the last two blanks of the indentation, so that the lines below stay in their column.
        let before =
            (node.start as usize).checked_sub(2).filter(|at| self.text.get(*at..node.start as usize) == Some("  "));
        self.sink.push(match before {
            Some(at) => finding.suggest(first.at(at, node.start as usize), "- "),
            None => finding,
        });
    }

    /// Where to say that something is missing in a map: its first line.
    pub fn first_line(&self, node: &Node) -> Span {
        // No further than the node: all of a file may be one line.
        let start = node.start as usize;
        let last = (node.end as usize).max(start);
        let end = self.text[start..last].find('\n').map_or(last, |found| start + found);
        self.span(node).at(start, start + self.text[start..end].trim_end().len())
    }

    /// Reports a value of the wrong kind.
    pub fn wrong_kind(&mut self, node: &Node, message: Bilingual, help: Bilingual) {
        let span = self.first_line(node);
        if matches!(node.kind, Kind::Scalar { .. }) && self.unseen(self.span(node)) {
            return;
        }
        self.sink.push(Diagnostic::new(&rules::WRONG_KIND, span, message).help(help));
    }
}
