//! What a heading begins: a part, a goal, an appendix, or a chapter of the writer's own within a text.

use super::{DEEPEST_HEADING, Slot, Walk};
use crate::import::document::block::{Block, Words};
use crate::import::document::known::{LevelHeading, Part, fold};
use crate::import::document::recognised::{Appendix, Goal, Left, Prose};
use crate::msg;

impl Walk<'_, '_> {
    /// Begins a part; false where the words are no part here.
    pub(super) fn begin_part(&mut self, part: Part, text: &str, level: Option<u8>) -> bool {
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
                self.economy_level = level;
                if fold(text)
                    != fold(if is_report { &self.known.labels.economy_report } else { &self.known.labels.economy })
                {
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
            Part::Assignments => Slot::Assignments,
            // What changed the plan comes after its goals, and is no heading within one of their texts.
            Part::Amendments if has_goals && (level.is_none_or(|level| level <= 2)) => Slot::Amendments,
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

    pub(super) fn goal_heading(
        &mut self,
        blocks: &[Block],
        at: usize,
        level: Option<u8>,
        found: LevelHeading,
    ) -> usize {
        let of = self.level_of(&found);
        let LevelHeading { mut title, word, .. } = found;
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
        let key = (of, title.clone(), number.clone());
        let known = self.known_goals.get(&key).copied();
        let goal = match known.filter(|_| !title.is_empty()) {
            // It stands in full elsewhere, and under this goal too.
            Some(goal) => {
                let missing = parents.into_iter().filter(|parent| !self.out.goals[goal].parents.contains(parent));
                let missing: Vec<usize> = missing.collect();
                self.out.goals[goal].parents.extend(missing);
                goal
            }
            None => {
                self.out.goals.push(Goal { level: of, number, title, parents, word, ..Goal::default() });
                let goal = self.out.goals.len() - 1;
                self.known_goals.insert(key, goal);
                goal
            }
        };
        self.above.push(goal);
        self.begin(Slot::Goal(goal), level);
        self.goal = Some(goal);
        count
    }

    /// The level of a heading. Two words of others are two levels, as long as the model has so many.
    fn level_of(&mut self, found: &LevelHeading) -> usize {
        let name = found.word.as_deref().map_or_else(|| format!("{}", found.level), fold);
        if let Some((_, level)) = self.words_of_levels.iter().find(|(own, _)| *own == name) {
            return *level;
        }
        let is_taken = |level: &usize| self.words_of_levels.iter().any(|(_, own)| own == level);
        let free = (found.level..self.known.steering.levels.len()).find(|level| !is_taken(level));
        // Nobody writes goals for those below: a board's goals are the board's, whatever they are called.
        let own = self.out.names.last().map(|(tier, _)| *tier);
        let levels = &self.known.steering.levels;
        let lowest = own.and_then(|own| levels.iter().rposition(|level| level.owner <= own)).unwrap_or(levels.len());
        let level = match found.word {
            Some(_) => free.unwrap_or(found.level).min(lowest),
            None => found.level,
        };
        self.words_of_levels.push((name, level));
        level
    }

    /// The title of "Bilaga 1: Kompetensförsörjningsplan".
    pub(super) fn appendix(&self, text: &str) -> Option<String> {
        let word = &self.known.labels.appendix;
        let rest =
            text.get(..word.len()).filter(|begin| fold(begin) == fold(word)).map(|_| text[word.len()..].trim())?;
        let digits = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let number = &rest[..rest.len() - digits.len()];
        let title = digits.trim_start_matches([':', '.', ' ', '–', '-']).trim();
        (!number.is_empty() && !title.is_empty()).then(|| title.to_owned())
    }

    /// Takes an appendix into the list of them; gives its number there.
    pub(super) fn list_appendix(&mut self, title: &str) -> usize {
        let known = self.out.appendices.iter().position(|own| fold(&own.title) == fold(title));
        known.unwrap_or_else(|| {
            self.out.appendices.push(Appendix { title: title.to_owned(), ..Appendix::default() });
            self.out.appendices.len() - 1
        })
    }

    pub(super) fn begin_appendix(&mut self, title: &str, level: Option<u8>) {
        let number = self.list_appendix(title);
        if self.slot != Slot::Appendices {
            self.begin(Slot::Appendix(number), level);
        }
    }

    /// A heading of the writer's: within a text, or of a section of the writer's.
    pub(super) fn own_heading(&mut self, block: &Block, level: Option<u8>, words: &Words, text: &str) {
        if self.add_to_answer(&format!("## {}", words.markdown.replace("\\\n", " ").trim())) {
            return;
        }
        match self.slot {
            Slot::Proposal if level.is_some() && level > self.base && self.base.is_some() => {
                self.push_heading(block, level, words);
            }
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
            Slot::Nowhere => {
                self.begin(Slot::Other, None);
                self.push_heading(block, level, words);
            }
            Slot::Goal(goal) | Slot::Section(goal, _) | Slot::Extra(goal, _) | Slot::Analysis(goal) => {
                let is_within = (level > self.base || level == Some(DEEPEST_HEADING)) && level.is_some()
                    || level.is_none() && !matches!(self.slot, Slot::Goal(_));
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
            // A chapter that comes after the economy is none of it.
            Slot::Economy | Slot::ResourceUse | Slot::Budget | Slot::Statement
                if level.is_some() && level <= self.economy_level && self.economy_level.is_some() =>
            {
                self.begin(Slot::Other, level.map(|level| level.saturating_sub(1)));
                self.push_heading(block, level, words);
            }
            Slot::Statement => self.statement.push(block.clone()),
            Slot::Amendments => {
                self.begin(Slot::Other, level.map(|level| level.saturating_sub(1)));
                self.push_heading(block, level, words);
            }
            _ => self.push_heading(block, level, words),
        }
    }

    /// Puts a heading into the text that is being read, as deep as it stands below the heading of the text.
    pub(super) fn push_heading(&mut self, block: &Block, level: Option<u8>, words: &Words) {
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
}

/// A heading without the number that a word processor has put before it: "2.1 Förväntat resultat".
pub(super) fn without_number(heading: &str) -> &str {
    let rest = heading.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let is_number = rest.len() < heading.len() && rest.starts_with(char::is_whitespace);
    let bare = if is_number { rest.trim() } else { heading };
    bare.trim_start_matches(['-', '–', ' ']).trim_end_matches([':', '.'])
}

/// A goal's number and its title: "1.4. Trygga barn", "A - Barn är delaktiga".
pub(super) fn numbered(title: &str) -> (Option<String>, String) {
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
    if is_letter
        && end.is_empty()
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
