//! The pictures that a format lays beside a page: in a folder that is named after it, in the order of print, so that all
//! formats give each the same name.

use std::path::{Path, PathBuf};

use crate::print::layout::{Block, Layout, Text};

/// The pictures of a page.
pub(super) struct Pictures<'l> {
    /// Each with its path from the page's folder.
    pictures: Vec<(&'l Path, String)>,
}

impl<'l> Pictures<'l> {
    /// Those of a page of this file name, without extension.
    pub(super) fn of(layout: &'l Layout, stem: &str) -> Pictures<'l> {
        let mut pictures = Pictures { pictures: Vec::new() };
        if let Some(proposal) = &layout.proposal {
            pictures.text(&proposal.text, stem);
        }
        pictures.blocks(&layout.blocks, stem);
        pictures
    }

    /// The path of a picture from the page's folder.
    pub(super) fn name(&self, file: &Path) -> Option<&str> {
        self.pictures.iter().find(|(known, _)| *known == file).map(|(_, name)| name.as_str())
    }

    /// Where each is, and its path from the page's folder.
    pub(super) fn files(&self) -> Vec<(PathBuf, String)> {
        self.pictures.iter().map(|(file, name)| (PathBuf::from(file), name.clone())).collect()
    }

    fn blocks(&mut self, blocks: &'l [Block], stem: &str) {
        for block in blocks {
            match block {
                Block::Prose(text) => self.text(text, stem),
                Block::Table(table) => table.texts().for_each(|text| self.text(text, stem)),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &'l Text, stem: &str) {
        text.parts.iter().for_each(|part| self.blocks(&part.blocks, stem));
        let pictures = &text.decided().pictures;
        pictures.iter().filter_map(|picture| picture.file.as_deref()).for_each(|file| self.add(file, stem));
    }

    fn add(&mut self, file: &'l Path, stem: &str) {
        let Some(own) = file.file_name().map(|name| name.to_string_lossy()) else { return };
        if self.name(file).is_some() {
            return;
        }
        let mut name = format!("{stem}-bilder/{own}");
        // Two pictures of one name from different folders.
        let mut number = 2;
        while self.pictures.iter().any(|(_, known)| *known == name) {
            name = format!("{stem}-bilder/{number}-{own}");
            number += 1;
        }
        self.pictures.push((file, name));
    }
}
