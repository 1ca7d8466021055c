//! What is reported and what is missing on a day: for each plan, occasion and responsible. Data first; as text and as
//! JSON in files of their own.
//!
//! | told | from | file |
//! | --- | --- | --- |
//! | which plans, and which files nothing can be said of | the paths asked for | `asked` |
//! | what is due at an occasion, and whether it is reported | the plan, its reports | `due` |
//! | how an occasion stands | what is due, the day | `occasion` |
//! | a part of it, in another order | what was asked for | `filter` |
//! | what each responsible has left, as letters | the same | `mail` |
//! | the days of the occasions | the same | `calendar` |
//! | activities and assignments past their end | their last known status, the day | `ended` |

pub mod asked;
pub mod calendar;
mod due;
mod ended;
pub mod filter;
pub mod json;
pub mod mail;
mod occasion;
pub mod table;
pub mod text;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::diagnostic::Bilingual;
use crate::model::swedish;
use crate::model::{Status as Stands, Tier};
use crate::read::load::Loaded;
pub use crate::resolve::reports::tally::Share;
use crate::resolve::{Plan, Thing};

/// How the plans asked for stand on a day.
#[derive(Clone, Debug)]
pub struct Status {
    /// The day.
    pub today: Date,
    /// The plans: the latest year first, in it the organisations in Swedish order; those of upper levels that nobody has
    /// followed up come last.
    pub plans: Vec<PlanStatus>,
    /// The files that nothing can be said of, by path.
    pub notes: Vec<Note>,
}

/// How one plan stands.
#[derive(Clone, Debug)]
pub struct PlanStatus {
    /// Its year.
    pub year: i16,
    /// Its organisation's names, from the municipality down.
    pub organisation: Vec<(Tier, String)>,
    /// The file, as the user would write it.
    pub path: String,
    /// Whether there is a follow-up of it at all.
    pub is_followed_up: bool,
    /// Whether it is the plan of a municipality or a board that nobody has followed up, asked for together with plans that
    /// build on it.
    pub is_set_aside: bool,
    /// Every occasion of the year, in order.
    pub occasions: Vec<OccasionStatus>,
    /// The activities and assignments past their end that are neither done nor given up, by their ends.
    pub ended: Vec<Ended>,
}

/// How an occasion of a plan stands.
#[derive(Clone, Debug)]
pub struct OccasionStatus {
    /// `T1`, `VB` …
    pub key: String,
    /// The day up to which it reports.
    pub date: Date,
    /// How far the reporting has come.
    pub state: State,
    /// Days since the occasion, from 0 on its own day; `None` where it is to come.
    pub days_past: Option<i32>,
    /// Whether it is the first occasion of the plan that is still to come.
    pub is_next: bool,
    /// The files of its report.
    pub files: Vec<String>,
    /// How many plans of the same year build right on this one, and how many of them have a report; none where none does.
    pub below: Option<Share>,
    /// What is due, by who answers for it, in Swedish order; what nobody answers for comes last.
    pub by: Vec<Responsible>,
}

/// How far the reporting of an occasion has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The occasion is to come and nothing is reported.
    NotYet,
    /// The occasion has come and nothing is reported.
    Open,
    /// Something is reported, but not all that is due.
    UnderWay,
    /// All that is due is reported.
    Complete,
}

/// What somebody answers for at an occasion.
#[derive(Clone, Debug)]
pub struct Responsible {
    /// A role or a group; `None` where the plan names nobody.
    pub name: Option<String>,
    /// What is due, in the order of print.
    pub due: Vec<Due>,
}

/// A goal, an indicator, an activity or an assignment that is due.
#[derive(Clone, Debug)]
pub struct Due {
    /// What it is.
    pub sort: DueKind,
    /// Where the plan has it.
    pub place: DuePlace,
    /// Its id.
    pub id: String,
    /// Its title or name.
    pub name: String,
    /// Whether it is reported.
    pub is_reported: bool,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueKind {
    /// A goal to be assessed.
    Goal,
    /// An indicator.
    Indicator,
    /// An activity.
    Activity,
    /// An assignment to be answered.
    Assignment,
}

/// Where a plan has what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuePlace {
    /// Among its goals.
    Thing(Thing),
    /// The number of the assignment in the joined plan.
    Assignment(usize),
}

impl DueKind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [DueKind; 4] = [DueKind::Goal, DueKind::Indicator, DueKind::Activity, DueKind::Assignment];

    /// The word for one.
    pub fn one(self) -> Bilingual {
        match self {
            DueKind::Goal => Bilingual::fixed("mål", "goal"),
            DueKind::Indicator => Bilingual::fixed("indikator", "indicator"),
            DueKind::Activity => Bilingual::fixed("aktivitet", "activity"),
            DueKind::Assignment => Bilingual::fixed("uppdrag", "assignment"),
        }
    }

    /// The word for several.
    pub fn many(self) -> Bilingual {
        match self {
            DueKind::Goal => Bilingual::fixed("mål", "goals"),
            DueKind::Indicator => Bilingual::fixed("indikatorer", "indicators"),
            DueKind::Activity => Bilingual::fixed("aktiviteter", "activities"),
            DueKind::Assignment => Bilingual::fixed("uppdrag", "assignments"),
        }
    }
}

