//! Characters that no font of a document has: a sign is printed in their place, and a finding tells where they stand. The
//! typesetter would make no document at all.

use std::collections::BTreeSet;

use serde_json::Value;
use vp_pdf::Fonts;

use crate::diagnostic::Diagnostic;
use crate::print::layout::Layout;
use crate::print::render::Context;
use crate::print::render::beside::texts;
use crate::print::templates::pdf::missing_character;
use crate::source::{SourceId, Span};

/// What is printed in the place of a character that no font has.
const SIGN: &str = "□";

/// Words with a sign in the place of each character that no font has, and these; none where all of them are there.
pub(super) fn replaced(words: &str, fonts: &Fonts) -> Option<(String, Vec<char>)> {
    let is_missing = |character: char| !character.is_ascii() && !is_unseen(character) && !fonts.show(character);
    // Control characters have no letter in any font, and no meaning in print.
    let is_control = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    if !words.chars().any(|character| is_missing(character) || is_control(character)) {
        return None;
    }
    let mut changed = String::with_capacity(words.len());
    let mut missing = Vec::new();
    for character in words.chars() {
        match character {
            _ if is_control(character) => {}
            _ if is_missing(character) => {
                missing.push(character);
                changed.push_str(SIGN);
            }
            _ => changed.push(character),
        }
    }
    Some((changed, missing))
}

/// A drawing with a sign in the place of each character that no font has.
pub(super) fn drawing(text: String, fonts: &Fonts) -> Vec<u8> {
    let changed = replaced(&text, fonts).map(|(changed, _)| changed);
    changed.unwrap_or(text).into_bytes()
}

/// Words with a sign in the place of each character that no font has, in all texts of a value.
pub(super) fn replace_in(value: &mut Value, fonts: &Fonts) {
    match value {
        Value::String(words) => {
            if let Some((changed, _)) = replaced(words, fonts) {
                *words = changed;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| replace_in(value, fonts)),
        Value::Object(entries) => entries.iter_mut().for_each(|(_, value)| replace_in(value, fonts)),
        _ => {}
    }
}

/// Whether a character shows nothing by itself: blanks of all sorts, places to break, and what changes the one before it.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// The findings for characters that no font has, each at the first place where it stands.
pub(super) fn findings(missing: &BTreeSet<char>, layout: &Layout, context: &Context) -> Vec<Diagnostic> {
    let finding = |character: &char| {
        let span = place(*character, layout, context)?;
        Some(missing_character(span, *character, SIGN))
    };
    missing.iter().filter_map(finding).collect()
}

/// Where a character stands first: in a running text of the document, else in the file that it was read from, else in any.
fn place(character: char, layout: &Layout, context: &Context) -> Option<Span> {
    for text in texts(layout) {
        let words = text.prose.text(context.sources);
        if let Some(at) = text.parsed().text.find(character) {
            return Some(words.span(at..at + character.len_utf8()));
        }
    }
    let own = layout.origin.file();
    let others = context.sources.ids();
    let found = own.into_iter().chain(others).find_map(|source| in_file(character, source, context));
    // A character that YAML names by its number stands nowhere as itself.
    found.or_else(|| own.map(|source| context.sources.start(source)))
}

/// Where a character stands first in a file, not in a comment.
fn in_file(character: char, source: SourceId, context: &Context) -> Option<Span> {
    let text = &context.sources.get(source).text;
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = line.find(character).filter(|_| !line.trim_start().starts_with('#')) {
            return Some(context.sources.start(source).at(begin + at, begin + at + character.len_utf8()));
        }
        begin += line.len();
    }
    None
}
