//! The examples for build servers and git: what they run is run here, in repositories that are clean and that have errors.
//! What only the service itself can do – actions, uploads, the view of a report – is not; that its files are there is.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod github;
mod gitlab;
mod hook;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};
use vp::diagnostic::Sink;
use vp::source::{Source, Sources};
use vp::syntax::yaml::{self, Kind, Node};

use crate::environment;
use crate::page::fences;
use crate::tools::needs;
use crate::workspace::{Ran, Workspace, end, read, write};

const BOARD: &str = "plans/2026/nämnden/plan.yaml";
const UNIT: &str = "plans/2026/nämnden/enhet norr/plan.yaml";
const SOUND: &str =
    "aktiviteter:\n  - {namn: Öppna en lots, ansvarig: Mottagningen, start: 2026-02-01, slut: 2026-11-30}\n";
const SLIP: &str =
    "aktiviteter:\n  - {namn: Öppna en lots, ansvrig: Mottagningen, start: 2026-02-01, slut: 2026-11-30}\n";

/// Stands in for cargo: says what it was asked for, and installs the program under test as cargo would.
const CARGO: &str = r#"#!/usr/bin/env bash
set -eu
printf '%s\n' "$*" >>"$ASKED_OF_CARGO"
root=$HOME/.cargo
while [ $# -gt 0 ]; do
  if [ "$1" = --root ]; then root=$2; fi
  shift
done
mkdir -p "$root/bin"
ln -s "$VP_UNDER_TEST" "$root/bin/vp"
"#;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ci")
}

/// An example as data. Every value is a text, as it is written.
fn example(name: &str) -> Value {
    yaml_of(name, &read(&examples().join(name)))
}

/// What projects take in by a line of their own: the action and the component, which lie elsewhere.
fn taken_in(path: &str) -> String {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
}

fn yaml_of(name: &str, text: &str) -> Value {
    let sources = Sources::default();
    let source = sources.add(Source::new(name, text));
    let mut sink = Sink::default();
    let tree = yaml::read(text, source, &mut sink);
    assert!(sink.into_vec().is_empty(), "{name} is not a YAML");
    data(&tree.root.unwrap())
}

fn data(node: &Node) -> Value {
    match &node.kind {
        Kind::Empty => Value::Null,
        Kind::Scalar { text, .. } => Value::String(text.to_string()),
        Kind::List(nodes) => nodes.iter().map(data).collect(),
        Kind::Map(entries) => {
            let entries = entries.iter().map(|entry| (entry.key_text().to_owned(), data(&entry.value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is not a list"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is not a text"))
}

/// The texts of a map by their names; none where there is no map.
fn texts(value: &Value) -> Vec<(&str, &str)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), text(value))).collect()
}

/// A plan below another, with these lines last.
fn plan(organisation: &str, more: &str) -> String {
    format!("vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{{organisation}}}\n{more}")
}

/// A unit's plan, with these activities.
fn unit(name: &str, activities: &str) -> String {
    let organisation = format!("kommun: Staden, nämnd: Nämnden, enhet: {name}");
    let texts =
        ["förväntat_resultat", "arbetssätt", "resursanvändning", "uppföljning"].map(|key| format!("{key}: Så.\n"));
    let lines: String =
        texts.concat().lines().chain(activities.lines()).map(|line| format!("      {line}\n")).collect();
    let goal =
        "bygger_på: ../plan.yaml\nmål:\n  enhetsmål:\n    - id: svar\n      till: tid\n      titel: Alla får svar\n";
    plan(&organisation, &format!("{goal}{lines}"))
}

fn board() -> String {
    let goal = "{id: tid, titel: Stöd i tid, beskrivning: Så är det., förväntat_resultat: Så blir det.}";
    plan("kommun: Staden, nämnd: Nämnden", &format!("mål:\n  nämndmål:\n    - {goal}\n"))
}

/// A repository, and a home with what is installed in it.
struct Repository {
    folder: Workspace,
    home: Workspace,
}

impl Repository {
    /// An empty one.
    fn new() -> Repository {
        let repository = Repository { folder: Workspace::new(), home: Workspace::new() };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.home.write("tools/cargo", CARGO);
        repository.home.write("tmp/empty", "");
        make_executable(&repository.home.root().join("tools/cargo"));
        repository
    }

