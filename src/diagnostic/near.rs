//! What a misspelt name was most likely meant to be, and how sure that is.
//!
//! Whoever looks for a near name pays no more for it than it is worth: names longer than [`LONGEST`] have none, names
//! whose lengths or letters differ too much are not compared, the comparison ends where too much differs, and a sink
//! looks at no more than [`MOST_COMPARED`] names altogether. A file with thousands of misspelt names has one mistake
//! thousands of times, and who is told a few hundred times what was meant has been told.

use crate::diagnostic::Sink;

/// Longer names are sentences: what was meant by them cannot be told from their letters.
const LONGEST: usize = 64;

/// Where there are more names than this, none is looked for.
const MOST_NAMES: usize = 5_000;

/// How many names one sink compares with what is written.
pub(super) const MOST_COMPARED: usize = 100_000;

/// A name shorter than this may be another word, however little differs: `mål` and `mal`, `tkr` and `mkr`.
const CERTAIN_FROM: usize = 5;

/// How sure it is that an edit gives what the writer meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// Most likely so, but only the writer knows. Programs may propose it; it is never made without being asked for.
    Likely,
    /// There is nothing else that it can have been. `vp check --fix` makes the edit.
    Certain,
}

impl Applicability {
    /// How sure it is that a name of the format was meant by another: certain where it is a slip of the keys, a letter or
    /// two in a word that is long enough to be no other, with the same digits and no denial more or less.
    pub fn of_name(written: &str, name: &str) -> Applicability {
        let (Some(one), Some(other)) = (Letters::of(written), Letters::of(name)) else { return Applicability::Likely };
        let shortest = one.length.min(other.length);
        let allowed = if shortest < 8 { 1 } else { 2 };
        let is_slip = other.length >= CERTAIN_FROM && one.distance(&other, allowed).is_some();
        match is_slip && !is_another(written, name) {
            true => Applicability::Certain,
            false => Applicability::Likely,
        }
    }

    /// How sure it is that a fixed word was meant as a value. Words bend at their end, and a bent word can say something
    /// else: a task that `genomförs` is not yet `genomförd`.
    pub fn of_word(written: &str, word: &str) -> Applicability {
        let bare = written.trim_end_matches(['.', ',', '!']).to_lowercase();
        let folded = word.to_lowercase();
        match bare.chars().next() == folded.chars().next() && bare.chars().last() == folded.chars().last() {
            true => Applicability::of_name(&bare, &folded),
            false => Applicability::Likely,
        }
    }
}

/// The one of `names` that `written` was most likely meant to be; `None` where none is near or two are equally near.
/// Never one that says something else: with other digits, or with a denial more or less.
pub fn near_name<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(written, names, &mut { MOST_NAMES + 1 })
}

/// As [`near_name`], among fixed words. Short words that differ in more than a letter are other words, and so are long
/// ones whose beginning alone is the same.
pub fn near_word<'a>(written: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = near_name(written, words)?;
    let (one, other) = (Letters::of(written)?, Letters::of(near)?);
    let allowed = match one.length.min(other.length) {
        0..=2 => return None,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    one.distance(&other, allowed).map(|_| near).filter(|near| !is_another(written, near))
}

impl Sink {
    /// As [`near_name`], where many names may be looked for: past some thousands of comparisons none is found. What is
    /// found depends on nothing but what this sink was asked before.
    pub fn near_name<'a>(&mut self, written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        nearest(written, names, &mut self.comparisons_left)
    }
}

fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>, left: &mut usize) -> Option<&'a str> {
    if *left == 0 {
        return None;
    }
    let own = Letters::of(written)?;
    let mut most = match own.length {
        0..=2 => 1,
        3..=5 => 2,
        length => length / 3,
    };
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for (count, name) in names.into_iter().enumerate() {
        if count == MOST_NAMES || *left == 0 {
            return None;
        }
        *left -= 1;
        let Some(letters) = Letters::of(name) else { continue };
        let Some(distance) = own.distance(&letters, most) else { continue };
        if distance >= letters.length || is_another_name(written, name) {
            continue;
        }
        match best {
            Some((least, kept)) if distance == least && kept != name => tied = true,
            Some((least, _)) if distance >= least => {}
            _ => (best, tied) = (Some((distance, name)), false),
        }
        // What is further off than the nearest so far is not looked at to its end.
        most = distance;
    }
    best.filter(|_| !tied).map(|(_, name)| name)
}

/// Whether at most so many letters differ between two texts of any length; what is longer than `longest` is not compared.
pub fn differs_at_most(one: &str, other: &str, most: usize, longest: usize) -> bool {
    let [count, other_count] = [one, other].map(|text| text.chars().count());
    if count.max(other_count) > longest || count.abs_diff(other_count) > most {
        return false;
    }
    let set = |text: &str| text.chars().fold(0_u64, |set, letter| set | 1 << (u32::from(letter) % 64));
    if differ_beyond(set(one), set(other), most) {
        return false;
    }
    let [one, other] = [one, other].map(|text| text.chars().collect::<Vec<char>>());
    distance(&one, &other, most).is_some()
}

