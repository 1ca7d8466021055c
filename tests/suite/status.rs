//! `vp status`: what is reported and what is missing on a day, as text in both languages and as JSON.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod assignments;
mod outside;
mod pages;
mod sent;
mod untold;

use serde_json::Value;

use crate::workspace::{Ran, Workspace};

const CITY: &str = "vp: 1
dokument: verksamhetsplan
år: 2025
organisation: {kommun: Exempelby kommun}
mål:
  inriktningsmål:
    - {nr: 1, titel: En kommun som håller ihop}
  verksamhetsområdesmål:
    - nr: 1.1
      till: 1
      titel: Stödet är tidigt
      indikatorer:
        - {id: sjukfrånvaro, namn: Sjukfrånvaro, periodicitet: Tertial, riktning: lägre}
";

const BOARD: &str = "vp: 1
dokument: verksamhetsplan
år: 2025
organisation: {kommun: Exempelby kommun, nämnd: Socialnämnden}
bygger_på: ../plan.yaml
mål:
  nämndmål:
    - {id: stöd-i-tid, till: 1.1, titel: Stöd i tid}
";

const UNIT: &str = "vp: 1
dokument: verksamhetsplan
år: 2025
organisation: {kommun: Exempelby kommun, nämnd: Socialnämnden, enhet: ENHET}
bygger_på: ../plan.yaml
mål:
  enhetsmål:
    - id: delaktighet
      till: stöd-i-tid
      titel: Barn är delaktiga i sin utredning
      ansvarig: Enhetschef
      indikatorer:
        - {id: sip-möten, namn: Antalet SIP-möten ska öka, periodicitet: Tertial, riktning: högre}
        - {id: nöjda-barn, namn: Andel nöjda barn, periodicitet: År, ansvarig: Metodstödet}
      aktiviteter:
        - {id: workshop, namn: Hålla workshop, start: 2025-02-01, slut: 2025-03-31, ansvarig: Metodstödet}
        - {id: rutin, namn: Skriva en rutin, start: 2025-02-01, slut: 2025-12-31}
        - {id: höstmöte, namn: Möta skolorna, start: 2025-09-01, slut: 2025-10-31, ansvarig: ärendestödet}
";

const T1: &str = "vp: 1
dokument: tertialrapport
period: T1
";

const BARN: &str = "plans/2025/social/barn";
const ANGSLOTTEN: &str = "plans/2025/social/angslotten";

/// A city, its board and two units. One unit has reported some of what is due, the other all.
fn workspace() -> Workspace {
    let folder = Workspace::new();
    folder.write("plans/2025/plan.yaml", CITY);
    folder.write("plans/2025/social/plan.yaml", BOARD);
    folder.write(&format!("{BARN}/plan.yaml"), &UNIT.replace("ENHET", "Barnenheten"));
    folder.write(&format!("{ANGSLOTTEN}/plan.yaml"), &UNIT.replace("ENHET", "Ängslotten"));
    let some = "indikatorer: {sip-möten: {utfall: 12}}\n\
                aktiviteter: {workshop: {status: försenad, avvikelse: Ledaren blev sjuk.}}\n";
    folder.write(&format!("{BARN}/t1.yaml"), &(T1.to_owned() + some));
    let all = "indikatorer:\n  sip-möten: {utfall: saknas}\n  sjukfrånvaro: {analys: Systemet är nytt.}\n\
               aktiviteter:\n  workshop: {status: genomförd}\n  rutin: {status: pågår}\n";
    folder.write(&format!("{ANGSLOTTEN}/t1.yaml"), &(T1.to_owned() + all));
    folder
}

fn told(run: &Ran) -> &str {
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    &run.out
}

fn json(folder: &Workspace, arguments: &[&str]) -> Value {
    let run = folder.run(&[&["status", "--format", "json"], arguments].concat());
    serde_json::from_str(told(&run)).unwrap()
}

/// An occasion of the only plan, or of the plan with this name.
fn occasion(status: &Value, name: &str, key: &str) -> Value {
    let plans = status["plans"].as_array().unwrap();
    let plan = plans.iter().find(|plan| plan["name"] == name).unwrap();
    plan["occasions"].as_array().unwrap().iter().find(|occasion| occasion["occasion"] == key).unwrap().clone()
}

