//! The tables of a follow-up: indicators with their outcomes, activities with their status.

use std::borrow::Cow;

use crate::model::{At, IndicatorReport, Outcome, Rank, with_sign};
use crate::print::view::empty::without_unused;
use crate::print::view::tables::{Item, indicator_name, line, reason, target};
use crate::print::view::{
    Cell, Column, ColumnKind, Content, LabelledText, LineKind, Mark, MarkKind, RowKind, Table, TableKind, TableRow,
    ViewContext, movement,
};
use crate::resolve::reports::judgement::Judgement;
use crate::resolve::reports::standing::Evaluation;
use crate::resolve::reports::{EntryRef, ItemKind};
use crate::resolve::{ItemRef, JoinedGoal, Report, Thing};

/// Indikator | Periodens utfall | Utfall män/pojkar | Utfall kvinnor/flickor | Utfall VB … | Årsmål | KF:s årsmål |
/// Period | Bedömning, of indicators with the goals that they stand on; after the outcome Prognos helår, where one of
/// them has a forecast, and before Bedömning Utveckling, where one has moved. What no row has is left out. `None` where
/// there are none.
pub(crate) fn indicators<'a>(
    scene: &ViewContext<'a>,
    report: &Report,
    items: &[Item],
    heading: &str,
) -> Option<Table<'a>> {
    let entry = |item: ItemRef| scene.resolved.indicator_entry(report, item);
    let has_forecast = items.iter().filter_map(|(_, item)| entry(*item)).any(|entry| entry.forecast.as_ref().is_some());
    let rows = items.iter().map(|(goal, item)| {
        let mut row = indicator(scene, report, goal, *item);
        if has_forecast {
            row.cells.insert(2, outcome(entry(*item).and_then(|entry| entry.forecast.as_ref())));
        }
        row
    });
    let mut table = table_of_indicators(scene, report, heading, has_forecast, rows.collect())?;
    if let Some(document) = report.parts.first() {
        let indicators: Vec<ItemRef> = items.iter().map(|(_, item)| *item).collect();
        let trends = movement::trends(scene, *document, &indicators);
        movement::add(scene, &mut table, &trends);
    }
    Some(table)
}

fn table_of_indicators<'a>(
    scene: &ViewContext<'a>,
    report: &Report,
    heading: &str,
    has_forecast: bool,
    rows: Vec<TableRow<'a>>,
) -> Option<Table<'a>> {
    if rows.is_empty() {
        return None;
    }
    let labels = scene.labels;
    let year = scene.document.year.as_ref().map(|year| year.value - 1);
    let previous = Cow::Owned(previous_label(scene, report));
    let mut columns = vec![
        Column::of(&labels.indicator, ColumnKind::Name),
        Column::of(&labels.outcome, ColumnKind::Outcome),
        Column::of(&labels.outcome_men, ColumnKind::OutcomeMen),
        Column::of(&labels.outcome_women, ColumnKind::OutcomeWomen),
        Column { label: previous, kind: ColumnKind::EarlierOutcome { year } },
        Column::of(&labels.target, ColumnKind::Target),
        Column::of(&labels.council_target, ColumnKind::CouncilTarget),
        Column::of(&labels.period, ColumnKind::Period),
        Column::of(&labels.assessment, ColumnKind::Assessment),
    ];
    if has_forecast {
        columns.insert(2, Column::of(&labels.forecast_of_year, ColumnKind::OutcomeForecast));
    }
    Some(without_unused(Table {
        kind: TableKind::Outcomes,
        caption: format!("{} – {heading}", labels.indicators),
        caption_shown: false,
        unit: None,
        columns,
        rows,
        total: None,
    }))
}

