//! The steering model: which levels, sections, occasions and words a municipality steers with. Read from vp.yaml.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Tier;
use super::look::Look;
use super::outcome::Shortfall;
use crate::diagnostic::{Language, Severity};
use crate::source::Span;

/// A municipality's model.
#[derive(Clone, Debug)]
pub struct Steering {
    /// The goal levels, highest first.
    pub levels: Vec<Level>,
    /// Every section that a goal can have, in the order of print.
    pub sections: Vec<Section>,
    /// The month and day on which the year begins.
    pub year_begins: (i8, i8),
    /// The reporting occasions of a year, in order.
    pub occasions: Vec<Occasion>,
    /// The periodicities that an indicator can have.
    pub periodicities: Vec<Periodicity>,
    /// The assessments, best first.
    pub assessments: Vec<Assessment>,
    /// How far from its target an outcome is still a near miss, as a share of the target.
    pub tolerance: Decimal,
    /// The model's own printed words, by their keys in ord.yaml.
    pub words: BTreeMap<String, ModelWord>,
    /// Whether columns and parts are printed though nothing stands in them, as on a form.
    pub prints_empty: bool,
}

/// A printed word of the model's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelWord {
    /// The word.
    pub text: String,
    /// The place of its key in vp.yaml; `None` where the built-in model has it.
    pub place: Option<Span>,
}

impl Steering {
    /// The number of the level with this key.
    pub fn level(&self, key: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.key == key)
    }

    /// The numbers of the assessments that are on the scale, best first.
    pub fn scale(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.assessments.len()).filter(|number| !self.assessments[*number].is_outside)
    }

    /// The place of an assessment on the scale. The only one of a scale is its best.
    pub fn rank(&self, number: usize) -> Rank {
        match self.assessments.get(number) {
            Some(one) if one.is_outside => Rank::Outside,
            _ if self.scale().next().is_none_or(|best| number <= best) => Rank::Best,
            _ if self.scale().next_back().is_none_or(|worst| number >= worst) => Rank::Worst,
            _ => Rank::Between,
        }
    }

    /// The assessment of an outcome that falls short of its target by a distance. `end` is the target, of a range the end
    /// that was missed. Without limits of its own a scale of two words has none for a near miss; of many, it is the second.
    pub fn assess(&self, Shortfall { distance, end }: Shortfall) -> Option<usize> {
        let scale: Vec<usize> = self.scale().collect();
        let (last, before) = scale.split_last()?;
        let has_limits = scale.iter().any(|number| self.assessments[*number].limit.is_some());
        let reached = before.iter().enumerate().find(|(place, number)| {
            let limit = self.assessments[**number].limit.map(|limit| (Decimal::ONE - limit).max(Decimal::ZERO));
            let accepted = limit.or(match place {
                0 => Some(Decimal::ZERO),
                1 if !has_limits => Some(self.tolerance),
                _ => None,
            });
            accepted.is_some_and(|accepted| distance <= end.abs().saturating_mul(accepted))
        });
        Some(reached.map_or(*last, |(_, number)| *number))
    }

    /// The assessment of what falls short by the least there is: the second of a scale of three or more, else the last.
    pub fn near_miss(&self) -> Option<usize> {
        let scale: Vec<usize> = self.scale().collect();
        match scale[..] {
            [_, second, _, ..] => Some(second),
            _ => scale.last().copied(),
        }
    }

    /// A printed word that the model has of its own.
    pub fn word(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(|word| word.text.as_str())
    }

    /// The words of an assessment in print, at an occasion where one is known.
    pub fn heading_at(&self, occasion: Option<usize>, number: usize) -> &str {
        let own = occasion.and_then(|occasion| self.occasions.get(occasion)).and_then(|occasion| {
            occasion.headings.iter().find(|(of, _)| *of == number).map(|(_, words)| words.as_str())
        });
        own.unwrap_or(&self.assessments[number].heading)
    }

    /// The periodicity of this name, whatever its capitals.
    pub fn periodicity(&self, name: &str) -> Option<&Periodicity> {
        let exact = self.periodicities.iter().find(|known| known.name == name);
        exact.or_else(|| {
            let name = name.to_lowercase();
            self.periodicities.iter().find(|known| known.name.to_lowercase() == name)
        })
    }
}

/// One level of goals.
#[derive(Clone, Debug)]
pub struct Level {
    /// Its key under `mål` in a plan.
    pub key: String,
    /// The words before a goal's title in print.
    pub heading: String,
    /// Whose goals these are.
    pub owner: Tier,
    /// Whether its goals are to be assessed in the year's last follow-up.
    pub assessed: bool,
    /// The sections asked for.
    pub sections: Vec<Asked>,
}

impl Level {
    /// The numbers of all sections in the order that a goal of this level prints them: those asked for as the level
    /// lists them, each other one after those that come before it in the glossary.
    pub fn print_order(&self, sections: usize) -> Vec<usize> {
        let mut order: Vec<usize> = self.sections.iter().map(|asked| asked.section).collect();
        for section in 0..sections {
            if !order.contains(&section) {
                let after = order.iter().rposition(|other| *other < section).map_or(0, |place| place + 1);
                order.insert(after, section);
            }
        }
        order
    }

    /// The heading that the level gives a section.
    pub fn heading_of(&self, section: usize) -> Option<&str> {
        self.sections.iter().find(|asked| asked.section == section)?.heading.as_deref()
    }
}

/// A section that a level asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its number in [`Steering::sections`].
    pub section: usize,
    /// Its heading at this level, where the level gives one.
    pub heading: Option<String>,
    /// Whether a goal without it is reported.
    pub required: bool,
}

