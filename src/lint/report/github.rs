//! Findings as commands that a run of GitHub Actions obeys: each becomes an annotation on its line.

use std::fmt::Write;

use crate::diagnostic::Severity;
use crate::lint::report::located::{self, Located};
use crate::lint::report::{Format, Report};

/// The format.
pub static FORMAT: Format = Format { name: "github", write };

fn write(report: &Report) -> String {
    let mut text = String::new();
    for stopped in &report.stopped {
        text.push_str("::error title=vp::");
        push_data(&mut text, stopped.words.get(report.language));
        text.push('\n');
    }
    for finding in located::all(report) {
        push(&mut text, &finding);
    }
    text
}

fn push(text: &mut String, finding: &Located) {
    let place = &finding.place;
    text.push_str(match finding.level {
        Severity::Error => "::error file=",
        Severity::Warning => "::warning file=",
        Severity::Info | Severity::Off => "::notice file=",
    });
    push_property(text, &place.path);
    let (start, end) = (place.start, place.end);
    // Writing to a text cannot fail.
    let _ = write!(text, ",line={}", start.line);
    // GitHub takes columns only of a place within one line.
    if start.line == end.line {
        let _ = write!(text, ",col={},endLine={},endColumn={}", start.column, end.line, end.column);
    } else {
        let _ = write!(text, ",endLine={}", end.line);
    }
    let _ = write!(text, ",title={} ", finding.rule.code);
    push_property(text, finding.rule.name);
    text.push_str("::");
    push_data(text, finding.message);
    for more in finding.details() {
        text.push_str("%0A");
        push_data(text, &more);
    }
    text.push('\n');
}

/// Adds words after the second `::`.
fn push_data(text: &mut String, words: &str) {
    push_escaped(text, words, "");
}

/// Adds the value of a property.
fn push_property(text: &mut String, words: &str) {
    push_escaped(text, words, ":,");
}

fn push_escaped(text: &mut String, words: &str, more: &str) {
    for character in words.chars() {
        match character {
            '%' | '\r' | '\n' => {
                let _ = write!(text, "%{:02X}", u32::from(character));
            }
            _ if more.contains(character) => {
                let _ = write!(text, "%{:02X}", u32::from(character));
            }
            // The log is shown on a terminal.
            _ if character.is_control() => text.push(' '),
            _ => text.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_end_a_part_are_escaped() {
        let (mut property, mut data) = (String::new(), String::new());
        push_property(&mut property, "plans/100 %, å: b#1.yaml\r\n");
        push_data(&mut data, "100 %, å: b\r\n\u{1b}[31m::error::");
        assert_eq!(property, "plans/100 %25%2C å%3A b#1.yaml%0D%0A");
        assert_eq!(data, "100 %25, å: b%0D%0A [31m::error::");
    }
}
