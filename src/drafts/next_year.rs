//! Next year's plan from this year's: the author's own text, edited where a year makes a difference. Nothing is written
//! here, and no clock is read.
//!
//! ```text
//! Wish ── year      the year in words and paths
//!     ├── amount    budget and cover: emptied, the old value in a comment
//!     ├── target    targets: emptied, with last year's outcome
//!     ├── activity  ended ones left out, open ones moved on ── list
//!     ├── assignment reported ones left out
//!     ├── inherited names of ended activities of the plans above
//!     └── file      texts and pictures beside the plan, bygger_på
//!                          └──▶ written, edit ──▶ Plan
//! ```
//!
//! Every change is a byte range of the text as it was read, so comments, quotation marks, order and blank lines stay as
//! they are. No change adds a line.

mod activity;
mod amount;
mod assignment;
mod edit;
mod file;
mod inherited;
mod list;
mod reported;
mod target;
mod value_in_text;
mod year;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::Date;

use self::edit::Edits;
pub use self::reported::{last_outcome, last_status};
use self::value_in_text::ValueInText;
pub use self::year::moved;
use crate::diagnostic::Sink;
use crate::model::{Document, Goal, Status};
use crate::read::load::Loaded;
use crate::resolve::{GoalRef, ItemRef};
use crate::syntax::yaml::{self, Tree};

/// What is known of last year.
pub struct LastYear<'a> {
    /// The year of the plan to be written.
    pub new: i16,
    /// The month and the day on which the plan's year begins.
    pub begins: (i8, i8),
    /// What an indicator of the plan reached.
    pub outcome: &'a dyn Fn(ItemRef) -> Option<LastOutcome>,
    /// How an activity of the plan, or of one above it, stood at its last report.
    pub status: &'a dyn Fn(ItemRef) -> Option<Status>,
}

/// An outcome, as it stands in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastOutcome {
    /// The words of its period: `VB 2025`.
    pub period: String,
    /// The figure in print.
    pub figure: String,
}

/// The plan that somebody asks for. Both places are absolute and plain.
pub struct Request<'a> {
    /// The workspace.
    pub loaded: &'a Loaded,
    /// The number of the document.
    pub document: usize,
    /// Where the plan is.
    pub from: &'a Path,
    /// Where next year's is to be.
    pub to: &'a Path,
    /// What is known of last year.
    pub last: LastYear<'a>,
}

/// A plan to be written.
#[derive(Debug)]
pub struct Plan {
    /// Its text.
    pub text: String,
    /// The files to be copied with it.
    pub copies: Vec<Copied>,
    /// What was changed.
    pub count: Count,
    /// Where the plan above is and where next year's is to be, where it builds on one.
    pub above: Option<(PathBuf, PathBuf)>,
    /// Paths to pictures that no longer lead there and could not be fixed.
    pub unfixed: Vec<String>,
}

/// What was changed.
#[derive(Debug, Default)]
pub struct Count {
    /// How many targets are to be set.
    pub targets: usize,
    /// The names of the activities that go on.
    pub carried: Vec<String>,
    /// The names of the activities that have ended.
    pub left_out: Vec<String>,
    /// The titles of the assignments that were reported as done or dropped.
    pub assignments_left_out: Vec<String>,
    /// What `omfattar` and `utelämna` named that has ended above.
    pub no_longer_named: Vec<String>,
}

/// A file to be copied.
#[derive(Debug)]
pub struct Copied {
    /// Where to.
    pub to: PathBuf,
    /// What it holds.
    pub content: Content,
}

/// What a copied file holds.
#[derive(Debug)]
pub enum Content {
    /// This text.
    Text(String),
    /// The bytes of this file.
    File(PathBuf),
}

/// Why there is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has no year.
    NoYear,
    /// Its year is not before the new one.
    NotBefore(i16),
    /// The edited text would not be read as it should.
    Unsafe,
}

/// The plans of the newest year before `new`, those that others build on first.
pub fn latest(loaded: &Loaded, new: i16) -> Vec<usize> {
    let year = |number: usize| {
        let document = &loaded.resolved.documents[number];
        document.year.as_ref().map(|year| year.value).filter(|year| *year < new && document.is_plan())
    };
    let numbers: Vec<usize> = loaded.asked_documents().filter(|number| year(*number).is_some()).collect();
    let newest = numbers.iter().filter_map(|number| year(*number)).max();
    let mut numbers: Vec<usize> = numbers.into_iter().filter(|number| year(*number) == newest).collect();
    numbers.sort_by_key(|number| loaded.resolved.plans[*number].above.len());
    numbers
}

