//! Documents as data: what `vp build -f json` writes follows its schema and says what the pages say, and the pages of docs/
//! name all of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use vp::describe::schema::{Keywords, Subject, schema};
use vp::diagnostic::Language;
use vp::plan_format::parts::settings::built_in;

use crate::nothing_lost::page;
use crate::workspace::{REPOSITORY, Workspace, read};

/// The schema, ready to be asked.
static SCHEMA: LazyLock<(Schemas, SchemaIndex)> = LazyLock::new(|| {
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    let place = "https://exempel.se/document.json";
    compiler.add_resource(place, shape()).expect("the schema is read");
    let index = compiler.compile(place, &mut schemas).expect("the schema follows its draft");
    (schemas, index)
});

fn shape() -> Value {
    schema(Subject::Output, &built_in(), Language::English, Keywords::Standard)
}

/// A document as data; what is wrong with it where it does not follow the schema.
pub(crate) fn valid(text: &str) -> Result<Value, String> {
    let value = serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
    let (schemas, index) = &*SCHEMA;
    schemas.validate(&value, *index).map_err(|error| format!("{error:#}"))?;
    Ok(value)
}

/// The folders of the repository with documents.
const FOLDERS: [&str; 8] = [
    "plans",
    "examples/arvd",
    "examples/annan-kommun",
    "examples/bidrag",
    "examples/fristaende",
    "examples/minsta",
    "examples/uppfoljning",
    "tests/browser/prov",
];

#[test]
fn every_document_of_the_repository_follows_the_schema_and_says_what_its_page_says() {
    let mut seen = BTreeSet::new();
    for folder in FOLDERS {
        let workspace = Workspace::with([("", ""); 0]);
        let folder = Path::new(REPOSITORY).join(folder);
        workspace.vp(["build", "--format", "html,json", "--out", "ut"]).paths(&[&folder]).end();
        let files = workspace.files("ut");
        let documents: Vec<&str> = files.iter().filter_map(|file| file.strip_suffix(".json")).collect();
        assert!(!documents.is_empty(), "{}", folder.display());
        for document in documents {
            let text = workspace.read(&format!("ut/{document}.json"));
            let value = valid(&text).unwrap_or_else(|wrong| panic!("{}: {document}: {wrong}", folder.display()));
            let html = page::of_html(&workspace.read(&format!("ut/{document}.html")));
            let words = page::of_json(&value);
            assert_eq!(words.body, html.body, "{document}");
            let front: BTreeSet<&String> = words.front.iter().collect();
            let lost: Vec<&String> = html.front.iter().filter(|word| !front.contains(word)).collect();
            assert_eq!(
                lost,
                ["Hoppa", "till", "innehållet"]
                    .iter()
                    .filter(|word| !front.contains(&word.to_string()))
                    .collect::<Vec<_>>(),
                "{document}"
            );
            shapes(&value, &mut seen);
        }
    }
    // What no document shows is not shown to be right.
    let missing: Vec<String> = shapes_of_schema().into_iter().filter(|shape| !seen.contains(shape)).collect();
    assert_eq!(missing, ["line_break", "unreadable"]);
}

/// The types that stand in a document.
fn shapes(value: &Value, seen: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            seen.extend(map.get("type").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| shapes(value, seen));
        }
        Value::Array(list) => list.iter().for_each(|value| shapes(value, seen)),
        _ => {}
    }
}

