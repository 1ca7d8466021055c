//! How goals are named, and which file is the plan above.

use super::{BOARD, CITY, outline, plan, prints, prints_of, unit};
use crate::workspace::Workspace;

const BARE: &str = "utelämna: [a, b, kommunens, andra, n-mått, n-aktivitet]";

#[test]
fn signs_after_a_number_do_not_matter() {
    for (parent, above) in [
        ("'1.'", "## KF:s inriktningsmål: 1. Inriktning ett"),
        ("1", "## KF:s inriktningsmål: 1. Inriktning ett"),
        ("\"1. -\"", "## KF:s inriktningsmål: 1. Inriktning ett"),
        ("inriktningsmål/1.", "## KF:s inriktningsmål: 1. Inriktning ett"),
        ("INRIKTNINGSMÅL / 1", "## KF:s inriktningsmål: 1. Inriktning ett"),
    ] {
        prints(&format!("mål: {{enhetsmål: [{{titel: E, till: {parent}}}]}}"), &format!("{above}\n### Enhetsmål: E"));
    }
}

#[test]
fn numbers_are_texts() {
    let files =
        unit("mål: {enhetsmål: [{nr: 007, titel: nej, till: 3.10}, {nr: 1.10, titel: 2026-01-01, till: 3.10}]}");
    prints_of(
        &files,
        "n/e/plan",
        "## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio
         #### Enhetsmål: 007 nej
         #### Enhetsmål: 1.10 2026-01-01",
        &["VP0118 007", "VP0118 3.10", "VP0118 1.10", "VP0118 2026-01-01", "VP0118 3.10"],
    );
    let files = unit("mål: {enhetsmål: [{titel: E, till: 3.1}]}");
    prints_of(&files, "n/e/plan", "## Mål utan koppling till nivån ovanför\n### Enhetsmål: E", &["VP0301 3.1"]);
}

#[test]
fn a_made_id_is_the_title_in_small_letters() {
    prints(
        &format!(
            "{BARE}\nmål: {{nämndmål: [{{titel: Öka – Åtgärder (ÄLDRE), till: '3.10'}}], enhetsmål: [{{titel: E, till: öka-åtgärder-äldre}}]}}"
        ),
        "## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio
         #### Nämndmål: Öka – Åtgärder (ÄLDRE)
         ##### Enhetsmål: E",
    );
}

#[test]
fn an_id_is_the_same_in_both_unicode_forms() {
    let files = [(
        "plan.yaml",
        plan(
            "organisation: {enhet: E}\nmål: {inriktningsmål: [{id: a\u{30a}r, titel: Ett}], enhetsmål: [{titel: E, till: år}]}",
        ),
    )];
    prints_of(&files, "plan", "## KF:s inriktningsmål: Ett\n### Enhetsmål: E", &[]);
}

#[test]
fn a_number_on_two_levels_needs_its_level() {
    let body = |parent: &str| {
        let goals =
            "inriktningsmål: [{nr: 1, titel: Inriktning}], nämndmål: [{nr: 1, till: inriktningsmål/1, titel: Nämnd}]";
        plan(&format!("organisation: {{enhet: E}}\nmål: {{{goals}, enhetsmål: [{{titel: E, till: {parent}}}]}}"))
    };
    let above = "## KF:s inriktningsmål: 1 Inriktning";
    prints_of(
        &[("plan.yaml", body("nämndmål/1"))],
        "plan",
        &format!("{above}\n### Nämndmål: 1 Nämnd\n#### Enhetsmål: E"),
        &[],
    );
    prints_of(
        &[("plan.yaml", body("inriktningsmål/1"))],
        "plan",
        &format!("{above}\n### Enhetsmål: E\n### Nämndmål: 1 Nämnd"),
        &[],
    );
    prints_of(
        &[("plan.yaml", body("1"))],
        "plan",
        &format!("{above}\n### Nämndmål: 1 Nämnd\n## Mål utan koppling till nivån ovanför\n### Enhetsmål: E"),
        &["VP0303 1"],
    );
}

#[test]
fn a_written_id_goes_before_a_number() {
    let body = "organisation: {enhet: E}
mål:
  inriktningsmål: [{nr: 1, titel: Numret}, {id: 1, titel: Id}]
  enhetsmål: [{titel: E, till: 1}]";
    prints_of(
        &[("plan.yaml", plan(body))],
        "plan",
        "## KF:s inriktningsmål: 1 Numret\n## KF:s inriktningsmål: Id\n### Enhetsmål: E",
        &[],
    );
}

#[test]
fn a_parent_can_stand_two_plans_up_or_in_another_order_of_folders() {
    let unit = "organisation: {enhet: E}\nbygger_på: ../namnd.yaml\nmål: {enhetsmål: [{titel: E, till: '3.10'}]}";
    let expected = "## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio
         #### Enhetsmål: E";
    let files = [
        ("z.yaml", plan(CITY)),
        ("b/namnd.yaml", plan(&BOARD.replace("../plan.yaml", "./../b/../z.yaml"))),
        ("b/a/e.yaml", plan(unit)),
    ];
    prints_of(&files, "b/a/e", expected, &[]);
}

