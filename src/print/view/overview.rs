//! "Läget i korthet" and "Planen i korthet": what a document says, counted, before it says it. Nothing here is written by
//! anybody: every figure counts what the document prints further down, and every mark is one that stands there.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::empty::drop_empty_columns;
use super::goals::{heading, part};
use super::report::assessment_mark;
use super::report::economy::net_deviation;
use super::report::tables::{activity_mark, outcome_mark};
use super::{
    Block, Cell, Column, ColumnKind, Content, Destination, HeadingKind, Mark, MarkKind, Table, TableKind, TableRow,
    ViewContext,
};
use crate::model::number::print_decimal;
use crate::model::{Rank, Status, Unit};
use crate::resolve::names::{activity_id, goal_id, indicator_id, plain_name};
use crate::resolve::reports::tally::{GoalStanding, Share};
use crate::resolve::{JoinedGoal, Plan, Report};

/// How the plan stands at an occasion: a table of counts, one of the goals, and one of what departs from the plan.
/// Nothing where there is nothing to count, or where the report leaves it out.
pub(super) fn of_report<'a>(scene: &ViewContext<'a>, report: &'a Report, blocks: &mut Vec<Block<'a>>) {
    if !scene.document.prints.overview {
        return;
    }
    let standings = scene.resolved.standings(report);
    let Some(counts) = counts(scene, &standings) else { return };
    blocks.push(Block::Heading(part(&scene.labels.overview, 2, HeadingKind::Part)));
    blocks.push(Block::Table(counts));
    blocks.extend(goals(scene, &standings).map(Block::Table));
    blocks.extend(departing(scene, &standings).map(Block::Table));
}

/// How many goals of each level, indicators and activities a plan prints, and how many of them are new since last
/// year's plan, where the workspace has it.
pub(super) fn of_plan<'a>(scene: &ViewContext<'a>, blocks: &mut Vec<Block<'a>>) {
    let plan = scene.plan;
    let in_print: Vec<&JoinedGoal> = plan.in_print().into_iter().map(|number| &*plan.goals[number]).collect();
    if !scene.document.prints.overview || in_print.is_empty() {
        return;
    }
    let before = plan.last_year.map(|number| keys(scene, &scene.resolved.plans[number]));
    // Without a plan of last year nothing is new, and no names are compared.
    let count_new = |all: &mut dyn Iterator<Item = Keys>| {
        before.as_ref().map_or(0, |before| all.filter(|keys| keys.is_new(before)).count())
    };
    let new = |count: usize| match (&before, count) {
        (Some(_), 1..) => Content::Text(Cow::Owned(format!("{}: {count}", scene.labels.new_this_year))),
        _ => Content::Empty,
    };
    let mut rows: Vec<TableRow> = Vec::new();
    for (level, steering) in scene.resolved.settings.steering.levels.iter().enumerate() {
        let of_level: Vec<&&JoinedGoal> = in_print.iter().filter(|goal| goal.level == level).collect();
        if !of_level.is_empty() {
            let count = count_new(&mut of_level.iter().map(|goal| Keys::of_goal(scene, goal)));
            rows.push(counted_row(&steering.heading, of_level.len(), Cell::plain(new(count))));
        }
    }
    let items = |name: &'a str, number: usize, all: &mut dyn Iterator<Item = Keys>| {
        (number > 0).then(|| counted_row(name, number, Cell::plain(new(count_new(all)))))
    };
    let indicators = in_print.iter().map(|goal| goal.indicators.len()).sum();
    let mut keys_of_indicators = in_print.iter().flat_map(|goal| Keys::of_indicators(scene, goal));
    rows.extend(items(&scene.labels.indicators, indicators, &mut keys_of_indicators));
    let activities = in_print.iter().map(|goal| goal.activities.len()).sum();
    let mut keys_of_activities = in_print.iter().flat_map(|goal| Keys::of_activities(scene, goal));
    rows.extend(items(&scene.labels.activities, activities, &mut keys_of_activities));
    let has_new = rows.iter().any(|row| !matches!(row.cells[2].content, Content::Empty));
    let mut columns = columns_of_counts(scene);
    if !has_new {
        columns.truncate(2);
        rows.iter_mut().for_each(|row| row.cells.truncate(2));
    }
    blocks.push(Block::Heading(part(&scene.labels.plan_overview, 2, HeadingKind::Part)));
    blocks.push(Block::Table(table(TableKind::Overview, &scene.labels.plan_overview, columns, rows)));
}

