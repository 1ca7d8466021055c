//! Where the words of a page lead: to a heading of the page, or to another page and a heading of it.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

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

/// The headings of the goals that another page prints in full.
pub(super) type GoalHeadings = Arc<FxHashMap<GoalRef, PlaceOfHeading>>;

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
pub(super) fn goal_headings(ground: Ground, document: usize) -> FxHashMap<GoalRef, PlaceOfHeading> {
    let scene = ViewContext::of(&ground.loaded.resolved, &ground.templates.labels, document);
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
    ids.into_iter().filter_map(place).collect()
}

/// Where a destination on another page is; `from` is the path of the page that it is on.
pub(super) fn elsewhere(ground: Ground, from: &str, to: Destination) -> Option<Place> {
    let folder = Path::new(from).parent()?;
    let (page, heading) = match to {
        Destination::Goal(_) => return None,
        Destination::Page(page) => (page, None),
        Destination::Document { document, goal } => {
            let page = ground.shared.page_of(ground.loaded, document)?.to_owned();
            let heading = goal.and_then(|goal| ground.shared.goal_headings(ground, document).get(&goal).cloned());
            (page, heading)
        }
    };
    Some(Place::Elsewhere { page: path_between(folder, Path::new(&page)), heading })
}
