//! Indicators that several organisations report in one year: the same one of a plan above, or one of the same id under the
//! same topmost plan.

use std::collections::BTreeMap;

use super::held::Ties;
use super::{ItemRef, Report, Resolved, names};

/// An indicator that several organisations report.
#[derive(Clone, Debug)]
pub struct SharedIndicator {
    /// The year.
    pub year: i16,
    /// Its id, as it is written or made from the name.
    pub id: String,
    /// Its name in the highest of the plans that have it.
    pub name: String,
    /// What is reported of it, in the order of the plans' files.
    pub reported: Vec<ReportedIndicator>,
}

/// What one organisation reports of an indicator, at the last occasion that it has an outcome of.
#[derive(Clone, Copy, Debug)]
pub struct ReportedIndicator {
    /// Number of the plan's document.
    pub plan: usize,
    /// Number of the report.
    pub report: usize,
    /// The indicator as the plan has it.
    pub item: ItemRef,
}

impl Resolved {
    /// The indicators that several organisations report, by year and id; looked for once.
    pub fn shared_indicators(&self) -> &[SharedIndicator] {
        self.shared_indicators.get_or_init(|| find(self))
    }

    /// The plan of the same year at the top of those that a plan builds on: itself, where it builds on none.
    pub fn topmost(&self, plan: &Ties) -> usize {
        let year = |document: usize| self.documents.head(document).year.as_ref().map(|year| year.value);
        let of_year = plan.above.iter().rev().find(|above| year(**above) == year(plan.document));
        of_year.copied().unwrap_or(plan.document)
    }
}

fn find(resolved: &Resolved) -> Vec<SharedIndicator> {
    let mut groups: BTreeMap<(i16, String, usize), Vec<ReportedIndicator>> = BTreeMap::new();
    let numbers = 0..resolved.reports.len();
    resolved.each(numbers, |resolved, number| {
        let report = &resolved.reports[number];
        let plan = resolved.plans.ties(report.plan);
        let Some(year) = resolved.documents.head(report.plan).year.as_ref() else { return };
        if plan.copy_of.is_some() || report.occasion.is_none() {
            return;
        }
        for (item, _) in entries_in_order(resolved, report) {
            let id = names::indicator_id(resolved.indicator(item));
            let group = groups.entry((year.value, id, resolved.topmost(plan))).or_default();
            let found = ReportedIndicator { plan: report.plan, report: number, item };
            // Reports of one plan come by occasion: a later one goes before an earlier.
            let mut own = group.iter_mut().rev().take_while(|known| known.plan == report.plan);
            match own.find(|known| known.item == item) {
                Some(known) => *known = found,
                None => group.push(found),
            }
        }
    });
    let shared = groups.into_iter().filter(|(_, reported)| reported.iter().any(|one| one.plan != reported[0].plan));
    let shared = shared.map(|((year, id, _), reported)| SharedIndicator { year, id, name: String::new(), reported });
    let mut shared: Vec<SharedIndicator> = shared.collect();
    resolved.each(0..shared.len(), |resolved, number| {
        let SharedIndicator { name, reported, .. } = &mut shared[number];
        let depth = |one: &&ReportedIndicator| (resolved.plans.ties(one.item.on.document).above.len(), one.item);
        let highest = reported.iter().min_by_key(depth).expect("a group has reports");
        resolved.indicator(highest.item).name.as_str().clone_into(name);
    });
    shared
}

/// The indicators that a report has an outcome of, in the order of the files.
fn entries_in_order<'r>(resolved: &'r Resolved, report: &'r Report) -> Vec<(ItemRef, super::EntryRef)> {
    let has_outcome = |at: super::EntryRef| resolved.indicator_report(at).outcome.as_ref().is_some();
    let mut entries: Vec<(ItemRef, super::EntryRef)> =
        report.indicators.iter().map(|(item, at)| (*item, *at)).filter(|(_, at)| has_outcome(*at)).collect();
    entries.sort_unstable();
    entries
}
