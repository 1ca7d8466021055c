//! A follow-up in print: tertialrapport and verksamhetsberättelse.

pub(super) mod economy;
pub(super) mod tables;

use std::borrow::Cow;

use super::empty::is_unwritten;
use super::goals::{self, elsewhere, heading, part, responsible, sections, words};
use super::plan::document_title;
use super::tables::items;
use super::{
    Block, Contents, Heading, HeadingKind, LabelledText, LineKind, Mark, MarkKind, Origin, PageKind, View, ViewContext,
    assignments, cover, overview, roll_up,
};
use crate::model::{DocumentKind, EXPECTED_RESULT, FollowUp, GoalReport, Prose};
use crate::resolve::Report;
use crate::resolve::reports::ItemKind;

/// The report: summary, goal chain with assessments and outcomes, economy, quality work, other matters.
pub fn view<'a>(scene: &ViewContext<'a>) -> View<'a> {
    let labels = scene.labels;
    let mut blocks = Vec::new();
    if let Some(report) = scene.report {
        overview::of_report(scene, report, &mut blocks);
        roll_up::of_report(scene, report, &mut blocks);
    }
    texts(scene, &labels.summary, parts(scene).filter_map(|follow_up| follow_up.summary.as_ref()), &mut blocks);
    if let Some(report) = scene.report {
        chain(scene, report, &mut blocks);
        outside(scene, report, &mut blocks);
    }
    assignments::assignments(scene, &mut blocks);
    amendments(scene, &mut blocks);
    economy::economy(scene, &mut blocks);
    texts(scene, &labels.quality, parts(scene).filter_map(|follow_up| follow_up.quality.as_ref()), &mut blocks);
    let documents = part_numbers(scene).into_iter().map(|number| &scene.resolved.documents[number]);
    texts(scene, &labels.other, documents.filter_map(|document| document.other.as_ref()), &mut blocks);
    View {
        origin: Origin::File(scene.document.source),
        title: title(scene),
        page_kind: PageKind::Document(scene.document.kind),
        occasion: occasion_key(scene),
        kind: kind_and_occasion(scene),
        year: scene.document.year.as_ref().map(|year| year.value),
        organisation: scene.document.organisation.name().to_owned(),
        cover: cover::cover(scene),
        contents: Contents::All,
        appendices: Vec::new(),
        blocks,
    }
}

/// The title: as written on the cover, else made from kind, occasion, year and organisation.
pub fn title(scene: &ViewContext) -> String {
    document_title(scene, &kind_and_occasion(scene))
}

/// The key of the occasion that is reported.
fn occasion_key<'a>(scene: &ViewContext<'a>) -> Option<&'a str> {
    let occasion = scene.report.and_then(|report| report.occasion)?;
    Some(scene.resolved.settings.steering.occasions[occasion].key.as_str())
}

/// "Tertialrapport T1", or "Verksamhetsberättelse" of the year's last occasion; as the model calls it, where it does.
fn kind_and_occasion(scene: &ViewContext) -> String {
    let occasion = scene.report.and_then(|report| report.occasion);
    let occasions = &scene.resolved.settings.steering.occasions;
    if let Some(name) = occasion.and_then(|occasion| occasions[occasion].report_name()) {
        return name;
    }
    match occasion.filter(|occasion| !scene.resolved.is_last(*occasion)) {
        Some(occasion) => format!("{} {}", kind_word(scene), occasions[occasion].key),
        None => kind_word(scene).to_owned(),
    }
}

fn kind_word<'a>(scene: &ViewContext<'a>) -> &'a str {
    match scene.document.kind == DocumentKind::AnnualReport {
        true => &scene.labels.annual_report,
        false => &scene.labels.tertial_report,
    }
}

/// The documents of the report: the printed one, then the others.
fn part_numbers(scene: &ViewContext) -> Vec<usize> {
    let own = |number: &usize| scene.resolved.documents.head(*number).source != scene.document.source;
    let mut numbers = scene.report.map_or_else(Vec::new, |report| report.parts.clone());
    numbers.sort_by_key(own);
    numbers
}

fn parts<'a>(scene: &ViewContext<'a>) -> impl Iterator<Item = &'a FollowUp> {
    let resolved = scene.resolved;
    part_numbers(scene).into_iter().filter_map(move |number| resolved.documents[number].follow_up.as_deref())
}

/// A part with the texts of all files, one after another; nothing where none has one.
fn texts<'a>(
    scene: &ViewContext<'a>,
    title: &'a str,
    texts: impl Iterator<Item = &'a Prose>,
    blocks: &mut Vec<Block<'a>>,
) {
    let prints_empty = scene.resolved.settings.steering.prints_empty;
    let mut texts = texts.filter(|prose| prints_empty || !is_unwritten(prose)).peekable();
    if texts.peek().is_some() {
        blocks.push(Block::Heading(part(title, 2, HeadingKind::Part)));
        blocks.extend(texts.map(|prose| Block::Prose { prose, level: 3 }));
    }
}

/// The goal chain. Its goals stand on the heading levels that they have in the plan, so that no section of a unit goal
/// falls below the sixth.
fn chain<'a>(scene: &ViewContext<'a>, report: &'a Report, blocks: &mut Vec<Block<'a>>) {
    let shown = scene.resolved.shown_goals(report);
    let labels = scene.labels;
    let roots: Vec<usize> = scene.plan.roots.iter().copied().filter(|goal| shown[*goal]).collect();
    let unattached: Vec<usize> = scene.plan.unattached.iter().copied().filter(|goal| shown[*goal]).collect();
    if !roots.is_empty() {
        blocks.push(Block::Heading(part(&labels.goals_followed_up, 2, HeadingKind::Part)));
    }
    for root in roots {
        full(scene, report, &shown, root, 2, blocks);
    }
    if !unattached.is_empty() {
        blocks.push(Block::Heading(part(&labels.unattached, 2, HeadingKind::Part)));
    }
    for goal in unattached {
        full(scene, report, &shown, goal, 3, blocks);
    }
}

