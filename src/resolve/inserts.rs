//! What inserts in texts stand for: parts of the plan or of its follow-ups, and figures.
//!
//! An insert is about the plan of the document that its text is written in, wherever the text is printed:
//!
//! | in | a goal is printed as | tables are printed as | an outcome without a year is of |
//! | --- | --- | --- | --- |
//! | a plan | in the plan | in the plan | the year before |
//! | a follow-up | in the follow-up | in the follow-up | the follow-up's occasion |
//! | a document that draws on a plan | in the plan | in the plan's last follow-up that has something of them, else in the plan, beside the outcomes of earlier years | the plan's year, the last occasion that has one |

pub(super) mod bounds;
mod named;
mod outcomes;
mod printed;
mod texts;
mod trend;

use std::borrow::Cow;

pub use self::printed::{NoRoom, Unprinted};
pub use self::trend::{Change, Through, Trend, TrendPoint};
use super::reports::ItemKind;
use super::{ItemRef, Plan, Report, Resolved};
use crate::model::{ChartKind, Outcome, Target};
use crate::plan_format::fields::same_key;
use crate::plan_format::parts::insert::{InsertCall, Times, Token};
use crate::source::SourceId;

/// More parts than this are not printed within the texts of one document: parts hold texts that hold parts.
pub const MOST_PARTS: usize = 500;

/// What an insert prints.
#[derive(Debug)]
pub enum Inserted<'r> {
    /// Blocks.
    Part(InsertedPart),
    /// A figure within a line.
    Figure(Figure<'r>),
}

/// A part of a plan or of a follow-up.
#[derive(Debug)]
pub struct InsertedPart {
    /// Number of the document that it is a part of, in whose form it is printed.
    pub document: usize,
    /// Which part.
    pub what: What,
}

/// Which part is printed.
#[derive(Debug, PartialEq, Eq)]
pub enum What {
    /// The goal of this number among the plan's goals, without those below it.
    Goal(usize),
    /// A table of indicators.
    Indicators(Rows),
    /// A table of activities.
    Activities(Rows),
    /// The budget.
    Budget,
    /// The income statement.
    IncomeStatement,
    /// An indicator through the years, drawn in this way.
    Trend(ChartKind, Trend),
    /// The document's own chart of this number.
    OwnChart(usize),
    /// The budget, drawn.
    BudgetChart,
    /// The income statement, drawn.
    IncomeStatementChart,
}

/// The rows of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Rows {
    /// The goal that all of them stand on, as a number among the plan's goals; `None` for those of the whole plan.
    pub goal: Option<usize>,
    /// Each with its goal, in the order of print.
    pub items: Vec<(usize, ItemRef)>,
    /// The outcomes of several years that stand beside the plan's own columns, the earliest first.
    pub years: Vec<OfYear>,
}

/// The outcomes of one year in a table.
#[derive(Debug, PartialEq, Eq)]
pub struct OfYear {
    /// The year.
    pub year: i16,
    /// The outcome of each row, where there is one.
    pub outcomes: Vec<Option<Outcome>>,
}

/// A figure.
#[derive(Clone, Debug)]
pub enum Figure<'r> {
    /// An outcome.
    Outcome(Cow<'r, Outcome>),
    /// A target.
    Target(Cow<'r, Target>),
}

impl Figure<'_> {
    /// In print, as in a table.
    pub fn print(&self) -> String {
        match self {
            Figure::Outcome(outcome) => outcome.print(),
            Figure::Target(target) => target.print(),
        }
    }

    /// The same figure, which needs no document to stay.
    pub fn into_owned(self) -> Figure<'static> {
        match self {
            Figure::Outcome(outcome) => Figure::Outcome(Cow::Owned(outcome.into_owned())),
            Figure::Target(target) => Figure::Target(Cow::Owned(target.into_owned())),
        }
    }
}

