//! Discover → parse → resolve: the one entrance for every command.

mod links;
mod paths;
mod settings;
mod together;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::settings::ReadSettings;
use self::together::put_reports_together;
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{Document, Settings};
use crate::plan_format::fields::NamedFile;
use crate::read::linked::{self, LinkedFiles};
use crate::read::parse::{self, LeadsTo};
use crate::read::pictures::{self, Pictures};
use crate::read::workspace::door::{Door, Purpose};
use crate::read::workspace::{self, FoundFile, Place, Unsaved, WorldError, meant};
use crate::resolve::copies::oddness;
use crate::resolve::{Link, Resolved, resolve};
use crate::source::{Source, SourceId, Sources, Span};
use crate::syntax::yaml;

/// A workspace as loaded: everything that a command works on.
#[derive(Debug)]
pub struct Loaded {
    /// Every text that was read.
    pub sources: Sources,
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
    /// The documents, joined.
    pub resolved: Resolved,
    /// The pictures that the documents' texts name.
    pub pictures: Pictures,
    /// The files that the documents' texts link to.
    pub linked: LinkedFiles,
    /// What reading and joining found.
    pub findings: Vec<Diagnostic>,
}

/// A file that was read as a document.
#[derive(Debug)]
pub struct File {
    /// Its text.
    pub source: SourceId,
    /// Where it is.
    pub path: PathBuf,
    /// Where its page lies below the output folder, without extension; `None` for a file that was read only because
    /// another leads to it or is compared with it.
    pub page: Option<String>,
    /// Its number among the documents; `None` where it cannot be built.
    pub document: Option<usize>,
    /// The comments that speak to the tool.
    pub remarks: Vec<Span>,
    /// Files that it names for its texts.
    pub texts: Vec<SourceId>,
    /// Whether it was read only because it lies in the same workspace as what was asked for.
    pub is_background: bool,
    /// The number of the document on whose page it is printed, where that is another: files of one report.
    pub printed_with: Option<usize>,
}

/// Loads the documents that a path means; no path means the workspace around the current folder. `out` overrides the
/// output folder, which is never read.
///
/// Where there is none that is an error: whoever checks or builds nothing is in the wrong folder.
pub fn load(asked: Option<&Path>, out: Option<&Path>) -> Result<Loaded, WorldError> {
    let loaded = load_or(&Unsaved::default(), asked, out)?;
    if loaded.is_stopped || loaded.files.iter().any(|file| file.page.is_some()) {
        return Ok(loaded);
    }
    Err(meant::no_documents(&workspace::place(asked)?, &loaded.resolved.settings.plans))
}

/// As [`load`], but texts that are not saved go before those of the files, and there need not be any document.
pub fn load_or(unsaved: &Unsaved, asked: Option<&Path>, out: Option<&Path>) -> Result<Loaded, WorldError> {
    let place = workspace::place(asked)?;
    let Entry { sources, settings: read, door, mut sink } = Entry::new(&place, unsaved, out);
    let (settings, settings_source) = (read.settings, read.source);
    if read.is_wrong {
        return Ok(stopped(place, sources, settings, settings_source, door, sink));
    }
    let own_out = place.settings_folder.as_ref().map(|folder| folder.join(&settings.out));
    let out = out.map(Path::to_path_buf).or(own_out).unwrap_or_else(|| PathBuf::from(&settings.out));
    let found = workspace::discover(&place, &settings.plans, Some(&out))?;
    let reading = Reading { sources: &sources, settings: &settings, door: &door, unsaved };
    let is_named = !place.asked.is_dir();
    let found = found
        .into_iter()
        .map(|file| {
            let page = file.page.clone();
            (file, Some(page))
        })
        .collect();
    let mut read = if is_named { reading.all(found) } else { reading.walked(found) };
    reading.follow(&mut read);
    let asked_for = read.len();
    reading.around(workspace::around(&place, &settings.plans, Some(&out)), &mut read);
    let known: HashSet<SourceId> = read[..asked_for].iter().map(|file| file.source).collect();
    read.sort_by(|one, two| sources.get(one.source).path.cmp(&sources.get(two.source).path));
    let links = links::link(&read, &sources, &mut sink);
    let (mut files, mut documents, mut document_links) = (Vec::new(), Vec::new(), Vec::new());
    let numbers: Vec<Option<usize>> = {
        let mut next = 0..;
        read.iter().map(|file| file.document.as_ref().and_then(|_| next.next())).collect()
    };
    let lost_in = links::folders_of_lost(&read, &links);
    let mut named_pictures = Pictures::default();
    let mut linked = LinkedFiles::default();
    let mut paths = settings_paths(&place, settings_source);
    for (at, file) in read.into_iter().enumerate() {
        sink.append(file.sink);
        named_pictures.append(file.pictures);
        linked.append(file.linked);
        paths.extend(file.text_paths);
        paths.insert(file.source, file.path.clone());
        if let Some(document) = file.document {
            documents.push(document);
            let above = links[at].above.and_then(|above| numbers[above]);
            let unreadable = links[at].unreadable || (links[at].above.is_some() && above.is_none());
            let lost_beside = file.path.parent().is_some_and(|folder| lost_in.contains(folder));
            let oddness = oddness(&workspace::show(&file.path));
            let broken = links[at].broken || unreadable;
            document_links.push(Link { above, broken, unreadable, lost_beside, oddness });
        }
        files.push(File {
            source: file.source,
            path: file.path,
            page: file.page,
            document: numbers[at],
            remarks: file.remarks,
            texts: file.texts,
            is_background: !known.contains(&file.source),
            printed_with: None,
        });
    }
    let (resolved, joined) = resolve(documents, &document_links, settings);
    sink.append(joined);
    put_reports_together(&mut files, &resolved, &sources);
    Ok(Loaded {
        sources,
        root: root(&place),
        settings_folder: place.settings_folder,
        settings_source,
        is_stopped: false,
        door,
        files,
        paths,
        resolved,
        pictures: named_pictures,
        linked,
        findings: sink.into_vec(),
    })
}

