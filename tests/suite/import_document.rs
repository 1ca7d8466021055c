//! `vp import document`: what others have written becomes plans and follow-ups, nothing is lost, and what was guessed is said.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod archive;
mod generated;
mod hostile;
mod kept;
mod opendocument;
mod other_models;
mod others;
mod raised;
mod round;
mod serial;
mod word;

use crate::workspace::{Ran, Workspace};

/// A plan as a word processor saves it as text: a paragraph on each line, tabs between cells.
const PLAN: &str = "Handläggare
Gruppledare
Telefon: 08-000 00 01

Till
Exempelby socialnämnd
2025-01-30

Verksamhetsplan 2025 för Norra enheten

Innehållsförteckning

Inledning\t2
KF:s inriktningsmål: 1. Alla växer upp tryggt\t3
Budget 2025\t5

Inledning

Norra enheten ger stöd till barn och deras familjer i hela kommunen.

Så arbetar vi

Vi möter var och en där den är, och vi säger vad vi tänker göra innan vi gör det.

KF:s inriktningsmål: 1. Alla växer upp tryggt

KF:s mål för verksamhetsområdet: 1.1 Stöd ges i tid

Indikator\tÅrsmål\tKF:s årsmål år 2025\tPeriodicitet
Andel svar inom tre dagar\t85 %\t90 %\tTertial

Nämndmål: Familjer får svar fort

Beskrivning

Den som frågar ska veta vad som händer.

Aktivitet\tStartdatum\tSlutdatum
Nämnden ska öppna en mottagning för dem som söker stöd i\t2025-01-01\t2025-12-31

Aktivitet\tStartdatum\tSlutdatum
norra kommundelen\t\t

Enhetsmål: Norra enheten svarar samma dag

Förväntat resultat

- Färre ringer två gånger.
- Fler är nöjda med svaret, och säger det till andra som

funderar på att ringa.

Arbetsätt

Telefonen bemannas hela dagen.

Redovisning av ekonomi

Budget 2025

\tKostnader\tIntäkter\tNetto
Mottagning\t4,5\t0,5\t4,0
Totalt\t4,5\t0,5\t4,0

Övrigt

Enheten flyttar i mars.
";

fn import(workspace: &Workspace, arguments: &[&str]) -> Ran {
    let mut all = vec!["import", "document"];
    all.extend(arguments);
    workspace.run_with(&all, &[("VP_LANG", "sv")])
}

#[test]
fn a_text_becomes_a_plan() {
    let workspace = Workspace::with([("gammal.txt", PLAN)]);
    let ran = import(&workspace, &["gammal.txt"]).exits(0);
    assert!(
        ran.err.starts_with(
            "gammal.txt: verksamhetsplan 2025 för Norra enheten\n  mål: 4, indikatorer: 1, aktiviteter: 1\n"
        ),
        "{}",
        ran.err
    );
    let plan = workspace.read("plans/2025/norra-enheten/plan.yaml");
    for part in [
        "år: 2025\norganisation:\n  nämnd: Exempelby socialnämnd\n  enhet: Norra enheten\n",
        "  handläggare:\n    - {namn: Gruppledare, telefon: 08-000 00 01}\n",
        "inledning: |\n  Norra enheten ger stöd till barn och deras familjer i hela kommunen.\n\n  ## Så arbetar vi\n",
        "    - id: alla-växer-upp-tryggt\n      nr: \"1.\"\n      titel: Alla växer upp tryggt\n",
        "      till: alla-växer-upp-tryggt\n      titel: Stöd ges i tid\n",
        "          namn: Andel svar inom tre dagar\n          årsmål: 85 %\n          kf_årsmål: 90 %\n          periodicitet: Tertial\n",
        "          namn: Nämnden ska öppna en mottagning för dem som söker stöd i norra kommundelen\n",
        "      förväntat_resultat: |\n        - Färre ringer två gånger.\n        - Fler är nöjda med svaret, och säger det till andra som funderar på att ringa.\n",
        "      arbetssätt: |\n        Telefonen bemannas hela dagen.\n",
        "    # kontrollera: dokumentet säger inte vad beloppen räknas i\n    belopp_i: mnkr\n    rader:\n      - {namn: Mottagning, kostnader: 4.5, intäkter: 0.5, netto: 4.0}\n    totalt: {kostnader: 4.5, intäkter: 0.5, netto: 4.0}\n",
        "övrigt: |\n  Enheten flyttar i mars.\n",
    ] {
        assert!(plan.contains(part), "{part}\n--- is not in\n{plan}");
    }
    // The result is read without an error.
    let found = workspace.run(&["check", "plans"]);
    assert!(!found.out.contains("error["), "{}", found.out);
}