/// Writes next year's plan.
pub fn plan(wish: &Request) -> Result<Plan, Refusal> {
    let document = &wish.loaded.resolved.documents[wish.document];
    let year = document.year.as_ref().ok_or(Refusal::NoYear)?;
    let (old, new) = (year.value, wish.last.new);
    if old >= new {
        return Err(Refusal::NotBefore(old));
    }
    let source = wish.loaded.sources.get(document.source);
    let text = source.text.as_str();
    let tree = yaml::read(text, document.source, &mut Sink::default());
    let root = ValueInText::whole(tree.root.as_ref().ok_or(Refusal::Unsafe)?, text);
    let (mut edits, mut count) = (Edits::default(), Count::default());
    if let Some(pair) = root.get("år") {
        match (pair.value.words(), document.year_words(new - old)) {
            // Two years as they are written: 2025/2026, 2025/26.
            (Some(words), Some(next)) if words.trim() != old.to_string() => pair.value.reword(&mut edits, words, &next),
            _ => pair.value.reword(&mut edits, &old.to_string(), &new.to_string()),
        }
    }
    edit_period(&mut edits, root, new - old);
    amount::edit_cover(&mut edits, text, root, document, new);
    amount::edit_decision(&mut edits, text, root, document);
    amount::edit_budget(&mut edits, text, root, document, new);
    for (at, goal, written) in goals(wish.document, document, root) {
        target::edit_indicators(&mut edits, written, (at, &goal.indicators), &wish.last, &mut count);
        activity::edit(&mut edits, text, written, (at, &goal.activities), &wish.last, &mut count);
    }
    let inherited: HashMap<usize, ItemRef> =
        wish.loaded.resolved.plans[wish.document].targets.iter().copied().collect();
    target::edit_own(&mut edits, root, &document.targets, &inherited, &wish.last, &mut count);
    assignment::edit(&mut edits, text, root, wish, &mut count);
    let mut files = file::Files::new(wish, old);
    files.edit(&mut edits, root, document);
    let above = file::edit_builds_on(&mut edits, root, wish, old);
    file::edit_schema(&mut edits, text, wish);
    // A plan above that stays where it is keeps its activities.
    if above.as_ref().is_some_and(|(was, is)| was != is) {
        inherited::edit(&mut edits, text, root, wish, &mut count);
    }
    let edited = edits.apply(text, old);
    if !is_readable(&edited, document) {
        return Err(Refusal::Unsafe);
    }
    let unfixed = std::mem::take(&mut files.unfixed);
    Ok(Plan { text: edited, copies: files.into_copies(), count, above, unfixed })
}

/// Moves the first and the last day of `period`.
fn edit_period(edits: &mut Edits, root: ValueInText, years: i16) {
    let Some(period) = root.get("period") else { return };
    for pair in ["start", "slut"].into_iter().filter_map(|key| period.value.get(key)) {
        let Some(words) = pair.value.words() else { continue };
        let later = words.trim().parse::<Date>().ok().and_then(|date| date.checked_add(i64::from(years).years()).ok());
        if let Some(later) = later {
            pair.value.reword(edits, words.trim(), &later.to_string());
        }
    }
}

/// The goals of a document with their places.
fn goals<'n, 's>(
    number: usize,
    document: &'n Document,
    root: ValueInText<'n, 's>,
) -> Vec<(GoalRef, &'n Goal, ValueInText<'n, 's>)> {
    let by_start: HashMap<u32, usize> =
        document.goals.iter().enumerate().map(|(at, goal)| (goal.span.start, at)).collect();
    let levels = root.get("mål").map(|pair| pair.value.entries()).unwrap_or_default();
    let written = levels.into_iter().flat_map(|level| level.value.items());
    let found = written.filter_map(|written| {
        let goal = *by_start.get(&written.node.start)?;
        Some((GoalRef { document: number, goal }, &document.goals[goal], written))
    });
    found.collect()
}

/// Whether the edited text is read without a slip.
fn is_readable(text: &str, document: &Document) -> bool {
    let mut sink = Sink::default();
    let tree: Tree = yaml::read(text, document.source, &mut sink);
    tree.root.is_some() && sink.iter().next().is_none()
}
