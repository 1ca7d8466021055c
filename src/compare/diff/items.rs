//! Indicators and activities: which are one, by id, by `ersätter`, by likeness of name under goals that are one.

use std::collections::{HashMap, VecDeque};

use jiff::civil::Date;

use super::links::Groups;
use super::side::{Compared, replaced};
use super::targets::{compare_target, direction_word, unit_change};
use super::words::words;
use super::{ActivityDiff, Change, How, IndicatorDiff, LevelDiff, Name, Options, assignment, likeness};
use crate::model::{Activity, At, Indicator, Value, print_by_year};
use crate::resolve::{ItemRef, names};

/// An indicator or activity of one side.
struct Item {
    /// The place of its goal in print.
    goal: usize,
    at: ItemRef,
    name: Name,
    /// Whether somebody wrote its id.
    has_written_id: bool,
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
            let has_written_id = indicator.id.is_some();
            Item { goal, at, name, has_written_id, replaces: replaced(std::iter::once(&indicator.replaces)) }
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
            counted: both.and_then(|(one, other)| {
                let is = |indicator: &Indicator| indicator.counted.as_ref().is_some_and(|counted| counted.value);
                let change = Change { old: is(one), new: is(other) };
                (change.old != change.new).then_some(change)
            }),
            targets_by_year: between(both, |indicator| {
                Some(print_by_year(&indicator.targets_by_year)).filter(|words| !words.is_empty())
            }),
            starting_value: between(both, |indicator| Some(indicator.starting_value.as_ref()?.value.print())),
            benchmark: between(both, |indicator| Some(indicator.benchmark.as_ref()?.print())),
            kolada: between(both, |indicator| Some(indicator.kolada.as_ref()?.value.to_string())),
            trend: between(both, |indicator| Some(indicator.trend.as_ref()?.value.word().to_owned())),
            checkpoints: one.zip(other).and_then(|(one, other)| {
                let change = Change { old: checkpoints(old, one.at), new: checkpoints(new, other.at) };
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
            let has_written_id = activity.id.is_some();
            Item { goal, at, name, has_written_id, replaces: replaced(std::iter::once(&activity.replaces)) }
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
        || differs.counted.is_some()
        || differs.checkpoints.is_some()
        || differs.targets_by_year.is_some()
        || differs.starting_value.is_some()
        || differs.benchmark.is_some()
        || differs.trend.is_some()
        || differs.kolada.is_some()
        || differs.responsible.is_some()
}

/// Words of an indicator that both have, where they differ.
fn between(
    both: Option<(&Indicator, &Indicator)>,
    words: impl Fn(&Indicator) -> Option<String>,
) -> Option<Change<Option<String>>> {
    let (old, new) = both?;
    let change = Change { old: words(old), new: words(new) };
    (change.old != change.new).then_some(change)
}

/// What is to be reached by the occasions within the year: "T1 18, T2 36".
fn checkpoints(side: &Compared, at: ItemRef) -> Option<String> {
    let resolved = side.side.resolved;
    let own = resolved.set_target(side.plan, at).map(|set| &set.checkpoints).filter(|points| !points.is_empty());
    let points = own.unwrap_or(&resolved.indicator(at).checkpoints);
    let occasions = &resolved.settings.steering.occasions;
    let mut points: Vec<(usize, String)> = points
        .iter()
        .map(|(occasion, point)| (occasion.value, format!("{} {}", occasions[occasion.value].key, point.value.print())))
        .collect();
    points.sort_unstable();
    let words = points.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(", ");
    Some(words).filter(|words| !words.is_empty())
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

/// The items found to be one so far: of each the other, and how.
struct Found {
    of_old: Vec<Option<(usize, How)>>,
    of_new: Vec<Option<(usize, How)>>,
}

impl Found {
    /// Puts two together, unless either is found already.
    fn link(&mut self, one: usize, other: usize, how: How) {
        if self.of_old[one].is_none() && self.of_new[other].is_none() {
            self.of_old[one] = Some((other, how));
            self.of_new[other] = Some((one, how));
        }
    }
}

/// Puts together items of one id that are not yet found, within what `of` gives for them, the first with the first; those
/// that it gives nothing for are left out. It is told whether the item is the older plan's.
fn by_id((before, now): (&[Item], &[Item]), of: impl Fn(&Item, bool) -> Option<usize>, found: &mut Found) {
    let mut of_id: HashMap<(&str, usize), VecDeque<usize>> = HashMap::new();
    for (at, item) in before.iter().enumerate().filter(|(at, _)| found.of_old[*at].is_none()) {
        if let Some(within) = of(item, true) {
            of_id.entry((&item.name.id, within)).or_default().push_back(at);
        }
    }
    for (other, item) in now.iter().enumerate() {
        if found.of_new[other].is_some() {
            continue;
        }
        let same = of(item, false).and_then(|within| of_id.get_mut(&(item.name.id.as_str(), within)));
        if let Some(one) = same.and_then(VecDeque::pop_front) {
            found.link(one, other, How::Id);
        }
    }
}

type Match = (Option<usize>, Option<usize>, Option<How>);

/// Which items are one, in the order of the newer plan; one that has ended after the one that it stood after.
fn matched(
    (old, before): (&Compared, &[Item]),
    (new, now): (&Compared, &[Item]),
    groups: &Groups,
    options: Options,
) -> Vec<Match> {
    let mut found = Found { of_old: vec![None; before.len()], of_new: vec![None; now.len()] };
    by_id((before, now), |item, _| item.has_written_id.then_some(0), &mut found);
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
            found.link(one, other, How::Replaces);
        }
    }
    if old.year() >= new.year() {
        for (one, other) in replacing(before, now) {
            found.link(one, other, How::Replaces);
        }
    }
    // Of ids made from names, which several may have, those under goals that are one go first.
    by_id(
        (before, now),
        |item, is_old| Some(if is_old { groups.of_old[item.goal] } else { groups.of_new[item.goal] }),
        &mut found,
    );
    by_id((before, now), |_, _| Some(0), &mut found);
    let Found { mut of_old, mut of_new } = found;
    let is_found: Vec<bool> = of_new.iter().map(Option::is_some).collect();
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
            (of_old[olds[one]], of_new[news[other]]) =
                (Some((news[other], How::Likeness(like))), Some((olds[one], How::Likeness(like))));
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
