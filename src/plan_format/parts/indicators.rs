//! `indikatorer` of a goal, and `årsmål`: an organisation's own targets for inherited ones.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};

use crate::diagnostic::{Bilingual, Diagnostic, Severity};
use crate::model::{At, Benchmark, Direction, Indicator, KoladaId, SetTarget, Steering, Target, Tier, Trend};
use crate::msg;
use crate::plan_format::fields::{
    Entries, Field, Fields, PartSchema, Reader, Synonyms, ValueShape, folded_key, rules, same_key,
};
use crate::plan_format::parts::settings::levels::{OWNERS, OWNERS_EXPLAINED};
use crate::source::Span;
use crate::syntax::yaml::Kind;

const DIRECTIONS: &[&str] = &["högre", "lägre", "intervall"];
/// What the directions mean.
const DIRECTIONS_EXPLAINED: &[(&str, &str)] = &[
    ("Ett högre utfall är bättre.", "A higher outcome is better."),
    ("Ett lägre utfall är bättre.", "A lower outcome is better."),
    ("Utfallet ska ligga inom årsmålets intervall.", "The outcome is to lie within the range of the target."),
];
/// Words that people write for a direction.
const DIRECTIONS_MEANT: Synonyms = Synonyms {
    same: &[],
    like: DIRECTIONS_LIKE,
    // ”Högst 7” is a target that lower is better than.
    others: &[
        (
            "högst",
            "att utfallet inte får bli större, alltså att lägre är bättre",
            "that the outcome may be no larger, so that lower (lägre) is better",
        ),
        ("högsta", "det största som finns eller får vara", "the largest that there is or may be"),
        (
            "max",
            "att utfallet inte får bli större, alltså att lägre är bättre",
            "that the outcome may be no larger, so that lower (lägre) is better",
        ),
        (
            "lägst",
            "att utfallet inte får bli mindre, alltså att högre är bättre",
            "that the outcome may be no smaller, so that higher (högre) is better",
        ),
        ("lägsta", "det minsta som finns eller får vara", "the smallest that there is or may be"),
        (
            "minst",
            "att utfallet inte får bli mindre, alltså att högre är bättre",
            "that the outcome may be no smaller, so that higher (högre) is better",
        ),
        (
            "min",
            "att utfallet inte får bli mindre, alltså att högre är bättre",
            "that the outcome may be no smaller, so that higher (högre) is better",
        ),
        ("höger", "en sida", "right, a side"),
        ("läger", "en plats att sova på", "a camp"),
        ("oförändrat", "att utfallet ska bli som förut", "that the outcome is to stay as it was"),
        ("oförändrad", "att utfallet ska bli som förut", "that the outcome is to stay as it was"),
        ("samma", "att utfallet ska bli som förut", "that the outcome is to stay as it was"),
        ("intern", "något inom organisationen", "something within the organisation"),
    ],
};
const DIRECTIONS_LIKE: &[(&str, &str)] = &[
    ("upp", "högre"),
    ("uppåt", "högre"),
    ("öka", "högre"),
    ("ökar", "högre"),
    ("ökande", "högre"),
    ("hög", "högre"),
    ("högt", "högre"),
    ("ner", "lägre"),
    ("ned", "lägre"),
    ("nedåt", "lägre"),
    ("neråt", "lägre"),
    ("minska", "lägre"),
    ("minskar", "lägre"),
    ("minskande", "lägre"),
    ("låg", "lägre"),
    ("lågt", "lägre"),
    ("mellan", "intervall"),
    ("inom", "intervall"),
];

const COUNTED: Field = Field::new(
    "ackumulerad",
    ValueShape::YesNo,
    "Om utfallet räknas ihop från årets början: ett antal möten, dygn eller kronor. Inom året jämförs det då med takten, inte med hela årets mål.",
    "Whether the outcome is counted from the beginning of the year: a number of meetings, days or kronor. Within the year it is then compared with the pace, not with the target of the whole year.",
    "ja",
)
.default("nej", "nej (no)")
.instead(&["ackumulerat", "ackumulerande", "kumulativ", "räknas ihop"]);

const CHECKPOINTS: Field = Field::new(
    "riktpunkt",
    ValueShape::Map(Entries::Checkpoints, "tillfälle och värde", "occasion and value"),
    "Vad som ska vara nått vid tillfällen inom året.",
    "What is to be reached by occasions within the year.",
    "{T1: 18, T2: 36}",
)
.default(
    "för `ackumulerad: ja` årsmålet i takt med årets dagar; annars hela årsmålet",
    "with `ackumulerad: ja` the target in step with the days of the year; otherwise the whole target",
)
.instead(&["riktpunkter", "delmål", "riktvärde"]);

