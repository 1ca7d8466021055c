//! Pictures in HTML, and what stands in the place of one that was not found.

use crate::syntax::prose::html::Page;
use crate::syntax::prose::{escape, write_words};

impl Page<'_, '_> {
    /// A picture that is a paragraph of its own.
    pub(super) fn write_figure(&mut self, at: usize, words: &str, title: &str) {
        let words = words.trim();
        match self.around.picture(at) {
            Some(address) => {
                self.block("<figure>");
                self.write_image(address, words, title);
                self.out.push_str("</figure>\n");
            }
            None if words.is_empty() => {}
            None => {
                self.block("<p><em>");
                escape::write_text(self.out, words);
                self.out.push_str("</em></p>\n");
            }
        }
    }

    pub(super) fn write_picture(&mut self, at: usize, title: &str) -> usize {
        let mut words = String::new();
        let end = write_words(self.parsed, at, &mut words);
        let words = words.trim();
        match self.around.picture(at) {
            Some(address) => self.write_image(address, words, title),
            None if words.is_empty() => {}
            None => {
                self.out.push_str("<em>");
                escape::write_text(self.out, words);
                self.out.push_str("</em>");
            }
        }
        end + 1
    }

    pub(super) fn write_image(&mut self, address: &str, words: &str, title: &str) {
        self.out.push_str("<img src=\"");
        escape::write_address(self.out, address);
        self.out.push_str("\" alt=\"");
        escape::write_attribute(self.out, words);
        self.write_title(title);
        self.out.push_str("\">");
    }

    /// Writes the title within an open attribute, which it closes and leaves the next open.
    pub(super) fn write_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            escape::write_attribute(self.out, title);
        }
    }
}