#[test]
fn columns_are_printed_in_the_words_of_the_document() {
    let text = PLAN.replace("Indikator\tÅrsmål", "Nyckeltal\tÅrsmål").replace("\tKostnader\t", "\tKostnader 2025\t");
    let workspace = Workspace::with([("gammal.txt", text.as_str())]);
    let ran = import(&workspace, &["gammal.txt"]).exits(0);
    assert!(ran.err.contains("\n  vp.yaml\n"), "{}", ran.err);
    let settings = workspace.read("vp.yaml");
    let words =
        "  ord:\n    indikator: Nyckeltal\n    kf_årsmål: \"KF:s årsmål år {år}\"\n    kostnader: \"Kostnader {år}\"\n";
    assert!(settings.contains(words), "{settings}");
    workspace.run(&["build", "-f", "markdown"]);
    let page = workspace.read("build/2025/norra-enheten/plan.md");
    assert!(page.contains("| Nyckeltal | Årsmål | KF:s årsmål år 2025 | Periodicitet |"), "{page}");
    assert!(page.contains("| Kostnader 2025 | Intäkter | Netto |"), "{page}");
    // What is printed in the workspace's words is read back without words of its own.
    let ran = import(&workspace, &["build/2025/norra-enheten/plan.md", "-o", "plans/igen"]);
    assert!(!ran.err.contains("egna ord") && !ran.err.contains("vp.yaml"), "{}", ran.err);
}

#[test]
fn the_settings_of_a_workspace_are_as_they_were_and_words_are_proposed() {
    let settings = "vp: 1\nspråk: sv\n";
    let workspace = Workspace::with([("vp.yaml", settings), ("gammal.txt", PLAN)]);
    let ran = import(&workspace, &["gammal.txt"]).exits(0);
    assert!(
        ran.err.contains("skriv dem i vp.yaml:\n\nstyrmodell:\n  ord:\n    kf_årsmål: \"KF:s årsmål år {år}\"\n"),
        "{}",
        ran.err
    );
    assert_eq!(workspace.read("vp.yaml"), settings);
}

#[test]
fn a_folder_tells_the_words_of_its_documents_once() {
    let settings = "vp: 1\nspråk: sv\n";
    let later = PLAN.replace("2025", "2026").replace("Indikator\tÅrsmål", "Nyckeltal\tÅrsmål");
    let workspace = Workspace::with([
        ("vp.yaml", settings),
        ("gamla/a.txt", PLAN),
        ("gamla/b.txt", &later),
        ("inne/läs.md", "# Läs\n"),
    ]);
    // A folder in a workspace without plans is in the workspace all the same.
    let ran = workspace.run_in("inne", &["import", "documents", "../gamla"]).exits(0);
    let words = "skriv dem i vp.yaml:\n\nstyrmodell:\n  ord:\n    indikator: Nyckeltal\n    kf_årsmål: \"KF:s årsmål år {år}\"\n";
    assert!(ran.err.matches("skriv dem i vp.yaml").count() == 1 && ran.err.contains(words), "{}", ran.err);
    assert_eq!(workspace.read("vp.yaml"), settings);
    assert!(workspace.files("inne").len() == 1 && workspace.files("plans").len() >= 2);
}

#[test]
fn what_was_read_is_never_written_over() {
    let workspace = Workspace::with([("gammal.txt", PLAN), ("ny/plan.yaml", "vp: 1\n")]);
    let ran = import(&workspace, &["gammal.txt", "-o", "ny"]).exits(2);
    assert!(ran.err.contains("dessa filer finns redan, inget skrevs:\n  ny/plan.yaml\n"), "{}", ran.err);
    assert_eq!(workspace.read("ny/plan.yaml"), "vp: 1\n");
    assert_eq!(workspace.files("ny"), ["plan.yaml"]);
}

#[test]
fn the_goals_of_those_above_go_into_plans_of_their_own() {
    let workspace = Workspace::with([("gammal.txt", PLAN)]);
    import(&workspace, &["gammal.txt", "--split", "-o", "plans/2025"]).exits(0);
    let council = workspace.read("plans/2025/plan.yaml");
    let board = workspace.read("plans/2025/exempelby-socialnamnd/plan.yaml");
    let unit = workspace.read("plans/2025/exempelby-socialnamnd/norra-enheten/plan.yaml");
    assert!(council.contains("kf_årsmål: 90 %") && !council.contains("85 %"), "{council}");
    assert!(council.contains("# kontrollera: dokumentet säger inte vad organisationen ovanför heter\n"), "{council}");
    assert!(board.contains("bygger_på: ../plan.yaml\n") && board.contains("nämnd: Exempelby socialnämnd\n"), "{board}");
    assert!(unit.contains("\nårsmål:\n  andel-svar-inom-tre-dagar: 85 %\n") && !unit.contains("nämndmål:"), "{unit}");
    let found = workspace.run(&["check", "plans"]);
    assert!(!found.out.contains("error["), "{}", found.out);
}

