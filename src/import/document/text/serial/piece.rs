//! The part of such a table between two of its heads or analyses: lines without an empty one between them, some of which are
//! the heads of columns.

use super::super::column::{self, Column};
use super::super::line::Line;
use super::super::paragraphs::bullet;
use super::super::shape::Kind;
use super::unit::{self, Unit};
use super::{At, Text};
use crate::import::document::block::Block;
use crate::import::document::known::{Head, Known};

/// Most lines of a part: below that no row is looked for.
const MOST_LINES: usize = 600;

/// Most lines of the head of a column.
pub(super) const MOST_HEAD_LINES: usize = 5;

/// Longest line of the head of a column, in characters.
const LONGEST_HEAD_LINE: usize = 26;

/// Most columns that a head is looked for among.
pub(super) const MOST_HEADS: usize = 14;

/// What a part ends at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The heading of an analysis.
    Analysis,
    /// The head of a table.
    Head,
    /// So many lines that those below are another part.
    Most,
    /// What is none of the table.
    End,
}

/// Lines without an empty one between them.
#[derive(Clone, Debug)]
pub(super) struct Chunk<'l> {
    /// Its lines.
    pub(super) lines: Vec<&'l Line>,
    /// Where each of them stands.
    pub(super) at: Vec<At>,
}

/// A part of a table.
#[derive(Debug)]
pub(super) struct Piece<'l> {
    /// Its lines.
    pub(super) chunks: Vec<Chunk<'l>>,
    /// What it begins with: the head of the table, or what follows an analysis.
    pub(super) stop_before: Stop,
    /// Where it ends.
    pub(super) next: At,
    /// What it ends at.
    pub(super) stop: Stop,
}

/// Whether a line is the head of the first column of a table, and nothing else.
pub(super) fn begins(known: &Known, line: &Line) -> bool {
    let is_first = |head| matches!(head, Head::Indicator | Head::Activity | Head::Measure | Head::Number);
    line.text.len() < LONGEST_HEAD_LINE
        && line.text.starts_with(char::is_uppercase)
        && known.is_exact_head(&line.text)
        && known.head(&line.text).is_some_and(is_first)
}

impl<'t> Text<'t> {
    /// The part that begins at a line.
    pub(super) fn piece(&self, from: At) -> Piece<'t> {
        let mut chunks: Vec<Chunk<'t>> = Vec::new();
        let mut count = 0;
        let (mut number, mut next) = from;
        let is_head = self.groups.get(number).and_then(|group| group.get(next)).is_some_and(|line| self.begins(line));
        let stop_before = if is_head { Stop::Head } else { Stop::Analysis };
        let ended = |chunks: Vec<Chunk<'t>>, next: At, stop: Stop| Piece { chunks, stop_before, next, stop };
        while let Some(group) = self.groups.get(number) {
            let mut own = Chunk { lines: Vec::new(), at: Vec::new() };
            for (at, line) in group.iter().enumerate().skip(next).filter(|(_, line)| !line.is_furniture) {
                let here = (number, at);
                let stop = match line {
                    _ if here == from => None,
                    _ if self.known.is_analysis(&line.text) => Some(Stop::Analysis),
                    line if self.begins(line) => Some(Stop::Head),
                    _ if count >= MOST_LINES && own.lines.is_empty() => Some(Stop::Most),
                    _ if bullet(&line.text).is_some_and(|_| !is_cell(self, line)) => Some(Stop::End),
                    line if (self.is_heading)(line) && !self.is_head_too(&group[at..], &chunks, &own) => {
                        Some(Stop::End)
                    }
                    _ => None,
                };
                if let Some(stop) = stop {
                    push(&mut chunks, own);
                    return ended(chunks, here, stop);
                }
                count += 1;
                own.lines.push(line);
                own.at.push(here);
            }
            push(&mut chunks, own);
            number += 1;
            next = 0;
        }
        ended(chunks, (number, 0), Stop::End)
    }

    fn begins(&self, line: &Line) -> bool {
        begins(self.known, line)
    }

    /// Whether lines whose first is the heading of a section or of the budget are the head of a column too: they stand
    /// below heads.
    fn is_head_too(&self, lines: &[Line], before: &[Chunk], own: &Chunk) -> bool {
        let is_head = |chunk: &Chunk| head_of(self.known, &chunk.lines).is_some();
        let rest: Vec<&Line> = lines.iter().filter(|line| !line.is_furniture).collect();
        let begins = (1..=MOST_HEAD_LINES.min(rest.len())).any(|count| head_of(self.known, &rest[..count]).is_some());
        begins
            && own.lines.is_empty()
            && before.iter().rev().take(MOST_HEADS).skip(1).all(is_head)
            && before.last().is_some_and(|chunk| is_head(chunk) || before.len() == 1)
    }
}

/// Whether a line that begins like the item of a list is a cell: a dash, a mark with its words.
fn is_cell(text: &Text, line: &Line) -> bool {
    let kinds = [Kind::Assessment, Kind::Status, Kind::Value, Kind::Amount];
    super::super::shape::is_dash(&line.text)
        || super::super::shape::has_mark(text.known, &line.text)
        || kinds.into_iter().any(|kind| super::super::shape::fit(text.known, kind, &line.text) > 0)
}

fn push<'l>(chunks: &mut Vec<Chunk<'l>>, own: Chunk<'l>) {
    if !own.lines.is_empty() {
        chunks.push(own);
    }
}

/// The words of the head that some lines are, and what it stands for.
fn head_of(known: &Known, lines: &[&Line]) -> Option<(String, Head)> {
    if lines.len() > MOST_HEAD_LINES || lines.iter().any(|line| line.text.chars().count() > LONGEST_HEAD_LINE) {
        return None;
    }
    let texts: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
    exact(known, &texts)
}

