//! What is said where there are no plans, where a file is called otherwise than it was meant, and where one is there twice.

mod copies;
mod misnamed;

use crate::workspace::Workspace;

/// A plan that nothing can be said about.
fn plan(unit: &str) -> String {
    format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{kommun: Exempelby kommun, enhet: {unit}}}\nmål:\n  \
         enhetsmål:\n    - id: målet\n      titel: Målet\n      förväntat_resultat: Allt går väl.\n      arbetssätt: Så.\n      \
         resursanvändning: Lite.\n      uppföljning: I maj.\n"
    )
}

/// A report of that plan.
const REPORT: &str = "vp: 1\ndokument: tertialrapport\nperiod: T1\nsammanfattande_analys: Allt går väl.\n";

#[test]
fn no_plans_is_trouble_for_every_command_that_needs_them_and_nothing_is_written() {
    for (files, words) in [
        (
            &["läs.md", "bilder/karta.png"][..],
            "fel: inga planer hittades i den här mappen: där finns varken vp.yaml, mappen plans",
        ),
        (&["plans/läs.md"], "fel: inga planer hittades i plans: där finns ingen fil som slutar på .yaml"),
        (&["vp.yaml", "plans/läs.md"], "fel: inga planer hittades i plans: där finns ingen fil som slutar på .yaml"),
        (&["vp.yaml"], "fel: här finns inga planer: mappen plans saknas"),
    ] {
        for arguments in [
            &["check"][..],
            &["check", "--strict"],
            &["check", "--fix"],
            &["check", "--diff"],
            &["check", "--write-baseline", "baslinje.json"],
            &["build"],
            &["status"],
            &["status", "--format", "json"],
            &["diff"],
            &["new", "year", "2027"],
            &["new", "follow-up", "--period", "T1"],
        ] {
            let workspace = Workspace::with(
                files.iter().map(|file| (*file, if file.ends_with("vp.yaml") { "vp: 1\n" } else { "" })),
            );
            let before = workspace.files("");
            let paths: Vec<&std::path::Path> = arguments.iter().map(std::path::Path::new).collect();
            let ran = workspace.vp([]).paths(&paths).end().exits(2);
            assert!(ran.err.starts_with(words), "{arguments:?}: {}", ran.err);
            assert_eq!((ran.out.as_str(), workspace.files("")), ("", before), "{arguments:?}");
        }
    }
}

#[test]
fn a_folder_without_plans_beside_good_ones_is_not_passed_over() {
    let workspace = Workspace::with([("plans/2026/plan.yaml", plan("Parken")), ("plans/2027/läs.md", String::new())]);
    for path in ["plans/2027", "./plans/2027/"] {
        let ran = workspace.vp(["check", path]).end().exits(2);
        assert!(ran.err.starts_with("fel: inga planer hittades i plans/2027: "), "{}", ran.err);
    }
    let ran = workspace.vp(["check", "plans/2026", "plans/2027"]).end().exits(2);
    assert!(ran.err.contains("plans/2027"), "{}", ran.err);
    workspace.vp(["build", "plans/2027"]).end().exits(2);
    assert!(workspace.files("build").is_empty());
}

#[test]
fn formats_for_programs_tell_that_nothing_was_looked_at() {
    for (format, words) in [
        (
            "json",
            "\"stopped\": [\n    {\n      \"path\": \".\",\n      \"message\": \"no plans were found in this folder",
        ),
        ("sarif", "\"executionSuccessful\": false"),
        ("junit", "errors=\"1\""),
        ("github", "::error title=vp::no plans were found in this folder"),
        ("gitlab", "\"severity\": \"blocker\""),
    ] {
        let ran = Workspace::with([("läs.md", "")]).vp(["check", "--lang", "en", "--format", format]).end().exits(2);
        assert!(ran.err.starts_with("error: no plans were found in this folder: "), "{}", ran.err);
        assert!(ran.out.contains(words), "{}", ran.out);
    }
}

#[test]
fn that_nothing_was_found_says_in_how_many_files() {
    let workspace = Workspace::with([("plans/a/plan.yaml", plan("Parken"))]);
    let said = |arguments: [&str; 2]| {
        (workspace.vp(["check", "--only", "VP0603"]).paths(&arguments.map(std::path::Path::new)).end().exits(0)).out
    };
    assert_eq!(said(["--lang", "sv"]), "inga fynd i 1 fil\n");
    assert_eq!(said(["--lang", "en"]), "no findings in 1 file\n");
    workspace.write("plans/a/t1.yaml", REPORT);
    workspace.write("plans/b/plan.yaml", &plan("Skogen").replace("Allt går väl.", "{fil: texter/resultat.md}"));
    workspace.write("plans/b/texter/resultat.md", "Skogen är fri från skräp.\n");
    assert_eq!(said(["--lang", "sv"]), "inga fynd i 4 filer\n");
    assert_eq!(said(["--lang", "en"]), "no findings in 4 files\n");
    // A file that two paths mean is one file.
    assert_eq!(said(["plans", "plans/a"]), "inga fynd i 4 filer\n");
    assert_eq!(said(["plans/a/plan.yaml", "./plans/a/plan.yaml"]), "inga fynd i 1 fil\n");
}
