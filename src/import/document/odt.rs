//! Documents of LibreOffice and others that write OpenDocument: headings by their levels and styles, lists, tables, notes,
//! pictures, and what was changed with the changes taken.

mod style;

use quick_xml::events::BytesStart;

use self::style::Styles;
use crate::import::archive::{Archive, More, Seen, attribute, events_without};
use crate::import::document::block::{Picture, Read, escaped};
use crate::import::document::bold;
use crate::import::document::builder::{Builder, Inline, Look, Sort};
use crate::import::document::known::Known;
use crate::import::problem::Unread;

/// Elements of which nothing is read: what was taken away, comments, what a program keeps for itself, and the signs of notes.
const SKIPPED: [&str; 8] = [
    "tracked-changes",
    "annotation",
    "forms",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "note-citation",
    "event-listeners",
];

/// Most blanks that one element stands for.
const MOST_BLANKS: usize = 64;

/// Most empty cells that one element stands for: beyond them a row is a spreadsheet's.
const MOST_CELLS: usize = 64;

/// Reads a document.
///
/// Errors: why it cannot be read.
pub(crate) fn read(bytes: &[u8], known: &Known) -> Result<Read, Unread> {
    let mut archive = Archive::open(bytes)?;
    let styles = Styles::read(&mut archive)?;
    let Some(part) = archive.part("content.xml")? else { return Err(Unread::NotThis) };
    let mut body = Body::new(known, &styles);
    events_without(part, &SKIPPED, |seen| body.take(seen))?;
    if !body.is_text {
        return Err(Unread::NotThis);
    }
    let (blocks, wanted) = (body.builder.finish(), body.wanted);
    let mut pictures = Vec::new();
    for (path, target) in wanted {
        if let Some(mut part) = archive.part(&target)? {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).map_err(|_| Unread::TooLarge)?;
            pictures.push(Picture { path, bytes });
        }
    }
    Ok(Read { blocks, pictures, counts_paragraphs: true })
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    inline: Inline,
    style: String,
    /// Its level, where it is a heading.
    level: Option<u8>,
    /// The notes in it: their signs and their texts.
    notes: Vec<(String, String)>,
    /// Whether its last letter was a blank: several are one.
    ends_in_blank: bool,
}

struct Body<'d, 's> {
    known: &'d Known<'s>,
    styles: &'d Styles,
    builder: Builder,
    /// The paragraphs that are open: a text box and a note stand within another.
    open: Vec<Paragraph>,
    /// How the spans look that are open: bold, slanted, hidden.
    spans: Vec<(bool, bool, bool)>,
    /// The lists that are open, each with its style.
    lists: Vec<Option<String>>,
    /// Whether the paragraph that comes begins an item.
    begins_item: bool,
    /// How many tables of contents are open.
    contents: usize,
    link: Option<String>,
    /// What a picture shows, and where it is.
    picture: Option<(String, Option<String>)>,
    /// Whether the words that come describe a picture.
    in_description: bool,
    /// The notes that are open, each with its sign.
    notes: Vec<String>,
    /// How many notes there have been.
    count_of_notes: usize,
    /// How many covered cells belong to the cell before them.
    covered: usize,
    wanted: Vec<(String, String)>,
    in_body: bool,
    /// Whether it is a text, and no spreadsheet or presentation.
    is_text: bool,
}

fn number(start: &BytesStart, name: &str) -> Option<usize> {
    attribute(start, name)?.trim().parse().ok()
}

impl<'d, 's> Body<'d, 's> {
    fn new(known: &'d Known<'s>, styles: &'d Styles) -> Body<'d, 's> {
        Body {
            known,
            styles,
            builder: Builder::default(),
            open: Vec::new(),
            spans: Vec::new(),
            lists: Vec::new(),
            begins_item: false,
            contents: 0,
            link: None,
            picture: None,
            in_description: false,
            notes: Vec::new(),
            count_of_notes: 0,
            covered: 0,
            wanted: Vec::new(),
            in_body: false,
            is_text: false,
        }
    }

