//! Outcomes and targets of this year and of others: in the workspace's follow-ups, else in the indicator's series.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::{Figure, Lacking, NoOutcome, OfYear, Scope};
use crate::model::{At, IndicatorReport, Outcome};
use crate::plan_format::parts::insert::{Gender, Token, When};
use crate::resolve::finder::Finder;
use crate::resolve::{ItemRef, Plan, Report, Thing, names};

/// A table of more years would not fit a page.
const MOST_YEARS: usize = 5;

/// An indicator through the years. Its earlier years are looked up once, and only where they are asked for.
pub(super) struct Line<'r> {
    pub(super) item: ItemRef,
    earlier: OnceCell<Vec<(&'r Plan, ItemRef)>>,
}

impl<'r> Line<'r> {
    pub(super) fn of(item: ItemRef) -> Line<'r> {
        Line { item, earlier: OnceCell::new() }
    }

    pub(super) fn earlier(&self, scope: &Scope<'r>) -> &[(&'r Plan, ItemRef)] {
        self.earlier.get_or_init(|| scope.earlier(self.item))
    }
}

impl<'r> Scope<'r> {
    /// The outcome of an indicator.
    pub(super) fn outcome<'t>(&self, name: &Token<'t>, when: When) -> Result<Figure<'r>, Lacking<'t>> {
        let (_, item) = self.indicator(name)?;
        let own_year = self.year_of(self.plan);
        // A plan is decided before there are outcomes of its year.
        let default = match self.plan.document == self.document {
            true => own_year.map(|year| year - 1),
            false => own_year,
        };
        let year = when.year.or(default);
        let line = Line::of(item);
        self.outcome_of(&line, when, year).map_err(|why| {
            let mut years = self.years_of(&line);
            let in_year = |year: &i16| self.outcome_of(&line, When { year: Some(*year), ..when }, Some(*year)).is_ok();
            years.retain(in_year);
            Lacking::NoOutcome { name: name.clone(), year, why, years }
        })
    }

    pub(super) fn outcome_of(&self, line: &Line<'r>, when: When, year: Option<i16>) -> Result<Figure<'r>, NoOutcome> {
        let (resolved, item) = (self.resolved, line.item);
        if year == self.year_of(self.plan) {
            // A follow-up speaks of its own occasion, unless the year or another occasion is said.
            let own = self.report.filter(|_| when.year.is_none() && when.occasion.is_none());
            let reports = own.map_or_else(|| self.reports(), |own| vec![own]);
            if let Some(found) = in_reports(self, reports.into_iter(), item, when) {
                return found;
            }
        }
        let earlier = line.earlier(self);
        let of_year = earlier.iter().filter(|(plan, _)| year.is_some() && self.year_of(plan) == year);
        for (plan, item) in of_year {
            let mut reports: Vec<&Report> = resolved.reports_on(plan.document).collect();
            reports.reverse();
            if let Some(found) = in_reports(self, reports.into_iter(), *item, when) {
                return found;
            }
        }
        // A series has one figure for a year: the outcome of all of it, for all.
        let is_whole = when.occasion.is_none_or(|occasion| resolved.is_last(occasion));
        let items = std::iter::once(item).chain(earlier.iter().map(|(_, item)| *item));
        let mut series = items.flat_map(|item| &resolved.indicator(item).series);
        match series.find(|(of, _)| is_whole && Some(of.value) == year) {
            Some(_) if when.gender.is_some() => Err(NoOutcome::NotPerGender),
            Some((_, value)) => Ok(Figure::Outcome(Cow::Owned(Outcome::of_series(&value.value)))),
            None => Err(NoOutcome::NotReported),
        }
    }

    /// The years in which an indicator may have an outcome, the earliest first.
    pub(super) fn years_of(&self, line: &Line<'r>) -> Vec<i16> {
        let earlier = line.earlier(self);
        let plans = earlier.iter().map(|(plan, _)| *plan).chain([self.plan]);
        let mut years: Vec<i16> = plans.filter_map(|plan| self.year_of(plan)).collect();
        let items = std::iter::once(line.item).chain(earlier.iter().map(|(_, item)| *item));
        years.extend(items.flat_map(|item| &self.resolved.indicator(item).series).map(|(year, _)| year.value));
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The outcomes of some indicators in the latest years that have any.
    pub(super) fn outcomes_by_year(&self, items: &[(usize, ItemRef)]) -> Vec<OfYear> {
        let lines: Vec<Line> = items.iter().map(|(_, item)| Line::of(*item)).collect();
        let mut years: Vec<i16> = lines.iter().flat_map(|line| self.years_of(line)).collect();
        years.sort_unstable();
        years.dedup();
        let of = |year: i16| {
            let outcome = |line: &Line<'r>| match self.outcome_of(line, When::default(), Some(year)) {
                Ok(Figure::Outcome(outcome)) => Some(outcome.into_owned()),
                _ => None,
            };
            OfYear { year, outcomes: lines.iter().map(outcome).collect() }
        };
        let has_any = |of: &OfYear| of.outcomes.iter().any(Option::is_some);
        let mut found: Vec<OfYear> = years.into_iter().rev().map(of).filter(has_any).take(MOST_YEARS).collect();
        found.reverse();
        found
    }

    /// A target as it was printed in the plan of a year.
    pub(super) fn target<'t>(
        &self,
        name: &Token<'t>,
        year: Option<i16>,
        is_council: bool,
    ) -> Result<Figure<'r>, Lacking<'t>> {
        let (_, item) = self.indicator(name)?;
        let own_year = self.year_of(self.plan);
        let (plan, item) = match year {
            Some(year) if Some(year) != own_year => {
                let earlier = self.earlier(item).into_iter().find(|(plan, _)| self.year_of(plan) == Some(year));
                earlier.ok_or_else(|| Lacking::NoTarget { name: name.clone(), year: Some(year), is_council })?
            }
            _ => (self.plan, item),
        };
        let target = match is_council {
            true => self.resolved.indicator(item).council_target.as_ref(),
            false => self.resolved.target(plan, item),
        };
        match target {
            Some(target) => Ok(Figure::Target(Cow::Borrowed(&target.value))),
            None => Err(Lacking::NoTarget { name: name.clone(), year: year.or(own_year), is_council }),
        }
    }

    pub(super) fn year_of(&self, plan: &Plan) -> Option<i16> {
        self.resolved.document(plan).year.as_ref().map(|year| year.value)
    }

    /// The same indicator in the organisation's earlier plans, the latest first: under the same id, or under the one that
    /// it replaces.
    fn earlier(&self, item: ItemRef) -> Vec<(&'r Plan, ItemRef)> {
        let resolved = self.resolved;
        let context = resolved.context();
        let mut known = Vec::new();
        let learn = |item: ItemRef, known: &mut Vec<String>| {
            let indicator = resolved.indicator(item);
            known.push(names::indicator_id(indicator));
            // Of several that became one no single outcome is the earlier one's.
            if let [one] = &indicator.replaces[..] {
                known.push(one.value.clone());
            }
        };
        learn(item, &mut known);
        let mut found = Vec::new();
        let mut at = self.plan;
        while let Some(before) = at.before {
            at = &resolved.plans[before];
            let finder = Finder::new(&context, at.document, &at.above);
            let things = known.iter().flat_map(|name| finder.find(name));
            let same = things.into_iter().find_map(|thing| match thing {
                Thing::Indicator(item) => Some(item),
                _ => None,
            });
            if let Some(same) = same {
                learn(same, &mut known);
                found.push((at, same));
            }
        }
        found
    }
}

