//! A verksamhetsplan in print.

use std::borrow::Cow;

use super::goals::{full, part};
use super::{
    AppendixLine, Block, Contents, HeadingKind, Origin, PageKind, Table, View, ViewContext, assignments, cover,
    overview, tables,
};
use crate::model::Economy;

/// The plan: introduction, goal chain, economy, other matters, appendices.
pub fn view<'a>(scene: &ViewContext<'a>) -> View<'a> {
    let document = scene.document;
    let labels = scene.labels;
    let mut blocks = Vec::new();
    overview::of_plan(scene, &mut blocks);
    if let Some(prose) = &document.introduction {
        blocks.push(Block::Heading(part(&labels.introduction, 2, HeadingKind::Part)));
        blocks.push(Block::Prose { prose, level: 3 });
    }
    for root in &scene.plan.roots {
        full(scene, *root, 2, &mut blocks);
    }
    if !scene.plan.unattached.is_empty() {
        blocks.push(Block::Heading(part(&labels.unattached, 2, HeadingKind::Part)));
        for goal in &scene.plan.unattached {
            full(scene, *goal, 3, &mut blocks);
        }
    }
    assignments::assignments(scene, &mut blocks);
    if let Some(written) = &document.economy {
        economy(scene, written, &mut blocks);
    }
    if let Some(prose) = &document.other {
        blocks.push(Block::Heading(part(&labels.other, 2, HeadingKind::Part)));
        blocks.push(Block::Prose { prose, level: 3 });
    }
    let appendices = appendices(scene, &mut blocks);
    View {
        origin: Origin::File(document.source),
        title: title(scene),
        page_kind: PageKind::Document(document.kind),
        occasion: None,
        kind: labels.plan.clone(),
        year: document.year.as_ref().map(|year| year.value),
        organisation: document.organisation.name().to_owned(),
        cover: cover::cover(scene),
        contents: Contents::All,
        appendices,
        blocks,
    }
}

/// The title: as written on the cover, else made from kind, year and organisation.
pub fn title(scene: &ViewContext) -> String {
    document_title(scene, &scene.labels.plan)
}

/// The title of a document of a kind: as written on the cover, else "Verksamhetsplan 2025 för Barnenheten", as much of it
/// as is known.
pub(super) fn document_title(scene: &ViewContext, kind: &str) -> String {
    let document = scene.document;
    if let Some(title) = document.cover.as_ref().and_then(|cover| cover.title.as_ref()) {
        return title.value.clone();
    }
    let mut title = kind.to_owned();
    if let Some(year) = document.year_words(0) {
        title.push_str(&format!(" {year}"));
    }
    let organisation = document.organisation.name();
    if !organisation.is_empty() {
        title.push_str(&format!(" {} {organisation}", scene.labels.for_));
    }
    title
}

fn economy<'a>(scene: &ViewContext<'a>, economy: &'a Economy, blocks: &mut Vec<Block<'a>>) {
    let labels = scene.labels;
    let heading = economy.heading.as_ref().map_or(labels.economy.as_str(), |heading| heading.as_str());
    blocks.push(Block::Heading(part(heading, 2, HeadingKind::Part)));
    if let Some(prose) = &economy.resource_use {
        blocks.push(Block::Heading(part(&labels.resource_use, 3, HeadingKind::Part)));
        blocks.push(Block::Prose { prose, level: 4 });
    }
    let Some(written) = &economy.budget else { return };
    blocks.push(Block::Heading(part(budget_heading(scene), 3, HeadingKind::Part)));
    blocks.extend(written.text.as_ref().map(|prose| Block::Prose { prose, level: 4 }));
    blocks.extend(budget(scene).map(Block::Table));
}

/// "Budget 2025".
fn budget_heading(scene: &ViewContext) -> String {
    let year = scene.document.year_words(0).map_or_else(String::new, |year| format!(" {year}"));
    format!("{}{year}", scene.labels.budget)
}

/// The budget table.
pub(super) fn budget<'a>(scene: &ViewContext<'a>) -> Option<Table<'a>> {
    let budget = scene.document.economy.as_ref()?.budget.as_ref()?;
    tables::budget(scene, budget, &budget_heading(scene))
}

/// The list after the contents, and the texts last of all.
pub(super) fn appendices<'a>(scene: &ViewContext<'a>, blocks: &mut Vec<Block<'a>>) -> Vec<AppendixLine> {
    let mut lines = Vec::new();
    for (number, appendix) in scene.document.appendices.iter().enumerate() {
        let label = format!("{} {}", scene.labels.appendix, number + 1);
        let title = appendix.title.value.clone();
        let block = appendix.text.as_ref().map(|prose| {
            let words = Some(Cow::Owned(label.clone()));
            let heading = super::Heading { label: words, ..part(appendix.title.as_str(), 2, HeadingKind::Appendix) };
            blocks.push(Block::Heading(heading));
            blocks.push(Block::Prose { prose, level: 3 });
            blocks.len() - 2
        });
        lines.push(AppendixLine { label, title, block });
    }
    lines
}
