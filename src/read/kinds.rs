//! How each kind of document is read: one file each, and one line in the list below. What is printed of a kind is in
//! `view::kinds`.

use crate::model::{Document, DocumentKind, Settings};
use crate::plan_format::fields::{Fields, PartSchema, Reader};
use crate::source::SourceId;

/// How a kind of document is read.
#[derive(Debug)]
pub struct KindReader {
    /// The kind.
    pub kind: DocumentKind,
    /// The document's keys.
    pub part: &'static PartSchema,
    /// The key that names the plan it leads to.
    pub leads_to: Lead,
    /// Reads a document of this kind. Never fails: what is missing or wrong is reported and left out.
    pub read: fn(&mut Reader, &Fields, &Settings, SourceId) -> Document,
}

impl KindReader {
    /// The value of `dokument`.
    pub const fn key(&self) -> &'static str {
        self.kind.key()
    }
}

/// How a document names the plan that it leads to: the one above it, the one that it follows up, or the one that it draws
/// on.
#[derive(Debug)]
pub struct Lead {
    /// The key, whose value is a path counted from the document's file.
    pub key: &'static str,
    /// The path where the key is absent; none where the document then stands alone.
    pub default: Option<&'static str>,
}

macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        $(pub mod $name;)*
        /// Every kind, in the order of the format reference.
        pub static KINDS: &[&KindReader] = &[$(&$name::READER),*];
    };
}

kinds! {
    plan,
    tertial_report,
    annual_report,
    contribution,
    roll_up,
}
