//! Findings as text for people: each with its lines, the other places, and what to do.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Element, Group, Level as Title, Renderer, Snippet};
use rustc_hash::FxHashSet;

use crate::diagnostic::{Applicability, Bilingual, Diagnostic, Language, Severity};
use crate::lint::report::{Format, Part, Report};
use crate::source::{Source, SourceId, Sources, Span};
use crate::terminal::Style;

/// The format.
pub static FORMAT: Format = Format { name: "text", write: whole };

/// Most findings of one code in one file that are shown; the rest is counted.
pub const MOST_OF_ONE_CODE: usize = 50;

/// Lines between two places of a file that are shown as one excerpt.
const NEAR: usize = 6;

/// Text is handed on once there is so much of it, in bytes.
const PIECE: usize = 64 * 1024;

/// A longer line is cut to what stands around the place.
const LONGEST_LINE: usize = 160;

/// The findings, in the order given, each followed by an empty line. Past fifty of one code in one file the rest is
/// counted.
pub fn write(findings: &[Diagnostic], sources: &Sources, language: Language, style: Style) -> String {
    let mut text = String::new();
    let whole: Result<(), Infallible> = write_each(findings, sources, (language, style), &mut |piece| {
        text.push_str(piece);
        Ok(())
    });
    let Ok(()) = whole;
    text
}

/// The same piece by piece, each of whole lines: over many plans the text of all findings is larger than the findings.
///
/// Errors: those of `each`, which ends it.
pub fn write_each<E>(
    findings: &[Diagnostic],
    sources: &Sources,
    (language, style): (Language, Style),
    each: &mut dyn FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut shown: BTreeMap<(Cow<str>, &str), usize> = BTreeMap::new();
    let mut text = String::new();
    for finding in findings {
        let path = sources.shown_path(finding.span.source);
        let count = shown.entry((path, finding.rule.code)).or_default();
        *count += 1;
        if *count <= MOST_OF_ONE_CODE {
            text.push_str(&one(finding, sources, language, &renderer));
            text.push_str("\n\n");
        }
        if text.len() >= PIECE {
            each(&text)?;
            text.clear();
        }
    }
    for ((path, code), count) in shown {
        if let Some(rest) = count.checked_sub(MOST_OF_ONE_CODE).filter(|rest| *rest > 0) {
            let words = crate::msg!("{path}: {rest} fynd till av {code}", "{path}: {rest} more findings of {code}");
            text.push_str(words.get(language));
            text.push_str("\n\n");
        }
    }
    each(&text)
}

/// The findings of a whole report, piece by piece.
///
/// Errors: those of `each`, which ends it.
pub fn list_each<E>(report: &Report, each: &mut dyn FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut parts = report.parts.iter();
    parts.try_for_each(|part| write_each(&part.findings, &part.sources, (part.language, report.style), each))
}

/// A whole report: the findings of each path, and how many there are.
fn whole(report: &Report) -> String {
    let mut text = String::new();
    for part in &report.parts {
        text.push_str(&write(&part.findings, &part.sources, part.language, report.style));
    }
    text.push_str(&counts(report));
    text
}

/// How many findings a report has, as a line. Nothing is counted where nothing could be checked.
pub fn counts(report: &Report) -> String {
    let findings = || report.parts.iter().flat_map(|part| &part.findings);
    match report.stopped.is_empty() || findings().next().is_some() {
        true if findings().next().is_none() => {
            format!("{}\n{}{}", nothing(report), in_baseline(report), not_yet(report))
        }
        true => {
            let summary = summary(findings(), report.language);
            format!("{summary}{}\n{}{}", fixes(report), in_baseline(report), not_yet(report))
        }
        false => String::new(),
    }
}

/// That nothing was found, and in how many files: whoever looked in few was perhaps in another folder than meant.
fn nothing(report: &Report) -> String {
    let words = match report.count_files() {
        1 => Bilingual::fixed("inga fynd i 1 fil", "no findings in 1 file"),
        count => crate::msg!("inga fynd i {count} filer", "no findings in {count} files"),
    };
    words.get(report.language).to_owned()
}

