//! The disk: what lies where, asked of the system once and remembered, and the only opening of files.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{File, FileType, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxBuildHasher;

use super::given::Given;
use crate::syntax::yaml;

/// What something on the disk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link, where links are not followed.
    Link,
    /// A pipe, a device or a socket.
    Other,
}

impl From<FileType> for FileKind {
    fn from(found: FileType) -> FileKind {
        match found {
            _ if found.is_symlink() => FileKind::Link,
            _ if found.is_dir() => FileKind::Folder,
            _ if found.is_file() => FileKind::File,
            _ => FileKind::Other,
        }
    }
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: OsString,
    /// What it is; a link is a link.
    pub kind: FileKind,
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
    System(io::Error),
}

/// What the system said of each path.
type Answers<T> = RwLock<HashMap<PathBuf, Result<T, Refusal>, FxBuildHasher>>;

/// What is known of the disk.
#[derive(Debug, Default)]
pub(super) struct Disk {
    reals: Answers<PathBuf>,
    kinds: Answers<FileKind>,
    own_kinds: Answers<FileKind>,
    /// By the folder's path without links.
    lists: Answers<Arc<[Listed]>>,
    /// What was given of files and folders, where somebody watches whether it still is so.
    given: Option<Given>,
}

/// What was asked about a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Where it really is.
    Real,
    /// What lies there, links followed.
    Kind,
    /// What lies there itself.
    OwnKind,
}

/// An error of the system, to be given more than once.
#[derive(Clone, Debug)]
struct Refusal {
    code: Option<i32>,
    kind: io::ErrorKind,
    words: String,
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        Refusal { code: error.raw_os_error(), kind: error.kind(), words: error.to_string() }
    }
}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> io::Error {
        match refusal.code {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(refusal.kind, refusal.words),
        }
    }
}

/// The answer that is known, else the one that is found now.
fn known_or<T: Clone>(answers: &Answers<T>, path: &Path, find: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    if let Some(known) = answers.read().unwrap_or_else(PoisonError::into_inner).get(path) {
        return known.clone().map_err(io::Error::from);
    }
    let found = find().map_err(Refusal::from);
    answers.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_path_buf(), found.clone());
    found.map_err(io::Error::from)
}

/// Everything that is known of the answers to some question.
fn all<T: Clone>(answers: &Answers<T>) -> Vec<(PathBuf, Result<T, io::ErrorKind>)> {
    let answers = answers.read().unwrap_or_else(PoisonError::into_inner);
    let kind = |answer: &Result<T, Refusal>| answer.clone().map_err(|refusal| io::Error::from(refusal).kind());
    answers.iter().map(|(path, answer)| (path.clone(), kind(answer))).collect()
}

impl Disk {
    /// A disk that remembers what it gave.
    pub(super) fn watched() -> Disk {
        Disk { given: Some(Given::default()), ..Disk::default() }
    }

    /// The same disk with nothing known of it.
    pub(super) fn anew(&self) -> Disk {
        if self.given.is_some() { Disk::watched() } else { Disk::default() }
    }

    /// What it gave, where it remembers that.
    pub(super) fn given(&self) -> Option<&Given> {
        self.given.as_ref()
    }

    /// What was in a folder when it was looked into: `Some(None)` where it could not be.
    pub(super) fn known_list(&self, real: &Path) -> Option<Option<Arc<[Listed]>>> {
        let lists = self.lists.read().unwrap_or_else(PoisonError::into_inner);
        lists.get(real).map(|listed| listed.as_ref().ok().cloned())
    }

    /// The questions whose answers are now others than they were, but those whose answers follow from what lies in
    /// folders that were looked into.
    pub(super) fn answered_otherwise(&self) -> Vec<(PathBuf, Question)> {
        let by_list = |path: &Path| self.listed(path).is_some_and(|(_, listed)| listed.kind != FileKind::Link);
        let reals = all(&self.reals).into_iter().filter(|(path, _)| !by_list(path));
        let reals = reals.filter(|(path, known)| path.canonicalize().map_err(|error| error.kind()) != *known);
        let kinds = all(&self.kinds).into_iter().filter(|(path, _)| !by_list(path));
        let kinds = kinds.filter(|(path, known)| kind_of(path.metadata()) != *known);
        let own = all(&self.own_kinds).into_iter().filter(|(path, _)| !by_list(path));
        let own = own.filter(|(path, known)| kind_of(path.symlink_metadata()) != *known);
        let named = |question| move |path| (path, question);
        let reals = reals.map(|(path, _)| path).map(named(Question::Real));
        let kinds = kinds.map(|(path, _)| path).map(named(Question::Kind));
        reals.chain(kinds).chain(own.map(|(path, _)| path).map(named(Question::OwnKind))).collect()
    }