/// Goals by level and assessment, indicators by how they stand, activities by their status, the net result.
fn counts<'a>(scene: &ViewContext<'a>, standings: &[GoalStanding<'a>]) -> Option<Table<'a>> {
    let labels = scene.labels;
    let mut rows: Vec<TableRow> = Vec::new();
    for (level, steering) in scene.resolved.settings.steering.levels.iter().enumerate() {
        let of_level =
            |standing: &&GoalStanding| standing.is_assessed && scene.plan.goals[standing.goal].level == level;
        let assessments: Vec<Option<usize>> =
            standings.iter().filter(of_level).map(|standing| standing.assessment).collect();
        // Within the year goals need not be assessed; where none is, there is nothing to count.
        if assessments.iter().any(Option::is_some) {
            let marks = assessments.iter().map(|number| Some(assessment_mark(scene, (*number)?)));
            rows.push(counted_row(&steering.heading, assessments.len(), distribution(marks, &labels.not_assessed)));
        }
    }
    let indicators: Vec<Option<Mark>> = standings
        .iter()
        .flat_map(|standing| standing.indicators.iter().map(|(_, standing)| outcome_mark(scene, standing)))
        .collect();
    if !indicators.is_empty() {
        rows.push(counted_row(&labels.indicators, indicators.len(), distribution(indicators, &labels.not_judged)));
    }
    let activities: Vec<Option<Mark>> = standings
        .iter()
        .flat_map(|standing| standing.activities.iter().map(|(_, status)| Some(activity_mark(scene, (*status)?))))
        .collect();
    if !activities.is_empty() {
        rows.push(counted_row(&labels.activities, activities.len(), distribution(activities, &labels.not_reported)));
    }
    if rows.is_empty() {
        return None;
    }
    rows.extend(net(scene));
    Some(table(TableKind::Overview, &labels.overview, columns_of_counts(scene), rows))
}

/// What the net result departs from the budget, as the income statement prints it.
fn net<'a>(scene: &ViewContext<'a>) -> Option<TableRow<'a>> {
    let (deviation, unit) = net_deviation(scene)?;
    let unit = unit.map_or("", Unit::word);
    let words = format!("{}: {} {unit}", scene.labels.deviation, print_decimal(deviation));
    let content = Content::Text(Cow::Owned(words.trim_end().to_owned()));
    let cells =
        vec![Cell::plain(Content::words(&scene.labels.net_sum)), Cell::plain(Content::Empty), Cell::plain(content)];
    Some(cells.into())
}

fn columns_of_counts<'a>(scene: &ViewContext<'a>) -> Vec<Column<'a>> {
    vec![
        Column::of("", ColumnKind::Name),
        Column::of(&scene.labels.count, ColumnKind::Count),
        Column::of(&scene.labels.state, ColumnKind::Distribution),
    ]
}

fn counted_row<'a>(name: &'a str, count: usize, last: Cell<'a>) -> TableRow<'a> {
    vec![Cell::plain(Content::words(name)), Cell::plain(Content::Amount(Decimal::from(count))), last].into()
}

