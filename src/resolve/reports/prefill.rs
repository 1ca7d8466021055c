//! What is known ahead of a report: the keys that its entries will have, and what was reported before it.

use super::entries::Printed;
use super::previous;
use super::{EntryRef, ItemKind, Report};
use crate::model::{Goal, Outcome, Status, Value};
use crate::plan_format::fields::same_key;
use crate::resolve::finder::Finder;
use crate::resolve::{Context, ItemRef, Plan, Resolved, names};

/// A plan at an occasion that is to be reported.
pub struct Prefill<'a> {
    resolved: &'a Resolved,
    plan: &'a Plan,
    occasion: usize,
    printed: Printed<'a>,
}

/// When something was reported; a year's series has no occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The year, where the plan has one.
    pub year: Option<i16>,
    /// The occasion.
    pub occasion: Option<usize>,
}

/// An outcome that was reported before.
#[derive(Clone, Debug)]
pub struct EarlierOutcome {
    /// When.
    pub when: When,
    /// The outcome.
    pub outcome: Outcome,
    /// The outcome for men or boys.
    pub men: Option<Outcome>,
    /// The outcome for women or girls.
    pub women: Option<Outcome>,
}

impl Resolved {
    /// What is known ahead of the report of a plan at an occasion.
    pub fn prefill(&self, plan: usize, occasion: usize) -> Prefill<'_> {
        let plan = &self.plans[plan];
        Prefill { resolved: self, plan, occasion, printed: Printed::of(plan) }
    }
}

