//! Temporary workspaces, and runs of the program in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::environment::vp;

/// The repository's own folder.
pub(crate) const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

/// A unit's plan without faults.
pub(crate) const PLAN: &str = "vp: 1
dokument: verksamhetsplan
år: 2026
organisation: {kommun: Staden, enhet: Norr}
mål:
  enhetsmål:
    - titel: Alla får svar
      id: svar
      förväntat_resultat: Svaren kommer.
      arbetssätt: Så.
      resursanvändning: Lite.
      uppföljning: I maj.
      indikatorer:
        - {id: tid, namn: Svar i tid, årsmål: 90 %, riktning: högre, periodicitet: Tertial, källa: Diariet, beskrivning: Andelen svar i tid}
      aktiviteter:
        - {id: lots, namn: Öppna en lots, start: 2026-01-01, slut: 2026-12-31}
";

/// A folder that goes away with the test.
pub(crate) struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// An empty folder.
    pub(crate) fn new() -> Workspace {
        Workspace { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with these files: path and text.
    pub(crate) fn with<P: AsRef<str>, T: AsRef<str>>(files: impl IntoIterator<Item = (P, T)>) -> Workspace {
        let workspace = Workspace::new();
        for (path, text) in files {
            workspace.write(path.as_ref(), text.as_ref());
        }
        workspace
    }

    /// Where it is.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Where a file of it is.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// The same folder with one more file.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Workspace {
        self.put(path, text.as_ref());
        self
    }

    /// Writes a file, and the folders that it needs.
    pub(crate) fn write(&self, path: &str, text: &str) {
        self.put(path, text.as_bytes());
    }

    fn put(&self, path: &str, text: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        put(&path, text);
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        read(&self.path(path))
    }

    /// Every file below a folder of it, as sorted paths.
    pub(crate) fn files(&self, below: &str) -> Vec<String> {
        files_below(&self.path(below))
    }

    /// Every file of it with its text.
    pub(crate) fn texts(&self) -> BTreeMap<PathBuf, String> {
        let walk = walkdir::WalkDir::new(self.root()).into_iter().map(|entry| entry.expect("the folder can be read"));
        let files = walk.filter(|entry| entry.file_type().is_file());
        let text = |path: &Path| {
            let below = path.strip_prefix(self.root()).expect("a walk stays below its start");
            (below.to_path_buf(), read(path))
        };
        files.map(|entry| text(entry.path())).collect()
    }

    /// What came of a run of the program here, in the language that it has by itself.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[])
    }

    /// What came of a run here with these variables besides those of every test.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        end(vp(self.root()).args(arguments).envs(variables.iter().copied()))
    }

    /// What came of a run in a folder of this one.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Ran {
        end(vp(&self.path(folder)).args(arguments))
    }

    /// A run of the program in this folder, in Swedish.
    pub(crate) fn vp<const N: usize>(&self, arguments: [&str; N]) -> Run {
        self.vp_in("", arguments)
    }

    /// A run of the program in a folder of this one.
    pub(crate) fn vp_in<const N: usize>(&self, folder: &str, arguments: [&str; N]) -> Run {
        let mut command = vp(&self.path(folder));
        command.args(arguments).env("VP_LANG", "sv");
        Run(command)
    }
}

/// A run that is not yet made.
#[must_use = "a run does nothing until it is ended with `end`"]
pub(crate) struct Run(Command);

impl Run {
    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Run {
        self.0.env(name, value);
        self
    }

    /// Takes a variable out of the environment.
    pub(crate) fn without(mut self, name: &str) -> Run {
        self.0.env_remove(name);
        self
    }

    /// Adds arguments that are paths.
    pub(crate) fn paths(mut self, paths: &[&Path]) -> Run {
        self.0.args(paths);
        self
    }

    /// Sets what new files may be read by, as `umask` does.
    #[cfg(unix)]
    pub(crate) fn masked(self, mask: &str) -> Run {
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(format!("umask {mask}; exec \"$0\" \"$@\""))
            .arg(self.0.get_program())
            .args(self.0.get_args());
        if let Some(folder) = self.0.get_current_dir() {
            command.current_dir(folder);
        }
        for (name, value) in self.0.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        Run(command)
    }

    /// Runs it.
    pub(crate) fn end(mut self) -> Ran {
        end(&mut self.0)
    }

    /// Runs it while nobody reads its standard output.
    pub(crate) fn end_unread(mut self) -> Ran {
        let mut child = self.0.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        Ran::of(&child.wait_with_output().expect("the program ends"))
    }
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Ran {
    fn of(output: &Output) -> Ran {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
        let code = output.status.code().expect("the program ends by itself");
        Ran { code, out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The run, after looking at its exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "standard output:\n{}\nstandard error:\n{}", self.out, self.err);
        self
    }
}

/// Runs a program to its end.
pub(crate) fn end(command: &mut Command) -> Ran {
    Ran::of(&command.output().expect("the program starts"))
}

/// The text of a file, with a sign in the place of what is no text.
#[track_caller]
pub(crate) fn read(path: &Path) -> String {
    String::from_utf8_lossy(&bytes(path)).into_owned()
}

#[track_caller]
#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes a file.
pub(crate) fn write(path: &Path, text: &str) {
    put(path, text.as_bytes());
}

#[expect(clippy::disallowed_methods, reason = "a test sets its scene")]
fn put(path: &Path, text: &[u8]) {
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Every file below a folder, as sorted paths from it with `/`; none where there is no such folder.
/// The list of what a build wrote is left out: its own tests name it.
pub(crate) fn files_below(folder: &Path) -> Vec<String> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| entry.file_type().is_file() && entry.file_name() != ".vp-build.json");
    let mut files: Vec<String> = files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("a walk stays below its start");
            path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
        })
        .collect();
    files.sort();
    files
}
