//! A table in print: what its columns hold, and its rows of typed cells.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::column::{ColumnKind, ColumnShape};
use super::{Destination, LabelledText, Mark, Movement};
use crate::model::{Outcome, Prose, Target, Unit, Value};

/// A table. `P` is what running text is in it: where it was read, or laid out; `L` is where a cell leads: a destination, or the
/// place that it leads to.
#[derive(Clone, Debug)]
pub struct Table<'a, P = &'a Prose, L = Destination> {
    /// Which table it is.
    pub kind: TableKind,
    /// What it is a table of, for those who do not see it; printed where `caption_shown`.
    pub caption: String,
    /// Whether the caption is printed for everybody.
    pub caption_shown: bool,
    /// What its amounts are counted in.
    pub unit: Option<Unit>,
    /// The columns.
    pub columns: Vec<Column<'a>>,
    /// The rows of the body.
    pub rows: Vec<TableRow<'a, P, L>>,
    /// The total, last.
    pub total: Option<Vec<Cell<'a, P, L>>>,
}

/// A row of a table's body.
#[derive(Clone, Debug)]
pub struct TableRow<'a, P = &'a Prose, L = Destination> {
    /// What sort of row it is.
    pub kind: RowKind,
    /// The id of what the row is about, where it is written.
    pub id: Option<&'a str>,
    /// The cells, as many as there are columns; a group's head has one.
    pub cells: Vec<Cell<'a, P, L>>,
    /// The analysis that stands under the row, across the whole table.
    pub analysis: Option<P>,
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

impl<'a, P, L> Table<'a, P, L> {
    /// The same table with other running text and other destinations, in the order of print. One that leads nowhere is left out.
    pub fn map<Q, M>(self, mut text: impl FnMut(P) -> Q, mut leads: impl FnMut(L) -> Option<M>) -> Table<'a, Q, M> {
        let Table { kind, caption, caption_shown, unit, columns, rows, total } = self;
        let mut cells = |cells: Vec<Cell<'a, P, L>>, text: &mut dyn FnMut(P) -> Q| {
            cells.into_iter().map(|cell| cell.map(&mut *text, &mut leads)).collect()
        };
        let rows = rows.into_iter().map(|TableRow { kind, id, cells: row, analysis }| {
            let row = cells(row, &mut text);
            TableRow { kind, id, cells: row, analysis: analysis.map(&mut text) }
        });
        let rows = rows.collect();
        let total = total.map(|total| cells(total, &mut text));
        Table { kind, caption, caption_shown, unit, columns, rows, total }
    }

    /// What the cells of each column are: targets and outcomes are figures where one of them is.
    pub fn shapes(&self) -> Vec<ColumnShape> {
        let rows = || self.rows.iter().map(|row| &row.cells).chain(&self.total);
        let has = |number: usize| rows().filter_map(|cells| cells.get(number)).any(|cell| cell.content.is_figure());
        let shape = |(number, column): (usize, &Column)| match column.shape() {
            ColumnShape::Target if has(number) => ColumnShape::Figure,
            shape => shape,
        };
        self.columns.iter().enumerate().map(shape).collect()
    }

    /// Every running text, in the order of print.
    pub fn texts(&self) -> impl Iterator<Item = &P> {
        let in_rows = self
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().filter_map(|cell| cell.prose.as_ref()).chain(&row.analysis));
        in_rows.chain(self.total.iter().flatten().filter_map(|cell| cell.prose.as_ref()))
    }
}

impl<'a> From<Vec<Cell<'a>>> for TableRow<'a> {
    fn from(cells: Vec<Cell<'a>>) -> TableRow<'a> {
        TableRow { kind: RowKind::Plain, id: None, cells, analysis: None }
    }
}

/// Which table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Indicators.
    Indicators,
    /// Indicators with their outcomes.
    Outcomes,
    /// Activities.
    Activities,
    /// Assignments.
    Assignments,
    /// The budget.
    Budget,
    /// The income statement.
    IncomeStatement,
    /// Changes of the budget.
    BudgetChanges,
    /// What was decided to change in the plan.
    Amendments,
    /// Measures for a budget in balance.
    Measures,
    /// The result that is carried over.
    CarriedResult,
    /// The glossary.
    Glossary,
    /// How many goals, indicators and activities there are, and how they stand.
    Overview,
    /// The goals that are assessed, each with how it stands.
    Goals,
    /// What departs from the plan.
    Departing,
    /// An indicator through the years.
    Trend,
    /// What the plans below say of a goal.
    RollUp,
    /// An indicator that several organisations report.
    Organisations,
}

