//! One file: an organisation's plan for a year, a follow-up of it or a contribution, with whichever parts its kind has.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Amendment, Assignment, At, Contribution, Decision, Economy, FollowUp, Goal, Organisation, OwnChart, Prose,
    SetTarget, Signs,
};
use crate::source::{SourceId, Span};

/// The kind of a document: what the key `dokument` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DocumentKind {
    /// An organisation's plan for a year.
    Plan,
    /// What is reported of a plan at an occasion within its year.
    TertialReport,
    /// What is reported of a plan when its year is over.
    AnnualReport,
    /// A contribution to a quality award.
    Contribution,
    /// What the plans below say of a plan's goals at an occasion.
    RollUp,
}

impl DocumentKind {
    /// Every kind, in the order of the format reference.
    pub const ALL: [DocumentKind; 5] = [
        DocumentKind::Plan,
        DocumentKind::TertialReport,
        DocumentKind::AnnualReport,
        DocumentKind::Contribution,
        DocumentKind::RollUp,
    ];

    /// The value of `dokument`.
    pub const fn key(self) -> &'static str {
        match self {
            DocumentKind::Plan => "verksamhetsplan",
            DocumentKind::TertialReport => "tertialrapport",
            DocumentKind::AnnualReport => "verksamhetsberättelse",
            DocumentKind::Contribution => "bidrag",
            DocumentKind::RollUp => "sammanställning",
        }
    }
}

/// The value of `dokument`.
impl fmt::Display for DocumentKind {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.key())
    }
}

/// A document as written in one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    /// The file.
    pub source: SourceId,
    /// Its kind.
    pub kind: DocumentKind,
    /// The year; `None` where it is missing or no year, which is reported. A follow-up has its plan's.
    pub year: Option<At<i16>>,
    /// The first and the last day of a plan whose year is no calendar year. A follow-up has its plan's.
    pub period: Option<(Date, Date)>,
    /// Whose document it is. A follow-up has its plan's.
    pub organisation: Organisation,
    /// The place of `organisation`, or of the file's start where it is missing.
    pub organisation_span: Span,
    /// The file of the plan above, as written.
    pub builds_on: Option<At<String>>,
    /// Inherited goals, indicators and activities shown though no own goal reaches them.
    pub covers: Vec<At<String>>,
    /// Inherited ones that do not concern this organisation.
    pub leaves_out: Vec<At<String>>,
    /// The cover.
    pub cover: Option<Cover>,
    /// The decision on a plan; one of which nothing is written yet where the key stands alone.
    pub decision: Option<Decision>,
    /// What was decided to change in a plan since, in order.
    pub amendments: Vec<Amendment>,
    /// The introduction.
    pub introduction: Option<Prose>,
    /// The goals in the order of the file, level by level.
    pub goals: Vec<Goal>,
    /// The assignments that the plan gives or adds to, in order.
    pub assignments: Vec<Assignment>,
    /// The organisation's own targets of inherited indicators, by id.
    pub targets: Vec<SetTarget>,
    /// Economy and budget.
    pub economy: Option<Economy>,
    /// Övrigt.
    pub other: Option<Prose>,
    /// The appendices.
    pub appendices: Vec<Appendix>,
    /// The charts of figures of its own, which its texts insert.
    pub charts: Vec<OwnChart>,
    /// What is reported, in a follow-up.
    pub follow_up: Option<Arc<FollowUp>>,
    /// What is said to the award, in a contribution.
    pub contribution: Option<Box<Contribution>>,
    /// Which occasion is rolled up, in a roll-up.
    pub roll_up: Option<Box<RollUpDocument>>,
    /// What it prints besides what is written in it.
    pub prints: Prints,
    /// Whether the goals have keys that nothing accepts, which is said already: then ids and whole lists may be lost.
    pub has_lost_goals: bool,
    /// What stands in some of its texts.
    pub signs: Signs,
}

impl Document {
    /// A document of a kind in which nothing is written yet.
    pub fn empty(source: SourceId, kind: DocumentKind, organisation_span: Span) -> Document {
        Document {
            source,
            kind,
            year: None,
            period: None,
            organisation: Organisation::default(),
            organisation_span,
            builds_on: None,
            covers: Vec::new(),
            leaves_out: Vec::new(),
            cover: None,
            decision: None,
            amendments: Vec::new(),
            introduction: None,
            goals: Vec::new(),
            assignments: Vec::new(),
            targets: Vec::new(),
            economy: None,
            other: None,
            appendices: Vec::new(),
            charts: Vec::new(),
            follow_up: None,
            contribution: None,
            roll_up: None,
            prints: Prints::default(),
            has_lost_goals: false,
            signs: Signs { inserts: true, places: true },
        }
    }

