//! Running text, piece by piece: paragraphs, lists, tables, notes, and the words in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Writer;
use super::numbering::{DEEPEST, STEP};
use super::paragraph::{Look, Paragraph, Side, write_look, write_note_mark};
use super::style;
use super::table::{Grid, GridCell};
use super::{bookmark, xml};
use crate::print::layout::Text;
use crate::syntax::prose::{self, Align, DecidedHeading, Element, LinkTo, Note, Piece, PrintedPicture};

/// How far in a quotation stands, in twentieths of a point.
const QUOTE_STEP: u32 = 425;

/// The place in a text.
struct Place<'t> {
    text: &'t Text<'t>,
    lists: Vec<List>,
    quotes: u32,
    /// Whether a paragraph is open, or a cell whose words are being written.
    is_open: bool,
    /// What is around the words.
    strong: usize,
    stressed: usize,
    struck: usize,
    code_block: bool,
    /// The link around the words, as its tag.
    link: Option<String>,
    /// The notes that stand at the foot of the page, by their number in the text.
    notes: BTreeMap<usize, u32>,
    /// How the open note is marked; its first paragraph takes it.
    note_mark: Option<String>,
    table: Option<OpenTable>,
}

/// A list that is open.
struct List {
    /// The number of its first item, where they are counted.
    first: Option<u64>,
    /// Its number among the lists, once an item needs it.
    number: Option<u32>,
    /// Whether an item begins, whose first paragraph has its mark.
    begins_item: bool,
    /// Whether that item has a box instead of a mark.
    is_task: bool,
}

/// A table whose rows are being read.
struct OpenTable {
    grid: Grid,
    /// What was written before the open cell.
    before: String,
    /// The words of the open cell.
    words: String,
    side: Side,
    is_head: bool,
}

