//! PDF, for archives and for those who listen: the document as data, set by typst through templates.
//!
//! ```text
//! layout ── data (as JSON) ── prepared: levels in order, letters that there are, pictures that can be shown
//!                                └── templates, look, charts, fonts ── vp-pdf ── bytes, or findings in the templates
//! ```

mod glyphs;
mod look;
mod prepared;
mod problem;

use vp_pdf::{Fonts, Job};

use self::prepared::Prepared;
use super::{Context, Format, Output, json};
use crate::diagnostic::{Diagnostic, Severity};
use crate::print::layout::{Block, Layout, Text};
use crate::print::view::Origin;

/// The format.
pub static FORMAT: Format = Format { name: "pdf", short: "pdf", extension: "pdf", is_usual: false, write };

/// The template that a document begins with.
const MAIN: &str = "document.typ";

/// What is said of the program in a document.
const CREATOR: &str = concat!("vp ", env!("CARGO_PKG_VERSION"));

fn write(layout: &Layout, context: &Context) -> Result<Output, Box<Diagnostic>> {
    if let Some(finding) = context.templates.stop() {
        return Err(Box::new(finding.clone()));
    }
    let templates = &context.templates.pdf;
    if let Some(broken) = templates.broken() {
        return Err(Box::new(broken.clone()));
    }
    // A picture can be sound and still be against the standards; the document is then set with its words.
    match set(layout, context, true) {
        Err(Failure { own: false, had_pictures: true, .. }) => set(layout, context, false),
        done => done,
    }
    .map_err(|failure| failure.finding)
}

/// A document that was not set.
struct Failure {
    finding: Box<Diagnostic>,
    /// Whether a template of the workspace is at fault.
    own: bool,
    /// Whether pictures were shown.
    had_pictures: bool,
}

fn set(layout: &Layout, context: &Context, shows_pictures: bool) -> Result<Output, Failure> {
    let templates = &context.templates.pdf;
    let data = json::data(layout, context, FORMAT.extension);
    let fonts = templates.fonts();
    let prepared = prepared::prepared(data.document, (data.pictures, shows_pictures), &fonts, context);
    let Prepared { document, pictures, unshown, missing } = prepared;
    let mut findings = prepared::findings(&unshown, layout, context);
    findings.extend(glyphs::findings(&missing, layout, context));
    let mut files = templates.files(context.sources);
    let look = look::look(layout, context, &pictures, &mut files);
    charts(&layout.blocks, &fonts, &mut files);
    let had_pictures = !pictures.is_empty();
    files.extend(pictures.into_iter().map(|picture| (picture.name, picture.bytes)));
    files.push(("plan.json".to_owned(), document.to_string().into_bytes()));
    files.push(("look.json".to_owned(), look.to_string().into_bytes()));
    let ident = match &layout.origin {
        Origin::File(_) => context.page.to_owned(),
        Origin::Site(page) => page.clone(),
    };
    let (main, creator) = (MAIN.to_owned(), CREATOR.to_owned());
    let set = vp_pdf::set(Job { main, files, fonts, ident, creator, patience: templates.patience() });
    let set = set.map_err(|problems| {
        let own = problems.iter().any(|one| problem::of_own(one, context).is_some());
        Failure { finding: problem::failure(&problems, layout, context), own, had_pictures }
    })?;
    let warnings = set.warnings.iter().filter_map(|one| problem::of_own(one, context));
    findings.extend(warnings.map(|finding| finding.lower(Severity::Warning)));
    Ok(Output { bytes: set.bytes, beside: data.linked.files(), findings })
}

/// Adds the drawings of charts, each by its anchor.
fn charts(blocks: &[Block], fonts: &Fonts, files: &mut Vec<(String, Vec<u8>)>) {
    for block in blocks {
        match block {
            Block::Chart(chart) => {
                let drawing = chart.drawing.svg(&chart.anchor);
                files.push((format!("charts/{}.svg", chart.anchor), glyphs::drawing(drawing, fonts)));
            }
            Block::Prose(text) => charts_in(text, fonts, files),
            Block::Table(table) => table.texts().for_each(|text| charts_in(text, fonts, files)),
            _ => {}
        }
    }
}

fn charts_in(text: &Text, fonts: &Fonts, files: &mut Vec<(String, Vec<u8>)>) {
    text.parts.iter().for_each(|part| charts(&part.blocks, fonts, files));
}
