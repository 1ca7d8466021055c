//! Runs that are stopped, that find the disk full, that have no threads, or that are not alone: never half a file, and
//! nothing left behind that stays.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::environment::{program, vp};
use crate::tools::needs;
use crate::workspace::{Workspace, files_below};

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\n";

/// A workspace of so many plans, each of some pages.
fn workspace(plans: usize) -> Workspace {
    let files = (0..plans).map(|at| {
        let goals: String =
            (0..200).map(|goal| format!("    - {{id: m{goal}, titel: Mål {goal} för alla barn}}\n")).collect();
        (
            format!("plans/{at}/plan.yaml"),
            format!("{HEAD}organisation: {{enhet: Enhet {at}}}\nmål:\n  enhetsmål:\n{goals}"),
        )
    });
    Workspace::with(files.chain([("vp.yaml".to_owned(), "vp: 1\n".to_owned())]))
}

/// Starts the program, and gives the run.
fn started(workspace: &Workspace, arguments: &[&str], variables: &[(&str, &Path)]) -> Child {
    let mut command = vp(workspace.root());
    command.args(arguments).envs(variables.iter().copied()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the program starts")
}

fn signal(child: &Child, name: &str) {
    let kill = format!("kill -{name} {}", child.id());
    assert!(program("sh", Path::new(".")).args(["-c", &kill]).stderr(Stdio::null()).status().is_ok(), "sh is there");
}

/// Every page from its beginning to its end; gives how many.
fn assert_whole(folder: &Path) -> usize {
    let pages: Vec<String> = files_below(folder).into_iter().filter(|path| path.ends_with(".html")).collect();
    for page in &pages {
        let text = std::fs::read_to_string(folder.join(page)).expect("a page is there");
        assert!(text.starts_with("<!DOCTYPE html>") && text.ends_with("</html>\n"), "{page} is not whole");
    }
    pages.len()
}

fn leftovers(folder: &Path) -> Vec<String> {
    let named =
        |path: &String| path.rsplit('/').next().is_some_and(|name| name.starts_with(".vp-") && name.len() == 10);
    files_below(folder).into_iter().filter(named).collect()
}

#[test]
fn a_killed_build_leaves_whole_pages_and_the_next_one_tidies() {
    needs!("sh");
    let workspace = workspace(40);
    for wait in [3, 10, 20, 40, 80, 160] {
        let mut child = started(&workspace, &["build"], &[]);
        std::thread::sleep(Duration::from_millis(wait));
        signal(&child, "KILL");
        child.wait().expect("it ends");
        assert_whole(&workspace.path("build"));
    }
    // What an earlier run left, long ago; what is new may be another run's that still goes on.
    let (old, new) = (workspace.path("build/3/.vp-a1B2c3"), workspace.path("build/3/.vp-d4E5f6"));
    workspace.write("build/3/.vp-a1B2c3", "halv");
    workspace.write("build/3/.vp-d4E5f6", "halv");
    let long_ago = std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = std::fs::File::options().write(true).open(&old).expect("it was written");
    file.set_times(std::fs::FileTimes::new().set_modified(long_ago)).expect("it is ours");
    workspace.vp(["build"]).end().exits(0);
    assert_eq!(assert_whole(&workspace.path("build")), 41);
    assert!(!old.exists() && new.exists());
}

#[test]
fn a_signal_ends_a_build_and_leaves_nothing_half_written() {
    needs!("sh");
    let workspace = workspace(60);
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        for wait in [5, 20, 60] {
            let mut child = started(&workspace, &["build", "-o", name], &[]);
            std::thread::sleep(Duration::from_millis(wait));
            signal(&child, name);
            let status = child.wait().expect("it ends");
            assert!(status.signal() == Some(number) || status.code() == Some(0), "{name}: {status}");
            assert_whole(&workspace.path(name));
            assert_eq!(leftovers(&workspace.path(name)), Vec::<String>::new(), "{name} after {wait} ms");
        }
    }
}

#[test]
fn who_stops_a_build_hears_what_was_written() {
    needs!("sh");
    let workspace = workspace(60);
    let mut heard = 0;
    for wait in [30, 120, 400, 900] {
        let mut command = vp(workspace.root());
        let out = format!("stopped-{wait}");
        command.args(["build", "--lang", "en", "--jobs", "1", "-o", &out]).stdout(Stdio::null()).stderr(Stdio::piped());
        let child = command.spawn().expect("the program starts");
        std::thread::sleep(Duration::from_millis(wait));
        signal(&child, "INT");
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.signal() != Some(2) {
            continue;
        }
        // A signal that comes before anybody looks out for one ends the run at once.
        let Some(last) = said.lines().last() else { continue };
        heard += 1;
        let number = match last.split_once(": ") {
            None => {
                assert_eq!(last, "stopped before any file was written");
                0
            }
            Some((_, rest)) => rest.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or(1),
        };
        // Pages of both formats, and what is laid beside them.
        let written = files_below(&workspace.path(&out)).len();
        // One may be in its place and not counted yet.
        assert!(number == written || number + 1 == written, "{written} files: {said}");
    }
    assert!(heard > 0, "every run ended before it could be stopped, or before it could say so");
}

