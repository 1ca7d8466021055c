//! What an id, a number or a title names, in one document.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{GoalRef, ItemRef, Thing};
use crate::model::{Activity, At, Document, Goal, Indicator};

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

/// The names in one document.
#[derive(Debug, Default)]
pub struct Names {
    by_name: FxHashMap<String, Vec<(How, Thing)>>,
}

/// A name as names of organisations, occasions and titles are compared: without regard to capitals and blanks.
pub fn plain_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>().to_lowercase()
}

impl Names {
    /// The names of a document.
    pub fn of(number: usize, document: &Document) -> Names {
        let mut names = Names::default();
        for (place, goal) in document.goals.iter().enumerate() {
            let on = GoalRef { document: number, goal: place };
            let thing = Thing::Goal(on);
            match (&goal.id, &goal.title) {
                (Some(id), _) => names.add(plain(id), How::Written, thing),
                (None, Some(title)) if goal.number.is_none() => names.add(slug(title.as_str()), How::Made, thing),
                _ => {}
            }
            if let Some(nr) = &goal.number {
                names.add(number_key(nr.as_str()).into_owned(), How::Number, thing);
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

    fn add_item(&mut self, id: &Option<At<String>>, name: &At<String>, thing: Thing) {
        match id {
            Some(id) => self.add(plain(id), How::Written, thing),
            None => self.add(slug(name.as_str()), How::Made, thing),
        }
    }

    fn add(&mut self, name: String, how: How, thing: Thing) {
        self.by_name.entry(name).or_default().push((how, thing));
    }

    /// Everything that a name, in the form of [`key`], names here.
    pub fn get(&self, name: &str) -> &[(How, Thing)] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }
}

fn plain(id: &At<String>) -> String {
    key(id.as_str()).into_owned()
}

/// A name as it is looked up: composed Unicode.
pub fn key(written: &str) -> Cow<'_, str> {
    let written = written.trim();
    if is_nfc(written) { Cow::Borrowed(written) } else { Cow::Owned(written.nfc().collect()) }
}

/// A number as it is looked up: `1.` and `A -` without their trailing signs.
pub fn number_key(written: &str) -> Cow<'_, str> {
    let trimmed = written.trim().trim_end_matches(['.', '-', '–', ' ']);
    if is_nfc(trimmed) { Cow::Borrowed(trimmed) } else { Cow::Owned(trimmed.nfc().collect()) }
}

/// The id that a title makes: lower case, every run of other signs as `-`, å ä ö kept.
pub fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    let composed = key(title);
    for character in composed.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
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
