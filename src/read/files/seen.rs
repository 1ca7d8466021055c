//! When files were last changed, as the disk tells it: who looks now and then sees what others have written, made and removed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What the disk had at a look, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(BTreeMap<PathBuf, Stamp>);

/// When a file was changed, and how long it is.
type Stamp = Option<(Option<SystemTime>, u64)>;

impl Seen {
    /// The files that are others than they were, are new, or are gone.
    pub fn differing(&self, before: &Seen) -> Vec<PathBuf> {
        let changed = self.0.iter().filter(|(path, stamp)| before.0.get(*path) != Some(*stamp));
        let gone = before.0.keys().filter(|path| !self.0.contains_key(*path));
        changed.map(|(path, _)| path).chain(gone).cloned().collect()
    }

    /// All files below some folders, and some by name. Folders whose names begin with a dot are not looked into.
    pub(super) fn look(folders: &[PathBuf], files: impl Iterator<Item = PathBuf>) -> Seen {
        let is_shown =
            |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
        let below = folders.iter().flat_map(|folder| walkdir::WalkDir::new(folder).into_iter().filter_entry(is_shown));
        let below = below.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        Seen(below.chain(files).map(|path| (path.clone(), stamp(&path))).collect())
    }
}

fn stamp(path: &Path) -> Stamp {
    let data = std::fs::metadata(path).ok()?;
    // That of a folder tells only that something in it is new or gone, which its files tell themselves.
    data.is_file().then(|| (data.modified().ok(), data.len()))
}
