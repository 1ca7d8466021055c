//! JSON Schemas for editors: what a file may hold, from the same tables that the reader follows. One more is that of documents
//! as data, for programs.
//!
//! Draft 7, which every editor with YAML support knows. A schema sees a file as an editor's YAML parser does, and a value at
//! a time. So it differs from the reader in these places, and in no others:
//!
//! - Only the reader sees a key that stands twice in two spellings (VP0104). One that stands twice in the same spelling is
//!   reported by the editor's YAML parser.
//! - `~` and `null` are nothing to an editor and words to the reader: a schema accepts them where nothing may stand and
//!   refuses them where something must.
//! - A number in a computer's notation, such as `0x7e9`, `2e3`, `1.` and `.5`, is a number to an editor and a text to the reader.
//!   So is one of more than 28 digits, which the reader does not take.
//! - In a follow-up, keys of an entry that are not indented below their id are ids to a schema where nothing stands after
//!   them, and so is a level of the steering model with `{}` after it.
//! - In vp.yaml a rule without a level after it is passed over by the reader, whatever it is called; a schema knows the rules.
//! - In vp.yaml the reader alone sees that other occasions ask for `periodicitet` too, and that an assessment that an occasion
//!   has words for does not exist.
//! - In vp.yaml an occasion of `periodicitet` that `rapporttillfällen` does not have is seen by the reader alone.
//! - That the `period` of a plan ends after it begins is seen by the reader alone.
//! - A time in words, such as `slut: hösten 2026`, is any text with a letter to a schema; the reader knows the words.
//! - `budget: ""` and `budget: |` with no text are read as `budget:`, which a schema does not say.

pub mod modeline;
mod part;
mod spelling;
mod standard;
mod value;

use serde_json::{Map, Value, json};

pub use crate::describe::schema::part::explained;
use crate::describe::schema::spelling::{any_key, any_word, other_key};
pub use crate::describe::schema::value::{Word, occasions, words};
use crate::diagnostic::{Bilingual, Language};
use crate::model::Settings;
use crate::plan_format::fields::{PartSchema, ValueShape, same_key};
use crate::plan_format::parts::settings::SETTINGS;
use crate::read::kinds::{KINDS, KindReader};

/// The draft that the schemas follow.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The key that tells a document's kind.
const KIND_KEY: &str = "dokument";

/// The name of the format that [`Subject::Output`] is about.
const OUTPUT: &str = "json";

/// The schema of that format, which docs/document-as-data.md explains.
const OF_OUTPUT: &str = include_str!("../../docs/document.schema.json");

/// What a schema is for.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// Every kind of document; `dokument` decides.
    Documents,
    /// Documents with this table.
    Document(&'static PartSchema),
    /// vp.yaml.
    Settings,
    /// What `vp build -f json` writes, whatever the steering model.
    Output,
}

impl Subject {
    /// What somebody names: a kind of document, the table of several, or vp.yaml.
    pub fn find(written: &str) -> Option<Subject> {
        if same_key(written, SETTINGS.name) {
            return Some(Subject::Settings);
        }
        if same_key(written, OUTPUT) {
            return Some(Subject::Output);
        }
        let kind = KINDS.iter().find(|kind| same_key(written, kind.key()) || same_key(written, kind.part.name))?;
        Some(Subject::Document(kind.part))
    }

    /// All that can be named, each once: the tables first, as their names are shorter.
    pub fn names() -> Vec<&'static str> {
        let tables = KINDS.iter().map(|kind| kind.part.name).chain([SETTINGS.name, OUTPUT]);
        let mut names: Vec<&str> = Vec::new();
        for name in tables.chain(KINDS.iter().map(|kind| kind.key())) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// The files that a workspace keeps its schemas in, each with what it is for.
pub const FILES: [(&str, Subject); 2] =
    [(".vp/dokument.schema.json", Subject::Documents), (".vp/vp.schema.json", Subject::Settings)];

/// Whose keywords a schema is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keywords {
    /// Those of the draft alone, which every validator knows.
    Standard,
    /// Those of editors too: messages in words, Markdown, and places to fill in.
    Editors,
}

/// The schema as the text of a file.
pub fn text(subject: Subject, settings: &Settings, language: Language, keywords: Keywords) -> String {
    if let Subject::Output = subject {
        return OF_OUTPUT.to_owned();
    }
    // A map of strings and values cannot fail to be written.
    format!("{:#}\n", schema(subject, settings, language, keywords))
}

