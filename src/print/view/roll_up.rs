//! What the plans below say of a plan's goals at an occasion: in a report as a part of its own, and as a document by itself.
//! Everything is counted from their reports; nothing is weighed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::empty::drop_empty_columns;
use super::goals::{heading, part, words};
use super::overview::distribution;
use super::plan::document_title;
use super::report::assessment_mark;
use super::{
    Block, Cell, Column, ColumnKind, Content, Contents, Destination, Heading, HeadingKind, LabelledText, LineKind,
    Mark, MarkKind, Origin, PageKind, Table, TableKind, TableRow, View, ViewContext, cover,
};
use crate::identity::masked;
use crate::model::{Rank, Tier, swedish};
use crate::resolve::reports::tally::{GoalStanding, Share};
use crate::resolve::roll_up::{RolledGoal, ServingPlan};
use crate::resolve::{GoalRef, JoinedGoal, Plan, Report, Resolved};

/// The part of a report; nothing where no plan below has reported at its occasion, or where the report leaves it out.
pub(super) fn of_report<'a>(scene: &ViewContext<'a>, report: &'a Report, blocks: &mut Vec<Block<'a>>) {
    let Some(occasion) = report.occasion.filter(|_| scene.document.prints.roll_up) else { return };
    let rolled = scene.resolved.roll_up(scene.plan, occasion);
    if !rolled.iter().flat_map(|rolled| &rolled.plans).any(|plan| plan.report.is_some()) {
        return;
    }
    blocks.push(Block::Heading(part(&scene.labels.roll_up, 2, HeadingKind::Part)));
    blocks.extend(who_reported(scene, occasion).map(Block::Line));
    for rolled in &rolled {
        let name = words(&heading(scene, &scene.plan.goals[rolled.goal], 3));
        blocks.push(Block::Table(Table { caption_shown: true, ..table(scene, rolled, name) }));
        blocks.push(Block::Line(line(sentence_of(scene, rolled, (occasion, true)))));
    }
}

/// The document by itself: who has reported, and each goal with what is said of it.
pub fn view<'a>(scene: &ViewContext<'a>) -> View<'a> {
    let (document, labels) = (scene.document, scene.labels);
    let mut blocks = Vec::new();
    if let Some(prose) = &document.introduction {
        blocks.push(Block::Heading(part(&labels.introduction, 2, HeadingKind::Part)));
        blocks.push(Block::Prose { prose, level: 3 });
    }
    if let Some(occasion) = scene.occasion() {
        let reports = reports(scene, occasion);
        if !reports.rows.is_empty() {
            blocks.push(Block::Heading(part(&labels.reports_below, 2, HeadingKind::Part)));
            blocks.extend(who_reported(scene, occasion).map(Block::Line));
            blocks.push(Block::Table(reports));
        }
        for rolled in &scene.resolved.roll_up(scene.plan, occasion) {
            let goal = &scene.plan.goals[rolled.goal];
            let heading = heading(scene, goal, 2);
            let name = words(&heading);
            blocks.push(Block::Heading(Heading { goal: Some(goal.entries[0]), ..heading }));
            blocks.push(Block::Line(line(sentence_of(scene, rolled, (occasion, true)))));
            blocks.push(Block::Table(table(scene, rolled, name)));
        }
    }
    if let Some(prose) = &document.other {
        blocks.push(Block::Heading(part(&labels.other, 2, HeadingKind::Part)));
        blocks.push(Block::Prose { prose, level: 3 });
    }
    View {
        origin: Origin::File(document.source),
        title: title(scene),
        page_kind: PageKind::Document(document.kind),
        occasion: scene.occasion().map(|number| scene.resolved.settings.steering.occasions[number].key.as_str()),
        kind: kind(scene),
        year: document.year.as_ref().map(|year| year.value),
        organisation: document.organisation.name().to_owned(),
        cover: cover::cover(scene),
        contents: Contents::All,
        appendices: Vec::new(),
        blocks,
    }
}

/// The title: as written on the cover, else "Sammanställning VB 2025 för Socialnämnden".
pub fn title(scene: &ViewContext) -> String {
    document_title(scene, &kind(scene))
}

/// The goals of the plan that such a document prints, as numbers among the plan's goals.
pub(super) fn goals(scene: &ViewContext) -> Vec<usize> {
    let rolled = scene.occasion().map(|occasion| scene.resolved.roll_up(scene.plan, occasion));
    rolled.into_iter().flatten().map(|rolled| rolled.goal).collect()
}

