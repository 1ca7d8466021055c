//! HTML: one self-contained file, for the screen and for paper.

mod chart;
mod table;
mod tree;

use std::cell::Cell;

use minijinja::value::Serde;

use super::beside::Beside;
use super::block_values::{self, OwnBlocks};
use super::page_values::{PageValues, RenderedTexts};
use super::{Context, Format, Output};
use crate::diagnostic::Diagnostic;
use crate::print::layout::{Block, ContentsLine, Heading, Layout, Text};
use crate::print::templates::html::write as words;
use crate::read::pictures;
use crate::syntax::prose::{self, Around};

/// The format.
pub static FORMAT: Format = Format { name: "html", short: "htm", extension: "html", is_usual: true, write };

/// The template of a page.
const PAGE: &str = "html/page.html.j2";

/// About how many bytes of a page stand around its contents and its body: the style sheet, most of all.
const AROUND_BODY: usize = 64 * 1024;

/// The deepest level that HTML has an element for. What is deeper is on that level too, and looks deeper.
const DEEPEST: u8 = 6;

/// Most bytes of embedded pictures in a page, of its own texts and of those that it prints from other plans.
const MOST_EMBEDDED: usize = 64 * 1024 * 1024;

fn write(layout: &Layout, context: &Context) -> Result<Output, Box<Diagnostic>> {
    let linked = Beside::linked(layout, context.stem());
    let writer = Writer { context, own: OwnBlocks::of(context, "html", "html"), linked, embedded: Cell::new(0) };
    let proposal = layout.proposal.as_ref().map(|proposal| writer.text_alone(&proposal.text)).transpose()?;
    let mut body = String::with_capacity(if layout.blocks.len() > 16 { 96 * 1024 } else { 1024 });
    writer.blocks(&layout.blocks, &mut body)?;
    let lines = layout.contents();
    let contents = contents(&lines);
    let is_for_own = context.templates.has_own_in(FORMAT.name);
    let page = Vec::with_capacity(body.len() + contents.len() + AROUND_BODY);
    let written = RenderedTexts { proposal, contents, body, is_for_own };
    let values = PageValues::new(layout, lines, written, (context.templates, context.ways), |anchor| anchor);
    let text = context.templates.render_into(page, PAGE, Serde(values), context.sources)?;
    Ok(Output::of_text(text, writer.linked.files()))
}

/// The contents as a list, with a list in it below each line that has deeper ones under it.
fn contents(lines: &[ContentsLine]) -> String {
    let mut out = String::with_capacity(lines.len() * 128);
    if lines.is_empty() {
        return out;
    }
    out.push_str("<ol>\n");
    for (number, line) in lines.iter().enumerate() {
        out.push_str("<li><a href=\"#");
        words(&mut out, line.anchor);
        out.push_str("\">");
        heading_words(line.label, line.number, line.title, &mut out);
        out.push_str("</a>\n");
        let next = lines.get(number + 1).map_or(2, |next| next.level);
        if next > line.level {
            out.push_str("<ol>\n");
            continue;
        }
        out.push_str("</li>\n");
        (next..line.level).for_each(|_| out.push_str("</ol>\n</li>\n"));
    }
    out.push_str("</ol>\n");
    out
}