impl Writer<'_> {
    /// Writes a text.
    pub(super) fn text(&mut self, text: &Text) {
        let mut place = Place {
            text,
            lists: Vec::new(),
            quotes: 0,
            is_open: false,
            strong: 0,
            stressed: 0,
            struck: 0,
            code_block: false,
            link: None,
            notes: BTreeMap::new(),
            note_mark: None,
            table: None,
        };
        prose::pieces(text.parsed(), text.decided(), |piece| self.piece(piece, &mut place));
        self.end_paragraph(&mut place);
    }

    fn piece(&mut self, piece: Piece, place: &mut Place) {
        match piece {
            Piece::Open(element) => self.open(element, place),
            Piece::Close(element) => self.close(element, place),
            Piece::Text(words) | Piece::Figure { words, .. } => self.say(words, false, place),
            Piece::Code(words) => self.say(words, true, place),
            Piece::SoftBreak => self.say(" ", false, place),
            Piece::HardBreak => {
                self.need_paragraph(place);
                self.out.push_str("<w:r><w:br/></w:r>");
            }
            Piece::Rule => {
                self.end_paragraph(place);
                let rule = Paragraph { is_rule: true, ..self.usual(place) };
                self.begin(rule);
                self.out.push_str("</w:p>");
            }
            Piece::Task(done) => self.task(done, place),
            Piece::NoteMark { number, note, .. } => self.note_mark(number, note, place),
            Piece::Picture(picture) => self.picture_of(&picture, place),
            Piece::Insert(insert) => {
                if let Some(part) = place.text.part(insert) {
                    self.end_paragraph(place);
                    self.blocks(&part.blocks);
                }
            }
        }
    }

    fn open(&mut self, element: Element, place: &mut Place) {
        match element {
            Element::Paragraph => {
                self.end_paragraph(place);
                self.need_paragraph(place);
            }
            Element::Source => {
                self.end_paragraph(place);
                let paragraph = self.usual(place);
                let style = if self.base == style::BODY { style::SOURCE } else { self.base };
                self.open_paragraph(Paragraph { style, ..paragraph }, place);
            }
            Element::Heading(heading) => self.open_heading(heading, place),
            Element::Quote => {
                self.end_paragraph(place);
                place.quotes += 1;
            }
            Element::CodeBlock { .. } => {
                self.end_paragraph(place);
                let paragraph = self.usual(place);
                self.open_paragraph(Paragraph { style: style::CODE, ..paragraph }, place);
                place.code_block = true;
            }
            Element::List { first } => {
                self.end_paragraph(place);
                self.end_empty_item(place);
                place.lists.push(List { first, number: None, begins_item: false, is_task: false });
            }
            Element::Item { is_task } => {
                self.end_paragraph(place);
                if let Some(list) = place.lists.last_mut() {
                    (list.begins_item, list.is_task) = (true, is_task);
                }
            }
            Element::Note { number, note, .. } => self.open_note(number, note, place),
            Element::Table(table) => {
                self.end_paragraph(place);
                self.end_empty_item(place);
                let grid = Grid::named(&table.name, place.quotes * QUOTE_STEP + place.lists.len() as u32 * STEP);
                let (before, words) = Default::default();
                place.table = Some(OpenTable { grid, before, words, side: Side::Start, is_head: false });
            }
            Element::Head | Element::Row => {
                if let Some(table) = &mut place.table {
                    table.grid.begin_row(matches!(element, Element::Head));
                }
            }
            Element::Cell { is_head, align } => {
                let Some(table) = &mut place.table else { return };
                table.before = std::mem::take(&mut self.out);
                table.words.clear();
                table.is_head = is_head;
                table.side = match align {
                    Align::Start => Side::Start,
                    Align::Center => Side::Center,
                    Align::Right => Side::Right,
                };
                place.is_open = true;
            }
            Element::Emphasis => place.stressed += 1,
            Element::Strong => place.strong += 1,
            Element::Strikethrough => place.struck += 1,
            Element::Link { event, target, is_email, title } => {
                self.need_paragraph(place);
                let link = self.link(event, target, is_email, title, place.text);
                if let Some(tag) = &link {
                    self.out.push_str(tag);
                }
                place.link = link;
            }
        }
    }

    fn close(&mut self, element: Element, place: &mut Place) {
        match element {
            Element::Paragraph | Element::Source | Element::Heading(_) => self.end_paragraph(place),
            Element::CodeBlock { .. } => {
                // The last line's end is none in print.
                let length = self.out.strip_suffix("<w:br/></w:r>").map(str::len);
                if let Some(length) = length {
                    self.out.truncate(length);
                    self.out.push_str("</w:r>");
                }
                place.code_block = false;
                self.end_paragraph(place);
            }
            Element::Quote => {
                self.end_paragraph(place);
                place.quotes -= 1;
            }
            Element::List { .. } => {
                self.end_paragraph(place);
                place.lists.pop();
            }
            Element::Item { .. } => {
                self.end_paragraph(place);
                self.end_empty_item(place);
            }
            Element::Note { number, .. } => self.close_note(number, place),
            Element::Table(_) => {
                if let Some(table) = place.table.take() {
                    self.grid(table.grid);
                }
            }
            Element::Head | Element::Row => {}
            Element::Cell { .. } => {
                let Some(table) = &mut place.table else { return };
                let content = std::mem::replace(&mut self.out, std::mem::take(&mut table.before));
                let words = std::mem::take(&mut table.words);
                table.grid.add(GridCell { content, words, side: table.side });
                place.is_open = false;
            }
            Element::Emphasis => place.stressed -= 1,
            Element::Strong => place.strong -= 1,
            Element::Strikethrough => place.struck -= 1,
            Element::Link { .. } => {
                if place.link.take().is_some() {
                    self.out.push_str("</w:hyperlink>");
                }
            }
        }
    }

    /// Writes words where they stand.
    fn say(&mut self, words: &str, is_code: bool, place: &mut Place) {
        if words.is_empty() {
            return;
        }
        self.need_paragraph(place);
        let is_head = match &mut place.table {
            Some(table) => {
                table.words.push_str(words);
                table.is_head
            }
            None => false,
        };
        let look = Look {
            style: place.link.is_some().then_some(style::LINK),
            is_strong: place.strong > 0 || is_head,
            is_stressed: place.stressed > 0,
            is_struck: place.struck > 0,
            is_code,
            is_small: false,
        };
        // The end of a line is one only in lines of code.
        let words = if place.code_block { Cow::Borrowed(words) } else { Cow::Owned(words.replace(['\n', '\t'], " ")) };
        self.words(&words, look);
    }

    /// How the next paragraph stands, whatever is in it.
    fn usual(&mut self, place: &mut Place) -> Paragraph {
        let quotes = place.quotes * QUOTE_STEP;
        let depth = place.lists.len();
        let mut paragraph = Paragraph { indent: quotes + depth as u32 * STEP, ..Paragraph::of(self.base) };
        if place.quotes > 0 && self.base == style::BODY {
            paragraph.style = style::QUOTE;
        }
        let level = depth.saturating_sub(1).min(DEEPEST);
        let Some(list) = place.lists.last_mut() else { return paragraph };
        if std::mem::take(&mut list.begins_item) && !list.is_task {
            let numbering = &mut self.numbering;
            let number = *list.number.get_or_insert_with(|| numbering.list(level, list.first));
            paragraph.item = Some((number, level));
            // The list says how far in its items stand.
            paragraph.indent = if quotes > 0 { paragraph.indent } else { 0 };
            if self.base == style::BODY {
                paragraph.style = if list.first.is_some() { style::NUMBER } else { style::BULLET };
            }
        }
        paragraph
    }

    fn need_paragraph(&mut self, place: &mut Place) {
        if !place.is_open {
            let paragraph = self.usual(place);
            self.open_paragraph(paragraph, place);
        }
    }

    fn open_paragraph(&mut self, paragraph: Paragraph, place: &mut Place) {
        self.begin(paragraph);
        place.is_open = true;
        if let Some(mark) = place.note_mark.take() {
            self.out.push_str(&mark);
        }
        if let Some(link) = &place.link {
            self.out.push_str(link);
        }
    }

    fn end_paragraph(&mut self, place: &mut Place) {
        if std::mem::take(&mut place.is_open) {
            self.out.push_str(if place.link.is_some() { "</w:hyperlink>" } else { "" });
            self.out.push_str("</w:p>");
        }
    }

    /// An item without words has its mark all the same.
    fn end_empty_item(&mut self, place: &mut Place) {
        if place.lists.last().is_some_and(|list| list.begins_item && !list.is_task) {
            self.need_paragraph(place);
            self.end_paragraph(place);
        }
    }

    fn open_heading(&mut self, heading: Option<&DecidedHeading>, place: &mut Place) {
        self.end_paragraph(place);
        let level = heading.map_or(5, |heading| heading.level.saturating_sub(1));
        let paragraph = self.usual(place);
        let indent = if place.lists.is_empty() { 0 } else { paragraph.indent };
        self.open_paragraph(Paragraph { style: super::heading_style(level), indent, ..paragraph }, place);
        if let Some(heading) = heading {
            let ids = std::iter::once(heading.anchor.as_str()).chain(heading.old_anchor.as_deref());
            let end = self.bookmarks.begin(ids, &mut self.out);
            self.out.push_str(&end);
        }
    }

    /// A box, as a control that a reader of screens knows.
    fn task(&mut self, done: bool, place: &mut Place) {
        self.need_paragraph(place);
        let (checked, sign) = if done { ("1", "☑") } else { ("0", "☐") };
        self.out.push_str("<w:sdt><w:sdtPr><w:alias w:val=\"");
        xml::write_value(&mut self.out, self.context.templates.ticks()[usize::from(done)]);
        self.out.extend([
            "\"/><w14:checkbox><w14:checked w14:val=\"", checked,
            "\"/><w14:checkedState w14:val=\"2611\" w14:font=\"Segoe UI Symbol\"/>\
             <w14:uncheckedState w14:val=\"2610\" w14:font=\"Segoe UI Symbol\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>\
             <w:rFonts w:ascii=\"Segoe UI Symbol\" w:hAnsi=\"Segoe UI Symbol\" w:eastAsia=\"Segoe UI Symbol\" w:cs=\"Segoe UI Symbol\"/></w:rPr>\
             <w:t>", sign, "</w:t></w:r></w:sdtContent></w:sdt>",
        ]);
        self.words(" ", Look::default());
    }

    /// The tag of a link; none where its words lead nowhere in a document of Word.
    fn link(&mut self, event: usize, target: &str, is_email: bool, title: &str, text: &Text) -> Option<String> {
        let found = text.decided().links.iter().find(|known| known.event == event);
        let to = found.and_then(|link| Some((link, link.to.as_ref()?)));
        let (address, within) = match to {
            Some((_, LinkTo::Place(id))) => (None, Some(self.bookmarks.known(id)?)),
            Some((link, LinkTo::Page(page))) => {
                let place = link.rest.split_once('#').map(|(_, id)| bookmark::name(&prose::decoded_address(id)));
                (Some(format!("{page}.{}", super::FORMAT.extension)), place)
            }
            Some((link, LinkTo::File(_))) => (self.linked.address(link, super::FORMAT.extension, |_| None), None),
            None if is_email => (Some(format!("mailto:{target}")), None),
            None => match target.strip_prefix('#') {
                Some(id) => (None, Some(self.bookmarks.known(&prose::decoded_address(id))?)),
                None => (Some(target.to_owned()), None),
            },
        };
        let mut tag = String::from("<w:hyperlink");
        if let Some(address) = address {
            let id = self.relations().address(&address);
            tag.extend([" r:id=\"", &id, "\""]);
        }
        if let Some(within) = within {
            tag.extend([" w:anchor=\"", &within, "\""]);
        }
        if !title.is_empty() {
            tag.push_str(" w:tooltip=\"");
            // Word shows no more.
            xml::write_value(&mut tag, &title.chars().take(250).collect::<String>());
            tag.push('"');
        }
        tag.push_str(" w:history=\"1\">");
        Some(tag)
    }

    fn picture_of(&mut self, picture: &PrintedPicture, place: &mut Place) {
        match picture.is_block {
            true => self.end_paragraph(place),
            false => self.need_paragraph(place),
        }
        let has_file =
            place.text.decided().pictures.iter().any(|known| known.event == picture.event && known.file.is_some());
        if !has_file && picture.words.is_empty() {
            return;
        }
        self.need_paragraph(place);
        if !self.picture(picture, place.text) && !picture.words.is_empty() {
            place.stressed += 1;
            self.say(&picture.words, false, place);
            place.stressed -= 1;
        }
        if picture.is_block {
            self.end_paragraph(place);
        }
    }

    /// The mark of a note in the text. Notes stand at the foot of the page, but one that is referred to only within a note
    /// stands after the text: Word knows no notes in notes.
    fn note_mark(&mut self, number: usize, note: &Note, place: &mut Place) {
        self.need_paragraph(place);
        if let Some(foot) = place.notes.get(&number) {
            let says = foot.to_string();
            let told = format!("NOTEREF {} \\f \\h", bookmark::name(&note.mark_id));
            self.field(&told, &says, Look::of(style::NOTE_MARK));
            return;
        }
        if self.is_note {
            return self.words(&bracketed(number), Look::of(style::NOTE_MARK));
        }
        self.last_note += 1;
        place.notes.insert(number, self.last_note);
        let end = self.bookmarks.begin([note.mark_id.as_str()], &mut self.out);
        write_note_mark(self.last_note, &self.styles, &mut self.out);
        self.out.push_str(&end);
    }

    fn open_note(&mut self, number: usize, note: &Note, place: &mut Place) {
        self.end_paragraph(place);
        let mut mark = String::new();
        let end = self.bookmarks.begin([note.id.as_str()], &mut mark);
        mark.push_str(&end);
        match place.notes.get(&number) {
            Some(foot) => {
                std::mem::swap(&mut self.out, &mut self.notes);
                self.is_note = true;
                self.out.extend(["<w:footnote w:id=\"", &foot.to_string(), "\">"]);
                mark.push_str("<w:r>");
                write_look(Look::of(style::NOTE_MARK), &self.styles, &mut mark);
                mark.push_str("<w:footnoteRef/></w:r>");
            }
            None => {
                let look = Look::of(style::NOTE_MARK);
                super::paragraph::write_words(&bracketed(number), look, &self.styles, &mut mark);
            }
        }
        super::paragraph::write_words(" ", Look::default(), &self.styles, &mut mark);
        place.note_mark = Some(mark);
        self.bases.push(std::mem::replace(&mut self.base, style::NOTE));
    }

    fn close_note(&mut self, number: usize, place: &mut Place) {
        // A note has its mark whatever is left of it, and a table does not end it.
        if place.note_mark.is_some() || self.out.ends_with("</w:tbl>") {
            self.need_paragraph(place);
        }
        self.end_paragraph(place);
        if let Some(base) = self.bases.pop() {
            self.base = base;
        }
        if place.notes.contains_key(&number) {
            self.out.push_str("</w:footnote>");
            std::mem::swap(&mut self.out, &mut self.notes);
            self.is_note = false;
        }
    }
}

/// The number of a note that does not stand at the foot of the page, where those are counted through the document.
fn bracketed(number: usize) -> String {
    format!("[{number}]")
}
