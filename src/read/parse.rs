//! Located tree → document, through the kind that the file names.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Applicability, Bilingual, Diagnostic, Sink, near_name, near_word};
use crate::model::{At, Document, Settings};
use crate::msg;
use crate::plan_format::fields::{NamedFile, PartSchema, Reader, rules, same_key};
use crate::read::kinds::{KINDS, KindReader};
use crate::source::{SourceId, Sources, Span};
use crate::syntax::yaml::{self, Node, Tree};

/// The paths of the files that a document's texts are in, as written (`fil: …`), each once.
pub fn named_files(tree: &Tree) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut rest: Vec<&Node> = tree.root.iter().collect();
    while let Some(node) = rest.pop() {
        match &node.kind {
            yaml::Kind::Map(entries) => {
                for entry in entries {
                    match &entry.value.kind {
                        yaml::Kind::Scalar { text, .. } if same_key(entry.key_text(), "fil") => {
                            names.insert(text.trim().to_owned());
                        }
                        _ => rest.push(&entry.value),
                    }
                }
            }
            yaml::Kind::List(items) => rest.extend(items),
            _ => {}
        }
    }
    names
}

/// Whether a file says that it is a document of this format.
pub fn says_document(tree: &Tree) -> bool {
    let Some(yaml::Kind::Map(entries)) = tree.root.as_ref().map(|root| &root.kind) else { return false };
    entries.iter().any(|entry| ["vp", "dokument"].iter().any(|key| same_key(entry.key_text(), key)))
}

/// Whether a word is a kind of document.
pub fn is_kind(word: &str) -> bool {
    KINDS.iter().any(|kind| same_key(word, kind.key()))
}

/// The plan that a file leads to: the one above it, or the one that it follows up.
#[derive(Clone, Debug)]
pub struct LeadsTo {
    /// Its file, as written; where nothing is written, the kind's own at the place of `dokument`.
    pub path: At<String>,
    /// Whether it is written.
    pub is_written: bool,
}

/// The plan that the file leads to, where its kind has one. A file of unknown kind is read as a plan.
pub fn leads_to(tree: &Tree, source: SourceId) -> Option<LeadsTo> {
    let yaml::Kind::Map(entries) = &tree.root.as_ref()?.kind else { return None };
    let text_of = |entry: &yaml::Entry| match &entry.value.kind {
        yaml::Kind::Scalar { text, .. } if !text.trim().is_empty() => {
            Some(At::new(text.trim().to_owned(), entry.value.span(source)))
        }
        _ => None,
    };
    let find = |key: &str| text_of(entries.iter().find(|entry| same_key(entry.key_text(), key))?);
    let word = names_kind(entries).and_then(text_of);
    let kind = word.as_ref().and_then(|word| KINDS.iter().find(|kind| same_key(word.as_str(), kind.key())));
    let lead = kind.map_or(&KINDS[0].leads_to, |kind| &kind.leads_to);
    if let Some(path) = find(lead.key) {
        return Some(LeadsTo { path, is_written: true });
    }
    let path = At::new(lead.default?.to_owned(), word?.span);
    Some(LeadsTo { path, is_written: false })
}

/// Reads a document; `None` where the file is no document that can be built, which is reported.
pub fn document(
    tree: &Tree,
    source: SourceId,
    sources: &Sources,
    settings: &Settings,
    files: &BTreeMap<String, NamedFile>,
    sink: &mut Sink,
) -> Option<Document> {
    let root = match &tree.root {
        Some(root) if !matches!(root.kind, yaml::Kind::Empty) => root,
        _ => {
            sink.push(not_a_document(sources.start(source), msg!("filen är tom", "the file is empty")));
            return None;
        }
    };
    let held = sources.get(source);
    let mut reader = Reader::new(source, &held.text, files);
    let kind = kind(root, source, &mut reader);
    let document = kind.filter(|kind| !is_of_other_kind(root, kind, &mut reader)).and_then(|kind| {
        let others = KINDS.iter().filter(|other| other.key() != kind.key());
        reader.levels = settings.steering.levels.iter().map(|level| level.key.clone()).collect();
        reader.kinds = std::iter::once(&kind).chain(others).map(|kind| (kind.key(), kind.part)).collect();
        let fields = reader.fields(root, kind.part)?;
        Some((kind.read)(&mut reader, &fields, settings, source))
    });
    sink.append(reader.finish());
    document
}

