//! Which inserts are printed, and why others are not: the one answer that pages and findings go by.
//!
//! It depends on the text that an insert is written in and on nothing else, so an insert prints the same on every page that
//! holds its text, also where the text is a part of something inserted.

use super::{Inserted, Lacking};
use crate::model::Prose;
use crate::plan_format::parts::insert::{self, Unread};
use crate::resolve::Resolved;
use crate::source::Sources;
use crate::syntax::prose::{Insert, Parsed, Placement};

/// Why nothing is printed for an insert: it stays in the text as it is written.
#[derive(Debug)]
pub enum Unprinted<'t> {
    /// Its braces are not closed.
    Unclosed,
    /// Its words cannot be read.
    Unread(Unread<'t>),
    /// What it asks for is not there.
    Lacking(Lacking<'t>),
    /// It cannot be printed where it stands.
    NoRoom(NoRoom),
}

/// Why a place has no room for what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRoom {
    /// Blocks need a line of their own, outside lists and quotations.
    NotAlone,
    /// It is in a heading or in the words of a picture.
    Heading,
    /// It is in a cell of a table.
    Cell,
    /// What it prints holds the text that it stands in.
    Circular,
    /// The document's texts insert too much.
    TooMany,
}

impl Resolved {
    /// What an insert of a text prints.
    ///
    /// Errors: why it prints nothing.
    pub fn printed<'t>(
        &self,
        sources: &Sources,
        text: &Prose,
        parsed: &'t Parsed,
        insert: &Insert,
    ) -> Result<Inserted<'_>, Unprinted<'t>> {
        let inserted = self.printed_alone(text, parsed, insert)?;
        let no_room = match inserted {
            Inserted::Figure(_) => None,
            Inserted::Part(_) => self.bounds(sources).no_room(text, insert),
        };
        no_room.map_or(Ok(inserted), |no_room| Err(Unprinted::NoRoom(no_room)))
    }

    /// What an insert prints as far as it alone decides: not whether it leads back to its own text, or is one too many.
    pub(super) fn printed_alone<'t>(
        &self,
        text: &Prose,
        parsed: &'t Parsed,
        insert: &Insert,
    ) -> Result<Inserted<'_>, Unprinted<'t>> {
        if !insert.is_closed {
            return Err(Unprinted::Unclosed);
        }
        let steering = &self.settings.steering;
        let wish = insert::read(&parsed.text, insert.words.clone(), steering).map_err(Unprinted::Unread)?;
        let document = self.document_of(text.span.source).ok_or(Unprinted::Lacking(Lacking::Unknowable))?;
        let inserted = self.inserted(document, &wish).map_err(Unprinted::Lacking)?;
        let no_room = match insert.room {
            Placement::Nothing => Some(NoRoom::Heading),
            _ if wish.is_figure() => None,
            Placement::Words => Some(NoRoom::NotAlone),
            Placement::Blocks(_) => self.is_in_cell(document, text).then_some(NoRoom::Cell),
        };
        no_room.map_or(Ok(inserted), |no_room| Err(Unprinted::NoRoom(no_room)))
    }

    /// Whether a text of a document is printed in a cell of a table: the description of an indicator.
    fn is_in_cell(&self, document: usize, text: &Prose) -> bool {
        let indicators = self.documents[document].goals.iter().flat_map(|goal| &goal.indicators);
        indicators.filter_map(|indicator| indicator.description.as_ref()).any(|cell| cell.id() == text.id())
    }
}
