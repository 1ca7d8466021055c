//! Words with their place: short texts, and prose whose text stays in the file until it is printed.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::source::{SourceId, Sources, Span, Words};

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> At<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> At<T> {
        At { value, span }
    }
}

impl At<String> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

/// A Markdown text: where it stands, not a copy of it, so that a thousand plans' prose is in memory once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// The place of the field's value in the plan.
    pub span: Span,
    /// Where the words are.
    pub body: ProseBody,
}

/// Which prose field of a workspace a text is: no two values stand in one place, so that the place tells them apart even
/// where their words are the same, or are those of one file. Of another reading it tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProseId(Span);

/// Where the words of a prose field are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProseBody {
    /// A block (`|`): whole lines of the plan, each indented by `indent` bytes.
    Block {
        /// The lines, from the start of the first.
        lines: Span,
        /// Bytes to leave out at each line's start.
        indent: u32,
    },
    /// Text that stands in the plan as it is.
    Verbatim(Span),
    /// Text that reading had to unfold: quoted with escapes, or folded over lines.
    Unfolded(Box<str>),
    /// A file of its own.
    File(SourceId),
    /// A file that is not there, or none though one is asked for; reported where it is named.
    Missing,
    /// A file that is there but is not or cannot be read; reported there or where it is named. What prints it is not
    /// written, as words of it are left out that nobody can tell.
    Refused,
}

/// What stands in some of a document's texts and is looked for in those of all: so whoever looks need not read the texts of
/// a document that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signs {
    /// Whether there may be an insert (`{{ … }}`).
    pub inserts: bool,
    /// Whether there may be a link to a place of a page.
    pub places: bool,
}

impl Signs {
    /// Those of these texts.
    pub fn of(texts: &[&Prose], sources: &Sources) -> Signs {
        let mut signs = Signs { inserts: false, places: false };
        for text in texts {
            let raw = text.raw(sources);
            let mut numbers = memchr::memchr_iter(b'#', raw.as_bytes());
            signs.inserts |= memchr::memmem::find(raw.as_bytes(), b"{{").is_some();
            // After the parenthesis or the sign that an address begins with, or within one. A heading's stands after none.
            signs.places |= numbers.any(|at| {
                let before = raw[..at].chars().next_back();
                before.is_some_and(|before| !before.is_whitespace() && before != '#') || raw[..at].ends_with(": ")
            });
        }
        signs
    }
}

impl ProseBody {
    /// Whether the words are in a file that was not read.
    pub fn is_unread(&self) -> bool {
        matches!(self, ProseBody::Missing | ProseBody::Refused)
    }
}

impl Prose {
    /// Which prose field it is.
    pub fn id(&self) -> ProseId {
        ProseId(self.span)
    }

    /// The Markdown and the way back from its bytes to the file's.
    pub fn text(&self, sources: &Sources) -> ProseText<'_> {
        match &self.body {
            ProseBody::Block { lines, indent } => unindented(&sources.slice(*lines), *lines, *indent as usize),
            ProseBody::Verbatim(span) => ProseText::verbatim(&sources.slice(*span), *span),
            ProseBody::Unfolded(text) => ProseText { text: Cow::Borrowed(text), map: Map::Whole(self.span) },
            ProseBody::File(id) => {
                let start = sources.start(*id);
                let span = start.to(sources.whole(*id));
                ProseText::verbatim(&sources.slice(span), span)
            }
            ProseBody::Missing | ProseBody::Refused => {
                ProseText { text: Cow::Borrowed(""), map: Map::Whole(self.span) }
            }
        }
    }

    /// The text as it stands in the file, with its indentation: enough to see whether a sign occurs in it.
    pub fn raw(&self, sources: &Sources) -> Words<'_> {
        match &self.body {
            ProseBody::Block { lines, .. } => sources.slice(*lines),
            ProseBody::Verbatim(span) => sources.slice(*span),
            ProseBody::Unfolded(text) => Words::Here(text),
            ProseBody::File(id) => sources.slice(sources.whole(*id)),
            ProseBody::Missing | ProseBody::Refused => Words::Here(""),
        }
    }

    /// Whether the Markdown stands in the file line by line, so that it can be edited there: neither in quotation marks nor
    /// folded.
    pub fn is_editable(&self) -> bool {
        matches!(self.body, ProseBody::Block { .. } | ProseBody::File(_))
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self, sources: &Sources) -> bool {
        self.raw(sources).trim_start_matches('\u{feff}').trim().is_empty()
    }

    /// The file whose folder pictures and links are relative to.
    pub fn source(&self) -> SourceId {
        match self.body {
            ProseBody::File(id) => id,
            _ => self.span.source,
        }
    }
}

