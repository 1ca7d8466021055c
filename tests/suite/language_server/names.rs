//! Names: where they lead, where they are used, and another name for all of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::session::{Session, edited};
use super::town;
use crate::workspace::{PLAN, Workspace};

/// A board above the unit, whose goal the unit serves, and next year's plan, which goes on with it by another id.
fn thread() -> Workspace {
    let board = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {kommun: Staden, nämnd: Nämnden}\nmål:\n  nämndmål:\n    - id: trygg\n      titel: Alla är trygga\n      indikatorer:\n        - {id: trygghet, namn: Andel trygga, årsmål: 80 %}\n";
    let unit = "vp: 1\ndokument: verksamhetsplan\når: 2025\nbygger_på: ../plan.yaml\norganisation: {kommun: Staden, nämnd: Nämnden, enhet: Norr}\nmål:\n  nämndmål:\n    - id: trygg\n      arbetssätt: Vi går runt.\n  enhetsmål:\n    - id: gå-runt\n      till: \"nämndmål/trygg\"\n      titel: Vi går runt\n      indikatorer:\n        - {id: rundor, namn: Antal rundor, årsmål: 12}\n      aktiviteter:\n        - {id: köp, namn: Köp skor, slut: 2025-03-01}\nårsmål:\n  trygghet: 85 %\növrigt: |\n  Vi gick {{ utfall rundor 2024 }} rundor 😀 och {{ årsmål rundor }} nu.\n";
    let report = "vp: 1\ndokument: tertialrapport\nperiod: T1\nmål:\n  gå-runt: {bedömning: helt, analys: Bra.}\nindikatorer:\n  rundor: {utfall: 5}\n  'trygghet': {utfall: 81 %}\naktiviteter:\n  köp: {status: genomförd}\n";
    let next = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Staden, nämnd: Nämnden, enhet: Norr}\nmål:\n  enhetsmål:\n    - id: gå\n      ersätter: [gå-runt]\n      titel: Vi går\n      indikatorer:\n        - {id: rundor, namn: Antal rundor, årsmål: 14}\n";
    Workspace::with([
        ("vp.yaml", "vp: 1\nspråk: en\n"),
        ("plans/2025/n/plan.yaml", board),
        ("plans/2025/n/norr/plan.yaml", unit),
        ("plans/2025/n/norr/t1.yaml", report),
        ("plans/2026/n/norr/plan.yaml", next),
    ])
}

const UNIT: &str = "plans/2025/n/norr/plan.yaml";

/// Every place of an answer, with what stands there.
fn places(session: &Session, answer: &Value) -> Vec<String> {
    let found = answer.as_array().cloned().unwrap_or_default();
    let words = found.iter().map(|location| {
        let address = location["uri"].as_str().expect("an address");
        let files = session.workspace.files("plans");
        let path = files.iter().map(|file| format!("plans/{file}")).find(|path| session.address(path) == address);
        let path = path.expect("a file of the workspace");
        let start = &location["range"]["start"];
        let line = start["line"].as_u64().expect("a number") as usize;
        let text = session.workspace.read(&path);
        format!("{path}: {}", text.lines().nth(line).expect("a line").trim())
    });
    words.collect()
}

fn marked(text: &str, words: &str) -> String {
    let at = text.find(words).unwrap_or_else(|| panic!("{words} is there"));
    format!("{}‸{}", &text[..at + 1], &text[at + 1..])
}

