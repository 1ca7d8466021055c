//! The notes of a Word document, those at the foot of pages and those at its end.

use std::collections::HashMap;

use super::relations::Relations;
use super::run::Run;
use crate::import::archive::{Archive, More, Seen, attribute, events};
use crate::import::document::block::Words;
use crate::import::document::builder::{Inline, Look};
use crate::import::problem::Unread;

/// What stands before the ids of notes at the end, which are counted for themselves.
pub(super) const AT_END: &str = "s";

/// The texts of the notes, by their ids.
pub(super) fn read(archive: &mut Archive) -> Result<HashMap<String, Words>, Unread> {
    let mut notes = HashMap::new();
    for (part, element, before) in [("footnotes", "footnote", ""), ("endnotes", "endnote", AT_END)] {
        let relations = Relations::read(archive, part)?;
        read_part(archive, &format!("word/{part}.xml"), element, before, &relations, &mut notes)?;
    }
    Ok(notes)
}

fn read_part(
    archive: &mut Archive,
    name: &str,
    element: &str,
    before: &str,
    relations: &Relations,
    notes: &mut HashMap<String, Words>,
) -> Result<(), Unread> {
    let Some(part) = archive.part(name)? else { return Ok(()) };
    let mut open: Option<(String, Inline)> = None;
    let (mut in_text, mut run, mut link) = (false, Run::default(), None);
    events(part, |seen| {
        match seen {
            Seen::Open(start) => match start.local_name().as_ref() {
                name if name == element => {
                    let id = attribute(start, "type").is_none().then(|| attribute(start, "id")).flatten();
                    open = id.map(|id| (format!("{before}{id}"), Inline::default()));
                }
                "t" => in_text = true,
                "r" => run = Run::default(),
                "p" => {
                    if let Some((_, inline)) = &mut open {
                        inline.words(" ", Look::default());
                    }
                }
                "hyperlink" => link = attribute(start, "id").and_then(|id| relations.target(&id)),
                name @ ("b" | "i" | "vanish" | "vertAlign" | "rStyle") => {
                    run.take(name, attribute(start, "val").as_deref())
                }
                _ => {}
            },
            Seen::Close(name) => match name {
                "t" => in_text = false,
                "hyperlink" => link = None,
                name if name == element => {
                    if let Some((id, inline)) = open.take() {
                        notes.insert(id, inline.finish(false));
                    }
                }
                _ => {}
            },
            Seen::Words(words) => {
                if let (Some((_, inline)), true) = (&mut open, in_text && !run.is_hidden) {
                    let link = link.as_deref();
                    let look = Look { bold: run.is_bold, italic: run.is_italic, link, raised: run.is_raised };
                    inline.words(words, look);
                }
            }
        }
        Ok(More::Yes)
    })
}
