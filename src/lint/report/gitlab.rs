//! Findings as a report on code quality, which GitLab shows in a merge request.

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::lint::fingerprint::Fingerprint;
use crate::lint::report::located::{self, Located};
use crate::lint::report::{Format, Report};
use crate::source::Position;

/// The format.
pub static FORMAT: Format = Format { name: "gitlab", write };

fn write(report: &Report) -> String {
    let findings = located::all(report);
    let stopped = report.stopped.iter().map(|stopped| {
        let start = Position { line: 1, column: 1 };
        GitlabReport {
            description: stopped.words.get(report.language).to_owned(),
            check_name: "vp",
            fingerprint: Fingerprint::of_words(&stopped.path).to_string(),
            severity: "blocker",
            location: location(&stopped.path, start, start),
        }
    });
    let shapes: Vec<GitlabReport> = stopped.chain(findings.iter().map(finding)).collect();
    let text = serde_json::to_string_pretty(&shapes).expect("texts, numbers and lists can be written as JSON");
    text + "\n"
}

#[derive(Serialize)]
struct GitlabReport<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: LocationShape<'r>,
}

#[derive(Serialize)]
struct LocationShape<'r> {
    path: &'r str,
    lines: Ends<usize>,
    positions: Ends<PositionShape>,
}

#[derive(Serialize)]
struct Ends<T> {
    begin: T,
    end: T,
}

#[derive(Serialize)]
struct PositionShape {
    line: usize,
    column: usize,
}

fn finding<'r>(finding: &'r Located<'r>) -> GitlabReport<'r> {
    let (code, message) = (finding.rule.code, finding.message);
    let place = &finding.place;
    GitlabReport {
        description: match finding.help {
            Some(help) => format!("{code}: {message} – {help}"),
            None => format!("{code}: {message}"),
        },
        check_name: code,
        fingerprint: finding.fingerprint.clone(),
        severity: match finding.level {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info | Severity::Off => "info",
        },
        location: location(&place.path, place.start, place.end),
    }
}

fn location(path: &str, start: Position, end: Position) -> LocationShape<'_> {
    let shape = |at: Position| PositionShape { line: at.line, column: at.column };
    LocationShape {
        path,
        lines: Ends { begin: start.line, end: end.line },
        positions: Ends { begin: shape(start), end: shape(end) },
    }
}
