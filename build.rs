//! Tells the program which revision it is made from, where that is known, and with which features: `vp --version` shows them.

use std::path::Path;
use std::process::Command;

/// How many characters of a revision are shown: as many as git shows of a large repository.
const SHOWN: usize = 10;

fn main() {
    println!("cargo::rerun-if-env-changed=VP_REVISION");
    println!("cargo::rerun-if-changed=build.rs");
    let named = std::env::var("VP_REVISION").ok();
    let revision = named.or_else(packed).or_else(in_git).unwrap_or_default();
    let revision: String = revision.trim().chars().filter(char::is_ascii_hexdigit).take(SHOWN).collect();
    println!("cargo::rustc-env=VP_REVISION={revision}");
    println!("cargo::rustc-env=VP_FEATURES={}", features().join(", "));
}

/// The features that were chosen, in alphabetical order.
fn features() -> Vec<String> {
    let variables = std::env::vars().filter_map(|(name, _)| name.strip_prefix("CARGO_FEATURE_").map(str::to_lowercase));
    let mut names: Vec<String> =
        variables.filter(|name| name != "default").map(|name| name.replace('_', "-")).collect();
    names.sort();
    names
}

/// What `cargo package` wrote of the revision that the package was made from.
#[expect(clippy::disallowed_methods, reason = "what is built is not the program yet, whose files have one reader")]
fn packed() -> Option<String> {
    let text = std::fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, after) = text.split_once("\"sha1\"")?;
    after.split('"').nth(1).map(str::to_owned)
}

/// The revision of the repository that this is. A debug build has none: every commit would compile the whole program anew.
fn in_git() -> Option<String> {
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    // A copy within somebody else's repository is of no revision of theirs.
    if !is_release || !Path::new(".git").exists() {
        return None;
    }
    for file in ["HEAD", "logs/HEAD"] {
        // The second changes with every commit, wherever a branch is kept.
        let path = git(&["rev-parse", "--git-path", file])?;
        if Path::new(&path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    git(&["rev-parse", "HEAD"])
}

/// What git answers; `None` where it is not installed or has nothing to say.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
