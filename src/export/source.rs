//! What is exported: workspaces with the plans asked for. Their tables are made one at a time: those of a thousand units would take
//! as much room again as all that they are taken from.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Language};
use crate::export::scene::{Places, Scene};
use crate::export::table::TableKind;
use crate::export::tables::{Tables, findings};
use crate::read::load::Loaded;

/// Workspaces, and what is exported of each.
pub struct Source<'a> {
    parts: Vec<Part<'a>>,
    language: Language,
}

/// What is exported of a workspace.
struct Part<'a> {
    loaded: &'a Loaded,
    /// Numbers of documents.
    plans: &'a BTreeSet<usize>,
    places: Places<'a>,
    findings: Vec<Diagnostic>,
    /// Whether findings in files that are of no plan belong to it too.
    with_rest: bool,
}

impl<'a> Source<'a> {
    /// Nothing yet. What findings say is said in this language.
    pub fn new(language: Language) -> Source<'a> {
        Source { parts: Vec::new(), language }
    }

    /// Adds these plans of a workspace with their follow-ups and findings; `plans` are numbers of documents. With `with_rest` findings in
    /// files of no plan are added too.
    pub fn add(&mut self, loaded: &'a Loaded, plans: &'a BTreeSet<usize>, findings: Vec<Diagnostic>, with_rest: bool) {
        self.parts.push(Part { loaded, plans, places: Places::of(loaded), findings, with_rest });
    }

    /// The rows of one table; the others are empty.
    pub fn only(&self, kind: &'static TableKind) -> Tables<'a> {
        let mut tables = Tables::default();
        for part in &self.parts {
            let scene = Scene::new(part.loaded, &part.places);
            match kind.id == findings::FINDINGS.id {
                true => {
                    let rows = findings::rows(scene, &part.findings, part.plans, part.with_rest, self.language);
                    tables.add_findings(rows);
                }
                false => tables.add_of(scene, part.plans, Some(kind)),
            }
        }
        tables
    }
}
