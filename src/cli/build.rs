//! `vp build`: pages of all documents, and an index of them. Findings go to standard error.

mod compared;
mod left_over;
mod out;
mod said;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use self::left_over::Wrote;
use self::said::Said;
use super::args::{Build, PDF_COMMAND};
use super::{Outcome, Strict, asked, clock, console, language, outcome};
use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity, Sink};
use crate::lint::check::{Check, Over};
use crate::lint::report::text;
use crate::msg;
use crate::print::index::{self, IndexEntry, Listed};
use crate::print::manifest::{Bytes, Page};
use crate::print::render::LEFT_OUT;
use crate::print::render::output::{self, Within};
use crate::print::site::{self, Built, Content, Site, SiteFile};
use crate::print::site_pages::SitePage;
use crate::print::templates::{self, Templates};
use crate::progress::{Stage, counted};
use crate::read::files::Files;
use crate::read::load::{self, Besides, File, Loaded, Workspace};
use crate::read::workspace;
use crate::read::workspace::picture;
use crate::source::{MOST_OF_TEXTS, SourceId};

/// What is said where something that all pages depend on has errors.
const UNWRITTEN: Bilingual = Bilingual::fixed(
    "inga sidor skrevs; de som finns är oförändrade",
    "no pages were written; those that exist are unchanged",
);

/// Builds each path's documents.
pub(super) fn run(options: &Build) -> anyhow::Result<Outcome> {
    if options.watches {
        return watch::run(options);
    }
    let (mut workspaces, mut said) = (Vec::new(), Said::default());
    Ok(build(options, &Files::default(), &mut workspaces, &mut said)?.worst)
}

/// What a build came to.
struct Round {
    worst: Outcome,
    count: Count,
    /// The folders that were written to, whether there was anything new or not.
    outs: Vec<PathBuf>,
    /// The levels of what was found.
    levels: Vec<Severity>,
    /// Whether pages were built, be they new or not.
    is_built: bool,
    language: Language,
}

/// Builds each path's documents once. `workspaces` are those of the paths as far as they were loaded before; others are
/// loaded among these files.
fn build(options: &Build, files: &Files, workspaces: &mut Vec<Workspace>, said: &mut Said) -> anyhow::Result<Round> {
    let mut language = language::choose(options.language, None);
    let today = match options.on {
        Some(day) => day,
        None => clock::today(language)?,
    };
    let mut run = Run {
        options,
        worst: Outcome::Clean,
        is_stopped: false,
        count: Count::default(),
        entries: Vec::new(),
        site_pages: Vec::new(),
        taken: BTreeMap::new(),
        wrote: Wrote::default(),
        today,
        said,
        levels: Vec::new(),
        outs: Vec::new(),
    };
    let mut last: Option<Last> = None;
    for (at, path) in asked(&options.paths).into_iter().enumerate() {
        if let Some(problem) = out::problem(path, options.out.as_deref()) {
            let around = load::settings_around(path, &mut Sink::default()).and_then(|settings| settings.language);
            language = language::choose(options.language, around);
            console::error(language, problem.get(language));
            run.worst = Outcome::Failed;
            continue;
        }
        if workspaces.len() <= at {
            let most = (!options.watches).then_some(MOST_OF_TEXTS);
            workspaces.resize_with(at + 1, || Workspace::of(files.clone()).holding(most));
        }
        let loaded = workspaces[at].load(path, options.out.as_deref());
        let Some(loaded) = super::told(loaded, options.language, &mut language) else {
            run.worst = Outcome::Failed;
            continue;
        };
        if loaded.is_stopped {
            run.stop(&loaded, language);
            continue;
        }
        let (templates, out) = run.build(path, &loaded, language);
        let lists_findings = loaded.resolved.settings.lists_findings;
        // The lists need memory of their own, and the documents none any more.
        last = Some(Last { loaded: loaded.without_documents(), lists_findings, templates, out });
    }
    let Some(Last { loaded, lists_findings, templates, out }) = last else {
        if run.is_stopped {
            run.said.note(&format!("{}\n", UNWRITTEN.get(language)));
        }
        return Ok(run.round(false, language));
    };
    let is_sound = run.worst < Outcome::Failed && !run.is_stopped && templates.stop().is_none();
    for error in std::mem::take(&mut run.wrote).finish(options, is_sound, run.said, language) {
        run.report(&error, language);
    }
    if run.is_stopped || templates.stop().is_some() {
        // An index of some of the pages would take the place of one of all.
        run.said.note(&format!("{}\n", UNWRITTEN.get(language)));
        return Ok(run.round(false, language));
    }
    let listed = Listed { entries: &run.entries, pages: &run.site_pages, findings: options.findings || lists_findings };
    match index::page(listed, &templates, &loaded.sources, language) {
        Ok(page) => run.write(&loaded, &out, "index.html", page.as_bytes(), language),
        Err(finding) => {
            run.levels.push(finding.level);
            run.said.findings(&[*finding], &loaded.sources, language);
            run.worst = run.worst.max(Outcome::Findings);
        }
    }
    let folders: BTreeSet<&Path> = run.taken.keys().filter_map(|page| page.parent()).chain([out.as_path()]).collect();
    output::tidy(folders);
    let (new, same, folder) = (run.count.new, run.count.same, workspace::show(&out));
    let built = run.entries.iter().filter(|entry| entry.built).count();
    let noun = if built == 1 { "document" } else { "documents" };
    let (written, unchanged) =
        (if new == 1 { "skriven" } else { "skrivna" }, if same == 1 { "oförändrad" } else { "oförändrade" });
    let words = msg!(
        "{built} dokument i {folder} (filer: {new} {written}, {same} {unchanged})",
        "{built} {noun} in {folder} (files: {new} written, {same} unchanged)",
    );
    if !run.said.has_spoken() {
        console::note(&format!("{}\n", words.get(language)));
    }
    if options.asks_for_all && !LEFT_OUT.is_empty() {
        let words = msg!(
            "inga PDF:er, för programmet är byggt utan: {PDF_COMMAND} ger ett som gör dem",
            "no PDFs, as the program was built without: {PDF_COMMAND} gives one that makes them",
        );
        run.said.note(&format!("{}\n", words.get(language)));
    }
    Ok(run.round(true, language))
}