/// Whether the file's keys are those of another kind of document, which is reported once and not for each key: the keys
/// that only one of the two kinds has are all the other's.
fn is_of_other_kind(root: &Node, kind: &KindReader, reader: &mut Reader) -> bool {
    let yaml::Kind::Map(entries) = &root.kind else { return false };
    let has = |part: &PartSchema, key: &str| part.fields.iter().any(|field| same_key(key, field.key));
    let foreign = |other: &KindReader| -> Vec<&str> {
        let keys = entries.iter().map(|entry| entry.key_text());
        keys.filter(|key| has(other.part, key) && !has(kind.part, key)).collect()
    };
    let Some((other, keys)) = KINDS.iter().map(|other| (other, foreign(other))).find(|(other, keys)| {
        let is_own = |entry: &yaml::Entry| has(kind.part, entry.key_text()) && !has(other.part, entry.key_text());
        keys.len() > 1 && !entries.iter().any(is_own)
    }) else {
        return false;
    };
    let Some(word) = entries.iter().find(|entry| same_key(entry.key_text(), "dokument")) else { return false };
    let span = reader.span(&word.value);
    let (written, keys) = (kind.key(), keys.join(", "));
    let fitting: Vec<&str> =
        KINDS.iter().filter(|kind| std::ptr::eq(kind.part, other.part)).map(|kind| kind.key()).collect();
    let Bilingual { sv, en } = Bilingual::any_of(&fitting);
    reader.sink.push(
        Diagnostic::new(
            &rules::UNKNOWN_DOCUMENT,
            span,
            msg!(
                "filen säger {written} men har nycklar som en sådan inte har: {keys}",
                "the file says {written} but has keys that none has: {keys}",
            ),
        )
        .help(msg!("skriv dokument: {sv}", "write dokument: {en}")),
    );
    true
}

fn not_a_document(span: Span, message: crate::diagnostic::Bilingual) -> Diagnostic {
    let known = KINDS.iter().map(|kind| kind.key()).collect::<Vec<_>>().join(", ");
    Diagnostic::new(&rules::UNKNOWN_DOCUMENT, span, message).help(msg!(
        "börja filen med vp: 1 och dokument: – ett av {known}",
        "begin the file with vp: 1 and dokument: – one of {known}",
    ))
}

/// The entry that names the kind of document. Where its key is misspelt, that is reported where the keys are read.
fn names_kind<'e, 's>(entries: &'e [yaml::Entry<'s>]) -> Option<&'e yaml::Entry<'s>> {
    let misspelt = || {
        let has_kind = |entry: &&yaml::Entry| match &entry.value.kind {
            yaml::Kind::Scalar { text, .. } => KINDS.iter().any(|kind| same_key(text.trim(), kind.key())),
            _ => false,
        };
        let is_near = |entry: &&yaml::Entry| near_name(entry.key_text(), ["dokument"]).is_some();
        entries.iter().find(|entry| is_near(entry) && has_kind(entry))
    };
    let entry = entries.iter().find(|entry| same_key(entry.key_text(), "dokument"));
    entry.filter(|entry| !matches!(entry.value.kind, yaml::Kind::Empty)).or_else(misspelt)
}

fn kind(root: &Node, source: SourceId, reader: &mut Reader) -> Option<&'static KindReader> {
    let yaml::Kind::Map(entries) = &root.kind else {
        let span = reader.first_line(root);
        reader.sink.push(not_a_document(
            span,
            msg!("filen har inga nycklar och är inget dokument", "the file has no keys and is not a document",),
        ));
        return None;
    };
    let find = |key: &str| entries.iter().find(|entry| same_key(entry.key_text(), key));
    // A version that is not written is reported as missing, with the other keys.
    if let Some(entry) = find("vp").filter(|entry| !matches!(entry.value.kind, yaml::Kind::Empty)) {
        let version = reader.scalar(&entry.value, "vp").read()?;
        if version.value.trim() != "1" {
            let written = version.value;
            reader.sink.push(
                Diagnostic::new(
                    &rules::UNKNOWN_DOCUMENT,
                    version.span,
                    msg!("formatversion {written} finns inte", "format version {written} does not exist",),
                )
                .help(msg!("skriv vp: 1", "write vp: 1"))
                .suggest(version.span, "1"),
            );
            return None;
        }
    }
    let Some(entry) = names_kind(entries) else {
        let span = Span { source, start: root.start, end: root.start };
        reader.sink.push(not_a_document(
            span,
            msg!("filen säger inte vilket slags dokument den är", "the file does not say what kind of document it is",),
        ));
        return None;
    };
    let word = reader.scalar(&entry.value, "dokument").read()?;
    let written = word.value.trim();
    if let Some(kind) = KINDS.iter().find(|kind| same_key(written, kind.key())) {
        return Some(kind);
    }
    if reader.unseen(word.span) {
        return None;
    }
    let finding = not_a_document(
        word.span,
        msg!(
            "{written} är inget slags dokument som vp kan bygga",
            "{written} is not a kind of document that vp can build",
        ),
    );
    // ”Tertialrapport 1” names the kind and the occasion.
    let bare = written.trim_end_matches(|character: char| character.is_ascii_digit() || character == ' ');
    reader.sink.push(match near_word(bare, KINDS.iter().map(|kind| kind.key())) {
        Some(near) => finding.help(msg!("skriv dokument: {near}", "write dokument: {near}")).fix_with(
            word.span,
            near,
            Applicability::of_word(written, near),
        ),
        None => finding,
    });
    None
}

/// What a text that cannot be read as a document says at a key of its outermost level.
pub fn said_at<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let value =
        text.lines().find_map(|line| line.trim_start_matches('\u{feff}').strip_prefix(key)?.strip_prefix(':'))?;
    let value = value.split('#').next().unwrap_or("").trim();
    Some(value.trim_matches(['"', '\'']))
}
