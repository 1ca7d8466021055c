//! Forms: tables of two columns, with a label to the left and what is said to the right, which tell of a goal what headings tell
//! elsewhere.

use crate::import::document::block::{Block, BlockKind, Row, Table, TextSort, Words};
use crate::import::document::known::{Head, Known, fold};

/// Longest label, in characters.
const LONGEST_LABEL: usize = 50;

/// Fewest rows of a form.
const FEWEST_ROWS: usize = 2;

/// Puts headings, texts and tables in the place of forms about goals.
pub(crate) fn open(blocks: &mut Vec<Block>, known: &Known) {
    if !blocks.iter().any(|block| is_form(block, known)) {
        return;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len() * 2);
    let mut above: Option<u8> = None;
    let mut was_form = None;
    for mut block in blocks.drain(..) {
        if is_form(&block, known)
            && let BlockKind::Table(table) = block.kind
        {
            let level = above.map_or(2, |above| above.saturating_add(1)).min(4);
            write(&table, level, known, &mut out);
            was_form = Some(level);
            continue;
        }
        if let BlockKind::Heading { level, words } = &mut block.kind {
            // A heading below a form begins something else.
            if let (Some(of_form), None) = (was_form, &level)
                && known.level(&words.line()).is_none()
            {
                *level = Some(of_form.saturating_sub(1).max(1));
            }
            if was_form.is_none() {
                above = level.or(above);
            }
            was_form = None;
        }
        out.push(block);
    }
    *blocks = out;
}

/// The label of a row and what it says; none where it has more or fewer cells than two.
fn label_of(row: &Row) -> Option<(String, &Words)> {
    let [label, said] = &row.cells[..] else { return None };
    let words = label.words.line();
    let label = words.trim_end_matches(':').trim();
    (!label.is_empty() && label.chars().count() <= LONGEST_LABEL).then(|| (label.to_owned(), &said.words))
}

/// Whether a label is that of a goal, of whatever level. One with the goal's title in it is a line of a list of goals.
fn is_goal(label: &str, said: &Words, known: &Known) -> bool {
    let found = known.level(&format!("{label}: {}", said.line()));
    found.is_some_and(|found| found.label_length == label.len() + 1)
}

fn is_form(block: &Block, known: &Known) -> bool {
    let BlockKind::Table(table) = &block.kind else { return false };
    let labels: Option<Vec<(String, &Words)>> = table.rows.iter().map(label_of).collect();
    let Some(labels) = labels.filter(|labels| labels.len() >= FEWEST_ROWS) else { return false };
    let goals = labels.iter().filter(|(label, said)| is_goal(label, said, known)).count();
    // The head of a table with names below it says nothing of a goal.
    let is_known =
        |label: &str| known.section(label).is_some() || known.head(label).is_some() || known.is_analysis(label);
    let others = labels.iter().filter(|(label, said)| !is_goal(label, said, known) && is_known(label)).count();
    let differ = labels.iter().enumerate().all(|(at, (label, said))| {
        is_goal(label, said, known) || labels[..at].iter().all(|(other, _)| fold(other) != fold(label))
    });
    goals > 0 && differ && (goals > 1 || others > 0)
}

fn write(table: &Table, level: u8, known: &Known, out: &mut Vec<Block>) {
    let mut below: Vec<Block> = Vec::new();
    let (mut indicator, mut activity) = (Line::default(), Line::default());
    for row in &table.rows {
        let Some((label, said)) = label_of(row) else { continue };
        let place = row.place;
        if is_goal(&label, said, known) {
            indicator.end(level, &mut below);
            activity.end(level, &mut below);
            out.append(&mut below);
            let title = format!("{label}: {}", said.line());
            out.push(Block::heading(place, Some(level), Words::plain(title)));
            continue;
        }
        let head = known.head(&label).filter(|_| known.section(&label).is_none());
        match head {
            Some(
                Head::Indicator
                | Head::Target
                | Head::TargetIn(_)
                | Head::Outcome
                | Head::OutcomeIn(_)
                | Head::Periodicity
                | Head::Source,
            ) => indicator.add(row, &label, said),
            Some(Head::Activity | Head::Start | Head::End | Head::Due | Head::Status) => {
                activity.add(row, &label, said)
            }
            // Who answers for the goal, and how it went, stand right below its title.
            Some(Head::Responsible | Head::Assessment) => {
                out.push(Block::paragraph(place, format!("{label}: {}", said.line())));
            }
            _ => {
                below.push(Block::heading(place, Some(level + 1), Words::plain(label)));
                texts(row, said, &mut below);
            }
        }
    }
    indicator.end(level, &mut below);
    activity.end(level, &mut below);
    out.append(&mut below);
}

/// What a cell says, as the paragraphs and lists that it has.
fn texts(row: &Row, said: &Words, out: &mut Vec<Block>) {
    let lines = said.markdown.split("\\\n").flat_map(|part| part.split("\n\n"));
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let words = Words { plain: line.trim_start_matches("- ").to_owned(), markdown: line.to_owned() };
        let is_item = line.trim_start().starts_with("- ");
        match out.last_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Text { words: list, sort: TextSort::List }) if is_item => {
                list.plain = format!("{}\n{}", list.plain, words.plain);
                list.markdown = format!("{}\n{}", list.markdown, words.markdown);
            }
            _ => out.push(Block::text(row.place, if is_item { TextSort::List } else { TextSort::Paragraph }, words)),
        }
    }
}

/// The labels of an indicator or an activity as a table of one row. One that says its name alone is a text.
#[derive(Default)]
struct Line {
    rows: Vec<(Row, String, Words)>,
}

impl Line {
    fn add(&mut self, row: &Row, label: &str, said: &Words) {
        self.rows.push((row.clone(), label.to_owned(), said.clone()));
    }

    fn end(&mut self, level: u8, out: &mut Vec<Block>) {
        let rows = std::mem::take(&mut self.rows);
        let Some((first, ..)) = rows.first() else { return };
        let place = first.place;
        if let [(row, label, said)] = &rows[..] {
            out.push(Block::heading(place, Some(level + 1), Words::plain(label.clone())));
            texts(row, said, out);
            return;
        }
        let mut head = Row::of_texts(place, rows.iter().map(|(_, label, _)| label.clone()));
        head.is_head = true;
        let mut own = Row::of_texts(place, rows.iter().map(|(_, _, said)| said.line()));
        own.place = place;
        let table = Table { caption: String::new(), rows: vec![head, own] };
        out.push(Block { place, kind: BlockKind::Table(table) });
    }
}
