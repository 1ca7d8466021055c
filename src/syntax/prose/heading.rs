//! Headings of a text and the depth that each is printed at.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::syntax::prose::{Parsed, write_words};

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level as written, 1 to 6.
    pub written: u8,
    /// The level within the text: 1 is the first below the section. Levels that the author skipped are closed up.
    pub depth: u8,
    /// Whether a level was skipped on the way down to this heading.
    pub skips: bool,
    /// Its words without markup.
    pub text: String,
    /// Its place.
    pub range: Range<usize>,
}

/// The headings of a text in order.
pub fn headings(parsed: &Parsed) -> Vec<Heading> {
    let mut outline = Outline::default();
    let mut headings = Vec::new();
    for (at, (event, range)) in parsed.events.iter().enumerate() {
        let Event::Start(Tag::Heading { level, .. }) = event else { continue };
        let written = *level as u8;
        let (depth, skips) = outline.enter(written);
        let mut text = String::new();
        write_words(parsed, at, &mut text);
        headings.push(Heading { written, depth, skips, text: text.trim().to_owned(), range: range.clone() });
    }
    headings
}

/// The headings that the next one may stand under.
#[derive(Debug, Default)]
pub(super) struct Outline(Vec<u8>);

impl Outline {
    /// How many headings the present place stands under.
    pub(super) fn depth(&self) -> u8 {
        self.0.len() as u8
    }

    /// Depth of a heading written at this level, and whether a level was skipped. `#` and `##` are the same level.
    pub(super) fn enter(&mut self, written: u8) -> (u8, bool) {
        let level = written.max(2);
        let above = self.0.last().copied().unwrap_or(1);
        while self.0.last().is_some_and(|&open| open >= level) {
            self.0.pop();
        }
        self.0.push(level);
        (self.0.len() as u8, level > above + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::prose::parse;

    fn depths(text: &str) -> Vec<(u8, u8, bool)> {
        headings(&parse(text)).iter().map(|heading| (heading.written, heading.depth, heading.skips)).collect()
    }

    #[test]
    fn one_and_two_are_the_same_level() {
        assert_eq!(depths("# a\n## b\n### c\n# d\n"), [(1, 1, false), (2, 1, false), (3, 2, false), (1, 1, false)]);
    }

    #[test]
    fn skipped_levels_close_up_and_are_told_once() {
        assert_eq!(depths("### a\n### b\n## c\n"), [(3, 1, true), (3, 1, false), (2, 1, false)]);
        assert_eq!(
            depths("## a\n##### b\n##### c\n### d\n#### e\n"),
            [(2, 1, false), (5, 2, true), (5, 2, false), (3, 2, false), (4, 3, false)]
        );
    }

    #[test]
    fn the_words_come_without_markup_and_with_their_place() {
        let text = "a\n\n## Ett *två* `tre` [fyra](x)[^1] ##\n\nFem\nsex\n===\n\n[^1]: not\n";
        let found = headings(&parse(text));
        assert_eq!(found[0].text, "Ett två tre fyra");
        assert!(text[found[0].range.clone()].starts_with("## Ett"));
        assert_eq!(found[1].text, "Fem sex");
    }
}
