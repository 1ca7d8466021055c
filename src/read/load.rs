//! Discover → parse → resolve: the one entrance for every command.

mod document;
mod links;
mod needed;
mod paths;
mod reading;
mod settings;
mod together;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use self::document::Kept;
use self::reading::{ReadFile, Reading};
use self::settings::ReadSettings;
use self::together::{mark_lost_parts, put_reports_together};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::Settings;
use crate::progress::{Stage, counted_parts};
use crate::read::files::{Files, Revision};
use crate::read::linked::LinkedFiles;
use crate::read::pictures::Pictures;
use crate::read::workspace::door::Door;
use crate::read::workspace::{self, Place, WorldError, meant};
use crate::resolve::copies::oddness;
use crate::resolve::{self, Link, Resolved, resolve, resolve_again};
use crate::source::{Room, SourceId, SourceNumbers, Sources, Span};

/// A workspace as loaded: everything that a command works on.
#[derive(Clone, Debug)]
pub struct Loaded {
    besides: Arc<Besides>,
    /// The documents, joined.
    pub resolved: Resolved,
}

/// What is loaded besides the documents.
#[derive(Debug)]
pub struct Besides {
    /// Every text that was read.
    pub sources: Arc<Sources>,
    /// The folder of vp.yaml, where there is one.
    pub settings_folder: Option<PathBuf>,
    /// The workspace's folder: that of vp.yaml, or the one that holds the plan folder; none for a single file.
    pub root: Option<PathBuf>,
    /// The settings file, where there is one.
    pub settings_source: Option<SourceId>,
    /// Whether vp.yaml has errors that would make everything else other than it is meant to be. Then nothing else was read.
    pub is_stopped: bool,
    /// What files may be read.
    pub door: Door,
    /// Every file that was read as a document, sorted by path.
    pub files: Vec<File>,
    /// Where the files of the documents, of their texts and of the settings are.
    pub paths: BTreeMap<SourceId, PathBuf>,
    /// The pictures that the documents' texts name.
    pub pictures: Pictures,
    /// The files that the documents' texts link to.
    pub linked: LinkedFiles,
    /// What reading and joining found.
    pub findings: Vec<Diagnostic>,
}

impl Deref for Loaded {
    type Target = Besides;

    fn deref(&self) -> &Besides {
        &self.besides
    }
}

/// A file that was read as a document.
#[derive(Debug)]
pub struct File {
    /// Its text.
    pub source: SourceId,
    /// When it was read as it is: a file of the same revision says the same.
    pub read: Revision,
    /// Where it is.
    pub path: PathBuf,
    /// Why it was read.
    pub role: FileRole,
    /// Its number among the documents; `None` where it cannot be built.
    pub document: Option<usize>,
    /// The comments that speak to the tool.
    pub directives: Vec<Span>,
    /// Files that it names for its texts.
    pub texts: Vec<SourceId>,
    /// The number of the document on whose page it is printed, where that is another: files of one report.
    pub printed_with: Option<usize>,
}

/// Why a file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRole {
    /// It was asked for.
    Asked {
        /// Where its page lies below the output folder, without extension.
        page: String,
    },
    /// What was asked for builds on it or follows it up, directly or through others.
    Ancestor,
    /// It lies in the same workspace as what was asked for.
    Background,
}

impl File {
    /// Whether it was asked for.
    pub fn is_asked(&self) -> bool {
        self.page().is_some()
    }

    /// Where its page lies below the output folder, without extension, where it was asked for.
    pub fn page(&self) -> Option<&str> {
        match &self.role {
            FileRole::Asked { page } => Some(page),
            FileRole::Ancestor | FileRole::Background => None,
        }
    }

    /// Its text, and the texts of its document that are files of their own.
    pub fn own_sources(&self) -> impl Iterator<Item = SourceId> {
        std::iter::once(self.source).chain(self.texts.iter().copied())
    }
}

/// Loads the documents that a path means; no path means the workspace around the current folder. `out` overrides the
/// output folder, which is never read.
///
/// Where there is none that is an error: whoever checks or builds nothing is in the wrong folder.
pub fn load(asked: Option<&Path>, out: Option<&Path>) -> Result<Loaded, WorldError> {
    Workspace::default().load(asked, out)
}

