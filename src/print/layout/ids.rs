//! The ids of a page, by what each stands under: a change elsewhere on the page does not change them.

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::print::view;
use crate::resolve::GoalRef;
use crate::syntax::prose::{AnchorPath, Anchors, ShortAnchors};

/// An id of the page's own template: the place that the link past the cover leads to.
pub const MAIN: &str = "innehall";

/// The id of a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The id; no other place of the page has it.
    pub id: String,
    /// The id that pages had for it before ids were short, where a text of the workspace links to it.
    pub old: Option<String>,
}

/// The place and the id of each goal that a page prints in full; shared, for they are asked for while other ids are given.
pub(super) type GoalIds = Rc<FxHashMap<GoalRef, (AnchorPath, String)>>;

/// The ids given so far.
pub(super) struct Ids<'a> {
    short: ShortAnchors,
    /// The ids as they were, where some text links to one.
    old: Option<(Anchors, &'a FxHashSet<String>)>,
    /// The headings around the present place, each with its level.
    open: Vec<(u8, AnchorPath)>,
    /// The ids of the goals that the page prints in full, in the order of print.
    goals: GoalIds,
}

impl<'a> Ids<'a> {
    /// No ids yet but those of the goals that the page prints in full: a goal has its id whatever stands before it.
    pub(super) fn new(blocks: &[view::Block], linked: &'a FxHashSet<String>) -> Ids<'a> {
        let mut short = with_main();
        let headings = blocks.iter().filter_map(|block| match block {
            view::Block::Heading(heading) => Some(heading),
            _ => None,
        });
        let goals = give_goals(&mut short, headings);
        let old = (!linked.is_empty()).then(|| (Anchors::default(), linked));
        Ids { short, old, open: Vec::new(), goals: Rc::new(goals) }
    }

    /// The id of a goal that the page prints in full.
    pub(super) fn of_goal(&self, goal: GoalRef) -> Option<&str> {
        self.goals.get(&goal).map(|(_, id)| id.as_str())
    }

    /// The ids of all goals that the page prints in full.
    pub(super) fn goals(&self) -> GoalIds {
        Rc::clone(&self.goals)
    }

    /// The id of a heading that stands under none.
    pub(super) fn alone(&mut self, words: &str) -> Anchor {
        let id = self.short.give(&AnchorPath::of(words));
        let old = self.old(words, &id);
        Anchor { id, old }
    }

    /// The id of a heading of the document; `words` are all of it.
    pub(super) fn of_heading(&mut self, heading: &view::Heading, words: &str) -> Anchor {
        self.leave_up_to(heading.level, 0);
        let (place, id) = match heading.goal.and_then(|goal| self.goals.get(&goal).cloned()) {
            Some(own) => own,
            None => {
                let place = self.under_open(&key(heading));
                let id = self.short.give(&place);
                (place, id)
            }
        };
        self.open.push((heading.level, place));
        let old = self.old(words, &id);
        Anchor { id, old }
    }

    /// How many headings the present place stands under.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Leaves the headings of a text, of a part or of a page: as many stay as there were before.
    pub(super) fn leave(&mut self, depth: usize) {
        self.open.truncate(depth);
    }

    /// The id of a heading of a text that itself stands under so many.
    pub(super) fn in_text(&mut self, level: u8, words: &str, depth: usize) -> Anchor {
        self.leave_up_to(level, depth);
        let place = self.under_open(words);
        let id = self.short.give(&place);
        self.open.push((level, place));
        let old = self.old(words, &id);
        Anchor { id, old }
    }

    /// The id of a note, or of a place that refers to one.
    pub(super) fn of_note(&mut self, name: &str) -> String {
        // Notes are numbered among the headings of one name, as they were.
        self.old(name, "");
        self.short.give(&self.under_open(name))
    }

    /// The id of a chart: short, for the ids of what is drawn begin with it, and nothing leads to it.
    pub(super) fn of_chart(&mut self) -> String {
        self.short.give(&AnchorPath::of("diagram"))
    }

    /// Whether an id is taken by a place of the page.
    pub(super) fn has(&self, id: &str) -> bool {
        self.short.has(id)
    }

    /// Leaves the headings that one of this level does not stand under; of the open ones so many are no part of its text.
    fn leave_up_to(&mut self, level: u8, depth: usize) {
        while self.open.len() > depth && self.open.last().is_some_and(|(open, _)| *open >= level) {
            self.open.pop();
        }
    }

    /// The place of something with these words under the last open heading.
    fn under_open(&self, words: &str) -> AnchorPath {
        self.open.last().map_or_else(|| AnchorPath::of(words), |(_, place)| place.under(words))
    }

    fn old(&mut self, words: &str, id: &str) -> Option<String> {
        let (anchors, linked) = self.old.as_mut()?;
        let old = anchors.unique(words);
        (old != id && linked.contains(&old)).then_some(old)
    }
}

/// The ids of a page that no heading has been given one of yet.
fn with_main() -> ShortAnchors {
    let mut short = ShortAnchors::default();
    short.give(&AnchorPath::of(MAIN));
    short
}

/// Gives the goals of these headings their ids.
fn give_goals<'h>(
    short: &mut ShortAnchors,
    headings: impl Iterator<Item = &'h view::Heading<'h>>,
) -> FxHashMap<GoalRef, (AnchorPath, String)> {
    let mut goals = FxHashMap::default();
    for heading in headings {
        if let Some(goal) = heading.goal {
            goals.entry(goal).or_insert_with(|| {
                let place = AnchorPath::of(&key(heading));
                let id = short.give(&place);
                (place, id)
            });
        }
    }
    goals
}

/// The ids of the goals of a page that prints these headings, in the order of print.
pub(super) fn goal_ids<'h>(
    headings: impl Iterator<Item = &'h view::Heading<'h>>,
) -> FxHashMap<GoalRef, (AnchorPath, String)> {
    give_goals(&mut with_main(), headings)
}

/// The words that the id of a heading is made from: a goal's own id where it has one, else its number, else the title.
fn key<'h>(heading: &'h view::Heading) -> Cow<'h, str> {
    match (&heading.id, &heading.label, &heading.number) {
        (Some(id), ..) => Cow::Borrowed(id),
        (None, Some(label), Some(number)) => Cow::Owned(format!("{label} {number}")),
        (None, _, Some(number)) => Cow::Owned(format!("{number} {}", heading.title)),
        (None, Some(label), None) if heading.title.is_empty() => Cow::Borrowed(label),
        (None, _, None) => Cow::Borrowed(&heading.title),
    }
}
