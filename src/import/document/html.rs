//! Web pages, those of `vp` and of others: tags that are read as they come, however they are nested.

mod look;
mod tag;

use std::collections::HashMap;

use self::look::{Looks, is_bold, is_raised};
use self::tag::{Token, tokens};
use crate::import::document::block::Read;
use crate::import::document::builder::{Builder, Inline, Look, Sort};
use crate::import::problem::Unread;

/// Elements of which nothing is read.
const SKIPPED: [&str; 7] = ["script", "style", "head", "template", "svg", "noscript", "button"];

/// Elements that end the paragraph before them.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "address",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "hr",
    "details",
    "summary",
    "form",
    "fieldset",
];

/// Classes of spans that are marks: whose something is, how it stands.
const MARKS: [&str; 2] = ["mark", "status"];

/// The class of the title where a page is no word processor's own.
const TITLE: &str = "title";

/// How deep a list is, where its class says so: "lst-kix_abc-1" is within another.
fn depth_of_list(classes: &str) -> Option<usize> {
    let own = classes.split_whitespace().find(|class| class.starts_with("lst-"))?;
    own.rsplit_once('-').and_then(|(_, depth)| depth.parse().ok()).filter(|depth| *depth < 9)
}

/// Reads a page.
///
/// Errors: it has more tables within each other than are read.
pub(crate) fn read(text: &str) -> Result<Read, Unread> {
    let mut page = Page { looks: Looks::of(text), ..Page::default() };
    for token in tokens(text) {
        page.take(token)?;
    }
    page.flush();
    Ok(Read { blocks: page.builder.finish(), counts_paragraphs: true, ..Read::default() })
}

#[derive(Default)]
struct Page {
    builder: Builder,
    inline: Inline,
    heading: Option<u8>,
    /// The lists that are open; true where they are counted.
    lists: Vec<bool>,
    /// How many elements of lists are open.
    open_lists: usize,
    in_item: bool,
    bold: usize,
    italic: usize,
    raised: usize,
    link: Option<String>,
    /// The element whose content is not read, and how often it is open.
    skipped: Option<(String, usize)>,
    /// How many elements are open that hold ways to other places.
    ways: usize,
    is_pre: bool,
    in_caption: bool,
    in_quote: usize,
    /// The spans that are open: whether they are marks, bold, and raised.
    spans: Vec<[bool; 3]>,
    /// How classes look, where the page says it.
    looks: Looks,
    in_head: bool,
    /// The class of the paragraph, where a word processor has given it one.
    class: Option<String>,
    /// The footers that are open; true where they lead back to the top.
    footers: Vec<bool>,
    /// The note that is being read, and how many elements are open in it.
    note: Option<(String, usize)>,
    /// The numbers of the notes, by their ids.
    numbers: HashMap<String, usize>,
    /// Whether the paragraph is what somebody has said beside the text.
    is_comment: bool,
}

/// The id of the note that an element is.
fn note_of<'v>(value: &dyn Fn(&str) -> Option<&'v str>) -> Option<String> {
    let id = value("id")?;
    let is_note = value("role") == Some("doc-footnote") || id.starts_with("ftn") && !id.starts_with("ftnref");
    is_note.then(|| id.to_owned())
}

