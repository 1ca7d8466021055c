//! Help while one writes: what a key means, what may be written, what can be done, and what a text consists of.

use serde_json::{Value, json};

use super::session::{Session, edited};
use super::town;
use crate::workspace::PLAN;

const PATH: &str = "plans/2026/plan.yaml";

/// What is offered at the place that `‸` marks in the text of a file.
fn offered(session: &mut Session, path: &str, text: &str) -> Vec<Value> {
    let plain = text.replace('‸', "");
    session.set(path, &plain);
    let params = session.at(path, text);
    session.ask("textDocument/completion", params)["items"].as_array().cloned().unwrap_or_default()
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["label"].as_str().expect("a label")).collect()
}

/// The text with one of the offers taken.
fn taken(text: &str, items: &[Value], label: &str) -> String {
    let item = items.iter().find(|item| item["label"] == label);
    let item = item.unwrap_or_else(|| panic!("{label} is among {:?}", labels(items)));
    edited(&text.replace('‸', ""), std::slice::from_ref(&item["textEdit"]))
}

fn session() -> Session {
    let mut session = Session::of(town());
    session.open_saved(PATH);
    session.open_saved("plans/2026/t1.yaml");
    session.open_saved("plans/2026/om.md");
    session
}

#[test]
fn printed_words_are_offered_with_what_is_printed_now() {
    let mut session = Session::of(town().file("templates/ord.yaml", "aktivitet: Insats\n"));
    for (path, text) in [
        ("templates/ord.yaml", "aktivitet: Insats\n‸"),
        ("vp.yaml", "vp: 1\nspråk: en\nstyrmodell:\n  ord:\n    aktivitet: Insats\n    ‸"),
    ] {
        session.open_saved(path);
        let items = offered(&mut session, path, text);
        let names = labels(&items);
        assert!(names.contains(&"indikator") && !names.contains(&"aktivitet"), "{path}: {names:?}");
        let target = items.iter().find(|item| item["label"] == "årsmål").expect("it is a word");
        assert_eq!(target["detail"], "Årsmål");
        assert_eq!(taken(text, &items, "årsmål"), text.replace('‸', "årsmål: "));
        // What a word is, nobody else knows.
        let deeper = format!("{}årsmål:\n      ‸", text.replace('‸', ""));
        assert!(offered(&mut session, path, &deeper).is_empty(), "{path}");
    }
}

#[test]
fn a_text_that_nobody_has_saved_yet_is_helped_with_too() {
    let mut session = Session::of(town());
    let address = "untitled:Untitled-1";
    let text = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {enhet: Norr}\nmal: {}\n";
    let item = json!({"uri": address, "languageId": "yaml", "version": 1, "text": text});
    session.tell("textDocument/didOpen", json!({"textDocument": item}));
    let place = json!({"line": 5, "character": 0});
    let params = json!({"textDocument": {"uri": address}, "position": place});
    let answer = session.ask("textDocument/completion", params);
    let items = answer["items"].as_array().cloned().unwrap_or_default();
    assert!(labels(&items).contains(&"bygger_på") && !labels(&items).contains(&"organisation"), "{items:?}");
    session.until(|told| told.contains_key(address));
    let told = session.told[address]["diagnostics"].as_array().cloned().unwrap_or_default();
    assert!(told.iter().any(|one| one["code"] == "VP0103"), "{told:?}");
    // Other languages are nobody's.
    let item = json!({"uri": "untitled:Untitled-2", "languageId": "plaintext", "version": 1, "text": "vp: 1\n"});
    session.tell("textDocument/didOpen", json!({"textDocument": item}));
    let params = json!({"textDocument": {"uri": "untitled:Untitled-2"}, "position": {"line": 0, "character": 0}});
    assert!(session.ask("textDocument/completion", params).is_null());
}

