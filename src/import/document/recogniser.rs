//! Blocks → what the document says: a walk through the headings, each of which says what stands below it.

mod contribution;
mod cover;
mod cut_tables;
mod items;
mod kind;
mod statement;
mod tables;

use crate::import::document::block::{Block, BlockKind, Read, Table, TextSort, Words};
use crate::import::document::known::{Known, Part, fold};
use crate::import::document::recognised::{Appendix, Goal, Left, Prose, Recognised};
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
    cut_tables::put_together(&mut blocks, known);
    let mut out = Recognised { pictures, counts_paragraphs, ..Recognised::default() };
    kind::decide(&mut out, &blocks, known, asked);
    if out.kind == DocumentKind::Contribution {
        contribution::recognise(&mut out, &blocks, known);
        return out;
    }
    let mut walk = Walk { known, out, slot: Slot::Cover, base: None, goal: None, above: Vec::new(), cover: Vec::new(), statement: Vec::new(), has_begun: false, item: None };
    let mut at = 0;
    while at < blocks.len() {
        at += walk.take(&blocks, at);
    }
    walk.end()
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
    /// The indicator or activity of the goal whose analysis is being read.
    item: Option<items::Item>,
}

impl Walk<'_, '_> {
    /// Takes what begins at a block; gives how many blocks that were.
    fn take(&mut self, blocks: &[Block], at: usize) -> usize {
        let block = &blocks[at];
        match &block.kind {
            BlockKind::Text { words, sort: TextSort::Furniture } => {
                self.out.furniture.push(Left { place: block.place, words: words.line() });
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
        if let Some((of, title)) = self.known.level(&text) {
            return self.goal_heading(blocks, at, level, of, title);
        }
        let bare = without_number(&text);
        let is_economy = matches!(self.slot, Slot::Economy | Slot::ResourceUse | Slot::Budget | Slot::Statement);
        let is_deeper = level.is_none_or(|level| self.base.is_none_or(|base| level > base) || matches!(self.slot, Slot::Section(..) | Slot::Extra(..) | Slot::Analysis(_)));
        if let Some(goal) = self.goal.filter(|_| is_deeper) {
            let may_end_section = level.is_none() || self.is_sibling(level);
            if self.out.is_report() && self.known.is_analysis(bare) && may_end_section {
                self.begin(Slot::Analysis(goal), level);
                self.out.goals[goal].analysis.is_there = true;
                return 1;
            }
            let section = self.known.section(bare).filter(|_| level.is_none() || self.is_sibling(level) || matches!(self.slot, Slot::Goal(_)));
            if let Some(section) = section {
                self.begin_section(goal, section, level);
                return 1;
            }
        }
        if is_economy && self.known.is_budget(bare) && self.slot != Slot::Budget {
            self.begin(Slot::Budget, level);
            self.out.economy.budget.is_there = true;
            return 1;
        }
        let is_top = level.is_none_or(|level| level <= 3);
        if let Some(part) = self.known.part(bare).filter(|_| is_top)
            && self.begin_part(part, &text, level)
        {
            return 1;
        }
        if let Some((label, title)) = self.appendix(&text) {
            self.begin_appendix(&label, &title, level);
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

    /// Begins a part; false where the words are no part here.
    fn begin_part(&mut self, part: Part, text: &str, level: Option<u8>) -> bool {
        let is_report = self.out.is_report();
        let has_goals = !self.out.goals.is_empty();
        let is_economy = matches!(self.slot, Slot::Economy | Slot::ResourceUse | Slot::Budget | Slot::Statement);
        let slot = match part {
            Part::Contents => Slot::Contents,
            Part::Appendices => Slot::Appendices,
            Part::Proposal if !self.has_begun || matches!(self.slot, Slot::Contents | Slot::Cover) => {
                self.out.cover.proposal.is_there = true;
                Slot::Proposal
            }
            Part::Introduction if !has_goals && self.slot != Slot::Introduction => {
                self.out.introduction.is_there = true;
                Slot::Introduction
            }
            Part::Economy => {
                self.out.economy.is_there = true;
                if fold(text) != fold(if is_report { &self.known.labels.economy_report } else { &self.known.labels.economy }) {
                    self.out.economy.heading = Some(text.to_owned());
                }
                if is_report { Slot::Statement } else { Slot::Economy }
            }
            Part::ResourceUse if is_economy && !is_report => {
                self.out.economy.resource_use.is_there = true;
                Slot::ResourceUse
            }
            Part::Statement if is_report => Slot::Statement,
            Part::Other if has_goals || is_report => {
                self.out.other.is_there = true;
                Slot::Other
            }
            Part::Summary if is_report => {
                self.out.summary.is_there = true;
                Slot::Summary
            }
            Part::GoalsFollowedUp | Part::Unattached => Slot::Nowhere,
            Part::Quality if is_report => {
                self.out.quality.is_there = true;
                Slot::Quality
            }
            Part::Overview => Slot::Overview,
            _ => return false,
        };
        if matches!(part, Part::GoalsFollowedUp | Part::Unattached) {
            self.above.clear();
        }
        self.begin(slot, level);
        if matches!(slot, Slot::Contents | Slot::Proposal | Slot::Appendices) {
            self.has_begun = false;
        }
        true
    }

    fn goal_heading(&mut self, blocks: &[Block], at: usize, level: Option<u8>, of: usize, title: &str) -> usize {
        let mut title = title.to_owned();
        let mut count = 1;
        if title.is_empty()
            && let Some(words) = blocks.get(at + 1).and_then(Block::words)
            && self.known.level(&words.plain).is_none()
            && self.known.section(&words.plain).is_none()
        {
            title = words.line();
            count = 2;
        }
        let (number, title) = numbered(&title);
        while self.above.last().is_some_and(|above| self.out.goals[*above].level >= of) {
            self.above.pop();
        }
        let parents: Vec<usize> = self.above.last().copied().into_iter().collect();
        let known = self.out.goals.iter().position(|goal| goal.level == of && goal.title == title && goal.number == number);
        let goal = match known.filter(|_| !title.is_empty()) {
            // It stands in full elsewhere, and under this goal too.
            Some(goal) => {
                let missing = parents.into_iter().filter(|parent| !self.out.goals[goal].parents.contains(parent));
                let missing: Vec<usize> = missing.collect();
                self.out.goals[goal].parents.extend(missing);
                goal
            }
            None => {
                self.out.goals.push(Goal { level: of, number, title, parents, ..Goal::default() });
                self.out.goals.len() - 1
            }
        };
        self.above.push(goal);
        self.begin(Slot::Goal(goal), level);
        self.goal = Some(goal);
        count
    }

    /// "Bilaga 1: Kompetensförsörjningsplan" as its label and its title.
    fn appendix(&self, text: &str) -> Option<(String, String)> {
        let word = &self.known.labels.appendix;
        let rest = text.get(..word.len()).filter(|begin| fold(begin) == fold(word)).map(|_| text[word.len()..].trim())?;
        let digits = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let number = &rest[..rest.len() - digits.len()];
        let title = digits.trim_start_matches([':', '.', ' ', '–', '-']).trim();
        (!number.is_empty() && !title.is_empty()).then(|| (number.to_owned(), title.to_owned()))
    }

    fn begin_appendix(&mut self, _label: &str, title: &str, level: Option<u8>) {
        let known = self.out.appendices.iter().position(|own| fold(&own.title) == fold(title));
        let number = known.unwrap_or_else(|| {
            self.out.appendices.push(Appendix { title: title.to_owned(), ..Appendix::default() });
            self.out.appendices.len() - 1
        });
        if self.slot != Slot::Appendices {
            self.begin(Slot::Appendix(number), level);
        }
    }

    /// A heading of the writer's: within a text, or of a section of the writer's.
    fn own_heading(&mut self, block: &Block, level: Option<u8>, words: &Words, text: &str) {
        match self.slot {
            Slot::Cover | Slot::Contents | Slot::Proposal | Slot::Appendices => {
                if level.is_some_and(|level| level > 1) || (self.slot != Slot::Cover && level.is_some()) {
                    // A document without the usual parts begins at its first heading.
                    self.begin(Slot::Introduction, Some(1));
                    self.push_heading(block, level, words);
                } else {
                    self.cover.push(block.clone());
                }
            }
            Slot::Overview => self.out.furniture.push(Left { place: block.place, words: words.line() }),
            Slot::Statement => self.statement.push(block.clone()),
            Slot::Nowhere => {
                self.begin(Slot::Other, None);
                self.push_heading(block, level, words);
            }
            Slot::Goal(goal) | Slot::Section(goal, _) | Slot::Extra(goal, _) | Slot::Analysis(goal) => {
                let is_within = (level > self.base || level == Some(DEEPEST_HEADING)) && level.is_some() || level.is_none() && !matches!(self.slot, Slot::Goal(_));
                let is_section = match self.slot {
                    Slot::Goal(_) => level.is_none() || level > self.base,
                    // Below the sixth level there is none: a page prints a deeper heading on it too.
                    _ => level.is_some() && level == self.base && level < Some(DEEPEST_HEADING),
                };
                if is_section {
                    self.out.goals[goal].extra.push((text.to_owned(), Prose::default()));
                    let number = self.out.goals[goal].extra.len() - 1;
                    self.begin(Slot::Extra(goal, number), level);
                } else if is_within {
                    self.push_heading(block, level, words);
                } else {
                    let note = msg!(
                        "rubriken är ingen som styrmodellen har, och står här för att inget ska gå förlorat",
                        "the heading is none that the steering model has, and stands here so that nothing is lost",
                    );
                    self.out.other.notes.push(note);
                    self.begin(Slot::Other, level.map(|level| level.saturating_sub(1)));
                    self.push_heading(block, level, words);
                }
            }
            _ => self.push_heading(block, level, words),
        }
    }

    /// Puts a heading into the text that is being read, as deep as it stands below the heading of the text.
    fn push_heading(&mut self, block: &Block, level: Option<u8>, words: &Words) {
        let base = self.base.unwrap_or(0);
        let depth = level.map_or(1, |level| level.saturating_sub(base).max(1)).min(4);
        let signs = "#".repeat(usize::from(depth) + 1);
        let markdown = words.markdown.replace("\\\n", " ");
        let line = format!("{signs} {}", markdown.trim());
        if let Some(prose) = self.prose() {
            prose.push(&line, false, block.place);
        } else {
            self.out.left.push(Left { place: block.place, words: words.line() });
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
            Slot::Cover | Slot::Contents | Slot::Proposal if !self.has_begun && line.chars().count() < 40 && self.begins_front(&line) => return,
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
                        Some((label, title)) => self.begin_appendix(&label, &title, None),
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
            Slot::Goal(goal) | Slot::Section(goal, _) | Slot::Analysis(goal) if self.out.is_report() && self.analysis_of_item(goal, words) => return,
            Slot::Goal(goal) => {
                // A text right below the heading of a goal: the first section has a place for it.
                let note = msg!("texten stod direkt under målets rubrik", "the text stood right below the goal's heading");
                self.begin_section(goal, 0, self.base.map(|base| base + 1));
                if let Some(prose) = self.prose() {
                    prose.notes.push(note);
                }
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

    /// Whether the contact stands below the proposal: the organisation's name begins it.
    fn is_contact(&self, words: &Words) -> bool {
        let name = self.out.organisation().map(fold);
        words.plain.lines().next().is_some_and(|first| Some(fold(first)) == name)
    }

    /// Takes what is said of a goal below its heading: an assessment, who answers for it, where it stands in full.
    fn said_of_goal(&mut self, goal: usize, line: &str) -> bool {
        if let Some(number) = self.known.assessment(line).filter(|_| line.chars().count() <= 60) {
            self.out.goals[goal].assessment = Some(number);
            return true;
        }
        let after = |label: &str| {
            let (before, after) = line.split_once(':')?;
            (fold(before) == fold(label)).then(|| after.trim().to_owned())
        };
        if let Some(responsible) = after(&self.known.labels.responsible) {
            self.out.goals[goal].responsible = Some(responsible);
            return true;
        }
        if let Some(number) = after(&self.known.labels.forecast_of_year).and_then(|words| self.known.assessment(&words)) {
            self.out.goals[goal].forecast = Some(number);
            return true;
        }
        let see = &self.known.labels.see;
        let title = &self.out.goals[goal].title;
        line.strip_prefix(see.as_str()).is_some_and(|rest| !title.is_empty() && rest.trim().ends_with(title.as_str()))
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
        if self.take_table(table) {
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

/// A heading without the number that a word processor has put before it: "2.1 Förväntat resultat".
fn without_number(heading: &str) -> &str {
    let rest = heading.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let is_number = rest.len() < heading.len() && rest.starts_with(char::is_whitespace);
    let bare = if is_number { rest.trim() } else { heading };
    bare.trim_start_matches(['-', '–', ' ']).trim_end_matches([':', '.'])
}

/// A goal's number and its title: "1.4. Trygga barn", "A - Barn är delaktiga".
fn numbered(title: &str) -> (Option<String>, String) {
    let Some((first, rest)) = title.split_once(' ') else { return (None, title.to_owned()) };
    let rest = rest.trim_start();
    let digits = first.chars().filter(char::is_ascii_digit).count();
    let is_number = digits > 0 && first.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let has_point = first.contains('.');
    let begins = rest.starts_with(|letter: char| letter.is_uppercase() || matches!(letter, '|' | '"' | '”'));
    if is_number && (has_point || digits <= 2 && begins) {
        return (Some(first.to_owned()), rest.to_owned());
    }
    let mut letters = first.chars();
    let is_letter = letters.next().is_some_and(char::is_uppercase);
    let end = letters.as_str();
    if is_letter && end.is_empty()
        && let Some((dash @ ("-" | "–"), after)) = rest.split_once(' ')
    {
        return (Some(format!("{first} {dash}")), after.trim_start().to_owned());
    }
    if is_letter && (end == "." || end == ")") {
        return (Some(first.to_owned()), rest.to_owned());
    }
    // "A1 Trygga barn", "N2. Trygga barn".
    let is_code = is_letter && digits > 0 && end.trim_end_matches('.').chars().all(|letter| letter.is_ascii_digit());
    match is_code && begins {
        true => (Some(first.to_owned()), rest.to_owned()),
        false => (None, title.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_letters_are_told_from_titles() {
        for (written, number, title) in [
            ("1.4. I tid", Some("1.4."), "I tid"),
            ("1. Trygga barn", Some("1."), "Trygga barn"),
            ("A - Barn är delaktiga", Some("A -"), "Barn är delaktiga"),
            ("3 Trygga barn", Some("3"), "Trygga barn"),
            ("2025 ska vi växa", None, "2025 ska vi växa"),
            ("40 procent av alla", None, "40 procent av alla"),
            ("I tid", None, "I tid"),
            ("N2 Trygga barn", Some("N2"), "Trygga barn"),
        ] {
            assert_eq!(numbered(written), (number.map(str::to_owned), title.to_owned()), "{written}");
        }
        assert_eq!(without_number("2.1 Förväntat resultat:"), "Förväntat resultat");
    }
}
