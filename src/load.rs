//! Discover → parse → resolve: the one entrance for every command.

mod together;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::together::put_reports_together;
use crate::both;
use crate::diagnostic::{Diagnostic, Sink, near_name};
use crate::fields::{NamedFile, Reader, rules as reading};
use crate::model::{Document, Settings};
use crate::parse::{self, LeadsTo};
use crate::parts::settings;
use crate::pictures::{self, Pictures};
use crate::resolve::copies::oddness;
use crate::resolve::{Link, Resolved, resolve, rules};
use crate::source::{SourceId, Sources, Span};
use crate::templates::Templates;
use crate::workspace::{self, FoundFile, Limits, Place, Unsaved, WorldError, meant};
use crate::yaml;

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
    /// Every file that was read as a document, sorted by path.
    pub files: Vec<File>,
    /// Where the files of the documents, of their texts and of the settings are.
    pub paths: BTreeMap<SourceId, PathBuf>,
    /// The documents, joined.
    pub resolved: Resolved,
    /// The pictures that the documents' texts name.
    pub pictures: Pictures,
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
    if loaded.files.iter().any(|file| file.page.is_some()) {
        return Ok(loaded);
    }
    Err(meant::no_documents(&workspace::place(asked)?, &loaded.resolved.settings.plans))
}

