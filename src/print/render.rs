//! Layout → text of a page; one file for each output format.

mod beside;
mod block_values;
mod language;
pub mod output;
mod page_values;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Diagnostic;
use crate::identity;
use crate::model::{Prose, ProseText};
use crate::print::layout::dead_anchors::has_links_within;
use crate::print::layout::{self, Ground, Layout, Shared};
use crate::print::site_pages::{SitePage, SitePages, SiteSubject};
use crate::print::templates::{self, Page, Templates};
use crate::print::view::red_thread::SiteContext;
use crate::print::view::shared_indicator::Row;
use crate::print::view::{self, Origin, View, ViewContext};
use crate::print::ways::{Way, Ways};
use crate::progress::Stage;
use crate::read::load::Loaded;
use crate::read::workspace::door::Door;
use crate::resolve::shared_indicators::ReportedIndicator;
use crate::source::Sources;
use crate::syntax::prose::Texts;

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// A short form of the name.
    pub short: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// Whether it is built where no format is asked for: pages for people are.
    pub is_usual: bool,
    /// Writes a page.
    ///
    /// Errors: a template of the workspace cannot be used.
    pub write: fn(&Layout, &Context) -> Result<Output, Box<Diagnostic>>,
}

impl Format {
    /// Whether it is called so, or so for short.
    pub fn has_name(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(self.name) || name.eq_ignore_ascii_case(self.short)
    }
}

/// What a format needs besides the layout.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The templates and the printed words.
    pub templates: &'a Templates,
    /// The texts of all files, for errors in templates.
    pub sources: &'a Sources,
    /// The files, for pictures.
    pub door: &'a Door,
    /// The page's path from the folder that pages are written to, without extension and with `/`.
    pub page: &'a str,
    /// The ways from it to others.
    pub ways: &'a [Way],
}

impl Context<'_> {
    /// The page's file name without extension, for files beside it.
    pub fn stem(&self) -> &str {
        self.page.rsplit('/').next().unwrap_or(self.page)
    }
}

/// The path of a file from the folder of plans: that of its page with the file's own name. No output holds a path of the
/// machine that it was made on, or a personal identity number that stands in a name.
pub fn path_below(page: &str, shown: &str) -> String {
    let name = shown.rsplit('/').next().unwrap_or(shown);
    let path = match page.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    };
    identity::masked_path(&path).into_owned()
}

/// A page ready to be written.
#[derive(Debug)]
pub struct Output {
    /// What it holds: a text in UTF-8, or a file of another kind.
    pub bytes: Vec<u8>,
    /// Pictures and other files to lay beside it: where each is, and its path from the page's folder.
    pub beside: Vec<(PathBuf, String)>,
    /// What of the document the format cannot show.
    pub findings: Vec<Diagnostic>,
}

impl Output {
    /// A page of text.
    fn of_text(text: Vec<u8>, beside: Vec<(PathBuf, String)>) -> Output {
        Output { bytes: text, beside, findings: Vec::new() }
    }