/// The keys of an own target of an inherited indicator.
pub static SET_TARGET: PartSchema = PartSchema {
    name: "årsmål för en ärvd indikator",
    about: (
        "Ett eget årsmål för en ärvd indikator. Utan annat än målet räcker en rad: `ami: 80`.",
        "The organisation's own target for an inherited indicator. With nothing but the target a line is enough: `ami: 80`.",
    ),
    fields: &[
        Field::new("årsmål", ValueShape::Target, "Årsmålet.", "The target.", "70").needed().waits().instead(&[
            "mål",
            "värde",
            "målvärde",
        ]),
        Field::new(
            "motivering",
            ValueShape::Text,
            "Varför det är svagare än fullmäktiges eller ett annat än ovanför. Trycks under indikatorn.",
            "Why it is weaker than the council's, or different from the one above. Printed below the indicator.",
            "Enheten är nybildad.",
        )
        .instead(&["skäl", "orsak"]),
        CHECKPOINTS,
    ],
};

/// The words for where a measure has moved.
const TRENDS: &[&str] = &["upp", "ned", "oförändrad"];

/// What the words mean.
const TRENDS_EXPLAINED: &[(&str, &str)] = &[
    ("Talet har stigit, vare sig det är bra eller dåligt.", "The figure has risen, whether that is good or bad."),
    ("Talet har sjunkit.", "The figure has fallen."),
    ("Talet är ungefär som förut.", "The figure is about what it was."),
];

/// What people write instead.
const TRENDS_MEANT: Synonyms = Synonyms {
    same: &[
        ("uppåt", "upp"),
        ("uppåtgående", "upp"),
        ("ökar", "upp"),
        ("ökande", "upp"),
        ("stiger", "upp"),
        ("stigande", "upp"),
        ("↑", "upp"),
        ("↗", "upp"),
        ("ner", "ned"),
        ("nedåt", "ned"),
        ("nedåtgående", "ned"),
        ("minskar", "ned"),
        ("minskande", "ned"),
        ("sjunker", "ned"),
        ("sjunkande", "ned"),
        ("↓", "ned"),
        ("↘", "ned"),
        ("oförändrat", "oförändrad"),
        ("lika", "oförändrad"),
        ("→", "oförändrad"),
    ],
    like: &[("stabil", "oförändrad"), ("stabilt", "oförändrad")],
    others: &[
        ("positiv", "att det blir bättre, inte om talet stiger", "that it gets better, not whether the figure rises"),
        ("negativ", "att det blir sämre, inte om talet sjunker", "that it gets worse, not whether the figure falls"),
        (
            "förbättrad",
            "att det blir bättre, inte om talet stiger",
            "that it gets better, not whether the figure rises",
        ),
        ("försämrad", "att det blir sämre, inte om talet sjunker", "that it gets worse, not whether the figure falls"),
    ],
};

