//! Texts that many plans inherit: what differs between two of them is found once, however many plans print them.

use std::sync::Mutex;

use rustc_hash::FxHashMap;

use super::TextChangeKind;
use crate::model::{Prose, ProseId};

/// What became of inherited texts, by the older and the newer one: those of one workspace, and those of another or the same.
#[derive(Default)]
pub(super) struct Inherited(Mutex<FxHashMap<[Option<ProseId>; 2], Option<TextChangeKind>>>);

impl Inherited {
    /// What became of a text: as it was found before, else as `compare` finds it.
    pub(super) fn change(
        &self,
        old: Option<&Prose>,
        new: Option<&Prose>,
        compare: impl FnOnce() -> Option<TextChangeKind>,
    ) -> Option<TextChangeKind> {
        let texts = [old.map(Prose::id), new.map(Prose::id)];
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
