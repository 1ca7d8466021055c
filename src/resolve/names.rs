//! What an id, a number or a title names, in one document.

use std::borrow::Cow;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{GoalRef, ItemRef, Thing};
use crate::model::{Activity, At, Document, Goal, Indicator};
use crate::plan_format::fields::is_composed;

/// How strongly a name is a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// An id that somebody wrote.
    Written,
    /// A goal's number.
    Number,
    /// Made from a title or name.
    Made,
}

/// The names in one document. There are some seventy in a plan, so they stand in one text and not each by itself.
#[derive(Debug, Default)]
pub struct Names {
    /// The number of the document.
    document: usize,
    text: Box<str>,
    all: Box<[Name]>,
    /// The hash of each name with its number, sorted; those of one hash in the order of the document.
    by_hash: Box<[(u32, u32)]>,
}

/// Small, as a thousand plans have seventy thousand.
#[derive(Debug)]
struct Name {
    /// Where it stands in the text.
    range: (u32, u32),
    goal: u32,
    what: What,
    how: How,
}

/// What of a goal a name names.
#[derive(Clone, Copy, Debug)]
enum What {
    Goal,
    Indicator(u32),
    Activity(u32),
}

/// Names as they are collected.
#[derive(Default)]
struct Collected {
    text: String,
    all: Vec<Name>,
}

/// A name as names of organisations, occasions and titles are compared: without regard to capitals and blanks.
pub fn plain_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in composed(name).split_whitespace() {
        plain.push_str(if plain.is_empty() { "" } else { " " });
        for character in word.chars() {
            match character.is_ascii() {
                true => plain.push(character.to_ascii_lowercase()),
                false => plain.extend(character.to_lowercase()),
            }
        }
    }
    plain
}

impl Names {
    /// The names of a document.
    pub fn of(number: usize, document: &Document) -> Names {
        let mut names = Collected::default();
        for (goal, place) in document.goals.iter().zip(0..) {
            match (&goal.id, &goal.title) {
                (Some(id), _) => names.add(How::Written, place, What::Goal, |text| text.push_str(&key(id.as_str()))),
                (None, Some(title)) if goal.number.is_none() => {
                    names.add(How::Made, place, What::Goal, |text| push_slug(text, title.as_str()));
                }
                _ => {}
            }
            if let Some(nr) = &goal.number {
                names.add(How::Number, place, What::Goal, |text| text.push_str(&number_key(nr.as_str())));
            }
            for (indicator, item) in goal.indicators.iter().zip(0..) {
                names.add_item(&indicator.id, &indicator.name, place, What::Indicator(item));
            }
            for (activity, item) in goal.activities.iter().zip(0..) {
                names.add_item(&activity.id, &activity.name, place, What::Activity(item));
            }
        }
        names.of_document(number)
    }

    /// Everything that a name, in the form of [`key`], names here, in the order of the document.
    pub fn get<'n>(&'n self, name: &'n str) -> impl Iterator<Item = (How, Thing)> + 'n {
        let hash = hash(name);
        let first = self.by_hash.partition_point(|(of, _)| *of < hash);
        let all = self.by_hash[first..].iter().take_while(move |(of, _)| *of == hash);
        let all = all.map(|(_, at)| &self.all[*at as usize]);
        all.filter(move |known| self.text_of(known) == name).map(|known| (known.how, self.thing(known)))
    }

    /// Whether a name, in the form of [`key`], names anything here.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).next().is_some()
    }

    /// The ids that somebody wrote, in the order of the document.
    pub fn written(&self) -> impl Iterator<Item = (&str, Thing)> {
        let written = self.all.iter().filter(|name| name.how == How::Written);
        written.map(|name| (self.text_of(name), self.thing(name)))
    }

    fn thing(&self, name: &Name) -> Thing {
        let on = GoalRef { document: self.document, goal: name.goal as usize };
        match name.what {
            What::Goal => Thing::Goal(on),
            What::Indicator(item) => Thing::Indicator(ItemRef { on, item: item as usize }),
            What::Activity(item) => Thing::Activity(ItemRef { on, item: item as usize }),
        }
    }

    fn text_of(&self, name: &Name) -> &str {
        &self.text[name.range.0 as usize..name.range.1 as usize]
    }
}

