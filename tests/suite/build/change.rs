//! Building again, and building what cannot be built.

use std::path::Path;
use std::time::SystemTime;

use super::{broken, doubtful, flawed, good, plan, two_years};
use crate::workspace::Workspace;

/// What tells whether a file was touched.
#[cfg(unix)]
fn state(path: &Path) -> (SystemTime, u64) {
    use std::os::unix::fs::MetadataExt;
    let data = std::fs::metadata(path).expect("the file is there");
    (data.modified().expect("the file has a time"), data.ino())
}

/// What tells whether a file was touched, where files have no number.
#[cfg(not(unix))]
fn state(path: &Path) -> (SystemTime, u64) {
    let data = std::fs::metadata(path).expect("the file is there");
    (data.modified().expect("the file has a time"), data.len())
}

#[test]
fn building_again_touches_nothing() {
    let workspace = two_years();
    workspace.vp(["build"]).end().exits(0);
    let files = workspace.files("build");
    let states = || files.iter().map(|file| state(&workspace.path("build").join(file))).collect::<Vec<_>>();
    let before = states();
    let ran = workspace.vp(["build"]).end().exits(0);
    assert_eq!(ran.err, "3 dokument i build (filer: 0 skrivna, 8 oförändrade)\n");
    assert_eq!(states(), before);
    workspace.write("plans/2026/o/plan.yaml", &good("Örnen").replace("I maj", "I juni"));
    let ran = workspace.vp(["build"]).end().exits(0);
    assert_eq!(ran.err, "3 dokument i build (filer: 2 skrivna, 6 oförändrade)\n");
}

#[test]
fn nothing_is_taken_away_from_the_output_folder() {
    let workspace = two_years();
    workspace.write("build/eget.txt", "mitt");
    workspace.vp(["build"]).end().exits(0);
    std::fs::remove_file(workspace.path("plans/2026/o/plan.yaml")).expect("the file is there");
    workspace.vp(["build"]).end().exits(0);
    assert_eq!(workspace.read("build/eget.txt"), "mitt");
    assert!(workspace.files("build").contains(&"2026/o/plan.html".to_owned()));
    assert!(!workspace.read("build/index.html").contains("Örnen"));
}

