//! Findings with their paths, lines and columns: the one place where all formats for other programs get them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use crate::diagnostic::{Language, Rule, Severity};
use crate::identity;
use crate::lint::fingerprint::Fingerprint;
use crate::lint::report::Report;
use crate::source::{Position, Sources, Span};

/// A place in a file. The end is the first code point after it.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The path, with `/`.
    pub(super) path: String,
    pub(super) start: Position,
    pub(super) end: Position,
    /// Code points before the start, and before the end.
    pub(super) offsets: (usize, usize),
}

impl fmt::Display for Place {
    /// As text for people has it: `plans/plan.yaml:3:5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.start.line, self.start.column)
    }
}

/// A finding in the language of its workspace.
#[derive(Debug)]
pub(super) struct Located<'r> {
    pub(super) rule: &'static Rule,
    pub(super) level: Severity,
    pub(super) place: Place,
    pub(super) message: &'r str,
    pub(super) label: Option<&'r str>,
    pub(super) help: Option<&'r str>,
    pub(super) others: Vec<(Place, &'r str)>,
    /// The edit. One whose text has a personal identity number is left out, as a masked one would spoil the file.
    pub(super) fix: Option<(Place, &'r str)>,
    pub(super) fingerprint: String,
    pub(super) language: Language,
}

impl Located<'_> {
    /// What is said besides the message, for formats that have one text for all: what stands at the place, the other
    /// places, and what to do.
    pub(super) fn details(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let label = self.label.map(Cow::Borrowed);
        let others = self.others.iter().map(|(place, words)| Cow::Owned(format!("{place}: {words}")));
        label.into_iter().chain(others).chain(self.help.map(Cow::Borrowed))
    }
}

/// Every finding of a report, in its order. No two have the same fingerprint.
pub(super) fn all(report: &Report) -> Vec<Located<'_>> {
    let mut findings = Vec::with_capacity(report.parts.iter().map(|part| part.findings.len()).sum());
    let mut times: HashMap<Fingerprint, usize> = HashMap::new();
    for part in &report.parts {
        let place = |span: Span| place(report, &part.sources, span);
        for (finding, name) in part.findings.iter().zip(&part.names) {
            let name = name.expect("a format that tells names is given them");
            // Two workspaces may have the same file, and the same finding in it.
            let time = times.entry(name).and_modify(|time| *time += 1).or_insert(1);
            findings.push(Located {
                rule: finding.rule,
                level: finding.level,
                place: place(finding.span),
                message: finding.message.get(part.language),
                label: finding.label.as_ref().map(|words| words.get(part.language)),
                help: finding.help.as_ref().map(|words| words.get(part.language)),
                others: finding.others.iter().map(|one| (place(one.span), one.words.get(part.language))).collect(),
                fix: finding
                    .fix
                    .as_ref()
                    .filter(|fix| !identity::is_in(&fix.text))
                    .map(|fix| (place(fix.span), fix.text.as_str())),
                fingerprint: if *time == 1 { name.to_string() } else { format!("{name}-{time}") },
                language: part.language,
            });
        }
    }
    findings
}

fn place(report: &Report, sources: &Sources, span: Span) -> Place {
    let source = sources.get(span.source);
    let (start, end) = (source.position(span.start), source.position(span.end));
    let offsets = (source.characters_before(start), source.characters_before(end));
    Place { path: report.path(sources, span.source), start, end, offsets }
}

/// The word for a level, for programs: the same in every language.
pub(super) fn word(level: Severity) -> String {
    level.word().en.into_owned()
}
