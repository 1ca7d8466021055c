//! The ways from a document's page to its neighbours: the list of all documents, the plan above, the plan and its reports,
//! and the year before.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::print::site_pages::{ComparisonPage, SitePage, SitePages, SiteSubject};
use crate::print::templates::Templates;
use crate::read::load::{File, Loaded};
use crate::source::{SourceId, percent_encoded};

/// The name of the list of all documents, without extension.
const INDEX: &str = "index";

/// A way from a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Its words.
    pub words: String,
    /// Where it leads, from the page's folder and without extension, ready for an address; none where it is the page itself.
    pub link: Option<String>,
}

/// What there are ways to: the pages of the documents that were asked for.
#[derive(Debug, Default)]
pub struct Ways<'l> {
    /// The page of each document.
    pages: FxHashMap<usize, &'l str>,
    /// The document of each file.
    documents: FxHashMap<SourceId, usize>,
    /// The numbers of the reports of each plan.
    reports: FxHashMap<usize, Vec<usize>>,
}

impl<'l> Ways<'l> {
    /// Those of a workspace.
    pub fn new(loaded: &'l Loaded) -> Ways<'l> {
        let own = loaded.asked().filter(|file| file.printed_with.is_none());
        let page = |file: &'l File| {
            let document = file.document.filter(|document| loaded.is_printable(*document))?;
            Some((document, file.page()?))
        };
        let mut reports: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (number, report) in loaded.resolved.reports.iter().enumerate() {
            reports.entry(report.plan).or_default().push(number);
        }
        let documents = loaded.asked().filter_map(|file| Some((file.source, file.document?))).collect();
        Ways { pages: own.filter_map(page).collect(), documents, reports }
    }

    /// The document that was read from a file.
    pub fn document(&self, source: SourceId) -> Option<usize> {
        self.documents.get(&source).copied()
    }

    /// The ways from a page of the site that is of no single document: to the list, and to the red thread of its year and of
    /// the years beside it.
    pub fn of_site_page(page: &str, pages: &SitePages, templates: &Templates) -> Vec<Way> {
        let labels = &templates.labels;
        let list = Way { words: labels.word("alla_dokument").into_owned(), link: Some(relative(page, INDEX)) };
        let of =
            |to: &SitePage| Way { words: to.title.clone(), link: (to.path != page).then(|| relative(page, &to.path)) };
        let Some(own) = pages.all().iter().find(|known| known.path == page) else { return vec![list] };
        let is_thread = |known: &&SitePage| known.subject == SiteSubject::RedThread;
        let thread = pages.of_year(own.year).find(is_thread);
        let before = pages.all().iter().filter(is_thread).find(|known| known.year < own.year);
        let own = Some(own).filter(|own| !is_thread(own));
        std::iter::once(list).chain(thread.into_iter().chain(own).chain(before).map(of)).collect()
    }

    /// The ways from the page on what differs between a plan and last year's: to the list, to the plan, and to last year's.
    pub fn of_comparison(
        &self,
        document: usize,
        page: &ComparisonPage,
        loaded: &Loaded,
        templates: &Templates,
    ) -> Vec<Way> {
        let labels = &templates.labels;
        let list = Way { words: labels.word("alla_dokument").into_owned(), link: Some(relative(&page.path, INDEX)) };
        let of = |document: usize| {
            let target = self.pages.get(&document)?;
            let year = loaded.resolved.documents.head(document).year_words(0).unwrap_or_default();
            let words = format!("{} {year}", labels.plan).trim_end().to_owned();
            Some(Way { words, link: Some(relative(&page.path, target)) })
        };
        let own = Way { words: page.title.clone(), link: None };
        std::iter::once(list).chain([document, page.before].into_iter().filter_map(of)).chain([own]).collect()
    }

    /// The ways from a document's page.
    pub fn of(&self, document: usize, loaded: &Loaded, (pages, templates): (&SitePages, &Templates)) -> Vec<Way> {
        let Some(page) = self.pages.get(&document) else { return Vec::new() };
        let (resolved, labels) = (&loaded.resolved, &templates.labels);
        let mut ways =
            vec![Way { words: labels.word("alla_dokument").into_owned(), link: Some(relative(page, INDEX)) }];
        let mut add = |words: String, to: usize| {
            let Some(target) = self.pages.get(&to) else { return };
            ways.push(Way { words, link: (to != document).then(|| relative(page, target)) });
        };
        let plan = resolved.plans.ties(resolved.plan_number_of(document).unwrap_or(document));
        if let Some(above) = plan.above.first() {
            add(labels.word("planen_ovanför").into_owned(), *above);
        }
        add(labels.plan.clone(), plan.document);
        let mut reports: Vec<_> =
            self.reports.get(&plan.document).into_iter().flatten().map(|number| &resolved.reports[*number]).collect();
        reports.sort_by_key(|report| report.occasion);
        for report in reports {
            let key = report.occasion.map(|occasion| resolved.settings.steering.occasions[occasion].key.clone());
            if let (Some(key), Some(part)) = (key, report.parts.first()) {
                add(key, *part);
            }
        }
        if let Some(before) = plan.last_year {
            let year = resolved.documents.head(before).year_words(0).unwrap_or_default();
            add(format!("{} {year}", labels.plan).trim_end().to_owned(), before);
        }
        if let Some(comparison) = pages.comparison(plan.document) {
            ways.push(Way { words: comparison.title.clone(), link: Some(relative(page, &comparison.path)) });
        }
        ways
    }
}

/// A page seen from another, both from the folder that the site is written to.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let parts: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let common = from[..folders].iter().zip(&parts[..parts.len() - 1]).take_while(|(one, other)| one == other).count();
    percent_encoded(&format!("{}{}", "../".repeat(folders - common), parts[common..].join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_seen_from_another() {
        for (from, to, link) in [
            ("plan", "index", "index"),
            ("2025/nämnd/enhet/t1", "index", "../../../index"),
            ("2025/nämnd/enhet/t1", "2025/nämnd/enhet/plan", "plan"),
            ("2025/nämnd/enhet/plan", "2025/nämnd/plan", "../plan"),
            ("2025/enhet/plan", "2024/en enhet/plan", "../../2024/en%20enhet/plan"),
        ] {
            assert_eq!(relative(from, to), link, "{from} → {to}");
        }
    }
}
