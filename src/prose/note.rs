//! Footnotes: which number and which ids each has.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::prose::{Frame, Parsed};

/// The name that ids and labels of notes are made from.
const NOTE: &str = "fotnot";
/// The name that ids of the places that refer to notes are made from.
const MARK: &str = "fotnotsmarkering";

/// The footnotes of one text in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    /// The first note of each label in lower case, which is the one that references mean.
    by_label: BTreeMap<String, usize>,
    /// The note that starts at an event.
    by_start: HashMap<usize, usize>,
}

/// A footnote.
#[derive(Debug)]
pub(super) struct Note {
    /// Its id in the page, its label in Markdown; no other note of the document has it.
    pub(super) id: String,
    /// Its start and its end among the events.
    pub(super) events: Range<usize>,
    /// The first place that refers to it; a note that nobody refers to is printed all the same.
    pub(super) mark: Option<usize>,
}

impl Notes {
    /// Numbers the notes of a text by the first reference to each; those without come last.
    pub(super) fn number(parsed: &Parsed, frame: &mut dyn Frame) -> Notes {
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
                    written.push(Note { id: String::new(), events: at..at, mark: None });
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
            written[note].id = frame.anchor(NOTE);
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
    pub(super) fn iter(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter()
    }

    /// The index of the note that a label means.
    pub(super) fn labelled(&self, label: &str) -> Option<usize> {
        self.by_label.get(&label.to_lowercase()).copied()
    }

    /// The note of that index.
    pub(super) fn get(&self, note: usize) -> &Note {
        &self.notes[note]
    }

    /// The note that starts at an event.
    pub(super) fn starting(&self, event: usize) -> Option<&Note> {
        self.by_start.get(&event).map(|&note| &self.notes[note])
    }

    /// Ids for the places that refer to notes, in the order of the notes.
    pub(super) fn mark_ids(&self, frame: &mut dyn Frame) -> Vec<String> {
        self.notes.iter().map(|note| note.mark.map_or_else(String::new, |_| frame.anchor(MARK))).collect()
    }
}
