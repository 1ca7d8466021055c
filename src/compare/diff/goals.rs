//! The goals of two plans beside each other, level by level.

use std::borrow::Cow;

use super::inherited::Inherited;
use super::links::{Group, Groups, levels};
use super::side::Compared;
use super::words::{heading_of_key, text_change, words};
use super::{Change, GoalDiff, LevelDiff, Name, Options, TextChange};
use crate::model::Prose;

/// What differs in every group, by level; without indicators and activities.
pub(super) fn compare<'a>(
    old: &Compared<'a>,
    new: &Compared<'a>,
    groups: &Groups,
    options: Options,
    inherited: &Inherited,
) -> Vec<(LevelDiff, Vec<usize>)> {
    let order = in_order(old, new, groups);
    let heading = |key: &str| {
        let of = |side: &Compared| {
            let levels = &side.side.resolved.settings.steering.levels;
            levels.iter().find(|level| level.key == key).map(|level| level.heading.clone())
        };
        of(new).or_else(|| of(old)).unwrap_or_else(|| key.to_owned())
    };
    levels(old, new)
        .into_iter()
        .map(|key| {
            let of_level = |number: &&usize| level_of(old, new, &groups.groups[**number]) == key;
            let numbers: Vec<usize> = order.iter().filter(of_level).copied().collect();
            let one = |number: &usize| {
                let group = &groups.groups[*number];
                GoalDiff { texts: texts(old, new, group, options, inherited), ..goal(old, new, groups, group) }
            };
            let goals = numbers.iter().map(one).collect();
            (LevelDiff { key: key.to_owned(), heading: heading(key), goals }, numbers)
        })
        .filter(|(level, _)| !level.goals.is_empty())
        .collect()
}

/// The level that a group is listed at: the newer plan's, where it is there.
fn level_of<'a>(old: &Compared<'a>, new: &Compared<'a>, group: &Group) -> &'a str {
    match (group.pair, group.new.first(), group.old.first()) {
        (Some((_, at, _)), ..) | (None, Some(&at), _) => new.goals[at].level,
        (None, None, Some(&at)) => old.goals[at].level,
        (None, None, None) => "",
    }
}

/// The groups in the order of the newer plan's print; one that has ended after the one that it stood after.
fn in_order(old: &Compared, new: &Compared, groups: &Groups) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut is_there = vec![false; groups.groups.len()];
    for number in groups.of_new.iter().copied() {
        if !std::mem::replace(&mut is_there[number], true) {
            order.push(number);
        }
    }
    let mut before: Option<usize> = None;
    for at in 0..old.goals.len() {
        let number = groups.of_old[at];
        if !std::mem::replace(&mut is_there[number], true) {
            // Only goals of one level are listed together, so the place among others does not matter.
            let level = level_of(old, new, &groups.groups[number]);
            let neighbours = (0..at).rev().map(|earlier| groups.of_old[earlier]);
            let neighbour =
                neighbours.into_iter().find(|other| level_of(old, new, &groups.groups[*other]) == level).or(before);
            let place = neighbour.and_then(|other| order.iter().position(|known| *known == other));
            order.insert(place.map_or(0, |place| place + 1), number);
        }
        before = Some(number);
    }
    order
}

/// What differs in a group but for its texts.
fn goal(old: &Compared, new: &Compared, groups: &Groups, group: &Group) -> GoalDiff {
    let (one, other) = match group.pair {
        Some((one, other, _)) => (Some(one), Some(other)),
        None => (group.old.first().copied(), group.new.first().copied()),
    };
    let names = |side: &Compared, places: &[usize], but: Option<usize>| -> Vec<Name> {
        places.iter().filter(|at| Some(**at) != but).map(|at| side.goals[*at].name.clone()).collect()
    };
    let both = one.zip(other);
    let heading = |side: &Compared, at: usize| {
        side.side.resolved.settings.steering.levels[side.goals[at].goal.level].heading.clone()
    };
    GoalDiff {
        old: one.map(|at| old.goals[at].name.clone()),
        new: other.map(|at| new.goals[at].name.clone()),
        how: group.pair.map(|(_, _, how)| how),
        merged: if both.is_some() { names(old, &group.old, one) } else { Vec::new() },
        split: if both.is_some() { names(new, &group.new, other) } else { Vec::new() },
        title: both.and_then(|(one, other)| words(&old.goals[one].name.title, &new.goals[other].name.title)),
        moved: both.and_then(|_| moved(old, new, groups, group)),
        level: both
            .filter(|&(one, other)| old.goals[one].level != new.goals[other].level)
            .map(|(one, other)| Change { old: heading(old, one), new: heading(new, other) }),
        responsible: both
            .map(|_| Change { old: responsible(old, &group.old), new: responsible(new, &group.new) })
            .filter(|change| change.old != change.new),
        texts: Vec::new(),
        indicators: Vec::new(),
        activities: Vec::new(),
    }
}

