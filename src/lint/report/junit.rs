//! Findings as a JUnit report, which most build servers read: a suite for each file, and a test for each finding.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::lint::report::located::{self, Located};
use crate::lint::report::{Format, Report};

/// The format.
pub static FORMAT: Format = Format { name: "junit", write };

fn write(report: &Report) -> String {
    let findings = located::all(report);
    let mut files: BTreeMap<String, Vec<&Located>> = BTreeMap::new();
    for part in &report.parts {
        files.extend(part.files.iter().map(|file| (report.path(&part.sources, *file), Vec::new())));
    }
    for finding in &findings {
        files.entry(finding.place.path.clone()).or_default().push(finding);
    }
    let tests: usize = files.values().map(|findings| findings.len().max(1)).sum();
    let is_failure = |finding: &Located| finding.level >= report.fails_from;
    let failures = findings.iter().filter(|finding| is_failure(finding)).count();
    let stopped = report.stopped.len();
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"vp check\" tests=\"{}\" failures=\"{failures}\" \
         errors=\"{stopped}\" time=\"0\">\n",
        tests + stopped,
    );
    for path in &report.stopped {
        begin_suite(&mut text, &path.path, (1, 0, 1));
        begin_test(&mut text, "vp", &path.path);
        text.push_str(">\n      <error message=\"");
        push(&mut text, path.words.get(report.language));
        text.push_str("\"/>\n    </testcase>\n  </testsuite>\n");
    }
    for (path, findings) in &files {
        let failures = findings.iter().filter(|finding| is_failure(finding)).count();
        begin_suite(&mut text, path, (findings.len().max(1), failures, 0));
        if findings.is_empty() {
            begin_test(&mut text, "vp check", path);
            text.push_str("/>\n");
        }
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in findings {
            let time = times.entry(finding.rule.code).and_modify(|time| *time += 1).or_insert(1);
            push_finding(&mut text, finding, *time, is_failure(finding));
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn begin_suite(text: &mut String, path: &str, (tests, failures, errors): (usize, usize, usize)) {
    text.push_str("  <testsuite name=\"");
    push(text, path);
    // Writing to a text cannot fail.
    let _ = write!(
        text,
        "\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\" time=\"0\" file=\""
    );
    push(text, path);
    text.push_str("\">\n");
}

/// The file is the class: the schema that most servers follow knows no file of a test, and the line stands in its text.
fn begin_test(text: &mut String, name: &str, path: &str) {
    text.push_str("    <testcase name=\"");
    push(text, name);
    text.push_str("\" classname=\"");
    push(text, path);
    text.push_str("\" time=\"0\"");
}

/// Servers follow a test by its name, so it holds no line: the second finding of a rule in a file is `(2)`.
fn push_finding(text: &mut String, finding: &Located, time: usize, is_failure: bool) {
    let (rule, place) = (finding.rule, &finding.place);
    let name = match time {
        1 => format!("{} {}", rule.code, rule.name),
        _ => format!("{} {} ({time})", rule.code, rule.name),
    };
    begin_test(text, &name, &place.path);
    text.push_str(">\n      ");
    if is_failure {
        text.push_str("<failure message=\"");
        push(text, finding.message);
        let _ = write!(text, "\" type=\"{}\">", located::word(finding.level));
    } else {
        text.push_str("<system-out>");
        push(text, finding.level.word().get(finding.language));
        text.push_str(": ");
        push(text, finding.message);
        text.push('\n');
    }
    push(text, &place.to_string());
    for more in finding.details() {
        text.push('\n');
        push(text, &more);
    }
    text.push_str(if is_failure { "</failure>" } else { "</system-out>" });
    text.push_str("\n    </testcase>\n");
}

/// Adds words so that they are read as they stand, in an attribute or in a text. Signs that XML cannot hold at all are left
/// out.
fn push(text: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            // In an attribute white space would be read as a blank.
            '\n' | '\r' | '\t' => {
                let _ = write!(text, "&#{};", u32::from(character));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => text.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::push;

    #[test]
    fn no_sign_of_a_text_is_markup() {
        let mut text = String::new();
        push(&mut text, "<a b=\"c\">&amp;\u{0}\u{1b}[1m\u{fffe}\t\r\n]]> å😀");
        assert_eq!(text, "&lt;a b=&quot;c&quot;&gt;&amp;amp;[1m&#9;&#13;&#10;]]&gt; å😀");
    }
}
