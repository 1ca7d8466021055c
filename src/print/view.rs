//! What is printed, in order, without markup: headings, prose, tables of typed cells, marks. Decided once for every
//! output format; a format decides how a block looks, never which blocks there are.

pub mod contribution;
pub mod cover;
pub mod goals;
pub mod insert;
pub mod kinds;
pub mod labels;
mod marks;
pub mod plan;
pub mod report;
pub mod tables;

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{Document, Outcome, Prose, Target, Value};
use crate::resolve::{GoalRef, Plan, Report, Resolved};
use crate::source::SourceId;

pub use crate::model::Rank;
pub use labels::Labels;
pub use marks::{Mark, MarkKind};

/// The level of headings in the cover's proposal: below its own heading.
pub const PROPOSAL_LEVEL: u8 = 3;

/// The level of headings in a cell: below every heading that there is.
pub const CELL_LEVEL: u8 = 7;

/// What a view is made from.
pub struct Scene<'a> {
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

impl<'a> Scene<'a> {
    /// What the view of a document is made from.
    pub fn of(resolved: &'a Resolved, labels: &'a Labels, document: usize) -> Scene<'a> {
        Scene {
            resolved,
            plan: resolved.plan_of(document).unwrap_or(&resolved.plans[document]),
            report: resolved.report_of(document),
            document: &resolved.documents[document],
            labels,
        }
    }
}

/// A document in print.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// The file that the document was read from; prose from another is inherited.
    pub source: SourceId,
    /// The title.
    pub title: String,
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
    /// All of the three highest levels, those of prose too.
    All,
    /// The parts of the document, and below them what has a number: areas with their questions.
    PartsAndNumbered,
}

impl Contents {
    /// Whether a heading outside prose is listed.
    pub fn lists(self, heading: &Heading) -> bool {
        match self {
            Contents::All => true,
            Contents::PartsAndNumbered => heading.level == 2 || heading.number.is_some(),
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

/// The cover, each part only where given, in the order of print.
#[derive(Clone, Debug, Default)]
pub struct Cover<'a> {
    /// The organisation's names from the municipality down, with the administration after the board.
    pub names: Vec<String>,
    /// The officers: name, and lines such as "Telefon: …".
    pub officers: Vec<(String, Vec<String>)>,
    /// Lines such as "Bilaga 7" and "Dnr: …".
    pub references: Vec<String>,
    /// The date.
    pub date: Option<Date>,
    /// To whom.
    pub to: Option<String>,
    /// The proposal for decision.
    pub proposal: Option<&'a Prose>,
    /// The head's title.
    pub head: Option<String>,
    /// Lines of the address, and telephone numbers.
    pub contact: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Web addresses.
    pub web: Vec<String>,
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
    Line(Line<'a>),
    /// How the goal whose heading stands before it was assessed.
    Assessment(Mark<'a>),
    /// A table.
    Table(Table<'a>),
    /// "Se <number title>": the goal is printed in full elsewhere.
    See {
        /// The goal's number and title.
        words: String,
        /// The goal.
        goal: GoalRef,
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
    /// The goal's id, where it is written.
    pub id: Option<Cow<'a, str>>,
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
pub struct Line<'a> {
    /// "Ansvarig".
    pub label: Cow<'a, str>,
    /// The text.
    pub text: Cow<'a, str>,
}

impl<'a> Line<'a> {
    /// A line of words that stand somewhere already.
    pub(crate) fn of(label: &'a str, text: &'a str) -> Line<'a> {
        Line { label: Cow::Borrowed(label), text: Cow::Borrowed(text) }
    }
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// Which table it is.
    pub kind: TableKind,
    /// What it is a table of, for those who do not see it; printed where `caption_shown`.
    pub caption: String,
    /// Whether the caption is printed for everybody.
    pub caption_shown: bool,
    /// The columns.
    pub columns: Vec<Column<'a>>,
    /// The rows of the body.
    pub rows: Vec<TableRow<'a>>,
    /// The total, last.
    pub total: Option<Vec<Cell<'a>>>,
}

/// A row of a table's body.
#[derive(Clone, Debug)]
pub struct TableRow<'a> {
    /// What sort of row it is.
    pub kind: RowKind,
    /// The cells, as many as there are columns; a group's head has one.
    pub cells: Vec<Cell<'a>>,
    /// The analysis that stands under the row, across the whole table.
    pub analysis: Option<&'a Prose>,
}

/// What sort of row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A row like most.
    Plain,
    /// The head of the rows below it: "Intäkter".
    Group,
    /// The sum of the rows above it, within the table: "Summa intäkter".
    Sum,
}

impl RowKind {
    /// A name for templates.
    pub fn name(self) -> &'static str {
        match self {
            RowKind::Plain => "plain",
            RowKind::Group => "group",
            RowKind::Sum => "sum",
        }
    }
}

impl<'a> From<Vec<Cell<'a>>> for TableRow<'a> {
    fn from(cells: Vec<Cell<'a>>) -> TableRow<'a> {
        TableRow { kind: RowKind::Plain, cells, analysis: None }
    }
}

/// Which table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Indicators.
    Indicators,
    /// Indicators with their outcomes.
    Outcomes,
    /// Activities.
    Activities,
    /// The budget.
    Budget,
    /// The income statement.
    Statement,
    /// The glossary.
    Glossary,
}

impl TableKind {
    /// A name for templates.
    pub fn name(self) -> &'static str {
        match self {
            TableKind::Indicators => "indicators",
            TableKind::Outcomes => "outcomes",
            TableKind::Activities => "activities",
            TableKind::Budget => "budget",
            TableKind::Statement => "statement",
            TableKind::Glossary => "glossary",
        }
    }
}

