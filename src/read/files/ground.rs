//! Where files lie: the disk, or a tree in memory that answers as a disk does.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{self, Disk, FileKind, Listed, Unopened};
use super::tree::FileTree;

/// Where the files lie.
#[derive(Debug)]
pub(super) enum Ground {
    Disk(Disk),
    Tree(FileTree),
}

impl Default for Ground {
    fn default() -> Ground {
        Ground::Disk(Disk::default())
    }
}

impl Ground {
    /// Whatever is known of a path and of what lies in it is asked anew.
    pub(super) fn forget(&self, path: &Path) {
        match self {
            Ground::Disk(disk) => disk.forget(path),
            // Nothing changes in it.
            Ground::Tree(_) => {}
        }
    }

    /// The same without what is known of it.
    pub(super) fn anew(&self) -> Ground {
        match self {
            Ground::Disk(disk) => Ground::Disk(disk.anew()),
            Ground::Tree(tree) => Ground::Tree(tree.clone()),
        }
    }

    /// The path without links, absolute.
    pub(super) fn real(&self, path: &Path) -> io::Result<PathBuf> {
        match self {
            Ground::Disk(disk) => disk.real(path),
            Ground::Tree(tree) => tree.real(path),
        }
    }

    /// What lies at a path, links followed.
    pub(super) fn kind(&self, path: &Path) -> io::Result<FileKind> {
        match self {
            Ground::Disk(disk) => disk.kind(path),
            Ground::Tree(tree) => tree.kind(path),
        }
    }

    /// What lies at a path itself.
    pub(super) fn own_kind(&self, path: &Path) -> io::Result<FileKind> {
        match self {
            Ground::Disk(disk) => disk.own_kind(path),
            Ground::Tree(tree) => tree.kind(path),
        }
    }

    /// What lies in a folder, sorted by name.
    pub(super) fn list(&self, folder: &Path) -> io::Result<Arc<[Listed]>> {
        match self {
            Ground::Disk(disk) => disk.list(folder),
            Ground::Tree(tree) => tree.list(folder),
        }
    }

    /// The first bytes of a plain file that is no larger than is read, at most so many.
    pub(super) fn read_beginning(&self, path: &Path, most: u64) -> Result<Vec<u8>, Unopened> {
        match self {
            Ground::Disk(disk) => disk.read_beginning(path, most),
            Ground::Tree(tree) => tree.read_beginning(path, most),
        }
    }

    /// How many bytes a plain file has.
    pub(super) fn size(&self, path: &Path) -> Option<u64> {
        match self {
            Ground::Disk(_) => disk::size(path),
            Ground::Tree(tree) => tree.size(path),
        }
    }

    /// Whether a file can be opened and is no larger than is read.
    pub(super) fn look_at(&self, path: &Path) -> Result<(), Unopened> {
        match self {
            Ground::Disk(disk) => disk.look_at(path),
            Ground::Tree(tree) => tree.read_beginning(path, 1).map(drop),
        }
    }
}
