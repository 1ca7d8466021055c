//! Which column the pieces of a line stand in: the one that they stand below, and that can hold what they look like.

use super::column::Column;
use super::line::Line;
use super::segment::{Segment, segments};
use super::shape::{self, Kind};
use super::value;
use crate::import::document::known::Known;

/// What a piece costs in a column that cannot hold what it looks like, in characters of the page.
const COST_OF_MISFIT: usize = 40;

/// What it costs that two pieces stand in one column.
const COST_OF_SHARING: usize = 20;

/// Most characters that a piece may stand beside its column.
const FARTHEST: usize = 30;

/// Most words of a value.
const MOST_WORDS: usize = 5;

/// The pieces of a line with the columns that they stand in.
pub(super) fn placed(known: &Known, columns: &[Column], line: &Line) -> Vec<(usize, Segment)> {
    let mut pieces: Vec<Segment> = Vec::new();
    for segment in segments(line) {
        for part in at_bounds(known, columns, segment) {
            pieces.extend(by_shape(known, columns, part));
        }
    }
    let places = aligned(known, columns, &pieces);
    places.into_iter().zip(pieces).collect()
}

/// The parts of a piece that goes over several columns: where a cell is full to its end, no more than a blank stands before
/// the next.
fn at_bounds(known: &Known, columns: &[Column], segment: Segment) -> Vec<Segment> {
    for column in columns.iter().skip(1).filter(|column| column.from > segment.start && column.from < segment.end) {
        let near = (column.from.saturating_sub(3)..=column.from + 2).filter_map(|place| segment.split_at(place));
        let is_cell = |other: &Segment| {
            let first = other.text.split_whitespace().next().unwrap_or_default();
            let fits = |text: &str| shape::fit(known, column.kind, text) > 0 || is_part_of_day(column.kind, text);
            column.kind != Kind::Text && (fits(&other.text) || fits(first) && column.kind != Kind::Number)
        };
        let nearest =
            near.min_by_key(|(_, other)| other.start.abs_diff(column.from)).filter(|(_, other)| is_cell(other));
        if let Some((one, other)) = nearest {
            return std::iter::once(one).chain(at_bounds(known, columns, other)).collect();
        }
    }
    vec![segment]
}

