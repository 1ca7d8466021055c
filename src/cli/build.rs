//! `vp build`: pages of all documents, and an index of them. Findings go to standard error.

mod out;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::args::Build;
use super::{Outcome, Strict, asked, language, outcome, say};
use crate::both;
use crate::diagnostic::{Both, Diagnostic, Language, Level, Sink};
use crate::lint::check;
use crate::lint::report::text;
use crate::model::ProseBody;
use crate::print::index::{self, Entry};
use crate::print::render::{self, Printer, output};
use crate::print::templates::{self, Templates};
use crate::read::load::{self, File, Loaded};
use crate::read::workspace;
use crate::read::workspace::picture;
use crate::source::Sources;
use crate::syntax::prose::Text;

/// What is said where something that all pages depend on has errors.
const UNWRITTEN: Both = Both::fixed(
    "inga sidor skrevs: de som finns är som de var",
    "no pages were written: those that are there are as they were",
);

/// Builds each path's documents.
pub(super) fn run(options: &Build) -> anyhow::Result<Outcome> {
    let mut run = Run {
        options,
        worst: Outcome::Clean,
        is_stopped: false,
        count: Count::default(),
        entries: Vec::new(),
        taken: BTreeMap::new(),
    };
    let mut spoken = language::choose(options.language, None);
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
        let (templates, out) = run.build(&loaded, spoken);
        last = Some((loaded, templates, out));
    }
    let Some((loaded, templates, out)) = last else {
        if run.is_stopped {
            say::note(&format!("{}\n", UNWRITTEN.get(spoken)));
        }
        return Ok(run.worst);
    };
    if run.is_stopped || templates.stop().is_some() {
        // An index of some of the pages would take the place of one of all.
        say::note(&format!("{}\n", UNWRITTEN.get(spoken)));
        return Ok(run.worst);
    }
    match index::page(&run.entries, &templates, &loaded.sources, spoken) {
        Ok(page) => run.write(&loaded, &out, "index.html", page.as_bytes(), spoken),
        Err(finding) => {
            say::note(&text::write(&[*finding], &loaded.sources, spoken, say::STYLE));
            run.worst = run.worst.max(Outcome::Findings);
        }
    }
    let folders: BTreeSet<&Path> = run.taken.keys().filter_map(|page| page.parent()).chain([out.as_path()]).collect();
    output::tidy(folders);
    let (new, same, folder) = (run.count.new, run.count.same, workspace::show(&out));
    let built = run.entries.iter().filter(|entry| entry.built).count();
    let noun = if built == 1 { "document" } else { "documents" };
    let words = both!(
        "{built} dokument i {folder} (filer: {new} skrivna, {same} oförändrade)",
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
}

