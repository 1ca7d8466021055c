//! An indicator through the years, or through the occasions of the years: its outcomes with those for women and men, and its
//! targets. Charts, the column of tables and `vp trend` have it from here.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use super::outcomes::Line;
use super::{Figure, Lacking, NoOutcome, Scope};
use crate::model::outcome::shortfall;
use crate::model::{Direction, Outcome, Quantity, Target};
use crate::plan_format::parts::insert::{Gender, Times, Token, When};
use crate::resolve::{ItemRef, Plan, Resolved, names};

/// An indicator through the years.
#[derive(Debug, PartialEq, Eq)]
pub struct Trend {
    /// The indicator.
    pub item: ItemRef,
    /// What is known, the earliest first. The first has an outcome.
    pub points: Vec<TrendPoint>,
}

/// Which points a trend has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    /// One for each year.
    Years,
    /// One for each occasion of each year.
    Occasions,
    /// One for each year, that of the occasion of this number: what is counted within a year is comparable at no other.
    Occasion(usize),
}

/// How an outcome stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nearer to what is wished.
    Better,
    /// The same.
    Unchanged,
    /// Farther from what is wished.
    Worse,
    /// Higher, where no direction is better.
    Higher,
    /// Lower, where no direction is better.
    Lower,
    /// Another indicator was measured before.
    NewMeasure,
}

/// What is known of one year or of one occasion of it.
#[derive(Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// The year.
    pub year: i16,
    /// The number of the occasion, where the occasions of a year stand for themselves.
    pub occasion: Option<usize>,
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// The outcome for women.
    pub women: Option<Outcome>,
    /// The outcome for men.
    pub men: Option<Outcome>,
    /// The target.
    pub target: Option<Target>,
    /// Whether another indicator was measured before, which this one replaces.
    pub is_new_measure: bool,
}

impl TrendPoint {
    /// The outcome as a number with its unit.
    pub fn quantity(&self) -> Option<&Quantity> {
        self.outcome.as_ref()?.quantity()
    }
}

impl Trend {
    /// The latest outcome that is a number: in its unit the trend is drawn.
    pub fn latest(&self) -> Option<&Quantity> {
        self.points.iter().rev().find_map(TrendPoint::quantity)
    }
}

impl Resolved {
    /// An indicator through the times as a document may know of it, in these years or in all. `None` where the document has no plan, or where no
    /// outcome is known.
    pub fn trend(
        &self,
        document: usize,
        item: ItemRef,
        years: Option<&RangeInclusive<i16>>,
        through: Through,
    ) -> Option<Trend> {
        let plan = self.plan_of(document)?;
        let scope = Scope { resolved: self, document, plan, report: self.report_of(document) };
        scope.through(item, years, through)
    }
}

impl Resolved {
    /// How the last outcome of a trend stands to the one before: better or worse as the indicator's direction, or the target
    /// of the plan, has it. `None` where there are no two in the same unit.
    pub fn change(&self, plan: &Plan, trend: &Trend) -> Option<Change> {
        let latest = trend.latest()?;
        let is_known = |point: &TrendPoint| point.quantity().is_some_and(|quantity| quantity.same_unit(latest));
        let known: Vec<usize> = (0..trend.points.len()).filter(|number| is_known(&trend.points[*number])).collect();
        let [.., before, last] = known[..] else { return None };
        if trend.points[before + 1..=last].iter().any(|point| point.is_new_measure) {
            return Some(Change::NewMeasure);
        }
        let (before, now) = (trend.points[before].quantity()?, trend.points[last].quantity()?);
        let target = self.target(plan, trend.item).map(|target| &target.value);
        let written = self.indicator(trend.item).direction.as_ref().map(|direction| direction.value);
        let is_better = match written.or_else(|| target.and_then(Target::direction)) {
            Some(Direction::Higher) => Some(now.value > before.value),
            Some(Direction::Lower) => Some(now.value < before.value),
            Some(Direction::Range) => {
                let range = target.and_then(Target::quantity);
                let far =
                    |value| range.and_then(|range| shortfall(value, range, Direction::Range)).map(|far| far.distance);
                match far(before).zip(far(now)) {
                    Some((before, now)) if before == now => return Some(Change::Unchanged),
                    Some((before, now)) => Some(now < before),
                    None => None,
                }
            }
            None => None,
        };
        Some(match (now.value.cmp(&before.value), is_better) {
            (Ordering::Equal, _) => Change::Unchanged,
            (_, Some(true)) => Change::Better,
            (_, Some(false)) => Change::Worse,
            (Ordering::Greater, None) => Change::Higher,
            (Ordering::Less, None) => Change::Lower,
        })
    }
}

