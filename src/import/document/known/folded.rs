//! Words as they are compared.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::differs_at_most;

/// Words as they are compared: small letters without dots and rings, and nothing but letters, digits and single blanks.
pub fn fold(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    // Every word of a document is folded many times over, and most letters are plain.
    match words.chars().all(|letter| plain(letter).is_some()) {
        true => words.chars().filter_map(plain).for_each(|letter| push_folded(&mut out, letter)),
        false => words.nfd().flat_map(char::to_lowercase).for_each(|letter| push_folded(&mut out, letter)),
    }
    out.truncate(out.trim_end().len());
    out
}

/// Folded words without the years among them.
pub(super) fn without_years(folded: &str) -> String {
    folded.split(' ').filter(|word| !is_year(word)).collect::<Vec<_>>().join(" ")
}

/// A letter that needs no table to be folded, as a small one without its dots and rings; none for others.
fn plain(letter: char) -> Option<char> {
    match letter {
        'å' | 'ä' | 'Å' | 'Ä' => Some('a'),
        'ö' | 'Ö' => Some('o'),
        'é' | 'É' => Some('e'),
        '–' | '−' | '●' | '•' | '”' | '’' => Some(letter),
        _ => letter.is_ascii().then(|| letter.to_ascii_lowercase()),
    }
}

fn push_folded(out: &mut String, letter: char) {
    match letter {
        letter if letter.is_alphanumeric() => out.push(letter),
        // The rings and dots that were taken apart, and what stands within words: "KF:s".
        '\u{300}'..='\u{36f}' | ':' | '\u{ad}' | '’' | '\'' => {}
        _ if out.ends_with(' ') || out.is_empty() => {}
        _ => out.push(' '),
    }
}

/// Whether a word is a year of our time.
pub fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two folded words are the same but for a slip for every eight letters.
pub fn is_near(written: &str, known: &str) -> bool {
    if written == known {
        return true;
    }
    // Most words are longer or shorter by far, as their bytes tell.
    if written.len().abs_diff(known.len()) > 4 * (known.len() / 8).max(1) {
        return false;
    }
    let most = match known.chars().count() {
        0..=5 => return false,
        length => (length / 8).max(1),
    };
    differs_at_most(written, known, most, 120)
}

/// What the one folded word that is nearest stands for.
pub(super) fn nearest<T: Copy>(all: &[(String, T)], written: &str) -> Option<T> {
    let exact = all.iter().find(|(known, _)| known == written);
    exact.or_else(|| all.iter().find(|(known, _)| is_near(written, known))).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_what_a_poor_scan_loses() {
        assert_eq!(fold("KF:s mål för  verksamhetsområdet:"), "kfs mal for verksamhetsomradet");
        assert_eq!(fold("Utfall män/pojkar"), "utfall man pojkar");
        // The same with a letter that takes the longer way.
        assert_eq!(fold("Över ÅRET É–ü"), fold("Över ÅRET É–") + " u");
        assert_eq!(fold("ma\u{30a}l – Ø"), "mal ø");
        assert!(is_near("uppftylls helt", "uppfylls helt") && is_near("arbetsatt", "arbetssatt"));
        assert!(!is_near("ovrigt", "oversikt") && !is_near("mal", "mat"));
    }

    #[test]
    fn a_year_is_four_digits() {
        assert!(is_year("2025") && is_year("1998"));
        assert!(!is_year("3025") && !is_year("20") && !is_year("20 5"));
    }
}