#[test]
fn a_name_leads_to_where_it_is_given() {
    let mut session = Session::of(thread());
    let unit = session.open_saved(UNIT);
    let report = session.open_saved("plans/2025/n/norr/t1.yaml");
    let next = session.open_saved("plans/2026/n/norr/plan.yaml");
    for (path, text, words, expected) in [
        (UNIT, &unit, "trygg\"", "plans/2025/n/plan.yaml: - id: trygg"),
        (UNIT, &unit, "trygghet: 85", "plans/2025/n/plan.yaml: - {id: trygghet, namn: Andel trygga, årsmål: 80 %}"),
        (UNIT, &unit, "rundor 2024", "plans/2025/n/norr/plan.yaml: - {id: rundor, namn: Antal rundor, årsmål: 12}"),
        (UNIT, &unit, "../plan.yaml", "plans/2025/n/plan.yaml: vp: 1"),
        ("plans/2025/n/norr/t1.yaml", &report, "gå-runt", "plans/2025/n/norr/plan.yaml: - id: gå-runt"),
        (
            "plans/2025/n/norr/t1.yaml",
            &report,
            "köp",
            "plans/2025/n/norr/plan.yaml: - {id: köp, namn: Köp skor, slut: 2025-03-01}",
        ),
        (
            "plans/2025/n/norr/t1.yaml",
            &report,
            "trygghet",
            "plans/2025/n/plan.yaml: - {id: trygghet, namn: Andel trygga, årsmål: 80 %}",
        ),
        ("plans/2026/n/norr/plan.yaml", &next, "gå-runt", "plans/2025/n/norr/plan.yaml: - id: gå-runt"),
    ] {
        let params = session.at(path, &marked(text, words));
        let answer = session.ask("textDocument/definition", params);
        assert_eq!(places(&session, &answer), [expected], "{words}");
    }
    let params = session.at(UNIT, &marked(&unit, "Vi går runt."));
    assert_eq!(session.ask("textDocument/definition", params), Value::Null);
}

#[test]
fn everywhere_that_something_is_named_is_found() {
    let mut session = Session::of(thread());
    let unit = session.open_saved(UNIT);
    let mut params = session.at(UNIT, &marked(&unit, "rundor, namn"));
    params["context"] = json!({"includeDeclaration": true});
    let answer = session.ask("textDocument/references", params.clone());
    assert_eq!(
        places(&session, &answer),
        [
            "plans/2025/n/norr/plan.yaml: - {id: rundor, namn: Antal rundor, årsmål: 12}",
            "plans/2025/n/norr/plan.yaml: Vi gick {{ utfall rundor 2024 }} rundor 😀 och {{ årsmål rundor }} nu.",
            "plans/2025/n/norr/plan.yaml: Vi gick {{ utfall rundor 2024 }} rundor 😀 och {{ årsmål rundor }} nu.",
            "plans/2025/n/norr/t1.yaml: rundor: {utfall: 5}",
            "plans/2026/n/norr/plan.yaml: - {id: rundor, namn: Antal rundor, årsmål: 14}",
        ]
    );
    params["context"] = json!({"includeDeclaration": false});
    let answer = session.ask("textDocument/references", params);
    assert_eq!(answer.as_array().expect("places").len(), 3);
}

/// Every file with the edits of an answer made.
fn renamed(session: &Session, answer: &Value) -> BTreeMap<String, String> {
    let files = session.workspace.files("plans").into_iter().map(|file| format!("plans/{file}"));
    let mut texts: BTreeMap<String, String> = files.map(|path| (path.clone(), session.workspace.read(&path))).collect();
    for change in answer["documentChanges"].as_array().expect("changes of files") {
        let address = change["textDocument"]["uri"].as_str().expect("an address");
        let path = texts.keys().find(|path| session.address(path) == address).cloned().expect("a file");
        let edits = change["edits"].as_array().expect("edits");
        texts.insert(path.clone(), edited(&texts[&path], edits));
    }
    texts
}

#[test]
fn another_id_is_put_wherever_the_old_one_was_meant_and_nowhere_else() {
    for (words, old, new) in [
        ("rundor, namn", "rundor", "varv"),
        ("gå-runt", "gå-runt", "gå-om"),
        ("trygg\n      arb", "trygg", "säker"),
        ("köp,", "köp", "köp-skor"),
    ] {
        let mut session = Session::of(thread());
        let unit = session.open_saved(UNIT);
        let mut params = session.at(UNIT, &marked(&unit, words));
        let prepared = session.ask("textDocument/prepareRename", params.clone());
        assert_eq!(prepared["placeholder"], old);
        params["newName"] = json!(new);
        let answer = session.ask("textDocument/rename", params);
        // The open text says of which state of it the edits are, and the others of none.
        for change in answer["documentChanges"].as_array().expect("changes") {
            let is_open = change["textDocument"]["uri"] == json!(session.address(UNIT));
            assert_eq!(change["textDocument"]["version"], if is_open { json!(1) } else { Value::Null });
        }
        let texts = renamed(&session, &answer);
        let after = Workspace::with(texts.iter());
        after.write("vp.yaml", "vp: 1\nspråk: en\n");
        // What is found is what was found before, but for the name.
        let found = |workspace: &Workspace| {
            let ran = workspace.run(&["check", "-f", "json", "--level", "info"]);
            let read: Value = serde_json::from_str(&ran.out).expect("JSON");
            let all = read["findings"]
                .as_array()
                .expect("findings")
                .iter()
                .map(|one| (one["code"].clone(), one["path"].clone()));
            all.map(|(code, path)| format!("{code} {path}")).collect::<Vec<_>>()
        };
        assert_eq!(found(&after), found(&session.workspace), "{old} is {new}");
        // Words of texts that are called the same are no names.
        assert!(texts[UNIT].contains("}} rundor 😀") && texts[UNIT].contains("titel: Vi går runt"));
        // And the way back leads back.
        let mut back = Session::of(after);
        let unit = back.open_saved(UNIT);
        let mut params =
            back.at(UNIT, &marked(&unit, &format!("{new}{}", words.strip_prefix(old).expect("it begins so"))));
        params["newName"] = json!(old);
        let answer = back.ask("textDocument/rename", params);
        let before: BTreeMap<String, String> =
            texts.keys().map(|path| (path.clone(), session.workspace.read(path))).collect();
        assert_eq!(renamed(&back, &answer), before);
    }
}

