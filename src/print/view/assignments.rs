//! Assignments in print: Nr | Uppdrag | Ansvarig | Klart senast, and in a report how each stands, with its answer below.

use std::borrow::Cow;

use super::goals::part;
use super::tables::line;
use super::{
    Block, Cell, Column, ColumnKind, Content, HeadingKind, LabelledText, LineKind, Mark, MarkKind, Table, TableKind,
    TableRow, ViewContext,
};
use crate::model::{AssignmentReport, At, Status};
use crate::resolve::assignments::JoinedAssignment;
use crate::resolve::reports::assignments::AssignmentEntry;

/// A row before it is known which columns there are.
struct Row<'a> {
    id: Option<&'a str>,
    number: Option<&'a str>,
    name: Cell<'a>,
    responsible: Option<&'a str>,
    due: Cell<'a>,
    entry: Option<AssignmentEntry<'a>>,
}

/// The assignments of a plan, or of the plan that a report follows; nothing where there are none.
pub(super) fn assignments<'a>(scene: &ViewContext<'a>, blocks: &mut Vec<Block<'a>>) {
    let mut rows: Vec<Row> = scene
        .plan
        .assignments
        .iter()
        .enumerate()
        .filter(|(_, joined)| joined.printed)
        .map(|(number, joined)| row(scene, number, joined))
        .collect();
    if let Some(report) = scene.report {
        let outside = report.assignments_outside.iter().map(|at| scene.resolved.assignment_report(*at));
        rows.extend(outside.map(|entry| outside_row(scene, entry)));
    }
    if rows.is_empty() {
        return;
    }
    let labels = scene.labels;
    blocks.push(Block::Heading(part(&labels.assignments, 2, HeadingKind::Part)));
    let has_number = rows.iter().any(|row| row.number.is_some());
    let has_responsible = rows.iter().any(|row| row.responsible.is_some());
    let has_due = rows.iter().any(|row| !matches!(row.due.content, Content::Empty));
    let is_report = scene.report.is_some();
    let all = [
        (has_number, Column::of(&labels.number, ColumnKind::Number)),
        (true, Column::of(&labels.assignment, ColumnKind::Name)),
        (has_responsible, Column::of(&labels.responsible, ColumnKind::Responsible)),
        (has_due, Column::of(&labels.due, ColumnKind::Due)),
        (is_report, Column::of(&labels.standing, ColumnKind::Status)),
    ];
    let columns = all.into_iter().filter(|(is_there, _)| *is_there).map(|(_, column)| column).collect();
    let words = |words: Option<&'a str>| Cell::plain(words.map_or(Content::Empty, Content::words));
    let rows = rows.into_iter().map(|row| {
        let entry = row.entry;
        let status = status(scene, entry);
        let all = [
            (has_number, words(row.number)),
            (true, row.name),
            (has_responsible, words(row.responsible)),
            (has_due, row.due),
            (is_report, status),
        ];
        let cells: Vec<Cell> = all.into_iter().filter(|(is_there, _)| *is_there).map(|(_, cell)| cell).collect();
        let answer = entry.and_then(|found| found.entry.answer.as_ref());
        TableRow { id: row.id, analysis: answer, ..cells.into() }
    });
    blocks.push(Block::Table(Table {
        kind: TableKind::Assignments,
        caption: labels.assignments.clone(),
        caption_shown: false,
        unit: None,
        columns,
        rows: rows.collect(),
        total: None,
    }));
}

fn row<'a>(scene: &ViewContext<'a>, number: usize, joined: &'a JoinedAssignment) -> Row<'a> {
    let (resolved, labels) = (scene.resolved, scene.labels);
    let given = resolved.given(joined);
    let entries = || joined.entries.iter().map(|at| resolved.assignment(*at));
    let mut lines: Vec<LabelledText> = Vec::new();
    lines.extend(entries().filter_map(|entry| line(LineKind::Decision, &labels.decision, &entry.decision)));
    let goals: Vec<&str> = entries().flat_map(|entry| &entry.goals).map(At::as_str).collect();
    if !goals.is_empty() {
        let text = Cow::Owned(goals.join(", "));
        lines.push(LabelledText { kind: LineKind::Goals, label: Cow::Borrowed(&labels.goals), text });
    }
    let entry = scene.report.and_then(|report| resolved.assignment_entry(report, number));
    lines.extend(entry.and_then(|found| line(LineKind::Matter, &labels.matter, &found.entry.matter)));
    let title =
        given.title.as_ref().or(given.id.as_ref()).map_or(Content::Empty, |title| Content::words(title.as_str()));
    Row {
        id: given.id.as_ref().map(At::as_str),
        number: entries().find_map(|entry| entry.number.as_ref()).map(At::as_str),
        name: Cell { lines, ..Cell::plain(title) },
        responsible: resolved.responsible_for(joined).map(At::as_str),
        due: entries()
            .rfind(|entry| !entry.due.is_absent())
            .map_or_else(|| Cell::plain(Content::Empty), |entry| Cell::day(&entry.due, &None)),
        entry,
    }
}

/// What is reported though the plan does not print it, under the id as written: nothing is lost.
fn outside_row<'a>(scene: &ViewContext<'a>, entry: &'a AssignmentReport) -> Row<'a> {
    let lines = line(LineKind::Matter, &scene.labels.matter, &entry.matter).into_iter().collect();
    Row {
        id: Some(entry.id.as_str()),
        number: None,
        name: Cell { lines, ..Cell::plain(Content::words(entry.id.as_str())) },
        responsible: None,
        due: Cell::plain(Content::Empty),
        entry: Some(AssignmentEntry { entry, earlier: None }),
    }
}

/// How an assignment stands; one that was done earlier in the year as it was reported then.
fn status<'a>(scene: &ViewContext<'a>, found: Option<AssignmentEntry<'a>>) -> Cell<'a> {
    let status = found.and_then(|found| found.entry.status.as_ref());
    let earlier = found.and_then(|found| found.earlier).and_then(|earlier| {
        let occasion = scene.resolved.reports[earlier].occasion?;
        let occasion = &scene.resolved.settings.steering.occasions[occasion].key;
        Some(LabelledText::of(LineKind::Reported, &scene.labels.reported, occasion))
    });
    Cell {
        marks: status.map(|status| mark(scene, status.value)).into_iter().collect(),
        lines: earlier.into_iter().collect(),
        ..Cell::plain(Content::Empty)
    }
}

pub(super) fn mark<'a>(scene: &ViewContext<'a>, status: Status) -> Mark<'a> {
    let key = status.word_of_assignment().replace(' ', "_");
    Mark { kind: MarkKind::Assignment(status), words: scene.labels.word(&key), assessment: None, count: None }
}
