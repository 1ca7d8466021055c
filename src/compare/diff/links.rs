//! Which goals of the two plans are one. What says so most surely goes first: a written id, `ersätter`, the same title at
//! the same level, an id made from the title, the same number under the same goal with a title that is like the other, and
//! last the likeness of titles alone. A number alone says nothing: one goal put first gives all others new numbers.

use std::collections::{HashMap, HashSet};

use super::same_title;
use super::side::{Compared, Printed};
use super::{How, Options, assignment, likeness};

/// The goals that are one, several of either side where they were merged or split.
pub(super) struct Group {
    /// Places in print in the older plan, in order.
    pub(super) old: Vec<usize>,
    /// Places in print in the newer plan, in order.
    pub(super) new: Vec<usize>,
    /// The two that are compared with each other, and how they were found.
    pub(super) pair: Option<(usize, usize, How)>,
}

/// What belongs together, with the group of each goal by its place.
pub(super) struct Groups {
    pub(super) groups: Vec<Group>,
    pub(super) of_old: Vec<usize>,
    pub(super) of_new: Vec<usize>,
}

/// Finds the groups.
pub(super) fn find(old: &Compared, new: &Compared, options: Options) -> Groups {
    let mut links = Links::of(old, new);
    by_id(old, new, |old, new| old.has_written_id && new.has_written_id, &mut links);
    by_replacement(old, new, &mut links);
    for level in levels(old, new) {
        let (free_old, free_new) = (free(old, level, &links.old), free(new, level, &links.new));
        let is_under = |one: usize, other: usize| is_under_the_same(&old.goals[one], &new.goals[other], &links);
        for (one, other) in same_title::pairs((old, &free_old), (new, &free_new), is_under) {
            links.add(one, other, How::Likeness(100));
        }
    }
    by_id(old, new, |_, _| true, &mut links);
    for level in levels(old, new) {
        by_number(old, new, level, options, &mut links);
        by_likeness(old, new, level, options, &mut links);
    }
    group(old, new, &links.all)
}

/// The goals found to be one so far.
struct Links {
    all: Vec<(usize, usize, How)>,
    pairs: HashSet<(usize, usize)>,
    old: Vec<bool>,
    new: Vec<bool>,
}

impl Links {
    fn of(old: &Compared, new: &Compared) -> Links {
        Links {
            all: Vec::new(),
            pairs: HashSet::new(),
            old: vec![false; old.goals.len()],
            new: vec![false; new.goals.len()],
        }
    }

    /// Adds a link, unless the two are known to be one.
    fn add(&mut self, old: usize, new: usize, how: How) {
        if self.pairs.insert((old, new)) {
            self.all.push((old, new, how));
            (self.old[old], self.new[new]) = (true, true);
        }
    }
}

