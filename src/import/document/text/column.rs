//! The columns of a table in a text that keeps the columns of the page: their heads, and where one ends and the next begins.

use super::line::Line;
use super::segment::{Segment, segments};
use super::shape::{self, Kind};
use crate::import::document::known::{Head, Known, is_year};

/// A column: what it holds, and where its head stands.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// What it holds; none where its head is a word that nobody knows.
    pub(super) head: Option<Head>,
    /// The words of its head.
    pub(super) words: String,
    /// The character of the page that its head begins at.
    pub(super) start: usize,
    /// The character after the last of its head.
    pub(super) end: usize,
    /// The character of the page that it begins at.
    pub(super) from: usize,
    /// What its cells look like.
    pub(super) kind: Kind,
}

/// Most lines of the head of a table.
pub(super) const MOST_HEAD_LINES: usize = 5;

/// How many lines below a head are looked at for columns that are set apart.
const LINES_BELOW: usize = 6;

/// How many lines below the head tell where columns end.
const MOST_LINES_LOOKED_AT: usize = 60;

/// Whether a line has the first word of the head of a table of several columns, which are set apart.
pub(super) fn begins(known: &Known, line: &Line) -> bool {
    segments(line).len() > 1 && begins_by_heads(known, head_pieces(known, line))
}

/// Whether the first of some lines is such a head; where no more than a blank stands between its words, the columns are
/// set apart below.
fn begins_in(known: &Known, lines: &[&Line]) -> bool {
    let Some((first, rest)) = lines.split_first() else { return false };
    let is_apart = || {
        let next = rest.iter().take(LINES_BELOW).take_while(|line| !line.text.is_empty());
        next.filter(|line| segments(line).len() > 1).count() > 0
    };
    (segments(first).len() > 1 || is_apart())
        && begins_by_heads(known, head_pieces(known, first))
        && head_pieces(known, first).nth(1).is_some()
}

/// What the columns of a table of amounts may hold.
fn is_of_amounts(head: Head) -> bool {
    let is_outcome =
        matches!(head, Head::Outcome | Head::Earlier | Head::OutcomeIn(_) | Head::Forecast | Head::Deviation);
    is_outcome || shape::kind(Some(head)) == Kind::Amount
}

/// Fewest blanks before the head of amounts, whose first column has none.
const LEAST_INDENT: usize = 14;

/// The columns of a table of amounts, whose names have no head, and how many lines the head has.
pub(super) fn head_of_amounts(known: &Known, lines: &[&Line], most: usize) -> Option<(Vec<Column>, usize)> {
    let first = lines.first().filter(|line| line.indent >= LEAST_INDENT && segments(line).len() > 1)?;
    let is_beside = |line: &&&Line| line.indent >= LEAST_INDENT.max(first.indent / 2);
    let count = 1 + lines[1..most.min(lines.len()).max(1)].iter().take(3).take_while(is_beside).count();
    (1..=count).find_map(|count| {
        let mut columns = of_lines(known, &lines[..count]);
        let is_own = columns.len() > 1
            && columns.iter().all(|column| column.head.is_some_and(is_of_amounts))
            && columns.iter().any(|column| shape::kind(column.head) == Kind::Amount);
        let is_whole =
            lines.get(count).is_none_or(|next| count >= most || next.indent < first.indent / 2 || !is_beside(&next));
        if !is_own || !is_whole {
            return None;
        }
        let names = Column { head: None, words: String::new(), start: 0, end: 1, from: 0, kind: Kind::Text };
        columns.insert(0, names);
        set_kinds(&mut columns);
        Some((columns, count))
    })
}

/// Fewest rows below a head of words that nobody knows.
const LEAST_ROWS: usize = 2;

/// The columns of a head of words that nobody knows, below which several rows have their cells where its words stand.
pub(super) fn head_of_others(known: &Known, lines: &[&Line]) -> Option<(Vec<Column>, usize)> {
    let (first, rest) = lines.split_first()?;
    let own = segments(first);
    let is_word = |segment: &Segment| {
        segment.text.chars().count() <= 30
            && segment.text.starts_with(char::is_uppercase)
            && !segment.text.ends_with(['.', ':', ','])
            && !segment.text.contains(|letter: char| letter.is_ascii_digit())
    };
    if own.len() < 3 || !own.iter().all(is_word) {
        return None;
    }
    let is_row = |line: &&&Line| {
        let cells = segments(line);
        cells.len() == own.len() && cells.iter().zip(&own).all(|(cell, head)| cell.start.abs_diff(head.start) <= 2)
    };
    if rest.iter().take(12).filter(is_row).count() < LEAST_ROWS {
        return None;
    }
    let column = |Segment { start, end, text }: Segment| {
        let head = known.column(&text);
        Column { head, words: text, start, end, from: start, kind: Kind::Text }
    };
    Some((own.into_iter().map(column).collect(), 1))
}

