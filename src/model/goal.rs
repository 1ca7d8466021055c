//! Goals, and what they are followed by: indicators and activities.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{At, KoladaId, Prose, Quantity, Target, Tier, Trend, Value};
use crate::source::Span;

/// A goal as written in one file, at a level of the steering model.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Goal {
    /// The entry's place in the file.
    pub span: Span,
    /// The number of its level in the steering model, 0 highest.
    pub level: usize,
    /// The id, where written.
    pub id: Option<At<String>>,
    /// The number, printed as written.
    pub number: Option<At<String>>,
    /// The title; may be left out where the goal stands in a plan above.
    pub title: Option<At<String>>,
    /// The goals that it serves: ids, numbers, or `level/number`.
    pub parents: Vec<At<String>>,
    /// Who answers for it: a role or a group.
    pub responsible: Option<At<String>>,
    /// Ids in earlier years' plans that it continues, merges or splits.
    pub replaces: Vec<At<String>>,
    /// Its sections as written.
    pub sections: Vec<GoalSection>,
    /// Further sections with headings of their own.
    pub extra: Vec<ExtraSection>,
    /// Its indicators in order.
    pub indicators: Vec<Indicator>,
    /// Its activities in order.
    pub activities: Vec<Activity>,
}

/// A section of a goal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoalSection {
    /// Its number in the steering model's sections.
    pub section: usize,
    /// The place of the key.
    pub key: Span,
    /// The text; may be empty, then the heading stands alone.
    pub prose: Prose,
}

/// A section with a heading of the writer's own (`avsnitt`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExtraSection {
    /// The heading.
    pub heading: At<String>,
    /// The text.
    pub prose: Option<Prose>,
}

/// What counts as better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Higher outcomes are better.
    Higher,
    /// Lower outcomes are better.
    Lower,
    /// Outcomes within a range are good.
    Range,
}

impl Direction {
    /// Whether a target asks for less than another target, or than an outcome. False where that cannot be said: the
    /// units differ, or a range overlaps a number.
    pub fn is_weaker(self, target: &Quantity, than: &Quantity) -> bool {
        if !target.same_unit(than) {
            return false;
        }
        let two_ranges = target.upper.is_some() && than.upper.is_some();
        match self {
            Direction::Higher if two_ranges => target.value < than.value,
            Direction::Higher => target.highest() < than.value,
            Direction::Lower if two_ranges => target.highest() > than.highest(),
            Direction::Lower => target.value > than.highest(),
            Direction::Range => than.upper.is_some() && !than.contains(target),
        }
    }
}

/// An indicator as written in one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Indicator {
    /// The entry's place in the file.
    pub span: Span,
    /// The id, where written.
    pub id: Option<At<String>>,
    /// What is measured.
    pub name: At<String>,
    /// The target of the organisation whose file it is in.
    pub target: Option<At<Target>>,
    /// The council's target, or who is to set one.
    pub council_target: Option<At<Target>>,
    /// How often it is reported, as written.
    pub periodicity: Option<At<String>>,
    /// What counts as better.
    pub direction: Value<Direction>,
    /// Whether outcomes are also given per gender.
    pub by_gender: Option<At<bool>>,
    /// Whether it measures individuals.
    pub individual: Option<At<bool>>,
    /// Whose indicator it is, where written.
    pub owner: Option<At<Tier>>,
    /// What is measured and why it measures the goal.
    pub description: Option<Prose>,
    /// Where the figures come from.
    pub origin: Option<At<String>>,
    /// The measure's id in Kolada.
    pub kolada: Option<At<KoladaId>>,
    /// Why the organisation's own target is weaker than the council's.
    pub reason: Option<At<String>>,
    /// Who answers for it.
    pub responsible: Option<At<String>>,
    /// Whether it is followed without a target by intent: a volume, a cost per user.
    pub key_figure: Option<At<bool>>,
    /// Whether outcomes within the year are sums since its beginning.
    pub counted: Option<At<bool>>,
    /// What is to be reached by occasions within the year: the number of the occasion, and the value.
    pub checkpoints: Vec<(At<usize>, At<Target>)>,
    /// Targets of several years, each with its year.
    pub targets_by_year: Vec<(At<i16>, At<Target>)>,
    /// Where it stood when the targets were set.
    pub starting_value: Option<At<Target>>,
    /// How others stand.
    pub benchmark: Option<Box<Benchmark>>,
    /// Where it has moved in the last years, where written.
    pub trend: Option<At<Trend>>,
    /// Ids in earlier years' plans that it continues.
    pub replaces: Vec<At<String>>,
    /// Outcomes of years that have no follow-up file.
    pub series: Vec<(At<i16>, At<Target>)>,
}

