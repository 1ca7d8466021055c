//! A cell beside what the follow-up says: whether it says the same, and what would be written of it.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, near_name};
use crate::export::cell::{Cell, Word, answer};
use crate::export::tables::outcomes::Gender;
use crate::identity::shown;
use crate::import::row::{Shown, Value};
use crate::model::number::read_decimal;
use crate::model::{Outcome, Quantity, Steering};
use crate::msg;
use crate::syntax::yaml::write;

/// What is written after a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// A number with its unit, which may be empty.
    Figure(Decimal, String),
    /// Words.
    Words(String),
    /// Running text, which may have several lines.
    Text(String),
}

impl NewValue {
    /// How it is written in a file. Within braces a comma would end it.
    pub(super) fn text(&self, is_within_braces: bool) -> String {
        match self {
            NewValue::Figure(number, unit) => {
                let digits = number.to_string();
                let digits = if is_within_braces { digits } else { digits.replace('.', ",") };
                let text = if unit.is_empty() { digits } else { format!("{digits} {unit}") };
                // A unit may be any words.
                let is_plain = unit.is_empty() || unit == "%" || write::value(unit) == *unit;
                if is_plain { text } else { write::quoted(&text) }
            }
            NewValue::Words(words) | NewValue::Text(words) => write::value(words),
        }
    }
}

/// Why a cell is not taken in, and what to do.
pub type Refusal = (Bilingual, Option<Bilingual>);

/// Whether a cell says what the export of today says.
pub(super) fn is_same(value: Option<&Value>, cell: &Cell) -> bool {
    let Some(value) = value else { return matches!(cell, Cell::Empty) };
    match cell {
        Cell::Empty => false,
        Cell::Text(text) => is_same_text(&value.words(), &shown(text)),
        Cell::Word(word) => is_word(&value.words(), *word),
        Cell::Answer(is_so) => match value {
            Value::Answer(said) => said == is_so,
            other => is_word(&other.words(), answer(*is_so)) || other.words() == is_so.to_string(),
        },
        Cell::Whole(number) => value.as_number() == Some(Decimal::from(*number)),
        Cell::Figure(number) => value.as_number().or_else(|| with_unit(value)) == Some(*number),
        Cell::Date(date) => match value {
            Value::Date(said) => said == date,
            other => other.words() == date.to_string(),
        },
    }
}

/// The number of a text that has its unit too, such as "92,5 %".
fn with_unit(value: &Value) -> Option<Decimal> {
    let Value::Text(text) = value else { return None };
    match Outcome::read(text.trim()) {
        Outcome::Figure(quantity) if quantity.upper.is_none() => Some(quantity.value),
        _ => None,
    }
}

/// Whether a row is of an indicator's series, and not of a follow-up.
pub(super) fn is_series(value: &Value) -> bool {
    ["series", "serie"].contains(&value.words().to_lowercase().as_str())
}

/// Whether a cell names women, or men.
pub(super) fn is_gender(value: &Value, gender: Gender) -> bool {
    is_word(&value.words(), gender.word())
}

/// A gender in the words that lists have for it, as the tables name it.
pub(super) fn gender_meant(value: Value) -> Value {
    const MEANT: [(Gender, &[&str]); 3] = [
        (Gender::All, &["t", "totalt", "total", "samtliga", "båda"]),
        (Gender::Women, &["k", "kvinna", "flicka", "flickor", "girls", "f", "w"]),
        (Gender::Men, &["m", "man", "pojke", "pojkar", "boys"]),
    ];
    let said = value.words().to_lowercase();
    let meant = MEANT.iter().find(|(_, words)| words.contains(&said.as_str()));
    meant.map_or(value, |(gender, _)| Value::Text(gender.word().id.into()))
}

/// Whether a cell holds no more than what is printed where there is no outcome.
pub(super) fn is_dash(value: &Value) -> bool {
    value.words().trim_matches(['–', '-', '—']).is_empty()
}

