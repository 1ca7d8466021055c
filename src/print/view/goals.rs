//! The goal chain in print: each goal with its sections, its tables and the goals under it.

use std::borrow::Cow;

use super::tables::{self, items};
use super::{Block, Heading, HeadingKind, LabelledText, LineKind, ViewContext};
use crate::resolve::{JoinedGoal, Thing};

/// Prints a goal in full and everything under it.
pub(super) fn full<'a>(scene: &ViewContext<'a>, number: usize, level: u8, blocks: &mut Vec<Block<'a>>) {
    let goal = &scene.plan.goals[number];
    alone(scene, number, level, blocks);
    for child in &goal.children {
        if child.full {
            full(scene, child.goal, level.saturating_add(1), blocks);
        } else {
            elsewhere(scene, child.goal, level.saturating_add(1), blocks);
        }
    }
}

/// The headings of the goals that a document prints in full, in the order of print, as far as ids need them.
pub fn in_full<'a>(scene: &ViewContext<'a>) -> Vec<Heading<'a>> {
    let rolled = scene.document.roll_up.as_ref().map(|_| super::roll_up::goals(scene));
    let shown = scene.report.map(|report| scene.resolved.shown_goals(report));
    let is_shown = |number: &usize| {
        rolled.as_ref().is_none_or(|rolled| rolled.contains(number))
            && shown.as_ref().is_none_or(|shown| shown[*number])
    };
    let printed = scene.plan.in_print().into_iter().filter(is_shown).map(|number| &scene.plan.goals[number]);
    printed.map(|goal| Heading { goal: Some(goal.entries[0]), ..heading(scene, goal, 2) }).collect()
}

/// Prints a goal without those under it.
pub(super) fn alone<'a>(scene: &ViewContext<'a>, number: usize, level: u8, blocks: &mut Vec<Block<'a>>) {
    let goal = &scene.plan.goals[number];
    let heading = heading(scene, goal, level);
    let words = words(&heading);
    let below = level.saturating_add(1);
    blocks.push(Block::Heading(Heading { goal: Some(goal.entries[0]), ..heading }));
    responsible(scene, goal, blocks);
    sections(scene, goal, below, |_| true, blocks);
    extra_sections(scene, goal, below, blocks);
    let (indicators, activities) = (items(goal, &goal.indicators), items(goal, &goal.activities));
    blocks.extend(tables::indicators_with_past(scene, &indicators, &words).map(Block::Table));
    blocks.extend(tables::activities(scene, &activities, &words).map(Block::Table));
}

/// Prints the heading of a goal that stands in full under another, and where.
pub(super) fn elsewhere<'a>(scene: &ViewContext<'a>, number: usize, level: u8, blocks: &mut Vec<Block<'a>>) {
    let goal = &scene.plan.goals[number];
    let heading = heading(scene, goal, level);
    let words = match &heading.number {
        Some(number) => format!("{number} {}", heading.title),
        None => heading.title.to_string(),
    };
    let id = heading.id.clone();
    blocks.push(Block::Heading(heading));
    blocks.push(Block::See { words, goal: goal.entries[0], id });
}

/// The heading of a goal.
pub(super) fn heading<'a>(scene: &ViewContext<'a>, goal: &JoinedGoal, level: u8) -> Heading<'a> {
    let decided = scene.resolved.origin(goal);
    let number = goal.entries.iter().find_map(|at| scene.resolved.goal(*at).number.as_ref());
    let level_of_goal = &scene.resolved.settings.steering.levels[goal.level];
    Heading {
        level,
        kind: HeadingKind::Goal,
        label: Some(Cow::Borrowed(&level_of_goal.heading)),
        number: number.map(|number| Cow::Borrowed(number.as_str())),
        title: Cow::Borrowed(decided.title.as_ref().map_or("", |title| title.as_str())),
        goal: None,
        is_own: level_of_goal.owner == scene.resolved.document(scene.plan).organisation.tier(),
        id: goal
            .entries
            .iter()
            .find_map(|at| scene.resolved.goal(*at).id.as_ref())
            .map(|id| Cow::Borrowed(id.as_str())),
        key: Some(Cow::Borrowed(&level_of_goal.key)),
    }
}

/// "Nämndmål: 1.4.1 Trygga barn".
pub(super) fn words(heading: &Heading) -> String {
    let parts = [heading.number.as_deref(), Some(&*heading.title)];
    let title = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    match &heading.label {
        Some(label) => format!("{label}: {title}"),
        None => title,
    }
}

/// "Ansvarig: …" below the heading.
pub(super) fn responsible<'a>(scene: &ViewContext<'a>, goal: &JoinedGoal, blocks: &mut Vec<Block<'a>>) {
    if let Some(responsible) = goal.entries.iter().find_map(|at| scene.resolved.goal(*at).responsible.as_ref()) {
        blocks.push(Block::Line(LabelledText::of(
            LineKind::Responsible,
            &scene.labels.responsible,
            responsible.as_str(),
        )));
    }
}

/// The sections that are wanted, in the level's order, whoever wrote them.
pub(super) fn sections<'a>(
    scene: &ViewContext<'a>,
    goal: &JoinedGoal,
    level: u8,
    wanted: fn(usize) -> bool,
    blocks: &mut Vec<Block<'a>>,
) {
    let entries = || goal.entries.iter().map(|at| scene.resolved.goal(*at));
    let steering = &scene.resolved.settings.steering;
    let of_level = &steering.levels[goal.level];
    for number in of_level.print_order(steering.sections.len()).into_iter().filter(|number| wanted(*number)) {
        let section = &steering.sections[number];
        let given = of_level.heading_of(number).or(section.heading.as_deref());
        let heading = || given.map_or_else(|| scene.labels.word(&section.key), Cow::Borrowed);
        for written in entries().flat_map(|entry| &entry.sections).filter(|written| written.section == number) {
            let key = Some(Cow::Borrowed(section.key.as_str()));
            let heading = Heading { key, ..part(heading(), level, HeadingKind::Section) };
            blocks.push(Block::Heading(heading));
            blocks.push(Block::Prose { prose: &written.prose, level: level + 1 });
        }
    }
}

/// The sections with headings of the writers' own.
fn extra_sections<'a>(scene: &ViewContext<'a>, goal: &JoinedGoal, level: u8, blocks: &mut Vec<Block<'a>>) {
    for extra in goal.entries.iter().flat_map(|at| &scene.resolved.goal(*at).extra) {
        blocks.push(Block::Heading(part(extra.heading.as_str(), level, HeadingKind::Section)));
        blocks.extend(extra.prose.as_ref().map(|prose| Block::Prose { prose, level: level + 1 }));
    }
}

/// A heading without number or label.
pub(super) fn part<'a>(title: impl Into<Cow<'a, str>>, level: u8, kind: HeadingKind) -> Heading<'a> {
    Heading {
        level,
        kind,
        label: None,
        number: None,
        title: title.into(),
        goal: None,
        is_own: false,
        id: None,
        key: None,
    }
}

/// The title of a goal that is named, where it is one.
pub(super) fn title_of<'a>(scene: &ViewContext<'a>, thing: Option<Thing>) -> Option<&'a str> {
    match thing? {
        Thing::Goal(at) => scene.resolved.goal(at).title.as_ref().map(|title| title.as_str()),
        _ => None,
    }
}
