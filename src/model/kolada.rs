//! What names a measure and a municipality in Kolada, the Swedish database of key figures of municipalities and regions
//! (kolada.se, kept by RKA).

use std::fmt;

use serde::{Deserialize, Serialize};

/// How many digits follow the letter of a measure's id.
const DIGITS: usize = 5;

/// The id of a measure in Kolada, such as `N15419`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KoladaId {
    letter: char,
    number: u32,
}

impl KoladaId {
    /// An id as Kolada writes it: N, or U for what a few follow, and five digits.
    pub fn read(text: &str) -> Option<KoladaId> {
        let letter = text.chars().next().filter(|letter| matches!(letter, 'N' | 'U'))?;
        let digits = &text[1..];
        let is_whole = digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_whole.then(|| digits.parse().ok().map(|number| KoladaId { letter, number })).flatten()
    }

    /// The only id that words can mean: `n15419`, `N 15419`, `Kolada N15419`, the address of its page. None where there are two.
    pub fn meant(words: &str) -> Option<KoladaId> {
        let upper = words.to_uppercase();
        let letters: Vec<char> = upper.chars().filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '-')).collect();
        let mut found = None;
        for (at, letter) in letters.iter().enumerate() {
            let is_begun = at > 0 && letters[at - 1].is_ascii_digit();
            let rest = letters.get(at + 1..at + 1 + DIGITS);
            let is_longer = letters.get(at + 1 + DIGITS).is_some_and(|next| next.is_ascii_digit());
            let Some(digits) = rest.filter(|_| matches!(letter, 'N' | 'U') && !is_begun && !is_longer) else {
                continue;
            };
            let id = KoladaId::read(&std::iter::once(letter).chain(digits).collect::<String>());
            if id.is_some() && found.is_some() && found != id {
                return None;
            }
            found = id.or(found);
        }
        found
    }
}

impl fmt::Display for KoladaId {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}{:0width$}", self.letter, self.number, width = DIGITS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_letter_and_five_digits() {
        for written in ["N15419", "U00001"] {
            assert_eq!(KoladaId::read(written).map(|id| id.to_string()).as_deref(), Some(written));
        }
        for written in ["", "N", "n15419", "N1541", "N154191", "X15419", "N15 419", "N1541å", "é15419", "15419"] {
            assert_eq!(KoladaId::read(written), None, "{written}");
        }
    }

    #[test]
    fn one_id_is_known_in_other_words() {
        for written in ["n15419", " N 15419", "Kolada N15419", "https://exempel.se/?kpis=N15419", "N15419 (N15419)"] {
            assert_eq!(KoladaId::meant(written).map(|id| id.to_string()).as_deref(), Some("N15419"), "{written}");
        }
        for written in ["15419", "N154199", "N15419, N15420", "N1541", "ja", "1N15419"] {
            assert_eq!(KoladaId::meant(written), None, "{written}");
        }
    }
}