#[test]
fn keys_are_offered_where_they_belong_and_only_those_that_are_not_there() {
    let mut session = session();
    let items = offered(&mut session, PATH, &format!("{PLAN}‸"));
    let names = labels(&items);
    assert!(names.contains(&"bygger_på") && names.contains(&"inledning"));
    for there in ["vp", "dokument", "år", "organisation", "mål"] {
        assert!(!names.contains(&there), "{there} is there already");
    }
    assert_eq!(taken(PLAN, &items, "inledning"), format!("{PLAN}inledning: |\n  "));
    // In an entry of a list, with the sections of the steering model.
    let text = PLAN.replace("      arbetssätt: Så.\n", "      ‸\n");
    let items = offered(&mut session, PATH, &text);
    let names = labels(&items);
    assert!(names.contains(&"arbetssätt") && names.contains(&"nr") && names.contains(&"ersätter"), "{names:?}");
    assert!(
        !names.contains(&"titel") && !names.contains(&"indikatorer") && !names.contains(&"resursanvändning"),
        "{names:?}"
    );
    // Where the cursor stands too far to the left the indentation is put right.
    let text = "vp: 1\ndokument: verksamhetsplan\norganisation:\n    kommun: Staden\n ‸\n";
    let items = offered(&mut session, PATH, text);
    assert_eq!(
        taken(text, &items, "enhet"),
        "vp: 1\ndokument: verksamhetsplan\norganisation:\n    kommun: Staden\n    enhet: \n"
    );
    // Between brackets.
    let text = PLAN.replace("källa: Diariet, ", "‸, ");
    let items = offered(&mut session, PATH, &text);
    assert!(labels(&items).contains(&"källa") && !labels(&items).contains(&"namn"));
    // An entry of a list that is begun.
    let text = PLAN.replace("      uppföljning: I maj.\n", "      avsnitt:\n        - ‸\n");
    assert_eq!(labels(&offered(&mut session, PATH, &text)), ["rubrik", "text"]);
    // Levels of goals.
    let items = offered(&mut session, PATH, "vp: 1\ndokument: verksamhetsplan\nmål:\n  ‸\n");
    assert!(labels(&items).contains(&"enhetsmål"));
    // Nothing in running text.
    let text = PLAN.replace("arbetssätt: Så.", "arbetssätt: |\n        Så gör ‸vi.");
    assert_eq!(labels(&offered(&mut session, PATH, &text)), Vec::<&str>::new());
}

#[test]
fn what_is_offered_is_written_as_the_text_is() {
    let mut session = session();
    let text = format!("{}‸", PLAN.replace('\n', "\r\n"));
    let items = offered(&mut session, PATH, &text);
    assert!(taken(&text, &items, "beslut").ends_with("beslut:\r\n  "), "line breaks as those of the text");
    let text = "vp: 1\ndokument: verksamhetsplan\norganisation: {kommun: \"å a\u{30a} 😀\", ‸}\n";
    let items = offered(&mut session, PATH, text);
    assert!(taken(text, &items, "enhet").contains("😀\", enhet: }"));
}

