//! The tables of a plan: indicators, activities, budget.

use rust_decimal::Decimal;

use super::{
    Cell, Column, ColumnKind, Content, LabelledText, LineKind, Mark, MarkKind, Table, TableKind, TableRow, ViewContext,
};
use crate::model::{At, Budget, Target, Tier};
use crate::resolve::{ItemRef, JoinedGoal};

/// Indicators with the goals that they stand on, in order: Indikator | Årsmål | KF:s årsmål | Periodicitet. `None`
/// where there are none.
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
    Some(Table {
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
    })
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
    lines.extend(line(LineKind::Origin, &labels.origin, &indicator.origin));
    lines.extend(line(LineKind::Responsible, &labels.responsible, &indicator.responsible));
    Cell {
        marks: vec![Mark { kind: MarkKind::Owner(owner), words: labels.word(owner_key(owner)), assessment: None }],
        content: Content::words(indicator.name.as_str()),
        lines,
        prose: indicator.description.as_ref(),
    }
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

/// The budget: (name) | Kostnader | Intäkter | Netto | Ökning (+) Minskning (-), and the total. `None` without rows.
pub(super) fn budget<'a>(scene: &ViewContext<'a>, budget: &'a Budget, year_heading: &str) -> Option<Table<'a>> {
    if budget.rows.is_empty() && budget.total.is_none() {
        return None;
    }
    let labels = scene.labels;
    let amounts = budget.rows.iter().map(|row| &row.amounts).chain(budget.total.iter().map(|(_, total)| total));
    let written = amounts.flat_map(|amounts| amounts.in_order()).flatten().map(|amount| amount.value.scale()).max();
    // Millions have at least one decimal; the whole table has one number of decimals.
    let least = budget.unit.as_ref().map_or(0, |unit| unit.value.least_decimals());
    let decimals = written.unwrap_or(0).max(least);
    let cell = |figure: Option<Decimal>| amount(figure, decimals);
    let rows: Vec<TableRow> = budget
        .rows
        .iter()
        .map(|row| {
            let name = Cell::plain(Content::words(row.name.as_str()));
            let amounts = row.amounts.in_order().into_iter().map(|amount| cell(amount.map(|amount| amount.value)));
            std::iter::once(name).chain(amounts).collect::<Vec<Cell>>().into()
        })
        .collect();
    // What the author wrote is printed; what is not written is computed.
    let sums = budget.sums();
    let written =
        budget.total.as_ref().map(|(_, total)| total.in_order().map(|amount| amount.map(|amount| amount.value)));
    let total = written.unwrap_or([None; 4]).into_iter().zip(sums).map(|(written, sum)| cell(written.or(sum)));
    let total = std::iter::once(Cell::plain(Content::words(&labels.total))).chain(total).collect();
    let heading = budget.heading.as_ref().map_or(year_heading, |heading| heading.as_str());
    let caption = match budget.unit.as_ref() {
        Some(unit) => format!("{heading} ({} {})", labels.amounts_in, unit.value.word()),
        None => heading.to_owned(),
    };
    Some(Table {
        kind: TableKind::Budget,
        caption,
        caption_shown: true,
        unit: budget.unit.as_ref().map(|unit| unit.value),
        columns: vec![
            Column::of("", ColumnKind::Name),
            Column::of(&labels.costs, ColumnKind::Costs),
            Column::of(&labels.income, ColumnKind::Income),
            Column::of(&labels.net, ColumnKind::Net),
            Column::of(&labels.change, ColumnKind::Change),
        ],
        rows,
        total: Some(total),
    })
}

/// The cell of an amount with so many decimals.
pub(super) fn amount<'a>(amount: Option<Decimal>, decimals: u32) -> Cell<'a> {
    Cell::plain(amount.map_or(Content::Empty, |mut amount| {
        amount.rescale(decimals);
        Content::Amount(amount)
    }))
}
