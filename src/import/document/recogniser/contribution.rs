//! A contribution to a quality award: a presentation, and areas with numbered questions and their answers.

use super::tables::{self, Sort};
use crate::import::document::block::{Block, BlockKind, TextSort};
use crate::import::document::known::{Known, Part, fold, is_near};
use crate::import::document::recognised::{Area, Left, Prose, Recognised};
use crate::model::Tier;

/// Recognises the parts of a contribution.
pub(crate) fn recognise(out: &mut Recognised, blocks: &[Block], known: &Known) {
    let starts = questions(blocks);
    let areas = area_headings(blocks, &starts, known);
    let mut target = Target::Cover;
    let mut cover: Vec<Block> = Vec::new();
    let mut base: Option<u8> = None;
    let title = out.cover.title.as_deref().map(fold);
    let title_at =
        blocks.iter().position(|block| !is_furniture(block) && title.is_some() && Some(fold(&block.plain())) == title);
    for (at, block) in blocks.iter().enumerate() {
        if title_at.is_some_and(|title| at <= title) && !is_furniture(block) {
            cover.push(block.clone());
            continue;
        }
        if block.plain() == known.labels.word("till_toppen") {
            out.furniture.push(Left { place: block.place, words: block.plain() });
            continue;
        }
        if let BlockKind::Text { words, sort: TextSort::Furniture } = &block.kind {
            out.furniture.push(Left { place: block.place, words: words.line() });
            continue;
        }
        let level = match &block.kind {
            BlockKind::Heading { level, .. } => *level,
            _ => None,
        };
        if areas.contains(&at) {
            let heading = block.words().map(crate::import::document::block::Words::line).unwrap_or_default();
            out.contribution.areas.push(Area { heading, ..Area::default() });
            (target, base) = (Target::Lead, level);
            continue;
        }
        if starts.contains(&at) {
            let line = block.words().map(crate::import::document::block::Words::line).unwrap_or_default();
            let (number, question) = line.split_once(". ").unwrap_or(("", line.as_str()));
            if out.contribution.areas.is_empty() {
                out.contribution.areas.push(Area::default());
            }
            if let Some(area) = out.contribution.areas.last_mut() {
                area.questions.push((number.to_owned(), question.trim().to_owned(), Prose::default()));
            }
            (target, base) = (Target::Answer, level);
            continue;
        }
        let is_contents_line = target == Target::Cover
            && matches!(block.kind, BlockKind::Text { .. })
            && known.part(&block.plain()) == Some(Part::Contents);
        if is_contents_line {
            out.furniture.push(Left { place: block.place, words: block.plain() });
            target = Target::Contents;
            continue;
        }
        if let BlockKind::Heading { words, .. } = &block.kind {
            match known.part(&words.line()) {
                Some(Part::Glossary) => {
                    target = Target::Glossary;
                    continue;
                }
                Some(Part::Closing) => {
                    (target, base) = (Target::Closing, level);
                    continue;
                }
                Some(Part::Contents) => {
                    target = Target::Contents;
                    continue;
                }
                _ => {}
            }
        }
        if target == Target::Contents && is_contents(block, out) {
            continue;
        }
        if matches!(target, Target::Cover | Target::Contents) && begins_presentation(block, out) {
            let is_name = block
                .words()
                .is_some_and(|words| out.organisation().is_some_and(|name| fold(&words.plain) == fold(name)));
            (target, base) = (Target::Presentation, level);
            if is_name {
                continue;
            }
        }
        match target {
            Target::Cover => cover.push(block.clone()),
            _ => take(out, block, target, base, known),
        }
    }
    super::cover::recognise(out, &cover, known, false);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Cover,
    Contents,
    Presentation,
    Glossary,
    Lead,
    Answer,
    Closing,
}

/// The blocks that are the questions: "1. …", "2. …" and so on.
fn questions(blocks: &[Block]) -> Vec<usize> {
    let mut starts = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Some(words) = block.words().filter(|_| !is_furniture(block)) else { continue };
        let is_list = matches!(block.kind, BlockKind::Text { sort: TextSort::List, .. });
        let next = format!("{}. ", starts.len() + 1);
        if !is_list && words.plain.starts_with(&next) {
            starts.push(at);
        }
    }
    starts
}

fn is_furniture(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Text { sort: TextSort::Furniture, .. })
}

