//! A workspace, or a document by itself, that is loaded and checked again whenever a text of it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types as types;

use super::documents::Documents;
pub(super) use super::places::Placed;
use super::{Encoding, Surroundings, diagnostics};
use crate::diagnostic::{Diagnostic, Language};
use crate::lint::check::Over;
use crate::lint::check::memory::Memory;
use crate::read::files::{Files, Seen};
use crate::read::load::{File, Loaded, Reach, Workspace};
use crate::read::workspace::{self, SETTINGS_FILE};
use crate::source::{Source, SourceId, Span};

/// How far a project has been checked since something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Checked {
    /// Not at all.
    Not,
    /// By the rules.
    Rules,
    /// By the rules, and with what pages and the repository tell.
    Whole,
}

/// A workspace, or a document by itself.
#[derive(Debug)]
pub(super) struct Project {
    /// The folder or file that it is, links followed.
    pub(super) asked: PathBuf,
    /// Its files, and what is kept of earlier loads.
    pub(super) workspace: Workspace,
    memory: Memory,
    /// What was loaded; none before the first time, and where there is nothing to load.
    loaded: Option<Loaded>,
    is_stale: bool,
    checked: Checked,
    findings: Vec<Diagnostic>,
    /// What pages and the repository told, with the texts that it is of.
    of_pages: Vec<(Diagnostic, Texts)>,
    /// The files that only those tell of.
    beside: BTreeSet<String>,
    /// What the editor was told last, by address.
    told: BTreeMap<String, (Option<i32>, Vec<types::Diagnostic>)>,
    /// What the disk had when it was last looked at.
    seen: Option<Seen>,
}

/// Files with their texts as they were.
type Texts = Vec<(SourceId, Arc<Source>)>;

/// What the editor is to be told of a file.
pub(super) type Told = types::PublishDiagnosticsParams;

impl Project {
    pub(super) fn new(asked: PathBuf, files: Files) -> Project {
        Project {
            asked,
            workspace: Workspace::of(files),
            memory: Memory::default(),
            loaded: None,
            is_stale: true,
            checked: Checked::Not,
            findings: Vec::new(),
            of_pages: Vec::new(),
            beside: BTreeSet::new(),
            told: BTreeMap::new(),
            seen: None,
        }
    }

    /// Something has changed: it is loaded and checked anew before anything more is said of it.
    pub(super) fn changed(&mut self) {
        (self.is_stale, self.checked) = (true, Checked::Not);
    }

    /// Whether anything more is to be found.
    pub(super) fn has_work(&self) -> bool {
        self.is_stale || self.checked < Checked::Whole
    }

    /// What there is, loaded anew where anything has changed.
    pub(super) fn loaded(&mut self) -> Option<&Loaded> {
        if self.is_stale {
            self.is_stale = false;
            let asked = workspace::from_here(&self.workspace.files, &self.asked);
            // Where nothing can be loaded there is nothing to say: the editor's folder need not be a workspace.
            self.loaded = self.workspace.load_any_to_check(Some(&asked), Reach::Whole).ok();
            if self.seen.is_none() {
                self.look_at_disk();
            }
        }
        self.loaded.as_ref()
    }

    /// What was loaded last.
    pub(super) fn as_loaded(&self) -> Option<&Loaded> {
        self.loaded.as_ref()
    }

    /// What was found last.
    pub(super) fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Whether a file is one that is looked at here, not only read along with others.
    pub(super) fn holds(&self, real: &Path) -> bool {
        let files = &self.workspace.files;
        self.loaded.as_ref().is_some_and(|loaded| {
            // Where the settings are wrong nothing else has been read.
            let is_waiting = loaded.is_stopped && real.starts_with(&self.asked);
            let sources = loaded.asked().flat_map(File::own_sources).chain(loaded.settings_source);
            let mut paths = sources.filter_map(|source| loaded.paths.get(&source));
            is_waiting || paths.any(|path| files.real_or_as_is(path) == real)
        })
    }

