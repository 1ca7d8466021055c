//! What the lines of such a table are: cells that look like what a column holds, and lines of names.

use super::super::cell::Joiner;
use super::super::column::Column;
use super::super::shape::{self, Kind};
use super::super::value;
use super::piece::Chunk;
use super::{At, Text};
use crate::import::document::block::Place;
use crate::import::document::known::{fold, is_year};

/// Most lines of a value.
const MOST_LINES: usize = 5;

/// Most words of one of several values on a line.
const MOST_WORDS: usize = 5;

/// What stands in the way of a column whose head comes after the value.
const COST_OF_LATE_HEAD: u8 = 3;

/// Words that a name does not end in, and that numbers follow: "klara inom", "14 dagar".
const BEFORE_NUMBERS: &[&str] = &["inom", "efter", "på", "om", "till", "minst", "högst", "över", "under", "dag", "än"];

/// A name, or a part of one, or a value.
#[derive(Clone, Debug)]
pub(super) struct Unit<'l> {
    /// Its lines.
    pub(super) lines: Vec<&'l str>,
    /// Where it stands.
    at: At,
    /// Where it stands in the document.
    pub(super) place: Place,
    /// The chunk that it stands in.
    pub(super) chunk: usize,
    /// What stands in the way of each column holding it; none where it cannot, and for a part of a name.
    pub(super) costs: Vec<Option<u8>>,
}

impl Unit<'_> {
    /// Whether it is a value.
    pub(super) fn is_value(&self) -> bool {
        self.costs.iter().any(Option::is_some)
    }

    /// Its lines.
    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Where it stands.
    pub(super) fn at(&self) -> At {
        self.at
    }

    /// Whether a value may be no value: what only looks a little like one, or a number, or a number of days.
    pub(super) fn may_be_name(&self) -> bool {
        self.costs.iter().flatten().all(|cost| *cost > 0) || self.is_plain_number()
    }

    fn is_plain_number(&self) -> bool {
        let [line] = self.lines[..] else { return false };
        !line.contains(['%', ','])
            && line.starts_with(|first: char| first.is_ascii_digit())
            && !value::begins_day(line)
            && !is_day(line)
    }

    /// Makes the columns of values dearer whose heads stand below it, by the number of the chunk.
    pub(super) fn prefer_heads_before(&mut self, columns: &[Column], heads: &[usize]) {
        for ((cost, column), head) in self.costs.iter_mut().zip(columns).zip(heads) {
            if column.kind == Kind::Value && *head > self.chunk {
                *cost = cost.map(|cost| cost + COST_OF_LATE_HEAD);
            }
        }
    }

    /// Whether it is the end of a name, such as a range of days: "dag", "1-14", or "dag 1-", "14".
    pub(super) fn ends_name(&self, before: &str) -> bool {
        let [line] = self.lines[..] else { return false };
        let is_digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_range = line.split_once(['-', '–']).is_some_and(|(from, to)| is_digits(from) && is_digits(to));
        let is_begun = || before.trim_end_matches('-').ends_with(|last: char| last.is_ascii_digit());
        let goes_on = || before.rsplit([' ', '\n']).next().is_some_and(|last| BEFORE_NUMBERS.contains(&last));
        is_range && before.ends_with(char::is_lowercase)
            || is_digits(line) && before.ends_with('-') && is_begun()
            || self.is_plain_number() && goes_on()
    }

    /// Makes a value a part of a name.
    pub(super) fn make_name(&mut self) {
        self.costs.iter_mut().for_each(|cost| *cost = None);
    }
}

/// The names and values in some lines.
pub(super) fn units<'l>(text: &Text, columns: &[Column], number: usize, chunk: &Chunk<'l>) -> Vec<Unit<'l>> {
    let texts: Vec<&'l str> = chunk.lines.iter().map(|line| line.text.as_str()).collect();
    let unit = |at: usize, lines: Vec<&'l str>, costs: Vec<Option<u8>>| {
        let place = Place { page: chunk.lines[at].page, line: chunk.lines[at].number };
        Unit { lines, at: chunk.at[at], place, chunk: number, costs }
    };
    let has_amounts = columns.iter().any(|column| column.kind == Kind::Amount);
    let several = |line: &'l str| Some(amounts(line)).filter(|own| has_amounts && own.len() > 1);
    let whole = texts.concat();
    let is_broken = texts.len() > 1 && shape::is_amount(&whole) && amounts(&whole).len() == 1;
    let are_several = |line: &&str| {
        let (name, values) = values_of(text, columns, line);
        name.is_empty() && values.len() > 1
    };
    if (is_broken || !texts.iter().any(|line| several(line).is_some()))
        && !(texts.len() == 1 && texts.iter().any(are_several))
        && let Some(costs) = costs(text, columns, &texts, 1)
    {
        return vec![unit(0, texts, costs)];
    }
    if let Some((value, after)) = side_by_side(text, columns, &texts)
        && let (Some(first), Some(other)) = (costs(text, columns, &value, 1), costs(text, columns, &[after], 2))
    {
        return vec![unit(0, value, first), unit(0, vec![after], other)];
    }
    let mut units = Vec::new();
    let mut at = 0;
    while at < texts.len() {
        if let Some(amounts) = several(texts[at]) {
            for amount in amounts {
                let costs = costs(text, columns, &[amount], 2).unwrap_or_else(|| vec![None; columns.len()]);
                units.push(unit(at, vec![amount], costs));
            }
            at += 1;
            continue;
        }
        let most = MOST_LINES.min(texts.len() - at);
        let own = (1..=most).rev().find_map(|count| {
            let is_rest = at > 0 && texts[at].starts_with(char::is_lowercase);
            costs(text, columns, &texts[at..at + count], 2).filter(|_| !is_rest).map(|costs| (count, costs))
        });
        if let Some((count, costs)) = own {
            units.push(unit(at, texts[at..at + count].to_vec(), costs));
            at += count;
            continue;
        }
        let (name, values) = values_of(text, columns, texts[at]);
        if !name.is_empty() {
            units.push(unit(at, vec![name], vec![None; columns.len()]));
        }
        for value in values {
            let costs = costs(text, columns, &[value], 2).unwrap_or_else(|| vec![None; columns.len()]);
            units.push(unit(at, vec![value], costs));
        }
        at += 1;
    }
    units
}

