//! A document with all that it was read from, kept as long as that is the same.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::reading::{ReadFile, Reading};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::Signs;
use crate::plan_format::fields::NamedFile;
use crate::read::files::{Files, Revision};
use crate::read::linked::{self, LinkedFiles};
use crate::read::load::paths;
use crate::read::parse::{self, LeadsTo};
use crate::read::pictures;
use crate::read::workspace::door::Purpose;
use crate::read::workspace::picture;
use crate::read::workspace::{self, FoundFile};
use crate::resolve::held::HeldDocument;
use crate::source::{Source, SourceId, Span};
use crate::syntax::yaml;

/// What a file says, before it is joined with others.
#[derive(Debug)]
pub(super) struct ReadDocument {
    /// The file.
    pub(super) source: SourceId,
    /// When it was read.
    pub(super) revision: Revision,
    /// The document; `None` where none came of it, which is reported.
    pub(super) document: Option<HeldDocument>,
    /// The plan that it leads to.
    pub(super) lead: Option<LeadsTo>,
    /// The comments that speak to the tool.
    pub(super) directives: Vec<Span>,
    /// What is wrong with it.
    pub(super) found: Vec<Diagnostic>,
    /// Its own text; `None` where it could not be read.
    text: Option<ReadText>,
    /// The files that its texts link to.
    pub(super) linked: LinkedFiles,
    texts: Vec<NamedText>,
    pictures: Vec<NamedPicture>,
    others: Vec<NamedOther>,
}

/// A file that a document names for a text.
#[derive(Debug)]
struct NamedText {
    name: String,
    outcome: TextOutcome,
}

#[derive(Debug)]
enum TextOutcome {
    Read(ReadText),
    /// It is there but cannot be read, which is reported.
    Unreadable(SourceId, PathBuf),
    /// It is not opened.
    Refused(NamedFile),
}

/// A text as read.
#[derive(Debug)]
struct ReadText {
    path: PathBuf,
    id: SourceId,
    /// None where texts are let go, and nothing is kept for another reading.
    source: Option<Arc<Source>>,
    seen: Seen,
}

/// When a file was last seen to be as it was read.
#[derive(Debug)]
struct Seen(AtomicU64);

impl Seen {
    fn at(revision: Revision) -> Seen {
        Seen(AtomicU64::new(revision.number()))
    }

    /// Whether the file is as it was, which `look` finds out where it may have changed.
    fn is_still(&self, revision: Revision, look: impl FnOnce() -> bool) -> bool {
        // Several may look at once, and all see the same.
        if self.0.load(Ordering::Relaxed) == revision.number() {
            return true;
        }
        let is_same = look();
        if is_same {
            self.0.store(revision.number(), Ordering::Relaxed);
        }
        is_same
    }
}

/// A picture that a text names.
#[derive(Debug)]
struct NamedPicture {
    text: SourceId,
    /// The file that its path counts from.
    from: PathBuf,
    name: String,
    outcome: Result<(PathBuf, Seen), NamedFile>,
    /// Whether it can be printed.
    is_picture: bool,
}

/// Another file that a text names, or may name.
#[derive(Debug)]
struct NamedOther {
    from: PathBuf,
    name: String,
    purpose: Purpose,
    outcome: Result<(PathBuf, Seen), NamedFile>,
}

impl ReadText {
    /// Reads a text; the finding where it cannot be read.
    fn read(reading: &Reading, path: &Path, shown: &str, namer: &str) -> (SourceId, Result<ReadText, Box<Diagnostic>>) {
        let files = reading.door.files();
        let revision = files.revision(path);
        let (id, problem) = workspace::read_of(files, path, (shown, namer), reading.sources);
        let source = || (!reading.sources.lets_go()).then(|| reading.sources.get(id));
        let text = match problem {
            None => Ok(ReadText { path: path.to_path_buf(), id, source: source(), seen: Seen::at(revision) }),
            Some(problem) => Err(Box::new(problem)),
        };
        (id, text)
    }

    /// Whether the file still has this text.
    fn is_same(&self, files: &Files) -> bool {
        self.source.as_ref().is_some_and(|source| {
            let is_same = || files.read(&self.path).is_ok_and(|bytes| bytes == source.text.as_bytes());
            self.seen.is_still(files.revision(&self.path), is_same)
        })
    }
}

impl ReadDocument {
    /// A file of which nothing is known but what is wrong with it.
    pub(super) fn refused(files: &Files, source: SourceId, finding: Diagnostic) -> ReadDocument {
        ReadDocument { found: vec![finding], ..ReadDocument::empty(files, source) }
    }

