//! What one organisation reports of an indicator: all of it that the indicator's page shows, so that the documents of thousands
//! need not be in memory for it.

use std::borrow::Cow;
use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::model::outcome::shortfall;
use crate::model::{Direction, Outcome, Quantity, Target};
use crate::print::view::report::tables::outcome_mark;
use crate::print::view::roll_up::printed_at;
use crate::print::view::{Destination, Labels, Mark, ViewContext};
use crate::resolve::Resolved;
use crate::resolve::shared_indicators::ReportedIndicator;

/// What one organisation reports.
#[derive(Debug)]
pub struct Row {
    /// Of which plan, in which report, as which indicator of the plan.
    pub(super) reported: ReportedIndicator,
    /// The outcome.
    pub(super) outcome: Outcome,
    /// The target that it is compared with, where that is a figure.
    pub(super) target: Option<Quantity>,
    /// The target as it is printed.
    pub(super) printed_target: Option<Target>,
    /// Which way it is to go.
    pub(super) direction: Option<Direction>,
    /// The outcome of the year before.
    pub(super) previous: Option<Outcome>,
    /// How it is assessed.
    pub(super) mark: Option<Mark<'static>>,
    /// The goal that it is an indicator of, where it is printed.
    pub(super) leads_to: Destination,
}

impl Row {
    /// What is reported; none where it is no outcome.
    pub fn of(resolved: &Resolved, labels: &Labels, reported: ReportedIndicator) -> Option<Row> {
        let (plan, report, item) = (&resolved.plans[reported.plan], &resolved.reports[reported.report], reported.item);
        let entry = resolved.indicator_entry(report, item)?;
        let outcome = entry.outcome.as_ref()?.value.clone();
        // The author's own figure goes before the one that is found.
        let written_before = entry.previous.as_ref().map(|written| written.value.clone());
        let found_before = || resolved.previous(report, item).map(|previous| previous.outcome.value);
        let indicator = resolved.indicator(item);
        let written = resolved.compared_target_as_written(plan, item).map(|(_, target)| target);
        let direction = indicator.direction.as_ref().map(|direction| direction.value);
        let printed = resolved.target(plan, item).or(indicator.council_target.as_ref());
        let document = printed_at(reported.plan, Some(report));
        let goal = plan.joined(item.on).map(|number| plan.goals[number].entries[0]);
        let scene = ViewContext::of(resolved, labels, document);
        Some(Row {
            reported,
            outcome,
            target: written.and_then(|target| target.value.quantity()).cloned(),
            printed_target: printed.map(|target| target.value.clone()),
            direction: direction.or_else(|| written.and_then(|target| target.value.direction())),
            previous: written_before.or_else(found_before),
            mark: outcome_mark(&scene, &resolved.standing(report, item)).map(Mark::into_owned),
            leads_to: Destination::Document { document, goal },
        })
    }

    /// Where its name leads.
    pub fn leads_to(&self) -> &Destination {
        &self.leads_to
    }

    /// The outcome less the target: of a range the end that it lies beyond. None where they cannot be compared.
    pub(super) fn deviation(&self) -> Option<Decimal> {
        let (outcome, target) = (self.outcome.quantity()?, self.target.as_ref()?);
        if !outcome.same_unit(target) {
            return None;
        }
        let end = match outcome.value {
            value if target.upper.is_some() && target.contains(outcome) => value,
            value if value > target.highest() => target.highest(),
            _ => target.value,
        };
        Some(outcome.value.saturating_sub(end))
    }

    /// How far the outcome falls short of the target, less than nothing where it is better.
    pub(super) fn lack(&self) -> Option<Decimal> {
        let deviation = self.deviation()?;
        Some(match self.direction? {
            Direction::Higher => -deviation,
            Direction::Lower => deviation,
            Direction::Range => shortfall(self.outcome.quantity()?, self.target.as_ref()?, Direction::Range)?.distance,
        })
    }

    /// The key of the word for how it has moved since the year before.
    pub(super) fn development(&self) -> Option<&'static str> {
        let (now, before) = (self.outcome.quantity()?, self.previous.as_ref()?.quantity()?);
        if !now.same_unit(before) {
            return None;
        }
        let lack = |quantity: &Quantity| match self.direction? {
            Direction::Higher => Some(-quantity.value),
            Direction::Lower => Some(quantity.value),
            Direction::Range => Some(shortfall(quantity, self.target.as_ref()?, Direction::Range)?.distance),
        };
        Some(match lack(now)?.cmp(&lack(before)?) {
            Ordering::Less => "bättre",
            Ordering::Equal => "oförändrat",
            Ordering::Greater => "sämre",
        })
    }
}

impl Mark<'_> {
    /// The same with words of its own.
    fn into_owned(self) -> Mark<'static> {
        let owned = |words: Cow<str>| Cow::Owned(words.into_owned());
        Mark { words: owned(self.words), assessment: self.assessment.map(owned), ..self }
    }
}