/// The ids missing at an occasion, in order.
fn missing(occasion: &Value) -> Vec<String> {
    let by = occasion["responsible"].as_array().unwrap().iter();
    by.flat_map(|by| by["missing"].as_array().unwrap()).map(|thing| thing["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_sums_come_first_then_each_plan_by_who_answers_for_what_is_missing() {
    let folder = workspace();
    let run = folder.run(&["status", "--on", "2025-05-10", "--lang", "sv"]);
    assert_eq!(
        told(&run),
        "\
2025: 4 planer. T1: 1 klar, 1 saknar något. 2 överordnade planer utan uppföljning. 1 aktivitet är över tiden

2025
  Barnenheten, Socialnämnden  plans/2025/social/barn/plan.yaml
    T1  2025-04-30  påbörjad, 10 dagar över tiden  indikatorer 1 av 2, aktiviteter 1 av 2
    T2  2025-08-31  inte än                        indikatorer 0 av 2, aktiviteter 0 av 2
    Saknas för T1
      Enhetschef  1 av 2 rapporterade
        aktivitet  Skriva en rutin (rutin)
      ingen ansvarig angiven  0 av 1 rapporterad
        indikator  Sjukfrånvaro (sjukfrånvaro)
    Till T2, 2025-08-31
      Enhetschef  0 av 2 rapporterade
        indikator  Antalet SIP-möten ska öka (sip-möten)
        aktivitet  Skriva en rutin (rutin)
      Metodstödet  0 av 1 rapporterad
        aktivitet  Hålla workshop (workshop)
      ingen ansvarig angiven  0 av 1 rapporterad
        indikator  Sjukfrånvaro (sjukfrånvaro)
    Slutdatum passerat, inte genomförda eller avbrutna
      2025-03-31  försenad i T1  Hålla workshop (workshop), Metodstödet

  Ängslotten, Socialnämnden  klar för T1 · T2 2025-08-31: 2 indikatorer, 1 aktivitet
  Exempelby kommun           ingen uppföljning · T1: 1 indikator
  Socialnämnden              ingen uppföljning · T1: 1 indikator
"
    );
    let run = folder.run(&["status", "--on", "2025-05-10", "--lang", "en"]);
    assert_eq!(
        told(&run),
        "\
2025: 4 plans. T1: 1 complete, 1 lacks something. 2 plans above without a follow-up. 1 activity is past its end

2025
  Barnenheten, Socialnämnden  plans/2025/social/barn/plan.yaml
    T1  2025-04-30  under way, 10 days overdue  indicators 1 of 2, activities 1 of 2
    T2  2025-08-31  not yet                     indicators 0 of 2, activities 0 of 2
    Missing for T1
      Enhetschef  1 of 2 reported
        activity   Skriva en rutin (rutin)
      nobody named as responsible  0 of 1 reported
        indicator  Sjukfrånvaro (sjukfrånvaro)
    For T2, 2025-08-31
      Enhetschef  0 of 2 reported
        indicator  Antalet SIP-möten ska öka (sip-möten)
        activity   Skriva en rutin (rutin)
      Metodstödet  0 of 1 reported
        activity   Hålla workshop (workshop)
      nobody named as responsible  0 of 1 reported
        indicator  Sjukfrånvaro (sjukfrånvaro)
    Past their end, neither done nor cancelled
      2025-03-31  late in T1  Hålla workshop (workshop), Metodstödet

  Ängslotten, Socialnämnden  complete for T1 · T2 2025-08-31: 2 indicators, 1 activity
  Exempelby kommun           no follow-up · T1: 1 indicator
  Socialnämnden              no follow-up · T1: 1 indicator
"
    );
}

#[test]
fn a_follow_up_means_its_plan_and_what_is_missing_for_long_is_named_once() {
    let folder = workspace();
    let run = folder.run(&["status", &format!("{BARN}/t1.yaml"), "--on", "2026-02-10", "--lang", "sv"]);
    assert_eq!(
        told(&run),
        "\
2025: 1 plan. VB: 1 saknar något. 3 aktiviteter är över tiden

2025
  Barnenheten, Socialnämnden  plans/2025/social/barn/plan.yaml
    T1  2025-04-30  påbörjad, 286 dagar över tiden           indikatorer 1 av 2, aktiviteter 1 av 2
    T2  2025-08-31  inget rapporterat, 163 dagar över tiden  indikatorer 0 av 2, aktiviteter 0 av 2
    VB  2025-12-31  inget rapporterat, 41 dagar över tiden   mål 0 av 3, indikatorer 0 av 3, aktiviteter 0 av 3
    Saknas
      Enhetschef  1 av 7 rapporterade
        T1, T2, VB  aktivitet  Skriva en rutin (rutin)
        T2, VB      indikator  Antalet SIP-möten ska öka (sip-möten)
        VB          mål        Barn är delaktiga i sin utredning (delaktighet)
      Metodstödet  1 av 4 rapporterade
        T2, VB      aktivitet  Hålla workshop (workshop)
        VB          indikator  Andel nöjda barn (nöjda-barn)
      ärendestödet  0 av 1 rapporterad
        VB          aktivitet  Möta skolorna (höstmöte)
      ingen ansvarig angiven  0 av 5 rapporterade
        T1, T2, VB  indikator  Sjukfrånvaro (sjukfrånvaro)
        VB          mål        Stödet är tidigt (1.1)
        VB          mål        Stöd i tid (stöd-i-tid)
    Slutdatum passerat, inte genomförda eller avbrutna
      2025-03-31  försenad i T1  Hålla workshop (workshop), Metodstödet
      2025-10-31  ingen status   Möta skolorna (höstmöte), ärendestödet
      2025-12-31  ingen status   Skriva en rutin (rutin), Enhetschef
"
    );
}

#[test]
fn before_the_first_occasion_and_on_its_own_day() {
    let folder = workspace();
    let path = "plans/2025/social/plan.yaml";
    let run = folder.run(&["status", path, "--on", "2025-04-29", "--lang", "en"]);
    assert_eq!(
        told(&run),
        "\
2025: 1 plan. Next: T1, 2025-04-30

2025
  Socialnämnden  plans/2025/social/plan.yaml
    T1  2025-04-30  not yet  indicators 0 of 1
    For T1, 2025-04-30
      nobody named as responsible  0 of 1 reported
        indicator  Sjukfrånvaro (sjukfrånvaro)
"
    );
    let state = |day: &str| {
        let status = json(&folder, &[path, "--on", day]);
        let t1 = occasion(&status, "Socialnämnden", "T1");
        (t1["state"].as_str().unwrap().to_owned(), t1["overdue"].as_bool().unwrap(), t1["next"].as_bool().unwrap())
    };
    assert_eq!(state("2025-04-29"), ("not_yet".to_owned(), false, true));
    assert_eq!(state("2025-04-30"), ("open".to_owned(), false, false));
    assert_eq!(state("2025-05-01"), ("open".to_owned(), true, false));
    let day_after = folder.run(&["status", path, "--on", "2025-05-01", "--lang", "sv"]);
    assert!(told(&day_after).contains("inget rapporterat, 1 dag över tiden"), "{}", day_after.out);
    assert_eq!(state("2024-12-31"), ("not_yet".to_owned(), false, true), "a plan of the year to come");
}

#[test]
fn a_wholly_reported_plan_is_one_line() {
    let folder = workspace();
    let path = format!("{ANGSLOTTEN}/plan.yaml");
    let t2 = "vp: 1\ndokument: tertialrapport\nperiod: T2\nindikatorer:\n  sip-möten: {utfall: 20}\n  sjukfrånvaro: \
              {utfall: 5 %}\naktiviteter:\n  rutin: {status: avbruten, avvikelse: Nämnden har en.}\n";
    folder.write(&format!("{ANGSLOTTEN}/t2.yaml"), t2);
    let vb = "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nmål:\n  delaktighet: {bedömning: helt}\n  stöd-i-tid: \
              {bedömning: delvis, analys: Det drog ut på tiden.}\n  \"1.1\": {bedömning: helt}\nindikatorer:\n  sip-möten: \
              {utfall: 20}\n  sjukfrånvaro: {utfall: 5 %}\n  nöjda-barn: {utfall: 80 %}\naktiviteter:\n  höstmöte: \
              {status: genomförd}\n";
    folder.write(&format!("{ANGSLOTTEN}/vb.yaml"), vb);
    let run = folder.run(&["status", &path, "--on", "2026-01-15", "--lang", "sv"]);
    assert_eq!(told(&run), "2025: 1 plan. VB: 1 klar\n\n2025\n  Ängslotten, Socialnämnden  klar för VB\n");
    let status = json(&folder, &[&path, "--on", "2026-01-15"]);
    let vb = occasion(&status, "Ängslotten", "VB");
    assert_eq!(vb["goals"], serde_json::json!({"due": 3, "reported": 3, "missing": 0}), "not the highest level's");
    assert_eq!(vb["activities"]["reported"], 3, "done and cancelled ones need not be reported again");
    // Of what was reported later the earlier occasions know nothing.
    folder.write(&format!("{ANGSLOTTEN}/t2.yaml"), "vp: 1\ndokument: tertialrapport\nperiod: T2\n");
    let run = folder.run(&["status", &path, "--on", "2026-01-15", "--lang", "sv"]);
    assert!(run.out.starts_with("2025: 1 plan. VB: 1 saknar något. 1 aktivitet är över tiden\n"), "{}", run.out);
}

#[test]
fn a_report_that_was_skipped_is_still_missing_when_the_last_one_is_complete() {
    let folder = Workspace::new();
    folder.write("plans/plan.yaml", CITY);
    let vb = "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nmål: {\"1.1\": {bedömning: helt}}\nindikatorer: \
              {sjukfrånvaro: {utfall: 5 %}}\n";
    folder.write("plans/vb.yaml", vb);
    let run = folder.run(&["status", "--on", "2026-01-15", "--lang", "sv"]);
    assert!(told(&run).starts_with("2025: 1 plan. VB: 1 saknar något från tidigare\n"), "{}", run.out);
    let run = folder.run(&["status", "--on", "2026-01-15", "--lang", "en"]);
    assert!(told(&run).starts_with("2025: 1 plan. VB: 1 lacks something from before\n"), "{}", run.out);
}

#[test]
fn json_tells_all_occasions_with_stable_keys() {
    let folder = workspace();
    let status = json(&folder, &[BARN, "--on", "2025-05-10", "--lang", "sv"]);
    let barn = &status["plans"][0];
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&status), "notes on plans version");
    assert_eq!(keys(barn), "ended file followed_up name occasions organisation year");
    assert_eq!(
        keys(&barn["occasions"][0]),
        "activities assignments below date files goals indicators next occasion overdue responsible state"
    );
    assert_eq!((&status["version"], &status["on"]), (&1.into(), &"2025-05-10".into()));
    assert_eq!(barn["file"], format!("{BARN}/plan.yaml"));
    assert_eq!(barn["organisation"][1], serde_json::json!({"rank": "board", "name": "Socialnämnden"}));
    let t1 = occasion(&status, "Barnenheten", "T1");
    assert_eq!((&t1["state"], &t1["overdue"], &t1["next"]), (&"under_way".into(), &true.into(), &false.into()));
    assert_eq!(t1["files"], serde_json::json!([format!("{BARN}/t1.yaml")]));
    assert_eq!(t1["activities"], serde_json::json!({"due": 2, "reported": 1, "missing": 1}));
    let rutin = serde_json::json!({"kind": "activity", "id": "rutin", "name": "Skriva en rutin"});
    let head = serde_json::json!({"name": "Enhetschef", "due": 2, "reported": 1, "missing": [rutin]});
    assert_eq!(t1["responsible"][0], head);
    assert_eq!(t1["responsible"][2]["name"], Value::Null);
    assert_eq!(
        missing(&occasion(&status, "Barnenheten", "VB")),
        [
            "delaktighet",
            "sip-möten",
            "rutin",
            "nöjda-barn",
            "workshop",
            "höstmöte",
            "1.1",
            "sjukfrånvaro",
            "stöd-i-tid"
        ]
    );
    assert_eq!(
        barn["ended"],
        serde_json::json!([{
            "kind": "activity", "id": "workshop", "name": "Hålla workshop", "responsible": "Metodstödet", "end": "2025-03-31",
            "status": "late", "reported": {"occasion": "T1", "file": format!("{BARN}/t1.yaml")},
        }])
    );
}

