//! A tree of files in memory, which answers as a disk does: a revision of a repository, or what a test makes.
//!
//! There are no links in it. Its current folder is its root, `/`.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::disk::{FileKind, Listed, Unopened};
use crate::source::straight;
use crate::syntax::yaml;

/// Files in memory, by their paths from the root.
#[derive(Clone, Debug)]
pub struct FileTree {
    files: BTreeMap<PathBuf, Content>,
    /// Every folder with what lies in it.
    folders: BTreeMap<PathBuf, BTreeMap<OsString, FileKind>>,
}

/// What is known of a file.
#[derive(Clone, Debug)]
enum Content {
    Bytes(Arc<[u8]>),
    /// It is larger than is read: it has so many bytes.
    TooLarge(u64),
}

impl Default for FileTree {
    fn default() -> FileTree {
        let root = (root(), BTreeMap::new());
        FileTree { files: BTreeMap::new(), folders: BTreeMap::from([root]) }
    }
}

fn root() -> PathBuf {
    PathBuf::from("/")
}

impl FileTree {
    /// Puts a file into the tree, with the folders that it lies in. Where one of these is a file, or a folder has the
    /// file's name, nothing is put: a disk has no such two.
    pub fn put(&mut self, path: &Path, bytes: impl Into<Arc<[u8]>>) {
        let bytes = bytes.into();
        match bytes.len() as u64 {
            size if size > yaml::LARGEST => self.insert(path, Content::TooLarge(size)),
            _ => self.insert(path, Content::Bytes(bytes)),
        }
    }

    /// Puts a file into the tree that is larger than is read, so that what is said of it is its size.
    pub fn put_too_large(&mut self, path: &Path, size: u64) {
        self.insert(path, Content::TooLarge(size));
    }

    /// Makes a folder with those that it lies in; false where one of them is a file.
    pub fn put_folder(&mut self, path: &Path) -> bool {
        let path = absolute(path);
        let above: Vec<&Path> = path.ancestors().collect();
        if above.iter().any(|folder| self.files.contains_key(*folder)) {
            return false;
        }
        for folder in above {
            self.folders.entry(folder.to_path_buf()).or_default();
            self.list_in_parent(folder, FileKind::Folder);
        }
        true
    }

    fn insert(&mut self, path: &Path, content: Content) {
        let path = absolute(path);
        let Some(folder) = path.parent() else { return };
        if !self.folders.contains_key(&path) && self.put_folder(folder) {
            self.list_in_parent(&path, FileKind::File);
            self.files.insert(path, content);
        }
    }

    fn list_in_parent(&mut self, path: &Path, kind: FileKind) {
        if let (Some(folder), Some(name)) = (path.parent(), path.file_name()) {
            self.folders.entry(folder.to_path_buf()).or_default().insert(name.to_owned(), kind);
        }
    }

    /// The path without `.` and `..`, absolute, and what lies there.
    fn find(&self, path: &Path) -> io::Result<(PathBuf, FileKind)> {
        let mut found = (root(), FileKind::Folder);
        for component in path.components() {
            let (at, kind) = &mut found;
            if *kind != FileKind::Folder {
                return Err(io::ErrorKind::NotADirectory.into());
            }
            match component {
                Component::RootDir => *at = root(),
                Component::CurDir => {}
                Component::ParentDir => drop(at.pop()),
                Component::Normal(name) => {
                    *kind = self.kind_in(at, name).ok_or(io::ErrorKind::NotFound)?;
                    at.push(name);
                }
                Component::Prefix(_) => return Err(io::ErrorKind::NotFound.into()),
            }
        }
        // `plan.yaml/` and `plan.yaml/.` are no files.
        let written = path.as_os_str().as_encoded_bytes();
        match found.1 != FileKind::Folder && (written.ends_with(b"/") || written.ends_with(b"/.")) {
            true => Err(io::ErrorKind::NotADirectory.into()),
            false => Ok(found),
        }
    }

    fn kind_in(&self, folder: &Path, name: &OsStr) -> Option<FileKind> {
        self.folders.get(folder)?.get(name).copied()
    }