/// Whether two texts are the same but for blanks and line ends, or one of them was cut to the room of a cell.
fn is_same_text(said: &str, text: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (said, text) = (plain(said), plain(text));
    said == text || said.strip_suffix('…').is_some_and(|start| start.len() > 10_000 && text.starts_with(start))
}

fn is_word(said: &str, word: Word) -> bool {
    let said = said.to_lowercase();
    [word.id, word.sv, word.en].iter().any(|own| own.to_lowercase() == said)
}

/// What an outcome or a forecast becomes. `unit` is the one that the indicator is measured in, `known` are other figures of it:
/// target, outcome, last year's.
pub fn figure(value: &Value, unit: &str, known: &[Decimal]) -> Result<NewValue, Refusal> {
    let is_percent = unit == "%" || unit.eq_ignore_ascii_case("procent");
    match value {
        Value::Number(number, Shown::Percent) if !is_percent => {
            let shown = value.words();
            Err((
                msg!(
                    "cellen visar {shown}, men indikatorn mäts inte i procent",
                    "the cell shows {shown}, but the indicator is not measured in per cent",
                ),
                Some(msg!(
                    "skriv talet {number} utan procentformat om det är det som menas",
                    "write the number {number} without per cent format if that is what is meant",
                )),
            ))
        }
        Value::Number(number, shown) => {
            let number = if *shown == Shown::Percent { value.as_number().unwrap_or(*number) } else { *number };
            if is_percent {
                plausible(number, *shown, known)?;
            }
            Ok(NewValue::Figure(number.normalize(), unit.to_owned()))
        }
        Value::Text(text) => words(text, unit, known),
        other => Err(no_figure(other)),
    }
}

/// A share that is written as a number is never silently taken for per cent, nor the other way round.
fn plausible(number: Decimal, shown: Shown, known: &[Decimal]) -> Result<(), Refusal> {
    let size = number.abs();
    let is_share = shown == Shown::Plain && !size.is_zero() && size < Decimal::ONE;
    let others_are_small = known.iter().any(|other| !other.is_zero() && other.abs() < Decimal::TWO);
    if is_share && !others_are_small {
        let (share, percent) = (number.normalize(), (number * Decimal::ONE_HUNDRED).normalize());
        let (sv, en) = (share.to_string().replace('.', ","), percent);
        let percent = percent.to_string().replace('.', ",");
        return Err((
            msg!("{sv} kan vara {percent} % eller {sv} %", "{share} can be {en} % or {share} %"),
            Some(msg!(
                "visa cellen som procent om {percent} % menas, eller skriv ”{sv} %” som text",
                "show the cell as per cent if {en} % is meant, or write \"{share} %\" as text",
            )),
        ));
    }
    let largest = known.iter().map(Decimal::abs).max().unwrap_or_default().max(Decimal::ONE_HUNDRED);
    if size > largest.saturating_mul(Decimal::TEN) {
        let number = number.normalize();
        return Err((
            msg!("{number} % är orimligt mycket", "{number} % is implausibly much"),
            Some(Bilingual::fixed(
                "i en cell med procentformat blir 91 till 9100 %: skriv 91 % i den, eller ta bort formatet",
                "in a cell with per cent format 91 becomes 9100 %: write 91 % in it, or remove the format",
            )),
        ));
    }
    Ok(())
}

