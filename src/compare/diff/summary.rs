//! How many of each change there are.

use super::{ActivityDiff, GoalDiff, IndicatorDiff, PlanDiff, TargetChangeKind};

/// The changes of one plan, counted. A goal counts once under the first of: new, ended, merged, split, moved, reworded,
/// changed; otherwise it is unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All goals: each pair once, and those that only one plan has.
    pub goals: usize,
    /// Goals in which nothing differs.
    pub unchanged: usize,
    /// New goals.
    pub new: usize,
    /// Ended goals.
    pub ended: usize,
    /// Goals that several became.
    pub merged: usize,
    /// Goals that became several.
    pub split: usize,
    /// Goals that serve another goal, or stand at another level, than they did.
    pub moved: usize,
    /// Goals with another title.
    pub reworded: usize,
    /// Goals in which something else differs.
    pub changed: usize,
    /// Targets that ask for more.
    pub tightened: usize,
    /// Targets that ask for less.
    pub loosened: usize,
    /// Of those, the targets that had not been reached.
    pub loosened_after_miss: usize,
    /// New indicators.
    pub new_indicators: usize,
    /// Ended indicators.
    pub ended_indicators: usize,
    /// New activities.
    pub new_activities: usize,
    /// Ended activities.
    pub ended_activities: usize,
}

/// What a goal counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalChange {
    /// Only in the newer plan.
    New,
    /// Only in the older plan.
    Ended,
    /// Several became it.
    Merged,
    /// It became several.
    Split,
    /// It serves another goal or stands at another level.
    Moved,
    /// It has another title.
    Reworded,
    /// Something else differs.
    Changed,
    /// Nothing differs.
    Unchanged,
}

impl GoalDiff {
    /// What the goal counts as.
    pub fn sort(&self) -> GoalChange {
        if self.old.is_none() {
            return if self.merged.is_empty() { GoalChange::New } else { GoalChange::Merged };
        }
        if self.new.is_none() {
            return if self.split.is_empty() { GoalChange::Ended } else { GoalChange::Split };
        }
        if !self.merged.is_empty() {
            GoalChange::Merged
        } else if !self.split.is_empty() {
            GoalChange::Split
        } else if self.moved.is_some() || self.level.is_some() {
            GoalChange::Moved
        } else if self.title.is_some() {
            GoalChange::Reworded
        } else if self.has_other_changes() {
            GoalChange::Changed
        } else {
            GoalChange::Unchanged
        }
    }

    fn has_other_changes(&self) -> bool {
        self.has_changes_within() || self.has_new_number()
    }

    fn has_changes_within(&self) -> bool {
        self.responsible.is_some()
            || !self.texts.is_empty()
            || !self.indicators.is_empty()
            || !self.activities.is_empty()
    }

    fn has_new_number(&self) -> bool {
        self.old.as_ref().map(|old| &old.number) != self.new.as_ref().map(|new| &new.number)
    }

    /// Whether nothing but its number changed.
    pub fn is_only_renumbered(&self) -> bool {
        self.sort() == GoalChange::Changed && self.has_new_number() && !self.has_changes_within()
    }
}

impl PlanDiff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        let mut goals = self.levels.iter().flat_map(|level| &level.goals);
        goals.all(|goal| goal.sort() == GoalChange::Unchanged)
            && self.texts.is_empty()
            && self.assignments.is_empty()
            && self.budget.is_none()
    }

    /// The changes, counted.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for goal in self.levels.iter().flat_map(|level| &level.goals) {
            summary.goals += 1;
            *match goal.sort() {
                GoalChange::New => &mut summary.new,
                GoalChange::Ended => &mut summary.ended,
                GoalChange::Merged => &mut summary.merged,
                GoalChange::Split => &mut summary.split,
                GoalChange::Moved => &mut summary.moved,
                GoalChange::Reworded => &mut summary.reworded,
                GoalChange::Changed => &mut summary.changed,
                GoalChange::Unchanged => &mut summary.unchanged,
            } += 1;
            goal.indicators.iter().for_each(|indicator| summary.count_indicator(indicator));
            goal.activities.iter().for_each(|activity| summary.count_activity(activity));
        }
        summary
    }
}

impl Summary {
    /// Both together.
    pub fn plus(self, other: Summary) -> Summary {
        Summary {
            goals: self.goals + other.goals,
            unchanged: self.unchanged + other.unchanged,
            new: self.new + other.new,
            ended: self.ended + other.ended,
            merged: self.merged + other.merged,
            split: self.split + other.split,
            moved: self.moved + other.moved,
            reworded: self.reworded + other.reworded,
            changed: self.changed + other.changed,
            tightened: self.tightened + other.tightened,
            loosened: self.loosened + other.loosened,
            loosened_after_miss: self.loosened_after_miss + other.loosened_after_miss,
            new_indicators: self.new_indicators + other.new_indicators,
            ended_indicators: self.ended_indicators + other.ended_indicators,
            new_activities: self.new_activities + other.new_activities,
            ended_activities: self.ended_activities + other.ended_activities,
        }
    }

    fn count_indicator(&mut self, indicator: &IndicatorDiff) {
        self.new_indicators += usize::from(indicator.old.is_none());
        self.ended_indicators += usize::from(indicator.new.is_none());
        for change in [&indicator.target, &indicator.council_target].into_iter().flatten() {
            match change.kind {
                TargetChangeKind::Tightened(_) => self.tightened += 1,
                TargetChangeKind::Loosened(_) => {
                    self.loosened += 1;
                    let was_missed = change.reached.as_ref().is_some_and(|reached| reached.is_missed);
                    self.loosened_after_miss += usize::from(was_missed);
                }
                _ => {}
            }
        }
    }

    fn count_activity(&mut self, activity: &ActivityDiff) {
        self.new_activities += usize::from(activity.old.is_none());
        self.ended_activities += usize::from(activity.new.is_none());
    }
}
