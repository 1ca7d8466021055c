//! Documents that are there twice.

use super::{REPORT, plan};
use crate::workspace::Workspace;

/// The files that a check says are one more, each with the first.
fn copies(workspace: &Workspace) -> Vec<String> {
    let ran = workspace.vp(["check", "--only", "VP0114", "--format", "json"]).end();
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("the report is JSON");
    let findings = json["findings"].as_array().expect("a list").iter().filter(|finding| finding["code"] == "VP0114");
    let file = |value: &serde_json::Value| value["path"].as_str().unwrap_or("").trim_start_matches("plans/").to_owned();
    let pairs: Vec<String> =
        findings.map(|finding| format!("{} = {}", file(finding), file(&finding["related"][0]))).collect();
    assert_eq!(ran.code, i32::from(!pairs.is_empty()), "{}", ran.out);
    pairs
}

#[test]
fn of_two_plans_of_a_unit_the_one_with_the_odd_name_is_the_second() {
    for (copy, first) in [
        ("a/plan - Kopia.yaml", "a/plan.yaml"),
        ("a/plan (1).yaml", "a/plan.yaml"),
        ("a/Kopia av plan.yaml", "a/plan.yaml"),
        ("a/plan_gammal.yaml", "a/plan.yaml"),
        ("a/plan_2026-03-01.yaml", "a/plan.yaml"),
        ("a/plan.yml", "a/plan.yaml"),
        ("Kopia av a/plan.yaml", "a/plan.yaml"),
        ("0/a.yaml", "a/plan.yaml"),
        ("enhet-kopia.yaml", "enhet.yaml"),
    ] {
        let workspace = Workspace::with([
            (format!("plans/{first}"), plan("Parken")),
            (
                format!("plans/{copy}"),
                plan("Parken").replace("Allt går väl.", "Allt går bättre.").replace("Parken", " parken "),
            ),
        ]);
        let expected = match first == "a/plan.yaml" && copy == "a/plan.yml" {
            true => "a/plan.yaml = a/plan.yml".to_owned(),
            false => format!("{copy} = {first}"),
        };
        assert_eq!(copies(&workspace), [expected], "{copy}");
        // Neither is lost: each has its page and its line in the index.
        workspace.vp(["build", "--format", "html", "--findings"]).end().exits(1);
        assert_eq!(workspace.files("build").len(), 3, "{copy}");
        assert_eq!(workspace.read("build/index.html").matches("VP0114").count(), 1);
    }
}

#[test]
fn next_year_is_written_and_compared_with_the_first() {
    let workspace =
        Workspace::with([("plans/2026/plan.yaml", plan("Parken")), ("plans/2026/plan - Kopia.yaml", plan("Parken"))]);
    let ran = workspace.vp(["new", "year", "2027"]).end().exits(2);
    let words = "fel: plans/2026/plan - Kopia.yaml är samma plan som plans/2026/plan.yaml, inget skrevs\n";
    assert!(ran.err.starts_with(words), "{}", ran.err);
    assert_eq!(workspace.files("").len(), 2);
    workspace.vp(["new", "year", "2027", "plans/2026/plan.yaml"]).end().exits(0);
    assert_eq!(workspace.files("plans/2027"), ["plan.yaml"]);
    workspace.write(
        "plans/2027/plan.yaml",
        &workspace.read("plans/2027/plan.yaml").replace("id: målet", "id: nytt\n      ersätter: målet"),
    );
    workspace.write("plans/2026/plan - Kopia.yaml", &plan("Parken").replace("id: målet", "id: ett-annat"));
    let ran = workspace.vp(["check", "plans/2027", "--only", "VP0306"]).end().exits(0);
    assert_eq!(ran.out, "inga fynd i 1 fil\n", "last year's plan is the first of the two");
}