/// A prose field's Markdown with the place of each of its bytes.
#[derive(Debug)]
pub struct ProseText<'s> {
    /// The Markdown.
    pub text: Cow<'s, str>,
    map: Map,
}

#[derive(Debug)]
enum Map {
    Shift(Span),
    /// (offset in the text, offset in the file) at the start of each line.
    Lines(Span, Vec<(u32, u32)>),
    Whole(Span),
}

impl ProseText<'_> {
    fn verbatim(text: &str, span: Span) -> ProseText<'static> {
        ProseText { text: Cow::Owned(text.to_owned()), map: Map::Shift(span) }
    }

    /// The place in the file of a byte range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        match &self.map {
            Map::Shift(span) => span.at(span.start as usize + range.start, span.start as usize + range.end),
            Map::Whole(span) => *span,
            Map::Lines(span, lines) => {
                let find = |offset: usize| {
                    let at = lines.partition_point(|&(text, _)| text as usize <= offset).max(1) - 1;
                    lines.get(at).map_or(span.start as usize, |&(text, file)| file as usize + offset - text as usize)
                };
                let start = find(range.start);
                // The end belongs to the line of the last byte, not to the indentation of the next.
                let end = if range.end > range.start { find(range.end - 1) + 1 } else { start };
                span.at(start.min(span.end as usize), end.min(span.end as usize))
            }
        }
    }
}

fn unindented(source: &str, span: Span, indent: usize) -> ProseText<'static> {
    let mut text = String::with_capacity(source.len());
    let mut lines = Vec::with_capacity(source.len() / 60 + 1);
    let mut at = span.start;
    let ends = memchr::memchr_iter(b'\n', source.as_bytes()).map(|end| end + 1);
    let mut start = 0;
    for end in ends.chain((!source.is_empty() && !source.ends_with('\n')).then_some(source.len())) {
        let line = &source[start..end];
        start = end;
        let blanks = line.bytes().take_while(|&byte| byte == b' ').count().min(indent);
        let kept = &line[blanks..];
        lines.push((text.len() as u32, at + blanks as u32));
        match kept.strip_suffix("\r\n") {
            Some(kept) => {
                text.push_str(kept);
                text.push('\n');
            }
            None => text.push_str(kept),
        }
        at += line.len() as u32;
    }
    ProseText { text: Cow::Owned(text), map: Map::Lines(span, lines) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_block_gives_back_the_place_of_each_word() {
        let yaml = "a: |\r\n  hej å\r\n    indraget\r\n\r\n  slut\r\n";
        let sources = Sources::default();
        let id = sources.add(Source::new("a.yaml", yaml));
        let lines = sources.whole(id).at(6, yaml.len());
        let prose = Prose { span: lines, body: ProseBody::Block { lines, indent: 2 } };
        let read = prose.text(&sources);
        assert_eq!(read.text, "hej å\n  indraget\n\nslut\n");
        for word in ["hej", "å", "indraget", "slut"] {
            let at = read.text.find(word).unwrap();
            assert_eq!(sources.slice(read.span(at..at + word.len())), word);
        }
    }
}
