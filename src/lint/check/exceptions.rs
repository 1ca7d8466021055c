//! `# vp: tillåt VP0603 skälet`: exceptions made where they stand, and those that match nothing.

use std::collections::HashMap;

use crate::diagnostic::{Bilingual, Diagnostic, Rule, Severity};
use crate::lint::check::Severities;
use crate::lint::rules::{self, chain::exception_without_finding};
use crate::msg;
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
pub(super) fn apply(loaded: &Loaded, findings: Vec<Diagnostic>, levels: &Severities) -> Vec<Diagnostic> {
    let mut exceptions: Vec<Exception> = loaded
        .files
        .iter()
        .flat_map(|file| file.directives.iter().filter_map(move |span| read(loaded, file, *span)))
        .collect();
    if exceptions.is_empty() {
        return findings;
    }
    let index = Index::of(&exceptions);
    let mut kept: Vec<Diagnostic> = findings
        .into_iter()
        .filter(|finding| {
            let covering = index.covering(loaded, finding);
            for at in &covering {
                exceptions[*at].used = true;
            }
            covering.is_empty()
        })
        .collect();
    let level = levels.get(&exception_without_finding::RULE);
    if level > Severity::Off {
        kept.extend(exceptions.iter().filter_map(|exception| unused(exception, level, levels)));
    }
    kept
}

/// The first and the last line of an exception, and its number.
type Lines = (usize, usize, usize);

/// Which exceptions there are for a file and a rule, so that a thousand findings do not each look through all.
struct Index {
    /// By file and rule: the first and last line of each with its number, in order, and how many lines the longest has.
    by_lines: HashMap<(SourceId, &'static str), (Vec<Lines>, usize)>,
    /// By the file of a text that is named on their lines, and rule.
    by_text: HashMap<(SourceId, &'static str), Vec<usize>>,
}

impl Index {
    fn of(exceptions: &[Exception]) -> Index {
        let mut index = Index { by_lines: HashMap::new(), by_text: HashMap::new() };
        for (at, exception) in exceptions.iter().enumerate() {
            let Some(rule) = exception.rule.filter(|rule| rule.can_be_silenced && exception.reason) else { continue };
            let (first, last) = exception.lines;
            let (lines, longest) = index.by_lines.entry((exception.span.source, rule.code)).or_default();
            lines.push((first, last, at));
            *longest = (*longest).max(last - first);
            for text in &exception.texts {
                index.by_text.entry((*text, rule.code)).or_default().push(at);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for (lines, _) in index.by_lines.values_mut() {
            lines.sort_unstable();
        }
        index
    }

    /// The exceptions that cover a finding: those that begin no farther above it than the longest reaches.
    fn covering(&self, loaded: &Loaded, finding: &Diagnostic) -> Vec<usize> {
        let key = (finding.span.source, finding.rule.code);
        let mut found = self.by_text.get(&key).cloned().unwrap_or_default();
        if let Some((lines, longest)) = self.by_lines.get(&key) {
            let line = loaded.sources.get(finding.span.source).line_of(finding.span.start);
            let end = lines.partition_point(|(first, ..)| *first <= line);
            let start = lines.partition_point(|(first, ..)| first + longest < line);
            found.extend(lines[start..end].iter().filter(|(_, last, _)| line <= *last).map(|(_, _, at)| *at));
        }
        found
    }
}

fn unused(exception: &Exception, level: Severity, levels: &Severities) -> Option<Diagnostic> {
    if exception.used {
        return None;
    }
    let code = &exception.code;
    let finding = |message: Bilingual, help: Bilingual| {
        let mut finding = Diagnostic::new(&exception_without_finding::RULE, exception.span, message).help(help);
        finding.level = level;
        Some(finding)
    };
    match exception.rule {
        None => finding(
            msg!("undantaget nämner ingen regel som finns: {code}", "the exception names no rule that exists: {code}"),
            msg!("skriv # vp: tillåt VP0603 och skälet", "write # vp: tillåt VP0603 and the reason"),
        ),
        Some(rule) if !rule.can_be_silenced => finding(
            msg!("{code} kan inte undantas", "{code} allows no exception"),
            msg!("rätta felet och ta bort kommentaren", "fix the fault and remove the comment"),
        ),
        Some(_) if !exception.reason => finding(
            msg!("undantaget från {code} har inget skäl", "the exception from {code} has no reason"),
            msg!(
                "skriv skälet efter koden: # vp: tillåt {code} beslutad av nämnden",
                "write the reason after the code: # vp: tillåt {code} decided by the board"
            ),
        ),
        // A rule that nobody ran has not been found to say nothing.
        Some(rule) if levels.get(rule) == Severity::Off || !exception.is_checked => None,
        Some(_) => finding(
            msg!("{code} säger inget om den här raden", "{code} says nothing about this line"),
            msg!("ta bort kommentaren", "remove the comment"),
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
