//! The files of a state's site, each made when it is asked for and then remembered.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::state::State;
use crate::compare::last_year;
use crate::diagnostic::Diagnostic;
use crate::lint::check::memory::Memory;
use crate::model::ProseBody;
use crate::print::index::{self, Listed};
use crate::print::render::{self, Format};
use crate::print::site::{Content, DocumentFiles, Site, SiteFile, add_new};
use crate::print::site_pages::{ComparisonPage, SitePage};
use crate::print::ways::Ways;
use crate::read::load::File;
use crate::read::workspace::picture;

/// So many pages that nobody looks at are tried at a time: whoever asks for one meanwhile waits for them.
const AT_A_TIME: usize = 8;

/// So often some are tried before the list is made that says which failed. Of more pages than these it is told later.
const TRIED_FOR_LIST: usize = 8;

/// The path of the list of all documents.
pub(super) const INDEX: &str = "index.html";

/// What came of making the files of a page.
type Made = Result<Vec<SiteFile>, Box<Diagnostic>>;

/// The files of a state's site.
pub(super) struct Pages<'s> {
    pub(super) state: &'s State,
    site: Site<'s>,
    formats: &'static [&'static Format],
    /// The files whose documents have pages of their own, by the path of the page without extension.
    documents: BTreeMap<&'s str, &'s File>,
    made: HashMap<String, Made>,
    /// What templates have been found to make wrong.
    failed: Vec<Diagnostic>,
    /// The pages that did not come about for that, without extension.
    failed_pages: Vec<String>,
    /// The pages that are tried though nobody looks at them.
    untried: Vec<&'s str>,
    findings: Option<Vec<Diagnostic>>,
}

/// What a path of a site is.
pub(super) enum Place<'p> {
    Index,
    Document(&'p File),
    /// A page that is of no single document.
    Whole,
}

impl<'s> Pages<'s> {
    /// The files of a state's site, of which none is made yet.
    pub(super) fn new(state: &'s State) -> Pages<'s> {
        let sources = Site::sources(&state.loaded).filter_map(|file| Some((file.page()?, file)));
        let documents: BTreeMap<&str, &File> = sources.collect();
        // Our own templates are sound for all documents; those of the workspace are not known to be.
        let untried = if state.has_own_templates { documents.keys().copied().collect() } else { Vec::new() };
        Pages {
            site: Site::new(&state.loaded, &state.templates, usual()),
            formats: usual(),
            state,
            documents,
            made: HashMap::new(),
            failed: Vec::new(),
            failed_pages: Vec::new(),
            untried,
            findings: None,
        }
    }

    /// Whether a template has failed.
    pub(super) fn has_failed(&self) -> bool {
        !self.failed.is_empty()
    }

    /// Whether all pages have been tried that may fail.
    pub(super) fn is_tried(&self) -> bool {
        self.untried.is_empty()
    }

    /// Tries some more; tells whether one failed that had not been seen to.
    pub(super) fn try_next(&mut self) -> bool {
        let some: Vec<&str> = self.untried.split_off(self.untried.len().saturating_sub(AT_A_TIME));
        let (site, made, documents) = (&self.site, &self.made, &self.documents);
        let tried: Vec<(&str, Box<Diagnostic>)> = some
            .into_par_iter()
            .filter(|page| !made.contains_key(*page))
            .filter_map(|page| Some((page, site.files(documents.get(page)?, None).err()?)))
            .collect();
        let is_new = !tried.is_empty();
        for (page, finding) in tried {
            self.fail(page.to_owned(), *finding);
        }
        is_new
    }

    fn fail(&mut self, page: String, finding: Diagnostic) {
        add_new(&mut self.failed, finding, &self.state.loaded.sources);
        if !self.failed_pages.contains(&page) {
            self.failed_pages.push(page);
        }
    }

    /// The paths of the pages that there are, without extension, as far as the documents themselves tell.
    pub(super) fn printed(&self) -> BTreeSet<String> {
        let is_printable = |document: usize| self.state.loaded.is_printable(document);
        let documents = self.documents.iter().filter(|(_, file)| file.document.is_some_and(is_printable));
        let whole = self.site.pages().all().iter().filter(|page| page.is_whole).map(|page| page.path.as_str());
        let comparisons = self.site.pages().comparisons().values().map(|page| page.path.as_str());
        documents.map(|(page, _)| *page).chain(whole).chain(comparisons).map(str::to_owned).collect()
    }

    /// Whether the file of a page that cannot be printed is there; of a page of several documents, whether one of the
    /// workspace cannot be read.
    pub(super) fn is_broken(&self, page: &str, is_of_document: bool) -> bool {
        match is_of_document {
            true => self.documents.contains_key(page),
            false => self.state.loaded.files.iter().any(|file| file.document.is_none()),
        }
    }

    /// Whether a page is that of a document.
    pub(super) fn is_of_document(&self, page: &str) -> bool {
        self.documents.contains_key(page)
    }

    /// What a path is, where the site has such a file.
    pub(super) fn place(&self, path: &str) -> Option<Place<'_>> {
        if path == INDEX {
            return Some(Place::Index);
        }
        let page = self.page_of(path)?;
        if let Some(file) = self.documents.get(page) {
            return Some(Place::Document(file));
        }
        (self.site_page(page).is_some() || self.comparison(page).is_some()).then_some(Place::Whole)
    }

