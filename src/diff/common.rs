//! The words that two texts have in common, in their order: as many as there can be.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// More 64-bit words of memory than this are not taken for two texts: 64 MiB.
const MOST: usize = 8 * 1024 * 1024;

/// The places of the common words in both texts, in order: a longest common subsequence.
pub(super) fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
    let mut found: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    found.extend(between(old_rest, new_rest).into_iter().map(|(one, other)| (start + one, start + other)));
    found.extend((0..end).rev().map(|back| (old.len() - 1 - back, new.len() - 1 - back)));
    found
}

/// The same, of texts that begin and end differently. What only one of them has is left out first.
fn between(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut numbers: FxHashMap<&str, (usize, bool)> = FxHashMap::default();
    for word in old {
        let next = numbers.len();
        numbers.entry(word).or_insert((next, false));
    }
    let mut of_new: Vec<(usize, usize)> = Vec::new();
    for (at, word) in new.iter().enumerate() {
        if let Some((number, is_common)) = numbers.get_mut(word) {
            *is_common = true;
            of_new.push((at, *number));
        }
    }
    let of_old = old.iter().enumerate().filter_map(|(at, word)| {
        let (number, is_common) = numbers.get(word)?;
        is_common.then_some((at, *number))
    });
    let of_old: Vec<(usize, usize)> = of_old.collect();
    let width = of_old.len().div_ceil(64);
    if width.saturating_mul(of_new.len() + numbers.len()) > MOST {
        return by_differences(&of_old, &of_new);
    }
    by_bits(&of_old, &of_new, numbers.len(), width)
}

/// The table of the longest common subsequences, sixty-four cells at a time (Hyyrö 2004): a bit of a row is 0 where one more
/// of the old words makes it longer. The rows are kept, so that the way back through them can be found.
fn by_bits(old: &[(usize, usize)], new: &[(usize, usize)], numbers: usize, width: usize) -> Vec<(usize, usize)> {
    let mut masks = vec![0_u64; numbers * width];
    for (bit, (_, number)) in old.iter().enumerate() {
        masks[number * width + bit / 64] |= 1 << (bit % 64);
    }
    let mut rows = vec![u64::MAX; (new.len() + 1) * width];
    for (row, (_, number)) in new.iter().enumerate() {
        let (before, after) = rows.split_at_mut((row + 1) * width);
        let before = &before[row * width..];
        let mask = &masks[number * width..(number + 1) * width];
        let mut carry = false;
        for ((value, mask), next) in before.iter().zip(mask).zip(after) {
            let matched = value & mask;
            let (sum, first) = value.overflowing_add(matched);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            carry = first || second;
            *next = sum | (value & !mask);
        }
    }
    let (mut one, mut other) = (old.len(), new.len());
    let mut found = Vec::new();
    while one > 0 && other > 0 {
        let ((at, number), (place, same)) = (old[one - 1], new[other - 1]);
        if number == same {
            found.push((at, place));
            (one, other) = (one - 1, other - 1);
        } else if rows[other * width + (one - 1) / 64] >> ((one - 1) % 64) & 1 == 1 {
            one -= 1;
        } else {
            other -= 1;
        }
    }
    found.reverse();
    found
}

/// The same for texts of hundreds of thousands of words, without a table; slow where they have little in common.
fn by_differences(old: &[(usize, usize)], new: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let numbers = |words: &[(usize, usize)]| -> Vec<usize> { words.iter().map(|(_, number)| *number).collect() };
    let operations = capture_diff_slices(Algorithm::Myers, &numbers(old), &numbers(new));
    let same = operations.into_iter().filter_map(|operation| match operation {
        DiffOp::Equal { old_index, new_index, len } => Some((0..len).map(move |at| (old_index + at, new_index + at))),
        _ => None,
    });
    same.flatten().map(|(one, other)| (old[one].0, new[other].0)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The length of the longest, from the whole table.
    fn longest(old: &[&str], new: &[&str]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for one in old {
            let mut before = 0;
            for (at, other) in new.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if one == other { before + 1 } else { above.max(row[at]) };
                before = above;
            }
        }
        row[new.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn as_many_words_as_there_can_be(
            old in proptest::collection::vec(0..12_u8, 0..200),
            new in proptest::collection::vec(0..12_u8, 0..200),
        ) {
            let name = |words: &[u8]| -> Vec<String> { words.iter().map(|word| format!("w{word}")).collect() };
            let (old, new) = (name(&old), name(&new));
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let number = |word: &&str| word[1..].parse::<usize>().expect("it was made of a number");
            let numbers = |words: &[&str]| words.iter().map(number).enumerate().collect::<Vec<_>>();
            for found in [common(&old, &new), by_differences(&numbers(&old), &numbers(&new))] {
                prop_assert!(found.iter().all(|(one, other)| old[*one] == new[*other]));
                prop_assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
                prop_assert_eq!(found.len(), longest(&old, &new));
            }
        }
    }
}
