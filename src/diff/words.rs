//! Texts word by word. Where lines break makes no difference.

use super::common::common;
use super::{Run, RunKind, TextChange, TextChangeKind, Words};

/// What differs between two texts; `None` where they have the same words.
pub(super) fn words(old: &str, new: &str) -> Option<Words> {
    if old == new {
        return None;
    }
    compare(&split(old), &split(new))
}

fn split(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn compare(old: &[&str], new: &[&str]) -> Option<Words> {
    if old == new {
        return None;
    }
    // The same two texts give the same runs whichever is the older.
    let is_turned = old > new;
    let (first, second) = if is_turned { (new, old) } else { (old, new) };
    let found = common(first, second);
    let found: Vec<(usize, usize)> =
        if is_turned { found.into_iter().map(|(one, other)| (other, one)).collect() } else { found };
    let mut runs: Vec<Run> = Vec::new();
    let mut add = |kind: RunKind, words: &[&str]| {
        if !words.is_empty() {
            runs.push(Run { kind, text: words.join(" ") });
        }
    };
    let (mut in_old, mut in_new) = (0, 0);
    // Common words with nothing between them in either text are one run.
    for both in found.chunk_by(|one, next| (one.0 + 1, one.1 + 1) == *next) {
        let (one, other) = both[0];
        // What is gone stands before what came instead of it.
        add(RunKind::Old, &old[in_old..one]);
        add(RunKind::New, &new[in_new..other]);
        add(RunKind::Both, &old[one..one + both.len()]);
        (in_old, in_new) = (one + both.len(), other + both.len());
    }
    add(RunKind::Old, &old[in_old..]);
    add(RunKind::New, &new[in_new..]);
    let all = old.len() + new.len();
    let kept = u32::try_from(200 * found.len() / all.max(1)).unwrap_or(100);
    Some(Words { runs, kept })
}

/// What became of a text under a heading; `None` where nothing differs. A text without words is no text.
pub(super) fn text_change(heading: String, old: &str, new: &str) -> Option<TextChange> {
    if old == new {
        return None;
    }
    let (old, new) = (split(old), split(new));
    let kind = match (old.len(), new.len()) {
        (0, 0) => return None,
        (0, added) => TextChangeKind::Added(added),
        (removed, 0) => TextChangeKind::Removed(removed),
        _ => TextChangeKind::Rewritten(compare(&old, &new)?),
    };
    Some(TextChange { heading, kind })
}

/// A key as the heading that it is printed under: `förväntat_resultat` as "Förväntat resultat".
pub(super) fn heading_of_key(key: &str) -> String {
    let spaced = key.replace('_', " ");
    let mut signs = spaced.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> Option<String> {
        let runs = words(old, new)?.runs;
        let runs = runs.into_iter().map(|run| match run.kind {
            RunKind::Both => run.text,
            RunKind::Old => format!("[-{}-]", run.text),
            RunKind::New => format!("{{+{}+}}", run.text),
        });
        Some(runs.collect::<Vec<_>>().join(" "))
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
                    RunKind::Both => run,
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
