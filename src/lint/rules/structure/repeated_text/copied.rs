//! Paragraphs of a report that stand in an earlier report of the same organisation. What a plan says is meant to be kept from
//! year to year; what a report says has happened since.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use super::{FEWEST_WORDS, MOST_COMPARED, RULE, add, beginning, end_hash, is_nearly};
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::sentences::year_of;
use crate::model::{FollowUp, Prose};
use crate::msg;
use crate::resolve::Report;
use crate::source::{Sources, Span, Words};

/// A paragraph of an earlier report.
struct Earlier<'a> {
    raw: Words<'a>,
    prose: &'a Prose,
    report: &'a Report,
}

/// Compares the paragraphs of a report with those of the year's earlier ones and of last year's same and last ones.
pub(super) fn check(subject: &ReportSubject, sink: &mut Sink) {
    let resolved = subject.resolved;
    let of_last_year = subject.plan.last_year.and_then(|plan| resolved.reports_on(plan).last());
    let reports = subject.report.earlier.iter().map(|number| &resolved.reports[*number]);
    let same = subject.report.last_year.map(|number| &resolved.reports[number]);
    let mut reports: Vec<&Report> = reports.chain(same).chain(of_last_year).collect();
    reports.dedup_by_key(|report| (report.plan, report.occasion));
    if reports.is_empty() {
        return;
    }
    let mut by_key: FxHashMap<u64, Vec<Earlier>> = FxHashMap::default();
    for report in reports {
        let follow_ups = report.parts.iter().filter_map(|part| resolved.documents[*part].follow_up.as_deref());
        for (prose, raw) in follow_ups.flat_map(|follow_up| paragraphs(follow_up, subject.sources)) {
            for key in keys(&raw) {
                let known = by_key.entry(key).or_default();
                if known.len() < MOST_COMPARED {
                    known.push(Earlier { raw: raw.clone(), prose, report });
                }
            }
        }
    }
    for part in &subject.parts {
        for (prose, raw) in paragraphs(part.follow_up, subject.sources) {
            let near = keys(&raw).into_iter().filter_map(|key| by_key.get(&key)).flatten();
            let Some(earlier) = near.into_iter().find(|earlier| is_nearly(&earlier.raw, &raw)) else { continue };
            let place = |prose: &Prose, raw: &str| place(prose, raw, subject.sources);
            let beginning = beginning(raw.trim_start());
            let year =
                year_of(&resolved.documents[earlier.report.plan]).map_or_else(String::new, |year| format!(" {year}"));
            let occasion = earlier.report.occasion.map_or("", |at| &resolved.settings.steering.occasions[at].key);
            sink.push(
                Diagnostic::new(
                    &RULE,
                    place(prose, &raw),
                    msg!(
                        "stycket ”{beginning} …” står redan i {occasion}{year}",
                        "the paragraph \"{beginning} …\" is already in {occasion}{year}",
                    ),
                )
                .lower(Severity::Info)
                .other(place(earlier.prose, &earlier.raw), msg!("här stod det", "here it stood"))
                .help(msg!(
                    "skriv vad som har hänt sedan dess; är läget detsamma, skriv det",
                    "write what has happened since; if nothing has changed, say so",
                )),
            );
        }
    }
}

/// The paragraphs of a follow-up that are long enough, as they stand in the file.
fn paragraphs<'a>(follow_up: &'a FollowUp, sources: &Sources) -> impl Iterator<Item = (&'a Prose, Words<'a>)> {
    follow_up.prose().flat_map(move |prose| {
        let raw = prose.raw(sources);
        let blocks = blocks(&raw).filter(|block| !block.trim_start().starts_with(['#', '|', '>', '!']));
        let long = blocks.filter(|block| block.split_ascii_whitespace().nth(FEWEST_WORDS - 1).is_some());
        long.map(|block| (prose, raw.part(block))).collect::<Vec<_>>()
    })
}

/// What blank lines divide.
fn blocks(raw: &str) -> impl Iterator<Item = &str> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut at = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim().is_empty() {
                break;
            }
            at += line.len();
        }
        let (block, after) = rest.split_at(at);
        let blanks = after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len();
        rest = &after[blanks..];
        Some(block)
    })
}

/// By what a copy is looked for: the first words and the last.
fn keys(raw: &str) -> [u64; 2] {
    let mut first = FxHasher::default();
    raw.split_ascii_whitespace().take(FEWEST_WORDS / 2).for_each(|word| add(&mut first, word));
    [first.finish(), end_hash(raw)]
}

/// Where a paragraph's first line stands.
fn place(prose: &Prose, raw: &str, sources: &Sources) -> Span {
    let text = prose.text(sources);
    let line = raw.trim_start().lines().next().unwrap_or_default().trim_end();
    match text.text.find(line) {
        Some(at) => text.span(at..at + line.len()),
        None => prose.span,
    }
}