impl Run<'_> {
    /// Says what is wrong with the settings.
    fn stop(&mut self, loaded: &Loaded, spoken: Language) {
        self.is_stopped = true;
        self.worst = self.worst.max(Outcome::Findings);
        super::say_findings(loaded, spoken);
    }

    /// Builds one path's documents; gives the templates and the output folder.
    fn build(&mut self, loaded: &Loaded, spoken: Language) -> (Templates, PathBuf) {
        let out = templates::own::out_folder(self.options.out.as_deref(), loaded);
        let (templates, mut broken) = templates::own::of(loaded);
        broken.extend(render::dead_anchors(loaded, &templates));
        let files: Vec<&File> =
            loaded.files.iter().filter(|file| file.page.is_some() && file.printed_with.is_none()).collect();
        let files: Vec<&File> = files.into_iter().filter(|file| self.claim(file, &out, spoken)).collect();
        let formats = self.options.formats.as_slice();
        let by_document: BTreeMap<usize, &File> =
            files.iter().filter_map(|file| Some((file.document?, *file))).collect();
        let printer = Printer::new(loaded, &templates);
        let (mut findings, pages) = check::check_and(loaded, broken, |document, texts| {
            by_document.get(&document).map(|file| one(file, &printer, texts, &out, formats))
        });
        drop(printer);
        let mut pages: BTreeMap<usize, Result<Count, Trouble>> =
            pages.into_iter().filter_map(|(document, page)| Some((document, page?))).collect();
        let pages = files
            .iter()
            .map(|file| file.document.and_then(|document| pages.remove(&document)).unwrap_or(Ok(Count::default())));
        let mut built = Vec::with_capacity(files.len());
        for page in pages {
            built.push(match page {
                Ok(count) => {
                    self.count.new += count.new;
                    self.count.same += count.same;
                    count.new + count.same > 0
                }
                Err(Trouble::Template(finding)) => {
                    // Every page that a template spoils says the same of it.
                    if !findings.iter().any(|known| is_same(known, &finding, &loaded.sources)) {
                        findings.push(*finding);
                    }
                    false
                }
                Err(Trouble::Write(error)) => {
                    self.report(&error, spoken);
                    false
                }
                Err(Trouble::Picture(path)) => {
                    let path = workspace::show(&path);
                    let words = both!("{path} går inte längre att läsa", "{path} can no longer be read");
                    say::error(spoken, words.get(spoken));
                    self.worst = Outcome::Failed;
                    false
                }
            });
        }
        self.worst = self.worst.max(outcome(&findings, Strict::Errors));
        findings.retain(|finding| finding.level > Level::Info);
        say::note(&text::write(&findings, &loaded.sources, spoken, say::STYLE));
        if !findings.is_empty() {
            say::note(&format!("{}\n", text::summary(&findings, spoken)));
        }
        let findings = index::by_file(&findings);
        for (file, built) in files.iter().zip(built) {
            self.entries.push(Entry::new(
                file,
                loaded,
                &templates,
                &findings,
                self.options.formats.as_slice(),
                built,
                spoken,
            ));
        }
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

/// Whether two findings say the same of the same place.
fn is_same(one: &Diagnostic, two: &Diagnostic, sources: &Sources) -> bool {
    let path = |finding: &Diagnostic| sources.get(finding.span.source).path.as_str();
    one.rule.code == two.rule.code
        && one.span.start == two.span.start
        && one.message == two.message
        && path(one) == path(two)
}

/// Whether two paths lead to one file, however they are written.
fn is_same_file(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().ok().is_some_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

enum Trouble {
    Template(Box<Diagnostic>),
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

/// Writes the pages of one document and drops them.
fn one(
    file: &File,
    printer: &Printer,
    texts: &[Text],
    out: &Path,
    formats: &[&'static render::Format],
) -> Result<Count, Trouble> {
    let loaded = printer.loaded;
    let mut count = Count::default();
    let (Some(document), Some(page)) = (file.document, &file.page) else { return Ok(count) };
    if !loaded.is_printable(document) {
        return Ok(count);
    }
    let view = render::view(loaded, printer.templates, document);
    // Words that nobody can tell would be missing, be they the document's own or inherited.
    if view.prose().iter().any(|(prose, _)| prose.body == ProseBody::Refused) {
        return Ok(count);
    }
    let write = |path: &Path, bytes: &[u8]| output::write_within(out, loaded.root.as_deref(), path, bytes);
    // All of a document's pages or none, so that they say the same.
    let rendered = printer.pages(formats, view, texts, page).into_iter();
    let rendered: Vec<render::Output> = rendered.collect::<Result<_, _>>().map_err(Trouble::Template)?;
    for (format, rendered) in formats.iter().zip(rendered) {
        let path = out.join(format!("{page}.{}", format.extension));
        for (picture, name) in &rendered.beside {
            // It was looked at before; where it went away since, the page would name a file that is not there.
            let bytes = picture::read_beside(picture).map_err(|_| Trouble::Picture(picture.clone()))?;
            let beside = path.parent().unwrap_or(Path::new("")).join(name);
            count.add(write(&beside, &bytes).map_err(Trouble::Write)?);
        }
        count.add(write(&path, rendered.text.as_bytes()).map_err(Trouble::Write)?);
    }
    Ok(count)
}
