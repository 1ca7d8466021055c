//! The one door for files: whether the workspace may read a path, and the opening of it. What it refuses is never opened.
//!
//! A file passes where it really lies within the workspace's bounds, links followed, where its name is one of those that
//! its purpose has, and where no part of its path is hidden. It is opened where it is a plain file of a size that is read.
//! What the command line names is the user's own choice and passes as it is, but is opened by the same rules.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use crate::plan_format::fields::{NamedFile, TEXT_FILES};
use crate::read::files::{FileKind, Files};
use crate::read::parse;
use crate::read::workspace::{Place, near};
use crate::source::Sources;
use crate::syntax::yaml;

/// What a file is to be; that decides which names it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A document, the settings or the printed words: YAML.
    Yaml,
    /// A text of a document.
    Text,
    /// A picture of a text.
    Picture,
    /// A file that a text links to, which is laid beside the page.
    Linked,
    /// A template or a style sheet.
    Template,
    /// The template of Word documents.
    WordTemplate,
    /// A template, a font or a picture that PDFs are set with.
    Typesetting,
}

impl Purpose {
    /// The extensions of such files.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Purpose::Yaml => &["yaml", "yml"],
            Purpose::Text => TEXT_FILES,
            Purpose::Picture => &["png", "jpg", "jpeg", "gif", "webp", "svg"],
            // What people attach to documents. Nothing that a browser would run: no pages, drawings or programs.
            Purpose::Linked => &[
                "pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "rtf", "csv", "txt", "md",
                "png", "jpg", "jpeg", "gif", "webp",
            ],
            Purpose::Template => &["j2", "css"],
            Purpose::WordTemplate => &["dotx", "docx"],
            Purpose::Typesetting => &["typ", "ttf", "otf", "ttc", "png", "jpg", "jpeg", "gif", "webp", "svg"],
        }
    }

    /// Whether a file of this name can be one; capitals do not matter.
    pub fn takes(self, path: &Path) -> bool {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        extension.is_some_and(|extension| self.extensions().contains(&extension.as_str()))
    }
}

/// The bounds of a workspace.
///
/// With vp.yaml they are its folder. Without it they are the folder asked for, or the folder `plans` around it, or the
/// folder of the file asked for; a document may reach as far up as the plans go that it builds on, each in a folder above
/// the one before.
#[derive(Debug)]
pub struct Door {
    files: Files,
    /// The folder that all lies in.
    base: PathBuf,
    /// Whether that is the folder of vp.yaml, which no plan above can widen.
    is_fixed: bool,
    /// The topmost folder by document, for workspaces without vp.yaml.
    tops: Mutex<HashMap<PathBuf, PathBuf>>,
}

impl Door {
    /// The bounds of a place; `plans` is the name of the plan folder.
    pub fn new(files: &Files, place: &Place, plans: &str) -> Door {
        let asked = files.real_or_as_is(&place.asked);
        let plan_folder = || asked.ancestors().skip(1).find(|folder| folder.ends_with(plans)).map(Path::to_path_buf);
        let own = || if files.is_folder(&asked) { asked.clone() } else { folder_of(&asked) };
        let base = match &place.settings_folder {
            Some(folder) => files.real_or_as_is(folder),
            None => plan_folder().unwrap_or_else(own),
        };
        Door { files: files.clone(), base, is_fixed: place.settings_folder.is_some(), tops: Mutex::default() }
    }

    /// The files as they were when the workspace was loaded.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The file that a document names, from the folder of the file `from` in which it stands; as it is written, links not
    /// followed. Of a file outside it is not told whether it is there.
    pub fn named(&self, document: &Path, from: &Path, name: &str, purpose: Purpose) -> Result<PathBuf, NamedFile> {
        if name.is_empty() || name.contains('\0') {
            return Err(NamedFile::Missing(None));
        }
        let from_folder = from.parent().unwrap_or(Path::new(""));
        let path = from_folder.join(name);
        let path = near::in_other_form(&self.files, &path).unwrap_or(path);
        let Ok(real) = self.files.real(&path) else {
            let is_within =
                |folder: &Path| self.files.real(folder).is_ok_and(|folder| self.bounds(document, &folder).is_some());
            // A plan above may stand in any folder above, and is missed there.
            let is_above = |folder: &Path| {
                purpose == Purpose::Yaml
                    && !self.is_fixed
                    && self.files.real(folder).is_ok_and(|folder| self.base.starts_with(folder))
            };
            let is_relative = !Path::new(name).is_absolute();
            let folder = path.ancestors().skip(1).find(|folder| self.files.is_folder(folder));
            let is_inside = folder.map_or(is_relative, |folder| is_within(folder) || is_relative && is_above(folder));
            let takes = |path: &Path| purpose.takes(path) && self.files.is_file(path);
            return Err(match is_inside {
                true => NamedFile::Missing(near::near_file(&self.files, from_folder, name, &takes).map(Into::into)),
                false => NamedFile::Outside,
            });
        };
        let Some(bounds) = self.bounds(document, &real) else { return Err(NamedFile::Outside) };
        if is_hidden(Path::new(name)) || is_hidden(real.strip_prefix(bounds).unwrap_or(&real)) {
            return Err(NamedFile::Hidden);
        }
        // What a text names a folder or a pipe is told at that, as of every text that cannot be read.
        if purpose == Purpose::Yaml && !self.files.is_file(&real) {
            return Err(NamedFile::NoFile);
        }
        if purpose.takes(&path) && purpose.takes(&real) { Ok(path) } else { Err(NamedFile::OtherKind) }
    }

