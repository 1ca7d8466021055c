//! What a page decides for the prose that is written into it: anchors, pictures, names of tables.

use std::collections::HashMap;
use std::path::PathBuf;

use base64::Engine;

use crate::load::Loaded;
use crate::prose::{Anchors, Frame};
use crate::render::{Format, PictureUse};
use crate::source::SourceId;
use crate::templates::Templates;
use crate::workspace;

/// What the page decides for a prose field.
pub(super) struct PageFrame<'f> {
    pub(super) level: u8,
    pub(super) format: &'f Format,
    pub(super) loaded: &'f Loaded,
    pub(super) templates: &'f Templates,
    pub(super) stem: &'f str,
    pub(super) source: SourceId,
    pub(super) anchors: &'f mut Anchors,
    pub(super) given: Vec<(String, String)>,
    pub(super) heading: &'f str,
    pub(super) table_labels: &'f mut HashMap<String, usize>,
    pub(super) pictures: &'f mut Vec<(PathBuf, String)>,
    /// Whether the text needed nothing of the page so far, and so is the same in every page.
    pub(super) is_its_own: bool,
}

impl PageFrame<'_> {
    fn word(&self, key: &str) -> &str {
        self.templates.words.get(key).map_or("", String::as_str)
    }
}

impl Frame for PageFrame<'_> {
    fn level(&self) -> u8 {
        self.level
    }

    fn anchor(&mut self, heading: &str) -> String {
        self.is_its_own = false;
        let anchor = self.anchors.unique(heading);
        self.given.push((heading.to_owned(), anchor.clone()));
        anchor
    }

    fn picture(&mut self, target: &str) -> Option<String> {
        self.is_its_own = false;
        let path = self.loaded.pictures.get(self.source, target)?;
        match self.format.pictures {
            PictureUse::Embedded => {
                let (bytes, kind) = workspace::read_picture(path)?;
                let data = base64::engine::general_purpose::STANDARD.encode(bytes);
                Some(format!("data:{kind};base64,{data}"))
            }
            PictureUse::Beside => {
                if let Some((_, name)) = self.pictures.iter().find(|(known, _)| known == path) {
                    return Some(name.clone());
                }
                let stem = self.stem;
                let file = path.file_name()?.to_string_lossy();
                let mut name = format!("{stem}-bilder/{file}");
                // Two pictures of one name from different folders.
                let mut number = 2;
                while self.pictures.iter().any(|(_, known)| *known == name) {
                    name = format!("{stem}-bilder/{number}-{file}");
                    number += 1;
                }
                self.pictures.push((path.to_path_buf(), name.clone()));
                Some(name)
            }
        }
    }

    /// Named after the heading above it, and numbered where it is not the first there: no two regions of a page have
    /// one name.
    fn table_label(&mut self) -> String {
        self.is_its_own = false;
        let label = match self.heading {
            "" => self.word("tabell").to_owned(),
            heading => format!("{} – {heading}", self.word("tabell")),
        };
        let count = self.table_labels.entry(label.clone()).or_insert(0);
        *count += 1;
        if *count > 1 { format!("{label} ({count})") } else { label }
    }

    fn tick(&self, done: bool) -> &str {
        self.word(if done { "klart" } else { "inte_klart" })
    }
}
