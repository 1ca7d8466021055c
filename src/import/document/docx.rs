//! Word documents: paragraphs by their styles, lists, tables, notes, pictures, and what was changed with the changes taken.

mod notes;
mod numbering;
mod relations;
mod run;
mod style;

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use self::numbering::Numbering;
use self::relations::Relations;
use self::run::Run;
use self::style::Styles;
use crate::import::archive::{Archive, More, Seen, attribute, events_without};
use crate::import::document::block::{Picture, Read, Words, escaped};
use crate::import::document::bold;
use crate::import::document::builder::{Builder, Inline, Look, Sort};
use crate::import::document::known::Known;
use crate::import::problem::Unread;

/// Elements of which nothing is read: what was taken away, and what is there for programs that do not know the rest.
const SKIPPED: [&str; 8] = ["del", "moveFrom", "instrText", "delText", "Fallback", "sectPr", "rPrChange", "pPrChange"];

/// Reads a document.
///
/// Errors: why it cannot be read.
pub(crate) fn read(bytes: &[u8], known: &Known) -> Result<Read, Unread> {
    let mut archive = Archive::open(bytes)?;
    let styles = Styles::read(&mut archive)?;
    let numbering = Numbering::read(&mut archive)?;
    let relations = Relations::read(&mut archive, "document")?;
    let notes = notes::read(&mut archive)?;
    let Some(part) = archive.part("word/document.xml")? else { return Err(Unread::NotThis) };
    let mut body = Body::new(known, &styles, &numbering, &relations, &notes);
    events_without(part, &SKIPPED, |seen| body.take(seen))?;
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
    outline: Option<u8>,
    /// The list that it is an item of, and how deep.
    list: Option<(String, usize)>,
    depth: usize,
    notes: Vec<String>,
}

struct Body<'d, 's> {
    known: &'d Known<'s>,
    styles: &'d Styles,
    numbering: &'d Numbering,
    relations: &'d Relations,
    notes: &'d HashMap<String, Words>,
    builder: Builder,
    /// The paragraphs that are open: a text box stands within another.
    open: Vec<Paragraph>,
    run: Run,
    in_text: bool,
    link: Option<String>,
    /// What a picture shows, and where it is.
    picture: Option<(String, Option<String>)>,
    /// The pictures to fetch: where they are put, and their parts.
    wanted: Vec<(String, String)>,
    /// How many headings by style there are.
    headings: usize,
    in_properties: bool,
}

