//! An indicator through the years, for a chart: its outcomes with those for women and men, and its targets.

use std::ops::RangeInclusive;

use super::outcomes::Line;
use super::{Figure, Lacking, NoOutcome, Scope};
use crate::model::{Outcome, Target};
use crate::plan_format::parts::insert::{Gender, Token, When};
use crate::resolve::ItemRef;

/// How a chart draws its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// A line over the years.
    Lines,
    /// Columns year by year, those for women and men side by side where there are any.
    Columns,
}

/// An indicator through the years.
#[derive(Debug, PartialEq, Eq)]
pub struct Trend {
    /// How it is drawn.
    pub kind: ChartKind,
    /// The indicator.
    pub item: ItemRef,
    /// The years that something is known of, the earliest first.
    pub years: Vec<TrendYear>,
}

/// What is known of one year.
#[derive(Debug, PartialEq, Eq)]
pub struct TrendYear {
    /// The year.
    pub year: i16,
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// The outcome for women.
    pub women: Option<Outcome>,
    /// The outcome for men.
    pub men: Option<Outcome>,
    /// The target.
    pub target: Option<Target>,
}

impl<'r> Scope<'r> {
    /// An indicator through the years that are asked for, or through all.
    ///
    /// Errors: what is lacking; none of the years has an outcome.
    pub(super) fn trend<'t>(
        &self,
        name: &Token<'t>,
        asked: Option<RangeInclusive<i16>>,
        kind: ChartKind,
    ) -> Result<Trend, Lacking<'t>> {
        let (_, item) = self.indicator(name)?;
        let line = Line::of(item);
        let mut years = self.years_of(&line);
        years.retain(|year| asked.as_ref().is_none_or(|asked| asked.contains(year)));
        let known: Vec<TrendYear> = years.into_iter().map(|year| self.trend_year(&line, year)).collect();
        let mut known: Vec<TrendYear> =
            known.into_iter().filter(|year| year.outcome.is_some() || year.target.is_some()).collect();
        // Targets alone show no course; those before the first outcome are of years that nobody has reported.
        let first = known.iter().position(|year| year.outcome.is_some());
        let Some(first) = first else {
            let (name, year) = (name.clone(), None);
            return Err(Lacking::NoOutcome { name, year, why: NoOutcome::NotReported, years: Vec::new() });
        };
        known.drain(..first);
        Ok(Trend { kind, item, years: known })
    }

    fn trend_year(&self, line: &Line<'r>, year: i16) -> TrendYear {
        let outcome = |gender: Option<Gender>| {
            // A follow-up knows of its own year what it reports itself.
            let own = self.report.is_some() && self.year_of(self.plan) == Some(year);
            let when = When { year: Some(year).filter(|_| !own), occasion: None, gender };
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
        TrendYear {
            year,
            outcome: outcome(None),
            women: outcome(Some(Gender::Women)),
            men: outcome(Some(Gender::Men)),
            target: target.map(|target| target.value.clone()),
        }
    }
}
