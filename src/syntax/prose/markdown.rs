//! A text as Markdown: its source with as few changes as its new surroundings need.

mod heading;
mod insert;
mod link;
mod plain;

#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::syntax::prose::decided::Around;
use crate::syntax::prose::definition::definitions;
use crate::syntax::prose::edit::{Copy, MEETING, STAR, TAG};
use crate::syntax::prose::link::{dropped, is_line_break, is_printed};
use crate::syntax::prose::untaken::is_closed;
use crate::syntax::prose::{Parsed, parse};

/// Writes a text as Markdown that ends in one line break; nothing where nothing is left.
///
/// `labels` are those of the footnotes in the order of their numbers; no other note of the document has them.
pub fn write_markdown(parsed: &Parsed, around: &Around, labels: &[String], out: &mut String) {
    out.reserve(parsed.text.len() + 64);
    let mut page = MarkdownWriter {
        parsed,
        around,
        labels,
        copy: Copy::new(&parsed.text, out),
        links: Vec::new(),
        is_in_bold: false,
        is_line_start: false,
        leaves_out: false,
        inserted_to: 0,
    };
    let mut definitions = definitions(parsed).into_iter().peekable();
    let mut at = 0;
    while let Some((_, range)) = parsed.events.get(at) {
        while let Some(lines) = definitions.next_if(|lines| lines.start <= range.start) {
            page.copy.omit_lines(lines.start, lines.end);
            page.is_line_start |= page.copy.indent_like(lines.start, lines.end, range.start);
        }
        at = page.write_event(at);
    }
    for lines in definitions {
        page.copy.omit_lines(lines.start, lines.end);
    }
    let leaves_out = page.leaves_out || parsed.leaves_out;
    let start = page.copy.start;
    let out = page.copy.finish();
    if !leaves_out {
        out.extend(open_fence(parsed));
        return;
    }
    // Where something was left out, what stood around it has met, and with enough ill will that is markup again.
    let copy = parse(&out[start..]);
    let is_safe = dropped(&copy).is_empty();
    let fence = open_fence(&copy);
    match is_safe {
        true => out.extend(fence),
        false => {
            out.truncate(start);
            plain::write_plain(parsed, out);
        }
    }
}

struct MarkdownWriter<'p, 't> {
    parsed: &'p Parsed<'t>,
    around: &'p Around<'p>,
    /// The labels of the footnotes in the order of their numbers.
    labels: &'p [String],
    copy: Copy<'p>,
    /// The start events of the links around the present place.
    links: Vec<usize>,
    /// Within a heading that is printed as a bold line.
    is_in_bold: bool,
    /// Something was left out at the start of the line, and nothing has come yet.
    is_line_start: bool,
    /// A heading or a picture was left out, as the surroundings would have it.
    leaves_out: bool,
    /// The end of the last insert that something was printed for.
    inserted_to: usize,
}

impl MarkdownWriter<'_, '_> {
    /// Writes what an event changes; gives the place of the next.
    fn write_event(&mut self, at: usize) -> usize {
        let parsed = self.parsed;
        let (event, range) = &parsed.events[at];
        let was_line_start = std::mem::take(&mut self.is_line_start);
        match event {
            Event::Text(_) => {
                let is_line_start = was_line_start || parsed.drops_inline && self.begins_line(at);
                match parsed.inserts.is_empty() {
                    true => self.keep_words(range.clone(), is_line_start),
                    false => self.write_text_with_inserts(range, is_line_start),
                }
            }
            Event::InlineHtml(tag) => {
                self.copy.omit(range.start, range.end);
                self.is_line_start = was_line_start || self.begins_line(at);
                if is_line_break(tag) && !self.is_line_start {
                    self.copy.out.push(' ');
                }
            }
            // Nothing is left of the line, and a blank one would end the paragraph.
            Event::SoftBreak | Event::HardBreak if was_line_start => {
                self.copy.omit(range.start, range.end);
                self.copy.skip_container();
                self.is_line_start = true;
            }
            Event::HardBreak if self.copy.on_one_line => {
                self.copy.replace(range.start, range.end, " ");
                self.copy.skip_container();
            }
            Event::FootnoteReference(label) => {
                let note = self.around.decided.notes.labelled(label);
                if let Some(label) = note.and_then(|note| self.labels.get(note)) {
                    self.copy.replace(range.start + 2, range.end - 1, label);
                }
            }
            Event::Start(Tag::Paragraph) => self.is_line_start = was_line_start,
            Event::Start(tag) => return self.start(tag, at, range, was_line_start),
            Event::End(TagEnd::Heading(_)) => self.end_heading(at, range),
            Event::End(TagEnd::Link) => {
                self.end_link(at, range);
                self.is_line_start = was_line_start;
            }
            Event::End(TagEnd::Strong) if self.is_in_bold => self.copy.omit(range.end - 2, range.end),
            _ => {}
        }
        at + 1
    }

