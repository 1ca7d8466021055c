//! The names in a Markdown page: the ids that a code forge makes of its headings, the labels of its notes, and the
//! pictures beside it.
//!
//! A forge makes an id of the words of each heading and numbers those of one name in their order, so links within the page
//! must say the same, and not what the layout says.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{DEEPEST, FORMAT};
use crate::print::layout::{Block, Layout, Place, Text};
use crate::print::render::beside::Beside;
use crate::syntax::prose::{Anchors, NOTE};

/// The names in a page.
pub(super) struct Forge<'l> {
    /// By the ids of the layout.
    slugs: FxHashMap<&'l str, String>,
    /// The pictures beside the page.
    pub(super) pictures: Beside<'l>,
    anchors: Anchors,
}

impl<'l> Forge<'l> {
    /// The names in a page, in the order of print.
    pub(super) fn of(layout: &'l Layout, stem: &str, labels: [&str; 3]) -> Forge<'l> {
        let pictures = Beside::pictures(layout, stem);
        let count = layout.blocks.len();
        let slugs = FxHashMap::with_capacity_and_hasher(count, FxBuildHasher);
        let mut forge = Forge { slugs, pictures, anchors: Anchors::with_room(count) };
        let [proposal, contents, appendices] = labels;
        forge.name(&layout.anchor.id, &layout.title);
        if let Some(found) = &layout.proposal {
            forge.name(&found.anchor.id, proposal);
            forge.text(&found.text);
        }
        forge.name(&layout.contents_anchor.id, contents);
        if let Some(anchor) = &layout.appendices_anchor {
            forge.name(&anchor.id, appendices);
        }
        forge.blocks(&layout.blocks);
        forge
    }

    /// The name of something that has an id in the layout; that id where it has none of its own.
    pub(super) fn slug<'s>(&'s self, anchor: &'s str) -> &'s str {
        self.linked(anchor).unwrap_or(anchor)
    }

    /// The name of something that has an id in the layout and can be linked to.
    pub(super) fn linked(&self, anchor: &str) -> Option<&str> {
        self.slugs.get(anchor).map(String::as_str)
    }

    /// The address of what words lead to. A heading of another page is called as a forge calls the first of its words there.
    pub(super) fn address(&self, place: &Place) -> Option<String> {
        match place {
            Place::Here(id) => self.linked(id).map(|id| format!("#{id}")),
            place => Some(place.address(FORMAT.extension, |heading| Anchors::default().unique(&heading.words))),
        }
    }

    fn name(&mut self, anchor: &'l str, words: &str) {
        let slug = self.anchors.unique(words);
        self.slugs.insert(anchor, slug);
    }

    fn blocks(&mut self, blocks: &'l [Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) if heading.level <= DEEPEST => self.name(&heading.anchor.id, &heading.words),
                Block::Prose(text) => self.text(text),
                Block::Table(table) => {
                    table.texts().for_each(|text| self.text(text));
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &'l Text) {
        let decided = text.decided();
        for note in decided.notes.iter() {
            self.name(&note.id, NOTE);
        }
        let mut headings = decided.headings.iter().filter(|heading| heading.level <= DEEPEST).peekable();
        for part in &text.parts {
            let at = text.parsed().inserts[part.insert].first_event();
            while let Some(heading) = headings.next_if(|heading| heading.event < at) {
                self.name(&heading.anchor, &heading.words);
            }
            self.blocks(&part.blocks);
        }
        for heading in headings {
            self.name(&heading.anchor, &heading.words);
        }
    }
}
