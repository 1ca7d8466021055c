//! `vp check --format` as it is run: exit codes, standard output, paths, names that hold, and fixes that fix.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;

use serde_json::Value;

use super::{number, text, told};
use crate::workspace::{Ran, Workspace};

const FORMATS: [&str; 6] = ["text", "json", "sarif", "github", "gitlab", "junit"];

/// A folder whose name means something to every format.
const UNIT: &str = "plans/Råd & stöd #1, 100 %";

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {enhet: Parken}\n";

fn check(folder: &Workspace, format: &str, more: &[&str]) -> Ran {
    folder.run(&[&["check", "--lang", "en", "--format", format], more].concat())
}

fn json(folder: &Workspace) -> Value {
    serde_json::from_str(&check(folder, "json", &[]).out).unwrap()
}

/// A workspace with findings of two levels: in a value, in a text of several lines, in a text of its own, in a file with
/// other line ends, in an empty file and in the settings.
fn workspace() -> Workspace {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\nspråk: en\nregler: {goal-without-titel: fel}\n");
    folder.write(
        &format!("{UNIT}/plan.yaml"),
        &format!(
            "{HEAD}# Ga\u{30a}s 😀\ninledning: |\n  Se ![kartan 😀](a.png) och\n\n    ![ån](b.png)\növrigtt: \
             x\nmål:\n  enhetsmål:\n    - titel: \"Ga\u{308}ss 🦆 <på> & 'ängar'\"\n      aktiviteter:\n        - {{namn: \
             \"Ö, 50%: 😀\", slut: 2025-02-30, ansvrig: x}}\n        - {{namn: Räkna, slut: 2024-12-31}}\n        - {{namn: \
             Räkna, slut: 2024-12-31}}\n"
        ),
    );
    folder.write(
        "plans/b/plan.yaml",
        &format!("\u{feff}{HEAD}inledning: {{fil: å.md}}\növrigtt:\n")
            .replace("Parken", "Skogen")
            .replace('\n', "\r\n"),
    );
    folder.write("plans/b/å.md", "Om o\u{308}n\n\nSe\to\u{308}n ![Ö](c.png)");
    folder.write("plans/b/tom.yaml", "");
    folder.write("plans/c/plan.yaml", &HEAD.replace("Parken", "Gården"));
    folder
}

#[test]
fn every_format_tells_of_the_same_findings() {
    let folder = workspace();
    let of_text = told("text", &check(&folder, "text", &[]).out);
    for place in [
        ("VP0103", format!("{UNIT}/plan.yaml"), 10, 1),
        ("VP0103", "plans/b/plan.yaml".to_owned(), 6, 1),
        ("VP0105", format!("{UNIT}/plan.yaml"), 15, 37),
        ("VP0108", format!("{UNIT}/plan.yaml"), 7, 6),
        ("VP0108", "plans/b/å.md".to_owned(), 3, 8),
        ("VP0107", "plans/b/tom.yaml".to_owned(), 1, 1),
        ("VP0103", "vp.yaml".to_owned(), 3, 10),
    ] {
        let place = (place.0.to_owned(), place.1, place.2, place.3);
        assert!(of_text.iter().any(|one| one.start() == place), "{place:?} is not in {of_text:#?}");
    }
    let mut sorted: Vec<_> = of_text.iter().map(super::Told::start).collect();
    for format in FORMATS {
        let run = check(&folder, format, &[]);
        assert_eq!((run.code, run.err.as_str()), (1, ""), "{format}");
        let mut all: Vec<_> = told(format, &run.out).iter().map(super::Told::start).collect();
        // JUnit has its suites by path, which is the order of the others too.
        assert_eq!(all, sorted, "{format}");
        all.sort();
        assert_eq!(run.out, check(&folder, format, &[]).out, "{format}: the same bytes each time");
        assert!(run.out.ends_with('\n'));
    }
    sorted.dedup();
    assert_eq!(sorted.len(), of_text.len(), "nothing is said twice");
}

