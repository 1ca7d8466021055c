//! Measures of Kolada: the id on an indicator, and outcomes out of Kolada's answer.

use std::path::Path;

use crate::workspace::{PLAN, Ran, Workspace};

/// A follow-up in every dress.
const REPORT: &str = "# Kommunens berättelse
vp: 1
dokument: verksamhetsberättelse
period: VB
indikatorer:
  tid: {utfall: 88.5 %}  # preliminärt
  trygg:
    # Ur enkäten.
    utfall: 70 %
";

/// A year's plan of the municipality with two measures of Kolada's, and a third that is no measure of Kolada's.
fn plan(year: &str) -> String {
    let own = "        - {id: trygg, namn: Trygghet, årsmål: 80 %, riktning: högre, periodicitet: År, könsuppdelad: ja, kolada: U00028}\n        - {id: sjuk, namn: Sjukfrånvaro, årsmål: 5 %, riktning: lägre, periodicitet: År}\n";
    let plan = PLAN.replace("källa: Diariet", "källa: Diariet, kolada: N15419");
    plan.replace("år: 2026", &format!("år: {year}"))
        .replace("      aktiviteter:\n", &format!("{own}      aktiviteter:\n"))
}

fn workspace() -> Workspace {
    Workspace::with([
        // The nought before a code is easily lost.
        ("vp.yaml", "vp: 1\nkommunkod: 180\n"),
        ("plans/2026/plan.yaml", plan("2026").as_str()),
        ("plans/2026/vb.yaml", REPORT),
        ("plans/2025/plan.yaml", plan("2025").as_str()),
    ])
}

fn report(workspace: &Workspace) -> String {
    workspace.read("plans/2026/vb.yaml")
}

fn import(workspace: &Workspace, arguments: &[&str]) -> Ran {
    let arguments: Vec<&Path> = arguments.iter().map(Path::new).collect();
    workspace.vp(["import", "outcomes"]).paths(&arguments).end()
}

/// An entry of an answer: a value for each gender.
fn entry(kpi: &str, municipality: &str, year: i16, values: &[(&str, &str)]) -> String {
    let values = values.iter().map(|(gender, value)| {
        let status = if *value == "null" { "Private" } else { "" };
        format!("{{\"count\":1,\"gender\":\"{gender}\",\"status\":\"{status}\",\"value\":{value}}}")
    });
    let values = values.collect::<Vec<_>>().join(",");
    format!("{{\"kpi\":\"{kpi}\",\"municipality\":\"{municipality}\",\"period\":{year},\"values\":[{values}]}}")
}

fn answer(entries: &[String]) -> String {
    format!("{{\"count\":{},\"values\":[{}]}}", entries.len(), entries.join(","))
}

#[test]
fn koladas_answer_becomes_outcomes_and_nothing_else_is_touched() {
    let all = answer(&[
        entry("N15419", "0180", 2026, &[("K", "92.1"), ("M", "90"), ("T", "91.04999")]),
        entry("U00028", "0180", 2026, &[("T", "0.5"), ("K", "81.26"), ("M", "79")]),
        entry("U00028", "0114", 2026, &[("T", "12")]),
    ]);
    let workspace = workspace().file("kolada.json", all);
    let shown = import(&workspace, &["kolada.json", "--diff"]).exits(1);
    assert_eq!(report(&workspace), REPORT);
    assert!(shown.out.contains("\n+  tid: {utfall: 91 %}  # preliminärt\n"), "{}", shown.out);
    assert_eq!(shown.err, "4 att ändra i 1 fil\n");
    let ran = import(&workspace, &["kolada.json"]).exits(0);
    assert_eq!(ran.err, "plans/2026/vb.yaml: 4 ändrade\n4 ändrade i 1 fil\n");
    // Women and men only where the indicator is reported by gender; half a per cent is half a per cent.
    let expected = REPORT.replace("88.5 %", "91 %").replace(
        "    # Ur enkäten.\n    utfall: 70 %",
        "    # Ur enkäten.\n    kvinnor: 81,3 %\n    män: 79 %\n    utfall: 0,5 %",
    );
    assert_eq!(report(&workspace), expected);
    assert_eq!(import(&workspace, &["kolada.json"]).exits(0).err, "ingenting att ändra\n");
}