/// How many findings a baseline keeps from being shown, as a line where there are any.
fn in_baseline(report: &Report) -> String {
    let words = match report.in_baseline {
        0 => return String::new(),
        1 => Bilingual::fixed("1 fynd i baslinjen visas inte", "1 finding in the baseline is not shown"),
        count => crate::msg!("{count} fynd i baslinjen visas inte", "{count} findings in the baseline are not shown"),
    };
    format!("{}\n", words.get(report.language))
}

/// How much is not filled in of reports whose day has not come, as a line where there is any.
fn not_yet(report: &Report) -> String {
    let words = match report.not_yet {
        0 => return String::new(),
        1 => Bilingual::fixed(
            "1 uppgift är inte ifylld i en rapport vars dag inte har kommit; --info visar den",
            "1 entry is not filled in, in a report whose day has not come; --info shows it",
        ),
        count => crate::msg!(
            "{count} uppgifter är inte ifyllda i rapporter vars dag inte har kommit; --info visar dem",
            "{count} entries are not filled in, in reports whose day has not come; --info shows them",
        ),
    };
    format!("{}\n", words.get(report.language))
}

/// How many of the findings `--fix` fixes, to be said after their number; nothing where there are none.
fn fixes(report: &Report) -> String {
    if !report.offers_fixes {
        return String::new();
    }
    let fixed_of = |part: &Part| {
        let files: FxHashSet<SourceId> = part.files.iter().copied().collect();
        let fixes = part.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let certain = fixes.filter(|fix| fix.applicability == Applicability::Certain);
        certain.filter(|fix| files.contains(&fix.span.source)).count()
    };
    let fixed: usize = report.parts.iter().map(fixed_of).sum();
    let all: usize = report.parts.iter().map(|part| part.findings.len()).sum();
    let words = match (fixed, all) {
        (0, _) => return String::new(),
        (1, 1) => Bilingual::fixed("; vp check --fix rättar det", "; vp check --fix fixes it"),
        (fixed, all) if fixed == all => {
            Bilingual::fixed("; vp check --fix rättar alla", "; vp check --fix fixes them all")
        }
        _ => crate::msg!("; vp check --fix rättar {fixed} av dem", "; vp check --fix fixes {fixed} of them"),
    };
    words.get(report.language).to_owned()
}

/// How many findings there are of each level, in words: `2 fel, 1 varning`.
pub fn summary<'f>(findings: impl IntoIterator<Item = &'f Diagnostic>, language: Language) -> String {
    summary_of(findings.into_iter().map(|finding| finding.level), language)
}

/// The same of their levels.
pub fn summary_of(levels: impl IntoIterator<Item = Severity>, language: Language) -> String {
    let mut counts: BTreeMap<Severity, usize> = BTreeMap::new();
    for level in levels {
        *counts.entry(level).or_default() += 1;
    }
    let count = |level: Severity| counts.get(&level).copied().unwrap_or_default();
    let part = |level: Severity, one: Bilingual, many: Bilingual| {
        let number = count(level);
        let words = if number == 1 { one } else { many };
        (number > 0).then(|| format!("{number} {}", words.get(language)))
    };
    let parts = [
        part(Severity::Error, Bilingual::fixed("fel", "error"), Bilingual::fixed("fel", "errors")),
        part(Severity::Warning, Bilingual::fixed("varning", "warning"), Bilingual::fixed("varningar", "warnings")),
        part(Severity::Info, Bilingual::fixed("upplysning", "info"), Bilingual::fixed("upplysningar", "info")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return Bilingual::fixed("inga fynd", "no findings").get(language).to_owned();
    }
    parts.join(", ")
}

fn one(finding: &Diagnostic, sources: &Sources, language: Language, renderer: &Renderer) -> String {
    let title = match finding.level {
        Severity::Error => Title::ERROR,
        Severity::Warning => Title::WARNING,
        Severity::Info | Severity::Off => Title::INFO,
    };
    let name = finding.level.word();
    let mut marks = vec![Mark {
        span: finding.span,
        words: finding.label.as_ref().map(|words| words.get(language)),
        kind: AnnotationKind::Primary,
    }];
    for other in &finding.others {
        marks.push(Mark { span: other.span, words: Some(other.words.get(language)), kind: AnnotationKind::Context });
    }
    let groups = groups(&marks, sources);
    let texts: Vec<Arc<Source>> = groups.iter().map(|group| sources.get(group[0].span.source)).collect();
    let excerpts = groups.iter().zip(&texts).map(|(group, source)| excerpt(group, source));
    let mut elements: Vec<Element> = excerpts.map(Element::from).collect();
    if let Some(help) = &finding.help {
        let word = Bilingual::fixed("hjälp", "help");
        elements.push(Title::HELP.with_name(word.get(language).to_owned()).message(help.get(language)).into());
    }
    let title = title.with_name(name.get(language).to_owned()).primary_title(finding.message.get(language));
    renderer.render(&[Group::with_title(title.id(finding.rule.code)).elements(elements)])
}

struct Mark<'a> {
    span: Span,
    words: Option<&'a str>,
    kind: AnnotationKind,
}

