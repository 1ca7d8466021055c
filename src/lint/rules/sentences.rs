//! What rules read in running text: its sentences, the figures in them, and the names that they speak of. The figures of a
//! document are found once, for all rules.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::characters::is_of_word;
use crate::identity::first_digit;
use crate::lint::rules::Text;
use crate::model::number::read_decimal;
use crate::model::{Document, Unit};
use crate::plan_format::fields::MONTH_NAMES;

/// What is longer is a table or an enumeration.
const LONGEST_SENTENCE: usize = 600;

/// A number in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Figure<'t> {
    /// The number.
    pub(crate) value: Decimal,
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
    /// The sentence's bytes in the text.
    sentence: Range<usize>,
    /// The text.
    whole: &'t str,
}

impl<'t> Figure<'t> {
    /// The sentence.
    pub(crate) fn sentence(&self) -> &'t str {
        &self.whole[self.sentence.clone()]
    }

    /// What stands before it in the sentence.
    pub(crate) fn before(&self) -> &'t str {
        &self.whole[self.sentence.start..self.range.start]
    }

    /// What stands after it in the sentence.
    pub(crate) fn after(&self) -> &'t str {
        &self.whole[self.range.end..self.sentence.end.max(self.range.end)]
    }

    /// The words before it, the nearest first.
    pub(crate) fn words_before(&self) -> impl Iterator<Item = &'t str> {
        words(self.before()).rev()
    }

    /// The word right before it, or nothing.
    pub(crate) fn word_before(&self) -> &'t str {
        self.words_before().next().unwrap_or_default()
    }

    /// Whether another number of the same text stands in the same sentence.
    pub(crate) fn is_beside(&self, other: &Figure) -> bool {
        self.sentence == other.sentence && self.range != other.range
    }

    /// Its bytes and those of the % after it.
    pub(crate) fn with_percent(&self) -> Range<usize> {
        let after = self.after();
        let blanks = after.len() - after.trim_start().len();
        let end = if after[blanks..].starts_with('%') { self.range.end + blanks + 1 } else { self.range.end };
        self.range.start..end
    }

    /// Whether the number is counted in this unit.
    pub(crate) fn is_in(&self, unit: &str) -> bool {
        let after = self.after().trim_start();
        match unit {
            "%" => after.starts_with('%') || (after.starts_with(['p', 'P']) && starts_with_word(after, "procent")),
            "" => after.is_empty() || after.starts_with([',', ')', '.']),
            _ => starts_with_word(after, unit),
        }
    }

    /// The unit of money that it is counted in.
    pub(crate) fn money(&self) -> Option<Unit> {
        let after = self.after().trim_start();
        let is = |names: &[&str]| names.iter().any(|name| starts_with_word(after, name));
        match after.chars().next()? {
            'm' | 'M' if is(&["mnkr", "miljoner kronor", "miljoner", "mkr", "msek"]) => Some(Unit::Mnkr),
            't' | 'T' | 'k' if is(&["tkr", "tusen kronor", "tusen", "kkr"]) => Some(Unit::Tkr),
            'k' | 'K' if is(&["kr", "kronor"]) => Some(Unit::Kr),
            _ => None,
        }
    }

    /// The year that it is, where it can be one.
    pub(crate) fn year(&self) -> Option<i16> {
        let is_year = self.range.len() == 4
            && matches!(self.whole.as_bytes()[self.range.start], b'1' | b'2')
            && self.value.scale() == 0
            && self.money().is_none()
            && !self.is_in("%");
        let year = i16::try_from(self.value).ok().filter(|_| is_year)?;
        (1990..2100).contains(&year).then_some(year)
    }

    /// Whether a year other than this stands in its sentence.
    pub(crate) fn is_of_another_year(&self, year: Option<i16>) -> bool {
        words(self.sentence()).any(|word| {
            let is_year = word.len() == 4 && matches!(word.as_bytes()[0], b'1' | b'2');
            is_year && word.parse().is_ok_and(|number: i16| (1990..2100).contains(&number) && Some(number) != year)
        })
    }
}