#[test]
fn a_terminal_shows_how_far_long_work_has_come_and_a_pipe_does_not() {
    needs!("python3");
    let workspace = workspace(120);
    let build = |terminal: bool| {
        let script = "import os, pty, sys\n\
             def read(fd):\n    data = os.read(fd, 4096)\n    return data\n\
             sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], read)))";
        let arguments = ["build", "--lang", "en", "--jobs", "1", "-o", "shown"];
        let mut command = match terminal {
            true => {
                let mut command = program("python3", workspace.root());
                command.args(["-c", script, env!("CARGO_BIN_EXE_vp")]).env("TERM", "xterm").env_remove("CI");
                command
            }
            false => vp(workspace.root()),
        };
        let output = command.args(arguments).output().expect("the program starts");
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    let begun = Instant::now();
    let shown = build(true);
    // What is done within a second needs no line; a machine that is as quick as that shows none.
    if begun.elapsed() > Duration::from_secs(2) {
        assert!(shown.contains("going through documents") && shown.contains("/120"), "{shown}");
    }
    assert!(shown.contains("120 documents in shown"), "{shown}");
    std::fs::remove_dir_all(workspace.path("shown")).expect("it was written");
    let piped = build(false);
    assert!(!piped.contains("going through") && !piped.contains('\u{1b}'), "{piped}");
}

#[test]
fn a_full_disk_keeps_the_old_pages() {
    needs!("sh");
    let workspace = workspace(3);
    workspace.vp(["build"]).end().exits(0);
    let before: Vec<String> = files_below(&workspace.path("build"));
    let old = workspace.read("build/1/plan.html");
    for at in 0..3 {
        let path = format!("plans/{at}/plan.yaml");
        workspace.write(&path, &workspace.read(&path).replace("alla barn", "alla unga"));
    }
    // No file may be larger than two KiB: as on a full disk, writing stops within a page.
    let mut full = program("sh", workspace.root());
    full.args(["-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" build --lang en", env!("CARGO_BIN_EXE_vp")]);
    let output = full.output().expect("sh is there");
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(files_below(&workspace.path("build")), before);
    assert_eq!(workspace.read("build/1/plan.html"), old);
    // Fixing is the same: the file is as it was.
    let slip = workspace.read("plans/1/plan.yaml").replacen("titel", "tittel", 1);
    workspace.write("plans/1/plan.yaml", &slip);
    let mut full = program("sh", workspace.root());
    full.args(["-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" check --fix", env!("CARGO_BIN_EXE_vp")]);
    assert_eq!(full.output().expect("sh is there").status.code(), Some(2));
    assert_eq!(workspace.read("plans/1/plan.yaml"), slip);
    assert_eq!(leftovers(workspace.root()), Vec::<String>::new());
}

#[test]
fn standard_output_that_cannot_be_written_is_an_error() {
    if !Path::new("/dev/full").exists() {
        return crate::tools::skipped("/dev/full is missing");
    }
    let workspace = workspace(1);
    for arguments in [&["check", "-f", "json"][..], &["status"], &["explain", "VP0603"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("it is there");
        let output = vp(workspace.root()).args(arguments).stdout(full).output().expect("the program starts");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn two_builds_at_once_give_whole_pages() {
    let workspace = workspace(30);
    for _ in 0..3 {
        let mut both = [started(&workspace, &["build"], &[]), started(&workspace, &["build"], &[])];
        for child in &mut both {
            assert!(child.wait().expect("it ends").success());
        }
        assert_eq!(assert_whole(&workspace.path("build")), 31);
        assert_eq!(leftovers(&workspace.path("build")), Vec::<String>::new());
        std::fs::remove_dir_all(workspace.path("build")).expect("it was written");
    }
}

/// An editor saves while files are fixed: what it saves is never lost, whichever comes first.
#[test]
fn an_editor_that_saves_meanwhile_loses_nothing() {
    let workspace = workspace(1);
    let path = workspace.path("plans/0/plan.yaml");
    let slip = workspace.read("plans/0/plan.yaml").replacen("titel", "tittel", 1);
    for wait in [0, 1, 2, 4, 8, 16, 32] {
        workspace.write("plans/0/plan.yaml", &slip);
        let mut child = started(&workspace, &["check", "--fix"], &[]);
        std::thread::sleep(Duration::from_millis(wait));
        // As editors save: a new file takes the place of the old one.
        let saved = format!("{slip}# sparat\n");
        workspace.write("plans/0/.saved", &saved);
        std::fs::rename(workspace.path("plans/0/.saved"), &path).expect("it can be renamed");
        child.wait().expect("it ends");
        let text = workspace.read("plans/0/plan.yaml");
        let fixed = saved.replacen("tittel", "titel", 1);
        // Between the last look and the new file's name there is a moment that no system closes.
        let is_known = text == saved || text == fixed || text == slip.replacen("tittel", "titel", 1);
        assert!(is_known, "after {wait} ms: {text}");
    }
}

#[test]
fn a_run_without_threads_does_everything_in_one() {
    needs!("prlimit", "setpriv");
    let workspace = workspace(3);
    let open = |path: &Path| std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755));
    open(workspace.root()).expect("it is ours");
    let mut command = program("setpriv", workspace.root());
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "prlimit", "--nproc=1"]);
    let output =
        command.arg(env!("CARGO_BIN_EXE_vp")).args(["check", "--lang", "en"]).output().expect("setpriv is there");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    if words.contains("setpriv:") || words.contains("prlimit:") {
        return crate::tools::skipped("only root may be somebody else");
    }
    assert!(output.status.code().is_some_and(|code| code < 2), "{words}");
    assert!(!words.contains("panicked"), "{words}");
}
