//! A follow-up: what is reported of a plan at one occasion of its year.

use serde::{Deserialize, Serialize};

use super::{AssignmentReport, At, EconomyReport, Organisation, Prose, Rare, Value};
use crate::model::Outcome;
use crate::source::Span;

/// What a follow-up reports, as written in one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FollowUp {
    /// The occasion, as written: `T1`.
    pub period: Option<At<String>>,
    /// The file of the plan that it follows, as written; the plan beside it where absent.
    pub plan: Option<At<String>>,
    /// The role or group whose part of the report this file is.
    pub part: Option<At<String>>,
    /// The year, where written; the plan's is the one that holds.
    pub year: Option<At<i16>>,
    /// The organisation, where written; the plan's is the one that holds.
    pub organisation: Option<Organisation>,
    /// The place of the value of `dokument`.
    pub kind: Span,
    /// The summarising analysis.
    pub summary: Option<Prose>,
    /// What is reported of goals, in order.
    pub goals: Vec<GoalReport>,
    /// What is reported of indicators, in order.
    pub indicators: Vec<IndicatorReport>,
    /// What is reported of activities, in order.
    pub activities: Vec<ActivityReport>,
    /// What is reported of assignments, in order.
    pub assignments: Vec<AssignmentReport>,
    /// The places of the keys `mål`, `indikatorer`, `aktiviteter` and `uppdrag`, where written.
    pub keys: Keys,
    /// The economy.
    pub economy: Option<EconomyReport>,
    /// The systematic quality work.
    pub quality: Option<Prose>,
    /// Whether a list of what is reported cannot be read, which is said already: then nothing is known to be missing.
    pub is_unread: bool,
}

/// Where the keys of the reported things stand.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Keys {
    /// `mål`.
    pub goals: Option<Span>,
    /// `indikatorer`.
    pub indicators: Option<Span>,
    /// `aktiviteter`.
    pub activities: Option<Span>,
    /// `uppdrag`.
    pub assignments: Option<Span>,
}

/// What is reported of a goal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoalReport {
    /// Which goal: its id, number, or `level/number`.
    pub id: At<String>,
    /// Its title, where written; compared with the plan's, which is printed.
    pub title: Option<At<String>>,
    /// The number of its assessment in the steering model's list, best first.
    pub assessment: Value<usize>,
    /// The number of the assessment that is expected at the end of the year, in a report within it.
    pub forecast: Rare<usize>,
    /// How it stands, where its level is not assessed.
    pub status: Value<Status>,
    /// The analysis.
    pub analysis: Option<Prose>,
    /// Whether a key of it could not be read, which is said already: then nothing of it is known to be missing.
    pub has_unread_keys: bool,
}

/// What is reported of an indicator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IndicatorReport {
    /// Which indicator.
    pub id: At<String>,
    /// Its name, where written; compared with the plan's, which is printed.
    pub name: Option<At<String>>,
    /// The outcome of the period.
    pub outcome: Value<Outcome>,
    /// The outcome for men or boys.
    pub men: Rare<Outcome>,
    /// The outcome for women or girls.
    pub women: Rare<Outcome>,
    /// How many men or boys the outcome rests on.
    pub men_count: Rare<usize>,
    /// How many women or girls the outcome rests on.
    pub women_count: Rare<usize>,
    /// The outcome of the same occasion of the year before, where written.
    pub previous: Rare<Outcome>,
    /// The outcome that is expected of the whole year, in a report within it.
    pub forecast: Rare<Outcome>,
    /// The number of its assessment, where written.
    pub assessment: Value<usize>,
    /// The analysis.
    pub analysis: Option<Prose>,
    /// Whether a key of it could not be read, which is said already: then nothing of it is known to be missing.
    pub has_unread_keys: bool,
}

/// What is reported of an activity.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActivityReport {
    /// Which activity.
    pub id: At<String>,
    /// Its name, where written; compared with the plan's, which is printed.
    pub name: Option<At<String>>,
    /// How it stands.
    pub status: Value<Status>,
    /// How it departs from the plan.
    pub deviation: Rare<String>,
    /// The analysis.
    pub analysis: Option<Prose>,
    /// Whether a key of it could not be read, which is said already: then nothing of it is known to be missing.
    pub has_unread_keys: bool,
}

