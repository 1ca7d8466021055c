//! Makes a failing workspace as small as it can be.

use crate::case::Case;

/// Most tries: a failure that takes long is told a little larger.
const MOST_TRIES: usize = 3_000;

/// The smallest workspace found that still fails: files, then lines, then bytes are left out.
pub(crate) fn smallest(case: &Case, fails: impl Fn(&Case) -> bool) -> Case {
    let mut smallest = case.clone();
    let mut tries = 0;
    for at in (0..case.files.len()).rev() {
        let mut without = smallest.clone();
        without.files.remove(at);
        if !without.files.is_empty() && fails(&without) {
            smallest = without;
        }
    }
    for at in 0..smallest.files.len() {
        let mut size = smallest.files[at].1.len().next_power_of_two();
        while size > 0 && tries < MOST_TRIES {
            let mut start = 0;
            while start < smallest.files[at].1.len() && tries < MOST_TRIES {
                let end = (start + size).min(smallest.files[at].1.len());
                let mut without = smallest.clone();
                without.files[at].1.drain(start..end);
                tries += 1;
                if fails(&without) {
                    smallest = without;
                } else {
                    start += size;
                }
            }
            size /= 2;
        }
    }
    smallest
}
