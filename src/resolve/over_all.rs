//! What is looked for in all documents once, and kept for whoever asks for it again.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ItemRef, Resolved, names};
use crate::model::{At, Head, Target};
use crate::source::Sources;

/// What is asked of the targets that plans set for the indicators of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetSort {
    /// Whether it is set, and not left to somebody else again.
    pub is_set: bool,
    /// Whether it is a figure that does not say on which side of it outcomes are to lie.
    pub lacks_direction: bool,
}

impl TargetSort {
    fn of(target: &Target) -> TargetSort {
        TargetSort {
            is_set: target.is_set(),
            lacks_direction: target.quantity().is_some() && target.direction().is_none(),
        }
    }
}

impl Resolved {
    /// The first target of a sort that some document's `årsmål` sets for an indicator.
    pub fn set_in_maps(&self, item: ItemRef, is_wanted: impl Fn(TargetSort) -> bool) -> Option<&At<Target>> {
        let set = self.set_targets.get_or_init(|| {
            let mut set: FxHashMap<ItemRef, Vec<At<Target>>> = FxHashMap::default();
            let set_some = self.documents.heads().enumerate().filter(|(_, head)| head.sets_targets);
            self.each(set_some.map(|(number, _)| number), |resolved, document| {
                for &(number, item) in &resolved.plans[document].targets {
                    let (known, target) =
                        (set.entry(item).or_default(), &resolved.documents[document].targets[number].target);
                    // Ten thousand units may set one for an indicator of the council.
                    let sort = TargetSort::of(&target.value);
                    if known.iter().all(|known| TargetSort::of(&known.value) != sort) {
                        known.push(target.clone());
                    }
                }
            });
            set
        });
        set.get(&item)?.iter().find(|target| is_wanted(TargetSort::of(&target.value)))
    }

    /// The first plan that lies in the folder of a document.
    pub fn first_plan_beside(&self, document: usize, sources: &Sources) -> Option<usize> {
        let folder = |head: &Head| sources.path(head.source).rsplit_once('/').map_or("", |(folder, _)| folder);
        let first = self.first_plans.get_or_init(|| {
            let mut first = FxHashMap::default();
            for (number, head) in self.documents.heads().enumerate().filter(|(_, head)| head.is_plan()) {
                first.entry(folder(head).into()).or_insert(number);
            }
            first
        });
        first.get(folder(self.documents.head(document))).copied()
    }

    /// The names of all organisations of the workspace, as they are compared.
    pub fn organisations(&self) -> &FxHashSet<String> {
        self.organisations.get_or_init(|| {
            let names = self.documents.heads().flat_map(|head| &head.organisation.names);
            names.map(|(_, name)| names::plain_name(name.as_str())).collect()
        })
    }
}
