//! Tables that were pasted as lines with tabs.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::edits::{joined, line_break, newline};
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text};
use crate::msg;
use crate::source::{Sources, Span};

/// VP0919.
pub static RULE: Rule = Rule {
    code: "VP0919",
    name: "tabs-between-cells",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "rader med tabbar trycks inte som en tabell",
        "lines with tabs are not printed as a table",
    ),
    what: Bilingual::fixed(
        "Rader i en text har tabbar mellan orden, så som celler blir när de klistras in från Excel eller en tabell i Word. De trycks efter varandra i ett stycke. `vp guide word` visar hur en plan i Word förs över.",
        "Lines of a text have tabs between their words, as cells do that are pasted from Excel or from a table in Word. They are printed one after the other in a paragraph. `vp guide word` shows how a plan in Word is carried over.",
    ),
    why: Bilingual::fixed(
        "Siffrorna står i en enda följd, och ingen ser längre vad de gäller.",
        "The figures end up in one row, and nobody can see any longer what they are about.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "rader med tabbar blir en tabell, när den första raden är rubriker och ingen rad har fler celler än den",
            "lines with tabs become a table, where the first line is headings and no line has more cells than it",
        )),
        likely: None,
    },
};

/// A line with tabs.
struct Row<'t> {
    /// Its place, without its line break.
    range: Range<usize>,
    cells: Vec<&'t str>,
}

/// Reports each run of lines with tabs once.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts.iter().filter(|text| text.text.text.contains('\t')) {
        let mut depth = 0;
        for (event, range) in &text.parsed.events {
            match event {
                Event::Start(Tag::Paragraph) if depth == 0 => check_paragraph(text, range, subject.sources, sink),
                _ => {}
            }
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
    }
}

fn check_paragraph(text: &Text, paragraph: &Range<usize>, sources: &Sources, sink: &mut Sink) {
    let whole: &str = &text.text.text;
    let start = whole[..paragraph.start].rfind('\n').map_or(0, |found| found + 1);
    let mut at = start;
    let mut rows: Vec<Row> = Vec::new();
    for line in whole[start..paragraph.end].split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        match row(words, at) {
            Some(row) => rows.push(row),
            None => report(text, std::mem::take(&mut rows), paragraph, sources, sink),
        }
        at += line.len();
    }
    report(text, rows, paragraph, sources, sink);
}

/// The cells of a line that has tabs between them; the tab after a bullet or a number makes none.
fn row(line: &str, start: usize) -> Option<Row<'_>> {
    let words = line.trim_end();
    let cells: Vec<&str> = words.split('\t').map(str::trim).collect();
    let first = cells.first()?;
    let is_mark = first.chars().count() < 4 && !first.is_empty() && !first.contains(char::is_alphanumeric)
        || *first == "o"
        || first.ends_with(['.', ')']) && first.len() < 5;
    (cells.len() > 1 && !is_mark).then(|| Row { range: start..start + words.len(), cells })
}

fn report(text: &Text, rows: Vec<Row>, paragraph: &Range<usize>, sources: &Sources, sink: &mut Sink) {
    let Some(first) = rows.first() else { return };
    let blanks = text.text.text[first.range.clone()].len() - text.text.text[first.range.clone()].trim_start().len();
    let place = text.text.span(first.range.start + blanks..first.range.end);
    let count = rows.len();
    let message = match count {
        1 => msg!("tabbarna på raden trycks som blanksteg", "the tabs on the line are printed as spaces"),
        _ => msg!(
            "{count} rader med tabbar trycks efter varandra, inte som en tabell",
            "{count} lines with tabs are printed one after the other, not as a table",
        ),
    };
    let finding = Diagnostic::new(&RULE, place, message).help(msg!(
        "skriv tabellen så här: | Område | Antal | på första raden och | --- | --- | under den",
        "write the table like this: | Area | Number | on the first row and | --- | --- | below it",
    ));
    sink.push(match table(text, &rows, paragraph, sources) {
        Some((span, table)) => finding.fix(span, table),
        None => finding,
    });
}

/// The place and the table to put there, where the first row heads the others.
fn table(text: &Text, rows: &[Row], paragraph: &Range<usize>, sources: &Sources) -> Option<(Span, String)> {
    let (head, body) = rows.split_first()?;
    let columns = head.cells.len();
    let is_table = text.prose.is_editable()
        && !body.is_empty()
        && head.cells.iter().skip(1).all(|cell| !cell.is_empty() && !is_figure(cell))
        && body.iter().all(|row| row.cells.len() <= columns)
        && rows.iter().all(|row| row.cells.iter().all(|cell| !cell.contains('`')));
    if !is_table {
        return None;
    }
    let mut edits: Vec<(Span, String)> = Vec::new();
    let first = text.text.span(head.range.start..head.range.start + 1);
    let whole: &str = &text.text.text;
    if !whole[..head.range.start].trim_end_matches([' ', '\t']).ends_with("\n\n") && paragraph.start < head.range.start
    {
        edits.push(line_break(first, sources));
    }
    let end = newline(first, sources);
    let source = sources.get(first.source);
    let line = source.line_range(source.line_of(first.start)).start;
    let indent = &source.text[line..first.start as usize];
    for (number, row) in rows.iter().enumerate() {
        let cells = (0..columns).map(|column| row.cells.get(column).map_or(String::new(), |cell| escaped(cell)));
        let mut put = format!("| {} |", cells.collect::<Vec<_>>().join(" | "));
        if number == 0 {
            put.push_str(end);
            put.push_str(indent);
            put.push_str(&"| --- ".repeat(columns));
            put.push('|');
        }
        if number + 1 == rows.len() && !whole[row.range.end..paragraph.end].trim().is_empty() {
            put.push_str(end);
        }
        edits.push((text.text.span(row.range.clone()), put));
    }
    Some(joined(&edits, sources))
}

/// A cell whose bars are no ends of cells.
fn escaped(cell: &str) -> String {
    let mut escaped = String::with_capacity(cell.len());
    let mut is_escaped = false;
    for character in cell.chars() {
        if character == '|' && !is_escaped {
            escaped.push('\\');
        }
        is_escaped = character == '\\' && !is_escaped;
        escaped.push(character);
    }
    escaped
}

/// Whether a cell is a figure that heads nothing. A year does.
fn is_figure(cell: &str) -> bool {
    let is_year = cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20"));
    let is_of_figure =
        |character: char| character.is_ascii_digit() || character.is_whitespace() || ",.-–−+%".contains(character);
    cell.chars().all(is_of_figure) && cell.contains(|character: char| character.is_ascii_digit()) && !is_year
}