#[test]
fn every_format_has_the_same_exit_code() {
    let clean = Workspace::new();
    clean.write("plans/plan.yaml", HEAD);
    let warning = Workspace::new();
    warning.write("plans/plan.yaml", &format!("{HEAD}mål:\n  enhetsmål:\n    - titel: Gäss\n"));
    let wrong = Workspace::new();
    wrong.write("plans/plan.yaml", &format!("{HEAD}övrigtt: x\n"));
    for format in FORMATS {
        let codes = |folder: &Workspace| (check(folder, format, &[]).code, check(folder, format, &["--strict"]).code);
        assert_eq!((codes(&clean), codes(&warning), codes(&wrong)), ((0, 0), (0, 1), (1, 1)), "{format}");
        let missing = check(&wrong, format, &["plans", "saknas"]);
        assert_eq!(missing.code, 2, "{format}");
        assert_eq!(missing.err, "error: saknas does not exist\n", "{format}");
    }
}

#[test]
fn a_path_that_cannot_be_checked_is_no_clean_report() {
    let folder = Workspace::new();
    folder.write("plans/plan.yaml", HEAD);
    let output = |format: &str| check(&folder, format, &["plans", "saknas, du"]).out;
    let json: Value = serde_json::from_str(&output("json")).unwrap();
    assert_eq!(json["stopped"], serde_json::json!([{"path": "saknas, du", "message": "saknas, du does not exist"}]));
    let sarif: Value = serde_json::from_str(&output("sarif")).unwrap();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["message"]["text"], "saknas, du does not exist");
    assert_eq!(output("github"), "::error title=vp::saknas, du does not exist\n");
    let gitlab: Value = serde_json::from_str(&output("gitlab")).unwrap();
    assert_eq!(
        (text(&gitlab[0]["severity"]), text(&gitlab[0]["location"]["path"])),
        ("blocker".into(), "saknas, du".into())
    );
    let junit = output("junit");
    assert!(
        junit.contains("errors=\"1\"") && junit.contains("<error message=\"saknas, du does not exist\"/>"),
        "{junit}"
    );
}

#[test]
fn nothing_found_is_a_whole_report_too() {
    let folder = Workspace::new();
    folder.write("plans/plan.yaml", HEAD);
    for format in FORMATS {
        let run = check(&folder, format, &[]);
        if format == "text" {
            assert_eq!(run.out, "no findings in 1 file\n");
        } else {
            assert_eq!(told(format, &run.out), [], "{format}");
        }
    }
    let json = json(&folder);
    assert_eq!(
        json["summary"],
        serde_json::json!({"files": 1, "errors": 0, "warnings": 0, "infos": 0, "in_baseline": 0})
    );
    assert_eq!(check(&folder, "github", &[]).out, "");
    assert_eq!(check(&folder, "gitlab", &[]).out, "[]\n");
}

