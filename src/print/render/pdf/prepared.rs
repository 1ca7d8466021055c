//! A document as data, made ready to be set: headings that skip no level, letters that the fonts have, pictures that can be
//! shown. What would stop the typesetter is changed here, so that a document with findings can be set too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use vp_pdf::Fonts;

use super::glyphs;
use crate::diagnostic::{Diagnostic, Severity};
use crate::msg;
use crate::plan_format::fields::rules::MISSING_FILE;
use crate::print::layout::{Layout, Text};
use crate::print::render::Context;
use crate::print::render::beside::texts;
use crate::read::workspace::picture::{self, PictureKind};

/// A document that can be set.
pub(super) struct Prepared {
    /// The document.
    pub(super) document: Value,
    /// Its pictures.
    pub(super) pictures: Vec<Picture>,
    /// The files of pictures that cannot be shown: their words are printed.
    pub(super) unshown: BTreeSet<PathBuf>,
    /// The characters that no font has.
    pub(super) missing: BTreeSet<char>,
}

/// A picture of a document.
pub(super) struct Picture {
    /// The name that the document has for it.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// How wide and how high it is, in points of print.
    pub(super) size: (f64, f64),
}

/// Points of a screen to those of print.
const SCREEN: f64 = 0.75;

/// Keys that are no words: ids, addresses, names of files and fixed words.
const NO_WORDS: [&str; 11] =
    ["anchor", "old_anchor", "target", "link", "file", "id", "key", "type", "kind", "source", "mark"];

/// Makes a document ready. `files` are its pictures by the names that it has for them; their words are printed where they
/// are not to be shown.
pub(super) fn prepared(
    mut document: Value,
    (files, are_shown): (Vec<(PathBuf, String)>, bool),
    fonts: &Fonts,
    context: &Context,
) -> Prepared {
    let mut pictures = Vec::new();
    let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut unshown = BTreeSet::new();
    for (path, written) in files {
        let shown = are_shown.then(|| readable(&path, fonts, context)).flatten();
        let name = shown.as_ref().map(|(_, _, word)| format!("pictures/{}.{word}", pictures.len() + 1));
        match (shown, &name) {
            (Some((bytes, size, _)), Some(name)) => pictures.push(Picture { name: name.clone(), bytes, size }),
            _ => drop(unshown.insert(path)),
        }
        names.insert(written, name);
    }
    let mut walk = Walk { names, fonts, missing: BTreeSet::new(), places: Map::new(), last: 1 };
    if let Value::Object(whole) = &document {
        walk.place(whole);
    }
    // In the order of print. The headings of the proposal for decision and of the contents are on the highest level.
    for part in ["cover", "contents", "appendices", "words"] {
        if let Some(part) = document.get_mut(part) {
            walk.value(part);
        }
    }
    walk.last = 1;
    if let Some(body) = document.get_mut("body") {
        walk.value(body);
    }
    for key in ["title", "organisation", "kind_words"] {
        if let Some(Value::String(words)) = document.get_mut(key) {
            walk.words(words);
        }
    }
    let Walk { missing, places, .. } = walk;
    if let Value::Object(whole) = &mut document {
        whole.insert("places".to_owned(), Value::Object(places));
    }
    Prepared { document, pictures, unshown, missing }
}

/// The bytes of a picture with its size and its extension; none where it cannot be set.
fn readable(path: &Path, fonts: &Fonts, context: &Context) -> Option<(Vec<u8>, (f64, f64), &'static str)> {
    let (mut bytes, kind) = picture::read(context.door.files(), path).ok()?;
    if kind == PictureKind::Svg {
        bytes = glyphs::drawing(String::from_utf8(bytes).ok()?, fonts);
    }
    let (width, height) = picture::size(&bytes, kind).unwrap_or((400, 300));
    let size = (f64::from(width.max(1)) * SCREEN, f64::from(height.max(1)) * SCREEN);
    vp_pdf::is_picture(&bytes, kind.word()).then_some((bytes, size, kind.word()))
}

struct Walk<'w> {
    names: BTreeMap<String, Option<String>>,
    fonts: &'w Fonts,
    missing: BTreeSet<char>,
    /// The ids of places, each with the one that it has in the document: a place may have a former id too.
    places: Map<String, Value>,
    /// The level of the last heading, as it is set.
    last: u64,
}

