//! Follow-ups joined with the plans that they follow: files of one plan and occasion are one report, what they report is
//! found by id, and each report knows those before it and last year's.
//!
//! | inferred | from | step |
//! | --- | --- | --- |
//! | year and organisation of a follow-up | its plan | `kept` |
//! | which files are one report | plan and period | `group` |
//! | which goal, indicator or activity an entry is about | its id or nr, in the plan and those above | `entries` |
//! | what is reported though the plan does not print it | all other entries | `entries` |
//! | the year's earlier reports | the model's order of occasions | `join` |
//! | last year's report | last year's plan, the same occasion | `join` |
//! | last year's outcome | last year's report: the indicator's id, else `ersätter`; otherwise `serie` | `previous` |
//! | what a report to come will name, and what was reported before it | the plan and all of these | `prefill` |

pub mod assignments;
pub mod due;
pub mod economy;
pub mod prefill;
mod entries;
pub mod judgement;
mod previous;
pub mod standing;
pub mod tally;
mod unreported;

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::held::{Documents, PART, Plans};
use super::{Context, ItemRef, Link, Plan, Resolved, Thing};
use crate::diagnostic::Sink;
use crate::model::{ActivityReport, At, FollowUp, GoalReport, IndicatorReport, Outcome, Status};
use crate::plan_format::fields::same_key;

/// What is reported of a plan at one occasion, from one file or several.
#[derive(Debug)]
pub struct Report {
    /// Number of the plan's document.
    pub plan: usize,
    /// Number of the occasion in the steering model; `None` where the period is missing or unknown.
    pub occasion: Option<usize>,
    /// Numbers of its documents: the one whose page it is printed on, then the others by path.
    pub parts: Vec<usize>,
    /// The entry of each goal of the plan, by the goal's number among the plan's goals.
    pub goals: Vec<Option<EntryRef>>,
    /// The entries of indicators that the plan prints.
    pub indicators: FxHashMap<ItemRef, EntryRef>,
    /// The entries of activities that the plan prints.
    pub activities: FxHashMap<ItemRef, EntryRef>,
    /// The entry of each assignment of the plan, by its number among the plan's assignments.
    pub assignments: Vec<Option<EntryRef>>,
    /// Entries of assignments that the plan does not print, in the order of the files.
    pub assignments_outside: Vec<EntryRef>,
    /// Entries of what the plan does not print, in the order of the files.
    pub outside: Vec<Outside>,
    /// Whether a file that could not be read may be one of its parts.
    pub may_lack_a_part: bool,
    /// Numbers of the reports of the same plan at earlier occasions, in order.
    pub earlier: Vec<usize>,
    /// Number of last year's report at the same occasion.
    pub last_year: Option<usize>,
    /// Where last year's outcome of each indicator that the plan prints stands.
    pub(crate) previous: FxHashMap<ItemRef, PreviousRef>,
}

/// An entry of a follow-up: its document, and its number among that document's goals, indicators or activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryRef {
    /// Number of the document.
    pub document: usize,
    /// Number of the entry.
    pub entry: usize,
}

/// What an entry of a follow-up is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A goal.
    Goal,
    /// An indicator.
    Indicator,
    /// An activity.
    Activity,
}

impl ItemKind {
    /// The sort of a thing.
    pub fn of(thing: Thing) -> ItemKind {
        match thing {
            Thing::Goal(_) => ItemKind::Goal,
            Thing::Indicator(_) => ItemKind::Indicator,
            Thing::Activity(_) => ItemKind::Activity,
        }
    }
}

/// An entry of something that the plan does not print.
#[derive(Clone, Debug)]
pub struct Outside {
    /// What it is about.
    pub sort: ItemKind,
    /// The entry.
    pub at: EntryRef,
    /// What it names, where that is there but not printed in the plan.
    pub thing: Option<Thing>,
    /// The id of the plan that was most likely meant.
    pub near: Option<String>,
}

/// Where last year's outcome of an indicator stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PreviousRef {
    /// In last year's report.
    Entry(EntryRef),
    /// In the indicator's `serie`, at this number.
    Series(usize),
}

