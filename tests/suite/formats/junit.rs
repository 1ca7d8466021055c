//! JUnit as the strictest of its readers takes it: the schema of Jenkins's plug-in xUnit refuses what it does not know, and the
//! plug-in with it. GitLab and Azure DevOps take all that it takes.

use std::path::Path;

use crate::workspace::Workspace;

/// An element, the attributes that it must have, those that it may have, and the elements that may stand in it.
type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// What is known of the elements that reports of ours could have.
const ELEMENTS: [Element; 6] = [
    ("testsuites", &[], &["name", "time", "tests", "failures", "errors"], &["testsuite"]),
    (
        "testsuite",
        &["name", "tests", "failures", "errors"],
        &["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
        &["testsuite", "properties", "testcase", "system-out", "system-err"],
    ),
    (
        "testcase",
        &["name"],
        &["time", "classname", "group"],
        &["skipped", "error", "failure", "system-out", "system-err"],
    ),
    ("failure", &[], &["type", "message"], &[]),
    ("error", &[], &["type", "message"], &[]),
    ("system-out", &[], &[], &[]),
];

/// What such a reader would refuse in a report.
fn refused(report: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(report).expect("a report is XML");
    let mut wrong = Vec::new();
    for node in document.root().descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let Some((_, needed, allowed, children)) = ELEMENTS.iter().find(|(element, ..)| *element == name) else {
            wrong.push(format!("<{name}>"));
            continue;
        };
        let attributes: Vec<&str> = node.attributes().map(|attribute| attribute.name()).collect();
        wrong.extend(needed.iter().filter(|name| !attributes.contains(name)).map(|own| format!("no {own} in {name}")));
        let unknown = attributes.iter().filter(|own| !needed.contains(own) && !allowed.contains(own));
        wrong.extend(unknown.map(|own| format!("{own} in {name}")));
        let below = node.children().filter(roxmltree::Node::is_element).map(|child| child.tag_name().name());
        wrong.extend(below.filter(|child| !children.contains(child)).map(|child| format!("<{child}> in {name}")));
        let time = node.attribute("time").unwrap_or("0");
        if !time.chars().all(|character| character.is_ascii_digit() || ".,".contains(character)) {
            wrong.push(format!("time={time}"));
        }
    }
    let root = document.root_element();
    let cases = root.descendants().filter(|node| node.has_tag_name("testcase")).count();
    if root.attribute("tests") != Some(&*cases.to_string()) {
        wrong.push(format!("{cases} tests, said to be {:?}", root.attribute("tests")));
    }
    wrong
}

#[test]
fn the_strictest_reader_takes_every_report() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Workspace::new();
    for examples in ["examples/mistakes", "examples/fixed", "plans"] {
        let path = repository.join(examples).to_string_lossy().into_owned();
        for more in [&["--info"][..], &["--strict"]] {
            let run = folder.run(&[&["check", &path, "no-such-folder", "--format", "junit"], more].concat());
            assert_eq!(run.code, 2, "what cannot be checked is in the report too");
            assert!(run.out.contains("<error "), "{}", run.out);
            assert_eq!(refused(&run.out), Vec::<String>::new(), "{examples} {more:?}");
        }
    }
}

#[test]
fn what_is_refused_is_seen() {
    let report = "<testsuites tests=\"1\"><testsuite name=\"a\" tests=\"1\" failures=\"0\"><testcase name=\"b\" line=\"3\"><fault/></testcase></testsuite></testsuites>";
    assert_eq!(refused(report), ["no errors in testsuite", "line in testcase", "<fault> in testcase", "<fault>"]);
}
