//! What is due at an occasion of a plan, and whether it is reported. The overviews, the status and the tables all ask here.
//!
//! | what | due | reported when it has |
//! | --- | --- | --- |
//! | indicator | by its periodicity; at the year's last occasion where that is not known | an outcome, `saknas` or an analysis |
//! | activity | once it has begun | a status, or was done or cancelled earlier in the year |
//! | goal | at the year's last occasion, on the levels that are assessed | an assessment |
//! | assignment | from the first occasion on or after the day when it is to be done; at the year's last where no day is written | a status, or was done or dropped earlier in the year |

use super::Report;
use crate::model::{IndicatorReport, Status};
use crate::resolve::{ItemRef, JoinedGoal, Plan, Resolved};
use crate::source::Sources;

/// What is due of a goal at an occasion, each with whether it is reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalDue {
    /// Whether the goal's own assessment is reported; none where it is not due.
    pub assessment: Option<bool>,
    /// The indicators that are due.
    pub indicators: Vec<(ItemRef, bool)>,
    /// The activities that are due.
    pub activities: Vec<(ItemRef, bool)>,
}

impl Resolved {
    /// What is due of a goal of a plan at an occasion. `sources` tell whether an analysis says anything.
    pub fn goal_due(&self, plan: &Plan, number: usize, occasion: usize, sources: &Sources) -> GoalDue {
        let goal = &plan.goals[number];
        let report = self.reports_on(plan.document).find(|report| report.occasion == Some(occasion));
        let standing = self.goal_standing(plan.document, report, number);
        let says = |entry: &IndicatorReport| {
            entry.outcome.as_ref().is_some() || entry.analysis.as_ref().is_some_and(|prose| !prose.is_blank(sources))
        };
        let has_outcome = |item: ItemRef| {
            let entry = standing.indicators.iter().find(|(of, _)| *of == item).and_then(|(_, how)| how.entry);
            entry.is_some_and(says)
        };
        let has_status = |item: ItemRef| match report {
            Some(_) => standing.activities.iter().any(|(of, status)| *of == item && status.is_some()),
            None => self.is_over_before(plan.document, occasion, item),
        };
        let indicators = goal.indicators.iter().copied().filter(|item| self.is_indicator_due(occasion, *item));
        let activities = goal.activities.iter().copied().filter(|item| self.has_begun(plan.document, occasion, *item));
        GoalDue {
            assessment: self.is_assessment_due(occasion, goal).then_some(standing.assessment.is_some()),
            indicators: indicators.map(|item| (item, has_outcome(item))).collect(),
            activities: activities.map(|item| (item, has_status(item))).collect(),
        }
    }

    /// Whether a goal is to be assessed at an occasion.
    pub fn is_assessment_due(&self, occasion: usize, goal: &JoinedGoal) -> bool {
        self.is_last(occasion) && self.settings.steering.levels[goal.level].assessed
    }

    /// Whether an indicator is to be reported at an occasion.
    pub fn is_indicator_due(&self, occasion: usize, item: ItemRef) -> bool {
        self.is_due(occasion, item).unwrap_or_else(|| self.is_last(occasion))
    }

    /// Whether the last report before an occasion that has a status of an activity says that it is done or given up.
    fn is_over_before(&self, plan: usize, occasion: usize, item: ItemRef) -> bool {
        let before: Vec<&Report> =
            self.reports_on(plan).filter(|report| report.occasion.is_some_and(|of| of < occasion)).collect();
        let status = |report: &&Report| {
            let entry = self.activity_report(*report.activities.get(&item)?);
            Some(entry.status.as_ref()?.value)
        };
        before.iter().rev().find_map(status).is_some_and(Status::is_final)
    }

    /// Whether an assignment of a plan, by its number there, is answered at an occasion; none where it is not due.
    pub fn assignment_answered(&self, plan: &Plan, number: usize, occasion: usize) -> Option<bool> {
        let joined = &plan.assignments[number];
        let day = self.reported_until(plan.document, occasion);
        let is_due =
            self.is_last(occasion) || self.assignment_due(joined).zip(day).is_some_and(|(due, day)| due <= day);
        if !joined.printed || !is_due {
            return None;
        }
        let reports: Vec<&Report> =
            self.reports_on(plan.document).filter(|report| report.occasion.is_some_and(|of| of <= occasion)).collect();
        let status = |report: &&Report| {
            let at = report.assignments.get(number).copied().flatten()?;
            Some((report.occasion, self.assignment_report(at).status.as_ref()?.value))
        };
        let last = reports.iter().rev().find_map(status);
        Some(last.is_some_and(|(of, status)| of == Some(occasion) || status.is_final()))
    }
}
