//! Which files are read, and where their pages lie.

use super::{good, two_years};
use crate::workspace::Workspace;

#[test]
fn plans_go_to_build_by_default() {
    let workspace = two_years();
    let ran = workspace.vp(["build"]).end().exits(0);
    assert_eq!(ran.out, "");
    assert_eq!(ran.err, "3 dokument i build (filer: 8 skrivna, 0 oförändrade)\n");
    let of_a = ["2025/a/plan.html", "2025/a/plan.md", "2026/a/plan-jamforelse.html", "2026/a/plan.html"];
    let rest = ["2026/a/plan.md", "2026/o/plan.html", "2026/o/plan.md", "index.html"];
    assert_eq!(workspace.files("build"), [of_a, rest].concat());
    assert_eq!(workspace.files("").len(), 11, "nothing is written outside the output folder");
}

#[test]
fn the_folder_and_the_formats_can_be_chosen() {
    for (format, extensions) in [
        ("html", &["html"][..]),
        ("HTML", &["html"]),
        ("htm", &["html"]),
        ("md", &["md"]),
        ("markdown", &["md"]),
        ("html,markdown", &["html", "md"]),
        ("md,html", &["html", "md"]),
    ] {
        let workspace = two_years();
        workspace.vp(["build", "--out", "till/webben", "--format", format]).end().exits(0);
        let mut pages: Vec<String> = ["2025/a", "2026/a", "2026/o"]
            .iter()
            .flat_map(|page| extensions.iter().map(move |extension| format!("{page}/plan.{extension}")))
            .collect();
        pages.extend(extensions.contains(&"html").then(|| "2026/a/plan-jamforelse.html".to_owned()));
        pages.push("index.html".to_owned());
        pages.sort();
        assert_eq!(workspace.files("till/webben"), pages, "{format}");
        assert!(workspace.files("build").is_empty());
    }
    let workspace = two_years();
    workspace.vp(["build", "-f", "html", "-f", "md", "-o", "ut"]).end().exits(0);
    assert_eq!(workspace.files("ut").len(), 8);
}

#[test]
fn a_format_that_does_not_exist_is_met_with_those_that_do() {
    let workspace = two_years();
    for format in ["pdf", "html,pdf", ""] {
        let ran = workspace.vp(["build", "--format", format]).end().exits(2);
        assert!(ran.err.contains("--format"), "{}", ran.err);
        assert!(ran.err.starts_with("fel: "), "{}", ran.err);
    }
    assert!(workspace.files("build").is_empty());
}

#[test]
fn a_program_without_the_typesetter_says_how_to_get_one() {
    let workspace = two_years();
    let ran = workspace.vp(["build", "-f", "pdf"]).end().exits(2);
    let said = "fel: --format kan inte vara pdf\n  det här programmet är byggt utan PDF; bygg det med cargo build --release --features pdf\n";
    assert!(ran.err.starts_with(said), "{}", ran.err);
    let ran = workspace.vp(["build", "-f", "all"]).end().exits(0);
    let said = "inga PDF:er, för programmet är byggt utan: cargo build --release --features pdf ger ett som gör dem\n";
    assert!(ran.err.ends_with(said), "{}", ran.err);
    assert!(workspace.files("build").contains(&"2026/a/plan.docx".to_owned()));
    // Those who ask for formats by name are not told of others.
    let ran = workspace.vp(["build", "-f", "html,json"]).end().exits(0);
    assert!(!ran.err.contains("PDF"), "{}", ran.err);
}

#[test]
fn one_file_becomes_one_page_in_the_output_folder() {
    let workspace = two_years();
    workspace.vp(["build", "plans/2026/a/plan.yaml", "--out", "ut"]).end().exits(0);
    assert_eq!(workspace.files("ut"), ["index.html", "plan.html", "plan.md"]);
    // Without --out: the folder build where one stands.
    workspace.vp_in("plans/2026", ["build", "a/plan.yaml"]).end().exits(0);
    assert_eq!(workspace.files("plans/2026/build"), ["index.html", "plan.html", "plan.md"]);
}

#[test]
fn a_folder_without_settings_and_plan_folder_is_read_whole() {
    let workspace = Workspace::with([
        ("ett.yaml", good("Ett")),
        ("djupt/nere/två.yml", good("Två")),
        ("djupt/nere/läs.md", "# Inte en plan".to_owned()),
        (".gömd/tre.yaml", good("Tre")),
        ("djupt/.gömd.yaml", good("Fyra")),
        ("build/fem.yaml", good("Fem")),
    ]);
    workspace.vp(["build"]).end().exits(0);
    let pages = ["djupt/nere/två.html", "djupt/nere/två.md", "ett.html", "ett.md", "fem.yaml", "index.html"];
    assert_eq!(workspace.files("build"), pages);
    workspace.vp(["build", "--out", "ut"]).end().exits(0);
    assert_eq!(workspace.files("ut").len(), 7, "another output folder makes build one of the plans' folders");
}

