//! Which plans were asked for, and which files nothing can be said of.

use std::collections::BTreeSet;

use crate::read::load::{File, Loaded};
use crate::status::{Note, Why};

/// The numbers of the plans whose files, or whose follow-ups, were asked for; and what cannot be told.
pub fn plans(loaded: &Loaded) -> (BTreeSet<usize>, Vec<Note>) {
    let resolved = &loaded.resolved;
    let mut plans = BTreeSet::new();
    let mut notes = Vec::new();
    let shown = |source| loaded.sources.path(source).to_owned();
    for file in loaded.asked() {
        let note = |why| Note { path: shown(file.source), why };
        let Some(number) = file.document else {
            notes.push(note(Why::Unreadable));
            continue;
        };
        let document = &resolved.documents[number];
        match resolved.report_of(number) {
            Some(report) => {
                plans.insert(report.plan);
            }
            None if document.is_plan() => {
                plans.insert(number);
            }
            None if document.follow_up.is_some() => notes.push(note(Why::NoPlan)),
            // Nothing is due in a contribution.
            None => {}
        }
    }
    plans.retain(|number| {
        let document = &resolved.documents[*number];
        let why = match document.year {
            _ if !loaded.is_printable(*number) => Why::AboveUnreadable,
            None => Why::NoYear,
            Some(_) => return true,
        };
        notes.push(Note { path: shown(document.source), why });
        false
    });
    for number in &plans {
        for report in resolved.reports_on(*number).filter(|report| report.occasion.is_none()) {
            let parts = report.parts.iter().map(|part| resolved.documents.head(*part).source);
            notes.extend(parts.map(|source| Note { path: shown(source), why: Why::NoPeriod }));
        }
    }
    notes.extend(unreadable_beside(loaded, &plans).map(|file| Note { path: shown(file.source), why: Why::Unreadable }));
    (plans, notes)
}

/// Files beside the plans that cannot be read: what they report would be told as missing, without a word.
fn unreadable_beside<'l>(loaded: &'l Loaded, plans: &BTreeSet<usize>) -> impl Iterator<Item = &'l File> {
    // Paths of one folder may be written in several ways, those for people in one.
    let folder = |file: &File| loaded.sources.path(file.source).rsplit_once('/').map(|(folder, _)| folder);
    let of_plan = |file: &&File| file.document.is_some_and(|number| plans.contains(&number));
    let folders: BTreeSet<Option<&str>> = loaded.files.iter().filter(of_plan).map(folder).collect();
    loaded.files.iter().filter(|file| file.document.is_none()).filter(move |file| folders.contains(&folder(file)))
}
