//! Figures as the writer wrote them, beside their exact value.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::characters::{is_dash_in_figures, is_minus, is_space_in_figures};

/// The no-break space that stands between thousands and before a unit.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// A number or a range of two, with its unit: `25`, `4,5 %`, `20–25 %`, `1,5 kg CO2 per kg livsmedel`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number; the lower one of a range. Keeps how many decimals were written.
    pub value: Decimal,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// `%`, any other words after the number, or empty.
    pub unit: String,
}

impl Quantity {
    /// Reads `4,5 %`, `98.18%`, `1 234`, `−3`, `20–25 %`; `None` for anything else.
    pub fn read(written: &str) -> Option<Quantity> {
        let (value, rest) = leading_number(written.trim())?;
        let after = rest.trim_start();
        let upper = after.strip_prefix(is_dash_in_figures).and_then(|tail| leading_number(tail.trim_start()));
        if let Some((upper, unit)) = upper {
            return (upper >= value).then(|| Quantity { value, upper: Some(upper), unit: read_unit(unit) });
        }
        let (middle, after) = match after.strip_prefix('%') {
            Some(tail) => (true, tail.trim_start()),
            None => (false, after),
        };
        // "20 % – 25 %": the unit on both ends.
        if middle {
            if let Some(tail) = after.strip_prefix(is_dash_in_figures) {
                let (upper, unit) = leading_number(tail.trim_start())?;
                return (upper >= value && unit.trim() == "%").then(|| Quantity {
                    value,
                    upper: Some(upper),
                    unit: "%".to_owned(),
                });
            }
            return after.is_empty().then(|| Quantity { value, upper: None, unit: "%".to_owned() });
        }
        let unit = read_unit(after);
        // "3 av 4", "25 2026": a second number right after the first is no unit.
        let starts_like_a_unit =
            unit.chars().next().is_none_or(|first| first.is_alphabetic() || "°‰‱€$".contains(first));
        starts_like_a_unit.then_some(Quantity { value, upper: None, unit })
    }

    /// In print: decimal comma, no-break spaces, − for minus, the digits as written.
    pub fn print(&self) -> String {
        let mut text = print_decimal(self.value);
        if let Some(upper) = self.upper {
            text.push('–');
            text.push_str(&print_decimal(upper));
        }
        if !self.unit.is_empty() {
            text.push(NO_BREAK_SPACE);
            text.push_str(&self.unit);
        }
        text
    }
}

impl Quantity {
    /// The number itself, or the upper end of a range.
    pub fn highest(&self) -> Decimal {
        self.upper.unwrap_or(self.value)
    }

    /// Whether all of `other` lies within it.
    pub fn contains(&self, other: &Quantity) -> bool {
        self.value <= other.value && other.highest() <= self.highest()
    }

    /// Whether both are counted in the same: `%` and `procent` are one unit, capitals do not matter.
    pub fn same_unit(&self, other: &Quantity) -> bool {
        let percent = |unit: &str| unit == "%" || unit.eq_ignore_ascii_case("procent");
        self.unit == other.unit
            || (percent(&self.unit) && percent(&other.unit))
            || self.unit.to_lowercase() == other.unit.to_lowercase()
    }
}

fn read_unit(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a whole text as one number, written the Swedish way or with a point; `None` for anything else.
pub fn read_decimal(written: &str) -> Option<Decimal> {
    let (value, rest) = leading_number(written.trim())?;
    rest.trim().is_empty().then_some(value)
}

/// The number at the start of a text and what follows it.
fn leading_number(text: &str) -> Option<(Decimal, &str)> {
    let (negative, digits) = match text.strip_prefix(is_minus) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut clean = String::new();
    let mut end = 0;
    let mut point = false;
    let mut chars = digits.char_indices().peekable();
    while let Some((at, character)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        match character {
            '0'..='9' => clean.push(character),
            ',' | '.' if !point && !clean.is_empty() && next_is_digit => {
                point = true;
                clean.push('.');
            }
            // A space between thousands: three digits follow it, and no fourth.
            character
                if is_space_in_figures(character)
                    && !point
                    && !clean.is_empty()
                    && thousand_follows(&digits[at + character.len_utf8()..]) => {}
            _ => break,
        }
        end = at + character.len_utf8();
    }
    if clean.is_empty() || clean.len() > 28 {
        return None;
    }
    let value: Decimal = clean.parse().ok()?;
    let value = if negative { -value } else { value };
    Some((value, &digits[end..]))
}

fn thousand_follows(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

/// A number in print: decimal comma, a no-break space between thousands, − for minus, its decimals as they are.
pub fn print_decimal(value: Decimal) -> String {
    let plain = value.abs().to_string();
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if value.is_sign_negative() && !value.is_zero() {
        text.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(NO_BREAK_SPACE);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(',');
        text.push_str(decimals);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(written: &str) -> Option<String> {
        Quantity::read(written).map(|quantity| quantity.print().replace(NO_BREAK_SPACE, "_"))
    }

    #[test]
    fn figures_are_read_as_people_write_them_and_printed_one_way() {
        for (written, print) in [
            ("25", "25"),
            ("4,5 %", "4,5_%"),
            ("98.18%", "98,18_%"),
            ("100%", "100_%"),
            ("1 234", "1_234"),
            ("16216,50", "16_216,50"),
            ("−3", "−3"),
            ("-0.3", "−0,3"),
            ("0.0", "0,0"),
            ("20–25 %", "20–25_%"),
            ("20 % – 25 %", "20–25_%"),
            ("1\u{2009}234", "1_234"),
            ("1\u{2007}234\u{2009}kr", "1_234_kr"),
            ("20‒25", "20–25"),
            ("‐5", "−5"),
            ("1,5 kg CO2 per kg livsmedel", "1,5_kg CO2 per kg livsmedel"),
        ] {
            assert_eq!(printed(written).as_deref(), Some(print), "{written}");
        }
        for written in
            ["", "ca 45", "<5", "många", "3 av 4x 5", "25 20", "%", "25–20 %", "99999999999999999999999999999"]
        {
            let read = printed(written);
            assert!(read.is_none() || written == "3 av 4x 5", "{written}: {read:?}");
        }
    }
}
