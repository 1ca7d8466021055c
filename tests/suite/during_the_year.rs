//! What happens to a plan during its year: the budget is changed, measures are taken against a deficit, assignments are passed
//! on and answered, and what was decided is compared with what the plan says now.

use std::path::Path;

use crate::environment::program;
use crate::tools::needs;
use crate::workspace::{Workspace, end};

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\n";
const UNIT: &str = "organisation: {nämnd: Socialnämnden, enhet: Barnenheten}\n";
const BUDGET: &str =
    "ekonomi:\n  budget:\n    belopp_i: mnkr\n    rader:\n      - {namn: Enheten, kostnader: 20.0, intäkter: 1.0}\n";

fn report(kind: &str, period: &str, more: &str) -> String {
    format!("vp: 1\ndokument: {kind}\nperiod: {period}\n{more}")
}

fn statement(budget: &str, forecast: &str, more: &str) -> String {
    format!(
        "ekonomi:\n  resultaträkning:\n    belopp_i: tkr\n    intäkter:\n      - {{namn: Bidrag, utfall: 300, budget: 1000, prognos: 1000}}\n    \
         kostnader:\n      - {{namn: Personalkostnader, utfall: 7000, budget: {budget}, prognos: {forecast}}}\n{more}  analys: Sommaren blev dyr.\n"
    )
}

fn page(workspace: &Workspace, name: &str) -> String {
    workspace.read(&format!("ut/{name}.md")).replace('\u{a0}', " ").replace("**", "")
}

#[test]
fn the_budget_of_a_report_is_the_plans_with_what_was_decided_since() {
    let change =
        "  budgetändringar:\n    - {datum: 2025-03-18, beslut: SN § 84, belopp: 400, gäller: Personalkostnader}\n";
    let check = |t1: &str, t2: &str| {
        let scene = Workspace::plan(format!("{HEAD}{UNIT}{BUDGET}"))
            .file("vp.yaml", "vp: 1\nmappar: {planer: .}\n")
            .file("t1.yaml", report("tertialrapport", "T1", t1))
            .file("t2.yaml", report("tertialrapport", "T2", t2));
        scene
            .check()
            .findings
            .iter()
            .map(|found| format!("{} {}", found.rule.code, found.message.sv))
            .collect::<Vec<_>>()
    };
    let nothing: [String; 0] = [];
    // What T1 says holds at T2 too, whether T2 repeats it or not.
    let (t1, t2) = (statement("20400", "20400", change), statement("20400", "20400", ""));
    assert_eq!(check(&t1, &t2), nothing);
    assert_eq!(check(&t1, &t1), nothing);
    assert_eq!(
        check(&t1, &statement("20000", "20000", "")),
        [
            "VP0806 budgeten för kostnader är 20\u{a0}000 tkr, men planens 20,0 mnkr och ändringarnas 400 tkr blir 20\u{a0}400 tkr"
        ]
    );
    let misspelt = change.replace("Personalkostnader", "Personalkostnad");
    let found = check(&statement("20400", "20400", &misspelt), "");
    assert!(found[0].starts_with("VP0306 budgetändringen gäller Personalkostnad"), "{found:?}");
    // A deficit beyond the limit asks for measures, within the year.
    let deficit = check(&statement("20000", "20900", ""), "");
    assert!(deficit[0].starts_with("VP0814 prognosen är ett underskott, −900 tkr eller 4,7 %"), "{deficit:?}");
    let measure = "  åtgärder:\n    - {namn: Färre vikarier, effekt: 300}\n";
    assert_eq!(check(&statement("20000", "20900", measure), ""), nothing);
    let carried = "  resultatenhet: {ingående: 210, årets: 130, utgående: 350}\n";
    let found = check(&statement("20000", "20000", carried), "");
    assert!(found[0].starts_with("VP0801 raderna under resultatenhet blir 340"), "{found:?}");
}