/// What is left of the last path when its documents are built.
struct Last {
    loaded: Arc<Besides>,
    lists_findings: bool,
    templates: Templates,
    out: PathBuf,
}

struct Run<'o> {
    options: &'o Build,
    worst: Outcome,
    /// Whether the settings of a path have errors.
    is_stopped: bool,
    count: Count,
    entries: Vec<IndexEntry>,
    site_pages: Vec<SitePage>,
    /// Which file each page is of, so that none overwrites another.
    taken: BTreeMap<PathBuf, PathBuf>,
    wrote: Wrote,
    /// What is not filled in before its day is no error.
    today: Date,
    /// What was said, now and by the build before.
    said: &'o mut Said,
    levels: Vec<Severity>,
    outs: Vec<PathBuf>,
}

impl Run<'_> {
    /// What it came to.
    fn round(self, is_built: bool, language: Language) -> Round {
        let Run { worst, count, levels, outs, .. } = self;
        Round { worst, count, outs, levels, is_built, language }
    }

    /// Says what is wrong with the settings.
    fn stop(&mut self, loaded: &Loaded, language: Language) {
        self.is_stopped = true;
        self.worst = self.worst.max(Outcome::Findings);
        super::say_findings(loaded, language);
    }

    /// Builds one path's documents; gives the templates and the output folder.
    fn build(&mut self, path: Option<&Path>, loaded: &Loaded, language: Language) -> (Templates, PathBuf) {
        let out = templates::own::out_folder(self.options.out.as_deref(), loaded);
        self.outs.push(out.clone());
        let (templates, mut broken) = templates::own::of(loaded);
        broken.extend(crate::print::render::dead_anchors(loaded, &templates));
        let files: Vec<&File> = Site::sources(loaded).filter(|file| self.claim(file, &out, language)).collect();
        let site = Site::new(loaded, &templates, &self.options.formats);
        let over = Over { today: Some(self.today), ..Over::default() };
        let within = Within::new(&out, loaded.root.as_deref());
        let built =
            site.build(Check::new(loaded, over), broken, &files, |_, files| write_all(files, loaded, (&out, &within)));
        let Built { mut findings, documents } = built;
        let mut printed = Vec::with_capacity(files.len());
        for (file, written) in documents {
            match written {
                Ok(written) => {
                    self.count.new += written.count.new;
                    self.count.same += written.count.same;
                    printed.push((file, written.pages));
                }
                Err(Trouble::Write(error)) => self.report(&error, language),
                Err(Trouble::Picture(path)) => {
                    let path = workspace::show(&path);
                    let words = msg!("{path} går inte längre att läsa", "{path} can no longer be read");
                    console::error(language, words.get(language));
                    self.worst = Outcome::Failed;
                }
                // It is said once, below.
                Err(Trouble::Changed) => {}
            }
        }
        self.wrote.add(path, loaded, &out, self.options, &printed);
        self.write_site_pages(&site, loaded, &out, (&mut findings, language));
        self.write_comparisons((&site, loaded, &templates), &out, (&mut findings, language));
        self.worst = self.worst.max(outcome(&findings, Strict::Errors));
        findings.retain(|finding| finding.level > Severity::Info);
        self.said.findings(&findings, &loaded.sources, language);
        if !findings.is_empty() && !self.said.has_spoken() {
            console::note(&format!("{}\n", text::summary(&findings, language)));
        }
        self.levels.extend(findings.iter().map(|finding| finding.level));
        let built: FxHashSet<SourceId> = printed.iter().map(|(file, _)| file.source).collect();
        let is_built = |file: &File| built.contains(&file.source);
        self.site_pages.extend(site.pages().all().iter().cloned());
        self.entries.extend(site.entries(&files, &findings, is_built, language));
        drop(site);
        if let Some(path) = loaded.sources.changed() {
            console::error(language, console::changed(&path).get(language));
            self.worst = Outcome::Failed;
        }
        (templates, out)
    }

    /// Writes the pages that are of no single document, each in all formats or not at all; adds the findings of templates
    /// that spoil them.
    fn write_site_pages(
        &mut self,
        site: &Site,
        loaded: &Loaded,
        out: &Path,
        (findings, language): (&mut Vec<Diagnostic>, Language),
    ) {
        let within = Within::new(out, loaded.root.as_deref());
        let whole: Vec<&SitePage> = site.pages().all().iter().filter(|page| page.is_whole).collect();
        site.note_reported();
        let made = whole.par_iter().map(|page| {
            let files = site.of_view(&loaded.apart()).page_files(page)?;
            Ok((*page, write_all(files, loaded, (out, &within))))
        });
        let made: Vec<Result<_, Box<Diagnostic>>> = counted(Stage::SitePages, made).collect();
        // What is not written now, for its documents or its templates, is no left-over either.
        for page in site.pages().all() {
            self.wrote.keep_site_page(out, &page.path);
        }
        for made in made {
            match made {
                Ok((page, Ok(written))) => {
                    self.count.new += written.count.new;
                    self.count.same += written.count.same;
                    self.wrote.add_site_page(out, &page.path, written.pages);
                }
                Ok((_, Err(Trouble::Write(error)))) => self.report(&error, language),
                Ok((_, Err(Trouble::Picture(_) | Trouble::Changed))) => {}
                Err(finding) => site::add_new(findings, *finding, &loaded.sources),
            }
        }
    }

    /// Whether a file's page is its own; two files with one page is trouble that the user must solve.
    fn claim(&mut self, file: &File, out: &Path, language: Language) -> bool {
        let page = out.join(file.page().unwrap_or_default());
        match self.taken.get(&page) {
            Some(other) if !is_same_file(other, &file.path) => {
                let (one, two) = (workspace::show(other), workspace::show(&file.path));
                let words = msg!(
                    "{one} och {two} skulle bli samma sida: bygg dem till var sin mapp med --out",
                    "{one} and {two} would become the same page: build them to folders of their own with --out",
                );
                console::error(language, words.get(language));
                self.worst = Outcome::Failed;
                false
            }
            Some(_) => false,
            None => {
                self.taken.insert(page, file.path.clone());
                true
            }
        }
    }

    fn write(&mut self, loaded: &Besides, out: &Path, name: &str, bytes: &[u8], language: Language) {
        match Within::new(out, loaded.root.as_deref()).write(name, bytes) {
            Ok(written) => self.count.add(written),
            Err(error) => self.report(&error, language),
        }
    }

    fn report(&mut self, error: &output::WriteError, language: Language) {
        let (path, why) = (workspace::show(&error.path), console::replacing(&error.error));
        let (sv, en) = (why.sv, why.en);
        let words = msg!("{path} kunde inte skrivas: {sv}", "{path} could not be written: {en}");
        console::error(language, words.get(language));
        self.worst = Outcome::Failed;
    }
}

