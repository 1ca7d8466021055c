//! The lines that are headings by their words: those of goals, of sections and of parts.

use super::line::Line;
use super::{Reader, head, place, serial};
use crate::import::document::block::{Block, Words};
use crate::import::document::known::fold;

/// What a line is by its words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    /// A goal's heading.
    Goal,
    /// The heading of a section or a part.
    Heading,
    /// An assessment.
    Assessment,
}

/// Words that no title ends in.
const OPEN_WORDS: &[&str] = &[
    "i", "på", "av", "för", "med", "till", "från", "och", "eller", "att", "som", "en", "ett", "den", "det", "de", "om",
    "ska",
];

/// Whether a line ends in the middle of a sentence.
fn ends_open(line: &str) -> bool {
    line.rsplit(' ').next().is_some_and(|last| OPEN_WORDS.contains(&last)) && line.contains(' ')
}

impl Reader<'_, '_> {
    /// What a line of a group is by its words.
    pub(super) fn fixed(&self, group: &[&Line], at: usize) -> Option<Fixed> {
        let text = &group[at].text;
        if self.known.level(text).is_some() {
            return Some(Fixed::Goal);
        }
        if text.chars().count() <= 40 && self.known.assessment(text).is_some() && !text.ends_with(['.', ',']) {
            return Some(Fixed::Assessment);
        }
        // A word of a heading may also begin a line of a text.
        let before = at.checked_sub(1).map(|before| group[before].text.as_str());
        // What is a heading letter by letter is one below a line that was not full.
        let is_exact = text.starts_with(char::is_uppercase) && self.is_exact_heading(text);
        let is_below_short =
            |before: &str| self.wrap.width.is_some_and(|width| before.chars().count() * 100 < width * 92);
        let begins = before.is_none_or(|before| is_exact && is_below_short(before))
            || before
                .is_none_or(|before| before.ends_with(['.', '!', '?', ':']) || self.known.assessment(before).is_some());
        let is_heading = self.is_fixed_heading(text) && (begins || group[at].indent > 0 && group[at].indent < 4);
        is_heading.then_some(Fixed::Heading)
    }

    /// Whether a line of a group goes on with the one before it, which was full.
    pub(super) fn is_wrapped(&self, group: &[&Line], at: usize) -> bool {
        let first = group[at].text.chars().next();
        let before = group[at - 1].text.chars().count();
        if ends_open(&group[at - 1].text) {
            return true;
        }
        let has = |share: usize| self.wrap.width.is_some_and(|width| before * 10 >= width * share);
        let begins_sentence = first.is_some_and(char::is_uppercase);
        has(if begins_sentence { 9 } else { 0 }) || !begins_sentence
    }

    pub(super) fn is_exact_heading(&self, text: &str) -> bool {
        let folded = fold(text);
        let section = self
            .known
            .section(text)
            .map(|section| fold(&self.known.labels.word(&self.known.steering.sections[section].key)));
        section.as_deref() == Some(folded.as_str()) || self.known.part(text).is_some() || self.known.is_budget(text)
    }

    pub(super) fn is_fixed_heading(&self, text: &str) -> bool {
        // A heading that is quoted may end as a part of a sentence does.
        if let Some(quoted) = text.strip_suffix(';') {
            return self.is_exact_heading(quoted);
        }
        if text.chars().count() > 90 || text.ends_with(['.', ',']) {
            return false;
        }
        let bare = text.trim_start_matches(['-', '–', ' ']);
        self.known.section(bare).is_some()
            || self.known.part(bare).is_some()
            || self.known.is_budget(bare)
            || self.known.is_analysis(bare)
    }

    /// Takes a goal's heading: its title goes on to the end of the group, or to what is none of it.
    pub(super) fn goal(&mut self, group: &[&Line], at: usize) -> usize {
        self.close_table();
        let line = group[at];
        let Some(found) = self.known.level(&line.text) else { return 1 };
        self.is_council = self.known.steering.levels[found.level].owner.is_council();
        let label_length = found.label_length;
        let count = 1
            + (at + 1..group.len())
                .take_while(|next| {
                    self.fixed(group, *next).is_none()
                        && head::columns(self.known, &group[*next].text).is_none()
                        && !serial::begins(self.known, group[*next])
                        && (found.title.is_empty() && *next == at + 1 || self.is_wrapped(group, *next))
                })
                .count();
        let mut whole = line.text.clone();
        for next in &group[at + 1..at + count] {
            let first = next.text.split_whitespace().next().unwrap_or_default();
            // After the label alone the title begins.
            match whole.trim_end().ends_with(':') && whole.len() <= label_length + 1 {
                true => whole.push(' '),
                false => self.wrap.go_on(&mut whole, first),
            }
            whole.push_str(&next.text);
        }
        self.blocks.push(Block::heading(place(line), None, Words::plain(whole)));
        count
    }
}