fn kind(scene: &ViewContext) -> String {
    let key = scene.occasion().map(|number| scene.resolved.settings.steering.occasions[number].key.as_str());
    [Some(scene.labels.roll_up.as_str()), key].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Plans in Swedish order of their organisations.
pub(super) fn in_order(resolved: &Resolved, plans: impl Iterator<Item = usize>) -> Vec<usize> {
    let order = swedish();
    let mut plans: Vec<usize> = plans.collect();
    let name = |number: usize| resolved.documents.head(number).organisation.name();
    plans.sort_by(|one, two| order.compare(name(*one), name(*two)).then(one.cmp(two)));
    plans
}

/// The name of a plan's organisation, personal identity numbers masked.
pub(super) fn name_of(resolved: &Resolved, plan: usize) -> Cow<'_, str> {
    masked(resolved.documents.head(plan).organisation.name())
}

/// "5 av 7 enheter har rapporterat. Inte rapporterat: Fältgruppen, Ungdomsenheten".
fn who_reported<'a>(scene: &ViewContext<'a>, occasion: usize) -> Option<LabelledText<'a>> {
    let plans = scene.resolved.reports_below(scene.plan.document, occasion);
    let share = Share::of(plans.iter().map(|(_, report)| report.is_some()));
    if share.all == 0 {
        return None;
    }
    let labels = scene.labels;
    let whom = organisations(scene, plans.iter().map(|(plan, _)| *plan));
    let mut text = format!("{} {} {} {whom} {}.", share.of, labels.of, share.all, labels.has_reported);
    let lacking = plans.iter().filter(|(_, report)| report.is_none()).map(|(plan, _)| *plan);
    name_lacking(scene, &labels.not_reported, in_order(scene.resolved, lacking).into_iter(), &mut text);
    Some(line(text))
}

fn line<'a>(text: String) -> LabelledText<'a> {
    LabelledText { kind: LineKind::RollUp, label: Cow::Borrowed(""), text: Cow::Owned(text) }
}

/// "5 av 7 enheter har bedömt målet: 3 uppfylls helt, 2 uppfylls delvis, 0 uppfylls ej. Inte bedömt: Fältgruppen." in the
/// words of an occasion, or of one alone "Barnenheten har bedömt målet: uppfylls helt."; who has not assessed the goal is
/// named where that is asked.
pub(super) fn sentence_of(
    scene: &ViewContext,
    rolled: &RolledGoal,
    (occasion, names_lacking): (usize, bool),
) -> String {
    let (labels, steering) = (scene.labels, &scene.resolved.settings.steering);
    let share = rolled.assessed();
    let given: Vec<usize> = rolled.assessments().collect();
    let words = |number: usize| in_a_sentence(steering.heading_at(Some(occasion), number));
    let mut text = String::new();
    match (&rolled.plans[..], &given[..]) {
        // Of one there is nothing to count.
        ([only], [_, ..]) => {
            text.push_str(&format!("{} {}: ", name_of(scene.resolved, only.plan), labels.has_assessed));
        }
        ([_], []) if names_lacking => {}
        _ => {
            let whom = organisations(scene, rolled.plans.iter().map(|plan| plan.plan));
            let best = steering.scale().next().filter(|best| steering.rank(*best) == Rank::Best);
            if let Some(best) = best.filter(|_| of_boards(scene, rolled) && share.of > 0) {
                let count = rolled.all_of(best);
                let (of, that_the_goal) = (&labels.of, &labels.assess_that_the_goal);
                text = format!("{count} {of} {} {whom} {that_the_goal} {}. ", share.all, words(best));
            }
            text.push_str(&format!("{} {} {} {whom} {}", share.of, labels.of, share.all, labels.has_assessed));
            if share.of > 0 && given.len() != share.of {
                text.push_str(&format!(" ({} {})", given.len(), labels.assessments));
            }
            text.push_str(if share.of > 0 { ": " } else { "." });
        }
    }
    if let [only] = given[..]
        && rolled.plans.len() == 1
    {
        text.push_str(&format!("{}.", words(only)));
    } else if share.of > 0 {
        let of = |number: usize| {
            let count = given.iter().filter(|other| **other == number).count();
            let is_told = count > 0 || (rolled.plans.len() > 1 && steering.rank(number) != Rank::Outside);
            is_told.then(|| format!("{count} {}", words(number)))
        };
        let counts: Vec<String> = (0..steering.assessments.len()).filter_map(of).collect();
        text.push_str(&format!("{}.", counts.join(", ")));
    }
    if names_lacking {
        let lacking = rolled.plans.iter().filter(|plan| !plan.has_assessed()).map(|plan| plan.plan);
        name_lacking(scene, &labels.not_assessed, in_order(scene.resolved, lacking).into_iter(), &mut text);
    }
    text
}

