//! What is due at an occasion, what a report shows, and how an outcome stands against its target.

use jiff::civil::Date;

use super::Report;
use super::judgement::Judgement;
use crate::model::{At, IndicatorReport, Quantity, Rank, Target};
use crate::resolve::{GoalRef, ItemRef, Plan, Resolved, names};

/// How an indicator stands in a report.
#[derive(Clone, Debug)]
pub struct Evaluation<'a> {
    /// What is reported of it.
    pub entry: Option<&'a IndicatorReport>,
    /// The target that it is judged against.
    pub target: Option<&'a Quantity>,
    /// What outcome or forecast, target, direction, occasion and tolerance give.
    pub judgement: Option<Judgement<'a>>,
    /// The same against the council's target, where the own target is another.
    pub council: Option<Judgement<'a>>,
    /// The number of the assessment that the author wrote.
    pub written: Option<usize>,
}

impl Evaluation<'_> {
    /// The number of the computed assessment.
    pub fn computed(&self) -> Option<usize> {
        self.judgement.as_ref().map(|judgement| judgement.assessment)
    }

    /// The assessment in print: the author's, else the computed one.
    pub fn assessment(&self) -> Option<usize> {
        self.written.or_else(|| self.computed())
    }
}

impl Resolved {
    /// Whether an indicator is due at an occasion; `None` where its periodicity is missing or unknown to the model.
    pub fn is_due(&self, occasion: usize, item: ItemRef) -> Option<bool> {
        Some(self.occasions_of(item)?.contains(&occasion) && !self.rests(item))
    }

    /// Whether an indicator that is reported every second year, or more seldom, has an outcome of a year so near before
    /// that none is due in the year of the plan that it stands in.
    pub fn rests(&self, item: ItemRef) -> bool {
        let indicator = self.indicator(item);
        let known =
            indicator.periodicity.as_ref().and_then(|word| self.settings.steering.periodicity(word.value.trim()));
        let Some(years) = known.map(|known| known.years).filter(|years| *years > 1) else { return false };
        let Some(year) = self.documents.head(item.on.document).year.as_ref().map(|year| year.value) else {
            return false;
        };
        indicator.series.iter().any(|(of, _)| (year - years + 1..year).contains(&of.value))
            || self.has_earlier_outcome(item, years - 1)
    }

    /// Whether some report of the plan before the one that an indicator stands in, or of those so many years before, has an
    /// outcome of it.
    fn has_earlier_outcome(&self, item: ItemRef, years: i16) -> bool {
        let id = names::indicator_id(self.indicator(item));
        let before = |document: &usize| self.plans[*document].last_year;
        let documents =
            std::iter::successors(before(&item.on.document), before).take(usize::from(years.unsigned_abs()));
        let has_outcome = |old: ItemRef| {
            let entries = self.reports.iter().filter_map(|report| report.indicators.get(&old));
            entries.into_iter().any(|entry| self.indicator_report(*entry).outcome.as_ref().is_some())
        };
        documents.into_iter().any(|document| {
            let goals = self.documents[document].goals.iter().enumerate();
            goals.into_iter().any(|(goal, written)| {
                let on = GoalRef { document, goal };
                let same = written.indicators.iter().enumerate().filter(|(_, old)| names::indicator_id(old) == id);
                same.into_iter().any(|(item, _)| has_outcome(ItemRef { on, item }))
            })
        })
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
        let (first, _) = self.documents.head(plan).days()?;
        let (month, day) = self.settings.steering.occasions[occasion].month_day;
        // An occasion on 29 February is on the 28th in most years.
        let of =
            |year: i16| Date::new(year, month, day).or_else(|_| Date::new(year, month, 1).map(Date::last_of_month));
        let date = of(first.year()).ok()?;
        if date < first { of(first.year() + 1).ok() } else { Some(date) }
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
    pub fn standing(&self, report: &Report, item: ItemRef) -> Evaluation<'_> {
        let plan = &self.plans[report.plan];
        let entry = self.indicator_entry(report, item);
        let indicator = self.indicator(item);
        let target = self.compared_target_as_written(plan, item).map(|(_, target)| target);
        let judge = |target| self.judge_against(report, item, entry?, target);
        let council = indicator.council_target.as_ref().filter(|council| {
            let council = council.value.quantity();
            council.is_some() && council != target.and_then(|target| target.value.quantity())
        });
        let trend = self.target(plan, item).or(indicator.council_target.as_ref()).and_then(|at| match &at.value {
            Target::Trend(trend, _) => self.judge_trend(report, item, (entry?, *trend)),
            _ => None,
        });
        let (judgement, council) = (trend.or_else(|| target.and_then(judge)), council.and_then(judge));
        let written = entry.and_then(|entry| entry.assessment.as_ref()).map(|assessment| assessment.value);
        Evaluation { entry, target: target.and_then(|target| target.value.quantity()), judgement, council, written }
    }

    /// How an entry stands against a target. What counts as better is what the indicator says, else the target's own words.
    fn judge_against<'a>(
        &'a self,
        report: &Report,
        item: ItemRef,
        entry: &'a IndicatorReport,
        target: &'a At<Target>,
    ) -> Option<Judgement<'a>> {
        let written = self.indicator(item).direction.as_ref().map(|direction| direction.value);
        let aim = self.aim(&self.plans[report.plan], item, target)?;
        self.judge(report, item, (entry, aim), written.or_else(|| target.value.direction())?)
    }

    /// Whether the council's target is missed though the own one is reached: two judgements that a reader tells apart.
    pub fn misses_council(&self, standing: &Evaluation) -> bool {
        let steering = &self.settings.steering;
        let is_best = |number: Option<usize>| number.is_some_and(|number| steering.rank(number) == Rank::Best);
        let council = standing.council.as_ref().map(|judgement| judgement.assessment);
        is_best(standing.assessment()) && council.is_some() && !is_best(council)
    }
}