/// The number in [`Steering::sections`] of the expected result: the glossary's sections come first in every model.
pub const EXPECTED_RESULT: usize = 1;

/// A section of a goal, such as Förväntat resultat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its key in a goal.
    pub key: String,
    /// The heading of a section that the glossary does not know, as the first level that gives one has it.
    pub heading: Option<String>,
}

/// A reporting occasion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// `T1`, `VB` …
    pub key: String,
    /// The month and day up to which it reports.
    pub month_day: (i8, i8),
    /// The name of its report in print, where the model gives one: "Tertialrapport 1".
    pub heading: Option<String>,
    /// The words in print of assessments that have words of their own at this occasion, each by its number.
    pub headings: Vec<(usize, String)>,
}

/// Parts of words that reports are called by, in the languages of print.
const REPORT_NAMES: [&str; 12] = [
    "rapport",
    "delår",
    "bokslut",
    "berättelse",
    "uppföljning",
    "redovisning",
    "raportti",
    "katsaus",
    "kertomus",
    "tilinpäätös",
    "melding",
    "regnskap",
];

impl Occasion {
    /// What the model calls the report of the occasion: its heading, else a key that names a report, such as "Delår
    /// augusti". `None` where the key is but a time: "T1", "Mars".
    pub fn report_name(&self) -> Option<String> {
        if let Some(heading) = &self.heading {
            return Some(heading.clone());
        }
        let key = self.key.to_lowercase();
        let mut letters = self.key.chars();
        let first = letters.next().filter(|_| REPORT_NAMES.iter().any(|name| key.contains(name)))?;
        Some(first.to_uppercase().chain(letters).collect())
    }
}

/// How often an indicator is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Periodicity {
    /// The word in the plan and in print.
    pub name: String,
    /// The occasions, as numbers in [`Steering::occasions`].
    pub occasions: Vec<usize>,
    /// Every how many years it is reported: 1 for every year.
    pub years: i16,
    /// Whether the model writes it; others are known to every model.
    pub is_written: bool,
}

impl Periodicity {
    /// The words for what is reported in some years only, whatever the model: every second year is reported in the last
    /// report of the year.
    const RARE: [(&'static str, i16); 4] =
        [("Vartannat år", 2), ("Vart tredje år", 3), ("Vart fjärde år", 4), ("Vart femte år", 5)];

    /// Every how many years something is reported by a word.
    pub fn years_of(name: &str) -> i16 {
        let name = name.to_lowercase();
        Periodicity::RARE.iter().find(|(rare, _)| rare.to_lowercase() == name).map_or(1, |(_, years)| *years)
    }

    /// The periodicities that every model knows, of a year with so many occasions.
    pub fn rare(occasions: usize) -> impl Iterator<Item = Periodicity> {
        let last = occasions.checked_sub(1);
        Periodicity::RARE.into_iter().map(move |(name, years)| {
            let occasions = last.into_iter().collect();
            Periodicity { name: name.to_owned(), occasions, years, is_written: false }
        })
    }
}

/// An assessment of a goal or an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The word in a follow-up.
    pub key: String,
    /// The words in print.
    pub heading: String,
    /// The words of an indicator's mark; `None` where the templates' words hold.
    pub indicator_heading: Option<String>,
    /// How much of the target reaches it, as a share; `None` where the tolerance decides.
    pub limit: Option<Decimal>,
    /// Whether it stands outside the scale from best to worst: "Svårbedömt". It is never computed, and never a miss.
    pub is_outside: bool,
}

/// The place of an assessment on the scale of the model's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The best of them.
    Best,
    /// Any between.
    Between,
    /// The last of them.
    Worst,
    /// Outside the scale: neither reached nor missed.
    Outside,
}

/// Limits of the rules that need one; such a rule is off without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Most goals, indicators or activities of one level in one plan.
    pub goals: Option<usize>,
    /// Largest result against budget, as a share of the budget.
    pub result: Option<Decimal>,
    /// Most words of an answer.
    pub answer: Option<usize>,
}

/// The language of the words in print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintLanguage {
    /// Swedish.
    Swedish,
    /// Finnish.
    Finnish,
    /// Norwegian, bokmål.
    Norwegian,
}

impl PrintLanguage {
    /// All, in the order of the words of `språk_i_tryck`.
    pub const ALL: [PrintLanguage; 3] = [PrintLanguage::Swedish, PrintLanguage::Finnish, PrintLanguage::Norwegian];

    /// The language's code: in vp.yaml, and in the names of the files of words.
    pub const fn code(self) -> &'static str {
        match self {
            PrintLanguage::Swedish => "sv",
            PrintLanguage::Finnish => "fi",
            PrintLanguage::Norwegian => "nb",
        }
    }
}

/// A workspace's vp.yaml: the steering model and the tool's settings.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The steering model.
    pub steering: Steering,
    /// The language of messages, where set.
    pub language: Option<Language>,
    /// The language of the words in print.
    pub print_language: PrintLanguage,
    /// Folder of the plans, relative to the workspace.
    pub plans: String,
    /// Folder of the templates that shadow the built-in ones.
    pub templates: String,
    /// Folder that `build` writes to.
    pub out: String,
    /// Rule levels by code, each with the place where it is set.
    pub levels: BTreeMap<String, (Severity, Span)>,
    /// Limits.
    pub limits: Limits,
    /// The code of the municipality or the region, four digits, where set.
    pub municipality_code: Option<String>,
    /// Keys of the cover that a plan must have.
    pub required_cover: Vec<String>,
    /// The municipality's identity on its pages.
    pub look: Look,
    /// Whether the list of all documents has their findings in it.
    pub lists_findings: bool,
    /// Whether a build writes what differs from last year's plan.
    pub compares_years: bool,
}