impl Indicator {
    /// Where the figures come from, with the measure's id in Kolada: "Medarbetarenkäten (Kolada N15419)".
    pub fn source_words(&self) -> Option<Cow<'_, str>> {
        let own = self.origin.as_ref().map(At::as_str).filter(|own| !own.is_empty());
        match (own, self.kolada.as_ref().map(|id| id.value.to_string())) {
            (Some(own), Some(id)) if !own.contains(&id) => Some(Cow::Owned(format!("{own} (Kolada {id})"))),
            (Some(own), _) => Some(Cow::Borrowed(own)),
            (None, id) => Some(Cow::Owned(format!("Kolada {}", id?))),
        }
    }
}

/// How others stand in what an indicator measures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Benchmark {
    /// The place of the key.
    pub span: Span,
    /// Each of the others with its figure, in order: "riket", "liknande kommuner".
    pub others: Vec<(At<String>, At<Target>)>,
    /// Where the figures come from.
    pub origin: Option<At<String>>,
    /// The year that they are of.
    pub year: Option<At<i16>>,
}

impl Benchmark {
    /// The figures as they are printed: "riket 81 %, liknande kommuner 83 %".
    pub fn print(&self) -> String {
        let others = self.others.iter().map(|(name, figure)| format!("{} {}", name.value, figure.value.print()));
        others.collect::<Vec<_>>().join(", ")
    }
}

/// Figures of several years as they are printed, by year: "2026 92 %, 2028 95 %".
pub fn print_by_year(figures: &[(At<i16>, At<Target>)]) -> String {
    let mut figures: Vec<_> = figures.iter().map(|(year, figure)| (year.value, figure.value.print())).collect();
    figures.sort_by_key(|(year, _)| *year);
    figures.into_iter().map(|(year, figure)| format!("{year} {figure}")).collect::<Vec<_>>().join(", ")
}

/// An organisation's own target of an inherited indicator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetTarget {
    /// The indicator, as named.
    pub id: At<String>,
    /// The target.
    pub target: At<Target>,
    /// Why it is weaker than the council's, or another than above.
    pub reason: Option<At<String>>,
    /// What is to be reached by occasions within the year: the number of the occasion, and the value.
    pub checkpoints: Vec<(At<usize>, At<Target>)>,
}

/// An activity as written in one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Activity {
    /// The entry's place in the file.
    pub span: Span,
    /// The id, where written.
    pub id: Option<At<String>>,
    /// What is to be done.
    pub name: At<String>,
    /// The first day.
    pub start: Value<Date>,
    /// The last day.
    pub end: Value<Date>,
    /// The start as written, where it is a time in words: "Q1 2026".
    pub start_words: Option<Box<str>>,
    /// The end as written, where it is a time in words.
    pub end_words: Option<Box<str>>,
    /// Who answers for it.
    pub responsible: Option<At<String>>,
    /// Ids in earlier years' plans that it continues.
    pub replaces: Vec<At<String>>,
}

impl Activity {
    /// The start as it is printed: the words, else the date.
    pub fn printed_start(&self) -> Option<String> {
        printed(&self.start, &self.start_words)
    }

    /// The end as it is printed.
    pub fn printed_end(&self) -> Option<String> {
        printed(&self.end, &self.end_words)
    }
}

fn printed(date: &Value<Date>, words: &Option<Box<str>>) -> Option<String> {
    let words = words.as_ref().map(|words| words.to_string());
    words.or_else(|| date.as_ref().map(|date| date.value.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weaker_target_is_told_by_the_direction_and_only_where_it_is_certain() {
        let weaker = |direction: Direction, target: &str, than: &str| {
            let read = |written| Quantity::read(written).expect("a quantity");
            direction.is_weaker(&read(target), &read(than))
        };
        assert!(weaker(Direction::Higher, "79,9 %", "80 procent"));
        assert!(!weaker(Direction::Higher, "80.0", "80"));
        assert!(!weaker(Direction::Higher, "70", "80 %"));
        assert!(weaker(Direction::Lower, "5 %", "4,5 %"));
        assert!(weaker(Direction::Lower, "4–6 %", "3–5 %"));
        assert!(!weaker(Direction::Lower, "4–6 %", "5 %"));
        assert!(weaker(Direction::Range, "20–30", "20–25"));
        assert!(!weaker(Direction::Range, "21–24", "20–25"));
        assert!(!weaker(Direction::Range, "20–25", "22"));
    }
}