impl Collected {
    fn add_item(&mut self, id: &Option<At<String>>, name: &At<String>, goal: u32, what: What) {
        match id {
            Some(id) => self.add(How::Written, goal, what, |text| text.push_str(&key(id.as_str()))),
            None => self.add(How::Made, goal, what, |text| push_slug(text, name.as_str())),
        }
    }

    /// Adds the name that `write` writes.
    fn add(&mut self, how: How, goal: u32, what: What, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        // No file that is read has four billion bytes.
        let range = (start as u32, self.text.len() as u32);
        self.all.push(Name { range, goal, what, how });
    }

    fn of_document(self, document: usize) -> Names {
        let Collected { text, all } = self;
        let hash_of = |name: &Name| hash(&text[name.range.0 as usize..name.range.1 as usize]);
        let mut by_hash: Box<[(u32, u32)]> = all.iter().map(hash_of).zip(0..).collect();
        by_hash.sort_unstable();
        Names { document, all: all.into(), text: text.into(), by_hash }
    }
}

/// Equal names have the same; so have others now and then.
fn hash(name: &str) -> u32 {
    // The upper half is the better mixed one.
    (FxBuildHasher.hash_one(name) >> 32) as u32
}

fn plain(id: &At<String>) -> String {
    key(id.as_str()).into_owned()
}

/// A name as it is looked up: composed Unicode.
pub fn key(written: &str) -> Cow<'_, str> {
    let written = written.trim();
    composed(written)
}

/// A text in composed Unicode.
fn composed(written: &str) -> Cow<'_, str> {
    match is_composed(written) || is_nfc(written) {
        true => Cow::Borrowed(written),
        false => Cow::Owned(written.nfc().collect()),
    }
}

/// A number as it is looked up: `1.` and `A -` without their trailing signs.
pub fn number_key(written: &str) -> Cow<'_, str> {
    let trimmed = written.trim().trim_end_matches(['.', '-', '–', ' ']);
    composed(trimmed)
}

/// The id that a title makes: lower case, every run of other signs as `-`, å ä ö kept.
pub fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    push_slug(&mut slug, title);
    slug
}

/// Writes the id that a title makes after what is written already.
pub fn push_slug(out: &mut String, title: &str) {
    let start = out.len();
    for character in key(title).chars() {
        match character {
            'a'..='z' | '0'..='9' | 'å' | 'ä' | 'ö' => out.push(character),
            'A'..='Z' => out.push(character.to_ascii_lowercase()),
            _ => character.to_lowercase().for_each(|character| match character.is_alphanumeric() {
                true => out.push(character),
                false if out.len() > start && !out.ends_with('-') => out.push('-'),
                false => {}
            }),
        }
    }
    out.truncate(start + out[start..].trim_end_matches('-').len());
}

/// The id of a goal: written, else its number, else made from its title.
pub fn goal_id(goal: &Goal) -> String {
    match (&goal.id, &goal.number, &goal.title) {
        (Some(id), ..) => plain(id),
        (None, Some(number), _) => number_key(number.as_str()).into_owned(),
        (None, None, Some(title)) => slug(title.as_str()),
        (None, None, None) => String::new(),
    }
}

/// The id of an indicator: written, else made from its name.
pub fn indicator_id(indicator: &Indicator) -> String {
    indicator.id.as_ref().map_or_else(|| slug(indicator.name.as_str()), plain)
}

/// The id of an activity: written, else made from its name.
pub fn activity_id(activity: &Activity) -> String {
    activity.id.as_ref().map_or_else(|| slug(activity.name.as_str()), plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_ids_keep_swedish_letters() {
        assert_eq!(slug("Barn- och ungdomars  rätt (BBIC) a\u{308}r"), "barn-och-ungdomars-rätt-bbic-är");
        assert_eq!(number_key("A -"), "A");
        assert_eq!(number_key("3.10"), "3.10");
        assert_eq!(number_key("1."), "1");
    }
}
