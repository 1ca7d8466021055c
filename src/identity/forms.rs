//! The forms that people write a personal identity number in, read digit by digit.
//!
//! `ÅÅMMDD-NNNN` and `ÅÅÅÅMMDD-NNNN` with any dash, a blank, a line break or nothing in the middle, the date in groups or
//! in one, within emphasis, with wide digits; `+` for those over a hundred; co-ordination numbers, whose day is 60 more;
//! and the numbers of those who have none yet, with a letter in the place of a digit: `ÅÅMMDD-T123`.

use super::around::{Around, Called, begins_alone, called, ends_alone, goes_on_over_blank};
use crate::characters::{first_byte, takes_no_room};

/// A personal identity number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The date of birth as it is written, digits alone.
    pub birth: String,
    /// Whether it is one for somebody who has no number yet, which has no check digit.
    pub is_reserve: bool,
}

/// What stands between the date of birth and the last four.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    character: Option<char>,
    /// A blank that is none of a line break.
    has_blank: bool,
    has_break: bool,
}

impl Gap {
    fn is_blank(&self) -> bool {
        self.has_blank || self.has_break
    }
}

/// Most characters between the two halves of a number: the indentation of a line is among them.
const LONGEST_GAP: usize = 80;

/// Most marks of emphasis or code between the two halves.
const MOST_MARKS: usize = 3;

/// Reads on from a place in a text.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_while(&mut self, is_skipped: impl Fn(char) -> bool) {
        while let Some(char) = self.peek().filter(|char| is_skipped(*char)) {
            self.at += char.len_utf8();
        }
    }

    /// The digits from here on, at most thirteen: a longer number is none of ours. Signs that nobody sees are no end.
    fn digits(&mut self) -> String {
        let mut digits = String::new();
        while digits.len() < 13 {
            let start = self.at;
            if !digits.is_empty() {
                self.skip_while(takes_no_room);
            }
            match self.peek().and_then(digit) {
                Some(digit) => {
                    self.at += self.peek().map_or(0, char::len_utf8);
                    digits.push(digit);
                }
                None => {
                    self.at = start;
                    break;
                }
            }
        }
        digits
    }

    fn gap(&mut self) -> Gap {
        let mut gap = Gap::default();
        let (mut breaks, mut blanks, mut marks) = (0, 0, 0);
        for _ in 0..LONGEST_GAP {
            if let Some((entity, char)) = ENTITIES.iter().find(|(entity, _)| self.text[self.at..].starts_with(entity)) {
                self.at += entity.len();
                match char {
                    ' ' => gap.has_blank = true,
                    character => gap.character = Some(*character),
                }
                continue;
            }
            let Some(char) = self.peek() else { break };
            match char {
                '\n' if breaks == 0 => breaks += 1,
                '\r' if breaks == 0 && self.text[self.at + 1..].starts_with('\n') => {
                    self.at += 1;
                    continue;
                }
                // The sign ends a line, or stands between; after a break it would begin a list.
                _ if is_dash(char) && gap.character.is_none() && breaks == 0 => gap.character = Some(char),
                // A line is indented, but words of one line are a few blanks apart at most.
                _ if char.is_whitespace() && char != '\n' && (breaks > 0 || blanks < 2) => {
                    blanks += usize::from(breaks == 0);
                }
                _ if takes_no_room(char) => {}
                // Emphasis has three at most: four are a number that is masked already.
                _ if "*_~`\\".contains(char) && marks < MOST_MARKS => marks += 1,
                _ => break,
            }
            gap.has_break |= char == '\n';
            gap.has_blank |= char.is_whitespace() && breaks == 0;
            self.at += char.len_utf8();
        }
        gap
    }
}

/// Signs that are written by name in HTML, with what they are.
const ENTITIES: &[(&str, char)] = &[
    ("&nbsp;", ' '),
    ("&#160;", ' '),
    ("&shy;", '-'),
    ("&ndash;", '–'),
    ("&mdash;", '—'),
    ("&#45;", '-'),
    ("&#8209;", '-'),
    ("&hyphen;", '-'),
];

fn digit(char: char) -> Option<char> {
    match char {
        '0'..='9' => Some(char),
        '０'..='９' => char::from_digit(u32::from(char) - u32::from('０'), 10),
        _ => None,
    }
}

/// A hyphen, what a word processor makes of it, or `+`.
fn is_dash(char: char) -> bool {
    matches!(char, '-' | '+' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{ff0b}')
}

fn is_hyphen(char: char) -> bool {
    matches!(char, '-' | '+' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}' | '\u{ff0b}')
}

/// The letters that take the place of a digit for those who have no number yet, and which are checked as a one.
const RESERVE_LETTERS: &str = "TRSUWXJKLMN";

/// Every number in a text. `latest` is the last year that somebody can be born in.
pub(super) fn numbers(text: &str, latest: i32, around: Around) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = first(&text.as_bytes()[at..]) {
        at += offset;
        if !text.is_char_boundary(at) || text[at..].chars().next().and_then(digit).is_none() {
            at += 1;
            continue;
        }
        let mut reader = Reader { text, at };
        let run = reader.digits();
        let after_run = reader.at;
        let number = begins_alone(&text[..at], around).then(|| number(reader, at, &run, latest, around)).flatten();
        at = match number {
            Some(number) => {
                let end = number.end;
                found.push(number);
                end
            }
            None => after_run + digits_of(&text[after_run..]),
        };
    }
    found
}