/// A workspace that is loaded again and again: by an editor at each change, or to see what fixing would give.
///
/// ```
/// use std::path::Path;
///
/// use vp::read::load::Workspace;
///
/// let mut workspace = Workspace::default();
/// let plan = Path::new("examples/mistakes/VP0603/plan.yaml");
/// let saved = workspace.load(Some(plan), None).expect("the file is there");
/// workspace.files.set_unsaved(plan, "vp: 1\n");
/// let unsaved = workspace.load(Some(plan), None).expect("the file is there");
/// let source = unsaved.files[0].source;
/// assert_eq!(unsaved.sources.get(source).text, "vp: 1\n");
/// // What was loaded stays as it was, and a file has one number in both.
/// assert!(saved.sources.get(source).text.starts_with("vp: 1\n") && saved.sources.get(source).text.len() > 6);
/// ```
///
/// Only what changed is read and joined anew. A [`Loaded`] is a value of its own, which later changes
/// leave as it is.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The files, with the texts that are not saved.
    pub files: Files,
    /// How many bytes of texts stay in memory; none where all do.
    most_of_texts: Option<usize>,
    numbers: SourceNumbers,
    kept: Kept,
    joined: resolve::kept::Kept,
}

/// How much of a workspace is read where only a part of it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All of it.
    Whole,
    /// What the findings of the files asked for depend on: these are the same as of the whole.
    Needed,
}

impl Workspace {
    /// A workspace among other files than those of the disk.
    pub fn of(files: Files) -> Workspace {
        Workspace { files, ..Workspace::default() }
    }

    /// The same, but of texts only so many bytes stay in memory, or all where no number is given: a workspace that is loaded once
    /// reads the others again where they are asked for, and [`Sources::changed`] tells whether one was not the same.
    pub fn holding(self, most_of_texts: Option<usize>) -> Workspace {
        Workspace { most_of_texts, ..self }
    }

    /// Loads the documents that a path means, as [`load`] does.
    pub fn load(&mut self, asked: Option<&Path>, out: Option<&Path>) -> Result<Loaded, WorldError> {
        let loaded = self.load_any(asked, out)?;
        self.with_documents(asked, loaded)
    }

    /// Loads the documents that a path means, and of the others around them as many as `reach` says.
    pub fn load_to_check(&mut self, asked: Option<&Path>, reach: Reach) -> Result<Loaded, WorldError> {
        let loaded = self.load_any_to_check(asked, reach)?;
        self.with_documents(asked, loaded)
    }

    fn with_documents(&self, asked: Option<&Path>, loaded: Loaded) -> Result<Loaded, WorldError> {
        if loaded.is_stopped || loaded.asked().next().is_some() {
            return Ok(loaded);
        }
        let place = workspace::place(&self.files, asked)?;
        Err(meant::no_documents(&self.files, &place, &loaded.resolved.settings.plans))
    }

    /// As [`Workspace::load`], but there need not be any document.
    pub fn load_any(&mut self, asked: Option<&Path>, out: Option<&Path>) -> Result<Loaded, WorldError> {
        Ok(self.read(asked, out, Reach::Whole)?.0)
    }

    /// As [`Workspace::load_to_check`], but there need not be any document.
    pub fn load_any_to_check(&mut self, asked: Option<&Path>, reach: Reach) -> Result<Loaded, WorldError> {
        let (loaded, is_whole) = self.read(asked, None, reach)?;
        let resolved = &loaded.resolved;
        // What is said of an organisation above in the plans of several is compared over all of them. An occasion is missed
        // where others have a report of it.
        let looks_at_all = |number: usize| {
            resolved.has_indicators_of_others(&resolved.plans[number])
                || resolved.report_of(number).is_some_and(|report| !resolved.unreported_before(report).is_empty())
        };
        match !is_whole && loaded.asked_documents().any(looks_at_all) {
            true => {
                // Those of one that is loaded once are read anew, and need not be there twice.
                drop(loaded);
                Ok(self.read(asked, None, Reach::Whole)?.0)
            }
            false => Ok(loaded),
        }
    }