/// The types that the schema knows.
fn shapes_of_schema() -> BTreeSet<String> {
    fn walk(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                let own = map.get("properties").and_then(|properties| properties["type"]["const"].as_str());
                found.extend(own.map(str::to_owned));
                map.values().for_each(|value| walk(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(&shape(), &mut found);
    found
}

/// Every key of the schema and every word that a key may have.
fn words_of_schema(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(properties) = map.get("properties").and_then(Value::as_object) {
                found.extend(properties.keys().cloned());
            }
            for words in ["enum", "const"].iter().filter_map(|key| map.get(*key)) {
                let words = words.as_array().map_or_else(|| vec![words], |words| words.iter().collect());
                found.extend(words.into_iter().filter_map(Value::as_str).map(str::to_owned));
            }
            map.values().for_each(|value| words_of_schema(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| words_of_schema(value, found)),
        _ => {}
    }
}

#[test]
fn the_pages_on_the_format_name_every_key_and_every_word() {
    let mut names = BTreeSet::new();
    words_of_schema(&shape(), &mut names);
    assert!(names.len() > 100, "{}", names.len());
    for page in ["dokument-som-data.md", "document-as-data.md"] {
        let text = read(&Path::new(REPOSITORY).join("docs").join(page));
        let missing: Vec<&String> = names.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "docs/{page} does not tell {missing:?}");
    }
}

#[test]
fn the_example_of_the_pages_is_what_the_program_writes() {
    let workspace = Workspace::with([("", ""); 0]);
    let folder = Path::new(REPOSITORY).join("examples/arvd");
    workspace.vp(["build", "-f", "json", "-o", "ut"]).paths(&[&folder]).end();
    let document = valid(&workspace.read("ut/2026/omsorgsnamnden/plan.json")).unwrap_or_else(|wrong| panic!("{wrong}"));
    let body = document["body"].as_array().expect("the body is a list");
    let table = body.iter().find(|block| block["kind"] == "indicators").expect("the board has an indicator");
    for page in ["dokument-som-data.md", "document-as-data.md"] {
        let text = read(&Path::new(REPOSITORY).join("docs").join(page));
        let (_, rest) = text.split_once("```json\n").expect("the page has an example");
        let (shown, _) = rest.split_once("```").expect("the example ends");
        assert_eq!(serde_json::from_str::<Value>(shown).ok().as_ref(), Some(table), "docs/{page}");
    }
}

#[test]
fn the_schema_is_printed_as_it_is_committed() {
    let workspace = Workspace::with([("", ""); 0]);
    let shown = workspace.vp(["schema", "json"]).end();
    let committed = read(&Path::new(REPOSITORY).join("docs/document.schema.json"));
    assert_eq!((shown.code, shown.out), (0, committed));
}

const PLAN: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {enhet: Enheten}\n";

/// The document of a plan with this introduction.
fn document(introduction: &str) -> Value {
    let lines = introduction.lines().map(|line| format!("  {line}\n")).collect::<String>();
    let workspace = Workspace::with([("plan.yaml", format!("{PLAN}inledning: |\n{lines}"))]);
    workspace.vp(["build", "plan.yaml", "-f", "json", "-o", "ut"]).end();
    valid(&workspace.read("ut/plan.json")).unwrap_or_else(|wrong| panic!("{wrong}"))
}

fn introduction(value: &Value) -> &Value {
    let body = value["body"].as_array().expect("the body is a list");
    &body.iter().find(|block| block["type"] == "prose").expect("the plan has an introduction")["prose"]
}

/// Many readers of JSON give up at 128 levels; serde_json, which reads here, is one.
#[test]
fn texts_that_stand_in_each_other_a_hundred_times_are_data_that_can_be_read() {
    for (open, count) in [("> ", 300), ("- ", 300), ("1. - > ", 100), ("*a **b ", 200), ("> - [ ] *a ", 60)] {
        let text = format!("{}ordet är kvar", open.repeat(count));
        let words = page::of_json(&document(&text)).body;
        assert!(words.ends_with(&["ordet", "är", "kvar"].map(str::to_owned)), "{open}: {words:?}");
    }
}

#[test]
fn figures_are_exact_and_typed() {
    let plan = "mål:\n  enhetsmål:\n    - id: a\n      titel: A\n      indikatorer:\n        - {id: b, namn: B, årsmål: \"98.10 %\"}\n        - {id: c, namn: C, årsmål: 20–25, kf_årsmål: Tas fram av nämnden}\n        - {id: d, namn: D, årsmål: 123456789012345678.12345678}\n      aktiviteter:\n        - {namn: E, start: 2026-01-01, slut: 2026-12-31}\n";
    let workspace = Workspace::with([("plan.yaml", format!("{PLAN}inledning: Målet är {{{{ årsmål b }}}}.\n{plan}"))]);
    workspace.vp(["build", "plan.yaml", "-f", "json", "-o", "ut"]).end();
    let value = valid(&workspace.read("ut/plan.json")).unwrap_or_else(|wrong| panic!("{wrong}"));
    let figure = |text: &str, number: &str, upper: Option<&str>, unit: Option<&str>| serde_json::json!({"type": "figure", "text": text, "number": number, "upper": upper, "unit": unit});
    let body = value["body"].as_array().expect("the body is a list");
    let rows =
        |kind: &str| body.iter().find(|block| block["kind"] == kind).expect("the table is there")["rows"].clone();
    let indicators = rows("indicators");
    let target = |row: usize| indicators[row]["cells"][1]["value"].clone();
    assert_eq!(target(0), figure("98,10\u{a0}%", "98.10", None, Some("%")));
    assert_eq!(target(1), figure("20–25", "20", Some("25"), None));
    let long = "123\u{a0}456\u{a0}789\u{a0}012\u{a0}345\u{a0}678,12345678";
    assert_eq!(target(2), figure(long, "123456789012345678.12345678", None, None));
    assert_eq!(indicators[1]["cells"][2]["value"]["type"], "set_elsewhere");
    assert_eq!((&indicators[0]["id"], &indicators[2]["cells"][2]["value"]), (&"b".into(), &Value::Null));
    assert_eq!(rows("activities")[0]["cells"][2]["value"]["date"], "2026-12-31");
    assert_eq!(introduction(&value)["blocks"][0]["content"][1]["value"], target(0));
}

#[test]
fn words_within_a_line_come_whole_and_links_and_boxes_are_data() {
    let value =
        document("Ett & <b>två</b> *tre*  \nfyra [fem](https://exempel.se \"T\") <a@exempel.se>\n\n- [x] sex\n");
    let blocks = &introduction(&value)["blocks"];
    let expected = serde_json::json!([
        {"type": "text", "text": "Ett & två "},
        {"type": "emphasis", "content": [{"type": "text", "text": "tre"}]},
        {"type": "line_break"},
        {"type": "text", "text": "fyra "},
        {"type": "link", "target": "https://exempel.se", "title": "T", "content": [{"type": "text", "text": "fem"}]},
        {"type": "text", "text": " "},
        {"type": "link", "target": "mailto:a@exempel.se", "title": null, "content": [{"type": "text", "text": "a@exempel.se"}]},
    ]);
    assert_eq!(blocks[0]["content"], expected);
    assert_eq!((&blocks[1]["tight"], &blocks[1]["items"][0]["done"]), (&true.into(), &true.into()));
}

/// Markdown and JSON lay the same pictures beside their pages, under the same names.
#[test]
fn pictures_lie_beside_the_page_once_for_all_formats() {
    let prov = Path::new(REPOSITORY).join("tests/browser/prov");
    let pictures = |formats: &str| {
        let workspace = Workspace::with([("", ""); 0]);
        workspace.vp(["build", "-o", "ut", "-f", formats]).paths(&[&prov]).end();
        workspace.files("ut").into_iter().filter(|file| file.contains("-bilder/")).collect::<Vec<_>>()
    };
    let of_markdown = pictures("markdown");
    assert!(!of_markdown.is_empty());
    assert_eq!(of_markdown, pictures("json"));
    assert_eq!(of_markdown, pictures("html,markdown,json"));
}

#[test]
fn data_is_written_where_it_is_asked_for_and_pages_otherwise() {
    let workspace = Workspace::with([("plan.yaml", PLAN)]);
    workspace.vp(["build", "plan.yaml", "-o", "sidor"]).end();
    assert_eq!(workspace.files("sidor"), ["index.html", "plan.html", "plan.md"]);
    workspace.vp(["build", "plan.yaml", "-o", "data", "-f", "json"]).end();
    assert_eq!(workspace.files("data"), ["index.html", "plan.json"]);
    assert!(workspace.read("data/index.html").contains("href=\"plan.json\""));
}
