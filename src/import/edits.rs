//! Values as edits of a follow-up's text: a value is written after its key, a key into its entry, an entry below its list. Nothing
//! else of a text is touched.

mod running_text;

use std::collections::BTreeMap;

use self::running_text::Block;
use crate::diagnostic::Sink;
use crate::import::values::NewValue;
use crate::lint::fix::edits::{Edit, apply};
use crate::plan_format::fields::same_key;
use crate::source::{SourceId, Span};
use crate::syntax::yaml::{self, Entry, Kind, Node, Style, write};

/// A value and where it is written.
#[derive(Clone, Debug)]
pub struct Placed<'p> {
    /// The place.
    pub spot: Spot<'p>,
    /// The key that it is written after.
    pub key: &'static str,
    /// The value.
    pub value: &'p NewValue,
}

/// The part of a follow-up that a key stands in.
#[derive(Clone, Debug)]
pub enum Spot<'p> {
    /// The entry of a list whose id stands at a place.
    Entry {
        /// The key of the list.
        list: &'static str,
        /// The place of the id.
        id: Span,
        /// How it is laid out where it is empty.
        look: Look,
    },
    /// The entry of a list with an id as it is written; it is made where there is none.
    Named {
        /// The key of the list.
        list: &'static str,
        /// The id.
        id: &'p str,
        /// How it is laid out where it is new or empty.
        look: Look,
    },
    /// A row or a sum of the income statement: the map that begins at a place.
    Part(Span),
    /// A row of the income statement, by the key of its side and its name as they are written.
    Row {
        /// `intäkter` or `kostnader`.
        side: &'static str,
        /// The name.
        name: &'p str,
    },
    /// A measure for a budget in balance, by its name as it is written.
    Measure(&'p str),
    /// The map of a key of the file.
    Within(&'static str),
    /// The file itself.
    Top,
}

/// How an entry that says nothing yet is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// In braces, on one line.
    Braces,
    /// With each key on a line of its own.
    Lines,
}

/// A text with values written in it.
#[derive(Debug, Default)]
pub struct Edited {
    /// The new text.
    pub text: String,
    /// How many values were written.
    pub count: usize,
    /// The values that the text has no place for, by their number.
    pub left: Vec<usize>,
}

/// Writes values in the text of a follow-up.
pub fn edited(text: &str, source: SourceId, values: &[Placed]) -> Edited {
    let tree = yaml::read(text, source, &mut Sink::default());
    let mut edits = Edits { text, inserts: BTreeMap::new(), edits: Vec::new() };
    let mut left = Vec::new();
    match tree.root {
        Some(root) => {
            // The keys of one entry that is not there yet are written together.
            let mut new: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
            for (number, placed) in values.iter().enumerate() {
                let made = match placed.spot {
                    Spot::Named { list, id, look } => match entry_named(&root, list, id) {
                        Some((list, entry)) => edits.in_entry(list, entry, look, placed),
                        None => {
                            new.entry((list, id)).or_default().push(number);
                            Some(())
                        }
                    },
                    Spot::Entry { list, id, look } => edits.in_entry_at(&root, list, id, look, placed),
                    Spot::Part(part) => edits.in_part(&root, part.start, placed),
                    Spot::Row { side, name } => {
                        row_named(&root, side, name).and_then(|start| edits.in_part(&root, start, placed))
                    }
                    Spot::Measure(name) => {
                        measure_named(&root, name).and_then(|start| edits.in_part(&root, start, placed))
                    }
                    Spot::Within(key) => {
                        find(&root, key).and_then(|entry| edits.in_map(&entry.value, false, placed, None))
                    }
                    Spot::Top => edits.at_top(&root, placed),
                };
                left.extend(made.is_none().then_some(number));
            }
            for ((list, id), numbers) in new {
                let of: Vec<&Placed> = numbers.iter().map(|number| &values[*number]).collect();
                if edits.entry(&root, list, id, &of).is_none() {
                    left.extend(numbers);
                }
            }
        }
        None => left.extend(0..values.len()),
    }
    let (new, _) = apply(text, &edits.all());
    Edited { text: new, count: values.len() - left.len(), left }
}

