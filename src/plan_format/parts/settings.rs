//! vp.yaml: the steering model and the workspace's settings, over the built-in Stockholm model.

pub mod levels;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::both;
use crate::diagnostic::{Diagnostic, Language, Level as RuleLevel, Sink};
use crate::model::{Assessment, Level, Limits, Occasion, Periodicity, Quantity, Section, Settings, Steering};
use crate::plan_format::fields::{Entries, Field, Fields, Meant, Part, Reader, Shape, rules};
use crate::plan_format::parts::settings::levels::LEVEL;
use crate::source::{Source, Sources};
use crate::syntax::yaml::{self, Node};

/// The keys of vp.yaml.
pub static SETTINGS: Part = Part {
    name: "vp.yaml",
    about: (
        "Arbetsytans inställningar. Filen är frivillig; det som inte står där är som i Stockholms stad.",
        "The workspace's settings. The file is optional; what it does not say is as in the City of Stockholm.",
    ),
    fields: &[
        Field::new("vp", Shape::Version, "Formatets version.", "The format's version.", "1").needed(),
        Field::new(
            "styrmodell",
            Shape::Part(&STEERING),
            "Styrmodellen: nivåer, avsnitt, rapporttillfällen, bedömningar.",
            "The steering model: levels, sections, occasions, assessments.",
            "{nivåer: […]}",
        )
        .default("Stockholms", "Stockholm's"),
        Field::new("språk", Shape::Word(LANGUAGES), "Meddelandenas språk.", "The language of messages.", "sv")
            .explained(&[("Svenska.", "Swedish."), ("Engelska.", "English.")])
            .default("datorns", "the computer's")
            .meant(LANGUAGES_MEANT),
        Field::new(
            "mappar",
            Shape::Part(&FOLDERS),
            "Mapparna i arbetsytan.",
            "The workspace's folders.",
            "{planer: plans, mallar: templates, ut: build}",
        )
        .default("mapparna nedan", "the folders below"),
        Field::new(
            "regler",
            Shape::Map(
                Entries::RuleLevels,
                "regelkod och nivå: fel, varning, upplysning, av",
                "rule code and level: fel (error), varning (warning), upplysning (info), av (off)",
            ),
            "Nivån för enskilda regler.",
            "The level of single rules.",
            "{VP0205: av, VP0203: varning}",
        )
        .default("varje regels egen nivå", "the level of each rule"),
        Field::new(
            "gränser",
            Shape::Part(&LIMITS),
            "Gränser för de regler som behöver en.",
            "Limits of the rules that need one.",
            "{mål: 10}",
        )
        .default("inga gränser", "no limits"),
        Field::new(
            "krav_försättsblad",
            Shape::Texts,
            "Uppgifter som ett försättsblad ska ha.",
            "What a cover must have.",
            "[datum, diarienummer]",
        )
        .default("inga", "nothing"),
    ],
};

const LANGUAGES: &[&str] = &["sv", "en"];

/// What people write instead.
const LANGUAGES_MEANT: Meant = Meant {
    same: &[("svenska", "sv"), ("swedish", "sv"), ("sv-SE", "sv"), ("engelska", "en"), ("english", "en")],
    like: &[("se", "sv"), ("gb", "en"), ("uk", "en"), ("us", "en")],
    others: &[("es", "spanska", "Spanish"), ("ee", "ewe", "Ewe")],
};

