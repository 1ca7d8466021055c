//! The names that there are where one was written that names nothing: which was meant, and which can be written instead.

use rustc_hash::FxHashMap;

use crate::diagnostic::Sink;

/// Names, each with the title of what it names, in the order of the documents. Made once for all that look a name up in
/// vain, as they may be many.
#[derive(Debug, Default)]
pub struct KnownNames {
    /// Each name once, with the first title.
    all: Vec<(String, String)>,
    by_name: FxHashMap<String, usize>,
    /// The first of each title.
    by_title: FxHashMap<String, usize>,
}

impl KnownNames {
    /// The first of each name; a name without title has an empty one.
    pub(super) fn of(all: impl IntoIterator<Item = (String, String)>) -> KnownNames {
        let mut known = KnownNames::default();
        for (name, title) in all {
            if known.by_name.contains_key(&name) {
                continue;
            }
            let at = known.all.len();
            known.by_name.insert(name.clone(), at);
            if !title.is_empty() {
                known.by_title.entry(title.clone()).or_insert(at);
            }
            known.all.push((name, title));
        }
        known
    }

    /// Those of names alone.
    pub(super) fn names(all: impl IntoIterator<Item = String>) -> KnownNames {
        KnownNames::of(all.into_iter().map(|name| (name, String::new())))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The first names, as many as a help names.
    pub(super) fn first(&self, most: usize) -> String {
        let names: Vec<&str> = self.all.iter().take(most).map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The title of what a name names.
    pub(super) fn title(&self, name: &str) -> &str {
        self.by_name.get(name).map_or("", |at| self.all[*at].1.as_str())
    }

    /// Whether something has this title.
    pub(super) fn has_title(&self, title: &str) -> bool {
        self.by_title.contains_key(title)
    }

    /// The name that was most likely meant.
    pub fn near(&self, written: &str, sink: &mut Sink) -> Option<&str> {
        sink.near_name(written, self.all.iter().map(|(name, _)| name.as_str()))
    }

    /// The name of what has this title, or nearly.
    pub(super) fn near_title(&self, written: &str, sink: &mut Sink) -> Option<&str> {
        let exact = self.by_title.get(written).copied();
        let titles = || self.all.iter().map(|(_, title)| title.as_str()).filter(|title| !title.is_empty());
        let at = exact.or_else(|| self.by_title.get(sink.near_name(written, titles())?).copied())?;
        Some(&self.all[at].0)
    }
}