/// The entry of a list with an id as it is written.
fn entry_named<'n, 's>(root: &'n Node<'s>, list: &str, id: &str) -> Option<(&'n Node<'s>, &'n Entry<'s>)> {
    let list = &find(root, list)?.value;
    let Kind::Map(entries) = &list.kind else { return None };
    Some((list, entries.iter().find(|entry| entry.key_text() == id)?))
}

/// Where the row of a side with a name begins.
fn row_named(root: &Node, side: &str, name: &str) -> Option<u32> {
    let statement = &find(&find(root, "ekonomi")?.value, "resultaträkning")?.value;
    named(statement, side, name)
}

/// Where the measure with a name begins.
fn measure_named(root: &Node, name: &str) -> Option<u32> {
    named(&find(root, "ekonomi")?.value, "åtgärder", name)
}

/// Where the entry with a name begins, in the list of a key.
fn named(map: &Node, key: &str, name: &str) -> Option<u32> {
    let Kind::List(rows) = &find(map, key)?.value.kind else { return None };
    let is_named = |row: &&Node| {
        let entry = find(row, "namn");
        matches!(entry.map(|entry| &entry.value.kind), Some(Kind::Scalar { text, .. }) if text == name)
    };
    rows.iter().find(is_named).map(|row| row.start)
}

/// What is put in at one place, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// After a colon.
    Value,
    /// The lines of a text whose value begins there.
    Text,
    /// Keys and entries that come after what stands there.
    After,
}

struct Edits<'t> {
    text: &'t str,
    /// What is put in at a place, in order: two edits of one place would be one too many.
    inserts: BTreeMap<(usize, Rank), String>,
    edits: Vec<Edit>,
}

