//! Findings as JSON for programs. The shape is that of docs/check.md; a change that could break a reader raises the version.

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::lint::report::located::{self, Located, Place};
use crate::lint::report::{Format, Report};

/// The format.
pub static FORMAT: Format = Format { name: "json", write };

/// The version of the shape.
const VERSION: u8 = 1;

fn write(report: &Report) -> String {
    let findings = located::all(report);
    let count = |level: Severity| findings.iter().filter(|finding| finding.level == level).count();
    let shape = JsonReport {
        version: VERSION,
        summary: SummaryShape {
            files: report.count_files(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            in_baseline: report.in_baseline,
        },
        findings: findings.iter().map(finding).collect(),
        stopped: report
            .stopped
            .iter()
            .map(|stopped| StoppedShape { path: &stopped.path, message: stopped.words.get(report.language) })
            .collect(),
    };
    let text = serde_json::to_string_pretty(&shape).expect("texts, numbers and lists can be written as JSON");
    text + "\n"
}

#[derive(Serialize)]
struct JsonReport<'r> {
    version: u8,
    summary: SummaryShape,
    findings: Vec<FindingShape<'r>>,
    stopped: Vec<StoppedShape<'r>>,
}

#[derive(Serialize)]
struct SummaryShape {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    in_baseline: usize,
}

#[derive(Serialize)]
struct StoppedShape<'r> {
    path: &'r str,
    message: &'r str,
}

#[derive(Serialize)]
struct FindingShape<'r> {
    code: &'r str,
    name: &'r str,
    level: String,
    path: &'r str,
    start: PositionShape,
    end: PositionShape,
    message: &'r str,
    label: Option<&'r str>,
    help: Option<&'r str>,
    related: Vec<RelatedShape<'r>>,
    fix: Option<FixShape<'r>>,
    fingerprint: &'r str,
}

#[derive(Serialize)]
struct PositionShape {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct RelatedShape<'r> {
    path: &'r str,
    start: PositionShape,
    end: PositionShape,
    message: &'r str,
}

#[derive(Serialize)]
struct FixShape<'r> {
    path: &'r str,
    start: PositionShape,
    end: PositionShape,
    text: &'r str,
}

fn finding<'r>(finding: &'r Located<'r>) -> FindingShape<'r> {
    let (start, end) = ends(&finding.place);
    FindingShape {
        code: finding.rule.code,
        name: finding.rule.name,
        level: located::word(finding.level),
        path: &finding.place.path,
        start,
        end,
        message: finding.message,
        label: finding.label,
        help: finding.help,
        related: finding.others.iter().map(|(place, message)| related(place, message)).collect(),
        fix: finding.fix.as_ref().map(|(place, text)| {
            let (start, end) = ends(place);
            FixShape { path: &place.path, start, end, text }
        }),
        fingerprint: &finding.fingerprint,
    }
}

fn related<'r>(place: &'r Place, message: &'r str) -> RelatedShape<'r> {
    let (start, end) = ends(place);
    RelatedShape { path: &place.path, start, end, message }
}

fn ends(place: &Place) -> (PositionShape, PositionShape) {
    let shape = |at: crate::source::Position, offset| PositionShape { line: at.line, column: at.column, offset };
    (shape(place.start, place.offsets.0), shape(place.end, place.offsets.1))
}
