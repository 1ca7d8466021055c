//! The part of YAML that plans are written in, read straight into the tree: in a tenth of the time that the parser needs.
//!
//! It is lists and keys by indentation, texts on one line, texts below `|` and `>`, comments, and `{…}` and `[…]` on one
//! line. The first thing that is anything else makes the whole text one for the parser, which knows all of YAML and has
//! words for every slip. So a tree that comes from here is the parser's to the last place, and nothing is to be said of its
//! text; tests/suite/made/two_ways.rs looks at that.

mod below;
mod brackets;
mod ordinary;

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

use crate::source::SourceId;
use crate::syntax::yaml::place::Text;
use crate::syntax::yaml::slip::unnoticed::{is_lost_word, is_odd_key};
use crate::syntax::yaml::{Entry, Kind, Node, Style, Tree, is_directive};

/// Deepest nesting that is read here; a plan needs nine. Within the parser's own bound, so that it never speaks first.
const DEEPEST: usize = 32;

/// Longest key in bytes. The parser gives up a key of 1,024 characters.
const LONGEST_KEY: usize = 256;

/// Most comments in a row. The parser keeps 96 while it waits for what comes after them.
const MOST_COMMENTS: usize = 32;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Reads the whole text of a file; `None` where it holds anything that only the parser reads.
pub fn read(text: &str, source: SourceId) -> Option<Tree<'_>> {
    let bytes = text.as_bytes();
    let start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let is_read = ordinary::is_ordinary(&bytes[start..]) && !text.ends_with(' ');
    if !is_read {
        return None;
    }
    let text = Text::new(text, source);
    let mut reader = Reader { text, bytes, next: start, at: start, column: 0, directives: Vec::new() };
    let root = reader.document().ok()?;
    Some(Tree { root: Some(root), directives: reader.directives })
}

/// Something that only the parser reads.
struct Beyond;

/// What was read, where it is of this part of YAML.
type Read<T> = Result<T, Beyond>;

/// The value of a key that has none: its place is the colon.
fn nothing(colon: usize) -> Node<'static> {
    Node { start: colon as u32, end: colon as u32, kind: Kind::Empty }
}

/// Reads line by line. Every place is a byte offset of the text; columns are bytes too, since nothing but blanks and dashes
/// stands before a place whose column matters.
struct Reader<'s> {
    text: Text<'s>,
    bytes: &'s [u8],
    /// Where the first line begins that has not been looked at.
    next: usize,
    /// The first character of the line that is read now; the text's end where there is none.
    at: usize,
    /// Its column.
    column: usize,
    directives: Vec<(u32, u32)>,
}

