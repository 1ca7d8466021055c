//! The pages of a site that are of no single document: the red thread of each year, and each indicator that several
//! organisations report. Which there are, where they lie and what they are called; what is printed of them is the view's.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::identity::masked;
use crate::print::view::Labels;
use crate::read::load::{File, Loaded};
use crate::resolve::held::Ties;
use crate::resolve::{JoinedGoal, Resolved};
use crate::syntax::prose::{AnchorPath, ShortAnchors};

/// A page of a site that is of no single document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePage {
    /// The year that it is of.
    pub year: i16,
    /// What it is about.
    pub subject: SiteSubject,
    /// Where it lies below the folder that the site is written to, without extension and with `/`.
    pub path: String,
    /// Its title, personal identity numbers masked.
    pub title: String,
    /// Whether every document of the year can be read and printed. A page that would lack some is not written anew.
    pub is_whole: bool,
}

/// What a page of a site is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteSubject {
    /// The red thread of its year: the goals of all plans, from the council down.
    RedThread,
    /// The red thread from the plan of this document down, where that of the whole year is too long for one page.
    RedThreadBelow(usize),
    /// The indicator of this number among [`Resolved::shared_indicators`].
    Indicator(usize),
}

/// A red thread of more goals is divided: those below each board stand on a page of their own.
const MOST_GOALS_ON_A_PAGE: usize = 1000;

/// The pages of a site that are of no single document.
#[derive(Clone, Debug, Default)]
pub struct SitePages {
    pages: Vec<SitePage>,
    comparisons: BTreeMap<usize, ComparisonPage>,
}

/// The page, in HTML alone, on what differs between a plan and last year's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonPage {
    /// Number of the document of last year's plan.
    pub before: usize,
    /// The years in words: last year's and the plan's.
    pub years: (String, String),
    /// Where it lies below the folder that the site is written to, without extension and with `/`.
    pub path: String,
    /// What leads to it: "Jämförelse med 2024".
    pub title: String,
}

impl SitePages {
    /// Those of a workspace; none where only a part of it was asked for, for they tell of all of it.
    pub fn of(loaded: &Loaded, labels: &Labels) -> SitePages {
        if loaded.files.iter().any(|file| !file.is_asked()) {
            return SitePages::default();
        }
        let resolved = &loaded.resolved;
        let mut pages = Vec::new();
        // What a document is printed on is its own.
        let mut taken: FxHashSet<String> = loaded.asked().filter_map(File::page).map(str::to_owned).collect();
        let mut free = |path: String| {
            let numbered = (2..).map(|number| format!("{path}-{number}"));
            let all = std::iter::once(path.clone()).chain(numbered);
            all.into_iter().find(|path| taken.insert(path.clone())).unwrap_or_default()
        };
        for year in years(resolved) {
            let path = free(format!("{year}/roda-traden"));
            let title = format!("{} {year}", labels.red_thread);
            let is_whole = !loaded.asked().any(|file| may_lack(loaded, file, year));
            let mut names = ShortAnchors::default();
            let boards = boards_with_pages(resolved, year);
            let below = boards.into_iter().map(|plan| {
                let name = masked(resolved.documents.head(plan).organisation.name());
                let path = free(format!("{path}/{}", names.give(&AnchorPath::of(&name))));
                SitePage {
                    year,
                    subject: SiteSubject::RedThreadBelow(plan),
                    path,
                    title: format!("{title}: {name}"),
                    is_whole,
                }
            });
            let below: Vec<SitePage> = below.collect();
            pages.push(SitePage { year, subject: SiteSubject::RedThread, path, title, is_whole });
            pages.extend(below);
            let mut names = ShortAnchors::default();
            for (number, shared) in resolved.shared_indicators().iter().enumerate() {
                if shared.year == year {
                    let path = free(format!("{year}/indikatorer/{}", names.give(&AnchorPath::of(&masked(&shared.id)))));
                    let title = format!("{} {year}", masked(&shared.name));
                    pages.push(SitePage { year, subject: SiteSubject::Indicator(number), path, title, is_whole });
                }
            }
        }
        let mut comparisons = BTreeMap::new();
        if resolved.settings.compares_years {
            for file in loaded.asked() {
                let Some(document) = file.document else { continue };
                if let Some(comparison) = comparison(loaded, labels, (file, document), &mut free) {
                    comparisons.insert(document, comparison);
                }
            }
        }
        SitePages { pages, comparisons }
    }

