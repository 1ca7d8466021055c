//! What is printed, in order, without markup: headings, prose, tables of typed cells, marks. Decided once for every
//! output format; a format decides how a block looks, never which blocks there are.

mod assignments;
pub mod chart;
mod column;
pub mod contribution;
pub mod cover;
mod destination;
mod empty;
pub mod goals;
pub mod insert;
pub mod kinds;
pub mod labels;
mod marks;
mod movement;
mod overview;
pub mod red_thread;
pub mod roll_up;
pub mod shared_indicator;
pub mod plan;
pub mod report;
mod table;
pub mod tables;
mod tree;

use std::borrow::Cow;

use crate::model::{Document, DocumentKind, Prose, Unit};
use crate::resolve::{GoalRef, Plan, Report, Resolved};
use crate::source::SourceId;

pub use crate::model::Rank;
pub use chart::{Chart, trend_drawing};
pub use column::{ColumnKind, ColumnShape};
pub use cover::{Cover, CoverDecision, CoverName, CoverOfficer};
pub use destination::Destination;
pub use labels::{Labels, YEAR, drop_year};
pub use marks::{Mark, MarkKind};
pub use movement::Movement;
pub use table::{Cell, Column, Content, RowKind, Table, TableKind, TableRow};
pub use tree::{Tree, TreeItem};

/// The level of headings in the cover's proposal: below its own heading.
pub const PROPOSAL_LEVEL: u8 = 3;

/// The deepest level of headings that the contents list, whatever they are; the title is 1.
pub const CONTENTS_LEVEL: u8 = 3;

/// The level of headings in a cell: below every heading that there is.
pub const CELL_LEVEL: u8 = 7;

/// What a view is made from.
pub struct ViewContext<'a> {
    /// All documents, joined.
    pub resolved: &'a Resolved,
    /// The plan whose figures the document shows; the document alone where there is none.
    pub plan: &'a Plan,
    /// What is reported, in a follow-up.
    pub report: Option<&'a Report>,
    /// The document as written.
    pub document: &'a Document,
    /// The printed words.
    pub labels: &'a Labels,
}

impl<'a> ViewContext<'a> {
    /// What the view of a document is made from.
    pub fn of(resolved: &'a Resolved, labels: &'a Labels, document: usize) -> ViewContext<'a> {
        ViewContext {
            resolved,
            plan: resolved.plan_of(document).unwrap_or(&resolved.plans[document]),
            report: resolved.report_of(document),
            document: &resolved.documents[document],
            labels,
        }
    }

    /// The number of the occasion that the document is of.
    pub fn occasion(&self) -> Option<usize> {
        let rolled_up = self.document.roll_up.as_ref().and_then(|roll_up| roll_up.occasion);
        self.report.and_then(|report| report.occasion).or(rolled_up)
    }
}

/// A document in print.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// What it is printed from.
    pub origin: Origin,
    /// The title.
    pub title: String,
    /// The kind.
    pub page_kind: PageKind,
    /// The key of the occasion that a follow-up reports.
    pub occasion: Option<&'a str>,
    /// The printed word for the kind: Verksamhetsplan.
    pub kind: String,
    /// The year, where it is known.
    pub year: Option<i16>,
    /// The organisation's own name.
    pub organisation: String,
    /// The cover.
    pub cover: Cover<'a>,
    /// Which headings the contents list.
    pub contents: Contents,
    /// The titles of the appendices in order; the number stands in the text.
    pub appendices: Vec<AppendixLine>,
    /// The body.
    pub blocks: Vec<Block<'a>>,
}

/// What a page is printed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The document of this file; prose from another is inherited.
    File(SourceId),
    /// All documents of a year: a page of the site at this path, from the folder of pages and without extension.
    Site(String),
}

impl Origin {
    /// The file, where it is a document of one.
    pub fn file(&self) -> Option<SourceId> {
        match self {
            Origin::File(source) => Some(*source),
            Origin::Site(_) => None,
        }
    }
}

/// What sort of page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// That of a document.
    Document(DocumentKind),
    /// The goals of all plans of a year, from the council down.
    RedThread,
    /// An indicator that several organisations report.
    Indicator,
}

impl<'a> View<'a> {
    /// Every Markdown text of the view in the order of print, with the level of its first headings.
    pub fn prose(&self) -> Vec<(&'a Prose, u8)> {
        let mut all: Vec<(&Prose, u8)> = self.cover.proposal.map(|prose| (prose, PROPOSAL_LEVEL)).into_iter().collect();
        all.extend(prose_of(&self.blocks));
        all
    }
}

/// Every Markdown text of some blocks in the order of print, with the level of its first headings.
pub fn prose_of<'a>(blocks: &[Block<'a>]) -> Vec<(&'a Prose, u8)> {
    let mut all: Vec<(&Prose, u8)> = Vec::new();
    for block in blocks {
        match block {
            Block::Prose { prose, level } => all.push((prose, *level)),
            Block::Table(table) => {
                for row in &table.rows {
                    let texts = row.cells.iter().filter_map(|cell| cell.prose).chain(row.analysis);
                    all.extend(texts.map(|prose| (prose, CELL_LEVEL)));
                }
            }
            _ => {}
        }
    }
    all
}

/// Which headings the contents list; those of appendices never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// All of the three highest levels, those of prose too, and the organisation's own goals wherever they stand.
    All,
    /// The parts of the document, and below them what has a number: areas with their questions.
    PartsAndNumbered,
}