/// What is read before anything else: whether and how the rest is.
struct Entry {
    sources: Sources,
    settings: ReadSettings,
    door: Door,
    sink: Sink,
}

impl Entry {
    fn new(place: &Place, unsaved: &Unsaved, out: Option<&Path>) -> Entry {
        let sources = workspace::sources(place);
        let mut sink = Sink::default();
        let mut settings = settings::read(place, unsaved, &sources, &mut sink);
        let door = Door::new(place, &settings.settings.plans);
        if !settings.is_wrong {
            settings.look_at_folders(place, &door, out.is_none(), &sources, &mut sink);
        }
        Entry { sources, settings, door, sink }
    }
}

/// What is wrong with the settings of the workspace around a path, where nothing can be loaded by them.
pub fn stopped_by_settings(asked: Option<&Path>) -> Option<Loaded> {
    let place = workspace::place(asked).ok()?;
    let Entry { sources, settings, door, sink } = Entry::new(&place, &Unsaved::default(), None);
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
    Loaded {
        root: root(&place),
        paths: settings_paths(&place, settings_source),
        sources,
        settings_folder: place.settings_folder,
        settings_source,
        is_stopped: true,
        door,
        files: Vec::new(),
        resolved: resolve(Vec::new(), &[], settings).0,
        pictures: Pictures::default(),
        linked: LinkedFiles::default(),
        findings: sink.into_vec(),
    }
}

fn root(place: &Place) -> Option<PathBuf> {
    place.settings_folder.clone().or_else(|| place.asked.is_dir().then(|| place.asked.clone()))
}

fn settings_paths(place: &Place, source: Option<SourceId>) -> BTreeMap<SourceId, PathBuf> {
    let path = place.settings.as_ref().map(|(path, _)| path.clone());
    source.zip(path).into_iter().collect()
}

impl Loaded {
    /// Whether a document can be printed: every plan above it that is there could be read, and so could the plan whose
    /// figures it shows.
    pub fn is_printable(&self, document: usize) -> bool {
        let shown = self.resolved.plan_of(document);
        let mut plans = std::iter::once(&self.resolved.plans[document]).chain(shown);
        !plans.any(|plan| plan.unreadable_above)
    }
}

/// The settings of the workspace around a path, where there is one, as far as they can be read.
pub fn settings_around(asked: Option<&Path>, sink: &mut Sink) -> Option<Settings> {
    let place = workspace::place(asked).ok()?;
    place.settings_folder.as_ref()?;
    Some(settings::read(&place, &Unsaved::default(), &Sources::default(), sink).settings)
}

/// A file as read, before it is joined.
struct ReadFile {
    source: SourceId,
    path: PathBuf,
    page: Option<String>,
    document: Option<Document>,
    /// Where it really is, links followed: two paths of one file are one.
    real: PathBuf,
    above: Option<Above>,
    remarks: Vec<Span>,
    texts: Vec<SourceId>,
    text_paths: BTreeMap<SourceId, PathBuf>,
    pictures: Pictures,
    linked: LinkedFiles,
    sink: Sink,
}

impl ReadFile {
    /// A file of which nothing is known yet but its text.
    fn new(file: &FoundFile, page: Option<String>, source: SourceId) -> ReadFile {
        ReadFile {
            source,
            path: file.path.clone(),
            page,
            document: None,
            real: canonical(&file.path),
            above: None,
            remarks: Vec::new(),
            texts: Vec::new(),
            text_paths: BTreeMap::new(),
            pictures: Pictures::default(),
            linked: LinkedFiles::default(),
            sink: Sink::default(),
        }
    }
}

/// The plan that a file builds on.
struct Above {
    /// As written.
    lead: LeadsTo,
    /// Why it is not read, where it is not.
    refused: Option<NamedFile>,
    /// Its path from the current folder.
    path: PathBuf,
    /// Where it really is.
    real: PathBuf,
}

