//! Files that were meant as plans or as the settings, and are called otherwise.

use super::{REPORT, plan};
use crate::workspace::Workspace;

/// The first lines of each finding of a check: code, message, file.
fn said(workspace: &Workspace, code: i32) -> Vec<String> {
    let ran = workspace.vp(["check", "--strict"]).end().exits(code);
    let lines: Vec<&str> = ran.out.lines().collect();
    let findings = lines.windows(2).filter(|pair| pair[1].trim_start().starts_with("--> "));
    findings.map(|pair| format!("{} {}", pair[0], pair[1].trim_start().trim_start_matches("--> "))).collect()
}

#[test]
fn a_plan_under_another_name_is_named_and_stands_in_the_index() {
    for (name, meant) in [
        ("plan.yaml.txt", "plan.yaml"),
        ("Plan.YAML.TXT", "Plan.YAML"),
        ("plan.yam", "plan.yaml"),
        ("plan.ymal", "plan.yaml"),
        ("plan.txt", "plan.yaml"),
        ("plan.json", "plan.yaml"),
        ("plan", "plan.yaml"),
        ("plan.yaml.", "plan.yaml"),
        ("plan.yaml.gammal", "plan.yaml"),
    ] {
        let workspace = Workspace::with([
            (format!("plans/a/{name}"), plan("Parken")),
            ("plans/b/plan.yaml".to_owned(), plan("Skogen")),
        ]);
        let said = said(&workspace, 1);
        let words = format!("fel[VP0113]: {name} läses inte: namnet på en plan slutar på .yaml plans/a/{name}:1:1");
        assert_eq!(said, [words], "{name}");
        let ran = workspace.vp(["check", "--lang", "en"]).end().exits(1);
        assert!(ran.out.contains(&format!("help: rename it to {meant}, or move the file")), "{}", ran.out);
        workspace.vp(["build", "--findings"]).end().exits(1);
        let index = workspace.read("build/index.html").replace("&#x2f;", "/");
        assert!(index.contains(&format!("a/{name}")) && index.contains("VP0113"), "{index}");
        assert!(workspace.files("build").contains(&"b/plan.html".to_owned()));
        // The file is not read as something else by those who need the plan.
        let ran = workspace.vp(["new", "year", "2027"]).end();
        assert!(!ran.out.contains(name), "{}", ran.out);
    }
}

#[test]
fn the_only_plan_under_another_name_is_a_finding_and_not_no_plans_at_all() {
    let workspace = Workspace::with([("plans/plan.yaml.txt", plan("Parken"))]);
    assert_eq!(said(&workspace, 1).len(), 1);
    workspace.write("plans/plan.yaml", &plan("Parken"));
    let ran = workspace.vp(["check"]).end().exits(1);
    assert!(ran.out.contains("plan.yaml finns redan: ta bort den av dem som inte gäller"), "{}", ran.out);
}

#[test]
fn capitals_in_the_extension_make_no_difference() {
    let workspace = Workspace::with([("plans/a/Plan.YAML", plan("Parken")), ("plans/b/PLAN.Yml", plan("Skogen"))]);
    assert!(said(&workspace, 0).is_empty());
    workspace.vp(["build", "--format", "html"]).end().exits(0);
    assert_eq!(workspace.files("build"), ["a/Plan.html", "b/PLAN.html", "index.html"]);
}

#[test]
fn a_text_is_named_only_where_it_begins_as_a_document_does() {
    let workspace = Workspace::with([
        ("plans/plan.yaml", plan("Parken").as_str()),
        ("plans/texter/inledning.txt", "Parken sköter tolv parker.\nvp: 1\n"),
        ("plans/texter/tal.txt", "År: 2026\nAntal: 12\n"),
        ("plans/bilagor/karta.png", "vp: 1\n"),
        ("plans/anteckningar.md", "# Möte\n\nDokument: verksamhetsplan\n"),
        ("plans/LICENS", "Fritt att använda.\n"),
        ("plans/.gömd.txt", REPORT),
        ("plans/.mapp/t1.txt", REPORT),
        ("plans/plan.yaml~", REPORT),
        ("plans/plan.yaml.bak", REPORT),
        ("plans/plan.yaml.orig", REPORT),
        ("plans/.plan.yaml.swp", REPORT),
        ("plans/#plan.yaml#", REPORT),
        ("plans/tom.txt", ""),
    ]);
    assert!(said(&workspace, 0).is_empty());
    workspace.write("plans/delår.txt", REPORT);
    workspace.write("plans/utan-version.md", "# Utkast\n\ndokument: verksamhetsberättelse\nperiod: VB\n");
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(REPORT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    std::fs::write(workspace.path("plans/notis.txt"), wide).expect("a file can be written");
    // Whatever comes after the first lines is not looked at.
    workspace.write("plans/stor.txt", &format!("{}{REPORT}", "# En rad\n".repeat(2000)));
    let files: Vec<String> =
        said(&workspace, 1).iter().map(|line| line.rsplit(' ').next().unwrap_or("").to_owned()).collect();
    assert_eq!(files, ["plans/delår.txt:1:1", "plans/notis.txt:1:1", "plans/utan-version.md:1:1"]);
}

#[test]
fn settings_under_another_name_hold_and_are_named() {
    let settings = "vp: 1\nspråk: en\nmappar: {planer: planer, ut: dokument}\n";
    for name in ["vp.yml", "VP.yaml", "Vp.YAML", "vp.yaml.txt", "vp.yam", "vp.txt"] {
        let workspace = Workspace::with([(name, settings), ("planer/2026/plan.yaml", plan("Parken").as_str())]);
        let ran = workspace.vp(["check"]).without("VP_LANG").end().exits(1);
        let words =
            format!("error[VP0113]: the workspace's settings are called vp.yaml, not {name}\n --> {name}:1:1\n");
        assert!(ran.out.starts_with(&words) && ran.out.ends_with("\n1 error\n"), "{name}: {}", ran.out);
        workspace.vp(["build"]).end().exits(1);
        assert!(workspace.files("dokument").contains(&"2026/plan.html".to_owned()), "the settings are read");
        if name != "vp.txt" {
            let ran = workspace.vp_in("planer/2026", ["check"]).end().exits(1);
            assert!(ran.out.contains(&format!("--> ../../{name}:1:1")), "the workspace is found: {}", ran.out);
        }
        // Beside the right one it is an error, too, and is not read.
        workspace.write("vp.yaml", "vp: 1\nmappar: {planer: planer}\n");
        let ran = workspace.vp(["check"]).end().exits(1);
        assert!(ran.out.contains(&format!("{name} läses inte: ")) && ran.out.ends_with("\n1 fel\n"), "{}", ran.out);
    }
}

#[test]
fn files_of_other_programs_are_no_settings() {
    let workspace = Workspace::with([
        ("vp.yml", "services:\n  web: {image: x}\n"),
        ("vp.txt", "Vi planerar.\n"),
        ("vp-baslinje.json", "{\"version\": 1}"),
        ("plans/2026/plan.yaml", plan("Parken").as_str()),
    ]);
    assert!(said(&workspace, 0).is_empty());
    let ran = workspace.vp_in("plans/2026", ["check"]).end().exits(0);
    assert_eq!(ran.out, "inga fynd i 1 fil\n");
}