#[test]
fn those_above_may_be_three_and_lie_where_the_organisation_has_them() {
    let settings = "vp: 1
styrmodell:
  nivåer:
    - {nyckel: kommunmål, rubrik: Kommunmål, ägare: kommun}
    - {nyckel: nämndmål, rubrik: Nämndmål, ägare: nämnd}
    - {nyckel: avdelningsmål, rubrik: Avdelningsmål, ägare: avdelning}
    - {nyckel: enhetsmål, rubrik: Enhetsmål, ägare: enhet}
  rapporttillfällen: {Helår: 12-31}
  periodicitet: {År: [Helår]}
";
    let text = "Exempelby kommun\nSocialnämnden\nAvdelningen för barn\nNorra enheten\n\nVerksamhetsplan 2025 för Norra enheten\n\nKommunmål: Alla är trygga\n\nNämndmål: Stöd ges i tid\n\nAvdelningsmål: Ingen väntar\n\nEnhetsmål: Vi svarar samma dag\n";
    let board =
        "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {kommun: Exempelby kommun, nämnd: Socialnämnden}\n";
    let workspace =
        Workspace::with([("vp.yaml", settings), ("plan.txt", text), ("plans/2025/social/plan.yaml", board)]);
    let ran = import(&workspace, &["plan.txt", "--split"]);
    let files: Vec<String> = workspace.files("plans").into_iter().filter(|path| path.ends_with(".yaml")).collect();
    assert_eq!(
        files,
        [
            "2025/plan.yaml",
            "2025/social/avdelningen-for-barn/norra-enheten/plan.yaml",
            "2025/social/avdelningen-for-barn/plan.yaml",
            "2025/social/plan.yaml"
        ],
        "{}",
        ran.err
    );
    assert_eq!(workspace.read("plans/2025/social/plan.yaml"), board, "what was there is as it was");
    let department = workspace.read("plans/2025/social/avdelningen-for-barn/plan.yaml");
    assert!(
        department.contains("bygger_på: ../plan.yaml\n") && department.contains("avdelning: Avdelningen för barn\n"),
        "{department}"
    );
}

#[test]
fn a_report_becomes_the_plan_and_its_follow_up() {
    let report = "Verksamhetsberättelse 2025 för Norra enheten

Sammanfattande analys

Året gick bra.

KF:s inriktningsmal: 1. Alla växer upp tryggt

KF:s mål för verksamhetsomradet: 1.1 Stöd ges i tid

@ Uppftylls helt

Indikator\tPeriodens utfall\tUtfall VB 2024\tÅrsmål\tKF:s årsmål\tPeriod
Andel svar inom tre dagar\t87 %\t80 %\t85 %\t90 %\tVB 2025
Analys\t\t\t\t\t
Fler svarade i telefon.\t\t\t\t\t

Enhetsmål: Norra enheten svarar samma dag

Uppfylls delvis

Forvantat resultat

Färre ringer två gånger.

Analys

Växeln var trasig i mars.

Uppföljning av ekonomi

Analys av resultaträkning – uppföljning av driftbudget

Beloppen anges i tkr

Kostnader

Personalkostnader 4 460 4 200 -260

Lokaler 1024 1000 -24

Summa kostnader 5 484 5 200 -284
";
    let workspace = Workspace::with([("vb.txt", report)]);
    import(&workspace, &["vb.txt", "-o", "plans/2025/norr"]).exits(0);
    let plan = workspace.read("plans/2025/norr/plan.yaml");
    assert!(
        plan.contains("förväntat_resultat: |\n        Färre ringer två gånger.\n")
            && plan.contains("periodicitet: Tertial\n"),
        "{plan}"
    );
    let report = workspace.read("plans/2025/norr/vb.yaml");
    for part in [
        "period: VB\n",
        "  stöd-ges-i-tid:\n    bedömning: helt\n",
        "  norra-enheten-svarar-samma-dag:\n    bedömning: delvis\n    analys: |\n      Växeln var trasig i mars.\n",
        "  andel-svar-inom-tre-dagar:\n    utfall: 87 %\n    föregående: 80 %\n",
        "      - {namn: Personalkostnader, utfall: 4460, budget: 4200, avvikelse: -260}\n      - {namn: Lokaler, utfall: 1024, budget: 1000, avvikelse: -24}\n",
        "    summa_kostnader: {utfall: 5484, budget: 5200, avvikelse: -284}\n",
    ] {
        assert!(report.contains(part), "{part}\n--- is not in\n{report}");
    }
}

