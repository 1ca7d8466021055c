//! What joining gave before, for who loads again and again: a document is joined anew only where it, a document above it or the
//! way that they are linked is another. What ties documents of other chains – copies, years, reports – is found anew each time.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Context, Link, Plan, assignments, chain, names, reports, selection, targets};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{Document, Settings};

/// The documents that were joined last, by their numbers.
#[derive(Debug, Default)]
pub struct Kept {
    joined: Vec<Joined>,
}

/// A document joined with those above it.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    /// As it was read.
    read: Arc<Document>,
    link: Link,
    /// With the head of its plan, where it is a follow-up.
    pub(super) document: Arc<Document>,
    pub(super) names: Arc<names::Names>,
    pub(super) plan: Arc<Plan>,
    /// What joining it found.
    pub(super) found: Arc<[Diagnostic]>,
}

impl Kept {
    /// Forgets everything: the settings are others.
    pub fn clear(&mut self) {
        self.joined.clear();
    }

    /// Keeps what was joined, with the ties that were found since.
    pub(super) fn keep(&mut self, joined: Vec<Joined>, plans: &[Arc<Plan>]) {
        self.joined = joined;
        for (joined, plan) in self.joined.iter_mut().zip(plans) {
            joined.plan = Arc::clone(plan);
        }
    }

    /// Each document joined with those above it.
    pub(super) fn join(&self, read: Vec<Arc<Document>>, links: &[Link], settings: &Settings) -> Vec<Joined> {
        let chains: Vec<Vec<usize>> = (0..read.len()).map(|number| chain::above(number, links)).collect();
        let is_kept = |number: usize| {
            let is_same = |at: &usize| {
                let known = self.joined.get(*at);
                known.is_some_and(|known| Arc::ptr_eq(&known.read, &read[*at]) && known.link == links[*at])
            };
            std::iter::once(&number).chain(&chains[number]).all(is_same)
        };
        let mut joined: Vec<Option<Joined>> =
            (0..read.len()).map(|number| is_kept(number).then(|| self.joined[number].clone())).collect();
        let mut documents = read.clone();
        for number in 0..documents.len() {
            match &joined[number] {
                Some(known) => documents[number] = Arc::clone(&known.document),
                None => reports::take_head(&mut documents, number, links[number]),
            }
        }
        let names: Vec<Arc<names::Names>> = documents
            .par_iter()
            .enumerate()
            .map(|(number, document)| match &joined[number] {
                Some(known) => Arc::clone(&known.names),
                None => Arc::new(names::Names::of(number, document)),
            })
            .collect();
        let context = Context { documents: &documents, names: &names, settings };
        let chain_of = |number: usize| if documents[number].is_plan() { &chains[number][..] } else { &[] };
        let deepest = (0..documents.len()).map(|number| chain_of(number).len()).max().unwrap_or(0);
        for depth in 0..=deepest {
            // Plans of one depth depend only on those of less depth.
            let anew: Vec<(usize, Joined)> = (0..documents.len())
                .into_par_iter()
                .filter(|number| joined[*number].is_none() && chain_of(*number).len() == depth)
                .map(|number| {
                    let above = chain_of(number).first().and_then(|above| joined[*above].as_ref());
                    let above = above.map(|above| above.plan.as_ref());
                    let (plan, sink) = join(&context, number, (chain_of(number), above), links[number]);
                    let one = Joined {
                        read: Arc::clone(&read[number]),
                        link: links[number],
                        document: Arc::clone(&documents[number]),
                        names: Arc::clone(&names[number]),
                        plan: Arc::new(plan),
                        found: sink.into_vec().into(),
                    };
                    (number, one)
                })
                .collect();
            for (number, one) in anew {
                joined[number] = Some(one);
            }
        }
        joined.into_iter().map(|one| one.expect("every document has a depth between 0 and the deepest")).collect()
    }
}

/// A document joined with the chain of plans above it, of which the nearest has been joined.
fn join(context: &Context, number: usize, (chain, above): (&[usize], Option<&Plan>), link: Link) -> (Plan, Sink) {
    let mut sink = Sink::default();
    let complete = !link.broken && above.is_none_or(|plan| plan.complete);
    let mut plan = chain::join(context, number, chain.to_vec(), above, complete, &mut sink);
    plan.lost_beside = link.lost_beside;
    plan.unreadable_above = link.unreadable || above.is_some_and(|plan| plan.unreadable_above);
    targets::join(context, &mut plan, &mut sink);
    assignments::join(context, &mut plan, above, &mut sink);
    selection::choose(context, &mut plan, &mut sink);
    assignments::choose(context, &mut plan);
    (plan, sink)
}
