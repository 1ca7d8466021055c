//! Footnotes: the places in the text that refer to them, and the notes after it.

use pulldown_cmark::{Event, Tag};

use super::{Element, Piece, Walk};

impl<'p, F: FnMut(Piece<'p>)> Walk<'p, '_, F> {
    pub(super) fn note_mark(&mut self, label: &str, at: usize) {
        let notes = &self.decided.notes;
        let Some(index) = notes.labelled(label) else { return };
        let note = notes.get(index);
        self.give(Piece::NoteMark { number: index + 1, note, is_first: note.mark == Some(at) });
    }

    pub(super) fn notes(&mut self) {
        let decided = self.decided;
        for (index, note) in decided.notes.iter().enumerate() {
            let first = note.events.start + 1;
            let begins_with_paragraph = matches!(self.event(first), Some(Event::Start(Tag::Paragraph)));
            self.open(Element::Note { number: index + 1, note, begins_with_paragraph });
            if begins_with_paragraph {
                // The number stands in it, so it is one whatever is left of it.
                self.open(Element::Paragraph);
            }
            self.events(first + usize::from(begins_with_paragraph)..note.events.end);
            self.end();
        }
    }
}