struct Reading<'a> {
    sources: &'a Sources,
    settings: &'a Settings,
    door: &'a Door,
    unsaved: &'a Unsaved,
}

impl Reading<'_> {
    /// Reads files that the user or another file names.
    fn all(&self, files: Vec<(FoundFile, Option<String>)>) -> Vec<ReadFile> {
        files.into_par_iter().map(|(file, page)| self.one(&file, page)).collect()
    }

    /// Reads files that were found in a folder, where a link may lead anywhere.
    fn walked(&self, files: Vec<(FoundFile, Option<String>)>) -> Vec<ReadFile> {
        let read = files.into_par_iter().map(|(file, page)| match self.door.found(&file.path, Purpose::Yaml) {
            Ok(()) => self.one(&file, page),
            Err(why) => {
                let source = self.sources.add(Source::new(file.shown.as_str(), ""));
                let mut read = ReadFile::new(&file, page, source);
                read.sink.push(links::refused_link(why, self.sources.start(source), &file.shown));
                read
            }
        });
        read.collect()
    }

    fn one(&self, file: &FoundFile, page: Option<String>) -> ReadFile {
        let (source, problem) = match &file.meant {
            Some(name) => meant::misnamed(file, name, self.sources),
            None => workspace::read_or(self.unsaved, &file.path, &file.shown, self.sources),
        };
        let mut read = ReadFile::new(file, page, source);
        if let Some(problem) = problem {
            read.sink.push(problem);
            return read;
        }
        let text = &self.sources.get(source).text;
        let tree = yaml::read(text, source, &mut read.sink);
        read.remarks = tree.remarks.iter().map(|&(start, end)| Span { source, start, end }).collect();
        // Whatever the tree's reading reports stops the document; of an alias it is not known what it stood for.
        if read.sink.iter().next().is_some() {
            return read;
        }
        read.above = parse::leads_to(&tree, source).map(|lead| {
            let path = file.path.parent().unwrap_or(Path::new("")).join(&lead.path.value);
            let refused = self.door.named(&file.path, &file.path, &lead.path.value, Purpose::Yaml).err();
            Above { real: canonical(&path), lead, refused, path }
        });
        let mut files = BTreeMap::new();
        for name in parse::named_files(&tree) {
            let outcome = match self.door.named(&file.path, &file.path, &name, Purpose::Text) {
                Err(why) => why,
                Ok(path) => {
                    let shown = workspace::show(&Path::new(&file.shown).parent().unwrap_or(Path::new("")).join(&name));
                    let (id, problem) = workspace::read_or(self.unsaved, &path, &shown, self.sources);
                    read.texts.push(id);
                    read.text_paths.insert(id, path);
                    match problem {
                        Some(problem) => {
                            read.sink.push(problem);
                            NamedFile::Unreadable
                        }
                        None => NamedFile::Read(id),
                    }
                }
            };
            files.insert(name, outcome);
        }
        read.document = parse::document(&tree, source, self.sources, self.settings, &files, &mut read.sink);
        if let Some(document) = &read.document {
            let find = |text: SourceId, name: &str, purpose: Purpose| {
                // A path in a text counts from the file that the text stands in.
                let from = read.text_paths.get(&text).unwrap_or(&file.path);
                self.door.named(&file.path, from, name, purpose)
            };
            let picture = |text: SourceId, name: &str| find(text, name, Purpose::Picture);
            read.pictures = pictures::find(document, self.sources, picture, &mut read.sink);
            read.linked = linked::find(document, self.sources, find, &mut read.sink);
            let text = |name: &str| self.door.named(&file.path, &file.path, name, Purpose::Text);
            paths::report(document, self.sources, text, &mut read.sink);
        }
        read
    }

    /// Reads the plans above that are not read yet, and those above them.
    fn follow(&self, read: &mut Vec<ReadFile>) {
        let mut known: HashSet<PathBuf> = read.iter().map(|file| file.real.clone()).collect();
        let mut from = 0;
        while from < read.len() {
            let mut missing: Vec<FoundFile> = Vec::new();
            for file in &read[from..] {
                let Some(above) = &file.above else { continue };
                if above.refused.is_none() && !known.contains(&above.real) {
                    known.insert(above.real.clone());
                    let path = above.path.clone();
                    let shown = Path::new(&self.sources.get(file.source).path)
                        .parent()
                        .unwrap_or(Path::new(""))
                        .join(&above.lead.path.value);
                    missing.push(FoundFile { path, shown: workspace::show(&shown), page: String::new(), meant: None });
                }
            }
            from = read.len();
            read.extend(self.all(missing.into_iter().map(|file| (file, None)).collect()));
        }
    }

    /// Reads the other files of the workspace that are not read yet.
    fn around(&self, files: Vec<FoundFile>, read: &mut Vec<ReadFile>) {
        let known: HashSet<PathBuf> = read.iter().map(|file| file.real.clone()).collect();
        let files = files.into_iter().filter(|file| !known.contains(&canonical(&file.path)));
        read.extend(self.walked(files.map(|file| (file, None)).collect()));
    }
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}
