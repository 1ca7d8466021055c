//! Times in words: "Q1 2026", "v. 26", "hösten 2026", "löpande". Each is read as its first and its last day.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::plan_format::fields::dates;

/// The first and the last day of a time.
pub(super) type Days = (Date, Date);

/// What goes on through the whole of a plan's year.
const CONTINUOUS: [&str; 8] =
    ["löpande", "fortlöpande", "kontinuerligt", "tills vidare", "hela året", "året runt", "under året", "hela läsåret"];

/// Words that say nothing of which days are meant.
const FILLING: [&str; 9] = ["under", "senast", "i", "början", "mitten", "slutet", "av", "hela", "den"];

/// Numbers in words.
const ORDINALS: [&[&str]; 4] = [&["första"], &["andra"], &["tredje"], &["fjärde", "sista"]];

/// Parts of a year that are counted: what they are called, how many there are, and how many months each has.
const COUNTED: [(&[&str], i8, i8); 3] = [
    (&["q", "k", "kv", "kvartal", "kvartalet"], 4, 3),
    (&["t", "tertial", "tertialet"], 3, 4),
    (&["h", "halvår", "halvåret"], 2, 6),
];

/// Parts of a year that have names: what they are called, and their first and last months.
const NAMED: [(&[&str], i8, i8); 5] = [
    (&["våren", "vår", "vårterminen", "vårtermin", "vt"], 1, 6),
    (&["sommaren", "sommar"], 6, 8),
    (&["hösten", "höst", "höstterminen", "hösttermin", "ht"], 8, 12),
    (&["halvårsskiftet"], 6, 6),
    (&["årsskiftet"], 12, 12),
];

/// Whether words say that something goes on all the time.
pub fn is_continuous(written: &str) -> bool {
    let plain = written.trim().to_lowercase();
    CONTINUOUS.contains(&plain.split_whitespace().collect::<Vec<_>>().join(" ").as_str())
}

/// Whether words are a time in some year: "Q1", "hösten 2026".
pub fn is_time(written: &str) -> bool {
    read(written, (Date::constant(2000, 1, 1), Date::constant(2000, 12, 31))).is_some()
}

/// The days that words mean. Where they name no year, the time is the first of that name which lies within `within`, the
/// year of the plan. `None` where they are no time in words: a date is none either.
pub(super) fn read(written: &str, within: Days) -> Option<Days> {
    if is_continuous(written) {
        return Some(within);
    }
    let lower = written.to_lowercase();
    if let Some(days) = one(&lower, within) {
        return Some(days);
    }
    // "mars–april 2026", "v. 10–12": the first has the year of the last, and what it is counted in the other way.
    let (from, to) =
        lower.split_once(['–', '—']).or_else(|| lower.split_once(" - ")).or_else(|| lower.split_once('-'))?;
    let (from, to) = (from.trim(), to.trim());
    let kind = from.trim_end_matches(|character: char| character.is_ascii_digit());
    let year = to.split(|character: char| !character.is_ascii_digit()).find_map(dates::year);
    let with_year = |words: &str| year.map_or_else(|| words.to_owned(), |year| format!("{words} {year}"));
    let first = one(from, within).filter(|_| from.split_whitespace().any(|word| dates::year(word).is_some()));
    let first = first.or_else(|| one(&with_year(from), within))?.0;
    let last = one(to, within).or_else(|| one(&format!("{kind}{to}"), within))?.1;
    (first <= last).then_some((first, last))
}

