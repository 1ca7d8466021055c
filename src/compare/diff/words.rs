//! Texts word by word. Where lines break makes no difference.

use rustc_hash::{FxBuildHasher, FxHashMap};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{Options, Run, RunKind, TextChangeKind, Words};
use crate::identity::masked;

/// Two texts that share less than so many hundredths of their words are read one after the other: what is common by
/// chance would only tear them to pieces.
const APART: u32 = 40;

/// What differs between two texts; `None` where they have the same words.
pub(super) fn words(old: &str, new: &str) -> Option<Words> {
    let kept = kept(old, new)?;
    Some(Words { runs: runs(old, new, kept), kept })
}

/// The share of words that both texts have, wherever they stand, in hundredths of all words; `None` where they have the
/// same words in the same order.
fn kept(old: &str, new: &str) -> Option<u32> {
    if old == new || old.split_whitespace().eq(new.split_whitespace()) {
        return None;
    }
    // A word and its blank are seven bytes or more on the whole, and some words come again.
    let mut left: FxHashMap<&str, u32> = FxHashMap::with_capacity_and_hasher(old.len() / 8, FxBuildHasher);
    let (mut all, mut common) = (0_usize, 0_usize);
    for word in old.split_whitespace() {
        *left.entry(word).or_default() += 1;
        all += 1;
    }
    for word in new.split_whitespace() {
        if let Some(times) = left.get_mut(word).filter(|times| **times > 0) {
            *times -= 1;
            common += 1;
        }
        all += 1;
    }
    Some(u32::try_from(200 * common / all.max(1)).unwrap_or(100))
}

/// Two texts of which so much was kept as runs of words. What is shown of them is masked before it is parted, where a
/// personal identity number is still whole: its halves may stand in two runs.
fn runs(old: &str, new: &str, kept: u32) -> Vec<Run> {
    let (shown_old, shown_new) = (masked(old), masked(new));
    let words = |text| str::split_whitespace(text).collect::<Vec<&str>>();
    let (old, new, shown_old, shown_new) = (words(old), words(new), words(&shown_old), words(&shown_new));
    if kept < APART {
        let whole = [(RunKind::Old, &shown_old), (RunKind::New, &shown_new)];
        let whole = whole.into_iter().filter(|(_, words)| !words.is_empty());
        return whole.map(|(kind, words)| Run { kind, text: words.join(" ") }).collect();
    }
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    // Numbers are compared much faster than words.
    let (one, other) = (numbered(&old, &mut numbers), numbered(&new, &mut numbers));
    // The same two texts give the same runs whichever is the older.
    let is_turned = old > new;
    let operations = match is_turned {
        true => capture_diff_slices(Algorithm::Myers, &other, &one),
        false => capture_diff_slices(Algorithm::Myers, &one, &other),
    };
    let mut runs: Vec<Run> = Vec::new();
    for operation in operations {
        let (tag, first, second) = operation.as_tag_tuple();
        let (in_old, in_new) = if is_turned { (second, first) } else { (first, second) };
        let parts = match tag {
            DiffTag::Equal => vec![(RunKind::Bilingual, &shown_old[in_old])],
            // What is gone stands before what came instead of it.
            _ => vec![(RunKind::Old, &shown_old[in_old]), (RunKind::New, &shown_new[in_new])],
        };
        for (kind, words) in parts.into_iter().filter(|(_, words)| !words.is_empty()) {
            let text = words.join(" ");
            match runs.last_mut().filter(|last| last.kind == kind) {
                Some(last) => {
                    last.text.push(' ');
                    last.text.push_str(&text);
                }
                None => runs.push(Run { kind, text }),
            }
        }
    }
    runs
}

fn numbered<'w>(words: &[&'w str], numbers: &mut FxHashMap<&'w str, u32>) -> Vec<u32> {
    let mut number = |word: &'w str| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(word).or_insert(next)
    };
    words.iter().map(|word| number(word)).collect()
}

/// What became of a text; `None` where nothing differs. A text without words is no text.
pub(super) fn text_change(old: &str, new: &str, options: Options) -> Option<TextChangeKind> {
    let count = |text: &str| text.split_whitespace().count();
    Some(match (old.trim().is_empty(), new.trim().is_empty()) {
        (true, true) => return None,
        (true, false) => TextChangeKind::Added(count(new)),
        (false, true) => TextChangeKind::Removed(count(old)),
        (false, false) => {
            let kept = kept(old, new)?;
            let runs = if options.show_text { runs(old, new, kept) } else { Vec::new() };
            TextChangeKind::Rewritten(Words { runs, kept })
        }
    })
}

/// A key as the heading that it is printed under: `förväntat_resultat` as "Förväntat resultat".
pub(super) fn heading_of_key(key: &str) -> String {
    let spaced = key.replace('_', " ");
    let mut characters = spaced.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> Option<String> {
        let runs = words(old, new)?.runs;
        let runs = runs.into_iter().map(|run| match run.kind {
            RunKind::Bilingual => run.text,
            RunKind::Old => format!("[-{}-]", run.text),
            RunKind::New => format!("{{+{}+}}", run.text),
        });
        Some(runs.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn what_is_shown_of_a_number_is_masked_be_it_parted_by_the_comparison() {
        for (old, new, expected) in [
            ("Eva 121212-1212 går här", "Eva 121212-1212 är här", "Eva 121212-**** [-går-] {+är+} här"),
            ("Eva 121212 1212 går här", "Eva 121212 3434 går här", "Eva 121212 [-****-] {+3434+} går här"),
            ("Eva 121212-\n1212 är här", "Eva är här", "Eva [-121212- ****-] är här"),
            ("Eva 19121212-1212", "Bo", "[-Eva 19121212-****-] {+Bo+}"),
        ] {
            assert_eq!(shown(old, new).as_deref(), Some(expected));
        }
    }

    #[test]
    fn texts_differ_by_words_alone_and_the_same_both_ways() {
        assert_eq!(shown("Barn är\n  delaktiga", "Barn är delaktiga"), None);
        assert_eq!(
            shown("Barn är delaktiga i sin utredning", "Fler barn är delaktiga i utredningen").as_deref(),
            Some("[-Barn-] {+Fler barn+} är delaktiga i [-sin utredning-] {+utredningen+}")
        );
        assert_eq!(words("a b c d", "a b").map(|words| words.kept), Some(66));
        for (one, other) in [("a b a b", "b a b a"), ("x y z", "z y x"), ("", "a")] {
            let mirrored = words(other, one).map(|words| {
                let turn = |run: Run| match run.kind {
                    RunKind::Bilingual => run,
                    RunKind::Old => Run { kind: RunKind::New, ..run },
                    RunKind::New => Run { kind: RunKind::Old, ..run },
                };
                let mut runs: Vec<Run> = words.runs.into_iter().map(turn).collect();
                runs.sort_by_key(|run| run.text.clone());
                (runs, words.kept)
            });
            let plain = words(one, other).map(|words| {
                let mut runs = words.runs;
                runs.sort_by_key(|run| run.text.clone());
                (runs, words.kept)
            });
            assert_eq!(plain, mirrored, "{one} {other}");
        }
    }
}
