//! The folders that files may be written to, and links that lead out of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{ReplaceError, WriteError, WriteOutcome, followed, or_here, write};

/// Where files may be written to: a folder, and another that links may lead to from it. Who made the links need not be who runs
/// the program; the folders themselves may be links.
#[derive(Debug)]
pub struct Within {
    folder: PathBuf,
    other: Option<PathBuf>,
    /// What the folder is once its links are followed; it need not be there yet.
    real: OnceLock<PathBuf>,
    real_other: OnceLock<Option<PathBuf>>,
    /// The folders that are there and have been followed.
    known: Mutex<BTreeSet<PathBuf>>,
}

impl Within {
    /// A folder, and another that links may lead to.
    pub fn new(folder: &Path, other: Option<&Path>) -> Within {
        let other = other.map(Path::to_path_buf);
        Within {
            folder: folder.to_path_buf(),
            other,
            real: OnceLock::new(),
            real_other: OnceLock::new(),
            known: Mutex::new(BTreeSet::new()),
        }
    }

    /// As [`write`], for a file of the folder, by its path from it.
    ///
    /// Errors: a link leads out of the folder and of the other too.
    pub fn write(&self, path: impl AsRef<Path>, bytes: &[u8]) -> Result<WriteOutcome, WriteError> {
        let path = &self.folder.join(path);
        let fail = |error| WriteError { path: path.to_path_buf(), error };
        // In a folder that is not there yet there are no links.
        if let Some(folder) = self.real() {
            let target = followed(path).map_err(|error| fail(ReplaceError::System(error)))?;
            // A file lies where the folder does that it is in.
            let parent = target.parent().unwrap_or(&target);
            if !self.is_known(parent) && !self.holds(parent, folder) {
                return Err(fail(ReplaceError::LeadsOut));
            }
        }
        write(path, bytes)
    }

    fn is_known(&self, parent: &Path) -> bool {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).contains(parent)
    }

    /// Whether a folder lies where may be written to, be it one that is not there yet.
    fn holds(&self, parent: &Path, folder: &Path) -> bool {
        let real = or_here(parent).canonicalize();
        let is_there = real.is_ok();
        let above = || parent.ancestors().skip(1).find_map(|part| or_here(part).canonicalize().ok());
        let there = real.ok().or_else(above).unwrap_or_else(|| parent.to_path_buf());
        let other = || self.real_other.get_or_init(|| self.other.as_ref()?.canonicalize().ok());
        let holds = there.starts_with(folder) || other().as_ref().is_some_and(|other| there.starts_with(other));
        if holds && is_there {
            self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(parent.to_path_buf());
        }
        holds
    }

    fn real(&self) -> Option<&Path> {
        if self.real.get().is_none() {
            // Another thread may have been first, with the same.
            let _ = self.real.set(self.folder.canonicalize().ok()?);
        }
        self.real.get().map(PathBuf::as_path)
    }
}