fn exact(known: &Known, texts: &[String]) -> Option<(String, Head)> {
    let begins = texts.first().is_some_and(|first| first.starts_with(char::is_uppercase));
    begins.then(|| column::exact_words_of_head(known, texts)).flatten()
}

/// The heads of two columns that stand side by side, whose other lines belong to one of them: "Årsmå KF:s årsmål", "l".
fn pair(known: &Known, lines: &[&Line]) -> Option<[(String, Head); 2]> {
    let (first, rest) = lines.split_first()?;
    if lines.len() > MOST_HEAD_LINES || first.text.chars().count() > 2 * LONGEST_HEAD_LINE {
        return None;
    }
    let rest: Vec<String> = rest.iter().map(|line| line.text.clone()).collect();
    first.text.match_indices(' ').find_map(|(at, _)| {
        let (one, other) = (first.text[..at].trim().to_owned(), first.text[at..].trim().to_owned());
        let with_rest = |word: &String| std::iter::once(word.clone()).chain(rest.iter().cloned()).collect::<Vec<_>>();
        let both = |one: &[String], other: &[String]| Some([exact(known, one)?, exact(known, other)?]);
        both(&with_rest(&one), std::slice::from_ref(&other))
            .or_else(|| both(std::slice::from_ref(&one), &with_rest(&other)))
    })
}

/// In which order columns are printed.
fn rank(head: Option<Head>) -> usize {
    match head {
        Some(Head::Indicator | Head::Activity | Head::Measure) => 0,
        Some(Head::Outcome) => 1,
        Some(Head::Forecast) => 2,
        Some(Head::OutcomeMen) => 3,
        Some(Head::OutcomeWomen) => 4,
        Some(Head::Earlier | Head::OutcomeIn(_)) => 5,
        Some(Head::Target) => 6,
        Some(Head::CouncilTarget) => 7,
        _ => 8,
    }
}

impl<'l> Piece<'l> {
    /// What its first line is the head of.
    pub(super) fn first_head(&self, known: &Known) -> Option<Head> {
        self.chunks.first().and_then(|chunk| chunk.lines.first()).and_then(|line| known.head(&line.text))
    }

    /// Its lines as texts.
    pub(super) fn as_text(&self) -> impl Iterator<Item = Block> {
        self.chunks.iter().map(|chunk| {
            let lines: Vec<&str> = chunk.lines.iter().map(|line| line.text.as_str()).collect();
            Block::paragraph(super::super::place(chunk.lines[0]), lines.join("\n"))
        })
    }

    /// The columns with those whose heads stand in this part, and which of the lines are heads, by the number of the chunk.
    /// None where fewer than two columns have heads.
    pub(super) fn heads(&mut self, known: &Known, columns: Vec<Column>) -> Option<(Vec<Column>, Vec<usize>)> {
        let mut columns = columns;
        let mut heads = Vec::new();
        self.split_heads(known);
        for (number, chunk) in self.chunks.iter().enumerate() {
            let found = match head_of(known, &chunk.lines) {
                Some(found) => vec![found],
                None => pair(known, &chunk.lines).map(Vec::from).unwrap_or_default(),
            };
            if found.is_empty() {
                continue;
            }
            heads.push(number);
            for (words, head) in found {
                if columns.iter().any(|column| column.head == Some(head)) {
                    continue;
                }
                // What stands further down may be of a column further to the left.
                let is_late = heads.len() <= number;
                let at = columns.iter().position(|column| is_late && rank(column.head) > rank(Some(head)));
                let kind = Kind::Text;
                let column = Column { head: Some(head), words, start: 0, end: 0, from: 0, kind };
                columns.insert(at.unwrap_or(columns.len()), column);
            }
        }
        column::set_kinds(&mut columns);
        (columns.len() > 1).then_some((columns, heads))
    }

    /// Sets apart the heads that stand one below another at the beginning, without an empty line between.
    fn split_heads(&mut self, known: &Known) {
        let mut number = 0;
        while let Some(chunk) = self.chunks.get(number).filter(|chunk| head_of(known, &chunk.lines).is_none()) {
            let most = MOST_HEAD_LINES.min(chunk.lines.len().saturating_sub(1));
            // A word that did not have room goes on in the next line, so the longest head is the whole.
            let Some(count) = (1..=most).rev().find(|count| head_of(known, &chunk.lines[..*count]).is_some()) else {
                break;
            };
            let chunk = &mut self.chunks[number];
            let rest = Chunk { lines: chunk.lines.split_off(count), at: chunk.at.split_off(count) };
            self.chunks.insert(number + 1, rest);
            number += 1;
        }
    }

    /// The names and values of this part, in order, without the heads.
    pub(super) fn units(&self, text: &Text<'l>, columns: &[Column], heads: &[usize]) -> Vec<Unit<'l>> {
        let place_of = |column: &Column| {
            let mut own = heads.iter().filter(|number| {
                let lines = &self.chunks[**number].lines;
                head_of(text.known, lines).is_some_and(|(_, head)| Some(head) == column.head)
            });
            own.next().copied().unwrap_or(0)
        };
        let places: Vec<usize> = columns.iter().map(place_of).collect();
        let of_rows = self.chunks.iter().enumerate().filter(|(number, _)| !heads.contains(number));
        let mut units: Vec<Unit<'l>> =
            of_rows.flat_map(|(number, chunk)| unit::units(text, columns, number, chunk)).collect();
        units.iter_mut().for_each(|unit| unit.prefer_heads_before(columns, &places));
        units
    }
}
