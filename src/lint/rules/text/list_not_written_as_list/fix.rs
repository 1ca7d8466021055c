//! The edit that makes a list of a paragraph with pasted bullets, where nothing else can be meant.

use std::ops::Range;

use crate::lint::rules::Text;
use crate::lint::rules::text::edits::{joined, line_break};
use crate::source::{Sources, Span};

/// Signs that begin nothing but an item of a list, even where there is only one.
const UNMISTAKABLE: &[char] = &['•', '◦', '▪', '‣', '\u{f0b7}', '\u{f0a7}'];

/// A line of the text, without its break.
struct Line<'t> {
    start: usize,
    words: &'t str,
}

impl Line<'_> {
    /// The bytes of the blanks and the sign that it begins with, and of the blanks after the sign.
    fn mark(&self, character: char) -> Option<usize> {
        let blanks = self.words.len() - self.words.trim_start().len();
        let rest = self.words[blanks..].strip_prefix(character)?;
        // The round bullet of Word's second level is the letter o, and blanks.
        if character == 'o' && !is_after_o(rest) {
            return None;
        }
        Some(self.words.len() - rest.trim_start().len())
    }

    fn blanks(&self) -> &str {
        &self.words[..self.words.len() - self.words.trim_start().len()]
    }
}

/// The place to edit and the list to put there, of the paragraph whose line at `at` begins with `character`.
pub(super) fn list(
    text: &Text,
    sources: &Sources,
    paragraphs: &[Range<usize>],
    at: usize,
    character: char,
) -> Option<(Span, String)> {
    if !text.prose.is_editable() {
        return None;
    }
    let whole: &str = &text.text.text;
    let paragraph = paragraphs.iter().find(|paragraph| paragraph.contains(&at))?;
    let lines = lines(whole, paragraph);
    let first = lines.iter().position(|line| line.mark(character).is_some())?;
    let marked: Vec<(&Line, usize)> = lines.iter().filter_map(|line| Some((line, line.mark(character)?))).collect();
    let is_rest = |line: &Line| line.words.trim_start().starts_with(char::is_lowercase);
    let is_whole = lines[first..].iter().all(|line| line.mark(character).is_some() || is_rest(line))
        && marked.iter().all(|(line, mark)| is_item(&line.words[*mark..]) && line.blanks() == lines[first].blanks());
    if !is_whole || !is_list(&marked, &lines[first..], character) || goes_on_indented(&whole[paragraph.end..]) {
        return None;
    }
    let mut edits: Vec<(Span, String)> = Vec::new();
    if first > 0 {
        let place = text.text.span(lines[first].start..lines[first].start + 1);
        edits.push(line_break(place, sources));
    }
    edits.extend(marked.iter().map(|(line, mark)| (text.text.span(line.start..line.start + mark), "- ".to_owned())));
    Some(joined(&edits, sources))
}

/// Whether what follows the letter o makes a bullet of it: a tab or several blanks.
pub(super) fn is_after_o(rest: &str) -> bool {
    rest.starts_with(['\t', '\u{2002}', '\u{2003}']) || rest.starts_with("  ")
}

/// The lines that a paragraph stands on.
fn lines<'t>(whole: &'t str, paragraph: &Range<usize>) -> Vec<Line<'t>> {
    let mut start = whole[..paragraph.start].rfind('\n').map_or(0, |found| found + 1);
    let mut lines = Vec::new();
    while start < paragraph.end {
        let end = whole[start..].find('\n').map_or(whole.len(), |found| start + found);
        lines.push(Line { start, words: whole[start..end].trim_end_matches('\r') });
        start = end + 1;
    }
    lines
}

/// Whether the words after a mark are an item's, and no mark-up of their own that would become another thing in a list.
fn is_item(words: &str) -> bool {
    let mut characters = words.trim_start_matches(['*', '_', '”', '“', '"', '(', '[']).chars();
    let first = characters.next();
    let is_number = first.is_some_and(|character| character.is_ascii_digit())
        && words.trim_start_matches(|character: char| character.is_ascii_digit()).starts_with(['.', ')']);
    first.is_some_and(char::is_alphanumeric) && !is_number && !words.starts_with("* ")
}

/// Whether the marks are those of a list. A dash may be that of somebody who speaks, and speech ends as sentences do.
fn is_list(marked: &[(&Line, usize)], lines: &[Line], character: char) -> bool {
    if UNMISTAKABLE.contains(&character) {
        return true;
    }
    let is_dash = matches!(character, '-' | '–' | '—');
    let ends = |line: &Line| line.words.trim_end().ends_with(['.', '!', '?', '”', '"', '…']);
    let before_mark = lines.windows(2).filter(|pair| pair[1].mark(character).is_some()).map(|pair| &pair[0]);
    marked.len() > 1 && !(is_dash && before_mark.into_iter().any(ends))
}

/// Whether what follows the paragraph is indented: after a list it would become part of the last item.
fn goes_on_indented(rest: &str) -> bool {
    let next = rest.lines().find(|line| !line.trim().is_empty());
    next.is_some_and(|line| line.starts_with([' ', '\t']))
}