    /// One with a board and a unit, committed and without findings.
    fn with_plans() -> Repository {
        let repository = Repository::new();
        repository.folder.write("vp.yaml", "vp: 1\n");
        repository.folder.write(BOARD, &board());
        repository.folder.write(UNIT, &unit("Norr", SOUND));
        repository.git(&["add", "--all"]);
        repository.git(&["commit", "--quiet", "--no-verify", "--message", "Planer"]);
        repository
    }

    /// A program in the repository's folder. The program under test is not on the path before it is installed in the home.
    fn command(&self, program: &str) -> Command {
        let home = self.home.root();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let without_vp = std::env::split_paths(&path).filter(|folder| !folder.join("vp").exists());
        let path = std::env::join_paths([home.join("tools"), home.join(".cargo/bin")].into_iter().chain(without_vp));
        let mut command = environment::program(program, self.folder.root());
        command
            .env("PATH", path.unwrap())
            .env("HOME", home)
            .env("TMPDIR", home.join("tmp"))
            .env("ASKED_OF_CARGO", home.join("asked"))
            .env("VP_UNDER_TEST", env!("CARGO_BIN_EXE_vp"))
            .envs([("GIT_AUTHOR_NAME", "Test"), ("GIT_AUTHOR_EMAIL", "test@exempel.se")])
            .envs([("GIT_COMMITTER_NAME", "Test"), ("GIT_COMMITTER_EMAIL", "test@exempel.se")]);
        command
    }

    /// Runs git and expects it to succeed.
    fn git(&self, arguments: &[&str]) -> String {
        let run = end(self.command("git").args(arguments));
        assert_eq!(run.code, 0, "git {arguments:?}: {}", run.err);
        run.out.trim().to_owned()
    }

    /// Commits what there is.
    fn commit_all(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "--message", message]);
    }

    /// Runs lines as a build server does: in bash, until one fails.
    fn bash(&self, lines: &str, variables: &[(&str, &str)]) -> Ran {
        end(self
            .command("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", lines])
            .envs(variables.iter().copied()))
    }

    /// What cargo was asked for, a line each time.
    fn asked_of_cargo(&self) -> String {
        let asked = self.home.root().join("asked");
        if asked.exists() { read(&asked) } else { String::new() }
    }

    fn install_vp(&self) {
        let run = end(self.command("cargo").arg("install"));
        assert_eq!(run.code, 0, "{}", run.err);
    }
}

#[cfg(unix)]
fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// Where files have no such permission, the program that runs them decides.
#[cfg(not(unix))]
fn make_executable(_: &Path) {}

/// Both pages show the same files, and every file is on them.
#[test]
fn the_pages_name_every_example() {
    let files: Vec<String> = std::fs::read_dir(examples())
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("README"))
        .collect();
    assert_eq!(files.len(), 3, "{files:?}");
    let pages = ["README.md", "README.sv.md"].map(|name| read(&examples().join(name)));
    for page in &pages {
        for name in &files {
            assert!(page.contains(&format!("[{name}]({name})")), "{name}");
        }
    }
    let shape = |page: &str| -> Vec<String> {
        let rows = page.lines().filter(|line| line.starts_with(['#', '|', '-'])).map(|line| line[..1].to_owned());
        rows.chain(fences(page).into_iter().map(|fence| fence.text)).collect()
    };
    assert_eq!(shape(&pages[0]), shape(&pages[1]));
}

/// The commands that the pages show put the hook where git finds it.
#[test]
fn the_pages_tell_how_the_hook_is_installed() {
    needs!("git", "bash");
    for name in ["README.md", "README.sv.md"] {
        let repository = Repository::with_plans();
        let hook = examples().join("pre-commit");
        write(&repository.folder.root().join("pre-commit"), &read(&hook));
        let page = read(&examples().join(name));
        let commands: String =
            fences(&page).into_iter().filter(|fence| fence.syntax == "sh").map(|fence| fence.text).collect();
        let run = repository.bash(&commands, &[]);
        assert_eq!(run.code, 0, "{}", run.err);
        repository.install_vp();
        repository.folder.write(UNIT, &unit("Norr", SLIP));
        repository.git(&["add", "--all"]);
        let run = end(repository.command("git").args(["commit", "--message", "Fel"]));
        assert!(run.code == 1 && run.err.contains("VP0103"), "{name}: {run:?}");
    }
}
