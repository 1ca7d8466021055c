//! Blocks → what the document says: a walk through the headings, each of which says what stands below it.

mod amendments;
mod assignments;
mod contribution;
mod cover;
mod cut_tables;
mod forms;
mod headings;
mod items;
mod kept_columns;
mod kind;
mod marks;
mod own_levels;
mod own_words;
mod report_economy;
mod said;
mod statement;
mod tables;

use std::collections::HashMap;

use self::headings::without_number;
pub(crate) use self::marks::{begins_with_mark, judged, status};
pub(crate) use self::statement::TOTALS;
pub(crate) use self::tables::printed_cells;
use crate::import::document::block::{Block, BlockKind, Read, Table, TextSort, Words};
use crate::import::document::known::{Known, Part, fold};
use crate::import::document::recognised::{Left, Prose, Recognised};
use crate::model::DocumentKind;
use crate::msg;

/// What was asked for, beside the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// The year.
    pub year: Option<i16>,
    /// The kind of document.
    pub kind: Option<DocumentKind>,
}

/// Recognises what a document says.
pub fn recognise(read: Read, known: &Known, asked: Asked) -> Recognised {
    let Read { mut blocks, pictures, counts_paragraphs } = read;
    let headings: Vec<String> =
        blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. })).map(Block::plain).collect();
    let known = &known.of_document(headings.iter().map(String::as_str));
    cut_tables::put_together(&mut blocks, known);
    forms::open(&mut blocks, known);
    let mut out = Recognised { pictures, counts_paragraphs, ..Recognised::default() };
    kind::decide(&mut out, &blocks, known, asked);
    if out.kind == DocumentKind::Contribution {
        contribution::recognise(&mut out, &blocks, known);
        return out;
    }
    let mut walk = Walk {
        known,
        out,
        slot: Slot::Cover,
        base: None,
        goal: None,
        above: Vec::new(),
        cover: Vec::new(),
        statement: Vec::new(),
        has_begun: false,
        known_goals: HashMap::new(),
        item: None,
        words_of_levels: Vec::new(),
        answered: None,
        economy_level: None,
        lists_appendices: false,
        own_words: own_words::OwnWords::default(),
        changes: Vec::new(),
    };
    let mut at = 0;
    while at < blocks.len() {
        at += walk.take(&blocks, at);
    }
    let mut out = walk.end();
    out.own_levels = own_levels::of(&blocks, known, &out);
    out
}

/// Whether a heading is of a whole chapter, as far as its level tells.
fn is_highest(level: Option<u8>) -> bool {
    level.is_none_or(|level| level <= 2)
}

/// The deepest level of headings that web pages and Markdown have.
const DEEPEST_HEADING: u8 = 6;

/// Where the texts go that come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Cover,
    Contents,
    Appendices,
    Proposal,
    Introduction,
    Goal(usize),
    Section(usize, usize),
    Extra(usize, usize),
    Analysis(usize),
    Economy,
    ResourceUse,
    Budget,
    Statement,
    Other,
    Summary,
    Quality,
    Appendix(usize),
    Overview,
    Assignments,
    Amendments,
    Nowhere,
}

struct Walk<'k, 's> {
    known: &'k Known<'s>,
    out: Recognised,
    slot: Slot,
    /// The level of the heading that the texts stand under, where it is known.
    base: Option<u8>,
    /// The goal that sections and tables belong to.
    goal: Option<usize>,
    /// The goals that those below hang under, highest first, each with its level of headings.
    above: Vec<usize>,
    /// The blocks of the cover.
    cover: Vec<Block>,
    /// The blocks of the income statement.
    statement: Vec<Block>,
    /// Whether a part has begun, so that the cover is over.
    has_begun: bool,
    /// The goals by level, title and number: one may stand under several.
    known_goals: HashMap<(usize, String, Option<String>), usize>,
    /// The indicator or activity of the goal whose analysis is being read.
    item: Option<items::Item>,
    /// The words that the document has for levels, each with the level that it became.
    words_of_levels: Vec<(String, usize)>,
    /// The assignment whose answer is being read.
    answered: Option<usize>,
    /// The level of the economy's heading, where it is known.
    economy_level: Option<u8>,
    /// Whether the lines of the contents that come are the list of appendices.
    lists_appendices: bool,
    /// What the document calls the columns of its tables.
    own_words: own_words::OwnWords,
    /// What was decided to change, heading by heading.
    changes: Vec<amendments::Changes>,
}

impl Walk<'_, '_> {
    /// Takes what begins at a block; gives how many blocks that were.
    fn take(&mut self, blocks: &[Block], at: usize) -> usize {
        let block = &blocks[at];
        match &block.kind {
            BlockKind::Text { words, sort: TextSort::Furniture } => {
                let line = words.line();
                // The list of the appendices may stand among the contents, and is written nowhere else.
                let is_listed = self.lists_appendices || self.slot == Slot::Appendices;
                let title = self.appendix(&line).filter(|_| is_listed && self.out.counts_paragraphs);
                match title {
                    Some(title) => {
                        self.list_appendix(&title);
                    }
                    None => self.lists_appendices = self.known.part(&line) == Some(Part::Appendices),
                }
                self.out.furniture.push(Left { place: block.place, words: line });
                1
            }
            BlockKind::Text { words, sort: TextSort::Comment } => {
                self.out.comments.push(Left { place: block.place, words: words.line() });
                1
            }
            BlockKind::Heading { level, words } => self.heading(blocks, at, *level, words),
            BlockKind::Text { words, sort } => {
                self.text(block, words, *sort == TextSort::List);
                1
            }
            BlockKind::Table(table) => {
                self.table(block, table);
                1
            }
        }
    }