/// "Utfall VB 2021".
fn previous_label(scene: &ViewContext, report: &Report) -> String {
    let occasions = &scene.resolved.settings.steering.occasions;
    let occasion = report.occasion.map(|occasion| occasions[occasion].key.clone());
    let year = scene.document.year_words(-1);
    let words = [Some(scene.labels.outcome_of.clone()), occasion, year];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn indicator<'a>(scene: &ViewContext<'a>, report: &Report, goal: &JoinedGoal, item: ItemRef) -> TableRow<'a> {
    let resolved = scene.resolved;
    let standing = resolved.standing(report, item);
    let entry = standing.entry;
    let mut name = indicator_name(scene, goal, item);
    if resolved.misses_council(&standing)
        && let Some(council) = &standing.council
    {
        // Own target and council's are two judgements: one mark alone would say that both are reached.
        let words = judged_words(scene, council.assessment, Some(council));
        name.lines.push(LabelledText {
            kind: LineKind::CouncilTarget,
            label: Cow::Borrowed(&scene.labels.council_target),
            text: words,
        });
        name.lines.extend(reason(scene, item));
    }
    // The author's own figure goes before the one that is found.
    let written = entry.and_then(|entry| entry.previous.as_ref()).map(|written| Cow::Borrowed(&written.value));
    let found = || resolved.previous(report, item).map(|previous| Cow::Owned(previous.outcome.value));
    let previous = written.or_else(found).map_or(Content::Empty, Content::Outcome);
    let indicator = resolved.indicator(item);
    TableRow {
        kind: RowKind::Plain,
        id: indicator.id.as_ref().map(At::as_str),
        cells: vec![
            name,
            outcome(entry.and_then(|entry| entry.outcome.as_ref())),
            gender(scene, entry, |entry| (entry.men.as_ref(), entry.men_count.as_ref())),
            gender(scene, entry, |entry| (entry.women.as_ref(), entry.women_count.as_ref())),
            Cell::plain(previous),
            Cell::plain(target(resolved.target(scene.plan, item))),
            Cell::plain(target(indicator.council_target.as_ref())),
            Cell::plain(Content::Text(Cow::Owned(period(scene, report, item)))),
            verdict(outcome_mark(scene, &standing)),
        ],
        analysis: entry.and_then(|entry| entry.analysis.as_ref()),
    }
}

/// "VB 2022" for an indicator that is reported more often than once a year, "2022" for others.
fn period(scene: &ViewContext, report: &Report, item: ItemRef) -> String {
    let occasions = &scene.resolved.settings.steering.occasions;
    let is_often = scene.resolved.occasions_of(item).is_some_and(|occasions| occasions.len() > 1);
    let occasion = report.occasion.filter(|_| is_often).map(|occasion| occasions[occasion].key.clone());
    let year = scene.document.year_words(0);
    occasion.into_iter().chain(year).collect::<Vec<_>>().join(" ")
}

/// How the outcome stands against the target; nothing where that cannot be said.
pub(crate) fn outcome_mark<'a>(scene: &ViewContext<'a>, standing: &Evaluation<'a>) -> Option<Mark<'a>> {
    match standing.assessment() {
        Some(number) => Some(assessed_mark(scene, number, standing.judgement.as_ref())),
        None => no_outcome_mark(scene, standing.entry?),
    }
}

fn no_outcome_mark<'a>(scene: &ViewContext<'a>, entry: &IndicatorReport) -> Option<Mark<'a>> {
    let is_missing = entry.outcome.as_ref().is_some_and(|outcome| outcome.value == Outcome::Missing);
    is_missing.then(|| Mark {
        kind: MarkKind::NoOutcome,
        words: Cow::Borrowed(&scene.labels.no_outcome),
        assessment: None,
        count: None,
    })
}

fn assessed_mark<'a>(scene: &ViewContext<'a>, number: usize, judgement: Option<&Judgement>) -> Mark<'a> {
    let steering = &scene.resolved.settings.steering;
    Mark {
        kind: MarkKind::Outcome(steering.rank(number)),
        words: judged_words(scene, number, judgement),
        assessment: Some(Cow::Borrowed(&steering.assessments[number].key)),
        count: None,
    }
}

/// The words of an indicator's mark. What says how the year is going never says that the target was reached.
fn judged_words<'a>(scene: &ViewContext<'a>, number: usize, judgement: Option<&Judgement>) -> Cow<'a, str> {
    let (labels, steering) = (scene.labels, &scene.resolved.settings.steering);
    let assessment = &steering.assessments[number];
    let rank = steering.rank(number);
    let is_pace = judgement.is_some_and(|judgement| judgement.basis.is_pace());
    match (&assessment.indicator_heading, rank) {
        (None, Rank::Outside) => Cow::Borrowed(&assessment.heading),
        (Some(words), Rank::Outside) => Cow::Borrowed(words),
        (_, Rank::Best) if is_pace => labels.word("i_takt"),
        (_, Rank::Between) if is_pace => labels.word("nära_takten"),
        (_, Rank::Worst) if is_pace => labels.word("efter_målet"),
        (Some(words), _) => Cow::Borrowed(words),
        (None, Rank::Best) => labels.word("målet_nått"),
        (None, Rank::Between) => labels.word("nära_målet"),
        (None, Rank::Worst) => labels.word("målet_ej_nått"),
    }
}