    /// The path without `.` and `..`, absolute.
    pub(super) fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.find(path).map(|(real, _)| real)
    }

    /// What lies at a path.
    pub(super) fn kind(&self, path: &Path) -> io::Result<FileKind> {
        self.find(path).map(|(_, kind)| kind)
    }

    /// What lies in a folder, sorted by name.
    pub(super) fn list(&self, folder: &Path) -> io::Result<Arc<[Listed]>> {
        let (real, _) = self.find(folder)?;
        let within = self.folders.get(&real).ok_or(io::ErrorKind::NotADirectory)?;
        Ok(within.iter().map(|(name, kind)| Listed { name: name.clone(), kind: *kind }).collect())
    }

    /// How many bytes a file has.
    pub(super) fn size(&self, path: &Path) -> Option<u64> {
        let (real, _) = self.find(path).ok()?;
        Some(match self.files.get(&real)? {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::TooLarge(size) => *size,
        })
    }

    /// The first bytes of a file that is no larger than is read, at most so many.
    pub(super) fn read_beginning(&self, path: &Path, most: u64) -> Result<Vec<u8>, Unopened> {
        let (real, kind) = self.find(path).map_err(Unopened::System)?;
        match self.files.get(&real) {
            _ if kind == FileKind::Folder => Err(Unopened::Folder),
            Some(Content::TooLarge(size)) => Err(Unopened::TooLarge(*size)),
            Some(Content::Bytes(bytes)) => {
                let most = usize::try_from(most).unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes[..most].to_vec())
            }
            None => Err(Unopened::System(io::ErrorKind::NotFound.into())),
        }
    }
}

fn absolute(path: &Path) -> PathBuf {
    straight(&root().join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> FileTree {
        let mut tree = FileTree::default();
        tree.put(Path::new("ws/vp.yaml"), *b"vp: 1\n");
        tree.put(Path::new("/ws/plans/2026/plan.yaml"), *b"mer");
        tree.put(Path::new("ws/plans/x.yaml"), *b"x");
        tree.put_too_large(Path::new("ws/stor.png"), 9_000_000);
        tree.put_folder(Path::new("ws/tom"));
        tree
    }

    /// Whatever is asked, a disk with the same files says the same.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test lays out the disk that the tree is compared with")]
    fn it_answers_as_a_disk_does() {
        use crate::read::files::Files;

        let folder = tempfile::tempdir().unwrap();
        let on_disk = folder.path().canonicalize().unwrap();
        for (path, text) in [("ws/vp.yaml", "vp: 1\n"), ("ws/plans/2026/plan.yaml", "mer"), ("ws/plans/x.yaml", "x")] {
            std::fs::create_dir_all(on_disk.join(path).parent().unwrap()).unwrap();
            std::fs::write(on_disk.join(path), text).unwrap();
        }
        std::fs::File::create(on_disk.join("ws/stor.png")).unwrap().set_len(9_000_000).unwrap();
        std::fs::create_dir(on_disk.join("ws/tom")).unwrap();
        let tree = Files::of_tree(tree());
        let below = |path: PathBuf| path.strip_prefix(&on_disk).map(Path::to_path_buf).unwrap_or(path);
        for path in [
            "ws",
            "ws/",
            "ws/.",
            "ws/vp.yaml",
            "ws/vp.yaml/",
            "ws/vp.yaml/.",
            "ws/vp.yaml/..",
            "ws/plans/../vp.yaml",
            "ws/nix/../vp.yaml",
            "ws/plans/2026",
            "ws/tom",
            "ws/stor.png",
            "ws/nix",
            "ws/VP.yaml",
        ] {
            // To what is remembered, a path with a slash at its end is the one without.
            let disk = Files::default();
            let (here, there) = (Path::new("/").join(path), on_disk.join(path));
            let real = tree.real(&here).map(|path| path.strip_prefix("/").unwrap().to_path_buf());
            assert_eq!(
                real.map_err(|error| error.kind()),
                disk.real(&there).map(below).map_err(|error| error.kind()),
                "{path}"
            );
            assert_eq!(tree.kind(&here).ok(), disk.kind(&there).ok(), "{path}");
            assert_eq!(tree.own_kind(&here).ok(), disk.own_kind(&there).ok(), "{path}");
            assert_eq!(tree.list(&here).ok(), disk.list(&there).ok(), "{path}");
            for most in [0, 2, yaml::LARGEST] {
                let words = |read: Result<Vec<u8>, Unopened>| {
                    format!(
                        "{:?}",
                        read.map_err(|why| match why {
                            Unopened::System(error) => format!("{:?}", error.kind()),
                            other => format!("{other:?}"),
                        })
                    )
                };
                assert_eq!(words(tree.read_beginning(&here, most)), words(disk.read_beginning(&there, most)), "{path}");
            }
            assert_eq!(tree.look_at(&here).is_ok(), disk.look_at(&there).is_ok(), "{path}");
            assert_eq!(tree.size(&here), disk.size(&there), "{path}");
        }
    }

    #[test]
    fn a_file_is_no_folder() {
        let mut tree = tree();
        tree.put(Path::new("ws/vp.yaml/in.yaml"), *b"");
        tree.put(Path::new("ws/plans"), *b"");
        assert_eq!(tree.kind(Path::new("/ws/vp.yaml")).unwrap(), FileKind::File);
        assert_eq!(tree.kind(Path::new("ws/plans")).unwrap(), FileKind::Folder);
        assert!(tree.real(Path::new("ws/vp.yaml/in.yaml")).is_err());
    }
}