#[test]
fn a_plan_that_cannot_be_read_keeps_its_page_and_stops_no_other() {
    let workspace = two_years();
    workspace.vp(["build"]).end().exits(0);
    let old = workspace.read("build/2026/o/plan.html");
    workspace.write("plans/2026/o/plan.yaml", &broken("Örnen"));
    workspace.write("plans/2026/a/plan.yaml", &good("Ankan").replace("I maj", "I juni"));
    let ran = workspace.vp(["build"]).end().exits(1);
    assert!(ran.err.contains("plans/2026/o/plan.yaml:6:1"), "{}", ran.err);
    assert!(ran.err.ends_with("1 fel\n2 dokument i build (filer: 4 skrivna, 2 oförändrade)\n"), "{}", ran.err);
    assert_eq!(workspace.read("build/2026/o/plan.html"), old);
    assert!(workspace.read("build/2026/a/plan.html").contains("I juni"));
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_and_the_old_one_stays_whole() {
    let workspace = two_years();
    workspace.vp(["build"]).end().exits(0);
    let old = workspace.read("build/2026/o/plan.html");
    workspace.write("plans/2026/o/plan.yaml", &good("Örnen").replace("I maj", "I juni"));
    // A folder in the way of a page: also whoever may write everything cannot write this one.
    std::fs::remove_file(workspace.path("build/2026/o/plan.md")).expect("the page is there");
    workspace.write("build/2026/o/plan.md/fil", "");
    let ran = workspace.vp(["build", "--format", "md,html"]).end().exits(2);
    assert!(ran.err.contains("fel: build/2026/o/plan.md kunde inte skrivas: "), "{}", ran.err);
    assert_eq!(workspace.read("build/2026/o/plan.html"), old);
    assert_eq!(workspace.files("build/2026/o"), ["plan.html", "plan.md/fil"], "nothing half-written is left");
    assert!(workspace.read("build/index.html").contains("Byggdes inte"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = two_years();
    workspace.vp(["build"]).end().exits(0);
    let folder = workspace.path("build/2026/o");
    let allow =
        |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).expect("the folder is ours");
    allow(0o555);
    if std::fs::File::create(folder.join("prov")).is_ok() {
        // Whoever runs this may write everywhere.
        return;
    }
    workspace.write("plans/2026/o/plan.yaml", &good("Örnen").replace("I maj", "I juni"));
    let ran = workspace.vp(["build"]).end().exits(2);
    allow(0o755);
    assert!(ran.err.contains("kunde inte skrivas: behörighet saknas"), "{}", ran.err);
    assert!(workspace.read("build/2026/o/plan.html").contains("I maj"));
}

#[test]
fn an_output_folder_that_is_a_file_is_an_error() {
    let workspace = two_years();
    workspace.write("ut", "en fil");
    let ran = workspace.vp(["build", "--out", "ut"]).end().exits(2);
    assert!(ran.err.starts_with("fel: ut är en fil, och sidorna skrivs till en mapp"), "{}", ran.err);
    assert_eq!(workspace.read("ut"), "en fil");
}

#[test]
fn exit_codes_tell_what_was_found() {
    for (text, check, strict, build) in [
        (good("E"), 0, 0, 0),
        (doubtful("E"), 0, 1, 0),
        (flawed("E"), 1, 1, 1),
        (broken("E"), 1, 1, 1),
        (String::new(), 1, 1, 1),
    ] {
        let workspace = Workspace::with([("plan.yaml", text)]);
        workspace.vp(["check"]).end().exits(check);
        workspace.vp(["check", "--strict"]).end().exits(strict);
        workspace.vp(["build"]).end().exits(build);
    }
    let workspace = two_years();
    workspace.vp(["check", "finns-inte"]).end().exits(2);
    workspace.vp(["check", "finns-inte", "plans"]).end().exits(2);
    workspace.vp(["build", "finns-inte", "plans"]).end().exits(2);
    assert_eq!(workspace.files("build").len(), 8, "what can be built is built");
    workspace.vp(["byggg"]).end().exits(2);
    workspace.vp([]).end().exits(2);
}

#[test]
fn a_broken_template_keeps_the_old_pages() {
    let workspace = two_years();
    workspace.vp(["build"]).end().exits(0);
    let old = workspace.read("build/2026/o/plan.html");
    workspace.write("templates/html/page.html.j2", "{% for x in %}");
    workspace.write("plans/2026/o/plan.yaml", &good("Örnen").replace("I maj", "I juni"));
    let ran = workspace.vp(["build"]).end().exits(1);
    assert!(ran.err.contains("fel[VP0112]") && ran.err.contains("templates/html/page.html.j2:1:"), "{}", ran.err);
    assert_eq!(workspace.read("build/2026/o/plan.html"), old);
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_rest() {
    let workspace = two_years();
    for (name, text, code) in [
        ("tom.yaml", String::new(), "VP0107"),
        ("trasig.yaml", broken("B"), "VP0102"),
        ("annat.yaml", "vp: 1\ndokument: recept\n".to_owned(), "VP0107"),
        ("lista.yaml", "- ett\n- två\n".to_owned(), "VP0107"),
    ] {
        workspace.write(&format!("plans/{name}"), &text);
        let ran = workspace.vp(["check"]).end().exits(1);
        assert!(ran.out.contains(&format!("[{code}]")), "{name}: {}", ran.out);
        assert!(ran.out.contains(&format!("plans/{name}:")), "{name}: {}", ran.out);
        let ran = workspace.vp(["build"]).end().exits(1);
        assert!(ran.err.contains("3 dokument i build"), "{name}: {}", ran.err);
        std::fs::remove_file(workspace.path(&format!("plans/{name}"))).expect("the file is there");
    }
}

#[test]
fn past_fifty_findings_of_one_sort_the_rest_is_counted() {
    let goals: String = (0..60).map(|number| format!("    - {{titel: Mål {number}, till: finns-inte}}\n")).collect();
    let workspace = Workspace::with([("plan.yaml", plan("E", &goals))]);
    let ran = workspace.vp(["check"]).end().exits(1);
    assert_eq!(ran.out.matches("fel[VP0301]").count(), 50);
    assert!(ran.out.contains("plan.yaml: 10 fynd till av VP0301\n"), "{}", ran.out);
    assert!(ran.out.lines().last().is_some_and(|line| line.starts_with("60 fel")), "{}", ran.out);
}
