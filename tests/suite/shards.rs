//! Many municipalities, each built by itself and put together again: the commands of docs/scale.md, and whether the parts
//! are what the whole is.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::page::fences;
use crate::tools::needs;
use crate::workspace::{REPOSITORY, Workspace, end};

/// The municipalities, each with how its unit assesses its goal.
const MUNICIPALITIES: [(&str, &str); 3] = [("almby", "helt"), ("boby", "delvis"), ("cedby", "ej")];

/// A workspace for each, below `kommuner`; a goal of the council, a unit's goal under it, and the unit's annual report.
fn country() -> Workspace {
    let workspace = Workspace::new();
    for (name, assessment) in MUNICIPALITIES {
        for (path, text) in municipality(name, assessment) {
            workspace.write(&format!("kommuner/{name}/plans/{path}"), &text);
        }
        workspace.write(&format!("kommuner/{name}/vp.yaml"), "vp: 1\n");
    }
    workspace
}

/// The files of one.
fn municipality(name: &str, assessment: &str) -> [(&'static str, String); 3] {
    let council = format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {{kommun: Kommunen {name}}}\n\
         mål:\n  inriktningsmål:\n    - {{nr: 1, titel: En trygg kommun}}\n"
    );
    let unit = format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2025\nbygger_på: ../plan.yaml\norganisation: {{kommun: Kommunen {name}, enhet: Skolan {name}}}\n\
         mål:\n  enhetsmål:\n    - id: lugn\n      titel: Alla har lugn och ro\n      till: 1\n      \
         förväntat_resultat: Det är tyst i {name}.\n      arbetssätt: Vi lyssnar.\n      resursanvändning: Lite.\n      uppföljning: I maj.\n      indikatorer:\n        \
         - {{id: lugn-och-ro, namn: Andel elever med studiero, årsmål: 80 %, riktning: högre, periodicitet: År}}\n"
    );
    let report = format!(
        "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nmål:\n  lugn: {{bedömning: {assessment}, analys: Så blev det.}}\n\
         indikatorer:\n  lugn-och-ro: {{utfall: 7{} %, analys: Mätt i maj.}}\n",
        name.len()
    );
    [("2025/plan.yaml", council), ("2025/skolan/plan.yaml", unit), ("2025/skolan/vb.yaml", report)]
}

/// The script of a page's block.
fn script(page: &str, at: usize) -> String {
    let text = crate::workspace::read(&Path::new(REPOSITORY).join("docs").join(page));
    let mut scripts = fences(&text).into_iter().filter(|fence| fence.syntax == "sh");
    scripts.nth(at).unwrap_or_else(|| panic!("{page} has no such script")).text
}

/// Runs it beside `kommuner`; gives what it printed.
fn shell(workspace: &Workspace, script: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_vp")).parent().expect("the program lies in a folder").to_path_buf();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&path))).expect("paths join");
    let mut command = Command::new("sh");
    command.args(["-euc", script]).current_dir(workspace.root()).env("PATH", path).env("HOME", workspace.root());
    let ran = end(&mut command);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

#[test]
fn parts_that_are_built_by_themselves_are_what_the_whole_is() {
    needs!("sh", "parallel", "jq");
    let workspace = country();
    shell(&workspace, &script("scale.md", 0));

    // The same files as one workspace.
    for (name, assessment) in MUNICIPALITIES {
        for (path, text) in municipality(name, assessment) {
            workspace.write(&format!("hela/plans/{name}/{path}"), &text);
        }
    }
    workspace.write("hela/vp.yaml", "vp: 1\n");
    workspace.vp_in("hela", ["build", "-f", "html", "-o", "../hela-ut"]).end().exits(0);
    let mut compared = 0;
    for (name, _) in MUNICIPALITIES {
        for page in ["2025/plan.html", "2025/skolan/plan.html", "2025/skolan/vb.html"] {
            let (part, whole) = (format!("ut/{name}/{page}"), format!("hela-ut/{name}/{page}"));
            assert_eq!(workspace.read(&part), unnested(&workspace.read(&whole)), "{page} of {name}");
            compared += 1;
        }
    }
    assert_eq!(compared, 9);
}

/// A page of the whole with its way to the list of all documents as it is in a part.
fn unnested(page: &str) -> String {
    let (before, rest) = page.split_once("<nav class=\"ways\"").expect("a page has ways");
    let (ways, after) = rest.split_once("</nav>").expect("ways end");
    format!("{before}<nav class=\"ways\"{}</nav>{after}", ways.replacen("../", "", 1))
}

#[test]
fn exports_of_the_parts_add_up_to_that_of_the_whole() {
    needs!("sh", "parallel", "jq");
    for page in ["scale.md", "skala.md"] {
        let workspace = country();
        let said = shell(&workspace, &script(page, 1));
        for (name, assessment) in MUNICIPALITIES {
            for (path, text) in municipality(name, assessment) {
                workspace.write(&format!("hela/plans/{name}/{path}"), &text);
            }
        }
        workspace.write("hela/vp.yaml", "vp: 1\n");
        workspace.vp_in("hela", ["export", "-f", "json", "-o", "../hela.json"]).end().exits(0);
        let read = |path: &str| -> BTreeMap<String, Value> {
            let tables: Value = serde_json::from_str(&workspace.read(path)).expect("an export is JSON");
            let tables = tables.as_object().expect("an export is an object").clone();
            tables
                .into_iter()
                .filter(|(_, rows)| rows.is_array())
                .map(|(name, rows)| (name, without_paths(rows)))
                .collect()
        };
        let whole = read("hela.json");
        let mut together: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for (name, _) in MUNICIPALITIES {
            for (table, rows) in read(&format!("export/{name}.json")) {
                together.entry(table).or_default().extend(rows.as_array().cloned().unwrap_or_default());
            }
        }
        assert_eq!(whole["goals"].as_array().map(Vec::len), Some(9));
        let together: BTreeMap<String, Value> =
            together.into_iter().map(|(name, rows)| (name, Value::Array(rows))).collect();
        assert_eq!(together, whole);

        // What the page counts of the exports.
        let counted: Value = serde_json::from_str(&said).expect("jq prints JSON");
        let counted = counted.as_array().expect("a row for each municipality");
        for ((name, assessment), row) in MUNICIPALITIES.iter().zip(counted) {
            assert_eq!(row["kommun"], format!("Kommunen {name}"), "{said}");
            assert_eq!(row["mål"], 1, "{said}");
            for (key, word) in [("helt", "helt"), ("delvis", "delvis"), ("ej", "ej")] {
                assert_eq!(row[key], u64::from(*assessment == word), "{key} of {name}: {said}");
            }
        }
        assert_eq!(counted.len(), MUNICIPALITIES.len());
    }
}

/// Rows without the paths of their files, which begin where the workspace does.
fn without_paths(mut rows: Value) -> Value {
    for row in rows.as_array_mut().into_iter().flatten() {
        row.as_object_mut().map(|row| row.remove("file"));
    }
    rows
}
