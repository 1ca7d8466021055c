//! Markdown: reads well as plain text and on a code forge.

mod forge;
mod table;

use std::fmt::Write;

use minijinja::value::Serde;

use self::forge::Forge;
use super::beside::Beside;
use super::block_values::{self, OwnBlocks};
use super::page_values::{PageValues, RenderedTexts};
use super::{Context, Format, Output};
use crate::diagnostic::Diagnostic;
use crate::print::layout::{Block, ContentsLine, Heading, Layout, Text, TreeItem};
use crate::print::templates::write_markdown_words;
use crate::syntax::prose::{self, Around};

/// The format.
pub static FORMAT: Format = Format { name: "markdown", short: "md", extension: "md", is_usual: true, write };

/// The template of a page.
const PAGE: &str = "markdown/page.md.j2";

/// About how many bytes of a page stand around its contents and its body.
const AROUND_BODY: usize = 4 * 1024;

/// The deepest level that Markdown has a heading for; one below it is a bold line without an id.
const DEEPEST: u8 = 6;

const INVARIANT: &str = "writing to a String does not fail";

fn write(layout: &Layout, context: &Context) -> Result<Output, Box<Diagnostic>> {
    let labels = &context.templates.labels;
    let forge = Forge::of(layout, context.stem(), [&labels.proposal, &labels.contents, &labels.appendices]);
    let linked = Beside::linked(layout, context.stem());
    let writer = Writer { context, own: OwnBlocks::of(context, "markdown", "md"), forge, linked };
    let proposal = layout.proposal.as_ref().map(|proposal| writer.text_alone(&proposal.text)).transpose()?;
    let mut body = String::with_capacity(if layout.blocks.len() > 16 { 96 * 1024 } else { 1024 });
    writer.blocks(&layout.blocks, &mut body)?;
    let forge = &writer.forge;
    let lines = layout.contents();
    let mut contents = String::with_capacity(lines.len() * 96);
    lines.iter().for_each(|line| write_contents(line, forge, &mut contents).expect(INVARIANT));
    let is_for_own = context.templates.has_own_in(FORMAT.name);
    let page = Vec::with_capacity(body.len() + contents.len() + AROUND_BODY);
    let written = RenderedTexts { proposal, contents, body, is_for_own };
    let values =
        PageValues::new(layout, lines, written, (context.templates, context.ways), |anchor| forge.slug(anchor));
    let text = context.templates.render_into(page, PAGE, Serde(values), context.sources)?;
    let beside = [forge.pictures.files(), writer.linked.files()].concat();
    Ok(Output::of_text(text, beside))
}