impl TableKind {
    /// A name for templates.
    pub fn name(self) -> &'static str {
        match self {
            TableKind::Indicators => "indicators",
            TableKind::Outcomes => "outcomes",
            TableKind::Activities => "activities",
            TableKind::Assignments => "assignments",
            TableKind::Budget => "budget",
            TableKind::IncomeStatement => "statement",
            TableKind::BudgetChanges => "budget_changes",
            TableKind::Amendments => "amendments",
            TableKind::Measures => "measures",
            TableKind::CarriedResult => "carried_result",
            TableKind::Glossary => "glossary",
            TableKind::Overview => "overview",
            TableKind::Goals => "goals",
            TableKind::Departing => "departing",
            TableKind::Trend => "trend",
            TableKind::RollUp => "roll_up",
            TableKind::Organisations => "organisations",
        }
    }
}

/// A column's head.
#[derive(Clone, Debug)]
pub struct Column<'a> {
    /// The words; empty over the first column of the budget.
    pub label: Cow<'a, str>,
    /// What it holds.
    pub kind: ColumnKind,
}

impl<'a> Column<'a> {
    /// A column whose words stand somewhere already.
    pub(crate) fn of(label: &'a str, kind: ColumnKind) -> Column<'a> {
        Column { label: Cow::Borrowed(label), kind }
    }

    /// What its cells are.
    pub fn shape(&self) -> ColumnShape {
        self.kind.shape()
    }
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell<'a, P = &'a Prose, L = Destination> {
    /// Marks before the content.
    pub marks: Vec<Mark<'a>>,
    /// The content.
    pub content: Content<'a>,
    /// Lines under it, such as "Ansvarig: …".
    pub lines: Vec<LabelledText<'a>>,
    /// Prose under it.
    pub prose: Option<P>,
    /// Where the content leads.
    pub leads_to: Option<L>,
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
    /// How an indicator has moved.
    Movement(Box<Movement<'a>>),
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

    /// Whether it is a figure, and not words.
    pub fn is_figure(&self) -> bool {
        match self {
            Content::Amount(_) => true,
            Content::Target(target) => matches!(target, Target::Quantity(_) | Target::Bound(_)),
            Content::Outcome(outcome) => matches!(**outcome, Outcome::Figure(_) | Outcome::About(_)),
            Content::Empty | Content::Text(_) | Content::Movement(_) | Content::Date(_) => false,
        }
    }

    /// In print; the same in every format.
    pub fn print(&self) -> Cow<'_, str> {
        match self {
            Content::Empty => Cow::Borrowed(""),
            Content::Text(text) => Cow::Borrowed(text),
            Content::Target(target) => Cow::Owned(target.print()),
            Content::Outcome(outcome) => Cow::Owned(outcome.print()),
            Content::Movement(movement) => Cow::Borrowed(&movement.words),
            Content::Amount(amount) => Cow::Owned(crate::model::number::print_decimal(*amount)),
            Content::Date(date) => Cow::Owned(date.to_string()),
        }
    }
}

impl<'a, P, L> Cell<'a, P, L> {
    fn map<Q, M>(self, text: impl FnOnce(P) -> Q, leads: impl FnOnce(L) -> Option<M>) -> Cell<'a, Q, M> {
        let Cell { marks, content, lines, prose, leads_to } = self;
        Cell { marks, content, lines, prose: prose.map(text), leads_to: leads_to.and_then(leads) }
    }

    /// Whether there is more than its content in it.
    pub fn is_full(&self) -> bool {
        !self.marks.is_empty() || !self.lines.is_empty() || self.prose.is_some()
    }
}

impl<'a> Cell<'a> {
    /// A cell of this content alone.
    pub fn plain(content: Content<'a>) -> Cell<'a> {
        Cell { marks: Vec::new(), content, lines: Vec::new(), prose: None, leads_to: None }
    }

    /// Whether nothing is printed of it.
    pub fn is_empty(&self) -> bool {
        let is_bare = self.marks.is_empty() && self.lines.is_empty() && self.prose.is_none();
        is_bare && matches!(self.content, Content::Empty)
    }

    /// A date alone, or the words that stand for it; empty where none can be read.
    pub(crate) fn day(date: &Value<Date>, words: &'a Option<Box<str>>) -> Cell<'a> {
        Cell::plain(match words {
            Some(words) => Content::words(words),
            None => date.as_ref().map_or(Content::Empty, |date| Content::Date(date.value)),
        })
    }
}