    /// Whether it is a plan: what others build on, are compared with and follow up.
    pub fn is_plan(&self) -> bool {
        self.kind == DocumentKind::Plan
    }

    /// The first and the last day of its year; `None` where it has none.
    pub fn days(&self) -> Option<(Date, Date)> {
        days(self.year.as_ref(), self.period)
    }

    /// The year in print, so many years later: "2025", or "2025/2026" where it goes on into the next.
    pub fn year_words(&self, later: i16) -> Option<String> {
        year_words(self.year.as_ref(), self.period, later)
    }

    /// Every Markdown text of the document, in the order of print.
    pub fn prose(&self) -> Vec<&Prose> {
        let mut all: Vec<&Prose> = Vec::new();
        all.extend(self.cover.iter().filter_map(|cover| cover.proposal.as_ref()));
        all.extend(&self.introduction);
        all.extend(self.follow_up.iter().flat_map(|follow_up| follow_up.prose()));
        all.extend(self.contribution.iter().flat_map(|contribution| contribution.prose()));
        for goal in &self.goals {
            all.extend(goal.sections.iter().map(|section| &section.prose));
            all.extend(goal.extra.iter().filter_map(|extra| extra.prose.as_ref()));
            all.extend(goal.indicators.iter().filter_map(|indicator| indicator.description.as_ref()));
        }
        if let Some(economy) = &self.economy {
            all.extend(&economy.resource_use);
            all.extend(economy.budget.iter().filter_map(|budget| budget.text.as_ref()));
        }
        all.extend(&self.other);
        all.extend(self.appendices.iter().filter_map(|appendix| appendix.text.as_ref()));
        all
    }
}

/// The first and the last day of a year.
pub(super) fn days(year: Option<&At<i16>>, period: Option<(Date, Date)>) -> Option<(Date, Date)> {
    let calendar_year = |year: i16| Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    period.or_else(|| calendar_year(year?.value))
}

/// A year in print, so many years later.
pub(super) fn year_words(year: Option<&At<i16>>, period: Option<(Date, Date)>, later: i16) -> Option<String> {
    let year = year?.value + later;
    let goes_on = period.is_some_and(|(first, last)| first.year() < last.year());
    Some(if goes_on { format!("{year}/{}", year + 1) } else { year.to_string() })
}

/// What a document prints besides what is written in it (innehåll).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prints {
    /// Whether it begins with its state at a glance.
    pub overview: bool,
    /// Whether tables of indicators show how these have moved.
    pub movement: bool,
    /// Whether a report tells what the plans below say of its goals.
    pub roll_up: bool,
}

impl Default for Prints {
    fn default() -> Prints {
        Prints { overview: true, movement: true, roll_up: true }
    }
}

/// What a roll-up (sammanställning) says of itself; the rest is computed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RollUpDocument {
    /// The occasion as written.
    pub period: Option<At<String>>,
    /// Its number in the steering model; `None` where that has no such occasion, which is reported.
    pub occasion: Option<usize>,
    /// The place of the value of `dokument`.
    pub place: Span,
}

/// The cover (försättsblad): everything optional.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cover {
    /// The part's place.
    pub span: Span,
    /// The title, where it is not made from kind, year and organisation.
    pub title: Option<At<String>>,
    /// The date of the decision.
    pub date: Option<At<Date>>,
    /// The reference number.
    pub reference: Option<At<String>>,
    /// Which appendix of the board's papers this document is.
    pub appendix: Option<At<String>>,
    /// To whom it is handed.
    pub to: Option<At<String>>,
    /// The officers who wrote it.
    pub officers: Vec<Officer>,
    /// How to reach the organisation.
    pub contact: Option<Contact>,
    /// The proposal for decision.
    pub proposal: Option<Prose>,
    /// The keys that are written, whatever they hold.
    pub written: Vec<Cow<'static, str>>,
}

/// An officer on the cover.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Officer {
    /// Name or function.
    pub name: At<String>,
    /// Telephone.
    pub telephone: Option<At<String>>,
    /// E-mail.
    pub email: Option<At<String>>,
}

/// How to reach the organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contact {
    /// Lines of the address.
    pub address: Vec<At<String>>,
    /// Telephone numbers.
    pub telephone: Vec<At<String>>,
    /// E-mail addresses.
    pub email: Vec<At<String>>,
    /// Web address.
    pub web: Option<At<String>>,
}

/// An appendix.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Appendix {
    /// Its title.
    pub title: At<String>,
    /// Its text, where a file holds it.
    pub text: Option<Prose>,
}
