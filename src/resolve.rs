//! Joins documents: a plan with the plans above it, with last year's, and with its follow-ups. Never fails: what cannot be joined is
//! reported once and left unjoined, so that no later stage has to say it again.
//!
//! | inferred | from | step |
//! | --- | --- | --- |
//! | ids that are not written | `nr`, else title or name | `names` |
//! | the chain of plans above | `bygger_på` | `load`, handed in |
//! | which goals are the same | id or nr at the same level above | `chain` |
//! | a goal's parents | `till`, over the whole chain | `chain` |
//! | own targets of inherited indicators | `årsmål` | `targets` |
//! | what is printed | own goals, what they reach, `omfattar`, `utelämna` | `selection` |
//! | which assignments are one, and whom they are passed on to | id or nr, `ansvarig` | `assignments` |
//! | the order of print | levels, then the files' order | `selection` |
//! | documents that are there twice | year and organisation, or plan and occasion; the file's name | `copies` |
//! | last year's plan | organisation, `tidigare`, year | `years` |
//! | reports | follow-ups, with the plan each follows | `reports` |
//! | what `{{ … }}` in a text prints | the plan of the document that it is written in, its reports, earlier years | `inserts` |

pub mod assignments;
mod chain;
mod finder;
pub mod copies;
pub mod origin;
pub mod held;
pub mod inserts;
pub mod kept;
pub mod mentions;
pub mod nameable;
pub mod known;
pub mod names;
pub mod reports;
pub mod roll_up;
pub mod rules;
mod selection;
mod targets;
pub mod descendants;
mod over_all;
pub mod goal_index;
pub mod shared_indicators;
mod years;

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use self::goal_index::GoalIndex;
use self::held::{Documents, HeldDocument, PART, Plans, Ties};
use self::kept::Kept;
pub use self::reports::{EntryRef, Report};
use crate::diagnostic::Sink;
use crate::model::{Activity, At, Document, Goal, Head, Indicator, SetTarget, Settings, Target, Tier};
use crate::source::SourceId;

/// A goal as written in one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GoalRef {
    /// Number of the document.
    pub document: usize,
    /// Number of the goal in it.
    pub goal: usize,
}

/// An indicator or an activity as written in one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemRef {
    /// The goal that it stands on.
    pub on: GoalRef,
    /// Number among the goal's indicators or activities.
    pub item: usize,
}

/// What an id or a number names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A goal.
    Goal(GoalRef),
    /// An indicator.
    Indicator(ItemRef),
    /// An activity.
    Activity(ItemRef),
}

/// All documents of a workspace, each with what joining it gave.
///
/// Of ten thousand documents only those are in memory that somebody has asked this view for: who goes through all of them does
/// so by [`Resolved::each`].
#[derive(Clone, Debug)]
pub struct Resolved {
    joined: Arc<Joined>,
    /// The documents, sorted by path.
    pub documents: Documents,
    /// What joining gave, for the document of the same number. That of a follow-up or a contribution has no goals: those
    /// are its plan's.
    pub plans: Plans,
}

/// What joining gave for all documents together.
#[derive(Debug)]
pub struct Joined {
    /// The settings that they were read with.
    pub settings: Settings,
    /// The follow-ups joined with their plans, by plan and occasion.
    pub reports: Vec<Report>,
    /// The number of the report that each document is a part of.
    report_of: Vec<Option<usize>>,
    /// The occasions that some plan of a year has a report of, each with its year.
    reported: FxHashSet<(Option<i16>, usize)>,
    /// The number of the plan whose figures each document shows.
    plan_of: Vec<Option<usize>>,
    /// The inserts that lead too far.
    bounds: OnceLock<inserts::bounds::Bounds>,
    /// What stands under each goal.
    descendants: OnceLock<descendants::DescendantsOf>,
    /// Which plans serve the goals of those above.
    serving: OnceLock<roll_up::Serving>,
    /// The targets that documents set for inherited indicators, by indicator and in the order of the documents.
    set_targets: OnceLock<FxHashMap<ItemRef, Vec<At<Target>>>>,
    /// The document of each file.
    by_source: OnceLock<FxHashMap<SourceId, usize>>,
    /// The first plan of each folder.
    first_plans: OnceLock<FxHashMap<Box<str>, usize>>,
    /// The names of all organisations, as they are compared.
    organisations: OnceLock<FxHashSet<String>>,
    /// The indicators that several organisations report.
    shared_indicators: OnceLock<Vec<shared_indicators::SharedIndicator>>,
}