/// The keys of an indicator.
pub static INDICATOR: PartSchema = PartSchema {
    name: "indikatorer",
    about: ("Ett mått som visar om målet nås.", "A measure that shows whether the goal is reached."),
    fields: &[
        Field::new("id", ValueShape::Text, "Indikatorns id: unikt i planen och alla planer ovanför. Uppföljningar och egna årsmål nämner det.", "The indicator's id: unique in the plan and all plans above. Follow-ups and own targets name it.", "sip-möten")
            .default("av namnet", "from the name"),
        Field::new("namn", ValueShape::Text, "Vad som mäts.", "What is measured.", "Antalet SIP-möten ska öka").needed().instead(&["indikator", "titel"]),
        Field::new("årsmål", ValueShape::Target, "Årets mål för den organisation vars fil det står i: ett tal med eller utan enhet, ett intervall, ”Minst 90 %”, ”Ska öka” (jämförs med förra året), ord som ”Ja”, ”Topp 50” och ”Högre än riket” (bedöms för hand), eller ”Tas fram av …”.", "The year's target of the organisation whose file it is in: a number with or without unit, a range, \"Minst 90 %\" (at least), \"Ska öka\" (is to rise; compared with last year), words such as \"Ja\" (yes), \"Topp 50\" and \"Högre än riket\" (assessed by hand), or \"Tas fram av …\" (to be set by …).", "4,5 %").default("tom cell, om inte en plan sätter det under `årsmål`", "an empty cell, unless a plan sets it below `årsmål`"),
        Field::new("kf_årsmål", ValueShape::Target, "Fullmäktiges mål för året, eller vem som ska ta fram det.", "The council's target for the year, or who is to set it.", "Tas fram av nämnd").default("tom cell", "an empty cell").instead(&["KF:s årsmål", "kfs_årsmål", "kommunfullmäktiges årsmål", "fullmäktiges årsmål", "regionfullmäktiges årsmål"]),
        Field::new("periodicitet", ValueShape::Periodicity, "Hur ofta indikatorn redovisas: ett av styrmodellens ord.", "How often the indicator is reported: one of the steering model's words.", "Tertial").default("tom cell", "an empty cell"),
        Field::new("riktning", ValueShape::Word(DIRECTIONS), "Vad som är bättre: högre, lägre eller inom ett intervall. Gissas aldrig.", "What is better: higher (högre), lower (lägre) or within a range (intervall). Never guessed.", "högre").default("årsmålet jämförs inte", "the target is not compared").explained(DIRECTIONS_EXPLAINED).meant(DIRECTIONS_MEANT),
        Field::new("könsuppdelad", ValueShape::YesNo, "Om utfallet också redovisas för kvinnor och män.", "Whether the outcome is also given for women and men.", "ja").default("nej", "nej (no)"),
        Field::new("individbaserad", ValueShape::YesNo, "Om måttet gäller enskilda människor.", "Whether the measure is about individuals.", "ja").default("nej", "nej (no)"),
        Field::new("ägare", ValueShape::Word(OWNERS), "Vems indikator det är.", "Whose indicator it is.", "kommun").explained(OWNERS_EXPLAINED).default("den som styrmodellen ger målets nivå", "the owner that the steering model gives the goal's level"),
        Field::new("beskrivning", ValueShape::Prose, "Vad som mäts och varför det mäter målet.", "What is measured and why it measures the goal.", "Andel svar 4 eller 5 i medarbetarenkäten."),
        Field::new("källa", ValueShape::Text, "Var uppgifterna hämtas.", "Where the figures come from.", "Medarbetarenkäten"),
        Field::new("kolada", ValueShape::KoladaId, "Måttets id i Kolada, den svenska databasen över kommuners och regioners nyckeltal: N eller U och fem siffror. Då läser [`vp import outcomes`](lasa-in.md#kolada) in utfallet ur Koladas svar.", "The measure's id in Kolada, the Swedish database of key figures of municipalities and regions: N or U and five digits. Then [`vp import outcomes`](import.md#kolada) reads the outcome out of Kolada's answer.", "N15419").default("inget", "none").instead(&["kolada_id", "koladaid", "kolada-id", "kpi"]),
        Field::new("motivering", ValueShape::Text, "Varför det egna årsmålet är svagare än fullmäktiges. Trycks under indikatorn.", "Why the organisation's own target is weaker than the council's. Printed below the indicator.", "Enheten är nybildad."),
        Field::new("nyckeltal", ValueShape::YesNo, "Om måttet följs utan årsmål med avsikt: en volym eller en kostnad. Då efterfrågas inget årsmål.", "Whether the measure is followed without a target by intent: a volume or a cost. Then no target is asked for.", "ja").default("nej", "nej (no)").instead(&["volym", "volymmått"]),
        COUNTED,
        CHECKPOINTS,
        Field::new("målvärden", ValueShape::Map(Entries::Years, "år och mål", "years and targets"), "Mål för flera år. Planens eget år gäller som årsmål där inget annat är skrivet.", "Targets of several years. That of the plan's own year is the target where no other is written.", "{2026: 92 %, 2028: 95 %}").default("inga", "none").instead(&["målvärde per år", "mål per år"]),
        Field::new("utgångsvärde", ValueShape::Target, "Var måttet stod när målen sattes.", "Where the measure stood when the targets were set.", "84 %").instead(&["basvärde", "nuläge", "startvärde"]),
        Field::new("jämförelse", ValueShape::Map(Entries::Benchmarks(&BENCHMARK), "namn och tal, med [källa och år](#jämförelse)", "names and figures, with [källa and år](#jämförelse)"), "Hur andra står i samma mått.", "How others stand in the same measure.", "{riket: 81 %, liknande kommuner: 83 %, källa: Kolada N15419, år: 2024}"),
        Field::new("trend", ValueShape::Word(TRENDS), "Vart måttet har rört sig de senaste åren, som fullmäktige eller källan säger det. Trycks under indikatorn.", "Where the measure has moved in the last years, as the council or the source says it. Printed below the indicator.", "upp").explained(TRENDS_EXPLAINED).meant(TRENDS_MEANT).instead(&["utveckling", "tendens"]),
        Field::new("ansvarig", ValueShape::Text, "Vem som svarar för den: en roll eller grupp.", "Who answers for it: a role or a group.", "Enhetschef"),
        Field::new("ersätter", ValueShape::Texts, "Id i tidigare års planer som den fortsätter.", "Ids in earlier years' plans that it continues.", "[sip]").default("inget", "nothing"),
        Field::new("serie", ValueShape::Map(Entries::Years, "år och utfall", "years and outcomes"), "Utfall för år som saknar uppföljningsfil.", "Outcomes of years that have no follow-up file.", "{2022: 76, 2023: 78}").default("inga tidigare utfall", "no earlier outcomes"),
    ],
};

