//! Word: a document with real headings, lists, tables and notes, in the municipality's own template where there is one.
//!
//! The document is written as one text of XML, in the order of print; [`package`] puts it together with what the template gives.

mod bookmark;
mod chart;
mod front;
mod numbering;
mod package;
mod paragraph;
mod picture;
mod prose;
mod relation;
mod style;
mod table;
mod tree;
mod width;
mod xml;

use std::borrow::Cow;

use self::bookmark::{Bookmarks, of_anchor};
use self::chart::Charts;
use self::numbering::Numbering;
use self::package::Written;
use self::paragraph::{Look, Paragraph, write_field, write_words};
use self::picture::Pictures;
use self::relation::Relations;
use self::style::Styles;
use super::beside::Beside;
use super::{Context, Format, Output, language, page_values};
use crate::diagnostic::Diagnostic;
use crate::print::layout::{Block, Heading, Layout, Place, See};
use crate::print::templates::word::WordTemplate;
use crate::print::view::{HeadingKind, LabelledText, Mark};

/// The format.
pub static FORMAT: Format = Format { name: "docx", short: "word", extension: "docx", is_usual: false, write };

/// The room above what follows a table, in twentieths of a point.
const AFTER_TABLE: u32 = 220;

fn write(layout: &Layout, context: &Context) -> Result<Output, Box<Diagnostic>> {
    if let Some(finding) = context.templates.stop() {
        return Err(Box::new(finding.clone()));
    }
    let none = WordTemplate::default();
    let template = match &context.templates.word {
        Some(Ok(template)) => template,
        Some(Err(finding)) => return Err(finding.clone()),
        None => &none,
    };
    let language = language::tag(context.templates);
    let styles = Styles::of(&template.styles, &language, template.section.width);
    let numbering = Numbering::of(template, &styles);
    let mut writer = Writer {
        context,
        styles,
        numbering,
        bookmarks: Bookmarks::of(layout),
        linked: Beside::linked(layout, context.stem()),
        pictures: Pictures::default(),
        charts: Charts::default(),
        out: String::with_capacity(if layout.blocks.len() > 16 { 256 * 1024 } else { 4 * 1024 }),
        notes: String::new(),
        own_relations: [Relations::beside(&template.relations), Relations::beside(&[])],
        is_note: false,
        last_note: 0,
        width: template.section.width,
        language: language.clone(),
        has_own_look: template.styles.is_empty(),
        base: style::BODY,
        bases: Vec::new(),
        room: Room::default(),
        keeps_next: false,
        is_small: false,
        findings: Vec::new(),
        failure: None,
    };
    writer.document(layout);
    let Writer { out, notes, own_relations, numbering, pictures, charts, findings, failure, styles, linked, .. } =
        writer;
    if let Some(failure) = failure {
        return Err(failure);
    }
    let [relations, note_relations] = own_relations;
    let (numbering, pictures) = (numbering.part(), pictures.parts);
    let charts = charts.parts();
    let written = Written { body: out, relations, notes, note_relations, numbering, pictures, charts, language };
    let bytes = package::document(layout, template, &styles, written);
    Ok(Output { bytes, beside: linked.files(), findings })
}

struct Writer<'w> {
    context: &'w Context<'w>,
    styles: Styles,
    numbering: Numbering,
    bookmarks: Bookmarks<'w>,
    linked: Beside<'w>,
    pictures: Pictures,
    charts: Charts,
    /// The part that is being written: the text, or within a note the notes, which then lie in the place of the other.
    out: String,
    notes: String,
    /// The relations of the text and of the notes.
    own_relations: [Relations; 2],
    is_note: bool,
    /// The number of the last note.
    last_note: u32,
    /// How wide a line is at the present place, in twentieths of a point.
    width: u32,
    /// The language, such as `sv-SE`.
    language: String,
    /// Whether no template says how letters look.
    has_own_look: bool,
    /// The style of running text at the present place, and at those around it.
    base: &'static str,
    bases: Vec<&'static str>,
    room: Room,
    /// Whether every paragraph stands on the page of the next.
    keeps_next: bool,
    /// Whether letters are small: in a table of many columns.
    is_small: bool,
    findings: Vec<Diagnostic>,
    /// Why the document is not written.
    failure: Option<Box<Diagnostic>>,
}

/// What the next paragraph has above it.
#[derive(Clone, Copy, Debug, Default)]
struct Room {
    /// The end of a page.
    is_page: bool,
    /// A table.
    is_after_table: bool,
}