    /// The comparison of a plan with last year's, by the plan's document.
    pub fn comparison(&self, document: usize) -> Option<&ComparisonPage> {
        self.comparisons.get(&document)
    }

    /// All comparisons, by the documents of the newer plans.
    pub fn comparisons(&self) -> &BTreeMap<usize, ComparisonPage> {
        &self.comparisons
    }

    /// All of them, the latest year first, in it the red thread first and then the indicators by their ids.
    pub fn all(&self) -> &[SitePage] {
        &self.pages
    }

    /// Those of a year.
    pub fn of_year(&self, year: i16) -> impl Iterator<Item = &SitePage> {
        self.pages.iter().filter(move |page| page.year == year)
    }
}

/// The page on what differs between a plan and last year's, where both are built.
fn comparison(
    loaded: &Loaded,
    labels: &Labels,
    (file, document): (&File, usize),
    free: &mut dyn FnMut(String) -> String,
) -> Option<ComparisonPage> {
    let resolved = &loaded.resolved;
    let before = resolved.plans.ties(document).last_year?;
    let is_built = |document: usize| resolved.documents.head(document).is_plan() && loaded.is_printable(document);
    if !is_built(document) || !is_built(before) {
        return None;
    }
    let years = (resolved.documents.head(before).year_words(0)?, resolved.documents.head(document).year_words(0)?);
    let title = format!("{} {}", labels.word("jämförelse_med"), years.0);
    let path = free(format!("{}-jamforelse", file.page()?));
    Some(ComparisonPage { before, years, path, title })
}

/// Whether a file is, or may be, a document of a year that cannot be printed.
fn may_lack(loaded: &Loaded, file: &File, year: i16) -> bool {
    match file.document {
        Some(document) => {
            let of = loaded.resolved.documents.head(document).year.as_ref();
            of.is_some_and(|of| of.value == year) && !loaded.is_printable(document)
        }
        // One that cannot be read is of the year whose folder it lies in, or of any.
        None => {
            let folder =
                file.page().and_then(|page| page.split_once('/')).and_then(|(folder, _)| folder.parse::<i16>().ok());
            folder.is_none_or(|folder| folder == year)
        }
    }
}

/// The plans right below the topmost ones of a year that have others below them, where the goals of the year are too many
/// for one page.
fn boards_with_pages(resolved: &Resolved, year: i16) -> Vec<usize> {
    let of_year = |plan: &&Ties| {
        let head = resolved.documents.head(plan.document);
        head.is_plan() && plan.copy_of.is_none() && head.year.as_ref().is_some_and(|of| of.value == year)
    };
    let plans: Vec<&Ties> = resolved.plans.all_ties().filter(of_year).collect();
    let mut goals = 0;
    resolved.each(plans.iter().map(|plan| plan.document), |resolved, number| {
        // More make no difference, and plans that are not looked at need not be unpacked.
        if goals <= MOST_GOALS_ON_A_PAGE {
            let own = |goal: &&Arc<JoinedGoal>| goal.entries[0].document == number;
            goals += resolved.plans[number].goals.iter().filter(own).count();
        }
    });
    if goals <= MOST_GOALS_ON_A_PAGE {
        return Vec::new();
    }
    let is_board = |plan: &&&Ties| {
        let top = resolved.topmost(plan);
        top != plan.document && plan.above.first() == Some(&top) && !resolved.plans_below(plan.document).is_empty()
    };
    plans.iter().filter(is_board).map(|plan| plan.document).collect()
}

/// The years in which some plan builds on another of the same year, the latest first.
fn years(resolved: &Resolved) -> Vec<i16> {
    let plans =
        resolved.plans.all_ties().filter(|plan| resolved.topmost(plan) != plan.document && plan.copy_of.is_none());
    let mut years: Vec<i16> =
        plans.filter_map(|plan| Some(resolved.documents.head(plan.document).year.as_ref()?.value)).collect();
    years.sort_unstable();
    years.dedup();
    years.reverse();
    years
}
