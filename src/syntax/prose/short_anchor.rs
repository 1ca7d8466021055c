//! The ids of a page: short, of plain letters, and the same whatever changes elsewhere on the page.

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest id, in characters.
const LONGEST: usize = 60;

/// How long the sign for what was cut off is.
const HASH: usize = 6;

/// The place of something in a page: the words of the headings that it stands under, and its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnchorPath(String);

impl AnchorPath {
    /// The place of something that stands under no heading.
    pub fn of(words: &str) -> AnchorPath {
        AnchorPath::default().under(words)
    }

    /// The place of something with these words here.
    pub fn under(&self, words: &str) -> AnchorPath {
        let mut path = String::with_capacity(self.0.len() + words.len() + 1);
        path.push_str(&self.0);
        if !path.is_empty() {
            path.push('-');
        }
        write_plain(&mut path, words);
        AnchorPath(path)
    }
}

/// The ids given so far in one page.
#[derive(Clone, Debug, Default)]
pub struct ShortAnchors(FxHashSet<String>);

impl ShortAnchors {
    /// An id for a place; the second of the same place ends in `-2`.
    pub fn give(&mut self, place: &AnchorPath) -> String {
        let first = within(&place.0, LONGEST);
        if self.0.insert(first.clone()) {
            return first;
        }
        let mut number = 2_usize;
        loop {
            let end = format!("-{number}");
            let numbered = within(&place.0, LONGEST - end.len()) + &end;
            if self.0.insert(numbered.clone()) {
                return numbered;
            }
            number += 1;
        }
    }

    /// Whether an id is given.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains(id)
    }
}

/// Words in the letters a to z, digits and hyphens; a sign for them where nothing else is left.
fn write_plain(out: &mut String, words: &str) {
    let start = out.len();
    let mut is_parted = false;
    for letter in words.chars() {
        let plain = match letter {
            'a'..='z' | '0'..='9' => letter,
            'A'..='Z' => letter.to_ascii_lowercase(),
            'å' | 'ä' | 'Å' | 'Ä' => 'a',
            'ö' | 'Ö' | 'ø' | 'Ø' => 'o',
            _ if letter.is_ascii() => '-',
            _ => {
                write_foreign(out, letter, start, &mut is_parted);
                continue;
            }
        };
        push(out, plain, start, &mut is_parted);
    }
    if out.len() == start {
        write_hash(out, words);
    }
}

/// Writes a letter; what parts words is written with the word after it, and never first.
fn push(out: &mut String, plain: char, start: usize, is_parted: &mut bool) {
    if plain == '-' {
        *is_parted = true;
        return;
    }
    if std::mem::take(is_parted) && out.len() > start {
        out.push('-');
    }
    out.push(plain);
}

/// Writes what is left of a letter without its marks.
fn write_foreign(out: &mut String, letter: char, start: usize, is_parted: &mut bool) {
    for letter in letter.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'a'..='z' | '0'..='9' => push(out, letter, start, is_parted),
            'A'..='Z' => push(out, letter.to_ascii_lowercase(), start, is_parted),
            'æ' | 'Æ' => "ae".chars().for_each(|letter| push(out, letter, start, is_parted)),
            'ß' => "ss".chars().for_each(|letter| push(out, letter, start, is_parted)),
            _ => push(out, '-', start, is_parted),
        }
    }
}

/// A path of at most so many characters: cut after a word, with a sign for all of it.
fn within(path: &str, longest: usize) -> String {
    if path.len() <= longest {
        return path.to_owned();
    }
    let room = longest - HASH - 1;
    let kept = path[..room + 1].rfind('-').filter(|at| *at > 0).unwrap_or(room);
    let mut short = path[..kept].to_owned();
    short.push('-');
    write_hash(&mut short, path);
    short
}

/// Writes a sign for words: the same for the same words always, on every machine.
fn write_hash(out: &mut String, words: &str) {
    // FNV-1a: short, and fixed for all time, unlike the hashes of tables.
    let mut hash = words
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    for _ in 0..HASH {
        let digit = (hash % 36) as u32;
        out.extend(char::from_digit(digit, 36));
        hash /= 36;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::property::cases;

    #[test]
    fn ids_are_of_plain_letters_and_say_what_they_stand_under() {
        let goal = AnchorPath::of("Barn är trygga");
        for (place, expected) in [
            (goal.clone(), "barn-ar-trygga"),
            (goal.under("Förväntat resultat"), "barn-ar-trygga-forvantat-resultat"),
            (AnchorPath::of("1.4 – Åtgärder & ÖVRIGT!"), "1-4-atgarder-ovrigt"),
            (AnchorPath::of("Café A\u{30a}sa, Æbeltoft, Straße"), "cafe-asa-aebeltoft-strasse"),
        ] {
            assert_eq!(ShortAnchors::default().give(&place), expected);
        }
    }

    #[test]
    fn long_places_are_cut_after_a_word_and_told_apart() {
        let long = AnchorPath::of(&"Enheten arbetar för att ".repeat(5));
        let mut anchors = ShortAnchors::default();
        let (one, other) = (anchors.give(&long.under("ett")), anchors.give(&long.under("två")));
        assert!(one.starts_with("enheten-arbetar-for-att-enheten-arbetar-for-att-") && one != other, "{one} {other}");
        assert!(one.len() <= LONGEST && other.len() <= LONGEST);
        assert_eq!(one, ShortAnchors::default().give(&long.under("ett")), "the same on every run");
    }

    #[test]
    fn only_the_same_place_twice_is_numbered() {
        let mut anchors = ShortAnchors::default();
        let place = AnchorPath::of("Mål");
        let given: Vec<String> = (0..3).map(|_| anchors.give(&place)).collect();
        assert_eq!(given, ["mal", "mal-2", "mal-3"]);
        assert_eq!(anchors.give(&place.under("Mål")), "mal-mal");
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn every_id_is_short_and_plain_and_given_once(words in prop::collection::vec(any::<String>(), 1..20)) {
            let mut anchors = ShortAnchors::default();
            let mut given = FxHashSet::default();
            let mut place = AnchorPath::default();
            for words in &words {
                place = place.under(words);
                for place in [&place, &AnchorPath::of(words)] {
                    let id = anchors.give(place);
                    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
                    prop_assert!((1..=LONGEST).contains(&id.len()) && id.bytes().all(plain), "{id}");
                    prop_assert!(given.insert(id.clone()), "{id} twice");
                }
            }
        }
    }
}
