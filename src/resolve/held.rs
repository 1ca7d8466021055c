//! What is held in memory of thousands of documents and plans: all of them as they are, or each packed into a tenth of its
//! size and unpacked when somebody asks for it.
//!
//! Whoever goes through all of them does so in parts, each with a view of its own ([`super::Resolved::apart`]): what is unpacked
//! in one goes with it.

mod documents;
mod packed;
mod pins;
mod plans;

pub use self::documents::{Documents, HeldDocument};
pub(super) use self::plans::HeldPlan;
pub use self::plans::{Plans, Ties};

/// Goes through documents by their numbers, [`PART`] of them at a time, each part with a view that goes with it.
pub(super) fn each<V>(numbers: impl IntoIterator<Item = usize>, view: impl Fn() -> V, mut look: impl FnMut(&V, usize)) {
    let mut numbers = numbers.into_iter().peekable();
    while numbers.peek().is_some() {
        let view = view();
        numbers.by_ref().take(PART).for_each(|number| look(&view, number));
    }
}

/// So many documents are gone through with one view: enough that the plans above them are unpacked once for all of them.
pub const PART: usize = 64;
