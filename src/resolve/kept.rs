//! What joining gave before, for who loads again and again: a document is joined anew only where it, a document above it or the
//! way that they are linked is another. What ties documents of other chains – copies, years, reports – is found anew each time.

use std::sync::Arc;

use rayon::prelude::*;

use super::held::{Documents, HeldDocument, HeldPlan, PART, Plans};
use super::{Context, Link, Plan, assignments, chain, names, selection, targets};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::Settings;

/// The documents that were joined last, by their numbers.
#[derive(Debug, Default)]
pub struct Kept {
    joined: Vec<KeptDocument>,
}

/// A document joined with those above it.
#[derive(Clone, Debug)]
struct KeptDocument {
    /// As it was read.
    read: HeldDocument,
    link: Link,
    /// With the head of its plan, where it is a follow-up.
    document: HeldDocument,
    names: Arc<names::Names>,
    plan: HeldPlan,
    /// What joining it found.
    found: Arc<[Diagnostic]>,
}

/// Documents joined with those above them, each by its number.
pub(super) struct Joining {
    /// As they were read.
    pub(super) read: Vec<HeldDocument>,
    /// With the heads of their plans, where they are follow-ups.
    pub(super) documents: Documents,
    pub(super) plans: Vec<HeldPlan>,
    /// What joining each found.
    pub(super) found: Vec<Arc<[Diagnostic]>>,
}

impl Kept {
    /// Forgets everything: the settings are others.
    pub fn clear(&mut self) {
        self.joined.clear();
    }

    /// Keeps what was joined, with the ties that were found since. Documents that are packed are read once and for all.
    pub(super) fn keep(
        &mut self,
        read: Vec<HeldDocument>,
        (documents, plans): (&Documents, &Plans),
        (links, found): (&[Link], Vec<Arc<[Diagnostic]>>),
    ) {
        self.joined.clear();
        if documents.are_packed() {
            return;
        }
        let one = |((number, read), found): ((usize, HeldDocument), Arc<[Diagnostic]>)| KeptDocument {
            read,
            link: links[number],
            document: documents.held(number).clone(),
            names: Arc::clone(documents.names(number)),
            plan: plans.held(number).clone(),
            found,
        };
        self.joined.extend(read.into_iter().enumerate().zip(found).map(one));
    }

    /// Each document joined with those above it.
    pub(super) fn join(&self, read: Vec<HeldDocument>, links: &[Link], settings: &Settings) -> Joining {
        let chains: Vec<Vec<usize>> = (0..read.len()).map(|number| chain::above(number, links)).collect();
        let kept = |number: usize| {
            let is_same = |at: &usize| {
                let known = self.joined.get(*at);
                known.is_some_and(|known| known.read.is_same(&read[*at]) && known.link == links[*at])
            };
            let is_kept = std::iter::once(&number).chain(&chains[number]).all(is_same);
            is_kept.then(|| &self.joined[number])
        };
        let kept: Vec<Option<&KeptDocument>> = (0..read.len()).map(kept).collect();
        let document = |number: usize| match (kept[number], links[number].above.map(|above| &read[above].head)) {
            (Some(known), _) => known.document.clone(),
            // A follow-up has the year and organisation of its plan, and so has a roll-up.
            (None, Some(plan)) if read[number].head.is_follow_up || read[number].head.is_roll_up => {
                read[number].with_year_and_organisation_of(plan)
            }
            (None, _) => read[number].clone(),
        };
        let documents = Documents::new((0..read.len()).map(document).collect());
        for (number, known) in kept.iter().enumerate() {
            if let Some(known) = known {
                documents.know_names(number, &known.names);
            }
        }
        let mut plans: Vec<Option<HeldPlan>> = kept.iter().map(|known| known.map(|known| known.plan.clone())).collect();
        let none: Arc<[Diagnostic]> = Arc::new([]);
        let known =
            |known: &Option<&KeptDocument>| known.map_or_else(|| Arc::clone(&none), |known| Arc::clone(&known.found));
        let mut found: Vec<Arc<[Diagnostic]>> = kept.iter().map(known).collect();
        let chain_of = |number: usize| if read[number].head.is_plan() { &chains[number][..] } else { &[] };
        let deepest = (0..read.len()).map(|number| chain_of(number).len()).max().unwrap_or(0);
        for depth in 0..=deepest {
            // Plans of one depth depend only on those of less depth.
            let numbers: Vec<usize> =
                (0..read.len()).filter(|number| plans[*number].is_none() && chain_of(*number).len() == depth).collect();
            let done = Plans::new(plans.iter().cloned());
            let part = |numbers: &[usize]| -> Vec<(usize, HeldPlan, Vec<Diagnostic>)> {
                let (documents, done) = (documents.apart(), done.apart());
                let context = Context { documents: &documents, settings };
                let one = |&number: &usize| {
                    let above = chain_of(number).first().map(|above| &done[*above]);
                    let (plan, sink) = join(&context, number, (chain_of(number), above), links[number]);
                    (number, HeldPlan::of(plan, above, documents.are_packed()), sink.into_vec())
                };
                numbers.iter().map(one).collect()
            };
            let anew: Vec<Vec<(usize, HeldPlan, Vec<Diagnostic>)>> = numbers.par_chunks(PART).map(part).collect();
            for (number, plan, sink) in anew.into_iter().flatten() {
                plans[number] = Some(plan);
                if !sink.is_empty() {
                    found[number] = sink.into();
                }
            }
        }
        let plans = plans.into_iter().map(|one| one.expect("every document has a depth between 0 and the deepest"));
        Joining { plans: plans.collect(), documents, found, read }
    }
}

/// A document joined with the chain of plans above it, of which the nearest has been joined.
fn join(context: &Context, number: usize, (chain, above): (&[usize], Option<&Plan>), link: Link) -> (Plan, Sink) {
    let mut sink = Sink::default();
    let complete = !link.broken && above.is_none_or(|plan| plan.complete);
    let mut plan = chain::join(context, number, chain.to_vec(), above, complete, &mut sink);
    plan.ties.lost_beside = link.lost_beside;
    plan.ties.unreadable_above = link.unreadable || above.is_some_and(|plan| plan.unreadable_above);
    targets::join(context, &mut plan, &mut sink);
    assignments::join(context, &mut plan, above, &mut sink);
    selection::choose(context, &mut plan, &mut sink);
    assignments::choose(context, &mut plan);
    (plan, sink)
}