/// A column's head.
#[derive(Clone, Debug)]
pub struct Column<'a> {
    /// The words; empty over the first column of the budget.
    pub label: Cow<'a, str>,
    /// What its cells are.
    pub shape: ColumnShape,
}

impl<'a> Column<'a> {
    /// A column whose words stand somewhere already.
    pub(crate) fn of(label: &'a str, shape: ColumnShape) -> Column<'a> {
        Column { label: Cow::Borrowed(label), shape }
    }
}

/// What a column holds; decides alignment and wrapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnShape {
    /// The first column: names, each its row's head.
    Name,
    /// Targets: figures or short phrases.
    Target,
    /// Dates.
    Date,
    /// Words.
    Word,
    /// Amounts.
    Amount,
}

impl ColumnShape {
    /// A name for templates.
    pub fn name(self) -> &'static str {
        match self {
            ColumnShape::Name => "name",
            ColumnShape::Target => "target",
            ColumnShape::Date => "date",
            ColumnShape::Word => "word",
            ColumnShape::Amount => "amount",
        }
    }
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// Marks before the content.
    pub marks: Vec<Mark<'a>>,
    /// The content.
    pub content: Content<'a>,
    /// Lines under it, such as "Ansvarig: …".
    pub lines: Vec<Line<'a>>,
    /// Prose under it.
    pub prose: Option<&'a Prose>,
}

/// What a cell holds.
#[derive(Clone, Debug)]
pub enum Content<'a> {
    /// Nothing: stays empty in print.
    Empty,
    /// Words.
    Text(Cow<'a, str>),
    /// A target as it is printed.
    Target(&'a Target),
    /// An outcome as it is printed.
    Outcome(Cow<'a, Outcome>),
    /// An amount, with its number of decimals.
    Amount(Decimal),
    /// A date.
    Date(Date),
}

impl<'a> Content<'a> {
    /// Words that stand somewhere already.
    pub(crate) fn words(words: &'a str) -> Content<'a> {
        Content::Text(Cow::Borrowed(words))
    }

    /// In print; the same in every format.
    pub fn print(&self) -> Cow<'_, str> {
        match self {
            Content::Empty => Cow::Borrowed(""),
            Content::Text(text) => Cow::Borrowed(text),
            Content::Target(target) => Cow::Owned(target.print()),
            Content::Outcome(outcome) => Cow::Owned(outcome.print()),
            Content::Amount(amount) => Cow::Owned(crate::model::number::print_decimal(*amount)),
            Content::Date(date) => Cow::Owned(date.to_string()),
        }
    }
}

impl<'a> Cell<'a> {
    /// A cell of this content alone.
    pub fn plain(content: Content<'a>) -> Cell<'a> {
        Cell { marks: Vec::new(), content, lines: Vec::new(), prose: None }
    }

    /// A date alone; empty where none can be read.
    pub(crate) fn date(date: &Value<Date>) -> Cell<'a> {
        Cell::plain(date.as_ref().map_or(Content::Empty, |date| Content::Date(date.value)))
    }
}
