//! The best assignment of old things to new ones: which pairs, each thing in one at most, have the greatest sum.
//!
//! Taking the best pair first, then the best of those left, can cost two good pairs for one slightly better. Here every
//! old thing in turn takes a new one and may push its holder on to another, along the cheapest chain of such exchanges;
//! prices of both sides keep all earlier exchanges in account (successive shortest paths, the sparse form of the
//! Hungarian method). A chain never leaves the things that pairs connect, and most are a few steps long.
//!
//! Of several assignments with the same sum it is the one of fewest pairs, then the one whose pairs stand closest to each
//! other in their lists, then one that depends on the numbers alone. Old and new are treated alike in all of this, so the
//! other way round the same pairs are taken; only pairs that are their own mirror image (each also given with its numbers
//! exchanged) cannot always be.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// The pairs with the greatest sum of weights in which no old and no new thing occurs twice, in order.
///
/// Each pair is an old number, a new number and the weight. Pairs of no weight are never taken; of pairs given twice the
/// heavier counts. The order in which the pairs are given does not matter.
pub fn best(pairs: &[(usize, usize, u32)]) -> Vec<(usize, usize)> {
    let pairs = tidy(pairs.iter().copied());
    let mirrored = tidy(pairs.iter().map(|(old, new, weight)| (*new, *old, *weight)));
    let looking = |pairs: &[(usize, usize, u32)]| pairs.chunk_by(|one, next| one.0 == next.0).count();
    // The smaller side looks for partners, as it finds free ones sooner. Either way round it is the same graph that is
    // looked at, and so the same of several best assignments that is found.
    let mut taken = match (looking(&pairs), &pairs) <= (looking(&mirrored), &mirrored) {
        true => Graph::of(&pairs).best(),
        false => Graph::of(&mirrored).best().into_iter().map(|(new, old)| (old, new)).collect(),
    };
    taken.sort_unstable();
    taken
}

/// Every pair that has a weight once, in order.
fn tidy(pairs: impl Iterator<Item = (usize, usize, u32)>) -> Vec<(usize, usize, u32)> {
    let mut pairs: Vec<_> = pairs.filter(|(_, _, weight)| *weight > 0).collect();
    pairs.sort_unstable_by_key(|(old, new, weight)| (*old, *new, Reverse(*weight)));
    pairs.dedup_by_key(|(old, new, _)| (*old, *new));
    pairs
}

/// What a pair is worth: its weight, and what decides between equal sums. Compared part by part, the first first.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Worth {
    weight: i64,
    fewer_pairs: i64,
    closeness: i64,
    lot: i64,
}

/// From here on pairs are equally far from each other, so that sums of squares stay within their type.
const FARTHEST: usize = 1 << 20;

impl Worth {
    fn of(old: usize, new: usize, weight: u32) -> Worth {
        let distance = old.abs_diff(new).min(FARTHEST) as i64;
        Worth {
            weight: i64::from(weight),
            fewer_pairs: -1,
            // Squares prefer two pairs side by side to two that cross.
            closeness: -(distance * distance),
            lot: lot(old.min(new) as u64, old.max(new) as u64),
        }
    }
}

/// A number that two numbers alone decide (splitmix64), so that hardly any two assignments are equally good.
fn lot(low: u64, high: u64) -> i64 {
    let mut mixed = low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 34) as i64
}

impl Add for Worth {
    type Output = Worth;

    fn add(self, other: Worth) -> Worth {
        Worth {
            weight: self.weight + other.weight,
            fewer_pairs: self.fewer_pairs + other.fewer_pairs,
            closeness: self.closeness + other.closeness,
            lot: self.lot + other.lot,
        }
    }
}

impl Sub for Worth {
    type Output = Worth;

    fn sub(self, other: Worth) -> Worth {
        Worth {
            weight: self.weight - other.weight,
            fewer_pairs: self.fewer_pairs - other.fewer_pairs,
            closeness: self.closeness - other.closeness,
            lot: self.lot - other.lot,
        }
    }
}

impl Sum for Worth {
    fn sum<I: Iterator<Item = Worth>>(all: I) -> Worth {
        all.fold(Worth::default(), Add::add)
    }
}

/// The pairs by old thing, best first. Things are numbered anew, without gaps and in the same order.
struct Graph {
    /// The numbers as given.
    old: Vec<usize>,
    new: Vec<usize>,
    /// Where the pairs of each old thing begin; one more than there are things.
    starts: Vec<usize>,
    pairs: Vec<(usize, Worth)>,
}

impl Graph {
    /// The graph of tidy pairs.
    fn of(pairs: &[(usize, usize, u32)]) -> Graph {
        let mut news: Vec<usize> = pairs.iter().map(|(_, new, _)| *new).collect();
        news.sort_unstable();
        news.dedup();
        let mut graph = Graph { old: Vec::new(), new: news, starts: Vec::new(), pairs: Vec::new() };
        for &(old, new, weight) in pairs {
            if graph.old.last() != Some(&old) {
                graph.old.push(old);
                graph.starts.push(graph.pairs.len());
            }
            let place = graph.new.partition_point(|other| *other < new);
            graph.pairs.push((place, Worth::of(old, new, weight)));
        }
        graph.starts.push(graph.pairs.len());
        for old in 0..graph.old.len() {
            let of_old = graph.starts[old]..graph.starts[old + 1];
            graph.pairs[of_old].sort_unstable_by_key(|(new, worth)| (Reverse(*worth), *new));
        }
        graph
    }

