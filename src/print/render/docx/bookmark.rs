//! The names of places: Word takes a letter or a low line first, letters, digits and low lines after it, and 40 of them.

use rustc_hash::FxHashSet;

use super::xml;
use crate::print::layout::{Anchor, Layout, dead_anchors};

/// Most characters of a name.
const LONGEST: usize = 40;

/// The number of the first bookmark: a template may have a few in its head.
const FIRST: usize = 1_000;

/// The places of a document.
pub(super) struct Bookmarks<'l> {
    /// The ids that the page has.
    ids: FxHashSet<&'l str>,
    /// The number of the next bookmark.
    count: usize,
}

impl<'l> Bookmarks<'l> {
    /// The places of a page.
    pub(super) fn of(layout: &'l Layout) -> Bookmarks<'l> {
        Bookmarks { ids: dead_anchors::ids(layout), count: FIRST }
    }

    /// The name of a place of the page; none where it has no such place.
    pub(super) fn known(&self, id: &str) -> Option<String> {
        self.ids.contains(id).then(|| name(id))
    }

    /// Writes the begin of bookmarks, and gives what ends them.
    pub(super) fn begin<'i>(&mut self, ids: impl IntoIterator<Item = &'i str>, out: &mut String) -> String {
        let mut end = String::new();
        for id in ids.into_iter().filter(|id| !id.is_empty()) {
            let number = self.count.to_string();
            self.count += 1;
            out.extend(["<w:bookmarkStart w:id=\"", &number, "\" w:name=\""]);
            xml::write_value(out, &name(id));
            out.push_str("\"/>");
            end.extend(["<w:bookmarkEnd w:id=\"", &number, "\"/>"]);
        }
        end
    }
}

/// The ids of a place.
pub(super) fn of_anchor(anchor: &Anchor) -> impl Iterator<Item = &str> {
    std::iter::once(anchor.id.as_str()).chain(anchor.old.as_deref())
}

/// The name of the place that has an id, on this page or another: links from other documents lead to it too.
pub(super) fn name(id: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let own: String = id.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
    let name = format!("_{own}");
    if id.bytes().all(is_plain) && name.len() <= LONGEST {
        return name;
    }
    // The same in every version of the program: documents that were built before link to it.
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let hash = format!("{hash:08x}");
    format!("{}_{hash}", &name[..name.len().min(LONGEST - 1 - hash.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_such_as_word_takes() {
        assert_eq!(name("mal-1"), "_mal_1");
        for id in ["1", "å", "en-mycket-lang-rubrik-som-inte-ryms-i-ett-namn-av-fyrtio-tecken", "kfs-mål/ett"] {
            let name = name(id);
            assert!(name.len() <= LONGEST && name.starts_with('_'), "{name}");
            assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{name}");
        }
        assert_ne!(name("a-å"), name("a-ä"));
    }
}
