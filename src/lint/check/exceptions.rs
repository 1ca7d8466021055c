//! `# vp: tillåt VP0603 skälet`: exceptions made where they stand, and those that match nothing.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Bilingual, Diagnostic, Rule, Severity};
use crate::lint::check::Severities;
use crate::lint::rules::{self, chain::exception_without_finding};
use crate::msg;
use crate::read::load::{File, Loaded};
use crate::source::{Source, SourceId, Span};

struct Exception {
    /// The comment.
    span: Span,
    rule: Option<&'static Rule>,
    code: String,
    reason: bool,
    /// What it covers: a number among the places.
    place: usize,
    /// Whether the rules looked at the file; they do not where no document came of it.
    is_checked: bool,
}

impl Exception {
    /// The rule that it excepts from, where it can.
    fn silenced(&self) -> Option<&'static Rule> {
        self.rule.filter(|rule| rule.can_be_silenced && self.reason)
    }
}

/// What exceptions cover, however many stand above it.
struct Covered {
    source: SourceId,
    /// First and last line, from zero.
    lines: (usize, usize),
    /// Texts in files of their own that are named on these lines.
    texts: Vec<SourceId>,
}

/// Takes away what is allowed and reports the exceptions that allowed nothing.
pub(super) fn apply(loaded: &Loaded, findings: Vec<Diagnostic>, levels: &Severities) -> Vec<Diagnostic> {
    let (mut exceptions, mut places) = (Vec::new(), Vec::new());
    loaded.files.iter().for_each(|file| read_all(loaded, file, &mut exceptions, &mut places));
    if exceptions.is_empty() {
        return findings;
    }
    let index = Index::of(&exceptions, &places);
    let mut used: HashSet<(usize, &'static str)> = HashSet::new();
    let mut kept: Vec<Diagnostic> = findings
        .into_iter()
        .filter(|finding| {
            let mut is_covered = false;
            for place in index.covering(loaded, finding) {
                used.insert((place, finding.rule.code));
                is_covered = true;
            }
            !is_covered
        })
        .collect();
    let level = levels.get(&exception_without_finding::RULE);
    if level > Severity::Off {
        let is_used = |exception: &Exception| {
            exception.silenced().is_some_and(|rule| used.contains(&(exception.place, rule.code)))
        };
        let unused = exceptions.iter().filter(|exception| !is_used(exception));
        kept.extend(unused.filter_map(|exception| self::unused(exception, level, levels)));
    }
    kept
}

/// The lines of a place, how far down those reach that begin no later, and its number.
struct Lines {
    first: usize,
    last: usize,
    reach: usize,
    place: usize,
}

/// Which places are excepted for a file and a rule, so that a thousand findings do not each look through all.
struct Index {
    /// By file and rule, in order.
    by_lines: HashMap<(SourceId, &'static str), Vec<Lines>>,
    /// By the file of a text that is named on their lines, and rule.
    by_text: HashMap<(SourceId, &'static str), Vec<usize>>,
}

impl Index {
    fn of(exceptions: &[Exception], places: &[Covered]) -> Index {
        let mut index = Index { by_lines: HashMap::new(), by_text: HashMap::new() };
        let mut known: HashSet<(usize, &'static str)> = HashSet::new();
        for exception in exceptions {
            let Some(rule) = exception.silenced() else { continue };
            // Of several for one rule above one line the first is enough.
            if !known.insert((exception.place, rule.code)) {
                continue;
            }
            let Covered { source, lines: (first, last), texts } = &places[exception.place];
            let lines = index.by_lines.entry((*source, rule.code)).or_default();
            lines.push(Lines { first: *first, last: *last, reach: *last, place: exception.place });
            for text in texts {
                index.by_text.entry((*text, rule.code)).or_default().push(exception.place);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for lines in index.by_lines.values_mut() {
            lines.sort_unstable_by_key(|lines| (lines.first, lines.last, lines.place));
            let mut reach = 0;
            for lines in lines {
                reach = reach.max(lines.last);
                lines.reach = reach;
            }
        }
        index
    }

    /// The places that a finding stands in: of those that begin no later, back to where none reaches so far.
    fn covering(&self, loaded: &Loaded, finding: &Diagnostic) -> Vec<usize> {
        let key = (finding.span.source, finding.rule.code);
        let mut found = self.by_text.get(&key).cloned().unwrap_or_default();
        if let Some(lines) = self.by_lines.get(&key) {
            let line = loaded.sources.get(finding.span.source).line_of(finding.span.start);
            let end = lines.partition_point(|lines| lines.first <= line);
            let reaching = lines[..end].iter().rev().take_while(|lines| lines.reach >= line);
            found.extend(reaching.filter(|lines| line <= lines.last).map(|lines| lines.place));
        }
        found
    }
}

fn unused(exception: &Exception, level: Severity, levels: &Severities) -> Option<Diagnostic> {
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

/// Reads the exceptions of a file: `# vp: tillåt KOD skäl`. Each covers its own line, or where it stands alone the next
/// line with content; where a text of several lines begins there, all of them.
fn read_all(loaded: &Loaded, file: &File, exceptions: &mut Vec<Exception>, places: &mut Vec<Covered>) {
    let mut read: Vec<Exception> = Vec::new();
    // The line of the comment below that stands alone with what it covers, and the place of each line: many comments may
    // stand above one line.
    let mut below: Option<(usize, Option<usize>)> = None;
    let mut known: HashMap<usize, usize> = HashMap::new();
    for span in file.directives.iter().rev() {
        let source = loaded.sources.get(span.source);
        let words = loaded.sources.slice(*span);
        let Some(rest) = words.trim_start_matches('#').trim_start().strip_prefix("vp:") else { continue };
        let rest = rest.trim();
        let rest = rest.strip_prefix("tillåt").or_else(|| rest.strip_prefix("allow")).unwrap_or("").trim_start();
        let (code, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let own = source.line_of(span.start);
        let is_alone = source.text[source.line_range(own).start..span.start as usize].trim().is_empty();
        let covered = is_alone.then(|| line_below(&source, own, below));
        below = covered.map(|covered| (own, covered));
        let line = covered.flatten().unwrap_or(own);
        let place = *known.entry(line).or_insert_with(|| {
            places.push(Covered::of(loaded, file, span.source, line));
            places.len() - 1
        });
        read.push(Exception {
            span: *span,
            rule: rules::find(code),
            code: if code.is_empty() { words.to_string() } else { code.to_owned() },
            reason: !reason.trim().is_empty(),
            place,
            is_checked: file.document.is_some(),
        });
    }
    exceptions.extend(read.into_iter().rev());
}

/// The next line with content below a line. `below` is the next comment that stands alone, and what it covers.
fn line_below(source: &Source, own: usize, below: Option<(usize, Option<usize>)>) -> Option<usize> {
    for line in own + 1..source.line_count() {
        if let Some((_, covered)) = below.filter(|(below, _)| *below == line) {
            return covered;
        }
        let words = source.text[source.line_range(line)].trim();
        if !words.is_empty() && !words.starts_with('#') {
            return Some(line);
        }
    }
    None
}

impl Covered {
    fn of(loaded: &Loaded, file: &File, id: SourceId, line: usize) -> Covered {
        let source = loaded.sources.get(id);
        let last = last_line(&source, line);
        let within = &source.text[source.line_range(line).start..source.line_range(last).end];
        let is_named = |text: &SourceId| {
            let name = loaded.sources.path(*text).rsplit('/').next().unwrap_or("");
            !name.is_empty() && within.contains(name)
        };
        Covered { source: id, lines: (line, last), texts: file.texts.iter().copied().filter(is_named).collect() }
    }
}

/// The last line of a text that begins on `line` with `|` or `>`: as long as lines are blank or indented deeper.
fn last_line(source: &Source, line: usize) -> usize {
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