    /// Loads the documents that a path means; tells whether all files of the workspace were read.
    fn read(&mut self, asked: Option<&Path>, out: Option<&Path>, reach: Reach) -> Result<(Loaded, bool), WorldError> {
        let files = self.files.clone();
        let place = workspace::place(&files, asked)?;
        let room = self.most_of_texts.map(|most| Room::new(files.clone(), most));
        let Opened { sources, settings: read, door, mut sink } =
            Opened::new(&files, (&self.numbers, room), &place, out);
        let (settings, settings_source) = (read.settings, read.source);
        if read.is_wrong {
            return Ok((stopped(place, sources, settings, settings_source, door, sink), true));
        }
        if !self.kept.are_settings(settings_source.and_then(|source| sources.shared(source))) {
            self.joined.clear();
        }
        let own_out = place.settings_folder.as_ref().map(|folder| folder.join(&settings.out));
        let out = out.map(Path::to_path_buf).or(own_out).unwrap_or_else(|| PathBuf::from(&settings.out));
        let found = workspace::discover(&files, &place, &settings.plans, Some(&out))?;
        let found = links::without_linked_folders(found, &place, &files, &sources, &mut sink);
        // What is too much to be in memory as texts is too much as documents.
        let sizes = found.par_iter().filter_map(|file| files.size(&file.path));
        let packs = self.most_of_texts.is_some() && !sources.has_room_for(sizes.sum());
        let reading = Reading { sources: &sources, settings: &settings, door: &door, kept: &self.kept, packs };
        let is_named = !files.is_folder(&place.asked);
        if is_named {
            sink.extend(workspace::misnamed_beside(&files, &place, &sources));
        }
        let found = found
            .into_iter()
            .map(|file| {
                let page = file.page.clone();
                (file, FileRole::Asked { page })
            })
            .collect();
        let mut read = if is_named { reading.all(found) } else { reading.walked(found) };
        reading.follow(&mut read);
        let is_whole = reading.around(workspace::around(&files, &place, &settings.plans, Some(&out)), reach, &mut read);
        self.kept.keep(&read, &files);
        read.sort_by(|one, two| sources.path(one.read.source).cmp(sources.path(two.read.source)));
        let loaded = joined(read, (place, sources, settings, settings_source, door, sink), &mut self.joined);
        if self.most_of_texts.is_some() {
            self.joined.clear();
        }
        Ok((loaded, is_whole))
    }
}

/// What was read, joined.
fn joined(
    read: Vec<ReadFile>,
    (place, sources, settings, settings_source, door, mut sink): (
        Place,
        Sources,
        Settings,
        Option<SourceId>,
        Door,
        Sink,
    ),
    before: &mut resolve::kept::Kept,
) -> Loaded {
    let links = links::link(&read, door.files(), &sources, &mut sink);
    let (mut files, mut documents, mut document_links) = (Vec::new(), Vec::new(), Vec::new());
    let numbers: Vec<Option<usize>> = {
        let mut next = 0..;
        read.iter().map(|file| file.read.document.as_ref().and_then(|_| next.next())).collect()
    };
    let lost_in = links::folders_of_lost(&read, &links);
    let mut named_pictures = Pictures::default();
    let mut linked = LinkedFiles::default();
    let mut paths = settings_paths(&place, settings_source);
    for (at, file) in read.into_iter().enumerate() {
        let ReadFile { path, role, read, .. } = file;
        sink.extend(read.found.iter().cloned());
        named_pictures.extend(read.pictures());
        linked.append(read.linked.clone());
        paths.extend(read.text_paths().map(|(text, path)| (text, path.to_path_buf())));
        paths.insert(read.source, path.clone());
        if let Some(document) = &read.document {
            documents.push(document.clone());
            let above = links[at].above.and_then(|above| numbers[above]);
            let unreadable = links[at].unreadable || (links[at].above.is_some() && above.is_none());
            let lost_beside = path.parent().is_some_and(|folder| lost_in.contains(folder));
            let oddness = oddness(&workspace::show(&path));
            let broken = links[at].broken || unreadable;
            document_links.push(Link { above, broken, unreadable, lost_beside, oddness });
        }
        files.push(File {
            source: read.source,
            read: read.revision,
            path,
            role,
            document: numbers[at],
            directives: read.directives.clone(),
            texts: read.text_paths().map(|(text, _)| text).collect(),
            printed_with: None,
        });
    }
    let (mut resolved, joined) = resolve_again(documents, &document_links, settings, before);
    sink.append(joined);
    mark_lost_parts(&files, &mut resolved, &sources);
    put_reports_together(&mut files, &resolved, &sources);
    let besides = Besides {
        sources: Arc::new(sources),
        root: root(&place, door.files()),
        settings_folder: place.settings_folder,
        settings_source,
        is_stopped: false,
        door,
        files,
        paths,
        pictures: named_pictures,
        linked,
        findings: sink.into_vec(),
    };
    Loaded { besides: Arc::new(besides), resolved }
}

/// What is read before anything else: whether and how the rest is.
struct Opened {
    sources: Sources,
    settings: ReadSettings,
    door: Door,
    sink: Sink,
}