#[test]
fn a_format_that_does_not_exist_leads_to_the_near_one() {
    let folder = Workspace::new();
    let run = check(&folder, "sarff", &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--format cannot be sarff") && run.err.contains("did you mean sarif?"), "{}", run.err);
    let run = check(&folder, "pdf", &[]);
    assert!(run.err.contains("text, json, sarif, github, gitlab, junit"), "{}", run.err);
    folder.write("plans/plan.yaml", HEAD);
    assert_eq!(check(&folder, "SARIF", &[]).out, check(&folder, "sarif", &[]).out);
}

#[test]
fn what_two_paths_have_in_common_is_said_once() {
    let folder = workspace();
    for format in FORMATS {
        let whole = told(format, &check(&folder, format, &[]).out);
        let plan = format!("{UNIT}/plan.yaml");
        let absolute = folder.root().canonicalize().unwrap().join(&plan);
        let mut both = told(format, &check(&folder, format, &[".", &plan, absolute.to_str().unwrap()]).out);
        let mut whole = whole;
        both.sort();
        whole.sort();
        assert_eq!(both, whole, "{format}");
    }
}

/// Fingerprints by code and by what stands at the place.
fn names(folder: &Workspace) -> BTreeMap<String, String> {
    let report = json(folder);
    let all = report["findings"].as_array().unwrap().iter();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    all.map(|finding| {
        let key = format!("{} {} {}", text(&finding["code"]), text(&finding["path"]), text(&finding["message"]));
        let time = times.entry(key.clone()).and_modify(|time| *time += 1).or_insert(1);
        (format!("{key} {time}"), text(&finding["fingerprint"]))
    })
    .collect()
}

#[test]
fn fingerprints_survive_edits_elsewhere_and_are_the_same_from_every_folder() {
    let folder = workspace();
    let before = names(&folder);
    let path = format!("{UNIT}/plan.yaml");
    let plan = folder.read(&path);
    let edited = plan
        .replace("inledning: |\n", "# En rad till\n\ninledning: |\n  En ny första rad.\n\n")
        .replace("  enhetsmål:\n", "  # Årets mål\n  enhetsmål:\n");
    assert_ne!(edited, plan);
    folder.write(&path, &edited);
    folder.write("plans/b/å.md", &format!("Ett nytt stycke.\n\n{}", folder.read("plans/b/å.md")));
    assert_eq!(names(&folder), before);
    let here = folder.run_in("plans/b", &["check", "--lang", "sv", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&here.out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap().iter();
    let mut from_there: Vec<String> =
        results.map(|result| text(&result["partialFingerprints"]["vpFinding/v1"])).collect();
    let mut from_here: Vec<String> = before.into_values().collect();
    from_there.sort();
    from_here.sort();
    assert_eq!(from_there, from_here, "another folder and another language");
}

#[test]
fn settings_are_shown_from_where_the_program_is_run() {
    let folder = workspace();
    for asked in ["plans/b", "plans/b/plan.yaml", "."] {
        let told = told("json", &check(&folder, "json", &[asked]).out);
        let settings: Vec<&str> =
            told.iter().map(|one| one.path.as_str()).filter(|path| path.ends_with("vp.yaml")).collect();
        assert_eq!(settings, ["vp.yaml"], "{asked}");
    }
}

/// Puts each fix of a report into its file, the last of a file first.
fn fix(folder: &Workspace, fixes: &[(String, u64, u64, String)]) {
    let mut fixes = fixes.to_vec();
    fixes.sort_by_key(|(path, start, ..)| (path.clone(), std::cmp::Reverse(*start)));
    for (path, start, end, new) in fixes {
        let old = folder.read(&path);
        let mark = if old.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        let characters: Vec<char> = old.trim_start_matches('\u{feff}').chars().collect();
        let text = |characters: &[char]| characters.iter().collect::<String>();
        folder.write(
            &path,
            &format!("{mark}{}{new}{}", text(&characters[..start as usize]), text(&characters[end as usize..])),
        );
    }
}

#[test]
fn fixes_mend_where_json_and_sarif_say() {
    for format in ["json", "sarif"] {
        let folder = workspace();
        let report: Value = serde_json::from_str(&check(&folder, format, &[]).out).unwrap();
        let fixes: Vec<(String, u64, u64, String)> = match format {
            "json" => {
                let fixes = report["findings"].as_array().unwrap().iter().map(|finding| &finding["fix"]);
                let offset = |end: &Value| number(&end["offset"]);
                let fixes = fixes.filter(|fix| !fix.is_null());
                fixes
                    .map(|fix| (text(&fix["path"]), offset(&fix["start"]), offset(&fix["end"]), text(&fix["text"])))
                    .collect()
            }
            _ => {
                let results = report["runs"][0]["results"].as_array().unwrap().iter();
                let fixes = results.filter_map(|result| result["fixes"].get(0)).map(|fix| &fix["artifactChanges"][0]);
                let fixes = fixes.map(|change| {
                    let new = &change["replacements"][0];
                    let start = number(&new["deletedRegion"]["charOffset"]);
                    let end = start + number(&new["deletedRegion"]["charLength"]);
                    let path = super::decoded(&text(&change["artifactLocation"]["uri"]));
                    (path, start, end, text(&new["insertedContent"]["text"]))
                });
                fixes.collect()
            }
        };
        let unknown = |folder: &Workspace| {
            let told = told("json", &check(folder, "json", &[]).out);
            told.iter().filter(|one| one.code == "VP0103").count()
        };
        assert!(fixes.len() >= 4 && unknown(&folder) >= 4, "{fixes:?}");
        fix(&folder, &fixes);
        assert_eq!(unknown(&folder), 0, "{format}");
    }
}

#[test]
fn sarif_describes_the_rules_that_it_names() {
    let folder = workspace();
    let log: Value = serde_json::from_str(&check(&folder, "sarif", &[]).out).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let mut named: Vec<u64> = Vec::new();
    for result in run["results"].as_array().unwrap() {
        let number = number(&result["ruleIndex"]);
        let rule = &rules[number as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(text(&rule["help"]["markdown"]).contains(&format!("`vp explain {}`", text(&rule["id"]))));
        named.push(number);
    }
    named.sort_unstable();
    named.dedup();
    assert_eq!(named, (0..rules.len() as u64).collect::<Vec<_>>(), "each rule is named by a finding");
    let duplicate = Workspace::new();
    duplicate.write("plans/plan.yaml", &format!("{HEAD}årsmål: {{}}\nårsmål: {{}}\n"));
    let log: Value = serde_json::from_str(&check(&duplicate, "sarif", &[]).out).unwrap();
    let other = &log["runs"][0]["results"][0]["relatedLocations"][0];
    assert_eq!(other["id"], 1);
    assert_eq!(other["physicalLocation"]["region"]["startLine"], 5);
    let of_json = json(&duplicate);
    assert_eq!(of_json["findings"][0]["related"][0]["start"]["line"], 5);
    assert_eq!(of_json["findings"][0]["related"][0]["message"], other["message"]["text"]);
}

#[test]
fn junit_has_a_suite_for_each_file_and_fails_as_the_run_does() {
    let folder = workspace();
    let other = HEAD.replace("Parken", "Ängen");
    folder.write("plans/d/plan.yaml", &format!("{other}mål:\n  enhetsmål:\n    - titel: Ga\u{1}ss\n"));
    for (more, expected) in [(&[] as &[&str], 0), (&["--strict"], 1)] {
        let run = check(&folder, "junit", more);
        let document = roxmltree::Document::parse(&run.out).unwrap();
        let suites: Vec<_> = document.descendants().filter(|node| node.has_tag_name("testsuite")).collect();
        let names: Vec<&str> = suites.iter().filter_map(|suite| suite.attribute("name")).collect();
        let plan = format!("{UNIT}/plan.yaml");
        assert!(names.is_sorted() && names.contains(&plan.as_str()), "{names:?}");
        let clean = suites.iter().find(|suite| suite.attribute("name") == Some("plans/c/plan.yaml")).unwrap();
        assert_eq!((clean.attribute("tests"), clean.attribute("failures")), (Some("1"), Some("0")));
        let mut failures_of_warnings = 0;
        for suite in &suites {
            let cases: Vec<_> = suite.children().filter(roxmltree::Node::is_element).collect();
            let failures = cases.iter().filter(|case| case.descendants().any(|node| node.has_tag_name("failure")));
            let failures: Vec<_> = failures.collect();
            assert_eq!(suite.attribute("tests"), Some(cases.len().to_string().as_str()));
            assert_eq!(suite.attribute("failures"), Some(failures.len().to_string().as_str()));
            let all = cases.iter().flat_map(roxmltree::Node::descendants);
            failures_of_warnings += all.filter(|node| node.attribute("type") == Some("warning")).count();
            let names: std::collections::BTreeSet<_> = cases.iter().map(|case| case.attribute("name")).collect();
            assert_eq!(names.len(), cases.len(), "every test of a suite has a name of its own");
        }
        assert_eq!(failures_of_warnings > 0, expected > 0, "{more:?}");
    }
}

#[test]
fn the_runner_reads_what_was_written() {
    let folder = workspace();
    let run = check(&folder, "github", &[]);
    let line = run.out.lines().find(|line| line.contains("VP0105")).unwrap();
    let (head, message) = line.split_once("::error ").unwrap().1.split_once("::").unwrap();
    assert!(
        head.starts_with("file=plans/Råd & stöd #1%2C 100 %25/plan.yaml,line=15,col=37,endLine=15,endColumn=47,"),
        "{head}"
    );
    assert!(message.contains("%0A"), "what to do is on a line of its own: {line}");
    let report = json(&folder);
    let findings = report["findings"].as_array().unwrap().iter();
    let told: Vec<String> = findings.map(|finding| text(&finding["message"])).collect();
    for (line, message) in run.out.lines().zip(told) {
        let (_, said) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        assert_eq!(super::decoded(said).lines().next(), Some(message.as_str()));
    }
}
