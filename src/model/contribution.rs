//! A contribution to a quality award: how an organisation works, as answers to the award's questions.

use serde::{Deserialize, Serialize};

use super::{At, Prose};
use crate::source::Span;

/// What a contribution says, as written in its file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Contribution {
    /// The file of the plan whose figures it draws on, as written.
    pub plan: Option<At<String>>,
    /// The presentation of the organisation.
    pub presentation: Option<Prose>,
    /// The words that it explains, in the file's order.
    pub glossary: Vec<Term>,
    /// The areas, in order.
    pub areas: Vec<Area>,
    /// The closing.
    pub closing: Option<Prose>,
}

/// A word of the glossary.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Term {
    /// The word.
    pub term: At<String>,
    /// What it means; empty where nothing is written, and then at the word's place.
    pub meaning: At<String>,
}

/// An area of questions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Area {
    /// The heading; where it is missing, that is reported.
    pub heading: Option<At<String>>,
    /// What is said of the whole area, before the questions.
    pub preamble: Option<Prose>,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// A question with its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Question {
    /// The place of its keys.
    pub span: Span,
    /// The number, as written; where it is absent, one more than the number before.
    pub number: Option<At<String>>,
    /// The question; where it is missing, that is reported.
    pub question: Option<At<String>>,
    /// The answer.
    pub answer: Option<Prose>,
    /// Whether a key of it could not be read, which is said already: then nothing of it is known to be missing.
    pub has_unread_keys: bool,
}

impl Contribution {
    /// Every Markdown text of it, in the order of print.
    pub fn prose(&self) -> Vec<&Prose> {
        let mut all: Vec<&Prose> = self.presentation.iter().collect();
        for area in &self.areas {
            all.extend(&area.preamble);
            all.extend(area.questions.iter().filter_map(|question| question.answer.as_ref()));
        }
        all.extend(&self.closing);
        all
    }

    /// Every question with its number in print but for the full stop, over all areas.
    pub fn numbered(&self) -> Vec<(String, &Question)> {
        let mut next = "1".to_owned();
        let questions = self.areas.iter().flat_map(|area| &area.questions);
        let numbered = questions.map(|question| {
            let written = question.number.as_ref().map_or("", |number| bare(number.as_str()));
            let number = if written.is_empty() { next.clone() } else { written.to_owned() };
            next = after(&number).or_else(|| after(&next)).unwrap_or_else(|| number.clone());
            (number, question)
        });
        numbered.collect()
    }
}

/// The number that follows: 2.4 after 2.3, and 8 after 7a. None after one without digits at its end or its start.
fn after(number: &str) -> Option<String> {
    let before = number.trim_end_matches(|character: char| character.is_ascii_digit());
    let (before, last) = match &number[before.len()..] {
        "" => ("", number.split(|character: char| !character.is_ascii_digit()).next()?),
        last => (before, last),
    };
    Some(format!("{before}{}", last.parse::<u32>().ok()?.checked_add(1)?))
}

/// A number without what stands after it: `7` of `7.`, `7)` and `7 –`.
fn bare(written: &str) -> &str {
    written.trim().trim_end_matches(['.', ':', ')', '-', '–', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    #[test]
    fn a_number_that_is_not_written_follows_the_one_before() {
        let sources = Sources::default();
        let span = sources.start(sources.add(Source::new("bidrag.yaml", "")));
        let question = |number: &&str| Question {
            span,
            number: Some(At::new((*number).to_owned(), span)).filter(|number| !number.value.is_empty()),
            question: None,
            answer: None,
            has_unread_keys: false,
        };
        let area = |numbers: &[&str]| Area {
            heading: None,
            preamble: None,
            questions: numbers.iter().map(question).collect(),
        };
        let contribution = Contribution {
            areas: vec![area(&["", "2.", "", " 7a) "]), area(&["", "IV", "", "2.9 –", "", "4294967295", ""])],
            ..Contribution::default()
        };
        let numbers: Vec<String> = contribution.numbered().into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, ["1", "2", "3", "7a", "8", "IV", "10", "2.9", "2.10", "4294967295", "2.12"]);
    }
}