#[test]
fn a_new_id_reaches_every_place_that_named_the_old_one() {
    let mut session = Session::of(thread());
    let unit = session.open_saved(UNIT);
    let mut params = session.at(UNIT, &marked(&unit, "rundor, namn"));
    params["newName"] = json!("varv");
    let answer = session.ask("textDocument/rename", params);
    let texts = renamed(&session, &answer);
    assert!(
        texts[UNIT].contains("{id: varv,")
            && texts[UNIT].contains("{{ utfall varv 2024 }} rundor 😀 och {{ årsmål varv }}")
    );
    assert!(texts["plans/2025/n/norr/t1.yaml"].contains("  varv: {utfall: 5}"));
    assert!(texts["plans/2026/n/norr/plan.yaml"].contains("{id: varv,"), "next year's is the same indicator");
    let mut params = session.at(UNIT, &marked(&unit, "trygg\""));
    params["newName"] = json!("säker");
    let answer = session.ask("textDocument/rename", params);
    let texts = renamed(&session, &answer);
    assert!(texts[UNIT].contains("till: \"nämndmål/säker\"") && texts[UNIT].contains("    - id: säker\n"));
    assert!(
        texts["plans/2025/n/plan.yaml"].contains("- id: säker")
            && texts["plans/2025/n/plan.yaml"].contains("id: trygghet")
    );
}

#[test]
fn what_cannot_have_another_name_is_refused_in_words() {
    let mut session = Session::of(thread());
    let unit = session.open_saved(UNIT);
    let refused = |session: &mut Session, words: &str, new: &str| {
        let mut params = session.at(UNIT, &marked(&unit, words));
        params["newName"] = json!(new);
        session.refused("textDocument/rename", params)
    };
    assert_eq!(refused(&mut session, "rundor, namn", "gå-runt"), "gå-runt is already the goal \"Vi går runt\"");
    assert_eq!(refused(&mut session, "rundor, namn", "trygghet"), "trygghet is already the indicator \"Andel trygga\"");
    assert!(refused(&mut session, "rundor, namn", "två ord").starts_with("\"två ord\" cannot be an id"));
    assert_eq!(refused(&mut session, "Vi går runt.", "x"), "there is no id here");
    session.open("plans/2025/n/norr/t2.yaml", "vp: 1\ndokument: tertialrapport\nperiod: \"T2\n");
    assert!(refused(&mut session, "rundor, namn", "varv").contains("t2.yaml cannot be read"));
}

#[test]
fn what_has_a_number_or_a_title_alone_is_asked_for_an_id_first() {
    let plan = PLAN.replace("      id: svar\n", "      nr: 1\n").replace("till: 1", "");
    let workspace = town().file("plans/2026/plan.yaml", &plan);
    workspace
        .write("plans/2026/t1.yaml", "vp: 1\ndokument: tertialrapport\nperiod: T1\nmål:\n  \"1\": {bedömning: helt}\n");
    let mut session = Session::of(workspace);
    let report = session.open_saved("plans/2026/t1.yaml");
    let params = session.at("plans/2026/t1.yaml", &marked(&report, "1\": {"));
    assert!(session.refused("textDocument/prepareRename", params).contains("give it an id first"));
}
