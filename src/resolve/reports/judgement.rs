//! How an outcome stands against its target: the one judgement that pages, rules, comparisons and forms share.
//!
//! | at | held against the target | |
//! | --- | --- | --- |
//! | the year's last occasion | the outcome | against the whole target |
//! | an earlier one, with a forecast | the forecast | against the whole target |
//! | an earlier one, with a `riktpunkt` | the outcome | against what is to be reached by then |
//! | an earlier one, of what is counted from the year's beginning | the outcome | against the target's share of the days |
//! | an earlier one, of anything else | the outcome | against the whole target |
//! | any, where the target is that it moves | the outcome | against last year's at the same occasion |

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Report;
use crate::model::outcome::shortfall;
use crate::model::{At, Direction, IndicatorReport, Outcome, Quantity, Target, Trend, Value};
use crate::resolve::{ItemRef, Plan, Resolved};

/// What an indicator is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The outcome, against the whole target.
    Target,
    /// The forecast, against the whole target.
    Forecast,
    /// The outcome, against what is to be reached by the occasion.
    Checkpoint,
    /// The outcome, against last year's.
    LastYear,
}

impl Basis {
    /// Whether it says how the year is going, and not whether the target was reached.
    pub fn is_pace(self) -> bool {
        matches!(self, Basis::Forecast | Basis::Checkpoint)
    }
}

/// How an indicator stands against one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement<'a> {
    /// The number of the assessment.
    pub assessment: usize,
    /// What it is judged by.
    pub basis: Basis,
    /// The outcome or the forecast.
    pub figure: &'a At<crate::model::Outcome>,
    /// What it is held against.
    pub against: Cow<'a, Quantity>,
}

/// A target with the checkpoints that belong to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aim<'a> {
    /// The target.
    pub(super) target: &'a Quantity,
    /// Whether an outcome that is exactly the target falls short of it.
    is_strict: bool,
    /// What is to be reached by occasions within the year.
    checkpoints: &'a [(At<usize>, At<Target>)],
    /// The target that the checkpoints were set for, where it is another.
    of: Option<&'a Quantity>,
}

impl Resolved {
    /// A target of an indicator in a plan, with the checkpoints that hold for it.
    pub(super) fn aim<'a>(&'a self, plan: &Plan, item: ItemRef, target: &'a At<Target>) -> Option<Aim<'a>> {
        let (quantity, is_strict) = (target.value.quantity()?, target.value.is_strict());
        let set = self.set_target(plan, item).filter(|set| set.target.span == target.span);
        let indicator = self.indicator(item);
        let of = indicator.target.as_ref().or(indicator.council_target.as_ref());
        Some(match set.filter(|set| !set.checkpoints.is_empty()) {
            Some(set) => Aim { target: quantity, is_strict, checkpoints: &set.checkpoints, of: None },
            None => {
                let of = of.filter(|of| of.span != target.span).and_then(|of| of.value.quantity());
                Aim { target: quantity, is_strict, checkpoints: &indicator.checkpoints, of }
            }
        })
    }

    /// What an indicator is to have reached by an occasion within the year; `None` where the whole target holds.
    pub fn expected_by(&self, plan: &Plan, occasion: usize, item: ItemRef) -> Option<Quantity> {
        if self.is_last(occasion) {
            return None;
        }
        let (_, target) = self.compared_target_as_written(plan, item)?;
        self.checkpoint(plan.document, occasion, item, self.aim(plan, item, target)?)
    }

