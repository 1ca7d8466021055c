//! Texts that many plans inherit: what differs between two of them is found once, however many plans print them.

use std::hash::{Hash, Hasher};
use std::ptr;
use std::sync::Mutex;

use rustc_hash::FxHashMap;

use super::TextChangeKind;
use crate::model::Prose;

/// What became of inherited texts, by the older and the newer one.
#[derive(Default)]
pub(super) struct Inherited<'a>(Mutex<FxHashMap<[Option<Itself<'a>>; 2], Option<TextChangeKind>>>);

impl<'a> Inherited<'a> {
    /// What became of a text: as it was found before, else as `compare` finds it.
    pub(super) fn change(
        &self,
        old: Option<&'a Prose>,
        new: Option<&'a Prose>,
        compare: impl FnOnce() -> Option<TextChangeKind>,
    ) -> Option<TextChangeKind> {
        let texts = [old.map(Itself), new.map(Itself)];
        if let Some(known) = self.0.lock().ok().and_then(|found| found.get(&texts).cloned()) {
            return known;
        }
        // Two threads that meet the same texts at once both compare them, so that neither waits for the other.
        let change = compare();
        if let Ok(mut found) = self.0.lock() {
            found.insert(texts, change.clone());
        }
        change
    }
}

/// A text that is equal to itself alone, whatever its words are: where it is in memory tells which it is.
#[derive(Clone, Copy)]
struct Itself<'a>(&'a Prose);

impl PartialEq for Itself<'_> {
    fn eq(&self, other: &Itself) -> bool {
        ptr::eq(self.0, other.0)
    }
}

impl Eq for Itself<'_> {}

impl Hash for Itself<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        ptr::hash(self.0, state);
    }
}
