//! What is in a document: whole parts that fit together, and all that the page says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use roxmltree::Document;
use serde_json::Value;

use super::{Parts, folder, headings, is, order, plain, text_of, value};
use crate::nothing_lost::{self, page};
use crate::property::cases;
use crate::workspace::{PLAN, Workspace};

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

/// Panics where the parts of a document do not fit together.
#[track_caller]
pub(super) fn fit(parts: &Parts) {
    order::check(parts);
    types(parts);
    for name in parts.0.keys().filter(|name| name.ends_with(".rels")) {
        let folder = match name.rsplit_once("_rels/") {
            Some((folder, _)) => folder,
            None => panic!("{name} lies in a folder for relations"),
        };
        let tree = Document::parse(parts.text(name)).expect("relations are XML");
        let mut ids = BTreeSet::new();
        for relation in tree.root_element().children().filter(roxmltree::Node::is_element) {
            assert!(ids.insert(relation.attribute("Id")), "{name}: {:?} is there twice", relation.attribute("Id"));
            let target = relation.attribute("Target").expect("a relation leads somewhere");
            if relation.attribute("TargetMode") == Some("External") {
                assert!(target.bytes().all(|byte| byte.is_ascii_graphic()), "{target}");
                continue;
            }
            let above = folder.trim_end_matches('/').rsplit_once('/').map_or("", |(above, _)| above);
            let target = match target.strip_prefix("../") {
                Some(beside) => format!("{above}/{beside}"),
                None => target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned),
            };
            assert!(parts.0.contains_key(&target), "{name} leads to {target}, which is not there");
        }
        let part = name.replacen("_rels/", "", 1).replace(".rels", "");
        let Some(text) = parts.0.contains_key(&part).then(|| parts.text(&part)) else { continue };
        let tree = Document::parse(text).expect("a part is XML");
        let of_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        for attribute in tree.descendants().flat_map(|node| node.attributes()) {
            if attribute.namespace() == Some(of_office) {
                assert!(ids.contains(&Some(attribute.value())), "{part}: {} leads nowhere", attribute.value());
            }
        }
    }
    bookmarks(parts);
    references(parts);
}

/// Every part has a type, and every type its part.
fn types(parts: &Parts) {
    let tree = Document::parse(parts.text("[Content_Types].xml")).expect("the types are XML");
    let of = |name: &str, key: &str| -> BTreeSet<String> {
        let nodes = tree.root_element().children().filter(|node| node.tag_name().name() == name);
        nodes.filter_map(|node| node.attribute(key).map(|value| value.trim_start_matches('/').to_owned())).collect()
    };
    let (named, endings) = (of("Override", "PartName"), of("Default", "Extension"));
    for name in parts.0.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap_or_default();
        assert!(named.contains(name) || endings.contains(ending), "{name} has no type");
    }
    assert!(named.iter().all(|name| parts.0.contains_key(name)), "{named:?}");
}

/// Every bookmark has its own number and name, and every link within the document leads to one.
fn bookmarks(parts: &Parts) {
    let (mut numbers, mut names) = (BTreeSet::new(), BTreeSet::new());
    let mut links = Vec::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        let tree = Document::parse(parts.text(part)).expect("a part is XML");
        let mut open = BTreeSet::new();
        for node in tree.descendants() {
            if is(&node, "bookmarkStart") {
                let (number, name) = (value(&node, "id").unwrap_or_default(), value(&node, "name").unwrap_or_default());
                assert!(numbers.insert(number.to_owned()), "two bookmarks have the number {number}");
                assert!(names.insert(name.to_ascii_lowercase()), "two bookmarks are called {name}");
                assert!(name.len() <= 40 && name.is_ascii(), "{name}");
                open.insert(number.to_owned());
            } else if is(&node, "bookmarkEnd") {
                assert!(open.remove(value(&node, "id").unwrap_or_default()), "a bookmark ends that has not begun");
            } else if is(&node, "hyperlink") && node.attributes().all(|attribute| attribute.name() != "id") {
                links.extend(value(&node, "anchor").map(str::to_owned));
            } else if is(&node, "instrText") {
                let told = node.text().unwrap_or_default().trim();
                links.extend(told.strip_prefix("NOTEREF ").and_then(|rest| rest.split(' ').next()).map(str::to_owned));
                links.extend(told.split_once("\\b ").map(|(_, name)| name.to_owned()));
            }
        }
        assert!(open.is_empty(), "{part}: {open:?} do not end");
    }
    for link in links {
        assert!(names.contains(&link.to_ascii_lowercase()), "a link leads to {link}, which is not there");
    }
}

