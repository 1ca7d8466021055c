//! All that a document can see: its files and fonts. There is no other file, no network and no clock.

use std::collections::HashMap;

use typst::Library;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::fonts::Fonts;

/// The files of a document.
pub(crate) struct Files {
    files: HashMap<FileId, File>,
}

struct File {
    bytes: Bytes,
    /// The same as a template, where it is one.
    source: Option<Source>,
}

impl Files {
    /// Files by name. A name that is no path is left out.
    pub(crate) fn of(files: &[(String, Vec<u8>)]) -> Files {
        let file = |(name, bytes): &(String, Vec<u8>)| {
            let id = id(name)?;
            let text = name.ends_with(".typ").then(|| String::from_utf8_lossy(bytes).into_owned());
            let source = text.map(|text| Source::new(id, text));
            Some((id, File { bytes: Bytes::new(bytes.clone()), source }))
        };
        Files { files: files.iter().filter_map(file).collect() }
    }
}

fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(format!("/{name}")).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// What a document is set from.
pub(crate) struct World<'w> {
    library: &'w LazyHash<Library>,
    fonts: &'w Fonts,
    files: Files,
    main: FileId,
}

impl<'w> World<'w> {
    /// The world of a document that begins with a file; none where there is no such file.
    pub(crate) fn new(library: &'w LazyHash<Library>, fonts: &'w Fonts, files: Files, main: &str) -> Option<World<'w>> {
        let main = id(main).filter(|main| files.files.contains_key(main))?;
        Some(World { library, fonts, files, main })
    }

    fn get(&self, id: FileId) -> FileResult<&File> {
        self.files.files.get(&id).ok_or_else(|| FileError::NotFound(id.vpath().get_with_slash().into()))
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.get(id)?.source.clone().ok_or(FileError::NotSource)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.get(id).map(|file| file.bytes.clone())
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