    /// Whether a file that was found in a folder of the workspace may be read: a link may lead anywhere. One that leads
    /// nowhere passes, and cannot be opened.
    pub fn found(&self, path: &Path, purpose: Purpose) -> Result<(), NamedFile> {
        let Ok(real) = self.files.real(path) else { return Ok(()) };
        let Ok(below) = real.strip_prefix(&self.base) else { return Err(NamedFile::Outside) };
        // What lies where it was found was found by its name.
        let is_link = self.files.own_kind(path).is_ok_and(|kind| kind == FileKind::Link);
        match is_link {
            true if is_hidden(below) => Err(NamedFile::Hidden),
            true if self.files.is_file(&real) && !purpose.takes(&real) => Err(NamedFile::OtherKind),
            _ => Ok(()),
        }
    }

    /// Whether a folder lies within, be it one that is not there yet.
    pub fn holds_folder(&self, folder: &Path) -> bool {
        let mut path = PathBuf::new();
        for part in folder.components() {
            // What is not there yet is no link.
            match part {
                Component::ParentDir if !path.as_os_str().is_empty() && self.files.real(&path).is_err() => {
                    path.pop();
                }
                part => path.push(part),
            }
        }
        let there = path.ancestors().find_map(|folder| match folder.as_os_str().is_empty() {
            true => self.files.real(Path::new(".")).ok(),
            false => self.files.real(folder).ok(),
        });
        there.is_some_and(|there| there.starts_with(&self.base))
    }

    /// The folder that a real path lies in and a document may reach; `None` where it may not.
    fn bounds(&self, document: &Path, path: &Path) -> Option<PathBuf> {
        if path.starts_with(&self.base) {
            return Some(self.base.clone());
        }
        if self.is_fixed {
            return None;
        }
        let top = self.top(document);
        path.starts_with(&top).then_some(top)
    }

    /// The folder of the topmost plan that a document builds on.
    fn top(&self, document: &Path) -> PathBuf {
        if let Some(top) = self.tops.lock().ok().and_then(|tops| tops.get(document).cloned()) {
            return top;
        }
        let own = folder_of(&self.files.real_or_as_is(document));
        let mut top = if own.starts_with(&self.base) { self.base.clone() } else { own };
        let mut at = document.to_path_buf();
        let mut lead = peek(&self.files, document).and_then(|peeked| peeked.lead);
        // As many steps as a municipality can have ranks, and some; a circle ends here too.
        for _ in 0..16 {
            let Some(name) = lead.take().filter(|name| !is_hidden(Path::new(name))) else { break };
            let above = at.parent().unwrap_or(Path::new("")).join(name);
            let Ok(there) = self.files.real(&above) else { break };
            let folder = folder_of(&there);
            // Not the root of the machine, below which everything lies.
            let is_above = top.starts_with(&folder) && folder.parent().is_some();
            if !(is_above || there.starts_with(&top)) || !Purpose::Yaml.takes(&there) || !self.files.is_file(&there) {
                break;
            }
            // A file that is no document is no reason to reach higher.
            let Some(peeked) = peek(&self.files, &there).filter(|peeked| peeked.is_document) else { break };
            if is_above {
                top = folder;
            }
            (at, lead) = (above, peeked.lead);
        }
        if let Ok(mut tops) = self.tops.lock() {
            tops.insert(document.to_path_buf(), top.clone());
        }
        top
    }
}

/// Whether a file says that it is a document.
pub fn is_document(files: &Files, path: &Path) -> bool {
    peek(files, path).is_some_and(|peeked| peeked.is_document)
}

/// What is seen of a file before it is read.
struct Peeked {
    /// The plan that it leads to.
    lead: Option<String>,
    /// Whether it says that it is a document.
    is_document: bool,
}

fn peek(files: &Files, path: &Path) -> Option<Peeked> {
    let text = String::from_utf8(files.read(path).ok()?).ok()?;
    let sources = Sources::default();
    let id = sources.add(crate::source::Source::new("", text));
    let source = sources.get(id);
    let tree = yaml::read(&source.text, id, &mut crate::diagnostic::Sink::default());
    let lead = parse::leads_to(&tree, id).map(|lead| lead.path.value);
    Some(Peeked { lead, is_document: parse::says_document(&tree) })
}

/// Whether a part of a path begins with a dot, as `.git` and `.env` do.
fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| matches!(part, Component::Normal(name) if name.to_string_lossy().starts_with('.')))
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_path_buf()
}
