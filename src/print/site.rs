//! What a build makes of a workspace, in memory: the files of each document, the findings, and the index of them. Nothing is
//! written here.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Language};
use crate::lint::check::{Check, RawTexts};
use crate::model::ProseBody;
use crate::print::index::{self, IndexEntry};
use crate::print::render::{self, Format, Output, Printer};
use crate::print::site_pages::{SitePage, SitePages};
use crate::print::templates::Templates;
use crate::print::view::View;
use crate::progress::Stage;
use crate::read::load::{File, Loaded};
use crate::source::Sources;
use crate::syntax::prose::Texts;

/// The pages of a workspace.
#[derive(Debug)]
pub struct Site<'l> {
    printer: Printer<'l>,
    formats: &'l [&'static Format],
}

/// A file of a site.
#[derive(Debug)]
pub struct SiteFile {
    /// Its path from the folder that the site is written to, with `/`.
    pub path: String,
    /// The format that it belongs to.
    pub format: &'static Format,
    /// What it holds.
    pub content: Content,
}

/// What a file of a site holds.
#[derive(Debug)]
pub enum Content {
    /// A page.
    Page(Vec<u8>),
    /// The same as a picture, or another linked file, of the workspace, which is there.
    Picture(PathBuf),
}

/// The files of a document, and what of it its formats cannot show.
#[derive(Debug, Default)]
pub struct DocumentFiles {
    /// The files; none where the document cannot be printed.
    pub files: Vec<SiteFile>,
    /// The findings.
    pub findings: Vec<Diagnostic>,
}

/// What came of a site: the findings, and for each document that has files, by the file that it was read from, what was
/// done with them.
#[derive(Debug)]
pub struct Built<'l, R> {
    /// The findings, those of templates too.
    pub findings: Vec<Diagnostic>,
    /// In the order of the files.
    pub documents: Vec<(&'l File, R)>,
}

