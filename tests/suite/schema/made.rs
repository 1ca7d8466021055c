//! Files made from the tables: every key with every sort of value, and random ones.

use std::rc::Rc;

use vp::model::Settings;
use vp::plan_format::fields::{Entries, FILE, Field, PartSchema, ValueShape};

/// A value to be written as YAML.
#[derive(Clone, Debug)]
pub(crate) enum Made {
    Nothing,
    /// As it is to stand in the file.
    Scalar(String),
    List(Vec<Made>),
    Map(Vec<(String, Made)>),
}

impl Made {
    pub(crate) fn text(words: &str) -> Made {
        Made::Scalar(words.to_owned())
    }

    /// The file.
    pub(crate) fn yaml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out
    }

    fn write(&self, out: &mut String, indent: usize) {
        let blank = " ".repeat(indent);
        match self {
            Made::Nothing => out.push('\n'),
            Made::Scalar(text) => out.push_str(&format!(" {}\n", text.replace('\n', &format!("\n{blank}  ")))),
            Made::List(items) if items.is_empty() => out.push_str(" []\n"),
            Made::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
            Made::List(items) => {
                out.push('\n');
                for item in items {
                    out.push_str(&format!("{blank}-"));
                    item.write(out, indent + 2);
                }
            }
            Made::Map(entries) => {
                out.push('\n');
                for (key, value) in entries {
                    out.push_str(&format!("{blank}{key}:"));
                    value.write(out, indent + 2);
                }
            }
        }
    }
}

/// Makes a whole file of the entries of one part of it.
type Whole = Rc<dyn Fn(Vec<(String, Made)>) -> Made>;

/// A part at its place in a file.
pub(crate) struct Place {
    pub(crate) part: &'static PartSchema,
    pub(crate) whole: Whole,
    /// The sections, where it is a goal.
    pub(crate) sections: Vec<String>,
}

impl Place {
    /// The file in which the part has these entries, and what it needs besides.
    pub(crate) fn file(&self, entries: Vec<(String, Made)>, settings: &Settings) -> String {
        let mut all = needed(self.part, settings);
        all.retain(|(key, _)| !entries.iter().any(|(other, _)| vp::plan_format::fields::same_key(other, key)));
        all.extend(entries);
        (self.whole)(all).yaml()
    }
}

/// Every part that a file of this table can have, each at its place.
pub(crate) fn places(part: &'static PartSchema, settings: &Settings) -> Vec<Place> {
    let mut found = Vec::new();
    collect(part, Rc::new(Made::Map), settings, &mut found);
    found
}

fn collect(part: &'static PartSchema, whole: Whole, settings: &Settings, found: &mut Vec<Place>) {
    for field in part.fields {
        let inside = |wrap: fn(String, Vec<(String, Made)>) -> Made, key: &str| -> Whole {
            let (whole, settings, field_key, key) = (whole.clone(), settings.clone(), field.key, key.to_owned());
            Rc::new(move |entries| {
                let mut all = needed(part, &settings);
                all.retain(|(key, _)| key != field_key);
                all.push((field_key.to_owned(), wrap(key.clone(), entries)));
                whole(all)
            })
        };
        let as_item: fn(String, Vec<(String, Made)>) -> Made = |_, entries| Made::List(vec![Made::Map(entries)]);
        match field.shape {
            ValueShape::Part(inner) => collect(inner, inside(|_, entries| Made::Map(entries), ""), settings, found),
            ValueShape::Prose => collect(&FILE, inside(|_, entries| Made::Map(entries), ""), settings, found),
            ValueShape::Parts(inner) | ValueShape::PartsOrTexts(inner) => {
                collect(inner, inside(as_item, ""), settings, found)
            }
            ValueShape::ById(inner) => {
                let by_id = |id, entries| Made::Map(vec![(id, Made::Map(entries))]);
                collect(inner, inside(by_id, "ett-id"), settings, found);
            }
            ValueShape::Map(Entries::Levels(inner), ..) => {
                let by_level = |level, entries| Made::Map(vec![(level, Made::List(vec![Made::Map(entries)]))]);
                if let Some(level) = settings.steering.levels.last() {
                    let before = found.len();
                    collect(inner, inside(by_level, &level.key), settings, found);
                    let goal = found[before..].iter_mut().find(|place| std::ptr::eq(place.part, inner));
                    if let Some(goal) = goal {
                        goal.sections = settings.steering.sections.iter().map(|section| section.key.clone()).collect();
                    }
                }
            }
            _ => {}
        }
    }
    found.push(Place { part, whole, sections: Vec::new() });
}

/// What a part cannot be without.
fn needed(part: &'static PartSchema, settings: &Settings) -> Vec<(String, Made)> {
    let fields = part.fields.iter().filter(|field| field.needed);
    fields.map(|field| (field.key.to_owned(), usual(field, settings))).collect()
}

