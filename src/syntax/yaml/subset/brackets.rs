//! `{key: value, …}` and `[value, …]` on one line.

use std::borrow::Cow;

use crate::syntax::yaml::subset::{Beyond, DEEPEST, LONGEST_KEY, Read, Reader, nothing};
use crate::syntax::yaml::{Entry, Kind, Node, Style};

impl<'s> Reader<'s> {
    /// What begins with a bracket at a place, and where it ends.
    pub(super) fn brackets(&self, at: usize, depth: usize) -> Read<(Node<'s>, usize)> {
        if depth == DEEPEST {
            return Err(Beyond);
        }
        let is_map = self.byte(at) == b'{';
        let close = if is_map { b'}' } else { b']' };
        let (mut entries, mut items) = (Vec::new(), Vec::new());
        let mut next = self.after_blanks(at + 1);
        while self.byte(next) != close || !entries.is_empty() || !items.is_empty() {
            let end = if is_map {
                let (key, colon) = self.key_within(next)?;
                let at = self.after_blanks(colon + 1);
                let (value, end) = match self.byte(at) {
                    b',' | b'}' => (nothing(colon), at),
                    _ => self.value_within(at, depth)?,
                };
                entries.push(Entry { key, value });
                end
            } else {
                let (item, end) = self.value_within(next, depth)?;
                items.push(item);
                end
            };
            next = self.after_blanks(end);
            match self.byte(next) {
                b',' => next = self.after_blanks(next + 1),
                byte if byte == close => break,
                _ => return Err(Beyond),
            }
        }
        let kind = if is_map { Kind::Map(entries) } else { Kind::List(items) };
        Ok((Node { start: at as u32, end: next as u32 + 1, kind }, next + 1))
    }

    /// A key and its colon.
    fn key_within(&self, at: usize) -> Read<(Node<'s>, usize)> {
        let (key, end) = match self.byte(at) {
            b'"' | b'\'' => self.quoted(at)?,
            _ => {
                let end = self.end_within(at)?;
                (self.plain_key(at, end)?, end)
            }
        };
        let is_key = self.byte(end) == b':' && self.byte(end + 1) == b' ' && end - at <= LONGEST_KEY;
        if is_key { Ok((key, end)) } else { Err(Beyond) }
    }

    /// A value, and where it ends.
    fn value_within(&self, at: usize, depth: usize) -> Read<(Node<'s>, usize)> {
        match self.byte(at) {
            b'[' | b'{' => self.brackets(at, depth + 1),
            b'"' | b'\'' => self.quoted(at),
            _ => {
                let end = self.end_within(at)?;
                if self.byte(end) == b':' {
                    return Err(Beyond);
                }
                let text = self.text.get(at..end).trim_end_matches(' ');
                Ok((self.scalar(at, at + text.len(), Cow::Borrowed(text), Style::Plain), end))
            }
        }
    }

    /// Where a text without quotation marks ends: at a comma, at a bracket that closes, or at a colon.
    fn end_within(&self, at: usize) -> Read<usize> {
        let is_dash = self.byte(at) == b'-' && !self.byte(at + 1).is_ascii_alphanumeric();
        if is_dash || !self.begins_plain(at) {
            return Err(Beyond);
        }
        let mut end = at;
        loop {
            match self.byte(end) {
                b'\n' | b'[' | b'{' => return Err(Beyond),
                b'#' if self.bytes[end - 1] == b' ' => return Err(Beyond),
                b',' | b']' | b'}' => return Ok(end),
                b':' if matches!(self.byte(end + 1), b' ' | b'\n' | b',' | b'[' | b']' | b'{' | b'}') => {
                    return Ok(end);
                }
                _ => end += 1,
            }
        }
    }
}
