//! Files that nothing can be said of, and those that stand outside a workspace.

use crate::status::{ANGSLOTTEN, BARN, CITY, T1, UNIT, json, occasion, told, workspace};
use crate::workspace::Workspace;

#[test]
fn what_cannot_be_told_is_named_and_the_rest_is_told() {
    let folder = workspace();
    folder.write(&format!("{BARN}/t2.yaml"), "vp: 1\ndokument: tertialrapport\nperiod: T9\n");
    folder.write(&format!("{BARN}/trasig.yaml"), "vp: 1\n\tdokument: [\n");
    folder.write(
        &format!("{ANGSLOTTEN}/t2.yaml"),
        "vp: 1\ndokument: tertialrapport\nperiod: T2\nplan: finns-inte.yaml\n",
    );
    folder.write("plans/2025/arlos/plan.yaml", "vp: 1\ndokument: verksamhetsplan\norganisation: {enhet: Årlösa}\n");
    folder
        .write("plans/2025/trasig/plan.yaml", "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: [\n");
    let below = UNIT.replace("ENHET", "Under").replace("../plan.yaml", "../trasig/plan.yaml");
    folder.write("plans/2025/under/plan.yaml", &below);
    let with_errors = UNIT.replace("ENHET", "Felenheten").replace("nr: 1", "nummer: 1").replace("2025-03-31", "våren");
    folder.write("plans/2025/social/fel/plan.yaml", &with_errors);
    let run = folder.run(&["status", "--on", "2025-05-10", "--lang", "sv"]);
    let notes = told(&run).split("\n\n").last().unwrap();
    assert_eq!(
        notes,
        "\
Om de här filerna går inget att säga:
  plans/2025/arlos/plan.yaml: planen har inget år
  plans/2025/social/angslotten/t2.yaml: planen som följs upp hittas inte eller går inte att läsa
  plans/2025/social/barn/t2.yaml: perioden saknas eller är okänd
  plans/2025/social/barn/trasig.yaml: går inte att läsa, vp check säger varför
  plans/2025/trasig/plan.yaml: går inte att läsa, vp check säger varför
  plans/2025/under/plan.yaml: en plan ovanför går inte att läsa
"
    );
    assert!(run.out.contains("  Felenheten, Socialnämnden  plans/"), "a plan with errors is told: {}", run.out);
    let english = folder.run(&["status", "--on", "2025-05-10", "--lang", "en"]);
    assert!(told(&english).contains("\nOf these files nothing can be said:\n"), "{}", english.out);
    let status = json(&folder, &[&format!("{BARN}/plan.yaml"), "--on", "2025-05-10"]);
    assert_eq!(
        status["notes"],
        serde_json::json!([
            {"file": format!("{BARN}/t2.yaml"), "reason": "no_period"},
            {"file": format!("{BARN}/trasig.yaml"), "reason": "unreadable"},
        ]),
        "what could be about the plan"
    );
}

#[test]
fn a_single_file_outside_any_workspace_has_the_follow_ups_beside_it() {
    let folder = Workspace::new();
    folder.write("plan.yaml", CITY);
    folder.write("t1.yaml", &format!("{T1}indikatorer: {{sjukfrånvaro: {{utfall: 5 %}}}}\n"));
    folder.write("other/t2.yaml", "vp: 1\ndokument: tertialrapport\nperiod: T2\nplan: ../plan.yaml\n");
    for path in ["plan.yaml", "./plan.yaml", "t1.yaml"] {
        let status = json(&folder, &[path, "--on", "2025-05-10"]);
        assert_eq!(occasion(&status, "Exempelby kommun", "T1")["state"], "complete", "{path}");
        assert_eq!(status["plans"].as_array().unwrap().len(), 1);
        assert_eq!(status["plans"][0]["file"], "plan.yaml");
    }
}
