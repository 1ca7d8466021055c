//! What earlier builds have written and belongs to nothing any more: named, removed where that is asked for, and never
//! anything that somebody else has put there.

use super::{broken, good, two_years};
use crate::workspace::Workspace;

const LIST: &str = "build/.vp-build.json";

/// A workspace whose unit `o` of 2026 went away after a build.
fn with_a_plan_gone() -> Workspace {
    let workspace = two_years();
    workspace.vp(["build"]).end().exits(0);
    std::fs::remove_dir_all(workspace.path("plans/2026/o")).expect("the folder can be removed");
    workspace
}

const NAMED: &str = "kvar i build från tidigare byggen, hör inte till något dokument längre:\n  \
                     build/2026/o/plan.html\n  build/2026/o/plan.md\n  vp build --clean tar bort det\n";

#[test]
fn pages_of_plans_that_are_gone_are_named_and_removed_when_asked() {
    let workspace = with_a_plan_gone();
    for _ in 0..2 {
        let ran = workspace.vp(["build"]).end().exits(0);
        assert!(ran.err.starts_with(NAMED), "{}", ran.err);
        assert!(workspace.path("build/2026/o/plan.html").is_file());
    }
    let ran = workspace.vp(["build", "--clean", "--lang", "en"]).end().exits(0);
    let words =
        "removed from build, belonged to no document any more:\n  build/2026/o/plan.html\n  build/2026/o/plan.md\n";
    assert!(ran.err.starts_with(words), "{}", ran.err);
    assert!(!workspace.path("build/2026/o").exists(), "the folder is empty without them");
    let list = workspace.read(LIST);
    let ran = workspace.vp(["build", "--clean"]).end().exits(0);
    assert!(ran.err.starts_with("2 dokument i build"), "{}", ran.err);
    assert_eq!(workspace.read(LIST), list);
}

#[test]
fn what_somebody_has_changed_or_put_there_stays() {
    let workspace = with_a_plan_gone();
    workspace.write("build/2026/o/plan.md", "Flyttad till en annan sida\n");
    workspace.write("build/2026/o/karta.html", "Min karta");
    workspace.write("build/om.html", "Om oss");
    let ran = workspace.vp(["build", "--clean"]).end().exits(0);
    let words =
        "build/2026/o/plan.md hör inte till något dokument längre, men är ändrad sedan vp skrev den och lämnas\n";
    assert!(ran.err.contains(words) && ran.err.contains("  build/2026/o/plan.html\n"), "{}", ran.err);
    assert!(!workspace.path("build/2026/o/plan.html").exists());
    for file in ["build/2026/o/plan.md", "build/2026/o/karta.html", "build/om.html"] {
        assert!(workspace.path(file).is_file(), "{file}");
    }
    // It is somebody else's now, and nothing more is said of it.
    let ran = workspace.vp(["build"]).end().exits(0);
    assert!(ran.err.starts_with("2 dokument"), "{}", ran.err);
}

#[test]
fn a_build_of_a_part_says_nothing_of_the_rest() {
    let workspace = with_a_plan_gone();
    for arguments in [
        &["build", "plans/2026/a/plan.yaml", "--clean"][..],
        &["build", "plans/2026/a", "--clean"],
        &["build", "plans/2026", "--clean"],
    ] {
        let paths: Vec<&std::path::Path> = arguments[1..2].iter().map(std::path::Path::new).collect();
        let ran = workspace.vp(["build", "--clean"]).paths(&paths).end().exits(0);
        assert!(!ran.err.contains("dokument längre"), "{arguments:?}: {}", ran.err);
        assert!(workspace.path("build/2026/o/plan.html").is_file());
    }
}

#[test]
fn pages_in_a_format_that_is_not_built_now_stay_while_their_document_is_there() {
    let workspace = two_years();
    workspace.vp(["build"]).end().exits(0);
    let ran = workspace.vp(["build", "--format", "html", "--clean"]).end().exits(0);
    assert!(ran.err.starts_with("3 dokument") && workspace.path("build/2026/o/plan.md").is_file(), "{}", ran.err);
    std::fs::remove_dir_all(workspace.path("plans/2026/o")).expect("the folder can be removed");
    let ran = workspace.vp(["build", "--format", "html"]).end().exits(0);
    assert!(ran.err.contains("  build/2026/o/plan.md\n  vp build --format html --clean tar bort det\n"), "{}", ran.err);
}

