//! Which plan is meant where none is named.

use crate::read::load::Loaded;

/// The plans of the latest year among those asked for that no other plan builds on, by path.
pub fn candidates(loaded: &Loaded) -> Vec<usize> {
    let resolved = &loaded.resolved;
    let is_plan = |document: &usize| resolved.documents[*document].is_plan();
    let asked = loaded.files.iter().filter(|file| file.page.is_some()).filter_map(|file| file.document);
    let asked: Vec<usize> = asked.filter(is_plan).collect();
    let year = |document: &usize| resolved.documents[*document].year.as_ref().map(|year| year.value);
    let latest = asked.iter().filter_map(year).max();
    let is_built_on = |document: &usize| resolved.plans.iter().any(|plan| plan.above.contains(document));
    asked.into_iter().filter(|document| year(document) == latest && !is_built_on(document)).collect()
}