impl<'r> Scope<'r> {
    /// An indicator through the years that are asked for, or through all.
    ///
    /// Errors: what is lacking; none of the years has an outcome.
    pub(super) fn trend<'t>(&self, name: &Token<'t>, times: &Times) -> Result<Trend, Lacking<'t>> {
        let (_, item) = self.indicator(name)?;
        let through = if times.by_occasion { Through::Occasions } else { Through::Years };
        self.through(item, times.years.as_ref(), through).ok_or_else(|| {
            let known = self.through(item, None, Through::Years).map_or_else(Vec::new, |trend| trend.points);
            let years = known.iter().filter(|point| point.outcome.is_some()).map(|point| point.year).collect();
            let year = times.years.as_ref().filter(|years| years.start() == years.end()).map(|years| *years.start());
            Lacking::NoOutcome { name: name.clone(), year, why: NoOutcome::NotReported, years }
        })
    }

    fn through(&self, item: ItemRef, asked: Option<&RangeInclusive<i16>>, through: Through) -> Option<Trend> {
        let line = Line::of(item);
        let is_asked = |year: &i16| asked.is_none_or(|asked| asked.contains(year));
        let years = self.years_of(&line).into_iter().filter(is_asked);
        let mut points = Vec::new();
        let mut measured: Option<String> = None;
        for year in years {
            let mut of_year: Vec<TrendPoint> = match through {
                Through::Occasions => (0..self.resolved.settings.steering.occasions.len())
                    .map(|occasion| self.point(&line, year, Some(occasion)))
                    .filter(|point| point.outcome.is_some())
                    .collect(),
                Through::Years => vec![self.point(&line, year, None)],
                Through::Occasion(occasion) => {
                    vec![TrendPoint { occasion: None, ..self.point(&line, year, Some(occasion)) }]
                }
            };
            of_year.retain(|point| point.outcome.is_some() || point.target.is_some());
            let measure = self.measure_of(&line, year);
            if let Some(first) = of_year.first_mut() {
                first.is_new_measure = measured.as_ref().is_some_and(|before| Some(before) != measure.as_ref());
                measured = measure.or(measured);
            }
            points.extend(of_year);
        }
        // Targets alone show no course; those before the first outcome are of years that nobody has reported.
        let first = points.iter().position(|point| point.outcome.is_some())?;
        points.drain(..first);
        if let Some(first) = points.first_mut() {
            first.is_new_measure = false;
        }
        Some(Trend { item, points })
    }

    /// The id under which an indicator was measured in a year.
    fn measure_of(&self, line: &Line<'r>, year: i16) -> Option<String> {
        let id = |item: ItemRef| names::indicator_id(self.resolved.indicator(item));
        if self.year_of(self.plan) == Some(year) {
            return Some(id(line.item));
        }
        let earlier = line.earlier(self);
        if let Some((_, item)) = earlier.iter().find(|(plan, _)| self.year_of(plan) == Some(year)) {
            return Some(id(*item));
        }
        let mut items = std::iter::once(line.item).chain(earlier.iter().map(|(_, item)| *item));
        let has_year = |item: &ItemRef| self.resolved.indicator(*item).series.iter().any(|(of, _)| of.value == year);
        items.find(has_year).map(id)
    }

    fn point(&self, line: &Line<'r>, year: i16, occasion: Option<usize>) -> TrendPoint {
        let outcome = |gender: Option<Gender>| {
            // A follow-up knows of its own year what it reports itself.
            let own = self.report.is_some() && self.year_of(self.plan) == Some(year) && occasion.is_none();
            let when = When { year: Some(year).filter(|_| !own), occasion, gender };
            match self.outcome_of(line, when, Some(year)) {
                Ok(Figure::Outcome(outcome)) => Some(outcome.into_owned()),
                _ => None,
            }
        };
        let target = match self.year_of(self.plan) == Some(year) {
            true => self.resolved.target(self.plan, line.item),
            false => line
                .earlier(self)
                .iter()
                .find(|(plan, _)| self.year_of(plan) == Some(year))
                .and_then(|(plan, item)| self.resolved.target(plan, *item)),
        };
        TrendPoint {
            year,
            occasion,
            outcome: outcome(None),
            women: outcome(Some(Gender::Women)),
            men: outcome(Some(Gender::Men)),
            target: target.map(|target| target.value.clone()),
            is_new_measure: false,
        }
    }
}
