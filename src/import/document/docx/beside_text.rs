//! What stands beside the text of a Word document: comments, and the heads and feet of pages.

use crate::import::archive::{Archive, More, Seen, events_without};
use crate::import::document::builder::{Builder, Inline, Look};
use crate::import::problem::Unread;

/// Most parts of heads, and of feet: a section has three of each.
const MOST_PARTS: usize = 12;

/// Elements of which nothing is read.
const SKIPPED: [&str; 4] = ["del", "instrText", "delText", "Fallback"];

/// Reads them.
pub(super) fn read(archive: &mut Archive, builder: &mut Builder) -> Result<(), Unread> {
    for text in paragraphs(archive, "word/comments.xml", "comment")? {
        let mut inline = Inline::default();
        inline.words(&text, Look::default());
        builder.comment(inline);
    }
    for sort in ["header", "footer"] {
        for number in 1..=MOST_PARTS {
            for text in paragraphs(archive, &format!("word/{sort}{number}.xml"), "p")? {
                builder.head_of_pages(&text);
            }
        }
    }
    Ok(())
}

/// The words of each element of a part.
fn paragraphs(archive: &mut Archive, name: &str, element: &str) -> Result<Vec<String>, Unread> {
    let mut all = Vec::new();
    let Some(part) = archive.part(name)? else { return Ok(all) };
    let (mut text, mut in_text) = (String::new(), false);
    events_without(part, &SKIPPED, |seen| {
        match seen {
            Seen::Open(start) => match start.local_name().as_ref() {
                "t" => in_text = true,
                "tab" | "br" | "p" => text.push(' '),
                _ => {}
            },
            Seen::Words(words) if in_text => text.push_str(words),
            Seen::Close("t") => in_text = false,
            Seen::Close(name) if name == element => {
                let whole = std::mem::take(&mut text);
                if !whole.trim().is_empty() {
                    all.push(whole);
                }
            }
            _ => {}
        }
        Ok(More::Yes)
    })?;
    Ok(all)
}
