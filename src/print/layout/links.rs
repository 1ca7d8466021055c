//! The places within pages that the texts of a workspace link to.

use pulldown_cmark::{Event, Tag};
use rustc_hash::FxHashSet;

use crate::read::load::Loaded;
use crate::syntax::prose;

/// What stands before the sign `#` of a link to a place: in the same page, in a page beside it, or of a label's line.
const BEFORE: [&str; 6] = ["(#", "<#", ": #", ".html#", ".md#", ".htm#"];

/// The ids that links of all texts lead to, entities and numbers of signs resolved.
pub(super) fn linked(loaded: &Loaded) -> FxHashSet<String> {
    let mut linked = FxHashSet::default();
    let documents = loaded.resolved.documents.iter().filter(|document| document.signs.places);
    for text in documents.flat_map(|document| document.prose()) {
        let raw = text.raw(&loaded.sources);
        if memchr::memchr(b'#', raw.as_bytes()).is_none() || !BEFORE.iter().any(|before| raw.contains(before)) {
            continue;
        }
        let text = text.text(&loaded.sources);
        for (event, _) in prose::parse(&text.text).events {
            if let Event::Start(Tag::Link { dest_url, .. }) = event
                && let Some((_, id)) = dest_url.split_once('#')
            {
                linked.insert(prose::decoded_address(id));
            }
        }
    }
    linked
}