/// Marks that stand near each other in one file are shown in one excerpt; the first group holds the primary one.
fn groups<'m, 'a>(marks: &'m [Mark<'a>], sources: &Sources) -> Vec<Vec<&'m Mark<'a>>> {
    let mut groups: Vec<(SourceId, usize, Vec<&Mark>)> = Vec::new();
    for mark in marks {
        let line = sources.get(mark.span.source).line_of(mark.span.start);
        let near = groups.iter_mut().find(|(source, at, _)| *source == mark.span.source && at.abs_diff(line) <= NEAR);
        match near {
            Some((_, _, group)) => group.push(mark),
            None => groups.push((mark.span.source, line, vec![mark])),
        }
    }
    groups.into_iter().map(|(_, _, group)| group).collect()
}

fn excerpt<'a>(marks: &[&Mark<'a>], source: &'a Source) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let lines: Vec<usize> = marks.iter().map(|mark| source.line_of(mark.span.start)).collect();
    let first = lines.iter().copied().min().unwrap_or(0);
    let last = lines.iter().copied().max().unwrap_or(0);
    let window = window(source, first, last, marks);
    let text = &source.shown()[window.clone()];
    let annotations = marks.iter().map(|mark| {
        let annotation = mark.kind.span(within(mark.span, source, &window));
        match mark.words {
            Some(words) => annotation.label(words),
            None => annotation,
        }
    });
    Snippet::source(text)
        .line_start(first + 1)
        .path(source.shown_path())
        .fold(true)
        .annotations(annotations.collect::<Vec<_>>())
}

/// The lines to show. A single overlong line is cut around the place, at its start only after the line's own start, so
/// that the column stays right.
fn window(source: &Source, first: usize, last: usize, marks: &[&Mark]) -> Range<usize> {
    let mut start = source.line_range(first).start;
    if first == 0 && source.text.starts_with('\u{feff}') {
        start = 3;
    }
    let mut end = source.line_range(last).end.max(start);
    if first == last {
        let furthest = marks.iter().map(|mark| mark.span.start as usize).max().unwrap_or(start);
        let mut cut = (furthest.max(start) + LONGEST_LINE).min(end);
        while !source.text.is_char_boundary(cut) {
            cut -= 1;
        }
        end = cut;
    }
    start..end
}

/// A place within the window; a place of several lines is its first line.
fn within(span: Span, source: &Source, window: &Range<usize>) -> Range<usize> {
    let line_end = source.line_range(source.line_of(span.start)).end;
    let clamp = |at: usize| {
        let mut at = at.clamp(window.start, window.end);
        while !source.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = clamp(span.start as usize);
    let end = clamp((span.end as usize).min(line_end.max(start)));
    (start - window.start)..(end.max(start) - window.start)
}