impl Writer<'_> {
    fn document(&mut self, layout: &Layout) {
        let is_short = page_values::is_short(layout);
        self.cover(layout, is_short);
        self.room.is_page = !is_short;
        self.contents(layout);
        // What the contents list stands between these.
        let end = self.bookmarks.begin([front::BODY], &mut self.out);
        let is_appendix = |block: &Block| matches!(block, Block::Heading(one) if one.kind == HeadingKind::Appendix);
        let listed = layout.blocks.iter().position(is_appendix).unwrap_or(layout.blocks.len());
        let (listed, appendices) = layout.blocks.split_at(listed);
        self.blocks(listed);
        self.out.push_str(&end);
        self.blocks(appendices);
        // A document ends with a paragraph, as a cell does.
        if self.room.is_after_table {
            self.paragraph(Paragraph { above: Some(0), ..Paragraph::of(style::TABLE_TEXT) }, "", Look::default());
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for (number, block) in blocks.iter().enumerate() {
            self.block(block, blocks.get(number + 1));
        }
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) {
        match block {
            Block::Prose(text) => self.text(text),
            Block::Heading(heading) => self.heading(heading, next),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => {
                self.paragraph(Paragraph::of(style::CAPTION), &chart.drawing.title, Look::default());
                self.chart(&chart.drawing);
                self.table(&chart.table);
            }
            Block::Tree(tree) => self.tree(&tree.items, 0),
            Block::Line(line) => {
                self.begin(Paragraph::of(style::LINE));
                self.line_words(line);
                self.out.push_str("</w:p>");
            }
            Block::Assessment(mark) => {
                self.paragraph(Paragraph::of(style::ASSESSMENT), &mark_words(mark), Look::default());
            }
            Block::See(see) => self.see(see),
        }
    }

    fn heading(&mut self, heading: &Heading, next: Option<&Block>) {
        // A goal that is its title alone heads nothing of what follows.
        let lets_go = matches!(next, Some(Block::Heading(next)) if next.level <= heading.level);
        let begins_page = heading.kind == HeadingKind::Appendix;
        let style = heading_style(heading.level.saturating_sub(1));
        self.begin(Paragraph { begins_page, lets_go, ..Paragraph::of(style) });
        let end = self.bookmarks.begin(of_anchor(&heading.anchor), &mut self.out);
        let label = Look::of(style::LABEL);
        self.heading_words(heading.label.as_deref(), heading.number.as_deref(), &heading.title, label);
        self.out.push_str(&end);
        self.out.push_str("</w:p>");
    }

    /// Writes the words of a heading, as the page has them.
    fn heading_words(&mut self, label: Option<&str>, number: Option<&str>, title: &str, of_label: Look) {
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            self.words(&format!("{label}: "), of_label);
        }
        let number = number.filter(|number| !number.is_empty());
        let words = number.map_or(Cow::Borrowed(title), |number| Cow::Owned(format!("{number} {title}")));
        self.words(&words, Look::default());
    }

    fn line_words(&mut self, line: &LabelledText) {
        if !line.label.is_empty() {
            self.words(&format!("{}: ", line.label), Look::default());
        }
        self.words(&line.text, Look::default());
    }

    fn see(&mut self, see: &See) {
        self.begin(Paragraph::of(style::LINE));
        let labels = &self.context.templates.labels;
        self.words(&format!("{} ", labels.see), Look::default());
        let place = see.anchor.clone().map(Place::Here);
        self.leading_words(&see.words, place.as_ref(), Look::default());
        self.out.push_str("</w:p>");
    }

    /// Writes words that lead to a place, where there is that place.
    fn leading_words(&mut self, words: &str, place: Option<&Place>, look: Look) {
        let (page, within) = match place {
            None => return self.words(words, look),
            Some(Place::Here(id)) => match self.bookmarks.known(id) {
                None => return self.words(words, look),
                known => (None, known),
            },
            Some(Place::Elsewhere { page, heading }) => {
                (Some(page), heading.as_ref().map(|heading| bookmark::name(&heading.id)))
            }
        };
        self.out.push_str("<w:hyperlink");
        if let Some(page) = page {
            let id = self.relations().address(&format!("{page}.{}", FORMAT.extension));
            self.out.extend([" r:id=\"", &id, "\""]);
        }
        if let Some(within) = within {
            self.out.extend([" w:anchor=\"", &within, "\""]);
        }
        self.out.push_str(" w:history=\"1\">");
        self.words(words, Look { style: Some(style::LINK), ..look });
        self.out.push_str("</w:hyperlink>");
    }

    fn mark(&mut self, mark: &Mark) {
        self.words(&mark_words(mark), Look::of(style::MARK));
    }

    /// Writes the begin of a paragraph.
    fn begin(&mut self, mut paragraph: Paragraph) {
        paragraph.keeps_next |= self.keeps_next;
        if !self.is_note {
            let room = std::mem::take(&mut self.room);
            paragraph.begins_page |= room.is_page;
            // A heading has room enough above it.
            if room.is_after_table && !style::HEADINGS.contains(&paragraph.style) {
                paragraph.above = paragraph.above.or(Some(AFTER_TABLE));
            }
        }
        paragraph.begin(&self.styles, &mut self.out);
    }

    /// Writes a paragraph of words that look alike.
    fn paragraph(&mut self, paragraph: Paragraph, words: &str, look: Look) {
        self.begin(paragraph);
        self.words(words, look);
        self.out.push_str("</w:p>");
    }

    fn words(&mut self, words: &str, look: Look) {
        let look = Look { is_small: look.is_small || self.is_small, ..look };
        write_words(words, look, &self.styles, &mut self.out);
    }

    fn field(&mut self, told: &str, says: &str, look: Look) {
        write_field(told, says, look, &self.styles, &mut self.out);
    }

    /// The relations of the part that is being written.
    fn relations(&mut self) -> &mut Relations {
        &mut self.own_relations[usize::from(self.is_note)]
    }
}

/// The style of headings of a level, 1 being the first below the title.
fn heading_style(level: u8) -> &'static str {
    style::HEADINGS[usize::from(level.clamp(1, 9)) - 1]
}

/// A mark with its sign.
fn mark_words(mark: &Mark) -> String {
    match mark.kind.character() {
        "" => mark.words.to_string(),
        character => format!("{character} {}", mark.words),
    }
}
