//! Goals of one level with the same title in both plans. Where several have it, those whose contents are most alike are one,
//! and so are goals that have no title yet.

use std::collections::{BTreeMap, HashSet};

use super::side::{Compared, Printed};
use super::{assignment, likeness};
use crate::resolve::names;

/// Of a title that more goals have than this – old ones times new ones – the contents are not compared, but their order
/// holds: comparing each with each would take too long.
const MOST_COMPARED: usize = 4096;

/// So many words of a goal's texts say enough of what it is about.
const MOST_WORDS: usize = 400;

/// The pairs of old and new places among these that have the same title. `is_under` tells whether two stand under the same
/// goal.
pub(super) fn pairs(
    (old, free_old): (&Compared, &[usize]),
    (new, free_new): (&Compared, &[usize]),
    is_under: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut titles: BTreeMap<String, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, places, which) in [(old, free_old, 0), (new, free_new, 1)] {
        for at in places {
            let title = likeness::plain(&side.goals[*at].name.title);
            titles.entry(title).or_default()[which].push(*at);
        }
    }
    let mut found = Vec::new();
    for [olds, news] in titles.into_values() {
        match (&olds[..], &news[..]) {
            ([], _) | (_, []) => {}
            ([one], [other]) => found.push((*one, *other)),
            _ if olds.len().saturating_mul(news.len()) > MOST_COMPARED => found.extend(olds.into_iter().zip(news)),
            _ => found.extend(most_alike((old, &olds), (new, &news), &is_under)),
        }
    }
    found
}

/// Goals of one title, put together by their contents: what stands under them, their number, the goal above, their texts.
fn most_alike(
    (old, olds): (&Compared, &[usize]),
    (new, news): (&Compared, &[usize]),
    is_under: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let contents = |side: &Compared, places: &[usize]| -> Vec<HashSet<String>> {
        places.iter().map(|at| contents(side, &side.goals[*at])).collect()
    };
    let (before, now) = (contents(old, olds), contents(new, news));
    let mut weighed = Vec::new();
    for (one, content) in before.iter().enumerate() {
        for (other, with) in now.iter().enumerate() {
            let (first, second) = (&old.goals[olds[one]], &new.goals[news[other]]);
            let all = content.len() + with.len();
            let shared = 2000 * content.intersection(with).count();
            let mut weight = 1 + 2 * shared.checked_div(all).unwrap_or(0) as u32;
            weight += if is_under(olds[one], news[other]) { 300 } else { 0 };
            weight += if first.number.is_some() && first.number == second.number { 100 } else { 0 };
            weighed.push((one, other, weight));
        }
    }
    assignment::best(&weighed).into_iter().map(|(one, other)| (olds[one], news[other])).collect()
}

/// What a goal consists of: the ids of what stands under it, and the words of its texts.
fn contents(side: &Compared, goal: &Printed) -> HashSet<String> {
    let resolved = side.side.resolved;
    let indicators = goal.goal.indicators.iter().map(|at| names::indicator_id(resolved.indicator(*at)));
    let activities = goal.goal.activities.iter().map(|at| names::activity_id(resolved.activity(*at)));
    let mut contents: HashSet<String> = indicators.chain(activities).map(|id| format!("# {id}")).collect();
    let sections = goal.goal.entries.iter().flat_map(|at| &resolved.goal(*at).sections);
    let mut left = MOST_WORDS;
    for section in sections {
        let text = side.text(Some(&section.prose));
        for word in text.split_whitespace().take(left) {
            contents.insert(word.to_lowercase());
        }
        left = left.saturating_sub(text.split_whitespace().take(left).count());
    }
    contents
}
