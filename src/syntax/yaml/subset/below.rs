//! Texts on the lines below `|` and `>`.

use std::borrow::Cow;
use std::iter::repeat_n;

use memchr::memchr_iter;

use crate::syntax::yaml::subset::{Beyond, Read, Reader};
use crate::syntax::yaml::{Node, Style};

/// What becomes of the line ends after the last line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// `|`: one stays.
    One,
    /// `|-`: none stays.
    None,
    /// `|+`: all stay.
    All,
}

/// The lines of a text, from its first that is not blank to its last.
struct Lines {
    /// Where its first line begins, before its indentation.
    from: usize,
    /// Where its last line ends.
    to: usize,
    /// How far each is indented.
    indent: usize,
    /// How many have words.
    count: usize,
}

impl<'s> Reader<'s> {
    /// The text below a line that ends with `|` or `>` at a place, among keys or in a list of this column.
    pub(super) fn below(&mut self, at: usize, column: usize, style: Style) -> Read<Node<'s>> {
        let (ends, after) = match self.byte(at + 1) {
            b'+' => (Ends::All, at + 2),
            b'-' => (Ends::None, at + 2),
            _ => (Ends::One, at + 1),
        };
        self.end_line(after)?;
        let (from, blank) = self.first_line(column)?;
        let indent = self.after_blanks(from) - from;
        let (lines, stop) = self.lines(from, indent);
        let text = self.text_of(&lines, blank, ends, style, stop)?;
        Ok(self.scalar(from + indent, stop, text, style))
    }

    /// Where the first line begins that is not blank, and how many are blank above it.
    fn first_line(&self, column: usize) -> Read<(usize, usize)> {
        let (mut from, mut blank, mut widest) = (self.next, 0, 0);
        loop {
            let words = self.after_blanks(from);
            if words == self.bytes.len() {
                return Err(Beyond);
            }
            let width = words - from;
            if self.byte(words) != b'\n' {
                // No text, or blank lines above it that are wider than it is: the parser knows what they mean.
                return if width > column && width >= widest { Ok((from, blank)) } else { Err(Beyond) };
            }
            (from, blank, widest) = (self.after_end(words), blank + 1, widest.max(width));
        }
    }

    /// The lines that are indented as the first, and the place where something else begins; goes to the line of it.
    fn lines(&mut self, from: usize, indent: usize) -> (Lines, usize) {
        let mut lines = Lines { from, to: from, indent, count: 0 };
        self.next = from;
        while self.next < self.bytes.len() {
            let line = &self.bytes[self.next..];
            let width = line.iter().take(indent).position(|&byte| byte != b' ').unwrap_or(indent.min(line.len()));
            let at = self.next + width;
            if width < indent && self.byte(at) != b'\n' {
                return (lines, at);
            }
            let end = self.end_of_line(at);
            // What is not wider than the indentation is a blank line.
            if end > at {
                (lines.to, lines.count) = (end, lines.count + 1);
            }
            self.next = self.after_end(end);
        }
        (lines, self.bytes.len())
    }

    /// The text of lines below so many blank ones, before a place where something else begins.
    fn text_of(&self, lines: &Lines, blank: usize, ends: Ends, style: Style, stop: usize) -> Read<Cow<'s, str>> {
        if lines.count == 1 && blank == 0 && ends != Ends::All {
            let words = lines.from + lines.indent..lines.to;
            if ends == Ends::None {
                return Ok(Cow::Borrowed(self.text.get(words)));
            }
            if self.bytes.get(words.end) == Some(&b'\n') {
                return Ok(Cow::Borrowed(self.text.get(words.start..words.end + 1)));
            }
        }
        let mut text = String::with_capacity(lines.to - lines.from + blank + 2);
        text.extend(repeat_n('\n', blank));
        self.join(lines, style, &mut text)?;
        if ends != Ends::None {
            text.push('\n');
        }
        if ends == Ends::All {
            let after = self.after_end(lines.to);
            text.extend(memchr_iter(b'\n', &self.bytes[after..stop.max(after)]).map(|_| '\n'));
        }
        Ok(Cow::Owned(text))
    }

    /// Joins lines without their indentation.
    fn join(&self, lines: &Lines, style: Style, text: &mut String) -> Read<()> {
        let (mut from, mut blank) = (lines.from, 0);
        while from < lines.to {
            let end = self.end_of_line(from);
            // A blank line may be narrower than the indentation.
            let words = self.text.get(from + lines.indent..end);
            if words.is_empty() {
                blank += 1;
            } else {
                // Lines that are indented deeper are not joined below `>`.
                if style == Style::Folded && words.starts_with(' ') {
                    return Err(Beyond);
                }
                if from > lines.from {
                    match (style, blank) {
                        (Style::Folded, 0) => text.push(' '),
                        (Style::Folded, _) => text.extend(repeat_n('\n', blank)),
                        _ => text.extend(repeat_n('\n', blank + 1)),
                    }
                }
                text.push_str(words);
                blank = 0;
            }
            from = self.after_end(end);
        }
        Ok(())
    }
}
