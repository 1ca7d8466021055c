//! Inserts: figures within a line, and parts in the place of a line.

use std::ops::Range;

use super::MarkdownWriter;
use crate::syntax::prose::escape::write_plain_markdown;
use crate::syntax::prose::insert::{Insert, InsertLine, Placement};

impl MarkdownWriter<'_, '_> {
    /// Writes text in which inserts may stand, or which may be within one.
    pub(super) fn write_text_with_inserts(&mut self, range: &Range<usize>, is_line_start: bool) {
        let parsed = self.parsed;
        let mut from = range.start.max(self.inserted_to);
        for number in parsed.inserts_in(range) {
            let insert = &parsed.inserts[number];
            let is_done = match (&insert.room, self.around.part(number), self.around.figure(number)) {
                (Placement::Blocks(line), Some(part), _) => {
                    self.write_part(insert, line, part);
                    true
                }
                (_, _, Some(figure)) => {
                    self.write_figure(insert, figure, from, is_line_start);
                    true
                }
                _ => false,
            };
            if is_done {
                self.inserted_to = insert.range.end;
                from = insert.range.end.min(range.end);
            }
        }
        if from < range.end {
            self.keep_words(from..range.end, is_line_start && from == range.start);
        }
    }

    fn write_figure(&mut self, insert: &Insert, figure: &str, from: usize, is_line_start: bool) {
        let parsed = self.parsed;
        self.keep_words(from..insert.range.start, is_line_start);
        self.copy.omit(insert.range.start, insert.range.end);
        let first = insert.events.start;
        let begins_line = parsed.events[first].1.start == insert.range.start && self.begins_line(first);
        write_plain_markdown(self.copy.out, figure);
        // A number and a full stop at a line's start would begin a list.
        let is_number = figure.bytes().all(|byte| byte.is_ascii_digit());
        if begins_line && is_number && parsed.text[insert.range.end..].starts_with(['.', ')']) {
            self.copy.out.push('\\');
        }
    }

    /// Writes a part in the place of its line, which ends the paragraph before it and begins another after it.
    fn write_part(&mut self, insert: &Insert, line: &InsertLine, part: &str) {
        let events = &self.parsed.events;
        // A line break may be two spaces or a backslash, which would be printed at the end of a paragraph.
        let before = match line.begins {
            true => events[line.paragraph].1.start,
            false => events[insert.events.start - 1].1.start,
        };
        let after = match line.ends {
            true => insert.range.end + blanks(&self.parsed.text[insert.range.end..]),
            false => events[insert.events.end].1.end,
        };
        self.copy.omit(before, after);
        let start = self.copy.start;
        let out = &mut *self.copy.out;
        let kept = start + out[start..].trim_end_matches([' ', '\t', '\n']).len();
        out.truncate(kept);
        if kept > start {
            out.push_str("\n\n");
        }
        out.push_str(part.trim_matches('\n'));
        if line.ends && !is_followed_by_blank_line(&self.parsed.text[after..]) {
            out.push('\n');
        }
        if !line.ends {
            out.push_str("\n\n");
            self.copy.skip_container();
            self.is_line_start = true;
        }
    }
}

fn blanks(text: &str) -> usize {
    text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Whether the rest of a line is followed by a blank one, or by nothing.
fn is_followed_by_blank_line(rest: &str) -> bool {
    let next = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    next.lines().next().is_none_or(|line| line.trim().is_empty())
}