/// The days of a single time, written with small letters.
fn one(lower: &str, within: Days) -> Option<Days> {
    let mut words: Vec<String> = Vec::new();
    for part in lower.split(|character: char| !character.is_alphanumeric()).filter(|part| !part.is_empty()) {
        // "q1" and "1a" are a letter and a number each.
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let letters = part.find(|character: char| character.is_ascii_digit()).unwrap_or(part.len());
        let (first, rest) = part.split_at(if digits > 0 { digits } else { letters });
        words.extend([first, rest].into_iter().filter(|word| !word.is_empty()).map(str::to_owned));
    }
    let year = words.iter().position(|word| dates::year(word).is_some());
    let year = year.and_then(|place| dates::year(&words.remove(place)));
    words.retain(|word| !FILLING.contains(&word.as_str()));
    // The letter of "1:a kvartalet".
    if words.len() > 2 {
        words.retain(|word| !matches!(word.as_str(), "a" | "e"));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match year {
        // A month in digits stands after its year and nothing else does: "2026-02".
        Some(year) if is_month_of_year(lower) => {
            let month = words.first()?.parse().ok()?;
            months(year, month, month)
        }
        Some(year) => in_year(&words, year),
        None if words.is_empty() => None,
        None => (within.0.year()..=within.1.year())
            .filter_map(|year| in_year(&words, year))
            .find(|(first, last)| *first <= within.1 && *last >= within.0),
    }
}

/// Whether a time is a year, a hyphen and two digits.
fn is_month_of_year(lower: &str) -> bool {
    let is_digit = |place: usize, byte: u8| if place == 4 { byte == b'-' } else { byte.is_ascii_digit() };
    let lower = lower.trim();
    lower.len() == 7 && lower.bytes().enumerate().all(|(place, byte)| is_digit(place, byte))
}

/// The days of a time in a year.
fn in_year(words: &[&str], year: i16) -> Option<Days> {
    match words {
        [] => months(year, 1, 12),
        ["v" | "vecka" | "veckan", number] => week(year, number.parse().ok()?),
        [name] => {
            let named = NAMED.iter().find(|(names, ..)| names.contains(name)).map(|(_, first, last)| (*first, *last));
            let (first, last) = named.or_else(|| dates::month(name).map(|month| (month, month)))?;
            months(year, first, last)
        }
        [one, two] => counted(one, two, year).or_else(|| counted(two, one, year)),
        _ => None,
    }
}

/// The second quarter, the first half of the year.
fn counted(name: &str, number: &str, year: i16) -> Option<Days> {
    let (_, most, length) = *COUNTED.iter().find(|(names, ..)| names.contains(&name))?;
    let in_words =
        || ORDINALS.iter().position(|words| words.contains(&number)).and_then(|at| i8::try_from(at + 1).ok());
    let number: i8 = number.parse().ok().or_else(in_words)?;
    let number = if number == 4 && most < 4 { return None } else { number };
    (1..=most).contains(&number).then(|| months(year, (number - 1) * length + 1, number * length)).flatten()
}

fn months(year: i16, first: i8, last: i8) -> Option<Days> {
    let first = Date::new(year, first, 1).ok()?;
    Some((first, Date::new(year, last, 1).ok()?.last_of_month()))
}

/// The days from Monday to Sunday of a week: the first is the one that holds 4 January.
fn week(year: i16, number: i32) -> Option<Days> {
    let in_first = Date::new(year, 1, 4).ok()?;
    let monday = in_first.checked_sub(i64::from(in_first.weekday().since(Weekday::Monday)).days()).ok()?;
    let weeks: Span = i64::from(number - 1).weeks();
    let first = monday.checked_add(weeks).ok()?;
    let thursday = first.checked_add(3.days()).ok()?;
    let is_of_year = number >= 1 && thursday.year() == year;
    is_of_year.then(|| Some((first, first.checked_add(6.days()).ok()?))).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Days, read};

    fn days(first: &str, last: &str) -> Days {
        (first.parse().expect("a date"), last.parse().expect("a date"))
    }

    #[test]
    fn times_in_words_have_a_first_and_a_last_day() {
        let year = days("2026-01-01", "2026-12-31");
        for (written, expected) in [
            ("Q1 2026", Some(("2026-01-01", "2026-03-31"))),
            ("kv 2 2025", Some(("2025-04-01", "2025-06-30"))),
            ("2026-Q3", Some(("2026-07-01", "2026-09-30"))),
            ("fjärde kvartalet", Some(("2026-10-01", "2026-12-31"))),
            ("1:a kvartalet 2027", Some(("2027-01-01", "2027-03-31"))),
            ("Q1–Q2 2026", Some(("2026-01-01", "2026-06-30"))),
            ("T2", Some(("2026-05-01", "2026-08-31"))),
            ("andra halvåret 2026", Some(("2026-07-01", "2026-12-31"))),
            ("H1", Some(("2026-01-01", "2026-06-30"))),
            ("v. 26", Some(("2026-06-22", "2026-06-28"))),
            ("vecka 53", Some(("2026-12-28", "2027-01-03"))),
            ("v. 53 2025", None),
            ("v. 10-12", Some(("2026-03-02", "2026-03-22"))),
            ("hösten 2026", Some(("2026-08-01", "2026-12-31"))),
            ("VT 2026", Some(("2026-01-01", "2026-06-30"))),
            ("Juni", Some(("2026-06-01", "2026-06-30"))),
            ("februari 2028", Some(("2028-02-01", "2028-02-29"))),
            ("2026-02", Some(("2026-02-01", "2026-02-28"))),
            ("mars–april", Some(("2026-03-01", "2026-04-30"))),
            ("november 2026–januari 2027", Some(("2026-11-01", "2027-01-31"))),
            ("senast juni 2026", Some(("2026-06-01", "2026-06-30"))),
            ("i slutet av maj", Some(("2026-05-01", "2026-05-31"))),
            ("2027", Some(("2027-01-01", "2027-12-31"))),
            ("Löpande", Some(("2026-01-01", "2026-12-31"))),
            ("tills  vidare", Some(("2026-01-01", "2026-12-31"))),
            ("20260115", None),
            ("10%", None),
            ("10", None),
            ("10 2026", None),
            ("2026-13", None),
            ("1/2 2026", None),
            ("15 januari 2026", None),
            ("Q5 2026", None),
            ("halvår 3", None),
            ("juni–mars", None),
            ("snart", None),
            ("v. 0", None),
            ("", None),
        ] {
            let expected = expected.map(|(first, last)| days(first, last));
            assert_eq!(read(written, year), expected, "{written}");
        }
    }

    #[test]
    fn a_time_without_a_year_lies_within_the_plans() {
        let school_year = days("2025-07-01", "2026-06-30");
        for (written, first, last) in [
            ("hösten", "2025-08-01", "2025-12-31"),
            ("våren", "2026-01-01", "2026-06-30"),
            ("v. 8", "2026-02-16", "2026-02-22"),
            ("oktober", "2025-10-01", "2025-10-31"),
            ("löpande", "2025-07-01", "2026-06-30"),
        ] {
            assert_eq!(read(written, school_year), Some(days(first, last)), "{written}");
        }
    }
}