impl<'d, 's> Body<'d, 's> {
    fn new(
        known: &'d Known<'s>,
        styles: &'d Styles,
        numbering: &'d Numbering,
        relations: &'d Relations,
        notes: &'d HashMap<String, Words>,
    ) -> Body<'d, 's> {
        Body {
            known,
            styles,
            numbering,
            relations,
            notes,
            builder: Builder::default(),
            open: Vec::new(),
            run: Run::default(),
            in_text: false,
            link: None,
            picture: None,
            wanted: Vec::new(),
            headings: styles.used_headings(),
            in_properties: false,
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
                if self.in_text && !self.run.is_hidden {
                    self.words(words);
                }
            }
        }
        Ok(More::Yes)
    }

    fn words(&mut self, words: &str) {
        let (bold, italic) = (self.run.is_bold, self.run.is_italic);
        let link = self.link.clone();
        let Some(paragraph) = self.open.last_mut() else { return };
        let look = Look { bold, italic, link: link.as_deref() };
        match self.run.is_mark {
            true => paragraph.inline.words(&format!("[{}]", words.trim()), look),
            false => paragraph.inline.words(words, look),
        }
    }

    fn open(&mut self, name: &str, start: &BytesStart) -> Result<(), Unread> {
        let value = || attribute(start, "val");
        match name {
            "p" => self.open.push(Paragraph::default()),
            "r" => self.run = Run::default(),
            "t" => self.in_text = true,
            "tab" if !self.in_properties => self.words(if self.builder.in_table() { " " } else { "\t" }),
            "br" | "cr" => {
                let is_page = attribute(start, "type").is_some_and(|sort| sort == "page");
                if is_page {
                    self.builder.page = Some(self.builder.page.unwrap_or(1) + 1);
                } else if let Some(paragraph) = self.open.last_mut() {
                    paragraph.inline.line_break();
                }
            }
            "lastRenderedPageBreak" => self.builder.page = Some(self.builder.page.unwrap_or(1) + 1),
            "noBreakHyphen" => self.words("-"),
            "pPr" | "tabs" => self.in_properties = true,
            "pStyle" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.style = value().unwrap_or_default();
                }
            }
            "outlineLvl" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.outline = value().and_then(|level| level.parse().ok());
                }
            }
            "ilvl" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.depth = value().and_then(|level| level.parse().ok()).unwrap_or(0);
                }
            }
            "numId" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.list = value().map(|list| (list, 0));
                }
            }
            "b" | "i" | "vanish" | "rStyle" => self.run.take(name, value().as_deref()),
            "hyperlink" => self.link = attribute(start, "id").and_then(|id| self.relations.target(&id)),
            "docPr" => {
                let described = attribute(start, "descr").or_else(|| attribute(start, "title")).unwrap_or_default();
                self.picture = Some((described, None));
            }
            "blip" => {
                if let (Some(picture), Some(id)) = (&mut self.picture, attribute(start, "embed")) {
                    picture.1 = Some(id);
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let before = if name == "endnoteReference" { notes::AT_END } else { "" };
                let id = attribute(start, "id").map(|id| format!("{before}{id}"));
                if let (Some(id), Some(paragraph)) = (id, self.open.last_mut())
                    && self.notes.contains_key(&id)
                {
                    paragraph.inline.raw("", &format!("[^{id}]"));
                    paragraph.notes.push(id);
                }
            }
            "tbl" => self.builder.begin_table()?,
            "tr" => self.builder.begin_row(),
            "tblHeader" if value().is_none_or(|value| value != "0" && value != "false") => self.builder.row_is_head(),
            "tc" => self.builder.begin_cell(1),
            "gridSpan" => self.builder.span(value().and_then(|span| span.parse().ok()).unwrap_or(1)),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "pPr" | "tabs" => self.in_properties = name == "tabs",
            "hyperlink" => self.link = None,
            "drawing" | "pict" => self.end_picture(),
            "p" => self.end_paragraph(),
            "tc" => self.builder.end_cell(),
            "tr" => self.builder.end_row(),
            "tbl" => self.builder.end_table(),
            _ => {}
        }
    }

    fn end_picture(&mut self) {
        let Some((described, id)) = self.picture.take() else { return };
        let Some(paragraph) = self.open.last_mut() else { return };
        let target = id.and_then(|id| self.relations.target(&id)).filter(|target| !target.contains("://"));
        let words = escaped(&described);
        match target {
            Some(target) => {
                let name = target.rsplit('/').next().unwrap_or(&target).to_owned();
                let path = format!("bilder/{name}");
                let part = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
                if !self.wanted.iter().any(|(own, _)| *own == path) {
                    self.wanted.push((path.clone(), part));
                }
                paragraph.inline.raw(&described, &format!("![{words}]({path})"));
            }
            None => paragraph.inline.raw(&described, &words),
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let notes = paragraph.notes.clone();
        let sort = self.sort(&paragraph);
        self.builder.paragraph(sort, paragraph.inline);
        for id in notes {
            let Some(text) = self.notes.get(&id) else { continue };
            let mut inline = Inline::default();
            inline.raw(&text.plain, &format!("[^{id}]: {}", text.markdown.replace("\\\n", " ")));
            self.builder.paragraph(Sort::Other, inline);
        }
    }

    fn sort(&self, paragraph: &Paragraph) -> Sort {
        let style = &paragraph.style;
        if self.styles.is_contents(style) {
            return Sort::Furniture;
        }
        if let Some(level) =
            paragraph.outline.filter(|level| *level < 9).map(|level| level + 1).or_else(|| self.styles.level(style))
        {
            return Sort::Heading(Some(level));
        }
        let list = match &paragraph.list {
            Some((list, _)) if list == "0" => None,
            Some((list, _)) => Some((list.clone(), paragraph.depth)),
            None => self.styles.list(style).map(|list| (list, paragraph.depth)),
        };
        if let Some((list, depth)) = list {
            let depth = depth.max(self.styles.depth(style));
            return Sort::Item(depth.min(8), self.numbering.is_counted(&list, depth));
        }
        if self.styles.is_quote(style) {
            return Sort::Quote;
        }
        if self.builder.in_table() {
            return Sort::Paragraph;
        }
        bold::heading(self.known, &paragraph.inline, self.headings).unwrap_or(Sort::Paragraph)
    }
}