/// The values that a piece is made of, or that stand at its end.
fn by_shape(known: &Known, columns: &[Column], segment: Segment) -> Vec<Segment> {
    let mut kinds: Vec<Kind> = columns.iter().map(|column| column.kind).collect();
    // An amount may have blanks in it, and so has no end of its own.
    kinds.retain(|kind| !matches!(kind, Kind::Text | Kind::Number | Kind::Amount));
    kinds.dedup();
    let letters: Vec<char> = segment.text.chars().collect();
    let starts: Vec<usize> = (0..letters.len())
        .filter(|at| !letters[*at].is_whitespace() && (*at == 0 || letters[at - 1].is_whitespace()))
        .collect();
    if kinds.is_empty() || starts.len() < 2 || starts.len() > 40 {
        return vec![segment];
    }
    let end = |word: usize| starts.get(word).map_or(letters.len(), |next| next - 1);
    let text = |from: usize, to: usize| -> String {
        letters[starts[from]..end(to)].iter().collect::<String>().trim().to_owned()
    };
    let fits = |kind: &Kind, text: &str| shape::fit(known, *kind, text) == 2;
    // From the end, the longest value at a time.
    let mut cuts: Vec<usize> = Vec::new();
    let mut to = starts.len();
    while to > 0 {
        let least = to.saturating_sub(MOST_WORDS);
        let Some(from) = (least..to).find(|from| kinds.iter().any(|kind| fits(kind, &text(*from, to)))) else { break };
        cuts.push(from);
        to = from;
    }
    let is_whole = to == 0;
    if !is_whole {
        // At the end of a name only what is no part of one: days, and how often it is reported.
        let ends: Vec<usize> = cuts
            .iter()
            .scan(starts.len(), |to, from| Some((*from, std::mem::replace(to, *from))))
            .map_while(|(from, to)| value::is_day(&text(from, to)).then_some(from))
            .collect();
        cuts = ends;
        cuts.push(0);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |at: usize| {
        let to = cuts.get(at + 1).copied().unwrap_or(starts.len());
        let own = text(cuts[at], to);
        let start = segment.start + starts[cuts[at]];
        Segment { start, end: start + own.chars().count(), text: own }
    };
    if cuts.len() < 2 {
        return vec![segment];
    }
    (0..cuts.len()).map(piece).collect()
}

/// Whether a piece may be what is left of a day that was broken: "01".
fn is_part_of_day(kind: Kind, text: &str) -> bool {
    kind == Kind::Day && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// Whether a piece is a day, or how often something is reported, and another column holds such.
fn is_typed(known: &Known, columns: &[Column], piece: &Segment) -> bool {
    let of_words = |kind: Kind| matches!(kind, Kind::Day | Kind::Periodicity | Kind::Period);
    columns.iter().any(|column| of_words(column.kind) && shape::fit(known, column.kind, &piece.text) == 2)
}

/// The columns of pieces, which stand in them from left to right.
fn aligned(known: &Known, columns: &[Column], pieces: &[Segment]) -> Vec<usize> {
    let fits_in = |column: &Column, text: &str| {
        let is_day = column.kind == Kind::Day && value::begins_day(text) || is_part_of_day(column.kind, text);
        column.kind != Kind::Text && (shape::fit(known, column.kind, text) > 0 || is_day)
    };
    let cost = |piece: &Segment, at: usize| -> usize {
        let column = &columns[at];
        let from = if at == 0 { 0 } else { column.from };
        let end = columns.get(at + 1).map_or(usize::MAX, |next| next.from);
        // A word that begins a character early is of the column that it stands in.
        let inside = piece.overlap(from, end);
        let outside = (piece.end - piece.start).saturating_sub(inside);
        let is_left = at == 0 && piece.start < end;
        let beside = if is_left {
            0
        } else if inside > 0 {
            outside.min(FARTHEST)
        } else {
            (3 + from.saturating_sub(piece.end).max(piece.start.saturating_sub(end))).min(FARTHEST)
        };
        let is_text = column.kind == Kind::Text;
        if is_text && is_left && piece.start > columns[0].start && is_typed(known, columns, piece) {
            return COST_OF_MISFIT;
        }
        let fits = is_text || fits_in(column, &piece.text);
        let fits_any = columns.iter().any(|column| fits_in(column, &piece.text));
        // What looks like nothing that the columns hold goes on with the cell that it stands below.
        beside * 2 + if fits || !fits_any { 0 } else { COST_OF_MISFIT }
    };
    // best[c]: the least cost of the pieces so far, the last of which stands in column c, and the columns.
    let mut best: Vec<Option<(usize, Vec<usize>)>> = vec![None; columns.len()];
    for (number, piece) in pieces.iter().enumerate() {
        let mut next: Vec<Option<(usize, Vec<usize>)>> = vec![None; columns.len()];
        for (at, own) in next.iter_mut().enumerate() {
            let before = match number {
                0 => Some((0, Vec::new())),
                // More pieces than columns stand together in the last.
                _ => {
                    let all = best[..=at].iter().enumerate().filter_map(|(column, own)| {
                        let (sum, places) = own.as_ref()?;
                        Some((sum + if column == at { COST_OF_SHARING } else { 0 }, places))
                    });
                    all.min_by_key(|(sum, _)| *sum).map(|(sum, places)| (sum, places.clone()))
                }
            };
            let Some((sum, mut places)) = before else { continue };
            places.push(at);
            *own = Some((sum + cost(piece, at), places));
        }
        best = next;
    }
    best.into_iter().flatten().min_by_key(|(sum, _)| *sum).map_or_else(Vec::new, |(_, places)| places)
}