#[test]
fn a_folder_becomes_a_workspace_whose_years_are_compared() {
    let last = PLAN.replace("2025", "2024").replace("85 %\t", "80 %\t");
    let report = "Verksamhetsberättelse 2024 för Norra enheten\n\nKF:s inriktningsmål: 1. Alla växer upp tryggt\n\nKF:s mål för verksamhetsområdet: 1.1 Stöd ges i tid\n\nIndikator\tPeriodens utfall\tÅrsmål\tPeriod\nAndel svar inom tre dagar\t81 %\t80 %\tVB 2024\n";
    let workspace = Workspace::with([
        ("gamla/a.txt", PLAN),
        ("gamla/b.txt", report),
        ("gamla/c.txt", last.as_str()),
        ("gamla/d.pdf", "%PDF"),
    ]);
    let ran = workspace.vp(["import", "documents", "gamla"]).end().exits(0);
    assert_eq!(ran.err.lines().count(), 3, "{}", ran.err);
    assert_eq!(
        workspace.files("plans").into_iter().filter(|path| path.ends_with(".yaml")).collect::<Vec<_>>(),
        ["2024/norra-enheten/plan.yaml", "2024/norra-enheten/vb.yaml", "2025/norra-enheten/plan.yaml"]
    );
    let trend = workspace.vp(["trend"]).end().exits(0).out;
    assert!(trend.contains("Andel svar inom tre dagar") && trend.contains("81"), "{trend}");
    let diff = workspace.vp(["diff", "plans/2024", "plans/2025"]).end();
    assert!(diff.out.contains("Årsmålet för ”Andel svar inom tre dagar” höjs från 80"), "{}{}", diff.out, diff.err);
}

#[test]
fn a_document_that_is_none_of_these_becomes_an_introduction() {
    let workspace = Workspace::with([("brev.txt", "Hej!\n\nVi ses på torsdag klockan tre.\n\nTa med kaffe.\n")]);
    import(&workspace, &["brev.txt", "-o", "plans/brev", "--year", "2025"]).exits(0);
    let plan = workspace.read("plans/brev/plan.yaml");
    assert!(plan.contains("inledning: |\n  Hej!\n\n  Vi ses på torsdag klockan tre.\n\n  Ta med kaffe.\n"), "{plan}");
    assert!(plan.contains("# kontrollera: dokumentet säger inte vems det är\n"), "{plan}");
}

#[test]
fn another_models_words_are_known_from_its_settings() {
    let settings = "vp: 1
styrmodell:
  nivåer:
    - {nyckel: målområde, rubrik: Målområde, ägare: kommun}
    - {nyckel: åtagande, rubrik: Åtagande, ägare: enhet, avsnitt: [{nyckel: arbetssätt, rubrik: Så gör vi}]}
  rapporttillfällen: {Helår: 12-31}
  periodicitet: {År: [Helår]}
";
    let text = "Verksamhetsplan 2025 för Norra enheten\n\nMålområde: 1. Trygghet\n\nÅtagande: Vi svarar fort\n\nSå gör vi\n\nTelefonen bemannas.\n";
    let workspace = Workspace::with([("vp.yaml", settings), ("plan.txt", text)]);
    import(&workspace, &["plan.txt"]).exits(0);
    let plan = workspace.read("plans/2025/norra-enheten/plan.yaml");
    assert!(plan.contains("  åtagande:\n    - id: vi-svarar-fort\n      till: trygghet\n"), "{plan}");
    assert!(plan.contains("      arbetssätt: |\n        Telefonen bemannas.\n"), "{plan}");
}

#[test]
fn the_page_shows_the_document_beside_what_is_printed() {
    let workspace = Workspace::with([("gammal.txt", PLAN)]);
    import(&workspace, &["gammal.txt", "--report", "sida.html"]).exits(0);
    let page = workspace.read("sida.html");
    assert!(page.contains("<td>Telefonen bemannas hela dagen.</td><td>Telefonen bemannas hela dagen.</td>"), "{page}");
    assert!(page.contains("rader är ordagrant desamma."), "{page}");
    // What is counted out of the rest is in no document that others have written.
    assert!(!page.contains("Planen i korthet") && !page.contains(">Innehållsförteckning<"), "{page}");
}

#[test]
fn what_is_not_read_is_refused_in_words() {
    let workspace = Workspace::with([("plan.pdf", "%PDF"), ("plan.pages", "x")]);
    let ran = import(&workspace, &["plan.pdf"]).exits(2);
    assert!(ran.err.contains("pdftotext -layout plan.pdf"), "{}", ran.err);
    let ran = import(&workspace, &["plan.pages"]).exits(2);
    assert!(ran.err.contains("är inte i något format som läses: docx, odt, txt, md"), "{}", ran.err);
    let ran = import(&workspace, &["ingen.docx"]).exits(2);
    assert!(ran.err.contains("ingen.docx kan inte läsas in"), "{}", ran.err);
}
