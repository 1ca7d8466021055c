//! The words of a text as paragraphs without any markup, addresses after their words: what is printed of a text that
//! cannot be copied safely.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::syntax::prose::Parsed;
use crate::syntax::prose::escape::write_plain_markdown;
use crate::syntax::prose::link::{is_line_break, is_printed, is_safe_link};

pub(super) fn write_plain(parsed: &Parsed, out: &mut String) {
    let mut paragraph = String::new();
    // Of the links and pictures around the present place, those whose address is printed.
    let mut addresses = Vec::new();
    for (event, _) in &parsed.events {
        match event {
            Event::Text(words) | Event::Code(words) => paragraph.push_str(words),
            Event::SoftBreak | Event::HardBreak => paragraph.push(' '),
            Event::InlineHtml(tag) if is_line_break(tag) => paragraph.push(' '),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                // The words of an address in angle brackets are the address.
                let is_shown = is_printed(*link_type, dest_url);
                let is_own_words = matches!(link_type, LinkType::Autolink | LinkType::Email);
                addresses.push((is_shown && !is_own_words).then_some((dest_url, title)));
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                addresses.push(is_safe_link(dest_url).then_some((dest_url, title)));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((address, title)) = addresses.pop().flatten() {
                    let parts = [address.as_ref(), title.as_ref()];
                    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                    paragraph.push_str(&format!(" ({})", parts.join(", ")));
                }
            }
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::End(tag) if is_inline(*tag) => {}
            Event::Start(_) | Event::End(_) => write_paragraph(&mut paragraph, out),
            _ => {}
        }
    }
    if out.ends_with("\n\n") {
        out.pop();
    }
}

fn write_paragraph(paragraph: &mut String, out: &mut String) {
    let words = paragraph.trim();
    if !words.is_empty() {
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = words.split_at(digits);
        out.push_str(number);
        // These begin a list or underline a heading.
        if rest.starts_with(['-', '+', '=']) || digits > 0 && rest.starts_with(['.', ')']) {
            out.push('\\');
        }
        write_plain_markdown(out, rest);
        out.push_str("\n\n");
    }
    paragraph.clear();
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
}