    fn empty(files: &Files, source: SourceId) -> ReadDocument {
        ReadDocument {
            source,
            revision: files.next(),
            document: None,
            lead: None,
            directives: Vec::new(),
            found: Vec::new(),
            text: None,
            texts: Vec::new(),
            pictures: Vec::new(),
            linked: LinkedFiles::default(),
            others: Vec::new(),
        }
    }

    /// Reads a file.
    pub(super) fn read(reading: &Reading, file: &FoundFile) -> ReadDocument {
        let text = match &file.meant {
            Some(name) => {
                let (id, finding) = workspace::meant::misnamed(reading.door.files(), file, name, reading.sources);
                return ReadDocument {
                    found: finding.into_iter().collect(),
                    ..ReadDocument::empty(reading.door.files(), id)
                };
            }
            None => ReadText::read(reading, &file.path, &file.shown, ""),
        };
        let (source, text) = match text {
            (id, Err(finding)) => return ReadDocument::refused(reading.door.files(), id, *finding),
            (id, Ok(text)) => (id, text),
        };
        let mut sink = Sink::default();
        let mut read = ReadDocument { text: None, ..ReadDocument::empty(reading.door.files(), source) };
        let held = reading.sources.get(source);
        let tree = yaml::read(&held.text, source, &mut sink);
        read.directives = tree.directives.iter().map(|&(start, end)| Span { source, start, end }).collect();
        // Whatever the tree's reading reports stops the document; of an alias it is not known what it stood for.
        if sink.iter().next().is_none() {
            read.lead = parse::leads_to(&tree, source);
            read.read_document(reading, file, &tree, &mut sink);
        }
        drop(tree);
        // Without its text nothing of it is kept.
        read.text = Some(text).filter(|text| text.source.is_some());
        read.found = sink.into_vec();
        read
    }

    fn read_document(&mut self, reading: &Reading, file: &FoundFile, tree: &yaml::Tree, sink: &mut Sink) {
        let Reading { sources, door, .. } = *reading;
        let mut outcomes = BTreeMap::new();
        for name in parse::named_files(tree) {
            let (named, outcome) = match door.named(&file.path, &file.path, &name, Purpose::Text) {
                Err(why) => (why.clone(), TextOutcome::Refused(why)),
                Ok(path) => {
                    let shown = workspace::show(&Path::new(&file.shown).parent().unwrap_or(Path::new("")).join(&name));
                    match ReadText::read(reading, &path, &shown, &file.shown) {
                        (id, Ok(text)) => (NamedFile::Read(id), TextOutcome::Read(text)),
                        (id, Err(finding)) => {
                            sink.push(*finding);
                            (NamedFile::Unreadable, TextOutcome::Unreadable(id, path))
                        }
                    }
                }
            };
            outcomes.insert(name.clone(), named);
            self.texts.push(NamedText { name, outcome });
        }
        let document = parse::document(tree, self.source, sources, reading.settings, &outcomes, sink);
        let Some(mut document) = document else { return };
        document.signs = Signs::of(&document.prose(), sources);
        let asked = RefCell::new(Vec::new());
        let text_paths: BTreeMap<SourceId, &Path> = self.text_paths().collect();
        let find = |text: SourceId, name: &str| {
            // A picture's path counts from the file that the text stands in.
            let from = text_paths.get(&text).copied().unwrap_or(&file.path).to_path_buf();
            let named = door.named(&file.path, &from, name, Purpose::Picture);
            let seen = |path: &PathBuf| (path.clone(), Seen::at(door.files().revision(path)));
            let outcome = named.as_ref().map(seen).map_err(Clone::clone);
            let name = name.to_owned();
            asked.borrow_mut().push(NamedPicture { text, from, name, outcome, is_picture: false });
            named
        };
        let found = pictures::find(&document, door.files(), sources, find, sink);
        let mut named = asked.into_inner();
        for picture in &mut named {
            picture.is_picture = found.get(picture.text, &picture.name).is_some();
        }
        let others = RefCell::new(Vec::new());
        let ask = |from: &Path, name: &str, purpose: Purpose| {
            let named = door.named(&file.path, from, name, purpose);
            let seen = |path: &PathBuf| (path.clone(), Seen::at(door.files().revision(path)));
            let outcome = named.as_ref().map(seen).map_err(Clone::clone);
            let (from, name) = (from.to_path_buf(), name.to_owned());
            others.borrow_mut().push(NamedOther { from, name, purpose, outcome });
            named
        };
        let link = |text: SourceId, name: &str, purpose: Purpose| {
            ask(text_paths.get(&text).copied().unwrap_or(&file.path), name, purpose)
        };
        let linked = linked::find(&document, door.files(), sources, link, sink);
        let text = |name: &str| ask(&file.path, name, Purpose::Text);
        paths::report(&document, door.files(), sources, text, sink);
        drop(text_paths);
        self.pictures = named;
        self.others = others.into_inner();
        self.linked = linked;
        self.document = Some(match reading.packs {
            true => HeldDocument::packed(document),
            false => HeldDocument::from(document),
        });
    }