    fn take(&mut self, seen: Seen) -> Result<More, Unread> {
        match seen {
            Seen::Open(start) => {
                let name = start.local_name();
                self.open(name.as_ref(), start)?;
            }
            Seen::Close(name) => self.close(name),
            Seen::Words(words) => {
                if self.in_description {
                    if let Some((described, _)) = &mut self.picture {
                        described.push_str(words);
                    }
                } else if self.in_body {
                    self.words(words);
                }
            }
        }
        Ok(More::Yes)
    }

    /// Takes words; blanks and line ends of the file are one blank.
    fn words(&mut self, words: &str) {
        let mut plain = String::with_capacity(words.len());
        let Some(paragraph) = self.open.last_mut() else { return };
        for letter in words.chars() {
            let is_blank = matches!(letter, ' ' | '\t' | '\n' | '\r');
            if !(is_blank && (paragraph.ends_in_blank || paragraph.inline.is_empty() && plain.is_empty())) {
                plain.push(if is_blank { ' ' } else { letter });
            }
            paragraph.ends_in_blank = is_blank;
        }
        self.exact(&plain);
    }

    /// Takes words as they are.
    fn exact(&mut self, words: &str) {
        let (mut bold, mut italic, mut hidden) = (false, false, false);
        for (own_bold, own_italic, own_hidden) in &self.spans {
            bold |= own_bold;
            italic |= own_italic;
            hidden |= own_hidden;
        }
        let Some(paragraph) = self.open.last_mut() else { return };
        let whole = self.styles.look(&paragraph.style);
        let look = Look { bold: bold || whole.0, italic: italic || whole.1, link: self.link.as_deref() };
        if !hidden {
            paragraph.inline.words(words, look);
        }
    }

    fn open(&mut self, name: &str, start: &BytesStart) -> Result<(), Unread> {
        match name {
            "body" => self.in_body = true,
            "text" if self.in_body => self.is_text = true,
            "p" | "h" if self.in_body => {
                let style = attribute(start, "style-name").unwrap_or_default();
                let level = (name == "h")
                    .then(|| number(start, "outline-level").unwrap_or(1).clamp(1, 9))
                    .and_then(|level| u8::try_from(level).ok());
                self.open.push(Paragraph { style, level, ..Paragraph::default() });
            }
            "span" => {
                let style = attribute(start, "style-name").unwrap_or_default();
                let look = self.styles.look(&style);
                self.spans.push((look.0, look.1, self.styles.is_hidden(&style)));
            }
            "s" => self.exact(&" ".repeat(number(start, "c").unwrap_or(1).min(MOST_BLANKS))),
            "tab" => self.exact(if self.builder.in_table() { " " } else { "\t" }),
            "line-break" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.inline.line_break();
                }
            }
            "soft-page-break" => self.builder.page = Some(self.builder.page.unwrap_or(1) + 1),
            "a" => self.link = attribute(start, "href"),
            "list" => {
                let style = attribute(start, "style-name").or_else(|| self.lists.last().cloned().flatten());
                self.lists.push(style);
            }
            "list-item" => self.begins_item = true,
            "list-header" => self.begins_item = false,
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => self.contents += 1,
            "table" if self.in_body => self.builder.begin_table()?,
            "table-row" => self.builder.begin_row(),
            "table-cell" => {
                self.covered = number(start, "number-columns-spanned").unwrap_or(1).saturating_sub(1);
                self.builder.begin_cell(self.covered + 1);
                let more = number(start, "number-columns-repeated").unwrap_or(1).clamp(1, MOST_CELLS) - 1;
                (0..more).for_each(|_| self.builder.begin_cell(1));
            }
            // What a cell of the row above goes on over is an empty cell; what one of this row does, is of that.
            "covered-table-cell" if self.covered > 0 => {
                self.covered -= number(start, "number-columns-repeated").unwrap_or(1).clamp(1, self.covered);
            }
            "covered-table-cell" => {
                let count = number(start, "number-columns-repeated").unwrap_or(1).clamp(1, MOST_CELLS);
                (0..count).for_each(|_| self.builder.begin_cell(1));
            }
            "note" => {
                self.count_of_notes += 1;
                self.notes.push(self.count_of_notes.to_string());
            }
            "frame" => {
                let name = attribute(start, "title").unwrap_or_default();
                self.picture = Some((name, None));
            }
            "title" | "desc" if self.picture.is_some() => {
                self.in_description = true;
                if let Some((described, _)) = self.picture.as_mut().filter(|(described, _)| !described.is_empty()) {
                    described.push(' ');
                }
            }
            "image" => {
                if let Some((_, target)) = &mut self.picture {
                    *target = attribute(start, "href");
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "body" => self.in_body = false,
            "p" | "h" => self.end_paragraph(),
            "span" => {
                self.spans.pop();
            }
            "a" => self.link = None,
            "list" => {
                self.lists.pop();
            }
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => {
                self.contents = self.contents.saturating_sub(1)
            }
            "table-cell" => self.builder.end_cell(),
            "table-row" => self.builder.end_row(),
            "table" => self.builder.end_table(),
            "note" => self.end_note(),
            "title" | "desc" => self.in_description = false,
            "frame" => self.end_picture(),
            _ => {}
        }
    }

