//! The date that was most likely meant by one written in another way.

use jiff::civil::Date;

use crate::diagnostic::{Applicability, Bilingual};
use crate::msg;

/// The months as people write them, by their first three letters; English ones that differ stand beside.
const MONTHS: [[&str; 2]; 12] = [
    ["jan", "jan"],
    ["feb", "feb"],
    ["mar", "mar"],
    ["apr", "apr"],
    ["maj", "may"],
    ["jun", "jun"],
    ["jul", "jul"],
    ["aug", "aug"],
    ["sep", "sep"],
    ["okt", "oct"],
    ["nov", "nov"],
    ["dec", "dec"],
];

/// The names of the months as plans and reports have them.
pub const MONTH_NAMES: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

static NAMES: [Bilingual; 12] = [
    Bilingual::fixed(MONTH_NAMES[0], "January"),
    Bilingual::fixed(MONTH_NAMES[1], "February"),
    Bilingual::fixed(MONTH_NAMES[2], "March"),
    Bilingual::fixed(MONTH_NAMES[3], "April"),
    Bilingual::fixed(MONTH_NAMES[4], "May"),
    Bilingual::fixed(MONTH_NAMES[5], "June"),
    Bilingual::fixed(MONTH_NAMES[6], "July"),
    Bilingual::fixed(MONTH_NAMES[7], "August"),
    Bilingual::fixed(MONTH_NAMES[8], "September"),
    Bilingual::fixed(MONTH_NAMES[9], "October"),
    Bilingual::fixed(MONTH_NAMES[10], "November"),
    Bilingual::fixed(MONTH_NAMES[11], "December"),
];

/// The name of a date's month.
pub fn month_name(date: Date) -> &'static Bilingual {
    &NAMES[usize::from(date.month().unsigned_abs()) - 1]
}

/// The date that a text most likely means, and how sure that is. Of a month or a year alone it is the first day for
/// `start` and the last one for `slut`.
pub(super) fn meant(written: &str, key: &str) -> Option<(Date, Applicability)> {
    let words: Vec<&str> =
        written.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let day_of = |word: &str| word.parse::<i8>().ok();
    let certain = |date: Option<Date>| Some((date?, Applicability::Certain));
    let likely = |date: Option<Date>| Some((date?, Applicability::Likely));
    match words[..] {
        [digits] if digits.len() == 8 && digits.is_ascii() => {
            certain(date(year(&digits[..4])?, day_of(&digits[4..6])?, day_of(&digits[6..])?))
        }
        // A day of this century as identity numbers have it: 260531.
        [digits] if digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit()) => {
            likely(date(2000 + digits[..2].parse::<i16>().ok()?, day_of(&digits[2..4])?, day_of(&digits[4..])?))
        }
        [first] => likely(end_of(key, year(first)?, None)),
        [one, two] => {
            let (year, named) = year(two).map(|year| (year, one)).or_else(|| Some((year(one)?, two)))?;
            likely(end_of(key, year, Some(month(named).or_else(|| day_of(named))?)))
        }
        [first, second, third] => match year(first) {
            Some(year) => {
                let (second, third) = (month(second).or_else(|| day_of(second))?, day_of(third)?);
                // 2026-31-05 can only be the other way round.
                certain(date(year, second, third)).or_else(|| likely(date(year, third, second)))
            }
            None => {
                let (day, year) = (day_of(first)?, year(third)?);
                match month(second) {
                    Some(month) => certain(date(year, month, day)),
                    // Some write the month first, as in America.
                    None => likely(date(year, day_of(second)?, day)),
                }
            }
        },
        _ => None,
    }
}

/// The first day that words name beyond doubt, as files have it: `2026-06-17`, or `17 juni 2026`.
pub fn day_in_words(words: &str) -> Option<String> {
    let all: Vec<&str> = words.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')).collect();
    let all: Vec<&str> = all.into_iter().filter(|word| !word.is_empty()).collect();
    let written = |word: &&str| (word.len() == 10).then(|| word.parse::<Date>().ok()).flatten();
    let in_three = |three: &[&str]| {
        let [day, named, of] = three else { return None };
        let is_month = MONTH_NAMES.contains(&named.to_lowercase().as_str());
        date(year(of)?, month(named).filter(|_| is_month)?, day.parse().ok()?)
    };
    let found = all.iter().find_map(written).or_else(|| all.windows(3).find_map(in_three));
    found.map(|date| date.to_string())
}

/// `1 februari 2026`.
pub(super) fn in_words(date: Date) -> Bilingual {
    let (day, year) = (date.day(), date.year());
    let name = month_name(date);
    let (sv, en) = (&name.sv, &name.en);
    msg!("{day} {sv} {year}", "{day} {en} {year}")
}

/// The last day of the month of a date that does not exist, where its year and month do.
pub(super) fn last_of_month(written: &str) -> Option<Date> {
    let (year, month) = (written.get(..4)?.parse().ok()?, written.get(5..7)?.parse().ok()?);
    Some(date(year, month, 1)?.last_of_month())
}

/// `februari 2026`.
pub(super) fn month_in_words(date: Date) -> Bilingual {
    let year = date.year();
    let name = month_name(date);
    let (sv, en) = (&name.sv, &name.en);
    msg!("{sv} {year}", "{en} {year}")
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

pub(super) fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1900..=2199).contains(year))
}

pub(super) fn month(word: &str) -> Option<i8> {
    let start: String = word.to_lowercase().chars().take(3).collect();
    let at = MONTHS.iter().position(|names| names.contains(&start.as_str()))?;
    i8::try_from(at + 1).ok().filter(|_| word.chars().all(char::is_alphabetic))
}

/// The first or the last day of a month or year, where the key says which of them is meant.
fn end_of(key: &str, year: i16, month: Option<i8>) -> Option<Date> {
    let first = |month: Option<i8>| date(year, month.unwrap_or(1), 1);
    match key {
        "start" => first(month),
        "slut" => Some(first(month.or(Some(12)))?.last_of_month()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::diagnostic::Applicability::{Certain, Likely};

    #[test]
    fn dates_as_people_write_them() {
        for (written, key, expected) in [
            ("20260115", "start", Some(("2026-01-15", Certain))),
            ("2026-1-5", "start", Some(("2026-01-05", Certain))),
            ("260531", "slut", Some(("2026-05-31", Likely))),
            ("261331", "slut", None),
            ("2026-31-05", "slut", Some(("2026-05-31", Likely))),
            ("2026-02-30", "slut", None),
            ("2026/01/15", "start", Some(("2026-01-15", Certain))),
            ("15 januari 2026", "datum", Some(("2026-01-15", Certain))),
            ("15 Okt. 2026", "datum", Some(("2026-10-15", Certain))),
            ("1/2 2026", "start", Some(("2026-02-01", Likely))),
            ("31.12.2026", "slut", Some(("2026-12-31", Likely))),
            ("februari 2026", "slut", Some(("2026-02-28", Likely))),
            ("2026-02", "start", Some(("2026-02-01", Likely))),
            ("2026", "slut", Some(("2026-12-31", Likely))),
            ("2026", "datum", None),
            ("30/2 2026", "start", None),
            ("15 januari", "start", None),
            ("löpande", "slut", None),
            ("hela 2026", "start", None),
            ("", "start", None),
        ] {
            let found = meant(written, key).map(|(date, applicability)| (date.to_string(), applicability));
            assert_eq!(found, expected.map(|(date, applicability)| (date.to_owned(), applicability)), "{written}");
        }
    }
}