    /// The texts that it names, each with where it is.
    pub(super) fn text_paths(&self) -> impl Iterator<Item = (SourceId, &Path)> {
        self.texts.iter().filter_map(|text| match &text.outcome {
            TextOutcome::Read(read) => Some((read.id, read.path.as_path())),
            TextOutcome::Unreadable(id, path) => Some((*id, path.as_path())),
            TextOutcome::Refused(_) => None,
        })
    }

    /// The pictures that its texts name, each with the text and its file.
    pub(super) fn pictures(&self) -> impl Iterator<Item = ((SourceId, String), PathBuf)> {
        self.pictures.iter().filter(|picture| picture.is_picture).filter_map(|picture| {
            let (path, _) = picture.outcome.as_ref().ok()?;
            Some(((picture.text, picture.name.clone()), path.clone()))
        })
    }

    /// Whether it would be read from a file as it was, and if so its texts are among the sources.
    fn is_same(&self, reading: &Reading, file: &FoundFile) -> bool {
        let Reading { sources, door, .. } = *reading;
        let files = door.files();
        let Some(text) = &self.text else { return false };
        let is_same_text = |text: &NamedText| {
            let named = door.named(&file.path, &file.path, &text.name, Purpose::Text);
            match (&text.outcome, named) {
                (TextOutcome::Read(read), Ok(path)) => read.path == path && read.is_same(files),
                (TextOutcome::Refused(before), Err(why)) => *before == why,
                _ => false,
            }
        };
        let is_same_picture = |picture: &NamedPicture| {
            let named = door.named(&file.path, &picture.from, &picture.name, Purpose::Picture);
            match (&picture.outcome, named) {
                (Ok((before, seen)), Ok(path)) => {
                    *before == path
                        && picture.is_picture
                        && seen.is_still(files.revision(&path), || picture::look_at(files, &path).is_ok())
                }
                (Err(before), Err(why)) => *before == why,
                _ => false,
            }
        };
        // What another file says counts as well: it is read anew where that may have changed.
        let is_same_other = |other: &NamedOther| {
            let named = door.named(&file.path, &other.from, &other.name, other.purpose);
            match (&other.outcome, named) {
                (Ok((before, seen)), Ok(path)) => *before == path && seen.is_still(files.revision(&path), || false),
                (Err(before), Err(why)) => *before == why,
                _ => false,
            }
        };
        let is_same = file.meant.is_none()
            && text.source.as_ref().is_some_and(|source| source.path == file.shown)
            && text.is_same(files)
            && self.texts.iter().all(is_same_text)
            && self.pictures.iter().all(is_same_picture)
            && self.others.iter().all(is_same_other);
        let texts = self.texts.iter().filter_map(|text| match &text.outcome {
            TextOutcome::Read(read) => Some(read),
            _ => None,
        });
        is_same
            && std::iter::once(text)
                .chain(texts)
                .all(|text| text.source.as_ref().is_some_and(|source| sources.put(text.id, source)))
    }
}

/// The documents of earlier readings.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The settings that they were read with.
    settings: Option<Arc<Source>>,
    documents: HashMap<PathBuf, Arc<ReadDocument>>,
}

impl Kept {
    /// Whether documents were read with these settings before; forgets what was read with others.
    pub(super) fn are_settings(&mut self, settings: Option<Arc<Source>>) -> bool {
        let text = |settings: &Option<Arc<Source>>| settings.as_ref().map(|source| source.text.clone());
        let is_same = text(&self.settings) == text(&settings);
        if !is_same {
            self.documents.clear();
        }
        self.settings = settings;
        is_same
    }

    /// The document of a file as it was read before, where it would be read again as it was.
    pub(super) fn get(&self, reading: &Reading, file: &FoundFile) -> Option<Arc<ReadDocument>> {
        self.documents.get(&file.path).filter(|read| read.is_same(reading, file)).map(Arc::clone)
    }

    /// Keeps what was read, and forgets the files that are no more.
    pub(super) fn keep(&mut self, read: &[ReadFile], files: &Files) {
        if self.documents.len() > read.len() {
            self.documents.retain(|path, _| files.is_there(path));
        }
        for file in read.iter().filter(|file| file.read.text.is_some()) {
            let is_known = self.documents.get(&file.path).is_some_and(|known| Arc::ptr_eq(known, &file.read));
            if !is_known {
                self.documents.insert(file.path.clone(), Arc::clone(&file.read));
            }
        }
    }
}
