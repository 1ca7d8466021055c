//! The tables of a plan: indicators, activities, budget.

use rust_decimal::Decimal;

use super::{Cell, Column, ColumnShape, Content, Line, Mark, MarkKind, Scene, Table, TableKind, TableRow};
use crate::model::{At, Budget, Target, Tier, Unit};
use crate::resolve::{ItemRef, JoinedGoal};

/// The indicators of a goal: Indikator | Årsmål | KF:s årsmål | Periodicitet. `None` where there are none.
pub(super) fn indicators<'a>(scene: &Scene<'a>, goal: &JoinedGoal, heading: &str) -> Option<Table<'a>> {
    if goal.indicators.is_empty() {
        return None;
    }
    let labels = scene.labels;
    let rows = goal.indicators.iter().map(|at| {
        let indicator = scene.resolved.indicator(*at);
        let name = indicator_name(scene, goal, *at);
        let periodicity = indicator
            .periodicity
            .as_ref()
            .map_or(Content::Empty, |word| Content::Text(periodicity(scene, &word.value)));
        vec![
            name,
            Cell::plain(target(scene.resolved.target(scene.plan, *at))),
            Cell::plain(target(indicator.council_target.as_ref())),
            Cell::plain(periodicity),
        ]
        .into()
    });
    Some(Table {
        kind: TableKind::Indicators,
        caption: format!("{} – {heading}", labels.indicators),
        caption_shown: false,
        columns: vec![
            Column { label: labels.indicator.clone(), shape: ColumnShape::Name },
            Column { label: labels.target.clone(), shape: ColumnShape::Target },
            Column { label: labels.council_target.clone(), shape: ColumnShape::Target },
            Column { label: labels.periodicity.clone(), shape: ColumnShape::Word },
        ],
        rows: rows.collect(),
        total: None,
    })
}

pub(super) fn line(label: &str, text: &Option<At<String>>) -> Option<Line> {
    text.as_ref().map(|text| Line { label: label.to_owned(), text: text.value.clone() })
}

/// The cell of an indicator's name: whose it is, what is measured, where from, who answers for it.
pub(super) fn indicator_name<'a>(scene: &Scene<'a>, goal: &JoinedGoal, at: ItemRef) -> Cell<'a> {
    let labels = scene.labels;
    let indicator = scene.resolved.indicator(at);
    let owner = scene.resolved.owner(goal, at);
    let mut lines = Vec::new();
    lines.extend(line(&labels.origin, &indicator.origin));
    lines.extend(line(&labels.responsible, &indicator.responsible));
    Cell {
        marks: vec![Mark { kind: MarkKind::Owner(owner), words: labels.word(owner_key(owner)) }],
        content: Content::Text(indicator.name.value.clone()),
        lines,
        prose: indicator.description.as_ref(),
    }
}

/// The content of a target's cell.
pub(super) fn target(target: Option<&At<Target>>) -> Content {
    target.map_or(Content::Empty, |at| Content::Target(at.value.clone()))
}

fn owner_key(owner: Tier) -> &'static str {
    match owner {
        Tier::Municipality => "ägare_kommun",
        Tier::Board => "ägare_nämnd",
        Tier::Department => "ägare_avdelning",
        Tier::Unit => "ägare_enhet",
        Tier::Group => "ägare_grupp",
    }
}

/// A word of the model is printed as the model spells it; any other word as written.
fn periodicity(scene: &Scene, written: &str) -> String {
    let known = scene.resolved.settings.steering.periodicities.iter();
    if known.clone().any(|known| known.name == written) {
        return written.to_owned();
    }
    let mut found = known.filter(|known| known.name.to_lowercase() == written.to_lowercase());
    found.next().map_or_else(|| written.to_owned(), |known| known.name.clone())
}

/// The activities of a goal: Aktivitet | Startdatum | Slutdatum. `None` where there are none.
pub(super) fn activities<'a>(scene: &Scene<'a>, goal: &JoinedGoal, heading: &str) -> Option<Table<'a>> {
    if goal.activities.is_empty() {
        return None;
    }
    let labels = scene.labels;
    let rows = goal.activities.iter().map(|at| {
        let activity = scene.resolved.activity(*at);
        let date =
            |date: &Option<At<_>>| Cell::plain(date.as_ref().map_or(Content::Empty, |date| Content::Date(date.value)));
        let name = Cell {
            lines: line(&labels.responsible, &activity.responsible).into_iter().collect(),
            ..Cell::plain(Content::Text(activity.name.value.clone()))
        };
        vec![name, date(&activity.start), date(&activity.end)].into()
    });
    Some(Table {
        kind: TableKind::Activities,
        caption: format!("{} – {heading}", labels.activities),
        caption_shown: false,
        columns: vec![
            Column { label: labels.activity.clone(), shape: ColumnShape::Name },
            Column { label: labels.start.clone(), shape: ColumnShape::Date },
            Column { label: labels.end.clone(), shape: ColumnShape::Date },
        ],
        rows: rows.collect(),
        total: None,
    })
}

/// The budget: (name) | Kostnader | Intäkter | Netto | Ökning (+) Minskning (-), and the total. `None` without rows.
pub(super) fn budget<'a>(scene: &Scene<'a>, budget: &Budget, year_heading: &str) -> Option<Table<'a>> {
    if budget.rows.is_empty() && budget.total.is_none() {
        return None;
    }
    let labels = scene.labels;
    let amounts = budget.rows.iter().map(|row| &row.amounts).chain(budget.total.iter().map(|(_, total)| total));
    let written = amounts.flat_map(|amounts| amounts.in_order()).flatten().map(|amount| amount.value.scale()).max();
    // Millions have at least one decimal; the whole table has one number of decimals.
    let least = if budget.unit.as_ref().is_some_and(|unit| unit.value == Unit::Mnkr) { 1 } else { 0 };
    let decimals = written.unwrap_or(0).max(least);
    let cell = |amount: Option<Decimal>| {
        Cell::plain(amount.map_or(Content::Empty, |mut amount| {
            amount.rescale(decimals);
            Content::Amount(amount)
        }))
    };
    let rows: Vec<TableRow> = budget
        .rows
        .iter()
        .map(|row| {
            let name = Cell::plain(Content::Text(row.name.value.clone()));
            let amounts = row.amounts.in_order().into_iter().map(|amount| cell(amount.map(|amount| amount.value)));
            std::iter::once(name).chain(amounts).collect::<Vec<Cell>>().into()
        })
        .collect();
    // What the author wrote is printed; what is not written is computed.
    let sums = budget.sums();
    let written =
        budget.total.as_ref().map(|(_, total)| total.in_order().map(|amount| amount.map(|amount| amount.value)));
    let total = written.unwrap_or([None; 4]).into_iter().zip(sums).map(|(written, sum)| cell(written.or(sum)));
    let total = std::iter::once(Cell::plain(Content::Text(labels.total.clone()))).chain(total).collect();
    let heading = budget.heading.as_ref().map_or(year_heading, |heading| heading.as_str());
    let caption = match &budget.unit {
        Some(unit) => format!("{heading} ({} {})", labels.amounts_in, unit.value.word()),
        None => heading.to_owned(),
    };
    let amount = |label: &str| Column { label: label.to_owned(), shape: ColumnShape::Amount };
    Some(Table {
        kind: TableKind::Budget,
        caption,
        caption_shown: true,
        columns: vec![
            Column { label: String::new(), shape: ColumnShape::Name },
            amount(&labels.costs),
            amount(&labels.income),
            amount(&labels.net),
            amount(&labels.change),
        ],
        rows,
        total: Some(total),
    })
}
