//! What files there are and what is in them: the disk, looked at once, and before it the texts that are not saved.
//!
//! ```text
//! unsaved texts, by where each file really is ─┐
//! disk: what lies where, asked once            ├─ which file a path leads to, what lies in a folder, the bytes of a file
//! revisions: when each may have changed        ┘
//! ```
//!
//! Every reader asks here, so that a text that is not saved is what all of them see, be it of a file that is not there yet.
//! What is where is remembered until [`Files::forget`] or [`Files::reset`]; what is in a file is not, but its [`Revision`]
//! tells whether it can be another than when it was read. In the disk's place there may be a [`FileTree`] in memory: then
//! nothing of the disk is seen.

mod disk;
mod given;
mod ground;
mod seen;
mod tree;
pub mod watch;

use std::collections::{BTreeMap, HashMap};
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use self::disk::Disk;
pub use self::disk::{FileKind, Listed, Unopened};
use self::ground::Ground;
pub use self::seen::Seen;
pub use self::tree::FileTree;
use crate::source::ReadAgain;
use crate::syntax::yaml;

/// The files of one or several workspaces, as they are read. A clone is cheap, and stays as it is when texts are put into
/// the other.
#[derive(Clone, Debug, Default)]
pub struct Files {
    ground: Arc<Ground>,
    /// The texts that are not saved, by where their files really are.
    unsaved: Arc<BTreeMap<PathBuf, Arc<str>>>,
    /// When a file changed, by where it really is; those that are not named changed with all others.
    revisions: Arc<HashMap<PathBuf, Revision>>,
    /// When any file may have changed.
    all: Revision,
    /// The latest revision of all clones, so that none is given out twice.
    latest: Arc<AtomicU64>,
}

/// When a file was last seen to change. A file of the same revision has the same bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(u64);

impl Revision {
    /// Its number; a later one is larger.
    pub fn number(self) -> u64 {
        self.0
    }
}

impl Files {
    /// The files of a tree in memory.
    pub fn of_tree(tree: FileTree) -> Files {
        Files { ground: Arc::new(Ground::Tree(tree)), ..Files::default() }
    }

    /// The files of the disk, of which is remembered what was given of them, so that a [`watch::Watch`] can tell whether it
    /// still is so.
    pub fn watched() -> Files {
        Files { ground: Arc::new(Ground::Disk(Disk::watched())), ..Files::default() }
    }

    /// Puts a text that is not saved in the place of a file's, which need not be there.
    pub fn set_unsaved(&mut self, path: &Path, text: impl Into<Arc<str>>) {
        let real = self.place_of(path);
        let text = text.into();
        if self.unsaved.get(&real) != Some(&text) {
            self.changed(real.clone());
            Arc::make_mut(&mut self.unsaved).insert(real, text);
        }
    }

    /// Takes the text away that stands for a file's: what is saved counts again.
    pub fn drop_unsaved(&mut self, path: &Path) {
        let real = self.place_of(path);
        if Arc::make_mut(&mut self.unsaved).remove(&real).is_some() {
            self.changed(real);
        }
    }

    /// Takes all texts away that are not saved.
    pub fn drop_all_unsaved(&mut self) {
        for real in std::mem::take(Arc::make_mut(&mut self.unsaved)).into_keys() {
            self.changed(real);
        }
    }

    /// A file was written, made or removed by somebody else: it is looked at anew.
    pub fn forget(&mut self, path: &Path) {
        let real = self.place_of(path);
        self.look_again(path, &real);
        self.changed(real);
    }

    /// What the disk has where a path leads is asked again: the path as it is written, too, may stand in what was asked.
    fn look_again(&self, path: &Path, real: &Path) {
        self.ground.forget(path);
        self.ground.forget(real);
    }

    /// Anything may have changed on the disk: all is looked at anew. Texts that are not saved stay.
    pub fn reset(&mut self) {
        self.ground = Arc::new(self.ground.anew());
        self.revisions = Arc::default();
        self.all = self.next();
    }

