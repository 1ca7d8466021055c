//! Last year's outcome of each indicator: in last year's report under the same id, or under the one that it replaces,
//! else in the indicator's own series.

use rustc_hash::FxHashMap;

use super::{EntryRef, PreviousRef, Report, follow_up_of};
use crate::model::{At, Indicator, Outcome};
use crate::resolve::finder::Finder;
use crate::resolve::held::Plans;
use crate::resolve::{Context, ItemRef, Plan, Resolved, Thing, names};

/// Finds last year's outcomes for each of these reports.
pub(super) fn find_all(
    context: &Context,
    plans: &Plans,
    reports: &[Report],
    of: &[Report],
) -> Vec<FxHashMap<ItemRef, PreviousRef>> {
    let (documents, plans) = (context.documents.apart(), plans.apart());
    let context = Context { documents: &documents, settings: context.settings };
    of.iter().map(|report| find(&context, &plans, reports, report)).collect()
}

/// Finds last year's outcome of every indicator that the report's plan prints.
fn find(context: &Context, plans: &Plans, reports: &[Report], report: &Report) -> FxHashMap<ItemRef, PreviousRef> {
    let plan = &plans[report.plan];
    let before = report.last_year.map(|number| &reports[number]);
    let is_last = report.occasion.is_some_and(|occasion| occasion + 1 == context.settings.steering.occasions.len());
    let year = context.documents.head(report.plan).year.as_ref().map(|year| year.value);
    let mut found = FxHashMap::default();
    for item in plan.goals.iter().flat_map(|goal| &goal.indicators) {
        let indicator = &context.goal(item.on).indicators[item.item];
        let reported = before.and_then(|before| reported(context, plans, before, indicator));
        let previous = match reported {
            Some(at) => Some(PreviousRef::Entry(at)),
            // A series has one figure for a year: the outcome of all of it.
            None if is_last => indicator
                .series
                .iter()
                .position(|(of, _)| Some(of.value) == year.map(|year| year - 1))
                .map(PreviousRef::Series),
            None => None,
        };
        found.extend(previous.map(|previous| (*item, previous)));
    }
    found
}

/// The entry of a report of last year that has the outcome of the same indicator.
pub(super) fn reported(context: &Context, plans: &Plans, before: &Report, indicator: &Indicator) -> Option<EntryRef> {
    let plan = &plans[before.plan];
    let finder = Finder::new(context, plan.document, &plan.above);
    let of_name = |name: &str| {
        let things = finder.find(name);
        let mut items = things.iter().filter_map(|thing| match thing {
            Thing::Indicator(item) => before.indicators.get(item).copied(),
            _ => None,
        });
        items.find(|at| follow_up_of(context.documents, *at).indicators[at.entry].outcome.as_ref().is_some())
    };
    of_name(&names::indicator_id(indicator)).or_else(|| match &indicator.replaces[..] {
        // Of several that became one no single outcome is last year's.
        [one] => of_name(one.as_str()),
        _ => None,
    })
}

impl Resolved {
    /// The outcome of an indicator of a plan in the last report of an earlier year of the organisation, and whether the
    /// indicator has the same written id there. `None` where that year has no such report, or where the report says
    /// nothing of it.
    pub fn reported_in(&self, plan: &Plan, item: ItemRef, year: i16) -> Option<(&At<Outcome>, bool)> {
        let of = |plan: usize| self.documents.head(plan).year.as_ref().map(|year| year.value);
        let mut at = plan.last_year?;
        while of(at).is_some_and(|of| of > year) {
            at = self.plans.ties(at).last_year?;
        }
        let report = self.reports_on(at).last().filter(|_| of(at) == Some(year))?;
        report.occasion.filter(|occasion| self.is_last(*occasion))?;
        let indicator = self.indicator(item);
        let entry = reported(&self.context(), &self.plans, report, indicator)?;
        let is_same = report.indicators.iter().any(|(there, at)| {
            let there = self.indicator(*there).id.as_ref();
            *at == entry && there.is_some_and(|there| indicator.id.as_ref().is_some_and(|id| id.value == there.value))
        });
        self.indicator_report(entry).outcome.as_ref().map(|outcome| (outcome, is_same))
    }
}
