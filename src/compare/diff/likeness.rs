//! How like two titles are: the pairs of letters and the words that they share.
//!
//! Pairs of letters within words forgive inflection and the first part of a compound (`nämndens`, `stadsdelsnämndens`),
//! but any two Swedish sentences share nearly half of them. Shared words tell such sentences apart, but hang on how an
//! ending is cut. The likeness is the mean of both shares, each counted as twice what is shared of what both have
//! together (Sørensen–Dice), in whole hundredths. A long word weighs no more than one of middle length, or the name of
//! the organisation alone would make any two of its goals one.

use std::hash::Hash;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// What a word weighs at most.
const HEAVIEST: u32 = 6;

/// How few letters an ending leaves.
const SHORTEST_STEM: usize = 3;

/// How many letters a word needs to be one that goals are found by, unless the title has no such word.
const LONG_WORD: usize = 4;

/// How many titles may share a word for others to be found by it. What more share tells none from another, and to lay each
/// beside each of them would take as long as they are many, squared.
const MOST_SHARING: usize = 200;

/// How many titles may be equal and each be laid beside each. Of more, the first is that of the first, and so on: nothing
/// but their order tells them apart.
const MOST_EQUAL: usize = 8;

/// Signs that may end a title or be left out.
const END_SIGNS: &[char] = &['.', ',', ';', ':', '!', '?', '…'];

/// How like two titles are, in hundredths. 100 are those that are equal but for white space, capitals, Unicode form and
/// the signs at their end; the same words in another order are 99.
pub fn likeness(one: &str, other: &str) -> u32 {
    let (one, other) = (Title::read(one), Title::read(other));
    let pairs = shared(&one.pairs, &other.pairs, |_| 1);
    let words = shared(&one.stems, &other.stems, |stem| weight(stem));
    one.likeness(&other, pairs, words)
}

/// Every pair of an old and a new title that share a word and are at least so like each other, by number, with their
/// likeness.
///
/// Inflected forms are one word here. Words of three letters and fewer count only for a title that has no others.
pub fn candidates(old: &[&str], new: &[&str], threshold: u32) -> Vec<(usize, usize, u32)> {
    let old: Vec<Title> = old.par_iter().map(|title| Title::read(title)).collect();
    let new: Vec<Title> = new.par_iter().map(|title| Title::read(title)).collect();
    let in_turn = equal_in_turn(&old, &new);
    let (mut old_done, mut new_done) = (vec![false; old.len()], vec![false; new.len()]);
    for (one, other) in &in_turn {
        (old_done[*one], new_done[*other]) = (true, true);
    }
    let index = Index::of(&new, &new_done);
    let alike = old.par_iter().enumerate().filter(|(number, _)| !old_done[*number]).flat_map_iter(|(number, title)| {
        let alike = index.alike(title, &new);
        alike.into_iter().map(move |(other, likeness)| (number, other, likeness))
    });
    let mut found: Vec<(usize, usize, u32)> = alike.filter(|(_, _, likeness)| *likeness >= threshold).collect();
    found.extend(in_turn.into_iter().filter(|_| threshold <= 100).map(|(one, other)| (one, other, 100)));
    found.sort_unstable();
    found
}

/// Of titles that very many of both sides have, each with the one that stands as far on among its like.
fn equal_in_turn(old: &[Title], new: &[Title]) -> Vec<(usize, usize)> {
    let by_text = |titles: &[Title]| {
        let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, title) in titles.iter().enumerate().filter(|(_, title)| !title.text.is_empty()) {
            places.entry(title.text.clone()).or_default().push(number);
        }
        places
    };
    let (old, new) = (by_text(old), by_text(new));
    let both = old.iter().filter_map(|(text, places)| Some((places, new.get(text)?)));
    let many = both.filter(|(one, other)| one.len() > MOST_EQUAL || other.len() > MOST_EQUAL);
    // In any order: the pairs are sorted by whoever gets them.
    let pairs = many.flat_map(|(one, other)| one.iter().copied().zip(other.iter().copied()));
    pairs.collect()
}

/// A title in small letters, without white space that says nothing and the signs at its end: equal for those that are 100
/// hundredths alike.
pub fn plain(title: &str) -> String {
    // Letter by letter, as a word's place in the text must not change its letters.
    let lower: String = title.nfc().flat_map(char::to_lowercase).nfc().collect();
    let text = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches(|character| character == ' ' || END_SIGNS.contains(&character)).to_owned()
}

