//! The economy of a follow-up in print: the income statement, the changes of the budget, the measures for a budget in balance,
//! the result that is carried over, and the analysis.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::tables::{activity_mark, text};
use super::{goals, parts};
use crate::model::number::print_decimal;
use crate::model::{
    BudgetChange, CarriedResult, CorrectiveMeasure, EconomyReport, Figures, IncomeStatement, Side, Tier, Unit,
};
use crate::print::view::tables::{amount, line};
use crate::print::view::{
    Block, Cell, Column, ColumnKind, Content, HeadingKind, LabelledText, LineKind, RowKind, Table, TableKind, TableRow,
    ViewContext,
};
use crate::resolve::reports::economy::ReportEconomy;

/// The columns of an income statement.
const BUDGET: usize = 1;
const DEVIATION: usize = 3;

/// The economy; nothing where no file of the report has any.
pub(super) fn economy<'a>(scene: &ViewContext<'a>, blocks: &mut Vec<Block<'a>>) {
    let labels = scene.labels;
    let prints_empty = scene.resolved.settings.steering.prints_empty;
    let mut economy = of(scene);
    economy.statement = economy.statement.filter(|statement| prints_empty || statement.has_figures());
    economy.parts.retain(|part| {
        let statement = part.income_statement.as_ref().is_some_and(IncomeStatement::has_figures);
        let has_more = !part.budget_changes.is_empty() || !part.measures.is_empty() || part.carried_result.is_some();
        prints_empty || part.heading.is_some() || part.analysis.is_some() || statement || has_more
    });
    let written = &economy.parts;
    if written.is_empty() {
        return;
    }
    let heading = written.iter().find_map(|economy| economy.heading.as_ref());
    let heading = heading.map_or(labels.economy_report.as_str(), |heading| heading.as_str());
    blocks.push(Block::Heading(goals::part(heading, 2, HeadingKind::Part)));
    if let Some(statement) = economy.statement {
        blocks.push(Block::Heading(goals::part(&labels.income_statement_heading, 3, HeadingKind::Part)));
        let line = |kind, text| Block::Line(LabelledText::of(kind, "", text));
        let organisation = &scene.document.organisation;
        let administration =
            organisation.named_administration().filter(|_| organisation.tier() != Tier::Administration);
        blocks.extend(administration.map(|name| line(LineKind::Administration, name.as_str())));
        if let Some((tier, name)) = organisation.own() {
            let label = labels.word(tier.key());
            let text = Cow::Borrowed(name.as_str());
            blocks.push(Block::Line(LabelledText { kind: LineKind::Organisation, label, text }));
        }
        blocks.extend(organisation.head.iter().map(|head| line(LineKind::Head, head.as_str())));
        statement_with_unit(scene, &economy, statement, blocks);
    }
    blocks.extend(budget_changes(scene, &economy).map(Block::Table));
    measures(scene, &economy, blocks);
    let carried = written.iter().find_map(|part| Some((*part, part.carried_result.as_ref()?)));
    blocks.extend(carried.map(|carried| Block::Table(carried_result(scene, &economy, carried))));
    let mut analyses = written.iter().filter_map(|economy| economy.analysis.as_ref()).peekable();
    if analyses.peek().is_some() {
        blocks.push(Block::Heading(goals::part(&labels.analysis, 3, HeadingKind::Part)));
        blocks.extend(analyses.map(|prose| Block::Prose { prose, level: 4 }));
    }
}

/// The income statement as a text inserts it: that of the document alone, with the budget's changes up to its report.
pub(in crate::print::view) fn inserted<'a>(scene: &ViewContext<'a>, blocks: &mut Vec<Block<'a>>) {
    let follow_up = scene.document.follow_up.as_ref();
    let statement = follow_up.and_then(|follow_up| follow_up.economy.as_ref()?.income_statement.as_ref());
    if let Some(statement) = statement {
        statement_with_unit(scene, &of(scene), statement, blocks);
    }
}

/// The income statement of the document alone, with its table; nothing where it has none.
pub(in crate::print::view) fn inserted_table<'a>(scene: &ViewContext<'a>) -> Option<(&'a IncomeStatement, Table<'a>)> {
    let follow_up = scene.document.follow_up.as_ref()?;
    let statement = follow_up.economy.as_ref()?.income_statement.as_ref()?;
    Some((statement, income_statement(scene, &of(scene), statement)?))
}

