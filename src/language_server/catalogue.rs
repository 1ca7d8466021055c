//! Which keys and values there may be at a place, by the tables that files are read by.

use super::outline::Outline;
use super::worker::Asked;
use crate::model::Settings;
use crate::plan_format::fields::{Entries, FILE, Field, PartSchema, ValueShape, same_key};
use crate::plan_format::parts::activities::ACTIVITY;
use crate::plan_format::parts::assignments::ASSIGNMENT;
use crate::plan_format::parts::decision::AMENDMENT;
use crate::plan_format::parts::goals::GOAL;
use crate::plan_format::parts::indicators::INDICATOR;
use crate::plan_format::parts::settings::SETTINGS;
use crate::read::kinds::KINDS;
use crate::read::kinds::plan::PLAN;
use crate::read::workspace::{SETTINGS_FILE, WORDS_FILE};
use crate::resolve::nameable::Nameable;
use crate::resolve::reports::ItemKind;

/// What keys a map may have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Keys {
    /// Those of a table, and of a goal the steering model's sections.
    Of(&'static PartSchema),
    /// Ids, each with the keys of a table; with the key that they stand below.
    Ids(&'static Field, &'static PartSchema),
    /// Others that are not fixed; with the key that they stand below.
    Entries(&'static Field, Entries),
    /// Those of printed words.
    Words,
    /// Nothing is known of them.
    Unknown,
}

/// What a key is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning<'s> {
    /// One of a table.
    Field(&'static Field, &'static PartSchema),
    /// A section of the steering model.
    Section(&'s str),
    /// A level of the steering model, with its heading.
    Level(&'s str),
    /// An id below a key of a table.
    Id(&'static Field),
    /// Another key that is not fixed, below a key of a table.
    Entry(&'static Field, Entries),
}

/// A text with its keys and what they are read as.
pub(super) struct Catalogue<'a> {
    pub(super) outline: Outline,
    settings: &'a Settings,
    /// The table of the whole file; none before it says which kind of document it is.
    pub(super) part: Option<&'static PartSchema>,
    /// Whether it holds printed words.
    holds_words: bool,
}

impl<'a> Catalogue<'a> {
    /// Of a text of keys; `None` where its name is that of another.
    pub(super) fn of(asked: &Asked<'a>) -> Option<Catalogue<'a>> {
        let path = &asked.document.path;
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        if !["yaml", "yml"].contains(&extension.as_str()) {
            return None;
        }
        let text = &asked.document.source.text;
        let outline = Outline::of(text);
        let kind = outline.keys.iter().find(|key| key.parent.is_none() && same_key(&key.name, "dokument"));
        let written = kind.map(|key| text[key.value.clone()].trim_matches(['"', '\'']));
        let part = match path.file_name().is_some_and(|name| name == SETTINGS_FILE) {
            true => Some(&SETTINGS),
            false => KINDS
                .iter()
                .find(|kind| written.is_some_and(|written| same_key(written, kind.key())))
                .map(|kind| kind.part),
        };
        let holds_words = path.file_name().is_some_and(|name| name == WORDS_FILE);
        Some(Catalogue { outline, settings: asked.settings, part, holds_words })
    }

    /// What keys may stand below a key, or at the top.
    pub(super) fn keys_below(&self, key: Option<usize>) -> Keys {
        if self.holds_words && key.is_none() {
            return Keys::Words;
        }
        let Some(part) = self.part else { return Keys::Unknown };
        self.outline.chain(key).into_iter().fold(Keys::Of(part), |keys, key| self.step(keys, key))
    }

    /// What keys may stand below a key that is one of some.
    fn step(&self, keys: Keys, key: usize) -> Keys {
        match self.meaning_among(keys, key) {
            Some(Meaning::Field(field, _)) => match field.shape {
                ValueShape::Prose => Keys::Of(&FILE),
                ValueShape::ById(part) => Keys::Ids(field, part),
                ValueShape::Map(Entries::Benchmarks(part), ..) => Keys::Of(part),
                ValueShape::Map(entries, ..) => Keys::Entries(field, entries),
                shape => shape.part().map_or(Keys::Unknown, Keys::Of),
            },
            Some(Meaning::Section(_)) => Keys::Of(&FILE),
            Some(Meaning::Level(_)) => Keys::Of(&GOAL),
            Some(Meaning::Id(_)) => match keys {
                Keys::Ids(_, part) => Keys::Of(part),
                _ => Keys::Unknown,
            },
            Some(Meaning::Entry(_, Entries::Targets(part) | Entries::Days(part))) => Keys::Of(part),
            Some(Meaning::Entry(..)) | None => Keys::Unknown,
        }
    }

    /// What a key is.
    pub(super) fn meaning(&self, key: usize) -> Option<Meaning<'a>> {
        self.meaning_among(self.keys_below(self.outline.keys[key].parent), key)
    }

    fn meaning_among(&self, keys: Keys, key: usize) -> Option<Meaning<'a>> {
        let name = self.outline.keys[key].name.as_str();
        let steering = &self.settings.steering;
        match keys {
            Keys::Of(part) => {
                let field = part.fields.iter().find(|field| same_key(name, field.key));
                let section = || {
                    let sections = steering.sections.iter().filter(|_| std::ptr::eq(part, &GOAL));
                    let mut sections = sections.filter(|section| same_key(name, &section.key));
                    sections.next().map(|section| Meaning::Section(section.key.as_str()))
                };
                field.map(|field| Meaning::Field(field, part)).or_else(section)
            }
            Keys::Ids(field, _) => Some(Meaning::Id(field)),
            Keys::Entries(_, Entries::Levels(_)) => {
                let level = steering.levels.iter().find(|level| same_key(name, &level.key));
                level.map(|level| Meaning::Level(level.heading.as_str()))
            }
            Keys::Entries(field, entries) => Some(Meaning::Entry(field, entries)),
            Keys::Words | Keys::Unknown => None,
        }
    }

    /// The number of the level of the goal that a key belongs to.
    fn level(&self, key: usize) -> Option<usize> {
        let levels = &self.settings.steering.levels;
        let chain = self.outline.chain(Some(key));
        chain.into_iter().find_map(|key| {
            let name = &self.outline.keys[key].name;
            let is_level = matches!(self.meaning(key), Some(Meaning::Level(_)));
            levels.iter().position(|level| is_level && same_key(name, &level.key))
        })
    }

    /// What the value of a key names; none where it names nothing.
    pub(super) fn named_by(&self, key: usize) -> Option<Nameable> {
        let Some(Meaning::Field(field, part)) = self.meaning(key) else { return None };
        let is_of = |parts: &[&'static PartSchema]| parts.iter().any(|one| std::ptr::eq(*one, part));
        // A cover is handed to somebody by `till`, too.
        match field.key {
            "till" if is_of(&[&GOAL]) => Some(self.level(key).map_or(Nameable::Goals, Nameable::Above)),
            "till" if is_of(&[&ASSIGNMENT]) => Some(Nameable::Goals),
            "omfattar" | "utelämna" if is_of(&[&PLAN]) => Some(Nameable::Inherited),
            "ersätter" if is_of(&[&GOAL, &INDICATOR, &ACTIVITY]) => Some(Nameable::Earlier),
            "gäller" if is_of(&[&AMENDMENT]) => Some(Nameable::Things),
            _ => None,
        }
    }

    /// What the keys below a key name; none where they name nothing.
    pub(super) fn named_below(&self, key: Option<usize>) -> Option<Nameable> {
        match self.keys_below(key) {
            Keys::Ids(field, _) => Some(match field.key {
                "mål" => Nameable::Printed(ItemKind::Goal),
                "indikatorer" => Nameable::Printed(ItemKind::Indicator),
                "aktiviteter" => Nameable::Printed(ItemKind::Activity),
                _ => Nameable::Assignments,
            }),
            Keys::Entries(_, Entries::Targets(_)) => Some(Nameable::InheritedIndicators),
            _ => None,
        }
    }

    /// The extensions of the files that the value of a key may name; none where it names no file.
    pub(super) fn files_of(&self, key: usize) -> Option<&'static [&'static str]> {
        let Some(Meaning::Field(field, part)) = self.meaning(key) else { return None };
        match field.key {
            "fil" if std::ptr::eq(part, &FILE) || field.example.ends_with(".md") => Some(&["md", "markdown", "txt"]),
            "bygger_på" => Some(&["yaml", "yml"]),
            "plan" if field.example.ends_with(".yaml") => Some(&["yaml", "yml"]),
            "logotyp" => Some(&["svg", "png", "jpg", "jpeg"]),
            _ => None,
        }
    }
}
