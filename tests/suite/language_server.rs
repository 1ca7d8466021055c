//! The language server, in sessions as editors have them.

mod changes;
mod names;
mod neovim;
mod session;
mod writing;

use std::path::Path;

use serde_json::{Value, json};

use self::session::Session;
use crate::workspace::{PLAN, Workspace};

/// The unit's plan with a second year, a follow-up and a text of its own.
fn town() -> Workspace {
    Workspace::with([
        ("vp.yaml", "vp: 1\nspråk: en\n"),
        ("plans/2025/plan.yaml", &PLAN.replace("år: 2026", "år: 2025").replace("2026-", "2025-")),
        ("plans/2026/plan.yaml", &format!("{PLAN}inledning: {{fil: om.md}}\n")),
        ("plans/2026/t1.yaml", "vp: 1\ndokument: tertialrapport\nperiod: T1\nindikatorer:\n  tid: {utfall: 88 %}\n"),
        (
            "plans/2025/vb.yaml",
            "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nindikatorer:\n  tid: {utfall: 85 %}\n",
        ),
        ("plans/2026/om.md", "Vi svarade {{ utfall tid }} i tid.\n"),
    ])
}

#[test]
fn the_server_says_what_it_can_do_and_goes_when_it_is_told() {
    let session = Session::of(town());
    let can = &session.capabilities;
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"]["change"], 2);
    for able in
        ["hoverProvider", "definitionProvider", "referencesProvider", "documentSymbolProvider", "foldingRangeProvider"]
    {
        assert_eq!(can[able], true, "{able}");
    }
    assert_eq!(can["renameProvider"]["prepareProvider"], true);
    assert_eq!(session.end(), Ok(()));
    assert!(Session::of(town()).vanish().is_err());
}

#[test]
fn the_whole_workspace_is_told_of_before_anything_is_open() {
    let workspace = town().file("plans/2026/t2.yaml", "vp: 1\ndokument: tertialrapport\nperiod: T2\nmal: {}\n");
    let mut session = Session::of(workspace);
    let address = session.address("plans/2026/t2.yaml");
    session.until(|told| told.contains_key(&address));
    assert!(session.codes("plans/2026/t2.yaml").contains(&"VP0103".to_owned()), "{:?}", session.told);
}

#[test]
fn what_is_not_saved_is_what_is_looked_at_and_what_is_closed_is_as_saved() {
    let mut session = Session::of(town());
    let path = "plans/2026/plan.yaml";
    let text = session.open_saved(path);
    session.settle(path);
    let before = session.codes(path);
    session.set(path, &text.replace("titel:", "titl:"));
    session.settle(path);
    let diagnostics = session.diagnostics(path);
    let slip = diagnostics.iter().find(|one| one["code"] == "VP0103").expect("the slip is found");
    assert_eq!(slip["source"], "vp");
    assert_eq!(slip["severity"], 1);
    assert!(slip["message"].as_str().expect("words").contains("titl"), "{slip}");
    session.close(path);
    session.open("plans/2026/t1.yaml", &session.workspace.read("plans/2026/t1.yaml"));
    session.settle("plans/2026/t1.yaml");
    assert_eq!(session.codes(path), before);
}

#[test]
fn a_file_that_was_never_saved_is_read_too() {
    let mut session = Session::of(town());
    let path = "plans/2026/t2.yaml";
    session.open(path, "vp: 1\ndokument: tertialrapport\nperiod: T2\nindikatorer:\n  tiden: {utfall: 91 %}\n");
    session.settle(path);
    let codes = session.codes(path);
    assert!(codes.iter().any(|code| code == "VP0504"), "an indicator that the plan does not have: {codes:?}");
    session.close(path);
    session.open_saved("plans/2026/t1.yaml");
    session.settle("plans/2026/t1.yaml");
    assert_eq!(session.codes(path), Vec::<String>::new(), "there is no such file");
}

#[test]
fn files_that_are_no_documents_are_nobodys() {
    let mut session = Session::of(town());
    session.open("docker-compose.yaml", "services:\n  db: {image: x}\n");
    session.open_saved("plans/2026/plan.yaml");
    session.settle("plans/2026/plan.yaml");
    assert_eq!(session.codes("docker-compose.yaml"), Vec::<String>::new());
    // A document that no workspace reads is looked at by itself.
    session.open("utkast.yaml", "vp: 1\ndokument: verksamhetsplan\nmal: 1\n");
    session.settle("utkast.yaml");
    assert!(session.codes("utkast.yaml").contains(&"VP0103".to_owned()));
    // It may become one while it is typed, and cease to be one.
    session.set("utkast.yaml", "vp: 1\nmal: 1\n");
    session.settle("plans/2026/plan.yaml");
    session.open("anteckning.yaml", "vp: 1\n");
    session.set("anteckning.yaml", "vp: 1\ndokument: verksamhetsplan\nmal: 1\n");
    session.settle("anteckning.yaml");
    assert!(session.codes("anteckning.yaml").contains(&"VP0103".to_owned()));
    assert_eq!(session.codes("utkast.yaml"), Vec::<String>::new());
}

