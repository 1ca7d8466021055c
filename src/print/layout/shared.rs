//! Texts that several pages print: those of plans above, and those of inserted parts. Each is read once for all pages, and
//! where it is the same on every page it is also written once in each format.

use std::collections::VecDeque;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::places::GoalHeadings;
use super::{Ground, links, places};
use crate::model::{Prose, ProseId};
use crate::read::load::Loaded;
use crate::resolve::inserts::{Figure, Inserted};
use crate::syntax::prose::{self, Ask, Decided, Parsed, Printed};

/// So many bytes of Markdown are kept read: those of the boards and units whose pages are written just now. Read and written
/// they take several times as much memory.
const MOST_BYTES: usize = 500_000;

/// The headings of so many documents are kept: of all that anybody has, since the page of an indicator leads to each document that
/// reports it, and the next such page to the same ones. They are short.
const MOST_DOCUMENTS: usize = 50_000;

/// Where there are no pages of indicators it is the page of a board that leads to its units, and no other.
const MOST_OF_BOARDS: usize = 500;

/// The texts that were read for several pages.
#[derive(Debug)]
pub struct Shared {
    texts: Recent<ProseId, Arc<SharedText>>,
    linked: OnceLock<FxHashSet<String>>,
    /// The path of the page of each document.
    pages: OnceLock<FxHashMap<usize, String>>,
    /// The headings of the goals on the pages that others lead to, by the document.
    goal_headings: Recent<usize, Arc<GoalHeadings>>,
}

/// What was made last. Pages that share something are written one after another, as their files lie together; what has become
/// old is made anew where a page asks for it after all.
#[derive(Debug)]
struct Recent<K, V> {
    /// How much is kept.
    most: usize,
    kept: Mutex<Ring<K, V>>,
}

/// What is kept, and in which order it came.
#[derive(Debug)]
struct Ring<K, V> {
    known: FxHashMap<K, V>,
    order: VecDeque<(K, usize)>,
    size: usize,
}

impl<K: Copy + Eq + Hash, V: Clone> Recent<K, V> {
    fn of(most: usize) -> Recent<K, V> {
        Recent { most, kept: Mutex::new(Ring { known: FxHashMap::default(), order: VecDeque::new(), size: 0 }) }
    }

    fn get(&self, key: K) -> Option<V> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).known.get(&key).cloned()
    }

    /// Keeps a value of this size, and lets the oldest go where there is too much.
    fn keep(&self, key: K, value: V, size: usize) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Ring { known, order, size: all } = &mut *kept;
        // Two may have made it at once.
        if known.insert(key, value).is_some() {
            return;
        }
        order.push_back((key, size));
        *all += size;
        while *all > self.most
            && let Some((oldest, size)) = order.pop_front()
        {
            known.remove(&oldest);
            *all -= size;
        }
    }
}

impl Default for Shared {
    fn default() -> Shared {
        Shared {
            texts: Recent::of(MOST_BYTES),
            linked: OnceLock::new(),
            pages: OnceLock::new(),
            goal_headings: Recent::of(MOST_DOCUMENTS),
        }
    }
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
    /// What pages share, where there are pages of indicators or none.
    pub fn new(has_indicator_pages: bool) -> Shared {
        let most = if has_indicator_pages { MOST_DOCUMENTS } else { MOST_OF_BOARDS };
        Shared { goal_headings: Recent::of(most), ..Shared::default() }
    }

    /// The ids that the texts of the workspace link to.
    pub(super) fn linked(&self, loaded: &Loaded) -> &FxHashSet<String> {
        self.linked.get_or_init(|| links::linked(loaded))
    }

    /// The path of the page that a document is printed on, from the folder of pages; none where it was not asked for.
    pub(super) fn page_of(&self, loaded: &Loaded, document: usize) -> Option<&str> {
        self.pages.get_or_init(|| places::pages(loaded)).get(&document).map(String::as_str)
    }

    /// The headings of the goals that a document's page prints in full.
    pub(super) fn goal_headings(&self, ground: Ground, document: usize) -> Arc<GoalHeadings> {
        self.goal_headings.get(document).unwrap_or_else(|| {
            let headings = Arc::new(places::goal_headings(ground, document));
            self.goal_headings.keep(document, Arc::clone(&headings), 1);
            headings
        })
    }

    /// A text, which is read where no page has asked for it yet.
    pub(super) fn get(&self, prose: &Prose, loaded: &Loaded) -> Arc<SharedText> {
        self.texts.get(prose.id()).unwrap_or_else(|| {
            let markdown = prose.text(&loaded.sources).text;
            let parsed = prose::parse(&markdown).into_owned();
            let (decided, figures) = decided_everywhere(prose, &parsed, loaded).unzip();
            let figures = figures.unwrap_or_default();
            let text = Arc::new(SharedText { parsed, decided, figures, written: RwLock::default() });
            self.texts.keep(prose.id(), Arc::clone(&text), markdown.len());
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