/// Whether those that serve the goal are all boards or companies.
fn of_boards(scene: &ViewContext, rolled: &RolledGoal) -> bool {
    let tier = |plan: &ServingPlan| scene.resolved.documents.head(plan.plan).organisation.tier();
    rolled.plans.iter().all(|plan| matches!(tier(plan), Tier::Board | Tier::Company))
}

/// Adds "Inte bedömt: Fältgruppen, Ungdomsenheten." where there are any.
fn name_lacking(scene: &ViewContext, label: &str, plans: impl Iterator<Item = usize>, text: &mut String) {
    let names: Vec<Cow<str>> = plans.map(|plan| name_of(scene.resolved, plan)).collect();
    if !names.is_empty() {
        let space = if text.is_empty() { "" } else { " " };
        text.push_str(&format!("{space}{label}: {}.", names.join(", ")));
    }
}

/// What organisations are called together: "enheter", or "organisationer" where they are of several ranks.
fn organisations<'a>(scene: &ViewContext<'a>, plans: impl Iterator<Item = usize>) -> Cow<'a, str> {
    let tiers: Vec<Tier> = plans.map(|plan| scene.resolved.documents.head(plan).organisation.tier()).collect();
    scene.labels.word(&format!("{}_flera", rank_of(&tiers)))
}

/// The key of the rank that they all have.
pub(super) fn rank_of(tiers: &[Tier]) -> &'static str {
    match tiers {
        [first, rest @ ..] if rest.iter().all(|tier| tier == first) => first.key(),
        _ => "organisation",
    }
}

/// Words within a sentence: without a capital first.
fn in_a_sentence(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// Enhet | Enhetsmål | Bedömning | Indikatorer som når målet | Genomförda aktiviteter: a row for each goal by which a plan
/// serves this one.
fn table<'a>(scene: &ViewContext<'a>, rolled: &RolledGoal<'a>, caption: String) -> Table<'a> {
    let (resolved, labels) = (scene.resolved, scene.labels);
    let tiers: Vec<Tier> =
        rolled.plans.iter().map(|plan| resolved.documents.head(plan.plan).organisation.tier()).collect();
    let of = |plan: &ServingPlan, goal: &GoalStanding| &*resolved.plans[plan.plan].goals[goal.goal];
    let decided = scene.plan.goals[rolled.goal].entries[0];
    let goals = rolled.plans.iter().flat_map(|plan| plan.rows().map(move |goal| of(plan, goal)));
    let others: Vec<&JoinedGoal> = goals.filter(|goal| goal.entries[0] != decided).collect();
    let has_others = !others.is_empty();
    let mut levels = others.iter().map(|goal| goal.level);
    let first = levels.next();
    let goal_label = match first.filter(|first| levels.all(|level| level == *first)) {
        Some(level) => resolved.settings.steering.levels[level].heading.as_str(),
        None => labels.goal.as_str(),
    };
    let mut columns = vec![
        Column { label: labels.word(rank_of(&tiers)), kind: ColumnKind::Name },
        Column::of(goal_label, ColumnKind::Goal),
        Column::of(&labels.assessment, ColumnKind::Assessment),
        Column::of(&labels.indicators_reached, ColumnKind::IndicatorsReached),
        Column::of(&labels.activities_done, ColumnKind::ActivitiesDone),
    ];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for number in in_order(resolved, rolled.plans.iter().map(|plan| plan.plan)) {
        // They stand by the numbers of their plans.
        if let Ok(at) = rolled.plans.binary_search_by_key(&number, |plan| plan.plan) {
            let serving = &rolled.plans[at];
            rows.extend(serving.rows().map(|goal| row(scene, (serving, goal), (decided, has_others))));
        }
    }
    drop_empty_columns(&mut columns, &mut rows);
    Table {
        kind: TableKind::RollUp,
        caption,
        caption_shown: false,
        unit: None,
        columns,
        rows: rows.into_iter().map(TableRow::from).collect(),
        total: None,
    }
}

/// The row of a goal by which a plan serves the one that is decided `at` a place. Where some do so by goals of their own, what
/// is said of the goal itself says so; else its title would stand in every row.
fn row<'a>(
    scene: &ViewContext<'a>,
    (serving, standing): (&ServingPlan<'a>, &GoalStanding<'a>),
    (at, has_others): (GoalRef, bool),
) -> Vec<Cell<'a>> {
    let (resolved, labels) = (scene.resolved, scene.labels);
    let plan = &resolved.plans[serving.plan];
    let goal = &plan.goals[standing.goal];
    let document = printed_at(serving.plan, serving.report);
    let to_goal = Destination::Document { document, goal: Some(goal.entries[0]) };
    let (to, title) = match (goal.entries[0] == at, has_others) {
        (true, false) => (to_goal.clone(), Content::Empty),
        (true, true) => (to_goal.clone(), Content::Text(labels.word("samma_mål"))),
        (false, _) => {
            let title = Content::Text(title_of(resolved, plan, standing.goal));
            (Destination::Document { document, goal: None }, title)
        }
    };
    let name = Cell { leads_to: Some(to), ..Cell::plain(Content::Text(name_of(resolved, serving.plan))) };
    let goal = Cell { leads_to: (!matches!(title, Content::Empty)).then_some(to_goal), ..Cell::plain(title) };
    let mark = match standing.assessment {
        Some(number) => assessment_mark(scene, number),
        None => {
            let words = if serving.report.is_some() { &labels.not_assessed } else { &labels.not_reported };
            Mark { kind: MarkKind::Unreported, words: Cow::Borrowed(words), assessment: None, count: None }
        }
    };
    let share = |share: Share| match share.all {
        0 => Cell::plain(Content::Empty),
        _ => Cell::plain(Content::Text(Cow::Owned(format!("{} {} {}", share.of, labels.of, share.all)))),
    };
    vec![
        name,
        goal,
        Cell { marks: vec![mark], ..Cell::plain(Content::Empty) },
        share(standing.reached(resolved)),
        share(standing.done()),
    ]
}

