//! Texts that several pages print: those of plans above, and those of inserted parts. Each is read once for all pages, and
//! where it is the same on every page it is also written once in each format.

use std::sync::{Arc, Mutex, OnceLock, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::places::GoalHeadings;
use super::{Ground, links, places};
use crate::model::{Prose, ProseId};
use crate::read::load::Loaded;
use crate::resolve::inserts::{Figure, Inserted};
use crate::syntax::prose::{self, Ask, Decided, Parsed, Printed};

/// The texts that were read for several pages.
#[derive(Debug, Default)]
pub struct Shared {
    texts: Mutex<FxHashMap<ProseId, Arc<SharedText>>>,
    linked: OnceLock<FxHashSet<String>>,
    /// The path of the page of each document.
    pages: OnceLock<FxHashMap<usize, String>>,
    /// The headings of the goals on the pages that others lead to, by the document.
    goal_headings: Mutex<FxHashMap<usize, GoalHeadings>>,
}

/// A text that several pages print.
#[derive(Debug)]
pub struct SharedText {
    /// The Markdown read.
    pub parsed: Parsed<'static>,
    /// What is decided for it on every page alike; none where each page decides for itself.
    pub(super) decided: Option<Decided>,
    /// The figures that it prints on every page alike, each with its insert's index.
    pub(super) figures: Vec<(usize, Figure<'static>)>,
    /// What it is in the formats that have written it, where it is the same on every page.
    written: RwLock<Vec<(&'static str, Arc<str>)>>,
}

impl Shared {
    /// The ids that the texts of the workspace link to.
    pub(super) fn linked(&self, loaded: &Loaded) -> &FxHashSet<String> {
        self.linked.get_or_init(|| links::linked(loaded))
    }

    /// The path of the page that a document is printed on, from the folder of pages; none where it was not asked for.
    pub(super) fn page_of(&self, loaded: &Loaded, document: usize) -> Option<&str> {
        self.pages.get_or_init(|| places::pages(loaded)).get(&document).map(String::as_str)
    }

    /// The headings of the goals that a document's page prints in full.
    pub(super) fn goal_headings(&self, ground: Ground, document: usize) -> GoalHeadings {
        let known = self.goal_headings.lock().ok().and_then(|known| known.get(&document).cloned());
        known.unwrap_or_else(|| {
            let headings = Arc::new(places::goal_headings(ground, document));
            if let Ok(mut known) = self.goal_headings.lock() {
                known.insert(document, Arc::clone(&headings));
            }
            headings
        })
    }

    /// A text, which is read where no page has asked for it yet.
    pub(super) fn get(&self, prose: &Prose, loaded: &Loaded) -> Arc<SharedText> {
        let known = self.texts.lock().ok().and_then(|known| known.get(&prose.id()).cloned());
        known.unwrap_or_else(|| {
            let parsed = prose::parse(&prose.text(&loaded.sources).text).into_owned();
            let (decided, figures) = decided_everywhere(prose, &parsed, loaded).unzip();
            let figures = figures.unwrap_or_default();
            let text = Arc::new(SharedText { parsed, decided, figures, written: RwLock::default() });
            if let Ok(mut known) = self.texts.lock() {
                known.insert(prose.id(), text.clone());
            }
            text
        })
    }
}

/// What is decided for a text wherever it stands: figures. Ids, names and parts are each page's own.
fn decided_everywhere(
    prose: &Prose,
    parsed: &Parsed,
    loaded: &Loaded,
) -> Option<(Decided, Vec<(usize, Figure<'static>)>)> {
    let (mut decided, asks) = prose::asks(parsed, 1);
    let mut figures = Vec::new();
    for ask in asks {
        let Ask::Insert { insert, .. } = ask else { return None };
        match loaded.resolved.printed(&loaded.sources, prose, parsed, &parsed.inserts[insert]) {
            Ok(Inserted::Figure(figure)) => {
                decided.inserts[insert] = Printed::Words(figure.print());
                figures.push((insert, figure.into_owned()));
            }
            Ok(Inserted::Part(_)) => return None,
            Err(_) => {}
        }
    }
    (decided.pictures.is_empty() && decided.links.is_empty()).then_some((decided, figures))
}

impl SharedText {
    /// What was written of it in a format before.
    pub fn written(&self, format: &str) -> Option<Arc<str>> {
        let written = self.written.read().ok()?;
        written.iter().find(|(name, _)| *name == format).map(|(_, text)| text.clone())
    }

    /// Keeps what was written of it in a format.
    pub fn keep(&self, format: &'static str, text: &str) {
        if let Ok(mut written) = self.written.write()
            && !written.iter().any(|(name, _)| *name == format)
        {
            written.push((format, text.into()));
        }
    }
}
