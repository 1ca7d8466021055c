//! A text as HTML.

#[cfg(test)]
mod tests;

use crate::syntax::prose::decided::{Around, DecidedHeading, DecidedTable};
use crate::syntax::prose::note::Note;
use crate::syntax::prose::piece::{Element, Piece, PrintedPicture, pieces};
use crate::syntax::prose::table::Align;
use crate::syntax::prose::{Parsed, escape};

/// Writes a text as HTML blocks, each on a line of its own.
pub fn write_html(parsed: &Parsed, around: &Around, out: &mut String) {
    out.reserve(parsed.text.len() + parsed.text.len() / 4);
    let start = out.len();
    let mut page = HtmlWriter { around, out, start, table: None, begins_note: false };
    pieces(parsed, around.decided, |piece| page.write(piece));
}

struct HtmlWriter<'p> {
    around: &'p Around<'p>,
    out: &'p mut String,
    /// Where the text begins in `out`.
    start: usize,
    /// The table around the present place.
    table: Option<&'p DecidedTable>,
    /// Within the paragraph that has a note's number already.
    begins_note: bool,
}

const HEADING_ENDS: [&str; DEEPEST as usize] = ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];

/// The deepest level that HTML has an element for. What is deeper is on that level too, and looks deeper.
const DEEPEST: u8 = 6;

impl<'p> HtmlWriter<'p> {
    fn write(&mut self, piece: Piece<'p>) {
        match piece {
            Piece::Open(element) => self.open(element),
            Piece::Close(element) => self.close(element),
            Piece::Text(words) | Piece::Figure { words, .. } => escape::write_text(self.out, words),
            Piece::Code(code) => {
                self.out.push_str("<code>");
                escape::write_text(self.out, code);
                self.out.push_str("</code>");
            }
            Piece::SoftBreak => self.out.push('\n'),
            Piece::HardBreak => self.out.push_str("<br>\n"),
            Piece::Rule => self.block("<hr>\n"),
            Piece::Task(done) => {
                self.out.push_str("<span aria-hidden=\"true\">");
                self.out.push(if done { '☑' } else { '☐' });
                self.out.push_str("</span><span class=\"visually-hidden\">");
                escape::write_text(self.out, self.around.tick(done));
                self.out.push_str("</span> ");
            }
            Piece::NoteMark { number, note, is_first } => self.note_mark(number, note, is_first),
            Piece::Picture(picture) => self.picture(&picture),
            Piece::Insert(insert) => {
                if let Some(part) = self.around.part(insert) {
                    self.block(part);
                }
            }
        }
    }

