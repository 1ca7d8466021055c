//! A copy of a text with changes, made from its start to its end.

use crate::syntax::prose::escape;

/// Signs that could make a tag, a link or code out of what meets where something was left out.
pub(super) const MEETING: &[u8] = b"<[]`~";
/// The sign that begins a tag.
pub(super) const TAG: &[u8] = b"<";
/// The sign that would end the bold type of a heading too early.
pub(super) const STAR: &[u8] = b"*";

/// Copies a text; what it has copied or left out it does not come back to.
pub(super) struct Copy<'p> {
    text: &'p str,
    at: usize,
    pub(super) out: &'p mut String,
    /// Where this text begins in `out`.
    pub(super) start: usize,
    /// Whether line breaks become spaces.
    pub(super) on_one_line: bool,
    /// Whether blanks are left out until the next sign.
    pub(super) skips_blanks: bool,
}

impl<'p> Copy<'p> {
    /// A copy to the end of `out`, from the first line that is not blank.
    pub(super) fn new(text: &'p str, out: &'p mut String) -> Copy<'p> {
        let words = text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len();
        let at = text[..words].rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
        let start = out.len();
        Copy { text, at, out, start, on_one_line: false, skips_blanks: false }
    }

    /// Copies as far as `to`.
    pub(super) fn keep_to(&mut self, to: usize) {
        if to <= self.at {
            return;
        }
        let mut part = &self.text[self.at..to];
        self.at = to;
        if self.skips_blanks {
            part = part.trim_start();
            self.skips_blanks = part.is_empty();
        }
        if self.on_one_line {
            while let Some(found) = memchr::memchr2(b'\n', b'\r', part.as_bytes()) {
                self.out.push_str(&part[..found]);
                self.out.push(' ');
                part = part[found..].strip_prefix("\r\n").unwrap_or(&part[found + 1..]).trim_start_matches(CONTAINER);
            }
        }
        while let Some(found) = memchr::memchr(b'\r', part.as_bytes()) {
            let (before, after) = part.split_at(found);
            self.out.push_str(before);
            // One that stands alone is kept, as the parser does not take it for a line break everywhere.
            self.out.push_str(if after.starts_with("\r\n") { "\n" } else { "\r" });
            part = after.strip_prefix("\r\n").unwrap_or(&after[1..]);
        }
        self.out.push_str(part);
    }

    /// Copies as far as `to`; gives the length of what is written then.
    pub(super) fn copied_to(&mut self, to: usize) -> usize {
        self.keep_to(to);
        self.out.len()
    }

    /// Leaves out what has not been copied before `to`.
    pub(super) fn skip_to(&mut self, to: usize) {
        self.at = self.at.max(to);
    }

    /// Copies as far as `from` and leaves out what stands between it and `to`.
    pub(super) fn omit(&mut self, from: usize, to: usize) {
        self.keep_to(from);
        self.skip_to(to);
    }

    /// Puts other text in the place of a range.
    pub(super) fn replace(&mut self, from: usize, to: usize, with: &str) {
        self.omit(from, to);
        self.out.push_str(with);
    }

    /// Leaves out the signs that the next line begins with.
    pub(super) fn skip_container(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(CONTAINER).len();
    }

    /// Leaves out a block of lines. Blank lines after it go too where one stands before it.
    pub(super) fn omit_lines(&mut self, from: usize, to: usize) {
        self.omit(from, to);
        if self.out.len() > self.start && !self.out.ends_with("\n\n") {
            return;
        }
        while let Some((line, _)) = self.text[self.at..].split_once('\n') {
            if !line.trim_matches([' ', '\t', '\r']).is_empty() {
                break;
            }
            self.at += line.len() + 1;
        }
    }

    /// Indents a line no deeper than the one before it, which was left out: beneath nothing it would be code. Tells whether
    /// the words are on that line.
    pub(super) fn indent_like(&mut self, before: usize, line: usize, words: usize) -> bool {
        let blanks = |from: usize| self.text[from..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let is_next = line + blanks(line) == words;
        if is_next {
            self.skip_to(words - blanks(before).min(words - line));
        }
        is_next
    }

    /// Copies words, with a backslash before each of the signs that has none; `is_line_start` where something was left out
    /// before them, so that they do not become another block.
    pub(super) fn keep_words(&mut self, from: usize, to: usize, characters: [&[u8]; 2], is_line_start: bool) {
        let bytes = self.text.as_bytes();
        let mut at = from;
        if is_line_start {
            at += bytes[from..to].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            self.keep_to(from);
            self.skip_to(at);
            let digits = bytes[at..to].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let first = at + digits;
            let is_markup = match bytes[..to].get(first) {
                Some(b'.' | b')') if digits > 0 => true,
                Some(b'*' | b'+') => digits == 0 && !matches!(bytes[..to].get(first + 1), Some(33..)),
                Some(b'`' | b'~') => {
                    digits == 0 && [&b"```"[..], b"~~~"].iter().any(|fence| bytes[first..to].starts_with(fence))
                }
                Some(character) => digits == 0 && b"#-=>|:[".contains(character),
                None => false,
            };
            if is_markup && !is_escaped(bytes, first) {
                self.replace(first, first, "\\");
                at = first + 1;
            }
        }
        while let Some(found) =
            bytes[at..to].iter().position(|byte| characters.iter().any(|characters| characters.contains(byte)))
        {
            let character = at + found;
            if !is_escaped(bytes, character) {
                self.replace(character, character, "\\");
            }
            at = character + 1;
        }
    }

    /// Puts words without markup in the place of a range.
    pub(super) fn replace_with_words(&mut self, from: usize, to: usize, words: &str) {
        self.omit(from, to);
        escape::write_plain_markdown(self.out, words.trim());
    }

    /// The line that a place stands on, up to that place.
    pub(super) fn line_before(&self, at: usize) -> &'p str {
        let start = self.text[..at].rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
        &self.text[start..at]
    }

    /// Copies the rest, without blanks at the end.
    pub(super) fn finish(mut self) -> &'p mut String {
        self.keep_to(self.text.len());
        let kept = self.out[self.start..].trim_end_matches([' ', '\t', '\n', '\r']).len();
        self.out.truncate(self.start + kept);
        if kept > 0 {
            self.out.push('\n');
        }
        self.out
    }
}

/// The signs of quotations, and indentation.
pub(super) const CONTAINER: [char; 3] = [' ', '\t', '>'];

/// Whether a sign has a backslash of its own before it.
pub(super) fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}
