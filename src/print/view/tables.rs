//! The tables of a plan: indicators, activities, budget.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::empty::without_unused;
use super::{
    Cell, Column, ColumnKind, Content, LabelledText, LineKind, Mark, MarkKind, Table, TableKind, TableRow, ViewContext,
    movement,
};
use crate::model::{Amounts, At, Budget, Indicator, Outcome, Target, Tier, Trend as Wish, print_by_year};
use crate::resolve::inserts::Trend;
use crate::resolve::{ItemRef, JoinedGoal};

/// Indicators with the goals that they stand on, in order: Indikator | Årsmål | KF:s årsmål | Periodicitet, without
/// those that no row has. `None` where there are none.
pub(super) fn indicators<'a>(scene: &ViewContext<'a>, items: &[Item], heading: &str) -> Option<Table<'a>> {
    if items.is_empty() {
        return None;
    }
    let labels = scene.labels;
    let rows = items.iter().map(|(goal, at)| {
        let indicator = scene.resolved.indicator(*at);
        let mut name = indicator_name(scene, goal, *at);
        name.lines.extend(reason(scene, *at));
        let periodicity = indicator
            .periodicity
            .as_ref()
            .map_or(Content::Empty, |word| Content::words(periodicity(scene, word.as_str())));
        let cells = vec![
            name,
            Cell::plain(target(scene.resolved.target(scene.plan, *at))),
            Cell::plain(target(indicator.council_target.as_ref())),
            Cell::plain(periodicity),
        ];
        TableRow { id: indicator.id.as_ref().map(At::as_str), ..cells.into() }
    });
    Some(without_unused(Table {
        kind: TableKind::Indicators,
        caption: format!("{} – {heading}", labels.indicators),
        caption_shown: false,
        unit: None,
        columns: vec![
            Column::of(&labels.indicator, ColumnKind::Name),
            Column::of(&labels.target, ColumnKind::Target),
            Column::of(&labels.council_target, ColumnKind::CouncilTarget),
            Column::of(&labels.periodicity, ColumnKind::Periodicity),
        ],
        rows: rows.collect(),
        total: None,
    }))
}

/// The same in the plan's own document: with last year's outcome before the target, for no target can be read without where
/// it starts from, and with how the indicators have moved. Either is left out where no row has it.
pub(super) fn indicators_with_past<'a>(scene: &ViewContext<'a>, items: &[Item], heading: &str) -> Option<Table<'a>> {
    let mut table = indicators(scene, items, heading)?;
    let indicators: Vec<ItemRef> = items.iter().map(|(_, at)| *at).collect();
    let trends = movement::trends(scene, scene.plan.document, &indicators);
    let year = scene.resolved.document(scene.plan).year.as_ref().map(|year| year.value - 1);
    let of_last_year = |trend: &Option<Trend>| {
        let point = trend.as_ref()?.points.iter().find(|point| Some(point.year) == year)?;
        point.outcome.clone()
    };
    let outcomes: Vec<Option<Outcome>> = trends.iter().map(of_last_year).collect();
    if let Some(year) = year.filter(|_| outcomes.iter().any(Option::is_some)) {
        let words = scene.resolved.document(scene.plan).year_words(-1).unwrap_or_default();
        let label = Cow::Owned(format!("{} {words}", scene.labels.outcome_of));
        table.columns.insert(1, Column { label, kind: ColumnKind::EarlierOutcome { year: Some(year) } });
        for (row, outcome) in table.rows.iter_mut().zip(outcomes) {
            let content = outcome.map_or(Content::Empty, |outcome| Content::Outcome(Cow::Owned(outcome)));
            row.cells.insert(1, Cell::plain(content));
        }
    }
    movement::add(scene, &mut table, &trends);
    Some(table)
}

/// An indicator or activity with the goal that it stands on.
pub(super) type Item<'g> = (&'g JoinedGoal, ItemRef);

/// Each of a goal's items with the goal.
pub(super) fn items<'g>(goal: &'g JoinedGoal, items: &[ItemRef]) -> Vec<Item<'g>> {
    items.iter().map(|item| (goal, *item)).collect()
}

pub(super) fn line<'a>(kind: LineKind, label: &'a str, text: &'a Option<At<String>>) -> Option<LabelledText<'a>> {
    text.as_ref().map(|text| LabelledText::of(kind, label, text.as_str()))
}

