//! The places within pages that the texts of a workspace link to.

use pulldown_cmark::{Event, Tag};
use rustc_hash::FxHashSet;

use crate::model::Prose;

use crate::read::load::Loaded;
use crate::syntax::prose;

/// What stands before the sign `#` of a link to a place: in the same page, in a page beside it, or of a label's line.
const BEFORE: [&str; 6] = ["(#", "<#", ": #", ".html#", ".md#", ".htm#"];

/// The ids that links of all texts lead to, entities and numbers of signs resolved.
pub(super) fn linked(loaded: &Loaded) -> FxHashSet<String> {
    let mut linked = FxHashSet::default();
    let heads = loaded.resolved.documents.heads().enumerate();
    loaded.resolved.each(heads.filter(|(_, head)| head.signs.places).map(|(number, _)| number), |resolved, number| {
        resolved.documents[number].prose().into_iter().for_each(|text| add(text, loaded, &mut linked));
    });
    linked
}

fn add(text: &Prose, loaded: &Loaded, linked: &mut FxHashSet<String>) {
    let raw = text.raw(&loaded.sources);
    if memchr::memchr(b'#', raw.as_bytes()).is_none() || !BEFORE.iter().any(|before| raw.contains(before)) {
        return;
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
