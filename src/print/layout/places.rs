//! Where the words of a page lead: to a heading of the page, or to another page and a heading of it.

use std::borrow::Cow;
use std::path::Path;

use rustc_hash::FxHashMap;

use super::Ground;
use super::ids::goal_ids;
use super::text::path_between;
use crate::identity::masked;
use crate::print::view::{Destination, ViewContext, goals};
use crate::read::load::{File, Loaded};
use crate::resolve::GoalRef;
use crate::source::percent_encoded;

/// Where words lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// To a heading of the same page, by its id.
    Here(String),
    /// To another page.
    Elsewhere {
        /// Its path from this page's folder, without extension and with `/`.
        page: String,
        /// The heading there.
        heading: Option<PlaceOfHeading>,
    },
}

/// A heading of another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceOfHeading {
    /// Its id.
    pub id: String,
    /// All of it as one line.
    pub words: String,
}

/// The headings of the goals that another page prints in full. Their ids and words are one text, as thousands of pages lead to
/// each other.
#[derive(Debug)]
pub(super) struct GoalHeadings {
    /// Each goal with the ends of its id and of its words in the text, in the order of the goals.
    goals: Box<[(GoalRef, u32, u32)]>,
    text: Box<str>,
}

impl GoalHeadings {
    fn new(mut headings: Vec<(GoalRef, PlaceOfHeading)>) -> GoalHeadings {
        headings.sort_by_key(|(goal, _)| *goal);
        let mut text = String::new();
        let mut add = |words: &str| {
            text.push_str(words);
            text.len() as u32
        };
        let goals = headings.iter().map(|(goal, place)| (*goal, add(&place.id), add(&place.words))).collect();
        GoalHeadings { goals, text: Box::from(text.as_str()) }
    }

    /// The heading of a goal.
    fn get(&self, goal: GoalRef) -> Option<PlaceOfHeading> {
        let at = self.goals.binary_search_by_key(&goal, |(goal, ..)| *goal).ok()?;
        let (_, id, words) = self.goals[at];
        let start = at.checked_sub(1).map_or(0, |before| self.goals[before].2);
        let text = |from: u32, to: u32| self.text[from as usize..to as usize].to_owned();
        Some(PlaceOfHeading { id: text(start, id), words: text(id, words) })
    }
}

impl Place {
    /// The id, where it is of the same page.
    pub fn here(&self) -> Option<&str> {
        match self {
            Place::Here(id) => Some(id),
            Place::Elsewhere { .. } => None,
        }
    }

    /// The address from pages of this extension, as it stands in a link. `id` gives the id that the format has for a heading
    /// of another page.
    pub fn address<'p>(&'p self, extension: &str, id: impl Fn(&'p PlaceOfHeading) -> String) -> String {
        match self {
            Place::Here(id) => format!("#{id}"),
            Place::Elsewhere { page, heading } => {
                let mut address = percent_encoded(&format!("{page}.{extension}"));
                if let Some(heading) = heading {
                    address.push('#');
                    address.push_str(&id(heading));
                }
                address
            }
        }
    }
}

/// The path of the page that each document is printed on, from the folder of pages, where it was asked for.
pub(super) fn pages(loaded: &Loaded) -> FxHashMap<usize, String> {
    let of_documents = loaded.files.iter().filter_map(|file| Some((file.document?, file)));
    let by_document: FxHashMap<usize, &File> = of_documents.collect();
    let page = |file: &File| {
        let document = file.document.filter(|document| loaded.is_printable(*document))?;
        let on = match file.printed_with {
            Some(leading) => by_document.get(&leading)?.page()?,
            None => file.page()?,
        };
        Some((document, on.to_owned()))
    };
    loaded.files.iter().filter_map(page).collect()
}

/// The headings of the goals that a document's page prints in full.
pub(super) fn goal_headings(ground: Ground, document: usize) -> GoalHeadings {
    let resolved = &ground.loaded.resolved;
    // A page that leads to a document that it does not look at needs no more of it.
    let apart = (!resolved.documents.is_at_hand(document)).then(|| resolved.apart());
    let scene = ViewContext::of(apart.as_ref().unwrap_or(resolved), &ground.templates.labels, document);
    let headings = goals::in_full(&scene);
    let words: FxHashMap<GoalRef, String> =
        headings.iter().filter_map(|heading| Some((heading.goal?, super::page::words(heading)))).collect();
    let ids = goal_ids(headings.iter());
    // No address says a number that no other page shows.
    let is_shown = |text: &str| matches!(masked(text), Cow::Borrowed(_));
    let place = |(goal, (_, id)): (GoalRef, (_, String))| {
        let words = words.get(&goal).filter(|words| is_shown(words) && is_shown(&id))?.clone();
        Some((goal, PlaceOfHeading { id, words }))
    };
    GoalHeadings::new(ids.into_iter().filter_map(place).collect())
}

/// Notes the headings of the page that a destination is on, for whoever leads there later and does not look at its document.
pub fn note_headings(ground: Ground, to: &Destination) {
    if let Destination::Document { document, goal: Some(_) } = to {
        ground.shared.goal_headings(ground, *document);
    }
}

/// Where a destination on another page is; `from` is the path of the page that it is on.
pub(super) fn elsewhere(ground: Ground, from: &str, to: Destination) -> Option<Place> {
    let folder = Path::new(from).parent()?;
    let (page, heading) = match to {
        Destination::Goal(_) => return None,
        Destination::Page(page) => (page, None),
        Destination::Document { document, goal } => {
            let page = ground.shared.page_of(ground.loaded, document)?.to_owned();
            let heading = goal.and_then(|goal| ground.shared.goal_headings(ground, document).get(goal));
            (page, heading)
        }
    };
    Some(Place::Elsewhere { page: path_between(folder, Path::new(&page)), heading })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_heading_is_found_by_its_goal() {
        let goal = |document, goal| GoalRef { document, goal };
        let place = |id: &str, words: &str| PlaceOfHeading { id: id.to_owned(), words: words.to_owned() };
        let all = [
            (goal(2, 1), place("en-trygg-skola", "En trygg skola")),
            (goal(0, 7), place("mal-1", "")),
            (goal(2, 0), place("åäö", "Å, ä och ö")),
        ];
        let headings = GoalHeadings::new(all.to_vec());
        for (goal, heading) in all {
            assert_eq!(headings.get(goal), Some(heading));
        }
        assert_eq!(headings.get(goal(1, 1)), None);
        assert_eq!(GoalHeadings::new(Vec::new()).get(goal(0, 0)), None);
    }
}