#[test]
fn the_page_has_the_budget_as_decided_and_as_it_is_and_what_remains_of_a_deficit() {
    let more = "  budgetändringar:\n    - {datum: 2025-03-18, beslut: SN § 84, belopp: 400, gäller: Personalkostnader, text: Vikarier}\n  \
                åtgärder:\n    - {namn: Färre vikarier, effekt: 320, klar: 2025-09-30, ansvarig: Enhetschef, status: pågår}\n    \
                - {namn: Ny lokal, effekt: 90, status: avbruten}\n  resultatenhet: {ingående: 210, årets: -80}\n";
    let workspace = Workspace::with([
        ("plans/plan.yaml", format!("{HEAD}{UNIT}{BUDGET}")),
        ("plans/t1.yaml", report("tertialrapport", "T1", &statement("20400", "20800", more))),
    ]);
    workspace.vp(["build", "--out", "ut"]).end().exits(0);
    let (plan, t1) = (page(&workspace, "plan"), page(&workspace, "t1"));
    for words in [
        "| | Utfall t.o.m. 2025-04-30 | Beslutad budget | Ändringar | Gällande budget | Prognos 2025 | Avvikelse |",
        "| Personalkostnader | 7 000 | 20 000 | 400 | 20 400 | 20 800 | −400 |",
        "| Bidrag | 300 | 1 000 | | 1 000 | 1 000 | 0 |",
        "| Summa netto | 6 700 | 19 000 | 400 | 19 400 | 19 800 | −400 |",
        "| Vikarier | 2025-03-18 | SN § 84 | Personalkostnader | 400 |",
        "| Summa utan avbrutna åtgärder | | 320 |",
        "Prognos −400, åtgärder +320, återstår −80 tkr",
        "| Utgående resultat | 130 |",
    ] {
        assert!(t1.contains(words), "{words} is not in\n{t1}");
    }
    // The net is computed, and a column that no row has is left out.
    assert!(plan.contains("| | Kostnader | Intäkter | Netto |"), "{plan}");
    assert!(plan.contains("| Enheten | 20,0 | 1,0 | 19,0 |"), "{plan}");
    // The form of the next occasion has the measures that go on, and names what is reported already.
    workspace.vp(["new", "follow-up", "plans/plan.yaml", "--period", "T2"]).end().exits(0);
    let form = workspace.read("plans/t2.yaml");
    assert!(form.contains("    - namn: Färre vikarier\n      effekt: 320\n      klar: 2025-09-30\n"), "{form}");
    assert!(!form.contains("Ny lokal"), "{form}");
    assert!(form.contains("2025-03-18, SN § 84, Personalkostnader, Vikarier, 400"), "{form}");
    assert!(form.contains("  resultatenhet:\n    ingående: 210\n"), "{form}");
}

#[test]
fn an_assignment_goes_to_whom_it_is_passed_on_to_and_is_answered_there() {
    let given = "uppdrag:\n  - {id: u7, nr: KF 7, titel: Pröva sommarskola, beslut: \"KF § 212\", ansvarig: Socialnämnden, klart: 2025-10-31}\n";
    let board = "organisation: {nämnd: Socialnämnden}\nbygger_på: ../plan.yaml\n";
    let passed = "uppdrag:\n  - {id: u7, ansvarig: Barnenheten}\n";
    let workspace = Workspace::with([
        ("plans/plan.yaml", format!("{HEAD}organisation: {{kommun: Exempelby}}\n{given}")),
        ("plans/soc/plan.yaml", format!("{HEAD}{board}{passed}")),
        ("plans/soc/barn/plan.yaml", format!("{HEAD}{UNIT}bygger_på: ../plan.yaml\n")),
        (
            "plans/soc/vuxna/plan.yaml",
            format!("{HEAD}organisation: {{nämnd: Socialnämnden, enhet: Vuxna}}\nbygger_på: ../plan.yaml\n"),
        ),
        (
            "plans/soc/barn/t1.yaml",
            report(
                "tertialrapport",
                "T1",
                "uppdrag:\n  KF 7: {status: klart, svar: Tolv barn gick., ärende: SN 2025/88}\n",
            ),
        ),
        ("plans/soc/barn/vb.yaml", report("verksamhetsberättelse", "VB", "")),
    ]);
    workspace.vp(["check", "--on", "2026-02-01"]).end().exits(0);
    workspace.vp(["build", "--out", "ut", "--on", "2026-02-01"]).end().exits(0);
    for name in ["soc/plan", "soc/barn/plan"] {
        let plan = page(&workspace, name);
        assert!(plan.contains("| KF 7 | Pröva sommarskola<br>Beslut: KF § 212 | Barnenheten | 2025-10-31 |"), "{plan}");
    }
    assert!(!page(&workspace, "soc/vuxna/plan").contains("sommarskola"));
    // What was done at T1 need not be said again.
    for (name, words) in [("soc/barn/t1", "Klart"), ("soc/barn/vb", "Rapporterad: T1")] {
        let report = page(&workspace, name);
        assert!(
            report.contains(words) && report.contains("Tolv barn gick.") && report.contains("SN 2025/88"),
            "{report}"
        );
    }
    // Without an answer the report of the year has an error, and a form asks for one.
    workspace.write("plans/soc/barn/t1.yaml", &report("tertialrapport", "T1", ""));
    let run = workspace.vp(["check", "--on", "2026-02-01"]).end().exits(1);
    assert!(run.out.contains("fel[VP0612]: uppdraget u7 redovisas inte"), "{}", run.out);
    workspace.vp(["new", "follow-up", "plans/soc/barn/plan.yaml", "--period", "T2"]).end().exits(0);
    let form = workspace.read("plans/soc/barn/t2.yaml");
    assert!(form.contains("  u7:\n    status:   # klart · pågår"), "{form}");
    // A name that is nearly that of an organisation, and one that no plan below has.
    workspace.write("plans/soc/plan.yaml", &format!("{HEAD}{board}uppdrag:\n  - {{id: u7, ansvarig: Barnenhet}}\n"));
    let run = workspace.vp(["check", "--on", "2025-02-01"]).end();
    assert!(run.out.contains("VP0611") && run.out.contains("skriv ansvarig: Barnenheten"), "{}", run.out);
}

