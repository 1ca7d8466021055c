//! What stands before the body: the cover, the contents and the list of appendices.

use super::Writer;
use super::bookmark::{self, of_anchor};
use super::paragraph::{Look, Paragraph, write_field_char, write_instruction};
use super::style;
use crate::print::layout::{ContentsLine, Layout};
use crate::print::render::page_values;

/// The deepest line of the contents that has a style of its own.
const DEEPEST_LINE: u8 = 4;

impl Writer<'_> {
    /// Writes the cover.
    pub(super) fn cover(&mut self, layout: &Layout, is_short: bool) {
        let (cover, templates) = (&layout.cover, self.context.templates);
        let labels = &templates.labels;
        let strong = Look { is_strong: true, ..Look::default() };
        let names: Vec<&str> = cover.names.iter().map(|name| name.name).collect();
        self.lines(&names, strong);
        if !cover.officers.is_empty() {
            self.begin(Paragraph { keeps_next: true, above: Some(240), ..Paragraph::of(style::COVER) });
            self.words(&labels.officers, Look::of(style::LABEL));
            self.out.push_str("</w:p>");
            for officer in &cover.officers {
                let of_officer = page_values::officer_lines(officer, labels);
                let lines: Vec<&str> =
                    std::iter::once(officer.name).chain(of_officer.iter().map(|line| &**line)).collect();
                self.lines(&lines, Look::default());
            }
        }
        let date = cover.date.map(|date| date.to_string());
        let references: Vec<String> = page_values::references(cover, labels).into_iter().chain(date).collect();
        let references: Vec<&str> = references.iter().map(String::as_str).collect();
        self.lines(&references, Look::default());
        if let Some(to) = cover.to {
            self.begin(Paragraph::of(style::COVER));
            self.words(&labels.to, Look::of(style::LABEL));
            self.out.push_str("<w:r><w:br/></w:r>");
            self.words(to, Look::default());
            self.out.push_str("</w:p>");
        }
        // With a proposal below it, the title stands higher, so that the cover is one page.
        let above = (is_short || layout.proposal.is_some()).then_some(900);
        self.begin(Paragraph { above, ..Paragraph::of(style::TITLE) });
        let end = self.bookmarks.begin(of_anchor(&layout.anchor), &mut self.out);
        self.words(&layout.title, Look::default());
        self.out.push_str(&end);
        self.out.push_str("</w:p>");
        if let Some(proposal) = &layout.proposal {
            self.begin(Paragraph::of(style::HEADINGS[0]));
            let end = self.bookmarks.begin(of_anchor(&proposal.anchor), &mut self.out);
            self.words(&labels.proposal, Look::default());
            self.out.push_str(&end);
            self.out.push_str("</w:p>");
            self.text(&proposal.text);
        }
        self.contact(layout);
    }

    /// How the organisation is reached; its own name stands before it.
    fn contact(&mut self, layout: &Layout) {
        let cover = &layout.cover;
        let lines: Vec<&str> = cover.head.iter().chain(&cover.address).chain(&cover.telephones).copied().collect();
        if lines.is_empty() && cover.emails.is_empty() && cover.web.is_none() {
            return;
        }
        self.begin(Paragraph { above: Some(600), ..Paragraph::of(style::COVER) });
        let mut is_first = true;
        let mut part = |writer: &mut Self| {
            if !std::mem::take(&mut is_first) {
                writer.out.push_str("<w:r><w:br/></w:r>");
            }
        };
        if !layout.organisation.is_empty() {
            part(self);
            self.words(&layout.organisation, Look { is_strong: true, ..Look::default() });
        }
        for line in lines {
            part(self);
            self.words(line, Look::default());
        }
        for email in &cover.emails {
            part(self);
            self.linked_words(&format!("mailto:{email}"), email);
        }
        if let Some(web) = cover.web {
            part(self);
            match web.starts_with("http") {
                true => self.linked_words(web, web),
                false => self.words(web, Look::default()),
            }
        }
        self.out.push_str("</w:p>");
    }

    fn linked_words(&mut self, address: &str, words: &str) {
        let id = self.relations().address(address);
        self.out.extend(["<w:hyperlink r:id=\"", &id, "\" w:history=\"1\">"]);
        self.words(words, Look::of(style::LINK));
        self.out.push_str("</w:hyperlink>");
    }

    /// Writes lines of the cover as one paragraph.
    fn lines(&mut self, lines: &[&str], first: Look) {
        if lines.is_empty() {
            return;
        }
        self.begin(Paragraph::of(style::COVER));
        for (number, line) in lines.iter().enumerate() {
            self.out.push_str(if number > 0 { "<w:r><w:br/></w:r>" } else { "" });
            self.words(line, if number > 0 { Look::default() } else { first });
        }
        self.out.push_str("</w:p>");
    }

    /// Writes the contents: a field that Word can make anew, with its lines written already. Pages are not in them: only Word
    /// knows which they are, and a document that says so itself is asked about at each opening.
    pub(super) fn contents(&mut self, layout: &Layout) {
        let labels = &self.context.templates.labels;
        self.begin(Paragraph::of(style::CONTENTS));
        let end = self.bookmarks.begin(of_anchor(&layout.contents_anchor), &mut self.out);
        self.words(&labels.contents, Look::default());
        self.out.push_str(&end);
        self.out.push_str("</w:p>");
        let lines = layout.contents();
        for (number, line) in lines.iter().enumerate() {
            let style = style::CONTENTS_LINES[usize::from(line.level.clamp(2, DEEPEST_LINE) - 2)];
            self.begin(Paragraph::of(style));
            if number == 0 {
                write_field_char("begin", &mut self.out);
                // The levels of headings as Word counts them: the title is none.
                let deepest = lines.iter().map(|line| line.level).max().unwrap_or(2).clamp(3, DEEPEST_LINE) - 1;
                let told = format!("TOC \\o \"1-{deepest}\" \\h \\z \\b {}", bookmark::name(BODY));
                write_instruction(&told, &mut self.out);
                write_field_char("separate", &mut self.out);
            }
            self.contents_line(line);
            if number + 1 == lines.len() {
                write_field_char("end", &mut self.out);
            }
            self.out.push_str("</w:p>");
        }
        self.list_of_appendices(layout);
        self.room.is_page = page_values::is_long_contents(lines.len());
    }

    fn contents_line(&mut self, line: &ContentsLine) {
        let name = bookmark::name(line.anchor);
        self.out.extend(["<w:hyperlink w:anchor=\"", &name, "\" w:history=\"1\">"]);
        self.heading_words(line.label, line.number, line.title, Look::default());
        self.out.push_str("</w:hyperlink>");
    }

    fn list_of_appendices(&mut self, layout: &Layout) {
        let Some(anchor) = &layout.appendices_anchor else { return };
        self.begin(Paragraph::of(style::CONTENTS));
        let end = self.bookmarks.begin(of_anchor(anchor), &mut self.out);
        self.words(&self.context.templates.labels.appendices, Look::default());
        self.out.push_str(&end);
        self.out.push_str("</w:p>");
        for appendix in &layout.appendices {
            self.begin(Paragraph::of(style::CONTENTS_LINES[0]));
            if let Some(anchor) = &appendix.anchor {
                self.out.extend(["<w:hyperlink w:anchor=\"", &bookmark::name(anchor), "\" w:history=\"1\">"]);
            }
            self.heading_words(Some(&appendix.label), None, &appendix.title, Look::default());
            self.out.push_str(if appendix.anchor.is_some() { "</w:hyperlink></w:p>" } else { "</w:p>" });
        }
    }
}

/// The place of the body.
pub(super) const BODY: &str = crate::print::layout::dead_anchors::MAIN;
