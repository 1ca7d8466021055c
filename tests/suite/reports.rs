//! Follow-ups joined with their plans: what is printed of them, what is due, and last year's outcomes.

use std::path::Path;

use vp::read::load::{self, Loaded};

use crate::inherit::{found, outline};
use crate::workspace::{REPOSITORY, Workspace, files_below, read};

/// A unit's plan of 2025 by itself.
const PLAN: &str = "
vp: 1
dokument: verksamhetsplan
år: 2025
organisation: {kommun: Kommunen, enhet: Enheten, tidigare: [Gamla enheten]}
mål:
  inriktningsmål:
    - {nr: '1.', titel: Inriktning}
  enhetsmål:
    - id: mål-ett
      till: 1
      titel: Mål ett
      förväntat_resultat: Det blir bättre.
      arbetssätt: Vi arbetar.
      indikatorer:
        - {id: ofta, namn: Ofta, årsmål: 80 %, periodicitet: Tertial, riktning: högre}
        - {id: ibland, namn: Ibland, årsmål: 10, periodicitet: Halvår, riktning: lägre, ersätter: [förr]}
        - {id: sällan, namn: Sällan, årsmål: 20–25, periodicitet: År, riktning: intervall, serie: {2024: 30}}
      aktiviteter:
        - {id: våren, namn: Våren, start: 2025-01-01, slut: 2025-04-30}
        - {id: hösten, namn: Hösten, start: 2025-09-01, slut: 2025-12-31}
    - id: mål-två
      till: 1
      titel: Mål två
      indikatorer:
        - {id: sist, namn: Sist, årsmål: 5, periodicitet: År, riktning: högre}
";

/// The plan of the year before, under the unit's earlier name.
const LAST_YEAR: &str = "
vp: 1
dokument: verksamhetsplan
år: 2024
organisation: {kommun: Kommunen, enhet: Gamla enheten}
mål:
  enhetsmål:
    - id: mål-ett
      titel: Mål ett
      indikatorer:
        - {id: ofta, namn: Ofta, årsmål: 80 %, periodicitet: Tertial, riktning: högre}
        - {id: förr, namn: Förr, årsmål: 10, periodicitet: Halvår, riktning: lägre}
";

fn load_all(files: &[(&str, &str)]) -> (Workspace, Loaded) {
    let workspace = Workspace::with(files.iter().copied());
    let loaded = load::load(Some(workspace.root()), None).expect("the workspace is there");
    (workspace, loaded)
}

/// Looks at what is printed on a page of this year's plan with these follow-ups, and at what joining found.
#[track_caller]
fn prints(files: &[(&str, &str)], page: &str, expected: &str, findings: &[&str]) {
    let with_plan: Vec<(&str, &str)> = [("plans/2025/plan.yaml", PLAN), ("plans/2024/plan.yaml", LAST_YEAR)]
        .into_iter()
        .chain(files.iter().copied())
        .collect();
    let (_workspace, loaded) = load_all(&with_plan);
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(outline(&loaded, page), expected);
    assert_eq!(found(&loaded), findings);
}

fn follow_up(period: &str, body: &str) -> String {
    let kind = if period == "VB" { "verksamhetsberättelse" } else { "tertialrapport" };
    format!("vp: 1\ndokument: {kind}\nperiod: {period}\n{}\n", body.trim_matches('\n'))
}

#[test]
fn a_tertial_report_shows_what_is_due_and_what_is_reported_besides() {
    prints(
        &[(
            "plans/2025/t1.yaml",
            &follow_up(
                "T1",
                "indikatorer: {sällan: {utfall: 22}}\nmål: {mål-ett: {bedömning: delvis, analys: Vi är på väg.}}",
            ),
        )],
        "2025/t1",
        "## Uppföljning av Kommunfullmäktiges inriktningsmål
         ## KF:s inriktningsmål: 1. Inriktning
         ### Enhetsmål: Mål ett
         [Uppfylls delvis]
         #### Förväntat resultat
         Det blir bättre.
         #### Analys
         Vi är på väg.
         [Enhet] Ofta |  | 80\u{a0}% | T1 2025
         [Målet nått] [Enhet] Sällan | 22 | 20–25 | 2025
         Våren | 2025-01-01 | 2025-04-30",
        &[],
    );
}

