//! The text that is read, and the one door that every place in it comes through: the parser's, and those counted from them.

use std::ops::Range;

use crate::source::{SourceId, Span, char_start, sound, whole_characters};

/// A text of which only whole signs can be had. Whatever places it is asked for, it gives sound ones: within the text,
/// between two signs, the start not after the end. Nothing else in `yaml` cuts the text, and nothing else makes a span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'s> {
    whole: &'s str,
    source: SourceId,
}

impl<'s> Text<'s> {
    /// The text of a file.
    pub(super) fn new(whole: &'s str, source: SourceId) -> Text<'s> {
        Text { whole, source }
    }

    /// The beginning of the sign at a byte offset; the text's end for one beyond it.
    pub(super) fn floor(self, at: usize) -> usize {
        char_start(self.whole, at)
    }

    /// The range of whole signs that holds every byte of a range.
    pub(super) fn range(self, range: Range<usize>) -> Range<usize> {
        whole_characters(self.whole, range)
    }

    /// The place of a range in its file.
    pub(super) fn span(self, range: Range<usize>) -> Span {
        let range = self.range(range);
        Span { source: self.source, start: range.start as u32, end: range.end as u32 }
    }

    /// The words of a range.
    pub(super) fn get(self, range: Range<usize>) -> &'s str {
        sound(self.whole, range)
    }

    /// Everything before a place.
    pub(super) fn until(self, at: usize) -> &'s str {
        self.get(0..self.floor(at))
    }

    /// Everything from a place on.
    pub(super) fn from(self, at: usize) -> &'s str {
        self.get(at..self.whole.len())
    }

    /// The sign at a place; none at the end.
    pub(super) fn character(self, at: usize) -> Option<char> {
        self.from(at).chars().next()
    }

    /// The range of the sign at a place; empty at the end.
    pub(super) fn range_of_char(self, at: usize) -> Range<usize> {
        let start = self.floor(at);
        start..start + self.character(start).map_or(0, char::len_utf8)
    }
}

#[cfg(test)]
mod tests {
    use super::Text;
    use crate::source::{Source, Sources};

    #[test]
    fn whatever_place_is_asked_for_the_one_that_is_given_is_sound() {
        let sources = Sources::default();
        let id = sources.add(Source::new("plan.yaml", "\u{feff}å: 😀\na\u{308}–\u{2028}"));
        let source = sources.get(id);
        let whole = source.text.as_str();
        let text = Text::new(whole, id);
        for start in 0..whole.len() + 3 {
            for end in 0..whole.len() + 3 {
                let range = text.range(start..end);
                assert!(whole.get(range.clone()).is_some(), "{start}..{end} gives {range:?}");
                let (within, sound) = (start.min(whole.len())..end.min(whole.len()), whole.get(start..end));
                match sound {
                    Some(words) => assert_eq!(text.get(start..end), words),
                    None if start < end => assert!(range.start <= within.start && range.end >= within.end),
                    None => assert!(range.is_empty()),
                }
                assert_eq!(&*sources.slice(text.span(start..end)), text.get(start..end));
            }
            let character = text.range_of_char(start);
            assert_eq!(text.get(character).chars().next(), text.character(start));
            assert_eq!(format!("{}{}", text.until(start), text.from(start)), whole);
        }
    }
}
