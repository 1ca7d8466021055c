//! The text of every file as read, and places in it.

use std::sync::OnceLock;

/// Names one file of a [`Sources`]; cheap to copy and to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A byte range of one source, half open. Every finding's place is one of these, from reading to reporting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The same file's bytes `start..end`.
    pub fn at(self, start: usize, end: usize) -> Span {
        Span { source: self.source, start: start as u32, end: end as u32 }
    }

    /// From the start of this place to the end of `other` in the same file.
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, start: self.start, end: other.end.max(self.start) }
    }

    /// Whether `other` lies within this place.
    pub fn contains(self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }
}

/// One file: its name as the user gave it and its text.
#[derive(Debug)]
pub struct Source {
    /// The path to show, with `/` between its parts.
    pub path: String,
    /// The text; bytes that are no UTF-8 stand as U+FFFD, a byte order mark is kept.
    pub text: String,
    lines: OnceLock<Box<[u32]>>,
}

/// A line and a column, both counted from one; the column counts Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

impl Source {
    /// A source of this name and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Source {
        Source { path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            std::iter::once(0)
                .chain(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at as u32 + 1))
                .collect()
        })
    }

    /// The line of a byte offset, from zero.
    pub fn line_of(&self, offset: u32) -> usize {
        self.line_starts().partition_point(|&start| start <= offset) - 1
    }

    /// Byte range of a line (from zero), without its line break; the last line's for a number beyond it.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let starts = self.line_starts();
        let line = line.min(starts.len() - 1);
        let start = starts[line] as usize;
        let end = starts.get(line + 1).map_or(self.text.len(), |&next| next as usize);
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// How many lines the text has; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// Line and column of a byte offset, as people and editors count them.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.line_starts()[line] as usize;
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[start..end];
        // A byte order mark is no column: no editor shows it.
        let column = before.chars().count() - usize::from(start == 0 && before.starts_with('\u{feff}')) + 1;
        Position { line: line + 1, column }
    }
}

/// All files of one run.
#[derive(Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a file and gives its name.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.0.push(source);
        SourceId(self.0.len() as u32 - 1)
    }

    /// The file of that name.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// The text at a place.
    pub fn slice(&self, span: Span) -> &str {
        &self.get(span.source).text[span.start as usize..span.end as usize]
    }

    /// All files in the order of their reading.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.0.iter().enumerate().map(|(at, source)| (SourceId(at as u32), source))
    }

    /// The place that is a whole file.
    pub fn whole(&self, id: SourceId) -> Span {
        Span { source: id, start: 0, end: self.get(id).text.len() as u32 }
    }

    /// The very beginning of a file.
    pub fn start(&self, id: SourceId) -> Span {
        let start = if self.get(id).text.starts_with('\u{feff}') { 3 } else { 0 };
        Span { source: id, start, end: start }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_and_survive_every_line_end() {
        let source = Source::new("x", "\u{feff}åäö: 1\r\na\u{308}😀b\n");
        assert_eq!(source.position(3), Position { line: 1, column: 1 });
        assert_eq!(source.position(9), Position { line: 1, column: 4 });
        let b = source.text.find('b').unwrap() as u32;
        assert_eq!(source.position(b), Position { line: 2, column: 4 });
        assert_eq!(source.line_range(0), 0..12);
        assert_eq!(source.position(1000).line, 3);
    }
}
