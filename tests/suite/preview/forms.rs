//! Forms that are open: what is answered is written at once where the files say what the form shows, and nowhere else.

use serde_json::{Value, json};

use super::served::{Reply, Served};
use crate::fill::answers;
use crate::workspace::{PLAN, Workspace};

const PLAN_PATH: &str = "plans/norr/plan.yaml";
const PATH: &str = "plans/norr/t1.yaml";
const FORM: &str = ".vp/form/norr/plan/t1";

/// A follow-up with comments, blocks and braces.
const REPORT: &str = "# Norrs första tertial
vp: 1
dokument: tertialrapport
period: T1
sammanfattande_analys:   # skrivs sist
mål:
  svar:
    analys: | # vårens
      Köerna är kortare.
indikatorer:
  tid: {utfall: 88.50 %, analys: \"Räknat i diariet, alla ärenden.\"}  # preliminärt
aktiviteter:
  lots:
    # Frågan är ställd.
    status: pågår
";

pub(super) fn workspace(report: &str) -> Workspace {
    let workspace = Workspace::with([("vp.yaml", "vp: 1\n"), (PLAN_PATH, PLAN)]);
    if !report.is_empty() {
        workspace.write(PATH, report);
    }
    workspace
}

/// Answers as an open form sends them: what each is based on, and which files the form shows.
pub(super) fn sent(page: &str, values: &[(&str, &str, Value)], before: &[Value], report: &[&str]) -> String {
    let mut told = answers(page, values);
    for (at, before) in before.iter().enumerate() {
        told["answers"][at]["before"] = before.clone();
    }
    told["report"] = json!(report);
    told.to_string()
}

#[track_caller]
fn read(reply: &Reply, status: u16) -> Value {
    assert_eq!(reply.status, status, "{}", reply.text());
    assert_eq!(reply.header("content-type"), Some("application/json"));
    serde_json::from_slice(&reply.body).expect("it is JSON")
}

/// The keys that were written, and those that were refused with why, in the order of their letters.
fn fates(reply: &Value) -> (Vec<&str>, Vec<(&str, &str)>) {
    let all = |list: &str| reply[list].as_array().expect("a list").iter();
    let mut written: Vec<&str> = all("written").map(|one| one["key"].as_str().expect("a key")).collect();
    let refused =
        all("refused").map(|one| (one["key"].as_str().expect("a key"), one["why"].as_str().expect("a reason")));
    let mut refused: Vec<(&str, &str)> = refused.collect();
    written.sort_unstable();
    refused.sort_unstable();
    (written, refused)
}

/// What the follow-up says of a key that was refused.
fn now<'r>(reply: &'r Value, key: &str) -> &'r Value {
    let refused = reply["refused"].as_array().expect("a list").iter();
    &refused.into_iter().find(|one| one["key"] == key).expect("it is refused")["now"]
}

#[test]
fn an_answer_is_written_at_once_and_every_other_byte_stays() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    let version = served.version();
    let body = sent(
        &page,
        &[
            ("indicator", "tid", json!({"utfall": "91,5"})),
            ("activity", "lots", json!({"avvikelse": "Lokalen: dröjde #2"})),
            ("report", "", json!({"sammanfattande_analys": "En vår.\n\n- en\n- två"})),
        ],
        &[json!({"utfall": "88,50"}), json!({}), json!({})],
        &[PATH],
    );
    let reply = read(&served.post(FORM, &body), 200);
    assert_eq!(fates(&reply), (vec!["avvikelse", "sammanfattande_analys", "utfall"], vec![]), "{reply}");
    assert_eq!((&reply["report"], &reply["why"]), (&json!([PATH]), &Value::Null));
    let expected = REPORT
        .replace(
            "sammanfattande_analys:   # skrivs sist\n",
            "sammanfattande_analys: |   # skrivs sist\n  En vår.\n\n  - en\n  - två\n",
        )
        .replace("88.50 %", "91.5 %");
    let new = workspace.read(PATH);
    let without = new.replace("    avvikelse: \"Lokalen: dröjde #2\"\n", "");
    assert_eq!(without, expected);
    assert_ne!(without, new);
    // The page of the report is renewed, and the same answers again change nothing.
    served.renewed(&version);
    assert!(served.page("norr/t1.html").contains("91,5"));
    let again = read(&served.post(FORM, &body), 200);
    assert_eq!(fates(&again), (vec!["avvikelse", "sammanfattande_analys", "utfall"], vec![]));
    assert_eq!(workspace.read(PATH), new);
}