/// The keys of all levels, the newer plan's first.
pub(super) fn levels<'a>(old: &Compared<'a>, new: &Compared<'a>) -> Vec<&'a str> {
    let of = |side: &Compared<'a>| side.side.resolved.settings.steering.levels.iter().map(|level| level.key.as_str());
    let mut levels: Vec<&str> = of(new).collect();
    for level in of(old) {
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    levels
}

/// Goals of one id that are not yet found, where the two may be put together by it.
fn by_id(old: &Compared, new: &Compared, may_be: fn(&Printed, &Printed) -> bool, links: &mut Links) {
    let mut of_id: HashMap<&str, usize> = HashMap::new();
    for (at, goal) in old.goals.iter().enumerate().filter(|(at, _)| !links.old[*at]) {
        if let Some(id) = &goal.own_id {
            of_id.entry(id).or_insert(at);
        }
    }
    for (at, goal) in new.goals.iter().enumerate() {
        if links.new[at] {
            continue;
        }
        // An id used twice is an error of its own; the first is meant.
        let other = goal.own_id.as_deref().and_then(|id| of_id.get(id).copied());
        if let Some(other) = other.filter(|other| !links.old[*other] && may_be(&old.goals[*other], goal)) {
            links.add(other, at, How::Id);
        }
    }
}

/// `ersätter` names ids of an earlier year, so it is read in the newer plan; in both where the year is the same.
fn by_replacement(old: &Compared, new: &Compared, links: &mut Links) {
    let mut add = |later: &Compared, earlier: &Compared, turn: bool| {
        let mut of_word: HashMap<&str, usize> = HashMap::new();
        for (other, goal) in earlier.goals.iter().enumerate() {
            for word in std::iter::once(goal.name.id.as_str()).chain(goal.number.as_deref()) {
                of_word.entry(word).or_insert(other);
            }
        }
        for (at, goal) in later.goals.iter().enumerate() {
            for id in &goal.replaces {
                match (of_word.get(id.as_str()).copied(), turn) {
                    (Some(other), true) => links.add(at, other, How::Replaces),
                    (Some(other), false) => links.add(other, at, How::Replaces),
                    (None, _) => {}
                }
            }
        }
    };
    if new.year() >= old.year() {
        add(new, old, false);
    }
    if old.year() >= new.year() {
        add(old, new, true);
    }
}

fn by_number(old: &Compared, new: &Compared, level: &str, options: Options, links: &mut Links) {
    let (free_old, free_new) = (free(old, level, &links.old), free(new, level, &links.new));
    let mut of_number: HashMap<&str, Vec<usize>> = HashMap::new();
    for &at in &free_old {
        if let Some(number) = &old.goals[at].number {
            of_number.entry(number).or_default().push(at);
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for &at in &free_new {
        let same = new.goals[at].number.as_deref().and_then(|number| of_number.get(number));
        let is_under = |other: &usize| is_under_the_same(&old.goals[*other], &new.goals[at], links);
        let title = |goal: &Printed| goal.name.title.clone();
        let is_like =
            |other: &usize| likeness::likeness(&title(&old.goals[*other]), &title(&new.goals[at])) >= options.likeness;
        let candidates: Vec<usize> = same.into_iter().flatten().copied().filter(is_under).collect();
        // A number that several have under one goal is reported elsewhere and tells nothing here.
        if let [one] = candidates[..]
            && is_like(&one)
        {
            found.push((one, at));
        }
    }
    let mut times = vec![0; old.goals.len()];
    found.iter().for_each(|(one, _)| times[*one] += 1);
    for (one, other) in found.into_iter().filter(|(one, _)| times[*one] == 1) {
        links.add(one, other, How::Number);
    }
}

fn is_under_the_same(old: &Printed, new: &Printed, links: &Links) -> bool {
    if old.parents.is_empty() || new.parents.is_empty() {
        return old.parents.is_empty() && new.parents.is_empty();
    }
    old.parents.iter().any(|one| new.parents.iter().any(|other| links.pairs.contains(&(*one, *other))))
}

fn by_likeness(old: &Compared, new: &Compared, level: &str, options: Options, links: &mut Links) {
    let (free_old, free_new) = (free(old, level, &links.old), free(new, level, &links.new));
    if free_old.is_empty() || free_new.is_empty() {
        return;
    }
    let titles = |side: &Compared, free: &[usize]| -> Vec<String> {
        free.iter().map(|at| side.goals[*at].name.title.clone()).collect()
    };
    let (old_titles, new_titles) = (titles(old, &free_old), titles(new, &free_new));
    let (old_titles, new_titles): (Vec<&str>, Vec<&str>) =
        (old_titles.iter().map(String::as_str).collect(), new_titles.iter().map(String::as_str).collect());
    let pairs = likeness::candidates(&old_titles, &new_titles, options.likeness);
    let like: HashMap<(usize, usize), u32> = pairs.iter().map(|&(one, other, like)| ((one, other), like)).collect();
    for (one, other) in assignment::best(&pairs) {
        let like = like.get(&(one, other)).copied().unwrap_or_default();
        links.add(free_old[one], free_new[other], How::Likeness(like));
    }
}

/// The goals of a level that are not yet found.
fn free(side: &Compared, level: &str, is_found: &[bool]) -> Vec<usize> {
    (0..side.goals.len()).filter(|at| side.goals[*at].level == level && !is_found[*at]).collect()
}

/// What links reach, directly or over others, is one group; a goal without links is a group of its own.
fn group(old: &Compared, new: &Compared, links: &[(usize, usize, How)]) -> Groups {
    let (olds, news) = (old.goals.len(), new.goals.len());
    // The smallest place that each goal is known to belong with; the newer plan's places come after the older's.
    let mut root: Vec<usize> = (0..olds + news).collect();
    fn top(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    for &(one, other, _) in links {
        let (one, other) = (top(&mut root, one), top(&mut root, olds + other));
        let least = one.min(other);
        (root[one], root[other]) = (least, least);
    }
    let mut number_of: HashMap<usize, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let (mut of_old, mut of_new) = (vec![0; olds], vec![0; news]);
    for at in 0..olds + news {
        let top = top(&mut root, at);
        let number = *number_of.entry(top).or_insert_with(|| {
            groups.push(Group { old: Vec::new(), new: Vec::new(), pair: None });
            groups.len() - 1
        });
        if at < olds {
            groups[number].old.push(at);
            of_old[at] = number;
        } else {
            groups[number].new.push(at - olds);
            of_new[at - olds] = number;
        }
    }
    for &(one, other, how) in links {
        let pair = &mut groups[of_old[one]].pair;
        let weight = |link: (usize, usize, How)| {
            let (one, other, how) = link;
            let like = likeness::likeness(&old.goals[one].name.title, &new.goals[other].name.title);
            // The same whichever plan is the older.
            (how == How::Id, like, std::cmp::Reverse(one + other), std::cmp::Reverse(one.max(other)))
        };
        if pair.is_none_or(|known| weight((one, other, how)) > weight(known)) {
            *pair = Some((one, other, how));
        }
    }
    Groups { groups, of_old, of_new }
}
