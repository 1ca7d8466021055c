//! The chain of plans above, the goals of all of them as one list, and each goal's parents.

use std::sync::{Arc, OnceLock};

use super::finder::Finder;
use super::names::{How, number_key};
use super::{Context, GoalIndex, GoalRef, JoinedGoal, Link, Plan, Thing, Ties, names};
use crate::diagnostic::Sink;
use crate::model::Goal;

/// The documents above one, nearest first.
pub(super) fn above(number: usize, links: &[Link]) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut at = number;
    while let Some(next) = links[at].above {
        chain.push(next);
        at = next;
    }
    chain
}

/// The goals of a document and of the plan above, with parents found over the whole chain.
pub(super) fn join(
    context: &Context,
    number: usize,
    chain: Vec<usize>,
    above: Option<&Plan>,
    complete: bool,
    sink: &mut Sink,
) -> Plan {
    let document = &context.documents[number];
    let from_above = above.map_or(&[][..], Plan::for_below);
    let inherited = from_above.len();
    let mut goals: Vec<Arc<JoinedGoal>> = Vec::with_capacity(inherited + document.goals.len());
    goals.extend_from_slice(from_above);
    let index_above = above.map(|plan| &plan.index);
    let mut own = Vec::with_capacity(document.goals.len());
    for (place, goal) in document.goals.iter().enumerate() {
        let at = GoalRef { document: number, goal: place };
        match index_above.and_then(|index| same_above(context, goal, &chain, index)) {
            Some(joined) => {
                let goal = Arc::make_mut(&mut goals[joined]);
                goal.entries.push(at);
                goal.own = true;
                own.push(joined);
            }
            None => {
                own.push(goals.len());
                goals.push(Arc::new(JoinedGoal {
                    level: goal.level,
                    entries: vec![at],
                    parents: Vec::new(),
                    dangling: false,
                    own: true,
                    printed: false,
                    children: Vec::new(),
                    indicators: Vec::new(),
                    activities: Vec::new(),
                }));
            }
        }
    }
    let index = GoalIndex::below(index_above, number, &own);
    let finder = Finder::new(context, number, &chain);
    finder.report_ids_used_twice(inherited, &index, sink);
    for (goal, &joined) in document.goals.iter().zip(&own) {
        for parent in &goal.parents {
            match finder.parent(parent, goal.level, number, complete, sink) {
                Some(at) => {
                    let is_new = |found: &usize| *found != joined && !goals[joined].parents.contains(found);
                    if let Some(found) = index.get(at).filter(is_new) {
                        Arc::make_mut(&mut goals[joined]).parents.push(found);
                    }
                }
                None => Arc::make_mut(&mut goals[joined]).dangling = true,
            }
        }
    }
    goals.shrink_to_fit();
    Plan {
        ties: Ties { document: number, above: chain, complete, ..Ties::default() },
        goals,
        index,
        roots: Vec::new(),
        unattached: Vec::new(),
        assignments: Vec::new(),
        targets: Vec::new(),
        for_below: OnceLock::new(),
    }
}

impl Plan {
    /// Its goals as the plans below begin with them. Most of these say nothing of most of them, and share what they leave as
    /// it is.
    pub(super) fn for_below(&self) -> &[Arc<JoinedGoal>] {
        self.for_below.get_or_init(|| self.goals.iter().map(|goal| Arc::new(inherited_goal(goal))).collect())
    }
}

/// A goal of the plan above as the plan below begins with it: what is printed of it there, and where, is not known yet.
fn inherited_goal(above: &JoinedGoal) -> JoinedGoal {
    JoinedGoal {
        level: above.level,
        entries: above.entries.clone(),
        parents: above.parents.clone(),
        dangling: above.dangling,
        own: false,
        printed: false,
        children: Vec::new(),
        indicators: Vec::new(),
        activities: Vec::new(),
    }
}

/// A goal whose id or nr stands above at the same level is that goal. Gives its number among the joined goals.
fn same_above(context: &Context, goal: &Goal, chain: &[usize], index: &GoalIndex) -> Option<usize> {
    let name = match (&goal.id, &goal.number) {
        (Some(id), _) => names::key(id.as_str()),
        (None, Some(number)) => number_key(number.as_str()),
        (None, None) => return None,
    };
    let named = chain.iter().flat_map(|document| context.documents.names(*document).get(&name));
    let same = named.filter_map(|(how, thing)| {
        let Thing::Goal(at) = thing else { return None };
        let other = context.goal(at);
        // A number names a goal that has an id too; an id is the goal's own, written or made.
        let is_its_name = match goal.id {
            Some(_) => names::goal_id(other) == name,
            None => how == How::Number,
        };
        (other.level == goal.level && is_its_name).then(|| index.get(at)).flatten()
    });
    same.min()
}
