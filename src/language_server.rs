//! The language server: what editors ask of a workspace while it is written, answered from the texts as they stand in the editor.
//!
//! ```text
//! messages ── inbox ─┐                      the thread that reads, and never works
//!                    │ in their order
//! worker ────────────┴─ documents ─ projects ─ load ─ check ─ findings of every file
//!                                      └── what is at a place: hover, completion, names, actions, symbols
//! ```
//!
//! Everything is answered in the order in which it came, so that no answer is of another text than the one that was asked
//! about. A check gives up as soon as anything more has come; what it had found by then is kept. What is found is what
//! `vp check` finds in the same files: first what the rules find, and when nothing more is waiting, what only pages and the
//! repository tell.

mod actions;
mod address;
mod catalogue;
mod completion;
mod definition;
mod diagnostics;
mod documents;
mod folding;
mod hover;
mod inbox;
mod names;
mod outline;
mod places;
mod positions;
mod project;
mod rename;
mod requests;
mod session;
mod symbols;
mod worker;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Language};
use crate::read::load::Loaded;

pub use self::positions::Encoding;
pub use self::session::{Broken, serve};

/// What the server is told by whoever runs it, and asks of it.
pub trait Surroundings: Send {
    /// The language that was asked for, before the editor's and the workspace's.
    fn asked_language(&self) -> Option<Language>;

    /// The language where nobody says any.
    fn usual_language(&self) -> Language;

    /// The day on which it is checked; none where every day has come.
    fn today(&self) -> Option<Date>;

    /// What only pages and the repository tell of the documents.
    fn of_pages(&mut self, loaded: &Loaded) -> Vec<Diagnostic>;

    /// The repository may have changed: whatever is remembered of it is asked anew.
    fn forget(&mut self);
}
