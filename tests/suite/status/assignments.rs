//! Assignments in the status and in the forms: when they are to be answered, and by whom.

use crate::status::{json, missing, occasion};
use crate::workspace::Workspace;

const PLAN: &str = "vp: 1
dokument: verksamhetsplan
år: 2025
organisation: {kommun: Exempelby kommun, nämnd: Socialnämnden}
mål:
  nämndmål: [{id: tidigt, titel: Stödet är tidigt}]
uppdrag:
  - {id: sommar, nr: KF 7, titel: Pröva sommarskola, beslut: KF § 212, ansvarig: Stödet, klart: 2025-06-30}
  - {id: taxa, titel: Se över taxorna}
";

fn reported(kind: &str, period: &str, rest: &str) -> String {
    format!("vp: 1\ndokument: {kind}\nperiod: {period}\n{rest}")
}

#[test]
fn an_assignment_is_due_from_its_day_until_it_is_done_and_else_at_the_years_end() {
    let folder = Workspace::with([("plans/plan.yaml", PLAN)]);
    let ids = |folder: &Workspace| {
        let status = json(folder, &["--on", "2026-02-01"]);
        ["T1", "T2", "VB"].map(|key| missing(&occasion(&status, "Socialnämnden", key)))
    };
    assert_eq!(ids(&folder), [vec![], vec!["sommar"], vec!["sommar", "tidigt", "taxa"]].map(|ids: Vec<&str>| ids));
    let of = |status: &str| format!("uppdrag: {{KF 7: {{status: {status}}}}}\n");
    folder.write("plans/t2.yaml", &reported("tertialrapport", "T2", &of("pågår")));
    assert_eq!(ids(&folder), [vec![], vec![], vec!["sommar", "tidigt", "taxa"]].map(|ids: Vec<&str>| ids));
    let run = folder.run(&["status", "--on", "2026-02-01", "--lang", "sv"]);
    for words in [
        "T2  2025-08-31  klar                          uppdrag 1 av 1",
        "VB  2025-12-31  inget rapporterat, 32 dagar över tiden  mål 0 av 1, uppdrag 0 av 2",
        "uppdrag  Se över taxorna (taxa)",
        "2025-06-30  pågår i T2  uppdraget Pröva sommarskola (sommar), Stödet",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(squeezed(&run.out).contains(&squeezed(words)), "{words}\n{}", run.out);
    }
    // What is done need not be said again, and is past nothing.
    folder.write("plans/t1.yaml", &reported("tertialrapport", "T1", &of("klart")));
    folder.write("plans/t2.yaml", &reported("tertialrapport", "T2", ""));
    assert_eq!(ids(&folder), [vec![], vec![], vec!["tidigt", "taxa"]].map(|ids: Vec<&str>| ids));
    let status = json(&folder, &["--on", "2026-02-01"]);
    assert_eq!(status["plans"][0]["ended"], serde_json::json!([]));
    assert_eq!(occasion(&status, "Socialnämnden", "T1")["state"], "complete");
    assert_eq!(occasion(&status, "Socialnämnden", "VB")["assignments"]["due"], 2);
}

#[test]
fn a_form_on_paper_has_room_for_the_answers() {
    let folder = Workspace::with([("plans/plan.yaml", PLAN)]);
    let form = |arguments: &[&str]| {
        let all =
            [&["new", "follow-up", "plans/plan.yaml", "--period", "T2", "--format", "html", "--lang", "sv"], arguments]
                .concat();
        let run = folder.run(&all);
        assert_eq!(run.code, 0, "{run:?}");
        let path = run.out.lines().next().expect("the file is named").to_owned();
        (run.out.clone(), folder.read(&path))
    };
    let (said, page) = form(&[]);
    assert!(said.contains("mål: 0") || said.contains("mål: 1"), "{said}");
    assert!(said.contains(", uppdrag: 2"), "{said}");
    for words in [
        "KF 7 Pröva sommarskola",
        "Beslut: KF § 212",
        "Klart senast: <time datetime=\"2025-06-30\">",
        "Ej påbörjat",
        "Svar",
        "Ärende",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    // Who answers for nothing but an assignment has a part of the report.
    let (said, page) = form(&["--for", "stödet"]);
    assert!(said.contains(", uppdrag: 1"), "{said}");
    assert!(page.contains("Pröva sommarskola") && !page.contains("Se över taxorna"), "{page}");
}
