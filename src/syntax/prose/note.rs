//! Footnotes: which number and which ids each has.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::syntax::prose::Parsed;

/// The name that ids and labels of notes are made from.
pub const NOTE: &str = "fotnot";
/// The name that ids of the places that refer to notes are made from.
pub const MARK: &str = "fotnotsmarkering";

/// The footnotes of one text in the order of their numbers.
#[derive(Debug, Default)]
pub struct Notes {
    notes: Vec<Note>,
    /// The first note of each label in lower case, which is the one that references mean.
    by_label: BTreeMap<String, usize>,
    /// The note that starts at an event.
    by_start: BTreeMap<usize, usize>,
}

/// A footnote.
#[derive(Debug)]
pub struct Note {
    /// Its id in the page; no other note of the document has it.
    pub id: String,
    /// The id of the first place that refers to it.
    pub mark_id: String,
    /// Its start and its end among the events.
    pub events: Range<usize>,
    /// The first place that refers to it; a note that nobody refers to is printed all the same.
    pub mark: Option<usize>,
}

impl Note {
    /// The events between its start and its end.
    pub fn within(&self) -> Range<usize> {
        self.events.start + 1..self.events.end
    }
}

impl Notes {
    /// No notes.
    pub(super) const NONE: Notes = Notes { notes: Vec::new(), by_label: BTreeMap::new(), by_start: BTreeMap::new() };

    /// Numbers the notes of a text by the first reference to each; those without come last.
    pub(super) fn number(parsed: &Parsed) -> Notes {
        let mut notes = Notes::default();
        if !parsed.has_notes {
            return notes;
        }
        let mut written: Vec<Note> = Vec::new();
        let mut marks = HashMap::new();
        let mut open = Vec::new();
        for (at, (event, _)) in parsed.events.iter().enumerate() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    notes.by_label.entry(label.to_lowercase()).or_insert(written.len());
                    open.push(written.len());
                    written.push(Note { id: String::new(), mark_id: String::new(), events: at..at, mark: None });
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some(note) = open.pop() {
                        written[note].events.end = at;
                    }
                }
                Event::FootnoteReference(label) => {
                    marks.entry(label.to_lowercase()).or_insert(at);
                }
                _ => {}
            }
        }
        for (label, note) in &mut notes.by_label {
            written[*note].mark = marks.get(label).copied();
        }
        let mut order: Vec<usize> = (0..written.len()).collect();
        order.sort_by_key(|&note| (written[note].mark.unwrap_or(usize::MAX), note));
        let mut number_of = vec![0; written.len()];
        for (number, &note) in order.iter().enumerate() {
            number_of[note] = number;
        }
        for note in notes.by_label.values_mut() {
            *note = number_of[*note];
        }
        written.sort_by_key(|note| (note.mark.unwrap_or(usize::MAX), note.events.start));
        notes.by_start = written.iter().enumerate().map(|(number, note)| (note.events.start, number)).collect();
        notes.notes = written;
        notes
    }

    /// The notes in the order of their numbers.
    pub fn iter(&self) -> std::slice::Iter<'_, Note> {
        self.notes.iter()
    }

    /// The note of that index, to decide its ids.
    pub fn get_mut(&mut self, note: usize) -> &mut Note {
        &mut self.notes[note]
    }

    /// The index of the note that a label means.
    pub fn labelled(&self, label: &str) -> Option<usize> {
        self.by_label.get(&label.to_lowercase()).copied()
    }

    /// The note of that index.
    pub fn get(&self, note: usize) -> &Note {
        &self.notes[note]
    }

    /// The note that starts at an event.
    pub fn starting(&self, event: usize) -> Option<&Note> {
        self.by_start.get(&event).map(|&note| &self.notes[note])
    }
}
