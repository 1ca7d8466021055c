//! What is read, and what is not: files outside the workspace, hidden ones, pipes, what cannot be read, and what depends on
//! it. Of a file that is not read not a word is shown or printed, and what depends on it stays as it was.

mod kept;
mod outside;
mod pictures;
mod spellings;

#[cfg(unix)]
use std::path::Path;
use std::time::{Duration, Instant};

use crate::workspace::{Ran, Workspace};

/// Stands in every file that is not to be read.
const SECRET: &str = "HEMLIGT-4711";

/// Far more than any run needs, far less than a hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// A unit's plan with `rest` after its head.
fn plan(rest: &str) -> String {
    format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{kommun: K, enhet: E}}\n{rest}mål:\n  enhetsmål:\n    \
         - titel: Målet\n      förväntat_resultat: Allt går väl.\n      arbetssätt: Så.\n      resursanvändning: Lite.\n      \
         uppföljning: I maj.\n"
    )
}

/// A plan that nothing is to be seen of: it says so itself, is whole, and is not to be fixed.
fn secret_plan() -> String {
    format!("{}# {SECRET}\n", plan(&format!("inledninng: {SECRET}\n")))
}

/// A folder with the workspace in `ws` and what is not to be read in `ute`.
fn scene(files: &[(&str, &str)]) -> Workspace {
    let workspace = Workspace::with([
        ("ute/plan.yaml", secret_plan()),
        ("ute/text.md", SECRET.to_owned()),
        ("ute/ord.yaml", format!("innehåll: {SECRET}\n")),
        ("ute/vp.yaml", format!("vp: 1\nspråkk: sv # {SECRET}\n")),
        ("ute/page.html.j2", format!("{{{{ {SECRET}")),
        ("ute/bild.svg", format!("<svg><!-- {SECRET} --></svg>")),
    ]);
    for (path, text) in files {
        workspace.write(&format!("ws/{path}"), text);
    }
    workspace
}

/// Checks and builds in `ws`, in every format of findings; nothing that is not to be read is seen anywhere, and nothing of
/// it is changed by fixing. Gives the report of the check.
#[track_caller]
fn nothing_is_seen(workspace: &Workspace, words: &[&str]) -> Ran {
    let before = outside(workspace);
    let start = Instant::now();
    let report = workspace.vp_in("ws", ["check", "--lang", "en"]).end().exits(1);
    for words in words {
        assert!(report.out.contains(words), "{words} is not in\n{}", report.out);
    }
    for format in ["json", "sarif", "github", "gitlab", "junit"] {
        let ran = workspace.vp_in("ws", ["check", "--format", format]).end().exits(1);
        assert!(!ran.out.contains(SECRET) && !ran.err.contains(SECRET), "{format}: {}", ran.out);
    }
    for arguments in [&["check", "--diff"][..], &["check", "--fix"], &["build"], &["status"]] {
        let ran = match arguments {
            [one] => workspace.vp_in("ws", [one]).end(),
            [one, two] => workspace.vp_in("ws", [one, two]).end(),
            _ => unreachable!("a command has one or two words"),
        };
        assert!(!ran.out.contains(SECRET) && !ran.err.contains(SECRET), "{arguments:?}: {}{}", ran.out, ran.err);
    }
    assert!(!report.out.contains(SECRET), "{}", report.out);
    for page in workspace.files("ws/build") {
        assert!(!workspace.read(&format!("ws/build/{page}")).contains(SECRET), "{page}");
    }
    assert_eq!(outside(workspace), before, "what lies outside was changed");
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
    report
}

fn outside(workspace: &Workspace) -> Vec<(String, String)> {
    let files = workspace.files("ute").into_iter();
    files.map(|file| (workspace.read(&format!("ute/{file}")), file)).collect()
}

#[cfg(unix)]
fn link(workspace: &Workspace, target: impl AsRef<Path>, path: &str) {
    let path = workspace.path(path);
    std::fs::create_dir_all(path.parent().expect("a link lies in a folder")).expect("folders can be made");
    std::os::unix::fs::symlink(target, path).expect("a link can be made");
}

/// Makes a pipe; `false` where the machine has no program for it.
#[cfg(unix)]
fn pipe(workspace: &Workspace, path: &str) -> bool {
    let path = workspace.path(path);
    std::fs::create_dir_all(path.parent().expect("a pipe lies in a folder")).expect("folders can be made");
    std::process::Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success())
}