    /// Whatever is known of a path and of what lies in it is asked anew.
    pub(super) fn forget(&self, path: &Path) {
        // Paths lead to each other through links and `..`: these are found again from the lists.
        self.reals.write().unwrap_or_else(PoisonError::into_inner).clear();
        self.kinds.write().unwrap_or_else(PoisonError::into_inner).clear();
        self.own_kinds.write().unwrap_or_else(PoisonError::into_inner).clear();
        if let Some(given) = &self.given {
            given.forget(path);
        }
        self.lists
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|folder, _| !path.starts_with(folder) && !folder.starts_with(path));
    }

    /// The path without links, absolute.
    pub(super) fn real(&self, path: &Path) -> io::Result<PathBuf> {
        known_or(&self.reals, path, || match self.listed(path) {
            Some((folder, Listed { name, kind })) if kind != FileKind::Link => Ok(folder.join(name)),
            _ => path.canonicalize(),
        })
    }

    /// What lies at a path, links followed.
    pub(super) fn kind(&self, path: &Path) -> io::Result<FileKind> {
        known_or(&self.kinds, path, || match self.listed(path) {
            Some((_, Listed { kind, .. })) if kind != FileKind::Link => Ok(kind),
            _ => path.metadata().map(|data| data.file_type().into()),
        })
    }

    /// What lies at a path itself.
    pub(super) fn own_kind(&self, path: &Path) -> io::Result<FileKind> {
        known_or(&self.own_kinds, path, || match self.listed(path) {
            Some((_, listed)) => Ok(listed.kind),
            None => path.symlink_metadata().map(|data| data.file_type().into()),
        })
    }

    /// What a folder that has been looked into says of a path, with the folder's own path. None where it has not been, or
    /// does not have exactly this name: capitals and accents may be the same to the system.
    fn listed(&self, path: &Path) -> Option<(PathBuf, Listed)> {
        let (folder, name) = (path.parent()?, path.file_name()?);
        // `plan.yaml/` and `plan.yaml/.` are no files.
        if !path.as_os_str().as_encoded_bytes().ends_with(name.as_encoded_bytes()) || folder.as_os_str().is_empty() {
            return None;
        }
        let folder = self.known_folder(folder)?;
        let lists = self.lists.read().unwrap_or_else(PoisonError::into_inner);
        let list = lists.get(&folder)?.as_ref().ok()?;
        let at = list.binary_search_by(|known| known.name.as_os_str().cmp(name)).ok()?;
        Some((folder, list[at].clone()))
    }

    /// The path of a folder without links, where it is known: `a/b/..` is above what `a/b` is.
    fn known_folder(&self, folder: &Path) -> Option<PathBuf> {
        let reals = self.reals.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = reals.get(folder) {
            return known.as_ref().ok().cloned();
        }
        let below = folder.parent().filter(|_| folder.components().next_back() == Some(Component::ParentDir))?;
        reals.get(below)?.as_ref().ok()?.parent().map(Path::to_path_buf)
    }

    /// What lies in a folder, sorted by name.
    pub(super) fn list(&self, folder: &Path) -> io::Result<Arc<[Listed]>> {
        let real = self.real(folder)?;
        known_or(&self.lists, &real, || {
            // Before what is in it: whatever comes in meanwhile makes it another.
            let modified = self.given.as_ref().map(|_| std::fs::metadata(&real).and_then(|data| data.modified()).ok());
            let listed = list(&real);
            if let (Some(given), Some(modified)) = (&self.given, modified) {
                given.put_folder(&real, modified);
            }
            listed
        })
    }

    /// The first bytes of a plain file that is no larger than is read, at most so many.
    pub(super) fn read_beginning(&self, path: &Path, most: u64) -> Result<Vec<u8>, Unopened> {
        let read = read_beginning(path, most);
        if let Some(given) = &self.given {
            given.put_file(path, most, &read);
        }
        read
    }

    /// Whether a file can be opened and is no larger than is read.
    pub(super) fn look_at(&self, path: &Path) -> Result<(), Unopened> {
        let data = std::fs::metadata(path).map_err(Unopened::System)?;
        if data.is_file() && data.len() > yaml::LARGEST {
            return Err(Unopened::TooLarge(data.len()));
        }
        self.read_beginning(path, 1).map(drop)
    }
}

/// What kind of thing the system says that it has, or why it does not.
fn kind_of(data: io::Result<Metadata>) -> Result<FileKind, io::ErrorKind> {
    data.map(|data| data.file_type().into()).map_err(|error| error.kind())
}

/// What lies in a folder now, sorted by name.
pub(super) fn list(folder: &Path) -> io::Result<Arc<[Listed]>> {
    let entries = std::fs::read_dir(folder)?.map(|entry| {
        let entry = entry?;
        Ok(Listed { kind: entry.file_type()?.into(), name: entry.file_name() })
    });
    let mut listed: Vec<Listed> = entries.collect::<io::Result<_>>()?;
    listed.sort_by(|one, two| one.name.cmp(&two.name));
    Ok(listed.into())
}

/// The first bytes of a plain file that is no larger than is read, at most so many.
pub(super) fn read_beginning(path: &Path, most: u64) -> Result<Vec<u8>, Unopened> {
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
    let data = file.metadata().map_err(Unopened::System)?;
    plain(&data)?;
    let most_read = yaml::LARGEST.min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(data.len().min(most_read) + 1).unwrap_or(0));
    // It may grow while it is read, and some files of the system do not tell their size.
    file.take(most_read + 1).read_to_end(&mut bytes).map_err(Unopened::System)?;
    if bytes.len() as u64 > most {
        if most >= yaml::LARGEST {
            return Err(Unopened::TooLarge(bytes.len() as u64));
        }
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    }
    Ok(bytes)
}

/// How many bytes a plain file has.
pub(super) fn size(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().filter(Metadata::is_file).map(|data| data.len())
}

/// The bytes of whatever a path leads to, be it a pipe.
pub(super) fn read_any(path: &Path) -> io::Result<Vec<u8>> {
    #[expect(clippy::disallowed_methods, reason = "this is the only reader")]
    std::fs::read(path)
}
