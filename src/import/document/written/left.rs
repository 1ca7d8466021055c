//! The list of what was not understood, with the place of each.

use std::fmt::Write;

use crate::diagnostic::Language;
use crate::import::document::block::Place;
use crate::import::document::recognised::{Left, Recognised};
use crate::msg;

/// The list; none where everything was understood.
pub(crate) fn text(out: &Recognised, language: Language) -> Option<String> {
    if out.left.is_empty() && out.furniture.is_empty() && out.comments.is_empty() {
        return None;
    }
    let mut text = String::new();
    let heading = msg!("# Inte förstått", "# Not understood");
    let lead = msg!(
        "Det här står i dokumentet men i ingen fil. Flytta det dit det hör hemma, och ta sedan bort listan.",
        "This stands in the document but in no file. Move it to where it belongs, and remove the list then.",
    );
    let nothing =
        msg!("Allt som står i dokumentet står i filerna.", "All that stands in the document is in the files.");
    let lead = if out.left.is_empty() { nothing } else { lead };
    // Writing to a text does not fail.
    let _ = write!(text, "{}\n\n{}\n", heading.get(language), lead.get(language));
    if !out.left.is_empty() {
        text.push('\n');
    }
    list(&mut text, &out.left, out.counts_paragraphs, language);
    let comments = (
        msg!("## Kommentarer", "## Comments"),
        msg!(
            "Det här stod bredvid texten, till dem som skrev den.",
            "This stood beside the text, for those who wrote it.",
        ),
    );
    let furniture = (
        msg!("## Trycks av sig självt", "## Printed of itself"),
        msg!(
            "Innehållsförteckning, sidhuvuden, sidfötter, rubriker som bara har mål under sig, och det som räknas ut.",
            "The contents, heads and feet of pages, headings with nothing but goals below them, and what is counted.",
        ),
    );
    for ((heading, lead), all) in [(comments, &out.comments), (furniture, &out.furniture)] {
        if !all.is_empty() {
            let _ = write!(text, "\n{}\n\n{}\n\n", heading.get(language), lead.get(language));
            list(&mut text, all, out.counts_paragraphs, language);
        }
    }
    Some(text)
}

fn list(text: &mut String, all: &[Left], counts_paragraphs: bool, language: Language) {
    for Left { place, words } in all {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "- {}: {words}", place_words(*place, counts_paragraphs, language));
    }
}

/// A place in words.
pub(crate) fn place_words(place: Place, counts_paragraphs: bool, language: Language) -> String {
    let Place { page, line } = place;
    let line = match counts_paragraphs {
        true => msg!("stycke {line}", "paragraph {line}"),
        false => msg!("rad {line}", "line {line}"),
    };
    let page = page.map(|page| msg!("sida {page}, ", "page {page}, "));
    format!("{}{}", page.as_ref().map_or("", |page| page.get(language)), line.get(language))
}