/// The keys of `styrmodell`.
pub static STEERING: Part = Part {
    name: "styrmodell",
    about: (
        "Hur kommunen styr: nivåerna, vad varje nivå ska svara på, och när det följs upp.",
        "How the municipality steers: the levels, what each must answer, and when it is followed up.",
    ),
    fields: &[
        Field::new(
            "nivåer",
            Shape::Parts(&LEVEL),
            "Målens nivåer, den högsta först.",
            "The levels of goals, the highest first.",
            "- {nyckel: enhetsmål, rubrik: Enhetsmål, ägare: enhet}",
        )
        .default("Stockholms", "Stockholm's"),
        Field::new(
            "rapporttillfällen",
            Shape::Map(Entries::Days, "tillfälle och månad-dag", "occasion and month-day"),
            "Årets rapporttillfällen och den dag de redovisar till.",
            "The year's reporting occasions and the day that they report up to.",
            "{T1: 04-30, T2: 08-31, VB: 12-31}",
        )
        .default("Stockholms", "Stockholm's"),
        Field::new(
            "periodicitet",
            Shape::Map(
                Entries::Occasions,
                "ord och de tillfällen då det redovisas",
                "word and the occasions at which it is reported",
            ),
            "Hur ofta en indikator redovisas.",
            "How often an indicator is reported.",
            "{Halvår: [T2, VB], År: [VB]}",
        )
        .default("Stockholms", "Stockholm's"),
        Field::new(
            "bedömningar",
            Shape::Parts(&ASSESSMENT),
            "Bedömningarna, den bästa först.",
            "The assessments, the best first.",
            "- {nyckel: helt, rubrik: Uppfylls helt}",
        )
        .default("Stockholms", "Stockholm's"),
        Field::new(
            "tolerans",
            Shape::Share,
            "Hur nära målet, i procent av det, ett utfall räknas som nästan nått.",
            "How close to the target, in per cent of it, an outcome counts as nearly met.",
            "10 %",
        )
        .default("10 %", "10 %"),
    ],
};

/// The keys of an assessment.
pub static ASSESSMENT: Part = Part {
    name: "bedömningar",
    about: ("En bedömning av ett mål.", "An assessment of a goal."),
    fields: &[
        Field::new("nyckel", Shape::Text, "Ordet i uppföljningen.", "The word in the follow-up.", "helt").needed(),
        Field::new("rubrik", Shape::Text, "Orden i dokumentet.", "The words in the document.", "Uppfylls helt")
            .needed(),
    ],
};

/// The keys of `mappar`.
pub static FOLDERS: Part = Part {
    name: "mappar",
    about: ("Mapparna, räknade från den mapp där vp.yaml ligger.", "The folders, from the folder of vp.yaml."),
    fields: &[
        Field::new("planer", Shape::Text, "Planernas mapp.", "The plans' folder.", "plans").default("plans", "plans"),
        Field::new(
            "mallar",
            Shape::Text,
            "Mallar som går före de inbyggda.",
            "Templates that shadow the built-in ones.",
            "templates",
        )
        .default("templates", "templates"),
        Field::new(
            "ut",
            Shape::Text,
            "Mappen som dokumenten skrivs till.",
            "The folder that documents are written to.",
            "build",
        )
        .default("build", "build"),
    ],
};

/// The keys of `gränser`.
pub static LIMITS: Part = Part {
    name: "gränser",
    about: (
        "Gränser. En regel som behöver en gräns är av så länge den saknas.",
        "Limits. A rule that needs a limit is off as long as it is missing.",
    ),
    fields: &[
        Field::new(
            "mål",
            Shape::Number,
            "Flest mål, indikatorer eller aktiviteter på en nivå i en plan.",
            "Most goals, indicators or activities at one level of a plan.",
            "10",
        )
        .default("regeln är av", "the rule is off"),
        Field::new(
            "resultat",
            Shape::Share,
            "Störst avvikelse i resultatet utan analys.",
            "Largest deviation of the result without an analysis.",
            "1 %",
        )
        .default("regeln är av", "the rule is off"),
        Field::new(
            "svar",
            Shape::Number,
            "Flest ord i ett svar i ett bidrag.",
            "Most words of an answer in a contribution.",
            "500",
        )
        .default("regeln är av", "the rule is off"),
    ],
};

/// The glossary's sections in the order of print. Their headings are the templates' words.
pub const SECTIONS: [&str; 7] =
    ["beskrivning", "förväntat_resultat", "arbetssätt", "resursanvändning", "uppföljning", "utveckling", "kommentar"];