    /// The page as a text; none where it is of another kind.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

macro_rules! formats {
    ($($(#[$condition:meta])? $name:ident),* $(,)?) => {
        $($(#[$condition])? pub mod $name;)*
        /// Every output format.
        pub static FORMATS: &[&Format] = &[$($(#[$condition])? &$name::FORMAT),*];
    };
}

formats! {
    html,
    markdown,
    docx,
    #[cfg(feature = "pdf")]
    pdf,
    json,
}

/// The names of formats that this program was built without.
pub static LEFT_OUT: &[&str] = if cfg!(feature = "pdf") { &[] } else { &["pdf"] };

/// The formats that are built where none is asked for.
pub fn usual() -> Vec<&'static Format> {
    FORMATS.iter().copied().filter(|format| format.is_usual).collect()
}

/// The format of a name or its short form.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.has_name(name))
}

/// What is printed of a document.
pub fn view<'a>(loaded: &'a Loaded, templates: &'a Templates, document: usize) -> View<'a> {
    view::kinds::view(&ViewContext::of(&loaded.resolved, &templates.labels, document))
}

/// What is printed on a page of the site that is of no single document.
pub fn site_view<'a>(printer: &'a Printer, page: &'a SitePage) -> View<'a> {
    let (resolved, labels) = (&printer.loaded.resolved, &printer.templates.labels);
    let SitePage { year, subject, path, title, .. } = page;
    let site = SiteContext { resolved, labels, year: *year, path, title };
    match subject {
        SiteSubject::Indicator(number) => {
            let shared = &resolved.shared_indicators()[*number];
            let row = |reported: &ReportedIndicator| Row::of(resolved, labels, *reported);
            let rows = printer.reported[*number].get_or_init(|| shared.reported.iter().filter_map(row).collect());
            view::shared_indicator::view(&site, shared, rows)
        }
        SiteSubject::RedThread => {
            let of_year = || printer.site_pages.of_year(*year);
            let indicators = of_year().filter(|page| matches!(page.subject, SiteSubject::Indicator(_)));
            let indicators: Vec<(&str, &str)> =
                indicators.map(|page| (page.title.as_str(), page.path.as_str())).collect();
            let own = of_year().filter_map(|page| match page.subject {
                SiteSubject::RedThreadBelow(plan) => Some((plan, page.path.as_str())),
                _ => None,
            });
            view::red_thread::view(&site, &indicators, &own.collect())
        }
        SiteSubject::RedThreadBelow(plan) => view::red_thread::view_below(&site, *plan),
    }
}

/// What only printing knows of the texts and templates of a workspace: places that links lead to and no page has, and what
/// is wrong with its own templates.
pub fn findings(loaded: &Loaded) -> Vec<Diagnostic> {
    let documents: Vec<usize> = (0..loaded.resolved.documents.len()).collect();
    let mut parts = documents.chunks(loaded.resolved.at_once());
    let is_needed = parts.any(|part| {
        let view = loaded.apart();
        part.iter().any(|document| has_links_within(&view, *document))
    });
    if !is_needed {
        return templates::own::findings(loaded);
    }
    let (templates, mut findings) = templates::own::of(loaded);
    findings.extend(dead_anchors(loaded, &templates));
    findings
}

/// The findings for links of the documents that are printed to places that their pages do not have.
pub fn dead_anchors(loaded: &Loaded, templates: &Templates) -> Vec<Diagnostic> {
    let printer = Printer::new(loaded, templates);
    // All files of a report have one page.
    let mut pages: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for file in loaded.asked() {
        let Some(document) = file.document else { continue };
        pages.entry(file.printed_with.unwrap_or(document)).or_default().push(document);
    }
    let mut findings = Vec::new();
    let pages: Vec<(usize, Vec<usize>)> =
        pages.into_iter().filter(|(document, _)| loaded.is_printable(*document)).collect();
    for pages in pages.chunks(loaded.resolved.at_once()) {
        let loaded = loaded.apart();
        let printer = printer.of_view(&loaded);
        for (document, parts) in pages {
            if parts.iter().any(|part| has_links_within(&loaded, *part)) {
                let view = view(&loaded, templates, *document);
                let find = |layout: &Layout| layout::dead_anchors::findings(layout, &loaded, parts);
                findings.extend(printer.laid_out(view, None, find));
            }
        }
    }
    findings
}

/// The title of a document in print.
pub fn title(loaded: &Loaded, templates: &Templates, document: usize) -> String {
    view::kinds::title(&ViewContext::of(&loaded.resolved, &templates.labels, document))
}

/// What the pages of a workspace are made from.
#[derive(Debug)]
pub struct Printer<'a> {
    /// All documents.
    pub loaded: &'a Loaded,
    /// The templates and the printed words.
    pub templates: &'a Templates,
    /// The pages of the site that are of no single document.
    pub site_pages: Arc<SitePages>,
    /// The ways between the pages of documents.
    ways: Arc<Ways<'a>>,
    shared: Arc<Shared>,
    /// What is reported of each shared indicator, as far as it was looked at.
    reported: Arc<[OnceLock<Vec<Row>>]>,
}

impl<'a> Printer<'a> {
    /// The printer of a workspace.
    pub fn new(loaded: &'a Loaded, templates: &'a Templates) -> Printer<'a> {
        let site_pages = Arc::new(SitePages::of(loaded, &templates.labels));
        let has_indicator_pages = site_pages.all().iter().any(|page| matches!(page.subject, SiteSubject::Indicator(_)));
        let (ways, shared) = (Arc::new(Ways::new(loaded)), Arc::new(Shared::new(has_indicator_pages)));
        let indicators = if has_indicator_pages { loaded.resolved.shared_indicators() } else { &[] };
        let reported = indicators.iter().map(|_| OnceLock::new()).collect();
        Printer { loaded, templates, site_pages, ways, shared, reported }
    }

    /// The same printer of another view of the workspace.
    pub fn of_view<'v>(&'v self, view: &'v Loaded) -> Printer<'v> {
        let Printer { templates, site_pages, ways, shared, reported, .. } = self;
        let (site_pages, ways, shared) = (Arc::clone(site_pages), Arc::clone(ways), Arc::clone(shared));
        Printer { loaded: view, templates, site_pages, ways, shared, reported: Arc::clone(reported) }
    }

    fn ground(&self) -> Ground<'_> {
        Ground { loaded: self.loaded, templates: self.templates, shared: &self.shared }
    }

    /// Notes what is reported of the indicators that have pages, and the headings that these pages lead to. They all tell of the
    /// same reports, and each of these is looked at once.
    pub fn note_reported(&self) {
        // Of a part of the plans there are no such pages, and nobody looks for them.
        if self.reported.is_empty() {
            return;
        }
        let shared = self.loaded.resolved.shared_indicators();
        let mut reports: BTreeMap<usize, Vec<(usize, ReportedIndicator)>> = BTreeMap::new();
        for page in self.site_pages.all() {
            let SiteSubject::Indicator(number) = page.subject else { continue };
            for reported in &shared[number].reported {
                reports.entry(reported.report).or_default().push((number, *reported));
            }
        }
        let reports: Vec<Vec<(usize, ReportedIndicator)>> = reports.into_values().collect();
        let noted = self.loaded.in_parts(Stage::SitePages, &reports, |view, reports| {
            let printer = self.of_view(view);
            let row = |(number, reported): &(usize, ReportedIndicator)| {
                let row = Row::of(&view.resolved, &self.templates.labels, *reported)?;
                layout::note_headings(printer.ground(), row.leads_to());
                Some((*number, row))
            };
            reports.iter().map(|report| report.iter().filter_map(row).collect::<Vec<_>>()).collect()
        });
        let mut rows: Vec<Vec<Row>> = shared.iter().map(|_| Vec::new()).collect();
        for (number, row) in noted.into_iter().flatten() {
            rows[number].push(row);
        }
        for (known, rows) in self.reported.iter().zip(rows) {
            known.get_or_init(|| rows);
        }
    }

    /// Renders a view in each format. `read` are the texts of its document that are read already; `page` is the
    /// page's path from the folder that pages are written to, without extension.
    pub fn pages(
        &self,
        formats: &[&'static Format],
        view: View,
        read: Option<&Texts>,
        page: &str,
    ) -> Vec<Result<Output, Box<Diagnostic>>> {
        // What its templates may cost is counted over all that is written of it.
        let _page = Page::begin();
        let document = view.origin.file().and_then(|source| self.ways.document(source));
        let ways = match (document, &view.origin) {
            (Some(document), _) => self.ways.of(document, self.loaded, (&self.site_pages, self.templates)),
            (None, Origin::Site(page)) => Ways::of_site_page(page, &self.site_pages, self.templates),
            (None, Origin::File(_)) => Vec::new(),
        };
        self.laid_out(view, read, |layout| {
            let context = Context {
                templates: self.templates,
                sources: &self.loaded.sources,
                door: &self.loaded.door,
                page,
                ways: &ways,
            };
            let write = |format: &&Format| match self.templates.retired(format.name) {
                Some(finding) => Err(Box::new(finding.clone())),
                None => (format.write)(layout, &context),
            };
            formats.iter().map(write).collect()
        })
    }

    /// Lays a view out and does something with it.
    pub fn laid_out<R>(&self, view: View, read: Option<&Texts>, then: impl FnOnce(&Layout) -> R) -> R {
        let ground = self.ground();
        if let Some(read) = read {
            return then(&layout::lay_out(view, ground, read));
        }
        // Nobody has read the document's own texts, and no other page will.
        let is_own = |prose: &&Prose| Some(prose.span.source) == view.origin.file();
        let own: Vec<&Prose> = view.prose().into_iter().map(|(prose, _)| prose).filter(is_own).collect();
        let texts: Vec<ProseText> = own.iter().map(|prose| prose.text(&self.loaded.sources)).collect();
        let own = Texts::read(&own, &texts);
        then(&layout::lay_out(view, ground, &own))
    }
}
