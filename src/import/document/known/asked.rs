//! Answers that are kept: of the same line a document is asked many times whether it is a heading, a head or a value, and its
//! lines come back on every page.

use std::cell::RefCell;
use std::collections::HashMap;

use super::{Head, Known, LevelHeading, Part};
use crate::model::Status;

/// Longer words are not kept, in bytes.
const LONGEST_KEPT: usize = 400;

/// When so many answers are kept, all are forgotten: a text of any length takes no more room than this.
const MOST_KEPT: usize = 20_000;

/// The answers to one question, by the words that it was asked of.
#[derive(Debug)]
pub(crate) struct Answers<T>(RefCell<HashMap<Box<str>, T>>);

impl<T> Default for Answers<T> {
    fn default() -> Answers<T> {
        Answers(RefCell::default())
    }
}

impl<T: Clone> Answers<T> {
    /// The answer for some words, which is found once.
    pub(crate) fn of(&self, words: &str, find: impl FnOnce() -> T) -> T {
        if words.len() > LONGEST_KEPT {
            return find();
        }
        if let Some(answer) = self.0.borrow().get(words) {
            return answer.clone();
        }
        let answer = find();
        let mut kept = self.0.borrow_mut();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(words.into(), answer.clone());
        answer
    }
}

/// The answers of one set of fixed words.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    level: Answers<Option<LevelHeading>>,
    section: Answers<Option<usize>>,
    part: Answers<Option<Part>>,
    analysis: Answers<bool>,
    head: Answers<Option<Head>>,
    exact_head: Answers<bool>,
    assessment: Answers<Option<usize>>,
    loose_assessment: Answers<Option<usize>>,
    other_status: Answers<Option<Status>>,
    occasion: Answers<Option<usize>>,
    printed: Answers<bool>,
    /// How an activity stands.
    pub(crate) status: Answers<Option<&'static str>>,
    /// How an outcome was assessed.
    pub(crate) judged: Answers<Option<usize>>,
    /// Whether a mark stands before a name.
    pub(crate) mark: Answers<bool>,
    /// Whether words are a periodicity.
    pub(crate) periodicity: Answers<bool>,
    /// Whether a line of a cell has a label of its own.
    pub(crate) labelled: Answers<bool>,
    /// The columns that a line is the head of, each with the character that its head begins at.
    pub(crate) columns: Answers<Option<Vec<(Head, usize)>>>,
    /// Whether a line has a word of the head of a table of outcomes.
    pub(crate) outcomes: Answers<bool>,
}

/// Whoever has the same words for another document begins anew: what is a word of a level differs between documents.
impl Clone for Asked {
    fn clone(&self) -> Asked {
        Asked::default()
    }
}

impl Known<'_> {
    /// The level of goals that a heading names.
    pub fn level(&self, heading: &str) -> Option<LevelHeading> {
        self.asked.level.of(heading, || self.find_level(heading))
    }

    /// The section of goals that a heading is.
    pub fn section(&self, heading: &str) -> Option<usize> {
        self.asked.section.of(heading, || self.find_section(heading))
    }

    /// The part that a heading begins.
    pub fn part(&self, heading: &str) -> Option<Part> {
        self.asked.part.of(heading, || self.find_part(heading))
    }

    /// Whether a heading is that of an analysis.
    pub fn is_analysis(&self, heading: &str) -> bool {
        self.asked.analysis.of(heading, || self.names_analysis(heading))
    }

    /// What a column with this head holds.
    pub fn head(&self, words: &str) -> Option<Head> {
        self.asked.head.of(words, || self.find_head(words))
    }

    /// Whether words are those of a head letter by letter, but for capitals and for a year.
    pub fn is_exact_head(&self, words: &str) -> bool {
        self.asked.exact_head.of(words, || self.has_exact_head(words))
    }

    /// The assessment that words are, whatever mark stands before them.
    pub fn assessment(&self, words: &str) -> Option<usize> {
        self.asked.assessment.of(words, || self.find_assessment(words))
    }

    /// The assessment that words are, in the model's words or in those of others.
    pub fn loose_assessment(&self, words: &str) -> Option<usize> {
        self.asked.loose_assessment.of(words, || self.find_loose_assessment(words))
    }

    /// How an activity stands, in the words of others.
    pub fn other_status(&self, words: &str) -> Option<Status> {
        self.asked.other_status.of(words, || Known::find_other_status(words))
    }

    /// The key of the occasion that words name: "VB", "T1".
    pub fn occasion(&self, words: &str) -> Option<usize> {
        self.asked.occasion.of(words, || self.find_occasion(words))
    }

    /// Whether a folded word is one that parts and columns are printed under: it comes back in print of itself.
    pub fn is_printed(&self, word: &str) -> bool {
        self.asked.printed.of(word, || self.prints(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_found_once_and_the_kept_ones_have_an_end() {
        let answers = Answers::default();
        assert_eq!(answers.of("ord", || 1), 1);
        assert_eq!(answers.of("ord", || 2), 1);
        let long = "o".repeat(LONGEST_KEPT + 1);
        assert_eq!((answers.of(&long, || 1), answers.of(&long, || 2)), (1, 2));
        for number in 0..2 * MOST_KEPT {
            answers.of(&number.to_string(), || number);
            assert!(answers.0.borrow().len() <= MOST_KEPT);
        }
        assert_eq!(answers.of("ord", || 3), 3);
    }
}
