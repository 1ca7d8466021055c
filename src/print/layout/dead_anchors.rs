//! Links to places of their own page that the page does not have.

use pulldown_cmark::{Event, Tag};
use rustc_hash::FxHashSet;

pub use super::ids::MAIN;
use super::{Block, Layout, Text};
use crate::diagnostic::{Diagnostic, near_name};
use crate::msg;
use crate::plan_format::fields::rules::DEAD_LINK;
use crate::read::load::Loaded;
use crate::syntax::prose;

/// Whether a document's own texts link to a place of its page, so that the page has to be laid out to look for it.
pub fn has_links_within(loaded: &Loaded, document: usize) -> bool {
    let links = |raw: &str| {
        let mut signs = memchr::memchr_iter(b'#', raw.as_bytes());
        signs.any(|at| ["(", "<", ": "].iter().any(|before| raw[..at].ends_with(before)))
    };
    let documents = &loaded.resolved.documents;
    documents.head(document).signs.places
        && documents[document].prose().iter().any(|prose| links(&prose.raw(&loaded.sources)))
}

/// The ids of all places of a page.
pub fn ids<'l>(layout: &'l Layout) -> FxHashSet<&'l str> {
    let mut page = PageBuilder::default();
    page.anchor(&layout.anchor);
    page.anchor(&layout.contents_anchor);
    page.ids.extend([MAIN]);
    layout.appendices_anchor.iter().for_each(|anchor| page.anchor(anchor));
    if let Some(proposal) = &layout.proposal {
        page.anchor(&proposal.anchor);
        page.text(&proposal.text);
    }
    page.blocks(&layout.blocks);
    page.ids
}

/// The findings for the links of the documents' own texts that lead to no place of the page that these are printed on.
pub fn findings(layout: &Layout, loaded: &Loaded, documents: &[usize]) -> Vec<Diagnostic> {
    let ids = ids(layout);
    let own = documents.iter().flat_map(|document| loaded.resolved.documents[*document].prose());
    let mut findings = Vec::new();
    for prose in own {
        let text = prose.text(&loaded.sources);
        if !text.text.contains('#') {
            continue;
        }
        for (event, range) in prose::parse(&text.text).events {
            let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
            let Some(id) = dest_url.strip_prefix('#').filter(|id| !id.is_empty()) else { continue };
            let id = prose::decoded_address(id);
            if ids.contains(id.as_str()) {
                continue;
            }
            let finding = Diagnostic::new(
                &DEAD_LINK,
                text.span(range),
                msg!("sidan har ingen plats som heter #{id}", "the page has no place that is called #{id}"),
            );
            let mut known: Vec<&str> = ids.iter().copied().collect();
            known.sort_unstable();
            // Most often the heading is there, and the one that it stands under is not named.
            let below =
                known.iter().copied().find(|known| known.strip_suffix(&id).is_some_and(|above| above.ends_with('-')));
            findings.push(finding.help(match below.or_else(|| near_name(&id, known)) {
                Some(near) => msg!("skriv #{near}", "write #{near}"),
                None => msg!(
                    "en rubriks plats heter som rubriken, med små bokstäver a till z och bindestreck, efter rubriken som den står under",
                    "the place of a heading is called as the heading is, in small letters a to z with hyphens, after the heading that it is under",
                ),
            }));
        }
    }
    findings
}

/// The ids of a page.
#[derive(Default)]
struct PageBuilder<'l> {
    ids: FxHashSet<&'l str>,
}

impl<'l> PageBuilder<'l> {
    fn anchor(&mut self, anchor: &'l super::Anchor) {
        self.ids.insert(&anchor.id);
        self.ids.extend(anchor.old.as_deref());
    }

    fn blocks(&mut self, blocks: &'l [Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.anchor(&heading.anchor),
                Block::Prose(text) => self.text(text),
                Block::Table(table) => table.texts().for_each(|text| self.text(text)),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &'l Text) {
        let decided = text.decided();
        for heading in &decided.headings {
            self.ids.insert(&heading.anchor);
            self.ids.extend(heading.old_anchor.as_deref());
        }
        for note in decided.notes.iter() {
            self.ids.extend([note.id.as_str(), note.mark_id.as_str()]);
        }
        text.parts.iter().for_each(|part| self.blocks(&part.blocks));
    }
}
