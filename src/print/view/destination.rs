//! Where words in print lead: to a goal of the same page, to the page of another document, or to a page of the site.

use crate::resolve::GoalRef;

/// Where words lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To the heading of a goal that the same page prints in full.
    Goal(GoalRef),
    /// To the page of another document, and there to the heading of a goal where the page prints it.
    Document {
        /// Number of the document.
        document: usize,
        /// The goal.
        goal: Option<GoalRef>,
    },
    /// To a page of the site that is of no single document, by its path from the folder of pages, without extension.
    Page(String),
}
