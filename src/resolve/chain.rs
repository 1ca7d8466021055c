//! The chain of plans above, the goals of all of them as one list, and each goal's parents.

use std::collections::HashMap;

use super::finder::Finder;
use super::names::{How, number_key};
use super::{Context, GoalRef, JoinedGoal, Link, Plan, Thing, names};
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
    let mut goals: Vec<JoinedGoal> = above.map_or_else(Vec::new, |plan| plan.goals.clone());
    for goal in &mut goals {
        goal.own = false;
    }
    let inherited = goals.len();
    let document = &context.documents[number];
    let mut joined_at: HashMap<GoalRef, usize> = HashMap::new();
    for (joined, goal) in goals.iter().enumerate() {
        joined_at.extend(goal.entries.iter().map(|entry| (*entry, joined)));
    }
    let mut place_of = Vec::with_capacity(document.goals.len());
    for (place, goal) in document.goals.iter().enumerate() {
        let at = GoalRef { document: number, goal: place };
        let same = same_above(context, goal, &chain, &joined_at);
        match same {
            Some(joined) => {
                goals[joined].entries.push(at);
                goals[joined].own = true;
                place_of.push(joined);
                joined_at.insert(at, joined);
            }
            None => {
                place_of.push(goals.len());
                joined_at.insert(at, goals.len());
                goals.push(JoinedGoal {
                    level: goal.level,
                    entries: vec![at],
                    parents: Vec::new(),
                    dangling: false,
                    own: true,
                    printed: false,
                    children: Vec::new(),
                    indicators: Vec::new(),
                    activities: Vec::new(),
                });
            }
        }
    }
    let finder = Finder::new(context, number, &chain);
    finder.report_ids_used_twice(inherited, &goals, sink);
    for (place, goal) in document.goals.iter().enumerate() {
        let joined = place_of[place];
        for parent in &goal.parents {
            match finder.parent(parent, goal.level, number, complete, sink) {
                Some(at) => {
                    let found = joined_at.get(&at).copied();
                    if let Some(found) =
                        found.filter(|found| *found != joined && !goals[joined].parents.contains(found))
                    {
                        goals[joined].parents.push(found);
                    }
                }
                None => goals[joined].dangling = true,
            }
        }
    }
    Plan {
        document: number,
        above: chain,
        complete,
        unreadable_above: false,
        lost_beside: false,
        goals,
        roots: Vec::new(),
        unattached: Vec::new(),
        assignments: Vec::new(),
        targets: Vec::new(),
        last_year: None,
        copy_of: None,
    }
}

/// A goal whose id or nr stands above at the same level is that goal. Gives its number among the joined goals.
fn same_above(context: &Context, goal: &Goal, chain: &[usize], joined_at: &HashMap<GoalRef, usize>) -> Option<usize> {
    let name = match (&goal.id, &goal.number) {
        (Some(id), _) => names::key(id.as_str()),
        (None, Some(number)) => number_key(number.as_str()),
        (None, None) => return None,
    };
    let named = chain.iter().flat_map(|document| context.names[*document].get(&name));
    let same = named.filter_map(|(how, thing)| {
        let Thing::Goal(at) = *thing else { return None };
        let other = context.goal(at);
        // A number names a goal that has an id too; an id is the goal's own, written or made.
        let is_its_name = match goal.id {
            Some(_) => names::goal_id(other) == name,
            None => *how == How::Number,
        };
        (other.level == goal.level && is_its_name).then(|| joined_at.get(&at).copied()).flatten()
    });
    same.min()
}