#[test]
fn another_model_has_its_own_occasions() {
    let folder = Workspace::new();
    let month = |month: usize| format!("M{month}: {month:02}-28");
    let months: Vec<String> = (1..=12).map(month).collect();
    folder.write(
        "vp.yaml",
        &format!(
            "vp: 1\nspråk: en\nstyrmodell:\n  rapporttillfällen: {{{}}}\n  periodicitet:\n    Månad: [{}]\n    Halvår: [M6, M12]\n",
            months.join(", "),
            (1..=12).map(|month| format!("M{month}")).collect::<Vec<_>>().join(", "),
        ),
    );
    let plan = CITY.replace("periodicitet: Tertial", "periodicitet: Månad").replace(
        "      indikatorer:\n",
        "      indikatorer:\n        - {id: halv, namn: Halvårsvis, periodicitet: Halvår}\n        - {id: oviss, namn: Oviss}\n",
    );
    folder.write("plans/plan.yaml", &plan);
    let report = "vp: 1\ndokument: tertialrapport\nperiod: M5\nindikatorer: {sjukfrånvaro: {utfall: 5 %}}\n";
    folder.write("plans/m5.yaml", report);
    let status = json(&folder, &["--on", "2025-06-30"]);
    let of = |key: &str| occasion(&status, "Exempelby kommun", key);
    assert_eq!(of("M5")["state"], "complete");
    assert_eq!(missing(&of("M6")), ["halv", "sjukfrånvaro"]);
    assert_eq!(missing(&of("M7")), ["sjukfrånvaro"]);
    assert!(of("M7")["next"].as_bool().unwrap());
    assert_eq!(missing(&of("M12")), ["1.1", "halv", "oviss", "sjukfrånvaro"], "an unknown periodicity is the year's");
    let run = folder.run(&["status", "--on", "2025-06-30"]);
    assert!(told(&run).contains("    M7  2025-07-28  not yet"), "{}", run.out);
    assert!(!run.out.contains("M8"), "{}", run.out);
    assert!(run.out.contains("M1, M2, M3, M4, M6  indicator  Sjukfrånvaro (sjukfrånvaro)"), "{}", run.out);
}