impl Walk<'_> {
    fn value(&mut self, value: &mut Value) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(|value| self.value(value)),
            Value::Object(object) => self.object(object),
            _ => {}
        }
    }

    fn object(&mut self, object: &mut Map<String, Value>) {
        match object.get("type").and_then(Value::as_str) {
            Some("heading") => self.heading(object),
            Some("picture") => self.picture(object),
            _ => {}
        }
        self.place(object);
        // What is above in print is looked at first: the levels of headings depend on those before them.
        let order = ["cells", "head", "rows", "content", "blocks", "prose", "analysis", "total", "footnotes"];
        for key in order {
            let Some(value) = object.get_mut(key) else { continue };
            let last = self.last;
            self.named(key, value);
            // What is a heading in a note is none of the document.
            if key == "footnotes" {
                self.last = last;
            }
        }
        for (key, value) in object.iter_mut().filter(|(key, _)| !order.contains(&key.as_str())) {
            self.named(key, value);
        }
    }

    fn named(&mut self, key: &str, value: &mut Value) {
        match value {
            Value::String(words) if !NO_WORDS.contains(&key) => self.words(words),
            Value::Array(values) => {
                for value in values {
                    self.named(key, value);
                }
            }
            value => self.value(value),
        }
    }

    /// Remembers the ids of a place that can be led to.
    fn place(&mut self, object: &Map<String, Value>) {
        let Some(anchor) = object.get("anchor").and_then(Value::as_str) else { return };
        // The place that refers to a note, a drawing, and a note that nothing refers to have no place in the document.
        let is_note =
            object.get("type").and_then(Value::as_str).is_some_and(|kind| kind == "footnote" || kind == "chart");
        if is_note || object.get("mark").is_some_and(Value::is_null) {
            return;
        }
        self.places.insert(anchor.to_owned(), anchor.into());
        if let Some(old) = object.get("old_anchor").and_then(Value::as_str) {
            self.places.insert(old.to_owned(), anchor.into());
        }
    }

    /// Puts a sign in the place of each character that no font has.
    fn words(&mut self, words: &mut String) {
        if let Some((changed, missing)) = glyphs::replaced(words, self.fonts) {
            *words = changed;
            self.missing.extend(missing);
        }
    }

    /// Gives a heading the level that it is set on, 1 being the highest below the title: no more than one below the heading
    /// before it.
    fn heading(&mut self, object: &mut Map<String, Value>) {
        let written = object.get("level").and_then(Value::as_u64).unwrap_or(2);
        let depth = written.saturating_sub(1).clamp(1, self.last + 1);
        self.last = depth;
        object.insert("depth".to_owned(), depth.into());
    }

    /// Gives a picture its name among the files, and words where it has none: its file's name.
    fn picture(&mut self, object: &mut Map<String, Value>) {
        let Some(written) = object.get("file").and_then(Value::as_str).map(str::to_owned) else { return };
        let name = self.names.get(&written).cloned().flatten();
        if object.get("alt").and_then(Value::as_str).is_none_or(|words| words.trim().is_empty()) {
            let file = written.rsplit('/').next().unwrap_or(&written);
            object.insert("alt".to_owned(), file.into());
        }
        object.insert("file".to_owned(), name.into());
    }
}

/// The findings for pictures that cannot be set, each at the place that shows it.
pub(super) fn findings(unshown: &BTreeSet<PathBuf>, layout: &Layout, context: &Context) -> Vec<Diagnostic> {
    if unshown.is_empty() {
        return Vec::new();
    }
    let of_text = |text: &Text| {
        let text_of = text.prose.text(context.sources);
        let shown = text
            .decided()
            .pictures
            .iter()
            .filter(|found| found.file.as_ref().is_some_and(|file| unshown.contains(file)));
        let finding = |found: &crate::syntax::prose::DecidedPicture| {
            let span = text_of.span(text.parsed().events[found.event].1.clone());
            let name = &found.target;
            let message = msg!(
                "bilden {name} kan inte visas i PDF: där trycks dess text i stället",
                "the picture {name} cannot be shown in PDF: its words are printed there instead",
            );
            let help = msg!(
                "öppna den i ett bildprogram och spara den på nytt, som png eller jpg",
                "open it in a program for pictures and save it anew, as png or jpg",
            );
            Diagnostic::new(&MISSING_FILE, span, message).lower(Severity::Warning).help(help)
        };
        shown.map(finding).collect::<Vec<_>>()
    };
    texts(layout).into_iter().flat_map(of_text).collect()
}

/// The sizes of pictures by name.
pub(super) fn sizes(pictures: &[Picture]) -> Value {
    let size = |picture: &Picture| {
        let (width, height) = picture.size;
        (picture.name.clone(), json!({"width": width, "height": height}))
    };
    Value::Object(pictures.iter().map(size).collect())
}
