//! The texts that are open in the editor, as they stand there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{LanguageKind, TextDocumentContentChangeEvent, TextDocumentItem};

use super::address;
use super::positions::{Encoding, Places};
use crate::source::Source;

/// A text that is open in the editor.
#[derive(Debug)]
pub(super) struct Document {
    /// Its address, as the editor writes it.
    pub(super) address: String,
    /// Where its file is or will be.
    pub(super) path: PathBuf,
    /// The number that the editor gives its state.
    pub(super) version: i32,
    /// The text with every carriage return that it has.
    text: String,
    /// The same for finding places in it.
    pub(super) source: Arc<Source>,
}

impl Document {
    /// The text with every carriage return that it has.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How its places are counted.
    pub(super) fn places(&self, encoding: Encoding) -> Places {
        Places::of_sent(Arc::clone(&self.source), encoding)
    }

    fn set(&mut self, text: String) {
        self.source = Arc::new(Source::new(self.source.path.clone(), text.as_str()));
        self.text = text;
    }

    /// Makes the changes one after the other: each is of the text that those before it gave.
    fn change(&mut self, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let range = self.places(encoding).range(part.range);
                    let mut text = std::mem::take(&mut self.text);
                    text.replace_range(range, &part.text);
                    self.set(text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => self.set(whole.text),
            }
        }
    }
}

/// All that are open, by address.
#[derive(Debug, Default)]
pub(super) struct Documents(BTreeMap<String, Document>);

impl Documents {
    /// Opens a text; gives it back unless its address names no file. A new one that has no file yet is looked at as if it lay in
    /// the folder that is open.
    pub(super) fn open(&mut self, item: TextDocumentItem, folder: Option<&Path>) -> Option<&Document> {
        let address = item.uri.0;
        let is_yaml = item.language_id == LanguageKind::from("yaml".to_owned());
        let new = || Some(folder?.join(address::name_of_new(&address).filter(|_| is_yaml)?));
        let path = address::path(&address).or_else(new)?;
        let source = Arc::new(Source::new(path.to_string_lossy(), item.text.as_str()));
        let document = Document { address: address.clone(), path, version: item.version, text: item.text, source };
        self.0.insert(address.clone(), document);
        self.0.get(&address)
    }

    /// Changes a text; gives it back where it is open.
    pub(super) fn change(
        &mut self,
        address: &str,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Option<&Document> {
        let document = self.0.get_mut(address)?;
        document.change(changes, encoding);
        document.version = version;
        Some(document)
    }

    /// Closes a text; gives it where it was open.
    pub(super) fn close(&mut self, address: &str) -> Option<Document> {
        self.0.remove(address)
    }

    /// The text of an address.
    pub(super) fn get(&self, address: &str) -> Option<&Document> {
        self.0.get(address)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.0.values()
    }

    /// The text of a file, by where that really is.
    pub(super) fn at<'d>(&'d self, real: &Path, real_of: impl Fn(&Path) -> PathBuf) -> Option<&'d Document> {
        self.iter().find(|document| document.path == real || real_of(&document.path) == real)
    }
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::Uri;
    use serde_json::json;

    use super::*;

    fn changed(text: &str, changes: serde_json::Value, encoding: Encoding) -> String {
        let mut documents = Documents::default();
        let uri = Uri("file:///tmp/plan.yaml".to_owned());
        let language_id = LanguageKind::from("yaml".to_owned());
        let item = TextDocumentItem { uri: uri.clone(), language_id, version: 1, text: text.to_owned() };
        documents.open(item, None);
        let changes = serde_json::from_value(changes).expect("they are changes");
        let document = documents.change(&uri.0, 2, changes, encoding).expect("it is open");
        document.text().to_owned()
    }

    fn part(from: [u32; 2], to: [u32; 2], text: &str) -> serde_json::Value {
        let place = |[line, character]: [u32; 2]| json!({"line": line, "character": character});
        json!({"range": {"start": place(from), "end": place(to)}, "text": text})
    }

    #[test]
    fn changes_follow_one_another() {
        let edits = json!([part([0, 4], [0, 4], "22"), part([0, 4], [0, 5], ""), part([1, 1], [1, 3], "å")]);
        assert_eq!(changed("vp: 1\r\na😀b\r\n", edits, Encoding::Utf16), "vp: 21\r\naåb\r\n");
        let whole = json!([part([1, 1], [1, 5], "å"), {"text": "allt"}, part([9, 0], [9, 0], "!")]);
        assert_eq!(changed("vp: 1\ra😀b\r", whole, Encoding::Utf8), "allt!");
        // Carriage returns that stand alone stay as they are.
        assert_eq!(changed("a\rb\r", json!([part([1, 0], [1, 1], "c")]), Encoding::Utf16), "a\rc\r");
    }
}
