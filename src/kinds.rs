//! The kinds of documents: one file each, and one line in the list below.

use crate::fields::{Fields, Part, Reader};
use crate::model::{Document, Settings};
use crate::source::SourceId;
use crate::view::{Scene, View};

/// A kind of document: a value of the key `dokument`.
#[derive(Debug)]
pub struct Kind {
    /// The value of `dokument`.
    pub key: &'static str,
    /// The document's keys.
    pub part: &'static Part,
    /// Reads a document of this kind. Never fails: what is missing or wrong is reported and left out.
    pub read: fn(&mut Reader, &Fields, &Settings, SourceId) -> Document,
    /// The title in print.
    pub title: fn(&Scene) -> String,
    /// What is printed, in order.
    pub view: for<'a> fn(&Scene<'a>) -> View<'a>,
}

macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        $(pub mod $name;)*
        /// Every kind, in the order of the format reference.
        pub static KINDS: &[&Kind] = &[$(&$name::KIND),*];
    };
}

kinds! {
    plan,
}