    fn heading(&mut self, blocks: &[Block], at: usize, level: Option<u8>, words: &Words) -> usize {
        let block = &blocks[at];
        let text = words.line();
        if let Some(found) = self.known.level(&text) {
            return self.goal_heading(blocks, at, level, found);
        }
        let bare = without_number(&text);
        let is_economy = matches!(self.slot, Slot::Economy | Slot::ResourceUse | Slot::Budget | Slot::Statement);
        let is_deeper = level.is_none_or(|level| {
            self.base.is_none_or(|base| level > base)
                || matches!(self.slot, Slot::Section(..) | Slot::Extra(..) | Slot::Analysis(_))
        });
        if let Some(goal) = self.goal.filter(|_| is_deeper) {
            let may_end_section = level.is_none() || self.is_sibling(level);
            if self.out.is_report() && self.known.is_analysis(bare) && may_end_section {
                self.begin(Slot::Analysis(goal), level);
                self.out.goals[goal].analysis.is_there = true;
                return 1;
            }
            let section = self
                .known
                .section(bare)
                .filter(|_| level.is_none() || self.is_sibling(level) || matches!(self.slot, Slot::Goal(_)));
            if let Some(section) = section {
                self.begin_section(goal, section, level);
                return 1;
            }
        }
        // A plan whose economy is no more than its budget.
        if !is_economy
            && self.known.is_budget(bare)
            && !self.out.is_report()
            && is_highest(level)
            && !self.out.economy.is_there
        {
            return usize::from(self.begin_part(Part::Economy, bare, level));
        }
        if is_economy && self.known.is_budget(bare) && self.slot != Slot::Budget {
            self.begin(Slot::Budget, level);
            self.out.economy.budget.is_there = true;
            return 1;
        }
        let is_top = level.is_none_or(|level| level <= 3);
        let are_assignments = fold(bare).contains("uppdrag") && tables::are_assignments(&blocks[at + 1..], self.known);
        let part = match are_assignments {
            true => Some(Part::Assignments),
            false => self.known.part(bare).filter(|part| is_top && *part != Part::Assignments),
        };
        if let Some(part) = part
            && self.begin_part(part, bare, level)
        {
            if part == Part::Amendments {
                self.begin_amendments(block, words);
            }
            return 1;
        }
        if self.is_over_goals(&text, &blocks[at + 1..], level) {
            self.out.furniture.push(Left { place: block.place, words: text });
            return 1;
        }
        if let Some(title) = self.appendix(&text) {
            self.begin_appendix(&title, level);
            return 1;
        }
        if self.is_above_economy(&blocks[at + 1..], level) && self.begin_part(Part::Economy, bare, level) {
            return 1;
        }
        if matches!(self.slot, Slot::Cover | Slot::Contents) && self.begins_text(&blocks[at + 1..], &text) {
            self.begin(Slot::Introduction, level);
            self.base = level.map(|level| level.saturating_sub(1));
            self.push_heading(block, level, words);
            return 1;
        }
        self.own_heading(block, level, words, &text);
        1
    }

    /// Whether a heading stands on the level of the section that it comes after.
    fn is_sibling(&self, level: Option<u8>) -> bool {
        match self.slot {
            Slot::Section(..) | Slot::Extra(..) | Slot::Analysis(_) => level <= self.base || self.base.is_none(),
            _ => true,
        }
    }

    fn begin(&mut self, slot: Slot, level: Option<u8>) {
        self.item = None;
        self.slot = slot;
        self.base = level;
        self.has_begun = true;
        if !matches!(slot, Slot::Goal(_) | Slot::Section(..) | Slot::Extra(..) | Slot::Analysis(_)) {
            self.goal = None;
        }
    }

    fn begin_section(&mut self, goal: usize, section: usize, level: Option<u8>) {
        self.begin(Slot::Section(goal, section), level);
        let sections = &mut self.out.goals[goal].sections;
        if !sections.iter().any(|(own, _)| *own == section) {
            sections.push((section, Prose { is_there: true, ..Prose::default() }));
        }
    }

