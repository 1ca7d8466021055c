//! The end of a row in a line of text: the values after the name, up to a word that no name ends in – how often it is
//! reported, two days, or the occasion.

use crate::import::document::known::{Known, fold, is_year};

/// A line with the end of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct End {
    /// What stands before the values.
    pub(crate) name: String,
    /// The values, each with the character that it begins at.
    pub(crate) values: Vec<(String, usize)>,
    /// The word, days or occasion at the end.
    pub(crate) end: Vec<String>,
}

/// A word of a line with the character that it begins at.
type At<'l> = (&'l str, usize);

/// The words of a line.
pub(crate) fn words(line: &str) -> Vec<At<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in line.split(char::is_whitespace) {
        if !word.is_empty() {
            words.push((word, at));
        }
        at += word.chars().count() + 1;
    }
    words
}

/// The end of a row of indicators: how often they are reported.
pub(crate) fn of_indicator(known: &Known, line: &str) -> Option<End> {
    let words = words(line);
    let (count, name) = known.steering.periodicities.iter().find_map(|periodicity| {
        let count = periodicity.name.split(' ').count();
        let from = words.len().checked_sub(count)?;
        let written = words[from..].iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
        (fold(&written) == fold(&periodicity.name)).then(|| (count, periodicity.name.clone()))
    })?;
    let before = &words[..words.len() - count];
    let end = split(before, vec![name]);
    // A sentence may end in such a word; a cell is alone, or stands after others.
    let is_cell = before.is_empty() || !end.values.is_empty() || is_apart(line, words[words.len() - count].1);
    is_cell.then_some(end).or_else(|| {
        let last = before.last()?.0;
        (!last.ends_with([',', '.', ':'])
            && words.len() > 3
            && words[words.len() - count].0.starts_with(char::is_uppercase))
        .then(|| split(before, vec![words[words.len() - count].0.to_owned()]))
    })
}

/// The end of a row of activities: the first and the last day, and what stands after them.
pub(crate) fn of_activity(line: &str) -> Option<(End, String)> {
    let words = words(line);
    let at = (0..words.len()).rev().find(|at| is_day(words[*at].0))?;
    let (from, days) = match at.checked_sub(1).filter(|before| is_day(words[*before].0)) {
        Some(before) => (before, vec![words[before].0, words[at].0]),
        None => (at, vec![words[at].0]),
    };
    // One day alone is in many sentences.
    if days.len() == 1 {
        return None;
    }
    let name = joined(&words[..from]);
    let rest = joined(&words[at + 1..]);
    let end = days.into_iter().map(str::to_owned).collect();
    Some((End { name, values: Vec::new(), end }, rest))
}

/// The end of a row of outcomes: "VB 2022", or "2022" after other values.
pub(crate) fn of_outcome(known: &Known, line: &str) -> Option<End> {
    let words = words(line);
    let (last, before) = words.split_last()?;
    if !is_year(last.0) {
        return None;
    }
    let occasion = before.last().filter(|(word, _)| known.occasion(word).is_some());
    let (before, end) = match occasion {
        Some((word, _)) => (&before[..before.len() - 1], vec![format!("{word} {}", last.0)]),
        None => (before, vec![last.0.to_owned()]),
    };
    let end = split(before, end);
    (occasion.is_some() || !end.values.is_empty()).then_some(end)
}

/// The values at the end of a line that has nothing after them.
pub(crate) fn of_values(line: &str) -> End {
    split(&words(line), Vec::new())
}

/// Whether a word is a day: 2025-01-31.
pub(crate) fn is_day(word: &str) -> bool {
    word.parse::<jiff::civil::Date>().is_ok() && word.len() == 10
}

/// Whether a day stands there, or so much of it as had room on a line: at least its year.
pub(crate) fn begins_day(word: &str) -> bool {
    let is_sign = |(at, sign): (usize, u8)| if matches!(at, 4 | 7) { sign == b'-' } else { sign.is_ascii_digit() };
    (5..=10).contains(&word.len()) && word.bytes().enumerate().all(is_sign)
}

/// Whether a number stands there, with its unit or without.
fn is_number(word: &str) -> bool {
    let bare = word.trim_end_matches('%').trim_end_matches('.').trim_start_matches(['-', '−', '–', '+', '<', '>']);
    !bare.is_empty()
        && bare.chars().all(|letter| letter.is_ascii_digit() || letter == ',' || letter == '.')
        && bare.starts_with(|first: char| first.is_ascii_digit())
        && !bare.ends_with(['.', ','])
}

/// The values at the end of some words, and the name before them.
fn split(words: &[At], end: Vec<String>) -> End {
    if let Some(at) = set_elsewhere(words) {
        let mut before = split(&words[..at], end);
        before.values.push((joined(&words[at..]), words[at].1));
        return before;
    }
    let mut from = words.len();
    let mut values: Vec<(String, usize)> = Vec::new();
    while from > 0 {
        let (word, start) = words[from - 1];
        let is_percent = word == "%";
        let is_none = (word == "–" || word == "-") && from > 1;
        if is_percent && from > 1 && is_number(words[from - 2].0) {
            values.insert(0, (format!("{} %", words[from - 2].0), words[from - 2].1));
            from -= 2;
        } else if is_number(word) || is_none {
            let value = word
                .strip_suffix('%')
                .map_or_else(|| word.to_owned(), |number| format!("{} %", number.trim_end_matches('.')));
            values.insert(0, (value, start));
            from -= 1;
        } else {
            break;
        }
    }
    End { name: joined(&words[..from]), values, end }
}

/// Where it begins that somebody else is to set a target: "Tas fram av …".
fn set_elsewhere(words: &[At]) -> Option<usize> {
    (0..words.len()).find(|at| {
        let word = words[*at].0.to_lowercase();
        let next = words.get(at + 1).map(|(next, _)| next.to_lowercase());
        word == "tasfram" || (word == "tas" && next.as_deref() == Some("fram"))
    })
}

/// Whether a word stands apart from what is before it: it is a cell of its own.
fn is_apart(line: &str, at: usize) -> bool {
    let before: Vec<char> = line.chars().take(at).collect();
    before.len() > 1 && before.iter().rev().take(2).all(|letter| letter.is_whitespace())
}

fn joined(words: &[At]) -> String {
    words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_end_a_row_and_a_deviation_may_follow() {
        let (end, rest) =
            of_activity("Utbilda alla handläggare 2025-01-01 2025-12-31 Börjar senare").expect("a row ends");
        assert_eq!((end.name.as_str(), rest.as_str()), ("Utbilda alla handläggare", "Börjar senare"));
        assert_eq!(end.end, ["2025-01-01", "2025-12-31"]);
        assert_eq!(of_activity("Beslutet togs 2025-01-01 av nämnden"), None);
    }

    #[test]
    fn values_stand_after_the_name() {
        let split_of = |line: &str| of_values(line);
        let end = split_of("Sjukfrånvaro dag 1-14 1,5 % 80 Tas fram av nämnd");
        assert_eq!(end.name, "Sjukfrånvaro dag 1-14");
        let values: Vec<&str> = end.values.iter().map(|(value, _)| value.as_str()).collect();
        assert_eq!(values, ["1,5 %", "80", "Tas fram av nämnd"]);
        assert_eq!(split_of("inom 48 timmar").values, []);
    }
}
