//! Characters that nobody sees: blanks, line ends and those that show nothing. One table for every reader of text.

pub mod garbled;

use unicode_normalization::UnicodeNormalization;

/// What a character that nobody sees does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// Keeps the words or figures around it on one line. Nothing is wrong with it in a text.
    NoBreakSpace,
    /// Ends the line in some programs, and not in YAML or Markdown.
    LineBreak,
    /// Shows a hyphen where the line happens to break there.
    SoftHyphen,
    /// Joins letters into one sign, or keeps them apart; some languages and pictures of letters need it.
    Joiner,
    /// Turns the direction of writing.
    Direction,
    /// Shows nothing at all.
    Nothing,
}

/// What a character does that nobody sees; `None` for any that can be seen, and for ordinary blanks and line ends.
pub fn unseen(character: char) -> Option<Unseen> {
    Some(match character {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Unseen::NoBreakSpace,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Unseen::LineBreak,
        '\u{ad}' => Unseen::SoftHyphen,
        '\u{200c}' | '\u{200d}' => Unseen::Joiner,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Unseen::Direction,
        '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{180e}' | '\u{feff}' => Unseen::Nothing,
        _ => return None,
    })
}

/// Whether a character takes no room: one that nobody sees and that is no blank and no line end.
pub fn takes_no_room(character: char) -> bool {
    !matches!(unseen(character), None | Some(Unseen::NoBreakSpace | Unseen::LineBreak))
}

/// Whether a terminal, or the log of a build server, obeys a character: a control character other than the tab, or one that
/// turns the direction of writing.
pub fn is_obeyed(character: char) -> bool {
    (character.is_control() && character != '\t') || unseen(character) == Some(Unseen::Direction)
}

/// Whether a spreadsheet may take a text that begins so for a formula, and not for words: some leave out blanks before it, and some
/// read the wide forms of the signs.
pub fn begins_formula(text: &str) -> bool {
    const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    text.trim_start_matches([' ', '\u{a0}']).starts_with(SIGNS)
}

/// Which bytes are among these, for looking each byte up.
pub const fn among(bytes: &[u8]) -> [bool; 256] {
    let mut is_one = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        is_one[bytes[at] as usize] = true;
        at += 1;
    }
    is_one
}

/// The place of the first byte that is one of those looked for: `is_one` gives 1 for them and 0 for others, without a branch, so
/// that the compiler looks at many at once. Most texts have none.
#[inline]
pub fn first_byte(bytes: &[u8], is_one: impl Fn(u8) -> u8) -> Option<usize> {
    let (chunks, rest) = bytes.as_chunks::<32>();
    let has_one = |chunk: &[u8; 32]| chunk.iter().fold(0, |any, byte| any | is_one(*byte)) != 0;
    let from = chunks.iter().position(has_one).unwrap_or(chunks.len()) * 32;
    let found = bytes[from..].iter().position(|byte| is_one(*byte) != 0).map(|at| from + at);
    debug_assert!(found.is_some() || from == bytes.len() - rest.len(), "a part has one");
    found
}

/// Whether a character is part of a word: a letter or a digit, as [`char::is_alphanumeric`] says. The letters of Europe's languages are
/// told without the tables of Unicode, which a search through running text would spend most of its time in.
#[inline]
pub fn is_of_word(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        '×' | '÷' => false,
        '\u{c0}'..='\u{24f}' => true,
        // The dashes and quotation marks of print.
        '\u{2010}'..='\u{2027}' => false,
        _ => character.is_alphanumeric(),
    }
}

/// Whether a character is a blank that may stand between the thousands of a figure, or before its unit.
pub fn is_space_in_figures(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

/// Whether a character is written as the dash between two figures: hyphens and the shorter dashes.
pub fn is_dash_in_figures(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2013}')
}

/// Whether a character is written for minus.
pub fn is_minus(character: char) -> bool {
    is_dash_in_figures(character) || character == '\u{2212}'
}