/// Why nothing is printed for an insert that can be read.
#[derive(Debug)]
pub enum Lacking<'t> {
    /// The document draws on no plan.
    NoPlan,
    /// A plan that is named could not be read, which is said already.
    Unknowable,
    /// The name names nothing.
    NamesNothing {
        /// The name.
        name: Token<'t>,
        /// What it should name.
        sort: ItemKind,
    },
    /// The name names neither a chart of the document nor an indicator.
    NoChart(Token<'t>),
    /// The name names something of another sort.
    OfAnotherKind {
        /// The name.
        name: Token<'t>,
        /// What it should name.
        wanted: ItemKind,
        /// What it names.
        found: ItemKind,
    },
    /// The name names several things.
    Ambiguous(Token<'t>),
    /// There are no rows for the table.
    NoRows(ItemKind),
    /// The plan has no budget table.
    NoBudget,
    /// There is no income statement.
    NoIncomeStatement,
    /// There is no such outcome.
    NoOutcome {
        /// The indicator's name.
        name: Token<'t>,
        /// The year that was looked in.
        year: Option<i16>,
        /// Why there is none.
        why: NoOutcome,
        /// The years that have one.
        years: Vec<i16>,
    },
    /// The target is not set.
    NoTarget {
        /// The indicator's name.
        name: Token<'t>,
        /// The year that was looked in.
        year: Option<i16>,
        /// Whether it is the council's.
        is_council: bool,
    },
}

/// Why there is no outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOutcome {
    /// None is reported.
    NotReported,
    /// It is decided that there is none.
    Decided,
    /// There is one for all, but none for the gender.
    NotPerGender,
}

/// The document that an insert is written in, and what it draws on.
struct Scope<'r> {
    resolved: &'r Resolved,
    /// Number of the document.
    document: usize,
    plan: &'r Plan,
    /// The report that the document is a part of.
    report: Option<&'r Report>,
}

impl Resolved {
    /// The document that was read from a file.
    pub fn document_of(&self, source: SourceId) -> Option<usize> {
        let of = || self.documents.heads().enumerate().map(|(number, head)| (head.source, number)).collect();
        self.by_source.get_or_init(of).get(&source).copied()
    }

    /// The number of the document's own chart that a name names.
    pub fn own_chart(&self, document: usize, name: &str) -> Option<usize> {
        self.documents[document].charts.iter().position(|chart| same_key(chart.id.as_str(), name))
    }

    /// What an insert prints that is written in a document.
    ///
    /// Errors: what is lacking.
    pub fn inserted<'t>(&self, document: usize, wish: &InsertCall<'t>) -> Result<Inserted<'_>, Lacking<'t>> {
        // A document's own chart needs no plan.
        if let InsertCall::Chart(name, times) = wish
            && *times == Times::default()
            && let Some(number) = self.own_chart(document, name.text)
        {
            return Ok(Inserted::Part(InsertedPart { document, what: What::OwnChart(number) }));
        }
        let Some(plan) = self.plan_of(document) else {
            // A contribution may do without a plan; where one is named it could not be had.
            let contribution = self.documents[document].contribution.as_ref();
            let names_none = contribution.is_some_and(|contribution| contribution.plan.is_none());
            return Err(match wish {
                InsertCall::Chart(name, _) if names_none => Lacking::NoChart(name.clone()),
                _ if names_none => Lacking::NoPlan,
                _ => Lacking::Unknowable,
            });
        };
        let scope = Scope { resolved: self, document, plan, report: self.report_of(document) };
        let part = |part: InsertedPart| Ok(Inserted::Part(part));
        match wish {
            InsertCall::Goal(name) => {
                part(InsertedPart { document: scope.form(), what: What::Goal(scope.goal(name)?) })
            }
            InsertCall::Indicator(name) => part(scope.indicators(Some(vec![scope.indicator(name)?]), None)?),
            InsertCall::Activity(name) => part(scope.activities(Some(vec![scope.activity(name)?]), None)?),
            InsertCall::Indicators(goal) => {
                let goal = goal.as_ref().map(|name| scope.goal(name)).transpose()?;
                part(scope.indicators(None, goal)?)
            }
            InsertCall::Activities(goal) => {
                let goal = goal.as_ref().map(|name| scope.goal(name)).transpose()?;
                part(scope.activities(None, goal)?)
            }
            InsertCall::Budget => part(scope.budget(What::Budget)?),
            InsertCall::BudgetChart => part(scope.budget(What::BudgetChart)?),
            InsertCall::IncomeStatement => part(scope.income_statement(What::IncomeStatement)?),
            InsertCall::IncomeStatementChart => part(scope.income_statement(What::IncomeStatementChart)?),
            InsertCall::Trend(name, times) => {
                let what = What::Trend(ChartKind::Lines, scope.trend(name, times)?);
                part(InsertedPart { document, what })
            }
            InsertCall::Chart(name, times) => {
                let trend = scope.trend(name, times).map_err(|lacking| match lacking {
                    Lacking::NamesNothing { name, .. } => Lacking::NoChart(name),
                    lacking => lacking,
                })?;
                let what = What::Trend(ChartKind::Columns, trend);
                part(InsertedPart { document, what })
            }
            InsertCall::Outcome(name, when) => scope.outcome(name, *when).map(Inserted::Figure),
            InsertCall::Target(name, year) => scope.target(name, *year, false).map(Inserted::Figure),
            InsertCall::CouncilTarget(name, year) => scope.target(name, *year, true).map(Inserted::Figure),
        }
    }
}