#[test]
fn beside_a_plan_folder_other_yaml_is_nothing_to_vp() {
    let workspace = two_years();
    workspace.write("compose.yaml", "services: {}");
    workspace.write(".github/workflows/ci.yaml", "on: push");
    workspace.vp(["build"]).end().exits(0);
    workspace.vp(["check", "."]).end().exits(0);
}

#[test]
fn the_root_is_found_upwards() {
    let workspace = two_years();
    workspace.write("vp.yaml", "vp: 1\nmappar: {ut: dokument}\n");
    let ran = workspace.vp_in("plans/2026", ["build"]).end().exits(0);
    assert_eq!(ran.err, "3 dokument i ../../dokument (filer: 8 skrivna, 0 oförändrade)\n");
    assert_eq!(workspace.files("dokument").len(), 8);
    let ran = workspace.vp_in("plans/2026/a", ["check"]).end().exits(0);
    assert_eq!(ran.out, "inga fynd i 3 filer\n");
}

#[test]
fn the_settings_of_a_file_or_folder_asked_for_are_found_upwards_too() {
    let workspace = two_years();
    workspace.write("vp.yaml", "vp: 1\nmappar: {ut: dokument}\nspråk: en\n");
    let ran = workspace.vp(["build", "plans/2026/a/plan.yaml"]).without("VP_LANG").end().exits(0);
    assert_eq!(ran.err, "1 document in dokument (files: 3 written, 0 unchanged)\n");
    workspace.vp(["build", "plans/2026"]).end().exits(0);
    assert!(workspace.files("dokument").contains(&"a/plan.html".to_owned()));
}

#[test]
fn folders_are_named_in_the_settings() {
    let workspace = Workspace::with([
        ("vp.yaml", "vp: 1\nmappar: {planer: planer, ut: planer/klart}\n".to_owned()),
        ("planer/plan.yaml", good("Ett")),
        ("planer/klart/gammal.yaml", good("Två")),
        ("plans/plan.yaml", good("Tre")),
    ]);
    workspace.vp(["build"]).end().exits(0);
    assert_eq!(workspace.files("planer/klart"), ["gammal.yaml", "index.html", "plan.html", "plan.md"]);
}

#[test]
fn where_there_is_nothing_the_program_says_so() {
    let workspace = Workspace::with([("vp.yaml", "vp: 1\n")]);
    let ran = workspace.vp(["build"]).end().exits(2);
    assert_eq!(ran.err, "fel: här finns inga planer: mappen plans saknas. vp init gör en arbetsyta\n");
    let ran = workspace.vp(["check", "finns/inte.yaml"]).end().exits(2);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", "fel: finns/inte.yaml finns inte\n"));
}

#[test]
fn several_paths_are_built_together() {
    let workspace = two_years();
    let ran = workspace.vp(["build", "plans/2025", "plans/2026", "--out", "ut"]).end();
    // Both years have a/plan.yaml: one page cannot be both.
    assert_eq!(ran.code, 2);
    let words = "fel: plans/2025/a/plan.yaml och plans/2026/a/plan.yaml skulle bli samma sida: \
                 bygg dem till var sin mapp med --out\n";
    assert!(ran.err.starts_with(words), "{}", ran.err);
    let ran = workspace.vp(["build", "plans/2025", "plans/2026/o", "--out", "två"]).end().exits(0);
    assert!(ran.err.ends_with("2 dokument i två (filer: 5 skrivna, 0 oförändrade)\n"), "{}", ran.err);
    let ran = workspace.vp(["check", "plans/2025", "plans/2026/o/plan.yaml"]).end().exits(0);
    assert_eq!(ran.out, "inga fynd i 2 filer\n");
}

#[test]
fn two_files_of_one_name_cannot_become_one_page() {
    let workspace = two_years();
    let ran = workspace.vp(["build", "plans/2025/a/plan.yaml", "plans/2026/a/plan.yaml", "--out", "ut"]).end().exits(2);
    assert!(ran.err.contains("skulle bli samma sida"), "{}", ran.err);
    assert!(workspace.read("ut/plan.html").contains("2025"), "the first is built");
    // The same file twice is no trouble.
    workspace.vp(["build", "plans/2026/a/plan.yaml", "./plans/2026/a/plan.yaml", "--out", "en"]).end().exits(0);
    assert_eq!(workspace.files("en"), ["index.html", "plan.html", "plan.md"]);
}

#[test]
fn files_that_differ_in_their_extension_alone_keep_it() {
    let workspace = Workspace::with([
        ("plans/a.yaml", good("Ett")),
        ("plans/a.yml", good("Två")),
        ("plans/index.yaml", good("Tre")),
    ]);
    workspace.vp(["build", "--format", "html"]).end().exits(0);
    assert_eq!(workspace.files("build"), ["a.html", "a.yml.html", "index.html", "index.yaml.html"]);
}
