//! What templates get of a page: the view with its words and anchors, the prose already written. docs/templates.md
//! describes these values to those who write templates.

mod frame;
mod table;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use minijinja::value::{Serde, Value};
use serde::Serialize;

use self::frame::PageFrame;
pub(crate) use self::table::TableValues;
use super::{Format, Page, Texts};
use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use crate::model::Prose;
use crate::prose::{self, Anchors};
use crate::resolve::GoalRef;
use crate::resolve::inserts::{MOST_PARTS, Part};
use crate::source::SourceId;
use crate::templates::Templates;
use crate::templates::rows::MarkValues;
use crate::view::{self, Block, Contents, Heading, HeadingKind, PROPOSAL_LEVEL, View, insert};

/// Deepest heading in the contents; the title is 1.
const CONTENTS_LEVEL: u8 = 3;

/// The values of `page`.
#[derive(Serialize)]
pub(super) struct Values<'v> {
    title: &'v str,
    kind: &'v str,
    year: Option<i16>,
    organisation: &'v str,
    anchor: String,
    cover: CoverValues<'v>,
    contents_anchor: String,
    contents: Vec<ContentsValues<'v>>,
    appendices_anchor: String,
    appendices: Vec<AppendixValues<'v>>,
    body: Value,
    blocks: &'v [BlockValues<'v>],
    words: &'v Value,
}

/// The values of `body`.
#[derive(Serialize)]
struct BodyValues<'v> {
    blocks: &'v [BlockValues<'v>],
    words: &'v Value,
}

#[derive(Serialize)]
struct CoverValues<'v> {
    names: &'v [String],
    head: Option<&'v str>,
    officers: Vec<OfficerValues<'v>>,
    references: &'v [String],
    date: Option<String>,
    to: Option<&'v str>,
    proposal: Option<Value>,
    proposal_anchor: String,
    contact: &'v [String],
    emails: &'v [String],
    web: &'v [String],
}

#[derive(Serialize)]
struct OfficerValues<'v> {
    name: &'v str,
    lines: &'v [String],
}

#[derive(Serialize)]
struct ContentsValues<'v> {
    level: u8,
    label: Option<&'v str>,
    number: Option<&'v str>,
    title: Cow<'v, str>,
    anchor: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct AppendixValues<'v> {
    label: &'v str,
    title: &'v str,
    anchor: Option<String>,
}

/// A block of the body, ready to be written.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum BlockValues<'v> {
    Heading(HeadingValues<'v>),
    Prose {
        #[serde(serialize_with = "safe")]
        text: Written,
    },
    Line {
        label: &'v str,
        text: &'v str,
    },
    Assessment(MarkValues<'v>),
    Table(TableValues<'v>),
    See {
        words: &'v str,
        anchor: Option<String>,
    },
}

#[derive(Debug, Serialize)]
pub(crate) struct HeadingValues<'v> {
    pub(super) level: u8,
    pub(super) kind: &'static str,
    pub(super) label: Option<&'v str>,
    pub(super) number: Option<&'v str>,
    pub(super) title: &'v str,
    pub(super) anchor: Option<String>,
}

/// Prose as it is printed: written for this page, or for another that inherits the same.
#[derive(Debug)]
pub(crate) enum Written {
    Here(String),
    Before(Arc<str>),
}

impl Deref for Written {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Written::Here(text) => text,
            Written::Before(text) => text,
        }
    }
}

impl From<Written> for String {
    fn from(written: Written) -> String {
        match written {
            Written::Here(text) => text,
            Written::Before(text) => text.as_ref().to_owned(),
        }
    }
}

/// Prose is markup already.
fn safe<S: serde::Serializer>(text: &Written, serializer: S) -> Result<S::Ok, S::Error> {
    Value::from_safe_string(text.to_string()).serialize(serializer)
}