    fn text(&mut self, block: &Block, words: &Words, is_list: bool) {
        let line = words.line();
        let slot = self.slot;
        if line == self.known.labels.word("till_toppen") {
            self.out.furniture.push(Left { place: block.place, words: line });
            return;
        }
        match slot {
            Slot::Cover | Slot::Contents | Slot::Proposal
                if !self.has_begun && line.chars().count() < 40 && self.begins_front(&line) =>
            {
                return;
            }
            Slot::Cover | Slot::Contents if !self.has_begun => {
                if self.slot == Slot::Contents && is_list {
                    self.out.furniture.push(Left { place: block.place, words: line });
                    return;
                }
                self.cover.push(block.clone());
                return;
            }
            Slot::Appendices => {
                for own in words.plain.lines() {
                    match self.appendix(own.trim()) {
                        Some(title) => self.begin_appendix(&title, None),
                        None => self.out.left.push(Left { place: block.place, words: own.trim().to_owned() }),
                    }
                }
                return;
            }
            Slot::Overview | Slot::Contents => {
                self.out.furniture.push(Left { place: block.place, words: line });
                return;
            }
            Slot::Statement => {
                self.statement.push(block.clone());
                return;
            }
            Slot::Proposal if self.is_contact(words) => {
                self.slot = Slot::Cover;
                self.cover.push(block.clone());
                return;
            }
            Slot::Goal(goal) if self.said_of_goal(goal, &line) => return,
            Slot::Goal(goal) | Slot::Section(goal, _) | Slot::Analysis(goal)
                if self.out.is_report() && self.analysis_of_item(goal, words, block.place) =>
            {
                return;
            }
            // What stands below an assessment says why it is so.
            Slot::Goal(goal) if self.out.is_report() && self.out.goals[goal].assessment.is_some() => {
                self.begin(Slot::Analysis(goal), self.base.map(|base| base + 1));
            }
            Slot::Goal(goal) => {
                // A text right below the heading of a goal: the first section has a place for it.
                let note =
                    msg!("texten stod direkt under målets rubrik", "the text stood right below the goal's heading");
                self.begin_section(goal, 0, self.base.map(|base| base + 1));
                if let Some(prose) = self.prose() {
                    prose.notes.push(note);
                }
            }
            Slot::Assignments if self.answer_to_assignment(words, block.place) => return,
            Slot::Amendments => {
                self.text_of_amendments(words, is_list, block.place);
                return;
            }
            Slot::Nowhere => {
                self.out.left.push(Left { place: block.place, words: line });
                return;
            }
            _ => {}
        }
        let place = block.place;
        match self.prose() {
            Some(prose) => prose.push(&words.markdown, is_list, place),
            None => self.out.left.push(Left { place, words: words.line() }),
        }
    }

    /// Begins a part before the first of the text whose heading is no heading by its style: contents, appendices.
    fn begins_front(&mut self, line: &str) -> bool {
        let part = self.known.part(line).filter(|part| matches!(part, Part::Contents | Part::Appendices));
        part.is_some_and(|part| self.begin_part(part, line, None))
    }

    fn table(&mut self, block: &Block, table: &Table) {
        match self.slot {
            Slot::Statement => {
                self.statement.push(block.clone());
                return;
            }
            Slot::Overview | Slot::Contents if self.has_begun => {
                self.out.furniture.push(Left { place: block.place, words: table.plain() });
                return;
            }
            _ => {}
        }
        if self.take_table(table) || self.add_to_answer(&table.markdown()) {
            return;
        }
        if let Slot::Goal(goal) = self.slot {
            self.begin_section(goal, 0, self.base.map(|base| base + 1));
        }
        if matches!(self.slot, Slot::Cover | Slot::Contents) {
            self.cover.push(block.clone());
            return;
        }
        let place = block.place;
        match self.prose() {
            Some(prose) => prose.push(&table.markdown(), false, place),
            None => self.out.left.push(Left { place, words: table.plain() }),
        }
    }

    /// The text that is being read.
    fn prose(&mut self) -> Option<&mut Prose> {
        let out = &mut self.out;
        Some(match self.slot {
            Slot::Proposal => &mut out.cover.proposal,
            Slot::Introduction => &mut out.introduction,
            Slot::Section(goal, section) => {
                &mut out.goals.get_mut(goal)?.sections.iter_mut().find(|(own, _)| *own == section)?.1
            }
            Slot::Extra(goal, number) => &mut out.goals.get_mut(goal)?.extra.get_mut(number)?.1,
            Slot::Analysis(goal) => &mut out.goals.get_mut(goal)?.analysis,
            Slot::Economy | Slot::ResourceUse => &mut out.economy.resource_use,
            Slot::Budget => &mut out.economy.budget,
            Slot::Other => &mut out.other,
            Slot::Summary => &mut out.summary,
            Slot::Quality => &mut out.quality,
            Slot::Appendix(number) => &mut out.appendices.get_mut(number)?.text,
            _ => return None,
        })
    }

    fn end(mut self) -> Recognised {
        self.out.own_words = std::mem::take(&mut self.own_words).chosen();
        amendments::recognise(&mut self.out, std::mem::take(&mut self.changes));
        let statement = std::mem::take(&mut self.statement);
        if self.out.is_report() {
            statement::recognise(&mut self.out, &statement, self.known);
        }
        let cover = std::mem::take(&mut self.cover);
        let is_none_of_these = !self.has_begun && self.out.goals.is_empty();
        cover::recognise(&mut self.out, &cover, self.known, is_none_of_these);
        self.out
    }
}
