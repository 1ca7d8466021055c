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
use crate::source::SourceId;
use crate::templates::Templates;
use crate::templates::rows::MarkValues;
use crate::view::{Block, Contents, Heading, HeadingKind, PROPOSAL_LEVEL, View};

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
        blocks.push(match block {
            Block::Heading(heading) => {
                let values = writer.heading(heading);
                if let Some(anchor) = &values.anchor {
                    if let Some(goal) = heading.goal {
                        goals.insert(goal, anchor.clone());
                    }
                    if heading.kind == HeadingKind::Appendix {
                        at_block.insert(number, anchor.clone());
                    }
                }
                BlockValues::Heading(values)
            }
            Block::Prose { prose, level } => BlockValues::Prose { text: writer.prose(prose, *level) },
            Block::Assessment(mark) => BlockValues::Assessment(table::mark(mark)),
            Block::Line(line) => BlockValues::Line { label: &line.label, text: &line.text },
            Block::Table(table) => BlockValues::Table(writer.table(table)),
            Block::See { words, .. } => BlockValues::See { words, anchor: None },
        });
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
    let body = match own {
        // Somebody's own template of a block, or of a page that walks the blocks: they get the blocks as values.
        true => {
            let values = BodyValues { blocks: &blocks, words: &templates.word_values };
            templates.render(format.body_template, Serde(values), &loaded.sources)?
        }
        // The built-in templates of blocks are written by the format itself, byte for byte; a test compares the two.
        false => {
            let mut out = String::with_capacity(96 * 1024);
            (format.body)(&blocks, templates, &mut out);
            out
        }
    };
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

    fn heading(&mut self, heading: &'v Heading) -> HeadingValues<'v> {
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
        let kind = match heading.kind {
            HeadingKind::Part => "part",
            HeadingKind::Goal => "goal",
            HeadingKind::Section => "section",
            HeadingKind::Appendix => "appendix",
        };
        self.in_appendices |= heading.kind == HeadingKind::Appendix;
        let is_listed = heading.level <= CONTENTS_LEVEL && !self.in_appendices && self.listed.lists(heading);
        if let Some(anchor) = anchor.as_ref().filter(|_| is_listed) {
            self.contents.push(ContentsValues {
                level: heading.level,
                label: heading.label.as_deref(),
                number: heading.number.as_deref(),
                title: Cow::Borrowed(&heading.title),
                anchor: anchor.clone(),
                kind,
            });
        }
        HeadingValues {
            level: heading.level,
            kind,
            label: heading.label.as_deref(),
            number: heading.number.as_deref(),
            title: &heading.title,
            anchor,
        }
    }

    fn prose(&mut self, field: &Prose, level: u8) -> Written {
        self.write(field, level, !self.in_appendices && self.listed.lists_prose())
    }

    /// Writes a prose field; its first headings go to the contents where they are high enough.
    fn write(&mut self, field: &Prose, level: u8, in_contents: bool) -> Written {
        let inherited = field.span.source != self.source;
        let name = self.format.name;
        if let Some(kept) = self.templates.kept.get(field, level, name).filter(|_| inherited) {
            return Written::Before(kept);
        }
        let Some(parsed) = self.texts.get(&std::ptr::from_ref(field)) else { return Written::Here(String::new()) };
        let mut out = String::with_capacity(parsed.text.len() + parsed.text.len() / 4 + 64);
        let mut frame = PageFrame {
            level,
            format: self.format,
            loaded: self.loaded,
            templates: self.templates,
            stem: self.stem,
            source: field.source(),
            anchors: &mut self.anchors,
            given: Vec::new(),
            heading: &self.heading,
            table_labels: &mut self.table_labels,
            pictures: &mut self.pictures,
            is_its_own: true,
        };
        (self.format.prose)(parsed, &mut frame, &mut out);
        let given = frame.given;
        if inherited && frame.is_its_own {
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
