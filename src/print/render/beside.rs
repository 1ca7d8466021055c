//! The files that a format lays beside a page, pictures and what its texts link to: in folders that are named after it, in the
//! order of print, so that all formats give each the same name.

use std::path::{Path, PathBuf};

use crate::print::layout::{Block, Layout, Text};
use crate::syntax::prose::{LinkTarget, LinkTo};

/// The files of one sort of a page.
pub(super) struct Beside<'l> {
    /// Each with its path from the page's folder.
    files: Vec<(&'l Path, String)>,
    /// The name of the folder that they are laid in.
    folder: String,
}

impl<'l> Beside<'l> {
    /// The pictures of a page of this file name, without extension.
    pub(super) fn pictures(layout: &'l Layout, stem: &str) -> Beside<'l> {
        Beside::of(layout, format!("{stem}-bilder"), |text| {
            text.decided().pictures.iter().filter_map(|picture| picture.file.as_deref()).collect()
        })
    }

    /// The files that the texts of such a page link to.
    pub(super) fn linked(layout: &'l Layout, stem: &str) -> Beside<'l> {
        Beside::of(layout, format!("{stem}-filer"), |text| {
            let file = |link: &'l LinkTarget| match &link.to {
                Some(LinkTo::File(file)) => Some(file.as_path()),
                _ => None,
            };
            text.decided().links.iter().filter_map(file).collect()
        })
    }

    fn of(layout: &'l Layout, folder: String, of_text: impl Fn(&'l Text) -> Vec<&'l Path>) -> Beside<'l> {
        let mut beside = Beside { files: Vec::new(), folder };
        texts(layout).into_iter().flat_map(of_text).for_each(|file| beside.add(file));
        beside
    }

    /// The path of a file from the page's folder.
    pub(super) fn name(&self, file: &Path) -> Option<&str> {
        self.files.iter().find(|(known, _)| *known == file).map(|(_, name)| name.as_str())
    }

    /// Where each is, and its path from the page's folder.
    pub(super) fn files(&self) -> Vec<(PathBuf, String)> {
        self.files.iter().map(|(file, name)| (PathBuf::from(file), name.clone())).collect()
    }

    /// The address of a link on pages of this extension; none where it is printed as it is written. `place` gives the name
    /// that a place of the page has in the format.
    pub(super) fn address<'n>(
        &self,
        link: &LinkTarget,
        extension: &str,
        place: impl Fn(&str) -> Option<&'n str>,
    ) -> Option<String> {
        match link.to.as_ref()? {
            LinkTo::File(file) => self.name(file).map(|name| format!("{name}{}", link.rest)),
            LinkTo::Page(page) => Some(format!("{page}.{extension}{}", link.rest)),
            LinkTo::Place(id) => place(id).map(|id| format!("#{id}")),
        }
    }

    fn add(&mut self, file: &'l Path) {
        let Some(own) = file.file_name().map(|name| name.to_string_lossy()) else { return };
        if self.name(file).is_some() {
            return;
        }
        let folder = &self.folder;
        let mut name = format!("{folder}/{own}");
        // Two files of one name from different folders.
        let mut number = 2;
        while self.files.iter().any(|(_, known)| *known == name) {
            name = format!("{folder}/{number}-{own}");
            number += 1;
        }
        self.files.push((file, name));
    }
}

/// All texts of a page in the order of print.
pub(super) fn texts<'l>(layout: &'l Layout) -> Vec<&'l Text<'l>> {
    let mut texts = Vec::new();
    if let Some(proposal) = &layout.proposal {
        texts_of(&proposal.text, &mut texts);
    }
    texts_in(&layout.blocks, &mut texts);
    texts
}

/// The texts of blocks in the order of print.
fn texts_in<'l>(blocks: &'l [Block], texts: &mut Vec<&'l Text<'l>>) {
    for block in blocks {
        match block {
            Block::Prose(text) => texts_of(text, texts),
            Block::Table(table) => table.texts().for_each(|text| texts_of(text, texts)),
            _ => {}
        }
    }
}

/// The texts of what a text inserts, and itself.
fn texts_of<'l>(text: &'l Text, texts: &mut Vec<&'l Text<'l>>) {
    text.parts.iter().for_each(|part| texts_in(&part.blocks, texts));
    texts.push(text);
}
