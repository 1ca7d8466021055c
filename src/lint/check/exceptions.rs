//! `# vp: tillåt VP0603 skälet`: exceptions made where they stand, and those that match nothing.

use crate::both;
use crate::diagnostic::{Both, Diagnostic, Level, Rule};
use crate::lint::check::Levels;
use crate::lint::rules::{self, chain::exception_without_finding};
use crate::read::load::{File, Loaded};
use crate::source::{SourceId, Span};

struct Exception {
    /// The comment.
    span: Span,
    rule: Option<&'static Rule>,
    code: String,
    reason: bool,
    /// First and last line that it covers, from zero.
    lines: (usize, usize),
    /// Texts in files of their own that are named on these lines.
    texts: Vec<SourceId>,
    /// Whether the rules looked at the file; they do not where no document came of it.
    is_checked: bool,
    used: bool,
}

/// Takes away what is allowed and reports the exceptions that allowed nothing.
pub(super) fn apply(loaded: &Loaded, findings: Vec<Diagnostic>, levels: &Levels) -> Vec<Diagnostic> {
    let mut exceptions: Vec<Exception> = loaded
        .files
        .iter()
        .flat_map(|file| file.remarks.iter().filter_map(move |span| read(loaded, file, *span)))
        .collect();
    if exceptions.is_empty() {
        return findings;
    }
    let mut kept: Vec<Diagnostic> = findings
        .into_iter()
        .filter(|finding| {
            let mut allowed = false;
            for exception in &mut exceptions {
                if covers(loaded, exception, finding) {
                    exception.used = true;
                    allowed = true;
                }
            }
            !allowed
        })
        .collect();
    let level = levels.get(&exception_without_finding::RULE);
    if level > Level::Off {
        kept.extend(exceptions.iter().filter_map(|exception| unused(exception, level, levels)));
    }
    kept
}

fn covers(loaded: &Loaded, exception: &Exception, finding: &Diagnostic) -> bool {
    let Some(rule) = exception.rule else { return false };
    if rule.code != finding.rule.code || !rule.can_be_silenced || !exception.reason {
        return false;
    }
    if exception.texts.contains(&finding.span.source) {
        return true;
    }
    let line = loaded.sources.get(exception.span.source).line_of(finding.span.start);
    finding.span.source == exception.span.source && exception.lines.0 <= line && line <= exception.lines.1
}

fn unused(exception: &Exception, level: Level, levels: &Levels) -> Option<Diagnostic> {
    if exception.used {
        return None;
    }
    let code = &exception.code;
    let finding = |message: Both, help: Both| {
        let mut finding = Diagnostic::new(&exception_without_finding::RULE, exception.span, message).help(help);
        finding.level = level;
        Some(finding)
    };
    match exception.rule {
        None => finding(
            both!("undantaget nämner ingen regel som finns: {code}", "the exception names no rule that exists: {code}"),
            both!("skriv # vp: tillåt VP0603 och skälet", "write # vp: tillåt VP0603 and the reason"),
        ),
        Some(rule) if !rule.can_be_silenced => finding(
            both!("{code} kan inte undantas", "{code} allows no exception"),
            both!("rätta felet och ta bort kommentaren", "fix the fault and remove the comment"),
        ),
        Some(_) if !exception.reason => finding(
            both!("undantaget från {code} har inget skäl", "the exception from {code} has no reason"),
            both!(
                "skriv skälet efter koden: # vp: tillåt {code} beslutad av nämnden",
                "write the reason after the code: # vp: tillåt {code} decided by the board"
            ),
        ),
        // A rule that nobody ran has not been found to say nothing.
        Some(rule) if levels.get(rule) == Level::Off || !exception.is_checked => None,
        Some(_) => finding(
            both!("{code} säger inget om den här raden", "{code} says nothing about this line"),
            both!("ta bort kommentaren", "remove the comment"),
        ),
    }
}

/// Reads `# vp: tillåt KOD skäl`. It covers its own line, or where it stands alone the next line with content; where a
/// text of several lines begins there, all of them.
fn read(loaded: &Loaded, file: &File, span: Span) -> Option<Exception> {
    let source = loaded.sources.get(span.source);
    let words = loaded.sources.slice(span);
    let rest = words.trim_start_matches('#').trim_start().strip_prefix("vp:")?.trim();
    let rest = rest.strip_prefix("tillåt").or_else(|| rest.strip_prefix("allow")).unwrap_or("").trim_start();
    let (code, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let own = source.line_of(span.start);
    let alone = source.text[source.line_range(own).start..span.start as usize].trim().is_empty();
    let mut line = own;
    if alone {
        line = (own + 1..source.line_count())
            .find(|line| {
                let words = source.text[source.line_range(*line)].trim();
                !words.is_empty() && !words.starts_with('#')
            })
            .unwrap_or(own);
    }
    let last = last_line(source, line);
    let within = source.line_range(line).start..source.line_range(last).end;
    let texts = file
        .texts
        .iter()
        .copied()
        .filter(|text| {
            let name = loaded.sources.get(*text).path.rsplit('/').next().unwrap_or("");
            !name.is_empty() && source.text[within.clone()].contains(name)
        })
        .collect();
    Some(Exception {
        span,
        rule: rules::find(code),
        code: if code.is_empty() { words.to_owned() } else { code.to_owned() },
        reason: !reason.trim().is_empty(),
        lines: (line, last),
        texts,
        is_checked: file.document.is_some(),
        used: false,
    })
}

/// The last line of a text that begins on `line` with `|` or `>`: as long as lines are blank or indented deeper.
fn last_line(source: &crate::source::Source, line: usize) -> usize {
    let text = &source.text[source.line_range(line)];
    let value = text.split(" #").next().unwrap_or(text).trim_end();
    let begins_block = value.rsplit(':').next().is_some_and(|value| value.trim_start().starts_with(['|', '>']));
    if !begins_block {
        return line;
    }
    let indent = |text: &str| text.len() - text.trim_start_matches([' ', '-']).len();
    let own = indent(text);
    let mut last = line;
    for next in line + 1..source.line_count() {
        let text = &source.text[source.line_range(next)];
        if text.trim().is_empty() {
            continue;
        }
        if text.len() - text.trim_start().len() <= own.min(text.len()) && text.len() - text.trim_start().len() <= own {
            break;
        }
        last = next;
    }
    last
}