    fn open(&mut self, element: Element<'p>) {
        match element {
            Element::Paragraph if std::mem::take(&mut self.begins_note) => {}
            Element::Paragraph => self.block("<p>"),
            Element::Source => self.block("<p class=\"source\">"),
            Element::Heading(heading) => self.open_heading(heading),
            Element::Quote => self.block("<blockquote>\n"),
            Element::CodeBlock { language } => {
                self.block("<pre><code");
                if let Some(language) = language {
                    self.out.push_str(" class=\"language-");
                    escape::write_attribute(self.out, language);
                    self.out.push('"');
                }
                self.out.push('>');
            }
            Element::List { first: None } => self.block("<ul>\n"),
            Element::List { first: Some(1) } => self.block("<ol>\n"),
            Element::List { first: Some(first) } => {
                self.block("<ol start=\"");
                self.out.push_str(&first.to_string());
                self.out.push_str("\">\n");
            }
            Element::Item { is_task } => self.block(if is_task { "<li class=\"task\">" } else { "<li>" }),
            Element::Note { number, note, begins_with_paragraph } => {
                self.open_note(number, note);
                match begins_with_paragraph {
                    true => self.begins_note = true,
                    false => self.out.push_str("</p>\n"),
                }
            }
            Element::Table(table) => {
                self.table = Some(table);
                self.block("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
                escape::write_attribute(self.out, &table.name);
                self.out.push_str("\">\n<table>\n<caption class=\"visually-hidden\">");
                escape::write_text(self.out, &table.name);
                self.out.push_str("</caption>\n");
                self.out.push_str(if table.columns.has_head { "" } else { "<tbody>\n" });
            }
            Element::Head => self.out.push_str("<thead>\n<tr>"),
            Element::Row => self.out.push_str("<tr>"),
            Element::Cell { is_head, align } => {
                self.out.push_str(if is_head { "<th scope=\"col\"" } else { "<td" });
                self.out.push_str(match align {
                    Align::Start => ">",
                    Align::Center => " class=\"center\">",
                    Align::Right => " class=\"right\">",
                });
            }
            Element::Emphasis => self.out.push_str("<em>"),
            Element::Strong => self.out.push_str("<strong>"),
            Element::Strikethrough => self.out.push_str("<del>"),
            Element::Link { event, target, is_email, title } => {
                let target = self.around.link(event).unwrap_or(target);
                self.out.push_str(if is_email { "<a href=\"mailto:" } else { "<a href=\"" });
                escape::write_address(self.out, target);
                self.write_title(title);
                self.out.push_str("\">");
            }
        }
    }

    fn close(&mut self, element: Element) {
        match element {
            Element::Paragraph | Element::Source => self.out.push_str("</p>\n"),
            Element::Heading(heading) => {
                self.out.push_str(HEADING_ENDS[usize::from(level_of(heading).min(DEEPEST)) - 1]);
            }
            Element::Quote => self.block("</blockquote>\n"),
            Element::CodeBlock { .. } => self.out.push_str("</code></pre>\n"),
            Element::List { first: Some(_) } => self.block("</ol>\n"),
            Element::List { first: None } => self.block("</ul>\n"),
            Element::Item { .. } => self.out.push_str("</li>\n"),
            Element::Note { .. } => self.block("</div>\n"),
            Element::Table(_) if self.has_rows() => self.out.push_str("</tbody>\n</table>\n</div>\n"),
            Element::Table(_) => self.out.push_str("</table>\n</div>\n"),
            Element::Head => {
                self.out.push_str(if self.has_rows() { "</tr>\n</thead>\n<tbody>\n" } else { "</tr>\n</thead>\n" });
            }
            Element::Row => self.out.push_str("</tr>\n"),
            Element::Cell { is_head, .. } => self.out.push_str(if is_head { "</th>" } else { "</td>" }),
            Element::Emphasis => self.out.push_str("</em>"),
            Element::Strong => self.out.push_str("</strong>"),
            Element::Strikethrough => self.out.push_str("</del>"),
            Element::Link { .. } => self.out.push_str("</a>"),
        }
    }

    /// Writes a tag that begins a line.
    fn block(&mut self, tag: &str) {
        if self.out.len() > self.start && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(tag);
    }

    fn has_rows(&self) -> bool {
        self.table.is_some_and(|table| table.columns.has_rows)
    }

    fn open_heading(&mut self, heading: Option<&DecidedHeading>) {
        let level = level_of(heading);
        self.block("<h");
        self.out.push(char::from(b'0' + level.min(DEEPEST)));
        if level > DEEPEST {
            self.out.push_str(" class=\"heading\"");
        }
        self.out.push_str(" id=\"");
        escape::write_attribute(self.out, heading.map_or("", |heading| heading.anchor.as_str()));
        self.out.push_str("\">");
        if let Some(old) = heading.and_then(|heading| heading.old_anchor.as_deref()) {
            self.out.push_str("<span id=\"");
            escape::write_attribute(self.out, old);
            self.out.push_str("\"></span>");
        }
    }

    fn note_mark(&mut self, number: usize, note: &Note, is_first: bool) {
        self.out.push_str("<sup><a");
        if is_first {
            self.out.push_str(" id=\"");
            escape::write_attribute(self.out, &note.mark_id);
            self.out.push('"');
        }
        self.out.push_str(" href=\"#");
        escape::write_address(self.out, &note.id);
        self.out.push_str("\" role=\"doc-noteref\">");
        self.out.push_str(&number.to_string());
        self.out.push_str("</a></sup>");
    }

    /// Begins a note with its number, which leads back to the place that refers to it.
    fn open_note(&mut self, number: usize, note: &Note) {
        self.block("<div class=\"footnote\" role=\"doc-footnote\" id=\"");
        escape::write_attribute(self.out, &note.id);
        self.out.push_str("\">\n<p><sup>");
        if note.mark.is_some() {
            self.out.push_str("<a href=\"#");
            escape::write_address(self.out, &note.mark_id);
            self.out.push_str("\" role=\"doc-backlink\">");
        }
        self.out.push_str(&number.to_string());
        self.out.push_str(if note.mark.is_some() { "</a></sup> " } else { "</sup> " });
    }

    /// Writes a picture, or what stands in the place of one that was not found.
    fn picture(&mut self, picture: &PrintedPicture) {
        let address = self.around.picture(picture.event);
        let [open, close] = match (address.is_some(), picture.is_block) {
            (true, true) => ["<figure>", "</figure>\n"],
            (true, false) => ["", ""],
            (false, _) if picture.words.is_empty() => return,
            (false, true) => ["<p><em>", "</em></p>\n"],
            (false, false) => ["<em>", "</em>"],
        };
        match picture.is_block {
            true => self.block(open),
            false => self.out.push_str(open),
        }
        match address {
            Some(address) => {
                self.out.push_str("<img src=\"");
                escape::write_address(self.out, address);
                self.out.push_str("\" alt=\"");
                escape::write_attribute(self.out, &picture.words);
                self.write_title(picture.title);
                self.out.push_str("\">");
            }
            None => escape::write_text(self.out, &picture.words),
        }
        self.out.push_str(close);
    }

    /// Writes the title within an open attribute, which it closes and leaves the next open.
    fn write_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            escape::write_attribute(self.out, title);
        }
    }
}

/// The level of a heading; the deepest one where the page has decided none.
fn level_of(heading: Option<&DecidedHeading>) -> u8 {
    heading.map_or(6, |heading| heading.level)
}
