//! What the value of a key may be, as a schema says it.
//!
//! A scalar is text to the reader, but a number, a truth value or nothing to an editor: what is text here is any of them.

use serde_json::{Map, Value, json};

use super::spelling::{any_capitals, any_word, other_capitals, whole};
use super::{Writer, object, properties};
use crate::both;
use crate::diagnostic::{Both, Level};
use crate::fields::{Entries, FILE, Part, Shape};
use crate::rules;

/// A number as [`crate::model::number::read_decimal`] reads it: with a space between thousands, a comma or a point.
const NUMBER: &str = r"(?:[-−–]\s*|\+)?[0-9]+(?:[ \u00a0\u202f][0-9]{3})*(?:[.,][0-9]+)?";

/// A year from 1900 to 2199.
const YEAR: &str = r"\+?0*(?:19|20|21)[0-9]{2}";

/// A date that exists, leap years and all.
const DATE: &str = "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)\
                    |02-(?:0[1-9]|1[0-9]|2[0-8]))\
                    |(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29";

/// A day of a leap year, month first.
const DAY: &str = r"\+?0*(?:[13578]|10|12)-\+?0*(?:[1-9]|[12][0-9]|3[01])|\+?0*(?:[469]|11)-\+?0*(?:[1-9]|[12][0-9]|30)|\+?0*2-\+?0*(?:[1-9]|1[0-9]|2[0-9])";

/// All types that there are.
const TYPES: [&str; 6] = ["array", "boolean", "null", "number", "object", "string"];

/// The name of the definition of a rule's level.
const LEVEL: &str = "niva";

/// Whether there may be nothing after a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nothing {
    /// As good as no key.
    Allowed,
    /// Something must stand there.
    Refused,
}