/// The keys of a benchmark that are not somebody who is compared with.
pub static BENCHMARK: PartSchema = PartSchema {
    name: "jämförelse",
    about: (
        "Hur andra står i samma mått: vilka namn som helst, vart och ett med sitt tal, och dessa nycklar.",
        "How others stand in the same measure: any names, each with its figure, and these keys.",
    ),
    fields: &[
        Field::new("källa", ValueShape::Text, "Var talen hämtas.", "Where the figures come from.", "Kolada N15419"),
        Field::new("år", ValueShape::Year, "Året som talen gäller.", "The year that the figures are of.", "2024"),
    ],
};

/// Reads the indicators of a goal.
pub fn read(reader: &mut Reader, goal: &Fields, steering: &Steering) -> Vec<Indicator> {
    let nodes = reader.list(goal, "indikatorer");
    let mut indicators: Vec<Indicator> = nodes
        .into_iter()
        .filter_map(|node| {
            let fields = reader.fields(node, &INDICATOR)?;
            Some(Indicator {
                span: fields.span,
                id: reader.text(&fields, "id").read(),
                name: reader.text(&fields, "namn").read()?,
                target: reader.target(&fields, "årsmål").read(),
                council_target: reader.target(&fields, "kf_årsmål").read(),
                periodicity: reader.text(&fields, "periodicitet").read(),
                direction: reader
                    .word(&fields, "riktning")
                    .map(|word| [Direction::Higher, Direction::Lower, Direction::Range][word]),
                by_gender: reader.yes_no(&fields, "könsuppdelad").read(),
                individual: reader.yes_no(&fields, "individbaserad").read(),
                owner: reader.word(&fields, "ägare").read().map(|word| At::new(Tier::ALL[word.value], word.span)),
                description: reader.prose(&fields, "beskrivning"),
                origin: reader.text(&fields, "källa").read(),
                kolada: read_kolada(reader, &fields),
                reason: reader.text(&fields, "motivering").read(),
                responsible: reader.text(&fields, "ansvarig").read(),
                key_figure: reader.yes_no(&fields, "nyckeltal").read(),
                counted: reader.yes_no(&fields, "ackumulerad").read(),
                checkpoints: read_checkpoints(reader, &fields, steering),
                replaces: reader.texts(&fields, "ersätter"),
                targets_by_year: read_years(reader, &fields, "målvärden"),
                starting_value: reader.target(&fields, "utgångsvärde").read(),
                benchmark: read_benchmark(reader, &fields).map(Box::new),
                trend: reader
                    .word(&fields, "trend")
                    .read()
                    .map(|word| At::new([Trend::Up, Trend::Down, Trend::Same][word.value], word.span)),
                series: read_years(reader, &fields, "serie"),
            })
        })
        .collect();
    // Most goals have one or two; over a thousand plans the room for more would double the model.
    indicators.shrink_to_fit();
    indicators
}

/// Reads the id of a measure in Kolada. One in other words than Kolada's is known, with a warning.
fn read_kolada(reader: &mut Reader, indicator: &Fields) -> Option<At<KoladaId>> {
    let written = reader.text(indicator, "kolada").read().filter(|written| !written.value.is_empty())?;
    if let Some(id) = KoladaId::read(written.as_str()) {
        return Some(At::new(id, written.span));
    }
    let (shown, meant) = (written.as_str(), KoladaId::meant(written.as_str()));
    let message = msg!("{shown} är inget id i Kolada", "{shown} is not an id in Kolada");
    let finding = Diagnostic::new(&rules::WRONG_KIND, written.span, message).lower(Severity::Warning);
    reader.sink.push(match meant {
        Some(id) => finding.help(msg!("skriv {id}", "write {id}")).fix(written.span, id.to_string()),
        None => finding.help(Bilingual::fixed(
            "skriv måttets id som i Kolada, N eller U och fem siffror: N15419",
            "write the measure's id as in Kolada, N or U and five digits: N15419",
        )),
    });
    meant.map(|id| At::new(id, written.span))
}

