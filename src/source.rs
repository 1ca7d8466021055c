//! The text of every file as read, and places in it.

mod again;
mod near;
mod path;
mod words;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::{Deserialize, Serialize};

use self::again::Again;
pub use self::again::{MOST_OF_TEXTS, ReadAgain, Room};
pub use self::path::{percent_encoded, straight};
pub use self::words::Words;
use crate::characters::is_obeyed;
use crate::identity;

/// Names one file of a [`Sources`]; cheap to copy and to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// The text; bytes that are no UTF-8 stand as U+FFFD, a byte order mark is kept. A carriage return alone ends a line,
    /// as YAML and Markdown have it, and stands as a line feed.
    pub text: String,
    /// Where such carriage returns were.
    carriage_returns: Box<[u32]>,
    lines: OnceLock<Box<[u32]>>,
    /// How many code points begin before each block of [`BLOCK`] bytes.
    before_blocks: OnceLock<Box<[u32]>>,
    /// The text to show, where it is another than the text.
    masked: OnceLock<Option<Box<str>>>,
}

fn shown_path(path: &str) -> Cow<'_, str> {
    match visible(path) {
        Cow::Borrowed(path) => identity::masked_path(path),
        Cow::Owned(path) => Cow::Owned(identity::masked_path(&path).into_owned()),
    }
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
        let (lines, before_blocks, masked) = Default::default();
        let (text, carriage_returns) = with_line_feeds(text.into());
        Source { path: path.into(), text, carriage_returns, lines, before_blocks, masked }
    }

    /// The text as the file has it, with carriage returns that end lines alone.
    pub fn as_saved(&self) -> Cow<'_, str> {
        if self.carriage_returns.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut saved = String::with_capacity(self.text.len());
        let mut from = 0;
        for &at in &self.carriage_returns {
            saved.push_str(&self.text[from..at as usize]);
            saved.push('\r');
            from = at as usize + 1;
        }
        saved.push_str(&self.text[from..]);
        Cow::Owned(saved)
    }

    /// The text as it may be shown in reports: personal identity numbers are masked. All places in it are as in the text.
    pub fn shown(&self) -> &str {
        let masked = self.masked.get_or_init(|| match identity::masked(&self.text) {
            Cow::Owned(masked) if masked.len() == self.text.len() => Some(masked.into_boxed_str()),
            _ => None,
        });
        masked.as_deref().unwrap_or(&self.text)
    }

    /// The path as it may be shown in reports.
    pub fn shown_path(&self) -> Cow<'_, str> {
        shown_path(&self.path)
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at as u32 + 1)).collect()
        })
    }

    /// The line of a byte offset, from zero.
    pub fn line_of(&self, offset: u32) -> usize {
        self.line_starts().partition_point(|&start| start <= offset) - 1
    }

    /// Byte range of a line (from zero), without its line break; the last line's for a number beyond it.
    pub fn line_range(&self, line: usize) -> Range<usize> {
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

    /// Line and column of a byte offset, as people and editors count them. No place is within a line break: one that
    /// begins between the two signs of it is at the line's end.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let within = self.line_range(line);
        let start = within.start;
        let end = char_start(&self.text, (offset as usize).min(within.end));
        // A byte order mark is no column: no editor shows it.
        let has_mark = start == 0 && self.text[..end].starts_with('\u{feff}');
        let column = self.begun_before(end) - self.begun_before(start) - usize::from(has_mark) + 1;
        Position { line: line + 1, column }
    }

    /// How many code points begin before a byte. All of a file may be one line, so they are not counted from its start.
    fn begun_before(&self, byte: usize) -> usize {
        let begun = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        let bytes = self.text.as_bytes();
        let before_blocks = self.before_blocks.get_or_init(|| {
            let mut before = 0;
            let sums = bytes.chunks(BLOCK).map(|block| {
                before += begun(block) as u32;
                before
            });
            std::iter::once(0).chain(sums).collect()
        });
        let block = byte / BLOCK;
        before_blocks[block] as usize + begun(&bytes[block * BLOCK..byte])
    }

    /// How many code points stand before a place, a byte order mark not counted.
    pub fn characters_before(&self, position: Position) -> usize {
        let starts = self.line_starts();
        let start = starts[(position.line - 1).min(starts.len() - 1)] as usize;
        // As in columns, a byte order mark is none.
        let has_mark = start > 0 && self.text.starts_with('\u{feff}');
        self.begun_before(start) - usize::from(has_mark) + position.column - 1
    }
}

/// Code points are counted once for so many bytes.
const BLOCK: usize = 1024;

/// The files of one reading: a table that only grows, so that files are added while others are being read.
///
/// The numbers depend on the order of reading; whatever reaches a user is sorted by path. Where a later reading has the
/// same [`SourceNumbers`], a file has its number from before, and so has every place in it as long as its text is the same.
#[derive(Debug, Default)]
pub struct Sources {
    /// Chunk n holds 64 · 2ⁿ files; 26 chunks hold more than a `SourceId` can name.
    chunks: [OnceLock<Chunk>; 26],
    numbers: SourceNumbers,
    folders: Option<Folders>,
    /// Where texts are that can be read again; none where all stay.
    room: Option<Room>,
}

