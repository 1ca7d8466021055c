//! The lines of a cell put together: a day, an amount, or a word that did not have room in a narrow column, goes on without a
//! blank.

use super::joined::Vocabulary;
use super::shape::{self, Kind};
use super::value;
use crate::import::document::block::{Row, Words};
use crate::import::document::known::{Known, fold};

/// Words that end no other: they stand alone wherever a line begins with one.
const LITTLE_WORDS: &[&str] = &[
    "som", "och", "att", "för", "med", "till", "från", "inom", "vid", "när", "den", "det", "har", "ska", "kan", "där",
];

/// Sets the markup of cells that went on line by line.
pub(super) fn set_markup(rows: &mut [Row]) {
    let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
    for cell in cells.filter(|cell| cell.words.markdown.is_empty()) {
        cell.words = Words::plain(std::mem::take(&mut cell.words.plain));
    }
}

/// How the lines of the cells of a column are put together.
pub(super) struct Joiner<'k, 's> {
    /// The fixed words.
    pub(super) known: &'k Known<'s>,
    /// Every word of the text.
    pub(super) words: &'k Vocabulary,
    /// What the cells look like.
    pub(super) kind: Kind,
    /// How many letters the longest line of the column has.
    pub(super) width: usize,
}

impl Joiner<'_, '_> {
    /// The words of a cell of several lines. Those that say something else than the name keep a line of their own.
    pub(super) fn whole(&self, lines: &str) -> String {
        let mut out = String::new();
        let mut own = String::new();
        let mut is_named = false;
        for line in lines.lines() {
            let is_mark = self.kind == Kind::Text && own.is_empty() && out.is_empty() && self.is_mark(line);
            if matches!(self.kind, Kind::Text | Kind::Value)
                && (shape::is_labelled(self.known, line) || is_named && ends_labelled(&own))
                || is_mark
            {
                push_line(&mut out, &own);
                line.clone_into(&mut own);
                is_named = !is_mark;
                if is_mark {
                    push_line(&mut out, &own);
                    own.clear();
                }
                continue;
            }
            own = self.joined(&own, line);
        }
        push_line(&mut out, &own);
        if self.kind == Kind::Value { as_phrase(out) } else { out }
    }

    /// Whether a line of a cell is a mark alone, above the name.
    fn is_mark(&self, line: &str) -> bool {
        let sign = line.chars().next().is_some_and(|first| !first.is_alphanumeric());
        let bare = line.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        sign && shape::fit(self.known, Kind::Status, bare) > 0 || shape::fit(self.known, Kind::Status, line) == 2
    }

    /// Two lines.
    pub(super) fn joined(&self, before: &str, text: &str) -> String {
        if before.is_empty() {
            return text.to_owned();
        }
        let whole = format!("{before}{text}");
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let first = text.split_whitespace().next().unwrap_or_default();
        if before.ends_with('\u{ad}') {
            return format!("{}{text}", before.trim_end_matches('\u{ad}'));
        }
        if let Some(day) = self.day(before, text) {
            return day;
        }
        if self.kind == Kind::Amount
            && shape::goes_on(self.known, Kind::Amount, before, text)
            && shape::is_amount(before)
        {
            return whole;
        }
        if self.kind == Kind::Value && is_cut_amount(before, text) || before.ends_with('/') {
            return whole;
        }
        if before.ends_with('-') && !before.ends_with(" -") && before.chars().count() > 1 {
            let is_short = last.chars().filter(|letter| letter.is_uppercase()).count() > 1;
            let is_part = is_short
                || self.has(&format!("{}-{}", last.trim_end_matches('-'), first))
                || first == "och"
                || first == "eller";
            return match (first.starts_with(char::is_lowercase), is_part) {
                (true, false) => format!("{}{text}", before.trim_end_matches('-')),
                (true, true) if first == "och" || first == "eller" => format!("{before} {text}"),
                _ => whole,
            };
        }
        if self.is_broken(last, first) || self.fits_whole_only(before, text) {
            return whole;
        }
        format!("{before} {text}")
    }

    /// The day that two lines are, whatever hyphen was lost between them.
    fn day(&self, before: &str, text: &str) -> Option<String> {
        let whole = format!("{before}{text}");
        if value::begins_day(before) && value::begins_day(&whole) {
            return Some(whole);
        }
        let with_hyphen = format!("{before}-{text}");
        if value::is_day(&with_hyphen) {
            return Some(with_hyphen);
        }
        shape::whole_day(&whole).filter(|_| before.contains('-') && !before.contains(' '))
    }

    /// Whether what the cells of the column look like is so only without a blank: "Uppföljn", "ing".
    fn fits_whole_only(&self, before: &str, text: &str) -> bool {
        let fits = |words: &str| shape::fit(self.known, self.kind, words) == 2;
        let is_word = matches!(self.kind, Kind::Periodicity | Kind::Assessment | Kind::Status);
        is_word && fits(&format!("{before}{text}")) && !fits(&format!("{before} {text}"))
    }

    /// Whether two pieces are a word that did not have room.
    fn is_broken(&self, last: &str, first: &str) -> bool {
        if !first.starts_with(char::is_lowercase) || !last.ends_with(char::is_alphabetic) {
            return false;
        }
        let whole = format!("{last}{first}");
        if self.has(&whole) && (first.chars().count() < 3 || last.chars().count() > 3) {
            return true;
        }
        let is_whole = first.chars().count() > 3 && self.words.has_whole(first) && self.words.has_whole(last);
        if is_whole || LITTLE_WORDS.contains(&first) {
            return false;
        }
        // Letters are not equally wide. A short word is not broken: it stands on a line of its own.
        let length = last.chars().count();
        let is_full = length * 10 >= self.width * 8;
        let is_end = !first.chars().any(|letter| "aeiouyåäö".contains(letter)) && !self.is_short_word(first);
        is_full && (length >= 8 || is_end)
    }

    fn is_short_word(&self, word: &str) -> bool {
        word.chars().count() < 2 && matches!(word, "i" | "å" | "ö") || word.ends_with('.') && word.chars().count() < 5
    }

    fn has(&self, word: &str) -> bool {
        self.words.has(word)
    }
}

fn push_line(out: &mut String, line: &str) {
    if !line.is_empty() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
    }
}

/// Whether a line with a label has come to its end.
fn ends_labelled(line: &str) -> bool {
    line.ends_with('.')
}

fn is_cut_amount(before: &str, text: &str) -> bool {
    let last = before.rsplit(' ').next().unwrap_or_default();
    let has_groups = before.contains(' ') && shape::is_amount(before);
    has_groups && last.len() < 3 && text.len() == 3 - last.len() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Who is to set a target, in its words: a narrow column breaks them where it will.
fn as_phrase(words: String) -> String {
    let letters: String = fold(&words).chars().filter(|letter| *letter != ' ').collect();
    let phrases = ["Tas fram av nämnd/styrelse", "Tas fram av nämnd", "Tas fram av nämnden", "Tas fram av enheten"];
    let same = |phrase: &&str| fold(phrase).replace(' ', "") == letters;
    phrases.into_iter().find(same).map_or(words, str::to_owned)
}
