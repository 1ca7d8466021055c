//! Markdown, as `vp` and others write it.

mod pandoc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::characters::raised;
use crate::import::document::block::{Block, BlockKind, Cell, Place, Read, Row, Table, TextSort, Words};

/// Reads Markdown.
pub(crate) fn read(text: &str) -> Read {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let plain_text = pandoc::plain(text);
    let text = &*plain_text.text;
    let lines = Lines { begins: Lines::of(text), written: plain_text.lines };
    let mut blocks = Vec::new();
    let mut events = Parser::new_ext(text, options).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let place = Place { page: None, line: lines.at(range.start) };
        let source = text.get(range.clone()).unwrap_or_default();
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let plain = plain(&mut events, |end| matches!(end, TagEnd::Heading(_)));
                let markdown = heading_source(source);
                blocks.push(Block::heading(place, Some(number(level)), Words { plain, markdown }));
            }
            Event::Start(Tag::Table(_)) => {
                let table = table(&mut events, text, &lines);
                blocks.push(Block { place, kind: BlockKind::Table(table) });
            }
            Event::Start(Tag::Paragraph) => {
                let plain = plain(&mut events, |end| *end == TagEnd::Paragraph);
                // What a table is called may stand below it, after a colon.
                let called = [": ", "Table: "].into_iter().find_map(|sign| plain.strip_prefix(sign));
                if let (Some(called), Some(Block { place, kind: BlockKind::Table(_) })) = (called, blocks.last()) {
                    let caption = Block::paragraph(*place, called.trim());
                    blocks.insert(blocks.len() - 1, caption);
                    continue;
                }
                blocks.push(Block::text(
                    place,
                    TextSort::Paragraph,
                    Words { plain, markdown: source.trim_end().to_owned() },
                ));
            }
            Event::Start(
                tag @ (Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::FootnoteDefinition(_)
                | Tag::HtmlBlock),
            ) => {
                let end = tag.to_end();
                let sort = if matches!(tag, Tag::List(_)) { TextSort::List } else { TextSort::Other };
                let plain = nested(&mut events, &end);
                let indent = text[..range.start].rsplit('\n').next().map_or(0, |before| before.chars().count());
                let markdown = without_indent(source.trim_end(), indent);
                blocks.push(Block::text(place, sort, Words { plain, markdown }));
            }
            _ => {}
        }
    }
    Read { blocks, ..Read::default() }
}

/// Where lines begin, and which they were as the text was written.
struct Lines {
    begins: Vec<usize>,
    written: Option<Vec<usize>>,
}

impl Lines {
    fn of(text: &str) -> Vec<usize> {
        std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect()
    }

    fn at(&self, offset: usize) -> usize {
        let line = self.begins.partition_point(|start| *start <= offset);
        let written = self.written.as_ref().and_then(|written| written.get(line.saturating_sub(1)));
        written.copied().unwrap_or(line)
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The words of a heading as they are written.
fn heading_source(source: &str) -> String {
    let line = source.trim();
    match line.starts_with('#') {
        true => line.trim_start_matches('#').trim().trim_end_matches('#').trim_end().to_owned(),
        // A heading that is underlined.
        false => line.lines().next().unwrap_or_default().trim().to_owned(),
    }
}

type Events<'e, 't> = &'e mut pulldown_cmark::OffsetIter<'t>;

/// The plain words up to the end of an element; lines that are broken by the writer are lines.
fn plain(events: Events, is_end: impl Fn(&TagEnd) -> bool) -> String {
    let mut plain = String::new();
    let mut is_raised = false;
    for (event, _) in events.by_ref() {
        match event {
            Event::End(end) if is_end(&end) => break,
            Event::InlineHtml(tag) if tag.eq_ignore_ascii_case("<sup>") => is_raised = true,
            Event::InlineHtml(tag) if tag.eq_ignore_ascii_case("</sup>") => is_raised = false,
            Event::Text(text) if is_raised => plain.extend(text.chars().map(raised)),
            event => push(&mut plain, &event),
        }
    }
    plain.trim().to_owned()
}

fn push(plain: &mut String, event: &Event) {
    match event {
        Event::Text(text) | Event::Code(text) => plain.push_str(text),
        Event::SoftBreak => plain.push(' '),
        Event::HardBreak => plain.push('\n'),
        Event::InlineHtml(html) | Event::Html(html) if html.to_lowercase().starts_with("<br") => plain.push('\n'),
        Event::TaskListMarker(is_done) => plain.push_str(if *is_done { "[x] " } else { "[ ] " }),
        _ => {}
    }
}

/// The plain words of an element that holds others of its kind, a line for each paragraph or item.
fn nested(events: Events, end: &TagEnd) -> String {
    let mut plain = String::new();
    let mut depth = 0;
    for (event, _) in events.by_ref() {
        match event {
            Event::Start(tag) => {
                if tag.to_end() == *end {
                    depth += 1;
                }
                if matches!(tag, Tag::Item | Tag::Paragraph) && !plain.is_empty() && !plain.ends_with('\n') {
                    plain.push('\n');
                }
            }
            Event::End(own) if own == *end => {
                if depth == 0 {
                    break;
                }
                depth -= 1;
            }
            event => push(&mut plain, &event),
        }
    }
    plain.trim().to_owned()
}

/// A text without the blanks that it stands behind.
fn without_indent(source: &str, indent: usize) -> String {
    let strip = |line: &str| {
        let blanks = line.chars().take(indent).take_while(|letter| *letter == ' ').count();
        line[blanks..].to_owned()
    };
    source
        .lines()
        .enumerate()
        .map(|(number, line)| if number == 0 { line.to_owned() } else { strip(line) })
        .collect::<Vec<_>>()
        .join("\n")
}

fn table(events: Events, text: &str, lines: &Lines) -> Table {
    let mut table = Table::default();
    let mut row = Row::default();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                row = Row {
                    is_head: matches!(event, Event::Start(Tag::TableHead)),
                    place: Place { page: None, line: lines.at(range.start) },
                    ..Row::default()
                };
            }
            Event::Start(Tag::TableCell) => {
                let plain = plain(events, |end| *end == TagEnd::TableCell);
                let markdown =
                    text.get(range).unwrap_or_default().trim().trim_matches('|').trim().replace("<br>", "\\\n");
                row.cells.push(Cell { words: Words { plain, markdown }, span: 1 });
            }
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    table
}
