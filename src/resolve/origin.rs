//! The goals that a document itself decides, told from those that it only adds to.

use super::{GoalRef, JoinedGoal, Plan, Resolved};
use crate::model::{At, Goal};

/// A goal that a document decides.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    /// The goal joined with its chain.
    pub joined: &'a JoinedGoal,
    /// Where it is written.
    pub at: GoalRef,
    /// The goal as written there.
    pub goal: &'a Goal,
    /// Its title.
    pub title: &'a At<String>,
}

impl Resolved {
    /// The goals with a title that a plan's own document decides, level by level in the order of the file. Left out are
    /// additions to goals of a plan above, and goals of higher levels where a plan above cannot be read: they may be
    /// additions too.
    pub fn decided_by<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = Decided<'a>> {
        let tier = self.document(plan).organisation.tier();
        plan.goals.iter().filter_map(move |joined| {
            let at = *joined.entries.first()?;
            let goal = self.goal(at);
            let title = goal.title.as_ref().filter(|title| !title.value.is_empty())?;
            let certain = plan.complete || self.settings.steering.levels[joined.level].owner >= tier;
            (at.document == plan.document && certain).then_some(Decided { joined, at, goal, title })
        })
    }
}
