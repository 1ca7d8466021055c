//! Every example in the repository is checked and built.

use std::path::Path;

use crate::workspace::{REPOSITORY, Workspace, read};

/// Each example with the pages that it gives.
const EXAMPLES: [(&str, &[&str]); 8] = [
    ("minsta", &["plan"]),
    ("fristaende", &["plan"]),
    (
        "arvd",
        &[
            "2026/omsorgsnamnden/aldreomsorgen/hemtjansten-norr/plan",
            "2026/omsorgsnamnden/aldreomsorgen/plan",
            "2026/omsorgsnamnden/plan",
            "2026/plan",
            "2026/roda-traden",
        ],
    ),
    ("uppfoljning", &["plan", "t1", "t2", "vb"]),
    ("bidrag", &["bidrag"]),
    (
        "storstad",
        &[
            "2026/plan",
            "2026/roda-traden",
            "2026/socialnamnden/arsrapport",
            "2026/socialnamnden/augusti",
            "2026/socialnamnden/plan",
        ],
    ),
    (
        "halvar",
        &["2025/roda-traden", "2026/barnnamnden/host", "2026/barnnamnden/plan", "2026/barnnamnden/var", "2026/plan"],
    ),
    ("annan-kommun", &["2026/kultur/badhuset/plan", "2026/kultur/plan", "2026/plan", "2026/roda-traden"]),
];

fn example(name: &str) -> std::path::PathBuf {
    Path::new(REPOSITORY).join("examples").join(name)
}

#[test]
fn every_example_is_without_findings() {
    for (name, _) in EXAMPLES {
        let folder = example(name);
        let ran = Workspace::with([("", ""); 0]).vp(["check", "--strict"]).paths(&[&folder]).end().exits(0);
        assert!(ran.out.starts_with("inga fynd i "), "{name}: {}", ran.out);
    }
}

#[test]
fn every_example_builds_its_pages() {
    for (name, pages) in EXAMPLES {
        let folder = example(name);
        let workspace = Workspace::with([("", ""); 0]);
        workspace.vp(["build", "--out", "ut"]).paths(&[&folder]).end().exits(0);
        let mut expected: Vec<String> =
            pages.iter().flat_map(|page| [format!("{page}.html"), format!("{page}.md")]).collect();
        expected.push("index.html".to_owned());
        expected.sort();
        assert_eq!(workspace.files("ut"), expected, "{name}");
    }
}

#[test]
fn every_folder_of_examples_is_known_here() {
    let folders = std::fs::read_dir(example("")).expect("the examples are there");
    for folder in folders {
        let name = folder.expect("a folder").file_name().to_string_lossy().into_owned();
        let known = EXAMPLES.iter().any(|(example, _)| *example == name);
        // The examples of the rules, the common mistakes and those for build servers have tests of their own.
        let has_own_tests = ["mistakes", "fixed", "tjugo-misstag", "ci"].contains(&name.as_str());
        assert!(known || has_own_tests, "{name} is not among the examples");
    }
}

#[test]
fn every_example_says_at_its_top_what_it_shows() {
    for (name, _) in EXAMPLES {
        for file in crate::workspace::files_below(&example(name)) {
            let text = read(&example(name).join(&file));
            assert!(!file.ends_with(".yaml") || text.starts_with("# "), "{name}/{file} has no comment at its top");
        }
    }
}

#[test]
fn a_year_is_followed_up_beside_its_plan() {
    let workspace = Workspace::with([("", ""); 0]);
    workspace.vp(["build", "--out", "ut"]).paths(&[&example("uppfoljning")]).end().exits(0);
    let page = |name: &str| workspace.read(&format!("ut/{name}.md")).replace('\u{a0}', " ").replace("**", "");
    let (t1, t2, year) = (page("t1"), page("t2"), page("vb"));
    assert!(t1.contains("# Tertialrapport T1 2026 för Parkenheten"), "{t1}");
    // Half-yearly and yearly indicators wait for their occasions, with the goals that have nothing else.
    for (page, indicators) in [(&t1, [true, false, false]), (&t2, [true, true, false]), (&year, [true, true, true])] {
        let names = ["lagade inom tre dagar", "trasiga lampor", "nöjda med parkerna"];
        assert_eq!(names.map(|name| page.contains(name)), indicators, "{page}");
    }
    // 7450 + 4200 is 50 more than the budget of 7500 + 4000 and the 100 that were decided in March.
    assert!(t1.contains("| Summa kostnader | 3 470 | 11 500 | 100 | 11 600 | 11 650 | −50 |"), "{t1}");
    assert!(t1.contains("Prognos −50, åtgärder +30, återstår −20 tkr"), "{t1}");
    assert!(year.contains("| Armaturer i Hamnparken | 2026-03-10 | TN § 22 | Övriga kostnader | 100 |"), "{year}");
    for words in ["Utfall saknas", "Försenad", "Blir klar i november.", "Rapporterad: T1"] {
        assert!(t2.contains(words), "{words} is not in\n{t2}");
    }
    for words in ["Uppfylls delvis", "Uppfylls helt", "Utfall VB 2025", "74 %", "Målet nått", "Nära målet"] {
        assert!(year.contains(words), "{words} is not in\n{year}");
    }
}

#[test]
fn another_municipality_needs_no_other_program() {
    let workspace = Workspace::with([("", ""); 0]);
    workspace.vp(["build", "--out", "ut"]).paths(&[&example("annan-kommun")]).end().exits(0);
    let page = workspace.read("ut/2026/kultur/badhuset/plan.md");
    let words = [
        "Årsplan 2026 för Badhuset",
        "Målområde: A Ett Nordvik där alla rör på sig",
        "Mått | Målvärde | Fullmäktiges målvärde | Redovisas",
        "Fullmäktige",
        "66\u{a0}%",
        "Nämndens uppdrag: Fler barn kan simma",
        "Så ser det ut i dag",
        "Så märker invånaren skillnad",
        "Vi åtar oss: Alla sjätteklassare på Östra skolan kan simma i juni",
        "Så gör vi",
        "Så vet vi",
        "Nästa steg",
        "Varje månad",
        "Det här gör vi | Från | Till och med",
        "Målområde: B Ett Nordvik som tar hand om sina pengar",
    ];
    let mut rest = page.as_str();
    for word in words {
        let (_, after) = rest.split_once(word).unwrap_or_else(|| panic!("{word} does not come next in\n{rest}"));
        rest = after;
    }
    for word in ["Verksamhetsplan", "KF", "Enhetsmål", "Periodicitet", "Förväntat resultat"] {
        assert!(!page.contains(word), "{word} is a word of Stockholm's");
    }
}