/// Every style, list and note that the text names is there, and nothing of Word's needs asking at opening.
fn references(parts: &Parts) {
    let styles: BTreeSet<String> = super::style_names(parts).into_keys().collect();
    let ids = |part: &str, element: &str, key: &str| -> BTreeSet<String> {
        let tree = Document::parse(parts.text(part)).expect("a part is XML");
        tree.descendants()
            .filter(|node| is(node, element))
            .filter_map(|node| value(&node, key).map(str::to_owned))
            .collect()
    };
    let (lists, notes) = (ids("word/numbering.xml", "num", "numId"), ids("word/footnotes.xml", "footnote", "id"));
    for part in ["word/document.xml", "word/footnotes.xml", "word/styles.xml"] {
        for (element, known) in [
            ("pStyle", &styles),
            ("rStyle", &styles),
            ("tblStyle", &styles),
            ("basedOn", &styles),
            ("next", &styles),
            ("numId", &lists),
        ] {
            for named in ids(part, element, "val") {
                assert!(known.contains(&named), "{part}: {element} {named} is not there");
            }
        }
    }
    let marked = ids("word/document.xml", "footnoteReference", "id");
    let own: BTreeSet<String> = notes.into_iter().filter(|id| !["-1", "0"].contains(&id.as_str())).collect();
    assert_eq!(marked, own, "every note has its mark, and every mark its note");
    let settings = parts.text("word/settings.xml");
    assert!(!settings.contains("updateFields") && settings.contains("autoHyphenation"), "{settings}");
    assert!(!parts.text("word/document.xml").contains("w:dirty"));
}

