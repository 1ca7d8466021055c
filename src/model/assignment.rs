//! Assignments (uppdrag): what somebody above has told an organisation to do beside its goals, and what is answered.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{At, Prose, Status, Value};
use crate::source::Span;

/// An assignment as written in one plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Assignment {
    /// The entry's place in the file.
    pub span: Span,
    /// The id, where written.
    pub id: Option<At<String>>,
    /// The number, printed as written: "KF 7".
    pub number: Option<At<String>>,
    /// What is to be done; may be left out where the assignment stands in a plan above.
    pub title: Option<At<String>>,
    /// The decision that gave it: "KF § 212, 2024-11-20".
    pub decision: Option<At<String>>,
    /// The goals that it serves: ids or numbers.
    pub goals: Vec<At<String>>,
    /// Who answers for it: an organisation that it is passed on to, a role or a group.
    pub responsible: Option<At<String>>,
    /// The day when it is to be done.
    pub due: Value<Date>,
}

/// What is reported of an assignment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AssignmentReport {
    /// Which assignment: its id or number.
    pub id: At<String>,
    /// How it stands.
    pub status: Option<At<Status>>,
    /// The answer.
    pub answer: Option<Prose>,
    /// The reference number of the matter that answers it.
    pub matter: Option<At<String>>,
    /// Whether some of it cannot be read, which is said already.
    pub is_unread: bool,
}

impl AssignmentReport {
    /// One in which nothing is reported yet.
    pub fn of(id: At<String>) -> AssignmentReport {
        AssignmentReport { id, status: None, answer: None, matter: None, is_unread: false }
    }

    /// Whether nothing is reported: a line of a form that nobody has filled in.
    pub fn is_empty(&self) -> bool {
        self.status.is_none() && self.answer.is_none() && self.matter.is_none() && !self.is_unread
    }
}

impl Status {
    /// The word for an assignment in a follow-up.
    pub fn word_of_assignment(self) -> &'static str {
        match self {
            Status::Done => "klart",
            Status::Ongoing => "pågår",
            Status::Late => "försenat",
            Status::NotStarted => "ej påbörjat",
            Status::Cancelled => "utgår",
        }
    }
}
