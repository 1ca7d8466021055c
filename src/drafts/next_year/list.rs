//! Entries of a list that are taken away, with their dashes and lines; an empty list goes with its key.

use std::ops::Range;

use super::edit::{Edits, find_between, line_end, line_start, next_line};
use super::value_in_text::{Pair, ValueInText};

/// Takes away the entries of a list that are `gone`. Gives false, and changes nothing, where the list is written in a way
/// that cannot be taken apart.
pub(super) fn remove(edits: &mut Edits, text: &str, list: &Pair, gone: &[bool]) -> bool {
    let items = list.value.items();
    if !gone.contains(&true) {
        return true;
    }
    if list.value.is_flow() {
        remove_flow(edits, text, list, &items, gone);
        return true;
    }
    match dashes(text, list, &items) {
        Some(dashes) => {
            remove_block(edits, text, list, &Block { items, dashes }, gone);
            true
        }
        None => false,
    }
}

/// A list of dashes.
struct Block<'n, 's> {
    items: Vec<ValueInText<'n, 's>>,
    dashes: Vec<usize>,
}

fn dashes(text: &str, list: &Pair, items: &[ValueInText]) -> Option<Vec<usize>> {
    let mut from = list.entry.key.end as usize;
    let mut dashes = Vec::with_capacity(items.len());
    for item in items {
        let range = item.range();
        let dash = find_between(text, from..range.start, b'-')?;
        if !text[line_start(text, dash)..dash].bytes().all(|byte| byte == b' ') {
            return None;
        }
        dashes.push(dash);
        from = range.end;
    }
    Some(dashes)
}

fn remove_block(edits: &mut Edits, text: &str, list: &Pair, block: &Block, gone: &[bool]) {
    let key = list.entry.key.start as usize;
    let below = next_line(text, key);
    let regions = (0..gone.len()).filter(|at| gone[*at]).map(|at| region(text, list, block, at));
    let mut regions: Vec<Range<usize>> = regions.collect();
    if !gone.contains(&false) && list.stands_alone(text) {
        let column = key - line_start(text, key);
        indent_comments_as(edits, text, column, below, &regions);
        // A comment on the key's line stays, without the key.
        match find_comment(text, list.entry.key.end as usize..line_end(text, key)) {
            Some(comment) => edits.remove(key..comment),
            None => regions.insert(0, line_start(text, key)..below),
        }
    }
    regions.dedup_by(|next, before| {
        let joined = is_blank(text.get(before.end..next.start).unwrap_or(""));
        if joined {
            before.end = next.end;
        }
        joined
    });
    for region in regions {
        let above = region.start.checked_sub(1).map_or("", |at| &text[line_start(text, at)..at]);
        // Blank lines go along where there are some above already, or the list would begin with them.
        let end = if is_blank(above) || region.start == below { after_blanks(text, region.end) } else { region.end };
        edits.remove(region.start..end);
    }
}

/// The comments that an empty list leaves behind stand in the column of its key: further in they would become part of a
/// text above.
fn indent_comments_as(edits: &mut Edits, text: &str, column: usize, from: usize, gone: &[Range<usize>]) {
    let mut at = from;
    for region in gone {
        while at < region.start {
            if let Some(found) = comment_column(&text[at..next_line(text, at)]).filter(|found| *found > column) {
                edits.remove(at + column..at + found);
            }
            at = next_line(text, at);
        }
        at = region.end;
    }
}

/// The lines of an entry: the comments right above its dash in the same column, and those below that are indented as
/// belonging to it.
fn region(text: &str, list: &Pair, block: &Block, at: usize) -> Range<usize> {
    let dash = block.dashes[at];
    let mut start = line_start(text, dash);
    let column = dash - start;
    let before = if at == 0 { list.entry.key.end as usize } else { block.items[at - 1].range().end };
    let bound = next_line(text, before);
    while start > bound {
        let above = line_start(text, start - 1);
        if above < bound || comment_column(&text[above..start]) != Some(column) {
            break;
        }
        start = above;
    }
    let mut end = next_line(text, block.items[at].range().end);
    let mut look = end;
    while look < text.len() {
        let next = next_line(text, look);
        let line = &text[look..next];
        match comment_column(line) {
            Some(found) if found > column => end = next,
            None if is_blank(line) => {}
            _ => break,
        }
        look = next;
    }
    start..end
}

/// The start of the first line from here on that is not blank.
fn after_blanks(text: &str, from: usize) -> usize {
    let mut end = from;
    while end < text.len() && is_blank(&text[end..next_line(text, end)]) {
        end = next_line(text, end);
    }
    end
}

fn remove_flow(edits: &mut Edits, text: &str, list: &Pair, items: &[ValueInText], gone: &[bool]) {
    let whole = list.value.range();
    let gaps = std::iter::once(whole.start).chain(items.iter().map(|item| item.range().end));
    let nexts = items.iter().map(|item| item.range().start).chain(std::iter::once(whole.end));
    let has_comment = gaps.zip(nexts).any(|(from, to)| text.get(from..to).is_some_and(|between| between.contains('#')));
    if !gone.contains(&false) && !has_comment && list.stands_alone(text) {
        let key = list.entry.key.start as usize;
        match find_comment(text, whole.end..line_end(text, whole.end)) {
            Some(comment) => edits.remove(key..comment),
            None => edits.remove(line_start(text, key)..next_line(text, whole.end)),
        }
        return;
    }
    let last_kept = gone.iter().rposition(|gone| !gone);
    for (at, item) in items.iter().enumerate() {
        let next = items.get(at + 1).map_or(whole.end - 1, |next| next.range().start);
        let range = item.range();
        let comma = find_between(text, range.end..next, b',');
        if gone[at] {
            edits.remove(range);
        }
        // The comma after the last one that is kept goes too.
        if let Some(comma) = comma.filter(|_| gone[at] || last_kept == Some(at)) {
            let blanks = text[comma + 1..next].bytes().take_while(|byte| *byte == b' ').count();
            edits.remove(comma..comma + 1 + blanks);
        }
    }
}

impl Pair<'_, '_> {
    /// Whether its lines hold nothing else, and others are left beside it when it is taken away.
    fn stands_alone(&self, text: &str) -> bool {
        let key = self.entry.key.start as usize;
        self.value.flow.is_none() && self.of > 1 && text[line_start(text, key)..key].bytes().all(|byte| byte == b' ')
    }
}

/// Where a comment begins in what follows a value on its line.
fn find_comment(text: &str, range: Range<usize>) -> Option<usize> {
    text.get(range.clone())?.find('#').map(|found| range.start + found)
}

fn is_blank(line: &str) -> bool {
    line.trim_matches([' ', '\t', '\r', '\n']).is_empty()
}

/// The column of a comment that has its line to itself.
fn comment_column(line: &str) -> Option<usize> {
    let words = line.trim_start_matches(' ');
    words.starts_with('#').then(|| line.len() - words.len())
}