    fn best(&self) -> Vec<(usize, usize)> {
        let mut exchange = Exchange::new(self);
        for old in 0..self.old.len() {
            if exchange.holds[old].is_none() {
                exchange.place(old);
            }
        }
        let taken = exchange.holds.iter().enumerate();
        taken.filter_map(|(old, new)| Some((self.old[old], self.new[(*new)?]))).collect()
    }

    fn pairs(&self, old: usize) -> &[(usize, Worth)] {
        &self.pairs[self.starts[old]..self.starts[old + 1]]
    }
}

/// Where a chain of exchanges ends.
enum End {
    /// At a new thing that nobody holds.
    Free(usize),
    /// At an old thing that gets nothing.
    LeftOver(usize),
}

/// Who holds whom, and at which prices. The prices of the two things of a pair together are never below its worth; they
/// are equal to it where the pair is taken, and nothing for what is left over. So no assignment can be worth more.
struct Exchange<'a> {
    graph: &'a Graph,
    /// The new thing that each old one holds.
    holds: Vec<Option<usize>>,
    holder: Vec<Option<usize>>,
    old_price: Vec<Worth>,
    new_price: Vec<Worth>,
    /// What reaching each new thing costs, and from which old one; of the search with this number only.
    reached: Vec<(usize, Worth, usize)>,
    searches: usize,
}