/// Whether the letters that two names have tell that more differs than `most`: an edit takes away at most one letter of
/// either and puts one in its place.
fn differ_beyond(one: u64, other: u64, most: usize) -> bool {
    (one & !other).count_ones().max((other & !one).count_ones()) as usize > most
}

/// The letters of a name, small.
struct Letters {
    letters: [char; LONGEST],
    length: usize,
    /// Which letters there are, as bits; several letters share one.
    set: u64,
}

impl Letters {
    /// `None` for a name that is too long.
    fn of(name: &str) -> Option<Letters> {
        // No letter has more than four bytes.
        if name.len() > LONGEST * 4 {
            return None;
        }
        let mut found = Letters { letters: ['\0'; LONGEST], length: 0, set: 0 };
        for letter in name.chars().flat_map(char::to_lowercase) {
            *found.letters.get_mut(found.length)? = letter;
            found.length += 1;
            found.set |= 1 << (u32::from(letter) % 64);
        }
        Some(found)
    }

    /// How many letters differ, where they are at most so many.
    fn distance(&self, other: &Letters, most: usize) -> Option<usize> {
        if differ_beyond(self.set, other.set, most) {
            return None;
        }
        distance(&self.letters[..self.length], &other.letters[..other.length], most)
    }
}

/// Letters put in, left out, changed or in the wrong order between two texts, where they are at most `most`. Only the
/// band of the table is filled in that can hold so few.
fn distance(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let beyond = most + 1;
    let width = other.len() + 1;
    let mut rows = [vec![beyond; width], vec![beyond; width], vec![beyond; width]];
    for (at, cell) in rows[1].iter_mut().enumerate().take(most + 1) {
        *cell = at;
    }
    for (row, letter) in one.iter().enumerate() {
        let (from, to) = ((row + 1).saturating_sub(most), (row + 1 + most).min(other.len()));
        let [before_last, last, next] = &mut rows;
        next.fill(beyond);
        if from == 0 {
            next[0] = row + 1;
        }
        for column in from.max(1)..=to {
            let is_same = *letter == other[column - 1];
            let mut least = (last[column - 1] + usize::from(!is_same)).min(last[column] + 1).min(next[column - 1] + 1);
            let is_turned = row > 0 && column > 1 && *letter == other[column - 2] && one[row - 1] == other[column - 1];
            if is_turned {
                least = least.min(before_last[column - 2] + 1);
            }
            next[column] = least;
        }
        if next.iter().all(|cell| *cell > most) {
            return None;
        }
        rows.rotate_left(1);
    }
    Some(rows[1][other.len()]).filter(|distance| *distance <= most)
}

/// Whether a near word says something other than what is written: it has other digits, or one of them denies the other.
pub fn is_another(written: &str, word: &str) -> bool {
    digits(written) != digits(word) || is_contrary(written, word) || are_units(written, word)
}

/// Whether both are units of amounts. They differ by a letter and by a factor of a thousand: none is a slip for another.
fn are_units(one: &str, other: &str) -> bool {
    const UNITS: [&str; 7] = ["kr", "tkr", "mnkr", "mdkr", "euro", "teuro", "meuro"];
    let is_unit = |word: &str| UNITS.contains(&word.trim().to_lowercase().as_str());
    is_unit(one) && is_unit(other)
}

/// Whether a near name is another: both have digits, and not the same, or one of them denies the other. A number may stand
/// beside a name that has none: `utfall T1`.
fn is_another_name(written: &str, name: &str) -> bool {
    let (one, other) = (digits(written), digits(name));
    one != other && !one.is_empty() && !other.is_empty() || is_contrary(written, name)
}

fn is_contrary(written: &str, name: &str) -> bool {
    is_denied(written) != is_denied(name) || is_opposite(written, name)
}

/// The digits of a text. `VP603` and `VPO603` are `VP0603`, but `VP0604` is not.
fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(|character| character.is_numeric()).collect();
    digits.trim_start_matches('0').to_owned()
}

/// Whether a text has a word that denies what it says.
fn is_denied(text: &str) -> bool {
    const DENIALS: &[&str] = &["ej", "inte", "icke", "aldrig", "utan", "ingen", "inget", "inga", "not", "no"];
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    words.any(|word| !word.is_empty() && DENIALS.contains(&word.to_lowercase().as_str()))
}