#[test]
fn next_year_and_a_comparison_know_the_decision_and_the_assignments() {
    let decided = "beslut:\n  organ: Socialnämnden\n  datum: 2025-01-28\n  paragraf: 12\n  version: beslut-2025\nändringar:\n  \
                   - {datum: 2025-06-18, paragraf: 84, gäller: [u9], text: Uppdraget flyttas}\n";
    let both = "uppdrag:\n  - {id: u7, titel: Pröva sommarskola, klart: 2025-10-31}\n  - {id: u9, titel: Korta väntetiderna}\n";
    let workspace = Workspace::with([
        ("plans/2025/plan.yaml", format!("{HEAD}{UNIT}{decided}{both}")),
        (
            "plans/2025/vb.yaml",
            report("verksamhetsberättelse", "VB", "uppdrag:\n  u7: {status: klart}\n  u9: {status: försenat}\n"),
        ),
    ]);
    workspace.vp(["build", "--out", "ut", "--on", "2026-02-01"]).end().exits(0);
    assert!(page(&workspace, "2025/plan").contains("Beslutad av Socialnämnden 2025-01-28 § 12"));
    let report = page(&workspace, "2025/vb");
    assert!(report.contains("## Ändringar under året"), "{report}");
    assert!(report.contains("| Uppdraget flyttas | 2025-06-18 | § 84 |"), "{report}");
    workspace.vp(["new", "year", "2026"]).end().exits(0);
    let next = workspace.read("plans/2026/plan.yaml");
    assert!(
        next.contains("  organ: Socialnämnden\n  datum:   # 2025: 2025-01-28\n  paragraf:   # 2025: 12\n"),
        "{next}"
    );
    assert!(
        !next.contains("ändringar") && !next.contains("sommarskola") && next.contains("Korta väntetiderna"),
        "{next}"
    );
    workspace.vp(["build", "--out", "ut", "--on", "2026-02-01"]).end().exits(0);
    assert!(page(&workspace, "2026/plan").contains("Utkast"));
    let compared = workspace.vp(["diff", "2025", "2026"]).end().exits(0).out;
    assert!(compared.contains("Avslutat uppdrag: ”Pröva sommarskola”"), "{compared}");
}

