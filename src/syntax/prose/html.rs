//! A text as HTML.

mod insert;
mod note;
mod picture;

#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::syntax::prose::decided::{Around, DecidedTable};
use crate::syntax::prose::{Parsed, escape, link, quote, write_words};

/// Writes a text as HTML blocks, each on a line of its own.
pub fn write_html(parsed: &Parsed, around: &Around, out: &mut String) {
    out.reserve(parsed.text.len() + parsed.text.len() / 4);
    let start = out.len();
    let mut page = Page {
        parsed,
        around,
        out,
        start,
        heading_ends: "",
        table: None,
        column: 0,
        is_in_head: false,
        printed_links: Vec::new(),
        sources: quote::sources(parsed),
        inserted: 0..0,
    };
    page.write_events(0..parsed.events.len());
    page.write_notes();
}

struct Page<'p, 't> {
    parsed: &'p Parsed<'t>,
    around: &'p Around<'p>,
    out: &'p mut String,
    /// Where the text begins in `out`.
    start: usize,
    heading_ends: &'static str,
    /// The table around the present place.
    table: Option<&'p DecidedTable>,
    column: usize,
    is_in_head: bool,
    /// For each link around the present place, whether its tag was printed.
    printed_links: Vec<bool>,
    sources: Vec<usize>,
    /// The place of the last insert that something was printed for.
    inserted: Range<usize>,
}

const HEADING_ENDS: [&str; 7] = ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n", "</p>\n"];

