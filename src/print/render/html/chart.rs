//! A chart in a page: the drawing, what it is of, and its figures as a table to unfold.

use super::Writer;
use crate::diagnostic::Diagnostic;
use crate::print::layout::Chart;
use crate::print::templates::html::write as words;

impl Writer<'_> {
    /// The drawing, which scrolls where letters are large, its title, and the table.
    pub(super) fn chart(&self, chart: &Chart, out: &mut String) -> Result<(), Box<Diagnostic>> {
        out.push_str("<figure class=\"chart\">\n<figcaption>");
        words(out, &chart.drawing.title);
        out.push_str("</figcaption>\n<div class=\"drawing\">\n");
        out.push_str(&chart.drawing.svg(&chart.anchor));
        out.push_str("</div>\n<details>\n<summary>");
        words(out, &self.context.templates.labels.figures);
        out.push_str("</summary>\n");
        self.table(&chart.table, out)?;
        out.push_str("</details>\n</figure>\n");
        Ok(())
    }
}