/// Stockholm's model and the usual folders.
pub fn built_in() -> Settings {
    let empty = Settings {
        steering: Steering {
            levels: Vec::new(),
            sections: SECTIONS.iter().map(|key| Section { key: (*key).to_owned(), heading: None }).collect(),
            occasions: Vec::new(),
            periodicities: Vec::new(),
            assessments: Vec::new(),
            tolerance: Decimal::ZERO,
        },
        language: None,
        plans: String::new(),
        templates: String::new(),
        out: String::new(),
        levels: BTreeMap::new(),
        limits: Limits::default(),
        required_cover: Vec::new(),
    };
    let sources = Sources::default();
    let id = sources.add(Source::new("stockholm.yaml", include_str!("stockholm.yaml")));
    let mut sink = Sink::default();
    let tree = yaml::read(&sources.get(id).text, id, &mut sink);
    let files = BTreeMap::new();
    let mut reader = Reader::new(id, &sources.get(id).text, &files);
    let settings = tree.root.as_ref().map(|root| read(&mut reader, root, &empty)).unwrap_or(empty);
    debug_assert!(sink.iter().chain(reader.sink.iter()).next().is_none(), "the built-in model is without fault");
    settings
}

/// Reads vp.yaml over `base`: what it does not say stays.
pub fn read(reader: &mut Reader, root: &Node, base: &Settings) -> Settings {
    let mut settings = base.clone();
    let Some(fields) = reader.fields(root, &SETTINGS) else { return settings };
    if let Some(version) = reader.number(&fields, "vp").read().filter(|version| version.value != 1) {
        let number = version.value;
        reader.sink.push(
            Diagnostic::new(
                &rules::UNKNOWN_DOCUMENT,
                version.span,
                both!("formatversion {number} finns inte", "format version {number} does not exist",),
            )
            .help(both!("skriv vp: 1", "write vp: 1")),
        );
    }
    if let Some(model) = reader.part(&fields, "styrmodell") {
        settings.steering = read_steering(reader, &model, &base.steering);
    }
    settings.language = reader
        .word(&fields, "språk")
        .read()
        .map(|word| [Language::Swedish, Language::English][word.value])
        .or(settings.language);
    if let Some(folders) = reader.part(&fields, "mappar") {
        let mut folder = |key: &str, kept: &mut String| {
            if let Some(name) = reader.text(&folders, key).read().filter(|name| !name.value.is_empty()) {
                *kept = name.value;
            }
        };
        folder("planer", &mut settings.plans);
        folder("mallar", &mut settings.templates);
        folder("ut", &mut settings.out);
    }
    read_rule_levels(reader, &fields, &mut settings);
    if let Some(limits) = reader.part(&fields, "gränser") {
        settings.limits.goals = reader.number(&limits, "mål").read().map(|number| number.value);
        settings.limits.result = share(reader, &limits, "resultat");
        settings.limits.answer = reader.number(&limits, "svar").read().map(|number| number.value);
    }
    settings.required_cover =
        reader.texts(&fields, "krav_försättsblad").into_iter().map(|key| key.value.to_lowercase()).collect();
    settings
}

fn read_rule_levels(reader: &mut Reader, fields: &Fields, settings: &mut Settings) {
    for entry in reader.entries(fields, "regler") {
        let code = entry.key_text().to_owned();
        let Some(word) = reader.scalar(&entry.value, &code).read() else { continue };
        let span = reader.span(&entry.key);
        match RuleLevel::from_word(word.value.trim()) {
            Some(level) => {
                settings.levels.insert(code, (level, span));
            }
            None => {
                let written = word.value;
                reader.sink.push(
                    Diagnostic::new(
                        &rules::WRONG_KIND,
                        word.span,
                        both!("{written} är ingen nivå", "{written} is not a level"),
                    )
                    .help(both!(
                        "skriv fel, varning, upplysning eller av",
                        "write fel (error), varning (warning), upplysning (info) or av (off)",
                    )),
                );
            }
        }
    }
}