impl Deref for Resolved {
    type Target = Joined;

    fn deref(&self) -> &Joined {
        &self.joined
    }
}

/// A document joined with the plans above it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What ties it to others.
    pub ties: Ties,
    /// Every goal of the document and of those above it, highest document first.
    pub goals: Vec<Arc<JoinedGoal>>,
    /// The numbers of these goals by where they are written.
    pub index: GoalIndex,
    /// The goals without a parent, in the order of print.
    pub roots: Vec<usize>,
    /// The goals whose parent cannot be found, in the order of print.
    pub unattached: Vec<usize>,
    /// The assignments of the document and of those above it, highest document first.
    pub assignments: Vec<assignments::JoinedAssignment>,
    /// The document's own targets for inherited indicators: number in `targets`, and the indicator.
    pub targets: Vec<(usize, ItemRef)>,
    /// Its goals as the plans below begin with them, where there are any.
    for_below: OnceLock<Box<[Arc<JoinedGoal>]>>,
}

impl Deref for Plan {
    type Target = Ties;

    fn deref(&self) -> &Ties {
        &self.ties
    }
}

impl Plan {
    /// The number, among the plan's goals, of the goal that is written at a place in its document or in one above it.
    pub fn joined(&self, at: GoalRef) -> Option<usize> {
        self.index.get(at)
    }

    /// The printed goals in the order of print, as numbers among the plan's goals.
    pub fn in_print(&self) -> Vec<usize> {
        let mut order = Vec::new();
        let mut rest: Vec<usize> = self.roots.iter().chain(&self.unattached).rev().copied().collect();
        while let Some(number) = rest.pop() {
            order.push(number);
            let children = self.goals[number].children.iter().rev();
            rest.extend(children.filter(|child| child.full).map(|child| child.goal));
        }
        order
    }
}

/// One goal of a plan, from wherever it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JoinedGoal {
    /// The number of its level.
    pub level: usize,
    /// Where it is written: first where it is decided, then where something is added to it.
    pub entries: Vec<GoalRef>,
    /// The goals that it serves, as numbers in the plan's goals, in the order written.
    pub parents: Vec<usize>,
    /// Whether it names a parent that cannot be found.
    pub dangling: bool,
    /// Whether this document decides it or adds to it.
    pub own: bool,
    /// Whether it is printed in this document.
    pub printed: bool,
    /// The goals printed under it, in the order of print.
    pub children: Vec<Child>,
    /// The indicators printed with it.
    pub indicators: Vec<ItemRef>,
    /// The activities printed with it.
    pub activities: Vec<ItemRef>,
}

/// A goal under another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// Its number in the plan's goals.
    pub goal: usize,
    /// Whether it is printed in full here; otherwise it stands in full under another parent.
    pub full: bool,
}

/// A document and the document that it builds on, as loading found them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The plan above.
    pub above: Option<usize>,
    /// Whether a plan above is named but could not be had.
    pub broken: bool,
    /// Whether that is because its text cannot be read.
    pub unreadable: bool,
    /// Whether a file that lies beside it could not be read, or is a follow-up whose plan could not be had.
    pub lost_beside: bool,
    /// How odd the name of its file is: [`copies::oddness`].
    pub oddness: usize,
}

/// Joins the documents. `links` has one entry for each document and no circles; that of a follow-up or a
/// contribution leads to its plan.
pub fn resolve(documents: Vec<HeldDocument>, links: &[Link], settings: Settings) -> (Resolved, Sink) {
    resolve_again(documents, links, settings, &mut Kept::default())
}

