//! What was most likely meant by a value or a key that stands where something else must stand.

use crate::characters::is_other_digit;
use crate::diagnostic::{Bilingual, Diagnostic};
use crate::model::number;
use crate::msg;
use crate::plan_format::fields::around::Around;
use crate::plan_format::fields::words::word_meant;
use crate::plan_format::fields::{Field, PartSchema, Reader, ValueShape, rules, same_key};
use crate::source::Span;
use crate::syntax::yaml::{Entry, Kind, Node, Style};

/// The number that a text holds, where it holds only one.
pub(super) fn number_within(text: &str) -> Option<&str> {
    let is_of_number = |character: char| character.is_ascii_digit() || ".,-−".contains(character);
    let from = text.find(is_of_number)?;
    let rest = &text[from..];
    let end = rest
        .char_indices()
        .find(|(at, character)| {
            let goes_on = character.is_whitespace()
                && rest[at + character.len_utf8()..].starts_with(|next: char| next.is_ascii_digit());
            !is_of_number(*character) && !goes_on
        })
        .map_or(rest.len(), |(at, _)| at);
    let number = rest[..end].trim_end_matches(['.', ',', '-']);
    let is_all = !rest[end..].contains(|character: char| character.is_ascii_digit());
    // A fraction or a raised figure beside it would be left out: 9½ is not 9.
    let has_other = text.contains(is_other_digit);
    (is_all && !has_other && number::read_decimal(number).is_some()).then_some(number)
}

impl Reader<'_> {
    /// What to write where a part must consist of keys: the key that a text alone was most likely meant for.
    pub(super) fn keys_to_write(&self, node: &Node, part: &'static PartSchema) -> Bilingual {
        if let Kind::Scalar { text, style } = &node.kind
            && let Some((key, text)) = key_of_text(text.trim(), *style, part)
        {
            return match text.contains(['\n', ',', ':', '#', '{', '[', '"']) || text.len() > 60 {
                true => msg!(
                    "skriv {key}: på en egen rad, indragen, och texten efter den",
                    "write {key}: on a line of its own, indented, and the text after it",
                ),
                false => msg!("skriv {{{key}: {text}}}", "write {{{key}: {text}}}"),
            };
        }
        let keys = part.fields.iter().take(3).map(|field| field.key).collect::<Vec<_>>().join(", ");
        msg!("skriv nycklarna på egna rader: {keys} …", "write the keys on lines of their own: {keys} …")
    }

    /// Reports `Bidrag: {utfall: 270}` where a list of `{namn: Bidrag, utfall: 270}` is asked for.
    pub(super) fn names_as_keys(&mut self, node: &Node, part: &'static PartSchema, key: &str) -> bool {
        let Kind::Map(entries) = &node.kind else { return false };
        let Some(first) = entries.first() else { return false };
        let has_key = entries.iter().any(|entry| part.fields.iter().any(|field| same_key(entry.key_text(), field.key)));
        if has_key || !matches!(first.value.kind, Kind::Map(_)) {
            return false;
        }
        let name_key = part.fields.iter().find(|field| field.needed).map_or(part.fields[0].key, |field| field.key);
        let name = first.key_text();
        self.pass_over();
        self.wrong_kind(
            node,
            msg!("{key} ska vara en lista", "{key} must be a list"),
            msg!(
                "skriv varje post efter ett streck, med namnet som ett värde: - {{{name_key}: {name}, …}}",
                "write each entry after a dash, with the name as a value: - {{{name_key}: {name}, …}}",
            ),
        );
        true
    }

    /// A key of a part whose own key stands above it, but at the same indentation; said once for all that follow it.
    /// Gives the number of the part's key where that key is there after all.
    pub(super) fn belongs_below(
        &mut self,
        entry: &Entry,
        part: &'static PartSchema,
        around: &Around,
        number: usize,
    ) -> Option<Option<usize>> {
        let (written, earlier) = (entry.key_text(), around.before(number));
        let above = around.empty_before(number)?;
        let owner = &earlier[above];
        let at = part.fields.iter().position(|field| same_key(owner.key_text(), field.key))?;
        let is_inner = |entry: &Entry| match part.fields[at].shape {
            ValueShape::Part(inner) | ValueShape::Parts(inner) | ValueShape::PartsOrTexts(inner) => {
                has_key(inner, entry.key_text())
            }
            // The ids are not known here, but what stands below them is.
            ValueShape::ById(inner) => {
                matches!(&entry.value.kind, Kind::Map(below) if below.iter().any(|entry| has_key(inner, entry.key_text())))
            }
            _ => false,
        };
        if !is_inner(entry) {
            return None;
        }
        if around.said_below.replace(Some(above)) == Some(above) {
            return Some(Some(at));
        }
        let (own, owner_key) = (part.name, part.fields[at].key);
        self.sink.push(
            Diagnostic::new(
                &rules::UNKNOWN_KEY,
                self.span(&entry.key),
                msg!(
                    "nyckeln {written} hör till {owner_key}, inte direkt till {own}",
                    "the key {written} belongs to {owner_key}, not directly to {own}",
                ),
            )
            .other(self.span(&owner.key), msg!("hit hör den", "here it belongs"))
            .help(msg!(
                "dra in raden två blanksteg längre än {owner_key}, och alla rader som hör dit",
                "indent the line two spaces further than {owner_key}, and all lines that belong there",
            )),
        );
        Some(Some(at))
    }

    /// A key that belongs in a part below this one, at the top of the file, or in another kind of document. Said once
    /// for all keys of the same part below.
    pub(super) fn belongs_elsewhere(
        &mut self,
        entry: &Entry,
        part: &'static PartSchema,
        around: &Around,
        number: usize,
    ) -> bool {
        let (written, span) = (entry.key_text(), self.span(&entry.key));
        let (place, own) = (part.name, self.kinds.first().map(|(_, own)| *own));
        let of_other_kind = || {
            let mut others = self.kinds.iter().skip(1).filter(|_| own.is_some_and(|own| std::ptr::eq(own, part)));
            others.find(|(_, other)| has_key(other, written)).map(|(kind, _)| *kind)
        };
        let mut below = part.fields.iter().filter_map(|field| match field.shape {
            ValueShape::Part(inner) if has_key(inner, written) => Some((field.key, inner)),
            _ => None,
        });
        let is_level = |entry: &Entry| self.levels.iter().any(|level| same_key(entry.key_text(), level));
        let has_levels = own.is_some_and(|own| std::ptr::eq(own, part))
            && part.fields.iter().any(|field| field.key == "mål" && matches!(field.shape, ValueShape::Map(..)));
        if has_levels && is_level(entry) {
            self.has_lost_levels = true;
            if !self.levels.iter().any(|level| around.came(number, level)) {
                self.sink.push(level_without_indentation(span, written, around.came(number, "mål")));
            }
            return true;
        }
        let help = if let Some((owner, inner)) = below.next() {
            let is_said = |field: &Field| !has_key(part, field.key) && around.came(number, field.key);
            if inner.fields.iter().any(is_said) {
                return true;
            }
            msg!(
                "{written} hör till {owner}: skriv {owner}: på raden ovanför, och dra in den här raden två blanksteg till",
                "{written} belongs to {owner}: write {owner}: on the line above, and indent this line two spaces more",
            )
        } else if let Some(kind) = of_other_kind() {
            msg!(
                "{written} hör till en {kind}: ta bort den, eller skriv dokument: {kind} om filen är en sådan",
                "{written} belongs to a {kind}: remove it, or write dokument: {kind} if the file is one",
            )
        } else if own.is_some_and(|own| !std::ptr::eq(own, part) && has_key(own, written)) {
            msg!(
                "{written} står för sig i filen: flytta den till en egen rad utan indrag",
                "{written} is by itself in the file: move it to a line of its own without indentation",
            )
        } else {
            return false;
        };
        self.sink.push(
            Diagnostic::new(
                &rules::UNKNOWN_KEY,
                span,
                msg!("okänd nyckel {written} i {place}", "unknown key {written} in {place}"),
            )
            .help(help),
        );
        true
    }
}