/// Last year's outcome as computed.
#[derive(Clone, Debug)]
pub struct Previous {
    /// The outcome, with its place.
    pub outcome: At<Outcome>,
    /// Whether it stands in last year's report; otherwise in the indicator's `serie`.
    pub is_reported: bool,
}

/// Joins the follow-ups into reports, sorted by plan and occasion; a report without an occasion comes first.
pub(super) fn join(context: &Context, plans: &Plans, links: &[Link], sink: &mut Sink) -> Vec<Report> {
    let groups = group(context, links);
    let part = |groups: Vec<Group>| -> Vec<(Report, Sink)> {
        let (documents, plans) = (context.documents.apart(), plans.apart());
        let context = Context { documents: &documents, settings: context.settings };
        let one = |group: Group| {
            let mut sink = Sink::default();
            (entries::join(&context, &plans[group.plan], group, &mut sink), sink)
        };
        groups.into_iter().map(one).collect()
    };
    let joined: Vec<Vec<(Report, Sink)>> = groups.into_par_iter().chunks(PART).map(part).collect();
    let mut reports = Vec::with_capacity(joined.iter().map(Vec::len).sum());
    for (report, found) in joined.into_iter().flatten() {
        reports.push(report);
        sink.append(found);
    }
    let mut number_of: HashMap<(usize, usize), usize> = HashMap::new();
    for (number, report) in reports.iter().enumerate() {
        if let Some(occasion) = report.occasion {
            number_of.insert((report.plan, occasion), number);
        }
    }
    for report in &mut reports {
        let Some(occasion) = report.occasion else { continue };
        report.earlier = (0..occasion).filter_map(|earlier| number_of.get(&(report.plan, earlier)).copied()).collect();
        report.last_year = plans.ties(report.plan).last_year.and_then(|plan| number_of.get(&(plan, occasion)).copied());
    }
    let found: Vec<FxHashMap<ItemRef, PreviousRef>> = reports
        .par_chunks(PART)
        .map(|part| previous::find_all(context, plans, &reports, part))
        .flatten_iter()
        .collect();
    for (report, found) in reports.iter_mut().zip(found) {
        report.previous = found;
    }
    reports
}

/// The files of one report.
pub(super) struct Group {
    plan: usize,
    occasion: Option<usize>,
    parts: Vec<usize>,
}

/// Files of one plan and occasion are one report; a file without an occasion is one by itself.
fn group(context: &Context, links: &[Link]) -> Vec<Group> {
    let occasions = &context.settings.steering.occasions;
    let mut groups: Vec<Group> = Vec::new();
    let mut place: HashMap<(usize, usize), usize> = HashMap::new();
    let follow_ups = context.documents.heads().enumerate().filter(|(_, head)| head.is_follow_up);
    context.each(follow_ups.map(|(number, _)| number), |context, number| {
        let document = &context.documents[number];
        let (Some(follow_up), Some(plan)) = (&document.follow_up, links[number].above) else { return };
        let period = follow_up.period.as_ref();
        let occasion =
            period.and_then(|period| occasions.iter().position(|known| same_key(period.value.trim(), &known.key)));
        match occasion.and_then(|occasion| place.get(&(plan, occasion)).copied()) {
            Some(group) => groups[group].parts.push(number),
            None => {
                if let Some(occasion) = occasion {
                    place.insert((plan, occasion), groups.len());
                }
                groups.push(Group { plan, occasion, parts: vec![number] });
            }
        }
    });
    for group in &mut groups {
        // The file that is the whole report, or the rest of it, leads; among parts the first by path.
        group.parts.sort_by_key(|number| (context.documents.head(*number).is_part, *number));
    }
    groups.sort_by_key(|group| (group.plan, group.occasion));
    groups
}

impl Context<'_> {
    fn follow_up(&self, number: usize) -> Option<&FollowUp> {
        self.documents[number].follow_up.as_deref()
    }
}

/// The follow-up that an entry stands in.
fn follow_up_of(documents: &Documents, at: EntryRef) -> &FollowUp {
    let follow_up = documents[at.document].follow_up.as_deref();
    follow_up.expect("an entry is only ever made from a document that is a follow-up")
}

