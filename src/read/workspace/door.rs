//! The one door for files: whether the workspace may read a path, and the opening of it. What it refuses is never opened.
//!
//! A file passes where it really lies within the workspace's bounds, links followed, where its name is one of those that
//! its purpose has, and where no part of its path is hidden. It is opened where it is a plain file of a size that is read.
//! What the command line names is the user's own choice and passes as it is, but is opened by the same rules.

use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use crate::plan_format::fields::{NamedFile, TEXT_FILES};
use crate::read::parse;
use crate::read::workspace::Place;
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
        }
    }

    /// Whether a file of this name can be one; capitals do not matter.
    pub fn takes(self, path: &Path) -> bool {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        extension.is_some_and(|extension| self.extensions().contains(&extension.as_str()))
    }
}

/// Why a file that is there is not opened.
#[derive(Debug)]
pub enum Unopened {
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or a socket: reading could wait for ever, or never end.
    NoPlainFile,
    /// It has this many bytes, more than are read.
    TooLarge(u64),
    /// The system refuses.
    System(std::io::Error),
}

/// Whether a file can be opened and is no larger than is read.
pub fn look_at(path: &Path) -> Result<(), Unopened> {
    let data = std::fs::metadata(path).map_err(Unopened::System)?;
    if data.is_file() && data.len() > yaml::LARGEST {
        return Err(Unopened::TooLarge(data.len()));
    }
    read_beginning(path, 1).map(drop)
}

/// The bytes of a plain file that is no larger than is read.
pub fn read(path: &Path) -> Result<Vec<u8>, Unopened> {
    read_beginning(path, yaml::LARGEST)
}

/// The first bytes of such a file, at most so many.
pub fn read_beginning(path: &Path, most: u64) -> Result<Vec<u8>, Unopened> {
    let plain = |data: &Metadata| match data {
        data if data.is_dir() => Err(Unopened::Folder),
        data if !data.is_file() => Err(Unopened::NoPlainFile),
        data if data.len() > yaml::LARGEST => Err(Unopened::TooLarge(data.len())),
        _ => Ok(()),
    };
    // Before it is opened, as opening a pipe waits; and after, as it may be another by then.
    plain(&std::fs::metadata(path).map_err(Unopened::System)?)?;
    #[expect(clippy::disallowed_methods, reason = "this is the only reader")]
    let file = File::open(path).map_err(Unopened::System)?;
    plain(&file.metadata().map_err(Unopened::System)?)?;
    let mut bytes = Vec::new();
    // It may grow while it is read, and some files of the system do not tell their size.
    file.take(yaml::LARGEST.min(most) + 1).read_to_end(&mut bytes).map_err(Unopened::System)?;
    if bytes.len() as u64 > most {
        if most >= yaml::LARGEST {
            return Err(Unopened::TooLarge(bytes.len() as u64));
        }
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    }
    Ok(bytes)
}

/// The bounds of a workspace.
///
/// With vp.yaml they are its folder. Without it they are the folder asked for, or the folder `plans` around it, or the
/// folder of the file asked for; a document may reach as far up as the plans go that it builds on, each in a folder above
/// the one before.
#[derive(Debug)]
pub struct Door {
    /// The folder that all lies in.
    base: PathBuf,
    /// Whether that is the folder of vp.yaml, which no plan above can widen.
    is_fixed: bool,
    /// The topmost folder by document, for workspaces without vp.yaml.
    tops: Mutex<HashMap<PathBuf, PathBuf>>,
}

impl Door {
    /// The bounds of a place; `plans` is the name of the plan folder.
    pub fn new(place: &Place, plans: &str) -> Door {
        let asked = real(&place.asked);
        let plan_folder = || asked.ancestors().skip(1).find(|folder| folder.ends_with(plans)).map(Path::to_path_buf);
        let own = || if asked.is_dir() { asked.clone() } else { folder_of(&asked) };
        let base = match &place.settings_folder {
            Some(folder) => real(folder),
            None => plan_folder().unwrap_or_else(own),
        };
        Door { base, is_fixed: place.settings_folder.is_some(), tops: Mutex::default() }
    }