impl<'s> Reader<'s> {
    fn document(&mut self) -> Read<Node<'s>> {
        self.next_line(false)?;
        if self.is_over() || self.column != 0 {
            return Err(Beyond);
        }
        let root = self.map(0, 0)?;
        if self.is_over() { Ok(root) } else { Err(Beyond) }
    }

    fn is_over(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The byte at a place. A line that ends with a carriage return and a line feed ends at the first of them, and the last
    /// line ends where the text does: each end of a line is a line feed here.
    fn byte(&self, at: usize) -> u8 {
        match self.bytes.get(at) {
            None | Some(b'\r') => b'\n',
            Some(&byte) => byte,
        }
    }

    /// Where the line ends that a place stands on.
    fn end_of_line(&self, from: usize) -> usize {
        let end = memchr(b'\n', &self.bytes[from..]).map_or(self.bytes.len(), |found| from + found);
        if end > from && self.bytes[end - 1] == b'\r' { end - 1 } else { end }
    }

    /// Where the line after one begins that ends at a place.
    fn after_end(&self, end: usize) -> usize {
        let length = 1 + usize::from(self.bytes.get(end) == Some(&b'\r'));
        (end + length).min(self.bytes.len())
    }

    /// The place after the blanks at a place.
    fn after_blanks(&self, from: usize) -> usize {
        self.bytes[from..].iter().position(|&byte| byte != b' ').map_or(self.bytes.len(), |blanks| from + blanks)
    }

    /// Goes to the next line that says something. `is_awaited`: a key stands above that has no value yet.
    fn next_line(&mut self, is_awaited: bool) -> Read<()> {
        let mut comments = 0;
        loop {
            let at = self.after_blanks(self.next);
            if at == self.bytes.len() {
                (self.at, self.column, self.next) = (at, 0, at);
                return Ok(());
            }
            match self.byte(at) {
                b'\n' => self.next = self.after_end(at),
                b'#' => {
                    comments += 1;
                    // A heading where a text should be.
                    let may_be_text = is_awaited && self.byte(at + 1) == b'#';
                    if may_be_text || comments > MOST_COMMENTS {
                        return Err(Beyond);
                    }
                    self.comment(at, self.end_of_line(at));
                }
                _ => {
                    (self.at, self.column) = (at, at - self.next);
                    return Ok(());
                }
            }
        }
    }

    fn comment(&mut self, at: usize, end: usize) {
        if is_directive(self.text.get(at + 1..end)) {
            self.directives.push((at as u32, end as u32));
        }
        self.next = self.after_end(end);
    }

    /// Ends a line on which nothing but a comment may follow.
    fn end_line(&mut self, from: usize) -> Read<()> {
        let at = self.after_blanks(from);
        match self.byte(at) {
            b'\n' => self.next = self.after_end(at),
            b'#' if at > from => {
                let end = self.end_of_line(at);
                if is_lost_word(self.text.get(at + 1..end)) {
                    return Err(Beyond);
                }
                self.comment(at, end);
            }
            _ => return Err(Beyond),
        }
        Ok(())
    }

    fn scalar(&self, start: usize, end: usize, text: Cow<'s, str>, style: Style) -> Node<'s> {
        Node { start: start as u32, end: end as u32, kind: Kind::Scalar { text, style } }
    }

    /// Whether an entry of a list begins at a place.
    fn is_dash(&self, at: usize) -> bool {
        self.byte(at) == b'-' && matches!(self.byte(at + 1), b' ' | b'\n')
    }

    /// The key that begins at a place, and its colon; `None` where no key begins there.
    fn key(&self, at: usize) -> Read<Option<(Node<'s>, usize)>> {
        if matches!(self.byte(at), b'"' | b'\'') {
            let (key, end) = self.quoted(at)?;
            if self.byte(self.after_blanks(end)) != b':' {
                return Ok(None);
            }
            let is_key =
                self.byte(end) == b':' && matches!(self.byte(end + 1), b' ' | b'\n') && end - at <= LONGEST_KEY;
            return if is_key { Ok(Some((key, end))) } else { Err(Beyond) };
        }
        if !self.begins_plain(at) {
            return Ok(None);
        }
        let mut end = at;
        loop {
            match self.byte(end) {
                b'\n' => return Ok(None),
                b'#' if self.bytes[end - 1] == b' ' => return Ok(None),
                b':' if matches!(self.byte(end + 1), b' ' | b'\n') => break,
                _ => end += 1,
            }
        }
        self.plain_key(at, end).map(|key| Some((key, end)))
    }

    /// A key without quotation marks.
    fn plain_key(&self, at: usize, end: usize) -> Read<Node<'s>> {
        let key = self.text.get(at..end);
        // Three dots end a file.
        let is_read = key.len() <= LONGEST_KEY && !key.ends_with(' ') && !key.starts_with("...") && !is_odd_key(key);
        if is_read { Ok(self.scalar(at, end, Cow::Borrowed(key), Style::Plain)) } else { Err(Beyond) }
    }

    /// Whether a text without quotation marks may begin at a place.
    fn begins_plain(&self, at: usize) -> bool {
        match self.byte(at) {
            b'-' => !matches!(self.byte(at + 1), b' ' | b'\n' | b',' | b'[' | b']' | b'{' | b'}'),
            b'\n' | b' ' | b'#' | b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' => false,
            b'&' | b'*' | b'!' | b'|' | b'>' | b'\'' | b'"' | b'%' | b'@' | b'`' => false,
            _ => true,
        }
    }

    /// A text in quotation marks on one line, and where it ends.
    fn quoted(&self, at: usize) -> Read<(Node<'s>, usize)> {
        let end_of_line = self.end_of_line(at);
        let mark = self.bytes[at];
        let find = |from: usize| memchr(mark, &self.bytes[from..end_of_line]).map(|found| from + found).ok_or(Beyond);
        let mut end = find(at + 1)?;
        let mut is_doubled = false;
        // Between single marks, two of them are one; between double ones, a backslash says what follows.
        while mark == b'\'' && self.byte(end + 1) == mark {
            is_doubled = true;
            end = find(end + 2)?;
        }
        let written = self.text.get(at + 1..end);
        if mark == b'"' && written.contains('\\') {
            return Err(Beyond);
        }
        let text = if is_doubled { Cow::Owned(written.replace("''", "'")) } else { Cow::Borrowed(written) };
        Ok((self.scalar(at, end + 1, text, Style::Quoted), end + 1))
    }

    /// A text without quotation marks, to the end of its line.
    fn plain(&mut self, at: usize) -> Read<Node<'s>> {
        if !self.begins_plain(at) {
            return Err(Beyond);
        }
        let line = &self.bytes[at..self.end_of_line(at)];
        let comment = memchr_iter(b'#', line).find(|&found| found > 0 && line[found - 1] == b' ');
        let line = &line[..comment.unwrap_or(line.len())];
        if memchr_iter(b':', line).any(|colon| matches!(line.get(colon + 1), None | Some(b' '))) {
            return Err(Beyond);
        }
        let blanks = line.iter().rev().take_while(|&&byte| byte == b' ').count();
        let end = at + line.len() - blanks;
        self.end_line(end)?;
        Ok(self.scalar(at, end, Cow::Borrowed(self.text.get(at..end)), Style::Plain))
    }

    /// A value that begins at a place, in a list or among keys of this column; goes to the line after it.
    fn value(&mut self, at: usize, column: usize, depth: usize) -> Read<Node<'s>> {
        let node = match self.byte(at) {
            b'|' => self.below(at, column, Style::Literal)?,
            b'>' => self.below(at, column, Style::Folded)?,
            b'"' | b'\'' => {
                let (node, end) = self.quoted(at)?;
                self.end_line(end)?;
                node
            }
            b'[' | b'{' => {
                let (node, end) = self.brackets(at, depth)?;
                self.end_line(end)?;
                node
            }
            _ => self.plain(at)?,
        };
        self.next_line(false)?;
        Ok(node)
    }

    /// The list or the keys on the lines below; `None` where nothing is indented deeper than this column. A list may
    /// stand in the very column of the key that it belongs to.
    fn indented(&mut self, column: usize, is_key: bool, depth: usize) -> Read<Option<Node<'s>>> {
        self.next_line(true)?;
        if self.is_over() {
            return Ok(None);
        }
        let is_dash = self.is_dash(self.at);
        let is_beside = is_key && is_dash && self.column == column;
        if self.column <= column && !is_beside {
            return Ok(None);
        }
        let node = if is_dash { self.list(self.column, is_beside, depth) } else { self.map(self.column, depth) };
        node.map(Some)
    }

    /// Keys with values in one column.
    fn map(&mut self, column: usize, depth: usize) -> Read<Node<'s>> {
        if depth == DEEPEST {
            return Err(Beyond);
        }
        let start = self.at as u32;
        let mut entries = Vec::new();
        loop {
            let (key, colon) = self.key(self.at)?.ok_or(Beyond)?;
            let at = self.after_blanks(colon + 1);
            let value = match self.byte(at) {
                b'\n' | b'#' => {
                    self.end_line(colon + 1)?;
                    self.indented(column, true, depth + 1)?.unwrap_or_else(|| nothing(colon))
                }
                _ => self.value(at, column, depth + 1)?,
            };
            let end = value.end.max(key.end);
            entries.push(Entry { key, value });
            if self.is_over() || self.column < column {
                return Ok(Node { start, end, kind: Kind::Map(entries) });
            }
            if self.column > column {
                return Err(Beyond);
            }
        }
    }

    /// Entries after dashes in one column. Of a list in the column of its key the place is its first entry's.
    fn list(&mut self, column: usize, is_beside: bool, depth: usize) -> Read<Node<'s>> {
        if depth == DEEPEST {
            return Err(Beyond);
        }
        let mut start = self.at;
        let mut items = Vec::new();
        loop {
            let dash = self.at;
            let at = self.after_blanks(dash + 1);
            let is_alone = matches!(self.byte(at), b'\n' | b'#');
            if is_beside && items.is_empty() {
                start = at;
            }
            let item = if is_alone && !is_beside {
                self.end_line(dash + 1)?;
                self.indented(column, false, depth + 1)?.ok_or(Beyond)?
            } else if is_alone || self.is_dash(at) {
                return Err(Beyond);
            } else if self.key(at)?.is_some() {
                (self.at, self.column) = (at, column + (at - dash));
                self.map(self.column, depth + 1)?
            } else {
                self.value(at, column, depth + 1)?
            };
            let end = item.end;
            items.push(item);
            if !self.is_over() && self.column > column {
                return Err(Beyond);
            }
            if self.is_over() || self.column < column || !self.is_dash(self.at) {
                return Ok(Node { start: start as u32, end, kind: Kind::List(items) });
            }
        }
    }
}