#[test]
fn half_a_year_is_enough_and_a_leap_day_exists_in_leap_years_only() {
    let folder = Workspace::new();
    let model = "vp: 1\nstyrmodell:\n  rapporttillfällen: {Vinter: 02-29, Bokslut: 12-31}\n  periodicitet: {Tertial: [Vinter, Bokslut]}\n";
    folder.write("vp.yaml", model);
    folder.write("plans/2024/plan.yaml", &CITY.replace("år: 2025", "år: 2024"));
    folder.write("plans/2025/plan.yaml", CITY);
    let status = json(&folder, &["--on", "2024-02-29"]);
    let years: Vec<&Value> = status["plans"].as_array().unwrap().iter().map(|plan| &plan["year"]).collect();
    assert_eq!(years, [2025, 2024], "the latest year first");
    let winter = |plan: usize| status["plans"][plan]["occasions"][0].clone();
    assert_eq!((&winter(1)["date"], &winter(1)["state"]), (&"2024-02-29".into(), &"open".into()));
    assert_eq!((&winter(0)["date"], &winter(0)["state"]), (&"2025-02-28".into(), &"not_yet".into()));
    let next = json(&folder, &["--on", "2024-03-01"]);
    assert_eq!(next["plans"][1]["occasions"][0]["overdue"], true);
}

