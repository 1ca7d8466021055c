//! Personal identity numbers: where they stand in a text, and the text without their last four digits.
//!
//! Whatever is said about a file goes through here: the words of every finding as they are put together, the lines that
//! are shown of it, and the names that findings are known by. The documents themselves keep what the writer wrote.

use std::borrow::Cow;

/// The latest year of birth that is looked for where a text says nothing of its own year.
const LATEST: i32 = 2199;

/// How many digits of a number are hidden: those that make it one person's.
const HIDDEN: usize = 4;

/// A text, or words about one, with the numbers masked: `121212-****`. It has as many bytes as before, so that places in
/// it hold. Ids that are made of titles, `anna-121212-1212`, are masked too.
pub fn masked(text: &str) -> Cow<'_, str> {
    hide(text, &numbers_in(text, LATEST, Around::Names))
}

/// A path with the numbers masked that files or folders are called by.
pub fn masked_path(path: &str) -> Cow<'_, str> {
    let parts: Vec<Cow<str>> = path.split('/').map(masked).collect();
    match parts.iter().all(|part| matches!(part, Cow::Borrowed(_))) {
        true => Cow::Borrowed(path),
        false => Cow::Owned(parts.join("/")),
    }
}

/// Whether numbers stand in a text.
pub fn is_in(text: &str) -> bool {
    !numbers_in(text, LATEST, Around::Names).is_empty()
}

fn hide<'t>(text: &'t str, places: &[(usize, usize)]) -> Cow<'t, str> {
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in places {
        let digits = text[*start..*end].char_indices().rev().filter(|(_, sign)| sign.is_numeric()).take(HIDDEN);
        let mut digits: Vec<(usize, char)> = digits.collect();
        digits.reverse();
        for (offset, sign) in digits {
            masked.push_str(&text[from..start + offset]);
            from = start + offset + sign.len_utf8();
            match sign.len_utf8() {
                // A wide digit leaves a wide asterisk.
                3 => masked.push('＊'),
                bytes => masked.extend(std::iter::repeat_n('*', bytes)),
            }
        }
    }
    masked.push_str(&text[from..]);
    Cow::Owned(masked)
}

/// The places of the numbers in a text: ÅÅMMDD-NNNN, ÅÅÅÅMMDD-NNNN, ÅÅÅÅMMDDNNNN; + for those over a hundred.
pub fn numbers(text: &str, latest: i32) -> Vec<(usize, usize)> {
    numbers_in(text, latest, Around::Text)
}

/// What may stand on both sides of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// What stands there in a text.
    Text,
    /// Names too: an id is made of a title, `anna-121212-1212`, and a file is called after somebody.
    Names,
}

fn numbers_in(text: &str, latest: i32, around: Around) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = first_digit(&bytes[at..]) {
        at += offset;
        let end = at + digits(&text[at..]);
        let number = match end - at {
            12 => Some((&text[at..at + 8], &text[at + 8..end], end)),
            6 | 8 => last_four(text, end).map(|(four, last)| (&text[at..end], four, last)),
            _ => None,
        };
        let number = number.filter(|(birth, four, last)| {
            begins_alone(&text[..at], around)
                && ends_alone(&text[*last..], around)
                && is_birth(birth, latest)
                && is_checked(birth, four)
        });
        found.extend(number.map(|(_, _, last)| (at, last)));
        at = number.map_or(end, |(_, _, last)| last);
    }
    found
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The four digits after the sign at `at`, and where they end. A word processor may have made the hyphen a dash.
fn last_four(text: &str, at: usize) -> Option<(&str, usize)> {
    let sign = text[at..].chars().next().filter(|sign| matches!(sign, '-' | '+' | '–' | '\u{2011}'))?;
    let start = at + sign.len_utf8();
    let four = text.get(start..start + digits(&text[start..])).filter(|four| four.len() == 4)?;
    // "250101–1231" is a span of time.
    let is_span = sign == '–' && is_day(two(four, 0), two(four, 2), 2000);
    (!is_span).then_some((four, start + 4))
}

/// Reference numbers, telephone numbers and file names go on before the digits.
fn begins_alone(before: &str, around: Around) -> bool {
    let mut signs = before.chars().rev();
    let joins = signs.next().is_some_and(|sign| "-–/._#".contains(sign));
    if around == Around::Names && joins && signs.next().is_none_or(char::is_alphabetic) {
        return true;
    }
    !before.ends_with(|sign: char| sign.is_alphanumeric() || "-–/._+#".contains(sign))
}

fn ends_alone(after: &str, around: Around) -> bool {
    let mut signs = after.chars();
    let joins = signs.next().is_some_and(|sign| "-–/._".contains(sign));
    if around == Around::Names && joins && signs.next().is_none_or(char::is_alphabetic) {
        return true;
    }
    let mut signs = after.chars();
    match signs.next() {
        None => true,
        Some('-' | '–' | '/' | '_') => false,
        Some('.' | ',' | ':') => !signs.next().is_some_and(char::is_alphanumeric),
        Some(sign) => !sign.is_alphanumeric(),
    }
}

