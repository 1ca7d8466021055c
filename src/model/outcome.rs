//! An outcome as reported, and how it stands against a target.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Direction, Quantity, Target};

/// What stands in an outcome column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// A number with or without unit.
    Figure(Quantity),
    /// `saknas`: decided that there is none.
    Missing,
    /// `ca 45`, `<5`, a range: printed as written, compared with nothing.
    About(String),
    /// No figure at all; printed as written and reported.
    Unreadable(String),
}

/// Words that make a figure an approximate one.
const ABOUT: [&str; 14] = [
    "ca",
    "cirka",
    "circa",
    "ungefär",
    "omkring",
    "runt",
    "drygt",
    "knappt",
    "minst",
    "högst",
    "över",
    "under",
    "mer än",
    "mindre än",
];

impl Outcome {
    /// Reads an outcome as written. Never fails: what is no figure is kept as it is.
    pub fn read(written: &str) -> Outcome {
        let written = written.trim();
        if written.to_lowercase() == "saknas" {
            return Outcome::Missing;
        }
        match Quantity::read(written) {
            Some(quantity) if quantity.upper.is_none() => Outcome::Figure(quantity),
            Some(_) => Outcome::About(written.to_owned()),
            None if is_about(written) => Outcome::About(written.to_owned()),
            None => Outcome::Unreadable(written.to_owned()),
        }
    }

    /// The outcome that stands in an indicator's series.
    pub fn of_series(written: &Target) -> Outcome {
        match written {
            Target::Quantity(quantity) if quantity.upper.is_none() => Outcome::Figure(quantity.clone()),
            Target::Quantity(range) => Outcome::About(range.print()),
            other => Outcome::read(&other.print()),
        }
    }

    /// The number, where it is one.
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Outcome::Figure(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// In print.
    pub fn print(&self) -> String {
        match self {
            Outcome::Figure(quantity) => quantity.print(),
            Outcome::Missing => "–".to_owned(),
            Outcome::About(words) | Outcome::Unreadable(words) => words.clone(),
        }
    }
}

/// Whether a text is a figure with a word or sign before it that makes it approximate.
fn is_about(written: &str) -> bool {
    let lower = written.to_lowercase();
    let characters = ["<", ">", "≤", "≥", "~", "≈", "±"];
    let rest = characters.iter().find_map(|character| lower.strip_prefix(character)).or_else(|| {
        let word = ABOUT.iter().find_map(|word| lower.strip_prefix(word))?;
        word.starts_with([' ', '.', '\u{a0}']).then(|| word.trim_start_matches('.'))
    });
    rest.is_some_and(|rest| Quantity::read(rest.trim_start_matches(['=', ' '])).is_some())
}

/// How far an outcome falls short of its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The distance to the target; nothing where it is reached.
    pub distance: Decimal,
    /// The target; of a range the end that was missed.
    pub end: Decimal,
}

/// How far an outcome falls short of a target. `None` where they are counted in different units, or where the target is
/// no range but should be.
pub fn shortfall(outcome: &Quantity, target: &Quantity, direction: Direction) -> Option<Shortfall> {
    if !outcome.same_unit(target) {
        return None;
    }
    let value = outcome.value;
    let (low, high) = match direction {
        Direction::Higher => (Some(target.value), None),
        Direction::Lower => (None, Some(target.highest())),
        Direction::Range => (Some(target.value), Some(target.upper?)),
    };
    let below = low.filter(|low| value < *low).map(|low| (low.saturating_sub(value), low));
    let above = high.filter(|high| value > *high).map(|high| (value.saturating_sub(high), high));
    let (distance, end) = below.or(above).unwrap_or((Decimal::ZERO, target.value));
    Some(Shortfall { distance, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_figures_decided_gaps_or_kept_as_written() {
        assert_eq!(Outcome::read("98.18%").print().replace('\u{a0}', "_"), "98,18_%");
        assert_eq!(Outcome::read("Saknas"), Outcome::Missing);
        for about in ["ca 45", "ca. 45 %", "<5", "< 5", ">= 10", "drygt 1 200", "20–25 %", "mindre än 5"] {
            assert_eq!(Outcome::read(about), Outcome::About(about.to_owned()), "{about}");
        }
        for words in ["bra", "caféer", "", "se analys", "ca många"] {
            assert_eq!(Outcome::read(words), Outcome::Unreadable(words.to_owned()), "{words}");
        }
    }

    #[test]
    fn an_outcome_is_assessed_in_the_indicators_direction_and_within_the_tolerance() {
        use Direction::{Higher, Lower, Range};
        let steering = crate::plan_format::parts::settings::built_in().steering;
        let (fully, nearly, not) = (Some(0), Some(1), Some(2));
        for (outcome, target, direction, expected) in [
            ("80", "80", Higher, fully),
            ("72 %", "80 %", Higher, nearly),
            ("71,9 %", "80 %", Higher, not),
            ("4,95", "4,5", Lower, nearly),
            ("4,951", "4,5", Lower, not),
            ("0", "0", Lower, fully),
            ("0,1", "0", Lower, not),
            ("20", "20–25", Range, fully),
            ("18", "20–25", Range, nearly),
            ("27,6", "20–25", Range, not),
            ("21", "20–25", Higher, fully),
            ("26", "20–25", Lower, nearly),
            ("22", "22", Range, None),
            ("97,62", "100 %", Higher, None),
            ("−5", "−4", Higher, not),
            ("−4,4", "−4", Higher, nearly),
        ] {
            let read = |written| Quantity::read(written).expect("a quantity");
            let found = shortfall(&read(outcome), &read(target), direction);
            assert_eq!(
                found.and_then(|found| steering.assess(found)),
                expected,
                "{outcome} against {target} {direction:?}"
            );
        }
    }
}