fn words(text: &str, unit: &str, known: &[Decimal]) -> Result<NewValue, Refusal> {
    let text = text.trim();
    // What spreadsheets write of errors into CSV: #N/A, #DIVISION/0!, #SAKNAS!
    if text.starts_with('#') && text.len() > 1 {
        return Err(no_figure(&Value::Error(text.into())));
    }
    match Outcome::read(text) {
        Outcome::Figure(Quantity { value, unit: own, .. }) if own.is_empty() => {
            if unit == "%" {
                plausible(value, Shown::Plain, known)?;
            }
            Ok(NewValue::Figure(value, unit.to_owned()))
        }
        Outcome::Figure(quantity) => {
            let wanted = Quantity { unit: unit.to_owned(), ..quantity.clone() };
            match unit.is_empty() || quantity.same_unit(&wanted) {
                true if unit.is_empty() => Ok(NewValue::Figure(quantity.value, quantity.unit)),
                // In the indicator's own words for the unit.
                true => Ok(NewValue::Figure(quantity.value, unit.to_owned())),
                false => Err((
                    msg!(
                        "{text} är inte i {unit}, som indikatorn mäts i",
                        "{text} is not in {unit}, which the indicator is measured in"
                    ),
                    None,
                )),
            }
        }
        Outcome::Missing => Ok(NewValue::Words("saknas".to_owned())),
        Outcome::About(words) => Ok(NewValue::Words(words)),
        Outcome::Unreadable(words) => Err((
            msg!("{words} är inget utfall", "{words} is not an outcome"),
            Some(Bilingual::fixed("skriv ett tal, ca 45, <5 eller saknas", "write a number, ca 45, <5 or saknas")),
        )),
    }
}

/// What an amount of the income statement becomes.
pub fn amount(value: &Value) -> Result<NewValue, Refusal> {
    match value {
        Value::Number(number, Shown::Plain | Shown::Measured) => {
            Ok(NewValue::Figure(number.normalize(), String::new()))
        }
        Value::Text(text) => match read_decimal(text) {
            Some(number) => Ok(NewValue::Figure(number, String::new())),
            None => Err((msg!("{text} är inget belopp", "{text} is not an amount"), None)),
        },
        other => Err(no_figure(other)),
    }
}

/// What a number of women or men becomes.
pub(super) fn count(value: &Value) -> Result<NewValue, Refusal> {
    match value.as_number() {
        Some(number) if number.fract().is_zero() && !number.is_sign_negative() => {
            Ok(NewValue::Figure(number.trunc(), String::new()))
        }
        _ => {
            let words = value.words();
            Err((msg!("{words} är inget antal", "{words} is not a count"), None))
        }
    }
}

/// What an assessment becomes: one of the steering model's words.
pub fn assessment(value: &Value, steering: &Steering) -> Result<NewValue, Refusal> {
    let said = value.words();
    let is_it = |words: &str| words.to_lowercase() == said.to_lowercase();
    let keys = || steering.assessments.iter().map(|one| one.key.as_str());
    match steering.assessments.iter().find(|one| is_it(&one.key) || is_it(&one.heading)) {
        Some(one) => Ok(NewValue::Words(one.key.clone())),
        None => {
            let all = keys().collect::<Vec<_>>().join(", ");
            let help = match near_name(&said, keys()) {
                Some(near) => msg!("skriv {near}", "write {near}"),
                None => msg!("skriv något av {all}", "write one of {all}"),
            };
            Err((msg!("{said} är ingen bedömning", "{said} is not an assessment"), Some(help)))
        }
    }
}

fn no_figure(value: &Value) -> Refusal {
    match value {
        Value::NoResult => (
            Bilingual::fixed("formeln har inget sparat värde", "the formula has no saved result"),
            Some(Bilingual::fixed(
                "öppna filen i ett kalkylprogram och spara den",
                "open the file in a spreadsheet program and save it",
            )),
        ),
        Value::Error(words) => (
            msg!("cellen visar felet {words}", "the cell shows the error {words}"),
            Some(Bilingual::fixed("rätta formeln, eller skriv talet", "correct the formula, or write the number")),
        ),
        Value::Date(date) => (
            msg!("cellen är ett datum: {date}", "the cell is a date: {date}"),
            Some(Bilingual::fixed(
                "formatera cellen som tal och skriv talet igen",
                "format the cell as a number and write the number again",
            )),
        ),
        other => {
            let words = other.words();
            (msg!("{words} är inget tal", "{words} is not a number"), None)
        }
    }
}