    /// The path of a page without the extension of a format.
    pub(super) fn page_of<'p>(&self, path: &'p str) -> Option<&'p str> {
        self.formats.iter().find_map(|format| path.strip_suffix(format.extension)?.strip_suffix('.'))
    }

    fn site_page(&self, page: &str) -> Option<&SitePage> {
        self.site.pages().all().iter().find(|known| known.is_whole && known.path == page)
    }

    fn comparison(&self, page: &str) -> Option<(usize, &ComparisonPage)> {
        let comparisons = self.site.pages().comparisons().iter();
        comparisons.map(|(document, known)| (*document, known)).find(|(_, known)| known.path == page)
    }

    /// A file of the site, made of the files as they were; none where there is none.
    ///
    /// Errors: a template cannot be used.
    pub(super) fn made(&mut self, path: &str) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
        if let Some(stop) = self.state.templates.stop() {
            add_new(&mut self.failed, stop.clone(), &self.state.loaded.sources);
            return Err(Box::new(stop.clone()));
        }
        if path == INDEX {
            return self.index().map(Some);
        }
        if let Some(page) = self.page_of(path).map(str::to_owned)
            && let Some(found) = self.made_of(&page, path)
        {
            return found;
        }
        // A picture or another file that lies beside a page: which of them, only the page knows.
        let is_around = |page: &str| match page.rsplit_once('/') {
            Some((folder, _)) => path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')),
            None => true,
        };
        let near: Vec<String> =
            self.documents.keys().filter(|page| is_around(page)).map(|page| (*page).to_owned()).collect();
        for page in near {
            if let Some(Ok(Some(found))) = self.made_of(&page, path) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// A file of the page of this name; nothing where there is no such page.
    fn made_of(&mut self, page: &str, path: &str) -> Option<Result<Option<Vec<u8>>, Box<Diagnostic>>> {
        if !self.made.contains_key(page) {
            let made = self.make(page)?;
            if let Err(finding) = &made {
                self.fail(page.to_owned(), (**finding).clone());
            }
            self.made.insert(page.to_owned(), made);
        }
        let found = match self.made.get(page)? {
            Err(finding) => Err(finding.clone()),
            Ok(files) => Ok(files.iter().find(|file| file.path == path)),
        };
        let files = self.state.loaded.door.files();
        Some(found.map(|found| match &found?.content {
            Content::Page(bytes) => Some(bytes.clone()),
            Content::Picture(picture) => picture::read_beside(files, picture).ok(),
        }))
    }

    fn make(&self, page: &str) -> Option<Made> {
        if let Some(file) = self.documents.get(page) {
            return Some(self.site.files(file, None).map(|DocumentFiles { files, .. }| files));
        }
        if let Some(page) = self.site_page(page) {
            return Some(self.site.page_files(page));
        }
        let (document, compared) = self.comparison(page)?;
        let State { loaded, templates, language, .. } = self.state;
        let text = last_year::page(loaded, templates, (document, compared), &Ways::new(loaded), *language);
        let path = format!("{page}.html");
        Some(
            text.map(|text| {
                vec![SiteFile { path, format: &render::html::FORMAT, content: Content::Page(text.into()) }]
            }),
        )
    }

    /// The list of all documents.
    fn index(&mut self) -> Result<Vec<u8>, Box<Diagnostic>> {
        for _ in 0..TRIED_FOR_LIST {
            if !self.is_tried() {
                self.try_next();
            }
        }
        let State { loaded, templates, language, .. } = self.state;
        let lists_findings = loaded.resolved.settings.lists_findings;
        // They are asked for before, where they stand in the list.
        let mut findings = self.findings.clone().filter(|_| lists_findings).unwrap_or_default();
        for finding in &self.failed {
            add_new(&mut findings, finding.clone(), &loaded.sources);
        }
        let files: Vec<&File> = Site::sources(loaded).collect();
        let documents = loaded.resolved.documents.all();
        let is_any_refused =
            documents.flat_map(|document| document.prose()).any(|prose| prose.body == ProseBody::Refused);
        let is_printed = |file: &File| match is_any_refused {
            true => self.site.is_printable(file),
            false => file.document.is_some_and(|document| loaded.is_printable(document)),
        };
        let has_failed = |file: &File| self.failed_pages.iter().any(|page| file.page() == Some(page));
        let is_built = |file: &File| templates.stop().is_none() && !has_failed(file) && is_printed(file);
        let entries = self.site.entries(&files, &findings, is_built, *language);
        let listed = Listed { entries: &entries, pages: self.site.pages().all(), findings: lists_findings };
        let page = index::page(listed, templates, &loaded.sources, *language);
        match page {
            Ok(page) => Ok(page.into_bytes()),
            Err(finding) => {
                add_new(&mut self.failed, (*finding).clone(), &loaded.sources);
                Err(finding)
            }
        }
    }

    /// What a build says of the state, as far as its pages have been made.
    pub(super) fn findings(&mut self, memory: &mut Memory, today: Option<jiff::civil::Date>) -> Vec<Diagnostic> {
        let state = self.state;
        let mut findings = self.findings.get_or_insert_with(|| state.findings(memory, today)).clone();
        for finding in &self.failed {
            add_new(&mut findings, finding.clone(), &state.loaded.sources);
        }
        findings
    }

    /// Whether findings stand in the list of all documents.
    pub(super) fn lists_findings(&self) -> bool {
        self.state.loaded.resolved.settings.lists_findings
    }
}

/// The formats that are built where none is asked for.
fn usual() -> &'static [&'static Format] {
    static USUAL: std::sync::OnceLock<Vec<&'static Format>> = std::sync::OnceLock::new();
    USUAL.get_or_init(render::usual)
}
