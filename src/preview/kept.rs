//! Earlier states from which pages are shown that cannot be made now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::pages::Pages;
use super::state::State;

/// The last good states of pages.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// By the path of a page without extension, where it cannot be printed now; whether it is that of a document.
    broken: BTreeMap<String, (Arc<State>, bool)>,
    /// The latest state before this one in which no template failed.
    sound: Option<Arc<State>>,
    current: Option<Current>,
}

/// The state that is shown.
#[derive(Debug)]
struct Current {
    state: Arc<State>,
    printed: BTreeSet<String>,
    of_documents: BTreeSet<String>,
    has_failed: bool,
}

impl Kept {
    /// From now on a state is shown, in place of the one before it.
    pub(super) fn begin(&mut self, state: &Arc<State>, pages: &Pages) {
        if self.current.as_ref().is_some_and(|current| Arc::ptr_eq(&current.state, state)) {
            return;
        }
        let printed = pages.printed();
        let of_documents = printed.iter().filter(|page| pages.is_of_document(page)).cloned().collect();
        let now = Current { state: Arc::clone(state), printed, of_documents, has_failed: false };
        if let Some(before) = &self.current {
            if !before.has_failed {
                self.sound = Some(Arc::clone(&before.state));
            }
            for page in before.printed.difference(&now.printed) {
                let kept = || (Arc::clone(&before.state), before.of_documents.contains(page));
                self.broken.entry(page.clone()).or_insert_with(kept);
            }
        }
        // What is printed again, or whose file is gone for good, is no longer waited for.
        self.broken.retain(|page, (_, is_document)| !now.printed.contains(page) && pages.is_broken(page, *is_document));
        self.current = Some(now);
    }

    /// The state is another from now on; whether a template was seen to fail in this one.
    pub(super) fn end(&mut self, has_failed: bool) {
        if let Some(current) = &mut self.current {
            current.has_failed = has_failed;
        }
    }

    /// A file of a page as it was before the page could no longer be printed. The page is named without extension; without
    /// one the file is a picture or another that lies beside some page.
    pub(super) fn before_broken(&self, page: Option<&str>, path: &str) -> Option<Vec<u8>> {
        let is_beside = |known: &str| path.starts_with(known.rsplit_once('/').map_or("", |(folder, _)| folder));
        let is_it = |known: &str| page.map_or_else(|| is_beside(known), |page| page == known);
        let states = self.broken.iter().filter(|(known, _)| is_it(known)).map(|(_, (state, _))| state);
        states.into_iter().find_map(|state| Pages::new(state).made(path).ok().flatten())
    }

    /// A file as it was before a template failed.
    pub(super) fn before_failed(&self, path: &str) -> Option<Vec<u8>> {
        Pages::new(self.sound.as_ref()?).made(path).ok().flatten()
    }
}