/// The blocks that are the headings of areas: those of the contents that stand before their first question, else the
/// heading above it that is highest.
fn area_headings(blocks: &[Block], starts: &[usize], known: &Known) -> Vec<usize> {
    let mut headings = Vec::new();
    let listed = listed_areas(blocks);
    for (number, start) in starts.iter().enumerate() {
        let from = number.checked_sub(1).map_or(0, |before| starts[before] + 1);
        let own = blocks.get(from..*start).unwrap_or_default();
        let by_contents = listed.get(number).and_then(Option::as_ref).and_then(|title| {
            let is = |is_it: &dyn Fn(&str) -> bool| {
                own.iter()
                    .rposition(|block| !is_furniture(block) && block.words().is_some_and(|words| is_it(&words.plain)))
            };
            is(&|plain| fold(plain) == fold(title)).or_else(|| {
                let bare = fold(without_page(title));
                is(&|plain| is_near(&fold(plain), &bare))
            })
        });
        let question = match &blocks[*start].kind {
            BlockKind::Heading { level, .. } => *level,
            _ => None,
        };
        let by_level = || {
            own.iter().rposition(|block| match &block.kind {
                BlockKind::Heading { level: Some(level), words } => {
                    question.is_some_and(|question| *level < question) && known.part(&words.line()).is_none()
                }
                _ => false,
            })
        };
        headings.extend(by_contents.or_else(|| if listed.is_empty() { by_level() } else { None }).map(|at| from + at));
    }
    headings
}

/// For each question of the contents the area that is listed right before it.
fn listed_areas(blocks: &[Block]) -> Vec<Option<String>> {
    let lines = blocks.iter().filter(|block| is_furniture(block)).map(Block::plain);
    let mut areas = Vec::new();
    let mut last = None;
    for line in lines {
        match line.starts_with(&format!("{}. ", areas.len() + 1)) {
            true => areas.push(last.take()),
            false => last = Some(line),
        }
    }
    areas
}

/// A line of the contents without the number of its page.
fn without_page(line: &str) -> &str {
    line.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.' || letter.is_whitespace())
}

/// Whether a block is of the contents.
fn is_contents(block: &Block, out: &mut Recognised) -> bool {
    let BlockKind::Text { words, sort: TextSort::List | TextSort::Other } = &block.kind else { return false };
    out.furniture.push(Left { place: block.place, words: words.line() });
    true
}

/// Whether the presentation begins: under the organisation's name, or with the first text that is longer than a line.
fn begins_presentation(block: &Block, out: &mut Recognised) -> bool {
    let Some(words) = block.words() else { return true };
    let line = words.line();
    let is_title = out.cover.title.as_deref().is_some_and(|title| fold(title) == fold(&line));
    let is_heading = matches!(block.kind, BlockKind::Heading { .. });
    if is_title {
        return false;
    }
    if is_heading
        && line.chars().count() < 80
        && out.names.is_empty()
        && !line.contains(|letter: char| letter.is_ascii_digit())
    {
        out.names.push((Tier::Unit, line));
        return true;
    }
    is_heading || line.chars().count() > 120
}

fn take(out: &mut Recognised, block: &Block, target: Target, base: Option<u8>, known: &Known) {
    let place = block.place;
    if let BlockKind::Table(table) = &block.kind
        && let Some(sorted) = tables::sorted(table, known).filter(|sorted| sorted.sort == Sort::Glossary)
    {
        let rows = table.rows.iter().skip(sorted.head_rows).map(|row| {
            let mut cells = row.columns().into_iter();
            (cells.next().unwrap_or_default(), cells.collect::<Vec<_>>().join(" "))
        });
        out.contribution.glossary.extend(rows);
        return;
    }
    let contribution = &mut out.contribution;
    let prose = match target {
        Target::Presentation => Some(&mut contribution.presentation),
        Target::Lead => contribution.areas.last_mut().map(|area| &mut area.lead),
        Target::Answer => {
            contribution.areas.last_mut().and_then(|area| area.questions.last_mut()).map(|question| &mut question.2)
        }
        Target::Closing => Some(&mut contribution.closing),
        Target::Glossary => Some(&mut contribution.presentation),
        Target::Cover | Target::Contents => None,
    };
    let Some(prose) = prose else {
        let words = block.plain();
        let is_title = out.cover.title.as_deref().is_some_and(|title| fold(title) == fold(&words));
        if !is_title {
            out.left.push(Left { place, words });
        }
        return;
    };
    match &block.kind {
        BlockKind::Heading { level, words } => {
            let depth = level.map_or(1, |level| level.saturating_sub(base.unwrap_or(1)).max(1)).min(4);
            let line = format!("{} {}", "#".repeat(usize::from(depth) + 1), words.markdown.replace("\\\n", " ").trim());
            prose.push(&line, false, place);
        }
        BlockKind::Text { words, sort } => prose.push(&words.markdown, *sort == TextSort::List, place),
        BlockKind::Table(table) => prose.push(&table.markdown(), false, place),
    }
}
