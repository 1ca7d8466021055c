//! Marks: a sign with words, beside a goal, an outcome or an activity.

use std::borrow::Cow;

use crate::model::{Rank, Status, Tier};

/// A sign with words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// What it says, for its look.
    pub kind: MarkKind,
    /// The words.
    pub words: Cow<'a, str>,
    /// The assessment's key in the steering model, where it says one.
    pub assessment: Option<Cow<'a, str>>,
    /// Of how many things it says so, where things are counted; the words tell it too.
    pub count: Option<usize>,
}

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Whose indicator it is.
    Owner(Tier),
    /// How an outcome stands against its target.
    Outcome(Rank),
    /// That there is no outcome, by decision.
    NoOutcome,
    /// That nothing is said of it, where things are counted.
    Unreported,
    /// How a goal was assessed.
    Assessment(Rank),
    /// How an activity stands.
    Activity(Status),
    /// How an assignment stands.
    Assignment(Status),
}

impl MarkKind {
    /// Whether it says how something stands, and not only whose it is.
    pub fn says_how(self) -> bool {
        !matches!(self, MarkKind::Owner(_))
    }

    /// The sign before its words in plain text; none for a mark of words alone.
    pub fn character(self) -> &'static str {
        match self {
            MarkKind::Owner(_) => "",
            MarkKind::Outcome(rank) | MarkKind::Assessment(rank) => match rank {
                Rank::Best => "●",
                Rank::Between => "◐",
                Rank::Worst => "○",
                Rank::Outside => "–",
            },
            MarkKind::NoOutcome | MarkKind::Unreported => "–",
            MarkKind::Activity(status) | MarkKind::Assignment(status) => match status {
                Status::Done => "●",
                Status::Ongoing => "◐",
                Status::Late => "!",
                Status::NotStarted => "○",
                Status::Cancelled => "×",
            },
        }
    }

    /// A name for templates.
    pub fn name(self) -> &'static str {
        match self {
            MarkKind::Owner(Tier::Municipality) => "owner-municipality",
            MarkKind::Owner(Tier::Region) => "owner-region",
            MarkKind::Owner(Tier::Company) => "owner-company",
            MarkKind::Owner(Tier::Administration) => "owner-administration",
            MarkKind::Owner(Tier::Board) => "owner-board",
            MarkKind::Owner(Tier::Department) => "owner-department",
            MarkKind::Owner(Tier::Unit) => "owner-unit",
            MarkKind::Owner(Tier::Group) => "owner-group",
            MarkKind::Outcome(Rank::Best) | MarkKind::Assessment(Rank::Best) => "met",
            MarkKind::Outcome(Rank::Between) | MarkKind::Assessment(Rank::Between) => "near",
            MarkKind::Outcome(Rank::Worst) | MarkKind::Assessment(Rank::Worst) => "missed",
            MarkKind::Outcome(Rank::Outside) | MarkKind::Assessment(Rank::Outside) => "outside-scale",
            MarkKind::NoOutcome => "no-outcome",
            MarkKind::Unreported => "unreported",
            MarkKind::Activity(Status::Done) | MarkKind::Assignment(Status::Done) => "done",
            MarkKind::Activity(Status::Ongoing) | MarkKind::Assignment(Status::Ongoing) => "ongoing",
            MarkKind::Activity(Status::Late) | MarkKind::Assignment(Status::Late) => "late",
            MarkKind::Activity(Status::NotStarted) | MarkKind::Assignment(Status::NotStarted) => "not-started",
            MarkKind::Activity(Status::Cancelled) | MarkKind::Assignment(Status::Cancelled) => "cancelled",
        }
    }
}
