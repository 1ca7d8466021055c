//! Places of what was loaded, as editors are told of them: the address of the file and the place in it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use gen_lsp_types::{Location, Uri};

use super::address;
use super::documents::Documents;
use super::positions::{Encoding, Places};
use crate::read::load::Loaded;
use crate::source::{SourceId, Span, straight};

/// What was loaded, with what is open of it.
pub(super) struct Placed<'p> {
    /// What was loaded.
    pub(super) loaded: &'p Loaded,
    documents: &'p Documents,
    known: RefCell<BTreeMap<SourceId, Known>>,
}

/// A file as editors are told of it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Its address: as the editor writes it where it is open.
    pub(super) address: String,
    /// The number of its state in the editor, where it is open.
    pub(super) version: Option<i32>,
}

impl<'p> Placed<'p> {
    pub(super) fn new(loaded: &'p Loaded, documents: &'p Documents) -> Placed<'p> {
        Placed { loaded, documents, known: RefCell::default() }
    }

    /// Where a file really is. One that was only named lies where its path leads from here.
    pub(super) fn real(&self, source: SourceId) -> PathBuf {
        let files = self.loaded.door.files();
        let named = || PathBuf::from(self.loaded.sources.path(source));
        let path = self.loaded.paths.get(&source).cloned().unwrap_or_else(named);
        files.real(&path).unwrap_or_else(|_| match files.real(std::path::Path::new(".")) {
            Ok(here) => straight(&here.join(path)),
            Err(_) => path,
        })
    }

    /// A file as the editor is told of it.
    pub(super) fn known(&self, source: SourceId) -> Known {
        let find = || {
            let real = self.real(source);
            let files = self.loaded.door.files();
            match self.documents.at(&real, |path| files.real_or_as_is(path)) {
                Some(document) => Known { address: document.address.clone(), version: Some(document.version) },
                None => Known { address: address::of(&real), version: None },
            }
        };
        self.known.borrow_mut().entry(source).or_insert_with(find).clone()
    }

    /// How the places of a file are counted.
    pub(super) fn places(&self, source: SourceId, encoding: Encoding) -> Places {
        let text = self.loaded.sources.get(source);
        match self.known(source).version {
            Some(_) => Places::of_sent(text, encoding),
            None => Places::of_saved(text, encoding),
        }
    }

    /// A place as the editor is told of it.
    pub(super) fn location(&self, span: Span, encoding: Encoding) -> Location {
        let range = self.places(span.source, encoding).between(span.start as usize..span.end as usize);
        Location { uri: Uri(self.known(span.source).address), range }
    }
}
