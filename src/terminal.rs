//! Colours, and texts laid out by the room that they take on a screen.

mod label;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::characters::{is_obeyed, takes_no_room};

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
    let seen = text.chars().filter(|letter| !(is_obeyed(*letter) && takes_no_room(*letter)));
    let characters: String = seen.map(|letter| if is_obeyed(letter) { ' ' } else { letter }).collect();
    // A figure keeps together with its unit.
    let parts = |character: char| character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{202f}');
    characters.split(parts).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A path or a name as one word of a command line, so that a command with it can be pasted.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_./".contains(character);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// How many places of a line a text takes.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A text with blanks after it, up to a width.
pub(crate) fn pad(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// Narrower than this nothing is wrapped: words would stand one below the other.
const NARROWEST: usize = 30;

/// The text with its lines wrapped at a width, further lines under the words of the first. Lines of code are left as they
/// are: those within code fences, and those of files in excerpts, where the marks below must stand in their places.
pub(crate) fn wrapped(text: &str, to: usize) -> String {
    if to < NARROWEST {
        return text.to_owned();
    }
    let mut wide = String::with_capacity(text.len() + text.len() / 16);
    let mut is_code = false;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let (words, end) = line.strip_suffix('\n').map_or((line, ""), |words| (words, "\n"));
        let bare = bare(words);
        if bare.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        if is_code || width(&bare) <= to {
            wide.push_str(words);
        } else if is_of_excerpt(&bare) {
            let below = lines.peek().map_or("", |next| next.trim_end_matches('\n'));
            wide.push_str(label::wrapped(words, below, to).as_deref().unwrap_or(words));
        } else {
            wrap_line(words, hang(&bare).min(to / 2), to, &mut wide);
        }
        wide.push_str(end);
    }
    wide
}

/// A line without the signs that colour it.
fn bare(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        bare.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    bare + rest
}

/// Whether a line is one of an excerpt: a number or nothing, and a bar.
fn is_of_excerpt(bare: &str) -> bool {
    let rest = bare.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    rest.starts_with('|') || rest.starts_with("-->") || rest.starts_with(":::")
}

/// How far further lines of a line are indented: to its first word, past the mark of a list or the name of a help.
fn hang(bare: &str) -> usize {
    let indent = bare.len() - bare.trim_start_matches(' ').len();
    let words = &bare[indent..];
    let help = words.strip_prefix("= ").and_then(|rest| rest.split_once(": ")).filter(|(name, _)| !name.contains(' '));
    match help {
        Some((name, _)) => indent + width(name) + "= : ".len(),
        None if words.starts_with("- ") => indent + 2,
        None if indent > 0 => indent + 2,
        None => 0,
    }
}

/// Puts a line down in parts that fit, cut at blanks; a word that is too long stands by itself.
fn wrap_line(line: &str, hang: usize, to: usize, wide: &mut String) {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let mut at = indent;
    wide.push_str(&line[..indent]);
    for (number, word) in line[indent..].split(' ').enumerate() {
        let room = width(&bare(word));
        if number > 0 {
            if at + 1 + room > to && at > hang {
                wide.truncate(wide.trim_end_matches(' ').len());
                wide.push('\n');
                wide.push_str(&" ".repeat(hang));
                at = hang;
            } else {
                wide.push(' ');
                at += 1;
            }
        }
        wide.push_str(word);
        at += room;
    }
}

/// The text, or as many of its first words as fit and `…`.
pub(crate) fn cut(text: &str, to: usize) -> String {
    if width(text) <= to {
        return text.to_owned();
    }
    let mut room = to.saturating_sub(1);
    let fits = |character: &char| {
        let width = character.width().unwrap_or(0);
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
    fn lines_are_wrapped_at_blanks_under_their_first_words_and_code_is_left() {
        let text = "fel[VP0101]: filen är sparad som något annat än UTF-8\n  = hjälp: spara om filen i en texteditor nu\n\
                    12 |   en rad av filen som är längre än skärmen är bred\n    - ett två tre fyra fem sex sju åtta\n\
                    ```\nett två tre fyra fem sex sju åtta nio tio\n```\nkort\n";
        let expected = "fel[VP0101]: filen är sparad\nsom något annat än UTF-8\n  = hjälp: spara om filen i en\n\
                        \u{20}          texteditor nu\n12 |   en rad av filen som är längre än skärmen är bred\n    - \
                        ett två tre fyra fem sex\n      sju åtta\n```\nett två tre fyra fem sex sju åtta nio tio\n```\nkort\n";
        assert_eq!(wrapped(text, 30), expected);
        assert_eq!(wrapped(text, 10), text, "a window can be too narrow for words");
        let coloured = "\u{1b}[1m\u{1b}[31mett två\u{1b}[0m tre fyra fem sex sju åtta nio";
        assert_eq!(bare(&wrapped(coloured, 30)), "ett två tre fyra fem sex sju\nåtta nio");
    }

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