#[test]
fn the_last_report_shows_everything_and_finds_last_years_outcomes() {
    let last = follow_up("VB", "indikatorer:\n  ofta: {utfall: 70 %}\n  förr: {utfall: 12}");
    let now = follow_up(
        "VB",
        "indikatorer:
  ofta: {utfall: 75 %, män: 74 %, kvinnor: 76 %, analys: Bättre än i fjol.}
  ibland: {utfall: 12}
  sällan: {utfall: saknas, analys: Mäts inte.}
aktiviteter:
  våren: {status: genomförd}
  hösten: {status: försenad, avvikelse: Rekryteringen drog ut på tiden}",
    );
    prints(
        &[("plans/2024/vb.yaml", &last), ("plans/2025/vb.yaml", &now)],
        "2025/vb",
        "## Uppföljning av Kommunfullmäktiges inriktningsmål
         ## KF:s inriktningsmål: 1. Inriktning
         ### Enhetsmål: Mål ett
         #### Förväntat resultat
         Det blir bättre.
         [Nära målet] [Enhet] Ofta | 75\u{a0}% | 74\u{a0}% | 76\u{a0}% | 70\u{a0}% | 80\u{a0}% | VB 2025
         > Bättre än i fjol.
         [Målet ej nått] [Enhet] Ibland | 12 |  |  | 12 | 10 | VB 2025
         [Utfall saknas] [Enhet] Sällan | – |  |  | 30 | 20–25 | 2025
         > Mäts inte.
         [Genomförd] Våren | 2025-01-01 | 2025-04-30
         [Försenad] Hösten | 2025-09-01 | 2025-12-31 | Rekryteringen drog ut på tiden
         ### Enhetsmål: Mål två
         [Enhet] Sist |  | 5 | 2025",
        &[],
    );
}

#[test]
fn the_authors_own_figures_go_before_the_computed_ones() {
    prints(
        &[
            ("plans/2024/t1.yaml", &follow_up("T1", "indikatorer: {ofta: {utfall: 70 %}}")),
            (
                "plans/2025/t1.yaml",
                &follow_up(
                    "T1",
                    "indikatorer: {ofta: {utfall: 90 %, föregående: 71 %, bedömning: ej}}\naktiviteter: {hösten: {status: ej påbörjad}}",
                ),
            ),
        ],
        "2025/t1",
        "## Uppföljning av Kommunfullmäktiges inriktningsmål
         ## KF:s inriktningsmål: 1. Inriktning
         ### Enhetsmål: Mål ett
         #### Förväntat resultat
         Det blir bättre.
         [Målet ej nått] [Enhet] Ofta | 90\u{a0}% | 71\u{a0}% | 80\u{a0}% | T1 2025
         Våren | 2025-01-01 | 2025-04-30
         [Ej påbörjad] Hösten | 2025-09-01 | 2025-12-31",
        &[],
    );
}

#[test]
fn an_activity_that_was_done_need_not_be_reported_again() {
    prints(
        &[
            (
                "plans/2025/t1.yaml",
                &follow_up("T1", "aktiviteter: {våren: {status: genomförd, analys: Klart i mars.}}"),
            ),
            ("plans/2025/t2.yaml", &follow_up("T2", "mål: {mål-två: {bedömning: helt}}")),
        ],
        "2025/t2",
        "## Uppföljning av Kommunfullmäktiges inriktningsmål
         ## KF:s inriktningsmål: 1. Inriktning
         ### Enhetsmål: Mål ett
         #### Förväntat resultat
         Det blir bättre.
         [Enhet] Ofta |  | 80\u{a0}% | T2 2025
         [Enhet] Ibland |  | 10 | T2 2025
         [Genomförd] Våren | 2025-01-01 | 2025-04-30
         > Klart i mars.
         ### Enhetsmål: Mål två
         [Uppfylls helt]",
        &[],
    );
}