    fn start(&mut self, tag: &Tag, at: usize, range: &Range<usize>, was_line_start: bool) -> usize {
        match tag {
            Tag::Heading { .. } => return self.start_heading(at, range),
            Tag::HtmlBlock => return self.drop_html(at, range),
            Tag::CodeBlock(_) => return self.past(at, TagEnd::CodeBlock),
            Tag::FootnoteDefinition(label) => {
                let note = self.around.decided.notes.number_of(at);
                if let Some(own) = note.and_then(|note| self.labels.get(note)) {
                    let label_end = range.start + 2 + label.len();
                    self.copy.replace(range.start + 2, label_end, own);
                }
            }
            Tag::Link { link_type, dest_url, .. } => {
                let next = self.start_link(*link_type, dest_url, at, range);
                let drops_bracket = next == at + 1 && !is_printed(*link_type, dest_url);
                self.is_line_start = drops_bracket && (was_line_start || self.begins_line(at));
                return next;
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let copied = self.copy.copied_to(range.start);
                let next = self.write_picture(*link_type, dest_url, title, at, range);
                // A picture without words that was not found leaves nothing.
                let is_gone = self.copy.out.len() == copied;
                self.is_line_start = is_gone && (was_line_start || self.begins_line(at));
                return next;
            }
            // All of it is bold already.
            Tag::Strong if self.is_in_bold => self.copy.omit(range.start, range.start + 2),
            _ => {}
        }
        at + 1
    }

    /// Copies words that are printed as they stand.
    fn keep_words(&mut self, range: Range<usize>, is_line_start: bool) {
        let drops_inline = self.parsed.drops_inline;
        let is_tag_like = || looks_like_a_tag(&self.parsed.text[range.clone()]);
        let meeting = match drops_inline {
            true => MEETING,
            false if is_tag_like() => TAG,
            false => &[],
        };
        let star = if self.is_in_bold { STAR } else { &[] };
        if is_line_start || !meeting.is_empty() || self.is_in_bold {
            self.copy.keep_words(range.start, range.end, [meeting, star], is_line_start);
        }
    }

    /// The place after the end of a block that holds no others of its kind.
    fn past(&self, start: usize, end: TagEnd) -> usize {
        let events = &self.parsed.events[start..];
        start + 1 + events.iter().position(|(event, _)| *event == Event::End(end)).unwrap_or(events.len())
    }

    /// Whether nothing but marks stands before an event on its line.
    fn begins_line(&self, at: usize) -> bool {
        match at.checked_sub(1).map(|before| &self.parsed.events[before].0) {
            None | Some(Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_)) => true,
            Some(Event::Start(tag)) => {
                matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::FootnoteDefinition(_))
            }
            // In a list item words follow a block without a paragraph of their own.
            Some(Event::End(tag)) => !matches!(
                tag,
                TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Link
                    | TagEnd::Image
                    | TagEnd::TableCell
            ),
            _ => false,
        }
    }

    /// Leaves a blank line in the place of the block, as it may have parted two paragraphs.
    fn drop_html(&mut self, at: usize, range: &Range<usize>) -> usize {
        let next = self.past(at, TagEnd::HtmlBlock);
        let end = range.start + self.parsed.text[range.clone()].trim_end_matches(['\n', '\r']).len();
        let before = self.copy.line_before(range.start);
        if before.trim_matches([' ', '\t']).is_empty() {
            self.copy.omit_lines(range.start - before.len(), end);
        } else {
            self.copy.omit(range.start, end);
            // A list item cannot begin with two blank lines.
            if let Some((event, range)) = self.parsed.events.get(next)
                && !matches!(event, Event::End(_))
                && matches!(self.parsed.events.get(at.wrapping_sub(1)), Some((Event::Start(Tag::Item), _)))
            {
                self.copy.skip_to(range.start);
            }
        }
        next
    }
}

/// Whether words hold what a lenient reader of Markdown takes for a tag, be it none to a strict one: `<svg/onload=x>`.
fn looks_like_a_tag(words: &str) -> bool {
    let bytes = words.as_bytes();
    let is_tag = |next: &u8| next.is_ascii_alphabetic() || b"/!?".contains(next);
    memchr::memchr_iter(b'<', bytes).any(|at| bytes.get(at + 1).is_none_or(is_tag))
}

/// The line that ends a code block which the writer left open, so that it does not take in what comes after the text.
fn open_fence(parsed: &Parsed) -> Option<String> {
    let (Event::End(TagEnd::CodeBlock), range) = parsed.events.last()? else { return None };
    let start = parsed.events.iter().rev().find(|(event, _)| matches!(event, Event::Start(_)))?;
    let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) = start.0 else { return None };
    let source = &parsed.text[range.clone()];
    let mark = source.chars().next()?;
    let length = source.chars().take_while(|&character| character == mark).count();
    (!is_closed(source)).then(|| std::iter::repeat_n(mark, length).chain(['\n']).collect())
}