/// As [`resolve`], with what was joined before by the same settings.
pub fn resolve_again(read: Vec<HeldDocument>, links: &[Link], settings: Settings, kept: &mut Kept) -> (Resolved, Sink) {
    let kept::Joining { documents, mut plans, found, read } = kept.join(read, links, &settings);
    let mut sink = Sink::default();
    sink.extend(found.iter().flat_map(|found| found.iter().cloned()));
    let copies = copies::find(&documents, &plans, links);
    for (plan, copy_of) in plans.iter_mut().zip(&copies) {
        if plan.ties().copy_of != *copy_of {
            plan.ties_mut().copy_of = *copy_of;
        }
    }
    years::join(&documents, &mut plans);
    let plans = Plans::new(plans.into_iter().map(Some));
    kept.keep(read, (&documents, &plans), (links, found));
    let context = Context { documents: &documents, settings: &settings };
    years::check_replaced(&context, &plans, &mut sink);
    roll_up::check_occasions(&context, &mut sink);
    let reports = reports::join(&context, &plans, links, &mut sink);
    let sink = copies::report(&documents, &copies, sink);
    let mut report_of = vec![None; documents.len()];
    for (number, report) in reports.iter().enumerate() {
        for part in &report.parts {
            report_of[*part] = Some(number);
        }
    }
    let leads_to = |(number, head): (usize, &Head)| match head.is_plan() {
        true => Some(number),
        false => links[number].above,
    };
    let plan_of = documents.heads().enumerate().map(leads_to).collect();
    let reported = reports::reported(&documents, &reports);
    let joined = Joined {
        settings,
        reports,
        report_of,
        reported,
        plan_of,
        bounds: OnceLock::new(),
        descendants: OnceLock::new(),
        serving: OnceLock::new(),
        set_targets: OnceLock::new(),
        first_plans: OnceLock::new(),
        organisations: OnceLock::new(),
        by_source: OnceLock::new(),
        shared_indicators: OnceLock::new(),
    };
    // What was unpacked to join them has gone by then.
    let (documents, plans) = match documents.are_packed() {
        true => (documents.apart(), plans.apart()),
        false => (documents, plans),
    };
    (Resolved { joined: Arc::new(joined), documents, plans }, sink)
}

/// What the steps share.
pub(crate) struct Context<'a> {
    documents: &'a Documents,
    settings: &'a Settings,
}

impl Context<'_> {
    /// As [`Resolved::each`], where documents are not joined yet.
    fn each(&self, numbers: impl IntoIterator<Item = usize>, mut look: impl FnMut(&Context, usize)) {
        let look = |documents: &Documents, number| look(&Context { documents, settings: self.settings }, number);
        held::each(numbers, || self.documents.apart(), look);
    }

    fn goal(&self, at: GoalRef) -> &Goal {
        &self.documents[at.document].goals[at.goal]
    }
}

impl Resolved {
    /// The same with nothing unpacked yet: what is looked at in this view goes with it.
    pub fn apart(&self) -> Resolved {
        match self.documents.are_packed() {
            true => Resolved {
                joined: Arc::clone(&self.joined),
                documents: self.documents.apart(),
                plans: self.plans.apart(),
            },
            false => self.clone(),
        }
    }

    /// How many documents are gone through with one view.
    pub fn at_once(&self) -> usize {
        if self.documents.are_packed() { PART } else { 1 }
    }

    /// Goes through documents by their numbers, in an order in which neighbours have much in common, so that only a few are in
    /// memory at a time. `look` is handed a view to look at each in, and cannot keep what it sees there.
    pub fn each(&self, numbers: impl IntoIterator<Item = usize>, look: impl FnMut(&Resolved, usize)) {
        held::each(numbers, || self.apart(), look);
    }

    /// What joining gave for all documents together, to be changed; none where somebody else has a view of them.
    pub fn joined_mut(&mut self) -> Option<&mut Joined> {
        Arc::get_mut(&mut self.joined)
    }