impl Contents {
    /// Whether a heading outside prose is listed.
    pub fn lists(self, heading: &Heading) -> bool {
        match self {
            Contents::All => heading.level <= CONTENTS_LEVEL || (heading.is_own && heading.goal.is_some()),
            Contents::PartsAndNumbered => {
                heading.level <= CONTENTS_LEVEL && (heading.level == 2 || heading.number.is_some())
            }
        }
    }

    /// Whether headings of prose are listed.
    pub fn lists_prose(self) -> bool {
        self == Contents::All
    }
}

/// A line of the list of appendices.
#[derive(Clone, Debug)]
pub struct AppendixLine {
    /// `Bilaga 1`.
    pub label: String,
    /// The title.
    pub title: String,
    /// Number of the block with its text, where it has one.
    pub block: Option<usize>,
}

/// A block of the body.
#[derive(Clone, Debug)]
pub enum Block<'a> {
    /// A heading.
    Heading(Heading<'a>),
    /// Prose.
    Prose {
        /// The text.
        prose: &'a Prose,
        /// The heading level of its first-level headings; 1 is the title's.
        level: u8,
    },
    /// A line such as "Ansvarig: Enhetschef".
    Line(LabelledText<'a>),
    /// How the goal whose heading stands before it was assessed.
    Assessment(Mark<'a>),
    /// A table.
    Table(Table<'a>),
    /// A chart.
    Chart(Chart<'a>),
    /// Lists in lists.
    Tree(Tree<'a>),
    /// "Se <number title>": the goal is printed in full elsewhere.
    See {
        /// The goal's number and title.
        words: String,
        /// The goal.
        goal: GoalRef,
        /// The goal's id, where it is written.
        id: Option<Cow<'a, str>>,
    },
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading<'a> {
    /// 2 for the first level below the title; can pass 6.
    pub level: u8,
    /// What sort of heading it is.
    pub kind: HeadingKind,
    /// The words before the title: "Nämndmål".
    pub label: Option<Cow<'a, str>>,
    /// The number as written.
    pub number: Option<Cow<'a, str>>,
    /// The title.
    pub title: Cow<'a, str>,
    /// The goal that it is the full heading of.
    pub goal: Option<GoalRef>,
    /// Whether the goal is one of those that the document's own organisation has set.
    pub is_own: bool,
    /// The goal's id, where it is written.
    pub id: Option<Cow<'a, str>>,
    /// The key in the steering model of a goal's level, or of a section.
    pub key: Option<Cow<'a, str>>,
}

/// What sort of heading it is; decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingKind {
    /// A part of the document.
    Part,
    /// A goal, with the number of its level counted from the top of what is printed.
    Goal,
    /// A section of a goal.
    Section,
    /// An appendix.
    Appendix,
}

impl HeadingKind {
    /// A name for templates.
    pub fn name(self) -> &'static str {
        match self {
            HeadingKind::Part => "part",
            HeadingKind::Goal => "goal",
            HeadingKind::Section => "section",
            HeadingKind::Appendix => "appendix",
        }
    }
}

/// A label with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledText<'a> {
    /// What it says.
    pub kind: LineKind,
    /// "Ansvarig"; empty where the text says all.
    pub label: Cow<'a, str>,
    /// The text.
    pub text: Cow<'a, str>,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Who answers for something.
    Responsible,
    /// Where figures come from.
    Origin,
    /// How many an outcome rests on.
    Count(usize),
    /// How others stand.
    Benchmark,
    /// Where a measure has moved in the last years.
    Trend,
    /// What the goal is expected to be at the end of the year.
    Forecast,
    /// Where a measure stood when its targets were set.
    StartingValue,
    /// The targets of several years.
    TargetsByYear,
    /// Why a target is as it is.
    Reason,
    /// How the council's target stands, where the own one is reached and it is not.
    CouncilTarget,
    /// At which occasion something was reported last.
    Reported,
    /// The administration that a statement is of.
    Administration,
    /// The organisation that a statement is of.
    Organisation,
    /// Who is its head.
    Head,
    /// What the amounts below are counted in.
    Unit(Unit),
    /// The decision that gave an assignment.
    Decision,
    /// The goals that an assignment belongs to.
    Goals,
    /// The matter that answers an assignment.
    Matter,
    /// What remains of a deficit when the measures have had their effect.
    Remaining,
    /// How many of the plans below have reported, or have assessed a goal, and how.
    RollUp,
    /// The lowest, the middle or the highest of several outcomes.
    Spread,
}

impl LineKind {
    /// A name for programs.
    pub fn name(self) -> &'static str {
        match self {
            LineKind::Responsible => "responsible",
            LineKind::Origin => "origin",
            LineKind::Count(_) => "count",
            LineKind::Benchmark => "benchmark",
            LineKind::Trend => "trend",
            LineKind::Forecast => "forecast",
            LineKind::StartingValue => "starting_value",
            LineKind::TargetsByYear => "targets_by_year",
            LineKind::Reason => "reason",
            LineKind::CouncilTarget => "council_target",
            LineKind::Reported => "reported",
            LineKind::Administration => "administration",
            LineKind::Organisation => "organisation",
            LineKind::Head => "head",
            LineKind::Unit(_) => "unit",
            LineKind::Decision => "decision",
            LineKind::Goals => "goals",
            LineKind::Matter => "matter",
            LineKind::Remaining => "remaining",
            LineKind::RollUp => "roll_up",
            LineKind::Spread => "spread",
        }
    }
}

impl<'a> LabelledText<'a> {
    /// A line of words that stand somewhere already.
    pub(crate) fn of(kind: LineKind, label: &'a str, text: &'a str) -> LabelledText<'a> {
        LabelledText { kind, label: Cow::Borrowed(label), text: Cow::Borrowed(text) }
    }
}