/// A cell with each different mark once and how many there are of it, the best first; `without` are the words for what
/// has none.
pub(super) fn distribution<'a>(marks: impl IntoIterator<Item = Option<Mark<'a>>>, without: &'a str) -> Cell<'a> {
    let mut counted: Vec<(Mark, usize)> = Vec::new();
    for mark in marks {
        let mark = mark.unwrap_or(Mark {
            kind: MarkKind::Unreported,
            words: Cow::Borrowed(without),
            assessment: None,
            count: None,
        });
        match counted.iter_mut().find(|(known, _)| known.kind == mark.kind && known.words == mark.words) {
            Some((_, count)) => *count += 1,
            None => counted.push((mark, 1)),
        }
    }
    counted.sort_by_key(|(mark, _)| place(mark.kind));
    let marks = counted.into_iter().map(|(mark, count)| Mark {
        words: Cow::Owned(format!("{}: {count}", mark.words)),
        count: Some(count),
        ..mark
    });
    Cell { marks: marks.collect(), ..Cell::plain(Content::Empty) }
}

/// Where a mark stands among others: the best first, what says nothing last.
fn place(kind: MarkKind) -> usize {
    match kind {
        MarkKind::Outcome(rank) | MarkKind::Assessment(rank) => match rank {
            Rank::Best => 0,
            Rank::Between => 1,
            Rank::Worst => 2,
            Rank::Outside => 3,
        },
        MarkKind::Activity(status) | MarkKind::Assignment(status) => match status {
            Status::Done => 0,
            Status::Ongoing => 1,
            Status::Late => 2,
            Status::NotStarted => 3,
            Status::Cancelled => 4,
        },
        MarkKind::NoOutcome => 5,
        MarkKind::Unreported => 6,
        MarkKind::Owner(_) => 7,
    }
}

/// Every assessed goal in the order of print: its assessment, how many of its indicators reach their targets, how many
/// of its activities are done. A column that no row needs is left out.
fn goals<'a>(scene: &ViewContext<'a>, standings: &[GoalStanding<'a>]) -> Option<Table<'a>> {
    let labels = scene.labels;
    let shown: Vec<&GoalStanding> = standings
        .iter()
        .filter(|standing| {
            let has_items = !standing.indicators.is_empty() || !standing.activities.is_empty();
            has_items || (standing.is_assessed && standing.assessment.is_some())
        })
        .collect();
    if shown.len() < 2 {
        return None;
    }
    let share = |share: Share| match share.all {
        0 => Cell::plain(Content::Empty),
        _ => Cell::plain(Content::Text(Cow::Owned(format!("{} {} {}", share.of, labels.of, share.all)))),
    };
    let rows = shown.iter().map(|standing| {
        let goal = &scene.plan.goals[standing.goal];
        let assessment = standing.assessment.map(|number| assessment_mark(scene, number));
        let assessment = Cell { marks: assessment.into_iter().collect(), ..Cell::plain(Content::Empty) };
        vec![goal_cell(scene, goal), assessment, share(standing.reached(scene.resolved)), share(standing.done())]
    });
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    let mut columns = vec![
        Column::of(&labels.goal, ColumnKind::Name),
        Column::of(&labels.assessment, ColumnKind::Assessment),
        Column::of(&labels.indicators_reached, ColumnKind::IndicatorsReached),
        Column::of(&labels.activities_done, ColumnKind::ActivitiesDone),
    ];
    drop_empty_columns(&mut columns, &mut rows);
    Some(table(TableKind::Goals, &labels.goals_overview, columns, rows.into_iter().map(TableRow::from).collect()))
}

/// The goals and indicators that are missed and the activities that are late, each with a way to its goal.
fn departing<'a>(scene: &ViewContext<'a>, standings: &[GoalStanding<'a>]) -> Option<Table<'a>> {
    let mut rows: Vec<TableRow> = Vec::new();
    let mut row = |name: Cell<'a>, mark: Mark<'a>| {
        rows.push(vec![name, Cell { marks: vec![mark], ..Cell::plain(Content::Empty) }].into());
    };
    let is_missed =
        |mark: &Mark| matches!(mark.kind, MarkKind::Outcome(Rank::Worst) | MarkKind::Assessment(Rank::Worst));
    for standing in standings {
        let goal = &scene.plan.goals[standing.goal];
        if let Some(mark) = standing.assessment.map(|number| assessment_mark(scene, number)).filter(is_missed) {
            row(goal_cell(scene, goal), mark);
        }
        let at_goal = |words: &'a str| Cell {
            leads_to: Some(Destination::Goal(goal.entries[0])),
            ..Cell::plain(Content::words(words))
        };
        for (item, standing) in &standing.indicators {
            if let Some(mark) = outcome_mark(scene, standing).filter(is_missed) {
                row(at_goal(scene.resolved.indicator(*item).name.as_str()), mark);
            }
        }
        for (item, status) in &standing.activities {
            if *status == Some(Status::Late) {
                row(at_goal(scene.resolved.activity(*item).name.as_str()), activity_mark(scene, Status::Late));
            }
        }
    }
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::of(&scene.labels.departing, ColumnKind::Name),
        Column::of(&scene.labels.state, ColumnKind::Distribution),
    ];
    Some(table(TableKind::Departing, &scene.labels.departing, columns, rows))
}