/// As [`load`], but texts that are not saved go before those of the files, and there need not be any document.
pub fn load_or(unsaved: &Unsaved, asked: Option<&Path>, out: Option<&Path>) -> Result<Loaded, WorldError> {
    let place = workspace::place(asked)?;
    let sources = workspace::sources(&place);
    let mut sink = Sink::default();
    let (settings, settings_source) = load_settings(&place, unsaved, &sources, &mut sink);
    let own_out = place.settings_folder.as_ref().map(|folder| folder.join(&settings.out));
    let out = out.map(Path::to_path_buf).or(own_out).unwrap_or_else(|| PathBuf::from(&settings.out));
    let found = workspace::discover(&place, &settings.plans, Some(&out))?;
    let limits = Limits::new(&place);
    let reading = Reading { sources: &sources, settings: &settings, limits: &limits, asked: &place.asked, unsaved };
    let mut read = reading.all(found.iter().map(|file| (file, Some(file.page.clone()))).collect());
    reading.follow(&mut read);
    let asked_for = read.len();
    reading.around(workspace::around(&place, &settings.plans, Some(&out)), &mut read);
    let known: HashSet<SourceId> = read[..asked_for].iter().map(|file| file.source).collect();
    read.sort_by(|one, two| sources.get(one.source).path.cmp(&sources.get(two.source).path));
    let links = link(&read, &sources, &mut sink);
    let (mut files, mut documents, mut document_links) = (Vec::new(), Vec::new(), Vec::new());
    let numbers: Vec<Option<usize>> = {
        let mut next = 0..;
        read.iter().map(|file| file.document.as_ref().and_then(|_| next.next())).collect()
    };
    let lost_in = folders_of_lost(&read, &links);
    let mut named_pictures = Pictures::default();
    let settings_path = place.settings.as_ref().map(|(path, _)| path.clone());
    let mut paths: BTreeMap<SourceId, PathBuf> = settings_source.zip(settings_path).into_iter().collect();
    for (at, file) in read.into_iter().enumerate() {
        sink.append(file.sink);
        named_pictures.append(file.pictures);
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
    let root = place.settings_folder.clone().or_else(|| place.asked.is_dir().then(|| place.asked.clone()));
    Ok(Loaded {
        sources,
        root,
        settings_folder: place.settings_folder,
        settings_source,
        files,
        paths,
        resolved,
        pictures: named_pictures,
        findings: sink.into_vec(),
    })
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

/// The folder that pages are written to: the one asked for, else the workspace's, else `build` here.
pub fn out_folder(asked: Option<&Path>, loaded: &Loaded) -> PathBuf {
    let name = Path::new(&loaded.resolved.settings.out);
    match (asked, &loaded.settings_folder) {
        (Some(asked), _) => asked.to_path_buf(),
        (None, Some(folder)) => workspace::from_here(&folder.join(name)),
        (None, None) => name.to_path_buf(),
    }
}

/// The templates of a workspace, and what is wrong with its own.
pub fn templates(loaded: &Loaded) -> (Templates, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let folder = template_folder(loaded).map(|folder| (workspace::from_here(&folder), folder));
    let shown = folder.as_ref().map(|(here, folder)| (folder.as_path(), workspace::show(here)));
    let templates =
        Templates::load(shown.as_ref().map(|(folder, shown)| (*folder, shown.as_str())), &loaded.sources, &mut sink);
    (templates, sink.into_vec())
}

/// What is wrong with a workspace's own templates, as far as that shows without a page.
pub fn template_findings(loaded: &Loaded) -> Vec<Diagnostic> {
    if template_folder(loaded).is_some() { templates(loaded).1 } else { Vec::new() }
}

fn template_folder(loaded: &Loaded) -> Option<PathBuf> {
    let name = &loaded.resolved.settings.templates;
    loaded.root.as_ref().map(|root| root.join(name)).filter(|folder| folder.is_dir())
}

/// The settings of the workspace around a path, where there is one.
pub fn settings_around(asked: Option<&Path>, sink: &mut Sink) -> Option<Settings> {
    let place = workspace::place(asked).ok()?;
    place.settings_folder.as_ref()?;
    Some(load_settings(&place, &Unsaved::default(), &Sources::default(), sink).0)
}

fn load_settings(place: &Place, unsaved: &Unsaved, sources: &Sources, sink: &mut Sink) -> (Settings, Option<SourceId>) {
    let base = settings::built_in();
    let Some((path, shown)) = &place.settings else { return (base, None) };
    let (id, problem) = workspace::read_or(unsaved, path, shown, sources);
    sink.extend(meant::settings_beside(place, id, sources));
    if let Some(problem) = problem {
        sink.push(problem);
        return (base, Some(id));
    }
    let tree = yaml::read(&sources.get(id).text, id, sink);
    let files = BTreeMap::new();
    let mut reader = Reader::new(id, &sources.get(id).text, &files);
    let settings = tree.root.as_ref().map(|root| settings::read(&mut reader, root, &base));
    sink.append(reader.sink);
    (settings.unwrap_or(base), Some(id))
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
    sink: Sink,
}

/// The plan that a file builds on.
struct Above {
    /// As written.
    lead: LeadsTo,
    /// Its path from the current folder.
    path: PathBuf,
    /// Where it really is.
    real: PathBuf,
}

struct Reading<'a> {
    sources: &'a Sources,
    settings: &'a Settings,
    limits: &'a Limits,
    asked: &'a Path,
    unsaved: &'a Unsaved,
}

impl Reading<'_> {
    fn all(&self, files: Vec<(&FoundFile, Option<String>)>) -> Vec<ReadFile> {
        files.into_par_iter().map(|(file, page)| self.one(file, page)).collect()
    }

    fn one(&self, file: &FoundFile, page: Option<String>) -> ReadFile {
        let (source, problem) = match &file.meant {
            Some(name) => meant::misnamed(file, name, self.sources),
            None => workspace::read_or(self.unsaved, &file.path, &file.shown, self.sources),
        };
        let mut read = ReadFile {
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
            sink: Sink::default(),
        };
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
            Above { real: canonical(&path), lead, path }
        });
        let mut files = BTreeMap::new();
        for name in parse::named_files(&tree) {
            let outcome = match self.limits.resolve(&file.path, self.asked, &name) {
                Err(why) => why,
                Ok(path) => {
                    let shown = workspace::show(&Path::new(&file.shown).parent().unwrap_or(Path::new("")).join(&name));
                    let (id, problem) = workspace::read_or(self.unsaved, &path, &shown, self.sources);
                    match problem {
                        Some(problem) => {
                            read.sink.push(problem);
                            NamedFile::Unreadable
                        }
                        None => {
                            read.texts.push(id);
                            read.text_paths.insert(id, path);
                            NamedFile::Read(id)
                        }
                    }
                }
            };
            files.insert(name, outcome);
        }
        read.document = parse::document(&tree, source, self.sources, self.settings, &files, &mut read.sink);
        if let Some(document) = &read.document {
            let find = |text: SourceId, name: &str| {
                // A picture's path counts from the file that the text stands in.
                self.limits.resolve(read.text_paths.get(&text).unwrap_or(&file.path), self.asked, name)
            };
            read.pictures = pictures::find(document, self.sources, find, &mut read.sink);
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
                if !known.contains(&above.real) && above.path.is_file() {
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
            read.extend(self.all(missing.iter().map(|file| (file, None)).collect()));
        }
    }

    /// Reads the other files of the workspace that are not read yet.
    fn around(&self, files: Vec<FoundFile>, read: &mut Vec<ReadFile>) {
        let known: HashSet<PathBuf> = read.iter().map(|file| file.real.clone()).collect();
        let files: Vec<FoundFile> = files.into_iter().filter(|file| !known.contains(&canonical(&file.path))).collect();
        read.extend(self.all(files.iter().map(|file| (file, None)).collect()));
    }
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The plans that may have been meant by a file that is not there: those in the folder named, and those beside this file.
/// As they are to be written.
fn plans_near(read: &[ReadFile], file: &ReadFile, above: &Above) -> Vec<String> {
    let own = file.path.parent().map(canonical);
    let named = above.path.parent().map(canonical);
    let written = Path::new(above.lead.path.as_str()).parent().unwrap_or(Path::new(""));
    let is_plan =
        |other: &&ReadFile| other.source != file.source && other.document.as_ref().is_some_and(Document::is_plan);
    let found = read.iter().filter(is_plan).filter_map(|plan| {
        let (folder, name) = (plan.real.parent().map(Path::to_path_buf), Path::new(plan.real.file_name()?));
        match folder {
            folder if folder == own => Some(workspace::show(name)),
            folder if folder == named => Some(workspace::show(&written.join(name))),
            _ => None,
        }
    });
    found.collect()
}

