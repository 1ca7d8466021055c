//! What a report says of its plan's goals, one by one, so that it can be counted: overviews, and how far plans have come.

use super::Report;
use super::standing::Evaluation;
use crate::model::{Rank, Status};
use crate::resolve::{ItemRef, Resolved};

/// How a goal stands in a report, with what stands on it.
#[derive(Clone, Debug)]
pub struct GoalStanding<'r> {
    /// Number of the goal among the plan's goals.
    pub goal: usize,
    /// Whether goals of its level are assessed at all.
    pub is_assessed: bool,
    /// The number of its assessment in the steering model.
    pub assessment: Option<usize>,
    /// The indicators that the report shows.
    pub indicators: Vec<(ItemRef, Evaluation<'r>)>,
    /// The activities that the report shows, each with what counts of it at the occasion.
    pub activities: Vec<(ItemRef, Option<Status>)>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are as they should be.
    pub of: usize,
    /// How many there are.
    pub all: usize,
}

impl Share {
    /// How many of some things are as they should be.
    pub fn of(things: impl Iterator<Item = bool>) -> Share {
        things.fold(Share::default(), |share, is| Share { of: share.of + usize::from(is), all: share.all + 1 })
    }
}

impl GoalStanding<'_> {
    /// How many of its indicators reach their targets, or are on course for them.
    pub fn reached(&self, resolved: &Resolved) -> Share {
        let steering = &resolved.settings.steering;
        let is_best =
            |standing: &Evaluation| standing.assessment().is_some_and(|number| steering.rank(number) == Rank::Best);
        Share::of(self.indicators.iter().map(|(_, standing)| is_best(standing)))
    }

    /// How many of its activities are done; what was cancelled is not counted.
    pub fn done(&self) -> Share {
        let kept = self.activities.iter().filter(|(_, status)| *status != Some(Status::Cancelled));
        Share::of(kept.map(|(_, status)| *status == Some(Status::Done)))
    }
}

impl Resolved {
    /// How every goal that a report shows stands in it, in the order of print.
    pub fn standings<'r>(&'r self, report: &'r Report) -> Vec<GoalStanding<'r>> {
        let plan = &self.plans[report.plan];
        let shown = self.shown_goals(report);
        let in_print = plan.in_print().into_iter().filter(|number| shown[*number]);
        in_print.map(|number| self.goal_standing(report.plan, Some(report), number)).collect()
    }

    /// How a goal of a plan stands in a report of it; without one nothing is said of it.
    pub fn goal_standing<'r>(&'r self, plan: usize, report: Option<&'r Report>, number: usize) -> GoalStanding<'r> {
        let goal = &self.plans[plan].goals[number];
        let is_assessed = self.settings.steering.levels[goal.level].assessed;
        let nothing = GoalStanding {
            goal: number,
            is_assessed,
            assessment: None,
            indicators: Vec::new(),
            activities: Vec::new(),
        };
        let Some(report) = report else { return nothing };
        let reported = report.goals[number].map(|at| self.goal_report(at));
        let indicators = goal.indicators.iter().filter(|item| self.shows_indicator(report, **item));
        let activities = goal.activities.iter().filter(|item| self.shows_activity(report, **item));
        let status = |item: ItemRef| Some(self.activity_entry(report, item)?.entry.status.as_ref()?.value);
        GoalStanding {
            assessment: reported.and_then(|reported| Some(reported.assessment.as_ref()?.value)),
            indicators: indicators.map(|item| (*item, self.standing(report, *item))).collect(),
            activities: activities.map(|item| (*item, status(*item))).collect(),
            ..nothing
        }
    }
}