#[test]
fn files_of_one_occasion_are_one_report_and_what_is_said_twice_is_an_error() {
    prints(
        &[
            (
                "plans/2025/t1.yaml",
                &follow_up("T1", "sammanfattande_analys: Hela enheten.\nindikatorer: {ofta: {utfall: 81 %}}"),
            ),
            (
                "plans/2025/t1-gruppen.yaml",
                &follow_up(
                    "T1",
                    "för: Gruppen\nsammanfattande_analys: Gruppens del.\nindikatorer: {ofta: {utfall: 60 %}}\naktiviteter: {våren: {status: pågår}}",
                ),
            ),
        ],
        "2025/t1",
        "## Sammanfattande analys
         Hela enheten.
         Gruppens del.
         ## Uppföljning av Kommunfullmäktiges inriktningsmål
         ## KF:s inriktningsmål: 1. Inriktning
         ### Enhetsmål: Mål ett
         #### Förväntat resultat
         Det blir bättre.
         [Målet nått] [Enhet] Ofta | 81\u{a0}% | 80\u{a0}% | T1 2025
         [Pågår] Våren | 2025-01-01 | 2025-04-30",
        &["VP0512 ofta"],
    );
}

#[test]
fn parts_alone_are_printed_on_the_page_of_the_occasion() {
    let (workspace, _) = load_all(&[
        ("plans/2025/plan.yaml", PLAN),
        ("plans/2025/t1-a.yaml", &follow_up("T1", "för: A\nindikatorer: {ofta: {utfall: 81 %}}")),
        ("plans/2025/t1-b.yaml", &follow_up("T1", "för: B\naktiviteter: {våren: {status: pågår}}")),
    ]);
    workspace.vp(["build"]).end();
    let pages = workspace.files("build/2025");
    assert_eq!(pages, ["plan.html", "plan.md", "t1.html", "t1.md"]);
    let page = workspace.read("build/2025/t1.md");
    assert!(page.contains("81\u{a0}%") && page.contains("Pågår"), "{page}");
}

#[test]
fn what_the_plan_does_not_have_is_printed_last_and_reported() {
    prints(
        &[(
            "plans/2025/t1.yaml",
            &follow_up(
                "T1",
                "mål: {mål-tre: {bedömning: helt, analys: Klart.}}\nindikatorer: {oftast: {utfall: 7, analys: Fler än väntat.}}\naktiviteter: {ofta: {status: pågår}}",
            ),
        )],
        "2025/t1",
        "## Uppföljning av Kommunfullmäktiges inriktningsmål
         ## KF:s inriktningsmål: 1. Inriktning
         ### Enhetsmål: Mål ett
         #### Förväntat resultat
         Det blir bättre.
         [Enhet] Ofta |  | 80\u{a0}% | T1 2025
         Våren | 2025-01-01 | 2025-04-30
         ## Rapporterat utanför planen
         ### mål-tre
         [Uppfylls helt]
         Klart.
         oftast | 7
         > Fler än väntat.
         [Pågår] ofta",
        &["VP0504 mål-tre", "VP0504 oftast", "VP0504 ofta"],
    );
}

#[test]
fn another_model_has_other_occasions() {
    let model = "
vp: 1
styrmodell:
  rapporttillfällen: {Sommar: 06-30, Helår: 12-31}
  periodicitet: {Halvår: [Sommar, Helår], År: [Helår]}
";
    let plan = PLAN.replace("Tertial", "Halvår");
    let report = "vp: 1\ndokument: tertialrapport\nperiod: sommar\nindikatorer: {ofta: {utfall: 85 %}}\n";
    let (_workspace, loaded) = load_all(&[
        ("vp.yaml", model.trim_start()),
        ("plans/2025/plan.yaml", &plan),
        ("plans/2025/sommar.yaml", report),
    ]);
    let lines = outline(&loaded, "2025/sommar");
    let rows: Vec<&str> = lines.iter().map(String::as_str).filter(|line| line.contains('|')).collect();
    assert_eq!(
        rows,
        [
            "[Målet nått] [Enhet] Ofta | 85\u{a0}% | 80\u{a0}% | Sommar 2025",
            "[Enhet] Ibland |  | 10 | Sommar 2025",
            "Våren | 2025-01-01 | 2025-04-30",
        ]
    );
    assert_eq!(found(&loaded), [""; 0]);
}

#[test]
fn a_follow_up_without_its_plan_is_reported_and_not_printed() {
    for (files, place) in [
        (vec![("plans/2025/t1.yaml", follow_up("T1", ""))], "VP0108 tertialrapport"),
        (vec![("plans/2025/t1.yaml", follow_up("T1", "plan: ../plan.yaml"))], "VP0108 ../plan.yaml"),
        (vec![("plans/2025/t1.yaml", follow_up("T1", "plan: t1.yaml"))], "VP0108 t1.yaml"),
    ] {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let (workspace, loaded) = load_all(&files);
        assert_eq!(found(&loaded), [place]);
        workspace.vp(["build"]).end().exits(1);
        assert_eq!(workspace.files("build"), ["index.html"]);
    }
}

