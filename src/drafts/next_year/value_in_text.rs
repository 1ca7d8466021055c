//! A value where it is written: found by its key, with the braces around it, and emptied so that the text stays valid.

use std::ops::Range;

use super::edit::{Edits, find_between, line_end};
use crate::plan_format::fields::same_key;
use crate::syntax::yaml::{Entry, Kind, Node, Style, write};

/// A value in its surroundings.
#[derive(Clone, Copy)]
pub(super) struct ValueInText<'n, 's> {
    /// The value.
    pub(super) node: &'n Node<'s>,
    /// Where the outermost braces or brackets that it stands in end.
    pub(super) flow: Option<usize>,
    text: &'n str,
}

/// A key and its value in their surroundings.
#[derive(Clone, Copy)]
pub(super) struct Pair<'n, 's> {
    /// The entry.
    pub(super) entry: &'n Entry<'s>,
    /// Its value.
    pub(super) value: ValueInText<'n, 's>,
    /// How many entries stand beside it, itself counted.
    pub(super) of: usize,
}

impl<'n, 's> ValueInText<'n, 's> {
    /// The value of a whole file.
    pub(super) fn whole(node: &'n Node<'s>, text: &'n str) -> ValueInText<'n, 's> {
        ValueInText { node, flow: None, text }
    }

    /// Whether it is written within braces or brackets of its own.
    pub(super) fn is_flow(&self) -> bool {
        let character = self.text.as_bytes().get(self.node.start as usize);
        match self.node.kind {
            Kind::List(_) => character == Some(&b'['),
            Kind::Map(_) => character == Some(&b'{'),
            _ => false,
        }
    }

    fn child(&self, node: &'n Node<'s>) -> ValueInText<'n, 's> {
        let own = self.is_flow().then_some(self.node.end as usize);
        ValueInText { node, flow: self.flow.or(own), text: self.text }
    }

    /// The entry of a key of a map, the first where it stands twice.
    pub(super) fn get(&self, key: &str) -> Option<Pair<'n, 's>> {
        self.entries().into_iter().find(|pair| same_key(pair.entry.key_text(), key))
    }

    /// The entries of a map.
    pub(super) fn entries(&self) -> Vec<Pair<'n, 's>> {
        let Kind::Map(entries) = &self.node.kind else { return Vec::new() };
        entries.iter().map(|entry| Pair { entry, value: self.child(&entry.value), of: entries.len() }).collect()
    }

    /// The items of a list.
    pub(super) fn items(&self) -> Vec<ValueInText<'n, 's>> {
        let Kind::List(items) = &self.node.kind else { return Vec::new() };
        items.iter().map(|item| self.child(item)).collect()
    }

    /// The words of a text; none of an empty one.
    pub(super) fn words(&self) -> Option<&'n str> {
        match &self.node.kind {
            Kind::Scalar { text, .. } => Some(text.trim()).filter(|words| !words.is_empty()),
            _ => None,
        }
    }

    /// Its bytes. A block's end is that of its last words: the blank lines after it belong to nobody.
    pub(super) fn range(&self) -> Range<usize> {
        let (start, end) = (self.node.start as usize, self.node.end as usize);
        let end = self.text[..end].trim_end_matches([' ', '\t', '\r', '\n']).len();
        start..end.max(start)
    }

    /// Replaces some of its words, where they stand as they are read.
    pub(super) fn reword(&self, edits: &mut Edits, old: &str, new: &str) {
        let range = self.range();
        match self.text.get(range.clone()).and_then(|written| written.find(old)) {
            Some(found) => {
                let start = range.start + found;
                edits.replace(start..start + old.len(), new);
            }
            None => edits.replace(range, write::value(new)),
        }
    }

    /// Puts a comment on the line where it ends, or where the braces around it end.
    pub(super) fn note(&self, edits: &mut Edits, about: Option<&str>, words: &str) {
        let at = self.flow.unwrap_or_else(|| self.range().end);
        edits.note(self.text, at, about.filter(|_| self.flow.is_some()), words);
    }
}

impl Pair<'_, '_> {
    /// Takes the value away and puts a comment on its line. The key stays, to be filled in.
    pub(super) fn empty(&self, edits: &mut Edits, about: Option<&str>, words: &str) {
        let (text, range) = (self.value.text, self.value.range());
        let key_end = self.entry.key.end as usize;
        let between = text.get(key_end..range.start).unwrap_or("");
        if let Kind::Scalar { style: Style::Literal | Style::Folded, .. } = self.value.node.kind {
            let character = find_between(text, key_end..range.start, b'|');
            let Some(character) = character.or_else(|| find_between(text, key_end..range.start, b'>')) else { return };
            let first_line = line_end(text, character);
            let header =
                text[character..first_line].find([' ', '\t', '#']).map_or(first_line, |found| character + found);
            edits.remove(character..header);
            edits.remove(first_line..range.end);
            edits.note(text, character, None, words);
            return;
        }
        // `"namn":80` in braces is an entry only as long as something stands between its colon and the next sign.
        let blank = if self.value.flow.is_some() && between.ends_with(':') { " " } else { "" };
        let only_blanks = between.trim() == ":" && self.value.flow.is_none();
        let colon = text[..range.start].trim_end().len();
        edits.replace(if only_blanks { colon..range.end } else { range.clone() }, blank);
        self.value.note(edits, about, words);
    }
}
