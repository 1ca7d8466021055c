//! A text in its place: what it holds, and what the page has decided for it.

use std::path::Path;
use std::sync::Arc;

use super::Block;
use super::page::PageBuilder;
use super::shared::SharedText;
use crate::model::Prose;
use crate::print::view::{ViewContext, insert};
use crate::read::linked::LinkedFile;
use crate::read::load::File;
use crate::resolve::inserts::{Figure, Inserted};
use crate::syntax::prose::{self, Ask, Decided, DecidedHeading, LinkTo, MARK, NOTE, Parsed, Printed};

/// A text in its place.
#[derive(Debug)]
pub struct Text<'a> {
    /// The field.
    pub prose: &'a Prose,
    /// The heading level of its first-level headings; 1 is the title's.
    pub level: u8,
    /// Whether the contents list its first headings.
    pub is_listed: bool,
    /// The blocks that its inserts print, by the insert.
    pub parts: Vec<InsertedBlocks<'a>>,
    /// The figures that its inserts print, each with the insert's index.
    figures: Vec<(usize, Figure<'a>)>,
    source: Source<'a>,
    /// None where it asks nothing, and where it is the same on every page.
    decided: Option<Box<Decided>>,
}

/// The blocks that an insert prints.
#[derive(Debug)]
pub struct InsertedBlocks<'a> {
    /// The insert's index in its text.
    pub insert: usize,
    /// The blocks.
    pub blocks: Vec<Block<'a>>,
}

/// Who has read the text.
#[derive(Debug)]
enum Source<'a> {
    Own(&'a Parsed<'a>),
    Shared(Arc<SharedText>),
}

impl Source<'_> {
    fn parsed(&self) -> &Parsed<'_> {
        match self {
            Source::Own(parsed) => parsed,
            Source::Shared(shared) => &shared.parsed,
        }
    }
}

impl Text<'_> {
    /// The Markdown read.
    pub fn parsed(&self) -> &Parsed<'_> {
        self.source.parsed()
    }

    /// What the page has decided for it.
    pub fn decided(&self) -> &Decided {
        let alike = match &self.source {
            Source::Own(_) => None,
            Source::Shared(shared) => shared.decided.as_ref(),
        };
        self.decided.as_deref().or(alike).unwrap_or(&prose::NOTHING)
    }

    /// The text as all pages have it, where it is the same on all.
    pub fn same_everywhere(&self) -> Option<&SharedText> {
        match &self.source {
            Source::Shared(shared) if shared.decided.is_some() => Some(shared),
            _ => None,
        }
    }

    /// The figure that an insert prints, by the insert's index.
    pub fn figure(&self, insert: usize) -> Option<&Figure<'_>> {
        let figures = match &self.source {
            Source::Shared(shared) if shared.decided.is_some() => &shared.figures,
            _ => &self.figures,
        };
        figures.iter().find(|(number, _)| *number == insert).map(|(_, figure)| figure)
    }

    /// The blocks that an insert prints, by the insert's index.
    pub fn part(&self, insert: usize) -> Option<&InsertedBlocks<'_>> {
        self.parts.iter().find(|part| part.insert == insert)
    }

    /// The headings that the page has decided, to change them.
    pub(super) fn headings_mut(&mut self) -> &mut [DecidedHeading] {
        self.decided.as_mut().map_or(&mut [], |decided| &mut decided.headings)
    }

    /// The headings that the contents list.
    pub fn listed(&self) -> impl Iterator<Item = &DecidedHeading> {
        self.decided().headings.iter().filter(|heading| self.lists(heading))
    }

    /// Whether the contents list one of its headings.
    pub fn lists(&self, heading: &DecidedHeading) -> bool {
        self.is_listed && heading.level <= super::CONTENTS_LEVEL && !heading.is_in_note
    }
}