#[test]
fn words_ids_and_files_are_offered_as_values() {
    let mut session = session();
    let report = "plans/2026/t1.yaml";
    let text = PLAN.replace("riktning: högre", "riktning: ‸");
    assert_eq!(labels(&offered(&mut session, PATH, &text))[..2], ["högre", "lägre"]);
    let text = PLAN.replace("periodicitet: Tertial", "periodicitet: ‸");
    assert!(labels(&offered(&mut session, PATH, &text)).contains(&"Tertial"));
    let text = PLAN.replace("      id: svar\n", "      id: svar\n      ersätter: [‸]\n");
    let items = offered(&mut session, PATH, &text);
    assert!(labels(&items).contains(&"svar") && labels(&items).contains(&"lots"), "{:?}", labels(&items));
    // A line that leaves brackets open is read without.
    let text = PLAN.replace("      id: svar\n", "      id: svar\n      ersätter: [sv‸\n");
    assert!(labels(&offered(&mut session, PATH, &text)).contains(&"svar"));
    // To whom a document is handed is no goal.
    let text = format!("{PLAN}försättsblad:\n  till: ‸\n");
    assert_eq!(labels(&offered(&mut session, PATH, &text)), Vec::<&str>::new());
    let text = format!("{PLAN}inledning: {{fil: ‸}}\n");
    assert!(labels(&offered(&mut session, PATH, &text)).contains(&"om.md"));
    let text = format!("{PLAN}bygger_på: ../‸\n");
    assert_eq!(labels(&offered(&mut session, PATH, &text)), ["../2025/", "../2026/", "../../"]);
    session.set(PATH, PLAN);
    let head = "vp: 1\ndokument: tertialrapport\n";
    let items = offered(&mut session, report, &format!("{head}period: ‸\n"));
    assert_eq!(labels(&items), ["T1", "T2", "VB"]);
    let text = format!("{head}period: T1\nindikatorer:\n  ‸\n");
    let items = offered(&mut session, report, &text);
    assert_eq!(labels(&items), ["tid"]);
    let detail = items[0]["detail"].as_str().expect("words");
    assert!(detail.contains("Svar i tid") && detail.contains("90"), "{detail}");
    assert!(taken(&text, &items, "tid").ends_with("indikatorer:\n  tid:\n    \n"));
    let items = offered(&mut session, report, &format!("{head}period: T1\nindikatorer:\n  tid: {{‸}}\n"));
    assert!(labels(&items).contains(&"utfall"));
    let items = offered(&mut session, report, &format!("{head}period: T1\nmål:\n  svar: {{bedömning: ‸}}\n"));
    assert!(labels(&items).contains(&"helt"), "{:?}", labels(&items));
    let saved = session.workspace.read(PATH);
    session.set(PATH, &saved);
    let items = offered(&mut session, "plans/2026/om.md", "Vi svarade {{ utfall ‸ i tid.\n");
    assert_eq!(labels(&items), ["tid"]);
    let detail = items[0]["detail"].as_str().expect("words").replace('\u{a0}', " ");
    assert!(detail.starts_with("85 % · Svar i tid"), "last year's outcome is what a plan knows: {detail}");
    assert_eq!(taken("Vi svarade {{ utfall ‸ i tid.\n", &items, "tid"), "Vi svarade {{ utfall tid }} i tid.\n");
    let items = offered(&mut session, "plans/2026/om.md", "{{‸\n");
    assert_eq!(taken("{{‸\n", &items, "budget"), "{{ budget }}\n");
}

#[test]
fn a_place_is_explained() {
    let mut session = session();
    let text = session.workspace.read(PATH);
    let hover = |session: &mut Session, path: &str, text: &str, words: &str| {
        let at = text.find(words).unwrap_or_else(|| panic!("{words} is there")) + 1;
        let at = (at..).find(|at| text.is_char_boundary(*at)).expect("a place");
        let params = session.at(path, &format!("{}‸{}", &text[..at], &text[at..]));
        let answer = session.ask("textDocument/hover", params);
        answer["contents"]["value"].as_str().unwrap_or_default().replace('\u{a0}', " ")
    };
    let key = hover(&mut session, PATH, &text, "organisation");
    assert!(
        key.starts_with("**organisation**") && key.contains("Whose plan it is.") && key.contains("```yaml"),
        "{key}"
    );
    assert!(hover(&mut session, PATH, &text, "arbetssätt").contains("section of the steering model"));
    assert!(hover(&mut session, PATH, &text, "högre").starts_with("**högre** "));
    let card = hover(&mut session, PATH, &text, "tid, namn");
    for words in ["**Indicator** Svar i tid", "Target: 90 %", "VB 2025: 85 %", "T1 2026: 88 %", "`tid` · Norr 2026"] {
        assert!(card.contains(words), "{words} is in {card}");
    }
    let report = session.workspace.read("plans/2026/t1.yaml");
    assert!(hover(&mut session, "plans/2026/t1.yaml", &report, "tid:").contains("Svar i tid"));
    let insert = hover(&mut session, "plans/2026/om.md", "Vi svarade {{ utfall tid }} i tid.\n", "utfall");
    assert!(insert.contains("Prints: **85 %**"), "{insert}");
    assert_eq!(hover(&mut session, "plans/2026/om.md", "Vi svarade {{ utfall tid }} i tid.\n", "svarade"), "");
}

