//! Charts in documents: Word's own, each with its figures in words, as a table and as a workbook.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use roxmltree::{Document, Node};
use rust_decimal::Decimal;
use serde_json::Value;

use super::document::fit;
use super::{Parts, folder, is, value};
use crate::workspace::Workspace;

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";

/// The children of elements in the order of the standard (ISO/IEC 29500-1, 21.2): Word takes a chart for broken over two that stand
/// the other way round.
const ORDER: &[(&str, &[&str])] = &[
    ("chartSpace", &["date1904", "lang", "roundedCorners", "chart", "spPr", "txPr", "externalData"]),
    ("chart", &["title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs"]),
    ("plotArea", &["layout", "barChart", "lineChart", "catAx", "valAx", "spPr"]),
    ("barChart", &["barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "axId"]),
    ("lineChart", &["grouping", "varyColors", "ser", "dLbls", "marker", "axId"]),
    ("ser", &["idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dLbls", "cat", "val", "smooth"]),
    (
        "dLbls",
        &[
            "dLbl",
            "numFmt",
            "spPr",
            "dLblPos",
            "showLegendKey",
            "showVal",
            "showCatName",
            "showSerName",
            "showPercent",
            "showBubbleSize",
        ],
    ),
    (
        "catAx",
        &[
            "axId",
            "scaling",
            "delete",
            "axPos",
            "numFmt",
            "majorTickMark",
            "minorTickMark",
            "tickLblPos",
            "spPr",
            "crossAx",
            "crosses",
            "auto",
            "lblAlgn",
            "lblOffset",
            "noMultiLvlLbl",
        ],
    ),
    (
        "valAx",
        &[
            "axId",
            "scaling",
            "delete",
            "axPos",
            "majorGridlines",
            "title",
            "numFmt",
            "majorTickMark",
            "minorTickMark",
            "tickLblPos",
            "spPr",
            "crossAx",
            "crosses",
            "crossBetween",
            "majorUnit",
        ],
    ),
    ("scaling", &["orientation", "max", "min"]),
    ("legend", &["legendPos", "legendEntry", "overlay"]),
];

fn built() -> (Parts, Value, Vec<u8>) {
    let workspace = Workspace::with([("", ""); 0]);
    workspace.vp(["build", "--format", "docx,json", "--out", "ut"]).paths(&[&folder("tests/charts/plan.yaml")]).end();
    let bytes = std::fs::read(workspace.path("ut/plan.docx")).expect("the document is built");
    let data = serde_json::from_str(&workspace.read("ut/plan.json")).expect("it is JSON");
    (Parts::of(&bytes), data, bytes)
}

fn charts(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(map) if map.get("type").is_some_and(|of| of == "chart") => found.push(value.clone()),
        Value::Object(map) => map.values().for_each(|value| charts(value, found)),
        Value::Array(items) => items.iter().for_each(|value| charts(value, found)),
        _ => {}
    }
}

fn elements<'n, 'i>(node: Node<'n, 'i>, name: &'static str) -> impl Iterator<Item = Node<'n, 'i>> {
    node.descendants().filter(move |node| node.has_tag_name((CHART, name)))
}

/// The number and the words of each point of a series' values or names.
fn points(series: Node, of: &'static str) -> Vec<(usize, String)> {
    let part = elements(series, of).next().expect("a series has its values");
    let points = elements(part, "pt");
    points
        .map(|point| {
            let number = point.attribute("idx").and_then(|number| number.parse().ok()).expect("a point has a number");
            (number, elements(point, "v").next().and_then(|value| value.text()).unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn every_chart_of_a_page_is_drawn_by_word_with_its_figures() {
    let (parts, data, _) = built();
    fit(&parts);
    let mut drawn = Vec::new();
    charts(&data, &mut drawn);
    assert_eq!(drawn.len(), 9);
    let text = Document::parse(parts.text("word/document.xml")).expect("the text is XML");
    let shown: Vec<Node> = text.descendants().filter(|node| node.has_tag_name((CHART, "chart"))).collect();
    assert_eq!(shown.len(), drawn.len());
    let words: Vec<&str> = text.descendants().filter_map(|node| node.attribute("descr")).collect();
    for (number, chart) in drawn.iter().enumerate() {
        for one in chart["series"].as_array().unwrap() {
            let name = one["name"].as_str().unwrap();
            assert!(words[number].contains(&format!("{name}: ")), "{name}: {}", words[number]);
        }
        let part = parts.text(&format!("word/charts/vp{}.xml", number + 1));
        let tree = Document::parse(part).expect("a chart is XML");
        in_order(&tree);
        let series: Vec<Node> = elements(tree.root_element(), "ser").collect();
        let names: Vec<&str> =
            chart["series"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        for one in &series {
            let (_, name) = &points(*one, "tx")[0];
            let place =
                names.iter().position(|own| own == name).unwrap_or_else(|| panic!("{name} is none of {names:?}"));
            let own = chart["series"][place]["values"].as_array().unwrap();
            if chart["kind"] != "shares" {
                for (at, value) in points(*one, "val") {
                    let own: Decimal = own[at].as_str().expect("a value is known").parse().expect("a number");
                    assert_eq!(own, value.parse().expect("a number"), "{name}");
                }
                assert_eq!(points(*one, "val").len(), own.iter().filter(|value| !value.is_null()).count(), "{name}");
            }
            let categories: Vec<String> = points(*one, "cat").into_iter().map(|(_, name)| name).collect();
            assert_eq!(categories.len(), own.len());
        }
        assert_eq!(series.len(), names.len(), "{names:?}");
        let lies = elements(tree.root_element(), "barDir").next().and_then(|node| node.attribute("val"));
        let has = |name: &'static str| elements(tree.root_element(), name).next().is_some();
        match chart["kind"].as_str() {
            Some("lines") => assert!(has("lineChart") && !has("barChart")),
            Some("bars") => assert_eq!(lies, Some("bar")),
            Some("shares") => {
                let grouping = elements(tree.root_element(), "grouping").next().and_then(|node| node.attribute("val"));
                assert_eq!(grouping, Some("stacked"));
                for at in 0..points(series[0], "val").len() {
                    let sum: Decimal =
                        series.iter().map(|one| points(*one, "val")[at].1.parse::<Decimal>().expect("a number")).sum();
                    assert_eq!(sum.round_dp(6), Decimal::ONE_HUNDRED);
                }
            }
            _ => assert!(lies.is_some()),
        }
        // No two series look alike, seen without colours.
        let looks: Vec<String> = series.iter().map(|one| without_colours(part, *one)).collect();
        for (at, look) in looks.iter().enumerate() {
            assert!(!looks[..at].contains(look), "{names:?}: {look}");
        }
    }
}

/// How a series looks: its fill, its line and its points, without their colours.
fn without_colours(part: &str, series: Node) -> String {
    let looks = series.children().filter(|node| ["spPr", "marker"].contains(&node.tag_name().name()));
    let mut look: String = looks.map(|node| &part[node.range()]).collect();
    while let Some((before, after)) = look.split_once("<a:srgbClr") {
        let rest = after.split_once("/>").map_or("", |(_, rest)| rest);
        look = format!("{before}{rest}");
    }
    look
}

fn in_order(tree: &Document) {
    for node in tree.descendants().filter(|node| node.tag_name().namespace() == Some(CHART)) {
        let Some((name, order)) = ORDER.iter().find(|(name, _)| node.has_tag_name((CHART, *name))) else { continue };
        let children = node.children().filter(Node::is_element).map(|child| child.tag_name().name());
        let places: Vec<usize> = children
            .map(|child| order.iter().position(|own| *own == child).unwrap_or_else(|| panic!("{name} has {child}")))
            .collect();
        assert!(places.is_sorted(), "{name}: {places:?}");
    }
}

#[test]
fn the_workbook_of_a_chart_has_what_is_drawn() {
    let (parts, _, _) = built();
    for number in 1..=9 {
        let tree = Document::parse(parts.text(&format!("word/charts/vp{number}.xml"))).expect("a chart is XML");
        let relations = parts.text(&format!("word/charts/_rels/vp{number}.xml.rels"));
        assert!(relations.contains(&format!("\"../embeddings/vp{number}.xlsx\"")), "{relations}");
        let bytes = parts.0[&format!("word/embeddings/vp{number}.xlsx")].clone();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("it is a workbook");
        let sheet = book.worksheet_range("Diagram").expect("it has the sheet that the chart names");
        for (column, series) in elements(tree.root_element(), "ser").enumerate() {
            let cell = |row: usize, column: usize| sheet.get_value((row as u32, column as u32)).cloned();
            assert_eq!(cell(0, column + 1), Some(Data::String(points(series, "tx")[0].1.clone())));
            for (at, value) in points(series, "val") {
                assert_eq!(cell(at + 1, column + 1), Some(Data::Float(value.parse().expect("a number"))));
            }
            for (at, name) in points(series, "cat") {
                assert_eq!(cell(at + 1, 0).map(|cell| cell.to_string()), Some(name));
            }
            let formula = elements(series, "f").nth(2).and_then(|node| node.text()).unwrap_or_default();
            let letter = char::from(b'B' + u8::try_from(column).expect("few series"));
            assert!(formula.starts_with(&format!("Diagram!${letter}$2:${letter}$")), "{formula}");
        }
    }
}

#[test]
fn charts_are_the_same_each_time_and_none_is_drawn_of_nothing() {
    let (_, _, bytes) = built();
    assert!(bytes == built().2);
    let plan = crate::workspace::PLAN.to_owned()
        + "inledning: |\n  {{ diagram tomt }}\n\n  {{ diagram ett }}\ndiagram:\n  - {id: tomt, kategorier: [a], serier: [{namn: A, värden: [saknas]}]}\n  - {id: ett, kategorier: [a], serier: [{namn: A, värden: [1]}]}\n";
    let workspace = Workspace::with([("plan.yaml", plan.as_str())]);
    workspace.vp(["build", "plan.yaml", "-f", "docx", "-o", "ut"]).end();
    let parts = Parts::built(&workspace, "ut/plan.docx");
    fit(&parts);
    assert_eq!(parts.0.keys().filter(|name| name.starts_with("word/charts/vp")).count(), 1);
    let tree = Document::parse(parts.text("word/document.xml")).expect("the text is XML");
    let captions: Vec<&str> =
        tree.descendants().filter(|node| is(node, "tblCaption")).filter_map(|node| value(&node, "val")).collect();
    assert!(captions.contains(&"tomt") && captions.contains(&"ett"), "{captions:?}");
}

#[test]
fn the_line_of_an_indicator_breaks_where_what_is_measured_is_another() {
    let plan = |year: i16, indicator: &str| {
        format!(
            "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{enhet: Norr}}\nmål:\n  enhetsmål:\n    - id: svar\n      \
             titel: Svar\n      indikatorer:\n        - {{{indicator}, namn: Väntetid, årsmål: 10 dagar}}\n"
        )
    };
    let workspace = Workspace::with([
        ("vp.yaml", "vp: 1\n".to_owned()),
        ("plans/2024/plan.yaml", plan(2024, "id: väntan, serie: {2022: 20 dagar, 2023: 18 dagar}")),
        ("plans/2025/plan.yaml", plan(2025, "id: tid, ersätter: väntan")),
        ("plans/2026/plan.yaml", plan(2026, "id: tid") + "övrigt: |\n  {{ trend tid }}\n"),
    ]);
    for (year, id, outcome) in [(2024, "väntan", 16), (2025, "tid", 14)] {
        let report = format!(
            "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nindikatorer: {{{id}: {{utfall: {outcome} dagar}}}}\n"
        );
        workspace.write(&format!("plans/{year}/vb.yaml"), &report);
    }
    workspace.vp(["build", "-f", "docx,json"]).end();
    let parts = Parts::built(&workspace, "build/2026/plan.docx");
    let data: Value = serde_json::from_str(&workspace.read("build/2026/plan.json")).expect("it is JSON");
    let mut drawn = Vec::new();
    charts(&data, &mut drawn);
    let broken = drawn[0]["breaks"][0]["text"].as_str().expect("it breaks").to_owned();
    let part = parts.text("word/charts/vp1.xml");
    let tree = Document::parse(part).expect("a chart is XML");
    let outcomes: Vec<Vec<(usize, String)>> = elements(tree.root_element(), "ser")
        .filter(|series| points(*series, "tx")[0].1 == "Utfall")
        .map(|series| points(series, "val"))
        .collect();
    assert_eq!(outcomes.len(), 2, "{outcomes:?}");
    assert!(part.contains(&format!(" ({broken})</c:v>")), "{part}");
    assert_eq!(part.matches("<c:legendEntry>").count(), 1, "the line is named once");
}
