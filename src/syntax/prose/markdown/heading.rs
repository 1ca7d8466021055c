//! Headings in Markdown: shifted under the section, and bold lines where Markdown has no level for them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::syntax::prose::edit::CONTAINER;
use crate::syntax::prose::markdown::MarkdownWriter;
use crate::syntax::prose::write_words;

impl MarkdownWriter<'_, '_> {
    pub(super) fn start_heading(&mut self, at: usize, range: &Range<usize>) -> usize {
        let level = self.around.decided.heading(at).map_or(6, |heading| heading.level);
        let characters = number_chars(&self.parsed.text[range.clone()]);
        let mut words = String::new();
        let end = write_words(self.parsed, at, &mut words);
        if level <= 6 {
            self.copy.replace(range.start, range.start + characters, &"######"[..usize::from(level)]);
            if characters == 0 {
                self.copy.out.push(' ');
                self.copy.on_one_line = true;
            }
            return at + 1;
        }
        if words.trim().is_empty() && !self.has_marks(at..end) {
            self.leaves_out = true;
            let before = self.copy.line_before(range.start);
            match before.trim().is_empty() {
                true => self.copy.omit_lines(range.start - before.len(), self.line_end(range)),
                false => self.copy.omit(range.start, self.line_end(range)),
            }
            return end + 1;
        }
        self.part_from_above(range);
        self.copy.replace(range.start, range.start + characters, "**");
        (self.is_in_bold, self.copy.skips_blanks, self.copy.on_one_line) = (true, true, characters == 0);
        at + 1
    }

    pub(super) fn end_heading(&mut self, at: usize, range: &Range<usize>) {
        let words_end = match &self.parsed.events[at - 1] {
            (Event::Start(Tag::Heading { .. }), _) => range.start,
            (_, last) => last.end,
        };
        self.copy.keep_to(words_end);
        if self.is_in_bold {
            let out = &mut *self.copy.out;
            out.truncate(out.trim_end().len());
            if out.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1 {
                // It was a sign of the heading, and would now take away the first star.
                out.push('\\');
            }
            out.push_str("**");
            self.copy.skip_to(self.line_end(range));
            self.part_from_below(range);
        } else if self.copy.on_one_line {
            if self.copy.out.ends_with('#') {
                // Or else the last sign would be taken for the end mark of the heading.
                self.copy.out.push_str(" #");
            }
            self.copy.skip_to(self.line_end(range));
        }
        (self.is_in_bold, self.copy.on_one_line, self.copy.skips_blanks) = (false, false, false);
    }

    /// Whether a heading without words shows something all the same.
    fn has_marks(&self, mut events: Range<usize>) -> bool {
        events.any(|at| matches!(self.parsed.events[at].0, Event::FootnoteReference(_) | Event::End(TagEnd::Image)))
    }

    /// The end of a heading's last line, before the line break.
    fn line_end(&self, range: &Range<usize>) -> usize {
        range.start + self.parsed.text[range.clone()].trim_end_matches(['\n', '\r']).len()
    }

    /// A bold line right below other words would go on with their paragraph.
    fn part_from_above(&mut self, range: &Range<usize>) {
        let before = self.copy.line_before(range.start);
        let line_start = range.start - before.len();
        if !before.trim_matches(CONTAINER).is_empty() || line_start == 0 {
            return;
        }
        let above = self.parsed.text[..line_start].trim_end_matches(['\n', '\r']).len();
        let is_next_line = self.parsed.text[above..line_start].bytes().filter(|&byte| byte == b'\n').count() < 2;
        if is_next_line && !self.copy.line_before(above).trim_matches(CONTAINER).is_empty() {
            self.copy.keep_to(line_start);
            self.copy.out.push_str(before.trim_end());
            self.copy.out.push('\n');
        }
    }

    /// Words right below a bold line would go on with it.
    fn part_from_below(&mut self, range: &Range<usize>) {
        let end = self.line_end(range);
        let below = self.parsed.text[end..].trim_start_matches(['\n', '\r']);
        let breaks = &self.parsed.text[end..self.parsed.text.len() - below.len()];
        let next = below.split(['\n', '\r']).next().unwrap_or_default();
        if breaks.bytes().filter(|&byte| byte == b'\n').count() < 2 && !next.trim_matches(CONTAINER).is_empty() {
            let before = self.copy.line_before(range.start);
            self.copy.out.push('\n');
            let quotes: String = before.chars().map(|character| if character == '>' { '>' } else { ' ' }).collect();
            self.copy.out.push_str(quotes.trim_end());
        }
    }
}

/// How many `#` begin the heading; none where it is underlined instead.
fn number_chars(source: &str) -> usize {
    let characters = source.bytes().take_while(|&byte| byte == b'#').count();
    let is_alone = matches!(source.as_bytes().get(characters), None | Some(b' ' | b'\t' | b'\n' | b'\r'));
    if characters <= 6 && is_alone { characters } else { 0 }
}
