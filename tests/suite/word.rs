//! Documents of Word: whole packages of parts that fit together, with all that the page says, and the municipality's template.

mod charts;
mod document;
mod hostile;
mod order;
mod template;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use roxmltree::{Document, Node};

use crate::workspace::Workspace;

/// The namespace of Word's own names.
pub(crate) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The parts of a document, each by its name.
pub(crate) struct Parts(pub(crate) BTreeMap<String, Vec<u8>>);

impl Parts {
    /// Takes a document apart.
    pub(crate) fn of(bytes: &[u8]) -> Parts {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a document is a zip");
        let mut parts = BTreeMap::new();
        for number in 0..zip.len() {
            let mut file = zip.by_index(number).expect("a part can be read");
            let name = file.name().expect("a name is a text").into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("a part can be unpacked");
            assert!(parts.insert(name.clone(), bytes).is_none(), "{name} is there once");
        }
        Parts(parts)
    }

    /// The document that a workspace has built.
    pub(crate) fn built(workspace: &Workspace, path: &str) -> Parts {
        Parts::of(&std::fs::read(workspace.path(path)).expect("the document is built"))
    }

    /// A part as a text.
    pub(crate) fn text(&self, name: &str) -> &str {
        let bytes = self.0.get(name).unwrap_or_else(|| panic!("{name} is there: {:?}", self.0.keys()));
        std::str::from_utf8(bytes).expect("a part of XML is UTF-8")
    }

    /// Puts them together again.
    pub(crate) fn packed(&self) -> Vec<u8> {
        packed(self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    }
}

/// A zip of these files.
pub(crate) fn packed<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file can be begun");
        zip.write_all(bytes).expect("a file can be written");
    }
    zip.finish().expect("the zip can be ended").into_inner()
}

/// Whether a node is an element of Word's of this name.
pub(crate) fn is(node: &Node, name: &str) -> bool {
    node.has_tag_name((MAIN, name))
}

/// The value of an attribute of Word's.
pub(crate) fn value<'n>(node: &Node<'n, '_>, name: &str) -> Option<&'n str> {
    node.attribute((MAIN, name))
}

/// The words of what is in a node, paragraphs parted.
pub(crate) fn text_of(node: Node) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match node.tag_name().name() {
            // Numbers of notes: Word counts them itself.
            "t" if node.parent().is_some_and(|run| is_note_mark(&run)) => {}
            "t" if is(&node, "t") => text.push_str(node.text().unwrap_or_default()),
            "p" | "br" | "tab" if node.tag_name().namespace() == Some(MAIN) => text.push(' '),
            "softHyphen" => text.push('\u{ad}'),
            "noBreakHyphen" => text.push('\u{2011}'),
            // A box has its words for those who do not see it.
            "alias" => text.extend([" ", value(&node, "val").unwrap_or_default(), " "]),
            _ => {}
        }
    }
    text
}

/// Whether words are the number of a note.
fn is_note_mark(run: &Node) -> bool {
    let style = run.descendants().find(|node| is(node, "rStyle"));
    style.and_then(|style| value(&style, "val").map(str::to_owned)).is_some_and(|id| id.ends_with("FootnoteReference"))
}

/// The style of a paragraph by its id.
pub(crate) fn style_of<'n>(paragraph: &Node<'n, '_>) -> Option<&'n str> {
    let properties = paragraph.children().find(|node| is(node, "pPr"))?;
    value(&properties.children().find(|node| is(node, "pStyle"))?, "val")
}

/// The style's name of each id.
pub(crate) fn style_names(parts: &Parts) -> BTreeMap<String, String> {
    let tree = Document::parse(parts.text("word/styles.xml")).expect("the styles are XML");
    let styles = tree.root_element().children().filter(|node| is(node, "style"));
    let named = styles.map(|style| {
        let name = style.children().find(|node| is(node, "name")).and_then(|node| value(&node, "val"));
        (value(&style, "styleId").unwrap_or_default().to_owned(), name.unwrap_or_default().to_lowercase())
    });
    named.collect()
}

/// The headings of a document in order: the level of each, and its words.
pub(crate) fn headings(parts: &Parts) -> Vec<(u8, String)> {
    let names = style_names(parts);
    let tree = Document::parse(parts.text("word/document.xml")).expect("the text is XML");
    let paragraphs = tree.descendants().filter(|node| is(node, "p"));
    let level = |paragraph: &Node| names.get(style_of(paragraph)?)?.strip_prefix("heading ")?.parse().ok();
    paragraphs.filter_map(|paragraph| Some((level(&paragraph)?, plain(&text_of(paragraph))))).collect()
}

/// A text with single blanks.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The repository's folder of this name.
pub(crate) fn folder(name: &str) -> std::path::PathBuf {
    Path::new(crate::workspace::REPOSITORY).join(name)
}
