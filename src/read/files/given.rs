//! What was given of files and folders, by marks that are quick to compare with what there is now.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::time::SystemTime;

use rustc_hash::{FxBuildHasher, FxHasher};

use super::disk::{self, Unopened};

/// By path, what was given.
#[derive(Debug, Default)]
pub(super) struct Given(RwLock<HashMap<PathBuf, Mark, FxBuildHasher>>);

/// A mark of what was given of a file or a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// When it was changed, as its disk says.
    pub(super) modified: Option<SystemTime>,
    /// Of a file its size; of a folder nothing.
    pub(super) size: u64,
    /// Of a file what it holds, or why it could not be read; of a folder nothing.
    pub(super) held: u64,
    /// As many bytes of a file as were asked for; none of a folder.
    pub(super) most: Option<u64>,
}

impl Given {
    /// A folder's list was given, which was changed then.
    pub(super) fn put_folder(&self, path: &Path, modified: Option<SystemTime>) {
        self.put(path, Mark { modified, size: 0, held: 0, most: None });
    }

    /// A file's first bytes were given, at most so many, or why they could not be.
    pub(super) fn put_file(&self, path: &Path, most: u64, read: &Result<Vec<u8>, Unopened>) {
        let (modified, size) = stamp(path);
        let known = self.get(path);
        // Who looks at its beginning alone is no judge of the rest.
        let is_less = known.is_some_and(|known| {
            known.most.is_some_and(|known| known > most) && (known.modified, known.size) == (modified, size)
        });
        if !is_less {
            self.put(path, Mark { modified, size, held: held(read), most: Some(most) });
        }
    }

    /// A mark of what was given of a path.
    pub(super) fn put(&self, path: &Path, mark: Mark) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_path_buf(), mark);
    }

    /// What was given of a path.
    pub(super) fn get(&self, path: &Path) -> Option<Mark> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(path).copied()
    }

    /// All that was given.
    pub(super) fn all(&self) -> Vec<(PathBuf, Mark)> {
        let given = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<(PathBuf, Mark)> = given.iter().map(|(path, mark)| (path.clone(), *mark)).collect();
        all.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        all
    }

    /// What was given of a path no longer counts.
    pub(super) fn forget(&self, path: &Path) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(path);
    }
}

impl Mark {
    /// The mark of what is at a path now, of which as much is looked at as was given. Where `is_deep` is not set, a file that
    /// was changed when it was and is as large is taken to be the same.
    pub(super) fn now(self, path: &Path, is_deep: bool) -> Mark {
        let (modified, size) = stamp(path);
        match self.most {
            Some(most) if is_deep || (modified, size) != (self.modified, self.size) => {
                Mark { modified, size, held: held(&disk::read_beginning(path, most)), most: self.most }
            }
            Some(_) => self,
            None => Mark { modified, ..self },
        }
    }

    /// Whether a file, or why there is none, is the same; that it was written again with the same words is no change.
    pub(super) fn holds_as(self, other: Mark) -> bool {
        (self.size, self.held, self.most) == (other.size, other.held, other.most)
    }
}

/// When something was changed, and how large it is; nothing where it is not there.
fn stamp(path: &Path) -> (Option<SystemTime>, u64) {
    std::fs::metadata(path).map_or((None, 0), |data| (data.modified().ok(), data.len()))
}

/// What was read as a number.
fn held(read: &Result<Vec<u8>, Unopened>) -> u64 {
    let mut hasher = FxHasher::default();
    match read {
        Ok(bytes) => (0_u8, bytes).hash(&mut hasher),
        Err(Unopened::Folder) => 1_u8.hash(&mut hasher),
        Err(Unopened::NoPlainFile) => 2_u8.hash(&mut hasher),
        Err(Unopened::TooLarge(size)) => (3_u8, size).hash(&mut hasher),
        Err(Unopened::System(error)) => (4_u8, error.kind()).hash(&mut hasher),
    }
    hasher.finish()
}

/// The mark of a file that is not there.
pub(super) fn gone() -> u64 {
    held(&Err(Unopened::System(io::ErrorKind::NotFound.into())))
}
