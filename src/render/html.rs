//! HTML: one self-contained file, for the screen and for paper.

use super::values::{BlockValues, HeadingValues, TableValues};
use super::{Format, PictureUse};
use crate::prose;
use crate::templates::html::{self, write as words};
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
        match block {
            BlockValues::Prose { text } => out.push_str(text),
            BlockValues::Heading(heading) => write_heading(heading, out),
            BlockValues::Table(table) => write_table(table, templates, out),
            BlockValues::Line { label, text } => {
                out.push_str("<p class=\"line\">");
                if !label.is_empty() {
                    out.push_str("<span class=\"label\">");
                    words(out, label);
                    out.push_str(":</span> ");
                }
                words(out, text);
                out.push_str("</p>\n");
            }
            BlockValues::Assessment(mark) => {
                out.extend(["<p class=\"assessment\"><span class=\"status ", mark.kind, "\">"]);
                words(out, &mark.words);
                out.push_str("</span></p>\n");
            }
            BlockValues::See { words: title, anchor } => {
                out.push_str("<p class=\"see\">");
                words(out, &templates.labels.see);
                out.push(' ');
                if let Some(anchor) = anchor {
                    out.push_str("<a href=\"#");
                    words(out, anchor);
                    out.push_str("\">");
                }
                words(out, title);
                out.push_str(if anchor.is_some() { "</a></p>\n" } else { "</p>\n" });
            }
        }
    }
}

fn write_heading(heading: &HeadingValues, out: &mut String) {
    let level = heading.level.to_string();
    let is_native = heading.level <= 6;
    match is_native {
        true => out.extend(["<h", &level, " id=\""]),
        false => out.extend(["<p role=\"heading\" aria-level=\"", &level, "\" id=\""]),
    }
    words(out, heading.anchor.as_deref().unwrap_or_default());
    out.extend([if is_native { "\" class=\"" } else { "\" class=\"heading " }, heading.kind, "\">"]);
    if let Some(label) = heading.label.filter(|label| !label.is_empty()) {
        out.push_str("<span class=\"label\">");
        words(out, label);
        out.push_str(":</span> ");
    }
    if let Some(number) = heading.number.filter(|number| !number.is_empty()) {
        words(out, number);
        out.push(' ');
    }
    words(out, heading.title);
    match is_native {
        true => out.extend(["</h", &level, ">\n"]),
        false => out.push_str("</p>\n"),
    }
}

/// A table of more columns has smaller type, and more room where there is any.
const MOST_COLUMNS: usize = 5;

fn write_table(table: &TableValues, templates: &Templates, out: &mut String) {
    let wide = if table.columns.len() > MOST_COLUMNS { " wide" } else { "" };
    let unseen = if table.caption_shown { "" } else { " class=\"visually-hidden\"" };
    out.extend(["<table class=\"", table.kind, wide, "\" role=\"table\">\n<caption", unseen, ">"]);
    words(out, table.caption);
    out.push_str("</caption>\n<thead role=\"rowgroup\">\n<tr role=\"row\">\n");
    for column in &table.columns {
        if column.label.is_empty() {
            out.push_str("<td role=\"cell\"></td>\n");
            continue;
        }
        out.extend(["<th scope=\"col\" role=\"columnheader\" class=\"", column.shape, "\">"]);
        html::write_breakable(out, &column.label);
        out.push_str("</th>\n");
    }
    out.push_str("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
    for (number, row) in table.rows.iter().enumerate() {
        if row.kind == "group" && number > 0 {
            out.push_str("</tbody>\n<tbody role=\"rowgroup\">\n");
        }
        match row.kind {
            "plain" => out.push_str("<tr role=\"row\">\n"),
            kind => out.extend(["<tr role=\"row\" class=\"", kind, "\">\n"]),
        }
        rows::write_html(row, &table.columns, out);
        out.push_str("</tr>\n");
        if let Some(analysis) = &row.analysis {
            let columns = table.columns.len().to_string();
            out.extend(["<tr role=\"row\" class=\"analysis\">\n<td role=\"cell\" colspan=\"", &columns, "\">\n"]);
            out.push_str("<p class=\"label\">");
            words(out, &templates.labels.analysis);
            out.extend(["</p>\n", analysis, "</td>\n</tr>\n"]);
        }
    }
    out.push_str("</tbody>\n");
    if let Some(total) = &table.total {
        out.push_str("<tfoot role=\"rowgroup\">\n<tr role=\"row\">\n");
        rows::write_html(total, &table.columns, out);
        out.push_str("</tr>\n</tfoot>\n");
    }
    out.push_str("</table>\n");
}
