//! Changes as edits of the follow-ups' texts: a value is written after its key, a key into its entry, an entry below its list. Nothing
//! else of a text is touched.

use std::collections::BTreeMap;

use crate::diagnostic::Sink;
use crate::export::table::Written;
use crate::import::taken::Change;
use crate::import::values::NewValue;
use crate::lint::fix::edits::{Edit, apply};
use crate::plan_format::fields::same_key;
use crate::resolve::reports::ItemKind;
use crate::source::{SourceId, Span};
use crate::syntax::yaml::{self, Entry, Kind, Node, Style, write};

/// A text with changes made.
#[derive(Debug, Default)]
pub struct Edited {
    /// The new text.
    pub text: String,
    /// How many changes were made.
    pub count: usize,
    /// The changes that the text has no place for, by their number.
    pub left: Vec<usize>,
}

/// Makes the changes of one file in its text.
pub fn edited(text: &str, source: SourceId, changes: &[&Change]) -> Edited {
    let tree = yaml::read(text, source, &mut Sink::default());
    let mut edits = Edits { text, inserts: BTreeMap::new(), edits: Vec::new() };
    let mut left = Vec::new();
    match tree.root {
        Some(root) => {
            // The keys of one entry that is not there yet are written together.
            let mut new: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
            for (number, change) in changes.iter().enumerate() {
                let made = match change.written {
                    Written::Entry { list, id: None, .. } => {
                        new.entry((key_of(list), change.id.as_str())).or_default().push(number);
                        Some(())
                    }
                    Written::Entry { list, id: Some(id), .. } => edits.in_entry(&root, key_of(list), id, change),
                    Written::Amounts { part, .. } => edits.in_part(&root, part, change),
                };
                left.extend(made.is_none().then_some(number));
            }
            for ((list, id), numbers) in new {
                let of: Vec<&Change> = numbers.iter().map(|number| changes[*number]).collect();
                if edits.entry(&root, list, id, &of).is_none() {
                    left.extend(numbers);
                }
            }
        }
        None => left.extend(0..changes.len()),
    }
    let (new, _) = apply(text, &edits.all());
    Edited { text: new, count: changes.len() - left.len(), left }
}

/// The key of the list that something is reported in.
fn key_of(list: ItemKind) -> &'static str {
    match list {
        ItemKind::Goal => "mål",
        ItemKind::Indicator => "indikatorer",
        ItemKind::Activity => "aktiviteter",
    }
}

struct Edits<'t> {
    text: &'t str,
    /// What is put in at a place, in order: two edits of one place would be one too many.
    inserts: BTreeMap<usize, String>,
    edits: Vec<Edit>,
}

