//! An outcome as reported, and how it stands against a target.

use rust_decimal::Decimal;

use super::{Direction, Quantity, Target};

/// What stands in an outcome column.
#[derive(Clone, Debug, PartialEq, Eq)]
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
            Target::SetElsewhere(words) | Target::Unreadable(words) => Outcome::read(words),
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
    let signs = ["<", ">", "≤", "≥", "~", "≈", "±"];
    let rest = signs.iter().find_map(|sign| lower.strip_prefix(sign)).or_else(|| {
        let word = ABOUT.iter().find_map(|word| lower.strip_prefix(word))?;
        word.starts_with([' ', '.', '\u{a0}']).then(|| word.trim_start_matches('.'))
    });
    rest.is_some_and(|rest| Quantity::read(rest.trim_start_matches(['=', ' '])).is_some())
}

/// How an outcome stands against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It reaches the target in the indicator's direction.
    Fully,
    /// It misses it by no more than the tolerance.
    Nearly,
    /// It misses it by more.
    Not,
}

/// Compares an outcome with a target. `tolerance` is a share of the target, for a range of its nearer end. `None` where
/// they are counted in different units, or where the target is no range but should be.
pub fn compare(outcome: &Quantity, target: &Quantity, direction: Direction, tolerance: Decimal) -> Option<Reached> {
    if !outcome.same_unit(target) {
        return None;
    }
    let value = outcome.value;
    let (low, high) = match direction {
        Direction::Higher => (Some(target.value), None),
        Direction::Lower => (None, Some(target.highest())),
        Direction::Range => (Some(target.value), Some(target.upper?)),
    };
    let near = |end: Decimal| end.abs().saturating_mul(tolerance);
    let below = low.filter(|low| value < *low).map(|low| (low.saturating_sub(value), near(low)));
    let above = high.filter(|high| value > *high).map(|high| (value.saturating_sub(high), near(high)));
    Some(match below.or(above) {
        None => Reached::Fully,
        Some((distance, near)) if distance <= near => Reached::Nearly,
        Some(_) => Reached::Not,
    })
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
    fn an_outcome_is_compared_in_the_indicators_direction_and_within_the_tolerance() {
        use Direction::{Higher, Lower, Range};
        use Reached::{Fully, Nearly, Not};
        let tolerance: Decimal = "0.10".parse().expect("a number");
        for (outcome, target, direction, expected) in [
            ("80", "80", Higher, Some(Fully)),
            ("72 %", "80 %", Higher, Some(Nearly)),
            ("71,9 %", "80 %", Higher, Some(Not)),
            ("4,95", "4,5", Lower, Some(Nearly)),
            ("4,951", "4,5", Lower, Some(Not)),
            ("0", "0", Lower, Some(Fully)),
            ("0,1", "0", Lower, Some(Not)),
            ("20", "20–25", Range, Some(Fully)),
            ("18", "20–25", Range, Some(Nearly)),
            ("27,6", "20–25", Range, Some(Not)),
            ("21", "20–25", Higher, Some(Fully)),
            ("26", "20–25", Lower, Some(Nearly)),
            ("22", "22", Range, None),
            ("97,62", "100 %", Higher, None),
            ("−5", "−4", Higher, Some(Not)),
            ("−4,4", "−4", Higher, Some(Nearly)),
        ] {
            let read = |written| Quantity::read(written).expect("a quantity");
            assert_eq!(
                compare(&read(outcome), &read(target), direction, tolerance),
                expected,
                "{outcome} against {target} {direction:?}"
            );
        }
    }
}
