//! Other models to begin with: those that the program holds as files, and whatever vp.yaml somebody names. The plans
//! are made from the levels of the model.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use super::{File, Request, UNIT, folder, language_key};
use crate::describe::comments::in_language;
use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity, Sink};
use crate::model::{Level, Settings, Steering, Tier};
use crate::msg;
use crate::plan_format::fields::{Reader, rules};
use crate::plan_format::parts::settings::{self, built_in};
use crate::source::{SourceId, Sources};
use crate::syntax::yaml;
use crate::syntax::yaml::write;

/// The model that holds without a vp.yaml.
pub const STOCKHOLM: &str = "stockholm";

/// The models of the program: the name, what it is, and the vp.yaml.
static MODELS: [(&str, Bilingual, &str); 2] = [
    (
        "liten",
        Bilingual::fixed(
            "en liten kommun: tre nivåer, två rapporter om året",
            "a small municipality: three levels, two reports a year",
        ),
        include_str!("models/liten.yaml"),
    ),
    (
        "region",
        Bilingual::fixed(
            "en region: styrkort, och mål hos nämnd, förvaltning och enhet",
            "a region: a scorecard, and goals of boards, administrations and units",
        ),
        include_str!("models/region.yaml"),
    ),
];

/// A model to begin with.
#[derive(Debug)]
pub struct Model {
    /// The vp.yaml.
    text: String,
    /// What it says.
    settings: Settings,
}

/// The names of the models that the program has, each with what it is.
pub fn names() -> Vec<(&'static str, Bilingual)> {
    let stockholm = Bilingual::fixed(
        "Stockholms stad: fyra nivåer, T1, T2 och VB",
        "the City of Stockholm: four levels, T1, T2 and VB",
    );
    let others = MODELS.iter().map(|(name, about, _)| (*name, about.clone()));
    std::iter::once((STOCKHOLM, stockholm)).chain(others).collect()
}

/// The vp.yaml of a model that the program has, with its comments in one language; none for Stockholm's, which needs none.
pub fn bundled(name: &str, language: Language) -> Option<String> {
    let (.., text) = MODELS.iter().find(|(known, ..)| *known == name)?;
    Some(in_language(text, language).replace("{language}", language_key(language)))
}

impl Model {
    /// The model that a vp.yaml holds.
    ///
    /// Errors: what is wrong with it, where that would make it another model than is meant.
    pub fn read(sources: &Sources, id: SourceId) -> Result<Model, Vec<Diagnostic>> {
        let text = &sources.get(id).text;
        let mut sink = Sink::default();
        let tree = yaml::read(text, id, &mut sink);
        let files = BTreeMap::new();
        let mut reader = Reader::new(id, text, &files);
        let settings = tree.root.as_ref().map(|root| settings::read(&mut reader, root, &built_in()));
        sink.append(reader.sink);
        // The plans are written where the model says, and never outside the workspace.
        let plans = settings.as_ref().map_or("", |settings| settings.plans.as_str());
        if !Path::new(plans).components().all(|part| matches!(part, Component::Normal(_))) {
            sink.push(rules::outside_folder(sources.start(id), plans));
        }
        let found = sink.into_vec();
        match settings.filter(|_| found.iter().all(|finding| finding.level != Severity::Error)) {
            Some(settings) => Ok(Model { text: text.clone(), settings }),
            None => Err(found),
        }
    }

    /// What it says.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// vp.yaml, and a plan of each rank that has goals in the model.
    pub(super) fn files(&self, wish: &Request) -> Vec<File> {
        let steering = &self.settings.steering;
        let mut files = vec![File::own("vp.yaml", self.text.clone())];
        let tiers = ranks(steering);
        for &tier in &tiers {
            let chain = chain(tier, &tiers);
            let names: Vec<(Tier, String)> =
                chain.iter().map(|rank| (*rank, name_of(*rank, Some(rank) == tiers.last(), wish))).collect();
            let below: Vec<String> = names.iter().skip(1).map(|(_, name)| folder(name)).collect();
            let place = [&[self.settings.plans.clone(), wish.year.to_string()], &below[..]].concat().join("/");
            files.push(File::own(format!("{place}/plan.yaml"), plan(steering, &names, wish)));
        }
        files
    }
}

/// The ranks that have goals, the highest first; a council is always there.
fn ranks(steering: &Steering) -> Vec<Tier> {
    let mut tiers: Vec<Tier> = steering.levels.iter().map(|level| level.owner).collect();
    if !tiers.iter().any(|tier| tier.is_council()) {
        tiers.push(Tier::Municipality);
    }
    tiers.sort();
    tiers.dedup();
    tiers
}

/// A rank with those above it, the highest first. A company answers to the council alone, and nobody answers to it.
fn chain(tier: Tier, tiers: &[Tier]) -> Vec<Tier> {
    let is_above = |rank: Tier| rank < tier && rank != Tier::Company && (tier != Tier::Company || rank.is_council());
    tiers.iter().copied().filter(|rank| *rank == tier || is_above(*rank)).collect()
}

/// The name of an organisation; that of the lowest rank is the one asked for.
fn name_of(tier: Tier, is_lowest: bool, wish: &Request) -> String {
    let example = match tier {
        Tier::Municipality => "Exempelby kommun",
        Tier::Region => "Region Exempel",
        Tier::Board => "Exempelnämnden",
        Tier::Company => "Exempelbolaget",
        Tier::Administration => "Exempelförvaltningen",
        Tier::Department => "Exempelavdelningen",
        Tier::Unit => UNIT,
        Tier::Group => "Exempelgruppen",
    };
    wish.unit_name().filter(|_| is_lowest).unwrap_or_else(|| example.to_owned())
}

