//! What can be named at a place: the things that an id written there can mean.

use std::collections::BTreeSet;

use super::assignments::AssignmentRef;
use super::mentions::Named;
use super::reports::ItemKind;
use super::{GoalRef, ItemRef, Plan, Resolved, Thing};

/// Which things can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nameable {
    /// Goals above one of this level.
    Above(usize),
    /// Goals of the plan and of those above it.
    Goals,
    /// Whatever is inherited from the plans above.
    Inherited,
    /// Indicators that are inherited from the plans above.
    InheritedIndicators,
    /// What earlier years' plans have.
    Earlier,
    /// What the plan and those above it have.
    Things,
    /// What the plan prints, of a sort.
    Printed(ItemKind),
    /// The assignments that the plan prints.
    Assignments,
    /// Of a sort, what the plan and those above it have.
    Of(ItemKind),
}

impl Resolved {
    /// What can be named in a document, in the order of the plans: its own first, then the nearest above.
    pub fn nameable(&self, document: usize, which: Nameable) -> Vec<Named> {
        let Some(plan) = self.plan_of(document) else { return Vec::new() };
        let own = std::iter::once(plan.document);
        let chain = || own.clone().chain(plan.above.iter().copied());
        let things = |numbers: &mut dyn Iterator<Item = usize>| {
            numbers.flat_map(|number| self.things_in(number)).collect::<Vec<_>>()
        };
        let found: Vec<Named> = match which {
            Nameable::Above(level) => {
                let all = things(&mut chain());
                let is_above = |named: &Named| match named {
                    Named::Thing(Thing::Goal(at)) => {
                        let other = self.goal(*at).level;
                        other < level || (other == level && at.document != plan.document)
                    }
                    _ => false,
                };
                all.into_iter().filter(is_above).collect()
            }
            Nameable::Goals => of(things(&mut chain()), ItemKind::Goal),
            Nameable::Of(sort) => of(things(&mut chain()), sort),
            Nameable::Things => things(&mut chain()),
            Nameable::Inherited => things(&mut plan.above.iter().copied()),
            Nameable::InheritedIndicators => of(things(&mut plan.above.iter().copied()), ItemKind::Indicator),
            Nameable::Earlier => things(&mut self.earlier_documents(plan.document).into_iter()),
            Nameable::Printed(sort) => self.printed_things(plan, sort),
            Nameable::Assignments => {
                let printed = plan.assignments.iter().filter(|joined| joined.printed);
                printed.filter_map(|joined| joined.entries.first().map(|at| Named::Assignment(*at))).collect()
            }
        };
        // A goal that is written in several plans is one to name.
        let mut seen = BTreeSet::new();
        found.into_iter().filter(|named| seen.insert(self.called(*named))).collect()
    }

    fn things_in(&self, document: usize) -> Vec<Named> {
        let mut things = Vec::new();
        for (goal, written) in self.documents[document].goals.iter().enumerate() {
            let on = GoalRef { document, goal };
            things.push(Thing::Goal(on));
            things.extend((0..written.indicators.len()).map(|item| Thing::Indicator(ItemRef { on, item })));
            things.extend((0..written.activities.len()).map(|item| Thing::Activity(ItemRef { on, item })));
        }
        let assignments = 0..self.documents[document].assignments.len();
        let assignments = assignments.map(|assignment| Named::Assignment(AssignmentRef { document, assignment }));
        things.into_iter().map(Named::Thing).chain(assignments).collect()
    }

    fn printed_things(&self, plan: &Plan, sort: ItemKind) -> Vec<Named> {
        let goals = plan.in_print();
        let goals = goals.into_iter().map(|number| &plan.goals[number]);
        let things = goals.flat_map(|goal| match sort {
            ItemKind::Goal => goal.entries.iter().take(1).map(|at| Thing::Goal(*at)).collect::<Vec<_>>(),
            ItemKind::Indicator => goal.indicators.iter().map(|at| Thing::Indicator(*at)).collect(),
            ItemKind::Activity => goal.activities.iter().map(|at| Thing::Activity(*at)).collect(),
        });
        things.map(Named::Thing).collect()
    }
}

fn of(all: Vec<Named>, sort: ItemKind) -> Vec<Named> {
    let is = |named: &Named| matches!(named, Named::Thing(thing) if ItemKind::of(*thing) == sort);
    all.into_iter().filter(is).collect()
}