/// A part of the table, made whole when its first file comes.
type Chunk = Box<[OnceLock<Slot>]>;

/// A file of the table.
#[derive(Debug)]
struct Slot {
    /// The path to show.
    path: Box<str>,
    text: SlotText,
}

#[derive(Debug)]
enum SlotText {
    Here(Arc<Source>),
    Again(Arc<Again>),
}

/// The numbers of the files of several readings.
#[derive(Clone, Debug, Default)]
pub struct SourceNumbers(Arc<Mutex<Numbers>>);

/// The numbers that were given out, by the file that names a file and its path.
#[derive(Debug, Default)]
struct Numbers {
    given: HashMap<(String, String), Vec<SourceId>>,
    next: u32,
}

/// Where the program was run, and the workspace's folder; both absolute.
#[derive(Debug)]
struct Folders {
    here: PathBuf,
    workspace: PathBuf,
}

const FIRST_CHUNK: u32 = 64;

/// (chunk, place in it) of a file.
fn slot(id: u32) -> (usize, usize) {
    let chunk = ((id / FIRST_CHUNK) + 1).ilog2();
    (chunk as usize, (id - FIRST_CHUNK * ((1 << chunk) - 1)) as usize)
}

impl Sources {
    /// No files yet, of the workspace in this folder. Relative paths count from `here`; both are absolute.
    pub fn of_workspace(here: PathBuf, workspace: PathBuf) -> Sources {
        Sources { folders: Some(Folders { here, workspace }), ..Sources::default() }
    }

    /// A file's path from the workspace's folder, with `/`: the same wherever the program is run. The path to show where
    /// the file lies outside, or where there is no workspace. Personal identity numbers in it are masked.
    pub fn path_in_workspace(&self, id: SourceId) -> String {
        identity::masked_path(&self.unmasked_path(id)).into_owned()
    }

    /// Whether a file, or a folder of the workspace around it, is named after a personal identity number.
    pub fn is_named_after_somebody(&self, id: SourceId) -> bool {
        self.unmasked_path(id).split('/').any(identity::is_in)
    }

    fn unmasked_path(&self, id: SourceId) -> String {
        let shown = self.path(id);
        let within = self.folders.as_ref().and_then(|folders| {
            let path = straight(&folders.here.join(shown));
            let parts = path.strip_prefix(&folders.workspace).ok()?.components();
            Some(parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
        });
        within.unwrap_or_else(|| shown.to_owned())
    }

    /// The same, before anything is added, with the numbers of other readings.
    pub fn numbered(self, numbers: &SourceNumbers) -> Sources {
        Sources { numbers: numbers.clone(), ..self }
    }

    /// The same, before anything is added, but texts that can be read again go when there are many of them.
    pub fn letting_go(self, room: Room) -> Sources {
        Sources { room: Some(room), ..self }
    }

    /// Whether texts go when there are many.
    pub fn lets_go(&self) -> bool {
        self.room.is_some()
    }

    /// Whether so many bytes of texts may all be in memory. Where they may not, fewer stay than there would be room for.
    pub fn has_room_for(&self, bytes: u64) -> bool {
        self.room.as_ref().is_none_or(|room| room.holds(bytes))
    }

    /// The path to show of a file that has another text now than when it was read, where that was seen: what came of it is
    /// not to be shown.
    pub fn changed(&self) -> Option<String> {
        self.room.as_ref().and_then(Room::changed)
    }

    /// Adds a file that was read from a path, where it can be read again. `namer` is the file that names it.
    pub fn add_read(&self, namer: &str, source: Source, file: &Path) -> SourceId {
        let source = Arc::new(source);
        match &self.room {
            None => self.add_of(namer, source),
            Some(room) => {
                let path = source.path.clone();
                self.add_slot(namer, &path, || SlotText::Again(Again::new(source, file.to_path_buf(), room)))
            }
        }
    }

    /// Adds a file and gives its name.
    pub fn add(&self, source: Source) -> SourceId {
        self.add_of("", Arc::new(source))
    }

    /// Adds a file that another one names, as often as others name it too.
    pub fn add_of(&self, namer: &str, source: Arc<Source>) -> SourceId {
        let path = source.path.clone();
        self.add_slot(namer, &path, || SlotText::Here(source))
    }

    fn add_slot(&self, namer: &str, path: &str, text: impl FnOnce() -> SlotText) -> SourceId {
        let mut numbers = self.numbers.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Numbers { given, next } = &mut *numbers;
        let given = given.entry((namer.to_owned(), path.to_owned())).or_default();
        let mut new = Slot { path: path.into(), text: text() };
        for id in given.iter() {
            match self.place(*id).set(new) {
                Ok(()) => return *id,
                Err(back) => new = back,
            }
        }
        let id = SourceId(*next);
        *next += 1;
        given.push(id);
        let is_new = self.place(id).set(new).is_ok();
        debug_assert!(is_new, "a number that was never given out names no file");
        id
    }

    /// Adds a file under the name that it had in an earlier reading; false where another has it.
    pub fn put(&self, id: SourceId, source: &Arc<Source>) -> bool {
        let slot = Slot { path: source.path.as_str().into(), text: SlotText::Here(Arc::clone(source)) };
        self.place(id).set(slot).is_ok()
    }

    /// Where a file of that name is, or will be.
    fn place(&self, id: SourceId) -> &OnceLock<Slot> {
        let (chunk, place) = slot(id.0);
        let empty = || (0..FIRST_CHUNK << chunk).map(|_| OnceLock::new()).collect::<Chunk>();
        &self.chunks[chunk].get_or_init(empty)[place]
    }

    fn slot(&self, id: SourceId) -> Option<&Slot> {
        let (chunk, place) = slot(id.0);
        self.chunks[chunk].get().and_then(|chunk| chunk[place].get())
    }

    /// The file of that name, to be kept for another reading.
    pub fn shared(&self, id: SourceId) -> Option<Arc<Source>> {
        self.slot(id).map(|slot| self.source(slot))
    }

    fn source(&self, slot: &Slot) -> Arc<Source> {
        match (&slot.text, &self.room) {
            (SlotText::Here(source), _) => Arc::clone(source),
            (SlotText::Again(again), Some(room)) => again.source(&slot.path, room),
            (SlotText::Again(_), None) => Arc::new(Source::new(&*slot.path, "")),
        }
    }

    /// Every file that has been added.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> + '_ {
        let chunks = (0..).zip(&self.chunks).filter_map(|(chunk, slots)| Some((chunk, slots.get()?)));
        chunks.flat_map(|(chunk, slots)| {
            let first = FIRST_CHUNK * ((1u32 << chunk) - 1);
            let filled = (first..).zip(slots.iter()).filter(|(_, slot)| slot.get().is_some());
            filled.map(|(id, _)| SourceId(id))
        })
    }

