//! vp.yaml: the steering model and the workspace's settings, over the built-in Stockholm model.

pub mod assessments;
pub mod levels;
pub mod list;
pub mod look;
pub mod occasions;
mod rule_levels;
mod words;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Language, Sink};
use crate::model::{Level, Limits, Look, PrintLanguage, Quantity, Section, Settings, Steering};
use crate::msg;
use crate::plan_format::fields::{Entries, Field, Fields, PartSchema, Reader, Synonyms, ValueShape, rules};
use crate::plan_format::parts::settings::assessments::ASSESSMENT;
use crate::plan_format::parts::settings::levels::LEVEL;
use crate::plan_format::parts::settings::list::INDEX;
use crate::plan_format::parts::settings::look::LOOK;
use crate::plan_format::parts::settings::occasions::OCCASION;
use crate::source::{Source, Sources};
use crate::syntax::yaml::{self, Node};

/// The keys of vp.yaml.
pub static SETTINGS: PartSchema = PartSchema {
    name: "vp.yaml",
    about: (
        "Arbetsytans inställningar. Filen är frivillig; det som inte står där är som i Stockholms stad.",
        "The workspace's settings. The file is optional; what it does not say is as in the City of Stockholm.",
    ),
    fields: &[
        Field::new("vp", ValueShape::Version, "Formatets version.", "The format's version.", "1").needed(),
        Field::new(
            "styrmodell",
            ValueShape::Part(&STEERING),
            "Styrmodellen: nivåer, avsnitt, rapporttillfällen, bedömningar.",
            "The steering model: levels, sections, occasions, assessments.",
            "{nivåer: […]}",
        )
        .default("Stockholms", "Stockholm's"),
        Field::new("språk", ValueShape::Word(LANGUAGES), "Meddelandenas språk.", "The language of messages.", "sv")
            .explained(&[("Svenska.", "Swedish."), ("Engelska.", "English.")])
            .default("datorns", "the computer's")
            .meant(LANGUAGES_MEANT),
        Field::new(
            "språk_i_tryck",
            ValueShape::Word(PRINT_LANGUAGES),
            "Språket för de fasta orden i dokumenten: rubriker, tabellhuvuden, märken.",
            "The language of the fixed words in the documents: headings, heads of tables, marks.",
            "fi",
        )
        .explained(&[("Svenska.", "Swedish."), ("Finska.", "Finnish."), ("Norska, bokmål.", "Norwegian, bokmål.")])
        .default("sv", "sv")
        .meant(PRINT_LANGUAGES_MEANT),
        Field::new(
            "mappar",
            ValueShape::Part(&FOLDERS),
            "Mapparna i arbetsytan.",
            "The workspace's folders.",
            "{planer: plans, mallar: templates, ut: build}",
        )
        .default("mapparna nedan", "the folders below"),
        Field::new(
            "regler",
            ValueShape::Map(
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
            ValueShape::Part(&LIMITS),
            "Gränser för de regler som behöver en.",
            "Limits of the rules that need one.",
            "{mål: 10}",
        )
        .default("gränserna nedan", "the limits below"),
        Field::new(
            "utseende",
            ValueShape::Part(&LOOK),
            "Kommunens märke, färg och typsnitt på sidorna.",
            "The municipality's mark, colour and typeface on its pages.",
            "{logotyp: bilder/vapen.svg, färg: \"#004f9f\"}",
        )
        .default("det inbyggda", "the built-in look"),
        Field::new(
            "index",
            ValueShape::Part(&INDEX),
            "Listan över alla dokument, `index.html`.",
            "The list of all documents, `index.html`.",
            "{fynd: ja}",
        )
        .default("utan fynd", "without findings"),
        Field::new(
            "kommunkod",
            ValueShape::Text,
            "Kommunens eller regionens kod: fyra siffror. [`vp import outcomes`](lasa-in.md#kolada) tar den kommunens värden ur Koladas svar.",
            "The municipality's or the region's code: four digits. [`vp import outcomes`](import.md#kolada) takes the values of that municipality out of Kolada's answer.",
            "0180",
        )
        .default("den enda som Koladas svar har", "the only one that Kolada's answer has")
        .instead(&["kommun_kod", "kommunid", "kommunnummer", "kommun-id", "regionkod"]),
        Field::new(
            "krav_försättsblad",
            ValueShape::Texts,
            "Uppgifter som ett försättsblad ska ha.",
            "What a cover must have.",
            "[datum, diarienummer]",
        )
        .default("inga", "nothing"),
    ],
};

const LANGUAGES: &[&str] = &["sv", "en"];

/// What people write instead.
const LANGUAGES_MEANT: Synonyms = Synonyms {
    same: &[("svenska", "sv"), ("swedish", "sv"), ("sv-SE", "sv"), ("engelska", "en"), ("english", "en")],
    like: &[("se", "sv"), ("gb", "en"), ("uk", "en"), ("us", "en")],
    others: &[("es", "spanska", "Spanish"), ("ee", "ewe", "Ewe")],
};

/// In the order of [`PrintLanguage::ALL`].
const PRINT_LANGUAGES: &[&str] =
    &[PrintLanguage::ALL[0].code(), PrintLanguage::ALL[1].code(), PrintLanguage::ALL[2].code()];

/// What people write instead.
const PRINT_LANGUAGES_MEANT: Synonyms = Synonyms {
    same: &[
        ("svenska", "sv"),
        ("swedish", "sv"),
        ("finska", "fi"),
        ("suomi", "fi"),
        ("finnish", "fi"),
        ("bokmål", "nb"),
        ("norsk bokmål", "nb"),
    ],
    like: &[("se", "sv"), ("no", "nb"), ("norska", "nb"), ("norsk", "nb"), ("norwegian", "nb")],
    others: &[
        ("nn", "nynorska", "Norwegian nynorsk"),
        ("nynorsk", "nynorska", "Norwegian nynorsk"),
        ("en", "engelska", "English"),
        ("engelska", "engelska", "English"),
        ("english", "engelska", "English"),
        ("da", "danska", "Danish"),
        ("is", "isländska", "Icelandic"),
    ],
};

/// The keys of `styrmodell`.
pub static STEERING: PartSchema = PartSchema {
    name: "styrmodell",
    about: (
        "Hur kommunen styr: nivåerna, vad varje nivå ska svara på, och när det följs upp.",
        "How the municipality steers: the levels, what each must answer, and when it is followed up.",
    ),
    fields: &[
        Field::new(
            "nivåer",
            ValueShape::Parts(&LEVEL),
            "Målens nivåer, den högsta först.",
            "The levels of goals, the highest first.",
            "- {nyckel: enhetsmål, rubrik: Enhetsmål, ägare: enhet}",
        )
        .default("Stockholms", "Stockholm's"),
        Field::new(
            "året_börjar",
            ValueShape::MonthDay,
            "Den dag då planernas år börjar, månad-dag. Ett läsår skrivs `år: 2025/2026` i planerna.",
            "The day on which the plans' year begins, month-day. A school year is written `år: 2025/2026` in the plans.",
            "07-01",
        )
        .default("01-01", "01-01"),
        Field::new(
            "rapporttillfällen",
            ValueShape::Map(
                Entries::Days(&OCCASION),
                "tillfälle med månad-dag, eller med [nycklar](#rapporttillfällen)",
                "occasion with month-day, or with [keys](#rapporttillfällen)",
            ),
            "Årets rapporttillfällen och den dag de redovisar till. Den som byter tillfällen skriver också `periodicitet`.",
            "The year's reporting occasions and the day that they report up to. Whoever changes the occasions writes `periodicitet` too.",
            "{T1: 04-30, T2: 08-31, VB: 12-31}",
        )
        .default("Stockholms", "Stockholm's"),
        Field::new(
            "periodicitet",
            ValueShape::Map(
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
            ValueShape::Parts(&ASSESSMENT),
            "Bedömningarna, den bästa först.",
            "The assessments, the best first.",
            "- {nyckel: helt, rubrik: Uppfylls helt}",
        )
        .default("Stockholms", "Stockholm's"),
        Field::new(
            "tolerans",
            ValueShape::Share,
            "Hur nära målet, i procent av det, ett utfall räknas som nästan nått.",
            "How close to the target, in per cent of it, an outcome counts as nearly met.",
            "10 %",
        )
        .default("10 %", "10 %"),
        Field::new(
            "ord",
            ValueShape::Map(
                Entries::Words,
                "ordets nyckel i [ord.yaml](../templates/ord.yaml) och det som trycks",
                "the word's key in [ord.yaml](../templates/ord.yaml) and what is printed",
            ),
            "Styrmodellens egna ord i dokumenten. De går före programmets; en ord.yaml i mallmappen går före dem.",
            "The steering model's own words in the documents. They go before the program's; an ord.yaml in the templates' folder goes before them.",
            "{kf_årsmål: Fullmäktiges mål, ägare_kommun: Fullmäktige}",
        )
        .default(
            "Stockholms i Stockholms modell; i andra det som nivåerna och rapporttillfällena heter",
            "Stockholm's in Stockholm's model; in others what the levels and occasions are called",
        ),
        Field::new(
            "tomt_trycks",
            ValueShape::YesNo,
            "Om kolumner och rubriker trycks som på en blankett också när ingenting står i dem.",
            "Whether columns and headings are printed as on a form even where nothing stands in them.",
            "nej",
        )
        .default("ja i Stockholms modell, nej i andra", "ja (yes) in Stockholm's model, nej (no) in others"),
    ],
};

/// The keys of `mappar`.
pub static FOLDERS: PartSchema = PartSchema {
    name: "mappar",
    about: ("Mapparna, räknade från den mapp där vp.yaml ligger.", "The folders, from the folder of vp.yaml."),
    fields: &[
        Field::new("planer", ValueShape::Text, "Planernas mapp.", "The plans' folder.", "plans")
            .default("plans", "plans"),
        Field::new(
            "mallar",
            ValueShape::Text,
            "Mallar som går före de inbyggda.",
            "Templates that shadow the built-in ones.",
            "templates",
        )
        .default("templates", "templates"),
        Field::new(
            "ut",
            ValueShape::Text,
            "Mappen som dokumenten skrivs till.",
            "The folder that documents are written to.",
            "build",
        )
        .default("build", "build"),
    ],
};

/// The keys of `gränser`.
pub static LIMITS: PartSchema = PartSchema {
    name: "gränser",
    about: (
        "Gränser. En regel som behöver en gräns och inte har någon är av.",
        "Limits. A rule that needs a limit and has none is off.",
    ),
    fields: &[
        Field::new(
            "mål",
            ValueShape::Number,
            "Flest mål, indikatorer eller aktiviteter på en nivå i en plan.",
            "Most goals, indicators or activities at one level of a plan.",
            "10",
        )
        .default("regeln är av", "the rule is off"),
        Field::new(
            "resultat",
            ValueShape::Share,
            "Störst avvikelse i resultatet utan analys.",
            "Largest deviation of the result without an analysis.",
            "2 %",
        )
        .default("1 %", "1 %"),
        Field::new(
            "svar",
            ValueShape::Number,
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
            year_begins: (1, 1),
            occasions: Vec::new(),
            periodicities: Vec::new(),
            assessments: Vec::new(),
            tolerance: Decimal::ZERO,
            words: BTreeMap::new(),
            prints_empty: false,
        },
        language: None,
        print_language: PrintLanguage::Swedish,
        plans: String::new(),
        templates: String::new(),
        out: String::new(),
        levels: BTreeMap::new(),
        limits: Limits { result: Some(Decimal::new(1, 2)), ..Limits::default() },
        municipality_code: None,
        required_cover: Vec::new(),
        look: Look::default(),
        lists_findings: false,
        compares_years: true,
    };
    let settings = over(include_str!("stockholm.yaml"), &empty);
    debug_assert!(settings.is_some(), "the built-in model is without fault");
    let mut settings = settings.unwrap_or(empty);
    for word in settings.steering.words.values_mut() {
        word.place = None;
    }
    settings
}

/// The settings of a vp.yaml that is written, over the built-in ones; none where something in it is wrong.
pub fn of_text(text: &str) -> Option<Settings> {
    over(text, &built_in())
}

/// Settings over others; none where something in them is wrong.
fn over(text: &str, base: &Settings) -> Option<Settings> {
    let sources = Sources::default();
    let id = sources.add(Source::new("vp.yaml", text));
    let source = sources.get(id);
    let mut sink = Sink::default();
    let tree = yaml::read(&source.text, id, &mut sink);
    let files = BTreeMap::new();
    let mut reader = Reader::new(id, &source.text, &files);
    let settings = tree.root.as_ref().map(|root| read(&mut reader, root, base));
    let is_wrong = sink.iter().chain(reader.sink.iter()).next().is_some();
    settings.filter(|_| !is_wrong)
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
                msg!("formatversion {number} finns inte", "format version {number} does not exist",),
            )
            .help(msg!("skriv vp: 1", "write vp: 1")),
        );
    }
    if let Some(model) = reader.part(&fields, "styrmodell") {
        settings.steering = read_steering(reader, &model, &base.steering);
    }
    if let Some(language) = reader.word(&fields, "språk_i_tryck").read() {
        settings.print_language = PrintLanguage::ALL[language.value];
    }
    if settings.print_language != PrintLanguage::Swedish {
        // The built-in model's words are Swedish.
        settings.steering.words.retain(|_, word| word.place.is_some());
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
    rule_levels::read(reader, &fields, &mut settings);
    if let Some(limits) = reader.part(&fields, "gränser") {
        settings.limits.goals = reader.number(&limits, "mål").read().map(|number| number.value);
        settings.limits.result = share(reader, &limits, "resultat").or(settings.limits.result);
        settings.limits.answer = reader.number(&limits, "svar").read().map(|number| number.value);
    }
    settings.required_cover =
        reader.texts(&fields, "krav_försättsblad").into_iter().map(|key| key.value.to_lowercase()).collect();
    if let Some(look) = reader.part(&fields, "utseende") {
        settings.look = look::read(reader, &look);
    }
    if let Some(index) = reader.part(&fields, "index") {
        list::read(reader, &index, &mut settings);
    }
    let code = reader.text(&fields, "kommunkod").read().filter(|code| !code.value.is_empty());
    // The nought before it is easily lost.
    settings.municipality_code = code.map(|code| format!("{:0>4}", code.value)).or(settings.municipality_code);
    settings
}

fn read_steering(reader: &mut Reader, fields: &Fields, base: &Steering) -> Steering {
    let mut steering = base.clone();
    let nodes = reader.list(fields, "nivåer");
    let levels: Vec<Level> =
        nodes.into_iter().filter_map(|node| levels::read(reader, node, &mut steering.sections)).collect();
    if !levels.is_empty() {
        steering.levels = levels;
    }
    if let (Some(day), Some(entry)) = (reader.text(fields, "året_börjar").read(), fields.entry("året_börjar")) {
        steering.year_begins = occasions::month_day(reader, day.as_str(), &entry.value).unwrap_or(base.year_begins);
    }
    // The words of assessments at an occasion name the assessments.
    assessments::read(reader, fields, &mut steering, base);
    occasions::read(reader, fields, &mut steering);
    steering.tolerance = share(reader, fields, "tolerans").unwrap_or(steering.tolerance);
    words::read(reader, fields, &mut steering, base);
    steering
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
                    msg!("{written} är ingen procentsats", "{written} is not a percentage"),
                )
                .help(msg!("skriv till exempel {key}: 10 %", "write for instance {key}: 10 %")),
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