impl<'a> PageBuilder<'a> {
    /// Lays out a text.
    pub(super) fn text(&mut self, prose: &'a Prose, level: u8) -> Text<'a> {
        let source = match self.read.of(prose) {
            Some(text) => Source::Own(&text.parsed),
            None => Source::Shared(self.ground.shared.get(prose, self.ground.loaded)),
        };
        let (parts, figures) = (Vec::new(), Vec::new());
        let mut text = Text { prose, level, is_listed: false, parts, figures, source, decided: None };
        if text.same_everywhere().is_none() && !text.parsed().asks_nothing() {
            let decided = self.decide(prose, level, &mut text);
            text.decided = Some(Box::new(decided));
        }
        text
    }

    /// Decides what the page decides for a text, which gets what its inserts print.
    fn decide(&mut self, prose: &'a Prose, level: u8, text: &mut Text<'a>) -> Decided {
        let ground = self.ground;
        let Text { source, parts, figures, .. } = text;
        let parsed = source.parsed();
        let (mut decided, asks) = prose::asks(parsed, level);
        let depth = self.ids.depth();
        for ask in asks {
            match ask {
                Ask::Note(note) => decided.notes.get_mut(note).id = self.ids.of_note(NOTE),
                Ask::Mark(note) => decided.notes.get_mut(note).mark_id = self.ids.of_note(MARK),
                Ask::Heading(event) => {
                    if let Some(heading) = decided.heading_mut(event) {
                        let anchor = self.ids.in_text(heading.level, &heading.words, depth);
                        (heading.anchor, heading.old_anchor) = (anchor.id, anchor.old);
                    }
                }
                Ask::Table(event) => {
                    if let Some(table) = decided.table_mut(event) {
                        table.name = self.table_name();
                    }
                }
                Ask::Insert { insert: number, level } => {
                    let loaded = ground.loaded;
                    let insert = &parsed.inserts[number];
                    match loaded.resolved.printed(&loaded.sources, prose, parsed, insert) {
                        Ok(Inserted::Figure(figure)) => {
                            decided.inserts[number] = Printed::Words(figure.print());
                            figures.push((number, figure));
                        }
                        Ok(Inserted::Part(part)) => {
                            let scene = ViewContext::of(&loaded.resolved, &ground.templates.labels, part.document);
                            let blocks = insert::blocks(&scene, &part.what, level);
                            decided.inserts[number] = Printed::Part;
                            parts.push(InsertedBlocks { insert: number, blocks: self.part(blocks) });
                        }
                        // It stays as it is written, and a finding says why.
                        Err(_) => {}
                    }
                }
            }
        }
        self.ids.leave(depth);
        for picture in &mut decided.pictures {
            let is_safe = prose::is_safe_link(&picture.target);
            let file = is_safe.then(|| ground.loaded.pictures.get(prose.source(), &picture.target)).flatten();
            picture.file = file.map(Path::to_path_buf);
        }
        for link in decided.links.iter_mut().filter(|link| link.to.is_none()) {
            link.to = match ground.loaded.linked.get(prose.source(), &link.path) {
                Some(LinkedFile::Beside(file)) => Some(LinkTo::File(file.clone())),
                Some(LinkedFile::Document(file)) => self.page_of(file).map(LinkTo::Page),
                None => None,
            };
        }
        decided
    }

    /// The path from this page's folder to the page of a document, without extension.
    fn page_of(&self, file: &Path) -> Option<String> {
        let real = |path: &Path| self.ground.loaded.door.files().real(path).ok();
        let files = &self.ground.loaded.files;
        let at = real(file)?;
        let found = files.iter().find(|other| other.document.is_some() && real(&other.path).as_ref() == Some(&at));
        let leading = found.and_then(|found| found.printed_with);
        let printed = leading.map_or(found, |document| files.iter().find(|other| other.document == Some(document)));
        let own = files.iter().find(|other| Some(other.source) == self.source)?;
        if let (Some(from), Some(to)) = (own.page(), printed.and_then(File::page)) {
            return Some(path_between(Path::new(from).parent()?, Path::new(to)));
        }
        // Where only some pages are built, the others lie as the documents do.
        let to = printed.map_or(Some(at), |printed| real(&printed.path))?.with_extension("");
        Some(path_between(real(&own.path)?.parent()?, &to))
    }
}

/// The path that leads from a folder to a file.
pub(super) fn path_between(folder: &Path, file: &Path) -> String {
    let alike = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(alike).map(|_| "..".to_owned());
    let down = file.components().skip(alike).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