struct Writer<'w> {
    context: &'w Context<'w>,
    own: OwnBlocks<'w>,
    linked: Beside<'w>,
    /// How many bytes of pictures are embedded so far.
    embedded: Cell<usize>,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block], out: &mut String) -> Result<(), Box<Diagnostic>> {
        blocks.iter().try_for_each(|block| self.block(block, out))
    }

    fn block(&self, block: &Block, out: &mut String) -> Result<(), Box<Diagnostic>> {
        match block {
            Block::Prose(text) => self.text(text, out)?,
            Block::Heading(heading) => {
                let values = || Ok(block_values::heading(heading, Some(&heading.anchor.id)));
                if !self.own.write("heading", values, out)? {
                    write_heading(heading, out);
                }
            }
            Block::Table(table) => {
                if !self.own.write("table", || block_values::table(table, self), out)? {
                    self.table(table, out)?;
                }
            }
            Block::Chart(chart) => self.chart(chart, out)?,
            Block::Tree(tree) => tree::write(tree, out),
            Block::Line(line) => {
                if self.own.write("line", || Ok(block_values::line(line)), out)? {
                    return Ok(());
                }
                out.push_str("<p class=\"line\">");
                if !line.label.is_empty() {
                    out.push_str("<span class=\"label\">");
                    words(out, &line.label);
                    out.push_str(":</span> ");
                }
                words(out, &line.text);
                out.push_str("</p>\n");
            }
            Block::Assessment(mark) => {
                if self.own.write("assessment", || Ok(block_values::mark(mark)), out)? {
                    return Ok(());
                }
                out.extend(["<p class=\"assessment\"><span class=\"status ", mark.kind.name(), "\">"]);
                words(out, &mark.words);
                out.push_str("</span></p>\n");
            }
            Block::See(see) => {
                if self.own.write("see", || Ok(block_values::see(see, see.anchor.as_deref())), out)? {
                    return Ok(());
                }
                out.push_str("<p class=\"see\">");
                words(out, &self.context.templates.labels.see);
                out.push(' ');
                if let Some(anchor) = &see.anchor {
                    out.push_str("<a href=\"#");
                    words(out, anchor);
                    out.push_str("\">");
                }
                words(out, &see.words);
                out.push_str(if see.anchor.is_some() { "</a></p>\n" } else { "</p>\n" });
            }
        }
        Ok(())
    }

    /// Writes a text; one that is the same on every page only once.
    fn text(&self, text: &Text, out: &mut String) -> Result<(), Box<Diagnostic>> {
        let same = text.same_everywhere();
        let decided = text.decided();
        if let Some(written) = same.and_then(|text| text.written(FORMAT.name)) {
            if !decided.pictures.is_empty() {
                self.embeds(written.len(), text)?;
            }
            out.push_str(&written);
            return Ok(());
        }
        let start = out.len();
        let mut pictures: Vec<Option<String>> = Vec::with_capacity(decided.pictures.len());
        for picture in &decided.pictures {
            let embedded = picture.file.as_deref().and_then(|file| pictures::embedded(self.context.door.files(), file));
            self.embeds(embedded.as_ref().map_or(0, String::len), text)?;
            pictures.push(embedded);
        }
        let mut parts = Vec::with_capacity(text.parts.len());
        for part in &text.parts {
            let mut written = String::new();
            self.blocks(&part.blocks, &mut written)?;
            parts.push((part.insert, written));
        }
        let ticks = self.context.templates.ticks();
        let link = |link| self.linked.address(link, FORMAT.extension, |_| None);
        let links: Vec<Option<String>> = decided.links.iter().map(link).collect();
        prose::write_html(
            text.parsed(),
            &Around { decided, pictures: &pictures, links: &links, parts: &parts, ticks },
            out,
        );
        if let Some(same) = same {
            same.keep(FORMAT.name, &out[start..]);
        }
        Ok(())
    }

    /// Counts what is embedded of pictures. A page of more than there is room for is not written: a short text may show one
    /// picture very often, and an insert may show the text very often.
    fn embeds(&self, bytes: usize, text: &Text) -> Result<(), Box<Diagnostic>> {
        let embedded = self.embedded.get().saturating_add(bytes);
        self.embedded.set(embedded);
        match embedded > MOST_EMBEDDED {
            true => Err(Box::new(pictures::too_large_page(text.prose.span))),
            false => Ok(()),
        }
    }

    fn text_alone(&self, text: &Text) -> Result<String, Box<Diagnostic>> {
        let mut out = String::new();
        self.text(text, &mut out)?;
        Ok(out)
    }
}

fn write_heading(heading: &Heading, out: &mut String) {
    let level = heading.level.min(DEEPEST).to_string();
    out.extend(["<h", &level, " id=\""]);
    words(out, &heading.anchor.id);
    let is_native = heading.level <= DEEPEST;
    out.extend([if is_native { "\" class=\"" } else { "\" class=\"heading " }, heading.kind.name(), "\">"]);
    if let Some(old) = &heading.anchor.old {
        out.push_str("<span id=\"");
        words(out, old);
        out.push_str("\"></span>");
    }
    heading_words(heading.label.as_deref(), heading.number.as_deref(), &heading.title, out);
    out.extend(["</h", &level, ">\n"]);
}

fn heading_words(label: Option<&str>, number: Option<&str>, title: &str, out: &mut String) {
    if let Some(label) = label.filter(|label| !label.is_empty()) {
        out.push_str("<span class=\"label\">");
        words(out, label);
        out.push_str(":</span> ");
    }
    if let Some(number) = number.filter(|number| !number.is_empty()) {
        words(out, number);
        out.push(' ');
    }
    words(out, title);
}