/// The schema. It accepts the same files whatever its keywords are, and it proposes no value that nobody has decided:
/// examples are in the descriptions alone.
pub fn schema(subject: Subject, settings: &Settings, language: Language, keywords: Keywords) -> Value {
    let mut writer = Writer { settings, language, definitions: Map::new() };
    let mut root = match subject {
        Subject::Documents => writer.documents(),
        Subject::Document(part) => object(json!({"allOf": [writer.reference(part, value::Nothing::Refused)]})),
        Subject::Output => return serde_json::from_str(OF_OUTPUT).expect("the schema is JSON"),
        Subject::Settings => object(json!({"allOf": [writer.reference(&SETTINGS, value::Nothing::Refused)]})),
    };
    // Not a title: editors show that at every key.
    let comment = Bilingual::fixed("Skrivet av vp schema.", "Written by vp schema.");
    root.insert("$schema".to_owned(), json!(DRAFT));
    root.insert("$comment".to_owned(), json!(comment.get(language)));
    root.insert("definitions".to_owned(), Value::Object(writer.definitions));
    match keywords {
        Keywords::Standard => standard::standard(Value::Object(root)),
        Keywords::Editors => Value::Object(root),
    }
}

/// Writes the schema of one subject: the definitions of parts gather as they are named.
struct Writer<'a> {
    settings: &'a Settings,
    language: Language,
    definitions: Map<String, Value>,
}

impl Writer<'_> {
    fn word(&self, words: Bilingual) -> String {
        words.get(self.language).to_owned()
    }

    /// Every kind of document. Only the table of the kind that the file names is looked at, so that an editor speaks of
    /// that one alone; before there is a kind, it asks for one.
    fn documents(&mut self) -> Map<String, Value> {
        let mut all = vec![part::required(KIND_KEY)];
        let mut tables: Vec<(&'static PartSchema, Vec<&str>)> = Vec::new();
        for kind in KINDS {
            match tables.iter_mut().find(|(part, _)| std::ptr::eq(*part, kind.part)) {
                Some((_, keys)) => keys.push(kind.key()),
                None => tables.push((kind.part, vec![kind.key()])),
            }
        }
        for (part, keys) in tables {
            let is_kind = json!({"type": "string", "pattern": any_word(keys)});
            let is_named = json!({
                "type": "object", "not": {"propertyNames": {"not": {"pattern": any_key(KIND_KEY)}}},
                "properties": {KIND_KEY: is_kind}, "patternProperties": {other_key(KIND_KEY): is_kind},
            });
            all.push(json!({"if": is_named, "then": self.reference(part, value::Nothing::Refused)}));
        }
        let kinds: Vec<Word> = KINDS.iter().map(|kind| word_of(kind)).collect();
        let pattern = any_word(kinds.iter().map(|kind| kind.word.as_str()));
        let mut kind = self.one_of(&kinds, pattern, value::Nothing::Refused);
        let about = Bilingual::fixed("Slaget av dokument.", "The kind of document.");
        kind.insert("description".to_owned(), json!(about.get(self.language)));
        let about = Bilingual::fixed("Formatets version: 1.", "The format's version: 1.");
        let version = json!({"description": about.get(self.language), "anyOf": [{"enum": [1]}, true]});
        let mut root = object(json!({"type": "object", "allOf": all}));
        let mut known = properties(vec![(KIND_KEY.to_owned(), Value::Object(kind))]);
        if let Some(Value::Object(exact)) = known.get_mut("properties") {
            // What it must be is said by the table of the kind.
            exact.insert("vp".to_owned(), version);
        }
        known.remove("additionalProperties");
        root.extend(known);
        root
    }
}

/// The word that names a kind, explained as the table of the kind does.
fn word_of(kind: &KindReader) -> Word {
    let field = kind.part.fields.iter().find(|field| field.key == KIND_KEY);
    let about = field.and_then(|field| match field.shape {
        ValueShape::Word(words) => {
            field.explained.get(words.iter().position(|word| *word == kind.key()).unwrap_or(words.len()))
        }
        _ => None,
    });
    let (sv, en) = about.copied().unwrap_or(kind.part.about);
    Word { word: kind.key().to_owned(), about: Bilingual::fixed(sv, en) }
}

/// Known keys with their values, in any spelling, and no other key.
fn properties(known: Vec<(String, Value)>) -> Map<String, Value> {
    let others: Map<String, Value> = known.iter().map(|(key, value)| (other_key(key), value.clone())).collect();
    let exact: Map<String, Value> = known.into_iter().collect();
    object(json!({"properties": exact, "patternProperties": others, "additionalProperties": false}))
}

/// The map that a literal is; a schema of anything else says nothing.
fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
