//! Pictures that a text names.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::syntax::prose::{Parsed, write_words};

/// A picture of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The address as written, entities resolved.
    pub target: String,
    /// The words for those who do not see it; empty where none are written.
    pub alternative: String,
    /// Its place.
    pub range: Range<usize>,
}

/// The pictures of a text in order. One in another's alternative text is words, not a picture.
pub fn pictures(parsed: &Parsed) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let mut at = 0;
    while let Some((event, range)) = parsed.events.get(at) {
        if let Event::Start(Tag::Image { dest_url, .. }) = event {
            let mut alternative = String::new();
            at = write_words(parsed, at, &mut alternative);
            pictures.push(Picture { target: dest_url.to_string(), alternative, range: range.clone() });
        }
        at += 1;
    }
    pictures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::prose::parse;

    #[test]
    fn pictures_come_with_address_words_and_place() {
        let text = "å ![Ett *träd* ![inre](b.png)](bilder/tr%C3%A4d.png \"Titel\") ![][r]\n\n[r]: <två ord.png>\n";
        let found = pictures(&parse(text));
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].target, "bilder/tr%C3%A4d.png");
        assert_eq!(found[0].alternative, "Ett träd inre");
        assert_eq!((found[1].target.as_str(), found[1].alternative.as_str()), ("två ord.png", ""));
        assert_eq!(&text[found[1].range.clone()], "![][r]");
    }
}