#[test]
fn what_is_certain_can_be_fixed_and_what_is_likely_is_proposed() {
    let mut session = session();
    let text = PLAN.replace("titel:", "Titel:").replace("period", "peroid");
    session.set(PATH, &text);
    let line = text.lines().position(|line| line.contains("peroid")).expect("it is there") as u32;
    let actions = session.actions(PATH, [line, 0], [line, 300]);
    let titles: Vec<&str> = actions.iter().map(|action| action["title"].as_str().expect("words")).collect();
    assert!(titles.contains(&"Replace \"peroidicitet\" with \"periodicitet\""), "{titles:?}");
    let action = &actions[titles.iter().position(|title| title.contains("peroidicitet")).expect("it is there")];
    assert_eq!(action["diagnostics"][0]["code"], "VP0103");
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 2);
    let after = edited(&text, change["edits"].as_array().expect("edits"));
    assert_eq!(after, PLAN.replace("titel:", "Titel:"));
    session.set(PATH, &after);
    session.settle(PATH);
    assert!(!session.codes(PATH).contains(&"VP0103".to_owned()));
    assert!(session.actions(PATH, [0, 0], [0, 0]).iter().all(|action| action["kind"] != "quickfix"));
}

#[test]
fn everything_that_is_certain_is_fixed_at_once() {
    let mut session = session();
    // Decomposed keys, as some programs write them, and a key with one letter too many.
    let text = PLAN.replace("år:", "a\u{30a}r:").replace("dokument:", "dokumennt:");
    session.set(PATH, &text);
    let actions = session.actions(PATH, [9, 0], [9, 0]);
    let all = actions.iter().find(|action| action["kind"] == "source.fixAll").expect("there is something certain");
    let edits = all["edit"]["documentChanges"][0]["edits"].as_array().cloned().expect("edits");
    session.set(PATH, &edited(&text, &edits));
    session.settle(PATH);
    let first: Vec<String> = session.codes(PATH);
    session.set(PATH, PLAN);
    session.settle(PATH);
    assert_eq!(first, session.codes(PATH));
}

#[test]
fn a_text_is_listed_by_its_titles_and_folded_by_its_parts() {
    let mut session = session();
    session.set(PATH, &format!("# ett\n# två\n{PLAN}"));
    let document = json!({"textDocument": {"uri": session.address(PATH)}});
    let symbols = session.ask("textDocument/documentSymbol", document.clone());
    let top: Vec<&str> =
        symbols.as_array().expect("symbols").iter().map(|one| one["name"].as_str().expect("a name")).collect();
    assert_eq!(top, ["vp", "dokument", "år", "organisation", "mål"]);
    let goal = &symbols[4]["children"][0]["children"][0];
    assert_eq!((goal["name"].clone(), goal["detail"].clone()), (json!("Alla får svar"), json!("svar")));
    assert_eq!(goal["children"][0]["children"][0]["name"], "Svar i tid");
    assert_eq!(goal["children"][1]["children"][0]["name"], "Öppna en lots");
    let folds = session.ask("textDocument/foldingRange", document);
    let folds: Vec<(u64, u64)> = folds
        .as_array()
        .expect("folds")
        .iter()
        .map(|fold| (fold["startLine"].as_u64().expect("a number"), fold["endLine"].as_u64().expect("a number")))
        .collect();
    assert_eq!(folds, [(0, 1), (6, 17), (7, 17), (8, 17), (14, 15), (16, 17)]);
}
