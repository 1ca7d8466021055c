//! One line of a text of keys: its indentation, its dashes, and its key with what follows.

use std::ops::Range;

/// A line as far as it can be told by itself.
#[derive(Debug)]
pub(super) struct Line {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after its last sign, without the line break.
    pub(super) end: usize,
    /// How many blanks it begins with.
    pub(super) indent: usize,
    /// The dashes that begin entries of lists: the column and the place of each.
    pub(super) dashes: Vec<(usize, usize)>,
    /// The key.
    pub(super) key: Option<LineKey>,
    /// What is written after the dashes, without blanks and comment.
    pub(super) words: Range<usize>,
}

/// The key of a line.
#[derive(Debug)]
pub(super) struct LineKey {
    pub(super) range: Range<usize>,
    pub(super) name: String,
    pub(super) column: usize,
    pub(super) value: Range<usize>,
}

impl Line {
    /// Whether nothing is written on it but a comment.
    pub(super) fn is_blank(&self) -> bool {
        self.words.is_empty() && self.dashes.is_empty()
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    loop {
        let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[start..]).map(|at| start + at);
        lines.push(read(text, start, end.unwrap_or(text.len())));
        let Some(end) = end else { return lines };
        start = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
    }
}

/// A line between two bytes.
pub(super) fn read(text: &str, start: usize, end: usize) -> Line {
    let line = &text[start..end];
    let indent = line.len() - line.trim_start_matches(' ').len();
    let mut at = start + indent;
    let mut dashes = Vec::new();
    while text[at..end].starts_with('-') && (at + 1 == end || text[at + 1..end].starts_with(' ')) {
        dashes.push((at - start, at));
        let after = &text[at + 1..end];
        at = end - after.trim_start_matches(' ').len();
    }
    let words = at..at + without_comment(&text[at..end]).len();
    let key = key(text, start, words.clone());
    let end = if words.is_empty() { dashes.last().map_or(start, |(_, at)| at + 1) } else { words.end };
    Line { start, end, indent, dashes, key, words }
}

/// The key that some words begin with.
fn key(text: &str, line_start: usize, words: Range<usize>) -> Option<LineKey> {
    let written = &text[words.clone()];
    let length = match written.chars().next()? {
        quote @ ('"' | '\'') => quoted(text, words.start, quote, words.end)? - words.start,
        '{' | '[' | '#' | '|' | '>' | '&' | '*' | '%' | '@' | '`' | '!' => return None,
        _ => colon(written)?,
    };
    let range = words.start..words.start + length;
    let after = text[range.end..words.end].trim_start_matches(' ').strip_prefix(':')?;
    if !after.is_empty() && !after.starts_with(' ') {
        return None;
    }
    let range = range.start..range.start + text[range].trim_end().len();
    let value = after.trim_start_matches(' ');
    let name = text[range.clone()].trim_matches(['"', '\'']).to_owned();
    Some(LineKey { column: range.start - line_start, range, name, value: words.end - value.len()..words.end })
}

/// Where the colon stands that ends a key.
fn colon(written: &str) -> Option<usize> {
    let colons = written.match_indices(':').map(|(at, _)| at);
    let mut ending = colons.filter(|at| written[at + 1..].is_empty() || written[at + 1..].starts_with(' '));
    ending.next().filter(|at| *at > 0)
}

/// The byte after the quotation mark that ends a text in quotation marks; `None` where there is none before `most`.
pub(super) fn quoted(text: &str, start: usize, quote: char, most: usize) -> Option<usize> {
    let mut signs = text[start + 1..most].char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if quote == '"' => drop(signs.next()),
            _ if sign == quote => match signs.peek() {
                // A quotation mark twice is one that is meant.
                Some((_, next)) if quote == '\'' && *next == quote => drop(signs.next()),
                _ => return Some(start + 1 + at + 1),
            },
            _ => {}
        }
    }
    None
}

/// A line without its comment and the blanks at its end.
fn without_comment(line: &str) -> &str {
    line[..comment(line).unwrap_or(line.len())].trim_end()
}

/// Whether a comment begins in the beginning of a line.
pub(super) fn has_comment(line: &str) -> bool {
    comment(line).is_some()
}

/// Where the comment of a line begins.
fn comment(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, sign) in line.char_indices() {
        match quote {
            Some(open) if sign == open && !(open == '"' && before == '\\') => quote = None,
            Some(_) => {}
            None if matches!(sign, '"' | '\'') && matches!(before, ' ' | '[' | '{' | ',' | ':') => quote = Some(sign),
            None if sign == '#' && before == ' ' => return Some(at),
            None => {}
        }
        before = sign;
    }
    None
}

/// A place without the quotation marks around it.
pub(super) fn within_quotes(text: &str, range: Range<usize>) -> Range<usize> {
    let written = &text[range.clone()];
    let Some(quote) = written.chars().next().filter(|sign| matches!(sign, '"' | '\'')) else { return range };
    let end = if written.len() > 1 && written.ends_with(quote) { range.end - 1 } else { range.end };
    range.start + 1..end
}