fn missing(above: &Above, near: &[String]) -> Diagnostic {
    let lead = &above.lead;
    let name = lead.path.as_str();
    if lead.is_written {
        let finding = reading::missing_file(lead.path.span, name);
        return match near_name(name, near.iter().map(String::as_str)) {
            Some(near) => finding.help(both!("skriv {near}", "write {near}")).suggest(lead.path.span, near),
            None => finding,
        };
    }
    Diagnostic::new(
        &reading::MISSING_FILE,
        lead.path.span,
        both!("ingen {name} ligger bredvid filen", "no {name} lies beside the file"),
    )
    .help(both!(
        "skriv plan: och filen med planen som följs upp, räknad från den här filen",
        "write plan: and the file of the plan that is followed up, from this file",
    ))
}

fn not_a_plan(lead: &LeadsTo, kind: &str) -> Diagnostic {
    let name = lead.path.as_str();
    Diagnostic::new(
        &reading::MISSING_FILE,
        lead.path.span,
        both!("{name} är ingen plan, utan {kind}", "{name} is no plan, but {kind}"),
    )
    .help(both!("nämn filen med planen", "name the file of the plan"))
}

/// The folders of files that could not be read, or that are follow-ups whose plan could not be had.
fn folders_of_lost(read: &[ReadFile], links: &[Link]) -> HashSet<PathBuf> {
    let is_lost = |(file, link): &(&ReadFile, &Link)| match &file.document {
        Some(document) => document.follow_up.is_some() && link.broken,
        None => true,
    };
    let lost = read.iter().zip(links).filter(is_lost);
    lost.filter_map(|(file, _)| file.path.parent().map(Path::to_path_buf)).collect()
}

/// Which file each leads to; circles and files that are not there are reported and cut.
fn link(read: &[ReadFile], sources: &Sources, sink: &mut Sink) -> Vec<Link> {
    let by_path: HashMap<PathBuf, usize> = read.iter().enumerate().map(|(at, file)| (file.real.clone(), at)).collect();
    let mut links: Vec<Link> = read
        .iter()
        .map(|file| {
            let Some(above) = &file.above else { return Link::default() };
            let is_follow_up = |document: &Document| document.follow_up.is_some();
            // Nothing can be said of a report without its plan; a plan without the one above has its own goals, and a
            // contribution has its answers.
            let needs_it = file.document.as_ref().is_some_and(is_follow_up);
            let found = by_path.get(&above.real).copied();
            match found {
                None => sink.push(missing(above, &plans_near(read, file, above))),
                Some(found) if read[found].document.as_ref().is_some_and(|other| !other.is_plan()) => {
                    sink.push(not_a_plan(&above.lead, read[found].document.as_ref().map_or("", |other| other.kind)));
                    return Link { broken: true, unreadable: needs_it, ..Link::default() };
                }
                Some(_) => {}
            }
            let unreadable = found.is_none() && needs_it;
            Link { above: found, broken: found.is_none(), unreadable, ..Link::default() }
        })
        .collect();
    for (start, file) in read.iter().enumerate() {
        let mut steps = Vec::new();
        let mut at = start;
        while let Some(next) = links[at].above {
            steps.push(at);
            if next == start {
                let path = &sources.get(file.source).path;
                for &step in &steps {
                    links[step] = Link { broken: true, ..Link::default() };
                }
                if let Some(above) = &file.above {
                    sink.push(
                        Diagnostic::new(
                            &rules::CIRCULAR,
                            above.lead.path.span,
                            both!("bygger_på leder tillbaka till {path}", "bygger_på leads back to {path}",),
                        )
                        .help(both!(
                            "låt planen bygga på planen en nivå upp; den översta planen har inget bygger_på",
                            "let the plan build on the plan one level up; the topmost plan has no bygger_på",
                        )),
                    );
                }
                break;
            }
            if steps.contains(&next) {
                break;
            }
            at = next;
        }
    }
    links
}