/// What the net result departs from the budget, and what it is counted in; nothing where that is not printed.
pub(in crate::print::view) fn net_deviation(scene: &ViewContext) -> Option<(Decimal, Option<Unit>)> {
    let statement = of(scene).statement?;
    Some((statement.printed_net()[DEVIATION]?, statement.unit.as_ref().map(|unit| unit.value)))
}

/// The economy of the report; of a document without one, what it says itself.
fn of<'a>(scene: &ViewContext<'a>) -> ReportEconomy<'a> {
    match scene.report {
        Some(report) => scene.resolved.economy(report),
        None => {
            let parts: Vec<_> = parts(scene).filter_map(|follow_up| follow_up.economy.as_ref()).collect();
            let statement = parts.iter().find_map(|part| part.income_statement.as_ref());
            ReportEconomy { unit: parts.iter().find_map(|part| part.unit()), parts, statement, changes: Vec::new() }
        }
    }
}

/// What the amounts are given in, and the income statement.
fn statement_with_unit<'a>(
    scene: &ViewContext<'a>,
    economy: &ReportEconomy<'a>,
    statement: &'a IncomeStatement,
    blocks: &mut Vec<Block<'a>>,
) {
    blocks.extend(statement.unit.as_ref().into_iter().map(|unit| {
        let text = format!("{} {}", scene.labels.amounts_given_in, unit.value.word());
        Block::Line(LabelledText { kind: LineKind::Unit(unit.value), label: Cow::Borrowed(""), text: Cow::Owned(text) })
    }));
    blocks.extend(income_statement(scene, economy, statement).map(Block::Table));
}

/// Which columns the income statement has beside outcome, budget and deviation.
#[derive(Clone, Copy)]
struct Columns {
    has_forecast: bool,
    has_changes: bool,
}

/// The income statement: (name) | Utfall i bokslut … | Budget | Avvikelse; within the year Utfall t.o.m. … | Budget … |
/// Prognos … | Avvikelse. A budget that was changed is Beslutad budget | Ändringar | Gällande budget. `None` without rows.
fn income_statement<'a>(
    scene: &ViewContext<'a>,
    economy: &ReportEconomy<'a>,
    statement: &'a IncomeStatement,
) -> Option<Table<'a>> {
    let rows = || statement.income.iter().chain(&statement.costs);
    let sums = [&statement.income_sum, &statement.cost_sum, &statement.net];
    if rows().next().is_none() && sums.iter().all(|sum| sum.is_none()) {
        return None;
    }
    let labels = scene.labels;
    let written = rows().map(|row| &row.amounts).chain(sums.into_iter().flatten().map(|(_, sum)| sum));
    let least = statement.unit.as_ref().map_or(0, |unit| unit.value.least_decimals());
    let changes = economy.changes.iter().map(|change| change.amount);
    let scale = decimals(written.flat_map(|amounts| amounts.figures()).flatten().chain(changes)).max(least);
    let columns = Columns {
        has_forecast: statement.has_forecast() || !is_whole_year(scene),
        has_changes: !economy.changes.is_empty(),
    };
    let cells = |name: &'a str, figures: Figures, change: Option<Decimal>| {
        let mut cells = vec![Cell::plain(Content::words(name))];
        for (column, figure) in figures.into_iter().enumerate() {
            if column == BUDGET && columns.has_changes {
                let decided = figure.map(|budget| budget.saturating_sub(change.unwrap_or_default()));
                cells.extend([amount(decided, scale), amount(change, scale)]);
            }
            if column != 2 || columns.has_forecast {
                cells.push(amount(figure, scale));
            }
        }
        cells
    };
    let mut body: Vec<TableRow> = Vec::new();
    let sides = [
        (Side::Income, &labels.income, &labels.income_sum, statement.income_sum.is_some()),
        (Side::Costs, &labels.costs, &labels.cost_sum, statement.cost_sum.is_some()),
    ];
    for (side, head, sum, has_sum) in sides {
        let rows = statement.rows(side);
        if rows.is_empty() && !has_sum {
            continue;
        }
        let head = vec![Cell::plain(Content::words(head))];
        body.push(TableRow { kind: RowKind::Group, id: None, cells: head, analysis: None });
        for (number, row) in rows.iter().enumerate() {
            let change = economy.change_of_row(side, number);
            body.push(cells(row.name.as_str(), row.amounts.completed(side), change).into());
        }
        let sums = cells(sum, statement.printed_sums(side), economy.change_of_side(side));
        body.push(TableRow { kind: RowKind::Sum, id: None, cells: sums, analysis: None });
    }
    let heads = std::iter::once(Column::of("", ColumnKind::Name)).chain(columns_of_amounts(scene, columns));
    let unit = statement.unit.as_ref().map(|unit| unit.value);
    Some(Table {
        kind: TableKind::IncomeStatement,
        caption: with_unit(scene, &labels.income_statement, unit),
        caption_shown: false,
        unit,
        columns: heads.collect(),
        rows: body,
        total: Some(cells(&labels.net_sum, statement.printed_net(), economy.change_of_net())),
    })
}

