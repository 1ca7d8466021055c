//! The documents of a workspace.

use std::ops::Index;
use std::sync::{Arc, OnceLock};

use super::packed::{Alike, Packed};
use super::pins::Pins;
use crate::model::{Document, Head};
use crate::resolve::names::Names;

/// What documents have in common.
static ALIKE: Alike = Alike::new();

/// A document as it is held: as it is, or packed.
#[derive(Clone, Debug)]
pub struct HeldDocument {
    /// Its head.
    pub head: Arc<Head>,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    Whole(Arc<Document>),
    Packed(Arc<Packed>),
}

impl From<Document> for HeldDocument {
    fn from(document: Document) -> HeldDocument {
        HeldDocument::from(Arc::new(document))
    }
}

impl From<Arc<Document>> for HeldDocument {
    fn from(document: Arc<Document>) -> HeldDocument {
        HeldDocument { head: Arc::new(Head::of(&document)), body: Body::Whole(document) }
    }
}

impl HeldDocument {
    /// The document, packed.
    pub fn packed(document: Document) -> HeldDocument {
        match Packed::of(&document, &ALIKE) {
            Some(packed) => HeldDocument { head: Arc::new(Head::of(&document)), body: Body::Packed(Arc::new(packed)) },
            None => HeldDocument::from(document),
        }
    }

    /// The document.
    pub fn document(&self) -> Arc<Document> {
        match &self.body {
            Body::Whole(document) => Arc::clone(document),
            Body::Packed(packed) => {
                let document = packed.value::<Document>(&ALIKE);
                let mut document = document.expect("what is packed here is a document, and is never changed");
                self.head.give_to(&mut document);
                Arc::new(document)
            }
        }
    }

    /// Whether it is the very same, not only an equal one.
    pub(in crate::resolve) fn is_same(&self, other: &HeldDocument) -> bool {
        match (&self.body, &other.body) {
            (Body::Whole(one), Body::Whole(other)) => Arc::ptr_eq(one, other),
            (Body::Packed(one), Body::Packed(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// The same document with the year and the organisation of another.
    pub(in crate::resolve) fn with_year_and_organisation_of(&self, other: &Head) -> HeldDocument {
        let head = Arc::new(self.head.with_year_and_organisation_of(other));
        let body = match &self.body {
            Body::Whole(document) => {
                let mut document = (**document).clone();
                head.give_to(&mut document);
                Body::Whole(Arc::new(document))
            }
            packed @ Body::Packed(_) => packed.clone(),
        };
        HeldDocument { head, body }
    }
}

/// The documents of a workspace by their numbers. One that is packed is unpacked when it is asked for, and stays as long as
/// this view does.
#[derive(Clone, Debug)]
pub struct Documents {
    held: Arc<[HeldDocument]>,
    /// Whether some are packed.
    are_packed: bool,
    pins: Arc<Pins<Pinned>>,
}

/// A document with the names in it.
#[derive(Debug)]
struct Pinned {
    document: Arc<Document>,
    names: OnceLock<Arc<Names>>,
}

impl Documents {
    /// These documents.
    pub fn new(held: Vec<HeldDocument>) -> Documents {
        let are_packed = held.iter().any(|held| matches!(held.body, Body::Packed(_)));
        Documents { pins: Arc::new(Pins::new(held.len())), are_packed, held: held.into() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Whether some are packed.
    pub fn are_packed(&self) -> bool {
        self.are_packed
    }

    /// Whether a document is in memory in this view already.
    pub fn is_at_hand(&self, number: usize) -> bool {
        matches!(self.held[number].body, Body::Whole(_)) || self.pins.has(number)
    }

    /// The heads in the order of the documents.
    pub fn heads(&self) -> impl ExactSizeIterator<Item = &Head> + Clone {
        self.held.iter().map(|held| &*held.head)
    }

    /// All of them, in memory together from then on: for whoever has few, or must have all.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &Document> + Clone {
        (0..self.len()).map(|number| &self[number])
    }

    /// The head of a document.
    pub fn head(&self, number: usize) -> &Head {
        &self.held[number].head
    }

    /// A document as it is held.
    pub(in crate::resolve) fn held(&self, number: usize) -> &HeldDocument {
        &self.held[number]
    }

    /// The names in a document.
    pub(in crate::resolve) fn names(&self, number: usize) -> &Arc<Names> {
        let pinned = self.pinned(number);
        pinned.names.get_or_init(|| Arc::new(Names::of(number, &pinned.document)))
    }

    /// Takes the names in a document from before.
    pub(in crate::resolve) fn know_names(&self, number: usize, names: &Arc<Names>) {
        self.pinned(number).names.get_or_init(|| Arc::clone(names));
    }

    /// The same documents; those that are packed are unpacked anew.
    pub(in crate::resolve) fn apart(&self) -> Documents {
        match self.are_packed {
            true => Documents { pins: Arc::new(Pins::new(self.held.len())), ..self.clone() },
            false => self.clone(),
        }
    }

    fn pinned(&self, number: usize) -> &Pinned {
        let document = || self.held[number].document();
        self.pins.get(number, || Pinned { document: document(), names: OnceLock::new() })
    }
}

impl Index<usize> for Documents {
    type Output = Document;

    fn index(&self, number: usize) -> &Document {
        &self.pinned(number).document
    }
}
