//! A text after `>`, whose lines YAML joins: what Markdown has lines for is gone.

use super::RULE;
use crate::diagnostic::Diagnostic;
use crate::model::{Prose, ProseBody};
use crate::msg;
use crate::source::{Sources, Span};

/// The finding for a text after `>` that has paragraphs, or lines that begin a list, a table, a heading or a quotation.
pub(super) fn finding(prose: &Prose, sources: &Sources) -> Option<Diagnostic> {
    let ProseBody::Unfolded(_) = prose.body else { return None };
    let character = indicator(prose.span, sources)?;
    let source = sources.get(prose.span.source);
    let (first, last) = (source.line_of(prose.span.start), source.line_of(prose.span.end.max(1) - 1));
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let lines: Vec<&str> = (first..=last).map(|line| &source.text[source.line_range(line)]).collect();
    let own = indent(lines.first()?);
    let mut blanks = 0;
    let mut was_own = false;
    let at = lines.iter().position(|line| {
        if line.trim().is_empty() {
            blanks += 1;
            return false;
        }
        let is_own = indent(line) == own;
        // One empty line is the line break between two lines of a paragraph; two are an empty line.
        let joins_paragraphs = was_own && is_own && blanks == 1;
        let joins_block = was_own && is_own && blanks == 0 && begins_block(line.trim());
        (blanks, was_own) = (0, is_own);
        joins_paragraphs || joins_block
    })?;
    let line = source.line_range(first + at);
    let words = source.text[line.clone()].trim();
    let place = prose.span.at(line.end - source.text[line.clone()].trim_start().len(), line.end);
    let place = place.at(place.start as usize, place.start as usize + words.len());
    Some(
        Diagnostic::new(
            &RULE,
            place,
            msg!(
                "raden läggs ihop med den före, för att texten står efter >",
                "the line is joined with the one before, because the text comes after >",
            ),
        )
        .other(character, msg!("> lägger ihop raderna", "> joins the lines"))
        .help(msg!("skriv | i stället för >: då står raderna kvar", "write | in place of >: then the lines stay"))
        .fix(character, "|"),
    )
}

/// The sign `>` that stands before a folded text.
fn indicator(text: Span, sources: &Sources) -> Option<Span> {
    let source = sources.get(text.source);
    let before = source.text.get(..text.start as usize)?;
    let mut end = before.len();
    let head = loop {
        let start = before[..end].rfind('\n').map_or(0, |found| found + 1);
        let line = &before[start..end];
        if !line.trim().is_empty() {
            break start..start + line.split(" #").next().unwrap_or(line).trim_end().len();
        }
        end = start.checked_sub(1)?;
    };
    let line = &before[head.clone()];
    let character = line.trim_end_matches(|character: char| "-+".contains(character) || character.is_ascii_digit());
    character.ends_with('>').then(|| text.at(head.start + character.len() - 1, head.start + character.len()))
}

/// Whether a line begins something that Markdown knows by its line.
fn begins_block(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..4).contains(&digits) && [". ", ") "].iter().any(|end| line[digits..].starts_with(end));
    is_number
        || ["- ", "* ", "+ ", "|", "#", "> ", "```", "---", "===", "["]
            .iter()
            .any(|character| line.starts_with(character))
}