#[test]
fn columns_are_counted_in_the_units_that_were_agreed_on() {
    let text =
        "vp: 1\r\ndokument: verksamhetsplan\r\når: 2026\r\norganisation: {kommun: \"å a\u{30a} 😀\", ehnet: Norr}\r\n";
    let at = text.find("ehnet").expect("it is there");
    let line = &text[text[..at].rfind('\n').expect("a line") + 1..at];
    let counted = [("utf-8", line.len()), ("utf-16", line.encode_utf16().count()), ("utf-32", line.chars().count())];
    for (units, column) in counted {
        let mut session = Session::counting(town(), &[units]);
        assert_eq!(session.capabilities["positionEncoding"], units);
        session.open("plans/2026/ny/plan.yaml", text);
        session.settle("plans/2026/ny/plan.yaml");
        let diagnostics = session.diagnostics("plans/2026/ny/plan.yaml");
        let slip = diagnostics.iter().find(|one| one["code"] == "VP0103").expect("the slip is found");
        assert_eq!(slip["range"]["start"], json!({"line": 3, "character": column}), "{units}");
        assert_eq!(slip["range"]["end"]["character"], column + 5, "{units}");
    }
}

#[test]
fn the_language_is_the_editors_where_that_is_swedish_else_the_workspaces() {
    let words = |locale: &str, settings: &str| {
        let workspace = town().file("vp.yaml", settings).file("plans/2026/t2.yaml", "vp: 1\n");
        let mut session = Session::with(workspace, json!({"capabilities": {}, "locale": locale}));
        let address = session.address("plans/2026/t2.yaml");
        session.until(|told| told.contains_key(&address));
        session.diagnostics("plans/2026/t2.yaml")[0]["message"].as_str().expect("words").to_owned()
    };
    assert!(words("sv-SE", "vp: 1\nspråk: en\n").starts_with("filen säger inte"));
    assert!(words("en-US", "vp: 1\nspråk: sv\n").starts_with("filen säger inte"));
    assert!(words("en", "vp: 1\n").starts_with("the file does not say"));
    assert!(words("de", "vp: 1\n").starts_with("the file does not say"));
}

#[test]
fn other_places_and_what_has_no_effect_are_told_too() {
    let mut session = Session::of(town());
    let path = "plans/2026/t1.yaml";
    session.open(path, "vp: 1\ndokument: tertialrapport\nperiod: T1\nperiod: T2\n");
    session.settle(path);
    let diagnostics = session.diagnostics(path);
    let twice = diagnostics.iter().find(|one| one["code"] == "VP0104").expect("the key stands twice");
    assert_eq!(twice["tags"], json!([1]));
    let first = &twice["relatedInformation"][0];
    assert_eq!(first["location"]["uri"], session.address(path));
    assert_eq!(first["location"]["range"]["start"], json!({"line": 2, "character": 0}));
}

#[test]
fn what_others_do_to_files_is_seen() {
    let mut session = Session::of(town());
    session.open_saved("plans/2026/t1.yaml");
    session.settle("plans/2026/t1.yaml");
    let path = "plans/2026/t2.yaml";
    let changed = |session: &Session, kind: u32| {
        let change = json!({"uri": session.address(path), "type": kind});
        session.tell("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    };
    // The editor may tell of a file before it is there.
    changed(&session, 1);
    session.settle("plans/2026/t1.yaml");
    assert_eq!(session.codes(path), Vec::<String>::new());
    session.workspace.write(path, "vp: 1\n");
    changed(&session, 1);
    session.settle("plans/2026/t1.yaml");
    assert_eq!(session.codes(path), ["VP0107"]);
    std::fs::remove_file(session.workspace.path(path)).expect("it is there");
    changed(&session, 3);
    session.settle("plans/2026/t1.yaml");
    assert_eq!(session.codes(path), Vec::<String>::new());
    // A folder is called otherwise, and of what is in it nothing is told.
    session.workspace.write(path, "vp: 1\n");
    let [old, new] = ["plans/2026", "plans/2027"].map(|path| session.workspace.path(path));
    let folders = ["plans/2026", "plans/2027"].map(|path| json!({"uri": session.address(path), "type": 2}));
    let move_to = |session: &mut Session, from: &Path, to: &Path| {
        std::fs::rename(from, to).expect("it is there");
        session.tell("workspace/didChangeWatchedFiles", json!({"changes": folders}));
        session.settle("plans/2025/vb.yaml");
    };
    session.close("plans/2026/t1.yaml");
    session.open_saved("plans/2025/vb.yaml");
    session.settle("plans/2025/vb.yaml");
    assert_eq!(session.codes(path), ["VP0107"]);
    move_to(&mut session, &old, &new);
    assert_eq!((session.codes(path), session.codes("plans/2027/t2.yaml")), (Vec::new(), vec!["VP0107".to_owned()]));
    move_to(&mut session, &new, &old);
    std::fs::remove_file(session.workspace.path(path)).expect("it is there");
    changed(&session, 3);
    session.settle("plans/2025/vb.yaml");
    assert_eq!(session.codes(path), Vec::<String>::new());
    // Nobody tells: the disk is looked at all the same.
    session.workspace.write(path, "vp: 1\n");
    let address = session.address(path);
    session.until(|told| told.get(&address).is_some_and(|told| told["diagnostics"] != json!([])));
}

#[test]
fn nobody_waits_for_what_is_cancelled() {
    let mut session = Session::of(town());
    let text = session.open_saved("plans/2026/plan.yaml");
    let params = session.at("plans/2026/plan.yaml", &text.replacen("titel", "‸titel", 1));
    // The number of the next request.
    session.tell("$/cancelRequest", json!({"id": 2}));
    let number = session.send("textDocument/hover", params.clone());
    assert_eq!(number, 2);
    assert_eq!(session.answer(number).expect_err("it is cancelled").code, -32800);
    assert_ne!(session.ask("textDocument/hover", params), Value::Null);
    assert!(session.refused("textDocument/unheardOf", json!({})).contains("unheardOf"));
    assert_eq!(session.end(), Ok(()));
}