/// The goals above, where they are others than before.
fn moved(old: &Compared, new: &Compared, groups: &Groups, group: &Group) -> Option<Change<Vec<Name>>> {
    let above = |side: &Compared, places: &[usize]| -> Vec<usize> {
        let mut above: Vec<usize> = places.iter().flat_map(|at| side.goals[*at].parents.iter().copied()).collect();
        above.sort_unstable();
        above.dedup();
        above
    };
    let (before, now) = (above(old, &group.old), above(new, &group.new));
    let is_among = |number: usize, of: &[usize], places: &[usize]| places.iter().any(|at| of[*at] == number);
    let stays = before.iter().all(|at| is_among(groups.of_old[*at], &groups.of_new, &now))
        && now.iter().all(|at| is_among(groups.of_new[*at], &groups.of_old, &before));
    let names = |side: &Compared, places: Vec<usize>| places.iter().map(|at| side.goals[*at].name.clone()).collect();
    (!stays).then(|| Change { old: names(old, before), new: names(new, now) })
}

fn responsible(side: &Compared, places: &[usize]) -> Option<String> {
    let entries = places.iter().flat_map(|at| &side.goals[*at].goal.entries);
    let mut written = entries.filter_map(|at| side.side.resolved.goal(*at).responsible.as_ref());
    written.next().map(|responsible| responsible.value.clone())
}

/// The sections that differ, in the order of print. The sections of goals that were merged are read as one.
fn texts<'a>(
    old: &Compared<'a>,
    new: &Compared<'a>,
    group: &Group,
    options: Options,
    inherited: &Inherited,
) -> Vec<TextChange> {
    let (before, now) = (sections(old, &group.old), sections(new, &group.new));
    let mut headings: Vec<&str> = now.iter().map(|section| &*section.heading).collect();
    for (place, section) in before.iter().enumerate() {
        if !headings.contains(&&*section.heading) {
            let mut earlier = before[..place].iter().rev();
            let after = earlier.find_map(|known| headings.iter().position(|heading| *heading == known.heading));
            headings.insert(after.map_or(0, |after| after + 1), &section.heading);
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    let mut changes = Vec::new();
    for heading in headings {
        if seen.contains(&heading) {
            continue;
        }
        seen.push(heading);
        let (before, now) = (DescendantsOf::of(&before, heading), DescendantsOf::of(&now, heading));
        let compare = || text_change(&before.text(old), &now.text(new), options);
        let change = match (before.inherited(), now.inherited()) {
            (Some(one), Some(other)) => inherited.change(one, other, compare),
            _ => compare(),
        };
        changes.extend(change.map(|kind| TextChange { heading: heading.to_owned(), kind }));
    }
    changes
}

/// The texts that a side has under a heading.
struct DescendantsOf<'s, 'a>(Vec<&'s Section<'a>>);

impl<'s, 'a> DescendantsOf<'s, 'a> {
    fn of(sections: &'s [Section<'a>], heading: &str) -> DescendantsOf<'s, 'a> {
        DescendantsOf(sections.iter().filter(|section| section.heading == heading).collect())
    }

    /// All of them as one.
    fn text(&self, side: &Compared<'a>) -> Cow<'a, str> {
        match self.0[..] {
            [section] => side.text(section.prose),
            _ => Cow::Owned(self.0.iter().map(|section| side.text(section.prose)).collect::<Vec<_>>().join("\n")),
        }
    }

    /// The only text, or that there is none, where it is no text of the plan's own.
    fn inherited(&self) -> Option<Option<&'a Prose>> {
        match self.0[..] {
            [] => Some(None),
            [section] if section.is_inherited => Some(section.prose),
            _ => None,
        }
    }
}

/// A section of a goal.
struct Section<'a> {
    heading: Cow<'a, str>,
    prose: Option<&'a Prose>,
    /// Whether it stands in a plan above.
    is_inherited: bool,
}

/// The sections of goals, in the order of print.
fn sections<'a>(side: &Compared<'a>, places: &[usize]) -> Vec<Section<'a>> {
    let steering = &side.side.resolved.settings.steering;
    let mut found = Vec::new();
    for at in places {
        let goal = side.goals[*at].goal;
        let level = &steering.levels[goal.level];
        let entries = || {
            let is_inherited = |document: usize| document != side.side.plan;
            goal.entries.iter().map(move |at| (side.side.resolved.goal(*at), is_inherited(at.document)))
        };
        for number in level.print_order(steering.sections.len()) {
            let section = &steering.sections[number];
            for (entry, is_inherited) in entries() {
                for written in entry.sections.iter().filter(|written| written.section == number) {
                    let given = level.heading_of(number).or(section.heading.as_deref());
                    let heading = given.map_or_else(|| Cow::Owned(heading_of_key(&section.key)), Cow::Borrowed);
                    found.push(Section { heading, prose: Some(&written.prose), is_inherited });
                }
            }
        }
        for (entry, is_inherited) in entries() {
            found.extend(entry.extra.iter().map(|extra| Section {
                heading: Cow::Borrowed(extra.heading.as_str()),
                prose: extra.prose.as_ref(),
                is_inherited,
            }));
        }
    }
    found
}