/// "Nämndmål: 1.4.1 Trygga barn", with a way to the goal.
fn goal_cell<'a>(scene: &ViewContext<'a>, goal: &JoinedGoal) -> Cell<'a> {
    let words = super::goals::words(&heading(scene, goal, 2));
    Cell { leads_to: Some(Destination::Goal(goal.entries[0])), ..Cell::plain(Content::Text(Cow::Owned(words))) }
}

fn table<'a>(kind: TableKind, caption: &str, columns: Vec<Column<'a>>, rows: Vec<TableRow<'a>>) -> Table<'a> {
    Table {
        kind,
        caption: caption.to_owned(),
        caption_shown: kind == TableKind::Goals,
        unit: None,
        columns,
        rows,
        total: None,
    }
}

/// What a goal, an indicator or an activity is known by from one year to the next.
#[derive(Clone)]
struct Keys {
    keys: [String; 2],
    replaces: bool,
}

impl Keys {
    fn of_goal(scene: &ViewContext, goal: &JoinedGoal) -> Keys {
        let decided = scene.resolved.origin(goal);
        let title = decided.title.as_ref().map_or_else(String::new, |title| plain_name(title.as_str()));
        Keys { keys: [goal_id(decided), title], replaces: !decided.replaces.is_empty() }
    }

    fn of_indicators<'s>(scene: &'s ViewContext, goal: &'s JoinedGoal) -> impl Iterator<Item = Keys> + 's {
        goal.indicators.iter().map(|item| {
            let indicator = scene.resolved.indicator(*item);
            let keys = [indicator_id(indicator), plain_name(indicator.name.as_str())];
            Keys { keys, replaces: !indicator.replaces.is_empty() }
        })
    }

    fn of_activities<'s>(scene: &'s ViewContext, goal: &'s JoinedGoal) -> impl Iterator<Item = Keys> + 's {
        goal.activities.iter().map(|item| {
            let activity = scene.resolved.activity(*item);
            let keys = [activity_id(activity), plain_name(activity.name.as_str())];
            Keys { keys, replaces: !activity.replaces.is_empty() }
        })
    }

    fn is_new(&self, before: &FxHashSet<String>) -> bool {
        !self.replaces && self.keys.iter().all(|key| key.is_empty() || !before.contains(key))
    }
}

/// Everything that the goals, indicators and activities of a plan are known by.
fn keys(scene: &ViewContext, plan: &Plan) -> FxHashSet<String> {
    let goals = plan.in_print().into_iter().map(|number| &plan.goals[number]);
    let all = goals.flat_map(|goal| {
        let items = Keys::of_indicators(scene, goal).chain(Keys::of_activities(scene, goal));
        std::iter::once(Keys::of_goal(scene, goal)).chain(items).collect::<Vec<Keys>>()
    });
    all.flat_map(|keys| keys.keys).filter(|key| !key.is_empty()).collect()
}