/// Whether one of two texts is the other with a beginning that turns its meaning: `oförändrad`, `ogiltig`, `misslyckad`.
fn is_opposite(one: &str, other: &str) -> bool {
    const TURNING: &[&str] = &["o", "in", "miss", "icke"];
    let (one, other) = (one.trim().to_lowercase(), other.trim().to_lowercase());
    let turns = |long: &str, short: &str| {
        let is_turned = |rest: &str| {
            let letters = Letters::of(rest).zip(Letters::of(short));
            rest.chars().next() == short.chars().next()
                && letters.is_some_and(|(rest, short)| rest.distance(&short, 2).is_some())
        };
        TURNING.iter().filter_map(|start| long.strip_prefix(start)).any(is_turned)
    };
    turns(&one, &other) || turns(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_one_or_none() {
        assert_eq!(near_name("titell", ["titel", "nr"]), Some("titel"));
        assert_eq!(near_name("x", ["titel", "nr"]), None);
        assert_eq!(near_name("mall", ["måla", "mala"]), Some("mala"));
        assert_eq!(near_name("mela", ["måla", "mala"]), None);
        assert_eq!(near_name("inledinng", ["inledning"]), Some("inledning"));
    }

    #[test]
    fn a_name_with_other_digits_or_a_denial_is_another() {
        for (written, name) in [
            ("mal-3", "mal-1"),
            ("T2", "T1"),
            ("plan-2025.yaml", "plan-2026.yaml"),
            ("påbörjad", "ej påbörjad"),
            ("ej uppnått", "uppnått"),
            ("oförändrad", "förändrad"),
            ("acceptabel", "oacceptabel"),
            ("ogenomförd", "genomförd"),
            ("misslyckad", "lyckad"),
        ] {
            assert_eq!(near_name(written, [name]), None, "{written}");
            assert_eq!(Applicability::of_name(written, name), Applicability::Likely, "{written}");
        }
        // A number beside a name is proposed to be left out, but only the writer knows.
        assert_eq!(near_name("titel2", ["titel"]), Some("titel"));
        assert_eq!(Applicability::of_name("titel2", "titel"), Applicability::Likely);
        assert_eq!(near_word("genomförd 2", ["genomförd"]), None);
        assert_eq!(near_name("åtgärd-12-mål", ["åtgard-12-mål"]), Some("åtgard-12-mål"));
        assert_eq!(near_name("omrade", ["område"]), Some("område"));
        assert_eq!(near_name("VPO603", ["VP0603", "VP0604"]), Some("VP0603"));
    }

    #[test]
    fn short_words_that_differ_in_two_letters_are_other_words() {
        for (written, word) in [("låg", "hög"), ("mdr", "mnkr"), ("se", "sv"), ("lågt", "högt")] {
            assert_eq!(near_word(written, [word]), None, "{written}");
        }
        assert_eq!(near_word("hlet", ["helt", "delvis"]), Some("helt"));
        assert_eq!(near_word("delvist", ["helt", "delvis"]), Some("delvis"));
    }

    #[test]
    fn only_a_slip_of_the_keys_is_certain() {
        let names = [("titell", "titel"), ("tiel", "titel"), ("inledninng", "inledning"), ("TITTEL", "titel")];
        assert!(
            names.into_iter().all(|(written, name)| Applicability::of_name(written, name) == Applicability::Certain)
        );
        let others = [("nr", "när"), ("slt", "slut"), ("indikator", "indikatorlista"), ("tl", "titel")];
        assert!(
            others.into_iter().all(|(written, name)| Applicability::of_name(written, name) == Applicability::Likely)
        );
        for (written, word, expected) in [
            ("tertail", "Tertial", Applicability::Certain),
            ("Delviss", "delvis", Applicability::Certain),
            ("genomfröd.", "genomförd", Applicability::Certain),
            ("genomförs", "genomförd", Applicability::Likely),
            ("genomförda", "genomförd", Applicability::Likely),
        ] {
            assert_eq!(Applicability::of_word(written, word), expected, "{written}");
        }
    }

    #[test]
    fn the_distance_in_a_band_is_the_distance_of_the_whole_table() {
        let texts =
            ["", "a", "ab", "ba", "abc", "acb", "cab", "abca", "bcab", "abcabc", "acbacb", "ccccc", "åäö", "aåbäc"];
        for one in texts {
            for other in texts {
                let whole = strsim::osa_distance(one, other);
                let [one, other] = [one, other].map(|text| text.chars().collect::<Vec<char>>());
                for most in 0..8 {
                    let expected = (whole <= most).then_some(whole);
                    assert_eq!(distance(&one, &other, most), expected, "{one:?} {other:?} {most}");
                }
            }
        }
    }

    #[test]
    fn long_names_have_none_and_a_sink_tires() {
        let long = "a".repeat(LONGEST + 1);
        assert_eq!(near_name(&long, [long.as_str()]), None);
        let most = "a".repeat(LONGEST);
        assert_eq!(near_name(&most, [most.as_str()]), Some(most.as_str()));
        let names = vec!["titel"; MOST_NAMES];
        assert_eq!(near_name("titell", names.iter().copied()), Some("titel"));
        assert_eq!(near_name("titell", names.iter().copied().chain(["titel"])), None);
        let mut sink = Sink::default();
        for _ in 0..MOST_COMPARED / MOST_NAMES {
            assert_eq!(sink.near_name("titell", names.iter().copied()), Some("titel"));
        }
        assert_eq!(sink.near_name("titell", ["titel"]), None);
        assert_eq!(Sink::default().near_name("titell", ["titel"]), Some("titel"));
    }
}