/// Words to look for, in small letters.
pub(crate) struct WordList(LazyLock<FxHashSet<&'static str>>);

/// No word of a list is longer.
const LONGEST_WORD: usize = 32;

impl WordList {
    /// A list that `words` gives.
    pub(crate) const fn new(words: fn() -> FxHashSet<&'static str>) -> WordList {
        WordList(LazyLock::new(words))
    }

    /// Whether a word is in the list, whatever its capitals.
    pub(crate) fn has(&self, word: &str) -> bool {
        let mut small = [0; LONGEST_WORD];
        let Some(room) = small.get_mut(..word.len()) else { return false };
        if !word.is_ascii() {
            return self.0.contains(word) || self.0.contains(word.to_lowercase().as_str());
        }
        room.copy_from_slice(word.as_bytes());
        room.make_ascii_lowercase();
        std::str::from_utf8(room).is_ok_and(|word| self.0.contains(word))
    }

    /// Whether one of them is in a sentence.
    pub(crate) fn is_in(&self, sentence: &str) -> bool {
        words(sentence).any(|word| self.has(word))
    }
}

/// The months before the last of the year.
pub(crate) const EARLIER_MONTHS: &[&str] = MONTH_NAMES.split_at(11).0;

/// Words of a year before, or of a part of the year.
pub(crate) const OTHER_TIME: &[&str] =
    &["förra", "föregående", "tidigare", "fjol", "fjolårets", "tertial", "tertialet", "kvartal", "jämfört", "sedan"];

/// Words before a figure that is not exact.
pub(crate) const ABOUT: &[&str] = &["ca", "cirka", "omkring", "ungefär", "knappt", "drygt", "nästan", "runt"];

/// A list of words: those of other lists, if any, before those of its own.
macro_rules! word_list {
    ($($word:literal),* $(,)?) => { $crate::lint::rules::sentences::word_list![;$($word),*] };
    ($($other:ident),*; $($word:literal),* $(,)?) => {
        $crate::lint::rules::sentences::WordList::new(|| {
            let own: &[&'static str] = &[$($word),*];
            [own, $($other),*].concat().into_iter().collect()
        })
    };
}
pub(crate) use word_list;

/// Whether a word is one of these few, which are in small letters.
pub(crate) fn is_one_of(word: &str, among: &[&str]) -> bool {
    among.iter().any(|known| {
        word.len() == known.len()
            && (word.eq_ignore_ascii_case(known) || (!known.is_ascii() && word.to_lowercase() == *known))
    })
}

/// The figures of a text, sentence by sentence.
pub(crate) fn by_sentence<'f, 't>(figures: &'f [Figure<'t>]) -> impl Iterator<Item = &'f [Figure<'t>]> {
    figures.chunk_by(|one, other| one.sentence == other.sentence)
}

/// The words of a text.
pub(crate) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|character: char| !is_of_word(character)).filter(|word| !word.is_empty())
}

/// Whether a text begins with a word or with words, whatever their capitals.
pub(crate) fn starts_with_word(text: &str, word: &str) -> bool {
    let mut rest = text.chars();
    let same = word.chars().all(|character| {
        rest.next().is_some_and(|other| {
            other.to_lowercase().eq(character.to_lowercase()) || (character == ' ' && other.is_whitespace())
        })
    });
    same && !rest.next().is_some_and(is_of_word)
}