fn two(digits: &str, at: usize) -> u32 {
    digits.get(at..at + 2).and_then(|two| two.parse().ok()).unwrap_or(0)
}

/// Whether six or eight digits are a date of birth; a co-ordination number has 60 added to the day. Organisation numbers have
/// 20 or more for a month.
fn is_birth(birth: &str, latest: i32) -> bool {
    let (year, rest) = birth.split_at(birth.len() - 4);
    let year: i32 = year.parse().unwrap_or(0);
    let (month, day) = (two(rest, 0), two(rest, 2));
    let day = if day > 60 { day - 60 } else { day };
    let is_year = birth.len() == 6 || (1850..=latest).contains(&year);
    is_year && is_day(month, day, if birth.len() == 6 { 2000 + year } else { year })
}

fn is_day(month: u32, day: u32, year: i32) -> bool {
    let (Ok(year), Ok(month), Ok(day)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day)) else {
        return false;
    };
    jiff::civil::Date::new(year, month, day).is_ok()
}

/// The check digit over the last nine digits before it: every other doubled, the digits of the products added.
fn is_checked(birth: &str, four: &str) -> bool {
    let ten = birth[birth.len() - 6..].bytes().chain(four.bytes());
    let sum: u32 = ten
        .map(|byte| u32::from(byte - b'0'))
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

/// The place of the first ASCII digit.
pub fn first_digit(text: &[u8]) -> Option<usize> {
    let mut from = 0;
    // Most text has none, and the compiler looks at sixteen bytes at once.
    for part in text.chunks(16) {
        if part.iter().fold(false, |any, byte| any | byte.is_ascii_digit()) {
            return part.iter().position(u8::is_ascii_digit).map(|at| from + at);
        }
        from += part.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{masked, masked_path, numbers};

    // The numbers are the Swedish Tax Agency's test numbers, or made for the test with years long past.
    #[test]
    fn numbers_are_found_in_every_form() {
        for text in ["19121212-1212", "121212-1212", "191212121212", "121212+1212", "(121212-1212)", "pnr:121212-1212"]
        {
            assert_eq!(numbers(text, 2025).len(), 1, "{text}");
        }
        assert_eq!(numbers("Ett, 121212-1212. Två, 121212-1212!", 2025).len(), 2);
        // The second could be a span of time.
        assert_eq!(numbers("191212–5678 och 121212–1212", 2025), numbers("191212–5678", 2025));
        let checked: Vec<u32> =
            (0..10).filter(|last| numbers(&format!("nr 121272-121{last}"), 2025).len() == 1).collect();
        assert_eq!(checked.len(), 1, "one check digit is right for a co-ordination number");
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "212000-0142",
            "121212-1213",
            "08-465 004 11",
            "0704650041",
            "2025-121212-1212",
            "121212-1212-3",
            "121312-1211",
            "bilder/20121212-1212.png",
            "20991212-1212",
            "2019-9-1.1",
            "dnr 1.2/121212-1212",
            "1212121212123",
            "https://x.se/121212-1212",
        ] {
            assert!(numbers(text, 2025).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_last_four_digits_are_hidden_and_nothing_moves() {
        for (text, expected) in [
            ("", ""),
            ("Ett, 121212-1212. Två, 191212121212!", "Ett, 121212-****. Två, 19121212****!"),
            ("å 121212\u{2011}1212 ö", "å 121212\u{2011}**** ö"),
            ("121212-1213 är inget", "121212-1213 är inget"),
        ] {
            assert_eq!(masked(text), expected);
            assert_eq!(masked(text).len(), text.len());
            assert_eq!(masked(&masked(text)), masked(text));
        }
    }

    #[test]
    fn names_that_are_made_of_texts_are_masked_too() {
        assert_eq!(masked("skriv anna-121212-1212: x"), "skriv anna-121212-****: x");
        assert_eq!(masked("skriv 121212-1212-anna"), "skriv 121212-****-anna");
        assert_eq!(masked("filen bilder/121212-1212.png finns inte"), "filen bilder/121212-****.png finns inte");
        assert_eq!(masked("dnr 2025-121212-1212"), "dnr 2025-121212-1212");
        assert_eq!(masked_path("plans/2026/121212-1212/plan.yaml"), "plans/2026/121212-****/plan.yaml");
        assert_eq!(masked_path("plans/Anna 121212-1212.yaml"), "plans/Anna 121212-****.yaml");
        assert_eq!(masked_path("plans/2026/plan.yaml"), "plans/2026/plan.yaml");
    }
}