/// Prints what is reported of a goal, and everything under it.
fn full<'a>(
    scene: &ViewContext<'a>,
    report: &'a Report,
    shown: &[bool],
    number: usize,
    level: u8,
    blocks: &mut Vec<Block<'a>>,
) {
    alone(scene, report, number, level, blocks);
    for child in scene.plan.goals[number].children.iter().filter(|child| shown[child.goal]) {
        let below = level.saturating_add(1);
        match child.full {
            true => full(scene, report, shown, child.goal, below, blocks),
            false => elsewhere(scene, child.goal, below, blocks),
        }
    }
}

/// Prints what is reported of a goal, without those under it.
pub(super) fn alone<'a>(
    scene: &ViewContext<'a>,
    report: &'a Report,
    number: usize,
    level: u8,
    blocks: &mut Vec<Block<'a>>,
) {
    let goal = &scene.plan.goals[number];
    let heading = heading(scene, goal, level);
    let title = words(&heading);
    let below = level.saturating_add(1);
    blocks.push(Block::Heading(Heading { goal: Some(goal.entries[0]), ..heading }));
    let reported = report.goals[number].map(|at| scene.resolved.goal_report(at));
    if let Some(reported) = reported {
        stands(scene, reported, blocks);
    }
    responsible(scene, goal, blocks);
    sections(scene, goal, below, |section| section <= EXPECTED_RESULT, blocks);
    if let Some(prose) = reported.and_then(|reported| reported.analysis.as_ref()) {
        blocks.push(Block::Heading(part(&scene.labels.analysis, below, HeadingKind::Section)));
        blocks.push(Block::Prose { prose, level: below.saturating_add(1) });
    }
    let mut indicators = items(goal, &goal.indicators);
    indicators.retain(|(_, item)| scene.resolved.shows_indicator(report, *item));
    let mut activities = items(goal, &goal.activities);
    activities.retain(|(_, item)| scene.resolved.shows_activity(report, *item));
    blocks.extend(tables::indicators(scene, report, &indicators, &title).map(Block::Table));
    blocks.extend(tables::activities(scene, report, &activities, &title).map(Block::Table));
}

/// How a goal stands: its assessment, its status where its level is not assessed, and what is expected of the year.
fn stands<'a>(scene: &ViewContext<'a>, reported: &GoalReport, blocks: &mut Vec<Block<'a>>) {
    blocks.extend(reported.assessment.as_ref().map(|number| Block::Assessment(assessment_mark(scene, number.value))));
    blocks.extend(reported.status.as_ref().map(|status| Block::Assessment(assignments::mark(scene, status.value))));
    if let Some(forecast) = reported.forecast.as_ref() {
        let text = assessment_mark(scene, forecast.value).words;
        let label = Cow::Borrowed(scene.labels.forecast_of_year.as_str());
        blocks.push(Block::Line(LabelledText { kind: LineKind::Forecast, label, text }));
    }
}

pub(super) fn assessment_mark<'a>(scene: &ViewContext<'a>, number: usize) -> Mark<'a> {
    let steering = &scene.resolved.settings.steering;
    let words = steering.heading_at(scene.occasion(), number);
    Mark {
        kind: MarkKind::Assessment(steering.rank(number)),
        words: Cow::Borrowed(words),
        assessment: Some(Cow::Borrowed(&steering.assessments[number].key)),
        count: None,
    }
}

/// What was decided to change in the plan during the year, in the report of the whole year.
fn amendments<'a>(scene: &ViewContext<'a>, blocks: &mut Vec<Block<'a>>) {
    if scene.document.kind != DocumentKind::AnnualReport {
        return;
    }
    if let Some(table) = tables::amendments(scene) {
        blocks.push(Block::Heading(part(&scene.labels.amendments, 2, HeadingKind::Part)));
        blocks.push(Block::Table(table));
    }
}

/// What is reported though the plan does not have it, under the ids as written: nothing is lost.
fn outside<'a>(scene: &ViewContext<'a>, report: &'a Report, blocks: &mut Vec<Block<'a>>) {
    if report.outside.is_empty() {
        return;
    }
    let heading = part(&scene.labels.outside_plan, 2, HeadingKind::Part);
    let title = heading.title.to_string();
    blocks.push(Block::Heading(heading));
    for outside in report.outside.iter().filter(|outside| outside.sort == ItemKind::Goal) {
        let reported = scene.resolved.goal_report(outside.at);
        let decided = goals::title_of(scene, outside.thing);
        let written = reported.title.as_ref().filter(|title| !title.value.is_empty()).unwrap_or(&reported.id);
        blocks.push(Block::Heading(part(decided.unwrap_or(written.as_str()), 3, HeadingKind::Goal)));
        stands(scene, reported, blocks);
        blocks.extend(reported.analysis.as_ref().map(|prose| Block::Prose { prose, level: 4 }));
    }
    blocks.extend(tables::outside_indicators(scene, report, &title).map(Block::Table));
    blocks.extend(tables::outside_activities(scene, report, &title).map(Block::Table));
}