/// The numbers of a text, each with its sentence. Numbers that are part of a word, a date, a range or a heading are passed over.
pub(crate) fn figures<'t>(text: &'t Text) -> Vec<Figure<'t>> {
    let whole: &str = &text.text.text;
    let bytes = whole.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut sentence = 0..0;
    while let Some(start) = first_digit(&bytes[at..]).map(|offset| at + offset) {
        if start >= sentence.end {
            sentence = sentence_around(whole, start);
        }
        let mut end = start;
        while let Some(next) = digits_go_on(&whole[end..]) {
            end += next;
        }
        at = end;
        if sentence.len() > LONGEST_SENTENCE {
            continue;
        }
        let (before, after) = (&whole[sentence.start..start], &whole[end..sentence.end.max(end)]);
        let bound = before.ends_with(|character: char| is_of_word(character) || "-–−+§/.,:<>".contains(character))
            || after.trim_start().starts_with(['-', '–', '/', ':', '_']);
        let starts_alone =
            !bound && !after.starts_with(char::is_alphabetic) && !whole[sentence.start..].starts_with('#');
        // What an insert prints is the plan's own.
        let is_inserted = text.parsed.inserts.iter().any(|insert| insert.range.contains(&start));
        if let (true, Some(value)) = (starts_alone && !is_inserted, read_decimal(&whole[start..end])) {
            found.push(Figure { value, range: start..end, sentence: sentence.clone(), whole });
        }
    }
    found
}

/// How many bytes of a number begin here: a digit, or a comma, point or space with digits after it.
fn digits_go_on(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    let after = rest[first.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
    match first {
        '0'..='9' => Some(1),
        ',' | '.' if after > 0 => Some(1),
        ' ' | '\u{a0}' if after == 3 => Some(first.len_utf8()),
        _ => None,
    }
}

/// The sentence or the list item around a place: it ends with a full stop before white space, or with the line before a
/// blank line, a heading or another item.
fn sentence_around(text: &str, at: usize) -> Range<usize> {
    // Each of these signs is one byte, so that what follows begins a character.
    let is_end = |offset: usize| match text.as_bytes()[offset] {
        b'.' | b'?' | b'!' => text[offset + 1..].chars().next().is_none_or(char::is_whitespace),
        b'\n' => {
            let next = text[offset + 1..].trim_start_matches(' ');
            next.is_empty() || next.starts_with(['\n', '-', '*', '#', '|', '>'])
        }
        _ => false,
    };
    let start = (0..at).rev().find(|offset| is_end(*offset)).map_or(0, |offset| offset + 1);
    let end = (at..text.len()).find(|offset| is_end(*offset)).unwrap_or(text.len());
    let blanks = text[start..].len() - text[start..].trim_start().len();
    (start + blanks).min(at)..end
}

/// The sentences of a text, headings and items of lists by themselves.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let Some(first) = text[at..].chars().next() else { return found };
        let end = sentence_around(text, at + first.len_utf8()).end.max(at + first.len_utf8());
        found.push(at..end);
        at = end + usize::from(end < text.len());
    }
}

/// The first sentence of a text that is no heading.
pub(crate) fn first_sentence(text: &str) -> Range<usize> {
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        match text[at..].starts_with('#') {
            true => at += text[at..].find('\n').unwrap_or(text.len() - at),
            false => break,
        }
    }
    let first = text[at..].chars().next().map_or(0, char::len_utf8);
    let sentence = sentence_around(text, at + first);
    sentence.start.max(at)..sentence.end
}

/// Words of names that tell nothing of what is measured.
const EMPTY: &[&str] = &[
    "och", "som", "till", "att", "ska", "skall", "för", "med", "den", "det", "andel", "andelen", "antal", "antalet",
    "kan", "sin", "öka", "minska", "har", "inom", "efter", "per",
];

/// So many letters are what forms of a word have in common at least.
const STEM: usize = 4;

/// Names that sentences may speak of, in whatever inflection: found by the beginnings of their words.
#[derive(Debug, Default)]
pub(crate) struct NamesInText {
    /// The telling words of each name, in small letters.
    names: Vec<Vec<String>>,
    /// The names that have a word with this beginning: number of the name, and of the word in it.
    by_stem: FxHashMap<Stem, Vec<(usize, usize)>>,
}

