//! Indicators and activities: which are one, by id, by `ersätter`, by likeness of name under goals that are one.

use std::collections::HashMap;

use jiff::civil::Date;

use super::links::Groups;
use super::side::{Compared, replaced};
use super::targets::{compare_target, direction_word, unit_change};
use super::words::words;
use super::{ActivityDiff, Change, How, IndicatorDiff, LevelDiff, Name, Options, assignment, likeness};
use crate::model::{Activity, At, Value};
use crate::resolve::{ItemRef, names};

/// An indicator or activity of one side.
struct Item {
    /// The place of its goal in print.
    goal: usize,
    at: ItemRef,
    name: Name,
    replaces: Vec<String>,
}

/// Adds what differs in the indicators to the goals that they stand on. `place` is where each group's goal is listed.
pub(super) fn indicators(
    (old, new): (&Compared, &Compared),
    groups: &Groups,
    options: Options,
    levels: &mut [LevelDiff],
    place: &[Option<(usize, usize)>],
) {
    let items = |side: &Compared| -> Vec<Item> {
        let items = side.indicators().into_iter().map(|(goal, at)| {
            let indicator = side.side.resolved.indicator(at);
            let name = name(names::indicator_id(indicator), &indicator.name);
            Item { goal, at, name, replaces: replaced(std::iter::once(&indicator.replaces)) }
        });
        items.collect()
    };
    let (before, now) = (items(old), items(new));
    for (one, other, how) in matched((old, &before), (new, &now), groups, options) {
        let (one, other) = (one.map(|at| &before[at]), other.map(|at| &now[at]));
        let (in_old, in_new) = (old.side.resolved, new.side.resolved);
        let both = one.zip(other).map(|(one, other)| (in_old.indicator(one.at), in_new.indicator(other.at)));
        let differs = IndicatorDiff {
            old: one.map(|item| item.name.clone()),
            new: other.map(|item| item.name.clone()),
            how,
            name: both.and_then(|(one, other)| words(one.name.as_str(), other.name.as_str())),
            moved: moved((old, one), (new, other), groups),
            target: compare_target((old, one.map(|item| item.at)), (new, other.map(|item| item.at)), false),
            council_target: compare_target((old, one.map(|item| item.at)), (new, other.map(|item| item.at)), true),
            periodicity: both.and_then(|(one, other)| {
                let word = |written: &Option<At<String>>| written.as_ref().map(|word| word.value.clone());
                let fold = |word: &Option<String>| word.as_ref().map(|word| word.to_lowercase());
                let change = Change { old: word(&one.periodicity), new: word(&other.periodicity) };
                (fold(&change.old) != fold(&change.new)).then_some(change)
            }),
            unit: one.zip(other).and_then(|(one, other)| unit_change((old, one.at), (new, other.at))),
            direction: both.and_then(|(one, other)| {
                let change = Change { old: direction_word(one), new: direction_word(other) };
                (change.old != change.new).then_some(change)
            }),
            responsible: both
                .and_then(|(one, other)| responsible(one.responsible.as_ref(), other.responsible.as_ref())),
        };
        if has_changed(&differs)
            && let Some((level, goal)) = listed(one, other, groups, place)
        {
            levels[level].goals[goal].indicators.push(differs);
        }
    }
}

/// Adds what differs in the activities to the goals that they stand on.
pub(super) fn activities(
    (old, new): (&Compared, &Compared),
    groups: &Groups,
    options: Options,
    levels: &mut [LevelDiff],
    place: &[Option<(usize, usize)>],
) {
    let items = |side: &Compared| -> Vec<Item> {
        let items = side.activities().into_iter().map(|(goal, at)| {
            let activity = side.side.resolved.activity(at);
            let name = name(names::activity_id(activity), &activity.name);
            Item { goal, at, name, replaces: replaced(std::iter::once(&activity.replaces)) }
        });
        items.collect()
    };
    let (before, now) = (items(old), items(new));
    for (one, other, how) in matched((old, &before), (new, &now), groups, options) {
        let (one, other) = (one.map(|at| &before[at]), other.map(|at| &now[at]));
        let (in_old, in_new) = (old.side.resolved, new.side.resolved);
        let before_it = one.map(|item| in_old.activity(item.at));
        let now_it = other.map(|item| in_new.activity(item.at));
        let both = before_it.zip(now_it);
        let differs = ActivityDiff {
            old: one.map(|item| item.name.clone()),
            new: other.map(|item| item.name.clone()),
            how,
            name: both.and_then(|(one, other)| words(one.name.as_str(), other.name.as_str())),
            moved: moved((old, one), (new, other), groups),
            dates: {
                let change = Change { old: dates(before_it), new: dates(now_it) };
                (change.old != change.new).then_some(change)
            },
            responsible: responsible(
                before_it.and_then(|activity| activity.responsible.as_ref()),
                now_it.and_then(|activity| activity.responsible.as_ref()),
            ),
        };
        let is_new_or_ended = differs.old.is_none() || differs.new.is_none();
        let has_changed = is_new_or_ended
            || differs.name.is_some()
            || differs.moved.is_some()
            || differs.dates.is_some()
            || differs.responsible.is_some();
        if has_changed && let Some((level, goal)) = listed(one, other, groups, place) {
            levels[level].goals[goal].activities.push(differs);
        }
    }
}

/// Where the goal is listed that an item stands on: in the newer plan, where it is there.
fn listed(
    one: Option<&Item>,
    other: Option<&Item>,
    groups: &Groups,
    place: &[Option<(usize, usize)>],
) -> Option<(usize, usize)> {
    let in_old = || one.map(|item| groups.of_old[item.goal]);
    place[other.map(|item| groups.of_new[item.goal]).or_else(in_old)?]
}