/// A text with the ordinary characters in place of others that are read alike, such as full-width figures. What is raised or
/// lowered, in a ring, or a fraction is read otherwise, and stays: the note of `90¹` makes no 901.
pub fn ordinary(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{66a}' => out.push('%'),
            '\u{66b}' => out.push(','),
            '\u{aa}' | '\u{ba}' | '\u{2070}'..='\u{209f}' => out.push(character),
            character if is_other_digit(character) => out.push(character),
            // "㏠" is the first day of a month, and no 1.
            character => {
                let from = out.len();
                out.extend(std::iter::once(character).nfkc());
                if out[from..].len() > 1 && out[from..].contains(|made: char| made.is_ascii_digit()) {
                    out.truncate(from);
                    out.push(character);
                }
            }
        }
    }
    out
}

/// Whether a character is a digit or a number for people who see it, but none of 0–9 and not read as them: `²`, `½`, `②`, `٣`.
/// Digits that are only drawn wider are read as them.
pub fn is_other_digit(character: char) -> bool {
    let is_drawn_otherwise =
        matches!(character, '\u{ff10}'..='\u{ff19}' | '\u{1d7ce}'..='\u{1d7ff}' | '\u{1fbf0}'..='\u{1fbf9}');
    character.is_numeric() && !character.is_ascii_digit() && !is_drawn_otherwise
}

/// A digit as it is raised: what stands for a note beside a figure is no digit of it. Other characters stay.
pub fn raised(character: char) -> char {
    match character {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' => '⁰',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

/// A character as tables of characters number it: `U+200B`.
pub fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        let all = ('\0'..=char::MAX).filter(|character| is_of_word(*character) != character.is_alphanumeric());
        assert_eq!(all.collect::<String>(), "");
    }

    #[test]
    fn the_first_of_some_bytes_is_found_wherever_it_stands() {
        let is_one = |byte: u8| u8::from(byte == b'*') | u8::from(byte == b'_');
        for before in 0..70 {
            for after in [0, 1, 40] {
                let text = format!("{}*{}_", "a".repeat(before), "b".repeat(after));
                assert_eq!(first_byte(text.as_bytes(), is_one), Some(before), "{text}");
                assert_eq!(first_byte("a".repeat(before + after).as_bytes(), is_one), None);
            }
        }
    }

    #[test]
    fn each_character_is_one_thing() {
        for (character, expected) in [
            ('\u{a0}', Some(Unseen::NoBreakSpace)),
            ('\u{2028}', Some(Unseen::LineBreak)),
            ('\u{ad}', Some(Unseen::SoftHyphen)),
            ('\u{200d}', Some(Unseen::Joiner)),
            ('\u{202e}', Some(Unseen::Direction)),
            ('\u{feff}', Some(Unseen::Nothing)),
            (' ', None),
            ('\n', None),
            ('–', None),
            ('å', None),
        ] {
            assert_eq!(unseen(character), expected, "{}", code_point(character));
        }
        assert!(['\u{2007}', '\u{2009}', '\u{a0}', ' '].into_iter().all(is_space_in_figures));
        assert!(!is_space_in_figures('\t') && !is_space_in_figures('\u{200b}'));
        assert!(['\u{ad}', '\u{200d}', '\u{202e}', '\u{feff}'].into_iter().all(takes_no_room));
        assert!(!['\u{a0}', '\u{2028}', ' ', 'å'].into_iter().any(takes_no_room));
        assert!(['\u{1b}', '\n', '\u{61c}', '\u{200e}', '\u{2066}'].into_iter().all(is_obeyed));
        assert!(!['\t', '\u{200d}', '\u{a0}', 'å'].into_iter().any(is_obeyed));
        assert_eq!(code_point('\u{ad}'), "U+00AD");
        assert_eq!(ordinary("８０﹪ 4٫5"), "80% 4,5");
    }

    #[test]
    fn no_figure_is_made_of_what_is_no_digit() {
        for written in ["90¹ %", "1²3", "1½", "②5", "⒈5", "4₂", "㉑", "1º"] {
            assert_eq!(ordinary(written), written);
        }
        // Of all characters that there are only digits that are drawn otherwise become digits.
        for character in ('\0'..=char::MAX).filter(|character| !character.is_ascii_digit()) {
            let made = ordinary(&character.to_string());
            let has_digit = made.contains(|made: char| made.is_ascii_digit());
            assert!(!has_digit || made.len() == 1 && !is_other_digit(character), "{character} becomes {made}");
        }
        assert!("0123456789".chars().map(raised).all(is_other_digit));
    }
}
