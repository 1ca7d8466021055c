//! Tables in prose whose columns have no headings.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text};
use crate::msg;

/// VP0902.
pub static RULE: Rule = Rule {
    code: "VP0902",
    name: "table-without-header-row",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("tabellen saknar rubrikrad", "the table has no header row"),
    what: Bilingual::fixed(
        "Den första raden i en tabell är tom, eller raden med streck under den saknas eller har ett annat antal kolumner. Utan en streckrad som passar trycks tabellen som vanlig text.",
        "The first row of a table is empty, or the row of dashes below it is missing or has another number of columns. Without a row of dashes that fits, the table is printed as running text.",
    ),
    why: Bilingual::fixed(
        "Rubrikraden säger vad varje kolumn handlar om. Den som får tabellen uppläst hör kolumnens rubrik före varje värde, och utan rubrik hörs bara värdena.",
        "The header row says what each column is about. Whoever has the table read aloud hears the column's heading before each value, and without headings only the values.",
    ),
    fixes: Fixes::NONE,
};

/// Reports tables with an empty first row, and lines that were meant as a table.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        if text.parsed.text.contains('|') {
            check_text(text, sink);
        }
    }
}

fn check_text(text: &Text, sink: &mut Sink) {
    let mut head: Option<(Range<usize>, bool)> = None;
    for (event, range) in &text.parsed.events {
        match event {
            Event::Start(Tag::TableHead) => head = Some((range.clone(), false)),
            Event::End(TagEnd::TableHead) => {
                if let Some((row, false)) = head.take() {
                    sink.push(empty_head(text, row));
                }
            }
            Event::Start(Tag::Paragraph) => {
                let lines = &text.parsed.text[range.clone()];
                if let Some(counts) = other_number_of_columns(lines) {
                    sink.push(wrong_dashes(text, range.clone(), counts));
                } else if is_meant_as_table(lines) {
                    sink.push(no_dashes(text, range.clone()));
                }
            }
            Event::Start(Tag::TableCell) | Event::End(_) => {}
            Event::Text(words) if words.trim().is_empty() => {}
            _ => {
                if let Some((_, has_words)) = &mut head {
                    *has_words = true;
                }
            }
        }
    }
}

fn empty_head(text: &Text, row: Range<usize>) -> Diagnostic {
    Diagnostic::new(&RULE, text.text.span(row), msg!("tabellens rubrikrad är tom", "the table's header row is empty"))
        .label(msg!("kolumnerna har inga rubriker", "the columns have no headings"))
        .help(msg!(
            "skriv vad varje kolumn innehåller på den här raden, till exempel | Område | Antal |",
            "write what each column holds on this row, for instance | Area | Number |",
        ))
}

fn no_dashes(text: &Text, paragraph: Range<usize>) -> Diagnostic {
    let lines = &text.parsed.text[paragraph.clone()];
    let first = lines.lines().next().unwrap_or(lines);
    let columns = first.trim().trim_matches('|').split('|').count();
    let dashes = format!("|{}", " --- |".repeat(columns));
    Diagnostic::new(
        &RULE,
        text.text.span(paragraph.start..paragraph.start + first.trim_end().len()),
        msg!(
            "tabellen saknar rubrikrad och trycks som vanlig text",
            "the table has no header row and is printed as running text",
        ),
    )
    .help(msg!(
        "skriv kolumnernas rubriker på första raden och {dashes} på raden under",
        "write the columns' headings on the first row and {dashes} on the row below",
    ))
}

fn wrong_dashes(text: &Text, paragraph: Range<usize>, (head, dashes): (usize, usize)) -> Diagnostic {
    let lines = &text.parsed.text[paragraph.clone()];
    let row = lines.lines().nth(1).unwrap_or(lines);
    let start = paragraph.start + (row.as_ptr() as usize - lines.as_ptr() as usize);
    let blanks = row.len() - row.trim_start_matches([' ', '\t', '>']).len();
    let wanted = format!("|{}", " --- |".repeat(head));
    Diagnostic::new(
        &RULE,
        text.text.span(start + blanks..start + row.trim_end().len()),
        msg!(
            "streckraden har {dashes} kolumner men rubrikraden {head}: tabellen trycks som vanlig text",
            "the row of dashes has {dashes} columns but the header row {head}: the table is printed as running text",
        ),
    )
    .help(msg!("skriv {wanted} på den här raden", "write {wanted} on this line"))
}

/// The columns of the first line and those of the second, where that is a row of dashes with another number of them.
fn other_number_of_columns(paragraph: &str) -> Option<(usize, usize)> {
    let mut lines = paragraph.lines().map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end());
    let (head, dashes) = (lines.next()?, lines.next()?);
    let is_dashes =
        dashes.contains('|') && dashes.contains('-') && dashes.bytes().all(|character| b" \t|:-".contains(&character));
    let columns = |row: &str| {
        let row = row.strip_prefix('|').unwrap_or(row);
        row.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(row).replace("\\|", "").split('|').count()
    };
    let counts = (columns(head), columns(dashes));
    (is_dashes && head.contains('|') && counts.0 != counts.1).then_some(counts)
}

/// Whether two or more lines each begin and end with a bar.
fn is_meant_as_table(paragraph: &str) -> bool {
    let is_row = |line: &str| line.len() > 2 && line.starts_with('|') && line.ends_with('|');
    paragraph.starts_with('|') && paragraph.lines().count() > 1 && paragraph.lines().all(|line| is_row(line.trim()))
}
