//! The formats of `vp check`: the same findings at the same places in all of them, and each as its readers expect it.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod command;
mod junit;
mod pages;
mod places;

use std::collections::BTreeSet;

use serde_json::Value;

/// A finding as a format tells it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Told {
    pub(crate) code: String,
    pub(crate) path: String,
    pub(crate) line: u64,
    pub(crate) column: u64,
    /// Line and column of the end, where the format tells them.
    pub(crate) end: Option<(u64, u64)>,
}

impl Told {
    /// What every format tells.
    pub(crate) fn start(&self) -> (String, String, u64, u64) {
        (self.code.clone(), self.path.clone(), self.line, self.column)
    }
}

/// The findings that a format's output tells of, in its order.
pub(crate) fn told(format: &str, output: &str) -> Vec<Told> {
    match format {
        "text" => of_text(output),
        "json" => of_json(output),
        "sarif" => of_sarif(output),
        "github" => output.lines().map(of_github).collect(),
        "gitlab" => of_gitlab(output),
        "junit" => of_junit(output),
        _ => panic!("nothing reads {format}"),
    }
}

fn of_text(output: &str) -> Vec<Told> {
    let mut found = Vec::new();
    let mut code = String::new();
    for line in output.lines() {
        if let Some((_, rest)) = line.split_once("[VP").filter(|(level, _)| level.chars().all(char::is_alphabetic)) {
            code = format!("VP{}", &rest[..4]);
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            found.push(of_place(&code, place));
        }
    }
    found
}

/// `path:line:column`.
fn of_place(code: &str, place: &str) -> Told {
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next().unwrap().parse().unwrap();
    let line = parts.next().unwrap().parse().unwrap();
    Told { code: code.to_owned(), path: parts.next().unwrap().to_owned(), line, column, end: None }
}

fn of_json(output: &str) -> Vec<Told> {
    let report: Value = serde_json::from_str(output).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| Told {
            code: text(&finding["code"]),
            path: text(&finding["path"]),
            line: number(&finding["start"]["line"]),
            column: number(&finding["start"]["column"]),
            end: Some((number(&finding["end"]["line"]), number(&finding["end"]["column"]))),
        })
        .collect()
}

fn of_sarif(output: &str) -> Vec<Told> {
    let log: Value = serde_json::from_str(output).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap().iter();
    results
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            let region = &place["region"];
            Told {
                code: text(&result["ruleId"]),
                path: decoded(&text(&place["artifactLocation"]["uri"])),
                line: number(&region["startLine"]),
                column: number(&region["startColumn"]),
                end: Some((number(&region["endLine"]), number(&region["endColumn"]))),
            }
        })
        .collect()
}

/// A line as the runner reads it: a command, its properties by name, and its message, all unescaped.
fn of_github(line: &str) -> Told {
    let (head, _) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (command, properties) = head.split_once(' ').unwrap();
    assert!(["error", "warning", "notice"].contains(&command), "{line}");
    let property = |name: &str| {
        let found = properties.split(',').find_map(|property| property.strip_prefix(name)?.strip_prefix('='));
        found.map(decoded)
    };
    let count = |name: &str| property(name).map(|value| value.parse::<u64>().unwrap());
    let title = property("title").unwrap();
    Told {
        code: title.split(' ').next().unwrap().to_owned(),
        path: property("file").unwrap(),
        line: count("line").unwrap(),
        // A place of several lines has no column here.
        column: count("col").unwrap_or(0),
        end: count("endLine").zip(count("endColumn")),
    }
}

fn of_gitlab(output: &str) -> Vec<Told> {
    let report: Value = serde_json::from_str(output).unwrap();
    let findings = report.as_array().unwrap();
    let names: BTreeSet<String> = findings.iter().map(|finding| text(&finding["fingerprint"])).collect();
    assert_eq!(names.len(), findings.len(), "each has a fingerprint of its own");
    findings
        .iter()
        .map(|finding| {
            let (begin, end) = (&finding["location"]["positions"]["begin"], &finding["location"]["positions"]["end"]);
            assert_eq!(finding["location"]["lines"]["begin"], begin["line"]);
            Told {
                code: text(&finding["check_name"]),
                path: text(&finding["location"]["path"]),
                line: number(&begin["line"]),
                column: number(&begin["column"]),
                end: Some((number(&end["line"]), number(&end["column"]))),
            }
        })
        .collect()
}

fn of_junit(output: &str) -> Vec<Told> {
    let document = roxmltree::Document::parse(output).unwrap();
    let mut found = Vec::new();
    for case in document.descendants().filter(|node| node.has_tag_name("testcase")) {
        let Some(body) = case.children().find(roxmltree::Node::is_element) else { continue };
        let name = case.attribute("name").unwrap();
        let lines = body.text().unwrap_or_default();
        // The line that begins with the path.
        let path = case.attribute("classname").unwrap();
        let place = lines.lines().find(|line| line.starts_with(path)).unwrap();
        let one = of_place(name.split(' ').next().unwrap(), place);
        // What the schema of most servers knows of a test, and nothing else.
        let known = ["name", "classname", "time"];
        assert!(case.attributes().all(|attribute| known.contains(&attribute.name())), "{output}");
        assert_eq!(case.parent().and_then(|suite| suite.attribute("file")), Some(path));
        found.push(one);
    }
    found
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is not a text")).to_owned()
}

pub(crate) fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is not a number"))
}

/// `%C3%A5` as å.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
