//! What headings and lines say by what stands below them, and what is said of a goal below its own.

use super::headings::without_number;
use super::{Slot, Walk, is_highest};
use crate::characters::is_other_digit;
use crate::import::document::block::{Block, BlockKind, TextSort, Words};
use crate::import::document::known::{Part, fold};

/// Whether it is printed of itself.
fn is_furniture(block: &&Block) -> bool {
    matches!(block.kind, BlockKind::Text { sort: TextSort::Furniture, .. })
}

/// The heading that comes next, with its level.
fn heading_below(below: &[Block]) -> Option<(Option<u8>, String)> {
    match &below.iter().find(|block| !is_furniture(block))?.kind {
        BlockKind::Heading { level, words } => Some((*level, words.line())),
        _ => None,
    }
}

impl Walk<'_, '_> {
    /// Whether nothing but the heading of a goal stands below a heading before the goals: it tells that they come.
    pub(super) fn is_over_goals(&self, heading: &str, below: &[Block], level: Option<u8>) -> bool {
        let Some((deeper, words)) = heading_below(below) else { return false };
        let is_above = level.is_none_or(|level| deeper.is_some_and(|deeper| level < deeper));
        let is_name = self.out.names.iter().any(|(_, name)| fold(name) == fold(heading));
        if is_name || self.out.cover.title.as_deref().is_some_and(|title| fold(title) == fold(heading)) {
            return false;
        }
        let may_be = matches!(self.slot, Slot::Cover | Slot::Contents | Slot::Introduction | Slot::Summary);
        may_be && is_above && self.out.goals.is_empty() && self.known.level(&words).is_some()
    }

    /// Whether a heading is that of the economy in words of the writer's: what stands right below it is known to be of it.
    pub(super) fn is_above_economy(&self, below: &[Block], level: Option<u8>) -> bool {
        let Some((deeper, line)) = heading_below(below) else { return false };
        let bare = without_number(&line);
        let is_of = match self.out.is_report() {
            true => self.known.part(bare) == Some(Part::Statement),
            false => self.known.part(bare) == Some(Part::ResourceUse) || self.known.is_budget(bare),
        };
        is_of
            && level.is_some()
            && deeper > level
            && is_highest(level)
            && self.statement.is_empty()
            && !self.out.economy.is_there
    }

    /// Whether the text of the document begins below a heading: sentences, or a list, and no lines of a cover.
    pub(super) fn begins_text(&self, below: &[Block], heading: &str) -> bool {
        let is_title = self.out.cover.title.as_deref().is_some_and(|title| fold(title) == fold(heading));
        let is_name = self.out.organisation().is_some_and(|name| fold(name) == fold(heading));
        let next = below.iter().find(|block| !is_furniture(block));
        let is_text = next.is_some_and(|block| match &block.kind {
            BlockKind::Text { words, sort: TextSort::Paragraph } => {
                let count = words.plain.split_whitespace().count();
                // The signs of notes stand after the end.
                let said = words.plain.trim_end_matches(|letter: char| {
                    letter.is_whitespace() || is_other_digit(letter) || matches!(letter, '[' | ']')
                });
                said.ends_with(['.', ':', '!', '?']) && count >= 5 || count > 25
            }
            BlockKind::Text { sort, .. } => *sort == TextSort::List,
            _ => false,
        });
        is_text && !is_title && !is_name
    }

    /// Whether the contact stands below the proposal: the organisation's name begins it.
    pub(super) fn is_contact(&self, words: &Words) -> bool {
        let name = self.out.organisation().map(fold);
        words.plain.lines().next().is_some_and(|first| Some(fold(first)) == name)
    }

    /// Takes what is said of a goal below its heading: an assessment, who answers for it, where it stands in full.
    pub(super) fn said_of_goal(&mut self, goal: usize, line: &str) -> bool {
        let is_short = line.chars().count() <= 60;
        if let Some(number) = self.known.assessment(line).filter(|_| is_short) {
            self.out.goals[goal].assessment = Some(number);
            return true;
        }
        let other = || self.known.labelled_assessment(line).or_else(|| self.known.loose_assessment(line));
        if self.out.is_report()
            && let Some(number) = other().filter(|_| is_short)
        {
            self.out.goals[goal].assessment = Some(number);
            self.out.goals[goal].assessment_words = Some(line.to_owned());
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
        if let Some(number) = after(&self.known.labels.forecast_of_year).and_then(|words| self.known.assessment(&words))
        {
            self.out.goals[goal].forecast = Some(number);
            return true;
        }
        let see = &self.known.labels.see;
        let title = &self.out.goals[goal].title;
        line.strip_prefix(see.as_str()).is_some_and(|rest| !title.is_empty() && rest.trim().ends_with(title.as_str()))
    }
}