    fn context(&self) -> Context<'_> {
        Context { documents: &self.documents, settings: &self.settings }
    }

    /// The goal at a place.
    pub fn goal(&self, at: GoalRef) -> &Goal {
        &self.documents[at.document].goals[at.goal]
    }

    /// The indicator at a place.
    pub fn indicator(&self, at: ItemRef) -> &Indicator {
        &self.goal(at.on).indicators[at.item]
    }

    /// The activity at a place.
    pub fn activity(&self, at: ItemRef) -> &Activity {
        &self.goal(at.on).activities[at.item]
    }

    /// The plan whose figures a document shows: a plan's own, the one that a follow-up follows, or the one that a
    /// contribution names. None where it names none, or one that cannot be had.
    pub fn plan_of(&self, document: usize) -> Option<&Plan> {
        self.plan_of[document].map(|plan| &self.plans[plan])
    }

    /// The number of that plan.
    pub fn plan_number_of(&self, document: usize) -> Option<usize> {
        self.plan_of[document]
    }

    /// The document of a plan.
    pub fn document(&self, plan: &Plan) -> &Document {
        &self.documents[plan.document]
    }

    /// The goal as it was decided: the first entry that has a title, else the first.
    pub fn origin(&self, goal: &JoinedGoal) -> &Goal {
        let titled = goal.entries.iter().map(|at| self.goal(*at)).find(|entry| entry.title.is_some());
        titled.unwrap_or_else(|| self.goal(goal.entries[0]))
    }

    /// Whose indicator it is: as written, else the owner of the goal's level; an addition to a goal of a plan above is
    /// owned by the organisation that adds it.
    pub fn owner(&self, goal: &JoinedGoal, at: ItemRef) -> Tier {
        if let Some(owner) = &self.indicator(at).owner {
            return owner.value;
        }
        if goal.entries.first() != Some(&at.on) && goal.entries[0].document != at.on.document {
            return self.documents.head(at.on.document).organisation.tier();
        }
        self.settings.steering.levels[goal.level].owner
    }

    /// Whether a document writes indicators that an organisation above its own owns: others may write the same.
    pub fn has_indicators_of_others(&self, plan: &Plan) -> bool {
        let tier = self.documents.head(plan.document).organisation.tier();
        plan.goals.iter().filter(|goal| goal.own).any(|goal| {
            goal.entries.iter().filter(|on| on.document == plan.document).any(|&on| {
                (0..self.goal(on).indicators.len()).any(|item| self.owner(goal, ItemRef { on, item }) < tier)
            })
        })
    }

    /// The target printed for an indicator: the nearest one set, own first, then each level above.
    pub fn target(&self, plan: &Plan, at: ItemRef) -> Option<&At<Target>> {
        match self.set_target(plan, at) {
            Some(set) => Some(&set.target),
            None => self.indicator(at).target.as_ref(),
        }
    }

    /// Where the printed target is one that a plan sets for an inherited indicator: that entry.
    pub fn set_target(&self, plan: &Plan, at: ItemRef) -> Option<&SetTarget> {
        for number in std::iter::once(plan.document).chain(plan.above.iter().copied()) {
            if let Some((target, _)) = self.plans[number].targets.iter().find(|(_, indicator)| *indicator == at) {
                return Some(&self.documents[number].targets[*target]);
            }
            // A target that stands on the indicator is nearer than those set above it.
            if at.on.document == number && self.indicator(at).target.is_some() {
                return None;
            }
        }
        None
    }

    /// What an id, a number or the name that it is made from names in one document, whatever stands above it.
    pub fn named_in(&self, document: usize, name: &str) -> impl Iterator<Item = Thing> {
        let (number, key) = (names::number_key(name), names::key(name));
        let names = self.documents.names(document);
        let found: Vec<Thing> = names.get(&number).chain(names.get(&key)).map(|(_, thing)| thing).collect();
        found.into_iter()
    }

    /// The indicator that an id names in one document.
    pub fn indicator_named(&self, document: usize, id: &str) -> Option<ItemRef> {
        self.named_in(document, id).find_map(|thing| match thing {
            Thing::Indicator(item) => Some(item),
            _ => None,
        })
    }

    /// The title or name of what an id or number names in a plan or in those above it.
    pub fn title_of(&self, plan: &Plan, name: &str) -> Option<&str> {
        let number = names::number_key(name).into_owned();
        let (key, number) = (names::key(name), number.as_str());
        let chain = || std::iter::once(plan.document).chain(plan.above.iter().copied());
        let found = |name: &str| {
            chain().flat_map(move |at| self.documents.names(at).get(name)).find_map(|(_, thing)| match thing {
                Thing::Goal(at) => self.goal(at).title.as_ref(),
                Thing::Indicator(at) => Some(&self.indicator(at).name),
                Thing::Activity(at) => Some(&self.activity(at).name),
            })
        };
        found(&key).or_else(|| found(number)).map(At::as_str)
    }

    /// Why the printed target of an indicator is as it is, where somebody says so.
    pub fn reason(&self, plan: &Plan, at: ItemRef) -> Option<&At<String>> {
        match self.set_target(plan, at) {
            Some(set) => set.reason.as_ref(),
            None => self.indicator(at).reason.as_ref(),
        }
    }
}