fn begins_by_heads(known: &Known, own: impl Iterator<Item = Segment>) -> bool {
    let mut heads = own.map(|segment| known.head(&segment.text));
    match heads.next().flatten() {
        Some(Head::Indicator | Head::Activity | Head::Assignment | Head::Measure | Head::Amendment) => true,
        Some(Head::Number) => heads.next().flatten() == Some(Head::Assignment),
        _ => false,
    }
}

/// The pieces of a line of a head: between heads there may be no more than a blank.
fn head_segments(known: &Known, line: &Line) -> Vec<Segment> {
    head_pieces(known, line).collect()
}

/// The same, each when it is asked for: of most lines the first tells that they are no head.
fn head_pieces(known: &Known, line: &Line) -> impl Iterator<Item = Segment> {
    segments(line).into_iter().flat_map(|segment| split_heads(known, segment))
}

/// No head on one line is longer, in characters.
const LONGEST_HEAD: usize = 60;

fn split_heads(known: &Known, segment: Segment) -> Vec<Segment> {
    if known.column(&segment.text).is_some() || segment.text.chars().count() > 120 {
        return vec![segment];
    }
    let letters: Vec<char> = segment.text.chars().collect();
    let blanks = letters.iter().take(LONGEST_HEAD).enumerate().filter(|(_, letter)| letter.is_whitespace());
    let blanks: Vec<usize> = blanks.map(|(at, _)| segment.start + at).collect();
    for at in blanks.into_iter().rev() {
        if let Some((one, other)) = segment.split_at(at)
            && known.column(&one.text).is_some()
        {
            let rest = split_heads(known, other);
            if rest.iter().all(|own| known.column(&own.text).is_some()) {
                return std::iter::once(one).chain(rest).collect();
            }
        }
    }
    vec![segment]
}

/// The columns of a head that begins at the first of some lines, and how many lines it has: no more than those without an
/// empty line between.
pub(super) fn head(known: &Known, lines: &[&Line], most: usize) -> Option<(Vec<Column>, usize)> {
    // What is centred may stand above the first word.
    let first = (0..most.min(lines.len()).min(3)).find(|at| begins_in(known, &lines[*at..]))?;
    let base = head_segments(known, lines[first]);
    let left = base.first()?.start + 4;
    let is_beside = |line: &&&Line| segments(line).first().is_some_and(|own| own.start > left);
    if lines[..first].iter().any(|line| !is_beside(&line)) {
        return None;
    }
    let after = lines[first + 1..most.min(lines.len()).max(first + 1)]
        .iter()
        .take(MOST_HEAD_LINES - 1)
        .take_while(is_beside)
        .count();
    // The fewest lines that make all heads known are the head: below it there may be a row without a name.
    let mut best: Option<(usize, Vec<Column>, usize)> = None;
    for count in first + 1..=first + 1 + after {
        let columns = of_lines(known, &lines[..count]);
        let named = columns.iter().filter(|column| column.head.is_some()).count();
        let exact = columns.iter().filter(|column| known.is_exact_head(&column.words)).count();
        let says_year = |own: &Segment| {
            let (before, last) = own.text.rsplit_once(' ').unwrap_or(("", &own.text));
            is_year(last) && (before.is_empty() || known.occasion(before).is_some())
        };
        let is_rest = segments(lines[count - 1]).iter().all(says_year);
        let is_better = |most: usize| named + exact > most || named + exact == most && is_rest;
        if best.as_ref().is_none_or(|(most, ..)| is_better(*most)) {
            best = Some((named + exact, columns, count));
        }
    }
    let (_, mut columns, count) = best?;
    let named = columns.iter().filter(|column| column.head.is_some()).count();
    if columns.len() < 2 || named < 2 || named * 10 < columns.len() * 6 {
        return None;
    }
    set_kinds(&mut columns);
    Some((columns, count))
}

/// The columns that the lines of a head have together: what stands one above another is of one column.
fn of_lines(known: &Known, lines: &[&Line]) -> Vec<Column> {
    let mut parts: Vec<(usize, usize, Vec<String>)> = Vec::new();
    let mut all: Vec<Vec<Segment>> = lines.iter().map(|line| head_segments(known, line)).collect();
    let widest = (0..all.len()).max_by_key(|at| (all[*at].len(), all.len() - at)).unwrap_or(0);
    for segment in &all[widest] {
        parts.push((segment.start, segment.end, Vec::new()));
    }
    let bounds: Vec<(usize, usize)> = parts.iter().map(|(start, end, _)| (*start, *end)).collect();
    let pieces = all.iter_mut().flat_map(std::mem::take).flat_map(|segment| between(&bounds, segment));
    for segment in pieces {
        let near = |(start, end): (usize, usize)| {
            let gap = segment.start.saturating_sub(end).max(start.saturating_sub(segment.end));
            (std::cmp::Reverse(segment.overlap(start, end)), gap)
        };
        if let Some(at) = (0..bounds.len()).min_by_key(|at| near(bounds[*at])) {
            let (start, end, texts) = &mut parts[at];
            *start = segment.start.min(*start);
            *end = segment.end.max(*end);
            texts.push(segment.text);
        }
    }
    let column = |(start, end, texts): (usize, usize, Vec<String>)| {
        let (words, head) =
            words_of_head(known, &texts).map_or_else(|| (texts.join(" "), None), |(words, head)| (words, Some(head)));
        Column { head, words, start, end, from: start, kind: Kind::Text }
    };
    parts.into_iter().map(column).collect()
}

