//! Running text: paragraphs, lists, and the lines that look like headings.

use super::joined::Wrap;
use super::line::Line;
use crate::import::document::block::{Block, BlockKind, Place, TextSort, Words, escaped};
use crate::import::document::known::Known;

/// The bullets of all fonts.
const BULLETS: &[char] =
    &['•', '●', '▪', '■', '◦', '○', '‣', '∙', '·', '➢', '►', '❖', '✓', '✔', '-', '–', '—', '*', '»'];

/// Longest line that may be a heading, in characters.
const LONGEST_HEADING: usize = 100;

/// Longest line above a heading that may be one itself, in characters.
const LONGEST_ABOVE_HEADING: usize = 60;

/// The paragraphs and lists of lines without a blank line between.
pub(crate) fn blocks(lines: &[&Line], wrap: &Wrap) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph: Vec<&Line> = Vec::new();
    let mut items: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut list_at = Place::default();
    let scanned = lines.iter().filter(|line| scanned_bullet(&line.text).is_some()).count() > 0;
    for line in lines {
        let item = bullet(&line.text).or_else(|| scanned_bullet(&line.text).filter(|_| scanned));
        match item {
            Some(text) => {
                flush_paragraph(&mut paragraph, wrap, &mut blocks);
                if items.is_empty() {
                    list_at = Place { page: line.page, line: line.number };
                }
                items.push((line.indent, vec![text]));
            }
            // A line goes on with the item before it where lines are wrapped, or where it stands further in.
            None => match items.last_mut() {
                Some((indent, texts)) if wrap.width.is_some() || line.indent > *indent => texts.push(&line.text),
                Some(_) => {
                    flush_list(&mut items, list_at, wrap, &mut blocks);
                    paragraph.push(line);
                }
                None => paragraph.push(line),
            },
        }
    }
    flush_paragraph(&mut paragraph, wrap, &mut blocks);
    flush_list(&mut items, list_at, wrap, &mut blocks);
    blocks
}

/// What follows the bullet that a line begins with; none for other lines.
pub(super) fn bullet(text: &str) -> Option<&str> {
    let first = text.chars().next().filter(|first| BULLETS.contains(first))?;
    let rest = &text[first.len_utf8()..];
    let is_apart = rest.starts_with(char::is_whitespace);
    let is_close = matches!(first, '-' | '•') && rest.starts_with(char::is_alphabetic);
    (is_apart || is_close).then(|| rest.trim()).filter(|rest| !rest.is_empty())
}

/// A bullet that a scan took for a letter: "e Satsningen".
fn scanned_bullet(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("e ").or_else(|| text.strip_prefix("o ")).or_else(|| text.strip_prefix("¢ "))?;
    rest.starts_with(char::is_uppercase).then_some(rest)
}

fn flush_paragraph(lines: &mut Vec<&Line>, wrap: &Wrap, blocks: &mut Vec<Block>) {
    let Some(first) = lines.first() else { return };
    let place = Place { page: first.page, line: first.number };
    // A heading may stand right above its text.
    let is_heading = lines.len() > 1
        && wrap.width.is_some_and(|width| {
            let length = first.text.chars().count();
            let next = lines[1].text.chars().count();
            let is_short = length * 4 < width * 3 && next * 2 > width && next > length;
            is_short && looks_like_heading(&first.text) && lines[1].text.starts_with(char::is_uppercase)
        });
    if is_heading {
        blocks.push(Block::heading(place, None, Words::plain(&first.text)));
        lines.remove(0);
    }
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let first = lines[0];
    let place = Place { page: first.page, line: first.number };
    // Lines that ended are lines of an address; after one that was wrapped a new paragraph begins.
    let mut paragraph = String::new();
    for line in wrap.joined(&texts).lines() {
        let is_long = |text: &str| wrap.width.is_some_and(|width| text.chars().count() > width + width / 4);
        let last = paragraph.lines().last().unwrap_or_default();
        if !paragraph.is_empty() && (is_long(last) || is_long(line)) && last.ends_with(['.', '!', '?', ':']) {
            blocks.push(Block::paragraph(place, std::mem::take(&mut paragraph)));
        }
        if !paragraph.is_empty() {
            paragraph.push('\n');
        }
        paragraph.push_str(line);
    }
    if !paragraph.is_empty() {
        blocks.push(Block::paragraph(place, paragraph));
    }
    lines.clear();
}

