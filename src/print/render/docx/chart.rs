//! Charts in a document: drawn by Word itself, from figures that lie in the document as a workbook, so that a chart is sharp in
//! every size, has the template's typeface and can be edited. Its figures in words are its alternative text.

mod book;
mod part;

use super::Writer;
use super::paragraph::Paragraph;
use super::picture::{PER_TWENTIETH, TALLEST, begin_drawing};
use super::style;
use super::xml;
use crate::print::chart::Drawing;
use crate::print::chart::plotted::{Form, Plotted};

pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";

/// The units that Word measures in, to a millimetre.
const PER_MILLIMETRE: usize = 36_000;

/// How high a chart is that stands, without the names of its series.
const STANDING: usize = 72 * PER_MILLIMETRE;
/// How high a bar is, what is between the bars of two categories, and what is below the last.
const BAR: usize = 6 * PER_MILLIMETRE;
const BETWEEN: usize = 4 * PER_MILLIMETRE;
const BELOW: usize = 14 * PER_MILLIMETRE;
/// How high a line of names of series is, and about how many letters it has room for.
const LEGEND: usize = 6 * PER_MILLIMETRE;
const LETTERS: usize = 80;

/// A part: its name below `word/`, its type where it has one, and what it is.
type Part = (String, Option<&'static str>, Vec<u8>);

/// The charts of a document.
#[derive(Default)]
pub(super) struct Charts {
    parts: Vec<Part>,
    count: usize,
}

impl Charts {
    /// The parts.
    pub(super) fn parts(self) -> Vec<Part> {
        self.parts
    }

    /// Adds a chart; its part below `word/`. Without a workbook its figures are shown, but not edited.
    fn add(&mut self, plotted: &Plotted, language: &str) -> String {
        self.count += 1;
        let number = self.count;
        let (name, book_name) = (format!("charts/vp{number}.xml"), format!("embeddings/vp{number}.xlsx"));
        let book = book::write(plotted).ok();
        let written = part::write(plotted, language, book.is_some());
        self.parts.push((name.clone(), Some(part::MEDIA_TYPE), written.into_bytes()));
        if let Some(bytes) = book {
            let relations = part::relations(&format!("../{book_name}"));
            self.parts.push((format!("charts/_rels/vp{number}.xml.rels"), None, relations.into_bytes()));
            self.parts.push((book_name, Some(book::MEDIA_TYPE), bytes));
        }
        name
    }
}

impl Writer<'_> {
    /// Writes a chart as a paragraph of its own; nothing where there is nothing to draw.
    pub(super) fn chart(&mut self, drawing: &Drawing) {
        let Some(plotted) = drawing.plotted() else { return };
        let part = self.charts.add(&plotted, &self.language);
        let relation = self.relations().part("chart", &part);
        let (width, height) = (self.width.saturating_mul(PER_TWENTIETH).to_string(), height(&plotted).to_string());
        let number = self.pictures.next_number();
        self.begin(Paragraph::of(style::BODY));
        let out = &mut self.out;
        begin_drawing([&width, &height], out);
        out.extend([" id=\"", &number, "\" name=\"Diagram ", &number, "\" descr=\""]);
        xml::write_value(out, &drawing.description());
        out.push_str("\" title=\"");
        xml::write_value(out, &drawing.title);
        out.extend([
            "\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\"",
            NAMESPACE,
            "\"><c:chart r:id=\"",
            &relation,
            "\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
        ]);
    }
}

/// How high a chart is, in the units of Word's pictures.
fn height(plotted: &Plotted) -> usize {
    let bars = match plotted.form {
        Form::StackedBars => 1,
        _ => plotted.series.len().max(1),
    };
    let drawn = match plotted.form.lies() {
        true => plotted.categories.len().saturating_mul(bars * BAR + BETWEEN) + BELOW,
        false => STANDING,
    };
    let letters: usize = plotted.series.iter().map(|series| series.name.chars().count() + 8).sum();
    let lines = if plotted.series.len() > 1 { letters.div_ceil(LETTERS) } else { 0 };
    drawn.saturating_add(lines * LEGEND).min(TALLEST as usize)
}
