//! Which plans are exported: of the paths asked for, those of a year and of an organisation.

use std::collections::BTreeSet;

use crate::compare::diff::Side;
use crate::compare::diff::pairs::Candidate;
use crate::read::load::Loaded;

/// What is asked for besides paths.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Only plans of this year.
    pub year: Option<i16>,
    /// Only the organisation of this name, or those below the board or department of this name.
    pub organisation: Option<String>,
}

/// Why there is nothing to export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// There is no plan of the year; of these there are.
    Year(BTreeSet<i16>),
    /// No organisation is called so; these there are.
    Organisation(BTreeSet<String>),
}

impl Asked {
    /// Whether every plan is asked for.
    pub fn is_everything(&self) -> bool {
        self.year.is_none() && self.organisation.is_none()
    }

    /// The plans that are meant among these; `plans` are numbers of documents.
    pub fn among(&self, loaded: &Loaded, plans: &BTreeSet<usize>) -> BTreeSet<usize> {
        plans
            .iter()
            .copied()
            .filter(|plan| self.is_year(loaded, *plan) && self.is_organisation(loaded, *plan))
            .collect()
    }

    /// Why none of these plans is meant.
    pub fn nothing<'l>(&self, all: impl Iterator<Item = (&'l Loaded, usize)> + Clone) -> Nothing {
        let document = |(loaded, plan): (&'l Loaded, usize)| &loaded.resolved.documents[plan];
        let years = all.clone().filter_map(|plan| document(plan).year.as_ref().map(|year| year.value));
        let is_called = all.clone().any(|(loaded, plan)| self.is_organisation(loaded, plan));
        match is_called {
            true => Nothing::Year(years.collect()),
            false => Nothing::Organisation(all.map(|plan| document(plan).organisation.name().to_owned()).collect()),
        }
    }

    fn is_year(&self, loaded: &Loaded, plan: usize) -> bool {
        let year = loaded.resolved.documents.head(plan).year.as_ref().map(|year| year.value);
        self.year.is_none_or(|wanted| year == Some(wanted))
    }

    fn is_organisation(&self, loaded: &Loaded, plan: usize) -> bool {
        let Some(word) = &self.organisation else { return true };
        let side = Side { resolved: &loaded.resolved, sources: &loaded.sources, plan };
        let path = loaded.sources.path(loaded.resolved.documents.head(plan).source).to_owned();
        Candidate { side, path, place: None }.is_meant(word)
    }
}