/// Renders a page: its text, and the pictures to lay beside it.
pub(super) fn page(
    format: &'static Format,
    view: &View,
    texts: &Texts<'_>,
    loaded: &Loaded,
    templates: &Templates,
    stem: &str,
) -> Result<Page, Box<Diagnostic>> {
    let mut writer = Writer {
        source: view.source,
        format,
        texts,
        loaded,
        templates,
        stem,
        anchors: Anchors::default(),
        contents: Vec::new(),
        listed: view.contents,
        in_appendices: false,
        heading: String::new(),
        table_labels: HashMap::new(),
        pictures: Vec::new(),
        writing: Vec::new(),
        in_cell: false,
        parts: 0,
        failed: None,
    };
    // Anchors are given in the order of print, so that a forge that makes its own from the headings makes the same.
    let anchor = writer.anchors.unique(&view.title);
    let cover = writer.cover(view);
    let contents_anchor = writer.anchors.unique(&templates.labels.contents);
    let appendices_anchor = match view.appendices.is_empty() {
        true => String::new(),
        false => writer.anchors.unique(&templates.labels.appendices),
    };
    let mut goals: HashMap<GoalRef, String> = HashMap::new();
    let mut at_block: HashMap<usize, String> = HashMap::new();
    let mut blocks: Vec<BlockValues> = Vec::with_capacity(view.blocks.len());
    for (number, block) in view.blocks.iter().enumerate() {
        if let Block::Heading(heading) = block {
            writer.in_appendices |= heading.kind == HeadingKind::Appendix;
        }
        let values = writer.block(block, true);
        if let (Block::Heading(heading), BlockValues::Heading(values)) = (block, &values) {
            writer.contents.extend(writer.in_contents(heading, values.anchor.as_deref()));
            if let Some(anchor) = &values.anchor {
                if let Some(goal) = heading.goal {
                    goals.insert(goal, anchor.clone());
                }
                if heading.kind == HeadingKind::Appendix {
                    at_block.insert(number, anchor.clone());
                }
            }
        }
        blocks.push(values);
    }
    // A goal that is printed in full further down has its anchor only now.
    for (values, block) in blocks.iter_mut().zip(&view.blocks) {
        if let (BlockValues::See { anchor, .. }, Block::See { goal, .. }) = (values, block) {
            *anchor = goals.get(goal).cloned();
        }
    }
    let appendices = view.appendices.iter().map(|line| AppendixValues {
        label: &line.label,
        title: &line.title,
        anchor: line.block.and_then(|block| at_block.get(&block).cloned()),
    });
    let own = templates.has_own(format.name);
    let body = writer.body(&blocks)?;
    if let Some(failed) = writer.failed.take() {
        return Err(failed);
    }
    let values = Values {
        title: &view.title,
        kind: &view.kind,
        year: view.year,
        organisation: &view.organisation,
        anchor,
        cover,
        contents_anchor,
        contents: writer.contents,
        appendices_anchor,
        appendices: appendices.collect(),
        body: Value::from_safe_string(body),
        blocks: if own { &blocks } else { &[] },
        words: &templates.word_values,
    };
    let text = templates.render(format.template, Serde(values), &loaded.sources)?;
    Ok(Page { text, pictures: writer.pictures })
}

/// Writes the prose of a page and keeps what the page needs of it.
struct Writer<'w, 'v> {
    /// The file of the page's document.
    source: SourceId,
    format: &'static Format,
    texts: &'w Texts<'w>,
    loaded: &'w Loaded,
    templates: &'w Templates,
    stem: &'w str,
    anchors: Anchors,
    contents: Vec<ContentsValues<'v>>,
    /// Which headings the contents list.
    listed: Contents,
    /// The appendices come last and have a list of their own after the contents.
    in_appendices: bool,
    /// The last heading outside prose.
    heading: String,
    /// How many tables have each name.
    table_labels: HashMap<String, usize>,
    pictures: Vec<(PathBuf, String)>,
    /// The texts that are being written, outermost first.
    writing: Vec<*const Prose>,
    /// Whether the prose of a cell is written, which has no room for parts.
    in_cell: bool,
    /// How many parts are inserted.
    parts: usize,
    /// Why a part could not be written.
    failed: Option<Box<Diagnostic>>,
}