impl NamesInText {
    /// Names, which are known by their numbers.
    pub(crate) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> NamesInText {
        let mut all = NamesInText::default();
        for (number, name) in names.into_iter().enumerate() {
            let name = name.to_lowercase();
            let telling = words(&name).filter(|word| word.chars().count() > 2 && !EMPTY.contains(word));
            let telling: Vec<String> = telling.map(str::to_owned).collect();
            for (place, word) in telling.iter().enumerate() {
                all.by_stem.entry(stem(word)).or_default().push((number, place));
            }
            all.names.push(telling);
        }
        all
    }

    /// The names of which a sentence has at least two thirds of the words.
    pub(crate) fn named_in(&self, sentence: &str) -> Vec<usize> {
        let sentence = sentence.to_lowercase();
        let mut met: Vec<(usize, usize)> = Vec::new();
        for word in words(&sentence) {
            let near = self.by_stem.get(&stem(word)).into_iter().flatten();
            met.extend(near.filter(|(name, place)| is_same_word(&self.names[*name][*place], word)));
        }
        met.sort_unstable();
        met.dedup();
        let of_one = met.chunk_by(|one, other| one.0 == other.0);
        of_one.filter(|met| self.is_enough(met[0].0, met.len())).map(|met| met[0].0).collect()
    }

    fn is_enough(&self, name: usize, found: usize) -> bool {
        match &self.names[name][..] {
            [only] => found == 1 && only.chars().count() > 5,
            telling => found > 1 && found * 3 >= telling.len() * 2,
        }
    }

    /// Whether a word begins as one of some name's telling words does.
    pub(crate) fn may_name(&self, word: &str) -> bool {
        self.by_stem.contains_key(&stem(&word.to_lowercase()))
    }

    /// Whether a word is one of a name's telling words.
    pub(crate) fn has_word(&self, name: usize, word: &str) -> bool {
        let word = word.to_lowercase();
        self.names[name].iter().any(|telling| is_same_word(telling, &word))
    }
}

/// The first letters of a word; a shorter one ends in zeros.
type Stem = [char; STEM];

fn stem(word: &str) -> Stem {
    let mut letters = word.chars();
    std::array::from_fn(|_| letters.next().unwrap_or_default())
}

fn is_same_word(one: &str, two: &str) -> bool {
    let common = one.chars().zip(two.chars()).take_while(|(one, two)| one == two).count();
    let longest = one.chars().count().max(two.chars().count());
    common == longest || (common >= STEM && common + 3 >= longest)
}

/// The year of a document.
pub(crate) fn year_of(document: &Document) -> Option<i16> {
    document.year.as_ref().map(|year| year.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_met_in_its_inflections() {
        let is_named = |name: &str, sentence: &str| NamesInText::of([name]).named_in(sentence) == [0];
        let name = "Andelen medarbetare som kan rekommendera sin arbetsplats till andra.";
        assert!(is_named(name, "Minst 75 % av medarbetarna ska rekommendera arbetsplatsen till andra"));
        assert!(!is_named(name, "Minst 75 % av medarbetarna ska ha en egen plan"));
        assert!(is_named("Sjukfrånvaro", "Sjukfrånvaron ska vara högst 4,5 %"));
        assert!(!is_named("Sjukfrånvaro dag 1-14", "Sjukfrånvaron ska vara högst 4,5 %"));
        assert!(!is_named("AMI", "AMI ska vara 80"));
    }

    #[test]
    fn sentences_end_at_full_stops_and_items() {
        let text = "Ett. Vi ska nå 4.5 % i år.\n- Fem 7\n\n# Åtta 8\n";
        let of = |character: &str| &text[sentence_around(text, text.find(character).unwrap())];
        assert_eq!(of("4.5"), "Vi ska nå 4.5 % i år");
        assert_eq!(of("7"), "- Fem 7");
        assert_eq!(of("8"), "# Åtta 8");
    }

    #[test]
    fn a_text_begins_below_its_headings() {
        let text = "# Om oss\n\nVi utreder. Sedan mer.";
        assert_eq!(&text[first_sentence(text)], "Vi utreder");
        assert_eq!(first_sentence(""), 0..0);
        assert_eq!(first_sentence("# Å"), 4..4);
    }
}
