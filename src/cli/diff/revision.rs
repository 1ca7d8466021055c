//! The workspace as it is in a revision, laid out in memory: settings, templates, plans, and what they name. Nothing of it
//! is written to the disk.

use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::git::{self, TreeEntry};
use crate::diagnostic::{Bilingual, Sink};
use crate::model::Settings;
use crate::msg;
use crate::plan_format::parts::settings;
use crate::read::files::{FileTree, Files};
use crate::read::load;
use crate::read::parse;
use crate::read::workspace::{self, SETTINGS_FILE};
use crate::source::{Source, Sources};
use crate::syntax::yaml;

/// Stands for the repository's root. It is not the root of the tree, above which nothing could lie.
const REPOSITORY: &str = "/revision";

/// A text that was laid out, with its path.
type LaidText = (PathBuf, Arc<[u8]>);

/// A revision's workspace.
pub(super) struct Revision {
    /// What the user calls it.
    pub(super) name: String,
    /// Its files.
    pub(super) files: Files,
    /// The workspace among them.
    pub(super) root: PathBuf,
    /// What is to be said of where it lay.
    pub(super) told: Option<Bilingual>,
}

impl Revision {
    /// Reads the workspace that lies at `root`, a path from the current folder, out of a revision.
    pub(super) fn read(name: &str, root: &Path) -> Result<Revision, Bilingual> {
        let root = git::here().and_then(|here| plain(&here.join(root)).ok_or_else(git::no_repository))?;
        let tree_name = git::tree(name)?;
        let entries = git::files(&tree_name)?;
        let (root, told) = if has_workspace(&entries, &root) {
            (root, None)
        } else {
            match git::earlier_name(&tree_name, &root)?.filter(|earlier| has_workspace(&entries, earlier)) {
                Some(earlier) => {
                    let words = lay_elsewhere(name, &earlier);
                    (earlier, Some(words))
                }
                None => {
                    let words = not_there(name, &root);
                    (root, words)
                }
            }
        };
        let mut layout = Layout { entries: by_path(entries), tree: FileTree::default(), laid: BTreeSet::new() };
        layout.tree.put_folder(&laid(&root));
        let settings = layout.settings(&root)?;
        layout.plans(&root, &settings)?;
        Ok(Revision { name: name.to_owned(), files: Files::of_tree(layout.tree), root: laid(&root), told })
    }

    /// A file as the user would write it: git's own way, from the workspace's folder.
    pub(super) fn show(&self, path: &Path) -> String {
        let within = path.strip_prefix(&self.root).or_else(|_| path.strip_prefix(REPOSITORY)).unwrap_or(path);
        format!("{}:{}", self.name, workspace::show(within))
    }
}

/// Where a path of the repository lies among the files.
fn laid(path: &Path) -> PathBuf {
    Path::new(REPOSITORY).join(path)
}

/// Whether there is anything of a workspace in a folder of a revision.
fn has_workspace(entries: &[TreeEntry], root: &Path) -> bool {
    let (settings, plans) = (root.join(SETTINGS_FILE), root.join(settings::built_in().plans));
    let is_named = !root.as_os_str().is_empty();
    entries.iter().any(|TreeEntry { path, .. }| {
        *path == settings || path.starts_with(&plans) || is_named && path.starts_with(root) && is_yaml(path)
    })
}

fn lay_elsewhere(name: &str, folder: &Path) -> Bilingual {
    match workspace::show(folder).as_str() {
        "." => msg!(
            "i {name} låg arbetsytan överst i arkivet, och jämförs därifrån",
            "in {name} the workspace lay at the top of the repository, and is compared from there",
        ),
        folder => msg!(
            "i {name} låg arbetsytan i mappen {folder}, och jämförs därifrån",
            "in {name} the workspace lay in the folder {folder}, and is compared from there",
        ),
    }
}

/// That a revision has no folder of the workspace's name; nothing where it is the repository's own.
fn not_there(name: &str, root: &Path) -> Option<Bilingual> {
    let root = workspace::show(root);
    (root != ".").then(|| {
        msg!(
            "mappen {root} finns inte i {name}: där finns inget att jämföra med",
            "there is no folder {root} in {name}: it has nothing to compare with",
        )
    })
}

fn by_path(entries: Vec<TreeEntry>) -> HashMap<PathBuf, TreeEntry> {
    entries.into_iter().map(|entry| (entry.path.clone(), entry)).collect()
}