impl<'v> Writer<'_, 'v> {
    fn cover(&mut self, view: &'v View) -> CoverValues<'v> {
        let cover = &view.cover;
        let proposal_anchor = match cover.proposal {
            Some(_) => self.anchors.unique(&self.templates.labels.proposal),
            None => String::new(),
        };
        CoverValues {
            names: &cover.names,
            head: cover.head.as_deref(),
            officers: cover.officers.iter().map(|(name, lines)| OfficerValues { name, lines }).collect(),
            references: &cover.references,
            date: cover.date.map(|date| date.to_string()),
            to: cover.to.as_deref(),
            proposal: cover
                .proposal
                .map(|prose| Value::from_safe_string(self.write(prose, PROPOSAL_LEVEL, false).into())),
            proposal_anchor,
            contact: &cover.contact,
            emails: &cover.emails,
            web: &cover.web,
        }
    }

    /// The values of a block; `has_contents` where the first headings of its prose go to the contents.
    fn block<'b>(&mut self, block: &'b Block, has_contents: bool) -> BlockValues<'b> {
        match block {
            Block::Heading(heading) => BlockValues::Heading(self.heading(heading)),
            Block::Prose { prose, level } => {
                let text = self.write(prose, *level, has_contents && !self.in_appendices && self.listed.lists_prose());
                BlockValues::Prose { text }
            }
            Block::Assessment(mark) => BlockValues::Assessment(table::mark(mark)),
            Block::Line(line) => BlockValues::Line { label: &line.label, text: &line.text },
            Block::Table(table) => BlockValues::Table(self.table(table)),
            Block::See { words, .. } => BlockValues::See { words, anchor: None },
        }
    }

    /// The blocks in the page's format.
    fn body(&self, blocks: &[BlockValues]) -> Result<String, Box<Diagnostic>> {
        let templates = self.templates;
        match templates.has_own(self.format.name) {
            // Somebody's own template of a block, or of a page that walks the blocks: they get the blocks as values.
            true => {
                let values = BodyValues { blocks, words: &templates.word_values };
                templates.render(self.format.body_template, Serde(values), &self.loaded.sources)
            }
            // The built-in templates of blocks are written by the format itself, byte for byte; a test compares the two.
            false => {
                let mut out = String::with_capacity(if blocks.len() > 16 { 96 * 1024 } else { 1024 });
                (self.format.body)(blocks, templates, &mut out);
                Ok(out)
            }
        }
    }

    /// A part that a text inserts, in the page's format; `None` where there is no room for it, where its texts are being
    /// written already, or where the page has too many parts.
    fn part(&mut self, part: &Part, level: u8) -> Option<String> {
        let scene = super::scene(self.loaded, self.templates, part.document);
        let blocks = insert::blocks(&scene, &part.what, level);
        let is_circular =
            view::prose_of(&blocks).iter().any(|(prose, _)| self.writing.contains(&std::ptr::from_ref(*prose)));
        if self.in_cell || is_circular || self.parts >= MOST_PARTS {
            return None;
        }
        self.parts += 1;
        let heading = self.heading.clone();
        let values: Vec<BlockValues> = blocks.iter().map(|block| self.block(block, false)).collect();
        self.heading = heading;
        match self.body(&values) {
            Ok(body) => Some(body),
            Err(failed) => {
                self.failed.get_or_insert(failed);
                None
            }
        }
    }

    fn heading<'h>(&mut self, heading: &'h Heading) -> HeadingValues<'h> {
        let words = &mut self.heading;
        words.clear();
        if let Some(label) = &heading.label {
            words.extend([label, ": "]);
        }
        if let Some(number) = &heading.number {
            words.extend([number, " "]);
        }
        words.push_str(&heading.title);
        let anchor = (heading.level <= self.format.deepest_heading).then(|| self.anchors.unique(words));
        HeadingValues {
            level: heading.level,
            kind: kind_name(heading.kind),
            label: heading.label.as_deref(),
            number: heading.number.as_deref(),
            title: &heading.title,
            anchor,
        }
    }

    /// A heading's line in the contents, where it has one.
    fn in_contents(&self, heading: &'v Heading, anchor: Option<&str>) -> Option<ContentsValues<'v>> {
        let is_listed = heading.level <= CONTENTS_LEVEL && !self.in_appendices && self.listed.lists(heading);
        let anchor = anchor.filter(|_| is_listed)?;
        Some(ContentsValues {
            level: heading.level,
            label: heading.label.as_deref(),
            number: heading.number.as_deref(),
            title: Cow::Borrowed(&heading.title),
            anchor: anchor.to_owned(),
            kind: kind_name(heading.kind),
        })
    }

    /// Writes a prose field; its first headings go to the contents where they are high enough.
    fn write(&mut self, field: &Prose, level: u8, in_contents: bool) -> Written {
        let inherited = field.span.source != self.source;
        let name = self.format.name;
        if let Some(kept) = self.templates.kept.get(field, level, name).filter(|_| inherited) {
            return Written::Before(kept);
        }
        let (text, read);
        let parsed = match self.texts.get(&std::ptr::from_ref(field)) {
            Some(parsed) => parsed,
            // The text of a part that is inserted here.
            None => {
                text = field.text(&self.loaded.sources);
                read = prose::parse(&text.text);
                &read
            }
        };
        let mut out = String::with_capacity(parsed.text.len() + parsed.text.len() / 4 + 64);
        self.writing.push(field);
        let mut frame = PageFrame { writer: self, field, level, given: Vec::new(), is_its_own: true };
        (frame.writer.format.prose)(parsed, &mut frame, &mut out);
        let (given, is_its_own) = (frame.given, frame.is_its_own);
        self.writing.pop();
        if inherited && is_its_own {
            self.templates.kept.keep(field, level, name, &out);
        }
        if in_contents && level <= CONTENTS_LEVEL {
            let mut given = given.into_iter();
            for heading in prose::headings(parsed) {
                let own = level.saturating_add(heading.depth - 1);
                // Footnotes ask for anchors too: those between are passed over.
                let Some((_, anchor)) = given.find(|(words, _)| *words == heading.text) else { break };
                if own <= CONTENTS_LEVEL {
                    let (label, number) = (None, None);
                    self.contents.push(ContentsValues {
                        level: own,
                        label,
                        number,
                        title: Cow::Owned(heading.text),
                        anchor,
                        kind: "text",
                    });
                }
            }
        }
        Written::Here(out)
    }
}

/// A name for templates.
fn kind_name(kind: HeadingKind) -> &'static str {
    match kind {
        HeadingKind::Part => "part",
        HeadingKind::Goal => "goal",
        HeadingKind::Section => "section",
        HeadingKind::Appendix => "appendix",
    }
}