fn read_steering(reader: &mut Reader, fields: &Fields, base: &Steering) -> Steering {
    let mut steering = base.clone();
    let nodes = reader.list(fields, "nivåer");
    let levels: Vec<Level> =
        nodes.into_iter().filter_map(|node| levels::read(reader, node, &mut steering.sections)).collect();
    if !levels.is_empty() {
        steering.levels = levels;
    }
    let occasions: Vec<Occasion> = reader
        .entries(fields, "rapporttillfällen")
        .iter()
        .filter_map(|entry| {
            let day = reader.scalar(&entry.value, "rapporttillfällen").read()?;
            Some(Occasion { key: entry.key_text().to_owned(), month_day: month_day(reader, day.value, &entry.value)? })
        })
        .collect();
    if !occasions.is_empty() {
        let before = std::mem::replace(&mut steering.occasions, occasions);
        // A year's occasions come in the order of their days, whatever the order of writing.
        steering.occasions.sort_by_key(|occasion| occasion.month_day);
        // Periodicities that the file does not write anew keep those of their occasions that there still are.
        let now = |old: &usize| steering.occasions.iter().position(|occasion| occasion.key == before[*old].key);
        for periodicity in &mut steering.periodicities {
            periodicity.occasions = periodicity.occasions.iter().filter_map(now).collect();
        }
    }
    let mut periodicities = Vec::new();
    for entry in reader.entries(fields, "periodicitet") {
        let keys: Vec<String> = steering.occasions.iter().map(|occasion| occasion.key.clone()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let occasions = reader.list_of(&entry.value, entry.key_text()).into_iter().filter_map(|node| {
            let word = reader.scalar(node, "periodicitet").read()?;
            reader.one_of(word, &keys, &Meant::NOTHING, "rapporttillfällen").read().map(|at| at.value)
        });
        let occasions = occasions.collect();
        periodicities.push(Periodicity { name: entry.key_text().to_owned(), occasions });
    }
    if !periodicities.is_empty() {
        steering.periodicities = periodicities;
    }
    let assessments: Vec<Assessment> = reader
        .list(fields, "bedömningar")
        .into_iter()
        .filter_map(|node| {
            let fields = reader.fields(node, &ASSESSMENT)?;
            Some(Assessment {
                key: reader.text(&fields, "nyckel").read()?.value,
                heading: reader.text(&fields, "rubrik").read()?.value,
            })
        })
        .collect();
    if !assessments.is_empty() {
        steering.assessments = assessments;
    }
    steering.tolerance = share(reader, fields, "tolerans").unwrap_or(steering.tolerance);
    steering
}

fn month_day(reader: &mut Reader, written: &str, node: &Node) -> Option<(i8, i8)> {
    let parts = written.trim().split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    match parts {
        // 2024 is a leap year: 02-29 may be written.
        Some((month, day)) if jiff::civil::Date::new(2024, month, day).is_ok() => Some((month, day)),
        _ => {
            reader.wrong_kind(
                node,
                both!("{written} är ingen dag på året", "{written} is not a day of the year"),
                both!("skriv månad-dag, till exempel 04-30", "write month-day, for instance 04-30"),
            );
            None
        }
    }
}

/// A share of the whole: `10 %` is 0.1.
fn share(reader: &mut Reader, fields: &Fields, key: &str) -> Option<Decimal> {
    let text = reader.text(fields, key).read()?;
    match Quantity::read(text.as_str()) {
        Some(quantity) if quantity.unit == "%" && quantity.upper.is_none() => {
            Some(quantity.value / Decimal::ONE_HUNDRED)
        }
        _ => {
            let written = text.value;
            reader.sink.push(
                Diagnostic::new(
                    &rules::WRONG_KIND,
                    text.span,
                    both!("{written} är ingen procentsats", "{written} is not a percentage"),
                )
                .help(both!("skriv till exempel {key}: 10 %", "write for instance {key}: 10 %")),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_is_stockholms() {
        let settings = built_in();
        let levels: Vec<&str> = settings.steering.levels.iter().map(|level| level.key.as_str()).collect();
        assert_eq!(levels, ["inriktningsmål", "verksamhetsområdesmål", "nämndmål", "enhetsmål"]);
        let assessed: Vec<bool> = settings.steering.levels.iter().map(|level| level.assessed).collect();
        assert_eq!(assessed, [false, true, true, true]);
        assert_eq!(settings.steering.levels[3].sections.iter().filter(|asked| asked.required).count(), 4);
        assert_eq!(settings.steering.sections[crate::model::EXPECTED_RESULT].key, "förväntat_resultat");
        assert_eq!(settings.steering.periodicities[3].occasions, [1, 2]);
        assert_eq!(settings.steering.tolerance.normalize().to_string(), "0.1");
        assert_eq!(settings.plans, "plans");
    }
}