/// Reads a figure for each of some years.
fn read_years(reader: &mut Reader, indicator: &Fields, key: &str) -> Vec<(At<i16>, At<Target>)> {
    let mut series: Vec<(At<i16>, At<Target>)> = Vec::new();
    for entry in reader.entries(indicator, key) {
        let Some(year) = reader.year_of(&entry.key, key).read() else { continue };
        let Some(outcome) = reader.target_of(&entry.value, key).read() else { continue };
        if let Some((first, _)) = series.iter().find(|(other, _)| other.value == year.value) {
            let first = first.span;
            reader.duplicate(year.span, first, &year.value.to_string());
            continue;
        }
        series.push((year, outcome));
    }
    series.shrink_to_fit();
    series
}

/// Reads how others stand: `källa` and `år`, and a figure for whatever else is named.
fn read_benchmark(reader: &mut Reader, indicator: &Fields) -> Option<Benchmark> {
    let span = indicator.entry("jämförelse").map(|entry| reader.span(&entry.key))?;
    let mut benchmark = Benchmark { span, others: Vec::new(), origin: None, year: None };
    let mut first: HashMap<String, Span> = HashMap::new();
    for entry in reader.entries(indicator, "jämförelse") {
        let name = At::new(entry.key_text().trim().to_owned(), reader.span(&entry.key));
        match first.entry(folded_key(&name.value)) {
            Occupied(first) => {
                reader.duplicate(name.span, *first.get(), &name.value);
                continue;
            }
            Vacant(place) => place.insert(name.span),
        };
        if same_key(&name.value, "källa") {
            let origin = reader.scalar(&entry.value, "källa").read().filter(|text| !text.value.trim().is_empty());
            benchmark.origin = origin.map(|text| At::new(text.value.trim().to_owned(), text.span));
        } else if same_key(&name.value, "år") {
            benchmark.year = reader.year_of(&entry.value, "år").read();
        } else if let Some(figure) = reader.target_of(&entry.value, &name.value).read() {
            benchmark.others.push((name, figure));
        }
    }
    (!benchmark.others.is_empty()).then_some(benchmark)
}

/// Reads what is to be reached by occasions within the year; by the last it is the target.
fn read_checkpoints(reader: &mut Reader, fields: &Fields, steering: &Steering) -> Vec<(At<usize>, At<Target>)> {
    let mut checkpoints: Vec<(At<usize>, At<Target>)> = Vec::new();
    for entry in reader.entries(fields, "riktpunkt") {
        let within = steering.occasions.split_last().map_or(&[][..], |(_, within)| within);
        let known: Vec<&str> = within.iter().map(|occasion| occasion.key.as_str()).collect();
        let word = At::new(entry.key_text(), reader.span(&entry.key));
        let Some(occasion) = reader.one_of(word, &known, &Synonyms::NOTHING, "riktpunkt").read() else { continue };
        if let Some((first, _)) = checkpoints.iter().find(|(other, _)| other.value == occasion.value) {
            let first = first.span;
            reader.duplicate(occasion.span, first, entry.key_text());
            continue;
        }
        if let Some(value) = reader.target_of(&entry.value, "riktpunkt").read() {
            checkpoints.push((occasion, value));
        }
    }
    checkpoints.shrink_to_fit();
    checkpoints
}

/// Reads the organisation's own targets for inherited indicators.
pub fn read_targets(reader: &mut Reader, document: &Fields, steering: &Steering) -> Vec<SetTarget> {
    let mut targets: Vec<SetTarget> = Vec::new();
    let mut first: HashMap<String, Span> = HashMap::new();
    for entry in reader.entries(document, "årsmål") {
        let id = At::new(entry.key_text().to_owned(), reader.span(&entry.key));
        match first.entry(folded_key(&id.value)) {
            Occupied(first) => {
                reader.duplicate(id.span, *first.get(), &id.value);
                continue;
            }
            Vacant(place) => place.insert(id.span),
        };
        if let Kind::Map(_) = &entry.value.kind {
            let Some(fields) = reader.fields(&entry.value, &SET_TARGET) else { continue };
            let target = reader.target(&fields, "årsmål").read();
            let reason = reader.text(&fields, "motivering").read().filter(|reason| !reason.value.is_empty());
            let checkpoints = read_checkpoints(reader, &fields, steering);
            targets.extend(target.map(|target| SetTarget { id, target, reason, checkpoints }));
        } else if let Some(target) = reader.target_of(&entry.value, "årsmål").read() {
            targets.push(SetTarget { id, target, reason: None, checkpoints: Vec::new() });
        }
    }
    targets.shrink_to_fit();
    targets
}
