//! This year's plan beside last year's, or one revision beside another: what is new, what is gone, what was changed.
//!
//! ```text
//! many plans ── pairs            which are beside which
//!
//! two plans, joined ── goals ──────┬── items ── targets      which is which, and what differs
//!                      likeness    │
//!                      assignment  ├── words ── inherited    titles and prose, word by word
//!                                  └── budget
//!                                        └──▶ PlanDiff ──▶ Summary
//! ```
//!
//! Everything is compared as it is printed, inherited goals too: a council goal that changed above shows in every unit
//! below it. The order of lists, line ends, quoting and comments are no part of what is printed and never show. Comparing
//! the other way round gives the same changes mirrored.

pub mod assignment;
mod budget;
mod commissions;
mod goals;
mod inherited;
mod items;
pub mod likeness;
mod links;
pub mod pairs;
mod same_title;
mod side;
pub mod summary;
mod targets;
mod words;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{Document, OwnChart, Prose};
use crate::resolve::Resolved;
use crate::source::Sources;

pub use summary::Summary;

use self::inherited::Inherited;

/// One of the two plans.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The workspace that it was read with.
    pub resolved: &'a Resolved,
    /// The texts of that workspace.
    pub sources: &'a Sources,
    /// The number of the plan's document.
    pub plan: usize,
}

/// How the comparison is made.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How like two titles must be, in hundredths, to be taken for one goal that was reworded.
    pub likeness: u32,
    /// Whether the words of rewritten texts are told apart. That costs as much as all the rest, and of most comparisons
    /// only the share of words is read that was kept.
    pub show_text: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { likeness: 52, show_text: true }
    }
}

/// Plans of one year, folder or revision beside those of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What the older ones are called: "2024", "v2024", a path.
    pub old: String,
    /// What the newer ones are called.
    pub new: String,
    /// The plans that both have, in the order of the newer ones.
    pub plans: Vec<PlanDiff>,
    /// Plans of organisations that only the older ones have.
    pub only_old: Vec<PlanName>,
    /// Plans of organisations that only the newer ones have.
    pub only_new: Vec<PlanName>,
}

/// What differs between two plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDiff {
    /// The older plan.
    pub old: PlanName,
    /// The newer plan.
    pub new: PlanName,
    /// The goals by level, highest first, in the order of print; unchanged ones too.
    pub levels: Vec<LevelDiff>,
    /// The document's own texts that differ, in the order of print.
    pub texts: Vec<TextChange>,
    /// The assignments that differ.
    pub assignments: Vec<AssignmentDiff>,
    /// The budget, where it differs.
    pub budget: Option<BudgetDiff>,
}

/// Which plan it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanName {
    /// The organisation's own name.
    pub organisation: String,
    /// The names above it, from the municipality down.
    pub above: Vec<String>,
    /// The year, where it is known.
    pub year: Option<i16>,
    /// The file as the user would write it.
    pub path: String,
}

/// The goals of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelDiff {
    /// The level's key: `nämndmål`.
    pub key: String,
    /// Its printed words: "Nämndmål".
    pub heading: String,
    /// The goals.
    pub goals: Vec<GoalDiff>,
}

/// A goal, or what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalDiff {
    /// The goal in the older plan; `None` where it is new.
    pub old: Option<Name>,
    /// The goal in the newer plan; `None` where it has ended.
    pub new: Option<Name>,
    /// How the two were found to be one goal; `None` where there is only one of them.
    pub how: Option<How>,
    /// The other goals of the older plan that became this one with it.
    pub merged: Vec<Name>,
    /// The other goals of the newer plan that it became.
    pub split: Vec<Name>,
    /// The words of the title, where they differ.
    pub title: Option<Words>,
    /// The goals above it before and now, where it serves others than it did.
    pub moved: Option<Change<Vec<Name>>>,
    /// Its level before and now, where that differs, in printed words.
    pub level: Option<Change<String>>,
    /// Who answers for it, where that differs.
    pub responsible: Option<Change<Option<String>>>,
    /// Its sections that differ, in the order of print.
    pub texts: Vec<TextChange>,
    /// Its indicators that differ, in the order of print.
    pub indicators: Vec<IndicatorDiff>,
    /// Its activities that differ, in the order of print.
    pub activities: Vec<ActivityDiff>,
}

/// A thing's id, number and title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The id, written or made.
    pub id: String,
    /// The number as written.
    pub number: Option<String>,
    /// The title or name.
    pub title: String,
}