/// The bytes that digits go on for.
fn digits_of(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The number that begins with `run`, which has been read.
fn number(mut reader: Reader, start: usize, run: &str, latest: i32, around: Around) -> Option<Found> {
    let text = reader.text;
    let mut is_grouped_by = None;
    let birth = match run.len() {
        12 | 10 | 8 | 6 => run[..run.len().min(if run.len() == 12 || run.len() == 8 { 8 } else { 6 })].to_owned(),
        // 1912-12-12-1212, 12 12 12 1212
        4 | 2 => {
            let between = reader.peek().filter(|char| is_hyphen(*char) || char.is_whitespace() && *char != '\n')?;
            is_grouped_by = Some(between);
            let mut birth = run.to_owned();
            for _ in 0..2 {
                let character = reader.peek().filter(|char| *char == between)?;
                reader.at += character.len_utf8();
                let two = reader.digits();
                birth += Some(two).filter(|two| two.len() == 2)?.as_str();
            }
            birth
        }
        _ => return None,
    };
    let (last, gap) = match run.len() {
        12 => (run[8..].to_owned(), Gap { character: Some('-'), ..Gap::default() }),
        10 => (run[6..].to_owned(), Gap::default()),
        _ => {
            let gap = reader.gap();
            (reader.last(&gap)?, gap)
        }
    };
    let (before, after) = (&text[..start], &text[reader.at..]);
    let is_reserve = last.starts_with(|char: char| char.is_ascii_alphabetic());
    let is_number = ends_alone(after, around)
        && is_birth(&birth, latest)
        && (last.starts_with('T') || is_checked(&birth, &last))
        && is_meant(&birth, &last, gap, is_grouped_by, run, before, after);
    is_number.then_some(Found { start, end: reader.at, birth, is_reserve })
}

/// Whether digits that fit are a person's number, as they are written and by what stands before.
fn is_meant(birth: &str, last: &str, gap: Gap, grouped: Option<char>, run: &str, before: &str, after: &str) -> bool {
    let (first, second) = (two(last, 0), two(last, 2));
    if last.starts_with(|char: char| char.is_ascii_alphabetic()) {
        return gap.character.is_some() || !gap.is_blank();
    }
    let name = called(before);
    if name == Called::Person {
        return true;
    }
    if let Some(character) = gap.character {
        // "250101–1231" and "2025-01-01 - 1231" are spans of time.
        let is_span = (!is_hyphen(character) || gap.has_blank || grouped.is_some()) && is_day(first, second, 2000);
        return !is_span;
    }
    // Without a sign much else is as long: a telephone number begins with 0, and after a day comes a time.
    let is_recent = birth.len() == 8 && birth >= "2015" || birth.len() == 6 && (15..=40).contains(&two(birth, 0));
    let is_time = gap.is_blank() && is_recent && first < 24 && second < 60;
    let is_blanked = gap.is_blank() || grouped.is_some();
    let is_group = is_blanked && goes_on_over_blank(before, after);
    name == Called::Nothing && !run.starts_with('0') && !is_time && !is_group
}

impl Reader<'_> {
    /// The last four: digits, or a letter and digits. A letter stands after a sign or at once.
    fn last(&mut self, gap: &Gap) -> Option<String> {
        let letter = self.peek().filter(|char| RESERVE_LETTERS.contains(char.to_ascii_uppercase()));
        if let Some(letter) = letter {
            self.at += 1;
            let second = self.peek().filter(|char| letter.eq_ignore_ascii_case(&'T') && char.is_ascii_alphabetic());
            self.at += second.map_or(0, char::len_utf8);
            let wanted = if second.is_some() { 2 } else { 3 };
            let digits = self.digits();
            return (digits.len() == wanted && (gap.character.is_some() || !gap.is_blank())).then(|| {
                let one = if second.is_some() { "1" } else { "" };
                format!("{}{one}{digits}", letter.to_ascii_uppercase())
            });
        }
        // Without anything between they would have been one run.
        let is_apart = gap.character.is_some() || gap.is_blank();
        let digits = self.digits();
        (is_apart && digits.len() == 4).then_some(digits)
    }
}

fn two(digits: &str, at: usize) -> u32 {
    digits.get(at..at + 2).and_then(|two| two.parse().ok()).unwrap_or(0)
}

/// Whether six or eight digits are a date of birth; a co-ordination number has 60 added to the day, and a day or month that
/// nobody knows is 0 there. Organisation numbers have 20 or more for a month.
fn is_birth(birth: &str, latest: i32) -> bool {
    let (year, rest) = birth.split_at(birth.len() - 4);
    let year: i32 = year.parse().unwrap_or(0);
    let (month, day) = (two(rest, 0), two(rest, 2));
    let (month, day) = if day >= 60 { (month.max(1), (day - 60).max(1)) } else { (month, day) };
    let is_year = birth.len() == 6 || (1850..=latest).contains(&year);
    is_year && is_day(month, day, if birth.len() == 6 { 2000 + year } else { year })
}

fn is_day(month: u32, day: u32, year: i32) -> bool {
    let (Ok(year), Ok(month), Ok(day)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day)) else {
        return false;
    };
    jiff::civil::Date::new(year, month, day).is_ok()
}

/// The check digit over the last nine digits before it: every other doubled, the digits of the products added. A letter
/// counts as one.
fn is_checked(birth: &str, last: &str) -> bool {
    let ten = birth[birth.len() - 6..].bytes().chain(last.bytes());
    let sum: u32 = ten
        .map(|byte| if byte.is_ascii_digit() { u32::from(byte - b'0') } else { 1 })
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

/// The place of the first byte that may begin a digit, wide ones too.
fn first(text: &[u8]) -> Option<usize> {
    first_byte(text, |byte| u8::from(byte.is_ascii_digit()) | u8::from(byte == 0xef))
}
