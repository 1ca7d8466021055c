//! Runs the program in a folder of its own.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::environment::vp;

/// A folder that goes away with the test.
pub(crate) struct Folder {
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Folder {
        Folder { folder: tempfile::tempdir().unwrap() }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders that it lies in.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        write(&path, text);
    }

    /// A file's text.
    pub(crate) fn read(&self, path: &str) -> String {
        read(&self.folder.path().join(path))
    }

    /// Runs `vp` here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs `vp` here with these variables besides those of every test.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        end(vp(self.path()).args(arguments).envs(variables.iter().copied()))
    }

    /// Runs `vp` in a folder of this one.
    pub(crate) fn run_in(&self, place: &str, arguments: &[&str]) -> Run {
        end(vp(&self.path().join(place)).args(arguments))
    }

    /// Every file below the folder with its text.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, String> {
        let walk = walkdir::WalkDir::new(self.folder.path()).into_iter().map(Result::unwrap);
        let files = walk.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| (entry.path().strip_prefix(self.folder.path()).unwrap().to_path_buf(), read(entry.path())))
            .collect()
    }
}

/// Runs a program to its end.
pub(crate) fn end(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
}

/// A file's text.
#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
pub(crate) fn read(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes a file.
#[expect(clippy::disallowed_methods, reason = "a test sets its scene")]
pub(crate) fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}