/// How two things were found to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// They have the same id.
    Id,
    /// One of them says so with `ersätter`.
    Replaces,
    /// They have the same number under the same goal.
    Number,
    /// Their titles are alike: so much, in hundredths.
    Likeness(u32),
}

/// Before and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T> {
    /// In the older plan.
    pub old: T,
    /// In the newer plan.
    pub new: T,
}

/// A text before and now, as runs of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The runs in order; none for a rewritten text of a comparison that does not show them.
    pub runs: Vec<Run>,
    /// The share of words that both have, in hundredths.
    pub kept: u32,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it stands.
    pub kind: RunKind,
    /// The words, one space between them.
    pub text: String,
}

/// Where a run of words stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// In both.
    Bilingual,
    /// Only in the older.
    Old,
    /// Only in the newer.
    New,
}

/// A text under a heading that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// The heading in print.
    pub heading: String,
    /// What became of it.
    pub kind: TextChangeKind,
}

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextChangeKind {
    /// It is new: so many words.
    Added(usize),
    /// It is gone: so many words.
    Removed(usize),
    /// It was rewritten.
    Rewritten(Words),
}

/// An indicator that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorDiff {
    /// The indicator in the older plan; `None` where it is new.
    pub old: Option<Name>,
    /// The indicator in the newer plan; `None` where it has ended.
    pub new: Option<Name>,
    /// How the two were found to be one.
    pub how: Option<How>,
    /// The words of the name, where they differ.
    pub name: Option<Words>,
    /// The goal that it stood on before and now, where that is another.
    pub moved: Option<Change<Name>>,
    /// The target, where it differs.
    pub target: Option<TargetChange>,
    /// The council's target, where it differs.
    pub council_target: Option<TargetChange>,
    /// The periodicity, where it differs.
    pub periodicity: Option<Change<Option<String>>>,
    /// The unit of its target, where it differs.
    pub unit: Option<Change<String>>,
    /// What counts as better, where that differs, as the word in a plan.
    pub direction: Option<Change<Option<&'static str>>>,
    /// Whether outcomes are counted from the beginning of the year, where that differs.
    pub counted: Option<Change<bool>>,
    /// What is to be reached by occasions within the year, where that differs: "T1 18, T2 36".
    pub checkpoints: Option<Change<Option<String>>>,
    /// The targets of several years, where they differ: "2026 92 %, 2028 95 %".
    pub targets_by_year: Option<Change<Option<String>>>,
    /// Where it stood when the targets were set, where that differs.
    pub starting_value: Option<Change<Option<String>>>,
    /// How others stand, where that differs: "riket 81 %".
    pub benchmark: Option<Change<Option<String>>>,
    /// Where it has moved, where that differs.
    pub trend: Option<Change<Option<String>>>,
    /// The measure's id in Kolada, where that differs.
    pub kolada: Option<Change<Option<String>>>,
    /// Who answers for it, where that differs.
    pub responsible: Option<Change<Option<String>>>,
}

/// A target that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetChange {
    /// As printed before; `None` where none was set.
    pub old: Option<String>,
    /// As printed now.
    pub new: Option<String>,
    /// What that means.
    pub kind: TargetChangeKind,
    /// The older year's last outcome and assessment, where follow-ups tell them.
    pub reached: Option<Reached>,
}

/// What a change of a target means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetChangeKind {
    /// Set for the first time.
    Set,
    /// No longer set.
    Dropped,
    /// It asks for more: by so much, where that is a number, with its unit.
    Tightened(Option<String>),
    /// It asks for less.
    Loosened(Option<String>),
    /// It differs, and which way cannot be said.
    Other,
}

/// What was reached of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The occasion and year: "VB 2024".
    pub occasion: String,
    /// The outcome in print.
    pub outcome: String,
    /// The assessment in print, where there is one.
    pub assessment: Option<String>,
    /// Whether the assessment is the best of the model's.
    pub is_best: bool,
    /// Whether the assessment is on the model's scale, below the best.
    pub is_missed: bool,
}

/// An activity that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityDiff {
    /// The activity in the older plan; `None` where it is new.
    pub old: Option<Name>,
    /// The activity in the newer plan; `None` where it has ended.
    pub new: Option<Name>,
    /// How the two were found to be one.
    pub how: Option<How>,
    /// The words of the name, where they differ.
    pub name: Option<Words>,
    /// The goal that it stood on before and now, where that is another.
    pub moved: Option<Change<Name>>,
    /// Start and end before and now, where they differ.
    pub dates: Option<Change<(Option<Date>, Option<Date>)>>,
    /// Who answers for it, where that differs.
    pub responsible: Option<Change<Option<String>>>,
}

