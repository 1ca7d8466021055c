//! Tables in prose whose columns have no headings, and lines that were meant as a table.

mod drawn;

use std::ops::Range;

use memchr::{memchr2, memmem};
use pulldown_cmark::{Event, Tag, TagEnd};

use self::drawn::{APART, Drawn, by_bars, drawn, row};
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
        "Den första raden i en tabell är tom, eller raden med streck under den saknas eller har ett annat antal kolumner. Utan en streckrad som passar trycks tabellen som vanlig text. Detsamma gäller en tabell som är ritad med `+` och `-` eller med blanksteg mellan kolumnerna. En rad text direkt under en tabell, utan tom rad emellan, trycks som en rad i den.",
        "The first row of a table is empty, or the row of dashes below it is missing or has another number of columns. Without a row of dashes that fits, the table is printed as running text. So is a table that is drawn with `+` and `-`, or with blanks between its columns. A line of text right below a table, with no empty line between, is printed as a row of it.",
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
        let bytes = text.parsed.text.as_bytes();
        if memchr2(b'|', b'+', bytes).is_some() || memmem::find(bytes, APART.as_bytes()).is_some() {
            check_text(text, sink);
        }
    }
}

fn check_text(text: &Text, sink: &mut Sink) {
    let mut head: Option<(Range<usize>, bool)> = None;
    let mut columns = 0;
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
                } else if let Some(drawn) = drawn(lines) {
                    sink.push(no_table(text, range.clone(), drawn));
                }
            }
            Event::Start(Tag::Heading { .. }) => sink.extend(underlined_head(text, range.clone())),
            Event::Start(Tag::Table(aligns)) => columns = aligns.len(),
            Event::Start(Tag::TableRow) => {
                let row = row(&text.parsed.text[range.clone()]);
                if columns > 1 && !row.is_empty() && !row.replace("\\|", "").contains('|') {
                    sink.push(no_row(text, range.start..range.start + row.len()));
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

fn no_table(text: &Text, paragraph: Range<usize>, drawn: Drawn) -> Diagnostic {
    let lines = &text.parsed.text[paragraph.clone()];
    let first = lines.lines().next().unwrap_or(lines);
    let place = text.text.span(paragraph.start..paragraph.start + first.trim_end().len());
    let finding = |message| Diagnostic::new(&RULE, place, message);
    match drawn {
        Drawn::Bars(columns) => {
            let dashes = dashes(columns);
            finding(msg!(
                "tabellen saknar rubrikrad och trycks som vanlig text",
                "the table has no header row and is printed as running text",
            ))
            .help(msg!(
                "skriv kolumnernas rubriker på första raden och {dashes} på raden under",
                "write the columns' headings on the first row and {dashes} on the row below",
            ))
        }
        Drawn::Grid => finding(msg!(
            "tabellen är ritad med + och - och trycks som vanlig text",
            "the table is drawn with + and - and is printed as running text",
        ))
        .help(AS_TABLE),
        Drawn::Blanks(columns) => finding(msg!(
            "{columns} kolumner med blanksteg mellan sig trycks som vanlig text",
            "{columns} columns with blanks between them are printed as running text",
        ))
        .help(AS_TABLE),
    }
}

/// How a table is written.
const AS_TABLE: Bilingual = Bilingual::fixed(
    "skriv tabellen så här: | Område | Antal | på första raden och | --- | --- | under den",
    "write the table like this: | Area | Number | on the first row and | --- | --- | below it",
);

/// The row of dashes below a head with so many columns.
fn dashes(columns: usize) -> String {
    format!("|{}", " --- |".repeat(columns))
}

/// A row with bars that the dashes below it make a heading of.
fn underlined_head(text: &Text, heading: Range<usize>) -> Option<Diagnostic> {
    let lines = &text.parsed.text[heading.clone()];
    let (head, under) = lines.trim_end().rsplit_once('\n')?;
    let (head, columns) = (row(head), by_bars(row(head)));
    let is_underlined = row(under).bytes().all(|byte| b"-=".contains(&byte));
    (is_underlined && columns > 1 && !head.contains('\n')).then(|| {
        let dashes = dashes(columns);
        Diagnostic::new(
            &RULE,
            text.text.span(heading.start..heading.start + lines.lines().next().unwrap_or(lines).trim_end().len()),
            msg!(
                "strecken under raden gör en rubrik av tabellens första rad",
                "the dashes below the row make a heading of the table's first row",
            ),
        )
        .help(msg!("skriv {dashes} på raden under", "write {dashes} on the row below"))
    })
}

/// A line right below a table, which belongs to it.
fn no_row(text: &Text, row: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        text.text.span(row),
        msg!("raden trycks som en rad i tabellen ovanför", "the line is printed as a row of the table above"),
    )
    .help(msg!(
        "lägg en tom rad före, om den är text; annars skriv | mellan cellerna",
        "put an empty line before it if it is text; otherwise write | between the cells",
    ))
}

fn wrong_dashes(text: &Text, paragraph: Range<usize>, (head, dashes): (usize, usize)) -> Diagnostic {
    let lines = &text.parsed.text[paragraph.clone()];
    let row = lines.lines().nth(1).unwrap_or(lines);
    let start = paragraph.start + (row.as_ptr() as usize - lines.as_ptr() as usize);
    let blanks = row.len() - row.trim_start_matches([' ', '\t', '>']).len();
    let wanted = self::dashes(head);
    Diagnostic::new(
        &RULE,
        text.text.span(start + blanks..start + row.trim_end().len()),
        match dashes {
            1 => msg!(
                "streckraden har 1 kolumn men rubrikraden {head}: tabellen trycks som vanlig text",
                "the row of dashes has 1 column but the header row {head}: the table is printed as running text",
            ),
            _ => msg!(
                "streckraden har {dashes} kolumner men rubrikraden {head}: tabellen trycks som vanlig text",
                "the row of dashes has {dashes} columns but the header row {head}: the table is printed as running text",
            ),
        },
    )
    .help(msg!("skriv {wanted} på den här raden", "write {wanted} on this line"))
}

/// The columns of the first line and those of the second, where that is a row of dashes with another number of them.
fn other_number_of_columns(paragraph: &str) -> Option<(usize, usize)> {
    let mut lines = paragraph.lines().map(row);
    let (head, dashes) = (lines.next()?, lines.next()?);
    let is_dashes =
        dashes.contains('|') && dashes.contains('-') && dashes.bytes().all(|character| b" \t|:-".contains(&character));
    let counts = (by_bars(head), by_bars(dashes));
    (is_dashes && head.contains('|') && counts.0 != counts.1).then_some(counts)
}
