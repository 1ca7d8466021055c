//! Markdown: reads well as plain text and on a code forge.

use std::fmt::Write;

use super::values::{BlockValues, HeadingValues, TableValues};
use super::{Format, PictureUse};
use crate::prose;
use crate::templates::{Templates, rows, write_markdown_words};

/// The format.
pub static FORMAT: Format = Format {
    name: "markdown",
    short: "md",
    extension: "md",
    template: "markdown/page.md.j2",
    body_template: "markdown/body.md.j2",
    body,
    prose: prose::write_markdown,
    deepest_heading: 6,
    pictures: PictureUse::Beside,
};

/// The blocks as templates/markdown/body.md.j2 and the template that it includes write them.
fn body(blocks: &[BlockValues], templates: &Templates, out: &mut String) {
    for block in blocks {
        write_block(block, templates, out).expect("writing to a String does not fail");
    }
}

fn write_block(block: &BlockValues, templates: &Templates, out: &mut String) -> std::fmt::Result {
    match block {
        BlockValues::Prose { text } if text.is_empty() => return Ok(()),
        _ => out.push('\n'),
    }
    match block {
        BlockValues::Prose { text } => out.push_str(text),
        BlockValues::Heading(heading) => {
            if heading.level <= 6 {
                for _ in 0..heading.level {
                    out.push('#');
                }
                out.push(' ');
                write_words(heading, out)?;
            } else {
                out.push_str("**");
                write_words(heading, out)?;
                out.push_str("**");
            }
            out.push('\n');
        }
        BlockValues::Table(table) => write_table(table, templates, out)?,
        BlockValues::Line { label, text } => {
            if !label.is_empty() {
                write_markdown_words(out, label)?;
                out.push_str(": ");
            }
            write_markdown_words(out, text)?;
            out.push('\n');
        }
        BlockValues::Assessment(mark) => {
            write!(out, "**{} ", mark.sign)?;
            write_markdown_words(out, &mark.words)?;
            out.push_str("**\n");
        }
        BlockValues::See { words, anchor } => {
            write_markdown_words(out, &templates.labels.see)?;
            out.push(' ');
            match anchor {
                Some(anchor) => {
                    out.push('[');
                    write_markdown_words(out, words)?;
                    write!(out, "](#{anchor})")?;
                }
                None => write_markdown_words(out, words)?,
            }
            out.push('\n');
        }
    }
    Ok(())
}

fn write_words(heading: &HeadingValues, out: &mut String) -> std::fmt::Result {
    if let Some(label) = heading.label.filter(|label| !label.is_empty()) {
        write_markdown_words(out, label)?;
        out.push_str(": ");
    }
    if let Some(number) = heading.number.filter(|number| !number.is_empty()) {
        write_markdown_words(out, number)?;
        out.push(' ');
    }
    write_markdown_words(out, heading.title)
}

fn write_table(table: &TableValues, templates: &Templates, out: &mut String) -> std::fmt::Result {
    if table.caption_shown {
        out.push_str("**");
        write_markdown_words(out, table.caption)?;
        out.push_str("**\n\n");
    }
    out.push('|');
    for column in table.columns.iter() {
        out.push(' ');
        write_markdown_words(out, &column.label)?;
        out.push_str(if column.label.is_empty() { "|" } else { " |" });
    }
    out.push_str("\n|");
    for column in table.columns.iter() {
        out.push_str(if column.shape == "amount" { " ---: |" } else { " --- |" });
    }
    out.push('\n');
    for row in table.rows.iter().chain(&table.total) {
        rows::write_markdown(row, table.columns.len(), out)?;
        out.push('\n');
    }
    // A table of Markdown cannot hold blocks: they come after it, each under its row's name.
    for row in &table.rows {
        let Some(analysis) = &row.analysis else { continue };
        out.push_str("\n**");
        write_markdown_words(out, &templates.labels.analysis)?;
        if let Some(name) = row.cells.first().map(|cell| &cell.text).filter(|name| !name.is_empty()) {
            out.push_str(" – ");
            write_markdown_words(out, name)?;
        }
        write!(out, "**\n\n{analysis}")?;
    }
    Ok(())
}
