//! What the value of a key may be, as a schema says it.
//!
//! A scalar is text to the reader, but a number, a truth value or nothing to an editor: what is text here is any of them.

use serde_json::{Map, Value, json};

use super::spelling::{any_capitals, any_word, other_capitals, whole};
use super::{Writer, object, properties};
use crate::diagnostic::{Bilingual, Severity};
use crate::lint::rules;
use crate::model::{Settings, Steering};
use crate::msg;
use crate::plan_format::fields::{Entries, FILE, Field, PartSchema, ValueShape};

/// A number as [`crate::model::number::read_decimal`] reads it: with a space between thousands, a comma or a point.
const NUMBER: &str = r"(?:[-−–]\s*|\+)?[0-9]+(?:[ \u00a0\u202f][0-9]{3})*(?:[.,][0-9]+)?";

/// A year from 1900 to 2199.
const YEAR: &str = r"\+?0*(?:19|20|21)[0-9]{2}";

/// A date that exists, leap years and all.
const DATE: &str = "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)\
                    |02-(?:0[1-9]|1[0-9]|2[0-8]))\
                    |(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29";

/// Two years, one after the other.
const TWO_YEARS: &str = r"(?:19|20|21)[0-9]{2}\s*[/–]\s*(?:(?:19|20|21)[0-9]{2}|[0-9]{2})";

/// A time in words: a year, a year with its month, or whatever has a letter.
const TIME: &str = r"\s*(?:19|20|21)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?\s*|.*[A-Za-zÅÄÖåäö].*";

/// A day of a leap year, month first.
const DAY: &str = r"\+?0*(?:[13578]|10|12)-\+?0*(?:[1-9]|[12][0-9]|3[01])|\+?0*(?:[469]|11)-\+?0*(?:[1-9]|[12][0-9]|30)|\+?0*2-\+?0*(?:[1-9]|1[0-9]|2[0-9])";

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

/// One of the words that a value may be, with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub word: String,
    /// What it means.
    pub about: Bilingual,
}

/// The words that the value of a key may be or usually is, in order; none where it is a text, a number or a part.
pub fn words(field: &Field, settings: &Settings) -> Vec<Word> {
    let model = &settings.steering;
    match field.shape {
        ValueShape::Version => {
            vec![Word { word: "1".to_owned(), about: Bilingual::fixed("Den som finns.", "The one there is.") }]
        }
        ValueShape::YesNo => yes_no(),
        ValueShape::Word(words) => {
            let explained = field.explained.iter().map(|(sv, en)| Bilingual::fixed(sv, en));
            let explained = explained.chain(std::iter::repeat(Bilingual::fixed("", "")));
            words.iter().zip(explained).map(|(word, about)| Word { word: (*word).to_owned(), about }).collect()
        }
        ValueShape::Assessment => assessments(model),
        ValueShape::Occasion => occasions(model),
        ValueShape::Periodicity => periodicities(model),
        _ => Vec::new(),
    }
}

fn yes_no() -> Vec<Word> {
    let words = [("ja", Bilingual::fixed("Ja.", "Yes.")), ("nej", Bilingual::fixed("Nej.", "No."))];
    words.map(|(word, about)| Word { word: word.to_owned(), about }).into()
}

fn assessments(model: &Steering) -> Vec<Word> {
    model.assessments.iter().map(|one| Word { word: one.key.clone(), about: printed(&one.heading) }).collect()
}

/// The occasions, each with the day that it reports up to.
pub fn occasions(model: &Steering) -> Vec<Word> {
    let words = model.occasions.iter().map(|one| {
        let (month, day) = one.month_day;
        let about =
            msg!("Redovisar till och med {month:02}-{day:02}.", "Reports up to and including {month:02}-{day:02}.",);
        Word { word: one.key.clone(), about }
    });
    words.collect()
}

fn periodicities(model: &Steering) -> Vec<Word> {
    let words = model.periodicities.iter().map(|one| {
        let occasions = one.occasions.iter().filter_map(|at| model.occasions.get(*at));
        let occasions = occasions.map(|occasion| occasion.key.as_str()).collect::<Vec<_>>().join(", ");
        Word { word: one.name.clone(), about: msg!("Redovisas {occasions}.", "Reported at {occasions}.") }
    });
    words.collect()
}