    /// Checks a step further: first by the rules, then with what pages and the repository tell. Gives false where it gave up
    /// because `stop` said so.
    pub(super) fn check(&mut self, surroundings: &mut dyn Surroundings, stop: &(dyn Fn() -> bool + Sync)) -> bool {
        self.loaded();
        let Some(loaded) = &self.loaded else {
            (self.checked, self.findings) = (Checked::Whole, Vec::new());
            return true;
        };
        if stop() {
            return false;
        }
        let over = Over { levels: &[], today: surroundings.today() };
        if self.checked == Checked::Not {
            // What pages told before still holds where the texts are the same; of others it is asked for in the next step.
            let holds = |texts: &[(SourceId, Arc<Source>)]| {
                texts.iter().all(|(id, text)| loaded.sources.shared(*id).is_some_and(|now| Arc::ptr_eq(&now, text)))
            };
            self.of_pages.retain(|(_, texts)| holds(texts));
            let of_pages = self.of_pages.iter().map(|(finding, _)| finding.clone()).collect();
            let Some(found) = self.memory.check_unless(loaded, over, of_pages, stop) else { return false };
            (self.findings, self.checked) = (found, Checked::Rules);
            return true;
        }
        let count = loaded.sources.ids().count();
        let found = surroundings.of_pages(loaded);
        let is_same = found.len() == self.of_pages.len()
            && found.iter().zip(&self.of_pages).all(|(new, (old, _))| {
                (new.rule.code, new.span, &new.message) == (old.rule.code, old.span, &old.message)
            });
        if !is_same || loaded.sources.ids().count() > count {
            let Some(all) = self.memory.check_unless(loaded, over, found.clone(), stop) else { return false };
            self.findings = all;
        }
        let texts = |finding: &Diagnostic| {
            let spans = std::iter::once(finding.span).chain(finding.others.iter().map(|other| other.span));
            spans.filter_map(|Span { source, .. }| Some((source, loaded.sources.shared(source)?))).collect()
        };
        self.of_pages = found.into_iter().map(|finding| (finding.clone(), texts(&finding))).collect();
        self.checked = Checked::Whole;
        true
    }

    /// What the editor is to be told that it has not been told yet. Of every text that is open it is told which state of it
    /// was looked at.
    pub(super) fn news(&mut self, documents: &Documents, language: Language, encoding: Encoding) -> Vec<Told> {
        let mut now: BTreeMap<String, (Option<i32>, Vec<types::Diagnostic>)> = BTreeMap::new();
        if let Some(loaded) = &self.loaded {
            let placed = Placed::new(loaded, documents);
            for source in loaded.paths.keys() {
                let known = placed.known(*source);
                if known.version.is_some() {
                    now.insert(known.address, (known.version, Vec::new()));
                }
            }
            let mut beside = BTreeSet::new();
            for finding in &self.findings {
                let known = placed.known(finding.span.source);
                if !loaded.paths.contains_key(&finding.span.source) {
                    beside.insert(known.address.clone());
                }
                let shown = diagnostics::of(finding, &placed, language, encoding);
                let (_, all) = now.entry(known.address).or_insert((known.version, Vec::new()));
                // A text that two documents name is one file to the editor.
                if !all.contains(&shown) {
                    all.push(shown);
                }
            }
            if self.checked == Checked::Whole {
                self.beside = beside;
            }
        }
        // Of files that only pages tell of, nothing is known before they have told.
        if self.checked < Checked::Whole {
            for address in &self.beside {
                if let Some(told) = self.told.get(address).filter(|_| !now.contains_key(address)) {
                    now.insert(address.clone(), told.clone());
                }
            }
        }
        let gone = self.told.iter().filter(|(address, (_, told))| !now.contains_key(*address) && !told.is_empty());
        let gone: Vec<Told> = gone
            .map(|(address, _)| Told { uri: types::Uri(address.clone()), version: None, diagnostics: Vec::new() })
            .collect();
        let is_new = |(address, told): &(&String, &(Option<i32>, Vec<types::Diagnostic>))| {
            self.told.get(*address) != Some(*told)
                && (self.told.contains_key(*address) || told.0.is_some() || !told.1.is_empty())
        };
        let news = now.iter().filter(is_new).map(|(address, (version, diagnostics))| Told {
            uri: types::Uri(address.clone()),
            version: *version,
            diagnostics: diagnostics.clone(),
        });
        let news: Vec<Told> = gone.into_iter().chain(news).collect();
        self.told = now;
        news
    }

    /// What the editor is to be told when the project is no longer looked at.
    pub(super) fn farewell(self) -> Vec<Told> {
        let told = self.told.into_iter().filter(|(_, (_, told))| !told.is_empty());
        told.map(|(address, _)| Told { uri: types::Uri(address), version: None, diagnostics: Vec::new() }).collect()
    }

    /// Looks whether the disk has anything else than it had, and remembers what it has now. No watcher of the system wakes for
    /// what happens on a drive of the network.
    pub(super) fn look_at_disk(&mut self) {
        let Some(loaded) = &self.loaded else { return };
        let root = loaded.root.as_deref();
        let settings = &loaded.resolved.settings;
        let folders =
            root.map_or_else(Vec::new, |root| vec![root.join(&settings.plans), root.join(&settings.templates)]);
        let own = root.map(|root| root.join(SETTINGS_FILE));
        let seen = self.workspace.files.look(&folders, loaded.paths.values().cloned().chain(own));
        let Some(before) = self.seen.replace(seen) else { return };
        let changed = self.seen.as_ref().map_or_else(Vec::new, |now| now.differing(&before));
        for path in &changed {
            self.workspace.files.forget(path);
        }
        if !changed.is_empty() {
            self.changed();
        }
    }
}
