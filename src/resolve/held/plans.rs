//! The plans of a workspace.

use std::ops::Index;
use std::sync::{Arc, OnceLock};

use super::packed::{Alike, Packed};
use super::pins::Pins;
use crate::resolve::assignments::JoinedAssignment;
use crate::resolve::{GoalIndex, ItemRef, JoinedGoal, Plan};

/// What plans have in common.
static ALIKE: Alike = Alike::new();

/// What ties a plan to others: there also where the plan itself is let go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Number of the document.
    pub document: usize,
    /// The documents above, nearest first.
    pub above: Vec<usize>,
    /// False where a plan above could not be read: then nothing can be said about what is missing.
    pub complete: bool,
    /// Whether a plan above is there but cannot be read: then goals would be missing in print.
    pub unreadable_above: bool,
    /// Whether a follow-up that seems to be missing may be a file beside the plan that could not be read.
    pub lost_beside: bool,
    /// The plan of the same organisation of the year before.
    pub last_year: Option<usize>,
    /// The same, else the organisation's nearest earlier plan where years are missing between.
    pub before: Option<usize>,
    /// The document that this one is a copy of, or otherwise there twice.
    pub copy_of: Option<usize>,
}

/// A plan as it is held: as it is, or packed.
#[derive(Clone, Debug)]
pub(in crate::resolve) enum HeldPlan {
    Whole(Arc<Plan>),
    Packed(Arc<Ties>, Arc<Packed>),
}

/// What is packed of a plan: the goals that are others than those that it inherits, each with its number, how many goals
/// there are, the numbers of its document's own ones, and all that is not tied to others.
type Parts =
    (Vec<(usize, JoinedGoal)>, usize, Vec<usize>, [Vec<usize>; 2], Vec<JoinedAssignment>, Vec<(usize, ItemRef)>);

impl HeldPlan {
    /// A plan, packed where that is wanted. `above` is the plan whose goals it inherits, as it was when they were joined.
    pub(in crate::resolve) fn of(plan: Plan, above: Option<&Plan>, packs: bool) -> HeldPlan {
        let packed = if packs { pack(&plan, above) } else { None };
        match packed {
            Some(packed) => HeldPlan::Packed(Arc::new(plan.ties), Arc::new(packed)),
            None => HeldPlan::Whole(Arc::new(plan)),
        }
    }

    pub(in crate::resolve) fn ties(&self) -> &Ties {
        match self {
            HeldPlan::Whole(plan) => &plan.ties,
            HeldPlan::Packed(ties, _) => ties,
        }
    }

    pub(in crate::resolve) fn ties_mut(&mut self) -> &mut Ties {
        match self {
            HeldPlan::Whole(plan) => &mut Arc::make_mut(plan).ties,
            HeldPlan::Packed(ties, _) => Arc::make_mut(ties),
        }
    }
}

fn pack(plan: &Plan, above: Option<&Plan>) -> Option<Packed> {
    let inherited = above.map_or(&[][..], Plan::for_below);
    let is_own = |(number, goal): &(usize, &Arc<JoinedGoal>)| {
        inherited.get(*number).is_none_or(|known| !Arc::ptr_eq(known, goal))
    };
    let goals: Vec<(usize, &JoinedGoal)> =
        plan.goals.iter().enumerate().filter(is_own).map(|(number, goal)| (number, &**goal)).collect();
    let order = [&plan.roots, &plan.unattached];
    Packed::of(&(goals, plan.goals.len(), plan.index.own(), order, &plan.assignments, &plan.targets), &ALIKE)
}

fn unpack(ties: &Ties, packed: &Packed, above: Option<&Plan>) -> Option<Plan> {
    let (own, length, index, [roots, unattached], assignments, targets) = packed.value::<Parts>(&ALIKE)?;
    let mut goals = Vec::with_capacity(length);
    goals.extend_from_slice(above.map_or(&[][..], Plan::for_below));
    for (number, goal) in own {
        let goal = Arc::new(goal);
        match goals.get_mut(number) {
            Some(inherited) => *inherited = goal,
            None => goals.push(goal),
        }
    }
    let index = GoalIndex::below(above.map(|plan| &plan.index), ties.document, &index);
    let for_below = OnceLock::new();
    Some(Plan { ties: ties.clone(), goals, index, roots, unattached, assignments, targets, for_below })
}

/// The plans of a workspace by the numbers of their documents. One that is packed is unpacked when it is asked for, and
/// stays as long as this view does.
#[derive(Clone, Debug)]
pub struct Plans {
    /// None where the plan is not joined yet.
    held: Arc<[Option<HeldPlan>]>,
    pins: Arc<Pins<Plan>>,
}

impl Plans {
    pub(in crate::resolve) fn new(held: impl IntoIterator<Item = Option<HeldPlan>>) -> Plans {
        let held: Arc<[Option<HeldPlan>]> = held.into_iter().collect();
        Plans { pins: Arc::new(Pins::new(held.len())), held }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// All of them, in memory together from then on: for whoever has few, or must have all.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &Plan> + Clone {
        (0..self.len()).map(|number| &self[number])
    }

    /// What ties a plan to others.
    pub fn ties(&self, number: usize) -> &Ties {
        self.held(number).ties()
    }

    /// What ties each plan to others, in the order of the documents.
    pub fn all_ties(&self) -> impl ExactSizeIterator<Item = &Ties> + Clone {
        (0..self.len()).map(|number| self.ties(number))
    }

    /// The same plans; those that are packed are unpacked anew.
    pub(in crate::resolve) fn apart(&self) -> Plans {
        Plans { held: Arc::clone(&self.held), pins: Arc::new(Pins::new(self.held.len())) }
    }

    pub(in crate::resolve) fn held(&self, number: usize) -> &HeldPlan {
        self.held[number].as_ref().expect("a plan is joined after those above it, and asked for after that")
    }
}

impl Index<usize> for Plans {
    type Output = Plan;

    fn index(&self, number: usize) -> &Plan {
        match self.held(number) {
            HeldPlan::Whole(plan) => plan,
            HeldPlan::Packed(ties, packed) => self.pins.get(number, || {
                let above = ties.above.first().map(|above| &self[*above]);
                unpack(ties, packed, above).expect("what is packed here is a plan, and is never changed")
            }),
        }
    }
}