impl Opened {
    fn new(
        files: &Files,
        (numbers, room): (&SourceNumbers, Option<Room>),
        place: &Place,
        out: Option<&Path>,
    ) -> Opened {
        let sources = workspace::sources(files, place).numbered(numbers);
        let sources = match room {
            Some(room) => sources.letting_go(room),
            None => sources,
        };
        let mut sink = Sink::default();
        let mut settings = settings::read(files, place, &sources, &mut sink);
        let door = Door::new(files, place, &settings.settings.plans);
        if !settings.is_wrong {
            settings.look_at_folders(place, &door, out.is_none(), &sources, &mut sink);
            settings.look_at_logo(place, &door, &mut sink);
        }
        Opened { sources, settings, door, sink }
    }
}

/// What is wrong with the settings of the workspace around a path, where nothing can be loaded by them.
pub fn stopped_by_settings(asked: Option<&Path>) -> Option<Loaded> {
    let files = Files::default();
    let place = workspace::place(&files, asked).ok()?;
    let Opened { sources, settings, door, sink } = Opened::new(&files, (&SourceNumbers::default(), None), &place, None);
    let ReadSettings { settings, source, is_wrong, .. } = settings;
    is_wrong.then(|| stopped(place, sources, settings, source, door, sink))
}

/// What there is of a workspace whose settings are wrong: what is wrong with them, and nothing that would follow.
fn stopped(
    place: Place,
    sources: Sources,
    settings: Settings,
    settings_source: Option<SourceId>,
    door: Door,
    sink: Sink,
) -> Loaded {
    let besides = Besides {
        root: root(&place, door.files()),
        paths: settings_paths(&place, settings_source),
        sources: Arc::new(sources),
        settings_folder: place.settings_folder,
        settings_source,
        is_stopped: true,
        door,
        files: Vec::new(),
        pictures: Pictures::default(),
        linked: LinkedFiles::default(),
        findings: sink.into_vec(),
    };
    Loaded { besides: Arc::new(besides), resolved: resolve(Vec::new(), &[], settings).0 }
}

fn root(place: &Place, files: &Files) -> Option<PathBuf> {
    place.settings_folder.clone().or_else(|| files.is_folder(&place.asked).then(|| place.asked.clone()))
}

fn settings_paths(place: &Place, source: Option<SourceId>) -> BTreeMap<SourceId, PathBuf> {
    let path = place.settings.as_ref().map(|(path, _)| path.clone());
    source.zip(path).into_iter().collect()
}

impl Loaded {
    /// All of it but the documents, which are let go.
    pub fn without_documents(self) -> Arc<Besides> {
        self.besides
    }

    /// The same with no document unpacked yet, as [`Resolved::apart`].
    pub fn apart(&self) -> Loaded {
        Loaded { besides: Arc::clone(&self.besides), resolved: self.resolved.apart() }
    }

    /// Works on things of documents by everybody who is there, each on a few at once and with a view of his own: what is
    /// unpacked for them goes with it. Gives what came of them in their order.
    pub fn in_parts<T: Sync, R: Send>(
        &self,
        stage: Stage,
        things: &[T],
        work: impl Fn(&Loaded, &[T]) -> Vec<R> + Sync,
    ) -> Vec<R> {
        counted_parts(stage, things, self.resolved.at_once(), |part| work(&self.apart(), part))
    }
}

impl Besides {
    /// The files that were asked for.
    pub fn asked(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_asked())
    }

    /// The numbers of the documents that were asked for.
    pub fn asked_documents(&self) -> impl Iterator<Item = usize> {
        self.asked().filter_map(|file| file.document)
    }
}

impl Loaded {
    /// Whether a document can be printed: every plan above it that is there could be read, and so could the plan whose
    /// figures it shows, and all files of a report.
    pub fn is_printable(&self, document: usize) -> bool {
        let shown = self.resolved.plan_number_of(document);
        let mut plans = std::iter::once(document).chain(shown);
        let report = self.resolved.report_of(document);
        !plans.any(|plan| self.resolved.plans.ties(plan).unreadable_above)
            && !report.is_some_and(|report| report.may_lack_a_part)
    }
}

/// The settings of the workspace around a path, where there is one, as far as they can be read.
pub fn settings_around(asked: Option<&Path>, sink: &mut Sink) -> Option<Settings> {
    settings_in(&Files::default(), asked, sink)
}

/// The same among other files than those of the disk.
pub fn settings_in(files: &Files, asked: Option<&Path>, sink: &mut Sink) -> Option<Settings> {
    let place = workspace::place(files, asked).ok()?;
    place.settings_folder.as_ref()?;
    Some(settings::read(files, &place, &Sources::default(), sink).settings)
}