/// A path without `.` and `..`; `None` where it leads out of the repository.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                if !plain.pop() {
                    return None;
                }
            }
            Component::Normal(part) => plain.push(part),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

struct Layout {
    entries: HashMap<PathBuf, TreeEntry>,
    tree: FileTree,
    laid: BTreeSet<PathBuf>,
}

impl Layout {
    /// The revision's own settings. Where it has none, one that says nothing keeps those away that may lie higher: beside the plan
    /// folder, or above the tree where there is no such folder, as the plans then lie anywhere.
    fn settings(&mut self, root: &Path) -> Result<Settings, Bilingual> {
        let own = root.join(SETTINGS_FILE);
        if self.entries.contains_key(&own) {
            self.lay(BTreeSet::from([own]))?;
        } else {
            let plans = root.join(settings::built_in().plans);
            let has_plans = self.entries.keys().any(|path| path.starts_with(&plans));
            let folder = if has_plans { laid(root) } else { PathBuf::from("/") };
            self.tree.put(&folder.join(SETTINGS_FILE), *b"vp: 1\n");
        }
        let files = Files::of_tree(self.tree.clone());
        let settings = load::settings_in(&files, Some(&laid(root)), &mut Sink::default());
        Ok(settings.unwrap_or_else(settings::built_in))
    }

    /// The plans and templates, then what they name, and what that names.
    fn plans(&mut self, root: &Path, settings: &Settings) -> Result<(), Bilingual> {
        let below = |folder: &Path| -> BTreeSet<PathBuf> {
            let is_hidden = |path: &Path| path.iter().any(|part| part.to_string_lossy().starts_with('.'));
            let below = self.entries.keys().filter(|path| path.strip_prefix(folder).is_ok_and(|path| !is_hidden(path)));
            below.cloned().collect()
        };
        let plans = plain(&root.join(&settings.plans)).map(|folder| below(&folder)).unwrap_or_default();
        let plans = if plans.is_empty() { below(root) } else { plans };
        let mut wanted: BTreeSet<PathBuf> = plans.into_iter().filter(|path| is_yaml(path)).collect();
        wanted.extend(plain(&root.join(&settings.templates)).map(|folder| below(&folder)).unwrap_or_default());
        while !wanted.is_empty() {
            let texts = self.lay(wanted)?;
            let named: BTreeSet<PathBuf> = texts.par_iter().flat_map_iter(|(path, text)| named(path, text)).collect();
            wanted = named.into_iter().filter(|path| self.entries.contains_key(path)).collect();
        }
        Ok(())
    }

    /// Lays out files that are not there yet; gives the texts that may name others.
    fn lay(&mut self, wanted: BTreeSet<PathBuf>) -> Result<Vec<LaidText>, Bilingual> {
        let new: Vec<&PathBuf> = wanted.iter().filter(|path| !self.laid.contains(*path)).collect();
        let entries: Vec<&TreeEntry> = new.iter().filter_map(|path| self.entries.get(*path)).collect();
        let (large, entries): (Vec<&TreeEntry>, Vec<&TreeEntry>) =
            entries.into_iter().partition(|entry| entry.size > yaml::LARGEST);
        for entry in large {
            // No file of this size is read; what is said of it is its size.
            self.tree.put_too_large(&laid(&entry.path), entry.size);
        }
        let mut texts = Vec::new();
        git::read(&entries, |entry, content| {
            let content: Arc<[u8]> = content.into();
            self.tree.put(&laid(&entry.path), Arc::clone(&content));
            if is_yaml(&entry.path) {
                texts.push((entry.path.clone(), content));
            }
        })?;
        self.laid.extend(wanted);
        Ok(texts)
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// The files that a document names: its texts, and the plan that it builds on or follows.
fn named(path: &Path, text: &[u8]) -> Vec<PathBuf> {
    let Ok(text) = std::str::from_utf8(text) else { return Vec::new() };
    let sources = Sources::default();
    let id = sources.add(Source::new("", ""));
    let tree = yaml::read(text, id, &mut Sink::default());
    let above = parse::leads_to(&tree, id).map(|lead| lead.path.value);
    let folder = path.parent().unwrap_or(Path::new(""));
    let names = parse::named_files(&tree).into_iter().chain(above);
    names.filter_map(|name| plain(&folder.join(name))).collect()
}