#[test]
fn the_first_answer_makes_the_file_of_the_follow_up() {
    let workspace = workspace("");
    let served = Served::of(&workspace, &[]);
    let report = served.get("norr/t1.html");
    assert_eq!(report.status, 404);
    assert!(report.text().contains("Rapporten är inte påbörjad."), "{}", report.text());
    assert!(served.get("norr/t9.html").text().contains("Sidan finns inte."));
    let page = served.page(FORM);
    let body = sent(&page, &[("indicator", "tid", json!({"utfall": "91,5"}))], &[], &[]);
    let reply = read(&served.post(FORM, &body), 200);
    assert_eq!(reply["report"], json!([PATH]), "{reply}");
    let made = workspace.read(PATH);
    assert!(made.contains("    utfall: 91,5 %\n"), "{made}");
    // Else it is the file that `vp new follow-up` makes.
    std::fs::remove_file(workspace.path(PATH)).expect("it is ours");
    workspace.run(&["new", "follow-up", "--lang", "sv", "--period", "T1", PLAN_PATH]);
    assert_eq!(workspace.read(PATH).replace("    utfall:\n", "    utfall: 91,5 %\n"), made);
}

#[test]
fn what_the_file_says_otherwise_by_now_is_refused_and_the_rest_is_written() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    // In an editor, and not yet heard of.
    let edited = REPORT.replace("88.50 %", "89 %").replace("    status: pågår", "    status: försenad  # ringt");
    workspace.write(PATH, &edited);
    let values = [
        ("indicator", "tid", json!({"utfall": "91,5", "analys": "Ny."})),
        ("activity", "lots", json!({"status": "genomförd", "analys": "Klar."})),
    ];
    let before = [json!({"utfall": "88,50", "analys": "Räknat i diariet, alla ärenden."}), json!({"status": "pågår"})];
    let reply = read(&served.post(FORM, &sent(&page, &values, &before, &[PATH])), 200);
    assert_eq!(
        fates(&reply),
        (vec!["analys", "analys"], vec![("status", "changed"), ("utfall", "changed")]),
        "{reply}"
    );
    assert_eq!((now(&reply, "utfall"), now(&reply, "status")), (&json!("89"), &json!("försenad")));
    let new = workspace.read(PATH);
    assert!(new.contains("utfall: 89 %, analys: Ny.") && new.contains("    status: försenad  # ringt\n"), "{new}");
    assert!(new.contains("    analys: Klar.\n"), "{new}");
    // Who has seen what the file says may write over it.
    let mine = [("indicator", "tid", json!({"utfall": "91,5"}))];
    let reply = read(&served.post(FORM, &sent(&page, &mine, &[json!({"utfall": "89"})], &[PATH])), 200);
    assert_eq!(fates(&reply), (vec!["utfall"], vec![]));
    assert!(workspace.read(PATH).contains("utfall: 91.5 %"));
}

#[test]
fn a_value_that_is_gone_from_the_file_or_new_in_it_is_a_change_too() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    workspace.write(PATH, &REPORT.replace("    status: pågår\n", "    status:\n    avvikelse: Ny.\n"));
    let values = [("activity", "lots", json!({"status": "genomförd", "avvikelse": "Min."}))];
    let reply = read(&served.post(FORM, &sent(&page, &values, &[json!({"status": "pågår"})], &[PATH])), 200);
    assert_eq!(fates(&reply), (vec![], vec![("avvikelse", "changed"), ("status", "changed")]), "{reply}");
    assert_eq!((now(&reply, "status"), now(&reply, "avvikelse")), (&Value::Null, &json!("Ny.")));
}