/// The parts of a piece of a head that stands above several columns, no more than a blank between them.
fn between(bounds: &[(usize, usize)], segment: Segment) -> Vec<Segment> {
    let is_near = |(start, end): &&(usize, usize)| *start < segment.end + 3 && segment.start < *end;
    let mut above = bounds.iter().filter(is_near);
    let (Some((start, end)), Some((next, next_end))) = (above.next(), above.next()) else { return vec![segment] };
    let far = |piece: &Segment, start: usize, end: usize| (piece.start + piece.end).abs_diff(start + end);
    let places = (segment.start..segment.end).filter_map(|at| segment.split_at(at));
    match places.min_by_key(|(one, other)| far(one, *start, *end) + far(other, *next, *next_end)) {
        Some((one, other)) => std::iter::once(one).chain(between(bounds, other)).collect(),
        None => vec![segment],
    }
}

/// The words of a head of several lines, and what it stands for: a word that did not have room is broken without a hyphen,
/// and which of the lines end in one nothing tells but that the whole is known.
pub(super) fn words_of_head(known: &Known, lines: &[String]) -> Option<(String, Head)> {
    let all = ways_to_join(lines);
    let exact = all.iter().find(|words| known.is_exact_head(words)).into_iter();
    exact.chain(&all).find_map(|words| known.column(words).map(|head| (words.clone(), head)))
}

/// The same for heads that are known letter by letter, which is soon seen of other lines.
pub(super) fn exact_words_of_head(known: &Known, lines: &[String]) -> Option<(String, Head)> {
    let words = ways_to_join(lines).into_iter().find(|words| known.is_exact_head(words))?;
    known.column(&words).map(|head| (words, head))
}

/// The words of some lines with a blank or nothing between each two. Those with the most blanks come first: nothing is taken
/// together that need not be.
fn ways_to_join(lines: &[String]) -> Vec<String> {
    let breaks = lines.len().saturating_sub(1).min(MOST_HEAD_LINES);
    let joined = |blanks: usize| {
        let mut words = String::new();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 && (at > breaks || blanks >> (at - 1) & 1 == 1) {
                words.push(' ');
            }
            words.push_str(line);
        }
        words
    };
    let mut all: Vec<usize> = (0..1 << breaks).collect();
    all.sort_by_key(|blanks: &usize| std::cmp::Reverse(blanks.count_ones()));
    all.into_iter().map(joined).collect()
}

/// Says of columns what their cells look like. Among amounts, outcomes and deviations are amounts too.
pub(super) fn set_kinds(columns: &mut [Column]) {
    let has_amounts = columns.iter().any(|column| shape::kind(column.head) == Kind::Amount);
    for column in columns.iter_mut() {
        column.kind = match column.head {
            Some(Head::Outcome | Head::Earlier | Head::OutcomeIn(_) | Head::Forecast | Head::Deviation)
                if has_amounts =>
            {
                Kind::Amount
            }
            head => shape::kind(head),
        };
    }
}

/// Sets where columns begin by the lines below their heads: between two columns the page is empty.
pub(super) fn set_bounds<'l>(columns: &mut [Column], lines: impl Iterator<Item = &'l Line>) {
    // Text over the whole width says nothing of columns.
    let rows: Vec<Vec<Segment>> = lines
        .filter(|line| !line.is_furniture)
        .map(segments)
        .filter(|own| own.len() > 1)
        .take(MOST_LINES_LOOKED_AT)
        .collect();
    for at in 1..columns.len() {
        let (before, own) = (&columns[at - 1], &columns[at]);
        let least = before.start + 1;
        let middle = (before.end + own.start) / 2;
        // How many rows have words on both sides of a place without a gap.
        let cost = |place: usize| {
            let cut: usize = rows.iter().flatten().map(|segment| cost_of_cut(segment, place)).sum();
            let in_head = usize::from(place > own.start) * own.start.abs_diff(place).min(3)
                + usize::from(place < before.end) * before.end.abs_diff(place).min(3);
            (cut + in_head, place.abs_diff(middle.max(least)))
        };
        let best = (least..=own.end.saturating_sub(1).max(least)).min_by_key(|place| cost(*place));
        columns[at].from = best.unwrap_or(own.start);
    }
}

/// How much speaks against a piece of a line being cut at a place: little where a blank stands there.
fn cost_of_cut(segment: &Segment, place: usize) -> usize {
    if segment.start >= place || segment.end <= place {
        return 0;
    }
    let before = segment.text.chars().nth(place - segment.start - 1);
    if before.is_some_and(char::is_whitespace) { 1 } else { 4 }
}

/// Whether a piece reaches far into the column after its own.
pub(super) fn crosses(columns: &[Column], at: usize, segment: &Segment) -> bool {
    columns.get(at + 1).is_some_and(|next| segment.end > next.from + 2)
}