impl<'l> Site<'l> {
    /// The site of a workspace in some formats.
    pub fn new(loaded: &'l Loaded, templates: &'l Templates, formats: &'l [&'static Format]) -> Site<'l> {
        Site { printer: Printer::new(loaded, templates), formats }
    }

    /// The same site of another view of the workspace.
    pub fn of_view<'v>(&'v self, view: &'v Loaded) -> Site<'v> {
        Site { printer: self.printer.of_view(view), formats: self.formats }
    }

    /// The files whose documents have pages of their own: what is printed with another has none.
    pub fn sources(loaded: &Loaded) -> impl Iterator<Item = &File> {
        loaded.asked().filter(|file| file.printed_with.is_none())
    }

    /// Whether a file's document is one that can be printed, as far as it and the plans above tell: what templates make of it
    /// is another matter.
    pub fn is_printable(&self, file: &File) -> bool {
        self.view(file).is_some()
    }

    /// What is printed of a file's document, where it can be.
    fn view(&self, file: &File) -> Option<View<'_>> {
        let Printer { loaded, templates, .. } = self.printer;
        let document = file.document.filter(|document| loaded.is_printable(*document))?;
        let view = render::view(loaded, templates, document);
        // Words that nobody can tell would be missing, be they the document's own or inherited.
        let is_refused = view.prose().iter().any(|(prose, _)| prose.body == ProseBody::Refused);
        (!is_refused).then_some(view)
    }

    /// The files of a document; none where it cannot be printed. `read` are its texts where they are read already.
    ///
    /// Errors: a template of the workspace cannot be used.
    pub fn files(&self, file: &File, read: Option<&Texts>) -> Result<DocumentFiles, Box<Diagnostic>> {
        let (Some(view), Some(page)) = (self.view(file), file.page()) else { return Ok(DocumentFiles::default()) };
        // All of a document's pages or none, so that they say the same.
        let outputs = self.printer.pages(self.formats, view, read, page).into_iter().collect::<Result<Vec<_>, _>>()?;
        let (mut files, mut findings): (Vec<SiteFile>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
        let folder = page.rsplit_once('/').map(|(folder, _)| folder);
        for (format, output) in self.formats.iter().copied().zip(outputs) {
            for (picture, name) in output.beside {
                let path = folder.map_or_else(|| name.clone(), |folder| format!("{folder}/{name}"));
                // Formats give a picture the same name, and it lies there once.
                if !files.iter().any(|known| known.path == path) {
                    files.push(SiteFile { path, format, content: Content::Picture(picture) });
                }
            }
            let path = format!("{page}.{}", format.extension);
            files.push(SiteFile { path, format, content: Content::Page(output.bytes) });
            findings.extend(output.findings);
        }
        Ok(DocumentFiles { files, findings })
    }

    /// The pages of the site that are of no single document.
    pub fn pages(&self) -> &SitePages {
        &self.printer.site_pages
    }

    /// Notes what all pages of indicators tell of, so that no document is looked at for each of them.
    pub fn note_reported(&self) {
        self.printer.note_reported();
    }

    /// The files of a page of the site that is of no single document.
    ///
    /// Errors: a template of the workspace cannot be used.
    pub fn page_files(&self, page: &SitePage) -> Result<Vec<SiteFile>, Box<Diagnostic>> {
        let view = render::site_view(&self.printer, page);
        let outputs = self.printer.pages(self.formats, view, None, &page.path);
        let file = |(format, output): (&'static Format, Result<Output, Box<Diagnostic>>)| {
            let path = format!("{}.{}", page.path, format.extension);
            Ok(SiteFile { path, format, content: Content::Page(output?.bytes) })
        };
        self.formats.iter().copied().zip(outputs).map(file).collect()
    }

    /// Checks the workspace and makes the files of these documents, which are handed on one document at a time: a thousand
    /// documents need not be in memory at once. Each document's texts are read once, for the check and for its pages.
    /// `broken` is what loading the templates found.
    pub fn build<R: Send>(
        &self,
        check: Check,
        broken: Vec<Diagnostic>,
        wanted: &[&'l File],
        each: impl Fn(&'l File, Vec<SiteFile>) -> R + Sync,
    ) -> Built<'l, R> {
        let loaded = self.printer.loaded;
        let check = check.surveyed();
        let wanted: FxHashMap<usize, &File> = wanted.iter().filter_map(|file| Some((file.document?, *file))).collect();
        let made: Vec<_> = loaded.in_parts(Stage::Documents, &check.documents(), |view, numbers| {
            let (check, site) = (check.of_view(view), self.of_view(view));
            let one = |number: &usize| {
                let raw = RawTexts::of(view, *number);
                let texts = raw.read();
                let found = check.document(*number, &texts);
                let made = wanted.get(number).map(|file| {
                    let made = site.files(file, Some(&texts));
                    let each = |made: DocumentFiles| {
                        let DocumentFiles { files, findings } = made;
                        ((!files.is_empty()).then(|| each(file, files)), findings)
                    };
                    (*file, made.map(each))
                });
                (found, made)
            };
            numbers.iter().map(one).collect()
        });
        let (found, made): (Vec<Vec<Diagnostic>>, Vec<_>) = made.into_iter().unzip();
        let mut findings = check.finish(found.into_iter().flatten().collect(), broken);
        let mut documents = Vec::new();
        for (file, made) in made.into_iter().flatten() {
            match made {
                Ok((made, found)) => {
                    documents.extend(made.map(|made| (file, made)));
                    for finding in found {
                        add_new(&mut findings, finding, &loaded.sources);
                    }
                }
                // Every page that a template spoils says the same of it.
                Err(finding) => add_new(&mut findings, *finding, &loaded.sources),
            }
        }
        Built { findings, documents }
    }

    /// The entries of files in the index, each with those of these findings that are in it. `is_built` tells which have pages now.
    pub fn entries(
        &self,
        files: &[&File],
        findings: &[Diagnostic],
        is_built: impl Fn(&File) -> bool,
        language: Language,
    ) -> Vec<IndexEntry> {
        let Printer { loaded, templates, ref site_pages, .. } = self.printer;
        let findings = index::by_file(findings);
        let has_html = self.formats.iter().any(|format| format.name == "html");
        let comparison = |file: &File| site_pages.comparison(file.document.filter(|_| has_html)?);
        let in_view = |view: &Loaded, file: &&File| {
            let entry = IndexEntry::new(file, view, templates, &findings, self.formats, is_built(file), language);
            entry.compared(comparison(file))
        };
        let parts = files.chunks(loaded.resolved.at_once()).map(|files| (loaded.apart(), files));
        parts.flat_map(|(view, files)| files.iter().map(|file| in_view(&view, file)).collect::<Vec<_>>()).collect()
    }
}

/// Adds a finding of a template that spoils a page, where it is not known of another.
pub fn add_new(findings: &mut Vec<Diagnostic>, finding: Diagnostic, sources: &Sources) {
    if !findings.iter().any(|known| is_same(known, &finding, sources)) {
        findings.push(finding);
    }
}

/// Whether two findings say the same of the same place.
fn is_same(one: &Diagnostic, two: &Diagnostic, sources: &Sources) -> bool {
    let path = |finding: &Diagnostic| sources.path(finding.span.source);
    one.rule.code == two.rule.code
        && one.span.start == two.span.start
        && one.message == two.message
        && path(one) == path(two)
}