impl Page {
    fn take(&mut self, token: Token) -> Result<(), Unread> {
        if let Some((name, depth)) = &mut self.skipped {
            match token {
                Token::Open(own, ..) if own == *name => *depth += 1,
                Token::Close(own) if own == *name => {
                    *depth -= 1;
                    if *depth == 0 {
                        self.skipped = None;
                    }
                }
                _ => {}
            }
            return Ok(());
        }
        match token {
            Token::Words(words) => self.words(&words),
            Token::Open(name, attributes, is_closed) => {
                let value = |key: &str| attributes.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str());
                let has_class = |class: &str| {
                    value("class").is_some_and(|classes| classes.split_whitespace().any(|own| own == class))
                };
                // What was taken away of a document that keeps its changes; otherwise it is only struck through.
                let is_taken = name == "del" && (value("cite").is_some() || value("datetime").is_some());
                if SKIPPED.contains(&name.as_str()) || is_taken {
                    if !is_closed {
                        self.skipped = Some((name, 1));
                    }
                    return Ok(());
                }
                self.open(&name, &value, &has_class)?;
            }
            Token::Close(name) => self.close(&name),
        }
        Ok(())
    }

    fn open<'v>(
        &mut self,
        name: &str,
        value: &dyn Fn(&str) -> Option<&'v str>,
        has_class: &dyn Fn(&str) -> bool,
    ) -> Result<(), Unread> {
        match name {
            "nav" => {
                self.flush();
                self.ways += 1;
            }
            "footer" => {
                self.flush();
                self.footers.push(has_class("top"));
                self.ways += usize::from(has_class("top"));
            }
            "div" | "aside" | "li" if note_of(value).is_some() => {
                self.flush();
                self.note = note_of(value).map(|id| (id, 0));
            }
            "div" if self.note.is_some() => {
                self.flush();
                self.note = self.note.take().map(|(id, depth)| (id, depth + 1));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = name[1..].parse().ok();
            }
            "ul" | "ol" => {
                self.flush();
                // Some say how deep a list is by its class alone.
                let depth = value("class").and_then(depth_of_list);
                self.lists.resize(depth.unwrap_or(self.lists.len()), false);
                self.lists.push(name == "ol");
                self.open_lists += 1;
            }
            "li" => {
                self.flush();
                self.in_item = true;
            }
            // A word processor that saves a page has no lists, contents and titles but by their classes.
            "p" if value("class").is_some_and(|class| class.starts_with("Mso")) => {
                self.flush();
                self.class = value("class").map(str::to_owned);
            }
            "p" if has_class("title") => {
                self.flush();
                self.class = Some(TITLE.to_owned());
            }
            "br" => self.inline.line_break(),
            "b" | "strong" => self.bold += 1,
            "i" | "em" => self.italic += 1,
            "sup" => self.raised += 1,
            "a" => {
                if has_class("skip") {
                    self.skipped = Some(("a".to_owned(), 1));
                }
                let address = value("href").unwrap_or_default();
                let begins = |signs: [&str; 2]| signs.iter().any(|sign| address.starts_with(sign));
                let is_way_back = value("role") == Some("doc-backlink") || begins(["#_ftnref", "#ftnt_ref"]);
                let is_sign = value("role") == Some("doc-noteref") || begins(["#_ftn", "#ftnt"]) && !is_way_back;
                // A note may begin with the way back to its sign, and so may what somebody has said beside the text.
                if let Some(id) = value("id").filter(|id| id.starts_with("ftnt") && is_way_back) {
                    self.note = Some((id.to_owned(), 0));
                }
                self.is_comment |= address.starts_with("#cmnt_ref");
                let is_comment = address.starts_with("#cmnt") || address.starts_with("#_msocom");
                if is_sign && self.note.is_none() {
                    let number = self.number_of_note(address);
                    self.inline.raw("", &format!("[^{number}]"));
                }
                if is_sign || is_way_back || is_comment {
                    self.skipped = Some(("a".to_owned(), 1));
                }
                self.link = value("href").map(str::to_owned);
            }
            "span" => {
                let is_mark = MARKS.into_iter().any(has_class);
                if has_class("line") {
                    self.inline.line_break();
                }
                let style = value("style").unwrap_or_default();
                let by_class = self.looks.of_classes(value("class").unwrap_or_default());
                let bold = is_bold(style) || by_class.0;
                let raised = is_raised(style) || by_class.1;
                self.bold += usize::from(bold);
                self.raised += usize::from(raised);
                self.spans.push([is_mark, bold, raised]);
                if is_mark {
                    self.words("[");
                }
            }
            "img" => self.picture(value("alt").unwrap_or_default(), value("src").unwrap_or_default()),
            "table" => {
                self.flush();
                self.builder.begin_table()?;
            }
            // What is there for those who listen says what the page says already.
            "caption" if has_class("visually-hidden") => self.skipped = Some(("caption".to_owned(), 1)),
            "caption" => self.in_caption = true,
            "thead" => self.in_head = true,
            "tr" => {
                self.flush();
                self.builder.begin_row();
                if self.in_head {
                    self.builder.row_is_head();
                }
            }
            "td" | "th" => {
                self.flush();
                self.builder.end_cell();
                self.builder.begin_cell(value("colspan").and_then(|span| span.trim().parse().ok()).unwrap_or(1));
            }
            "blockquote" => {
                self.flush();
                self.in_quote += 1;
            }
            "pre" => {
                self.flush();
                self.is_pre = true;
            }
            name if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "footer" => {
                self.flush();
                self.ways -= usize::from(self.footers.pop() == Some(true)).min(self.ways);
            }
            "div" | "aside" if self.note.is_some() => {
                self.flush();
                self.note = self.note.take().and_then(|(id, depth)| Some((id, depth.checked_sub(1)?)));
            }
            "nav" => {
                self.flush();
                self.ways = self.ways.saturating_sub(1);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flush(),
            "ul" | "ol" => {
                self.flush();
                self.lists.pop();
                self.lists.truncate(if self.open_lists > 1 { self.lists.len() } else { 0 });
                self.open_lists = self.open_lists.saturating_sub(1);
            }
            "li" => {
                self.flush();
                self.in_item = false;
            }
            "b" | "strong" => self.bold = self.bold.saturating_sub(1),
            "i" | "em" => self.italic = self.italic.saturating_sub(1),
            "sup" => self.raised = self.raised.saturating_sub(1),
            "a" => self.link = None,
            "span" => {
                let [is_mark, bold, raised] = self.spans.pop().unwrap_or_default();
                self.words(if is_mark { "]" } else { "" });
                self.bold -= usize::from(bold).min(self.bold);
                self.raised -= usize::from(raised).min(self.raised);
            }
            "caption" => {
                let words = std::mem::take(&mut self.inline).finish(true);
                self.builder.caption(&words.plain);
                self.in_caption = false;
            }
            "thead" => self.in_head = false,
            "td" | "th" => {
                self.flush();
                self.builder.end_cell();
            }
            "tr" => {
                self.flush();
                self.builder.end_row();
            }
            "table" => {
                self.flush();
                self.builder.end_table();
            }
            "blockquote" => {
                self.flush();
                self.in_quote = self.in_quote.saturating_sub(1);
                self.builder.end_quote();
            }
            "pre" => {
                self.flush();
                self.is_pre = false;
            }
            name if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let link = self.link.as_deref();
        let look = Look { bold: self.bold > 0, italic: self.italic > 0, link, raised: self.raised > 0 };
        if self.is_pre {
            for (number, line) in words.split('\n').enumerate() {
                if number > 0 {
                    self.inline.line_break();
                }
                self.inline.words(line, look);
            }
            return;
        }
        // Blanks and line breaks are one blank on a page.
        let mut plain = String::with_capacity(words.len());
        for letter in words.chars() {
            match letter {
                '\n' | '\r' | '\t' | ' ' if plain.ends_with(' ') => {}
                '\n' | '\r' | '\t' | ' ' => plain.push(' '),
                // It says where a long word may break.
                '\u{ad}' | '\u{200b}' => {}
                letter => plain.push(letter),
            }
        }
        if plain == " " && self.inline.is_empty() {
            return;
        }
        self.inline.words(&plain, look);
    }

    /// The number of a note by the place that its sign leads to.
    fn number_of_note(&mut self, address: &str) -> usize {
        let id = address.trim_start_matches(['#', '_']).to_owned();
        let next = self.numbers.len() + 1;
        *self.numbers.entry(id).or_insert(next)
    }

    fn picture(&mut self, alternative: &str, source: &str) {
        let is_file = !source.starts_with("data:") && !source.contains([' ', '(', ')', '<', '>']) && !source.is_empty();
        let words = crate::import::document::block::escaped(alternative);
        match is_file {
            true => self.inline.raw(alternative, &format!("![{words}]({source})")),
            false => self.inline.raw(alternative, &words),
        }
    }

    fn flush(&mut self) {
        if self.in_caption {
            return;
        }
        let inline = std::mem::take(&mut self.inline);
        let heading = self.heading.take();
        let class = self.class.take().unwrap_or_default();
        if inline.is_empty() {
            return;
        }
        let (is_bullet, inline) = match class.starts_with("MsoList") && self.lists.is_empty() {
            true => inline.without_bullet(),
            false => (None, inline),
        };
        if std::mem::take(&mut self.is_comment) {
            self.builder.comment(inline);
            return;
        }
        if let Some((id, _)) = &self.note {
            let id = id.clone();
            let number = self.number_of_note(&id);
            self.builder.note(&number.to_string(), inline);
            // It has no element of its own, but a paragraph.
            if id.starts_with("ftnt") {
                self.note = None;
            }
            return;
        }
        let sort = if self.ways > 0 || class.starts_with("MsoToc") && heading.is_none() && class != "MsoTocHeading" {
            Sort::Furniture
        } else if let Some(is_counted) = is_bullet {
            Sort::Item(0, is_counted)
        } else if class == "MsoTitle" || class == TITLE {
            Sort::Heading(Some(1))
        } else if let Some(level) = heading {
            Sort::Heading(Some(level))
        } else if !self.lists.is_empty() && self.in_item {
            let depth = self.lists.len() - 1;
            let sort = Sort::Item(depth.min(8), self.lists.last() == Some(&true));
            self.in_item = false;
            sort
        } else if self.in_quote > 0 {
            Sort::Quote
        } else {
            Sort::Paragraph
        };
        self.builder.paragraph(sort, inline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::block::{Block, BlockKind};

    #[test]
    fn a_page_is_read_though_its_tags_are_not_closed() {
        let page = "<html><head><title>x</title></head><body><nav><a href=a>Hem</a></nav><h2>Inledning</h2><p>Vi <b>ger</b> st&ouml;d &amp; r&#229;d<br>varje dag<p>Nu<ul><li>ett<li>två<ul><li>tre</ul></ul><table><tr><th>Aktivitet<th>Start<tr><td colspan=2>Skriva";
        let read = read(page).expect("it is read");
        let plain: Vec<String> = read.blocks.iter().map(Block::plain).collect();
        assert_eq!(
            plain,
            ["Hem", "Inledning", "Vi ger stöd & råd\nvarje dag", "Nu", "ett\ntvå\ntre", "Aktivitet Start\nSkriva"]
        );
        assert!(matches!(read.blocks[1].kind, BlockKind::Heading { level: Some(2), .. }));
        assert_eq!(
            read.blocks[2].words().map(|words| words.markdown.as_str()),
            Some("Vi **ger** stöd & råd\\\nvarje dag")
        );
    }
}
