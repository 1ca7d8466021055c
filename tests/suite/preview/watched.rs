//! `vp build --watch`, and how it and `vp serve` end.

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStderr, Stdio};

use super::served::Served;
use super::{FILE, PAGE, small};
use crate::environment::{program, vp};
use crate::tools::needs;
use crate::workspace::{PLAN, Workspace};

/// A run of `vp build --watch`, which ends with the test.
struct Watched {
    child: Child,
    says: BufReader<ChildStderr>,
}

impl Watched {
    fn of(workspace: &Workspace, arguments: &[&str]) -> Watched {
        let mut command = vp(workspace.root());
        command.args(["build", "--watch"]).args(arguments).env("VP_LANG", "sv");
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let says = BufReader::new(child.stderr.take().expect("it is read"));
        Watched { child, says }
    }

    /// What it says until a line that ends so, which is given alone.
    fn until(&mut self, end: &str) -> String {
        let mut said = String::new();
        loop {
            let mut line = String::new();
            let read = self.says.read_line(&mut line).expect("it writes text");
            assert!(read > 0, "it ended and said {said}");
            if line.trim_end().ends_with(end) {
                return line.trim_end().to_owned();
            }
            said.push_str(&line);
        }
    }

    /// The next line.
    fn next(&mut self) -> String {
        self.until("")
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn interrupt(child: &Child) {
    let kill = format!("kill -INT {}", child.id());
    assert!(program("sh", Path::new(".")).args(["-c", &kill]).status().is_ok_and(|status| status.success()));
}

#[test]
fn what_changes_is_built_again_and_said_in_a_line() {
    let workspace = small();
    let mut watched = Watched::of(&workspace, &[]);
    assert_eq!(watched.next(), "1 dokument i build (filer: 3 skrivna, 0 oförändrade)");
    assert_eq!(watched.next(), "väntar på ändringar; avsluta med Ctrl-C");
    workspace.write(FILE, &PLAN.replace("Svaren kommer", "Svaren dröjer"));
    assert_eq!(watched.next(), "plans/norr/plan.yaml: 2 filer skrivna; inga fynd");
    assert!(workspace.read(&format!("build/{PAGE}")).contains("Svaren dröjer"));
    workspace.write(FILE, &format!("{}# en kommentar\n", PLAN.replace("Svaren kommer", "Svaren dröjer")));
    assert_eq!(watched.next(), "plans/norr/plan.yaml: inget nytt att skriva; inga fynd");
    // What is found is told in full once, and then counted.
    workspace.write(FILE, &format!("{PLAN}okänd: 1\n"));
    assert!(watched.next().starts_with("fel[VP0103]"));
    assert_eq!(watched.until("fel"), "plans/norr/plan.yaml: 2 filer skrivna; 1 fel");
    workspace.write(FILE, &format!("# överst\n{PLAN}okänd: 1\n"));
    assert_eq!(watched.next(), "plans/norr/plan.yaml: inget nytt att skriva; 1 fel");
    workspace.write(FILE, PLAN);
    assert_eq!(watched.next(), "plans/norr/plan.yaml: inget nytt att skriva; inga fynd");
    // Notes of editors are none of the plans, and what is written is no change.
    workspace.write("plans/norr/.plan.yaml.swp", "b0VIM");
    workspace.write("plans/norr/anteckning~", "");
    workspace.write("build/eget.txt", "eget");
    workspace.write("plans/söder/plan.yaml", &PLAN.replace("Norr", "Söder"));
    assert!(watched.next().ends_with(": 3 filer skrivna; inga fynd"));
    assert!(workspace.path("build/söder/plan.html").is_file());
}

#[test]
fn what_is_broken_stops_no_watch() {
    let workspace = small();
    workspace.write("vp.yaml", "vp: 1\nmappar: {planer: [\n");
    let mut watched = Watched::of(&workspace, &[]);
    watched.until("väntar på ändringar; avsluta med Ctrl-C");
    workspace.write("vp.yaml", "vp: 1\n");
    assert_eq!(watched.until("inga fynd"), "vp.yaml: 3 filer skrivna; inga fynd");
    std::fs::rename(workspace.path("plans"), workspace.path("undan")).expect("it is ours");
    assert!(watched.next().starts_with("fel: "));
    std::fs::rename(workspace.path("undan"), workspace.path("plans")).expect("it is ours");
    workspace.write(FILE, &PLAN.replace("Svaren kommer", "Svaren dröjer"));
    watched.until("2 filer skrivna; inga fynd");
    assert!(workspace.read(&format!("build/{PAGE}")).contains("Svaren dröjer"));
}

#[test]
fn a_watch_that_cannot_begin_ends() {
    let workspace = Workspace::new();
    let ran = workspace.vp(["build", "--watch", "finns-inte"]).end().exits(2);
    assert_eq!(ran.err, "fel: finns-inte finns inte\n");
}

#[test]
fn an_interruption_ends_both_at_once() {
    needs!("sh");
    let workspace = small();
    let mut watched = Watched::of(&workspace, &[]);
    watched.until("väntar på ändringar; avsluta med Ctrl-C");
    let mut served = Served::of(&workspace, &[]);
    // Somebody listens, and somebody is slow.
    let _listening = served.connected();
    for child in [&mut served.child, &mut watched.child] {
        interrupt(child);
        assert_eq!(child.wait().expect("it ends").signal(), Some(2));
    }
    assert_eq!(watched.next(), "bevakningen är avslutad; alla skrivna filer är hela");
}
