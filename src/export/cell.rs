//! What stands in one cell of a table, before any format.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::diagnostic::Language;
use crate::model::{At, Direction, DocumentKind, Rank, Rare, Status, Tier, Trend, Value};
use crate::resolve::reports::judgement::Basis;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words of a plan.
    Text(Cow<'a, str>),
    /// One of a few words of the program's own.
    Word(Word),
    /// A whole number: a year, how many.
    Whole(i64),
    /// A number with its decimals as they were written.
    Figure(Decimal),
    /// A day.
    Date(Date),
    /// Yes or no.
    Answer(bool),
}

/// A word of the program's own, in each language and for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// For programs, the same in every language.
    pub id: &'static str,
    /// Swedish.
    pub sv: &'static str,
    /// English.
    pub en: &'static str,
}

impl Word {
    /// The word in a language.
    pub fn get(self, language: Language) -> &'static str {
        match language {
            Language::Swedish => self.sv,
            Language::English => self.en,
        }
    }
}

/// The word for yes or no.
pub fn answer(is_so: bool) -> Word {
    match is_so {
        true => word("yes", "ja", "yes"),
        false => word("no", "nej", "no"),
    }
}

pub(super) const fn word(id: &'static str, sv: &'static str, en: &'static str) -> Word {
    Word { id, sv, en }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Borrowed(text)) }
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Cell<'a> {
        Cell::from(text.as_str())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(text)) }
    }
}

impl<'a> From<&'a At<String>> for Cell<'a> {
    fn from(text: &'a At<String>) -> Cell<'a> {
        Cell::from(text.as_str())
    }
}

impl<'a, T: Clone + Into<Cell<'a>>> From<&'a Value<T>> for Cell<'a> {
    fn from(value: &'a Value<T>) -> Cell<'a> {
        value.as_ref().map_or(Cell::Empty, |value| value.value.clone().into())
    }
}

impl<'a, T: Clone + Into<Cell<'a>> + 'static> From<&'a Rare<T>> for Cell<'a> {
    fn from(value: &'a Rare<T>) -> Cell<'a> {
        Cell::from(&**value)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Cell<'a> {
        value.map_or(Cell::Empty, Into::into)
    }
}

impl From<Word> for Cell<'_> {
    fn from(word: Word) -> Self {
        Cell::Word(word)
    }
}

impl From<i16> for Cell<'_> {
    fn from(number: i16) -> Self {
        Cell::Whole(number.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or(Cell::Empty, Cell::Whole)
    }
}

impl From<Decimal> for Cell<'_> {
    fn from(number: Decimal) -> Self {
        // Nothing is never negative.
        Cell::Figure(if number.is_zero() { number.abs() } else { number })
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        Cell::Date(date)
    }
}

impl From<bool> for Cell<'_> {
    fn from(is_so: bool) -> Self {
        Cell::Answer(is_so)
    }
}

impl From<Tier> for Word {
    fn from(tier: Tier) -> Word {
        word(tier.name(), tier.key(), tier.name())
    }
}

impl From<DocumentKind> for Word {
    fn from(kind: DocumentKind) -> Word {
        match kind {
            DocumentKind::Plan => word("plan", "verksamhetsplan", "plan"),
            DocumentKind::TertialReport => word("tertial_report", "tertialrapport", "tertial report"),
            DocumentKind::AnnualReport => word("annual_report", "verksamhetsberättelse", "annual report"),
            DocumentKind::Contribution => word("contribution", "bidrag", "contribution"),
            DocumentKind::RollUp => word("roll_up", "sammanställning", "roll-up"),
        }
    }
}

impl From<Direction> for Word {
    fn from(direction: Direction) -> Word {
        match direction {
            Direction::Higher => word("higher", "högre", "higher"),
            Direction::Lower => word("lower", "lägre", "lower"),
            Direction::Range => word("range", "intervall", "range"),
        }
    }
}

impl From<Rank> for Word {
    fn from(rank: Rank) -> Word {
        match rank {
            Rank::Best => word("best", "bäst", "best"),
            Rank::Between => word("between", "mellan", "between"),
            Rank::Worst => word("worst", "sämst", "worst"),
            Rank::Outside => word("outside", "utanför skalan", "outside the scale"),
        }
    }
}

impl From<Trend> for Word {
    fn from(trend: Trend) -> Word {
        match trend {
            Trend::Up => word("up", "upp", "up"),
            Trend::Down => word("down", "ned", "down"),
            Trend::Same => word("same", "oförändrad", "unchanged"),
        }
    }
}

impl From<Basis> for Word {
    fn from(basis: Basis) -> Word {
        match basis {
            Basis::Target => word("target", "utfall mot årsmål", "outcome against target"),
            Basis::Forecast => word("forecast", "prognos mot årsmål", "forecast against target"),
            Basis::Checkpoint => word("checkpoint", "utfall mot riktpunkt", "outcome against checkpoint"),
            Basis::LastYear => word("last_year", "utfall mot förra året", "outcome against last year"),
        }
    }
}

/// The word for how an activity stands.
pub(super) fn of_activity(status: Status) -> Word {
    let en = match status {
        Status::NotStarted => "not started",
        other => other.name(),
    };
    word(status.name(), status.word(), en)
}

/// The word for how an assignment stands.
pub(super) fn of_assignment(status: Status) -> Word {
    Word { sv: status.word_of_assignment(), ..of_activity(status) }
}
