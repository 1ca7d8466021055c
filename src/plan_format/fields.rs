//! The table of a part's keys, and the reader that follows it. The format reference is written from the same tables.

mod around;
mod dates;
mod keys;
mod meant;
mod periods;
mod reader;
mod retyped;
pub mod rules;
mod values;
mod words;
mod writer;

use unicode_normalization::UnicodeNormalization;

pub use self::dates::{MONTH_NAMES, day_in_words, month_name};
pub use self::periods::{is_continuous, is_time};
pub use self::reader::{Fields, Reader};
pub use self::values::TEXT_FILES;
pub use self::writer::PartWriter;
use crate::source::SourceId;
use crate::syntax::yaml::Entry;

/// A part of a document: a map with known keys.
#[derive(Debug)]
pub struct PartSchema {
    /// Its name in the format reference: the Swedish key it stands under.
    pub name: &'static str,
    /// What it is, in Swedish and English.
    pub about: (&'static str, &'static str),
    /// Its keys, in the order of the reference.
    pub fields: &'static [Field],
}

/// One key of a part.
#[derive(Debug)]
pub struct Field {
    /// The key as written in a file.
    pub key: &'static str,
    /// Printed words that people write instead of the key; met with the key in the message.
    pub instead: &'static [&'static str],
    /// What people write as its value in place of the words of the table.
    pub meant: Synonyms,
    /// What its value is.
    pub shape: ValueShape,
    /// What each of the words means that its value may be, in their order, in Swedish and English.
    pub explained: &'static [(&'static str, &'static str)],
    /// Whether it must be there.
    pub needed: bool,
    /// Whether it may be empty until somebody fills it in.
    pub waits: bool,
    /// What it means, in Swedish and English.
    pub about: (&'static str, &'static str),
    /// A value as it may be written.
    pub example: &'static str,
    /// What holds where the key is absent, in Swedish and English; empty where nothing does.
    pub default: (&'static str, &'static str),
}

/// What people write in place of fixed words.
#[derive(Clone, Copy, Debug)]
pub struct Synonyms {
    /// Other ways to write a word, each with it: they say exactly the same.
    pub same: &'static [(&'static str, &'static str)],
    /// Words that a word stands for, each with it: they may say more than it does.
    pub like: &'static [(&'static str, &'static str)],
    /// Words that say something else, however near they are to a word, each with what it says, in Swedish and English.
    /// None is ever taken for a word.
    pub others: &'static [(&'static str, &'static str, &'static str)],
}