    /// Ends a note: its sign stands where it is, and its text below the paragraph.
    fn end_note(&mut self) {
        let Some(id) = self.notes.pop() else { return };
        if let Some(paragraph) = self.open.last_mut() {
            let has_text = paragraph.notes.iter().any(|(own, _)| *own == id);
            if has_text {
                paragraph.inline.raw("", &format!("[^{id}]"));
            }
        }
    }

    fn end_picture(&mut self) {
        let Some((described, target)) = self.picture.take() else { return };
        let Some(paragraph) = self.open.last_mut() else { return };
        let described = described.trim();
        let words = escaped(described);
        let target = target.filter(|target| target.starts_with("Pictures/") || target.starts_with("media/"));
        match target {
            Some(target) => {
                let name = target.rsplit('/').next().unwrap_or(&target).to_owned();
                let path = format!("bilder/{name}");
                if !self.wanted.iter().any(|(own, _)| *own == path) {
                    self.wanted.push((path.clone(), target));
                }
                paragraph.inline.raw(described, &format!("![{words}]({path})"));
            }
            None if described.is_empty() => {}
            None => paragraph.inline.raw(described, &words),
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        // A paragraph of a note is a text of the paragraph that the note stands in.
        if let (Some(id), Some(outer)) = (self.notes.last(), self.open.last_mut()) {
            let text = paragraph.inline.finish(true).plain;
            match outer.notes.iter_mut().find(|(own, _)| own == id) {
                Some((_, whole)) => *whole = format!("{whole} {text}").trim().to_owned(),
                None => outer.notes.push((id.clone(), text)),
            }
            return;
        }
        let sort = self.sort(&paragraph);
        self.builder.paragraph(sort, paragraph.inline);
        for (id, text) in paragraph.notes {
            let mut inline = Inline::default();
            inline.raw(&text, &format!("[^{id}]: {}", escaped(&text)));
            self.builder.paragraph(Sort::Other, inline);
        }
    }

    fn sort(&mut self, paragraph: &Paragraph) -> Sort {
        let style = &paragraph.style;
        if self.contents > 0 || self.styles.is_contents(style) {
            return Sort::Furniture;
        }
        if let Some(level) = paragraph.level.or_else(|| self.styles.level(style)) {
            return Sort::Heading(Some(level));
        }
        if let Some(list) = self.lists.last() {
            let depth = (self.lists.len() - 1).min(8);
            let is_counted = list.as_deref().is_some_and(|list| self.styles.is_counted(list, depth));
            // A second paragraph of an item is one of its own.
            if std::mem::take(&mut self.begins_item) {
                return Sort::Item(depth, is_counted);
            }
        }
        if self.styles.is_quote(style) {
            return Sort::Quote;
        }
        if self.builder.in_table() {
            return Sort::Paragraph;
        }
        bold::heading(self.known, &paragraph.inline, self.styles.used_headings()).unwrap_or(Sort::Paragraph)
    }
}
