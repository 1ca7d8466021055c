//! A table of keys as a definition: each key in any spelling, what it means, and which must be there.

use serde_json::{Map, Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::spelling::any_key;
use super::value::{Nothing, types};
use super::{Writer, object, properties};
use crate::diagnostic::{Bilingual, Language};
use crate::msg;
use crate::plan_format::fields::{Field, PartSchema, ValueShape};
use crate::plan_format::parts::goals::GOAL;

impl Writer<'_> {
    /// Leads to the definition of a part, which is written where it is named for the first time.
    pub(super) fn reference(&mut self, part: &'static PartSchema, nothing: Nothing) -> Map<String, Value> {
        let name = name(part.name);
        if !self.definitions.contains_key(&name) {
            // Its place is taken before it is written: a part may lead to itself.
            self.definitions.insert(name.clone(), Value::Null);
            let definition = self.definition(part);
            self.definitions.insert(name.clone(), Value::Object(definition));
        }
        let path = format!("#/definitions/{name}");
        match nothing {
            Nothing::Allowed => object(json!({"$ref": path})),
            Nothing::Refused => object(json!({"type": "object", "allOf": [{"$ref": path}]})),
        }
    }

    fn definition(&mut self, part: &'static PartSchema) -> Map<String, Value> {
        let mut known: Vec<(String, Value)> = Vec::new();
        for field in part.fields {
            let nothing = if field.needed && !field.waits { Nothing::Refused } else { Nothing::Allowed };
            let mut value = self.value_of(field, nothing);
            self.describe(&mut value, field);
            known.push((field.key.to_owned(), Value::Object(value)));
        }
        if std::ptr::eq(part, &GOAL) {
            self.add_sections(&mut known);
        }
        let needed = part.fields.iter().filter(|field| field.needed).map(|field| required(field.key));
        let mut definition = properties(known);
        definition.insert("type".to_owned(), types("object", Nothing::Allowed));
        let needed: Vec<Value> = needed.collect();
        if !needed.is_empty() {
            definition.insert("allOf".to_owned(), json!(needed));
        }
        definition
    }

    /// The sections of the steering model, which every goal may have. A key of the table goes before a section of that name.
    fn add_sections(&mut self, known: &mut Vec<(String, Value)>) {
        let steering = &self.settings.steering;
        let sections: Vec<(String, Value)> = steering
            .sections
            .iter()
            .enumerate()
            .filter(|(_, section)| !known.iter().any(|(key, _)| *key == section.key))
            .map(|(number, section)| {
                let asks = steering
                    .levels
                    .iter()
                    .filter(|level| level.sections.iter().any(|asked| asked.section == number && asked.required));
                let levels = asks.map(|level| level.key.as_str()).collect::<Vec<_>>().join(", ");
                let about = match levels.is_empty() {
                    true => msg!("Ett avsnitt i styrmodellen.", "A section of the steering model."),
                    false => msg!(
                        "Ett avsnitt i styrmodellen, som efterfrågas i {levels}.",
                        "A section of the steering model, asked for in {levels}.",
                    ),
                };
                (section.key.clone(), json!(self.word(about)))
            })
            .collect();
        for (key, about) in sections {
            let mut value = self.value(&ValueShape::Prose, Nothing::Allowed);
            value.insert("description".to_owned(), about);
            known.push((key, Value::Object(value)));
        }
    }

    /// What a key means, what holds where it is absent, and an example: in words, and for editors that show Markdown.
    pub(super) fn describe(&self, value: &mut Map<String, Value>, field: &Field) {
        let word = self.word(EXAMPLE);
        let plain = format!("{} {word}: {}", meaning(field, self.language).join(" "), field.example);
        value.insert("description".to_owned(), json!(plain.replace('`', "")));
        value.insert("markdownDescription".to_owned(), json!(explained(field, self.language)));
    }
}

const EXAMPLE: Bilingual = Bilingual::fixed("Exempel", "Example");

/// What a key means, what holds where it is absent, and an example, as Markdown.
pub fn explained(field: &Field, language: Language) -> String {
    let (key, example) = (field.key, field.example);
    // An entry of a list stands on a line of its own.
    let written = match example.strip_prefix("- ") {
        Some(_) => format!("{key}:\n  {example}"),
        None => format!("{key}: {example}"),
    };
    let (words, word) = (meaning(field, language).join("\n\n"), EXAMPLE);
    format!("{words}\n\n{}:\n\n```yaml\n{written}\n```", word.get(language))
}

/// What a key means, and what holds where it is absent.
fn meaning(field: &Field, language: Language) -> Vec<String> {
    let absent = match (field.needed, field.default) {
        (true, _) => Some(Bilingual::fixed("Måste finnas.", "Required.")),
        (false, ("", _)) => None,
        (false, (sv, en)) => Some(msg!("Om nyckeln saknas: {sv}.", "Where the key is absent: {en}.")),
    };
    let about = Bilingual::fixed(field.about.0, field.about.1);
    std::iter::once(about).chain(absent).map(|words| words.get(language).to_owned()).collect()
}

/// Asks for a key, in whatever spelling it stands.
pub(super) fn required(key: &str) -> Value {
    json!({
        "if": {"propertyNames": {"not": {"pattern": any_key(key)}}},
        // A strict validator wants to see each key that is required among the properties.
        "then": {"required": [key], "properties": {key: true}},
    })
}

/// A part's name as a word of an address: an editor may read `å` and blanks in one differently than they are written.
fn name(part: &str) -> String {
    let plain = part.nfd().filter(|character| !is_combining_mark(*character));
    plain.map(|character| if character.is_ascii_alphanumeric() { character } else { '-' }).collect()
}
