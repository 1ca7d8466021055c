//! Texts without quotation marks that other YAML programs take for something else, and write back otherwise: `1.10` as 1.1,
//! `01` as 1, `ja` never but `yes` as true, a date as a point of time.

use jiff::civil::Date;

use crate::diagnostic::Bilingual;

/// Longer texts are sentences to every program.
const LONGEST: usize = 40;

/// What another program takes a text for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retyped {
    /// What it is taken for.
    pub taken_for: Taken,
    /// What is written in its place.
    pub written: String,
}

/// What a text is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// Nothing at all.
    Nothing,
    /// A date or a point of time.
    Date,
    /// Hours and minutes, or minutes and seconds: a number to the base of sixty.
    Clock,
}

impl Taken {
    /// It in words, as a noun.
    pub fn words(self) -> Bilingual {
        match self {
            Taken::Number => Bilingual::fixed("ett tal", "a number"),
            Taken::Truth => Bilingual::fixed("sant eller falskt", "true or false"),
            Taken::Nothing => Bilingual::fixed("ett värde som saknas", "a missing value"),
            Taken::Date => Bilingual::fixed("ett datum", "a date"),
            Taken::Clock => Bilingual::fixed("ett klockslag", "a time of day"),
        }
    }
}

/// What other programs, by YAML 1.1 or 1.2, make of a text without quotation marks; `None` where all of them write it back
/// as it stands.
pub fn retyped(text: &str) -> Option<Retyped> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let (taken_for, written) = truth(text)
        .map(|truth| (Taken::Truth, truth.to_owned()))
        .or_else(|| is_nothing(text).then(|| (Taken::Nothing, "null".to_owned())))
        .or_else(|| date(text).map(|date| (Taken::Date, date)))
        .or_else(|| clock(text).map(|number| (Taken::Clock, number)))
        .or_else(|| number(text).map(|number| (Taken::Number, number)))?;
    // What is true is written back as `true`, and what is nothing is lost whatever is written.
    (written != text || taken_for == Taken::Nothing).then_some(Retyped { taken_for, written })
}

/// `yes`, `On` …, in the capitals that YAML knows.
fn truth(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let is_known = text == lower || text == text.to_ascii_uppercase() || {
        let mut capital = lower.clone();
        capital[..1].make_ascii_uppercase();
        text == capital
    };
    match lower.as_str() {
        _ if !is_known => None,
        "yes" | "on" | "true" => Some("true"),
        "no" | "off" | "false" => Some("false"),
        _ => None,
    }
}

fn is_nothing(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// `2025-01-01`, be a time after it.
fn date(text: &str) -> Option<String> {
    let (day, rest) = text.split_at_checked("2025-01-01".len())?;
    let is_time = rest.is_empty() || rest.starts_with(['T', 't', ' ']) && rest.contains(':');
    let date = day.parse::<Date>().ok().filter(|_| is_time && day.as_bytes()[4] == b'-')?;
    Some(format!("{date}T00:00:00.000Z"))
}

/// `12:30`.
fn clock(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(':').collect();
    let is_part =
        |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()) && **part < *"60";
    let is_clock = (2..=3).contains(&parts.len()) && parts.iter().all(is_part);
    let number = parts.iter().try_fold(0_u32, |sum, part| Some(sum * 60 + part.parse::<u32>().ok()?));
    is_clock.then_some(number).flatten().map(|number| number.to_string())
}

/// A whole number or one with decimals, as it is written back.
fn number(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    if let Some(name) = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"].iter().find(|name| **name == digits) {
        return Some(format!("{sign}{}", name[1..].to_ascii_lowercase()));
    }
    let whole = |digits: &str, base: u32| u128::from_str_radix(&digits.replace('_', ""), base).ok();
    for (start, base) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(number) = digits.strip_prefix(start).and_then(|digits| whole(digits, base)) {
            return Some(format!("{sign}{number}"));
        }
    }
    let is_digit = |byte: u8| byte.is_ascii_digit();
    if !digits.bytes().next().is_some_and(|byte| is_digit(byte) || byte == b'.') || !digits.bytes().any(is_digit) {
        return None;
    }
    if digits.bytes().all(|byte| is_digit(byte) || byte == b'_') {
        let bare = digits.replace('_', "");
        // A zero before other figures makes a number to the base of eight, where they are such.
        let base = if bare.len() > 1 && bare.starts_with('0') && bare.bytes().all(|byte| byte < b'8') { 8 } else { 10 };
        let number = whole(&bare, base)?;
        // As programs do that know no whole numbers: past so many digits the last ones are lost.
        let written = if bare.len() > 15 { format!("{:e}", number as f64) } else { number.to_string() };
        return Some(format!("{sign}{written}"));
    }
    let is_decimal = digits.bytes().all(|byte| is_digit(byte) || b".eE+-_".contains(&byte));
    let number = digits.replace('_', "").parse::<f64>().ok().filter(|_| is_decimal)?;
    Some(format!("{sign}{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_programs_write_otherwise_is_known() {
        for (text, taken_for, written) in [
            ("1.10", Taken::Number, "1.1"),
            ("1.", Taken::Number, "1"),
            ("1.0", Taken::Number, "1"),
            (".5", Taken::Number, "0.5"),
            ("01", Taken::Number, "1"),
            ("010", Taken::Number, "8"),
            ("089", Taken::Number, "89"),
            ("+1", Taken::Number, "1"),
            ("1e3", Taken::Number, "1000"),
            ("0x1F", Taken::Number, "31"),
            ("0o17", Taken::Number, "15"),
            ("1_000", Taken::Number, "1000"),
            (".inf", Taken::Number, "inf"),
            ("12345678901234567", Taken::Number, "1.2345678901234568e16"),
            ("yes", Taken::Truth, "true"),
            ("No", Taken::Truth, "false"),
            ("TRUE", Taken::Truth, "true"),
            ("~", Taken::Nothing, "null"),
            ("null", Taken::Nothing, "null"),
            ("2025-01-01", Taken::Date, "2025-01-01T00:00:00.000Z"),
            ("2025-01-01 10:00", Taken::Date, "2025-01-01T00:00:00.000Z"),
            ("12:30", Taken::Clock, "750"),
        ] {
            let expected = Retyped { taken_for, written: written.to_owned() };
            assert_eq!(retyped(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_every_program_writes_as_it_stands_is_left() {
        for text in [
            "",
            "1",
            "0",
            "1.1",
            "-3",
            "12.25",
            "true",
            "false",
            "ja",
            "nej",
            "yEs",
            "T1",
            "1.1.2",
            "1.2.",
            "1,10",
            "1 000",
            "2025",
            "2025/2026",
            "2025-01",
            "2025-13-01",
            "04-30",
            "12:75",
            "1:1:1:1",
            "mål-1",
            "v. 26",
            "Dnr 1.10",
            "1e",
            "e3",
            ".",
            "-",
            "+",
            "0x",
            "1.1-3",
            "null och noll",
        ] {
            assert_eq!(retyped(text), None, "{text}");
        }
    }
}