/// A value of several lines, and the one that stands beside its first line: "1,5 kg per kg År", "livsmedel".
fn side_by_side<'l>(text: &Text, columns: &[Column], lines: &[&'l str]) -> Option<(Vec<&'l str>, &'l str)> {
    let (first, rest) = lines.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let (before, after) = first.rsplit_once(' ')?;
    let is_other = |column: &Column| matches!(column.kind, Kind::Periodicity | Kind::Period);
    let is_beside = columns.iter().any(|column| is_other(column) && shape::fit(text.known, column.kind, after) == 2);
    is_beside.then(|| (std::iter::once(before).chain(rest.iter().copied()).collect(), after))
}

/// The amounts that a line is made of: in all but the first word of one there are three digits. None where it has others.
fn amounts(line: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut at = 0;
    let mut before = "";
    for word in line.split(' ') {
        let digits = word.split([',', '.']).next().unwrap_or_default();
        let is_next =
            digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) || matches!(before, "-" | "−" | "–");
        if !is_next || starts.is_empty() {
            starts.push(at);
        }
        at += word.len() + 1;
        before = word;
    }
    let end = |number: usize| starts.get(number + 1).map_or(line.len(), |next| next - 1);
    let own: Vec<&str> = starts.iter().enumerate().map(|(number, from)| &line[*from..end(number)]).collect();
    if own.iter().all(|amount| shape::is_amount(amount)) { own } else { Vec::new() }
}

/// The words of a line before its values, and the values: days at its end, or values and nothing else.
fn values_of<'l>(text: &Text, columns: &[Column], line: &'l str) -> (&'l str, Vec<&'l str>) {
    let starts: Vec<usize> =
        line.char_indices().filter(|(at, _)| *at == 0 || line[..*at].ends_with(' ')).map(|(at, _)| at).collect();
    let own = |from: usize, to: usize| {
        let end = starts.get(to).copied().unwrap_or(line.len());
        line[starts[from]..end].trim_end()
    };
    let mut values = Vec::new();
    let mut to = starts.len();
    let has_days = columns.iter().any(|column| column.kind == Kind::Day);
    while to > 0 && starts.len() < 60 {
        let found = (to.saturating_sub(MOST_WORDS)..to).find(|from| {
            let word = own(*from, to);
            let is_apart = columns.iter().any(|column| !matches!(column.kind, Kind::Amount | Kind::Number));
            is_apart && costs(text, columns, &[word], 2).is_some()
        });
        let Some(from) = found else { break };
        values.insert(0, (from, own(from, to)));
        to = from;
    }
    if to == 0 && values.len() > 1 {
        return ("", values.into_iter().map(|(_, value)| value).collect());
    }
    // At the end of a name only days are no part of it.
    let days = values.iter().rev().take_while(|(_, value)| has_days && is_day(value)).count();
    let from = values.len() - days;
    let cut = values.get(from).map_or(line.len(), |(word, _)| starts[*word]);
    (line[..cut].trim_end(), values[from..].iter().map(|(_, value)| *value).collect())
}

fn is_day(text: &str) -> bool {
    value::is_day(text) || shape::whole_day(text).is_some()
}

/// What stands in the way of each column holding some lines; none where no column can as surely as is asked for.
fn costs(text: &Text, columns: &[Column], lines: &[&str], least: u8) -> Option<Vec<Option<u8>>> {
    let known = text.known;
    if lines.len() > MOST_LINES {
        return None;
    }
    let own = lines.iter().take_while(|line| !shape::is_labelled(known, line)).count();
    let (first, rest) = lines[..own].split_first()?;
    let of_kind = |kind: Kind| {
        if kind == Kind::Text {
            return None;
        }
        let joiner = Joiner { known, words: text.words, kind, width: 0 };
        let mut whole = (*first).to_owned();
        for line in rest {
            if !shape::goes_on(known, kind, &whole, line) {
                return None;
            }
            whole = joiner.joined(&whole, line);
        }
        let fit = shape::fit(known, kind, &whole);
        // A year is the occasion, where there is one, before it is a number.
        let is_year = is_year(&whole) && kind == Kind::Value;
        (fit >= least).then(|| 2 - fit.min(2) + if is_year { 2 } else { 0 })
    };
    let mut seen: Vec<(Kind, Option<u8>)> = Vec::new();
    let has_council = columns.iter().any(is_council);
    let is_elsewhere = fold(first).starts_with("tas");
    let costs: Vec<Option<u8>> = columns
        .iter()
        .map(|column| {
            let known = seen.iter().find(|(kind, _)| *kind == column.kind).map(|(_, cost)| *cost);
            let cost = known.unwrap_or_else(|| {
                let cost = of_kind(column.kind);
                seen.push((column.kind, cost));
                cost
            });
            let is_other = is_elsewhere && has_council && column.kind == Kind::Value && !is_council(column);
            cost.map(|cost| cost + if is_other { 3 } else { 0 })
        })
        .collect();
    costs.iter().any(Option::is_some).then_some(costs)
}

fn is_council(column: &Column) -> bool {
    column.head == Some(crate::import::document::known::Head::CouncilTarget)
}