#[test]
fn what_is_not_the_same_is_no_copy() {
    let under = |board: &str| plan("Parken").replace("enhet:", &format!("nämnd: {board}, enhet:"));
    let board = |name: &str| {
        plan("x").replace("enhet: x", &format!("nämnd: {name}")).replace("enhetsmål", "nämndmål").replace(
            "      förväntat_resultat: Allt går väl.\n      arbetssätt: Så.\n      resursanvändning: Lite.\n      uppföljning: I maj.\n",
            "      beskrivning: Så.\n",
        )
    };
    let below = plan("Parken").replace("mål:\n  e", "bygger_på: ../plan.yaml\nmål:\n  e");
    let titled =
        |title: &str| plan("Parken").replace("mål:\n  e", &format!("försättsblad: {{titel: {title}}}\nmål:\n  e"));
    for files in [
        vec![("a.yaml", plan("Parken")), ("b.yaml", plan("Skogen"))],
        vec![("a.yaml", plan("Parken")), ("b.yaml", plan("Parken").replace("2026", "2027"))],
        vec![("a.yaml", plan("Parken")), ("b.yaml", plan("Parken").replace("enhet:", "avdelning:"))],
        vec![("a.yaml", under("Norra nämnden")), ("b.yaml", under("Södra nämnden"))],
        vec![("a.yaml", titled("Verksamhetsplan")), ("b.yaml", titled("Reviderad verksamhetsplan"))],
        vec![
            ("norr/plan.yaml", board("Norra nämnden")),
            ("norr/a/plan.yaml", below.clone()),
            ("söder/plan.yaml", board("Södra nämnden")),
            ("söder/a/plan.yaml", below.clone()),
        ],
    ] {
        let workspace = Workspace::with(files.iter().map(|(path, text)| (format!("plans/{path}"), text)));
        assert!(copies(&workspace).is_empty(), "{files:?}");
    }
    let same =
        [("norr/plan.yaml", board("Norra nämnden")), ("norr/a/plan.yaml", below.clone()), ("norr/b/plan.yaml", below)];
    let workspace = Workspace::with(same.map(|(path, text)| (format!("plans/{path}"), text)));
    assert_eq!(copies(&workspace), ["norr/b/plan.yaml = norr/a/plan.yaml"]);
}

#[test]
fn a_report_that_is_there_twice_is_said_once() {
    let report = format!("{REPORT}mål:\n  målet: {{bedömning: delvis, analys: Nästan.}}\n");
    let with = |name: &str, text: String| {
        Workspace::with([("plans/plan.yaml", plan("Parken")), ("plans/t1.yaml", report.clone()), (name, text)])
    };
    let copy = with("plans/t1 - Kopia.yaml", report.replace("Nästan.", "Nästan helt."));
    assert_eq!(copies(&copy), ["t1 - Kopia.yaml = t1.yaml"]);
    assert!(!copy.vp(["check"]).end().exits(1).out.contains("VP0512"), "it is not said again of each part");
    copy.vp(["build"]).end().exits(1);
    // A part of its own, another occasion, and a file that shares out the report are something else.
    assert!(
        copies(&with(
            "plans/t1-b.yaml",
            "vp: 1\ndokument: tertialrapport\nperiod: T1\nför: Gruppen\nsammanfattande_analys: Mer.\n".to_owned()
        ))
        .is_empty()
    );
    assert!(copies(&with("plans/t2.yaml", report.replace("T1", "T2"))).is_empty());
    let rest = "vp: 1\ndokument: tertialrapport\nperiod: T1\nsystematiskt_kvalitetsarbete: Vi prövar oss fram.\n";
    assert!(copies(&with("plans/t1-mer.yaml", rest.to_owned())).is_empty());
}

#[test]
fn a_contribution_that_is_there_twice_is_an_error() {
    let text = std::fs::read_to_string(format!("{}/examples/bidrag/bidrag.yaml", crate::workspace::REPOSITORY));
    let text = text.expect("the example is there");
    let workspace = Workspace::with([("plans/bidrag.yaml", &text), ("plans/bidrag (2).yaml", &text)]);
    assert_eq!(copies(&workspace), ["bidrag (2).yaml = bidrag.yaml"]);
}

#[test]
fn the_rule_can_be_silenced_where_two_are_meant() {
    let workspace = Workspace::with([
        ("vp.yaml", "vp: 1\nregler: {VP0114: av}\n".to_owned()),
        ("plans/a.yaml", plan("Parken")),
        ("plans/b.yaml", plan("Parken")),
    ]);
    assert!(copies(&workspace).is_empty());
}
