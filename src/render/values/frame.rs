//! What a page decides for the prose that is written into it: anchors, pictures, names of tables.

use base64::Engine;

use super::Writer;
use crate::model::Prose;
use crate::prose::Frame;
use crate::render::PictureUse;
use crate::workspace::picture;

/// What the page decides for a prose field.
pub(super) struct PageFrame<'f, 'w, 'v> {
    pub(super) writer: &'f mut Writer<'w, 'v>,
    pub(super) field: &'f Prose,
    pub(super) level: u8,
    /// The anchors given, each with the words that it is made from.
    pub(super) given: Vec<(String, String)>,
    /// Whether the text needed nothing of the page so far, and so is the same in every page.
    pub(super) is_its_own: bool,
}

impl PageFrame<'_, '_, '_> {
    fn word(&self, key: &str) -> &str {
        self.writer.templates.words.get(key).map_or("", String::as_str)
    }
}

impl Frame for PageFrame<'_, '_, '_> {
    fn level(&self) -> u8 {
        self.level
    }

    fn anchor(&mut self, heading: &str) -> String {
        self.is_its_own = false;
        let anchor = self.writer.anchors.unique(heading);
        self.given.push((heading.to_owned(), anchor.clone()));
        anchor
    }

    fn picture(&mut self, target: &str) -> Option<String> {
        self.is_its_own = false;
        let writer = &mut *self.writer;
        let path = writer.loaded.pictures.get(self.field.source(), target)?;
        match writer.format.pictures {
            PictureUse::Embedded => {
                let (bytes, kind) = picture::read(path).ok()?;
                let data = base64::engine::general_purpose::STANDARD.encode(bytes);
                Some(format!("data:{};base64,{data}", kind.media_type()))
            }
            PictureUse::Beside => {
                if let Some((_, name)) = writer.pictures.iter().find(|(known, _)| known == path) {
                    return Some(name.clone());
                }
                let stem = writer.stem;
                let file = path.file_name()?.to_string_lossy();
                let mut name = format!("{stem}-bilder/{file}");
                // Two pictures of one name from different folders.
                let mut number = 2;
                while writer.pictures.iter().any(|(_, known)| *known == name) {
                    name = format!("{stem}-bilder/{number}-{file}");
                    number += 1;
                }
                writer.pictures.push((path.to_path_buf(), name.clone()));
                Some(name)
            }
        }
    }

    /// Named after the heading above it, and numbered where it is not the first there: no two regions of a page have
    /// one name.
    fn table_label(&mut self) -> String {
        self.is_its_own = false;
        let label = match self.writer.heading.as_str() {
            "" => self.word("tabell").to_owned(),
            heading => format!("{} – {heading}", self.word("tabell")),
        };
        let count = self.writer.table_labels.entry(label.clone()).or_insert(0);
        *count += 1;
        if *count > 1 { format!("{label} ({count})") } else { label }
    }

    fn tick(&self, done: bool) -> &str {
        self.word(if done { "klart" } else { "inte_klart" })
    }

    fn figure(&mut self, words: &str) -> Option<String> {
        self.writer.loaded.resolved.figure_in(self.field, words)
    }

    fn part(&mut self, words: &str, level: u8) -> Option<String> {
        self.is_its_own = false;
        let part = self.writer.loaded.resolved.part_in(self.field, words)?;
        self.writer.part(&part, level)
    }
}