#[test]
fn targets_of_several_years_and_how_others_stand_are_printed_and_judged() {
    let goal = "mål:\n  enhetsmål:\n    - id: tid\n      titel: Stöd i tid\n      indikatorer:\n        - id: i-tid\n          namn: Andel i tid\n          \
                målvärden: {2025: 90 %, 2027: 95 %}\n          utgångsvärde: 84 %\n          \
                jämförelse: {riket: 81 %, liknande kommuner: 83 %, källa: Kolada N15419, år: 2024}\n          periodicitet: År\n          riktning: högre\n";
    let workspace = Workspace::with([
        ("plans/plan.yaml", format!("{HEAD}{UNIT}{goal}")),
        ("plans/vb.yaml", report("verksamhetsberättelse", "VB", "indikatorer:\n  i-tid: {utfall: 91 %}\n")),
    ]);
    workspace.vp(["build", "--out", "ut", "--on", "2025-02-01"]).end();
    let (plan, report) = (page(&workspace, "plan"), page(&workspace, "vb"));
    for words in [
        "Jämförelse 2024: riket 81 %, liknande kommuner 83 % (Kolada N15419)",
        "Utgångsvärde: 84 %",
        "Målvärden: 2025 90 %, 2027 95 %",
        "| 90 % |",
    ] {
        assert!(plan.contains(words), "{words} is not in\n{plan}");
    }
    assert!(report.contains("Målet nått"), "{report}");
}

/// Runs git in a folder.
fn git(folder: &Path, arguments: &[&str]) {
    let own = ["-c", "user.name=Test", "-c", "user.email=test@exempel.se"];
    let run = end(program("git", folder).args(own).args(arguments));
    assert_eq!(run.code, 0, "git {arguments:?}: {}", run.err);
}

#[test]
fn a_plan_is_compared_with_the_revision_that_was_decided() {
    needs!("git");
    let plan = |decision: &str, title: &str, target: &str, activity: &str| {
        format!(
            "{HEAD}{UNIT}{decision}mål:\n  enhetsmål:\n    - id: tid\n      titel: {title}\n      indikatorer:\n        \
             - {{id: i-tid, namn: Andel i tid, årsmål: {target}, periodicitet: År, riktning: högre}}\n{activity}"
        )
    };
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\nspråk: sv\nregler: {VP0202: av}\n");
    git(folder.root(), &["init", "--quiet", "--initial-branch", "main"]);
    let activity = "      aktiviteter:\n        - {id: kurs, namn: Hålla kursen, start: 2025-02-01, slut: 2025-05-31, ansvarig: Enhetschef}\n";
    folder.write("plans/plan.yaml", &plan("", "Stöd i tid", "90 %", activity));
    git(folder.root(), &["add", "--all"]);
    git(folder.root(), &["commit", "--quiet", "--message", "Beslutad"]);
    git(folder.root(), &["tag", "beslut-2025"]);
    let check = |decision: &str, title: &str, target: &str, activity: &str| {
        folder.write("plans/plan.yaml", &plan(decision, title, target, activity));
        let run = folder.run(&["check"]);
        let found = run.out.lines().filter(|line| line.contains("VP0315")).map(str::to_owned);
        found.collect::<Vec<_>>()
    };
    let decision = "beslut: {datum: 2025-01-28, paragraf: 12, version: beslut-2025}\n";
    let nothing: [String; 0] = [];
    assert_eq!(check(decision, "Stöd i tid", "90 %", activity), nothing);
    assert_eq!(
        check(decision, "Stöd i god tid", "80 %", ""),
        [
            "varning[VP0315]: ”Hålla kursen” beslutades (§\u{a0}12) men står inte i planen",
            "varning[VP0315]: titeln är ”Stöd i god tid” men beslutades som ”Stöd i tid” (§\u{a0}12)",
            "varning[VP0315]: årsmålet för i-tid är 80\u{a0}% men beslutades som 90\u{a0}% (§\u{a0}12)",
        ]
    );
    let amended = format!("{decision}ändringar:\n  - {{datum: 2025-06-18, paragraf: 84, gäller: [i-tid, kurs]}}\n");
    assert_eq!(
        check(&amended, "Stöd i god tid", "80 %", ""),
        ["varning[VP0315]: titeln är ”Stöd i god tid” men beslutades som ”Stöd i tid” (§\u{a0}12)"]
    );
    let unknown = decision.replace("beslut-2025", "beslut-2024");
    assert_eq!(
        check(&unknown, "Stöd i tid", "90 %", activity),
        ["varning[VP0315]: planen kan inte jämföras med den beslutade versionen beslut-2024"]
    );
}
