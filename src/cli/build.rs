//! `vp build`: pages of all documents, and an index of them. Findings go to standard error.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::Build;
use super::{Outcome, Strict, asked, language, outcome, say};
use crate::both;
use crate::diagnostic::{Diagnostic, Level};
use crate::index::{self, Entry};
use crate::load::{self, File, Loaded};
use crate::prose::Text;
use crate::render::{self, Printer, output};
use crate::report::text;
use crate::source::Sources;
use crate::templates::Templates;
use crate::{check, workspace};

/// Builds each path's documents.
pub(super) fn run(options: &Build) -> anyhow::Result<Outcome> {
    let mut run =
        Run { options, worst: Outcome::Clean, count: Count::default(), entries: Vec::new(), taken: BTreeMap::new() };
    let mut spoken = language::choose(options.language, None);
    let mut last: Option<(Loaded, Templates, PathBuf)> = None;
    for path in asked(&options.paths) {
        let Some(loaded) = super::loaded(path, options.out.as_deref(), options.language, &mut spoken) else {
            run.worst = Outcome::Failed;
            continue;
        };
        let (templates, out) = run.build(&loaded, spoken);
        last = Some((loaded, templates, out));
    }
    let Some((loaded, templates, out)) = last else { return Ok(run.worst) };
    match index::page(&run.entries, &templates, &loaded.sources, spoken) {
        Ok(page) => run.write(&out.join("index.html"), page.as_bytes(), spoken),
        Err(finding) => {
            say::note(&text::write(&[*finding], &loaded.sources, spoken, say::STYLE));
            run.worst = run.worst.max(Outcome::Findings);
        }
    }
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
    count: Count,
    entries: Vec<Entry>,
    /// Which file each page is of, so that none overwrites another.
    taken: BTreeMap<PathBuf, PathBuf>,
}

impl Run<'_> {
    /// Builds one path's documents; gives the templates and the output folder.
    fn build(&mut self, loaded: &Loaded, spoken: crate::diagnostic::Language) -> (Templates, PathBuf) {
        let out = load::out_folder(self.options.out.as_deref(), loaded);
        let (templates, broken) = load::templates(loaded);
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
    fn claim(&mut self, file: &File, out: &Path, spoken: crate::diagnostic::Language) -> bool {
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

    fn write(&mut self, path: &Path, bytes: &[u8], spoken: crate::diagnostic::Language) {
        match output::write(path, bytes) {
            Ok(written) => self.count.add(written),
            Err(error) => self.report(&error, spoken),
        }
    }

    fn report(&mut self, error: &output::WriteError, spoken: crate::diagnostic::Language) {
        let (path, why) = (workspace::show(&error.path), workspace::reason(&error.error));
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
    let stem = page.rsplit('/').next().unwrap_or(page);
    for (format, rendered) in formats.iter().zip(printer.pages(formats, view, texts, stem)) {
        let rendered = rendered.map_err(Trouble::Template)?;
        let path = out.join(format!("{page}.{}", format.extension));
        for (picture, name) in &rendered.beside {
            if let Some((bytes, _)) = workspace::read_picture(picture) {
                let beside = path.parent().unwrap_or(Path::new("")).join(name);
                count.add(output::write(&beside, &bytes).map_err(Trouble::Write)?);
            }
        }
        count.add(output::write(&path, rendered.text.as_bytes()).map_err(Trouble::Write)?);
    }
    Ok(count)
}
