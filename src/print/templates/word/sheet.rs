//! The styles of a template: which there are, by the names that every Word knows them by, and their part as a text.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::Refused;
use super::package;

/// What a style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StyleKind {
    /// Paragraphs.
    Paragraph,
    /// Words within a line.
    Character,
    /// Tables.
    Table,
}

impl StyleKind {
    /// The word for it in a part.
    pub fn word(self) -> &'static str {
        match self {
            StyleKind::Paragraph => "paragraph",
            StyleKind::Character => "character",
            StyleKind::Table => "table",
        }
    }
}

/// The styles of a template. Word in Swedish gives the style that is called "heading 1" in every language the id `Rubrik1`.
#[derive(Debug, Default)]
pub struct StyleSheet {
    /// The part; empty where there is no template.
    pub text: String,
    /// The id of each style by what it is for and its name in small letters.
    ids: BTreeMap<(StyleKind, String), String>,
    /// The ids that are taken.
    taken: BTreeSet<String>,
    /// The lists that paragraphs of a style are in, by the style's id.
    lists: BTreeMap<String, String>,
    /// Where in the text the language of documents is to be written: what stands there goes.
    languages: Vec<(std::ops::Range<usize>, Insertion)>,
}

/// What is written at a place of the text besides the language itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Insertion {
    /// Nothing.
    Alone,
    /// The properties around it.
    InProperties,
    /// All that documents have by themselves.
    InDefaults,
}

impl StyleSheet {
    /// Reads the styles of a part.
    pub(super) fn read(name: &str, text: &str) -> Result<StyleSheet, Refused> {
        let tree = package::tree(name, text)?;
        let root = package::root_of(name, &tree, "styles")?;
        let mut sheet = StyleSheet { text: text.to_owned(), ..StyleSheet::default() };
        for style in root.children().filter(|node| is(node, "style")) {
            let id = value(style, "styleId").unwrap_or_default().to_owned();
            let named = child(style, "name").and_then(|node| value(node, "val")).unwrap_or_default();
            let kind = match value(style, "type") {
                None | Some("paragraph") => StyleKind::Paragraph,
                Some("character") => StyleKind::Character,
                Some("table") => StyleKind::Table,
                Some(_) => {
                    sheet.taken.insert(id);
                    continue;
                }
            };
            // Old programs wrote the other names of a style after its own.
            let named = named.split(',').next().unwrap_or_default().trim().to_lowercase();
            let list = child(style, "pPr").and_then(|node| child(node, "numPr")).and_then(|node| child(node, "numId"));
            if let Some(list) = list.and_then(|node| value(node, "val")) {
                sheet.lists.insert(id.clone(), list.to_owned());
            }
            let is_default = kind == StyleKind::Paragraph && matches!(value(style, "default"), Some("1" | "true"));
            let language = child(style, "rPr").and_then(|node| child(node, "lang"));
            if let Some(language) = language.filter(|_| is_default) {
                sheet.languages.push((language.range(), Insertion::Alone));
            }
            sheet.taken.insert(id.clone());
            sheet.ids.entry((kind, named)).or_insert(id);
        }
        sheet.languages.push(default_language(root, text));
        sheet.languages.sort_by_key(|(range, _)| range.start);
        Ok(sheet)
    }

    /// Whether there is no template.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The id of a style; none where there is no such style.
    pub fn id(&self, kind: StyleKind, name: &str) -> Option<&str> {
        self.ids.get(&(kind, name.to_lowercase())).map(String::as_str)
    }

    /// Whether a style has this id.
    pub fn is_taken(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// The list that paragraphs of a style are in, by its number.
    pub fn list(&self, id: &str) -> Option<&str> {
        self.lists.get(id).map(String::as_str)
    }

    /// The part with the language of documents in it, and with more styles at its end.
    pub fn with(&self, language: &str, more: &str) -> String {
        let mut out = String::with_capacity(self.text.len() + more.len() + 256);
        let mut copied = 0;
        for (range, insertion) in &self.languages {
            out.push_str(&self.text[copied..range.start]);
            let [before, after] = match insertion {
                Insertion::Alone => ["", ""],
                Insertion::InProperties => ["<w:rPrDefault><w:rPr>", "</w:rPr></w:rPrDefault>"],
                Insertion::InDefaults => {
                    ["<w:docDefaults><w:rPrDefault><w:rPr>", "</w:rPr></w:rPrDefault></w:docDefaults>"]
                }
            };
            out.extend([before, "<w:lang w:val=\"", language, "\"/>", after]);
            copied = range.end;
        }
        let end = self.text.rfind("</").unwrap_or(self.text.len()).max(copied);
        out.extend([&self.text[copied..end], more, &self.text[end..]]);
        out
    }
}

/// Where the language that documents have by themselves stands, or is to stand.
fn default_language(root: Node, text: &str) -> (std::ops::Range<usize>, Insertion) {
    let start_of = |node: Node| {
        // After the tag that begins it.
        let range = node.range();
        let inner = node.first_child().map(|first| first.range().start);
        inner.unwrap_or_else(|| range.start + text[range.clone()].find('>').unwrap_or_default() + 1)
    };
    let empty = |node: Node| text[node.range()].ends_with("/>");
    let defaults = child(root, "docDefaults").filter(|node| !empty(*node));
    let Some(defaults) = defaults else {
        let range = match child(root, "docDefaults") {
            Some(node) => node.range(),
            None => start_of(root)..start_of(root),
        };
        return (range, Insertion::InDefaults);
    };
    let run = child(defaults, "rPrDefault");
    let properties = run.and_then(|run| child(run, "rPr")).filter(|node| !empty(*node));
    match (run, properties) {
        (None, _) => (start_of(defaults)..start_of(defaults), Insertion::InProperties),
        (Some(run), None) => (run.range(), Insertion::InProperties),
        (Some(_), Some(properties)) => match child(properties, "lang") {
            Some(language) => (language.range(), Insertion::Alone),
            None => {
                let end = properties.last_child().map_or(start_of(properties), |last| last.range().end);
                (end..end, Insertion::Alone)
            }
        },
    }
}

fn is(node: &Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn child<'t, 'd>(node: Node<'t, 'd>, name: &str) -> Option<Node<'t, 'd>> {
    node.children().find(|node| is(node, name))
}

fn value<'t>(node: Node<'t, '_>, name: &str) -> Option<&'t str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}
