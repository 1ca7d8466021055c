//! Random choices that are the same on every machine and in every run.

/// A stream of numbers (splitmix64). Each piece of text has a stream named after it, so that no piece depends on how
/// many choices another one made.
pub struct Random(u64);

impl Random {
    /// The stream of this name.
    pub fn named(name: &str) -> Random {
        // FNV-1a: the standard library's hashes may change between versions.
        Random(
            name.bytes()
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)),
        )
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let choices = u128::from(high.abs_diff(low)) + 1;
        let chosen = (u128::from(self.next()) * choices) >> 64;
        low + i64::try_from(chosen)
            .expect("a choice is at most the distance between two i64 that the caller keeps small")
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn percent(&mut self, chance: i64) -> bool {
        self.between(1, 100) <= chance
    }

    /// One of the choices.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.index(choices.len())]
    }

    /// A place in a list of this length, which is not empty.
    pub fn index(&mut self, length: usize) -> usize {
        let last = i64::try_from(length).expect("a list is shorter than i64::MAX") - 1;
        usize::try_from(self.between(0, last)).expect("the list has at least one entry")
    }

    /// This many different ones of the choices, in random order.
    pub fn sample<T: Copy>(&mut self, choices: &[T], count: usize) -> Vec<T> {
        let mut left = choices.to_vec();
        (0..count.min(choices.len())).map(|_| left.swap_remove(self.index(left.len()))).collect()
    }
}