    /// The file of that name.
    pub fn get(&self, id: SourceId) -> Arc<Source> {
        self.source(self.known(id))
    }

    /// The path to show of the file of that name.
    pub fn path(&self, id: SourceId) -> &str {
        &self.known(id).path
    }

    /// That path as it may be shown in reports.
    pub fn shown_path(&self, id: SourceId) -> Cow<'_, str> {
        shown_path(self.path(id))
    }

    fn known(&self, id: SourceId) -> &Slot {
        self.slot(id).expect("a SourceId is only given out by add, which fills its slot first")
    }

    /// The text at a place. Of a place that is none, which would be a mistake of ours, the whole signs that it touches.
    pub fn slice(&self, span: Span) -> Words<'static> {
        let (source, range) = (self.get(span.source), span.start as usize..span.end as usize);
        debug_assert!(source.text.get(range.clone()).is_some(), "{range:?} is no place in {:?}", source.text);
        Words::of(source, range)
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

/// The range of whole signs of a text that holds every byte of a range, as far as it is within the text. An empty range
/// stays empty, and so becomes one whose end is before its start.
pub fn whole_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let start = char_start(text, range.start);
    let is_char_end = |end: &usize| text.is_char_boundary(*end);
    let end = if range.is_empty() { None } else { (range.end.min(text.len())..=text.len()).find(is_char_end) };
    start..end.unwrap_or(start)
}

/// The words of a range, and where that is no place of the text, of the [`whole_characters`] that it touches.
pub fn sound(text: &str, range: Range<usize>) -> &str {
    // A place is nearly always one.
    text.get(range.clone()).or_else(|| text.get(whole_characters(text, range))).unwrap_or("")
}

/// Where the sign that a byte offset is within begins; the text's end for an offset beyond it.
pub fn char_start(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A text whose carriage returns that stand alone are line feeds, and their places. No other byte moves.
fn with_line_feeds(text: String) -> (String, Box<[u32]>) {
    let bytes = text.as_bytes();
    let alone = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n'));
    let alone: Box<[u32]> = alone.map(|at| at as u32).collect();
    if alone.is_empty() {
        return (text, alone);
    }
    let mut with = String::with_capacity(text.len());
    let mut from = 0;
    for &at in &alone {
        with.push_str(&text[from..at as usize]);
        with.push('\n');
        from = at as usize + 1;
    }
    with.push_str(&text[from..]);
    (with, alone)
}

/// A name with the characters by their numbers that a terminal or the log of a build server would obey: a file may be
/// called anything.
pub fn visible(name: &str) -> Cow<'_, str> {
    if !name.contains(is_obeyed) && !name.starts_with("::") {
        return Cow::Borrowed(name);
    }
    // The log of GitHub takes a line that begins with two colons for a command.
    let mut text = String::from(if name.starts_with("::") { "./" } else { "" });
    for letter in name.chars() {
        match is_obeyed(letter) {
            true => text.push_str(&format!("\\u{{{:x}}}", u32::from(letter))),
            false => text.push(letter),
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests;