/// An assignment (uppdrag) that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentDiff {
    /// The assignment in the older plan; `None` where it is new.
    pub old: Option<Name>,
    /// The assignment in the newer plan; `None` where it has ended.
    pub new: Option<Name>,
    /// The words of the title, where they differ.
    pub title: Option<Words>,
    /// Who answers for it, where that differs.
    pub responsible: Option<Change<Option<String>>>,
    /// When it is to be done, where that differs.
    pub due: Option<Change<Option<Date>>>,
}

/// A budget that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetDiff {
    /// What the amounts are counted in: the newer budget's unit, else the older's; the amounts are turned into it.
    pub unit: Option<&'static str>,
    /// The rows that differ, in the order of print.
    pub rows: Vec<BudgetRowDiff>,
    /// The total, where it differs.
    pub total: Option<BudgetRowDiff>,
}

/// A row of the budget that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetRowDiff {
    /// What the row is about.
    pub name: String,
    /// Whether the older budget has it.
    pub in_old: bool,
    /// Whether the newer budget has it.
    pub in_new: bool,
    /// Costs, income and net that differ.
    pub amounts: Vec<AmountChange>,
}

/// An amount that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountChange {
    /// Which amount.
    pub column: AmountColumn,
    /// Before.
    pub old: Option<Decimal>,
    /// Now.
    pub new: Option<Decimal>,
}

/// A column of the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountColumn {
    /// Kostnader.
    Costs,
    /// Intäkter.
    Income,
    /// Netto.
    Net,
}

/// Compares two plans.
pub fn plans(old: Side, new: Side, options: Options) -> PlanDiff {
    plans_among(old, new, options, &Inherited::default())
}

/// Compares two plans of many, of which those before may have met the same inherited texts.
fn plans_among<'a>(old: Side<'a>, new: Side<'a>, options: Options, inherited: &Inherited) -> PlanDiff {
    let (old, new) = (side::Compared::new(old), side::Compared::new(new));
    let groups = links::find(&old, &new, options);
    let compared = goals::compare(&old, &new, &groups, options, inherited);
    let mut place = vec![None; groups.groups.len()];
    let mut levels = Vec::with_capacity(compared.len());
    for (number, (level, of_level)) in compared.into_iter().enumerate() {
        for (at, group) in of_level.into_iter().enumerate() {
            place[group] = Some((number, at));
        }
        levels.push(level);
    }
    items::indicators((&old, &new), &groups, options, &mut levels, &place);
    items::activities((&old, &new), &groups, options, &mut levels, &place);
    PlanDiff {
        old: old.plan_name(),
        new: new.plan_name(),
        levels,
        texts: texts(&old, &new, options),
        assignments: commissions::compare(&old, &new),
        budget: budget::compare(&old, &new),
    }
}

fn resource_use(document: &Document) -> Option<&Prose> {
    document.economy.as_ref()?.resource_use.as_ref()
}

fn budget_text(document: &Document) -> Option<&Prose> {
    document.economy.as_ref()?.budget.as_ref()?.text.as_ref()
}

/// The document's own texts that differ.
fn texts(old: &side::Compared, new: &side::Compared, options: Options) -> Vec<TextChange> {
    let change = |key: &str, of: fn(&Document) -> Option<&Prose>| {
        let (before, now) = (old.text(of(old.document)), new.text(of(new.document)));
        let kind = words::text_change(&before, &now, options)?;
        Some(TextChange { heading: words::heading_of_key(key), kind })
    };
    let changes = [
        change("inledning", |document| document.introduction.as_ref()),
        change("resursanvändning", resource_use),
        change("budget", budget_text),
        change("övrigt", |document| document.other.as_ref()),
        charts(old.document, new.document, options),
    ];
    changes.into_iter().flatten().collect()
}

/// The documents' own charts that differ, as the lines that their figures make.
fn charts(old: &Document, new: &Document, options: Options) -> Option<TextChange> {
    let lines = |document: &Document| document.charts.iter().map(OwnChart::in_words).collect::<Vec<_>>().join("\n");
    let kind = words::text_change(&lines(old), &lines(new), options)?;
    Some(TextChange { heading: words::heading_of_key("diagram"), kind })
}
