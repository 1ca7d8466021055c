//! What the parts of a Word document lead to: pictures, and addresses of links.

use std::collections::HashMap;

use crate::import::archive::{Archive, More, Seen, attribute, events};
use crate::import::problem::Unread;

/// Targets by their ids.
#[derive(Debug, Default)]
pub(crate) struct Relations(HashMap<String, String>);

impl Relations {
    /// Reads where a part of the document leads.
    pub(crate) fn read(archive: &mut Archive, part: &str) -> Result<Relations, Unread> {
        let mut all = HashMap::new();
        if let Some(part) = archive.part(&format!("word/_rels/{part}.xml.rels"))? {
            events(part, |seen| {
                if let Seen::Open(start) = seen
                    && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
                {
                    all.insert(id, target);
                }
                Ok(More::Yes)
            })?;
        }
        Ok(Relations(all))
    }

    /// The target of an id.
    pub(crate) fn target(&self, id: &str) -> Option<String> {
        self.0.get(id).cloned()
    }
}
