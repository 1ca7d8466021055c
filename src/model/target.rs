//! What stands in a target column: a number, a bound or a wish in words, or who is to set it.

use serde::{Deserialize, Serialize};

use super::{Direction, Quantity};

/// What stands in a target column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A number or range.
    Quantity(Quantity),
    /// "Minst 90 %", "≤ 7 %": a number whose word says what counts as better.
    Bound(Bound),
    /// "Ska öka": held against last year's outcome. As written.
    Trend(Trend, String),
    /// "Ja", "Topp 50", "Högre än riket": assessed by hand. As written.
    Words(String),
    /// "Tas fram av …": somebody else is to set it. As written.
    SetElsewhere(String),
    /// None of these; printed as written and reported.
    Unreadable(String),
}

/// A number with a word or sign that says on which side of it outcomes are to lie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// The number.
    pub quantity: Quantity,
    /// Higher where it is the least, lower where it is the most.
    pub direction: Direction,
    /// Whether the number itself falls short: "över 90 %".
    pub is_strict: bool,
    /// As written.
    pub words: String,
}

/// Where a figure moves: where an outcome is to go from last year's, or where a measure has gone in the last years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trend {
    /// Higher.
    Up,
    /// Lower.
    Down,
    /// As it was.
    Same,
}

impl Trend {
    /// The word in a plan for where a measure has moved.
    pub fn word(self) -> &'static str {
        match self {
            Trend::Up => "upp",
            Trend::Down => "ned",
            Trend::Same => "oförändrad",
        }
    }
}

/// Words and signs before a number: what counts as better, and whether the number itself falls short.
const BOUNDS: &[(&str, Direction, bool)] = &[
    ("minst", Direction::Higher, false),
    ("lägst", Direction::Higher, false),
    ("min", Direction::Higher, false),
    ("≥", Direction::Higher, false),
    (">=", Direction::Higher, false),
    ("=>", Direction::Higher, false),
    ("över", Direction::Higher, true),
    ("mer än", Direction::Higher, true),
    ("fler än", Direction::Higher, true),
    ("högre än", Direction::Higher, true),
    (">", Direction::Higher, true),
    ("högst", Direction::Lower, false),
    ("maximalt", Direction::Lower, false),
    ("max", Direction::Lower, false),
    ("≤", Direction::Lower, false),
    ("<=", Direction::Lower, false),
    ("=<", Direction::Lower, false),
    ("under", Direction::Lower, true),
    ("mindre än", Direction::Lower, true),
    ("färre än", Direction::Lower, true),
    ("lägre än", Direction::Lower, true),
    ("<", Direction::Lower, true),
];

/// Words for where an outcome is to move.
const TRENDS: &[(&str, Trend)] = &[
    ("öka", Trend::Up),
    ("ökar", Trend::Up),
    ("ökas", Trend::Up),
    ("ökning", Trend::Up),
    ("ökande", Trend::Up),
    ("bli högre", Trend::Up),
    ("bli fler", Trend::Up),
    ("minska", Trend::Down),
    ("minskar", Trend::Down),
    ("minskas", Trend::Down),
    ("minskning", Trend::Down),
    ("minskande", Trend::Down),
    ("bli lägre", Trend::Down),
    ("bli färre", Trend::Down),
    ("oförändrad", Trend::Same),
    ("oförändrat", Trend::Same),
    ("vara oförändrad", Trend::Same),
    ("vara oförändrat", Trend::Same),
    ("bibehållas", Trend::Same),
    ("behållas", Trend::Same),
    ("samma som förra året", Trend::Same),
];

/// What comparisons with something that is no number begin with.
const AGAINST: &[&str] =
    &["högre än ", "lägre än ", "bättre än ", "över ", "under ", "minst som ", "lika med ", "i nivå med "];

impl Target {
    /// Reads a target as written. Never fails: what is none of what a target can be is kept as it is.
    pub fn read(written: &str) -> Target {
        let written = written.trim();
        let lower = written.to_lowercase();
        if lower.starts_with("tas fram av") {
            return Target::SetElsewhere(written.to_owned());
        }
        if let Some(quantity) = Quantity::read(written) {
            return Target::Quantity(quantity);
        }
        if let Some(bound) = bound(written, &lower) {
            return Target::Bound(bound);
        }
        let plain = lower.trim_end_matches(['.', '!']).trim();
        let wish = plain.strip_prefix("ska ").or_else(|| plain.strip_prefix("skall ")).unwrap_or(plain);
        if let Some((_, trend)) = TRENDS.iter().find(|(word, _)| *word == wish) {
            return Target::Trend(*trend, written.to_owned());
        }
        match is_by_hand(plain) {
            true => Target::Words(written.to_owned()),
            false => Target::Unreadable(written.to_owned()),
        }
    }