/// The outcome in the first of some reports that has one; `None` where none says anything.
fn in_reports<'r>(
    scope: &Scope<'r>,
    reports: impl Iterator<Item = &'r Report>,
    item: ItemRef,
    when: When,
) -> Option<Result<Figure<'r>, NoOutcome>> {
    let entries = reports
        .filter(|report| when.occasion.is_none_or(|occasion| report.occasion == Some(occasion)))
        .filter_map(|report| scope.resolved.indicator_entry(report, item));
    let mut told = entries.filter_map(|entry| in_entry(entry, when.gender));
    told.next()
}

fn in_entry(entry: &IndicatorReport, gender: Option<Gender>) -> Option<Result<Figure<'_>, NoOutcome>> {
    let all = entry.outcome.as_ref();
    let outcome: Option<&At<Outcome>> = match gender {
        None => all,
        Some(Gender::Men) => entry.men.as_ref(),
        Some(Gender::Women) => entry.women.as_ref(),
    };
    match outcome.map(|outcome| &outcome.value) {
        Some(Outcome::Missing) => Some(Err(NoOutcome::Decided)),
        Some(outcome) => Some(Ok(Figure::Outcome(Cow::Borrowed(outcome)))),
        None if all.is_some() => Some(Err(NoOutcome::NotPerGender)),
        None => None,
    }
}