/// The document whose page tells of a plan at an occasion: its report, else the plan itself.
pub(super) fn printed_at(plan: usize, report: Option<&Report>) -> usize {
    report.and_then(|report| report.parts.first().copied()).unwrap_or(plan)
}

/// "1.4.1 Trygga barn", personal identity numbers masked.
pub(super) fn title_of<'a>(resolved: &'a Resolved, plan: &Plan, goal: usize) -> Cow<'a, str> {
    let goal = &plan.goals[goal];
    let decided = resolved.origin(goal);
    let number = goal.entries.iter().find_map(|at| resolved.goal(*at).number.as_ref());
    let title = decided.title.as_ref().map_or("", |title| title.as_str());
    match number.filter(|number| !number.value.is_empty()) {
        Some(number) => Cow::Owned(masked(&format!("{} {title}", number.value)).into_owned()),
        None => masked(title),
    }
}

/// Enhet | Läge | Bedömning, of the plans right below: whether each has reported, and how it assessed its goals.
fn reports<'a>(scene: &ViewContext<'a>, occasion: usize) -> Table<'a> {
    let (resolved, labels) = (scene.resolved, scene.labels);
    let found: BTreeMap<usize, Option<&Report>> =
        resolved.reports_below(scene.plan.document, occasion).into_iter().collect();
    let plans = in_order(resolved, found.keys().copied());
    let tiers: Vec<Tier> = plans.iter().map(|plan| resolved.documents.head(*plan).organisation.tier()).collect();
    let row = |plan: usize| -> Vec<Cell> {
        let report = found.get(&plan).copied().flatten();
        let to = Destination::Document { document: printed_at(plan, report), goal: None };
        let name = Cell { leads_to: Some(to), ..Cell::plain(Content::Text(name_of(resolved, plan))) };
        let standings = report.map(|report| resolved.standings(report));
        let assessed = standings.into_iter().flatten().filter(|standing| standing.is_assessed);
        let marks = assessed.map(|standing| Some(assessment_mark(scene, standing.assessment?)));
        let state = match report {
            Some(_) => distribution(marks, &labels.not_assessed),
            None => distribution([None], &labels.not_reported),
        };
        vec![name, state]
    };
    Table {
        kind: TableKind::RollUp,
        caption: labels.reports_below.clone(),
        caption_shown: false,
        unit: None,
        columns: vec![
            Column { label: labels.word(rank_of(&tiers)), kind: ColumnKind::Name },
            Column::of(&labels.assessment, ColumnKind::Distribution),
        ],
        rows: plans.into_iter().map(row).map(TableRow::from).collect(),
        total: None,
    }
}
