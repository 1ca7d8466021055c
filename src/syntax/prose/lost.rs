//! What of a text is written and printed nowhere, besides raw HTML and unsafe links, which [`dropped`] tells.
//!
//! Markdown has places that look like text and are none: a cell without a column, a definition that nothing uses, a number
//! in a list that is counted anew. The parser leaves them out without a word.
//!
//! [`dropped`]: crate::syntax::prose::dropped

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::syntax::prose::Parsed;
use crate::syntax::prose::definition::definitions;

/// Something written that neither output shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Its place.
    pub range: Range<usize>,
    /// Why it is not shown.
    pub why: WhyLost,
}

/// Why something is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyLost {
    /// Cells of a table's row beyond the columns of its head.
    Cells {
        /// The cells of the row.
        cells: usize,
        /// The columns of the head.
        columns: usize,
        /// The row without its line break.
        row: Range<usize>,
    },
    /// The definition of a label that no link uses.
    UnusedLabel,
    /// A second definition of a label; the first one holds.
    SecondLabel,
    /// The number of an item, which is printed with another.
    Number {
        /// The number in print.
        printed: u64,
    },
    /// Words after the language of a code block.
    AfterLanguage,
    /// A link or a picture within the words of a picture, of which only the words are shown.
    InPicture,
}

/// The places that neither output shows, in order.
pub fn lost(parsed: &Parsed) -> Vec<Lost> {
    let mut lost = labels(parsed);
    let mut lists: Vec<Numbers> = Vec::new();
    let mut row = Row::default();
    let mut picture_end = 0;
    for (event, range) in &parsed.events {
        match event {
            Event::Start(Tag::Table(columns)) => row.columns = columns.len(),
            Event::Start(Tag::TableHead | Tag::TableRow) => row.last_cell = range.start,
            Event::Start(Tag::TableCell) => row.last_cell = row.last_cell.max(range.end),
            Event::End(TagEnd::TableRow) => lost.extend(row.beyond(&parsed.text, range)),
            Event::Start(Tag::List(first)) => lists.push(Numbers { first: *first, count: 0, is_told: false }),
            Event::End(TagEnd::List(_)) => drop(lists.pop()),
            Event::Start(Tag::Item) => lost.extend(lists.last_mut().and_then(|list| list.item(&parsed.text, range))),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) => {
                lost.extend(after_language(&parsed.text, range, words));
            }
            Event::Start(Tag::Image { .. } | Tag::Link { .. }) if range.start < picture_end => {
                lost.push(Lost { range: range.clone(), why: WhyLost::InPicture });
            }
            Event::Start(Tag::Image { .. }) => picture_end = range.end,
            _ => {}
        }
    }
    lost.sort_by_key(|one| (one.range.start, one.range.end));
    lost
}

/// A row of a table, as far as it is read.
#[derive(Default)]
struct Row {
    columns: usize,
    last_cell: usize,
}

impl Row {
    /// The cells after the last one that has a column.
    fn beyond(&self, text: &str, row: &Range<usize>) -> Option<Lost> {
        let rest = text.get(self.last_cell..row.end)?.trim_end();
        let cells: Vec<&str> = cells(rest.strip_prefix('|')?);
        let (first, last) = (cells.iter().position(is_written)?, cells.iter().rposition(is_written)?);
        let place = |cell: &str| cell.as_ptr() as usize - text.as_ptr() as usize;
        let (from, to) = (cells[first].trim_start(), cells[last].trim_end());
        let range = place(from)..place(to) + to.len();
        let line = text[row.clone()].trim_end().len();
        Some(Lost {
            range,
            why: WhyLost::Cells {
                cells: self.columns + last + 1,
                columns: self.columns,
                row: row.start..row.start + line,
            },
        })
    }
}

/// The parts of a row between the bars that have no backslash before them.
fn cells(rest: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let (mut start, mut is_escaped) = (0, false);
    for (at, character) in rest.bytes().enumerate() {
        match character {
            b'|' if !is_escaped => {
                cells.push(&rest[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        is_escaped = character == b'\\' && !is_escaped;
    }
    cells.push(&rest[start..]);
    cells
}

fn is_written(cell: &&str) -> bool {
    !cell.trim().is_empty()
}

/// A list that is being read.
struct Numbers {
    /// The number that the first item is printed with; `None` in a list without numbers.
    first: Option<u64>,
    /// The items so far.
    count: u64,
    /// Whether nothing more is to be said: one item was, or all have one number, and are counted on purpose.
    is_told: bool,
}

impl Numbers {
    /// The first item of a numbered list that is printed with another number.
    fn item(&mut self, text: &str, item: &Range<usize>) -> Option<Lost> {
        let first = self.first?;
        let printed = first + self.count;
        self.count += 1;
        let words = text[item.clone()].trim_start();
        let start = item.end - words.len();
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let written = text[start..start + digits].parse::<u64>().ok().filter(|written| *written != printed)?;
        let is_one_number = self.count == 2 && written == first;
        let is_told = std::mem::replace(&mut self.is_told, true);
        (!is_told && !is_one_number).then_some(Lost { range: start..start + digits, why: WhyLost::Number { printed } })
    }
}

/// What stands after the first word behind a fence.
fn after_language(text: &str, block: &Range<usize>, words: &str) -> Option<Lost> {
    let (_, after) = words.trim().split_once(char::is_whitespace)?;
    if !after.contains(char::is_alphanumeric) {
        return None;
    }
    let line = text[block.clone()].lines().next()?;
    let language = line.trim_start_matches(['`', '~', ' ', '\t']);
    let rest = language.trim_start_matches(|character: char| !character.is_whitespace()).trim();
    let start = block.start + (rest.as_ptr() as usize - text[block.clone()].as_ptr() as usize);
    Some(Lost { range: start..start + rest.len(), why: WhyLost::AfterLanguage })
}

/// Definitions of labels that no link shows.
fn labels(parsed: &Parsed) -> Vec<Lost> {
    if parsed.labels.is_empty() {
        return Vec::new();
    }
    let used: HashSet<String> = parsed
        .events
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
                let is_named = matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
                is_named.then(|| folded(id))
            }
            _ => None,
        })
        .collect();
    let trimmed = |range: &Range<usize>| {
        let words = &parsed.text[range.clone()];
        let start = range.start + words.len() - words.trim_start().len();
        start..start + words.trim().len()
    };
    let mut lost = Vec::new();
    let mut first_of: HashMap<String, &str> = HashMap::new();
    for (label, range) in &parsed.labels {
        let range = trimmed(range);
        first_of.insert(folded(label), &parsed.text[range.clone()]);
        if !used.contains(&folded(label)) {
            lost.push(Lost { range, why: WhyLost::UnusedLabel });
        }
    }
    for line in definitions(parsed) {
        let at = parsed.labels.partition_point(|(_, first)| first.start < line.end);
        let is_first = parsed.labels[..at].last().is_some_and(|(_, first)| first.end > line.start);
        let range = trimmed(&line);
        let words = &parsed.text[range.clone()];
        if is_first || words.is_empty() {
            continue;
        }
        // The same again, letter for letter, takes nothing away.
        let is_same = first_of.values().any(|first| *first == words);
        if !is_same {
            lost.push(Lost { range, why: WhyLost::SecondLabel });
        }
    }
    lost
}

/// A label as it is looked up: small letters, one blank between words.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