impl GoalReport {
    /// One in which nothing is reported yet.
    pub fn of(id: At<String>) -> GoalReport {
        GoalReport {
            id,
            title: None,
            assessment: Value::Absent,
            forecast: Rare::default(),
            status: Value::Absent,
            analysis: None,
            has_unread_keys: false,
        }
    }

    /// Whether nothing is reported: a line of a form that nobody has filled in.
    pub fn is_empty(&self) -> bool {
        self.assessment.is_absent()
            && self.forecast.is_absent()
            && self.status.is_absent()
            && self.analysis.is_none()
            && !self.has_unread_keys
    }
}

impl IndicatorReport {
    /// One in which nothing is reported yet.
    pub fn of(id: At<String>) -> IndicatorReport {
        IndicatorReport {
            id,
            name: None,
            outcome: Value::Absent,
            men: Rare::default(),
            women: Rare::default(),
            men_count: Rare::default(),
            women_count: Rare::default(),
            previous: Rare::default(),
            forecast: Rare::default(),
            assessment: Value::Absent,
            analysis: None,
            has_unread_keys: false,
        }
    }

    /// Whether nothing is reported: a line of a form that nobody has filled in.
    pub fn is_empty(&self) -> bool {
        let outcomes = [&self.outcome, &*self.men, &*self.women, &*self.forecast];
        outcomes.iter().all(|outcome| outcome.is_absent())
            && self.assessment.is_absent()
            && self.analysis.is_none()
            && !self.has_unread_keys
    }

    /// The outcomes as written, each under its key.
    pub fn outcomes(&self) -> impl Iterator<Item = (&'static str, &At<Outcome>)> {
        let all = [
            ("utfall", &self.outcome),
            ("män", &*self.men),
            ("kvinnor", &*self.women),
            ("föregående", &*self.previous),
            ("prognos", &*self.forecast),
        ];
        all.into_iter().filter_map(|(key, outcome)| Some((key, outcome.as_ref()?)))
    }
}

impl ActivityReport {
    /// One in which nothing is reported yet.
    pub fn of(id: At<String>) -> ActivityReport {
        ActivityReport {
            id,
            name: None,
            status: Value::Absent,
            deviation: Rare::default(),
            analysis: None,
            has_unread_keys: false,
        }
    }

    /// Whether nothing is reported: a line of a form that nobody has filled in.
    pub fn is_empty(&self) -> bool {
        self.status.is_absent() && self.deviation.is_absent() && self.analysis.is_none() && !self.has_unread_keys
    }
}

/// How an activity stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// It is done.
    Done,
    /// It is under way.
    Ongoing,
    /// It is late.
    Late,
    /// It has not begun.
    NotStarted,
    /// It was given up.
    Cancelled,
}

impl Status {
    /// Every status, in the order of the format reference.
    pub const ALL: [Status; 5] = [Status::Done, Status::Ongoing, Status::Late, Status::NotStarted, Status::Cancelled];

    /// The status in English, for programs.
    pub fn name(self) -> &'static str {
        match self {
            Status::Done => "done",
            Status::Ongoing => "ongoing",
            Status::Late => "late",
            Status::NotStarted => "not_started",
            Status::Cancelled => "cancelled",
        }
    }

    /// The word in a follow-up.
    pub fn word(self) -> &'static str {
        match self {
            Status::Done => "genomförd",
            Status::Ongoing => "pågår",
            Status::Late => "försenad",
            Status::NotStarted => "ej påbörjad",
            Status::Cancelled => "avbruten",
        }
    }

    /// Whether nothing more is to be reported of the activity.
    pub fn is_final(self) -> bool {
        matches!(self, Status::Done | Status::Cancelled)
    }
}

impl FollowUp {
    /// Every Markdown text of it, in the order of print.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        let goals = self.goals.iter().filter_map(|report| report.analysis.as_ref());
        let indicators = self.indicators.iter().filter_map(|report| report.analysis.as_ref());
        let activities = self.activities.iter().filter_map(|report| report.analysis.as_ref());
        let answers = self.assignments.iter().filter_map(|report| report.answer.as_ref());
        let economy = self.economy.iter().filter_map(|economy| economy.analysis.as_ref());
        self.summary
            .iter()
            .chain(goals)
            .chain(indicators)
            .chain(activities)
            .chain(answers)
            .chain(economy)
            .chain(&self.quality)
    }
}
