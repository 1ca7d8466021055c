//! Lists in lists in HTML; long ones are folded.

use super::table::address;
use crate::print::layout::{Tree, TreeItem};
use crate::print::templates::html::{write as words, write_address};

pub(super) fn write(tree: &Tree, out: &mut String) {
    out.push_str("<section aria-label=\"");
    words(out, &tree.name);
    out.push_str("\">\n<ul class=\"tree\">\n");
    tree.items.iter().for_each(|item| write_item(item, out));
    out.push_str("</ul>\n</section>\n");
}

fn write_item(item: &TreeItem, out: &mut String) {
    out.push_str("<li><p>");
    if let Some(label) = &item.label {
        out.push_str("<span class=\"label\">");
        words(out, label);
        out.push_str(":</span> ");
    }
    if let Some(place) = &item.leads_to {
        out.push_str("<a href=\"");
        write_address(out, &address(place));
        out.push_str("\">");
    }
    words(out, &item.words);
    out.push_str(if item.leads_to.is_some() { "</a>" } else { "" });
    for mark in &item.marks {
        out.extend([" <span class=\"status ", mark.kind.name(), "\">"]);
        words(out, &mark.words);
        out.push_str("</span>");
    }
    if let Some(note) = &item.note {
        out.push_str(if item.is_gap { " <span class=\"gap\">" } else { " <span class=\"line\">" });
        words(out, note);
        out.push_str("</span>");
    }
    out.push_str("</p>\n");
    if !item.items.is_empty() {
        if let Some(name) = &item.folded_as {
            out.push_str("<details>\n<summary>");
            words(out, name);
            out.push_str("</summary>\n");
        }
        out.push_str("<ul>\n");
        item.items.iter().for_each(|item| write_item(item, out));
        out.push_str("</ul>\n");
        out.push_str(if item.folded_as.is_some() { "</details>\n" } else { "" });
    }
    out.push_str("</li>\n");
}
