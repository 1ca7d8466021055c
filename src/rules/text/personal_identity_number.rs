//! Personal identity numbers in a document that is going to be public.

use crate::both;
use crate::diagnostic::{Both, Diagnostic, Level, Rule, Sink};
use crate::model::ProseBody;
use crate::model::number::first_digit;
use crate::rules::Subject;

/// VP0904.
pub static RULE: Rule = Rule {
    code: "VP0904",
    name: "personal-identity-number",
    level: Level::Error,
    can_be_silenced: true,
    summary: Both::fixed("ett personnummer står i filen", "a personal identity number stands in the file"),
    what: Both::fixed(
        "Någonstans i filen, i en text, ett namn, på försättsbladet eller i en kommentar, står ett personnummer eller samordningsnummer: ett datum som finns och fyra siffror, där den sista är den rätta kontrollsiffran.",
        "Somewhere in the file, in a text, a name, on the cover or in a comment, stands a personal identity number or a co-ordination number: a date that exists and four digits, the last of which is the right check digit.",
    ),
    why: Both::fixed(
        "Planer är allmänna handlingar och läggs på webben. Ett personnummer pekar ut en människa, ofta ett barn eller någon som har kontakt med socialtjänsten, och behövs aldrig i en plan.",
        "Plans are public documents and are put on the web. The number points out a person, often a child or somebody in touch with the social services, and is never needed in a plan.",
    ),
};

/// Reports every personal identity number of the plan's file and of the files that hold its texts.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let mut files = vec![subject.document.source];
    for text in subject.texts {
        if let ProseBody::File(id) = text.prose.body {
            files.push(id);
        }
    }
    files.sort();
    files.dedup();
    // A birth after the plan's year is no birth.
    let latest = subject.document.year.as_ref().map_or(2199, |year| i32::from(year.value));
    for file in files {
        let whole = subject.sources.whole(file);
        for (start, end) in numbers(&subject.sources.get(file).text, latest) {
            let written = subject.sources.slice(whole.at(start, end));
            let birth = &written[..written.len().min(if written.as_bytes()[6].is_ascii_digit() { 8 } else { 6 })];
            sink.push(
                Diagnostic::new(
                    &RULE,
                    whole.at(start, end),
                    both!("{birth}-**** är ett personnummer", "{birth}-**** is a personal identity number",),
                )
                .label(both!("kontrollsiffran stämmer", "the check digit is right"))
                .help(both!(
                    "ta bort numret; behöver någon nämnas, skriv en roll eller ett ärendenummer",
                    "remove the number; if somebody must be mentioned, write a role or a case number",
                )),
            );
        }
    }
}

/// The places of the numbers in a text: ÅÅMMDD-NNNN, ÅÅÅÅMMDD-NNNN, ÅÅÅÅMMDDNNNN; + for those over a hundred.
fn numbers(text: &str, latest: i32) -> Vec<(usize, usize)> {
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
            begins_alone(&text[..at])
                && ends_alone(&text[*last..])
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
fn begins_alone(before: &str) -> bool {
    !before.ends_with(|sign: char| sign.is_alphanumeric() || "-–/._+#".contains(sign))
}

fn ends_alone(after: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::numbers;

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
}
