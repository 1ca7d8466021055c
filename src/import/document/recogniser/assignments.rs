//! Assignments out of the rows of tables, and their answers below them.

use super::Walk;
use super::items::{Cells, add, analysis, markdown};
use super::marks::{labelled, status_of_assignment, without_marks};
use super::tables::Sorted;
use crate::import::document::block::{Place, Row, Table, Words};
use crate::import::document::known::{Head, Known, fold};
use crate::import::document::recognised::{Assignment, Left};

impl Walk<'_, '_> {
    /// Takes the rows of a table of assignments. Those below a goal belong to it.
    pub(super) fn take_assignments(&mut self, table: &Table, sorted: &Sorted) {
        let goal = self.goal.map(|goal| &self.out.goals[goal]);
        let goal = goal.map(|goal| goal.number.clone().unwrap_or_else(|| goal.title.clone()));
        for row in table.rows.iter().skip(sorted.head_rows) {
            if let Some(answer) = analysis(row, self.known) {
                add(self.out.assignments.last_mut().map(|last| &mut last.answer), &answer);
            } else if let Some(mut assignment) = assignment(row, sorted, self.known) {
                if assignment.goals.is_empty() {
                    assignment.goals.extend(goal.clone());
                }
                self.out.assignments.push(assignment);
            }
        }
    }

    /// Takes a text below the assignments: "Analys – <titel>" and what stands below it answer one of them.
    pub(super) fn answer_to_assignment(&mut self, words: &Words, place: Place) -> bool {
        let line = words.line();
        let label = format!("{} – ", self.known.labels.analysis);
        let all = &mut self.out.assignments;
        if let Some(title) = line.strip_prefix(&label).map(fold)
            && let Some(at) = all.iter().position(|own| {
                // The name of a row is what stands in its first cell.
                fold(&own.title) == title || own.number.as_deref().map(fold).as_deref() == Some(title.as_str())
            })
        {
            self.answered = Some(at);
            self.out.furniture.push(Left { place, words: line });
            return true;
        }
        if self.known.is_analysis(&line) {
            // A row without a number has no name there: the first that comes has no answer yet.
            let from = self.answered.map_or(0, |at| at + 1);
            let next = (from..all.len()).find(|at| all[*at].number.is_none() && all[*at].answer.is_empty());
            self.answered = next;
            self.out.furniture.push(Left { place, words: line });
            return next.is_some();
        }
        let assignment = self.answered.and_then(|at| all.get_mut(at));
        let is_answer = assignment.is_some();
        add(assignment.map(|own| &mut own.answer), &words.markdown);
        is_answer
    }
}

fn assignment(row: &Row, sorted: &Sorted, known: &Known) -> Option<Assignment> {
    let cells = Cells { row, heads: &sorted.heads };
    let (lines, marks) = without_marks(&cells.cell(Head::Assignment)?.words, known);
    let mut assignment = Assignment { status: marks.status, ..Assignment::default() };
    let mut title: Vec<String> = Vec::new();
    let labels = known.labels;
    for line in lines {
        if let Some(decision) = labelled(&line, &labels.decision) {
            assignment.decision = Some(decision.to_owned());
        } else if let Some(goals) = labelled(&line, &labels.goals) {
            assignment.goals = goals.split(", ").map(str::to_owned).collect();
        } else if let Some(matter) = labelled(&line, &labels.matter) {
            assignment.matter = Some(matter.to_owned());
        } else if let Some(responsible) = labelled(&line, &labels.responsible) {
            assignment.responsible = Some(responsible.to_owned());
        } else if labelled(&line, &labels.reported).is_none_or(|words| known.occasion(words).is_none()) {
            title.push(line);
        }
    }
    assignment.title = title.join(" ");
    let text = |head: Head| Some(cells.text(head)).filter(|text| !text.is_empty());
    assignment.number = text(Head::Number);
    assignment.responsible = text(Head::Responsible).or(assignment.responsible);
    assignment.decision = text(Head::Decision).or(assignment.decision);
    assignment.due = text(Head::Due).or_else(|| text(Head::End)).unwrap_or_default();
    if let Some(cell) = cells.cell(Head::Status) {
        let (rest, marks) = without_marks(&cell.words, known);
        let written = rest.join(" ");
        assignment.status = marks.status.or_else(|| status_of_assignment(&written, known)).or(assignment.status);
        if assignment.status.is_none()
            && let Some(other) = known.other_status(&written)
        {
            assignment.status = Some(other.word_of_assignment());
            assignment.status_words = Some(written);
        }
    }
    assignment.answer = markdown(&cells, Head::Comment);
    (!assignment.title.is_empty()).then_some(assignment)
}
