//! Footnotes in HTML: the marks in the text and the notes after it.

use pulldown_cmark::{Event, Tag};

use crate::syntax::prose::escape;
use crate::syntax::prose::html::Page;
use crate::syntax::prose::note::Note;

impl Page<'_, '_> {
    pub(super) fn write_note_mark(&mut self, label: &str, at: usize) {
        let notes = &self.around.decided.notes;
        let Some(number) = notes.labelled(label) else { return };
        let note = notes.get(number);
        self.out.push_str("<sup><a");
        if note.mark == Some(at) {
            self.out.push_str(" id=\"");
            escape::write_attribute(self.out, &note.mark_id);
            self.out.push('"');
        }
        self.out.push_str(" href=\"#");
        escape::write_address(self.out, &note.id);
        self.out.push_str("\" role=\"doc-noteref\">");
        self.out.push_str(&(number + 1).to_string());
        self.out.push_str("</a></sup>");
    }

    pub(super) fn write_notes(&mut self) {
        let notes = &self.around.decided.notes;
        for (number, note) in notes.iter().enumerate() {
            self.block("<div class=\"footnote\" role=\"doc-footnote\" id=\"");
            escape::write_attribute(self.out, &note.id);
            self.out.push_str("\">\n<p>");
            let has_paragraph = matches!(self.event(note.events.start + 1), Some(Event::Start(Tag::Paragraph)));
            self.write_note_number(number, note);
            if !has_paragraph {
                self.out.push_str("</p>\n");
            }
            self.write_events(note.events.start + 1 + usize::from(has_paragraph)..note.events.end);
            self.block("</div>\n");
        }
    }

    /// The number leads back to the place that refers to the note.
    pub(super) fn write_note_number(&mut self, number: usize, note: &Note) {
        let has_mark = note.mark.is_some();
        self.out.push_str("<sup>");
        if has_mark {
            self.out.push_str("<a href=\"#");
            escape::write_address(self.out, &note.mark_id);
            self.out.push_str("\" role=\"doc-backlink\">");
        }
        self.out.push_str(&(number + 1).to_string());
        self.out.push_str(if has_mark { "</a></sup> " } else { "</sup> " });
    }
}