/// What the goals of the levels are called, the highest first, each with a measure of it and something to be done.
const EXAMPLES: [[&str; 3]; 6] = [
    [
        "Det är lätt att leva här",
        "Andel invånare som rekommenderar andra att flytta hit",
        "Fråga invånarna vad de saknar",
    ],
    ["Den som behöver hjälp får den i tid", "Andel som får hjälp inom tre månader", "Korta kön till den första tiden"],
    ["Den som frågar får ett svar", "Andel frågor som får svar samma vecka", "Gå igenom de vanligaste frågorna"],
    ["Vi lär av varandra", "Andel medarbetare som har lärt av en kollega", "Hålla ett lärande möte varje månad"],
    ["Vi håller det vi lovar", "Andel löften som har hållits", "Skriva ner vad vi lovar"],
    ["Vi följer upp det vi gör", "Andel arbetssätt som har följts upp", "Välja ut de arbetssätt som ska följas upp"],
];

/// The plan of the last of these organisations.
fn plan(steering: &Steering, names: &[(Tier, String)], wish: &Request) -> String {
    let (own, year) = (names.last().map(|(tier, _)| *tier), wish.year);
    let mut text = String::new();
    let mut line = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    let head = match names.len() {
        1 => msg!(
            "Målen för {year} som gäller alla. Byt ut exemplen mot era egna mål.",
            "The goals for {year} that concern everybody. Replace the examples by your own.",
        ),
        _ => msg!(
            "Det som bestäms här för {year}. Målen ovanför ärvs av planen som bygger_på nämner, och skrivs inte om.",
            "What is decided here for {year}. The goals above are inherited from the plan that bygger_på names.",
        ),
    };
    line(&format!("# {}", head.get(wish.language)));
    line(&format!("vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation:"));
    for (tier, name) in names {
        line(&format!("  {}: {}", tier.key(), write::value(name)));
    }
    if names.len() > 1 {
        line("bygger_på: ../plan.yaml");
    }
    let levels: Vec<(usize, &Level)> =
        steering.levels.iter().enumerate().filter(|(_, level)| Some(level.owner) == own).collect();
    if !levels.is_empty() {
        line("\nmål:");
    }
    for (number, level) in levels {
        // What is served is a goal of the same plan or of one above it.
        let is_above = |other: &Level| names.iter().any(|(tier, _)| *tier == other.owner);
        let parent = (0..number).rev().find(|other| is_above(&steering.levels[*other]));
        line(&goal(steering, number, level, parent, wish));
    }
    text.trim_end().to_owned() + "\n"
}

/// A level with a goal of it.
fn goal(steering: &Steering, number: usize, level: &Level, parent: Option<usize>, wish: &Request) -> String {
    let key = |number: usize| format!("exempel-{}", number + 1);
    let [title, measure, todo] = EXAMPLES[number % EXAMPLES.len()];
    // More levels than examples have goals of the same names.
    let title = match number / EXAMPLES.len() {
        0 => title.to_owned(),
        more => format!("{title} ({})", more + 1),
    };
    let mut text = format!("  {}:\n    - id: {}\n", write::value(&level.key), key(number));
    if let Some(parent) = parent {
        text.push_str(&format!("      till: {}\n", key(parent)));
    }
    text.push_str(&format!("      titel: {title}\n"));
    for asked in level.sections.iter().filter(|asked| asked.required) {
        let section = write::value(&steering.sections[asked.section].key);
        text.push_str(&format!("      {section}: |\n        {}\n", EXAMPLE_TEXTS[asked.section % EXAMPLE_TEXTS.len()]));
    }
    let is_last = number + 1 == steering.levels.len();
    if level.owner.is_council() && !is_last || !level.assessed {
        return text;
    }
    let rarest = steering.periodicities.iter().filter(|one| one.is_written).min_by_key(|one| one.occasions.len());
    text.push_str(&format!("      indikatorer:\n        - id: mått-{}\n          namn: {measure}\n", number + 1));
    text.push_str("          årsmål: 80 %\n          riktning: högre\n");
    if let Some(periodicity) = rarest {
        text.push_str(&format!("          periodicitet: {}\n", write::value(&periodicity.name)));
    }
    text.push_str(&format!(
        "      aktiviteter:\n        - namn: {todo}\n          klart: hösten {}\n          ansvarig: Chefen\n",
        wish.year
    ));
    text
}

/// What stands in the sections that a level asks for.
const EXAMPLE_TEXTS: [&str; 7] = [
    "Skriv varför målet är viktigt.",
    "Skriv vad som är annorlunda när året är slut.",
    "Skriv hur arbetet går till.",
    "Skriv vad det kostar i tid och pengar.",
    "Skriv hur det märks att målet nås.",
    "Skriv vad som blir nästa steg.",
    "Skriv det som läsaren behöver veta i övrigt.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_answers_to_the_council_and_nobody_answers_to_it() {
        let tiers = [Tier::Municipality, Tier::Board, Tier::Company, Tier::Unit];
        assert_eq!(chain(Tier::Company, &tiers), [Tier::Municipality, Tier::Company]);
        assert_eq!(chain(Tier::Unit, &tiers), [Tier::Municipality, Tier::Board, Tier::Unit]);
        assert_eq!(chain(Tier::Municipality, &tiers), [Tier::Municipality]);
    }
}