/// The headings of a document as data in order: the level of each, as Word counts it, and its words.
fn headings_of_data(document: &Value) -> Vec<(u8, String)> {
    fn walk(value: &Value, found: &mut Vec<(u8, String)>) {
        match value {
            Value::Object(map) => {
                if map.get("type").and_then(Value::as_str) == Some("heading") {
                    let level = map["level"].as_u64().unwrap_or(1).saturating_sub(1).clamp(1, 9) as u8;
                    let mut words = String::new();
                    if let Some(label) = map.get("label").and_then(Value::as_str) {
                        words.extend([label, ": "]);
                    }
                    for key in ["number", "title"] {
                        words.extend([map.get(key).and_then(Value::as_str).unwrap_or_default(), " "]);
                    }
                    content(map.get("content").unwrap_or(&Value::Null), &mut words);
                    found.push((level, plain(&words)));
                    return;
                }
                // In the order of print, not of the alphabet.
                for key in
                    ["cells", "cover", "proposal", "prose", "body", "blocks", "items", "rows", "analysis", "total"]
                {
                    map.get(key).into_iter().for_each(|value| walk(value, found));
                }
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    fn content(value: &Value, words: &mut String) {
        match value {
            Value::Object(map) => {
                if let Some(text) = map.get("text").and_then(Value::as_str) {
                    words.push_str(text);
                }
                map.get("value")
                    .and_then(|value| value["text"].as_str())
                    .into_iter()
                    .for_each(|text| words.push_str(text));
                map.get("content").into_iter().for_each(|value| content(value, words));
            }
            Value::Array(list) => list.iter().for_each(|value| content(value, words)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(document, &mut found);
    if document["cover"]["proposal"].is_object() {
        let words = document["words"]["proposal"].as_str().unwrap_or_default();
        found.insert(0, (1, words.to_owned()));
    }
    found
}

/// The words of the body and of its notes, sorted: notes stand elsewhere than on a page.
fn body_words(parts: &Parts) -> Vec<String> {
    let tree = Document::parse(parts.text("word/document.xml")).expect("the text is XML");
    let body = tree.root_element().first_element_child().expect("a document has a body");
    let start = body.children().position(|node| is(&node, "bookmarkStart")).expect("the body has a place");
    let mut text = String::new();
    for node in body.children().skip(start) {
        text.extend([text_of(node).as_str(), " "]);
    }
    let notes = Document::parse(parts.text("word/footnotes.xml")).expect("the notes are XML");
    text.push_str(&text_of(notes.root_element()));
    sorted(page::words(&text))
}

/// The words of the body of a page, sorted; without the numbers of notes, which Word counts itself.
fn words_of_page(html: &str) -> Vec<String> {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<sup>") {
        text.push_str(before);
        rest = after.split_once("</sup>").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    sorted(page::of_html(&text).body)
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

/// What is in one of two sorted lists and not in the other.
fn difference<'w>(one: &'w [String], other: &'w [String]) -> Vec<&'w String> {
    let count = |list: &'w [String]| {
        let mut counts: BTreeMap<&String, isize> = BTreeMap::new();
        list.iter().for_each(|word| *counts.entry(word).or_default() += 1);
        counts
    };
    let (one, other) = (count(one), count(other));
    let words: BTreeSet<&String> = one.keys().chain(other.keys()).copied().collect();
    words.into_iter().filter(|word| one.get(word) != other.get(word)).collect()
}

/// How many rows the tables have: those of figures, their analyses, and those of texts.
fn rows_of_data(value: &Value, found: &mut usize) {
    match value {
        Value::Object(map) => {
            if map.get("type").and_then(Value::as_str) == Some("table") {
                let count = |key: &str| map.get(key).and_then(Value::as_array).map_or(0, Vec::len);
                *found += count("rows");
                let is_of_text = !map.contains_key("total");
                *found += match is_of_text {
                    true => usize::from(map["head"].is_array()),
                    false => 1 + usize::from(map["total"].is_array()),
                };
                let analyses = map["rows"].as_array().into_iter().flatten();
                *found +=
                    analyses.filter(|row| !row["analysis"]["blocks"].as_array().is_none_or(Vec::is_empty)).count();
            }
            map.values().for_each(|value| rows_of_data(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| rows_of_data(value, found)),
        _ => {}
    }
}

#[test]
fn every_document_of_the_repository_is_whole_and_says_what_its_page_says() {
    for name in FOLDERS {
        let workspace = Workspace::with([("", ""); 0]);
        workspace.vp(["build", "--format", "html,docx,json", "--out", "ut"]).paths(&[&folder(name)]).end();
        let files = workspace.files("ut");
        let documents: Vec<&str> = files.iter().filter_map(|file| file.strip_suffix(".docx")).collect();
        assert!(!documents.is_empty(), "{name}");
        for document in documents {
            let parts = Parts::built(&workspace, &format!("ut/{document}.docx"));
            fit(&parts);
            let data: Value =
                serde_json::from_str(&workspace.read(&format!("ut/{document}.json"))).expect("it is JSON");
            assert_eq!(headings(&parts), headings_of_data(&data), "{name}: {document}");
            let page = words_of_page(&workspace.read(&format!("ut/{document}.html")));
            let words = body_words(&parts);
            match data["source"].is_null() {
                // What such a page folds has a name there, for there is nothing to unfold here.
                true => {
                    let of_page: BTreeSet<&String> = page.iter().collect();
                    let invented: Vec<&String> = words.iter().filter(|word| !of_page.contains(word)).collect();
                    assert_eq!(invented, Vec::<&String>::new(), "{name}: {document}");
                }
                false => assert_eq!(difference(&words, &page), Vec::<&String>::new(), "{name}: {document}"),
            }
            let mut rows = 0;
            rows_of_data(&data, &mut rows);
            let tree = Document::parse(parts.text("word/document.xml")).expect("the text is XML");
            assert_eq!(tree.descendants().filter(|node| is(node, "tr")).count(), rows, "{name}: {document}");
            for table in tree.descendants().filter(|node| is(node, "tbl")) {
                let name = table.descendants().find(|node| is(node, "tblCaption"));
                assert!(
                    name.is_some_and(|node| value(&node, "val").is_some_and(|words| !words.is_empty())),
                    "{document}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_made_plan_loses_no_word_and_invents_none(choices in nothing_lost::choices(500)) {
        let (html, docx) = nothing_lost::html_and_docx(choices);
        let parts = Parts::of(&docx);
        fit(&parts);
        let (words, page) = (body_words(&parts), words_of_page(&html));
        prop_assert_eq!(difference(&words, &page), Vec::<&String>::new());
    }
}

#[test]
fn a_document_tells_what_it_is_and_is_the_same_each_time() {
    let plan = PLAN.replace("enhet: Norr}", "enhet: \"Norr & <Söder>\"}\nförsättsblad: {datum: 2026-02-01}");
    let workspace = Workspace::with([("plan.yaml", plan.as_str())]);
    let build = |out: &str| {
        workspace.vp(["build", "plan.yaml", "-f", "word", "-o", out]).end().exits(0);
        std::fs::read(workspace.path(&format!("{out}/plan.docx"))).expect("the document is built")
    };
    let bytes = build("ett");
    assert_eq!(bytes, build("tva"));
    let again = workspace.vp(["build", "plan.yaml", "-f", "docx", "-o", "ett"]).end().exits(0);
    assert!(again.err.contains("2 oförändrade"), "{}", again.err);
    let parts = Parts::of(&bytes);
    let core = parts.text("docProps/core.xml");
    for part in [
        "<dc:title>Verksamhetsplan 2026 för Norr &amp; &lt;Söder&gt;</dc:title>",
        "<dc:creator>Norr &amp; &lt;Söder&gt;</dc:creator>",
        "<dc:language>sv-SE</dc:language>",
        ">2026-02-01T00:00:00Z</dcterms:created>",
    ] {
        assert!(core.contains(part), "{part}: {core}");
    }
    assert!(parts.text("word/styles.xml").contains("<w:lang w:val=\"sv-SE\""));
    let foot = Document::parse(parts.text("word/vpfooter.xml")).expect("the foot is XML");
    assert_eq!(plain(&text_of(foot.root_element())), "Norr & <Söder>, Verksamhetsplan 2026 1 (1)");
    assert!(parts.text("word/document.xml").contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
}

#[test]
fn the_language_is_that_of_print() {
    for (language, written) in [("fi", "fi-FI"), ("nb", "nb-NO"), ("sv", "sv-SE")] {
        let settings = format!("vp: 1\nspråk_i_tryck: {language}\n");
        let workspace = Workspace::with([("vp.yaml", settings.as_str()), ("plans/plan.yaml", PLAN)]);
        workspace.vp(["build", "-f", "docx"]).end();
        let parts = Parts::built(&workspace, "build/plan.docx");
        assert!(parts.text("word/styles.xml").contains(&format!("<w:lang w:val=\"{written}\"")));
    }
}

#[test]
fn notes_links_and_lists_are_those_of_word() {
    let plan = format!(
        "{PLAN}inledning: |\n  Ett[^a] och ett till[^a].\n\n  1. Först\n  2. Sedan\n\n  Mellan listorna.\n\n  4. Fyra\n     - under\n\n  \
         [sidan](#mal-svar), [hemma](<https://exempel.se/å b>), [planen](andra.yaml), [inget](#finns-inte)\n\n  [^a]: Not med [^b] i.\n  \
         [^b]: Not i en not.\n  [^c]: Ingen nämner mig.\n",
    );
    let workspace = Workspace::with([("plan.yaml", plan.as_str()), ("andra.yaml", PLAN)]);
    workspace.vp(["build", "-f", "docx", "-o", "ut"]).end();
    let parts = Parts::built(&workspace, "ut/plan.docx");
    fit(&parts);
    let text = parts.text("word/document.xml");
    assert_eq!(text.matches("<w:footnoteReference ").count(), 1, "the note stands once at the foot of the page");
    assert_eq!(text.matches(" NOTEREF ").count(), 1, "and the second mark refers to it");
    let words = body_words(&parts).join(" ");
    for lost in ["nämner", "Not"] {
        assert!(words.contains(lost), "{lost}: {words}");
    }
    let relations = parts.text("word/_rels/document.xml.rels");
    assert!(relations.contains("Target=\"https://exempel.se/%C3%A5%20b\""), "{relations}");
    assert!(relations.contains("Target=\"andra.docx\" TargetMode=\"External\""), "{relations}");
    assert!(!text.contains("finns_inte"), "a link to no place is words");
    let numbering = parts.text("word/numbering.xml");
    assert_eq!(numbering.matches("<w:startOverride w:val=\"1\"/>").count(), 1, "{numbering}");
    assert_eq!(numbering.matches("<w:startOverride w:val=\"4\"/>").count(), 1, "{numbering}");
}

#[test]
fn a_picture_has_its_words_and_a_drawing_the_picture_beside_it() {
    let plan = PLAN.to_owned()
        + "inledning: |\n  ![Ett hus](hus.png)\n\n  ![En ritning](ritning.svg)\n\n  ![En karta](karta.svg)\n";
    let png = std::fs::read(folder("tests/browser/prov/enhet/bilder/organisation.png")).expect("the picture is there");
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let workspace = Workspace::with([("plan.yaml", plan.as_str()), ("ritning.svg", drawing), ("karta.svg", drawing)])
        .file("hus.png", &png)
        .file("ritning.png", &png);
    let ran = workspace.vp(["build", "plan.yaml", "-f", "html,docx", "-o", "ut"]).end().exits(0);
    assert!(ran.err.contains("bilden karta.svg kan inte visas i Word"), "{}", ran.err);
    assert!(ran.err.contains("spara den också som karta.png") && !ran.err.contains("ritning.svg kan"), "{}", ran.err);
    let parts = Parts::built(&workspace, "ut/plan.docx");
    fit(&parts);
    assert_eq!(parts.0.keys().filter(|name| name.starts_with("word/media/")).count(), 2);
    let text = parts.text("word/document.xml");
    for words in ["descr=\"Ett hus\"", "descr=\"En ritning\"", "<w:i/></w:rPr><w:t xml:space=\"preserve\">En karta"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn an_analysis_longer_than_a_page_keeps_its_words_and_its_row() {
    let long: Vec<String> = (0..2000).map(|number| format!("ord{number}")).collect();
    let report = format!(
        "vp: 1\ndokument: tertialrapport\nperiod: T1\nbygger_på: plan.yaml\nindikatorer:\n  tid: {{utfall: 91 %, analys: {}}}\n",
        long.join(" ")
    );
    let workspace = Workspace::with([("plan.yaml", PLAN), ("t1.yaml", report.as_str())]);
    workspace.vp(["build", "-f", "docx", "-o", "ut"]).end();
    let parts = Parts::built(&workspace, "ut/t1.docx");
    fit(&parts);
    let words: BTreeSet<String> = body_words(&parts).into_iter().collect();
    assert!(long.iter().all(|word| words.contains(word)));
    let tree = Document::parse(parts.text("word/document.xml")).expect("the text is XML");
    let rows: Vec<_> = tree.descendants().filter(|node| is(node, "tr")).collect();
    let at = rows.iter().position(|row| text_of(*row).contains("ord1999")).expect("the analysis is printed");
    let count = |row: usize, name: &str| rows[row].descendants().filter(|node| is(node, name)).count();
    assert_eq!(count(at, "cantSplit"), 0, "it may go on on the next page");
    assert_eq!(count(at - 1, "cantSplit"), 1);
    assert_eq!(count(at - 1, "keepNext"), count(at - 1, "p"), "the row stands with its analysis");
    assert!(rows.iter().any(|row| row.descendants().any(|node| is(&node, "tblHeader"))));
}

#[test]
fn characters_that_xml_cannot_hold_are_left_out() {
    let plan = PLAN.replace("Alla får svar", "Alla får &#xfffe;svar") + "inledning: Ett&#7;två&#1;tre &#x1b;fyra\n";
    let workspace = Workspace::with([("plan.yaml", plan.as_str())]);
    workspace.vp(["build", "plan.yaml", "-f", "docx", "-o", "ut"]).end();
    let parts = Parts::built(&workspace, "ut/plan.docx");
    fit(&parts);
    assert!(headings(&parts).iter().any(|(_, words)| words.contains("Alla får")), "{:?}", headings(&parts));
    assert!(body_words(&parts).contains(&"Etttvåtre".to_owned()), "{:?}", body_words(&parts));
}

#[test]
fn every_format_is_built_at_once_and_the_index_links_each() {
    let workspace = Workspace::with([("vp.yaml", "vp: 1\nmappar: {ut: ut}\n"), ("plans/plan.yaml", PLAN)]);
    workspace.vp(["build", "-f", "all"]).end().exits(0);
    let formats = vp::print::render::FORMATS;
    for format in formats {
        let name = format!("ut/plan.{}", format.extension);
        assert!(workspace.path(&name).is_file(), "{name}");
        assert!(workspace.read("ut/index.html").contains(&format!("href=\"plan.{}\"", format.extension)));
    }
    let index = workspace.read("ut/index.html");
    assert!(index.contains("Word"), "{index}");
    std::fs::rename(workspace.path("plans/plan.yaml"), workspace.path("plans/ny.yaml")).expect("the plan can be moved");
    workspace.vp(["build", "-f", "docx", "--clean"]).end().exits(0);
    assert!(!Path::new(&workspace.path("ut/plan.docx")).exists(), "what is left over is removed");
}
