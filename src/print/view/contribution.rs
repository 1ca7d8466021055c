//! A contribution to a quality award in print.

use std::borrow::Cow;

use super::goals::part;
use super::plan::{appendices, document_title};
use super::{
    Block, Cell, Column, ColumnKind, Content, Contents, Heading, HeadingKind, Origin, PageKind, Table, TableKind, View,
    ViewContext, cover,
};
use crate::model::{Contribution, Prose, Term};

/// The contribution: presentation, glossary, areas with questions and answers, closing, appendices.
pub fn view<'a>(scene: &ViewContext<'a>) -> View<'a> {
    let document = scene.document;
    let labels = scene.labels;
    let mut blocks = Vec::new();
    if let Some(contribution) = &document.contribution {
        presentation(scene, contribution, &mut blocks);
        areas(contribution, &mut blocks);
        if let Some(prose) = &contribution.closing {
            blocks.push(Block::Heading(part(&labels.closing, 2, HeadingKind::Part)));
            blocks.push(Block::Prose { prose, level: 3 });
        }
    }
    let appendices = appendices(scene, &mut blocks);
    View {
        origin: Origin::File(document.source),
        title: title(scene),
        page_kind: PageKind::Document(document.kind),
        occasion: None,
        kind: labels.contribution.clone(),
        year: document.year.as_ref().map(|year| year.value),
        organisation: document.organisation.name().to_owned(),
        cover: cover::cover(scene),
        contents: Contents::PartsAndNumbered,
        appendices,
        blocks,
    }
}

/// The title: as written on the cover, else made from kind, year and organisation.
pub fn title(scene: &ViewContext) -> String {
    document_title(scene, &scene.labels.contribution)
}

/// The organisation under its own name, and the words that it explains.
fn presentation<'a>(scene: &ViewContext<'a>, contribution: &'a Contribution, blocks: &mut Vec<Block<'a>>) {
    let labels = scene.labels;
    let Contribution { presentation, glossary, .. } = contribution;
    if presentation.is_none() && glossary.is_empty() {
        return;
    }
    let name = match scene.document.organisation.name() {
        "" => &labels.presentation,
        name => name,
    };
    blocks.push(Block::Heading(part(name, 2, HeadingKind::Part)));
    blocks.extend(presentation.as_ref().map(|prose| Block::Prose { prose, level: 3 }));
    if !glossary.is_empty() {
        blocks.push(Block::Heading(part(&labels.glossary, 3, HeadingKind::Part)));
        blocks.push(Block::Table(Table {
            kind: TableKind::Glossary,
            caption: labels.glossary.clone(),
            caption_shown: false,
            unit: None,
            columns: vec![Column::of(&labels.term, ColumnKind::Name), Column::of(&labels.meaning, ColumnKind::Meaning)],
            rows: glossary.iter().map(row).map(Into::into).collect(),
            total: None,
        }));
    }
}

fn row(term: &Term) -> Vec<Cell<'_>> {
    let meaning = match term.meaning.as_str() {
        "" => Content::Empty,
        words => Content::words(words),
    };
    vec![Cell::plain(Content::words(term.term.as_str())), Cell::plain(meaning)]
}

/// Each area with its questions; an area without a heading, which is reported, goes on under the one before.
fn areas<'a>(contribution: &'a Contribution, blocks: &mut Vec<Block<'a>>) {
    let prose = |prose: &'a Option<Prose>, level| prose.as_ref().map(|prose| Block::Prose { prose, level });
    let mut numbered = contribution.numbered().into_iter();
    for area in &contribution.areas {
        blocks
            .extend(area.heading.as_ref().map(|heading| Block::Heading(part(heading.as_str(), 2, HeadingKind::Part))));
        blocks.extend(prose(&area.preamble, 3));
        for (number, question) in numbered.by_ref().take(area.questions.len()) {
            let words = question.question.as_ref().map_or("", |question| question.as_str());
            let number = Some(Cow::Owned(format!("{number}.")));
            blocks.push(Block::Heading(Heading { number, ..part(words, 3, HeadingKind::Part) }));
            blocks.extend(prose(&question.answer, 4));
        }
    }
}
