//! Forecasts of goals, the measures for a budget in balance and the analysis of the economy, as forms ask for them.

use serde_json::json;

use super::{PLAN_PATH, answers, fill, write};
use crate::workspace::{PLAN, Workspace};

const T1: &str = "plans/2026/norr/t1.yaml";
const T2: &str = "plans/2026/norr/t2.yaml";

/// A report with measures, of which one goes on.
const REPORT: &str = "vp: 1
dokument: tertialrapport
period: T1
mål:
  svar:
    bedömning: helt  # preliminärt
ekonomi:
  resultaträkning:
    belopp_i: tkr
    kostnader:
      - {namn: Personal, utfall: 400, budget: 1200}
  åtgärder:
    # Beslutad i mars.
    - namn: Skriva om avtalen
      effekt: 320
      status: pågår
    - {namn: Frysa inköpen, effekt: 40, status: genomförd}  # klar
  analys:  # kort
";

fn workspace() -> Workspace {
    let budget = "ekonomi:\n  budget:\n    belopp_i: tkr\n    rader:\n      - {namn: Verksamhet, kostnader: 1200}\n";
    Workspace::with([(PLAN_PATH, format!("{PLAN}{budget}").as_str()), (T1, REPORT)])
}

/// The page of an occasion's form, made anew.
fn page(workspace: &Workspace, period: &str) -> String {
    let run = workspace.run(&["new", "follow-up", "--period", period, "-f", "html", PLAN_PATH]);
    assert_eq!(run.code, 0, "{run:?}");
    let path = run.out.lines().next().expect("it says where");
    let page = workspace.read(path);
    std::fs::remove_file(workspace.path(path)).expect("it is ours");
    page
}

#[test]
fn forecasts_measures_and_the_analysis_of_the_economy_are_put_in_their_places() {
    let workspace = workspace();
    let page = page(&workspace, "T1");
    let mut told = answers(
        &page,
        &[
            ("goal", "svar", json!({"prognos": "delvis"})),
            ("measure", "Skriva om avtalen", json!({"status": "försenad", "effekt": "250"})),
            ("measure", "Frysa inköpen", json!({"effekt": "60,5"})),
            ("economy", "", json!({"analys": "Dyrare köp.\n\nMen mindre än i fjol."})),
        ],
    );
    told["answers"][1]["before"] = json!({"status": "pågår", "effekt": "320"});
    told["answers"][2]["before"] = json!({"effekt": "40"});
    write(&workspace, "svar.json", &told);
    let run = fill(&workspace, &["svar.json"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, format!("{T1}: 5 filled in\n5 filled in, in 1 file\n").as_str()),
        "{run:?}"
    );
    let expected = REPORT
        .replace("effekt: 320\n      status: pågår", "effekt: 250\n      status: försenad")
        .replace("effekt: 40", "effekt: 60.5")
        .replace("  analys:  # kort\n", "  analys: |  # kort\n    Dyrare köp.\n\n    Men mindre än i fjol.\n");
    let new = workspace.read(T1);
    assert_eq!(new.replace("    prognos: delvis\n", ""), expected, "{new}");
    assert!(new.contains("    prognos: delvis\n"), "{new}");
    assert_eq!(fill(&workspace, &["svar.json"]).err, "nothing to fill in\n");
    // A word that the model does not have is told as for an assessment.
    told["answers"] = json!([told["answers"][0]]);
    told["answers"][0]["values"] = json!({"prognos": "kanske"});
    write(&workspace, "svar.json", &told);
    let run = fill(&workspace, &["svar.json"]);
    assert!(run.code == 1 && run.err.contains("kanske"), "{run:?}");
}

#[test]
fn measures_that_go_on_are_asked_for_in_the_next_report_and_stand_in_its_new_file() {
    let workspace = workspace();
    let page = page(&workspace, "T2");
    assert!(page.contains("data-kind=\"measure\" data-id=\"Skriva om avtalen\"") && !page.contains("Frysa inköpen"));
    let told = answers(
        &page,
        &[
            ("measure", "Skriva om avtalen", json!({"status": "genomförd"})),
            ("economy", "", json!({"analys": "I balans."})),
        ],
    );
    write(&workspace, "svar.json", &told);
    let run = fill(&workspace, &["svar.json"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, format!("{T2}: new, 2 filled in\n2 filled in, in 1 file\n").as_str()),
        "{run:?}"
    );
    let new = workspace.read(T2);
    assert!(
        new.contains("    - namn: Skriva om avtalen\n      effekt: 320\n")
            && new.contains("      status: genomförd   #"),
        "{new}"
    );
    assert!(new.contains("  analys: I balans.\n"), "{new}");
}

#[test]
fn what_a_report_or_a_part_of_it_has_no_place_for_is_not_asked_for() {
    let workspace = workspace();
    // The last report says how it went.
    let goal = |page: &str| {
        page.split("data-kind=\"goal\"")
            .nth(1)
            .and_then(|rest| rest.split("</fieldset>").next())
            .expect("a goal")
            .to_owned()
    };
    assert!(goal(&page(&workspace, "T1")).contains("data-key=\"prognos\""));
    assert!(!goal(&page(&workspace, "VB")).contains("data-key=\"prognos\""));
    // A report without an economy.
    workspace.write(T1, "vp: 1\ndokument: tertialrapport\nperiod: T1\n");
    let without = page(&workspace, "T1");
    assert!(!without.contains("data-kind=\"economy\"") && !without.contains("data-kind=\"measure\""));
}