/// What a scalar may be. Whatever is named by none of these is refused, but for nothing.
#[derive(Clone, Copy)]
enum Scalar<'a> {
    /// A text that follows a pattern.
    Text(&'a str),
    /// A text that follows a pattern, or a number between these.
    Whole(&'a str, i64, Option<i64>),
    /// A text that follows a pattern, or any number.
    Number(&'a str),
}

impl Writer<'_> {
    /// The schema of the value of a key.
    pub(super) fn value_of(&mut self, field: &Field, nothing: Nothing) -> Map<String, Value> {
        match field.shape {
            ValueShape::Word(words) => {
                let explained = field.explained.iter().map(|(sv, en)| Bilingual::fixed(sv, en));
                let words: Vec<Word> =
                    words.iter().zip(explained).map(|(word, about)| Word { word: (*word).to_owned(), about }).collect();
                let pattern = any_word(words.iter().map(|one| one.word.as_str()));
                self.one_of(&words, pattern, nothing)
            }
            _ => self.value(&field.shape, nothing),
        }
    }

    /// The schema of a value of this shape.
    pub(super) fn value(&mut self, shape: &ValueShape, nothing: Nothing) -> Map<String, Value> {
        let model = &self.settings.steering;
        match shape {
            ValueShape::Text | ValueShape::Target | ValueShape::Outcome => self.text(nothing),
            ValueShape::Prose => self.prose(nothing),
            ValueShape::Version => {
                let words = Bilingual::fixed("skriv 1", "write 1");
                self.either(
                    json!({"enum": [1], "errorMessage": self.word(words.clone())}),
                    self.scalar(Scalar::Whole(&whole("1"), 1, Some(1)), nothing, words),
                )
            }
            ValueShape::Year => {
                let words =
                    Bilingual::fixed("skriv ett årtal med fyra siffror: 2025", "write a year of four digits: 2025");
                self.scalar(Scalar::Whole(&whole(YEAR), 1900, Some(2199)), nothing, words)
            }
            ValueShape::MonthDay => self.day(nothing),
            ValueShape::Colour => {
                let words = Bilingual::fixed(
                    "skriv # och sex siffror ur 0–9 och a–f, med citattecken: \"#004f9f\"",
                    "write # and six digits of 0–9 and a–f, in quotation marks: \"#004f9f\"",
                );
                self.scalar(Scalar::Text(&whole("#(?:[0-9a-fA-F]{3}){1,2}")), nothing, words)
            }
            ValueShape::KoladaId => {
                let words = Bilingual::fixed(
                    "skriv måttets id som i Kolada: N eller U och fem siffror",
                    "write the measure's id as in Kolada: N or U and five digits",
                );
                self.scalar(Scalar::Text(&whole("(?:[NU][0-9]{5})?")), nothing, words)
            }
            ValueShape::Years => {
                let words = Bilingual::fixed(
                    "skriv ett årtal med fyra siffror: 2025, eller två: 2025/2026",
                    "write a year of four digits: 2025, or two: 2025/2026",
                );
                self.scalar(Scalar::Whole(&whole(&format!("{YEAR}|{TWO_YEARS}")), 1900, Some(2199)), nothing, words)
            }
            ValueShape::Day => {
                let words = Bilingual::fixed(
                    "skriv ett datum som finns, år-månad-dag: 2025-12-31, eller en tid i ord: hösten 2025",
                    "write a date that exists, year-month-day: 2025-12-31, or a time in words: hösten 2025",
                );
                self.scalar(Scalar::Whole(&whole(&format!("{DATE}|{TIME}")), 1900, Some(2199)), nothing, words)
            }
            ValueShape::Number => {
                let words = Bilingual::fixed("skriv ett heltal", "write a whole number");
                self.scalar(Scalar::Whole(&whole(r"\+?[0-9]+"), 0, None), nothing, words)
            }
            ValueShape::Date => {
                let words = Bilingual::fixed(
                    "skriv ett datum som finns, år-månad-dag: 2025-12-31",
                    "write a date that exists, year-month-day: 2025-12-31",
                );
                self.scalar(Scalar::Text(&whole(DATE)), nothing, words)
            }
            ValueShape::Amount => {
                let words = Bilingual::fixed("skriv bara talet: 14.6", "write the number alone: 14.6");
                self.scalar(Scalar::Number(&whole(NUMBER)), nothing, words)
            }
            ValueShape::Share => {
                let words = Bilingual::fixed("skriv en procentsats: 10 %", "write a percentage: 10 %");
                self.scalar(Scalar::Text(&whole(&format!(r"{NUMBER}\s*%"))), nothing, words)
            }
            ValueShape::YesNo => self.one_of(&yes_no(), any_word(["ja", "nej"]), nothing),
            // Its words are explained by the field.
            ValueShape::Word(words) => {
                let pattern = any_word(words.iter().copied());
                let words = words.iter().map(|word| Word { word: (*word).to_owned(), about: Bilingual::fixed("", "") });
                self.one_of(&words.collect::<Vec<_>>(), pattern, nothing)
            }
            ValueShape::Assessment => {
                let words = assessments(model);
                // The words in print are read too.
                let printed = model.assessments.iter().map(|one| one.heading.as_str());
                let pattern = any_word(words.iter().map(|one| one.word.as_str()).chain(printed));
                self.one_of(&words, pattern, nothing)
            }
            ValueShape::Occasion => self.suggested(&occasions(model), nothing),
            ValueShape::Periodicity => self.suggested(&periodicities(model), nothing),
            ValueShape::Texts => {
                let words =
                    Bilingual::fixed("skriv en text eller en lista av texter", "write a text or a list of texts");
                let items = self.text(Nothing::Allowed);
                let one = self.refusing(&["object"], nothing, words);
                wrapped(json!({"if": {"type": "array"}, "then": {"type": "array", "items": items}, "else": one}))
            }
            ValueShape::Part(part) => self.reference(part, nothing),
            ValueShape::Parts(part) => {
                self.list(nothing, |writer| Value::Object(writer.reference(part, Nothing::Refused)))
            }
            ValueShape::PartsOrTexts(part) => self.list(
                nothing,
                |writer| json!({"anyOf": [writer.text(Nothing::Refused), writer.reference(part, Nothing::Refused)]}),
            ),
            ValueShape::ById(part) => {
                let about = self.word(Bilingual::fixed(part.about.0, part.about.1));
                let mut value = self.reference(part, Nothing::Allowed);
                value.insert("description".to_owned(), json!(about));
                object(json!({"type": types("object", nothing), "additionalProperties": value}))
            }
            ValueShape::Map(entries, ..) => self.entries(entries, nothing),
        }
    }

    /// A scalar of any kind, which is text to the reader.
    fn text(&self, nothing: Nothing) -> Map<String, Value> {
        let words = Bilingual::fixed("skriv en text", "write a text");
        wrapped(self.refusing(&["array", "object"], nothing, words))
    }

    /// Running text, in place or in a file of its own. Only where a map is written is it looked at as one: an editor that
    /// took the text for a map would begin it on a line of its own, without `|`.
    fn prose(&mut self, nothing: Nothing) -> Map<String, Value> {
        let words = Bilingual::fixed(
            "skriv | och texten indragen under, eller {fil: …}",
            "write | and the text indented below, or {fil: …}",
        );
        let mut file = self.reference(&FILE, Nothing::Refused);
        file.insert("errorMessage".to_owned(), json!(self.word(words)));
        let refused: &[&str] = match nothing {
            Nothing::Allowed => &["array", "object"],
            Nothing::Refused => &["array", "null", "object"],
        };
        let label = self.word(Bilingual::fixed("| text på flera rader", "| text of several lines"));
        let lines = json!({"label": label, "body": "|\n  $1"});
        object(json!({"if": any_type(refused), "then": file, "defaultSnippets": [lines]}))
    }

    /// Any scalar, and neither of the types that are named; nothing is one more of them where it is refused.
    fn refusing(&self, types: &[&str], nothing: Nothing, message: Bilingual) -> Value {
        let null = (nothing == Nothing::Refused).then_some("null");
        let refused: Vec<&str> = types.iter().copied().chain(null).collect();
        json!({"if": any_type(&refused), "then": {"type": "string", "errorMessage": self.word(message)}})
    }

    /// A scalar of these sorts; `message` is what an editor says of another. The types are asked for one after the other,
    /// since editors offer `null`, `true` and `false` as values where such a type is named for the value itself.
    fn scalar(&self, scalar: Scalar, nothing: Nothing, message: Bilingual) -> Map<String, Value> {
        let message = self.word(message);
        let mut value = object(json!({"type": types("string", nothing), "errorMessage": message}));
        let (pattern, number) = match scalar {
            Scalar::Text(pattern) => (pattern, None),
            Scalar::Number(pattern) => (pattern, Some(json!({"type": "number"}))),
            Scalar::Whole(pattern, least, most) => {
                let mut number = object(json!({"type": "integer", "minimum": least}));
                number.extend(most.map(|most| ("maximum".to_owned(), json!(most))));
                number.insert("errorMessage".to_owned(), json!(message));
                (pattern, Some(Value::Object(number)))
            }
        };
        if let Some(number) = number {
            value = object(json!({"if": {"type": "number"}, "then": number, "else": value}));
        }
        let text = json!({"type": "string", "pattern": pattern, "patternErrorMessage": message});
        wrapped(json!({"if": {"type": "string"}, "then": text, "else": value}))
    }

    /// A text for which there are some usual words.
    fn suggested(&self, words: &[Word], nothing: Nothing) -> Map<String, Value> {
        self.either(self.enumeration(words), self.text(nothing))
    }

    /// The values that editors offer, or whatever else is read.
    fn either(&self, offered: Value, other: Map<String, Value>) -> Map<String, Value> {
        let mut all = vec![offered];
        match other.get("anyOf") {
            Some(Value::Array(others)) => all.extend(others.iter().cloned()),
            _ => all.push(Value::Object(other)),
        }
        object(json!({"anyOf": all}))
    }

    fn list(&mut self, nothing: Nothing, items: impl FnOnce(&mut Self) -> Value) -> Map<String, Value> {
        object(json!({"type": types("array", nothing), "items": items(self)}))
    }

    /// A map whose keys are not fixed.
    fn entries(&mut self, entries: &Entries, nothing: Nothing) -> Map<String, Value> {
        let mut map = object(json!({"type": types("object", nothing)}));
        let model = &self.settings.steering;
        let others =
            match entries {
                Entries::Levels(part) => {
                    map.extend(self.levels(part));
                    return map;
                }
                Entries::Checkpoints => {
                    // By the last occasion it is the target.
                    let within = model.occasions.split_last().map_or(&[][..], |(_, within)| within);
                    let text = self.text(Nothing::Allowed);
                    let known = within.iter().map(|one| (one.key.clone(), Value::Object(text.clone())));
                    map.extend(properties(known.collect()));
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
                Entries::Benchmarks(part) => {
                    let known = part.fields.iter().map(|field| {
                        let mut value = self.value_of(field, Nothing::Allowed);
                        self.describe(&mut value, field);
                        (field.key.to_owned(), Value::Object(value))
                    });
                    let known = properties(known.collect());
                    map.extend(known);
                    Value::Object(self.text(Nothing::Allowed))
                }
                Entries::Terms | Entries::Assessments | Entries::Words => Value::Object(self.text(Nothing::Allowed)),
                Entries::Targets(part) => {
                    let part = self.reference(part, Nothing::Allowed);
                    json!({"if": {"type": "object"}, "then": part, "else": self.text(Nothing::Allowed)})
                }
                Entries::Days(part) => {
                    let part = self.reference(part, Nothing::Allowed);
                    json!({"if": {"type": "object"}, "then": part, "else": self.day(Nothing::Allowed)})
                }
                Entries::Occasions => Value::Object(self.list(Nothing::Allowed, |writer| {
                    Value::Object(writer.value(&ValueShape::Occasion, Nothing::Allowed))
                })),
            };
        map.insert("additionalProperties".to_owned(), others);
        map
    }

    /// A day of the year.
    fn day(&self, nothing: Nothing) -> Map<String, Value> {
        let words = Bilingual::fixed("skriv månad-dag: 04-30", "write month-day: 04-30");
        self.scalar(Scalar::Text(&whole(DAY)), nothing, words)
    }

    /// The levels of the steering model, each with its list of goals.
    fn levels(&mut self, part: &'static PartSchema) -> Map<String, Value> {
        let items = self.reference(part, Nothing::Refused);
        let levels = self.settings.steering.levels.iter().map(|level| {
            let heading = &level.heading;
            let list = json!({
                "type": types("array", Nothing::Allowed), "items": items,
                "description": self.word(msg!("{heading}: en lista av mål", "{heading}: a list of goals")),
            });
            (level.key.clone(), list)
        });
        properties(levels.collect())
    }

    /// The rules that can have another level, by code and by name.
    fn rule_levels(&mut self) -> Map<String, Value> {
        let levels = [Severity::Error, Severity::Warning, Severity::Info, Severity::Off];
        let own: Vec<Word> = levels
            .iter()
            .map(|level| Word { word: level.word().get(self.language).to_owned(), about: about_level(*level) })
            .collect();
        let all: Vec<Bilingual> = levels.iter().map(|level| level.word()).collect();
        let all: Vec<&str> = all.iter().flat_map(|word| [word.sv.as_ref(), word.en.as_ref()]).collect();
        let value = self.one_of(&own, whole(&any_capitals(&all)), Nothing::Allowed);
        self.definitions.insert(LEVEL.to_owned(), Value::Object(value));
        let value = object(json!({"$ref": format!("#/definitions/{LEVEL}")}));
        let (mut exact, mut others) = (Map::new(), Map::new());
        for rule in rules::all().into_iter().map(|entry| entry.rule).filter(|rule| rule.can_be_silenced) {
            for (key, other) in [(rule.code, rule.name), (rule.name, rule.code)] {
                let (summary, usual) = (rule.summary.get(self.language), rule.level.word());
                let (sv, en) = (&usual.sv, &usual.en);
                let words = msg!("{other}: {summary}. Annars {sv}.", "{other}: {summary}. Otherwise {en}.");
                let mut value = value.clone();
                value.insert("description".to_owned(), json!(self.word(words)));
                others.insert(other_capitals(key), json!(value));
                exact.insert(key.to_owned(), Value::Object(value));
            }
        }
        object(json!({"properties": exact, "patternProperties": others, "additionalProperties": false}))
    }

    /// One of some words. Editors offer what an enumeration has, and the pattern takes the other spellings.
    pub(super) fn one_of(&self, words: &[Word], pattern: String, nothing: Nothing) -> Map<String, Value> {
        let known = words.iter().map(|one| one.word.as_str()).collect::<Vec<_>>().join(", ");
        let message = msg!("skriv ett av orden {known}", "write one of the words {known}");
        let mut exact = object(self.enumeration(words));
        exact.insert("errorMessage".to_owned(), json!(self.word(message.clone())));
        self.either(Value::Object(exact), self.scalar(Scalar::Text(&pattern), nothing, message))
    }

    /// Words with what each means.
    fn enumeration(&self, words: &[Word]) -> Value {
        let about: Vec<&str> = words.iter().map(|one| one.about.get(self.language)).collect();
        json!({"enum": words.iter().map(|one| one.word.as_str()).collect::<Vec<_>>(), "enumDescriptions": about})
    }
}

/// The words of an assessment in print, as a sentence; they are the workspace's in either language.
fn printed(heading: &str) -> Bilingual {
    msg!("{heading}.", "{heading}.")
}

/// What a level of a rule does.
fn about_level(level: Severity) -> Bilingual {
    match level {
        Severity::Error => Bilingual::fixed("Visas, och slutkoden blir 1.", "Shown, and the exit code is 1."),
        Severity::Warning => Bilingual::fixed("Visas.", "Shown."),
        Severity::Info => Bilingual::fixed("Visas bara när man ber om det.", "Shown only where it is asked for."),
        Severity::Off => Bilingual::fixed("Regeln prövas inte.", "The rule is not tried."),
    }
}

/// Conditions as the value of a key: inside `anyOf` an editor sees a value there, and writes the key with a colon.
fn wrapped(value: Value) -> Map<String, Value> {
    object(json!({"anyOf": [value]}))
}

/// One of these types, each named alone: validators that are strict take no list of types.
fn any_type(names: &[&str]) -> Value {
    match names {
        [name] => json!({"type": name}),
        _ => json!({"anyOf": names.iter().map(|name| json!({"type": name})).collect::<Vec<_>>()}),
    }
}

/// The type of a list or a map, and where nothing may stand, that.
pub(super) fn types(name: &str, nothing: Nothing) -> Value {
    match nothing {
        Nothing::Allowed => json!([name, "null"]),
        Nothing::Refused => json!(name),
    }
}
