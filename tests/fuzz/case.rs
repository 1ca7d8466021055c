//! Workspaces as files in memory: those of the repository, those that failed once, and made ones.

use std::fmt;
use std::path::Path;

/// Larger files are not changed: the small ones have every key, and are quickly gone through.
const LARGEST: u64 = 6_000;

/// Most files of a workspace that is changed.
const MOST_FILES: usize = 8;

/// A workspace.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// Where it comes from.
    pub(crate) name: String,
    /// Its files: path and bytes, sorted.
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

impl Case {
    /// The files of a folder.
    pub(crate) fn of_folder(folder: &Path) -> Case {
        let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = walk.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("a walk stays below its start");
            (path.to_string_lossy().replace('\\', "/"), std::fs::read(entry.path()).expect("the file is there"))
        });
        Case { name: folder.display().to_string(), files: files.collect() }
    }

    /// Writes the files into a folder.
    pub(crate) fn write(&self, folder: &Path) {
        for (path, bytes) in &self.files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
            std::fs::write(path, bytes).expect("files can be written");
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (path, bytes) in &self.files {
            writeln!(f, "-- {path}\n{}\n{:?}", String::from_utf8_lossy(bytes), bytes.escape_ascii().to_string())?;
        }
        Ok(())
    }
}

/// The small workspaces among the examples.
pub(crate) fn of_repository() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut folders = Vec::new();
    for group in ["mistakes", "fixed"] {
        let walk = walkdir::WalkDir::new(root.join(group)).min_depth(1).max_depth(1).sort_by_file_name();
        folders.extend(walk.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path));
    }
    let cases = folders.iter().filter(|folder| folder.is_dir()).map(|folder| Case::of_folder(folder));
    let is_small = |case: &Case| {
        case.files.len() <= MOST_FILES && case.files.iter().map(|(_, bytes)| bytes.len() as u64).sum::<u64>() <= LARGEST
    };
    let cases: Vec<Case> = cases.filter(is_small).collect();
    assert!(cases.len() > 100, "the examples are workspaces to begin with: {}", cases.len());
    cases
}

/// The workspaces that failed once.
pub(crate) fn found() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found");
    let walk = walkdir::WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    let folders = walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_dir());
    folders.map(|entry| Case::of_folder(entry.path())).collect()
}