    /// The number, where it is one.
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Target::Quantity(quantity) | Target::Bound(Bound { quantity, .. }) => Some(quantity),
            _ => None,
        }
    }

    /// What its own words say counts as better.
    pub fn direction(&self) -> Option<Direction> {
        match self {
            Target::Bound(bound) => Some(bound.direction),
            Target::Trend(Trend::Up, _) => Some(Direction::Higher),
            Target::Trend(Trend::Down, _) => Some(Direction::Lower),
            _ => None,
        }
    }

    /// Whether it is set, and not left to somebody else.
    pub fn is_set(&self) -> bool {
        !matches!(self, Target::SetElsewhere(_))
    }

    /// Whether an outcome that is exactly the number falls short of it.
    pub fn is_strict(&self) -> bool {
        matches!(self, Target::Bound(Bound { is_strict: true, .. }))
    }

    /// The words in print.
    pub fn print(&self) -> String {
        match self {
            Target::Quantity(quantity) => quantity.print(),
            Target::Bound(Bound { words, .. })
            | Target::Trend(_, words)
            | Target::Words(words)
            | Target::SetElsewhere(words)
            | Target::Unreadable(words) => words.clone(),
        }
    }
}

/// `Minst 90 %`, `≤7 %`. A range has no one end to be the least or the most.
fn bound(written: &str, lower: &str) -> Option<Bound> {
    // A letter may take another room in small letters; then nothing is read from its place.
    if lower.len() != written.len() {
        return None;
    }
    let of_word = |(word, direction, is_strict): &(&str, Direction, bool)| {
        let rest = lower.strip_prefix(word)?;
        let is_word = word.ends_with(char::is_alphabetic);
        if is_word && !rest.starts_with([' ', '\u{a0}', '.']) {
            return None;
        }
        let rest = written[written.len() - rest.len()..].trim_start_matches('.').trim_start();
        let quantity = Quantity::read(rest).filter(|quantity| quantity.upper.is_none())?;
        Some(Bound { quantity, direction: *direction, is_strict: *is_strict, words: written.to_owned() })
    };
    BOUNDS.iter().find_map(of_word)
}

/// Whether a target in words is one that somebody can judge an outcome by: yes or no, a place in a ranking, or a comparison.
fn is_by_hand(plain: &str) -> bool {
    let place = plain.strip_prefix("topp").map(|rest| rest.trim_start_matches(['-', ' ']));
    let is_place = place.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    let compared = AGAINST.iter().find_map(|start| plain.strip_prefix(start));
    matches!(plain, "ja" | "nej") || is_place || compared.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_number_a_phrase_or_kept_as_written() {
        assert!(matches!(Target::read("tas fram av nämnden"), Target::SetElsewhere(_)));
        assert!(Target::read("80").quantity().is_some());
        for unreadable in
            ["hög", "många", "minst en gång", "ökad trygghet", "topp", "överallt", "Minst 20–25 %", "minska 5"]
        {
            assert!(matches!(Target::read(unreadable), Target::Unreadable(_)), "{unreadable}");
        }
    }

    #[test]
    fn a_bound_says_what_counts_as_better() {
        for (written, number, direction, is_strict) in [
            ("Minst 90 %", "90_%", Direction::Higher, false),
            ("minst 4,5", "4,5", Direction::Higher, false),
            ("≥ 95 %", "95_%", Direction::Higher, false),
            ("Högst 7 %", "7_%", Direction::Lower, false),
            ("max. 12 dagar", "12_dagar", Direction::Lower, false),
            ("Över 90 %", "90_%", Direction::Higher, true),
            ("<5", "5", Direction::Lower, true),
        ] {
            let Target::Bound(bound) = Target::read(written) else { panic!("{written}") };
            let print = bound.quantity.print().replace('\u{a0}', "_");
            assert_eq!((print.as_str(), bound.direction, bound.is_strict), (number, direction, is_strict), "{written}");
            assert_eq!(Target::read(written).print(), written);
        }
    }

    #[test]
    fn wishes_in_words_are_read_as_they_are_meant() {
        for (written, trend) in [("Ska öka", Trend::Up), ("minska", Trend::Down), ("Oförändrat", Trend::Same)] {
            assert_eq!(Target::read(written), Target::Trend(trend, written.to_owned()));
        }
        for written in ["Ja", "nej", "Topp 50", "Topp-10", "Högre än riket", "i nivå med liknande kommuner"] {
            assert_eq!(Target::read(written), Target::Words(written.to_owned()));
        }
    }
}