fn is_whole_year(scene: &ViewContext) -> bool {
    scene.report.and_then(|report| report.occasion).is_none_or(|occasion| scene.resolved.is_last(occasion))
}

/// The columns of the amounts. The outcome of a whole year is that of the accounts; within it, it runs to the occasion.
fn columns_of_amounts<'a>(scene: &ViewContext<'a>, has: Columns) -> Vec<Column<'a>> {
    let labels = scene.labels;
    let year = scene.document.year_words(0);
    let with_year = |label: &'a str| match &year {
        Some(year) => Cow::Owned(format!("{label} {year}")),
        None => Cow::Borrowed(label),
    };
    let until = scene.report.filter(|_| !is_whole_year(scene)).and_then(|report| {
        let date = scene.resolved.reported_until(report.plan, report.occasion?)?;
        Some(Cow::Owned(format!("{} {date}", labels.outcome_until)))
    });
    let outcome = until.unwrap_or_else(|| with_year(&labels.outcome_of_year));
    let mut columns = vec![Column { label: outcome, kind: ColumnKind::Actual }];
    match (has.has_changes, has.has_forecast) {
        (true, _) => columns.extend([
            Column::of(&labels.decided_budget, ColumnKind::DecidedBudget),
            Column::of(&labels.changes, ColumnKind::BudgetChange),
            Column::of(&labels.current_budget, ColumnKind::Budget),
        ]),
        (false, true) => columns.push(Column { label: with_year(&labels.budget), kind: ColumnKind::Budget }),
        (false, false) => columns.push(Column::of(&labels.budget, ColumnKind::Budget)),
    }
    if has.has_forecast {
        columns.push(Column { label: with_year(&labels.forecast), kind: ColumnKind::Forecast });
    }
    columns.push(Column::of(&labels.deviation, ColumnKind::AmountDeviation));
    columns
}

/// The decisions that changed the budget: Ändring | Datum | Beslut | Gäller | Belopp. `None` where there are none.
fn budget_changes<'a>(scene: &ViewContext<'a>, economy: &ReportEconomy<'a>) -> Option<Table<'a>> {
    let labels = scene.labels;
    let scale = scale(economy.unit, economy.changes.iter().map(|change| change.amount));
    let rows: Vec<TableRow> = economy
        .changes
        .iter()
        .map(|applied| {
            let change: &'a BudgetChange = applied.change;
            vec![
                text(change.text.as_ref()),
                Cell::day(&change.date, &None),
                text(change.decision.as_ref()),
                text(change.applies_to.as_ref()),
                amount(Some(applied.amount), scale),
            ]
            .into()
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        kind: TableKind::BudgetChanges,
        caption: with_unit(scene, &labels.budget_changes, economy.unit),
        caption_shown: true,
        unit: economy.unit,
        columns: vec![
            Column::of(&labels.budget_change, ColumnKind::Name),
            Column::of(&labels.date, ColumnKind::Decided),
            Column::of(&labels.decision, ColumnKind::Decision),
            Column::of(&labels.applies_to, ColumnKind::AppliesTo),
            Column::of(&labels.amount, ColumnKind::Amount),
        ],
        rows,
        total: None,
    })
}

