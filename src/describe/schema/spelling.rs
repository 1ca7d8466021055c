//! Patterns for the spellings of a key or a fixed word that the reader takes for the same.
//!
//! The dialect is the one that editors have in common: classes, groups, and one negative lookahead.

use unicode_normalization::UnicodeNormalization;

/// Blanks around a value, which the reader does not look at.
const BLANK: &str = r"\s*";

/// Any spelling of a key: its own, other capitals, `-` or `_`, letters with separate dots and rings.
pub(super) fn any_key(key: &str) -> String {
    format!("^{}$", folded(key))
}

/// Any spelling of a key but its own, which stands among the properties already: an editor would say all twice.
pub(super) fn other_key(key: &str) -> String {
    format!("^(?!{}$){}$", literal(key), folded(key))
}

/// Any spelling of one of these words.
pub(super) fn any_word<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    format!("^{BLANK}(?:{}){BLANK}$", words.into_iter().map(folded).collect::<Vec<_>>().join("|"))
}

/// One of these words in any capitals, and nothing else about them.
pub(super) fn any_capitals(words: &[&str]) -> String {
    format!("(?:{})", words.iter().map(|word| word.chars().map(capitals).collect()).collect::<Vec<String>>().join("|"))
}

/// This key in any capitals but its own.
pub(super) fn other_capitals(key: &str) -> String {
    format!("^(?!{}$){}$", literal(key), any_capitals(&[key]))
}

/// A pattern for a whole value, with blanks around it.
pub(super) fn whole(pattern: &str) -> String {
    format!("^{BLANK}(?:{pattern}){BLANK}$")
}

fn folded(word: &str) -> String {
    word.nfc().map(spellings).collect()
}

/// The ways of writing one letter.
fn spellings(character: char) -> String {
    if matches!(character, '-' | '_') {
        return "[-_]".to_owned();
    }
    let apart: String = std::iter::once(character).nfd().collect();
    if apart.chars().count() == 1 {
        return capitals(character);
    }
    let apart: String = apart.chars().map(capitals).collect();
    format!("(?:{}|{apart})", capitals(character))
}

/// A letter, small or capital.
fn capitals(character: char) -> String {
    let mut one_char = [character.to_lowercase().collect::<String>(), character.to_uppercase().collect()];
    one_char.sort();
    match &one_char {
        [capital, small] if capital != small && capital.chars().count() == 1 && small.chars().count() == 1 => {
            format!("[{small}{capital}]")
        }
        _ => literal(&character.to_string()),
    }
}

fn literal(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for character in text.chars() {
        // A hyphen is not escaped: outside a class it is itself, and some engines refuse the escape.
        if r"\^$.|?*+()[]{}/".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_readable() {
        assert_eq!(any_key("kf-mål"), "^[kK][fF][-_][mM](?:[åÅ]|[aA]\u{30a})[lL]$");
        assert_eq!(other_key("nr"), "^(?!nr$)[nN][rR]$");
        assert_eq!(any_word(["ej påbörjad"]).matches(' ').count(), 1);
        assert_eq!(any_capitals(&["VP0103"]), "(?:[vV][pP]0103)");
        assert_eq!(any_key("a.b+"), r"^[aA]\.[bB]\+$");
    }
}