#[test]
fn an_empty_follow_up_reports_nothing_and_says_so() {
    for form in [
        "",
        "indikatorer:\n  sip-möten: {utfall: , analys: }\n  sjukfrånvaro:\naktiviteter:\n  rutin: {status: }\n",
        "sammanfattande_analys: |\n\nmål: {delaktighet: {analys: \"\"}}\n",
        "ekonomi: {resultaträkning: {belopp_i: mnkr, intäkter: [{namn: Bidrag, budget: 4.0}]}}\n",
    ] {
        let folder = workspace();
        folder.write(&format!("{BARN}/t1.yaml"), &format!("{T1}{form}"));
        let status = json(&folder, &[BARN, "--on", "2025-05-10"]);
        let t1 = occasion(&status, "Barnenheten", "T1");
        assert_eq!((&t1["state"], &t1["indicators"]["reported"]), (&"open".into(), &0.into()), "{form}");
        assert_eq!(status["plans"][0]["followed_up"], true);
        let run = folder.run(&["status", BARN, "--on", "2025-05-10", "--lang", "sv"]);
        assert!(told(&run).contains("T1  2025-04-30  inget ifyllt, 10 dagar över tiden"), "{form}: {}", run.out);
    }
    let folder = workspace();
    folder.write(&format!("{BARN}/t1.yaml"), &format!("{T1}sammanfattande_analys: Våren gick bra.\n"));
    let status = json(&folder, &[BARN, "--on", "2025-05-10"]);
    assert_eq!(occasion(&status, "Barnenheten", "T1")["state"], "under_way");
}