#[test]
fn of_two_windows_the_second_is_told() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    let answer = |text: &str| {
        sent(&page, &[("goal", "svar", json!({"analys": text}))], &[json!({"analys": "Köerna är kortare."})], &[PATH])
    };
    let one = read(&served.post(FORM, &answer("Den ena.")), 200);
    assert_eq!(fates(&one).0, ["analys"]);
    let other = read(&served.post(FORM, &answer("Den andra.")), 200);
    assert_eq!(fates(&other), (vec![], vec![("analys", "changed")]));
    assert_eq!(other["refused"][0]["now"], "Den ena.");
    assert_eq!(workspace.read(PATH), REPORT.replace("Köerna är kortare.", "Den ena."));
}

#[test]
fn a_file_that_is_gone_is_told_and_made_anew_where_that_is_wished() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    std::fs::remove_file(workspace.path(PATH)).expect("it is ours");
    let values = [("activity", "lots", json!({"status": "genomförd"}))];
    let reply = read(&served.post(FORM, &sent(&page, &values, &[json!({"status": "pågår"})], &[PATH])), 409);
    assert_eq!(reply["is_gone"], true);
    assert_eq!(reply["why"], format!("{PATH} finns inte längre, så inget skrevs. Det du fyllt i är kvar här."));
    assert!(!workspace.path(PATH).exists());
    let reply = read(&served.post(FORM, &sent(&page, &values, &[json!({})], &[])), 200);
    assert_eq!(fates(&reply).0, ["status"]);
    assert!(workspace.read(PATH).contains("    status: genomförd"));
}

#[test]
fn nothing_is_written_into_or_beside_a_file_that_is_half_written() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    let broken = format!("{REPORT}mål: [\n");
    workspace.write(PATH, &broken);
    let body =
        sent(&page, &[("activity", "lots", json!({"status": "genomförd"}))], &[json!({"status": "pågår"})], &[PATH]);
    let reply = read(&served.post(FORM, &body), 409);
    assert_eq!(reply["why"], format!("{PATH} går inte att läsa just nu, så inget skrevs. Det du fyllt i är kvar här."));
    assert_eq!(workspace.read(PATH), broken);
    // As soon as it is whole again the same answer is written.
    workspace.write(PATH, REPORT);
    assert_eq!(fates(&read(&served.post(FORM, &body), 200)).0, ["status"]);
    assert_eq!(workspace.read(PATH), REPORT.replace("status: pågår", "status: genomförd"));
}

#[test]
fn a_broken_plan_or_vp_yaml_writes_nothing_and_says_so() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    let body =
        sent(&page, &[("activity", "lots", json!({"status": "genomförd"}))], &[json!({"status": "pågår"})], &[PATH]);
    for (path, text, broken, words) in [
        (PLAN_PATH, PLAN, format!("{PLAN}mål: ["), "Planen går inte att läsa just nu"),
        ("vp.yaml", "vp: 1\n", "vp: 1\nmappar: {planer: [\n".to_owned(), "vp.yaml har fel"),
    ] {
        workspace.write(path, &broken);
        let reply = read(&served.post(FORM, &body), 409);
        assert!(reply["why"].as_str().expect("words").starts_with(words), "{reply}");
        assert_eq!(workspace.read(PATH), REPORT);
        served.becomes("the form is away", |served| served.get(FORM).status == 404);
        workspace.write(path, text);
        served.becomes("the form is back", |served| served.get(FORM).status == 200);
    }
    assert_eq!(fates(&read(&served.post(FORM, &body), 200)).0, ["status"]);
}

