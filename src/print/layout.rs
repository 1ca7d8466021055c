//! What a page is, before any markup: every heading with its id, every table with its name, every insert with what it
//! prints. Decided once for all formats and in the order of print; a format only writes it down.

pub mod dead_anchors;
mod ids;
mod length;
mod links;
mod old;
mod page;
mod places;
pub mod shared;
mod text;

use std::borrow::Cow;

use crate::print::chart::Drawing;
use crate::print::templates::Templates;
use crate::print::view::{self, HeadingKind, LabelledText, Mark, Origin, PageKind, View};
use crate::read::load::Loaded;
use crate::resolve::GoalRef;
use crate::syntax::prose;

pub use self::ids::Anchor;
pub use self::places::{Place, PlaceOfHeading, note_headings};
pub use self::shared::Shared;
pub use self::text::{InsertedBlocks, Text};

/// What pages are laid out from.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// All documents.
    pub loaded: &'a Loaded,
    /// The printed words.
    pub templates: &'a Templates,
    /// The texts that are printed on several pages.
    pub shared: &'a Shared,
}

/// A document laid out.
#[derive(Debug)]
pub struct Layout<'a> {
    /// What it is printed from.
    pub origin: Origin,
    /// The title.
    pub title: String,
    /// The title's id.
    pub anchor: Anchor,
    /// The kind.
    pub page_kind: PageKind,
    /// The key of the occasion that a follow-up reports.
    pub occasion: Option<&'a str>,
    /// The printed word for the kind: Verksamhetsplan.
    pub kind: String,
    /// The year, where it is known.
    pub year: Option<i16>,
    /// The organisation's own name.
    pub organisation: String,
    /// The cover; its proposal for decision is laid out beside it.
    pub cover: view::Cover<'a>,
    /// The proposal for decision.
    pub proposal: Option<Proposal<'a>>,
    /// The id of the heading of the contents.
    pub contents_anchor: Anchor,
    /// The id of the heading of the list of appendices, where there are any.
    pub appendices_anchor: Option<Anchor>,
    /// The list of appendices.
    pub appendices: Vec<Appendix>,
    /// The body.
    pub blocks: Vec<Block<'a>>,
}

/// The proposal for decision on the cover.
#[derive(Debug)]
pub struct Proposal<'a> {
    /// The id of its heading.
    pub anchor: Anchor,
    /// The text.
    pub text: Text<'a>,
}

/// A line of the list of appendices.
#[derive(Debug)]
pub struct Appendix {
    /// `Bilaga 1`.
    pub label: String,
    /// The title.
    pub title: String,
    /// The id of the appendix's heading, where its text is printed.
    pub anchor: Option<String>,
}

/// A block of the body.
#[derive(Debug)]
pub enum Block<'a> {
    /// A heading.
    Heading(Heading<'a>),
    /// Prose.
    Prose(Text<'a>),
    /// A line such as "Ansvarig: Enhetschef".
    Line(LabelledText<'a>),
    /// How the goal whose heading stands before it was assessed.
    Assessment(Mark<'a>),
    /// A table.
    Table(Table<'a>),
    /// A chart.
    Chart(Chart<'a>),
    /// Lists in lists.
    Tree(Tree<'a>),
    /// "Se <number title>": the goal is printed in full elsewhere.
    See(See<'a>),
}

/// A heading.
#[derive(Debug)]
pub struct Heading<'a> {
    /// 2 for the first level below the title; can pass 6.
    pub level: u8,
    /// What sort of heading it is.
    pub kind: HeadingKind,
    /// The words before the title: "Nämndmål".
    pub label: Option<Cow<'a, str>>,
    /// The number as written.
    pub number: Option<Cow<'a, str>>,
    /// The title.
    pub title: Cow<'a, str>,
    /// Its id.
    pub anchor: Anchor,
    /// All of it as one line: "Nämndmål: 1.4.1 Trygga barn".
    pub words: String,
    /// Whether the contents list it.
    pub is_listed: bool,
    /// The goal's id, where it is written.
    pub id: Option<Cow<'a, str>>,
    /// The key in the steering model of a goal's level, or of a section.
    pub key: Option<Cow<'a, str>>,
}

/// A reference to a goal that is printed in full elsewhere.
#[derive(Debug)]
pub struct See<'a> {
    /// The goal's number and title.
    pub words: String,
    /// The goal.
    pub goal: GoalRef,
    /// The goal's id, where it is written.
    pub id: Option<Cow<'a, str>>,
    /// The id of its heading, where the page has it.
    pub anchor: Option<String>,
}

/// A chart.
#[derive(Debug)]
pub struct Chart<'a> {
    /// What is drawn.
    pub drawing: Drawing<'a>,
    /// The same figures.
    pub table: Table<'a>,
    /// Its id, with which the ids within the drawing begin.
    pub anchor: String,
}

/// Lists in lists, with their links as places.
pub type Tree<'a> = view::Tree<'a, Place>;

/// An item of them.
pub type TreeItem<'a> = view::TreeItem<'a, Place>;

/// A table with its texts laid out, and its links as places.
pub type Table<'a> = view::Table<'a, Box<Text<'a>>, Place>;

/// A row of its body.
pub type Row<'a> = view::TableRow<'a, Box<Text<'a>>, Place>;

/// A cell of it.
pub type Cell<'a> = view::Cell<'a, Box<Text<'a>>, Place>;

/// A line of the contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentsLine<'l> {
    /// How deep it stands, from 2: one more than the line that it is under.
    pub level: u8,
    /// The words before the title.
    pub label: Option<&'l str>,
    /// The number.
    pub number: Option<&'l str>,
    /// The title.
    pub title: &'l str,
    /// The heading's id.
    pub anchor: &'l str,
    /// What sort of heading it is; none for one of a text.
    pub kind: Option<HeadingKind>,
}

/// Lays out a view. `read` are the texts of its document that are read already.
pub fn lay_out<'a>(view: View<'a>, ground: Ground<'a>, read: &'a prose::Texts<'a>) -> Layout<'a> {
    page::lay_out(view, ground, read)
}

impl Layout<'_> {
    /// The lines of the contents in order, each one level below the nearest line before it whose heading is higher: a
    /// list never begins with a list in it, and no level is left out where the headings between two are not listed.
    pub fn contents(&self) -> Vec<ContentsLine<'_>> {
        let mut lines: Vec<ContentsLine> = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Heading(heading) if heading.is_listed => lines.push(ContentsLine {
                    level: heading.level,
                    label: heading.label.as_deref(),
                    number: heading.number.as_deref(),
                    title: &heading.title,
                    anchor: &heading.anchor.id,
                    kind: Some(heading.kind),
                }),
                Block::Prose(text) => {
                    lines.extend(text.listed().map(|heading| ContentsLine {
                        level: heading.level,
                        label: None,
                        number: None,
                        title: &heading.words,
                        anchor: &heading.anchor,
                        kind: None,
                    }));
                }
                _ => {}
            }
        }
        let mut above: Vec<u8> = Vec::new();
        for line in &mut lines {
            above.truncate(above.iter().position(|level| *level >= line.level).unwrap_or(above.len()));
            above.push(line.level);
            // There are fewer lines around one than there are levels.
            line.level = u8::try_from(above.len()).unwrap_or(u8::MAX - 1) + 1;
        }
        lines
    }
}