#[test]
fn what_of_an_answer_is_not_taken_in_is_told() {
    let workspace = workspace();
    let value = [("T", "91")];
    for (entries, told) in [
        (
            vec![entry("N15420", "0180", 2026, &value)],
            "a.json N15420: ingen indikator här har kolada: N15420\n  skriv kolada: N15420 på den indikator som mäter det\n",
        ),
        (
            vec![entry("N15419", "0180", 2023, &value), entry("N15419", "0180", 2024, &value)],
            "a.json N15419: ingen plan för 2023 och 2024 har en indikator med kolada: N15419\n  äldre utfall skrivs under serie på indikatorn\n",
        ),
        (
            vec![entry("N15419", "0180", 2025, &value)],
            "a.json N15419 2025: plans/2025/plan.yaml har ingen uppföljning för VB\n  vp new follow-up plans/2025/plan.yaml --period VB skriver en\n",
        ),
        (
            vec![entry("N15419", "0180", 2026, &[("T", "null")])],
            "a.json N15419 2026: Kolada har inget värde (Private)\n",
        ),
        (vec![entry("N15419", "0180", 2026, &[("T", "98000")])], "a.json N15419 2026: 98000 % är orimligt mycket\n"),
        (
            vec![entry("U00028", "0180", 2026, &[("K", "1")]), entry("U00028", "0180", 2026, &[("K", "2")])],
            "a.json U00028 2026 K: säger annat än U00028 2026 K om samma sak\n",
        ),
    ] {
        workspace.write("a.json", &answer(&entries));
        let ran = import(&workspace, &["a.json", "--diff"]).exits(1);
        assert!(ran.err.contains(told), "{told}\n{}", ran.err);
        let english = import(&workspace, &["a.json", "--diff", "--lang", "en"]).exits(1);
        assert!(!english.err.contains("inte") && !english.err.contains("ingen "), "{}", english.err);
        assert_eq!(report(&workspace), REPORT);
    }
    // A value of a unit, and an answer in pages.
    let unit = entry("N15419", "0180", 2026, &value).replace("\"municipality\":\"0180\"", "\"ou\":\"V15E018000101\"");
    let own = entry("N15419", "0180", 2026, &value);
    workspace.write("a.json", &answer(&[unit, own]).replacen("{\"count\"", "{\"next_page\":\"?page=2\",\"count\"", 1));
    let ran = import(&workspace, &["a.json", "--diff"]).exits(1);
    assert!(ran.err.contains("a.json: värden för enheten V15E018000101 tas inte in\n"), "{}", ran.err);
    assert!(ran.err.contains("a.json: Koladas svar har fler sidor än den här\n  hämta dem också"), "{}", ran.err);
    assert!(ran.err.ends_with("1 att ändra i 1 fil\n"), "{}", ran.err);
}

#[test]
fn a_municipality_is_chosen_where_there_are_several() {
    let workspace = workspace();
    let (own, other) = (entry("N15419", "0180", 2026, &[("T", "91")]), entry("N15419", "0114", 2026, &[("T", "77")]));
    workspace.write("both.json", &answer(&[other.clone(), own]));
    workspace.write("other.json", &answer(&[other]));
    let refused = import(&workspace, &["other.json"]).exits(2);
    assert_eq!(refused.err, "fel: other.json kan inte läsas in: den har inga värden för kommunen 0180, men för 0114\n");
    import(&workspace, &["both.json", "--municipality", "0114"]).exits(0);
    assert_eq!(report(&workspace), REPORT.replace("88.5 %", "77 %"));
    import(&workspace, &["both.json"]).exits(0);
    assert_eq!(report(&workspace), REPORT.replace("88.5 %", "91 %"));
    workspace.write("vp.yaml", "vp: 1\n");
    let refused = import(&workspace, &["both.json"]).exits(2);
    assert!(
        refused.err.contains("den har värden för flera kommuner, 0114 och 0180: välj en med --municipality 0114"),
        "{}",
        refused.err
    );
    import(&workspace, &["other.json"]).exits(0);
    assert_eq!(report(&workspace), REPORT.replace("88.5 %", "77 %"));
}

