//! What a row of a file changes in a follow-up.

use crate::export::table::Written;
use crate::import::edits::{Look, Placed, Spot};
use crate::import::problem::Place;
use crate::import::values::NewValue;
use crate::resolve::reports::ItemKind;

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it comes from.
    pub place: Place,
    /// Where it is written.
    pub written: Written,
    /// The id of what it is of.
    pub id: String,
    /// The key that it is written after.
    pub key: &'static str,
    /// The value.
    pub value: NewValue,
}

impl Change {
    /// The value with its place in the follow-up's text.
    pub fn placed(&self) -> Placed<'_> {
        let look = Look::Braces;
        let spot = match self.written {
            Written::Entry { list, id: None, .. } => Spot::Named { list: key_of(list), id: &self.id, look },
            Written::Entry { list, id: Some(id), .. } => Spot::Entry { list: key_of(list), id, look },
            Written::Amounts { part, .. } => Spot::Part(part),
        };
        Placed { spot, key: self.key, value: &self.value }
    }
}

/// The key of the list that something is reported in.
fn key_of(list: ItemKind) -> &'static str {
    match list {
        ItemKind::Goal => "mål",
        ItemKind::Indicator => "indikatorer",
        ItemKind::Activity => "aktiviteter",
    }
}