#[test]
fn pages_of_a_document_that_cannot_be_printed_now_are_not_left_over() {
    let workspace = two_years();
    workspace.vp(["build"]).end().exits(0);
    workspace.write("plans/2026/o/plan.yaml", &broken("Örnen"));
    std::fs::rename(workspace.path("plans/2026/a/plan.yaml"), workspace.path("plans/2026/a/plan.yaml.txt"))
        .expect("the file can be renamed");
    let ran = workspace.vp(["build", "--clean"]).end().exits(1);
    assert!(!ran.err.contains("dokument längre"), "{}", ran.err);
    for page in ["build/2026/o/plan.html", "build/2026/a/plan.html", "build/2026/a/plan-jamforelse.html"] {
        assert!(workspace.path(page).is_file(), "{page}");
    }
    // Nor where nothing could be looked at.
    workspace.write("vp.yaml", "vp: 1\nmappar: [");
    let list = workspace.read(LIST);
    workspace.vp(["build", "--clean"]).end().exits(1);
    assert_eq!(workspace.read(LIST), list);
}

#[test]
fn a_picture_that_a_page_no_longer_shows_is_left_over() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let with = good("E").replace("Allt går väl.", "\"![Våra grupper](grupper.svg)\"");
    let workspace = Workspace::with([("plans/a/plan.yaml", with.as_str()), ("plans/a/grupper.svg", svg)]);
    workspace.vp(["build"]).end().exits(0);
    workspace.write("plans/a/plan.yaml", &good("E"));
    let ran = workspace.vp(["build", "--clean"]).end().exits(0);
    assert!(ran.err.contains("\n  build/a/plan-bilder/grupper.svg\n"), "{}", ran.err);
    assert_eq!(workspace.files("build"), ["a/plan.html", "a/plan.md", "index.html"]);
}

#[test]
fn a_broken_list_is_said_and_written_anew() {
    let workspace = with_a_plan_gone();
    for text in ["", "{}", "[1", "{\"version\": 1, \"files\": 3}"] {
        workspace.write(LIST, text);
        let ran = workspace.vp(["build", "--clean"]).end().exits(0);
        assert!(ran.err.starts_with("build/.vp-build.json är trasig och skrivs på nytt; "), "{text}: {}", ran.err);
        assert!(workspace.path("build/2026/o/plan.html").is_file());
        assert!(workspace.read(LIST).contains("\"2026/a/plan.html\""));
    }
    let newer = "{\"version\": 2}";
    workspace.write(LIST, newer);
    let ran = workspace.vp(["build", "--clean"]).end().exits(0);
    assert!(ran.err.starts_with("build/.vp-build.json är skriven av en nyare vp"), "{}", ran.err);
    assert_eq!(workspace.read(LIST), newer);
}

/// Whoever can write the list must not be able to remove anything but pages.
#[test]
fn a_list_that_names_files_elsewhere_removes_none_of_them() {
    let workspace = with_a_plan_gone();
    let list = workspace.read(LIST);
    let page = std::fs::read(workspace.path("build/2026/o/plan.html")).expect("the page can be read");
    std::fs::create_dir_all(workspace.path("annat")).expect("a folder can be made");
    for file in ["sida.html", "annat/sida.html", "build/.sida.html"] {
        std::fs::write(workspace.path(file), &page).expect("a file can be written");
    }
    let absolute = workspace.path("sida.html").to_string_lossy().into_owned();
    let names = ["../sida.html", "2026/../../sida.html", absolute.as_str(), "länk/sida.html", ".sida.html", "2026"];
    #[cfg(unix)]
    std::os::unix::fs::symlink("../annat", workspace.path("build/länk")).expect("a link can be made");
    for name in names {
        workspace.write(LIST, &list.replace("\"2026/o/plan.html\"", &format!("{name:?}")));
        let ran = workspace.vp(["build", "--clean"]).end().exits(0);
        assert!(!ran.err.contains("sida.html"), "{name}: {}", ran.err);
        for file in ["sida.html", "annat/sida.html", "build/.sida.html", "build/2026/o/plan.html"] {
            assert!(workspace.path(file).is_file(), "{name} removed {file}");
        }
    }
}

#[test]
fn two_builds_at_once_leave_a_sound_list() {
    let workspace = with_a_plan_gone();
    for _ in 0..4 {
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| workspace.vp(["build", "--clean"]).end().exits(0));
            }
        });
        let list = workspace.read(LIST);
        assert!(list.ends_with("}\n") && list.contains("\"2026/a/plan.html\""), "{list}");
    }
    assert_eq!(
        workspace.files("build"),
        [
            "2025/a/plan.html",
            "2025/a/plan.md",
            "2026/a/plan-jamforelse.html",
            "2026/a/plan.html",
            "2026/a/plan.md",
            "index.html"
        ]
    );
}