/// The cell of how an outcome stands.
fn verdict(mark: Option<Mark>) -> Cell {
    Cell { marks: mark.into_iter().collect(), ..Cell::plain(Content::Empty) }
}

fn outcome(outcome: Option<&At<Outcome>>) -> Cell<'_> {
    Cell::plain(outcome.map_or(Content::Empty, |outcome| Content::Outcome(Cow::Borrowed(&outcome.value))))
}

type OfGender = fn(&IndicatorReport) -> (Option<&At<Outcome>>, Option<&At<usize>>);

fn gender<'a>(scene: &ViewContext<'a>, entry: Option<&'a IndicatorReport>, of: OfGender) -> Cell<'a> {
    let (figure, count) = entry.map_or((None, None), of);
    let count = count.map(|count| {
        let text = Cow::Owned(count.value.to_string());
        LabelledText { kind: LineKind::Count(count.value), label: Cow::Borrowed(&scene.labels.count), text }
    });
    Cell { lines: count.into_iter().collect(), ..outcome(figure) }
}

/// Indicators that the plan does not have, by their ids.
pub(super) fn outside_indicators<'a>(scene: &ViewContext<'a>, report: &Report, heading: &str) -> Option<Table<'a>> {
    let has_forecast = outside(report, ItemKind::Indicator)
        .any(|(at, _)| scene.resolved.indicator_report(at).forecast.as_ref().is_some());
    let entries = outside(report, ItemKind::Indicator).map(|(at, thing)| {
        let entry = scene.resolved.indicator_report(at);
        let name = match thing {
            Some(Thing::Indicator(item)) => scene.resolved.indicator(item).name.as_str(),
            _ => entry.name.as_ref().unwrap_or(&entry.id).as_str(),
        };
        // Without a target nothing is computed, but what the author judged is printed.
        let mark = match entry.assessment.as_ref() {
            Some(number) => Some(assessed_mark(scene, number.value, None)),
            None => no_outcome_mark(scene, entry),
        };
        let mut row = TableRow {
            kind: RowKind::Plain,
            id: Some(entry.id.as_str()),
            cells: vec![
                Cell::plain(Content::words(name)),
                outcome(entry.outcome.as_ref()),
                gender(scene, Some(entry), |entry| (entry.men.as_ref(), entry.men_count.as_ref())),
                gender(scene, Some(entry), |entry| (entry.women.as_ref(), entry.women_count.as_ref())),
                outcome(entry.previous.as_ref()),
                Cell::plain(Content::Empty),
                Cell::plain(Content::Empty),
                Cell::plain(Content::Empty),
                verdict(mark),
            ],
            analysis: entry.analysis.as_ref(),
        };
        if has_forecast {
            row.cells.insert(2, outcome(entry.forecast.as_ref()));
        }
        row
    });
    let rows = entries.collect();
    table_of_indicators(scene, report, heading, has_forecast, rows)
}

/// Aktivitet | Startdatum | Slutdatum | Avvikelse. `None` where there are none.
pub(crate) fn activities<'a>(
    scene: &ViewContext<'a>,
    report: &Report,
    items: &[Item],
    heading: &str,
) -> Option<Table<'a>> {
    let resolved = scene.resolved;
    let rows = items.iter().map(|(_, item)| {
        let activity = resolved.activity(*item);
        let found = resolved.activity_entry(report, *item);
        let entry = found.map(|found| found.entry);
        let mut lines: Vec<LabelledText> =
            line(LineKind::Responsible, &scene.labels.responsible, &activity.responsible).into_iter().collect();
        // One that was done or given up earlier in the year stands as it was reported then.
        lines.extend(found.and_then(|found| found.earlier).and_then(|earlier| {
            let occasion = resolved.reports[earlier].occasion?;
            Some(LabelledText::of(
                LineKind::Reported,
                &scene.labels.reported,
                &resolved.settings.steering.occasions[occasion].key,
            ))
        }));
        let status = entry.and_then(|entry| entry.status.as_ref());
        let name = Cell {
            marks: status.map(|status| activity_mark(scene, status.value)).into_iter().collect(),
            lines,
            ..Cell::plain(Content::words(activity.name.as_str()))
        };
        let deviation = entry.and_then(|entry| entry.deviation.as_ref());
        TableRow {
            kind: RowKind::Plain,
            id: activity.id.as_ref().map(At::as_str),
            cells: vec![
                name,
                Cell::day(&activity.start, &activity.start_words),
                Cell::day(&activity.end, &activity.end_words),
                text(deviation),
            ],
            analysis: entry.and_then(|entry| entry.analysis.as_ref()),
        }
    });
    table_of_activities(scene, heading, rows.collect())
}

