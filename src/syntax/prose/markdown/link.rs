//! Links and pictures in Markdown: addresses written out, script links and pictures that were not found as words.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::syntax::prose::escape::write_markdown_target;
use crate::syntax::prose::link::is_printed;
use crate::syntax::prose::markdown::MarkdownWriter;
use crate::syntax::prose::{Parsed, write_words};

impl MarkdownWriter<'_, '_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, target: &str, at: usize, range: &Range<usize>) -> usize {
        let is_printed = is_printed(link_type, target);
        if is_bare(self.parsed, link_type, range) {
            return at + 1;
        }
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            let mut words = String::new();
            let end = write_words(self.parsed, at, &mut words);
            if !is_printed {
                self.copy.replace_with_words(range.start, range.end, &words);
            }
            return end + 1;
        }
        if !is_printed {
            self.copy.omit(range.start, range.start + 1);
        }
        self.links.push(at);
        at + 1
    }

    pub(super) fn end_link(&mut self, at: usize, range: &Range<usize>) {
        if !self.parsed.text[range.start..].starts_with(['[', '<']) {
            return;
        }
        let Some(start) = self.links.pop() else { return };
        let (Event::Start(Tag::Link { link_type, dest_url, title, .. }), _) = &self.parsed.events[start] else {
            return;
        };
        let bracket = self.bracket_after(start, at, range, range.start + 1);
        let end = self.end_of(*link_type, range);
        if !is_printed(*link_type, dest_url) {
            self.copy.omit(bracket, end);
        } else if *link_type != LinkType::Inline || self.around.link(start).is_some() {
            self.copy.omit((bracket + 1).min(end), end);
            write_markdown_target(self.copy.out, self.around.link(start).unwrap_or(dest_url), title);
        }
    }

    pub(super) fn write_picture(
        &mut self,
        link_type: LinkType,
        target: &str,
        title: &str,
        at: usize,
        range: &Range<usize>,
    ) -> usize {
        let mut words = String::new();
        let end = write_words(self.parsed, at, &mut words);
        let address = self.around.picture(at);
        let words = words.trim();
        let Some(address) = address else {
            self.leaves_out = true;
            let character = match words {
                "" => "",
                _ if self.is_beside_star(range) => "_",
                _ => "*",
            };
            let close = self.end_of(link_type, range);
            self.copy.replace(range.start, close, character);
            self.copy.replace_with_words(close, close, words);
            self.copy.out.push_str(character);
            return end + 1;
        };
        let is_plain = self.parsed.events[at + 1..end].iter().all(|(event, _)| match event {
            Event::Start(tag) => is_type_face(tag.to_end()),
            Event::End(tag) => is_type_face(*tag),
            event => matches!(event, Event::Text(_) | Event::Code(_) | Event::SoftBreak),
        });
        let bracket = self.bracket_after(at, end, range, range.start + 2);
        if !is_plain {
            // What is dropped elsewhere is not shown here either.
            self.copy.replace(range.start, bracket, "![");
            self.copy.replace_with_words(bracket, bracket, words);
        }
        if link_type != LinkType::Inline || address != target {
            let close = self.end_of(link_type, range);
            self.copy.omit((bracket + 1).min(close), close);
            write_markdown_target(self.copy.out, address, title);
        }
        end + 1
    }

    /// A star beside another could mean something other than where it stands alone.
    fn is_beside_star(&self, range: &Range<usize>) -> bool {
        let text = self.parsed.text.as_bytes();
        let is_star = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|&byte| byte == b'*');
        is_star(range.start.checked_sub(1)) || is_star(Some(range.end))
    }

    /// The end of a link or a picture; the parser does not count the empty brackets of `[label][]`.
    fn end_of(&self, link_type: LinkType, range: &Range<usize>) -> usize {
        let is_followed = link_type == LinkType::Collapsed && self.parsed.text[range.end..].starts_with("[]");
        range.end + if is_followed { 2 } else { 0 }
    }

    /// The bracket that ends the words of a link or a picture: the first one after the last event within.
    fn bracket_after(&self, start: usize, end: usize, range: &Range<usize>, opening: usize) -> usize {
        let words_end = if end > start + 1 { self.parsed.events[end - 1].1.end.max(opening) } else { opening };
        let rest = self.parsed.text.as_bytes().get(words_end..range.end).unwrap_or_default();
        memchr::memchr(b']', rest).map_or(range.end, |found| words_end + found)
    }
}

/// Whether an address stands as it is, without angle brackets: its words are words, which every reader makes a link of.
fn is_bare(parsed: &Parsed, link_type: LinkType, range: &Range<usize>) -> bool {
    matches!(link_type, LinkType::Autolink | LinkType::Email) && !parsed.text[range.start..].starts_with('<')
}

fn is_type_face(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
}
