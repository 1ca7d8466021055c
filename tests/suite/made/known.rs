//! What is known by where it stands: every text is told from all others, and every goal that is written leads to the
//! joined goal that it is a part of.

use std::collections::HashSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use vp::read::load::Loaded;
use vp::resolve::GoalRef;

pub(super) fn is_sound(loaded: &Loaded) -> TestCaseResult {
    let resolved = &loaded.resolved;
    let mut texts = HashSet::new();
    for prose in resolved.documents.all().flat_map(|document| document.prose()) {
        prop_assert!(texts.insert(prose.id()), "two texts are one: {prose:?}");
    }
    for plan in resolved.plans.all() {
        for document in std::iter::once(plan.document).chain(plan.above.iter().copied()) {
            // One more goal than there is leads nowhere.
            for goal in 0..=resolved.documents[document].goals.len() {
                let at = GoalRef { document, goal };
                let searched = plan.goals.iter().position(|joined| joined.entries.contains(&at));
                prop_assert_eq!(plan.joined(at), searched, "{:?} in plan {}", at, plan.document);
            }
        }
    }
    Ok(())
}
