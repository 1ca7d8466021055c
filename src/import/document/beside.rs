//! A document and what became of it, side by side: what of each is not in the other is marked.

use std::fmt::Write;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diagnostic::Language;
use crate::import::document::block::{Block, BlockKind, Row, TextSort, on_one_line};
use crate::import::document::known::{Known, Part, fold};
use crate::msg;

/// How much of a document is in the page that is printed of what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Its lines: headings, paragraphs, items, rows.
    pub lines: usize,
    /// Those that are in the page, in order and word for word.
    pub same: usize,
}

/// A line of a document: a heading, a paragraph, an item of a list, a row of a table.
#[derive(Clone, Debug)]
struct Line {
    words: String,
    folded: String,
    is_heading: bool,
}

/// The blocks of a printed page without its contents and without what is counted out of the rest: an original has its own.
pub fn without_counted(blocks: Vec<Block>, known: &Known) -> Vec<Block> {
    let mut skipped: Option<Option<u8>> = None;
    let mut kept = blocks;
    kept.retain(|block| {
        if let BlockKind::Heading { level, words } = &block.kind {
            let is_over = skipped.is_none_or(|above| *level <= above);
            if is_over {
                let is_counted = matches!(known.part(&words.line()), Some(Part::Contents | Part::Overview));
                skipped = is_counted.then_some(*level);
            }
        }
        // What somebody has said beside the text is no part of it.
        skipped.is_none() && !matches!(block.kind, BlockKind::Text { sort: TextSort::Comment, .. })
    });
    kept
}

/// The page, and how much is the same.
pub fn page(title: &str, original: &[Block], printed: &[Block], language: Language) -> (String, Measure) {
    let (old, new) = (lines(original), lines(printed));
    let folded = |lines: &[Line]| lines.iter().map(|line| line.folded.clone()).collect::<Vec<_>>();
    let (old_words, new_words) = (folded(&old), folded(&new));
    let mut rows = String::new();
    let mut measure = Measure { lines: old.len(), same: 0 };
    for op in capture_diff_slices(Algorithm::Myers, &old_words, &new_words) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                measure.same += len;
                (0..len).for_each(|at| row(&mut rows, Some(&old[old_index + at]), Some(&new[new_index + at]), ""));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                (0..old_len).for_each(|at| row(&mut rows, Some(&old[old_index + at]), None, "gone"));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                (0..new_len).for_each(|at| row(&mut rows, None, Some(&new[new_index + at]), "new"));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                for at in 0..old_len.max(new_len) {
                    let one = old.get(old_index + at).filter(|_| at < old_len);
                    let other = new.get(new_index + at).filter(|_| at < new_len);
                    row(&mut rows, one, other, "other");
                }
            }
        }
    }
    (whole(title, &rows, measure, language), measure)
}

fn whole(title: &str, rows: &str, measure: Measure, language: Language) -> String {
    let Measure { lines, same } = measure;
    let code = if language == Language::Swedish { "sv" } else { "en" };
    let told =
        msg!("{same} av {lines} rader är ordagrant desamma.", "{same} of {lines} lines are the same word for word.");
    let (left, right) = (msg!("Dokumentet", "The document"), msg!("Det som trycks", "What is printed"));
    // A heading begins with a capital, as the sentence that the same words end does not.
    let mut letters = title.chars();
    let first = letters.next().map(char::to_uppercase);
    let title = escaped(&first.into_iter().flatten().chain(letters).collect::<String>());
    let style = "body{font:16px/1.5 system-ui,sans-serif;margin:1.5rem;color:#1a1a1a;background:#fff}\
table{border-collapse:collapse;width:100%;table-layout:fixed}\
th,td{vertical-align:top;text-align:left;padding:.3rem .8rem;border-bottom:1px solid #ddd;overflow-wrap:anywhere}\
th{position:sticky;top:0;background:#fff;border-bottom:2px solid #1a1a1a}\
.heading{font-weight:600}del{background:#fbdede;text-decoration:line-through}ins{background:#dcf2dc;text-decoration:underline}";
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</body>\n</html>\n",
        told.get(language),
        left.get(language),
        right.get(language),
    )
}

fn row(out: &mut String, old: Option<&Line>, new: Option<&Line>, sort: &str) {
    let (left, right) = match (old, new) {
        (Some(old), Some(new)) if sort == "other" => words(&old.words, &new.words),
        (old, new) => {
            let mark = |line: Option<&Line>, tag: &str| match line {
                Some(line) if sort.is_empty() => escaped(&line.words),
                Some(line) => format!("<{tag}>{}</{tag}>", escaped(&line.words)),
                None => String::new(),
            };
            (mark(old, "del"), mark(new, "ins"))
        }
    };
    let class = |line: Option<&Line>| if line.is_some_and(|line| line.is_heading) { " class=\"heading\"" } else { "" };
    // Writing to a text does not fail.
    let _ = writeln!(out, "<tr><td{}>{left}</td><td{}>{right}</td></tr>", class(old), class(new));
}

/// Two lines with the words marked that the other has not.
fn words(old: &str, new: &str) -> (String, String) {
    let split = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (split(old), split(new));
    let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect::<Vec<_>>();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &folded(&old), &folded(&new)) {
        let is_same = matches!(op, DiffOp::Equal { .. });
        for (words, range, out, tag) in
            [(&old, op.old_range(), &mut left, "del"), (&new, op.new_range(), &mut right, "ins")]
        {
            if range.is_empty() {
                continue;
            }
            let text = escaped(&words[range].join(" "));
            out.push(if is_same { text } else { format!("<{tag}>{text}</{tag}>") });
        }
    }
    (left.join(" "), right.join(" "))
}

fn lines(blocks: &[Block]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |words: &str, is_heading: bool| {
        let words = on_one_line(words);
        let folded = fold(&words);
        if !folded.is_empty() {
            lines.push(Line { words, folded, is_heading });
        }
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { words, .. } => add(&words.plain, true),
            BlockKind::Text { sort: TextSort::Furniture, .. } => {}
            BlockKind::Text { words, .. } => words.plain.lines().for_each(|line| add(line, false)),
            BlockKind::Table(table) => table.rows.iter().for_each(|row| add(&shown(row), row.is_head)),
        }
    }
    lines
}

/// A row as a line; what is in brackets are marks that a page has before its words.
fn shown(row: &Row) -> String {
    let cells = row.cells.iter().map(|cell| {
        let line = cell.words.line();
        match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((_, rest)) => rest.to_owned(),
            None => line,
        }
    });
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::block::Place;

    #[test]
    fn what_differs_is_marked_word_by_word() {
        let block = |text: &str| Block::paragraph(Place::default(), text);
        let old = [block("Enheten ger stöd"), block("till alla barn & unga"), block("i år")];
        let new = [block("Enheten ger stöd"), block("till många barn & unga")];
        let (page, measure) = page("Planen", &old, &new, Language::Swedish);
        assert_eq!(measure, Measure { lines: 3, same: 1 });
        assert!(page.contains("till <del>alla</del> barn &amp; unga</td><td>till <ins>många</ins> barn"), "{page}");
        assert!(page.contains("<del>i år</del>"), "{page}");
    }
}
