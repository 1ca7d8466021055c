//! The files that the texts of a page link to, which are laid beside it.

use std::path::{Path, PathBuf};

use crate::print::layout::{Block, Layout, Text};
use crate::syntax::prose::{LinkTarget, LinkTo};

/// The files that a page links to, each with its path from the page's folder.
pub(super) struct Beside<'l> {
    files: Vec<(&'l Path, String)>,
    stem: &'l str,
}

impl<'l> Beside<'l> {
    /// The files that the texts of a page link to; `stem` is the page's file name without extension.
    pub(super) fn of(layout: &'l Layout, stem: &'l str) -> Beside<'l> {
        let mut beside = Beside { files: Vec::new(), stem };
        layout.proposal.iter().for_each(|proposal| beside.text(&proposal.text));
        beside.blocks(&layout.blocks);
        beside
    }

    /// The files with their paths from the page's folder.
    pub(super) fn files(&self) -> impl Iterator<Item = (PathBuf, String)> + use<'_> {
        self.files.iter().map(|(file, name)| (file.to_path_buf(), name.clone()))
    }

    /// The addresses of the links of a text on pages of this extension, in their order; none where a link is printed as
    /// it is written. `place` gives the name that a place of the page has in the format.
    pub(super) fn addresses<'n>(
        &self,
        text: &Text,
        extension: &str,
        place: impl Fn(&str) -> Option<&'n str>,
    ) -> Vec<Option<String>> {
        let address = |link: &LinkTarget| match link.to.as_ref()? {
            LinkTo::File(file) => {
                let (_, name) = self.files.iter().find(|(known, _)| known == file)?;
                Some(format!("{name}{}", link.rest))
            }
            LinkTo::Page(page) => Some(format!("{page}.{extension}{}", link.rest)),
            LinkTo::Place(id) => place(id).map(|id| format!("#{id}")),
        };
        text.decided().links.iter().map(address).collect()
    }

    fn blocks(&mut self, blocks: &'l [Block]) {
        for block in blocks {
            match block {
                Block::Prose(text) => self.text(text),
                Block::Table(table) => table.texts().for_each(|text| self.text(text)),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &'l Text) {
        for link in &text.decided().links {
            if let Some(LinkTo::File(file)) = &link.to {
                self.lay(file);
            }
        }
        text.parts.iter().for_each(|part| self.blocks(&part.blocks));
    }

    fn lay(&mut self, file: &'l Path) {
        let Some(own) = file.file_name().map(|name| name.to_string_lossy()) else { return };
        if self.files.iter().any(|(known, _)| *known == file) {
            return;
        }
        let stem = self.stem;
        let mut name = format!("{stem}-filer/{own}");
        // Two files of one name from different folders.
        let mut number = 2;
        while self.files.iter().any(|(_, known)| *known == name) {
            name = format!("{stem}-filer/{number}-{own}");
            number += 1;
        }
        self.files.push((file, name));
    }
}