struct Writer<'w> {
    context: &'w Context<'w>,
    own: OwnBlocks<'w>,
    forge: Forge<'w>,
    linked: Beside<'w>,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block], out: &mut String) -> Result<(), Box<Diagnostic>> {
        blocks.iter().try_for_each(|block| self.block(block, out))
    }

    /// Writes a block, and a blank line before it.
    fn block(&self, block: &Block, out: &mut String) -> Result<(), Box<Diagnostic>> {
        let start = out.len();
        out.push('\n');
        match block {
            Block::Prose(text) => {
                self.text(text, out)?;
                if out.len() == start + 1 {
                    out.truncate(start);
                }
            }
            Block::Heading(heading) => {
                let anchor = (heading.level <= DEEPEST).then(|| self.forge.slug(&heading.anchor.id));
                if !self.own.write("heading", || Ok(block_values::heading(heading, anchor)), out)? {
                    write_heading(heading, out).expect(INVARIANT);
                }
            }
            Block::Table(table) => {
                if !self.own.write("table", || block_values::table(table, self), out)? {
                    self.table(table, out)?;
                }
            }
            Block::Chart(chart) => {
                // Markdown draws nothing: the figures stand as a table, below what they are of.
                out.push_str("**");
                write_markdown_words(out, &chart.drawing.title).expect(INVARIANT);
                out.push_str("**\n\n");
                self.table(&chart.table, out)?;
            }
            Block::Tree(tree) => self.tree(&tree.items, 0, out).expect(INVARIANT),
            Block::Line(line) => {
                if !self.own.write("line", || Ok(block_values::line(line)), out)? {
                    if !line.label.is_empty() {
                        write_markdown_words(out, &line.label).expect(INVARIANT);
                        out.push_str(": ");
                    }
                    write_markdown_words(out, &line.text).expect(INVARIANT);
                    out.push('\n');
                }
            }
            Block::Assessment(mark) => {
                if !self.own.write("assessment", || Ok(block_values::mark(mark)), out)? {
                    out.extend(["**", mark.kind.character(), " "]);
                    write_markdown_words(out, &mark.words).expect(INVARIANT);
                    out.push_str("**\n");
                }
            }
            Block::See(see) => {
                let anchor = see.anchor.as_deref().and_then(|anchor| self.forge.linked(anchor));
                if self.own.write("see", || Ok(block_values::see(see, anchor)), out)? {
                    return Ok(());
                }
                write_markdown_words(out, &self.context.templates.labels.see).expect(INVARIANT);
                out.push(' ');
                out.push_str(if anchor.is_some() { "[" } else { "" });
                write_markdown_words(out, &see.words).expect(INVARIANT);
                if let Some(anchor) = anchor {
                    write!(out, "](#{anchor})").expect(INVARIANT);
                }
                out.push('\n');
            }
        }
        Ok(())
    }

    /// Lists in lists, each two blanks further in.
    fn tree(&self, items: &[TreeItem], depth: usize, out: &mut String) -> std::fmt::Result {
        for item in items {
            out.extend(std::iter::repeat_n("  ", depth).chain(["- "]));
            if let Some(label) = &item.label {
                write_markdown_words(out, label)?;
                out.push_str(": ");
            }
            let address = item.leads_to.as_ref().and_then(|place| self.forge.address(place));
            out.push_str(if address.is_some() { "[" } else { "" });
            write_markdown_words(out, &item.words)?;
            if let Some(address) = address {
                out.extend(["](", &address, ")"]);
            }
            for mark in &item.marks {
                out.extend([" [", mark.kind.character(), " "]);
                write_markdown_words(out, &mark.words)?;
                out.push(']');
            }
            if let Some(note) = &item.note {
                out.push_str(" – ");
                write_markdown_words(out, note)?;
            }
            out.push('\n');
            self.tree(&item.items, depth + 1, out)?;
        }
        Ok(())
    }

    /// Writes a text; one that is the same on every page only once.
    fn text(&self, text: &Text, out: &mut String) -> Result<(), Box<Diagnostic>> {
        let same = text.same_everywhere();
        if let Some(written) = same.and_then(|text| text.written(FORMAT.name)) {
            out.push_str(&written);
            return Ok(());
        }
        let start = out.len();
        let decided = text.decided();
        let pictures: Vec<Option<String>> = decided
            .pictures
            .iter()
            .map(|picture| self.forge.pictures.name(picture.file.as_deref()?).map(str::to_owned))
            .collect();
        let labels: Vec<String> = decided.notes.iter().map(|note| self.forge.slug(&note.id).to_owned()).collect();
        let mut parts = Vec::with_capacity(text.parts.len());
        for part in &text.parts {
            let mut written = String::new();
            self.blocks(&part.blocks, &mut written)?;
            parts.push((part.insert, written));
        }
        let link = |link| self.linked.address(link, FORMAT.extension, |id| self.forge.linked(id));
        let links: Vec<Option<String>> = decided.links.iter().map(link).collect();
        let around = Around {
            decided,
            pictures: &pictures,
            links: &links,
            parts: &parts,
            ticks: self.context.templates.ticks(),
        };
        prose::write_markdown(text.parsed(), &around, &labels, out);
        if let Some(same) = same {
            same.keep(FORMAT.name, &out[start..]);
        }
        Ok(())
    }

    fn text_alone(&self, text: &Text) -> Result<String, Box<Diagnostic>> {
        let mut out = String::new();
        self.text(text, &mut out)?;
        Ok(out)
    }
}

fn write_heading(heading: &Heading, out: &mut String) -> std::fmt::Result {
    let is_native = heading.level <= DEEPEST;
    match is_native {
        true => out.extend([&"######"[..usize::from(heading.level)], " "]),
        false => out.push_str("**"),
    }
    write_heading_words(heading.label.as_deref(), heading.number.as_deref(), &heading.title, out)?;
    out.push_str(if is_native { "\n" } else { "**\n" });
    Ok(())
}

fn write_heading_words(label: Option<&str>, number: Option<&str>, title: &str, out: &mut String) -> std::fmt::Result {
    if let Some(label) = label.filter(|label| !label.is_empty()) {
        write_markdown_words(out, label)?;
        out.push_str(": ");
    }
    if let Some(number) = number.filter(|number| !number.is_empty()) {
        write_markdown_words(out, number)?;
        out.push(' ');
    }
    write_markdown_words(out, title)
}

/// A line of the contents: an item of a list, two blanks further in for each level below the second.
fn write_contents(line: &ContentsLine, forge: &Forge, out: &mut String) -> std::fmt::Result {
    for _ in 2..line.level {
        out.push_str("  ");
    }
    out.push_str("- [");
    write_heading_words(line.label, line.number, line.title, out)?;
    writeln!(out, "](#{})", forge.slug(line.anchor))
}