impl Edits<'_> {
    fn all(self) -> Vec<Edit> {
        let inserts = self.inserts.into_iter().map(|(at, text)| Edit { range: at..at, text });
        inserts.chain(self.edits).collect()
    }

    fn insert(&mut self, at: usize, text: &str) {
        self.inserts.entry(at).or_default().push_str(text);
    }

    /// How a line ends in the text.
    fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The blanks before something that begins at a place, as deep as it stands.
    fn indent(&self, at: usize) -> String {
        let start = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        " ".repeat(self.text[start..at].trim_start_matches('\u{feff}').chars().count())
    }

    /// The end of the line of a place, before its line break.
    fn end_of_line(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found);
        if self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    fn is_flow(&self, node: &Node) -> bool {
        self.text.as_bytes().get(node.start as usize) == Some(&b'{') && matches!(node.kind, Kind::Map(_))
    }

    /// Writes a value into an entry that is there.
    fn in_entry(&mut self, root: &Node, list: &str, id: Span, change: &Change) -> Option<()> {
        let list = find(root, list)?;
        let Kind::Map(entries) = &list.value.kind else { return None };
        let entry = entries.iter().find(|entry| entry.key.start == id.start)?;
        let is_within = self.is_flow(&list.value);
        match &entry.value.kind {
            Kind::Map(_) => self.in_map(&entry.value, is_within, change, None),
            Kind::Empty => {
                let colon = self.after_colon(entry)?;
                // Several keys of an empty entry are put in one after another.
                let text = format!("{}: {}", change.key, change.value.text(true));
                match self.inserts.get_mut(&colon) {
                    Some(before) => {
                        let end = before.rfind('}')?;
                        before.insert_str(end, &format!(", {text}"));
                    }
                    None => self.insert(colon, &format!(" {{{text}}}")),
                }
                Some(())
            }
            Kind::Scalar { .. } | Kind::List(_) => None,
        }
    }

    /// Writes an amount into a row or a sum of the income statement.
    fn in_part(&mut self, root: &Node, part: Span, change: &Change) -> Option<()> {
        let (map, is_within) = self.map_at(root, part.start, false)?;
        self.in_map(map, is_within, change, Some("namn"))
    }

    /// The map that begins at a place, and whether it lies within braces.
    fn map_at<'n, 's>(&self, node: &'n Node<'s>, start: u32, is_within: bool) -> Option<(&'n Node<'s>, bool)> {
        let is_flow = is_within || matches!(self.text.as_bytes().get(node.start as usize), Some(b'{' | b'['));
        match &node.kind {
            Kind::Map(entries) => {
                let inner = entries.iter().find_map(|entry| self.map_at(&entry.value, start, is_flow));
                inner.or_else(|| (node.start == start).then_some((node, is_within)))
            }
            Kind::List(items) => items.iter().find_map(|item| self.map_at(item, start, is_flow)),
            Kind::Empty | Kind::Scalar { .. } => None,
        }
    }

    /// Writes a value after its key in a map; a key that is not there is put in after `anchor`, else first.
    fn in_map(&mut self, map: &Node, is_within: bool, change: &Change, anchor: Option<&str>) -> Option<()> {
        let Kind::Map(entries) = &map.kind else { return None };
        let is_flow = is_within || self.is_flow(map);
        let value = change.value.text(is_flow);
        if let Some(entry) = entries.iter().find(|entry| same_key(entry.key_text(), change.key)) {
            match &entry.value.kind {
                Kind::Empty => {
                    let colon = self.after_colon(entry)?;
                    self.insert(colon, &format!(" {value}"));
                }
                Kind::Scalar { style: Style::Plain | Style::Quoted, .. } => {
                    let (start, end) = (entry.value.start as usize, entry.value.end as usize);
                    let end = start + self.text.get(start..end)?.trim_end().len();
                    self.edits.push(Edit { range: start..end, text: value });
                }
                Kind::Scalar { .. } | Kind::List(_) | Kind::Map(_) => return None,
            }
            return Some(());
        }
        let written = format!("{}: {value}", change.key);
        let after = anchor.and_then(|anchor| entries.iter().find(|entry| same_key(entry.key_text(), anchor)));
        match (after, entries.first()) {
            (Some(entry), _) if is_flow => {
                let (start, end) = (entry.value.start as usize, entry.value.end as usize);
                let end = start + self.text.get(start..end)?.trim_end().len();
                self.insert(end, &format!(", {written}"));
            }
            (Some(entry), _) => {
                let end = self.end_of_line(entry.value.start as usize);
                let text = format!("{}{}{written}", self.line_end(), self.indent(entry.key.start as usize));
                self.insert(end, &text);
            }
            (None, Some(first)) if is_flow => self.insert(first.key.start as usize, &format!("{written}, ")),
            (None, Some(first)) => {
                let at = first.key.start as usize;
                let text = format!("{written}{}{}", self.line_end(), self.indent(at));
                self.insert(at, &text);
            }
            (None, None) => {
                let at = map.start as usize + 1;
                let comma = if self.inserts.contains_key(&at) { ", " } else { "" };
                self.insert(at, &format!("{comma}{written}"));
            }
        }
        Some(())
    }

    /// Writes an entry that is not there yet.
    fn entry(&mut self, root: &Node, list: &str, id: &str, changes: &[&Change]) -> Option<()> {
        let keys = changes.iter().map(|change| format!("{}: {}", change.key, change.value.text(true)));
        let entry = format!("{}: {{{}}}", write::value(id), keys.collect::<Vec<_>>().join(", "));
        let end_of_line = self.line_end();
        let Kind::Map(_) = &root.kind else { return None };
        if self.is_flow(root) {
            return None;
        }
        match find(root, list) {
            None => {
                // At the end of the text, where what is put in stands in order.
                let at = self.text.trim_end().len();
                let head = format!("{end_of_line}{list}:");
                let is_begun = self.inserts.get(&at).is_some_and(|text| text.contains(&head));
                let head = if is_begun { String::new() } else { head };
                self.insert(at, &format!("{head}{end_of_line}  {entry}"));
            }
            Some(list) => match &list.value.kind {
                Kind::Map(entries) if self.is_flow(&list.value) => match entries.first() {
                    Some(first) => self.insert(first.key.start as usize, &format!("{entry}, ")),
                    None => {
                        let at = list.value.start as usize + 1;
                        let comma = if self.inserts.contains_key(&at) { ", " } else { "" };
                        self.insert(at, &format!("{comma}{entry}"));
                    }
                },
                Kind::Map(entries) => {
                    let (first, last) = (entries.first()?, entries.last()?);
                    let end = last.value.end.max(last.key.end) as usize;
                    let end = self.text.get(..end)?.trim_end().len();
                    let text = format!("{end_of_line}{}{entry}", self.indent(first.key.start as usize));
                    let at = self.end_of_line(end);
                    self.insert(at, &text);
                }
                Kind::Empty => {
                    let at = self.end_of_line(list.key.end as usize);
                    let text = format!("{end_of_line}{}  {entry}", self.indent(list.key.start as usize));
                    self.insert(at, &text);
                }
                Kind::Scalar { .. } | Kind::List(_) => return None,
            },
        }
        Some(())
    }

    /// The place right after the colon of a key.
    fn after_colon(&self, entry: &Entry) -> Option<usize> {
        let end = entry.key.end as usize;
        let colon = self.text.get(end..)?.find(':')?;
        self.text[end..end + colon].trim_matches(['"', '\'', ' ', '\t']).is_empty().then_some(end + colon + 1)
    }
}

fn find<'n, 's>(root: &'n Node<'s>, key: &str) -> Option<&'n Entry<'s>> {
    let Kind::Map(entries) = &root.kind else { return None };
    entries.iter().find(|entry| same_key(entry.key_text(), key))
}

/// The values of changes, for those who tell of them.
pub fn words(value: &NewValue) -> String {
    value.text(false)
}