/// An activity's entry that counts at an occasion, and the earlier report that it stands in, if it does.
#[derive(Clone, Copy, Debug)]
pub struct ActivityEntry<'a> {
    /// What is reported.
    pub entry: &'a ActivityReport,
    /// The earlier report that it stands in; `None` where it stands in the report itself.
    pub earlier: Option<usize>,
}

/// The occasions of all reports, each with the year of its plan.
pub(super) fn reported(documents: &Documents, reports: &[Report]) -> FxHashSet<(Option<i16>, usize)> {
    let of = |report: &Report| Some((year_of(documents, report), report.occasion?));
    reports.iter().filter_map(of).collect()
}

fn year_of(documents: &Documents, report: &Report) -> Option<i16> {
    documents.head(report.plan).year.as_ref().map(|year| year.value)
}

impl Resolved {
    /// The occasions before a report's that its plan has no report of, back to the last one that it has. None where the
    /// report's own is not known.
    pub fn unreported_before(&self, report: &Report) -> Range<usize> {
        let last = report.earlier.last().and_then(|number| self.reports[*number].occasion);
        last.map_or(0, |last| last + 1)..report.occasion.unwrap_or(0)
    }

    /// Those of [`Resolved::unreported_before`] that some plan of the same year has a report of. An archive may begin with
    /// the year's last report; that is no gap.
    pub fn missed_before(&self, report: &Report) -> impl Iterator<Item = usize> {
        let year = year_of(&self.documents, report);
        self.unreported_before(report).filter(move |at| self.reported.contains(&(year, *at)))
    }

    /// The report that a document is a part of.
    pub fn report_of(&self, document: usize) -> Option<&Report> {
        self.report_of[document].map(|report| &self.reports[report])
    }

    /// What is reported of a goal.
    pub fn goal_report(&self, at: EntryRef) -> &GoalReport {
        &follow_up_of(&self.documents, at).goals[at.entry]
    }

    /// What is reported of an indicator.
    pub fn indicator_report(&self, at: EntryRef) -> &IndicatorReport {
        &follow_up_of(&self.documents, at).indicators[at.entry]
    }

    /// What is reported of an activity.
    pub fn activity_report(&self, at: EntryRef) -> &ActivityReport {
        &follow_up_of(&self.documents, at).activities[at.entry]
    }

    /// What a report says of an indicator.
    pub fn indicator_entry(&self, report: &Report, item: ItemRef) -> Option<&IndicatorReport> {
        report.indicators.get(&item).map(|at| self.indicator_report(*at))
    }

    /// What a report says of an activity: its own entry, else the last one of the year that was final, which need not be
    /// repeated. An entry that says nothing is no entry.
    pub fn activity_entry(&self, report: &Report, item: ItemRef) -> Option<ActivityEntry<'_>> {
        let of = |report: &Report| {
            let entry = self.activity_report(*report.activities.get(&item)?);
            (!entry.is_empty()).then_some(entry)
        };
        if let Some(entry) = of(report) {
            return Some(ActivityEntry { entry, earlier: None });
        }
        let mut before = report.earlier.iter().rev();
        let (number, entry) = before.find_map(|number| Some((*number, of(&self.reports[*number])?)))?;
        let is_final = entry.status.as_ref().is_some_and(|status: &At<Status>| status.value.is_final());
        is_final.then_some(ActivityEntry { entry, earlier: Some(number) })
    }

    /// The outcome of the same occasion of the year before, where it can be found.
    pub fn previous(&self, report: &Report, item: ItemRef) -> Option<Previous> {
        match report.previous.get(&item)? {
            PreviousRef::Entry(at) => {
                let outcome = self.indicator_report(*at).outcome.as_ref()?.clone();
                Some(Previous { outcome, is_reported: true })
            }
            PreviousRef::Series(number) => {
                let (_, outcome) = &self.indicator(item).series[*number];
                let outcome = At::new(Outcome::of_series(&outcome.value), outcome.span);
                Some(Previous { outcome, is_reported: false })
            }
        }
    }

    /// The reports of a plan, by occasion.
    pub fn reports_on(&self, plan: usize) -> impl Iterator<Item = &Report> {
        let from = self.reports.partition_point(|report| report.plan < plan);
        self.reports[from..].iter().take_while(move |report| report.plan == plan)
    }
}
