//! The pages of a site that are of no single document: the red thread of each year, and each indicator that several
//! organisations report. Which there are, where they lie and what they are called; what is printed of them is the view's.

use rustc_hash::FxHashSet;

use crate::identity::masked;
use crate::print::view::Labels;
use crate::read::load::{File, Loaded};
use crate::resolve::Resolved;
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
}

/// What a page of a site is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteSubject {
    /// The red thread of its year: the goals of all plans, from the council down.
    RedThread,
    /// The indicator of this number among [`Resolved::shared_indicators`].
    Indicator(usize),
}

/// The pages of a site that are of no single document.
#[derive(Clone, Debug, Default)]
pub struct SitePages(Vec<SitePage>);

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
            pages.push(SitePage { year, subject: SiteSubject::RedThread, path, title });
            let mut names = ShortAnchors::default();
            for (number, shared) in resolved.shared_indicators().iter().enumerate() {
                if shared.year == year {
                    let path = free(format!("{year}/indikatorer/{}", names.give(&AnchorPath::of(&masked(&shared.id)))));
                    let title = format!("{} {year}", masked(resolved.indicator(shared.item).name.as_str()));
                    pages.push(SitePage { year, subject: SiteSubject::Indicator(number), path, title });
                }
            }
        }
        SitePages(pages)
    }

    /// All of them, the latest year first, in it the red thread first and then the indicators by their ids.
    pub fn all(&self) -> &[SitePage] {
        &self.0
    }

    /// Those of a year.
    pub fn of_year(&self, year: i16) -> impl Iterator<Item = &SitePage> {
        self.0.iter().filter(move |page| page.year == year)
    }
}

/// The years in which some plan builds on another of the same year, the latest first.
fn years(resolved: &Resolved) -> Vec<i16> {
    let plans = resolved.plans.iter().filter(|plan| resolved.topmost(plan) != plan.document && plan.copy_of.is_none());
    let mut years: Vec<i16> =
        plans.filter_map(|plan| Some(resolved.documents[plan.document].year.as_ref()?.value)).collect();
    years.sort_unstable();
    years.dedup();
    years.reverse();
    years
}