fn has_changed(differs: &IndicatorDiff) -> bool {
    differs.old.is_none()
        || differs.new.is_none()
        || differs.name.is_some()
        || differs.moved.is_some()
        || differs.target.is_some()
        || differs.council_target.is_some()
        || differs.periodicity.is_some()
        || differs.unit.is_some()
        || differs.direction.is_some()
        || differs.responsible.is_some()
}

fn name(id: String, written: &At<String>) -> Name {
    Name { id, number: None, title: written.value.clone() }
}

fn responsible(old: Option<&At<String>>, new: Option<&At<String>>) -> Option<Change<Option<String>>> {
    let word = |written: Option<&At<String>>| written.map(|word| word.value.clone());
    let change = Change { old: word(old), new: word(new) };
    (change.old != change.new).then_some(change)
}

/// Start and end; neither where there is no activity.
fn dates(activity: Option<&Activity>) -> (Option<Date>, Option<Date>) {
    let date =
        |of: fn(&Activity) -> &Value<Date>| activity.and_then(|activity| of(activity).as_ref()).map(|date| date.value);
    (date(|activity| &activity.start), date(|activity| &activity.end))
}

fn moved(
    (old, one): (&Compared, Option<&Item>),
    (new, other): (&Compared, Option<&Item>),
    groups: &Groups,
) -> Option<Change<Name>> {
    let (one, other) = one.zip(other)?;
    (groups.of_old[one.goal] != groups.of_new[other.goal])
        .then(|| Change { old: old.goals[one.goal].name.clone(), new: new.goals[other.goal].name.clone() })
}

type Match = (Option<usize>, Option<usize>, Option<How>);

/// Which items are one, in the order of the newer plan; one that has ended after the one that it stood after.
fn matched(
    (old, before): (&Compared, &[Item]),
    (new, now): (&Compared, &[Item]),
    groups: &Groups,
    options: Options,
) -> Vec<Match> {
    let mut of_old: Vec<Option<(usize, How)>> = vec![None; before.len()];
    let mut of_new: Vec<Option<(usize, How)>> = vec![None; now.len()];
    let mut link = |one: usize, other: usize, how: How, of_old: &mut [Option<(usize, How)>]| {
        if of_old[one].is_none() && of_new[other].is_none() {
            of_old[one] = Some((other, how));
            of_new[other] = Some((one, how));
        }
    };
    let mut of_id: HashMap<&str, usize> = HashMap::new();
    for (at, item) in before.iter().enumerate() {
        of_id.entry(&item.name.id).or_insert(at);
    }
    for (other, item) in now.iter().enumerate() {
        if let Some(one) = of_id.get(item.name.id.as_str()) {
            link(*one, other, How::Id, &mut of_old);
        }
    }
    let replacing = |later: &[Item], earlier: &[Item]| -> Vec<(usize, usize)> {
        let mut of_id: HashMap<&str, usize> = HashMap::new();
        for (at, item) in earlier.iter().enumerate() {
            of_id.entry(&item.name.id).or_insert(at);
        }
        let found = later.iter().enumerate().flat_map(|(at, item)| {
            item.replaces
                .iter()
                .filter_map(|id| of_id.get(id.as_str()))
                .map(move |other| (at, *other))
                .collect::<Vec<_>>()
        });
        found.collect()
    };
    if new.year() >= old.year() {
        for (other, one) in replacing(now, before) {
            link(one, other, How::Replaces, &mut of_old);
        }
    }
    if old.year() >= new.year() {
        for (one, other) in replacing(before, now) {
            link(one, other, How::Replaces, &mut of_old);
        }
    }
    let mut is_found = vec![false; now.len()];
    of_old.iter().flatten().for_each(|(other, _)| is_found[*other] = true);
    // Names are compared only under goals that are one.
    let mut free: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (at, item) in before.iter().enumerate().filter(|(at, _)| of_old[*at].is_none()) {
        free.entry(groups.of_old[item.goal]).or_default().0.push(at);
    }
    for (at, item) in now.iter().enumerate().filter(|(at, _)| !is_found[*at]) {
        free.entry(groups.of_new[item.goal]).or_default().1.push(at);
    }
    let mut free: Vec<_> = free.into_iter().collect();
    free.sort_unstable_by_key(|(group, _)| *group);
    for (_, (olds, news)) in free.into_iter().filter(|(_, (olds, news))| !olds.is_empty() && !news.is_empty()) {
        let old_titles: Vec<&str> = olds.iter().map(|at| before[*at].name.title.as_str()).collect();
        let new_titles: Vec<&str> = news.iter().map(|at| now[*at].name.title.as_str()).collect();
        let pairs = likeness::candidates(&old_titles, &new_titles, options.likeness);
        let likes: HashMap<(usize, usize), u32> =
            pairs.iter().map(|&(one, other, like)| ((one, other), like)).collect();
        for (one, other) in assignment::best(&pairs) {
            let like = likes.get(&(one, other)).copied().unwrap_or_default();
            link(olds[one], news[other], How::Likeness(like), &mut of_old);
        }
    }
    let mut order: Vec<Match> = of_new
        .iter()
        .enumerate()
        .map(|(at, found)| (found.map(|found| found.0), Some(at), found.map(|found| found.1)))
        .collect();
    for (one, _) in of_old.iter().enumerate().filter(|(_, found)| found.is_none()) {
        let after = (0..one).rev().find_map(|earlier| order.iter().position(|known| known.0 == Some(earlier)));
        order.insert(after.map_or(0, |after| after + 1), (Some(one), None, None));
    }
    order
}