#[test]
fn two_units_of_one_board_know_nothing_of_each_other() {
    let mut files = unit(
        "mål: {enhetsmål: [{id: mitt, titel: Ett, till: n2}], nämndmål: [{id: n2, indikatorer: [{id: x, namn: X}]}]}",
    );
    let sister = "organisation: {enhet: Tvåan}\nbygger_på: ../plan.yaml\nmål: {enhetsmål: [{id: mitt, titel: Två, till: n2}]}\nårsmål: {a: 7}";
    files.push(("plans/n/f/plan.yaml", plan(sister)));
    let above = "## KF:s inriktningsmål: 2. Inriktning två
         ### KF:s mål för verksamhetsområdet: 3.10 Område tio
         #### Nämndmål: Nämndmål två";
    prints_of(&files, "n/e/plan", &format!("{above}\n[Enhet] X\n##### Enhetsmål: Ett"), &[]);
    prints_of(&files, "n/f/plan", &format!("{above}\n##### Enhetsmål: Två"), &[]);
}

#[test]
fn one_file_alone_builds_on_files_outside_it() {
    let files = unit(&format!("{BARE}\nmål: {{enhetsmål: [{{titel: E, till: n1}}]}}"));
    let workspace = Workspace::with(files.iter().map(|(path, text)| (*path, text.as_str())));
    let loaded = vp::read::load::load(Some(&workspace.path("plans/n/e/plan.yaml")), None).expect("the file is there");
    assert!(loaded.findings.is_empty());
    assert_eq!(outline(&loaded, "plan").len(), 4);
    assert_eq!(loaded.asked().count(), 1);
    workspace.vp(["build", "plans/n/e/plan.yaml", "--out", "ut"]).end().exits(0);
    assert_eq!(workspace.files("ut"), ["index.html", "plan.html", "plan.md"]);
    assert!(workspace.read("ut/plan.md").contains("Nämndmål: Nämndmål ett"));
}

/// The codes of the findings of reading and joining in a report.
fn joining(report: &str) -> Vec<&str> {
    let codes = report.lines().filter_map(|line| line.split_once('[')).filter_map(|(_, rest)| rest.split(']').next());
    codes.filter(|code| code.starts_with("VP01") || code.starts_with("VP03")).collect()
}

#[test]
fn a_plan_above_that_is_not_there_is_one_error_and_the_plan_is_built() {
    let mut files = unit("omfattar: [x]\nårsmål: {y: 1}\nmål: {enhetsmål: [{titel: Eget, till: n1}]}");
    files.remove(1);
    let workspace = Workspace::with(files.iter().map(|(path, text)| (*path, text.as_str())));
    let ran = workspace.vp(["build"]).end().exits(1);
    assert_eq!(joining(&ran.err), ["VP0108"], "{}", ran.err);
    assert!(ran.err.contains("bygger_på: ../plan.yaml"), "{}", ran.err);
    let page = workspace.read("build/n/e/plan.md");
    assert!(page.contains("Mål utan koppling till nivån ovanför") && page.contains("Enhetsmål: Eget"), "{page}");
}

#[test]
fn below_a_plan_that_cannot_be_read_nothing_is_built_and_old_pages_stay() {
    let files = unit("mål: {enhetsmål: [{titel: Eget, till: n1}]}");
    let workspace = Workspace::with(files.iter().map(|(path, text)| (*path, text.as_str())));
    workspace.vp(["build"]).end();
    let pages = workspace.files("build");
    assert_eq!(pages.len(), 9);
    let old = workspace.read("build/n/e/plan.html");
    workspace.write("plans/plan.yaml", "vp: 1\n\tmål: [");
    let ran = workspace.vp(["build"]).end().exits(1);
    assert!(ran.err.contains("0 dokument"), "{}", ran.err);
    assert_eq!(workspace.files("build"), pages);
    assert_eq!(workspace.read("build/n/e/plan.html"), old);
    let index = workspace.read("build/index.html");
    assert_eq!(index.matches("Byggdes inte").count(), 3, "{index}");
    // What is broken above is said once, where it is broken.
    assert_eq!(joining(&ran.err), ["VP0102"], "{}", ran.err);
}

#[test]
fn a_circle_is_said_once_and_cut() {
    let one = "organisation: {enhet: A}\nbygger_på: b.yaml\nmål: {enhetsmål: [{titel: Mål a}]}";
    let two = "organisation: {enhet: B}\nbygger_på: a.yaml\nmål: {enhetsmål: [{titel: Mål b}]}";
    let files = [("a.yaml", plan(one)), ("b.yaml", plan(two))];
    prints_of(&files, "a", "## Enhetsmål: Mål a", &["VP0111 b.yaml"]);
    prints_of(&files, "b", "## Enhetsmål: Mål b", &["VP0111 b.yaml"]);
    let itself = "organisation: {enhet: A}\nbygger_på: a.yaml\nmål: {enhetsmål: [{titel: Mål a}]}";
    prints_of(&[("a.yaml", plan(itself))], "a", "## Enhetsmål: Mål a", &["VP0111 a.yaml"]);
}
