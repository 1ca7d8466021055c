//! Colours, and texts laid out by the room that they take on a screen.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How text is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For a file or a pipe.
    Plain,
    /// For a terminal.
    Coloured,
}

/// Draws words in colour, or leaves them as they are.
#[derive(Clone, Copy)]
pub(crate) struct Paint(pub(crate) Style);

impl Paint {
    /// A head.
    pub(crate) fn strong(self, words: &str) -> String {
        self.draw("1", words)
    }

    /// Words that only help to find something.
    pub(crate) fn faint(self, words: &str) -> String {
        self.draw("2", words)
    }

    /// Nothing is missing.
    pub(crate) fn good(self, words: &str) -> String {
        self.draw("32", words)
    }

    /// Something is on its way.
    pub(crate) fn fair(self, words: &str) -> String {
        self.draw("33", words)
    }

    /// Something is missing.
    pub(crate) fn bad(self, words: &str) -> String {
        self.draw("31", words)
    }

    fn draw(self, colour: &str, words: &str) -> String {
        match self.0 {
            Style::Plain => words.to_owned(),
            Style::Coloured => format!("\u{1b}[{colour}m{words}\u{1b}[0m"),
        }
    }
}

/// A user's text on one line, without signs that a terminal would obey.
pub(crate) fn plain(text: &str) -> String {
    let obeyed = |sign: char| sign.is_control() || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let signs: String = text.chars().map(|sign| if obeyed(sign) { ' ' } else { sign }).collect();
    // A figure keeps together with its unit.
    let parts = |sign: char| sign.is_whitespace() && !matches!(sign, '\u{a0}' | '\u{202f}');
    signs.split(parts).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How many places of a line a text takes.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A text with blanks after it, up to a width.
pub(crate) fn pad(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// The text, or as many of its first words as fit and `…`.
pub(crate) fn cut(text: &str, to: usize) -> String {
    if width(text) <= to {
        return text.to_owned();
    }
    let mut room = to.saturating_sub(1);
    let fits = |sign: &char| {
        let width = sign.width().unwrap_or(0);
        let is_room = width <= room;
        room = room.saturating_sub(width);
        is_room
    };
    let kept: String = text.chars().take_while(fits).collect();
    // A single word that is too long is cut where the room ends.
    let words = kept.rsplit_once(' ').map_or(kept.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([' ', ',', '.', ':', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_counted_as_a_screen_does_and_no_sign_is_obeyed() {
        assert_eq!(pad("a\u{30a}a", 3), "a\u{30a}a ");
        assert_eq!(pad("漢", 3), "漢 ");
        assert_eq!(pad("lång", 2), "lång");
        assert_eq!(cut("ett par ord", 11), "ett par ord");
        assert_eq!(cut("ett par, ord till", 11), "ett par…");
        assert_eq!(cut("漢漢漢漢", 5), "漢漢…");
        assert_eq!(plain("röd\u{1b}[31m\n text\u{202e}"), "röd [31m text");
    }
}
