//! HTML: one self-contained file, for the screen and for paper.

use std::fmt::Write;

use minijinja::HtmlEscape;

use super::values::{BlockValues, HeadingValues, TableValues};
use super::{Format, PictureUse};
use crate::prose;
use crate::templates::{Templates, rows};

/// The format.
pub static FORMAT: Format = Format {
    name: "html",
    short: "htm",
    extension: "html",
    template: "html/page.html.j2",
    body_template: "html/body.html.j2",
    body,
    prose: prose::write_html,
    deepest_heading: u8::MAX,
    pictures: PictureUse::Embedded,
};

/// The blocks as templates/html/body.html.j2 and the templates that it includes write them.
fn body(blocks: &[BlockValues], templates: &Templates, out: &mut String) {
    for block in blocks {
        let written = match block {
            BlockValues::Prose { text } => out.write_str(text),
            BlockValues::Heading(heading) => write_heading(heading, out),
            BlockValues::Table(table) => write_table(table, templates, out),
            BlockValues::Line { label: "", text } => writeln!(out, "<p class=\"line\">{}</p>", HtmlEscape(text)),
            BlockValues::Line { label, text } => {
                let (label, text) = (HtmlEscape(label), HtmlEscape(text));
                writeln!(out, "<p class=\"line\"><span class=\"label\">{label}:</span> {text}</p>")
            }
            BlockValues::Assessment(mark) => {
                let words = HtmlEscape(&mark.words);
                writeln!(out, "<p class=\"assessment\"><span class=\"status {}\">{words}</span></p>", mark.kind)
            }
            BlockValues::See { words, anchor } => {
                let (see, words) = (HtmlEscape(&templates.labels.see), HtmlEscape(words));
                match anchor {
                    Some(anchor) => {
                        writeln!(out, "<p class=\"see\">{see} <a href=\"#{}\">{words}</a></p>", HtmlEscape(anchor))
                    }
                    None => writeln!(out, "<p class=\"see\">{see} {words}</p>"),
                }
            }
        };
        written.expect("writing to a String does not fail");
    }
}

fn write_heading(heading: &HeadingValues, out: &mut String) -> std::fmt::Result {
    let HeadingValues { level, kind, .. } = heading;
    let id = HtmlEscape(heading.anchor.as_deref().unwrap_or_default());
    let is_native = *level <= 6;
    match is_native {
        true => write!(out, "<h{level} id=\"{id}\" class=\"{kind}\">")?,
        false => write!(out, "<p role=\"heading\" aria-level=\"{level}\" id=\"{id}\" class=\"heading {kind}\">")?,
    }
    if let Some(label) = heading.label.filter(|label| !label.is_empty()) {
        write!(out, "<span class=\"label\">{}:</span> ", HtmlEscape(label))?;
    }
    if let Some(number) = heading.number.filter(|number| !number.is_empty()) {
        write!(out, "{} ", HtmlEscape(number))?;
    }
    write!(out, "{}", HtmlEscape(heading.title))?;
    match is_native {
        true => writeln!(out, "</h{level}>"),
        false => writeln!(out, "</p>"),
    }
}

/// A table of more columns has smaller type, and more room where there is any.
const MOST_COLUMNS: usize = 5;

fn write_table(table: &TableValues, templates: &Templates, out: &mut String) -> std::fmt::Result {
    let wide = if table.columns.len() > MOST_COLUMNS { " wide" } else { "" };
    writeln!(out, "<table class=\"{}{wide}\" role=\"table\">", table.kind)?;
    let unseen = if table.caption_shown { "" } else { " class=\"visually-hidden\"" };
    writeln!(out, "<caption{unseen}>{}</caption>", HtmlEscape(table.caption))?;
    out.push_str("<thead role=\"rowgroup\">\n<tr role=\"row\">\n");
    for column in table.columns.iter() {
        let (shape, label) = (column.shape, rows::Breakable(&column.label));
        match column.label.is_empty() {
            true => out.push_str("<td role=\"cell\"></td>\n"),
            false => writeln!(out, "<th scope=\"col\" role=\"columnheader\" class=\"{shape}\">{label}</th>")?,
        }
    }
    out.push_str("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
    for (number, row) in table.rows.iter().enumerate() {
        if row.kind == "group" && number > 0 {
            out.push_str("</tbody>\n<tbody role=\"rowgroup\">\n");
        }
        match row.kind {
            "plain" => out.push_str("<tr role=\"row\">\n"),
            kind => writeln!(out, "<tr role=\"row\" class=\"{kind}\">")?,
        }
        rows::write_html(row, out)?;
        out.push_str("</tr>\n");
        if let Some(analysis) = &row.analysis {
            let (columns, label) = (table.columns.len(), HtmlEscape(&templates.labels.analysis));
            writeln!(out, "<tr role=\"row\" class=\"analysis\">\n<td role=\"cell\" colspan=\"{columns}\">")?;
            write!(out, "<p class=\"label\">{label}</p>\n{analysis}</td>\n</tr>\n")?;
        }
    }
    out.push_str("</tbody>\n");
    if let Some(total) = &table.total {
        out.push_str("<tfoot role=\"rowgroup\">\n<tr role=\"row\">\n");
        rows::write_html(total, out)?;
        out.push_str("</tr>\n</tfoot>\n");
    }
    out.push_str("</table>\n");
    Ok(())
}