#[test]
fn files_of_one_report_count_together() {
    let folder = workspace();
    let part =
        "för: Mottagningsgruppen\nindikatorer: {sjukfrånvaro: {utfall: 5 %}}\naktiviteter: {rutin: {status: pågår}}\n";
    folder.write(&format!("{BARN}/t1-mottagningsgruppen.yaml"), &format!("{T1}{part}"));
    let status = json(&folder, &[BARN, "--on", "2025-05-10"]);
    let t1 = occasion(&status, "Barnenheten", "T1");
    assert_eq!(t1["state"], "complete");
    assert_eq!(
        t1["files"],
        serde_json::json!([format!("{BARN}/t1.yaml"), format!("{BARN}/t1-mottagningsgruppen.yaml")])
    );
}

#[test]
fn an_activity_is_past_its_end_the_day_after_and_until_it_is_final() {
    let folder = workspace();
    let ended = |day: &str| {
        let status = json(&folder, &[BARN, "--on", day]);
        let ended = status["plans"][0]["ended"].as_array().unwrap().clone();
        ended.iter().map(|one| format!("{} {}", one["id"].as_str().unwrap(), one["status"])).collect::<Vec<_>>()
    };
    assert_eq!(ended("2025-03-31"), [""; 0]);
    assert_eq!(ended("2025-04-01"), ["workshop \"late\""]);
    let t2 = "vp: 1\ndokument: tertialrapport\nperiod: T2\naktiviteter: {workshop: {status: genomförd}}\n";
    folder.write(&format!("{BARN}/t2.yaml"), t2);
    assert_eq!(ended("2025-11-01"), ["höstmöte null"]);
    // The newest report that says something of it counts, whatever one before it said.
    let vb = "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\naktiviteter: {workshop: {status: ej påbörjad}, rutin: {}}\n";
    folder.write(&format!("{BARN}/vb.yaml"), vb);
    assert_eq!(ended("2026-01-01"), ["workshop \"not_started\"", "höstmöte null", "rutin null"]);
}

#[test]
fn a_plan_asked_for_twice_is_told_once() {
    let folder = workspace();
    let here = folder.root().join(BARN).join("plan.yaml");
    let arguments = [BARN, &format!("{BARN}/t1.yaml"), here.to_str().unwrap(), "--on", "2025-05-10"];
    assert_eq!(json(&folder, &arguments)["plans"].as_array().unwrap().len(), 1);
}

#[test]
fn upper_levels_are_set_aside_only_where_nobody_follows_them_up() {
    let folder = workspace();
    folder.write("plans/2025/social/t1.yaml", &format!("{T1}indikatorer: {{sjukfrånvaro: {{utfall: 5 %}}}}\n"));
    let run = folder.run(&["status", "--on", "2025-05-10", "--lang", "en"]);
    assert!(
        told(&run).starts_with("2025: 4 plans. T1: 2 complete, 1 lacks something. 1 plan above without"),
        "{}",
        run.out
    );
    let status = json(&folder, &["--on", "2025-05-10"]);
    let names: Vec<&str> =
        status["plans"].as_array().unwrap().iter().map(|plan| plan["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Socialnämnden", "Barnenheten", "Ängslotten", "Exempelby kommun"]);
    let alone = folder.run(&["status", "plans/2025/plan.yaml", "--on", "2025-05-10", "--lang", "en"]);
    assert!(told(&alone).contains("T1  2025-04-30  nothing reported"), "asked for by itself: {}", alone.out);
}
