//! Places of a text as editors count them: lines from zero, and columns in the units that were agreed on.

use std::ops::Range;
use std::sync::Arc;

use gen_lsp_types::{Position, PositionEncodingKind, Range as Between};

use crate::source::{Source, char_start};

/// The units of columns. Those of bytes come first where an editor knows several: they are what places are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, which every editor knows.
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// The units to count in, of those that the editor knows.
    pub fn agreed(known: &[&str]) -> Encoding {
        let all = [("utf-8", Encoding::Utf8), ("utf-32", Encoding::Utf32)];
        all.into_iter().find(|(name, _)| known.contains(name)).map_or(Encoding::Utf16, |(_, encoding)| encoding)
    }

    /// As the protocol names it.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, character: char) -> usize {
        match self {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// How places of one text are counted.
#[derive(Clone, Debug)]
pub(super) struct Places {
    source: Arc<Source>,
    encoding: Encoding,
    /// Whether a byte order mark is a character to the editor: it is one in a text that the editor has sent, and of a file
    /// on the disk editors take it away.
    has_mark: bool,
}

impl Places {
    /// Of a text that the editor has sent.
    pub(super) fn of_sent(source: Arc<Source>, encoding: Encoding) -> Places {
        Places { source, encoding, has_mark: false }
    }

    /// Of a file as it is on the disk.
    pub(super) fn of_saved(source: Arc<Source>, encoding: Encoding) -> Places {
        let has_mark = source.text.starts_with('\u{feff}');
        Places { source, encoding, has_mark }
    }

    /// Where a byte is. No place is within a character or a line break.
    pub(super) fn position(&self, offset: usize) -> Position {
        let text = &self.source.text;
        let offset = offset.min(text.len());
        let line = self.source.line_of(offset as u32);
        let within = self.source.line_range(line);
        let start = self.line_start(&within);
        let end = char_start(text, offset.min(within.end)).max(start);
        let units = text[start..end].chars().map(|character| self.encoding.width(character)).sum::<usize>();
        Position { line: line as u32, character: units as u32 }
    }

    /// Where a range of bytes is.
    pub(super) fn between(&self, range: Range<usize>) -> Between {
        let start = self.position(range.start);
        Between { start, end: self.position(range.end.max(range.start)) }
    }

    /// The byte at a place. What is beyond a line is its end, and what is beyond the text is the text's.
    pub(super) fn offset(&self, position: Position) -> usize {
        let text = &self.source.text;
        let line = position.line as usize;
        if line >= self.source.line_count() {
            return text.len();
        }
        let within = self.source.line_range(line);
        let start = self.line_start(&within);
        let mut left = position.character as usize;
        for (at, character) in text[start..within.end].char_indices() {
            let width = self.encoding.width(character);
            if left < width {
                return start + at;
            }
            left -= width;
        }
        within.end
    }

    /// The bytes between two places.
    pub(super) fn range(&self, between: Between) -> Range<usize> {
        let start = self.offset(between.start);
        start..self.offset(between.end).max(start)
    }

    fn line_start(&self, within: &Range<usize>) -> usize {
        if self.has_mark && within.start == 0 { '\u{feff}'.len_utf8().min(within.end) } else { within.start }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line break there is, both forms of å, and a character of two units of UTF-16.
    const TEXT: &str = "å: 1\r\na\u{30a}😀b: 2\n\rsist";

    #[test]
    fn every_place_leads_back_to_its_byte() {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let source = Arc::new(Source::new("plan.yaml", TEXT));
            let places = Places::of_sent(Arc::clone(&source), encoding);
            for (at, character) in TEXT.char_indices().filter(|(_, character)| !matches!(character, '\r' | '\n')) {
                assert_eq!(places.offset(places.position(at)), at, "{encoding:?} {character:?}");
            }
            assert_eq!(places.offset(places.position(TEXT.len())), TEXT.len());
        }
    }

    #[test]
    fn columns_are_in_the_units_that_were_agreed_on() {
        let source = Arc::new(Source::new("plan.yaml", TEXT));
        let b = TEXT.find('b').expect("it is there");
        for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 4), (Encoding::Utf32, 3)] {
            let places = Places::of_sent(Arc::clone(&source), encoding);
            assert_eq!(places.position(b), Position { line: 1, character: column });
        }
        // A lone carriage return ends a line too.
        let places = Places::of_sent(Arc::clone(&source), Encoding::Utf16);
        assert_eq!(places.position(TEXT.find("sist").expect("it is there")).line, 3);
    }

    #[test]
    fn what_is_beyond_or_within_is_the_nearest_place() {
        let source = Arc::new(Source::new("plan.yaml", TEXT));
        let places = Places::of_sent(Arc::clone(&source), Encoding::Utf16);
        assert_eq!(places.offset(Position { line: 0, character: 99 }), 5, "the end of the line, before its break");
        assert_eq!(places.offset(Position { line: 99, character: 0 }), TEXT.len());
        let smile = TEXT.find('😀').expect("it is there");
        assert_eq!(places.offset(Position { line: 1, character: 3 }), smile, "within the two units of one character");
        assert_eq!(places.position(6).line, 0, "between the two signs of a line break");
    }

    #[test]
    fn a_mark_counts_only_in_what_the_editor_sent() {
        let source = Arc::new(Source::new("plan.yaml", "\u{feff}vp: 1\n"));
        assert_eq!(Places::of_saved(Arc::clone(&source), Encoding::Utf16).position(3).character, 0);
        assert_eq!(Places::of_sent(Arc::clone(&source), Encoding::Utf16).position(3).character, 1);
        assert_eq!(
            Places::of_saved(Arc::clone(&source), Encoding::Utf16).offset(Position { line: 0, character: 0 }),
            3
        );
    }
}