    /// What the disk has now below some folders and at some files, to be compared with what it has later. Of a tree in memory
    /// nothing.
    pub fn look(&self, folders: &[PathBuf], files: impl IntoIterator<Item = PathBuf>) -> Seen {
        match &*self.ground {
            Ground::Tree(_) => Seen::default(),
            Ground::Disk(_) => Seen::look(folders, files.into_iter()),
        }
    }

    /// A file was written as its text that was not saved stood: nothing of it is read anew.
    pub fn saved(&mut self, path: &Path) {
        let real = self.place_of(path);
        // It may be new on the disk, and so may the folders that it lies in.
        self.look_again(path, &real);
        Arc::make_mut(&mut self.unsaved).remove(&real);
    }

    fn changed(&mut self, real: PathBuf) {
        let next = self.next();
        Arc::make_mut(&mut self.revisions).insert(real, next);
    }

    /// A revision that nothing has had.
    pub fn next(&self) -> Revision {
        Revision(self.latest.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// When the file that a path leads to last changed.
    pub fn revision(&self, path: &Path) -> Revision {
        if self.revisions.is_empty() {
            return self.all;
        }
        self.real(path).ok().and_then(|real| self.revisions.get(&real).copied()).unwrap_or(self.all)
    }

    /// Where a file is or would be, links followed as far as there are any.
    fn place_of(&self, path: &Path) -> PathBuf {
        let there = path.ancestors().find_map(|folder| {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Some((self.real(folder).ok()?, folder))
        });
        match there {
            Some((real, folder)) => match path.strip_prefix(folder) {
                Ok(rest) if rest.as_os_str().is_empty() => real,
                Ok(rest) => real.join(rest),
                // Of a relative path in this folder.
                Err(_) => real.join(path),
            },
            None => path.to_path_buf(),
        }
    }

    /// The path without links, absolute; an error where nothing is there.
    pub fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let error = match self.ground.real(path) {
            Ok(real) => return Ok(real),
            Err(error) if self.unsaved.is_empty() => return Err(error),
            Err(error) => error,
        };
        // A file that is not saved yet, a folder that it lies in, or what is named through such a folder.
        let last = path.components().next_back();
        let (Some(folder), Some(last)) = (path.parent(), last) else { return Err(error) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(folder) = self.real(folder) else { return Err(error) };
        match last {
            Component::ParentDir => Ok(folder.parent().unwrap_or(&folder).to_path_buf()),
            Component::Normal(name) => {
                let real = folder.join(name);
                if self.unsaved_kind(&real).is_some() { Ok(real) } else { self.ground.real(&real).map_err(|_| error) }
            }
            _ => Err(error),
        }
    }

    /// The path without links; as it is where nothing is there.
    pub fn real_or_as_is(&self, path: &Path) -> PathBuf {
        self.real(path).unwrap_or_else(|_| path.to_path_buf())
    }

    /// What lies at a path, links followed.
    pub fn kind(&self, path: &Path) -> io::Result<FileKind> {
        if self.unsaved.is_empty() {
            return self.ground.kind(path);
        }
        let real = self.real(path)?;
        self.unsaved_kind(&real).map_or_else(|| self.ground.kind(&real), Ok)
    }

    /// Whether a folder is there, links followed.
    pub fn is_folder(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == FileKind::Folder)
    }

    /// Whether a plain file is there, links followed.
    pub fn is_file(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == FileKind::File)
    }

    /// What lies at a path itself; a link is a link, wherever it leads.
    pub fn own_kind(&self, path: &Path) -> io::Result<FileKind> {
        match self.ground.own_kind(path) {
            Err(error) if !self.unsaved.is_empty() => {
                let Ok(real) = self.real(path) else { return Err(error) };
                self.unsaved_kind(&real).map_or_else(|| self.ground.own_kind(&real), Ok)
            }
            kind => kind,
        }
    }

    /// Whether something lies at a path, be it a link that leads nowhere.
    pub fn is_there(&self, path: &Path) -> bool {
        self.own_kind(path).is_ok()
    }

