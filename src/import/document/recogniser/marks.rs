//! Marks before the words of a cell: whose something is, how it stands, how it was assessed.

use crate::import::document::block::{Words, on_one_line};
use crate::import::document::known::{Known, fold};
use crate::model::{Status, Tier};

/// Marks at the beginning of a cell, in brackets: whose an indicator is, how something stands.
#[derive(Default)]
pub(crate) struct Marks {
    /// Whose it is.
    pub(crate) owner: Option<Tier>,
    /// How it stands, in the word of a follow-up.
    pub(crate) status: Option<&'static str>,
    /// How it was assessed.
    pub(crate) assessment: Option<usize>,
}

/// The keys of the words for how an activity stands, each with the word of a follow-up.
const STATUSES: [(&str, &str); 5] = [
    ("genomförd", "genomförd"),
    ("pågår", "pågår"),
    ("försenad", "försenad"),
    ("ej_påbörjad", "ej påbörjad"),
    ("avbruten", "avbruten"),
];

/// The keys of the words for whose an indicator is.
const OWNERS: [(&str, Tier); 8] = [
    ("ägare_kommun", Tier::Municipality),
    ("ägare_region", Tier::Region),
    ("ägare_nämnd", Tier::Board),
    ("ägare_bolag", Tier::Company),
    ("ägare_förvaltning", Tier::Administration),
    ("ägare_avdelning", Tier::Department),
    ("ägare_enhet", Tier::Unit),
    ("ägare_grupp", Tier::Group),
];

/// The keys of the words for how an outcome stands, from the best of the scale to the worst.
const OUTCOMES: [[&str; 2]; 3] =
    [["målet_nått", "i_takt"], ["nära_målet", "nära_takten"], ["målet_ej_nått", "efter_målet"]];

fn take_mark(marks: &mut Marks, words: &str, known: &Known) -> bool {
    let folded = fold(words);
    let owner = OWNERS.into_iter().find(|(key, tier)| {
        // One word may stand for several ranks; those that the model has count.
        fold(&known.labels.word(key)) == folded && known.steering.levels.iter().any(|level| level.owner == *tier)
    });
    if let Some((_, tier)) = owner {
        marks.owner = Some(tier);
        return true;
    }
    if let Some(status) = status(words, known).or_else(|| status_of_assignment(words, known)) {
        marks.status = Some(status);
        return true;
    }
    if let Some(number) = judged(words, known) {
        marks.assessment = Some(number);
        return true;
    }
    fold(&known.labels.no_outcome) == folded || words.chars().all(|letter| !letter.is_alphanumeric())
}

/// Takes how something stands, which is a line of its own.
fn take_status(marks: &mut Marks, words: &str, known: &Known) -> bool {
    let found = status(words, known).or_else(|| status_of_assignment(words, known));
    marks.status = found.or(marks.status);
    found.is_some()
}

/// How an activity stands, in the word of a follow-up.
pub(crate) fn status(words: &str, known: &Known) -> Option<&'static str> {
    known.asked.status.of(words, || {
        let folded = fold(words);
        let found = STATUSES.iter().find(|(key, word)| fold(&known.labels.word(key)) == folded || fold(word) == folded);
        found.map(|(_, word)| *word)
    })
}

/// How an assignment stands, in the word of a follow-up.
pub(crate) fn status_of_assignment(words: &str, known: &Known) -> Option<&'static str> {
    let folded = fold(words);
    let all = [Status::Done, Status::Ongoing, Status::Late, Status::NotStarted, Status::Cancelled];
    let found = all.into_iter().find(|status| {
        let word = status.word_of_assignment();
        fold(word) == folded || fold(&known.labels.word(&word.replace(' ', "_"))) == folded
    });
    found.map(Status::word_of_assignment)
}

/// How an outcome was assessed.
pub(crate) fn judged(words: &str, known: &Known) -> Option<usize> {
    known.asked.judged.of(words, || find_judged(words, known))
}

fn find_judged(words: &str, known: &Known) -> Option<usize> {
    let folded = fold(words);
    let place = OUTCOMES.iter().position(|keys| keys.iter().any(|key| fold(&known.labels.word(key)) == folded));
    let scale: Vec<usize> = known.steering.scale().collect();
    let by_place = place.and_then(|place| match place {
        0 => scale.first(),
        2 => scale.last(),
        _ => scale.get(1).filter(|_| scale.len() > 2),
    });
    by_place.copied().or_else(|| known.assessment(words))
}

/// A cell's lines without the marks before them.
pub(crate) fn without_marks(words: &Words, known: &Known) -> (Vec<String>, Marks) {
    let mut marks = Marks::default();
    let mut lines: Vec<String> = words.plain.lines().map(on_one_line).filter(|line| !line.is_empty()).collect();
    while !lines.is_empty() {
        let lines_after = lines.len() > 1;
        let first = &mut lines[0];
        let inner = first.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((inner, rest)) = inner
            && take_mark(&mut marks, inner.trim_start_matches(|letter: char| !letter.is_alphanumeric()), known)
        {
            *first = rest.trim().to_owned();
        } else if let Some((word, rest)) = loose_mark(first, known) {
            take_mark(&mut marks, &word, known);
            *first = rest;
        } else if lines_after && take_status(&mut marks, first, known) {
            first.clear();
        } else {
            // Signs that no word begins with: arrows, dots, those of fonts that are not there.
            let bare =
                first.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !"\"”'(-–<>±".contains(letter));
            let is_changed = bare.len() < first.len();
            *first = bare.to_owned();
            if !first.is_empty() && !is_changed {
                break;
            }
        }
        if first.is_empty() {
            lines.remove(0);
        }
    }
    (lines, marks)
}

/// Whether a mark stands before a name, and no more than a blank between them.
pub(crate) fn begins_with_mark(words: &str, known: &Known) -> bool {
    known.asked.mark.of(words, || loose_mark(words, known).is_some())
}

/// A mark without brackets before a name, and the name: "KF Sjukfrånvaro", "Ej påbörjad Skriva en rutin".
fn loose_mark(line: &str, known: &Known) -> Option<(String, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    (1..=2.min(words.len().saturating_sub(1))).find_map(|count| {
        let mark = words[..count].join(" ");
        let begins = words[count].starts_with(|first: char| first.is_uppercase());
        let is_owner = OWNERS.iter().any(|(key, _)| known.labels.word(key) == mark);
        let is_status = STATUSES.iter().any(|(key, _)| known.labels.word(key) == mark);
        (begins && (is_owner || is_status)).then(|| (mark, words[count..].join(" ")))
    })
}

/// The line after a label: "Ansvarig: Enhetschefen".
pub(crate) fn labelled<'l>(line: &'l str, label: &str) -> Option<&'l str> {
    // A label may have a colon of its own: "KF:s årsmål: Nära målet".
    let label = fold(label);
    let mut ends = line.match_indices(':').map(|(at, _)| at).take(2);
    let end = ends.find(|at| fold(&line[..*at]) == label)?;
    Some(line[end + 1..].trim())
}