impl<'r> Scope<'r> {
    /// The document in whose form goals are printed.
    fn form(&self) -> usize {
        if self.report.is_some() { self.document } else { self.plan.document }
    }

    /// The reports that the document may know of, the latest first: none in a plan, as it is older than they are; in a
    /// follow-up its own and those before it.
    fn reports(&self) -> Vec<&'r Report> {
        let is_plan = self.plan.document == self.document;
        let last = self.report.map(|report| report.occasion);
        let known = |report: &&Report| !is_plan && last.is_none_or(|last| report.occasion <= last);
        let mut reports: Vec<&Report> = self.resolved.reports_on(self.plan.document).filter(known).collect();
        reports.reverse();
        reports
    }

    /// The document in whose form rows are printed: its own, else the latest report's with something of them.
    fn form_of_rows(&self, has_something: impl Fn(&Report) -> bool) -> usize {
        if self.report.is_some() {
            return self.document;
        }
        let reported = self.reports().into_iter().find(|report| has_something(report));
        reported.and_then(|report| report.parts.first().copied()).unwrap_or(self.plan.document)
    }

    fn indicators<'t>(
        &self,
        items: Option<Vec<(usize, ItemRef)>>,
        goal: Option<usize>,
    ) -> Result<InsertedPart, Lacking<'t>> {
        let items = items.unwrap_or_else(|| self.items(goal, |goal| &goal.indicators));
        if items.is_empty() {
            return Err(Lacking::NoRows(ItemKind::Indicator));
        }
        let document = self.form_of_rows(|report| items.iter().any(|(_, item)| report.indicators.contains_key(item)));
        // A plan shows what is to be reached, a follow-up what was; who draws on a plan tells both.
        let tells_both = self.document != self.plan.document && document == self.plan.document;
        let years = if tells_both { self.outcomes_by_year(&items) } else { Vec::new() };
        Ok(InsertedPart { document, what: What::Indicators(Rows { goal, items, years }) })
    }

    fn activities<'t>(
        &self,
        items: Option<Vec<(usize, ItemRef)>>,
        goal: Option<usize>,
    ) -> Result<InsertedPart, Lacking<'t>> {
        let items = items.unwrap_or_else(|| self.items(goal, |goal| &goal.activities));
        if items.is_empty() {
            return Err(Lacking::NoRows(ItemKind::Activity));
        }
        let document = self.form_of_rows(|report| items.iter().any(|(_, item)| report.activities.contains_key(item)));
        Ok(InsertedPart { document, what: What::Activities(Rows { goal, items, years: Vec::new() }) })
    }

    /// The plan's budget, as a table or drawn.
    fn budget<'t>(&self, what: What) -> Result<InsertedPart, Lacking<'t>> {
        let budget = self.resolved.document(self.plan).economy.as_ref().and_then(|economy| economy.budget.as_ref());
        // A total alone is a table, but nothing to compare in a drawing.
        let is_enough =
            budget.is_some_and(|budget| !budget.rows.is_empty() || (what == What::Budget && budget.total.is_some()));
        match is_enough {
            true => Ok(InsertedPart { document: self.plan.document, what }),
            false => Err(Lacking::NoBudget),
        }
    }

    /// The latest income statement, as a table or drawn.
    fn income_statement<'t>(&self, what: What) -> Result<InsertedPart, Lacking<'t>> {
        let documents = self.reports().into_iter().flat_map(|report| report.parts.iter().copied());
        let mut with = documents.filter(|number| {
            let follow_up = self.resolved.documents[*number].follow_up.as_ref();
            follow_up.and_then(|follow_up| follow_up.economy.as_ref()?.income_statement.as_ref()).is_some()
        });
        let document = with.next().ok_or(Lacking::NoIncomeStatement)?;
        Ok(InsertedPart { document, what })
    }
}
