//! `vp build`: pages of all documents, and an index of them. Findings go to standard error.

mod left_over;
mod out;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use self::left_over::Wrote;
use super::args::Build;
use super::{Outcome, Strict, asked, clock, language, outcome, say};
use crate::both;
use crate::diagnostic::{Both, Language, Level, Sink};
use crate::lint::check::{Check, Over};
use crate::lint::report::text;
use crate::print::index::{self, Entry};
use crate::print::manifest::{Bytes, Page};
use crate::print::render::output;
use crate::print::site::{Built, Content, Site, SiteFile};
use crate::print::templates::{self, Templates};
use crate::read::files::Files;
use crate::read::load::{self, File, Loaded};
use crate::read::workspace;
use crate::read::workspace::picture;

/// What is said where something that all pages depend on has errors.
const UNWRITTEN: Both = Both::fixed(
    "inga sidor skrevs: de som finns är som de var",
    "no pages were written: those that are there are as they were",
);

/// Builds each path's documents.
pub(super) fn run(options: &Build) -> anyhow::Result<Outcome> {
    let mut spoken = language::choose(options.language, None);
    let today = match options.on {
        Some(day) => day,
        None => clock::today(spoken)?,
    };
    let mut run = Run {
        options,
        worst: Outcome::Clean,
        is_stopped: false,
        count: Count::default(),
        entries: Vec::new(),
        taken: BTreeMap::new(),
        wrote: Wrote::default(),
        today,
    };
    let mut last: Option<(Loaded, Templates, PathBuf)> = None;
    for path in asked(&options.paths) {
        if let Some(problem) = out::problem(path, options.out.as_deref()) {
            let around = load::settings_around(path, &mut Sink::default()).and_then(|settings| settings.language);
            spoken = language::choose(options.language, around);
            say::error(spoken, problem.get(spoken));
            run.worst = Outcome::Failed;
            continue;
        }
        let Some(loaded) = super::loaded(path, options.out.as_deref(), options.language, &mut spoken) else {
            run.worst = Outcome::Failed;
            continue;
        };
        if loaded.is_stopped {
            run.stop(&loaded, spoken);
            continue;
        }
        let (templates, out) = run.build(path, &loaded, spoken);
        last = Some((loaded, templates, out));
    }
    let Some((loaded, templates, out)) = last else {
        if run.is_stopped {
            say::note(&format!("{}\n", UNWRITTEN.get(spoken)));
        }
        return Ok(run.worst);
    };
    let is_sound = run.worst < Outcome::Failed && !run.is_stopped && templates.stop().is_none();
    for error in std::mem::take(&mut run.wrote).finish(options, is_sound, spoken) {
        run.report(&error, spoken);
    }
    if run.is_stopped || templates.stop().is_some() {
        // An index of some of the pages would take the place of one of all.
        say::note(&format!("{}\n", UNWRITTEN.get(spoken)));
        return Ok(run.worst);
    }
    match index::page(&run.entries, &templates, &loaded.sources, spoken) {
        Ok(page) => run.write(&loaded, &out, "index.html", page.as_bytes(), spoken),
        Err(finding) => {
            say::findings(&text::write(&[*finding], &loaded.sources, spoken, say::STYLE));
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
    let words = both!(
        "{built} dokument i {folder} (filer: {new} {written}, {same} {unchanged})",
        "{built} {noun} in {folder} (files: {new} written, {same} unchanged)",
    );
    say::note(&format!("{}\n", words.get(spoken)));
    Ok(run.worst)
}

struct Run<'o> {
    options: &'o Build,
    worst: Outcome,
    /// Whether the settings of a path have errors.
    is_stopped: bool,
    count: Count,
    entries: Vec<Entry>,
    /// Which file each page is of, so that none overwrites another.
    taken: BTreeMap<PathBuf, PathBuf>,
    wrote: Wrote,
    /// What is not filled in before its day is no error.
    today: Date,
}

impl Run<'_> {
    /// Says what is wrong with the settings.
    fn stop(&mut self, loaded: &Loaded, spoken: Language) {
        self.is_stopped = true;
        self.worst = self.worst.max(Outcome::Findings);
        super::say_findings(loaded, spoken);
    }

    /// Builds one path's documents; gives the templates and the output folder.
    fn build(&mut self, path: Option<&Path>, loaded: &Loaded, spoken: Language) -> (Templates, PathBuf) {
        let out = templates::own::out_folder(self.options.out.as_deref(), loaded);
        let (templates, mut broken) = templates::own::of(loaded);
        broken.extend(crate::print::render::dead_anchors(loaded, &templates));
        let files: Vec<&File> = Site::sources(loaded).filter(|file| self.claim(file, &out, spoken)).collect();
        let site = Site::new(loaded, &templates, &self.options.formats);
        let over = Over { today: Some(self.today), ..Over::default() };
        let built = site.build(Check::new(loaded, over), broken, &files, |_, files| {
            write_all(files, loaded.door.files(), (&out, loaded.root.as_deref()))
        });
        let Built { mut findings, documents } = built;
        let mut printed = Vec::with_capacity(files.len());
        for (file, written) in documents {
            match written {
                Ok(written) => {
                    self.count.new += written.count.new;
                    self.count.same += written.count.same;
                    printed.push((file, written.pages));
                }
                Err(Trouble::Write(error)) => self.report(&error, spoken),
                Err(Trouble::Picture(path)) => {
                    let path = workspace::show(&path);
                    let words = both!("{path} går inte längre att läsa", "{path} can no longer be read");
                    say::error(spoken, words.get(spoken));
                    self.worst = Outcome::Failed;
                }
            }
        }
        self.wrote.add(path, loaded, &out, self.options, &printed);
        self.worst = self.worst.max(outcome(&findings, Strict::Errors));
        findings.retain(|finding| finding.level > Level::Info);
        say::findings(&text::write(&findings, &loaded.sources, spoken, say::STYLE));
        if !findings.is_empty() {
            say::note(&format!("{}\n", text::summary(&findings, spoken)));
        }
        let is_built = |file: &File| printed.iter().any(|(built, _)| std::ptr::eq(*built, file));
        self.entries.extend(site.entries(&files, &findings, is_built, spoken));
        drop(site);
        (templates, out)
    }

    /// Whether a file's page is its own; two files with one page is trouble that the user must solve.
    fn claim(&mut self, file: &File, out: &Path, spoken: Language) -> bool {
        let page = out.join(file.page.as_deref().unwrap_or_default());
        match self.taken.get(&page) {
            Some(other) if !is_same_file(other, &file.path) => {
                let (one, two) = (workspace::show(other), workspace::show(&file.path));
                let words = both!(
                    "{one} och {two} skulle bli samma sida: bygg dem till var sin mapp med --out",
                    "{one} and {two} would become the same page: build them to folders of their own with --out",
                );
                say::error(spoken, words.get(spoken));
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

    fn write(&mut self, loaded: &Loaded, out: &Path, name: &str, bytes: &[u8], spoken: Language) {
        match output::write_within(out, loaded.root.as_deref(), &out.join(name), bytes) {
            Ok(written) => self.count.add(written),
            Err(error) => self.report(&error, spoken),
        }
    }

    fn report(&mut self, error: &output::WriteError, spoken: Language) {
        let (path, why) = (workspace::show(&error.path), say::replacing(&error.error));
        let (sv, en) = (why.sv, why.en);
        let words = both!("{path} kunde inte skrivas: {sv}", "{path} could not be written: {en}");
        say::error(spoken, words.get(spoken));
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
}

/// How many files were written, and how many held the same bytes already.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    new: usize,
    same: usize,
}

impl Count {
    fn add(&mut self, written: output::Written) {
        match written {
            output::Written::New => self.new += 1,
            output::Written::Same => self.same += 1,
        }
    }
}

/// The pages of a document as they were written.
#[derive(Default)]
struct Pages {
    count: Count,
    pages: Vec<Page>,
}

/// Writes the files of one document below a folder, which links may lead to the other from, and drops them.
fn write_all(files: Vec<SiteFile>, disk: &Files, (out, root): (&Path, Option<&Path>)) -> Result<Pages, Trouble> {
    let mut pages = Pages::default();
    for SiteFile { path, format, content } in files {
        let bytes = match content {
            Content::Text(text) => text.into_bytes(),
            // It was looked at before; where it went away since, the page would name a file that is not there.
            Content::Picture(picture) => picture::read_beside(disk, &picture).map_err(|_| Trouble::Picture(picture))?,
        };
        let written = output::write_within(out, root, &out.join(&path), &bytes).map_err(Trouble::Write)?;
        pages.count.add(written);
        pages.pages.push(Page { path, format: format.name, bytes: Bytes::of(&bytes) });
    }
    Ok(pages)
}
