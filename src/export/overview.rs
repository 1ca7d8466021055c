//! How the goals were assessed by board, at the last occasion that has assessments: what the charts of a workbook show.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Bilingual;
use crate::export::Tables;
use crate::export::tables::assessments::AssessmentRow;
use crate::model::swedish;
use crate::msg;

/// How many goals have each assessment, by board.
#[derive(Debug)]
pub(super) struct Overview {
    /// What it is of: "VB 2025".
    pub(super) of: String,
    /// The assessments in the model's order, best first.
    pub(super) assessments: Vec<String>,
    /// The boards in Swedish order, each with how many goals have each assessment, and last how many have none.
    pub(super) boards: Vec<(String, Vec<usize>)>,
}

impl Overview {
    /// That of these tables; none where nothing is assessed.
    pub(super) fn of(tables: &Tables) -> Option<Overview> {
        let rows = &tables.assessments;
        let when = |row: &AssessmentRow| Some((row.place.year?, row.occasion_number?));
        let last = rows.iter().filter(|row| row.assessed.is_some()).filter_map(when).max()?;
        let is_counted = |row: &&AssessmentRow| {
            when(row) == Some(last) && (row.assessed.is_some() || (row.is_due && !row.is_inherited))
        };
        let rows: Vec<&AssessmentRow> = rows.iter().filter(is_counted).collect();
        let known: BTreeSet<(usize, &str)> = rows.iter().filter_map(|row| row.assessed.zip(row.assessment)).collect();
        let mut assessments: Vec<String> = Vec::new();
        for (_, key) in known {
            // Two workspaces may have the same word at other places of their scales.
            if !assessments.iter().any(|other| other == key) {
                assessments.push(key.to_owned());
            }
        }
        let mut counts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for row in &rows {
            let counts = counts.entry(row.place.board_or_own()).or_insert_with(|| vec![0; assessments.len() + 1]);
            let place = assessments.iter().position(|key| Some(key.as_str()) == row.assessment);
            counts[place.unwrap_or(assessments.len())] += 1;
        }
        let order = swedish();
        let mut boards: Vec<(String, Vec<usize>)> =
            counts.into_iter().map(|(board, counts)| (board.to_owned(), counts)).collect();
        boards.sort_by(|(one, _), (other, _)| order.compare(one, other));
        let occasion = rows.iter().find_map(|row| row.occasion.key).unwrap_or_default();
        Some(Overview { of: format!("{occasion} {}", last.0), assessments, boards })
    }

    /// What the chart shows.
    pub(super) fn title(&self) -> Bilingual {
        let of = &self.of;
        msg!("Mål efter bedömning, {of}", "Goals by assessment, {of}")
    }

    /// The same figures in words, for those who do not see the chart.
    pub(super) fn words(&self) -> Bilingual {
        let mut totals = vec![0; self.assessments.len() + 1];
        for (_, counts) in &self.boards {
            totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
        }
        let each: Vec<String> =
            self.assessments.iter().zip(&totals).map(|(words, count)| format!("{words} {count}")).collect();
        let (each, without) = (each.join(", "), totals.last().copied().unwrap_or_default());
        let Bilingual { sv, en } = self.title();
        msg!("{sv}: {each}, utan bedömning {without}", "{en}: {each}, without assessment {without}")
    }
}