/// The cell of an indicator's name: whose it is, what is measured, where from, who answers for it.
pub(super) fn indicator_name<'a>(scene: &ViewContext<'a>, goal: &JoinedGoal, at: ItemRef) -> Cell<'a> {
    let labels = scene.labels;
    let indicator = scene.resolved.indicator(at);
    let owner = scene.resolved.owner(goal, at);
    let mut lines = Vec::new();
    lines.extend(indicator.source_words().map(|text| LabelledText {
        kind: LineKind::Origin,
        label: Cow::Borrowed(&labels.origin),
        text,
    }));
    lines.extend(line(LineKind::Responsible, &labels.responsible, &indicator.responsible));
    lines.extend(figures(scene, indicator));
    Cell {
        marks: vec![Mark {
            kind: MarkKind::Owner(owner),
            words: labels.word(owner_key(owner)),
            assessment: None,
            count: None,
        }],
        content: Content::words(indicator.name.as_str()),
        lines,
        prose: indicator.description.as_ref(),
        leads_to: None,
    }
}

/// How others stand, where the measure stood and has moved, and the targets of several years.
fn figures<'a>(scene: &ViewContext<'a>, indicator: &'a Indicator) -> Vec<LabelledText<'a>> {
    let labels = scene.labels;
    let mut lines = Vec::new();
    if let Some(benchmark) = &indicator.benchmark {
        let year = benchmark.year.as_ref().map_or_else(String::new, |year| format!(" {}", year.value));
        let origin = benchmark.origin.as_ref().map_or_else(String::new, |origin| format!(" ({})", origin.value));
        lines.push(LabelledText {
            kind: LineKind::Benchmark,
            label: Cow::Owned(format!("{}{year}", labels.benchmark)),
            text: Cow::Owned(benchmark.print() + &origin),
        });
    }
    if let Some(starting_value) = &indicator.starting_value {
        let text = Cow::Owned(starting_value.value.print());
        lines.push(LabelledText { kind: LineKind::StartingValue, label: Cow::Borrowed(&labels.starting_value), text });
    }
    if let Some(trend) = &indicator.trend {
        let text = labels.word(trend_key(trend.value));
        lines.push(LabelledText { kind: LineKind::Trend, label: Cow::Borrowed(&labels.trend), text });
    }
    if !indicator.targets_by_year.is_empty() {
        let text = Cow::Owned(print_by_year(&indicator.targets_by_year));
        lines.push(LabelledText { kind: LineKind::TargetsByYear, label: Cow::Borrowed(&labels.targets_by_year), text });
    }
    lines
}

/// Why the printed target is as it is.
pub(super) fn reason<'a>(scene: &ViewContext<'a>, at: ItemRef) -> Option<LabelledText<'a>> {
    let reason = scene.resolved.reason(scene.plan, at)?;
    Some(LabelledText::of(LineKind::Reason, &scene.labels.reason, reason.as_str()))
}

/// The content of a target's cell.
pub(super) fn target(target: Option<&At<Target>>) -> Content<'_> {
    target.map_or(Content::Empty, |at| Content::Target(&at.value))
}

fn trend_key(trend: Wish) -> &'static str {
    match trend {
        Wish::Up => "trend_upp",
        Wish::Down => "trend_ned",
        Wish::Same => "trend_oförändrad",
    }
}

fn owner_key(owner: Tier) -> &'static str {
    match owner {
        Tier::Municipality => "ägare_kommun",
        Tier::Region => "ägare_region",
        Tier::Board => "ägare_nämnd",
        Tier::Company => "ägare_bolag",
        Tier::Administration => "ägare_förvaltning",
        Tier::Department => "ägare_avdelning",
        Tier::Unit => "ägare_enhet",
        Tier::Group => "ägare_grupp",
    }
}

/// A word of the model is printed as the model spells it; any other word as written.
fn periodicity<'a>(scene: &ViewContext<'a>, written: &'a str) -> &'a str {
    scene.resolved.settings.steering.periodicity(written).map_or(written, |known| known.name.as_str())
}