    /// How an entry stands against a target.
    pub(super) fn judge<'a>(
        &self,
        report: &Report,
        item: ItemRef,
        (entry, aim): (&'a IndicatorReport, Aim<'a>),
        direction: Direction,
    ) -> Option<Judgement<'a>> {
        let within = report.occasion.filter(|occasion| !self.is_last(*occasion));
        let figure = |figure: &'a Value<Outcome>| {
            let at = figure.as_ref()?;
            Some((at, at.value.quantity()?))
        };
        let forecast = within.and_then(|_| figure(&entry.forecast));
        let ((at, quantity), basis, against) = match (forecast, within) {
            (Some(forecast), _) => (forecast, Basis::Forecast, Cow::Borrowed(aim.target)),
            (None, Some(occasion)) => match self.checkpoint(report.plan, occasion, item, aim) {
                Some(checkpoint) => (figure(&entry.outcome)?, Basis::Checkpoint, Cow::Owned(checkpoint)),
                None => (figure(&entry.outcome)?, Basis::Target, Cow::Borrowed(aim.target)),
            },
            (None, None) => (figure(&entry.outcome)?, Basis::Target, Cow::Borrowed(aim.target)),
        };
        let steering = &self.settings.steering;
        let assessment = match aim.is_strict && basis != Basis::Checkpoint && quantity.value == against.value {
            true => steering.near_miss()?,
            false => steering.assess(shortfall(quantity, &against, direction)?)?,
        };
        Some(Judgement { assessment, basis, figure: at, against })
    }

    /// How an entry stands against a target that last year's outcome is to move: up, down or not at all.
    pub(super) fn judge_trend<'a>(
        &self,
        report: &Report,
        item: ItemRef,
        (entry, trend): (&'a IndicatorReport, Trend),
    ) -> Option<Judgement<'a>> {
        let figure = entry.outcome.as_ref()?;
        let now = figure.value.quantity()?;
        let found = || self.previous(report, item).map(|previous| previous.outcome.value);
        let before = entry.previous.as_ref().map(|previous| previous.value.clone()).or_else(found)?;
        let before = before.quantity()?.clone();
        let direction = match trend {
            Trend::Up => Direction::Higher,
            Trend::Down => Direction::Lower,
            Trend::Same => Direction::Range,
        };
        let steering = &self.settings.steering;
        let end = Quantity { upper: Some(before.value), ..before };
        let assessment = match trend != Trend::Same && now.value == end.value && now.same_unit(&end) {
            // What is to move and stays is no more than a near miss.
            true => steering.near_miss()?,
            false => steering.assess(shortfall(now, &end, direction)?)?,
        };
        let against = Quantity { upper: None, ..end };
        Some(Judgement { assessment, basis: Basis::LastYear, figure, against: Cow::Owned(against) })
    }

    /// What is to be reached by an occasion within the year; `None` where the whole target holds.
    fn checkpoint(&self, plan: usize, occasion: usize, item: ItemRef, aim: Aim) -> Option<Quantity> {
        let written = aim.checkpoints.iter().find(|(at, _)| at.value == occasion);
        if let Some(point) = written.and_then(|(_, point)| point.value.quantity()) {
            match aim.of {
                None => return Some(point.clone()),
                // Of another target the same part is to be reached.
                Some(of) => {
                    let share =
                        (!of.value.is_zero() && of.upper.is_none() && point.upper.is_none() && point.same_unit(of))
                            .then(|| point.value.checked_div(of.value))
                            .flatten();
                    if let Some(share) = share {
                        return Some(part_of(aim.target, share));
                    }
                }
            }
        }
        if !self.indicator(item).counted.as_ref().is_some_and(|counted| counted.value) {
            return None;
        }
        let until = self.reported_until(plan, occasion)?;
        let first = Date::new(until.year(), 1, 1).ok()?;
        let days = Decimal::from(until.day_of_year());
        Some(part_of(aim.target, days / Decimal::from(first.days_in_year())))
    }
}

/// A part of a target, with one decimal more than is written of it where that says more.
fn part_of(target: &Quantity, share: Decimal) -> Quantity {
    let part = |value: Decimal| value.saturating_mul(share).round_dp(value.scale().max(1)).normalize();
    Quantity { value: part(target.value), upper: target.upper.map(part), unit: target.unit.clone() }
}
