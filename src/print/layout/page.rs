//! Lays out a page from its start to its end, so that ids and names are given in the order of print.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::ids::{GoalIds, Ids};
use super::{Appendix, Block, Chart, Ground, Heading, Layout, Place, Proposal, See, Table};
use super::{old, places};
use crate::print::view::{self, CELL_LEVEL, Contents, Destination, HeadingKind, Origin, PROPOSAL_LEVEL, View};
use crate::source::SourceId;
use crate::syntax::prose::Texts;

pub(super) fn lay_out<'a>(view: View<'a>, ground: Ground<'a>, read: &'a Texts<'a>) -> Layout<'a> {
    let labels = &ground.templates.labels;
    let mut page = PageBuilder {
        ground,
        read,
        ids: Ids::new(&view.blocks, ground.shared.linked(ground.loaded)),
        source: view.origin.file(),
        origin: view.origin.clone(),
        page: OnceCell::new(),
        heading: String::new(),
        table_names: FxHashMap::default(),
        contents: Some(view.contents),
    };
    let anchor = page.ids.alone(&view.title);
    let proposal = view.cover.proposal.map(|prose| {
        let anchor = page.ids.alone(&labels.proposal);
        Proposal { anchor, text: page.text(prose, PROPOSAL_LEVEL) }
    });
    let contents_anchor = page.ids.alone(&labels.contents);
    let appendices_anchor = (!view.appendices.is_empty()).then(|| page.ids.alone(&labels.appendices));
    let mut blocks = Vec::with_capacity(view.blocks.len());
    for block in view.blocks {
        if let view::Block::Heading(heading) = &block {
            // The appendices come last and have a list of their own after the contents.
            page.contents = page.contents.filter(|_| heading.kind != HeadingKind::Appendix);
        }
        blocks.push(page.block(block));
    }
    let appendices = view.appendices.into_iter().map(|line| {
        let heading = line.block.and_then(|block| blocks.get(block));
        let anchor = match heading {
            Some(Block::Heading(heading)) => Some(heading.anchor.id.clone()),
            _ => None,
        };
        Appendix { label: line.label, title: line.title, anchor }
    });
    let mut layout = Layout {
        origin: view.origin,
        anchor,
        proposal,
        contents_anchor,
        appendices_anchor,
        appendices: appendices.collect(),
        title: view.title,
        page_kind: view.page_kind,
        occasion: view.occasion,
        kind: view.kind,
        year: view.year,
        organisation: view.organisation,
        cover: view.cover,
        blocks,
    };
    old::drop_taken(&mut layout, &page.ids);
    layout
}

/// A page that is being laid out.
pub(super) struct PageBuilder<'a> {
    pub(super) ground: Ground<'a>,
    /// The texts of the document.
    pub(super) read: &'a Texts<'a>,
    pub(super) ids: Ids<'a>,
    /// The file of the document, where it is one.
    pub(super) source: Option<SourceId>,
    origin: Origin,
    /// Where the page lies below the folder of pages, where that is known; looked for where something leads elsewhere.
    page: OnceCell<Option<String>>,
    /// The last heading outside prose.
    heading: String,
    /// How many tables have each name.
    table_names: FxHashMap<String, usize>,
    /// Which headings the contents list; none within parts and appendices.
    pub(super) contents: Option<Contents>,
}

impl<'a> PageBuilder<'a> {
    /// The blocks of a part that a text inserts, which the contents do not list.
    pub(super) fn part(&mut self, blocks: Vec<view::Block<'a>>) -> Vec<Block<'a>> {
        let (heading, contents, depth) = (self.heading.clone(), self.contents.take(), self.ids.depth());
        let blocks = blocks.into_iter().map(|block| self.block(block)).collect();
        self.ids.leave(depth);
        (self.heading, self.contents) = (heading, contents);
        blocks
    }

    /// The name of the next table of a text: after the heading above it, and numbered where it is not the first there.
    pub(super) fn table_name(&mut self) -> String {
        let word = self.ground.templates.words.get("tabell").map_or("", String::as_str);
        let name = match self.heading.as_str() {
            "" => word.to_owned(),
            heading => format!("{word} – {heading}"),
        };
        let count = self.table_names.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 { format!("{name} ({count})") } else { name }
    }

    fn block(&mut self, block: view::Block<'a>) -> Block<'a> {
        match block {
            view::Block::Heading(heading) => Block::Heading(self.heading(heading)),
            view::Block::Prose { prose, level } => {
                let is_listed = self.contents.is_some_and(Contents::lists_prose);
                let mut text = self.text(prose, level);
                text.is_listed = is_listed;
                Block::Prose(text)
            }
            view::Block::Line(line) => Block::Line(line),
            view::Block::Assessment(mark) => Block::Assessment(mark),
            view::Block::Table(table) => Block::Table(self.table(table)),
            view::Block::Chart(chart) => {
                let anchor = self.ids.of_chart();
                Block::Chart(Chart { drawing: chart.drawing, table: self.table(chart.table), anchor })
            }
            view::Block::Tree(tree) => {
                let goals = self.ids.goals();
                Block::Tree(tree.map(|to| place(self.ground, self.own_page(), &goals, to)))
            }
            view::Block::See { words, goal, id } => {
                let anchor = self.ids.of_goal(goal).map(str::to_owned);
                Block::See(See { words, goal, id, anchor })
            }
        }
    }

    fn heading(&mut self, heading: view::Heading<'a>) -> Heading<'a> {
        let is_listed = self.contents.is_some_and(|contents| contents.lists(&heading));
        let words = words(&heading);
        self.heading.clone_from(&words);
        let anchor = self.ids.of_heading(&heading, &words);
        let view::Heading { level, kind, label, number, title, id, key, .. } = heading;
        Heading { level, kind, label, number, title, anchor, words, is_listed, id, key }
    }

    fn table(&mut self, table: view::Table<'a>) -> Table<'a> {
        let goals = self.ids.goals();
        let leads_elsewhere = table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| cell.leads_to.as_ref().is_some_and(|to| !matches!(to, Destination::Goal(_))));
        let (ground, page) = (self.ground, leads_elsewhere.then(|| self.own_page().map(str::to_owned)).flatten());
        table.map(|prose| Box::new(self.text(prose, CELL_LEVEL)), |to| place(ground, page.as_deref(), &goals, to))
    }

    fn own_page(&self) -> Option<&str> {
        self.page.get_or_init(|| own_page(&self.origin, self.ground)).as_deref()
    }
}

/// Where a destination is from a page, which prints some goals in full.
fn place(ground: Ground, page: Option<&str>, goals: &GoalIds, to: Destination) -> Option<Place> {
    match to {
        Destination::Goal(goal) => goals.get(&goal).map(|(_, id)| Place::Here(id.clone())),
        to => places::elsewhere(ground, page?, to),
    }
}

/// Where the page of a view lies below the folder of pages.
fn own_page(origin: &Origin, ground: Ground) -> Option<String> {
    match origin {
        Origin::Site(page) => Some(page.clone()),
        Origin::File(source) => {
            let file = ground.loaded.files.iter().find(|file| file.source == *source)?;
            Some(file.page()?.to_owned())
        }
    }
}

/// All of a heading as one line.
pub(super) fn words(heading: &view::Heading) -> String {
    let mut words = String::with_capacity(heading.title.len() + 32);
    if let Some(label) = &heading.label {
        words.extend([label, ": "]);
    }
    if let Some(number) = &heading.number {
        words.extend([number, " "]);
    }
    words.push_str(&heading.title);
    words
}
