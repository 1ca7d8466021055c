//! The goals of two plans beside each other, level by level.

use super::links::{Group, Groups, levels};
use super::side::Compared;
use super::words::{heading_of_key, text_change, words};
use super::{Change, GoalDiff, LevelDiff, Name, TextChange};

/// What differs in every group, by level; without indicators and activities.
pub(super) fn compare(old: &Compared, new: &Compared, groups: &Groups) -> Vec<(LevelDiff, Vec<usize>)> {
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
            let goals = numbers.iter().map(|number| goal(old, new, groups, &groups.groups[*number])).collect();
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
    for number in groups.of_new.iter().copied() {
        if !order.contains(&number) {
            order.push(number);
        }
    }
    let mut before: Option<usize> = None;
    for at in 0..old.goals.len() {
        let number = groups.of_old[at];
        if !order.contains(&number) {
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
        texts: texts(old, new, group),
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
fn texts(old: &Compared, new: &Compared, group: &Group) -> Vec<TextChange> {
    let (before, now) = (sections(old, &group.old), sections(new, &group.new));
    let mut headings: Vec<&String> = now.iter().map(|(heading, _)| heading).collect();
    for (place, (heading, _)) in before.iter().enumerate() {
        if !headings.contains(&heading) {
            let earlier = before[..place].iter().rev();
            let after = earlier.filter_map(|(known, _)| headings.iter().position(|heading| *heading == known)).next();
            headings.insert(after.map_or(0, |after| after + 1), heading);
        }
    }
    let text = |sections: &[(String, String)], heading: &str| {
        let texts = sections.iter().filter(|(known, _)| known == heading).map(|(_, text)| text.as_str());
        texts.collect::<Vec<_>>().join("\n")
    };
    let mut seen: Vec<&String> = Vec::new();
    let mut changes = Vec::new();
    for heading in headings {
        if seen.contains(&heading) {
            continue;
        }
        seen.push(heading);
        changes.extend(text_change(heading.clone(), &text(&before, heading), &text(&now, heading)));
    }
    changes
}

/// Headings and texts of goals, in the order of print.
fn sections(side: &Compared, places: &[usize]) -> Vec<(String, String)> {
    let steering = &side.side.resolved.settings.steering;
    let mut found = Vec::new();
    for at in places {
        let goal = side.goals[*at].goal;
        let level = &steering.levels[goal.level];
        let entries = || goal.entries.iter().map(|at| side.side.resolved.goal(*at));
        for number in level.print_order(steering.sections.len()) {
            let section = &steering.sections[number];
            let given = level.heading_of(number).or(section.heading.as_deref());
            let heading = given.map_or_else(|| heading_of_key(&section.key), str::to_owned);
            for written in entries().flat_map(|entry| &entry.sections).filter(|written| written.section == number) {
                found.push((heading.clone(), side.text(Some(&written.prose))));
            }
        }
        for extra in entries().flat_map(|entry| &entry.extra) {
            found.push((extra.heading.value.clone(), side.text(extra.prose.as_ref())));
        }
    }
    found
}
