//! Columns of indicators and activities that files have no key for: nothing of them is lost.

use super::Walk;
use super::tables::{Sort, Sorted};
use crate::import::document::block::{Table, escaped};
use crate::import::document::known::{Head, fold};
use crate::import::document::recognised::Left;

impl Walk<'_, '_> {
    /// Keeps what stands in columns that are read into no key: of an indicator in its description, else in the list of what was not
    /// understood. The goal's own title beside its rows is nothing new.
    pub(super) fn keep_unknown_columns(&mut self, goal: usize, table: &Table, sorted: &Sorted) {
        let is_report = self.out.is_report();
        let heads = &sorted.heads;
        let is_kept = |at: usize| {
            let head = heads.get(at).copied().flatten();
            let is_first = heads.iter().position(|own| *own == head) == Some(at);
            head.is_none_or(|head| !is_first || !is_read(head, sorted.sort, is_report))
        };
        let columns: Vec<usize> = (0..heads.len()).filter(|at| is_kept(*at)).collect();
        if columns.is_empty() {
            return;
        }
        let name_at =
            heads.iter().position(|head| matches!(head, Some(Head::Indicator | Head::Activity | Head::Measure)));
        let (head_rows, rows) = table.rows.split_at(sorted.head_rows.min(table.rows.len()));
        let label = |at: usize| {
            let words = head_rows.iter().filter_map(|row| row.columns().into_iter().nth(at));
            words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let title = fold(&self.out.goals[goal].title);
        // A cell that goes on over several rows stands in the first of them.
        for row in rows.iter().filter(|row| row.cells.len() > 1) {
            let cells = row.columns();
            let name = name_at.and_then(|at| cells.get(at)).cloned().unwrap_or_default();
            for at in &columns {
                let Some(cell) = cells.get(*at).filter(|cell| cell.contains(char::is_alphanumeric)) else { continue };
                if fold(cell) == title {
                    continue;
                }
                let label = label(*at);
                let said = if label.is_empty() { cell.clone() } else { format!("{label}: {cell}") };
                let indicators = &mut self.out.goals[goal].indicators;
                let indicator = indicators.iter_mut().rev().find(|own| !is_report && fold(&own.name) == fold(&name));
                match indicator {
                    Some(indicator) => super::items::add(Some(&mut indicator.description), &escaped(&said)),
                    None => self.out.left.push(Left { place: row.place, words: format!("{name} – {said}") }),
                }
            }
        }
    }
}

/// Whether a column is read into a key.
fn is_read(head: Head, sort: Sort, is_report: bool) -> bool {
    match sort {
        Sort::Indicators => matches!(
            head,
            Head::Indicator
                | Head::Target
                | Head::TargetIn(_)
                | Head::CouncilTarget
                | Head::StartingValue
                | Head::Periodicity
                | Head::Period
                | Head::Outcome
                | Head::OutcomeIn(_)
                | Head::OutcomeMen
                | Head::OutcomeWomen
                | Head::Earlier
                | Head::Forecast
                | Head::Assessment
                | Head::Status
                | Head::Comment
                | Head::Source
                | Head::Responsible
                | Head::Movement
                | Head::Number
                | Head::Deviation
        ),
        _ => match head {
            // A plan says nothing of how an activity went.
            Head::Comment => is_report,
            head => matches!(
                head,
                Head::Activity
                    | Head::Measure
                    | Head::Start
                    | Head::End
                    | Head::Due
                    | Head::Status
                    | Head::Deviation
                    | Head::Responsible
                    | Head::Number
            ),
        },
    }
}
