//! Which joined goal each goal is that is written in a plan's document or in those above it.

use std::sync::Arc;

use super::GoalRef;

/// The joined goals by where they are written. A goal that a plan inherits has the same number in it as in the plan above,
/// so that a plan has a list of its own for its own document, and shares those of the documents above.
#[derive(Clone, Debug, Default)]
pub struct GoalIndex {
    /// Each document with the numbers of its goals, the plan's own first, then those above it, nearest first.
    by_document: Vec<(usize, Arc<[usize]>)>,
}

impl GoalIndex {
    /// The index of a plan whose document's own goals have these numbers.
    pub(super) fn below(above: Option<&GoalIndex>, document: usize, own: &[usize]) -> GoalIndex {
        let above = above.into_iter().flat_map(|above| above.by_document.iter().cloned());
        GoalIndex { by_document: std::iter::once((document, own.into())).chain(above).collect() }
    }

    /// The numbers of the goals of the plan's own document.
    pub(super) fn own(&self) -> &[usize] {
        self.by_document.first().map_or(&[], |(_, own)| own)
    }

    /// The number, among the goals of the plan, of the goal that is written at a place.
    pub fn get(&self, at: GoalRef) -> Option<usize> {
        let (_, numbers) = self.by_document.iter().find(|(document, _)| *document == at.document)?;
        numbers.get(at.goal).copied()
    }
}