#[test]
fn an_answer_to_what_the_plan_no_longer_says_is_refused_until_it_is_said_to_hold() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    workspace.write(PLAN_PATH, &PLAN.replace("årsmål: 90 %", "årsmål: 95 %"));
    let mut body: Value = serde_json::from_str(&sent(
        &page,
        &[("indicator", "tid", json!({"utfall": "91,5"})), ("activity", "lots", json!({"status": "genomförd"}))],
        &[json!({"utfall": "88,50"}), json!({"status": "pågår"})],
        &[PATH],
    ))
    .expect("it is JSON");
    let reply = read(&served.post(FORM, &body.to_string()), 200);
    assert_eq!(fates(&reply), (vec!["status"], vec![("utfall", "reworded")]), "{reply}");
    let words = reply["refused"][0]["words"].as_str().expect("words");
    assert!(words.ends_with("årsmålet var 90 % och är 95 %"), "{words}");
    assert!(workspace.read(PATH).contains("88.50 %"));
    body["answers"][0]["asked"] = reply["refused"][0]["asked"].clone();
    let reply = read(&served.post(FORM, &body.to_string()), 200);
    assert_eq!(fates(&reply), (vec!["status", "utfall"], vec![]));
    // What the follow-ups say, with what the plan asks now, is told to whoever has the form open.
    let told: Value = serde_json::from_str(&served.page(".vp/values/norr/plan/t1")).expect("it is JSON");
    let things = told["things"].as_array().expect("a list");
    let indicator = things.iter().find(|thing| thing["kind"] == "indicator").expect("it is asked for");
    assert_eq!((&indicator["asked"], &indicator["values"]["utfall"]), (&body["answers"][0]["asked"], &json!("91,5")));
}

#[test]
fn a_text_of_the_plan_in_a_file_of_its_own_is_part_of_what_is_asked() {
    let workspace = workspace(REPORT);
    workspace.write(
        PLAN_PATH,
        &PLAN.replace("förväntat_resultat: Svaren kommer.", "förväntat_resultat: {fil: resultat.md}"),
    );
    workspace.write("plans/norr/resultat.md", "Svaren kommer.\n");
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    let body = sent(&page, &[("goal", "svar", json!({"bedömning": "helt"}))], &[], &[PATH]);
    // Asked at once, before anybody has heard of it.
    workspace.write("plans/norr/resultat.md", "Svaren kommer inom en vecka.\n");
    let reply = read(&served.post(FORM, &body), 200);
    assert_eq!(fates(&reply), (vec![], vec![("bedömning", "reworded")]), "{reply}");
    assert_eq!(workspace.read(PATH), REPORT);
}

#[test]
fn what_is_no_answer_is_refused_at_its_field_and_the_rest_is_written() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    let body = sent(
        &page,
        &[
            ("indicator", "tid", json!({"utfall": "ganska bra", "analys": "Ny."})),
            ("activity", "lots", json!({"status": "snart", "avvikelse": "a\u{1}b", "färg": "blå"})),
        ],
        &[json!({"utfall": "88,50", "analys": "Räknat i diariet, alla ärenden."}), json!({"status": "pågår"})],
        &[PATH],
    );
    let reply = read(&served.post(FORM, &body), 200);
    let wrong = ["avvikelse", "färg", "status", "utfall"].map(|key| (key, "wrong"));
    assert_eq!(fates(&reply), (vec!["analys"], wrong.to_vec()), "{reply}");
    for refused in reply["refused"].as_array().expect("a list") {
        assert!(!refused["words"].as_str().expect("words").is_empty(), "{refused}");
    }
    assert_eq!(workspace.read(PATH), REPORT.replace("\"Räknat i diariet, alla ärenden.\"", "Ny."));
}

#[test]
fn where_answers_go_the_server_decides() {
    let workspace = workspace("");
    let served = Served::of(&workspace, &[]);
    let page = served.page(FORM);
    let mut body = answers(&page, &[("indicator", "tid", json!({"utfall": "91,5"}))]);
    body["plan"] = json!("../../annan.yaml");
    body["for"] = json!("../../../utanför");
    body["occasion"] = json!("VB");
    body["organisation"] = json!(["Annan"]);
    body["report"] = json!([]);
    let reply = read(&served.post(FORM, &body.to_string()), 200);
    assert_eq!(reply["report"], json!([PATH]), "{reply}");
    let files = crate::workspace::files_below(workspace.root());
    assert_eq!(files, ["plans/norr/plan.yaml", "plans/norr/t1.yaml", "vp.yaml"]);
    for form in [
        ".vp/form/norr/plan/finns-inte",
        ".vp/form/norr/t1/t1",
        ".vp/form/../norr/plan/t1",
        ".vp/form/",
        ".vp/form/norr/plan/../plan/t1",
    ] {
        read(&served.post(form, &body.to_string()), 409);
        assert_eq!(served.get(form).status, 404, "{form}");
    }
    assert_eq!(crate::workspace::files_below(workspace.root()), files);
}