impl<'p> Page<'p, '_> {
    fn write_events(&mut self, events: Range<usize>) {
        let mut at = events.start;
        while at < events.end {
            at = self.write_event(at);
        }
    }

    /// Writes one event, or several that belong together; gives the place of the next.
    fn write_event(&mut self, at: usize) -> usize {
        let parsed = self.parsed;
        match &parsed.events[at].0 {
            Event::Start(tag) => return self.start(tag, at),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) if parsed.inserts.is_empty() => escape::write_text(self.out, text),
            Event::Text(text) => self.write_text_with_figures(text, &parsed.events[at].1),
            Event::Code(code) => {
                self.out.push_str("<code>");
                escape::write_text(self.out, code);
                self.out.push_str("</code>");
            }
            Event::SoftBreak | Event::HardBreak if self.is_source(at) => {
                self.out.push_str("</p>\n<p class=\"source\">")
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.block("<hr>\n"),
            Event::InlineHtml(tag) if link::is_line_break(tag) => self.out.push(' '),
            Event::FootnoteReference(label) => self.write_note_mark(label, at),
            Event::TaskListMarker(done) => {
                self.out.push_str("<span aria-hidden=\"true\">");
                self.out.push(if *done { '☑' } else { '☐' });
                self.out.push_str("</span><span class=\"visually-hidden\">");
                escape::write_text(self.out, self.around.tick(*done));
                self.out.push_str("</span> ");
            }
            // Mathematics is not switched on; raw HTML is dropped.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::Html(_) | Event::InlineHtml(_) => {}
        }
        at + 1
    }

    fn start(&mut self, tag: &Tag, at: usize) -> usize {
        match tag {
            Tag::Paragraph => return self.start_paragraph(at),
            Tag::Heading { .. } => self.start_heading(at),
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::CodeBlock(kind) => {
                self.block("<pre><code");
                if let CodeBlockKind::Fenced(words) = kind
                    && let Some(language) = words.split_whitespace().next()
                {
                    self.out.push_str(" class=\"language-");
                    escape::write_attribute(self.out, language);
                    self.out.push('"');
                }
                self.out.push('>');
            }
            Tag::HtmlBlock => {
                let mut end = at + 1;
                while !matches!(self.event(end), None | Some(Event::End(TagEnd::HtmlBlock))) {
                    end += 1;
                }
                return end + 1;
            }
            Tag::List(None) if self.is_source(at) => return self.write_source_item(at),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => {
                self.block("<ol start=\"");
                self.out.push_str(&first.to_string());
                self.out.push_str("\">\n");
            }
            Tag::Item => {
                let first = match self.event(at + 1) {
                    Some(Event::Start(Tag::Paragraph)) => self.event(at + 2),
                    other => other,
                };
                let is_task = matches!(first, Some(Event::TaskListMarker(_)));
                self.block(if is_task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(_) => {
                return self.around.decided.notes.starting(at).map_or(at, |note| note.events.end) + 1;
            }
            Tag::Table(_) => {
                self.table = self.around.decided.table(at);
                // A table without any words has not been decided anything for.
                let Some(table) = self.table else { return self.past_table(at) };
                self.block("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
                escape::write_attribute(self.out, &table.name);
                self.out.push_str("\">\n<table>\n<caption class=\"visually-hidden\">");
                escape::write_text(self.out, &table.name);
                self.out.push_str("</caption>\n");
            }
            Tag::TableHead => {
                if let Some(table) = self.table.filter(|table| !table.columns.has_head) {
                    self.out.push_str("<tbody>\n");
                    return table.columns.head_end + 1;
                }
                (self.is_in_head, self.column) = (true, 0);
                self.out.push_str("<thead>\n<tr>");
            }
            Tag::TableRow => {
                (self.is_in_head, self.column) = (false, 0);
                self.out.push_str("<tr>");
            }
            Tag::TableCell => {
                self.out.push_str(if self.is_head_cell(at + 1) { "<th scope=\"col\"" } else { "<td" });
                self.out.push_str(self.table.map_or("", |table| table.columns.class(self.column)));
                self.out.push('>');
                // An empty cell heads nothing, so it is no header cell.
                if let Some(Event::End(TagEnd::TableCell)) = self.event(at + 1) {
                    self.out.push_str("</td>");
                    self.column += 1;
                    return at + 2;
                }
            }
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                let target = self.around.link(at).unwrap_or(dest_url);
                self.start_link(*link_type, target, title);
            }
            Tag::Image { title, .. } => return self.write_picture(at, title),
            // None of these is switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(_) => self.out.push_str(self.heading_ends),
            TagEnd::BlockQuote(_) => self.block("</blockquote>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(true) => self.block("</ol>\n"),
            TagEnd::List(false) => self.block("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Table if self.has_rows() => self.out.push_str("</tbody>\n</table>\n</div>\n"),
            TagEnd::Table => self.out.push_str("</table>\n</div>\n"),
            TagEnd::TableHead => {
                self.out.push_str(if self.has_rows() { "</tr>\n</thead>\n<tbody>\n" } else { "</tr>\n</thead>\n" });
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.out.push_str(if self.is_in_head { "</th>" } else { "</td>" });
                self.column += 1;
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Link => {
                if self.printed_links.pop() == Some(true) {
                    self.out.push_str("</a>");
                }
            }
            TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn event(&self, at: usize) -> Option<&Event<'_>> {
        self.parsed.events.get(at).map(|(event, _)| event)
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

    /// The place after a table.
    fn past_table(&self, start: usize) -> usize {
        let rest = self.parsed.events[start..].iter();
        let length = rest.take_while(|(event, _)| *event != Event::End(TagEnd::Table)).count();
        start + length + 1
    }

    fn is_source(&self, at: usize) -> bool {
        self.sources.binary_search(&at).is_ok()
    }

    fn is_head_cell(&self, content: usize) -> bool {
        self.is_in_head && !matches!(self.event(content), Some(Event::End(TagEnd::TableCell)))
    }

    fn start_paragraph(&mut self, at: usize) -> usize {
        let mut first = at + 1;
        while matches!(self.event(first), Some(Event::InlineHtml(_))) {
            first += 1;
        }
        let parsed = self.parsed;
        match self.event(first) {
            // Nothing is left of it.
            Some(Event::End(TagEnd::Paragraph)) => return first + 1,
            Some(Event::Start(Tag::Image { .. })) => {
                let mut words = String::new();
                let end = write_words(parsed, first, &mut words);
                if let Event::Start(Tag::Image { title, .. }) = &parsed.events[first].0
                    && matches!(self.event(end + 1), Some(Event::End(TagEnd::Paragraph)))
                {
                    self.write_figure(first, &words, title);
                    return end + 2;
                }
            }
            _ if self.has_lines_to_insert(at) => return self.write_parted_paragraph(at),
            _ => {}
        }
        self.block(if self.is_source(at) { "<p class=\"source\">" } else { "<p>" });
        at + 1
    }

    fn start_heading(&mut self, at: usize) {
        let heading = self.around.decided.heading(at);
        let (level, anchor) = heading.map_or((6, ""), |heading| (heading.level, heading.anchor.as_str()));
        let old = heading.and_then(|heading| heading.old_anchor.as_deref());
        self.heading_ends = HEADING_ENDS[usize::from(level.min(7)) - 1];
        if level <= 6 {
            self.block("<h");
            self.out.push(char::from(b'0' + level));
        } else {
            self.block("<p class=\"heading\" role=\"heading\" aria-level=\"");
            self.out.push_str(&level.to_string());
            self.out.push('"');
        }
        self.out.push_str(" id=\"");
        escape::write_attribute(self.out, anchor);
        self.out.push_str("\">");
        if let Some(old) = old {
            self.out.push_str("<span id=\"");
            escape::write_attribute(self.out, old);
            self.out.push_str("\"></span>");
        }
    }

    fn start_link(&mut self, link_type: LinkType, target: &str, title: &str) {
        let is_printed = link::is_printed(link_type, target) && !self.printed_links.contains(&true);
        self.printed_links.push(is_printed);
        if is_printed {
            self.out.push_str(if link_type == LinkType::Email { "<a href=\"mailto:" } else { "<a href=\"" });
            escape::write_address(self.out, target);
            self.write_title(title);
            self.out.push_str("\">");
        }
    }

    /// A quotation's source written as a list of one item.
    fn write_source_item(&mut self, list: usize) -> usize {
        self.block("<p class=\"source\">– ");
        let mut at = list + 2;
        while !matches!(self.event(at), None | Some(Event::End(TagEnd::Item))) {
            at = self.write_event(at);
        }
        self.out.push_str("</p>\n");
        at + 2
    }
}
