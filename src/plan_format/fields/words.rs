//! Values that are one of a few fixed words.

use crate::diagnostic::{Applicability, Diagnostic, Severity, is_another, near_word};
use crate::model::{At, Value};
use crate::msg;
use crate::plan_format::fields::{Fields, Reader, Synonyms, ValueShape, rules, same_key};

/// Words beside which another word is not yet, or not wholly, what it says.
const LIMITING: &[&str] = &[
    "delvis", "nästan", "snart", "ska", "skall", "bör", "kan", "blir", "planeras", "planerad", "kanske", "knappt",
    "halvt", "före", "per", "varken",
];

/// The one of `words` that was meant: another way to write it, a word that stands for it, a near one, or the only one that
/// stands in the text. Never the opposite of what is written, and never for a word that is known to say something else.
pub(super) fn word_meant<'w>(written: &str, words: &[&'w str], meant: &Synonyms) -> Option<&'w str> {
    let bare = bare(written);
    let of_table = |list: &[(&str, &'static str)]| {
        let found = list.iter().find(|(other, _)| same_key(&bare, other)).map(|(_, word)| *word)?;
        words.iter().find(|word| **word == found).copied()
    };
    if let Some(word) = of_table(meant.same).or_else(|| of_table(meant.like)) {
        return Some(word);
    }
    if another(written, meant).is_some() {
        return None;
    }
    near_word(&bare, words.iter().copied()).or_else(|| only_within(&bare, words))
}

/// What a word says that is known to say something other than any word of the table, in Swedish and English.
fn another(written: &str, meant: &Synonyms) -> Option<(&'static str, &'static str)> {
    let bare = bare(written);
    let stands_in = |other: &str| bare.split([' ', '/']).any(|part| same_key(part, other));
    let others = || meant.others.iter();
    let found =
        others().find(|(other, ..)| same_key(&bare, other)).or_else(|| others().find(|(other, ..)| stands_in(other)));
    found.map(|(_, sv, en)| (*sv, *en))
}

/// The only one of `words` that stands in a text, where nothing in it takes back or limits what the word says.
fn only_within<'w>(bare: &str, words: &[&'w str]) -> Option<&'w str> {
    let said = |text: &str| -> Vec<String> {
        text.split(|character: char| !character.is_alphanumeric()).map(str::to_lowercase).collect()
    };
    let said_here = said(bare);
    let mut within = words.iter().filter(|word| said(word).iter().all(|part| said_here.contains(part)));
    let (Some(word), None) = (within.next(), within.next()) else { return None };
    let is_limited = said_here.iter().any(|part| LIMITING.contains(&part.as_str()) && !said(word).contains(part));
    (!is_limited && !is_another(bare, word)).then_some(word)
}

/// A text with one blank between its words, and without stops.
fn bare(written: &str) -> String {
    let words = written.split(|character: char| character.is_whitespace() || matches!(character, '.' | '!' | ','));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Reader<'_> {
    /// One of the words of the field's table, as its number there.
    pub fn word(&mut self, fields: &Fields, key: &str) -> Value<usize> {
        let Some(entry) = fields.entry(key) else { return Value::Absent };
        let Some(field) = fields.part.fields.iter().find(|field| field.key == key) else { return Value::Absent };
        let ValueShape::Word(words) = field.shape else { return Value::Absent };
        self.scalar(&entry.value, key).then(|text| self.one_of(text, words, &field.meant, key))
    }

    /// Which of `words` a text is; `meant` tells which ones other words stand for, and which stand for none. What is only
    /// another way to write a word is read as it, with a warning.
    pub fn one_of(&mut self, text: At<&str>, words: &[&str], meant: &Synonyms, key: &str) -> Value<usize> {
        let written = text.value.trim();
        if let Some(at) = words.iter().position(|word| same_key(written, word)) {
            return Value::Read(At::new(at, text.span));
        }
        if self.unseen(text.span) {
            return Value::Broken(text.span);
        }
        let known = words.join(", ");
        let finding = Diagnostic::new(
            &rules::WRONG_KIND,
            text.span,
            msg!("{written} är inget ord för {key}", "{written} is not a word for {key}"),
        );
        let one_of_them = msg!("skriv ett av orden {known}", "write one of the words {known}");
        let mut same = None;
        self.sink.push(match (word_meant(written, words, meant), another(written, meant)) {
            (Some(word), _) => {
                let finding = finding.help(msg!("skriv {word}", "write {word}"));
                let is_same = meant.same.iter().any(|(other, same)| *same == word && same_key(&bare(written), other));
                // Words that only stand for it may say more than the word does.
                match near_word(written, [word]) {
                    _ if is_same => {
                        same = words.iter().position(|other| *other == word);
                        finding.fix(text.span, word).lower(Severity::Warning)
                    }
                    Some(near) => finding.fix_with(text.span, near, Applicability::of_word(written, near)),
                    None => finding,
                }
            }
            (None, Some((sv, en))) => finding.label(msg!("betyder {sv}", "means {en}")).help(one_of_them),
            (None, None) => finding.help(one_of_them),
        });
        same.map_or(Value::Broken(text.span), |at| Value::Read(At::new(at, text.span)))
    }
}

#[cfg(test)]
mod tests {
    use super::{another, word_meant};
    use crate::plan_format::fields::Synonyms;

    const STATUS: &[&str] = &["genomförd", "pågår", "ej påbörjad"];
    const MEANT: Synonyms = Synonyms {
        same: &[("inte påbörjad", "ej påbörjad"), ("icke påbörjad", "ej påbörjad"), ("mn kr", "mnkr")],
        like: &[("klart", "genomförd")],
        others: &[
            ("genomförbar", "att den går att genomföra", "that it can be carried out"),
            ("mdkr", "miljarder", "billions"),
        ],
    };

    #[test]
    fn a_word_is_never_taken_for_its_opposite() {
        for (written, expected) in [
            ("Genomförd.", Some("genomförd")),
            ("genomförd i mars", Some("genomförd")),
            ("klart!", Some("genomförd")),
            ("genomfröd", Some("genomförd")),
            ("ej genomförd", None),
            ("ogenomförd", None),
            ("delvis genomförd", None),
            ("ska bli genomförd", None),
            ("genomförd 2", None),
            ("genomförbar", None),
            ("påbörjad", None),
            ("inte påbörjad", Some("ej påbörjad")),
            ("icke påbörjad", Some("ej påbörjad")),
            ("pågår inte", None),
            ("", None),
        ] {
            assert_eq!(word_meant(written, STATUS, &MEANT), expected, "{written}");
        }
    }

    #[test]
    fn a_unit_is_never_taken_for_one_a_thousand_times_as_large() {
        let units = &["kr", "tkr", "mnkr"];
        assert_eq!(word_meant("mn. kr", units, &MEANT), Some("mnkr"));
        for written in ["mdkr", "MDKR exkl. moms", "1000 kr", "kr per dag", "mdr", "tusen"] {
            assert_eq!(word_meant(written, units, &MEANT), None, "{written}");
        }
        assert_eq!(another("mdkr.", &MEANT), Some(("miljarder", "billions")));
        assert_eq!(another("mnkr", &MEANT), None);
    }
}