    /// What a path without links is by the texts that are not saved: a file, or a folder of one.
    fn unsaved_kind(&self, real: &Path) -> Option<FileKind> {
        if self.unsaved.contains_key(real) {
            return Some(FileKind::File);
        }
        let after = self.unsaved.range::<Path, _>((std::ops::Bound::Excluded(real), std::ops::Bound::Unbounded));
        // Paths below a folder come next after it, but for those whose name goes on as its does.
        let mut below = after
            .map(|(path, _)| path)
            .take_while(|path| path.as_os_str().as_encoded_bytes().starts_with(real.as_os_str().as_encoded_bytes()));
        below.any(|path| path.starts_with(real)).then_some(FileKind::Folder)
    }

    /// What lies in a folder, sorted by name.
    pub fn list(&self, folder: &Path) -> io::Result<Arc<[Listed]>> {
        let listed = self.ground.list(folder);
        if self.unsaved.is_empty() {
            return listed;
        }
        let Ok(real) = self.real(folder) else { return listed };
        let mut new: BTreeMap<OsString, FileKind> = BTreeMap::new();
        for path in self.unsaved.keys() {
            let Ok(below) = path.strip_prefix(&real) else { continue };
            let mut parts = below.components();
            let Some(name) = parts.next() else { continue };
            let kind = if parts.next().is_some() { FileKind::Folder } else { FileKind::File };
            new.insert(name.as_os_str().to_owned(), kind);
        }
        let listed = match listed {
            Err(error) if new.is_empty() => return Err(error),
            Err(_) => Arc::default(),
            Ok(listed) => listed,
        };
        let is_known = |name: &OsStr| listed.binary_search_by(|known| known.name.as_os_str().cmp(name)).is_ok();
        new.retain(|name, _| !is_known(name));
        if new.is_empty() {
            return Ok(listed);
        }
        let new = new.into_iter().map(|(name, kind)| Listed { name, kind });
        let mut all: Vec<Listed> = listed.iter().cloned().chain(new).collect();
        all.sort_by(|one, two| one.name.cmp(&two.name));
        Ok(all.into())
    }

    /// The bytes of a plain file that is no larger than is read.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, Unopened> {
        self.read_beginning(path, yaml::LARGEST)
    }

    /// Whether a file can be opened and is no larger than is read.
    pub fn look_at(&self, path: &Path) -> Result<(), Unopened> {
        match self.unsaved.is_empty() {
            true => self.ground.look_at(path),
            false => self.read(path).map(drop),
        }
    }

    /// How many bytes a plain file has; `None` where there is none.
    pub fn size(&self, path: &Path) -> Option<u64> {
        let real = if self.unsaved.is_empty() { None } else { self.real(path).ok() };
        match real.as_ref().and_then(|real| self.unsaved.get(real)) {
            Some(text) => Some(text.len() as u64),
            None => self.ground.size(real.as_deref().unwrap_or(path)),
        }
    }

    /// The first bytes of such a file, at most so many.
    pub fn read_beginning(&self, path: &Path, most: u64) -> Result<Vec<u8>, Unopened> {
        let real = if self.unsaved.is_empty() { None } else { self.real(path).ok() };
        let Some(text) = real.as_ref().and_then(|real| self.unsaved.get(real)) else {
            return self.ground.read_beginning(real.as_deref().unwrap_or(path), most);
        };
        match text.len() as u64 {
            size if size > yaml::LARGEST => Err(Unopened::TooLarge(size)),
            size => Ok(text.as_bytes()[..usize::try_from(size.min(most)).unwrap_or(text.len())].to_vec()),
        }
    }
}

impl ReadAgain for Files {
    fn text(&self, path: &Path) -> Option<String> {
        String::from_utf8(self.read(path).ok()?).ok()
    }
}

/// The bytes of a file that the command line names: the user's own choice, be it a pipe.
pub fn read_any(path: &Path) -> io::Result<Vec<u8>> {
    disk::read_any(path)
}