impl Writer<'_> {
    /// The schema of a value of this shape.
    pub(super) fn value(&mut self, shape: &Shape, nothing: Nothing) -> Map<String, Value> {
        let model = &self.settings.steering;
        match shape {
            Shape::Text | Shape::Target | Shape::Outcome => self.text(nothing),
            Shape::Prose => self.prose(nothing),
            Shape::Version => {
                let words = Both::fixed("skriv 1", "write 1");
                self.scalar(
                    &["integer", "string"],
                    nothing,
                    words,
                    json!({"maximum": 1, "minimum": 1, "pattern": whole("1")}),
                )
            }
            Shape::Year => {
                let words = Both::fixed("skriv ett årtal med fyra siffror: 2025", "write a year of four digits: 2025");
                let bounds = json!({"maximum": 2199, "minimum": 1900, "pattern": whole(YEAR)});
                self.scalar(&["integer", "string"], nothing, words, bounds)
            }
            Shape::Number => {
                let words = Both::fixed("skriv ett heltal", "write a whole number");
                self.scalar(
                    &["integer", "string"],
                    nothing,
                    words,
                    json!({"minimum": 0, "pattern": whole(r"\+?[0-9]+")}),
                )
            }
            Shape::Date => {
                let words = Both::fixed(
                    "skriv ett datum som finns, år-månad-dag: 2025-12-31",
                    "write a date that exists, year-month-day: 2025-12-31",
                );
                self.scalar(&["string"], nothing, words, json!({"pattern": whole(DATE)}))
            }
            Shape::Amount => {
                let words = Both::fixed("skriv bara talet: 14.6", "write the number alone: 14.6");
                self.scalar(&["number", "string"], nothing, words, json!({"pattern": whole(NUMBER)}))
            }
            Shape::Share => {
                let words = Both::fixed("skriv en procentsats: 10 %", "write a percentage: 10 %");
                self.scalar(&["string"], nothing, words, json!({"pattern": whole(&format!(r"{NUMBER}\s*%"))}))
            }
            Shape::YesNo => self.one_of(&["ja", "nej"], any_word(["ja", "nej"]), nothing),
            Shape::Word(words) => self.one_of(words, any_word(words.iter().copied()), nothing),
            Shape::Assessment => {
                let words: Vec<&str> = model.assessments.iter().map(|one| one.key.as_str()).collect();
                // The words in print are read too.
                let printed = model.assessments.iter().map(|one| one.heading.as_str());
                let pattern = any_word(words.iter().copied().chain(printed));
                self.one_of(&words, pattern, nothing)
            }
            Shape::Occasion => self.suggested(model.occasions.iter().map(|one| one.key.as_str()).collect(), nothing),
            Shape::Periodicity => {
                self.suggested(model.periodicities.iter().map(|one| one.name.as_str()).collect(), nothing)
            }
            Shape::Texts => {
                let words = Both::fixed("skriv en text eller en lista av texter", "write a text or a list of texts");
                let mut value = self.scalar(&["string", "number", "boolean", "array"], nothing, words, json!({}));
                value.insert("items".to_owned(), Value::Object(self.text(Nothing::Allowed)));
                value
            }
            Shape::Part(part) => self.reference(part, nothing),
            Shape::Parts(part) => self.list(nothing, |writer| Value::Object(writer.reference(part, Nothing::Refused))),
            Shape::PartsOrTexts(part) => self.list(
                nothing,
                |writer| json!({"anyOf": [writer.text(Nothing::Refused), writer.reference(part, Nothing::Refused)]}),
            ),
            Shape::ById(part) => {
                let about = self.word(Both::fixed(part.about.0, part.about.1));
                let mut value = self.reference(part, Nothing::Allowed);
                value.insert("description".to_owned(), json!(about));
                object(json!({"type": types("object", nothing), "additionalProperties": value}))
            }
            Shape::Map(entries, ..) => self.entries(entries, nothing),
        }
    }

    /// A scalar of any kind, which is text to the reader.
    fn text(&self, nothing: Nothing) -> Map<String, Value> {
        let words = Both::fixed("skriv en text", "write a text");
        self.scalar(&["string", "number", "boolean"], nothing, words, json!({}))
    }

    /// Running text, in place or in a file of its own. Only where a map is written is it looked at as one: an editor that
    /// took the text for a map would begin it on a line of its own, without `|`.
    fn prose(&mut self, nothing: Nothing) -> Map<String, Value> {
        let words = Both::fixed(
            "skriv | och texten indragen under, eller {fil: …}",
            "write | and the text indented below, or {fil: …}",
        );
        let mut file = self.reference(&FILE, Nothing::Refused);
        file.insert("errorMessage".to_owned(), json!(self.word(words)));
        let refused: &[&str] = match nothing {
            Nothing::Allowed => &["array", "object"],
            Nothing::Refused => &["array", "null", "object"],
        };
        let label = self.word(Both::fixed("| text på flera rader", "| text of several lines"));
        let lines = json!({"label": label, "body": "|\n  $1"});
        object(json!({"if": {"type": refused}, "then": file, "defaultSnippets": [lines]}))
    }

    /// A value of one of these types, under further conditions; `message` is what an editor says of another. The types
    /// are said by those that are refused, since editors offer `null`, `true` and `false` where a type is named.
    fn scalar(&self, names: &[&str], nothing: Nothing, message: Both, conditions: Value) -> Map<String, Value> {
        let null = (nothing == Nothing::Allowed).then_some("null");
        let allowed: Vec<&str> = names.iter().copied().chain(null).collect();
        let is_whole = allowed.contains(&"integer");
        let refused = TYPES.into_iter().filter(|name| !(allowed.contains(name) || is_whole && *name == "number"));
        let message = self.word(message);
        let is_other = json!({"type": refused.collect::<Vec<_>>()});
        let mut value = object(json!({"if": is_other, "then": {"type": "string", "errorMessage": message}}));
        if is_whole {
            value.insert("multipleOf".to_owned(), json!(1));
        }
        let conditions = object(conditions);
        if conditions.contains_key("pattern") {
            value.insert("patternErrorMessage".to_owned(), json!(message));
        }
        value.extend(conditions);
        value
    }

    /// A text for which there are some usual words.
    fn suggested(&self, words: Vec<&str>, nothing: Nothing) -> Map<String, Value> {
        let mut value = self.text(nothing);
        value.insert("examples".to_owned(), json!(words));
        value
    }

    fn list(&mut self, nothing: Nothing, items: impl FnOnce(&mut Self) -> Value) -> Map<String, Value> {
        object(json!({"type": types("array", nothing), "items": items(self)}))
    }

    /// A map whose keys are not fixed.
    fn entries(&mut self, entries: &Entries, nothing: Nothing) -> Map<String, Value> {
        let mut map = object(json!({"type": types("object", nothing)}));
        let others = match entries {
            Entries::Levels(part) => {
                map.extend(self.levels(part));
                return map;
            }
            Entries::RuleLevels => {
                map.extend(self.rule_levels());
                return map;
            }
            Entries::Years => {
                map.insert("patternProperties".to_owned(), json!({whole(YEAR): self.text(Nothing::Allowed)}));
                json!(false)
            }
            Entries::Targets | Entries::Terms => Value::Object(self.text(Nothing::Allowed)),
            Entries::Days => {
                let words = Both::fixed("skriv månad-dag: 04-30", "write month-day: 04-30");
                Value::Object(self.scalar(&["string"], Nothing::Allowed, words, json!({"pattern": whole(DAY)})))
            }
            Entries::Occasions => Value::Object(
                self.list(Nothing::Allowed, |writer| Value::Object(writer.value(&Shape::Occasion, Nothing::Allowed))),
            ),
        };
        map.insert("additionalProperties".to_owned(), others);
        map
    }

    /// The levels of the steering model, each with its list of goals.
    fn levels(&mut self, part: &'static Part) -> Map<String, Value> {
        let items = self.reference(part, Nothing::Refused);
        let levels = self.settings.steering.levels.iter().map(|level| {
            let heading = &level.heading;
            let list = json!({
                "type": types("array", Nothing::Allowed), "items": items,
                "description": self.word(both!("{heading}: en lista av mål", "{heading}: a list of goals")),
            });
            (level.key.clone(), list)
        });
        properties(levels.collect())
    }

    /// The rules that can have another level, by code and by name.
    fn rule_levels(&mut self) -> Map<String, Value> {
        let levels = [Level::Error, Level::Warning, Level::Info, Level::Off].map(Level::word);
        let own: Vec<&str> = levels.iter().map(|word| word.get(self.language)).collect();
        let all: Vec<&str> = levels.iter().flat_map(|word| [word.sv.as_ref(), word.en.as_ref()]).collect();
        let value = self.one_of(&own, whole(&any_capitals(&all)), Nothing::Allowed);
        self.definitions.insert(LEVEL.to_owned(), Value::Object(value));
        let value = object(json!({"$ref": format!("#/definitions/{LEVEL}")}));
        let (mut exact, mut keys) = (Map::new(), Vec::new());
        for rule in rules::all().into_iter().map(|entry| entry.rule).filter(|rule| rule.can_be_silenced) {
            for (key, other) in [(rule.code, rule.name), (rule.name, rule.code)] {
                let (summary, usual) = (rule.summary.get(self.language), rule.level.word());
                let (sv, en) = (&usual.sv, &usual.en);
                let words = both!("{other}: {summary}. Annars {sv}.", "{other}: {summary}. Otherwise {en}.");
                let mut value = value.clone();
                value.insert("description".to_owned(), json!(self.word(words)));
                exact.insert(key.to_owned(), Value::Object(value));
            }
            keys.extend([rule.code, rule.name]);
        }
        let others = other_capitals(&keys);
        object(json!({"properties": exact, "patternProperties": {others: value}, "additionalProperties": false}))
    }

    /// One of some words. Editors offer what an enumeration has, and the pattern takes the other spellings.
    pub(super) fn one_of(&self, words: &[&str], pattern: String, nothing: Nothing) -> Map<String, Value> {
        let known = words.join(", ");
        let message = both!("skriv ett av orden {known}", "write one of the words {known}");
        let exact = json!({"enum": words, "errorMessage": self.word(message.clone())});
        object(json!({"anyOf": [exact, self.scalar(&["string"], nothing, message, json!({"pattern": pattern}))]}))
    }
}

/// The type of a list or a map, and where nothing may stand, that.
pub(super) fn types(name: &str, nothing: Nothing) -> Value {
    match nothing {
        Nothing::Allowed => json!([name, "null"]),
        Nothing::Refused => json!(name),
    }
}