/// The measures for a budget in balance: Åtgärd | Klart senast | Effekt with their sum, and what remains of the deficit.
fn measures<'a>(scene: &ViewContext<'a>, economy: &ReportEconomy<'a>, blocks: &mut Vec<Block<'a>>) {
    let labels = scene.labels;
    let of_part = |part: &&'a EconomyReport| {
        let part: &'a EconomyReport = part;
        part.measures.iter().map(move |measure| {
            let effect = measure.effect.as_ref().map(|effect| economy.in_unit(part, effect.value));
            (measure, effect)
        })
    };
    let all: Vec<(&'a CorrectiveMeasure, Option<Decimal>)> = economy.parts.iter().flat_map(of_part).collect();
    if all.is_empty() {
        return;
    }
    let scale = scale(economy.unit, all.iter().filter_map(|(_, effect)| *effect));
    let counted = all.iter().filter(|(measure, _)| measure.counts()).filter_map(|(_, effect)| *effect);
    let sum = counted.reduce(Decimal::saturating_add);
    let rows = all.iter().map(|(measure, effect)| {
        let status = measure.status.as_ref();
        let name = Cell {
            marks: status.map(|status| activity_mark(scene, status.value)).into_iter().collect(),
            lines: line(LineKind::Responsible, &labels.responsible, &measure.responsible).into_iter().collect(),
            ..Cell::plain(Content::words(measure.name.as_str()))
        };
        vec![name, Cell::day(&measure.due, &None), amount(*effect, scale)].into()
    });
    let is_whole = all.iter().all(|(measure, _)| measure.counts());
    let words = if is_whole { &labels.sum } else { &labels.sum_without_cancelled };
    let total = vec![Cell::plain(Content::words(words)), Cell::plain(Content::Empty), amount(sum, scale)];
    blocks.push(Block::Table(Table {
        kind: TableKind::Measures,
        caption: with_unit(scene, &labels.measures_heading, economy.unit),
        caption_shown: true,
        unit: economy.unit,
        columns: vec![
            Column::of(&labels.measure, ColumnKind::Name),
            Column::of(&labels.due, ColumnKind::Due),
            Column::of(&labels.effect, ColumnKind::Effect),
        ],
        rows: rows.collect(),
        total: sum.map(|_| total),
    }));
    blocks.extend(remaining(scene, economy, sum).map(Block::Line));
}

/// "Prognos −400, åtgärder +320, återstår −80": within the year, where the statement has a forecast of a deficit.
fn remaining<'a>(
    scene: &ViewContext<'a>,
    economy: &ReportEconomy<'a>,
    effect: Option<Decimal>,
) -> Option<LabelledText<'a>> {
    let statement = economy.statement.filter(|statement| statement.has_forecast() && !is_whole_year(scene))?;
    let forecast = statement.printed_net()[DEVIATION].filter(|deviation| deviation.is_sign_negative())?;
    let effect = effect?;
    let labels = scene.labels;
    let signed = |value: Decimal| match value > Decimal::ZERO {
        true => format!("+{}", print_decimal(value)),
        false => print_decimal(value),
    };
    let remains = forecast.saturating_add(effect);
    let (forecast, effect, remains) = (signed(forecast), signed(effect), signed(remains));
    let text = format!("{} {forecast}, {} {effect}, {} {remains}", labels.forecast, labels.measures, labels.remains);
    let unit = economy.unit.map_or_else(String::new, |unit| format!(" {}", unit.word()));
    Some(LabelledText { kind: LineKind::Remaining, label: Cow::Borrowed(""), text: Cow::Owned(text + &unit) })
}

/// The result that is carried over: from the years before and of the year, with their sum.
fn carried_result<'a>(
    scene: &ViewContext<'a>,
    economy: &ReportEconomy<'a>,
    (part, carried): (&EconomyReport, &CarriedResult),
) -> Table<'a> {
    let labels = scene.labels;
    let figures = carried.in_order().map(|amount| amount.map(|amount| economy.in_unit(part, amount.value)));
    let scale = scale(economy.unit, figures.into_iter().flatten());
    let row = |words: &'a str, figure| vec![Cell::plain(Content::words(words)), amount(figure, scale)];
    let closing = figures[2].or_else(|| Some(figures[0]?.saturating_add(figures[1]?)));
    Table {
        kind: TableKind::CarriedResult,
        caption: with_unit(scene, &labels.carried_result, economy.unit),
        caption_shown: true,
        unit: economy.unit,
        columns: vec![Column::of("", ColumnKind::Name), Column::of(&labels.amount, ColumnKind::Amount)],
        rows: vec![row(&labels.opening_result, figures[0]).into(), row(&labels.result_of_year, figures[1]).into()],
        total: Some(row(&labels.closing_result, closing)),
    }
}

/// "Resultaträkning (belopp i tkr)".
fn with_unit(scene: &ViewContext, caption: &str, unit: Option<Unit>) -> String {
    match unit {
        Some(unit) => format!("{caption} ({} {})", scene.labels.amounts_in, unit.word()),
        None => caption.to_owned(),
    }
}

/// How many decimals a table of these amounts has.
fn scale(unit: Option<Unit>, amounts: impl Iterator<Item = Decimal>) -> u32 {
    decimals(amounts).max(unit.map_or(0, Unit::least_decimals))
}

/// The most decimals of these amounts.
fn decimals(amounts: impl Iterator<Item = Decimal>) -> u32 {
    amounts.map(|amount| amount.scale()).max().unwrap_or(0)
}