impl Synonyms {
    /// Nothing is known but the words themselves.
    pub const NOTHING: Synonyms = Synonyms { same: &[], like: &[], others: &[] };
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug)]
pub enum ValueShape {
    /// A short text, read exactly as written.
    Text,
    /// Markdown, in place or as `{fil: …}`.
    Prose,
    /// A year of four digits.
    Year,
    /// The format's version: the number 1.
    Version,
    /// A whole number.
    Number,
    /// A year of four digits, or one that begins in one year and ends in the next, `2025/2026`.
    Years,
    /// A day of any year, `04-30`.
    MonthDay,
    /// A date, `2025-12-31`.
    Date,
    /// A date, or a time in words that is read as its first or its last day: `Q1 2026`, `hösten 2026`, `löpande`.
    Day,
    /// A colour of a screen, `"#004f9f"`.
    Colour,
    /// The id of a measure in Kolada, `N15419`.
    KoladaId,
    /// `ja` or `nej`.
    YesNo,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A text, or a list of texts.
    Texts,
    /// A number with or without unit, a range, or "Tas fram av …".
    Target,
    /// A number.
    Amount,
    /// A percentage, `10 %`.
    Share,
    /// A number with or without unit, a text such as `ca 45`, or `saknas`.
    Outcome,
    /// One of the steering model's assessments.
    Assessment,
    /// One of the steering model's reporting occasions. Another word is read too, and reported when files are joined.
    Occasion,
    /// One of the steering model's words for how often something is reported. Another word is read too, and printed.
    Periodicity,
    /// A part of its own.
    Part(&'static PartSchema),
    /// A list of such parts.
    Parts(&'static PartSchema),
    /// A list of such parts, or of texts that stand for the first key of one.
    PartsOrTexts(&'static PartSchema),
    /// A map of ids, each with such a part.
    ById(&'static PartSchema),
    /// A map whose keys are not fixed: what they are, and the same in words, Swedish and English.
    Map(Entries, &'static str, &'static str),
}

/// What stands in a map whose keys are not fixed.
#[derive(Clone, Copy, Debug)]
pub enum Entries {
    /// A level of the steering model, with a list of such parts, which have the model's sections too.
    Levels(&'static PartSchema),
    /// An id, with a target, alone or among the keys of this part.
    Targets(&'static PartSchema),
    /// An occasion, with a target.
    Checkpoints,
    /// An assessment, with its words.
    Assessments,
    /// A year, with an outcome or a target.
    Years,
    /// Whoever somebody is compared with, with a figure, among the keys of this part.
    Benchmarks(&'static PartSchema),
    /// Any words, with a text.
    Terms,
    /// A printed word's key, with the word.
    Words,
    /// A rule's code or name, with a level.
    RuleLevels,
    /// An occasion, with a day of the year, `04-30`, alone or among the keys of this part.
    Days(&'static PartSchema),
    /// Any word, with a list of occasions.
    Occasions,
}

impl ValueShape {
    /// The part that stands below the key: alone, in a list, or below each id.
    pub const fn part(&self) -> Option<&'static PartSchema> {
        match self {
            ValueShape::Part(part)
            | ValueShape::Parts(part)
            | ValueShape::PartsOrTexts(part)
            | ValueShape::ById(part) => Some(part),
            ValueShape::Map(Entries::Targets(part) | Entries::Days(part) | Entries::Benchmarks(part), ..) => Some(part),
            _ => None,
        }
    }
}

impl Field {
    /// A key that may be absent.
    pub const fn new(
        key: &'static str,
        shape: ValueShape,
        sv: &'static str,
        en: &'static str,
        example: &'static str,
    ) -> Field {
        Field {
            key,
            instead: &[],
            meant: Synonyms::NOTHING,
            shape,
            explained: &[],
            needed: false,
            waits: false,
            about: (sv, en),
            example,
            default: ("", ""),
        }
    }

    /// The same key, but it must be there.
    pub const fn needed(mut self) -> Field {
        self.needed = true;
        self
    }

    /// The same key, but it may be empty until somebody fills it in, as in a plan for next year.
    pub const fn waits(mut self) -> Field {
        self.waits = true;
        self
    }

    /// The same key with what holds where it is absent.
    pub const fn default(mut self, sv: &'static str, en: &'static str) -> Field {
        self.default = (sv, en);
        self
    }

    /// The same key with words that people write instead of it.
    pub const fn instead(mut self, words: &'static [&'static str]) -> Field {
        self.instead = words;
        self
    }

    /// The same key with what each of its words means.
    pub const fn explained(mut self, words: &'static [(&'static str, &'static str)]) -> Field {
        self.explained = words;
        self
    }

    /// The same key with what people write as its value in place of the words of the table.
    pub const fn meant(mut self, meant: Synonyms) -> Field {
        self.meant = meant;
        self
    }
}

/// What came of a file that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedFile {
    /// It was read.
    Read(SourceId),
    /// There is no such file; the name that was most likely meant, where one is near.
    Missing(Option<Box<str>>),
    /// It lies outside the workspace, or a link leads out of it.
    Outside,
    /// A part of its path begins with a dot, as `.git` does.
    Hidden,
    /// Its name is not one of those that such files have.
    OtherKind,
    /// It is no plain file, but a folder, a pipe or a device.
    NoFile,
    /// It is there but cannot be read as text; reported at the file itself.
    Unreadable,
}
/// Keys are the same whatever their Unicode form, capitals, and `-` or `_`.
pub fn same_key(written: &str, key: &str) -> bool {
    if written == key {
        return true;
    }
    // Most keys differ from others at their first sign.
    if let (Some(one), Some(two)) = (written.as_bytes().first(), key.as_bytes().first())
        && one.is_ascii()
        && two.is_ascii()
        && fold_ascii(*one) != fold_ascii(*two)
    {
        return false;
    }
    // Or at one of the next, and no composing makes two ASCII signs one.
    let mut pairs = written.bytes().zip(key.bytes()).take_while(|(one, two)| one.is_ascii() && two.is_ascii());
    if pairs.any(|(one, two)| fold_ascii(one) != fold_ascii(two)) {
        return false;
    }
    match is_composed(written) && is_composed(key) {
        true => written.chars().flat_map(fold).eq(key.chars().flat_map(fold)),
        false => written.nfc().flat_map(fold).eq(key.nfc().flat_map(fold)),
    }
}

/// The one form of a key by which [`same_key`] compares.
pub fn folded_key(key: &str) -> String {
    let mut folded = String::with_capacity(key.len());
    match is_composed(key) {
        true => folded.extend(key.chars().flat_map(fold)),
        false => folded.extend(key.nfc().flat_map(fold)),
    }
    folded
}

/// Whether a text is composed for certain: below U+0300, whose first byte is 0xCC, every text is, which is nearly all text
/// there is.
pub fn is_composed(text: &str) -> bool {
    text.bytes().all(|byte| byte < 0xcc)
}

/// Whether one of these entries has the key.
pub fn has_key(entries: &[Entry], key: &str) -> bool {
    entries.iter().any(|entry| same_key(entry.key_text(), key))
}

/// What [`fold`] makes of an ASCII sign.
fn fold_ascii(character: u8) -> u8 {
    if character == b'-' { b'_' } else { character.to_ascii_lowercase() }
}

fn fold(character: char) -> impl Iterator<Item = char> {
    character.to_lowercase().map(|character| if character == '-' { '_' } else { character })
}
/// `{fil: texter/inledning.md}` in place of a text.
pub static FILE: PartSchema = PartSchema {
    name: "text i egen fil",
    about: (
        "I stället för en text på plats: en Markdown-fil bredvid planen.",
        "In place of a text: a Markdown file beside the plan.",
    ),
    fields: &[Field::new(
        "fil",
        ValueShape::Text,
        "Filens sökväg, räknad från den fil som nämner den. Filen måste ligga i arbetsytan.",
        "The file's path, from the file that names it. The file must lie within the workspace.",
        "texter/inledning.md",
    )
    .needed()],
};