fn flush_list(items: &mut Vec<(usize, Vec<&str>)>, place: Place, wrap: &Wrap, blocks: &mut Vec<Block>) {
    if items.is_empty() {
        return;
    }
    let least = items.iter().map(|(indent, _)| *indent).min().unwrap_or(0);
    let mut words = Words::default();
    let mut deepest_allowed = 0;
    for (indent, texts) in items.iter() {
        let mut text = String::new();
        for (at, line) in texts.iter().enumerate() {
            text.push_str(line);
            if let Some(next) = texts.get(at + 1) {
                wrap.go_on(&mut text, next.split_whitespace().next().unwrap_or_default());
            }
        }
        let depth = usize::from(*indent > least && *indent <= least + 8).min(deepest_allowed);
        deepest_allowed = 1;
        push_item(&mut words, depth, &text);
    }
    items.clear();
    blocks.push(Block::text(place, TextSort::List, words));
}

fn push_item(words: &mut Words, depth: usize, text: &str) {
    if !words.plain.is_empty() {
        words.plain.push('\n');
        words.markdown.push('\n');
    }
    words.plain.push_str(text);
    words.markdown.push_str(&"  ".repeat(depth));
    words.markdown.push_str("- ");
    words.markdown.push_str(&escaped(text));
}

/// Puts together what the ends of pages cut: lists of one item each, and paragraphs in the middle of a sentence.
pub(crate) fn together(blocks: Vec<Block>, wrap: &Wrap) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let before = out.iter_mut().rev().find(|before| !is_furniture(before));
        let taken = match (before.map(|before| &mut before.kind), &block.kind) {
            (
                Some(BlockKind::Text { words, sort: TextSort::List }),
                BlockKind::Text { words: next, sort: TextSort::List },
            ) => {
                for (own, next) in [(&mut words.plain, &next.plain), (&mut words.markdown, &next.markdown)] {
                    own.push('\n');
                    own.push_str(next);
                }
                true
            }
            (
                Some(BlockKind::Text { words, sort: TextSort::Paragraph | TextSort::List }),
                BlockKind::Text { words: next, sort: TextSort::Paragraph },
            ) if is_cut(&words.plain, &next.plain) => {
                let first = next.plain.split_whitespace().next().unwrap_or_default();
                let last_length = words.plain.len();
                wrap.go_on(&mut words.plain, first);
                let is_shorter = words.plain.len() < last_length;
                if is_shorter {
                    words.markdown.pop();
                } else if words.plain.len() > last_length {
                    words.markdown.push(' ');
                }
                words.plain.push_str(&next.plain);
                words.markdown.push_str(&next.markdown);
                true
            }
            _ => false,
        };
        if !taken {
            out.push(block);
        }
    }
    out
}

fn is_furniture(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Text { sort: TextSort::Furniture, .. })
}

fn is_cut(before: &str, next: &str) -> bool {
    let last = before.lines().last().unwrap_or_default();
    let ends = before.trim_end().ends_with(['.', '!', '?', ':', ';', '"', '”']);
    last.chars().count() > 40 && !ends && next.starts_with(char::is_lowercase)
}

/// Makes headings of short lines that stand alone above a text.
pub(crate) fn guess_headings(blocks: &mut [Block], known: &Known) {
    for at in 0..blocks.len() {
        let BlockKind::Text { words, sort: TextSort::Paragraph } = &blocks[at].kind else { continue };
        if words.plain.contains('\n') || !looks_like_heading(&words.plain) || says_assessment(&words.plain, known) {
            continue;
        }
        let length = words.plain.chars().count();
        let next = blocks[at + 1..].iter().find(|next| !is_furniture(next));
        let is_above = next.is_some_and(|next| match &next.kind {
            BlockKind::Text { sort: TextSort::List, .. } => true,
            BlockKind::Text { words, .. } => {
                let ends = words.plain.trim_end().ends_with(['.', '!', '?', ':', ';']);
                words.plain.chars().count() > length && (ends || words.plain.chars().count() > 120)
            }
            BlockKind::Table(_) => false,
            // A chapter may begin with a heading below its own.
            BlockKind::Heading { .. } => length <= LONGEST_ABOVE_HEADING && words.plain.split_whitespace().count() <= 8,
        });
        if is_above {
            blocks[at].kind = BlockKind::Heading { level: None, words: words.clone() };
        }
    }
}

fn says_assessment(line: &str, known: &Known) -> bool {
    known.assessment(line).is_some() || known.labelled_assessment(line).is_some()
}

/// Whether a line could be a heading by itself.
pub(crate) fn looks_like_heading(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    text.chars().count() <= LONGEST_HEADING
        && words <= 14
        && text.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
        && !text.ends_with(['.', ',', ';', ':', '!', '-', '–', '(', '"', '”'])
        && !text.contains('@')
        && text.chars().filter(|letter| letter.is_alphabetic()).count() * 2 > text.chars().count()
}