/// Activities in order: Aktivitet | Startdatum | Slutdatum. `None` where there are none.
pub(super) fn activities<'a>(scene: &ViewContext<'a>, items: &[Item], heading: &str) -> Option<Table<'a>> {
    if items.is_empty() {
        return None;
    }
    let labels = scene.labels;
    let rows = items.iter().map(|(_, at)| {
        let activity = scene.resolved.activity(*at);
        let name = Cell {
            lines: line(LineKind::Responsible, &labels.responsible, &activity.responsible).into_iter().collect(),
            ..Cell::plain(Content::words(activity.name.as_str()))
        };
        let cells = vec![
            name,
            Cell::day(&activity.start, &activity.start_words),
            Cell::day(&activity.end, &activity.end_words),
        ];
        TableRow { id: activity.id.as_ref().map(At::as_str), ..cells.into() }
    });
    Some(Table {
        kind: TableKind::Activities,
        caption: format!("{} – {heading}", labels.activities),
        caption_shown: false,
        unit: None,
        columns: vec![
            Column::of(&labels.activity, ColumnKind::Name),
            Column::of(&labels.start, ColumnKind::Start),
            Column::of(&labels.end, ColumnKind::End),
        ],
        rows: rows.collect(),
        total: None,
    })
}

/// The budget: (name) | Kostnader | Intäkter | Netto | Ökning (+) Minskning (−), and the total; columns that no row has
/// are left out. `None` without rows.
pub(super) fn budget<'a>(scene: &ViewContext<'a>, budget: &'a Budget, year_heading: &str) -> Option<Table<'a>> {
    if budget.rows.is_empty() && budget.total.is_none() {
        return None;
    }
    let labels = scene.labels;
    let of_rows: Vec<[Option<Decimal>; 4]> = budget.rows.iter().map(|row| printed(&row.amounts)).collect();
    // What the author wrote is printed; what is not written is computed.
    let total = budget.printed_total();
    let all = || of_rows.iter().chain([&total]);
    // Millions have at least one decimal; the whole table has one number of decimals.
    let least = budget.unit.as_ref().map_or(0, |unit| unit.value.least_decimals());
    let decimals = all().flatten().flatten().map(|amount| amount.scale()).max().unwrap_or(0).max(least);
    let columns = [
        (&labels.costs, ColumnKind::Costs),
        (&labels.income, ColumnKind::Income),
        (&labels.net, ColumnKind::Net),
        (&labels.change, ColumnKind::Change),
    ];
    let used: Vec<usize> = (0..columns.len()).filter(|at| all().any(|amounts| amounts[*at].is_some())).collect();
    let cells = |name: &'a str, amounts: &[Option<Decimal>; 4]| -> Vec<Cell<'a>> {
        let amounts = used.iter().map(|at| amount(amounts[*at], decimals));
        std::iter::once(Cell::plain(Content::words(name))).chain(amounts).collect()
    };
    let rows = budget.rows.iter().zip(&of_rows).map(|(row, amounts)| cells(row.name.as_str(), amounts).into());
    let heading = budget.heading.as_ref().map_or(year_heading, |heading| heading.as_str());
    let caption = match budget.unit.as_ref() {
        Some(unit) => format!("{heading} ({} {})", labels.amounts_in, unit.value.word()),
        None => heading.to_owned(),
    };
    let heads = used.iter().map(|at| Column::of(columns[*at].0, columns[*at].1));
    Some(Table {
        kind: TableKind::Budget,
        caption,
        caption_shown: true,
        unit: budget.unit.as_ref().map(|unit| unit.value),
        columns: std::iter::once(Column::of("", ColumnKind::Name)).chain(heads).collect(),
        rows: rows.collect(),
        total: Some(cells(&labels.total, &total)),
    })
}

/// The amounts of a row as printed: the net is computed where it is not written.
fn printed(amounts: &Amounts) -> [Option<Decimal>; 4] {
    let [costs, income, _, change] = amounts.in_order().map(|amount| amount.map(|amount| amount.value));
    [costs, income, amounts.known_net(), change]
}

/// The cell of an amount with so many decimals.
pub(super) fn amount<'a>(amount: Option<Decimal>, decimals: u32) -> Cell<'a> {
    Cell::plain(amount.map_or(Content::Empty, |mut amount| {
        amount.rescale(decimals);
        Content::Amount(amount)
    }))
}