pub(super) fn text(text: Option<&At<String>>) -> Cell<'_> {
    Cell::plain(text.map_or(Content::Empty, |text| Content::words(text.as_str())))
}

pub(crate) fn activity_mark<'a>(scene: &ViewContext<'a>, status: crate::model::Status) -> Mark<'a> {
    let key = status.word().replace(' ', "_");
    Mark { kind: MarkKind::Activity(status), words: scene.labels.word(&key), assessment: None, count: None }
}

fn table_of_activities<'a>(scene: &ViewContext<'a>, heading: &str, rows: Vec<TableRow<'a>>) -> Option<Table<'a>> {
    if rows.is_empty() {
        return None;
    }
    let labels = scene.labels;
    Some(Table {
        kind: TableKind::Activities,
        caption: format!("{} – {heading}", labels.activities),
        caption_shown: false,
        unit: None,
        columns: vec![
            Column::of(&labels.activity, ColumnKind::Name),
            Column::of(&labels.start, ColumnKind::Start),
            Column::of(&labels.end, ColumnKind::End),
            Column::of(&labels.deviation, ColumnKind::Deviation),
        ],
        rows,
        total: None,
    })
}

/// Activities that the plan does not have, by their ids.
pub(super) fn outside_activities<'a>(scene: &ViewContext<'a>, report: &Report, heading: &str) -> Option<Table<'a>> {
    let rows = outside(report, ItemKind::Activity).map(|(at, thing)| {
        let entry = scene.resolved.activity_report(at);
        let name = match thing {
            Some(Thing::Activity(item)) => scene.resolved.activity(item).name.as_str(),
            _ => entry.name.as_ref().unwrap_or(&entry.id).as_str(),
        };
        let marks = entry.status.as_ref().map(|status| activity_mark(scene, status.value));
        let name = Cell { marks: marks.into_iter().collect(), ..Cell::plain(Content::words(name)) };
        let (start, end) = (Cell::plain(Content::Empty), Cell::plain(Content::Empty));
        TableRow {
            kind: RowKind::Plain,
            id: Some(entry.id.as_str()),
            cells: vec![name, start, end, text(entry.deviation.as_ref())],
            analysis: entry.analysis.as_ref(),
        }
    });
    table_of_activities(scene, heading, rows.collect())
}

fn outside(report: &Report, sort: ItemKind) -> impl Iterator<Item = (EntryRef, Option<Thing>)> {
    report.outside.iter().filter(move |outside| outside.sort == sort).map(|outside| (outside.at, outside.thing))
}

/// What was decided to change in the plan: Ändring | Datum | Beslut | Gäller. `None` where nothing was.
pub(super) fn amendments<'a>(scene: &ViewContext<'a>) -> Option<Table<'a>> {
    let (labels, plan) = (scene.labels, scene.plan);
    let rows = scene.resolved.document(plan).amendments.iter().map(|amendment| {
        let paragraph = amendment.paragraph.as_ref().map(|paragraph| with_sign(paragraph.as_str()));
        let names = amendment
            .applies_to
            .iter()
            .map(|name| scene.resolved.title_of(plan, name.as_str()).unwrap_or_else(|| name.as_str()));
        vec![
            text(amendment.text.as_ref()),
            Cell::day(&amendment.date, &None),
            Cell::plain(paragraph.map_or(Content::Empty, |paragraph| Content::Text(Cow::Owned(paragraph)))),
            Cell::plain(Content::Text(Cow::Owned(names.collect::<Vec<_>>().join("; ")))),
        ]
        .into()
    });
    let rows: Vec<TableRow> = rows.collect();
    (!rows.is_empty()).then(|| Table {
        kind: TableKind::Amendments,
        caption: labels.amendments.clone(),
        caption_shown: false,
        unit: None,
        columns: vec![
            Column::of(&labels.budget_change, ColumnKind::Name),
            Column::of(&labels.date, ColumnKind::Decided),
            Column::of(&labels.decision, ColumnKind::Decision),
            Column::of(&labels.applies_to, ColumnKind::AppliesTo),
        ],
        rows,
        total: None,
    })
}