impl<'a> Exchange<'a> {
    /// Every old thing asks for its best pair, and gets it where nobody was before.
    fn new(graph: &'a Graph) -> Exchange<'a> {
        let nothing = Worth::default();
        let mut exchange = Exchange {
            graph,
            holds: vec![None; graph.old.len()],
            holder: vec![None; graph.new.len()],
            old_price: vec![nothing; graph.old.len()],
            new_price: vec![nothing; graph.new.len()],
            reached: vec![(0, nothing, 0); graph.new.len()],
            searches: 0,
        };
        for old in 0..graph.old.len() {
            let Some((new, worth)) = graph.pairs(old).first() else {
                continue;
            };
            exchange.old_price[old] = *worth;
            if exchange.holder[*new].is_none() {
                exchange.holder[*new] = Some(old);
                exchange.holds[old] = Some(*new);
            }
        }
        exchange
    }

    /// Finds the cheapest chain of exchanges from an old thing to a new one that is free, or to an old one that is better
    /// left over, and carries it out.
    fn place(&mut self, first: usize) {
        self.searches += 1;
        let mut heap = BinaryHeap::new();
        let (mut at, mut so_far) = (first, Worth::default());
        let (mut visited, mut passed) = (vec![(first, so_far)], Vec::new());
        // The cheapest end so far. Leaving an old thing over costs what it would have paid.
        let (mut end, mut limit) = (End::LeftOver(first), self.old_price[first]);
        loop {
            for (new, worth) in self.graph.pairs(at) {
                let least = so_far + (self.old_price[at] - *worth);
                if least >= limit {
                    break;
                }
                let cost = least + self.new_price[*new];
                let (search, before, _) = self.reached[*new];
                if cost >= limit || (search == self.searches && cost >= before) {
                    continue;
                }
                self.reached[*new] = (self.searches, cost, at);
                match self.holder[*new] {
                    Some(_) => heap.push(Reverse((cost, *new))),
                    None => (end, limit) = (End::Free(*new), cost),
                }
            }
            // A thing that was reached more cheaply later is in the heap twice.
            let next = loop {
                match heap.pop() {
                    Some(Reverse((cost, new))) if cost > self.reached[new].1 => {}
                    next => break next,
                }
            };
            let Some(Reverse((cost, new))) = next.filter(|Reverse((cost, _))| *cost < limit) else { break };
            let Some(holder) = self.holder[new] else { break };
            passed.push((new, cost));
            visited.push((holder, cost));
            (at, so_far) = (holder, cost);
            if cost + self.old_price[holder] < limit {
                (end, limit) = (End::LeftOver(holder), cost + self.old_price[holder]);
            }
        }
        let given_up = match end {
            End::Free(new) => Some(new),
            End::LeftOver(old) => self.holds[old].take(),
        };
        if let Some(new) = given_up {
            self.hand_over(new, first);
        }
        for (old, cost) in visited {
            self.old_price[old] = self.old_price[old] - (limit - cost);
        }
        for (new, cost) in passed {
            self.new_price[new] = self.new_price[new] + (limit - cost);
        }
    }

    /// Gives a new thing to the old one that it was reached from, that one's to the one before, and so on to the first.
    fn hand_over(&mut self, mut new: usize, first: usize) {
        loop {
            let old = self.reached[new].2;
            self.holder[new] = Some(old);
            let given_up = self.holds[old].replace(new);
            match given_up.filter(|_| old != first) {
                Some(next) => new = next,
                None => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::property::cases;

    /// The worth of the best assignment, and every assignment that has it.
    fn brute(pairs: &[(usize, usize, u32)]) -> (Worth, Vec<Vec<(usize, usize)>>) {
        let mut found = (Worth::default(), vec![Vec::new()]);
        extend(pairs, &mut Vec::new(), Worth::default(), &mut found);
        (found.0, found.1)
    }

    fn extend(
        left: &[(usize, usize, u32)],
        taken: &mut Vec<(usize, usize)>,
        worth: Worth,
        found: &mut (Worth, Vec<Vec<(usize, usize)>>),
    ) {
        for (number, (old, new, weight)) in left.iter().enumerate() {
            if taken.iter().any(|pair| pair.0 == *old || pair.1 == *new) {
                continue;
            }
            taken.push((*old, *new));
            let worth = worth + Worth::of(*old, *new, *weight);
            let mut sorted = taken.clone();
            sorted.sort_unstable();
            if worth > found.0 {
                *found = (worth, vec![sorted]);
            } else if worth == found.0 {
                found.1.push(sorted);
            }
            extend(&left[number + 1..], taken, worth, found);
            taken.pop();
        }
    }

    /// At most one of each pair of numbers.
    fn pairs(heaviest: u32) -> impl Strategy<Value = Vec<(usize, usize, u32)>> {
        let pair = ((0..6usize, 0..6usize), 0..=heaviest);
        proptest::collection::vec(pair, 0..14).prop_map(|pairs| {
            let unique: std::collections::BTreeMap<_, _> = pairs.into_iter().collect();
            unique.into_iter().map(|((old, new), weight)| (old, new, weight)).collect()
        })
    }

    fn mirrored(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let mut mirrored: Vec<_> = pairs.iter().map(|(old, new)| (*new, *old)).collect();
        mirrored.sort_unstable();
        mirrored
    }

    fn check(given: &[(usize, usize, u32)]) -> Result<(), TestCaseError> {
        let weighty: Vec<_> = given.iter().copied().filter(|(_, _, weight)| *weight > 0).collect();
        let found = best(given);
        let (worth, all) = brute(&weighty);
        let weight = |(old, new): &(usize, usize)| {
            given.iter().find(|pair| (pair.0, pair.1) == (*old, *new)).expect("one of the given").2
        };
        let sum: Worth = found.iter().map(|pair| Worth::of(pair.0, pair.1, weight(pair))).sum();
        prop_assert_eq!(sum, worth);
        prop_assert!(all.contains(&found), "{:?} is not in {:?}", found, all);
        let swapped: Vec<_> = given.iter().rev().map(|(old, new, weight)| (*new, *old, *weight)).collect();
        let back = best(&swapped);
        prop_assert!(all.contains(&mirrored(&back)));
        if all.len() == 1 || tidy(swapped.iter().copied()) != tidy(given.iter().copied()) {
            prop_assert_eq!(mirrored(&back), found);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(cases(3000))]

        #[test]
        fn no_assignment_is_better(given in pairs(100)) {
            check(&given)?;
        }

        #[test]
        fn ties_are_broken_by_worth(given in pairs(3)) {
            check(&given)?;
        }

        #[test]
        fn the_order_of_the_pairs_does_not_matter(given in pairs(2).prop_shuffle()) {
            let mut sorted = given.clone();
            sorted.sort_unstable();
            prop_assert_eq!(best(&given), best(&sorted));
        }
    }

    #[test]
    fn two_good_pairs_are_worth_more_than_the_best_one() {
        assert_eq!(best(&[(0, 0, 90), (0, 1, 80), (1, 0, 80)]), [(0, 1), (1, 0)]);
        assert_eq!(best(&[(0, 0, 90), (0, 1, 40), (1, 0, 40)]), [(0, 0)]);
        assert_eq!(best(&[(0, 0, 100), (0, 1, 50), (1, 0, 50)]), [(0, 0)], "fewer pairs");
    }

    #[test]
    fn equal_titles_keep_their_order() {
        let all: Vec<_> = (0..9).flat_map(|old| (0..7).map(move |new| (old, new, 100))).collect();
        assert_eq!(best(&all), (0..7).map(|number| (number, number)).collect::<Vec<_>>());
    }

    #[test]
    fn far_numbers_nothing_and_pairs_given_twice() {
        assert_eq!(best(&[]), []);
        assert_eq!(best(&[(0, 0, 0)]), []);
        assert_eq!(
            best(&[(usize::MAX, 0, u32::MAX), (usize::MAX, 0, 1), (0, usize::MAX, 1)]),
            [(0, usize::MAX), (usize::MAX, 0)]
        );
        assert_eq!(best(&[(0, 0, 1), (0, 1, 2), (0, 0, 3)]), [(0, 0)]);
    }
}