/// A title as it is compared.
struct Title {
    /// All of it, in small letters without the signs at the end.
    text: String,
    /// The pairs of letters within its words, sorted; the first letter of a word is also a pair with a space.
    pairs: Vec<[char; 2]>,
    /// Its words without endings, sorted.
    stems: Vec<String>,
    /// The weight of all its words.
    weight: u32,
    /// What it is found by.
    keys: Vec<String>,
}

impl Title {
    fn read(title: &str) -> Title {
        let text = plain(title);
        let words: Vec<&str> =
            text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut pairs: Vec<[char; 2]> = Vec::with_capacity(text.len());
        for word in &words {
            pairs
                .extend([' '].into_iter().chain(word.chars()).zip(word.chars()).map(|(first, second)| [first, second]));
        }
        pairs.sort_unstable();
        let mut stems: Vec<String> = words.iter().map(|word| stem(word).to_owned()).collect();
        stems.sort_unstable();
        let long = words.iter().filter(|word| word.chars().count() >= LONG_WORD);
        let mut keys: Vec<String> = long.map(|word| stem(word).to_owned()).collect();
        if keys.is_empty() {
            keys.clone_from(&stems);
        }
        if keys.is_empty() && !text.is_empty() {
            keys.push(text.clone());
        }
        keys.sort_unstable();
        keys.dedup();
        let weight = stems.iter().map(|stem| weight(stem)).sum();
        Title { text, pairs, stems, weight, keys }
    }

    /// The likeness of two titles that share so many pairs of letters and words of this weight.
    fn likeness(&self, other: &Title, pairs: u32, words: u32) -> u32 {
        if self.text == other.text {
            return 100;
        }
        let all_pairs = (self.pairs.len() + other.pairs.len()) as u64;
        let all_words = u64::from(self.weight) + u64::from(other.weight);
        let whole = all_pairs.saturating_mul(all_words);
        let share =
            u64::from(pairs).saturating_mul(all_words).saturating_add(u64::from(words).saturating_mul(all_pairs));
        // Each share is at most a half of its whole, so this is at most 100.
        let doubled = share.saturating_mul(200).saturating_add(whole);
        let hundredths = doubled.checked_div(whole.saturating_mul(2)).unwrap_or(0);
        u32::try_from(hundredths).unwrap_or(99).min(99)
    }
}

/// What a word weighs.
fn weight(stem: &str) -> u32 {
    stem.chars().zip(1..=HEAVIEST).last().map_or(0, |(_, count)| count)
}

/// A word without its endings, cut one letter at a time until none is left, so that all forms come down to the same
/// one: `enheternas`, `enheten` and `enhet`. It may be shorter than the word's true stem. Numbers are left whole.
fn stem(word: &str) -> &str {
    if word.contains(char::is_numeric) {
        return word;
    }
    let mut left = word;
    let mut count = word.chars().count();
    while count > SHORTEST_STEM {
        let mut letters = left.chars().rev();
        let (last, before) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
        let cut = match last {
            'a' if left.ends_with("rna") && count >= SHORTEST_STEM + 3 => 3,
            'a' | 'e' | 'o' | 's' | 't' => 1,
            'n' if "aeiouyåäö".contains(before) => 1,
            'r' if "aeo".contains(before) => 1,
            'd' if before == 'a' && count > SHORTEST_STEM + 1 => 1,
            _ => break,
        };
        // Every letter that is cut is one byte.
        left = &left[..left.len() - cut];
        count -= cut;
    }
    left
}

/// The weight of what two sorted lists have in common, each entry as often as both have it.
fn shared<T: Ord>(one: &[T], other: &[T], weight: impl Fn(&T) -> u32) -> u32 {
    let (mut first, mut second, mut sum) = (0, 0, 0);
    while first < one.len() && second < other.len() {
        match one[first].cmp(&other[second]) {
            std::cmp::Ordering::Less => first += 1,
            std::cmp::Ordering::Greater => second += 1,
            std::cmp::Ordering::Equal => {
                sum += weight(&one[first]);
                first += 1;
                second += 1;
            }
        }
    }
    sum
}

/// Which of the new titles have a word.
struct Index<'a> {
    stems: Postings<&'a str>,
    keys: Postings<&'a str>,
}