impl Edits<'_> {
    fn all(self) -> Vec<Edit> {
        let mut inserts: BTreeMap<usize, String> = BTreeMap::new();
        for ((at, _), text) in self.inserts {
            inserts.entry(at).or_default().push_str(&text);
        }
        let inserts = inserts.into_iter().map(|(at, text)| Edit { range: at..at, text });
        inserts.chain(self.edits).collect()
    }

    fn insert(&mut self, at: usize, rank: Rank, text: &str) {
        self.inserts.entry((at, rank)).or_default().push_str(text);
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

    /// Writes a value into the entry of a list whose id stands at a place.
    fn in_entry_at(&mut self, root: &Node, list: &str, id: Span, look: Look, placed: &Placed) -> Option<()> {
        let list = find(root, list)?;
        let Kind::Map(entries) = &list.value.kind else { return None };
        let entry = entries.iter().find(|entry| entry.key.start == id.start)?;
        self.in_entry(&list.value, entry, look, placed)
    }

    /// Writes a value into an entry that is there.
    fn in_entry(&mut self, list: &Node, entry: &Entry, look: Look, placed: &Placed) -> Option<()> {
        let is_within = self.is_flow(list);
        match &entry.value.kind {
            Kind::Map(_) => self.in_map(&entry.value, is_within, placed, None),
            Kind::Empty if look == Look::Lines && !is_within => {
                let colon = self.after_colon(entry)?;
                let indent = self.indent(entry.key.start as usize) + "  ";
                let text = format!("{}{}", self.line_end(), self.key_and_value(placed, &indent));
                self.insert(self.end_of_line(colon), Rank::After, &text);
                Some(())
            }
            Kind::Empty => {
                let colon = self.after_colon(entry)?;
                // Several keys of an empty entry are put in one after another.
                let text = format!("{}: {}", placed.key, placed.value.text(true));
                match self.inserts.get_mut(&(colon, Rank::Value)) {
                    Some(before) => {
                        let end = before.rfind('}')?;
                        before.insert_str(end, &format!(", {text}"));
                    }
                    None => self.insert(colon, Rank::Value, &format!(" {{{text}}}")),
                }
                Some(())
            }
            Kind::Scalar { .. } | Kind::List(_) => None,
        }
    }

    /// A key with its value on lines of their own, the first without its indentation's line break.
    fn key_and_value(&self, placed: &Placed, indent: &str) -> String {
        let key = placed.key;
        match self.block(placed.value, indent) {
            Some(block) => format!("{indent}{key}: |{}", block.lines),
            None => format!("{indent}{key}: {}", placed.value.text(false)),
        }
    }

    /// A value as the lines of a block below a key that stands so deep; none where it is written beside its key.
    fn block(&self, value: &NewValue, indent: &str) -> Option<Block> {
        match value {
            NewValue::Text(text) => Block::of(text, indent, self.line_end()),
            NewValue::Figure(..) | NewValue::Words(_) => None,
        }
    }

    /// Writes a value at the top of the file.
    fn at_top(&mut self, root: &Node, placed: &Placed) -> Option<()> {
        let Kind::Map(entries) = &root.kind else { return None };
        if self.is_flow(root) || entries.iter().any(|entry| same_key(entry.key_text(), placed.key)) {
            return self.in_map(root, false, placed, None);
        }
        let at = self.text.trim_end().len();
        let text = format!("{}{}", self.line_end(), self.key_and_value(placed, ""));
        self.insert(at, Rank::After, &text);
        Some(())
    }

    /// Writes an amount into a row or a sum of the income statement, which begins at a place.
    fn in_part(&mut self, root: &Node, start: u32, placed: &Placed) -> Option<()> {
        let (map, is_within) = self.map_at(root, start, false)?;
        self.in_map(map, is_within, placed, Some("namn"))
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

    /// Writes a value after its key in a map; a key that is not there is put in after `anchor`, else first, and a running text
    /// last.
    fn in_map(&mut self, map: &Node, is_within: bool, placed: &Placed, anchor: Option<&str>) -> Option<()> {
        let Kind::Map(entries) = &map.kind else { return None };
        let is_flow = is_within || self.is_flow(map);
        if let Some(entry) = entries.iter().find(|entry| same_key(entry.key_text(), placed.key)) {
            return self.in_value(entry, is_flow, placed);
        }
        let written = format!("{}: {}", placed.key, placed.value.text(is_flow));
        let anchor = anchor.and_then(|anchor| entries.iter().find(|entry| same_key(entry.key_text(), anchor)));
        let is_text = matches!(placed.value, NewValue::Text(_));
        let after = if is_text { entries.last() } else { anchor };
        match (after, entries.first()) {
            (Some(entry), _) if is_flow => {
                let end = self.end_of_value(entry)?;
                self.insert(end, Rank::After, &format!(", {written}"));
            }
            (Some(entry), _) => {
                let end = if is_text { self.end_of_value(entry)? } else { entry.value.start as usize };
                let indent = self.indent(entries.first()?.key.start as usize);
                let text = format!("{}{}", self.line_end(), self.key_and_value(placed, &indent));
                self.insert(self.end_of_line(end), Rank::After, &text);
            }
            (None, Some(first)) if is_flow => {
                self.insert(first.key.start as usize, Rank::After, &format!("{written}, "));
            }
            (None, Some(first)) => {
                let at = first.key.start as usize;
                let text = format!("{written}{}{}", self.line_end(), self.indent(at));
                self.insert(at, Rank::After, &text);
            }
            (None, None) => {
                let at = map.start as usize + 1;
                let comma = if self.inserts.contains_key(&(at, Rank::After)) { ", " } else { "" };
                self.insert(at, Rank::After, &format!("{comma}{written}"));
            }
        }
        Some(())
    }

    /// Writes a value after a key that is there.
    fn in_value(&mut self, entry: &Entry, is_flow: bool, placed: &Placed) -> Option<()> {
        let indent = self.indent(entry.key.start as usize);
        let block = if is_flow { None } else { self.block(placed.value, &indent) };
        let (start, end) = (entry.value.start as usize, self.end_of_value(entry)?);
        match (&entry.value.kind, block) {
            (Kind::Empty, Some(block)) => {
                let colon = self.after_colon(entry)?;
                self.insert(colon, Rank::Value, " |");
                self.insert(self.end_of_line(colon), Rank::Text, &block.lines);
            }
            (Kind::Empty, None) => {
                let colon = self.after_colon(entry)?;
                self.insert(colon, Rank::Value, &format!(" {}", placed.value.text(is_flow)));
            }
            // What stands behind the text on its last line is a comment, and stays one.
            (Kind::Scalar { style: Style::Plain | Style::Quoted, .. }, Some(block)) => {
                self.edits.push(Edit { range: start..end, text: "|".to_owned() });
                self.insert(self.end_of_line(end), Rank::Text, &block.lines);
            }
            (Kind::Scalar { style: Style::Plain | Style::Quoted, .. }, None) => {
                self.edits.push(Edit { range: start..end, text: placed.value.text(is_flow) });
            }
            (Kind::Scalar { style: Style::Literal | Style::Folded, .. }, block) => {
                let NewValue::Text(text) = placed.value else { return None };
                // A text that stood on lines of its own goes on doing so, however short it is now. Its place is that of its words:
                // what stands before them, after the colon, is the sign of a block, and a comment.
                let block = block.or_else(|| Block::on_lines(text, &indent, self.line_end()));
                let colon = self.after_colon(entry)?;
                let head = self.text.get(colon..self.end_of_line(colon))?;
                let comment = head.find(" #").map_or("", |at| head[at..].trim_end());
                let text = match block {
                    Some(block) => format!(" |{comment}{}", block.lines),
                    None => format!(" {}{comment}", write::quoted(text)),
                };
                self.edits.push(Edit { range: colon..end, text });
            }
            (Kind::List(_) | Kind::Map(_), _) => return None,
        }
        Some(())
    }

    /// The place after the last character of a value.
    fn end_of_value(&self, entry: &Entry) -> Option<usize> {
        let (start, end) = match entry.value.kind {
            Kind::Empty => (entry.key.start as usize, self.after_colon(entry)?),
            _ => (entry.value.start as usize, entry.value.end as usize),
        };
        Some(start + self.text.get(start..end)?.trim_end().len())
    }

    /// Writes an entry that is not there yet.
    fn entry(&mut self, root: &Node, list: &str, id: &str, values: &[&Placed]) -> Option<()> {
        let end_of_line = self.line_end();
        let Kind::Map(_) = &root.kind else { return None };
        if self.is_flow(root) {
            return None;
        }
        let is_in_lines = matches!(values.first()?.spot, Spot::Named { look: Look::Lines, .. });
        let in_braces = || {
            let keys = values.iter().map(|placed| format!("{}: {}", placed.key, placed.value.text(true)));
            format!("{}: {{{}}}", write::value(id), keys.collect::<Vec<_>>().join(", "))
        };
        let entry = |edits: &Edits, indent: &str| match is_in_lines {
            true => {
                let below = format!("{indent}  ");
                let keys = values.iter().map(|placed| format!("{end_of_line}{}", edits.key_and_value(placed, &below)));
                format!("{indent}{}:{}", write::value(id), keys.collect::<String>())
            }
            false => format!("{indent}{}", in_braces()),
        };
        match find(root, list) {
            None => {
                // At the end of the text, where what is put in stands in order.
                let at = self.text.trim_end().len();
                let head = format!("{end_of_line}{list}:");
                let is_begun = self.inserts.get(&(at, Rank::After)).is_some_and(|text| text.contains(&head));
                let head = if is_begun { String::new() } else { head };
                let entry = entry(self, "  ");
                self.insert(at, Rank::After, &format!("{head}{end_of_line}{entry}"));
            }
            Some(list) => match &list.value.kind {
                Kind::Map(entries) if self.is_flow(&list.value) => match entries.first() {
                    Some(first) => self.insert(first.key.start as usize, Rank::After, &format!("{}, ", in_braces())),
                    None => {
                        let at = list.value.start as usize + 1;
                        let comma = if self.inserts.contains_key(&(at, Rank::After)) { ", " } else { "" };
                        self.insert(at, Rank::After, &format!("{comma}{}", in_braces()));
                    }
                },
                Kind::Map(entries) => {
                    let (first, last) = (entries.first()?, entries.last()?);
                    let end = last.value.end.max(last.key.end) as usize;
                    let end = self.text.get(..end)?.trim_end().len();
                    let indent = self.indent(first.key.start as usize);
                    let text = format!("{end_of_line}{}", entry(self, &indent));
                    self.insert(self.end_of_line(end), Rank::After, &text);
                }
                Kind::Empty => {
                    let at = self.end_of_line(list.key.end as usize);
                    let indent = self.indent(list.key.start as usize) + "  ";
                    let text = format!("{end_of_line}{}", entry(self, &indent));
                    self.insert(at, Rank::After, &text);
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