/// A value that is right.
pub(crate) fn usual(field: &Field, settings: &Settings) -> Made {
    match field.shape {
        ValueShape::Version => Made::text("1"),
        ValueShape::Year => Made::text("2026"),
        ValueShape::Word(words) => Made::text(words[0]),
        ValueShape::Part(part) => Made::Map(needed(part, settings)),
        ValueShape::Number => Made::text("12"),
        ValueShape::MonthDay => Made::text("'07-01'"),
        ValueShape::Years => Made::text("2026/2027"),
        ValueShape::Day => Made::text("hösten 2026"),
        ValueShape::Date => Made::text("2026-02-28"),
        ValueShape::YesNo => Made::text("nej"),
        ValueShape::Amount => Made::text("-14,6"),
        ValueShape::Share => Made::text("2,5 %"),
        ValueShape::Colour => Made::text("'#004f9f'"),
        ValueShape::KoladaId => Made::text("N15419"),
        ValueShape::Assessment => Made::text(&settings.steering.assessments[0].heading),
        ValueShape::Parts(part) | ValueShape::PartsOrTexts(part) => Made::List(vec![Made::Map(needed(part, settings))]),
        ValueShape::ById(part) => Made::Map(vec![("x".to_owned(), Made::Map(needed(part, settings)))]),
        ValueShape::Map(..) => Made::Map(Vec::new()),
        _ => Made::text("nej"),
    }
}

/// Values of every sort, right for some keys and wrong for others.
pub(crate) fn values(settings: &Settings) -> Vec<Made> {
    let scalars = [
        "nej",
        "Ja",
        "JA",
        "\" ja \"",
        "true",
        "False",
        "yes",
        "on",
        "1",
        "\"1\"",
        "2",
        "0",
        "-1",
        "3.10",
        "1.",
        "007",
        "+7",
        "2026",
        "\"2026\"",
        "\" 2199 \"",
        "1899",
        "2200",
        "26",
        "20266",
        "år 2026",
        "2026-12-31",
        "\"2026-12-31\"",
        "2026-02-29",
        "2024-02-29",
        "2000-02-29",
        "1900-02-29",
        "2026-04-31",
        "2026-13-01",
        "2026-1-1",
        "26-01-01",
        "2026-01-01T00:00",
        "14.6",
        "14,6",
        "-14,6",
        "−3",
        "– 3",
        "+3,5",
        "1 234",
        "1\u{a0}234,50",
        "1 2345",
        "1 234 567",
        "12 34",
        "1,5 000",
        "1.234.567",
        "ca 45",
        "<5",
        "saknas",
        "abc",
        "4,5 %",
        "10%",
        "\"10 %\"",
        "20–25 %",
        "10 % – 20 %",
        "\"%\"",
        "5 kr",
        "\"\"",
        "\" \"",
        "Tas fram av nämnden",
        "högre",
        "Högre",
        "HO\u{308}GRE",
        "högst",
        "lägre",
        "ej påbörjad",
        "Ej påbörjad",
        "ej_påbörjad",
        "genomförd",
        "helt",
        "Uppfylls helt",
        "ej",
        "T1",
        "t1",
        "T9",
        "VB",
        "Tertial",
        "varje dag",
        "kommun",
        "Enhet",
        "tkr",
        "MNKR",
        "kronor",
        "sv",
        "en",
        "de",
        "fel",
        "Varning",
        "error",
        "OFF",
        "verksamhetsplan",
        "Tertialrapport",
        "verksamhetsbera\u{308}ttelse",
        "bidrag",
        "vp.yaml",
        "04-30",
        "4-30",
        "02-29",
        "02-30",
        "13-01",
        "30-04",
        "|\nEn text.",
        ">\nEn text.",
    ];
    let one = |key: &str, value: Made| Made::Map(vec![(key.to_owned(), value)]);
    let list = Made::List;
    let text = Made::text("x");
    let named = one("namn", text.clone());
    let level = settings.steering.levels[0].key.clone();
    let mut all: Vec<Made> = scalars.iter().map(|scalar| Made::text(scalar)).collect();
    all.extend([
        Made::Nothing,
        list(vec![]),
        list(vec![Made::Nothing]),
        list(vec![text.clone(), Made::text("1.10"), Made::text("true")]),
        list(vec![list(vec![text.clone()])]),
        list(vec![Made::Map(Vec::new())]),
        list(vec![named.clone()]),
        list(vec![named.clone(), Made::Nothing]),
        list(vec![one("titel", text.clone()), text.clone()]),
        list(vec![one("rubrik", text.clone())]),
        list(vec![one("nyckel", text.clone()), text.clone()]),
        list(vec![one("okänd", text.clone())]),
        Made::Map(Vec::new()),
        named.clone(),
        one("fil", text.clone()),
        one("fil", Made::Nothing),
        one("fil", list(vec![text.clone()])),
        one("okänd", text.clone()),
        one("okänd", Made::Nothing),
        one("x", named),
        one("x", one("okänd", text.clone())),
        one("x", one("analys", text.clone())),
        one("x", list(vec![text.clone()])),
        one("x", list(vec![Made::text("T1"), Made::text("vb")])),
        one("x", list(vec![one("y", text.clone())])),
        one("2024", Made::text("76 %")),
        one("\" 2024 \"", Made::Nothing),
        one("24", Made::text("76 %")),
        one("2024", list(vec![text.clone()])),
        one("T1", Made::text("04-30")),
        one("T1", Made::text("2026-04-30")),
        one("T1", Made::Nothing),
        one("VP0603", Made::text("av")),
        one("vp0603", Made::text("Error")),
        one("activity-outside-year", Made::text("varning")),
        one("activity_outside_year", Made::text("varning")),
        one("VP0603", Made::text("kanske")),
        one("VP0103", Made::text("av")),
        one("VP9999", Made::text("av")),
        one(&level, list(vec![one("titel", text.clone())])),
        one(&level.to_uppercase(), list(vec![one("titel", text.clone())])),
        one(&level, one("titel", text.clone())),
        one(&level, Made::Nothing),
        one(&level, text.clone()),
        one(&level, list(vec![text])),
    ]);
    all
}
