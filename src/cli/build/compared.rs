//! What differs between plans and those of last year, a page for each.

use std::path::Path;

use rayon::prelude::*;

use super::Run;
use crate::compare::last_year;
use crate::diagnostic::{Diagnostic, Language};
use crate::print::manifest::{Bytes, Page};
use crate::print::render::output::Within;
use crate::print::site::{self, Site};
use crate::print::site_pages::ComparisonPage;
use crate::print::templates::Templates;
use crate::print::ways::Ways;
use crate::read::load::Loaded;

/// So many comparisons are made before they are written.
const AT_ONCE: usize = 128;

impl Run<'_> {
    /// Writes the comparisons, where the workspace asks for them and HTML is built; adds the findings of templates that spoil
    /// them.
    pub(super) fn write_comparisons(
        &mut self,
        (site, loaded, templates): (&Site, &Loaded, &Templates),
        out: &Path,
        (findings, language): (&mut Vec<Diagnostic>, Language),
    ) {
        if !self.options.formats.iter().any(|of| of.name == "html") {
            return;
        }
        let neighbours = Ways::new(loaded);
        let pages: Vec<(&usize, &ComparisonPage)> = site.pages().comparisons().iter().collect();
        let within = Within::new(out, loaded.root.as_deref());
        // Not all of them need to be in memory at once.
        let made = pages.chunks(AT_ONCE).flat_map(|pages| -> Vec<_> {
            let view = loaded.apart();
            let write = |(document, page): &(&usize, &'_ ComparisonPage)| {
                last_year::page(&view, templates, (**document, page), &neighbours, language)
            };
            pages.par_iter().map(|page| (page.1, write(page))).collect()
        });
        for (page, made) in made {
            self.wrote.keep_site_page(out, &page.path);
            if loaded.sources.changed().is_some() {
                continue;
            }
            let text = match made {
                Ok(text) => text,
                Err(finding) => {
                    site::add_new(findings, *finding, &loaded.sources);
                    continue;
                }
            };
            let path = format!("{}.html", page.path);
            match within.write(&path, text.as_bytes()) {
                Ok(written) => {
                    self.count.add(written);
                    let page_written = Page { path, format: "html", bytes: Bytes::of(text.as_bytes()) };
                    self.wrote.add_site_page(out, &page.path, vec![page_written]);
                }
                Err(error) => self.report(&error, language),
            }
        }
    }
}