#[test]
fn the_form_that_is_served_writes_and_the_one_that_is_built_does_not() {
    let workspace = workspace(REPORT);
    workspace.run(&["new", "follow-up", "--period", "T1", "-f", "html", PLAN_PATH]);
    let built = workspace.read("plans/norr/t1-formulär.html");
    let served = Served::of(&workspace, &[]);
    let reply = served.get(FORM);
    let page = reply.text();
    for word in ["vp-live", "data-live", "connect-src", "fetch("] {
        assert!(!built.contains(word) && page.contains(word), "{word}");
    }
    // But for what makes it write they are one.
    let script = page.find("<script type=\"application/json\" id=\"vp-live\">").expect("it is told");
    let plain = format!("{}</body>\n</html>\n", &page[..script]);
    let policy = |page: &str| {
        page.split("content=\"default-src").nth(1).and_then(|rest| rest.split('"').next()).expect("a policy").to_owned()
    };
    let name = page.split(" data-live=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
    let plain = plain.replace(&policy(&page), &policy(&built)).replace(&format!(" data-live=\"{name}\""), "");
    assert_eq!(plain.trim_end(), built.trim_end());
    assert!(
        policy(&page).contains("connect-src 'self'") && !policy(&page).contains("'unsafe-inline' 'self'"),
        "{}",
        policy(&page)
    );
    assert_eq!(policy(&page).matches("'sha256-").count(), 2);
    let header = reply.header("content-security-policy").expect("a policy");
    assert!(header.contains("connect-src 'self'") && header.contains("frame-ancestors 'none'"), "{header}");
}

#[test]
fn the_ways_to_forms_stand_beside_the_pages_and_in_a_list() {
    let workspace = workspace(REPORT);
    let served = Served::of(&workspace, &[]);
    let ways = |page: &str| -> Vec<(String, String)> {
        let panel = served.panel(page);
        let text = |way: &Value, key: &str| way[key].as_str().expect("a text").to_owned();
        panel["forms"].as_array().expect("a list").iter().map(|way| (text(way, "words"), text(way, "link"))).collect()
    };
    let of_plan: Vec<String> = ways("norr/plan.html").into_iter().map(|(words, _)| words).collect();
    assert_eq!(of_plan, ["T1 2026", "T2 2026", "VB 2026"]);
    assert_eq!(ways("norr/t1.html"), [("T1 2026".to_owned(), "../.vp/form/norr/plan/t1".to_owned())]);
    assert_eq!(ways("index.html"), [("Fyll i ett formulär".to_owned(), ".vp/forms".to_owned())]);
    let list = served.page(".vp/forms");
    assert!(list.contains("<a href=\"../.vp/form/norr/plan/t1\">Norr: T1 2026</a> (2 av 2 ifyllda)"), "{list}");
    assert_eq!(served.panel(".vp/forms")["page"], "current");
}

#[test]
fn a_number_of_a_person_is_masked_in_what_is_said_of_files_and_answers() {
    let workspace = Workspace::with([("vp.yaml", "vp: 1\n"), ("plans/19811228-9874/plan.yaml", PLAN)]);
    let served = Served::of(&workspace, &[]);
    let form = ".vp/form/19811228-9874/plan/t1";
    let page = served.page(form);
    let reply = served.post(form, &sent(&page, &[("indicator", "tid", json!({"utfall": "91,5"}))], &[], &[]));
    let told = read(&reply, 200);
    assert_eq!(told["report"], json!(["plans/19811228-****/t1.yaml"]), "{told}");
    let body =
        sent(&page, &[("indicator", "tid", json!({"utfall": "19811228-9874"}))], &[json!({"utfall": "91,5"})], &[]);
    let told = read(&served.post(form, &body), 200);
    assert!(fates(&told).1 == [("utfall", "wrong")] && !told.to_string().contains("9874"), "{told}");
    workspace.write("plans/19811228-9874/t1.yaml", "mål: [");
    let told = read(&served.post(form, &body), 409);
    assert!(told["why"].is_string() && !told.to_string().contains("9874"), "{told}");
}