/// An activity or assignment past its end that is neither done nor given up.
#[derive(Clone, Debug)]
pub struct Ended {
    /// What it is.
    pub sort: DueKind,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// Its last day.
    pub end: Date,
    /// What was last reported of it.
    pub last: Option<LastKnown>,
}

/// What was last reported of an activity or assignment.
#[derive(Clone, Debug)]
pub struct LastKnown {
    /// How it stood.
    pub status: Stands,
    /// At which occasion.
    pub occasion: String,
    /// In which file.
    pub path: String,
}

/// A file that nothing can be said of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The file.
    pub path: String,
    /// Why.
    pub why: Why,
}

/// Why nothing can be said of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It cannot be read as a plan or a follow-up.
    Unreadable,
    /// A plan above it cannot be read.
    AboveUnreadable,
    /// It is a plan without a year.
    NoYear,
    /// It is a follow-up whose plan cannot be found or read.
    NoPlan,
    /// It is a follow-up of a period that is missing or unknown.
    NoPeriod,
}

/// How many things are due, and how many of them are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Due.
    pub due: usize,
    /// Reported.
    pub reported: usize,
}

impl Count {
    /// Due and not reported.
    pub fn missing(self) -> usize {
        self.due - self.reported
    }

    /// Counts things.
    pub fn of<'d>(due: impl Iterator<Item = &'d Due>) -> Count {
        due.fold(Count::default(), |count, due| Count {
            due: count.due + 1,
            reported: count.reported + usize::from(due.is_reported),
        })
    }
}

impl OccasionStatus {
    /// Everything due.
    pub fn due(&self) -> impl Iterator<Item = &Due> {
        self.by.iter().flat_map(|responsible| &responsible.due)
    }

    /// How many of a kind.
    pub fn count(&self, sort: DueKind) -> Count {
        Count::of(self.due().filter(|due| due.sort == sort))
    }

    /// How many of everything.
    pub fn total(&self) -> Count {
        Count::of(self.due())
    }

    /// Whether its day has come.
    pub fn has_come(&self) -> bool {
        self.days_past.is_some()
    }

    /// Whether its day has passed though something is missing.
    pub fn is_overdue(&self) -> bool {
        self.days_past.is_some_and(|days| days > 0) && self.state != State::Complete
    }
}

impl PlanStatus {
    /// The organisation's own name; the path where the plan names none.
    pub fn name(&self) -> &str {
        self.organisation.last().map_or(&self.path, |(_, name)| name)
    }

    /// The occasions whose day has come.
    pub fn come(&self) -> impl Iterator<Item = &OccasionStatus> {
        self.occasions.iter().filter(|occasion| occasion.has_come())
    }

    /// The first occasion still to come.
    pub fn next(&self) -> Option<&OccasionStatus> {
        self.occasions.iter().find(|occasion| occasion.is_next)
    }

    /// Whether something is missing at an occasion whose day has come.
    pub fn lacks_something(&self) -> bool {
        self.come().any(|occasion| occasion.total().missing() > 0)
    }
}

impl Status {
    /// How the plans that were asked for stand on a day.
    pub fn of(loaded: &Loaded, today: Date) -> Status {
        let (asked, notes) = asked::plans(loaded);
        let above = |number: &usize| loaded.resolved.plans[*number].above.iter().copied();
        let above: BTreeSet<usize> = asked.iter().flat_map(above).collect();
        let plans = asked.into_iter().filter_map(|number| {
            let plan = &loaded.resolved.plans[number];
            let year = loaded.resolved.document(plan).year.as_ref()?.value;
            Some(plan_status(loaded, plan, year, above.contains(&number), today))
        });
        let mut status = Status { today, plans: plans.collect(), notes };
        status.sort();
        status
    }

    /// The same with the plans and notes of another folder.
    pub fn join(mut self, other: Status) -> Status {
        self.plans.extend(other.plans);
        self.notes.extend(other.notes);
        self.sort();
        self
    }

    fn sort(&mut self) {
        let order = swedish();
        self.plans.sort_by(|one, two| {
            let names = one.organisation.iter().zip(&two.organisation);
            let mut names = names.map(|((_, one), (_, two))| order.compare(one, two));
            let years = two.year.cmp(&one.year).then(one.is_set_aside.cmp(&two.is_set_aside));
            years
                .then_with(|| names.find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal))
                .then_with(|| one.organisation.len().cmp(&two.organisation.len()))
                .then_with(|| one.path.cmp(&two.path))
        });
        self.notes.sort();
        self.notes.dedup();
    }
}

fn plan_status(loaded: &Loaded, plan: &Plan, year: i16, is_built_on: bool, today: Date) -> PlanStatus {
    let document = loaded.resolved.document(plan);
    let is_followed_up = loaded.resolved.reports_on(plan.document).next().is_some();
    let names = &document.organisation.names;
    PlanStatus {
        year,
        organisation: names.iter().map(|(tier, name)| (*tier, name.value.clone())).collect(),
        path: loaded.sources.path(document.source).to_owned(),
        is_followed_up,
        is_set_aside: !is_followed_up && is_built_on && document.organisation.tier() <= Tier::Company,
        occasions: occasion::all(loaded, plan, today),
        ended: ended::all(loaded, plan, today),
    }
}
