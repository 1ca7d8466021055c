//! Lists in lists: each item a paragraph, with where it leads, how it stands and what is counted of those under it.

use super::Writer;
use super::numbering::DEEPEST;
use super::paragraph::{Look, Paragraph};
use super::style;
use crate::print::layout::TreeItem;

impl Writer<'_> {
    pub(super) fn tree(&mut self, items: &[TreeItem], depth: usize) {
        for item in items {
            let level = depth.min(DEEPEST);
            let list = self.numbering.list(level, None);
            self.begin(Paragraph { item: Some((list, level)), ..Paragraph::of(style::BULLET) });
            if let Some(label) = &item.label {
                self.words(&format!("{label}: "), Look::of(style::LABEL));
            }
            self.leading_words(&item.words, item.leads_to.as_ref(), Look::default());
            for mark in &item.marks {
                self.words("  ", Look::default());
                self.mark(mark);
            }
            if let Some(note) = &item.note {
                let look =
                    if item.is_gap { Look { is_strong: true, ..Look::default() } } else { Look::of(style::LABEL) };
                self.words("  ", Look::default());
                self.words(note, look);
            }
            self.out.push_str("</w:p>");
            self.tree(&item.items, depth + 1);
        }
    }
}
