//! Values that are made when they are first asked for, and then stay where they are as long as the table does.

use std::sync::OnceLock;

/// A table of so many values. The empty table of ten thousand is small, so that there may be one for each few documents.
#[derive(Debug)]
pub(super) struct Pins<T>(Box<[OnceLock<Block<T>>]>);

type Block<T> = Box<[OnceLock<T>]>;

const BLOCK: usize = 32;

impl<T> Pins<T> {
    /// An empty table for so many values.
    pub(super) fn new(length: usize) -> Pins<T> {
        Pins((0..length.div_ceil(BLOCK)).map(|_| OnceLock::new()).collect())
    }

    /// The value of this number, made where there is none yet. Panics beyond the table's length, as slices do.
    pub(super) fn get(&self, number: usize, make: impl FnOnce() -> T) -> &T {
        let block = self.0[number / BLOCK].get_or_init(|| (0..BLOCK).map(|_| OnceLock::new()).collect());
        block[number % BLOCK].get_or_init(make)
    }

    /// Whether the value of this number is made.
    pub(super) fn has(&self, number: usize) -> bool {
        self.0[number / BLOCK].get().is_some_and(|block| block[number % BLOCK].get().is_some())
    }
}