/// A level of goals that stands by itself in the file, not below `mål`.
fn level_without_indentation(span: Span, written: &str, has_goals: bool) -> Diagnostic {
    let message = msg!(
        "{written} hör till mål och ska stå indraget under det",
        "{written} belongs to mål and must be indented below it",
    );
    Diagnostic::new(&rules::UNKNOWN_KEY, span, message).help(match has_goals {
        true => msg!(
            "dra in raden {written}: två blanksteg, och alla rader som hör dit",
            "indent the line {written}: by two spaces, and all lines that belong there",
        ),
        false => msg!(
            "skriv mål: på raden ovanför, och dra in {written}: och alla rader som hör dit två blanksteg",
            "write mål: on the line above, and indent {written}: and all lines that belong there by two spaces",
        ),
    })
}

fn has_key(part: &PartSchema, key: &str) -> bool {
    part.fields.iter().any(|field| same_key(key, field.key))
}

/// The key of a part that a text without key was most likely meant for, and the text as it is to be written there.
fn key_of_text<'t>(text: &'t str, style: Style, part: &'static PartSchema) -> Option<(&'static str, &'t str)> {
    let find = |is_it: &dyn Fn(&ValueShape) -> bool| {
        part.fields.iter().find(|field| is_it(&field.shape)).map(|field| field.key)
    };
    let word = part.fields.iter().find_map(|field| match field.shape {
        ValueShape::Word(words) => {
            let is_it = words.iter().find(|word| same_key(text, word)).copied();
            Some((field.key, is_it.or_else(|| word_meant(text, words, &field.meant))?))
        }
        _ => None,
    });
    if word.is_some() {
        return word;
    }
    let key = if text.starts_with(|character: char| character.is_ascii_digit() || "-−<>".contains(character)) {
        find(&|shape| matches!(shape, ValueShape::Outcome | ValueShape::Amount))
    } else if text.contains(char::is_whitespace)
        && (text.ends_with(['.', '!', '?']) || matches!(style, Style::Literal | Style::Folded))
    {
        find(&|shape| matches!(shape, ValueShape::Prose))
    } else {
        find(&|shape| matches!(shape, ValueShape::Assessment)).filter(|_| text.split_whitespace().count() <= 2)
    };
    key.map(|key| (key, text))
}

#[cfg(test)]
mod tests {
    use super::number_within;

    #[test]
    fn a_number_within_words() {
        for (text, expected) in [
            ("270 tkr", Some("270")),
            ("ca 1 270,5 tkr", Some("1 270,5")),
            ("−3 st", Some("−3")),
            ("12 av 15", None),
            ("tolv", None),
            ("-", None),
            ("9½ tkr", None),
            ("½5", None),
            ("12² tkr", None),
        ] {
            assert_eq!(number_within(text), expected, "{text}");
        }
    }
}
