//! Every place of a difficult text has one line and one column, whichever format tells it.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::path::Path;

use serde_json::Value;
use vp::diagnostic::{Bilingual, Diagnostic, Language, Severity};
use vp::lint::fingerprint::{self, Fingerprint};
use vp::lint::report::{FORMATS, Report, find, write};
use vp::lint::rules;
use vp::source::{Source, Sources, Span};
use vp::terminal::Style;

use super::{number, told};

/// Letters in both Unicode forms, emoji of several code points, tabs, all line ends, and places at the ends of files.
const TEXTS: &[&str] = &[
    "",
    "\u{feff}",
    "\n",
    "å: 1",
    "å: 1\r\n",
    "a\u{308}o\u{308}: \"😀👩‍👧\"\t# 漢\r\n\r\n  \tså: |\n    ett\n\n",
    "\u{feff}år: 2025\nmål:\n\t- ä\u{a0}ö\u{200b}\n",
    "a\rb\n\u{2028}c\u{85}d\n",
];

/// Line, column and offset, counted here anew. Nothing stands between the two signs of a line break.
fn counted(text: &str, at: usize) -> (u64, u64, u64) {
    // A carriage return alone ends a line.
    let text = &text.replace("\r\n", "\0\n").replace('\r', "\n").replace('\0', "\r");
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let whole = text[start..].split('\n').next().unwrap().trim_end_matches('\r');
    let before = &text[..at.min(start + whole.len())];
    let (line, own) = (before.matches('\n').count() + 1, &before[start..]);
    let without_mark = |text: &str| text.trim_start_matches('\u{feff}').chars().count() as u64;
    (line as u64, without_mark(own) + 1, without_mark(before))
}

/// Findings with their names.
fn named(findings: Vec<Diagnostic>, sources: &Sources) -> Vec<(Diagnostic, Option<Fingerprint>)> {
    let names = fingerprint::of(&findings, sources);
    findings.into_iter().zip(names.into_iter().map(Some)).collect()
}

fn report(text: &str, start: usize, end: usize) -> Report {
    let sources = Sources::default();
    let id = sources.add(Source::new("plans/å b.yaml", text));
    let span: Span = sources.whole(id).at(start, end);
    let finding = Diagnostic::new(rules::all()[0].rule, span, Bilingual::fixed("fynd", "finding"));
    let mut report = Report::new(Language::English, Severity::Error, Style::Plain, Path::new("/ws"));
    report.add(named(vec![finding], &sources), std::sync::Arc::new(sources), vec![id], Language::English);
    report
}

#[test]
fn are_the_same_in_every_format() {
    let mut places = 0;
    for text in TEXTS {
        let ends: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        for (number_of_start, &start) in ends.iter().enumerate() {
            // A place before a byte order mark is none.
            if start == 0 && text.starts_with('\u{feff}') && text.len() > 3 {
                continue;
            }
            let others = [start, *ends.get(number_of_start + 1).unwrap_or(&start), text.len()];
            for end in others {
                places += 1;
                assert_same(text, start, end);
            }
        }
    }
    assert!(places > 200, "{places}");
}

fn assert_same(text: &str, start: usize, end: usize) {
    let report = report(text, start, end);
    let (from, to) = (counted(text, start), counted(text, end));
    for format in FORMATS {
        let output = write(format, &report);
        let all = told(format.name, &output);
        let at = format!("{} of {start}..{end} in {text:?}:\n{output}", format.name);
        assert_eq!(all.len(), 1, "{at}");
        let one = &all[0];
        assert_eq!((one.path.as_str(), one.line), ("plans/å b.yaml", from.0), "{at}");
        let is_of_several_lines = from.0 != to.0;
        match format.name {
            "github" if is_of_several_lines => assert_eq!((one.column, one.end), (0, None), "{at}"),
            _ => {
                assert_eq!(one.column, from.1, "{at}");
                assert!(one.end.is_none_or(|end| end == (to.0, to.1)), "{at}");
            }
        }
    }
    let json: Value = serde_json::from_str(&write(find("json").unwrap(), &report)).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(number(&finding["start"]["offset"]), from.2, "{start}..{end} in {text:?}");
    assert_eq!(number(&finding["end"]["offset"]), to.2, "{start}..{end} in {text:?}");
    let sarif: Value = serde_json::from_str(&write(find("sarif").unwrap(), &report)).unwrap();
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(number(&region["charOffset"]), from.2);
    assert_eq!(number(&region["charOffset"]) + number(&region["charLength"]), to.2);
}

#[test]
fn paths_are_told_from_the_folder_that_the_program_is_run_in() {
    for (here, shown, path) in [
        ("/ws", "plans/a.yaml", "plans/a.yaml"),
        ("/ws", "/ws/plans/a.yaml", "plans/a.yaml"),
        ("/ws", "/wsx/a.yaml", "/wsx/a.yaml"),
        ("/ws/plans", "../vp.yaml", "../vp.yaml"),
        ("C:\\Planer", "C:/Planer/å b/a.yaml", "å b/a.yaml"),
        ("C:\\Planer", "D:/a.yaml", "D:/a.yaml"),
    ] {
        let sources = Sources::default();
        let id = sources.add(Source::new(shown, "a"));
        let finding = Diagnostic::new(rules::all()[0].rule, sources.whole(id), Bilingual::fixed("fynd", "finding"));
        let mut report = Report::new(Language::English, Severity::Error, Style::Plain, Path::new(here));
        report.add(named(vec![finding], &sources), std::sync::Arc::new(sources), vec![id], Language::English);
        for format in ["json", "github", "gitlab", "junit"] {
            assert_eq!(told(format, &write(find(format).unwrap(), &report))[0].path, path, "{format}");
        }
    }
}

/// What grows with the square of the findings would take many minutes here.
#[test]
fn twenty_thousand_findings_are_written() {
    let text = "        - {namn: Å, slut: 2024-12-31}\n".repeat(20_000);
    let sources = Sources::default();
    let id = sources.add(Source::new("plan.yaml", text.as_str()));
    let rule = rules::all()[0].rule;
    let findings = (0..20_000).map(|line| {
        let start = line * (text.len() / 20_000) + 27;
        Diagnostic::new(rule, sources.whole(id).at(start, start + 10), Bilingual::fixed("fynd", "finding"))
    });
    let findings: Vec<Diagnostic> = findings.collect();
    let mut report = Report::new(Language::English, Severity::Error, Style::Plain, Path::new("/ws"));
    report.add(named(findings, &sources), std::sync::Arc::new(sources), vec![id], Language::English);
    for format in FORMATS {
        let output = write(format, &report);
        if format.name != "text" {
            assert_eq!(told(format.name, &output).len(), 20_000);
        }
    }
}
