//! Assignments that are new, have ended or differ.

use super::{NarrativePart, Row, Voice, arrow, clean, title};
use crate::compare::diff::AssignmentDiff;
use crate::diagnostic::Bilingual;
use crate::msg;

pub(super) fn part(assignments: &[AssignmentDiff], voice: Voice) -> NarrativePart {
    let rows = assignments.iter().flat_map(|assignment| rows(assignment, voice)).collect();
    let title = voice.say(&Bilingual::fixed("Uppdrag", "Assignments"));
    NarrativePart { label: None, title, states: Vec::new(), rows }
}

fn rows(assignment: &AssignmentDiff, voice: Voice) -> Vec<Row> {
    let subject = voice.say(&Bilingual::fixed("Uppdrag", "Assignment"));
    let (old, new) = match (&assignment.old, &assignment.new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(new)) => {
            let (name, quoted) = (title(new), voice.quote(&title(new)));
            let sentence = voice.say(&msg!("Nytt uppdrag: {quoted}", "New assignment: {quoted}"));
            return vec![Row::change("new", subject, sentence, None, Some(name))];
        }
        (Some(old), None) => {
            let (name, quoted) = (title(old), voice.quote(&title(old)));
            let sentence = voice.say(&msg!("Avslutat uppdrag: {quoted}", "Ended assignment: {quoted}"));
            return vec![Row::change("ended", subject, sentence, Some(name), None)];
        }
        (None, None) => return Vec::new(),
    };
    let (name, quoted) = (title(new), voice.quote(&title(new)));
    let mut rows = Vec::new();
    if let Some(words) = &assignment.title {
        let head = voice.say(&Bilingual::fixed("Omformulerat uppdrag", "Reworded assignment"));
        rows.push(Row::words("title", subject.clone(), format!("{head}:"), clean(words)));
    } else if title(old) != name {
        let sentence = format!("{subject}: {}", arrow(Some(&title(old)), Some(&name)));
        rows.push(Row::change("title", subject, sentence, Some(title(old)), Some(name.clone())));
    }
    if let Some(change) = &assignment.responsible {
        rows.push(voice.responsible(Some(&change.old), Some(&change.new)).about(name.clone()));
    }
    if let Some(change) = &assignment.due {
        let none = Bilingual::fixed("inget datum", "no date");
        let [old, new] =
            [change.old, change.new].map(|date| date.map_or_else(|| voice.say(&none), |date| date.to_string()));
        let sentence =
            voice.say(&msg!("{quoted} klart senast: {old} → {new}", "{quoted} to be done by: {old} → {new}"));
        let subject = voice.say(&Bilingual::fixed("Klart senast", "To be done by"));
        rows.push(Row::change("dates", subject, sentence, Some(old), Some(new)).about(name));
    }
    rows
}