    /// The file that a document names, from the folder of the file `from` in which it stands; as it is written, links not
    /// followed. Of a file outside it is not told whether it is there.
    pub fn named(&self, document: &Path, from: &Path, name: &str, purpose: Purpose) -> Result<PathBuf, NamedFile> {
        if name.is_empty() || name.contains('\0') {
            return Err(NamedFile::Missing);
        }
        let path = from.parent().unwrap_or(Path::new("")).join(name);
        let Ok(real) = path.canonicalize() else {
            let is_within =
                |folder: &Path| folder.canonicalize().is_ok_and(|folder| self.bounds(document, &folder).is_some());
            // A plan above may stand in any folder above, and is missed there.
            let is_above = |folder: &Path| {
                purpose == Purpose::Yaml
                    && !self.is_fixed
                    && folder.canonicalize().is_ok_and(|folder| self.base.starts_with(folder))
            };
            let is_relative = !Path::new(name).is_absolute();
            let folder = path.ancestors().skip(1).find(|folder| folder.is_dir());
            let is_inside = folder.map_or(is_relative, |folder| is_within(folder) || is_relative && is_above(folder));
            return Err(if is_inside { NamedFile::Missing } else { NamedFile::Outside });
        };
        let Some(bounds) = self.bounds(document, &real) else { return Err(NamedFile::Outside) };
        if is_hidden(Path::new(name)) || is_hidden(real.strip_prefix(bounds).unwrap_or(&real)) {
            return Err(NamedFile::Hidden);
        }
        // What a text names a folder or a pipe is told at that, as of every text that cannot be read.
        if purpose == Purpose::Yaml && !real.is_file() {
            return Err(NamedFile::NoFile);
        }
        if purpose.takes(&path) && purpose.takes(&real) { Ok(path) } else { Err(NamedFile::OtherKind) }
    }

    /// Whether a file that was found in a folder of the workspace may be read: a link may lead anywhere. One that leads
    /// nowhere passes, and cannot be opened.
    pub fn found(&self, path: &Path, purpose: Purpose) -> Result<(), NamedFile> {
        let Ok(real) = path.canonicalize() else { return Ok(()) };
        let Ok(below) = real.strip_prefix(&self.base) else { return Err(NamedFile::Outside) };
        // What lies where it was found was found by its name.
        let is_link = path.symlink_metadata().is_ok_and(|data| data.is_symlink());
        match is_link {
            true if is_hidden(below) => Err(NamedFile::Hidden),
            true if real.is_file() && !purpose.takes(&real) => Err(NamedFile::OtherKind),
            _ => Ok(()),
        }
    }

    /// Whether a folder lies within, be it one that is not there yet.
    pub fn holds_folder(&self, folder: &Path) -> bool {
        let mut path = PathBuf::new();
        for part in folder.components() {
            // What is not there yet is no link.
            match part {
                Component::ParentDir if path.canonicalize().is_err() => {
                    path.pop();
                }
                part => path.push(part),
            }
        }
        let there = path.ancestors().find_map(|folder| match folder.as_os_str().is_empty() {
            true => Path::new(".").canonicalize().ok(),
            false => folder.canonicalize().ok(),
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
        let own = folder_of(&real(document));
        let mut top = if own.starts_with(&self.base) { self.base.clone() } else { own };
        let mut at = document.to_path_buf();
        let mut lead = peek(document).and_then(|peeked| peeked.lead);
        // As many steps as a municipality can have ranks, and some; a circle ends here too.
        for _ in 0..16 {
            let Some(name) = lead.take().filter(|name| !is_hidden(Path::new(name))) else { break };
            let above = at.parent().unwrap_or(Path::new("")).join(name);
            let Ok(there) = above.canonicalize() else { break };
            let folder = folder_of(&there);
            // Not the root of the machine, below which everything lies.
            let is_above = top.starts_with(&folder) && folder.parent().is_some();
            if !(is_above || there.starts_with(&top)) || !Purpose::Yaml.takes(&there) || !there.is_file() {
                break;
            }
            // A file that is no document is no reason to reach higher.
            let Some(peeked) = peek(&there).filter(|peeked| peeked.is_document) else { break };
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
pub fn is_document(path: &Path) -> bool {
    peek(path).is_some_and(|peeked| peeked.is_document)
}

/// What is seen of a file before it is read.
struct Peeked {
    /// The plan that it leads to.
    lead: Option<String>,
    /// Whether it says that it is a document.
    is_document: bool,
}

fn peek(path: &Path) -> Option<Peeked> {
    let text = String::from_utf8(read(path).ok()?).ok()?;
    let sources = Sources::default();
    let id = sources.add(crate::source::Source::new("", text));
    let tree = yaml::read(&sources.get(id).text, id, &mut crate::diagnostic::Sink::default());
    let lead = parse::leads_to(&tree, id).map(|lead| lead.path.value);
    Some(Peeked { lead, is_document: parse::says_document(&tree) })
}

/// Whether a part of a path begins with a dot, as `.git` and `.env` do.
fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| matches!(part, Component::Normal(name) if name.to_string_lossy().starts_with('.')))
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_path_buf()
}
