//! What is due at an occasion, what a report shows, and how an outcome stands against its target.

use jiff::civil::Date;

use super::Report;
use crate::model::outcome::compare;
use crate::model::{At, Direction, IndicatorReport, Quantity, Reached, Target};
use crate::resolve::{ItemRef, Plan, Resolved};

/// How an indicator stands in a report.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// What is reported of it.
    pub entry: Option<&'a IndicatorReport>,
    /// The target that its outcome is compared with.
    pub target: Option<&'a Quantity>,
    /// The number of the assessment that outcome, target, direction and tolerance give.
    pub computed: Option<usize>,
    /// The number of the assessment that the author wrote.
    pub written: Option<usize>,
}

impl Standing<'_> {
    /// The assessment in print: the author's, else the computed one.
    pub fn assessment(&self) -> Option<usize> {
        self.written.or(self.computed)
    }
}

impl Resolved {
    /// Whether an indicator is due at an occasion; `None` where its periodicity is missing or unknown to the model.
    pub fn is_due(&self, occasion: usize, item: ItemRef) -> Option<bool> {
        Some(self.occasions_of(item)?.contains(&occasion))
    }

    /// The occasions at which an indicator is reported.
    pub fn occasions_of(&self, item: ItemRef) -> Option<&[usize]> {
        let written = self.indicator(item).periodicity.as_ref()?.value.trim();
        self.settings.steering.periodicity(written).map(|known| known.occasions.as_slice())
    }

    /// Whether an occasion is the last of the year.
    pub fn is_last(&self, occasion: usize) -> bool {
        occasion + 1 >= self.settings.steering.occasions.len()
    }

    /// The day up to which a plan is reported at an occasion.
    pub fn reported_until(&self, plan: usize, occasion: usize) -> Option<Date> {
        let year = self.documents[plan].year.as_ref()?.value;
        let (month, day) = self.settings.steering.occasions[occasion].month_day;
        // An occasion on 29 February is on the 28th in most years.
        Date::new(year, month, day).or_else(|_| Date::new(year, month, 1).map(Date::last_of_month)).ok()
    }

    /// Whether an activity has begun by an occasion; one without a start has.
    pub fn has_begun(&self, plan: usize, occasion: usize, item: ItemRef) -> bool {
        let start = self.activity(item).start.as_ref().map(|start| start.value);
        match (start, self.reported_until(plan, occasion)) {
            (Some(start), Some(until)) => start <= until,
            _ => true,
        }
    }

    /// Whether a report shows an indicator that its plan prints: what is due at its occasion, and what is reported
    /// besides. The year's last report shows all.
    pub fn shows_indicator(&self, report: &Report, item: ItemRef) -> bool {
        let Some(occasion) = report.occasion else { return true };
        self.is_last(occasion) || report.indicators.contains_key(&item) || self.is_due(occasion, item) != Some(false)
    }

    /// Whether a report shows an activity that its plan prints.
    pub fn shows_activity(&self, report: &Report, item: ItemRef) -> bool {
        let Some(occasion) = report.occasion else { return true };
        self.is_last(occasion) || report.activities.contains_key(&item) || self.has_begun(report.plan, occasion, item)
    }

    /// Which goals of its plan a report shows: those reported on, those with something to show, and those above them.
    pub fn shown_goals(&self, report: &Report) -> Vec<bool> {
        let plan = &self.plans[report.plan];
        if report.occasion.is_none_or(|occasion| self.is_last(occasion)) {
            return plan.goals.iter().map(|goal| goal.printed).collect();
        }
        let has_something = |number: usize| {
            let goal = &plan.goals[number];
            report.goals[number].is_some()
                || goal.indicators.iter().any(|item| self.shows_indicator(report, *item))
                || goal.activities.iter().any(|item| self.shows_activity(report, *item))
        };
        let mut shown: Vec<bool> =
            (0..plan.goals.len()).map(|number| plan.goals[number].printed && has_something(number)).collect();
        let mut rest: Vec<usize> = (0..shown.len()).filter(|number| shown[*number]).collect();
        while let Some(number) = rest.pop() {
            for &parent in &plan.goals[number].parents {
                if plan.goals[parent].printed && !std::mem::replace(&mut shown[parent], true) {
                    rest.push(parent);
                }
            }
        }
        shown
    }

    /// The target that outcomes of a plan's indicator are compared with: the number or range printed under Årsmål,
    /// else the council's.
    pub fn compared_target(&self, plan: &Plan, item: ItemRef) -> Option<&Quantity> {
        self.compared_target_as_written(plan, item)?.1.value.quantity()
    }

    /// The same target with its key and its place.
    pub fn compared_target_as_written(&self, plan: &Plan, item: ItemRef) -> Option<(&'static str, &At<Target>)> {
        let own = self.target(plan, item).map(|target| ("årsmål", target));
        let council = self.indicator(item).council_target.as_ref().map(|target| ("kf_årsmål", target));
        own.into_iter().chain(council).find(|(_, target)| target.value.quantity().is_some())
    }

    /// How an indicator stands in a report.
    pub fn standing(&self, report: &Report, item: ItemRef) -> Standing<'_> {
        let entry = self.indicator_entry(report, item);
        let target = self.compared_target(&self.plans[report.plan], item);
        let direction = self.indicator(item).direction.as_ref().map(|direction| direction.value);
        let outcome = entry.and_then(|entry| entry.outcome.as_ref()?.value.quantity());
        let computed = match (outcome, target, direction) {
            (Some(outcome), Some(target), Some(direction)) => self.assess(outcome, target, direction),
            _ => None,
        };
        let written = entry.and_then(|entry| entry.assessment.as_ref()).map(|assessment| assessment.value);
        Standing { entry, target, computed, written }
    }

    /// The number of the assessment of an outcome. A model of two has none between; of many, a near miss is the second.
    fn assess(&self, outcome: &Quantity, target: &Quantity, direction: Direction) -> Option<usize> {
        let steering = &self.settings.steering;
        let last = steering.assessments.len().checked_sub(1)?;
        Some(match compare(outcome, target, direction, steering.tolerance)? {
            Reached::Fully => 0,
            Reached::Nearly if last >= 2 => 1,
            Reached::Nearly | Reached::Not => last,
        })
    }
}