/// Whether two paths lead to one file, however they are written.
fn is_same_file(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().ok().is_some_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

enum Trouble {
    Write(output::WriteError),
    /// A picture that can no longer be read.
    Picture(PathBuf),
    /// A text that is another than it was: of a page it is not known which it has.
    Changed,
}

/// How many files were written, and how many held the same bytes already.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    new: usize,
    same: usize,
}

impl Count {
    fn add(&mut self, written: output::WriteOutcome) {
        match written {
            output::WriteOutcome::New => self.new += 1,
            output::WriteOutcome::Same => self.same += 1,
        }
    }
}

/// The pages of a document as they were written.
#[derive(Default)]
struct Pages {
    count: Count,
    pages: Vec<Page>,
}

/// Writes the files of one document below a folder, and drops them.
fn write_all(files: Vec<SiteFile>, loaded: &Loaded, (out, within): (&Path, &Within)) -> Result<Pages, Trouble> {
    let disk = loaded.door.files();
    if loaded.sources.changed().is_some() {
        return Err(Trouble::Changed);
    }
    let mut pages = Pages::default();
    files.iter().try_for_each(|file| output::look_for_room(&out.join(&file.path))).map_err(Trouble::Write)?;
    for SiteFile { path, format, content } in files {
        let bytes = match content {
            Content::Page(bytes) => bytes,
            // It was looked at before; where it went away since, the page would name a file that is not there.
            Content::Picture(picture) => picture::read_beside(disk, &picture).map_err(|_| Trouble::Picture(picture))?,
        };
        let written = within.write(&path, &bytes).map_err(Trouble::Write)?;
        pages.count.add(written);
        pages.pages.push(Page { path, format: format.name, bytes: Bytes::of(&bytes) });
    }
    Ok(pages)
}