#[test]
fn an_occasion_that_is_asked_for_is_taken_and_only_who_wrote_the_indicator_has_the_value() {
    let unit = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Staden, enhet: Söder}\nbygger_på: ../plan.yaml\nårsmål: {tid: 85 %}\n";
    let follow_up = "vp: 1\ndokument: tertialrapport\nperiod: T2\nindikatorer:\n  tid: {utfall: 70 %}\n";
    let workspace = workspace()
        .file("plans/2026/söder/plan.yaml", unit)
        .file("plans/2026/söder/t2.yaml", follow_up)
        .file("plans/2026/t2.yaml", follow_up)
        .file("a.json", answer(&[entry("N15419", "0180", 2026, &[("T", "91")])]));
    import(&workspace, &["a.json", "--period", "T2"]).exits(0);
    assert_eq!(workspace.read("plans/2026/t2.yaml"), follow_up.replace("70 %", "91 %"));
    assert_eq!(workspace.read("plans/2026/söder/t2.yaml"), follow_up);
    assert_eq!(report(&workspace), REPORT);
}

#[test]
fn an_id_in_other_words_is_known_and_one_that_is_none_is_told() {
    let of = |id: &str| plan("2026").replace("N15419", id);
    for (written, help) in [
        ("n15419", "skriv N15419"),
        ("Kolada N15419", "skriv N15419"),
        ("\"N 15419\"", "skriv N15419"),
        ("15419", "skriv måttets id som i Kolada, N eller U och fem siffror: N15419"),
        ("N1541", "skriv måttets id som i Kolada"),
    ] {
        let workspace = Workspace::with([("plan.yaml", of(written).as_str())]);
        let ran = workspace.vp(["check", "plan.yaml"]).end();
        assert!(ran.out.contains("är inget id i Kolada") && ran.out.contains(help), "{}", ran.out);
        assert!(ran.out.contains("varning[VP0105]"), "{}", ran.out);
        workspace.vp(["check", "plan.yaml", "--fix"]).end();
        let is_fixed = workspace.read("plan.yaml") == of("N15419");
        assert_eq!(is_fixed, help == "skriv N15419", "{written}: {}", workspace.read("plan.yaml"));
    }
}

#[test]
fn the_id_goes_with_the_indicator_everywhere() {
    let workspace = workspace();
    let build = workspace.vp(["build", "-f", "html,json"]).end();
    assert!(workspace.read("build/2026/plan.html").contains("Diariet (Kolada N15419)"), "{}", build.err);
    assert!(workspace.read("build/2026/plan.html").contains("Kolada U00028"));
    let export = workspace.vp(["export", "-f", "json", "--year", "2026"]).end().exits(0);
    assert!(
        export.out.contains("\"kolada\": \"N15419\"") || export.out.contains("\"kolada\":\"N15419\""),
        "{}",
        export.out
    );
    workspace.vp(["new", "year", "2027", "plans/2026/plan.yaml"]).end().exits(0);
    assert!(
        workspace.read("plans/2027/plan.yaml").contains("kolada: N15419"),
        "{}",
        workspace.read("plans/2027/plan.yaml")
    );
    let form = workspace.vp(["new", "follow-up", "plans/2025/plan.yaml", "--period", "VB"]).end().exits(0);
    assert!(workspace.read("plans/2025/vb.yaml").contains("Källa: Diariet (Kolada N15419)"), "{}", form.out);
    workspace.write("plans/2026/plan.yaml", &plan("2026").replace("N15419", "N15428"));
    let diff = workspace.vp(["diff", "2025", "2026"]).end();
    assert!(diff.out.contains("Mått i Kolada") && diff.out.contains("N15428"), "{}", diff.out);
}
