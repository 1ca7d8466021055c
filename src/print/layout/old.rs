//! Ids as they were before ids were short: a heading keeps its own as a second one where texts link to it.

use super::ids::Ids;
use super::{Anchor, Block, Layout, Text};

/// Leaves out old ids that are another place's id now: a page has each once.
pub(super) fn drop_taken(layout: &mut Layout, ids: &Ids) {
    let drop = |old: &mut Option<String>| {
        if old.as_deref().is_some_and(|old| ids.has(old)) {
            *old = None;
        }
    };
    let proposal = layout.proposal.as_mut();
    let proposal = proposal.map(|proposal| {
        in_text(&mut proposal.text, &drop);
        &mut proposal.anchor
    });
    let alone =
        [Some(&mut layout.anchor), Some(&mut layout.contents_anchor), layout.appendices_anchor.as_mut(), proposal];
    alone.into_iter().flatten().for_each(|anchor: &mut Anchor| drop(&mut anchor.old));
    in_blocks(&mut layout.blocks, &drop);
}

fn in_blocks(blocks: &mut [Block], drop: &impl Fn(&mut Option<String>)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => drop(&mut heading.anchor.old),
            Block::Prose(text) => in_text(text, drop),
            Block::Table(table) => {
                for row in &mut table.rows {
                    let cells = row.cells.iter_mut().filter_map(|cell| cell.prose.as_mut());
                    cells.chain(&mut row.analysis).for_each(|text| in_text(text, drop));
                }
            }
            _ => {}
        }
    }
}

fn in_text(text: &mut Text, drop: &impl Fn(&mut Option<String>)) {
    text.headings_mut().iter_mut().for_each(|heading| drop(&mut heading.old_anchor));
    text.parts.iter_mut().for_each(|part| in_blocks(&mut part.blocks, drop));
}