impl<'a> Index<'a> {
    /// The index of the titles that are not done with.
    fn of(titles: &'a [Title], done: &[bool]) -> Index<'a> {
        let words = |words: fn(&'a Title) -> &'a [String]| {
            let of_title = move |(title, done): (&'a Title, &bool)| {
                let words: &'a [String] = if *done { &[] } else { words(title) };
                // They are sorted.
                let is_first = move |at: &usize| *at == 0 || words[*at] != words[*at - 1];
                (0..words.len()).filter(is_first).map(move |at| words[at].as_str())
            };
            postings(titles.iter().zip(done).map(of_title))
        };
        Index { stems: words(|title| &title.stems), keys: words(|title| &title.keys) }
    }

    /// The titles that share a word with this one, in order, with their likeness.
    fn alike(&self, title: &Title, titles: &[Title]) -> Vec<(usize, u32)> {
        let few = |found: Option<&'_ Vec<u32>>| -> Vec<u32> {
            found.filter(|found| found.len() <= MOST_SHARING).cloned().unwrap_or_default()
        };
        let mut met: Vec<u32> = Vec::new();
        for key in &title.keys {
            met.extend(few(self.keys.get(key.as_str())));
            met.extend(few(self.stems.get(key.as_str())));
        }
        for stem in &title.stems {
            met.extend(few(self.keys.get(stem.as_str())));
        }
        if met.is_empty() {
            // Where its long words are everybody's, the short ones tell it from others: "Delmål 17".
            let is_everybodys =
                |key: &String| self.keys.get(key.as_str()).is_some_and(|found| found.len() > MOST_SHARING);
            if title.keys.iter().any(is_everybodys) {
                title.stems.iter().for_each(|stem| met.extend(few(self.stems.get(stem.as_str()))));
            }
        }
        met.sort_unstable();
        met.dedup();
        let one = |other: u32| {
            let other = other as usize;
            let pairs = shared(&title.pairs, &titles[other].pairs, |_| 1);
            let words = shared(&title.stems, &titles[other].stems, |stem| weight(stem));
            (other, title.likeness(&titles[other], pairs, words))
        };
        met.into_iter().map(one).collect()
    }
}

/// The numbers of the titles that have a thing, in order.
type Postings<T> = FxHashMap<T, Vec<u32>>;

fn postings<T: Eq + Hash>(titles: impl Iterator<Item = impl Iterator<Item = T>>) -> Postings<T> {
    let mut found = Postings::default();
    for (number, things) in (0..).zip(titles) {
        for thing in things {
            found.entry(thing).or_insert_with(Vec::new).push(number);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::property::cases;

    /// What a default threshold must keep apart, with room to either side.
    const BETWEEN: u32 = 52;

    #[test]
    fn inflected_forms_are_one_word() {
        let families = [
            &["mål", "målet", "målen", "målens"][..],
            &["barn", "barns", "barnet", "barnen", "barnens"],
            &["enhet", "enheten", "enheter", "enheternas"],
            &["skola", "skolan", "skolor", "skolornas"],
            &["medarbetare", "medarbetaren", "medarbetarna", "medarbetarnas"],
            &["miljö", "miljön", "miljöns"],
            &["insats", "insatser", "insatserna"],
            &["trygg", "tryggt", "trygga"],
            &["hållbar", "hållbart", "hållbara"],
            &["minska", "minskar", "minskad", "minskade"],
            &["utredning", "utredningen", "utredningar", "utredningarna"],
        ];
        let mut stems = Vec::new();
        for family in families {
            let first = stem(family[0]);
            assert!(family.iter().all(|word| stem(word) == first), "{family:?} {first}");
            stems.push(first);
        }
        let count = stems.len();
        stems.sort_unstable();
        stems.dedup();
        assert_eq!(stems.len(), count);
        assert_ne!(stem("barn"), stem("bara"));
        assert_eq!((stem("2025"), stem("1a"), stem("as")), ("2025", "1a", "as"));
    }

    #[test]
    fn only_what_is_not_wording_is_left_out_of_account() {
        let same = [
            ("Trygga  parker\npå kvällen.", "trygga parker på kvällen"),
            ("Trygga parker på kvällen", "Trygga parker pa\u{30a} kva\u{308}llen !"),
            ("", " … "),
        ];
        for (one, other) in same {
            assert_eq!((likeness(one, other), likeness(other, one)), (100, 100), "{one} | {other}");
        }
        assert_eq!(likeness("Parker och torg", "Torg och parker"), 99);
        assert_eq!(likeness("Parker, torg", "Parker torg"), 99);
        assert_eq!((likeness("", "Torg"), likeness("–", "Torg"), likeness("–", "+")), (0, 0, 0));
    }

    #[test]
    fn titles_reworded_are_more_alike_than_those_of_two_goals() {
        let reworded = [
            (
                "Nämnden är en attraktiv arbetsgivare som erbjuder en god arbetsmiljö",
                "Stadsdelsnämnden är en attraktiv arbetsgivare med god arbetsmiljö",
            ),
            (
                "Nämndens verksamheter är innovativa och tar tillvara digitaliseringens möjligheter",
                "Stadsdelsnämndens verksamheter är innovativa och tillvaratar digitaliseringens möjligheter",
            ),
            ("Barnets egen röst hörs i varje utredning", "Barnens röster hörs i utredningen"),
            ("Medarbetarna vill stanna kvar på enheten", "Fler medarbetare stannar kvar"),
            ("Maten och drycken som enheten köper är alltmer ekologisk", "Enheten köper mer ekologisk mat"),
            ("Enheten håller sig till stadens avtal", "Enheten följer stadens avtal vid alla inköp"),
            ("Mål", "Målet"),
        ];
        for (one, other) in reworded {
            let likeness = likeness(one, other);
            assert!((BETWEEN + 1..100).contains(&likeness), "{likeness}: {one} | {other}");
        }
        let two = [
            (
                "Stadsdelsnämndens verksamheter är klimatsmarta",
                "Stadsdelsnämndens verksamheter är innovativa och tillvaratar digitaliseringens möjligheter",
            ),
            (
                "Stadsdelsnämndens verksamheter är klimatsmarta",
                "Stadsdelsnämndens verksamheter bidrar till att öka den biologiska mångfalden",
            ),
            (
                "En ekonomiskt hållbar och innovativ storstad för framtiden",
                "En hållbart växande och dynamisk storstad med hög tillväxt",
            ),
            ("Medarbetarna vill stanna kvar på enheten", "Enhetens medarbetare gör medvetna val för miljön"),
        ];
        for (one, other) in two {
            let likeness = likeness(one, other);
            assert!(likeness < BETWEEN, "{likeness}: {one} | {other}");
        }
    }

    #[test]
    fn short_words_find_only_titles_without_long_ones() {
        assert_eq!(candidates(&["Mål"], &["Målet", "Alla mål", "Mål"], 0).len(), 3);
        assert_eq!(candidates(&["Lek och ro"], &["Mat och lek"], 0), [(0, 0, likeness("Lek och ro", "Mat och lek"))]);
        assert_eq!(candidates(&["Barn och unga"], &["Skola och förskola"], 0), []);
        assert_eq!(candidates(&["–", ""], &["–", "", "+"], 0), [(0, 0, 100)]);
    }

    /// What [`candidates`] means, without an index.
    fn plainly(old: &[&str], new: &[&str], threshold: u32) -> Vec<(usize, usize, u32)> {
        let mut found = Vec::new();
        for (number, title) in old.iter().enumerate() {
            for (other, newer) in new.iter().enumerate() {
                let (one, two) = (Title::read(title), Title::read(newer));
                let met = one.keys.iter().any(|key| two.keys.contains(key) || two.stems.contains(key))
                    || two.keys.iter().any(|key| one.stems.contains(key));
                let likeness = likeness(title, newer);
                if met && likeness >= threshold {
                    found.push((number, other, likeness));
                }
            }
        }
        found
    }

    const WORDS: &[&str] = &[
        "barn", "Barnens", "enheten", "enhet", "och", "i", "mål", "målet.", "er", "erer", "–", "2025", "Trygg,", "å",
        "ä",
    ];

    fn titles() -> impl Strategy<Value = Vec<String>> {
        let title = proptest::collection::vec(proptest::sample::select(WORDS), 0..6).prop_map(|words| words.join(" "));
        proptest::collection::vec(title, 0..6)
    }

    proptest! {
        #![proptest_config(cases(500))]

        #[test]
        fn the_index_finds_what_laying_side_by_side_finds(old in titles(), new in titles(), threshold in 0..101u32) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let found = candidates(&old, &new, threshold);
            prop_assert_eq!(&found, &plainly(&old, &new, threshold));
            let mut back: Vec<_> =
                candidates(&new, &old, threshold).into_iter().map(|(new, old, likeness)| (old, new, likeness)).collect();
            back.sort_unstable();
            prop_assert_eq!(found, back);
        }

        #[test]
        fn any_two_texts_are_as_like_either_way(one in any::<String>(), other in any::<String>()) {
            let found = likeness(&one, &other);
            prop_assert_eq!(found, likeness(&other, &one));
            prop_assert!(found <= 100);
            prop_assert_eq!(likeness(&one, &one), 100);
        }
    }
}