impl<'a> Prefill<'a> {
    /// The report at the occasion as it is now, where a file of it exists.
    pub fn report(&self) -> Option<&'a Report> {
        self.resolved.reports_on(self.plan.document).find(|report| report.occasion == Some(self.occasion))
    }

    fn context(&self) -> Context<'_> {
        self.resolved.context()
    }

    /// The key of a goal of the plan in a report: its id or number, with the level before it where that alone is not
    /// enough. `None` where nothing names this goal and no other.
    pub fn goal_key(&self, goal: usize) -> Option<String> {
        let context = self.context();
        let finder = Finder::new(&context, self.plan.document, &self.plan.above);
        let joined = &self.plan.goals[goal];
        let level = &self.resolved.settings.steering.levels[joined.level].key;
        let mut keys: Vec<String> = Vec::new();
        // The id of the goal as decided goes before what others call it who add to it.
        let entries = joined.entries.iter().map(|at| self.resolved.goal(*at));
        keys.extend(entries.map(names::goal_id).filter(|id| !id.is_empty()));
        let with_level: Vec<String> = keys.iter().map(|key| format!("{level}/{key}")).collect();
        keys.extend(with_level);
        keys.into_iter().find(|key| self.printed.goals(&finder.find(key)) == [goal])
    }

    /// The key of an indicator that the plan prints. `None` where its id names another.
    pub fn indicator_key(&self, item: ItemRef) -> Option<String> {
        self.item_key(names::indicator_id(self.resolved.indicator(item)), item, ItemKind::Indicator)
    }

    /// The key of an activity that the plan prints. `None` where its id names another.
    pub fn activity_key(&self, item: ItemRef) -> Option<String> {
        self.item_key(names::activity_id(self.resolved.activity(item)), item, ItemKind::Activity)
    }

    fn item_key(&self, key: String, item: ItemRef, sort: ItemKind) -> Option<String> {
        let context = self.context();
        let finder = Finder::new(&context, self.plan.document, &self.plan.above);
        (self.printed.item(&finder.find(&key), sort) == Some(item)).then_some(key)
    }

    /// The reports of the year before this one, in order.
    fn earlier(&self) -> impl Iterator<Item = &'a Report> {
        let before = self.occasion;
        let reports = self.resolved.reports_on(self.plan.document);
        reports.filter(move |report| report.occasion.is_some_and(|occasion| occasion < before))
    }

    /// Last year's reports that this one is compared with: at the same occasion, and at the last.
    fn last_year(&self) -> impl Iterator<Item = &'a Report> {
        let last = self.resolved.settings.steering.occasions.len().saturating_sub(1);
        let occasion = self.occasion;
        let reports = self.plan.last_year.into_iter().flat_map(|plan| self.resolved.reports_on(plan));
        reports.filter(move |report| report.occasion.is_some_and(|at| at == occasion || at == last))
    }

    fn when(&self, report: &Report) -> When {
        let year = self.resolved.documents.head(report.plan).year.as_ref().map(|year| year.value);
        When { year, occasion: report.occasion }
    }

    /// The outcomes of an indicator before this occasion: this year's in order, last year's, those of its series.
    pub fn outcomes(&self, item: ItemRef) -> Vec<EarlierOutcome> {
        let resolved = self.resolved;
        let indicator = resolved.indicator(item);
        let mut found: Vec<EarlierOutcome> = Vec::new();
        let mut add = |report: &Report, at: EntryRef| {
            let entry = resolved.indicator_report(at);
            let value = |outcome: &Value<Outcome>| outcome.as_ref().map(|at| at.value.clone());
            let Some(outcome) = value(&entry.outcome) else { return };
            found.push(EarlierOutcome {
                when: self.when(report),
                outcome,
                men: value(&entry.men),
                women: value(&entry.women),
            });
        };
        for report in self.earlier() {
            report.indicators.get(&item).into_iter().for_each(|at| add(report, *at));
        }
        for report in self.last_year() {
            let at = previous::reported(&self.context(), &resolved.plans, report, indicator);
            at.into_iter().for_each(|at| add(report, at));
        }
        let is_final = |when: When| when.occasion.is_some_and(|occasion| resolved.is_last(occasion));
        let known: Vec<Option<i16>> =
            found.iter().filter(|earlier| is_final(earlier.when)).map(|earlier| earlier.when.year).collect();
        // A series has one figure for a year: what the year's last report says.
        let mut series: Vec<_> =
            indicator.series.iter().filter(|(year, _)| !known.contains(&Some(year.value))).collect();
        series.sort_by_key(|(year, _)| std::cmp::Reverse(year.value));
        found.extend(series.into_iter().map(|(year, outcome)| EarlierOutcome {
            when: When { year: Some(year.value), occasion: None },
            outcome: Outcome::of_series(&outcome.value),
            men: None,
            women: None,
        }));
        found
    }

    /// The assessments of a goal before this occasion, as numbers in the model's list: this year's in order, then last
    /// year's.
    pub fn assessments(&self, goal: usize) -> Vec<(When, usize)> {
        let resolved = self.resolved;
        let assessed = |report: &Report, goal: usize| {
            let assessment = resolved.goal_report(report.goals[goal]?).assessment.as_ref()?.value;
            Some((self.when(report), assessment))
        };
        let mut found: Vec<(When, usize)> = self.earlier().filter_map(|report| assessed(report, goal)).collect();
        let last_year = self.last_year().filter_map(|report| assessed(report, self.goal_last_year(report, goal)?));
        found.extend(last_year);
        found
    }

    /// The number of the same goal in the plan of a report of last year: under its id, or under the one that it replaces.
    fn goal_last_year(&self, report: &Report, goal: usize) -> Option<usize> {
        let (context, plan) = (self.context(), &self.resolved.plans[report.plan]);
        let finder = Finder::new(&context, plan.document, &plan.above);
        let printed = Printed::of(plan);
        let joined = &self.plan.goals[goal];
        let decided = self.resolved.origin(joined);
        let same_title = |other: usize| {
            let title = |goal: &Goal| goal.title.as_ref().map(|title| names::slug(title.as_str()));
            title(self.resolved.origin(&plan.goals[other])) == title(decided)
        };
        let one = |name: &str| match printed.goals(&finder.find(name))[..] {
            // A number goes from one goal to another as the years go by.
            [one] if plan.goals[one].level == joined.level && (decided.id.is_some() || same_title(one)) => Some(one),
            _ => None,
        };
        let level = &self.resolved.settings.steering.levels[joined.level].key;
        let id = names::goal_id(decided);
        one(&id).or_else(|| one(&format!("{level}/{id}"))).or_else(|| match &decided.replaces[..] {
            [before] => match printed.goals(&finder.find(before.as_str()))[..] {
                [one] => Some(one),
                _ => None,
            },
            // Of several that became one no single assessment is last year's.
            _ => None,
        })
    }

    /// What was last reported of an activity this year.
    pub fn status(&self, item: ItemRef) -> Option<(When, Status)> {
        let reported = self.earlier().filter_map(|report| {
            let entry = self.resolved.activity_report(*report.activities.get(&item)?);
            Some((self.when(report), entry.status.as_ref()?.value))
        });
        reported.last()
    }

    /// Whether an activity is still to be reported: it was not reported as done or cancelled at an earlier occasion, and
    /// it begins this year at the latest. The year's last report has those of later years too.
    pub fn is_open(&self, item: ItemRef) -> bool {
        let is_final = self.status(item).is_some_and(|(_, status)| status.is_final());
        let days = self.resolved.documents[self.plan.document].days();
        let start = self.resolved.activity(item).start.as_ref().map(|start| start.value);
        let is_this_year = start.zip(days).is_none_or(|(start, (_, last))| start <= last);
        !is_final && (is_this_year || self.resolved.is_last(self.occasion))
    }
}

impl Resolved {
    /// The number of the occasion with this key.
    pub fn occasion(&self, key: &str) -> Option<usize> {
        self.settings.steering.occasions.iter().position(|known| same_key(key.trim(), &known.key))
    }
}
