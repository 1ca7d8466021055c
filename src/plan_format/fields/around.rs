//! Where the keys of a map stand in it, so that no unknown key has to look through all the others.

use std::cell::Cell;

use rustc_hash::FxHashMap;

use crate::plan_format::fields::folded_key;
use crate::syntax::yaml::{Entry, Kind};

/// The entries of a map, looked at from one of them.
pub(super) struct Around<'n, 's> {
    entries: &'n [Entry<'s>],
    /// The first and the last place of each key.
    places: FxHashMap<String, (usize, usize)>,
    /// The places of entries without value.
    empty: Vec<usize>,
    /// The entry without value below which something was said to belong last.
    pub(super) said_below: Cell<Option<usize>>,
}

impl<'n, 's> Around<'n, 's> {
    pub(super) fn of(entries: &'n [Entry<'s>]) -> Around<'n, 's> {
        let mut places: FxHashMap<String, (usize, usize)> = FxHashMap::default();
        for (at, entry) in entries.iter().enumerate() {
            places.entry(folded_key(entry.key_text())).and_modify(|(_, last)| *last = at).or_insert((at, at));
        }
        let is_empty = |at: &usize| matches!(entries[*at].value.kind, Kind::Empty);
        let empty = (0..entries.len()).filter(is_empty).collect();
        Around { entries, places, empty, said_below: Cell::new(None) }
    }

    /// The entries before one.
    pub(super) fn before(&self, number: usize) -> &'n [Entry<'s>] {
        &self.entries[..number]
    }

    /// The entries after one.
    pub(super) fn after(&self, number: usize) -> &'n [Entry<'s>] {
        &self.entries[number + 1..]
    }

    /// Whether an entry before one has the key.
    pub(super) fn came(&self, number: usize, key: &str) -> bool {
        self.places.get(&folded_key(key)).is_some_and(|(first, _)| *first < number)
    }

    /// Whether an entry after one has the key.
    pub(super) fn comes(&self, number: usize, key: &str) -> bool {
        self.places.get(&folded_key(key)).is_some_and(|(_, last)| *last > number)
    }

    /// The nearest entry without value before one.
    pub(super) fn empty_before(&self, number: usize) -> Option<usize> {
        let until = self.empty.partition_point(|at| *at < number);
        self.empty[..until].last().copied()
    }
}
