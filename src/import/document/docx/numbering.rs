//! Which lists of a Word document are counted, and which have bullets.

use std::collections::HashMap;

use crate::import::archive::{Archive, More, Seen, attribute, events};
use crate::import::problem::Unread;

/// The lists by their ids.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    /// For each kind of list the levels that are counted.
    counted: HashMap<String, Vec<bool>>,
    kinds: HashMap<String, String>,
}

impl Numbering {
    /// Reads the lists.
    pub(crate) fn read(archive: &mut Archive) -> Result<Numbering, Unread> {
        let mut numbering = Numbering::default();
        let Some(part) = archive.part("word/numbering.xml")? else { return Ok(numbering) };
        let (mut kind, mut list) = (None, None);
        events(part, |seen| {
            if let Seen::Open(start) = seen {
                match start.local_name().as_ref() {
                    "abstractNum" => kind = attribute(start, "abstractNumId"),
                    "numFmt" => {
                        let is_counted =
                            attribute(start, "val").is_some_and(|format| format != "bullet" && format != "none");
                        if let Some(kind) = &kind {
                            numbering.counted.entry(kind.clone()).or_default().push(is_counted);
                        }
                    }
                    "num" => list = attribute(start, "numId"),
                    "abstractNumId" => {
                        if let (Some(list), Some(kind)) = (&list, attribute(start, "val")) {
                            numbering.kinds.insert(list.clone(), kind);
                        }
                    }
                    _ => {}
                }
            }
            Ok(More::Yes)
        })?;
        Ok(numbering)
    }

    /// Whether a level of a list is counted.
    pub(crate) fn is_counted(&self, list: &str, depth: usize) -> bool {
        let kind = self.kinds.get(list).and_then(|kind| self.counted.get(kind));
        kind.is_some_and(|levels| levels.get(depth).or(levels.first()).copied().unwrap_or(false))
    }
}