#[test]
fn a_plan_that_cannot_be_read_stops_its_follow_ups_and_keeps_their_old_pages() {
    let (workspace, _) = load_all(&[
        ("plans/2025/plan.yaml", PLAN),
        ("plans/2025/t1.yaml", &follow_up("T1", "indikatorer: {ofta: {utfall: 85 %}}")),
    ]);
    workspace.vp(["build"]).end();
    let before = workspace.read("build/2025/t1.md");
    workspace.write("plans/2025/plan.yaml", "vp: 1\ndokument: verksamhetsplan\nmål: [");
    workspace.vp(["build"]).end().exits(1);
    assert_eq!(workspace.read("build/2025/t1.md"), before);
}

#[test]
fn an_empty_follow_up_is_printed_with_what_is_due() {
    prints(
        &[(
            "plans/2025/t1.yaml",
            &follow_up("T1", "mål:\nindikatorer:\n  ofta:\n  ibland: {utfall: , analys: }\naktiviteter:"),
        )],
        "2025/t1",
        "## Uppföljning av Kommunfullmäktiges inriktningsmål
         ## KF:s inriktningsmål: 1. Inriktning
         ### Enhetsmål: Mål ett
         #### Förväntat resultat
         Det blir bättre.
         [Enhet] Ofta |  | 80\u{a0}% | T1 2025
         [Enhet] Ibland |  | 10 | T1 2025
         Våren | 2025-01-01 | 2025-04-30",
        &[],
    );
}

#[test]
fn one_follow_up_asked_for_knows_its_plan_and_last_year() {
    let (workspace, _) = load_all(&[
        ("plans/2025/plan.yaml", PLAN),
        ("plans/2024/plan.yaml", LAST_YEAR),
        ("plans/2024/t1.yaml", &follow_up("T1", "indikatorer: {ofta: {utfall: 70 %}}")),
        ("plans/2025/t1.yaml", &follow_up("T1", "indikatorer: {ofta: {utfall: 85 %}}")),
        ("plans/2023/plan.yaml", "this is not a plan"),
    ]);
    let file = workspace.path("plans/2025/t1.yaml");
    let loaded = load::load(Some(Path::new(&file)), None).expect("the file is there");
    let lines = outline(&loaded, "t1");
    assert!(
        lines.iter().any(|line| line == "[Målet nått] [Enhet] Ofta | 85\u{a0}% | 70\u{a0}% | 80\u{a0}% | T1 2025"),
        "{lines:#?}"
    );
    workspace.vp(["build", "plans/2025/t1.yaml", "--out", "ut"]).end();
    assert!(workspace.read("ut/t1.md").contains("| 70\u{a0}% |"), "also where the path is given from the workspace");
    // What is wrong elsewhere in the workspace is not asked for here.
    let findings = vp::lint::check::check(&loaded);
    assert!(
        findings.iter().all(|finding| loaded.sources.get(finding.span.source).path.ends_with("2025/t1.yaml")),
        "{findings:#?}"
    );
}

/// The decided report of 2022 gives an outcome of all that lies below those of both genders. Its file allows that with a
/// reason; without the exception it is an error.
#[test]
fn the_impossible_figure_of_a_decided_report_is_found() {
    let year = Path::new(REPOSITORY).join("plans/2022");
    let files = files_below(&year).into_iter().map(|path| {
        let text = read(&year.join(&path)).replace("# vp: tillåt VP0506", "# ");
        (format!("plans/2022/{path}"), text)
    });
    let workspace = Workspace::with(files);
    let loaded = load::load(Some(workspace.root()), None).expect("the workspace is there");
    let findings = vp::lint::check::check(&loaded);
    let errors: Vec<(&str, String)> = findings
        .iter()
        .filter(|finding| finding.level == vp::diagnostic::Severity::Error)
        .map(|finding| (finding.rule.code, loaded.sources.slice(finding.span).to_string()))
        .collect();
    assert_eq!(errors, [("VP0506", "75,11 %".to_owned())]);
}
