//! What an id, a number or a title names, in one document.

use std::borrow::Cow;
use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};
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
    text: String,
    all: Vec<Name>,
    /// The first and the last of the names of a hash.
    by_hash: FxHashMap<u64, (u32, u32)>,
}

#[derive(Debug)]
struct Name {
    /// Where it stands in the text.
    range: (u32, u32),
    how: How,
    thing: Thing,
    /// The next of the same hash.
    next: Option<u32>,
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
        let of_goal = |goal: &Goal| goal.indicators.len() + goal.activities.len() + 2;
        let mut names = Names::with_room_for(document.goals.iter().map(of_goal).sum());
        for (place, goal) in document.goals.iter().enumerate() {
            let on = GoalRef { document: number, goal: place };
            let thing = Thing::Goal(on);
            match (&goal.id, &goal.title) {
                (Some(id), _) => names.add(How::Written, thing, |text| text.push_str(&key(id.as_str()))),
                (None, Some(title)) if goal.number.is_none() => {
                    names.add(How::Made, thing, |text| push_slug(text, title.as_str()));
                }
                _ => {}
            }
            if let Some(nr) = &goal.number {
                names.add(How::Number, thing, |text| text.push_str(&number_key(nr.as_str())));
            }
            for (item, indicator) in goal.indicators.iter().enumerate() {
                names.add_item(&indicator.id, &indicator.name, Thing::Indicator(ItemRef { on, item }));
            }
            for (item, activity) in goal.activities.iter().enumerate() {
                names.add_item(&activity.id, &activity.name, Thing::Activity(ItemRef { on, item }));
            }
        }
        names
    }

    fn with_room_for(count: usize) -> Names {
        Names {
            text: String::with_capacity(count * USUAL_BYTES),
            all: Vec::with_capacity(count),
            by_hash: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
        }
    }

    fn add_item(&mut self, id: &Option<At<String>>, name: &At<String>, thing: Thing) {
        match id {
            Some(id) => self.add(How::Written, thing, |text| text.push_str(&key(id.as_str()))),
            None => self.add(How::Made, thing, |text| push_slug(text, name.as_str())),
        }
    }

    /// Adds the name that `write` writes.
    fn add(&mut self, how: How, thing: Thing, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        // No file that is read has four billion bytes.
        let (at, range) = (self.all.len() as u32, (start as u32, self.text.len() as u32));
        match self.by_hash.entry(hash(&self.text[start..])) {
            Vacant(place) => {
                place.insert((at, at));
            }
            Occupied(mut place) => {
                let (_, last) = place.get_mut();
                self.all[*last as usize].next = Some(at);
                *last = at;
            }
        }
        self.all.push(Name { range, how, thing, next: None });
    }

    /// Everything that a name, in the form of [`key`], names here, in the order of the document.
    pub fn get<'n>(&'n self, name: &'n str) -> impl Iterator<Item = (How, Thing)> + 'n {
        let first = self.by_hash.get(&hash(name)).map(|(first, _)| &self.all[*first as usize]);
        let all = std::iter::successors(first, |name| Some(&self.all[name.next? as usize]));
        all.filter(move |known| self.text_of(known) == name).map(|known| (known.how, known.thing))
    }

    /// Whether a name, in the form of [`key`], names anything here.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).next().is_some()
    }

    /// The ids that somebody wrote, in the order of the document.
    pub fn written(&self) -> impl Iterator<Item = (&str, Thing)> {
        let written = self.all.iter().filter(|name| name.how == How::Written);
        written.map(|name| (self.text_of(name), name.thing))
    }

    fn text_of(&self, name: &Name) -> &str {
        &self.text[name.range.0 as usize..name.range.1 as usize]
    }
}

/// How many bytes a name usually has.
const USUAL_BYTES: usize = 40;

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
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
