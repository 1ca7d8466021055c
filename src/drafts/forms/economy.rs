//! The economy of the file to fill in: the statement's rows, what was decided of the budget, measures that go on, and the
//! result that is carried over.

use rust_decimal::Decimal;

use super::{Form, comment};
use crate::describe::comments::in_language;
use crate::diagnostic::Bilingual;
use crate::model::{CorrectiveMeasure, Status, number};
use crate::msg;
use crate::resolve::reports::economy::ReportEconomy;
use crate::syntax::yaml::write;

/// The income statement of a new file.
pub(super) const STATEMENT: &str = include_str!("statement.yaml");

impl Form<'_> {
    /// Whether a new file has an economy.
    pub(super) fn has_economy(&self) -> bool {
        self.is_last() || self.plan_budget().is_some()
    }

    pub(super) fn write_economy(&self, out: &mut String) {
        let budget = self.plan_budget();
        if !self.has_economy() {
            return;
        }
        out.push('\n');
        comment::write(out, 0, &self.label(msg!("Planens budget", "The plan's budget"), budget));
        out.push_str("ekonomi:\n");
        match &self.income_statement_in {
            Some(file) => {
                comment::write(
                    out,
                    2,
                    &self.word(msg!("Resultaträkningen står i {file}", "The income statement is in {file}")),
                );
            }
            None => {
                let text = in_language(STATEMENT, self.wish.language);
                // The last report has the outcome of the year; before it there is a forecast.
                let lines = text.lines().filter(|line| !(self.is_last() && line.trim() == "prognos:"));
                lines.for_each(|line| {
                    out.push_str(line);
                    out.push('\n');
                });
            }
        }
        if self.income_statement_in.is_none() {
            self.write_changes(out);
            self.write_measures(out);
            self.write_carried(out);
        }
        out.push_str("  analys:\n");
    }

    /// The economy of the year's report before this one.
    pub(super) fn economy_before(&self) -> Option<ReportEconomy<'_>> {
        let resolved = &self.wish.loaded.resolved;
        let reports = resolved.reports_on(self.plan.document);
        let before = reports.filter(|report| report.occasion.is_some_and(|at| at < self.wish.occasion)).last()?;
        Some(resolved.economy(before))
    }

    fn write_changes(&self, out: &mut String) {
        self.write_static(out, include_str!("changes.yaml"));
        let before = self.economy_before();
        for applied in before.iter().flat_map(|economy| &economy.changes) {
            let change = applied.change;
            let date = change.date.as_ref().map(|date| date.value.to_string());
            let words = [&change.decision, &change.applies_to, &change.text].map(|words| words.as_ref());
            let words = words.into_iter().flatten().map(|words| words.value.clone());
            let amount = number::print_decimal(applied.amount);
            let known: Vec<String> = date.into_iter().chain(words).chain([amount]).collect();
            comment::write(out, 4, &self.label(msg!("Redan rapporterad", "Reported already"), known.join(", ")));
        }
    }

    /// Measures that were reported and are not finished, with the status left to be filled in.
    fn write_measures(&self, out: &mut String) {
        self.write_static(out, include_str!("measures.yaml"));
        out.push_str("  åtgärder:\n");
        let before = self.economy_before();
        let statuses = Status::ALL.map(Status::word).join(comment::BETWEEN);
        for measure in before.iter().flat_map(open_measures) {
            out.push_str(&format!("    - namn: {}\n", write::value(measure.name.as_str())));
            let effect = measure.effect.as_ref().map_or_else(String::new, |effect| format!(" {}", effect.value));
            out.push_str(&format!("      effekt:{effect}\n"));
            let due = measure.due.as_ref().map_or_else(String::new, |due| format!(" {}", due.value));
            out.push_str(&format!("      klar:{due}\n"));
            if let Some(responsible) = &measure.responsible {
                out.push_str(&format!("      ansvarig: {}\n", write::value(responsible.as_str())));
            }
            out.push_str(&format!("      status:   # {statuses}\n"));
        }
    }

    /// The result that is carried over, where it was reported before: what came from the years before is known.
    fn write_carried(&self, out: &mut String) {
        let resolved = &self.wish.loaded.resolved;
        let carried = |economy: &ReportEconomy| economy.parts.iter().find_map(|part| part.carried_result.clone());
        let of_year = self.economy_before().as_ref().and_then(carried).map(|carried| carried.opening);
        let last_year = || {
            let plan = self.plan.last_year?;
            let last = resolved.reports_on(plan).last()?;
            carried(&resolved.economy(last)).map(|carried| carried.closing)
        };
        let Some(opening) = of_year.or_else(last_year) else { return };
        let opening = opening.map_or_else(String::new, |amount| format!(" {}", amount.value));
        out.push_str(&format!("  resultatenhet:\n    ingående:{opening}\n    årets:\n    utgående:\n"));
    }

    /// "kostnader 17,9, intäkter 0,8, netto 17,1 mnkr", where the plan has a budget.
    fn plan_budget(&self) -> Option<String> {
        let document = self.wish.loaded.resolved.document(self.plan);
        let budget = document.economy.as_ref()?.budget.as_ref()?;
        let amounts = budget.printed_total();
        let labels = [msg!("kostnader", "costs"), msg!("intäkter", "income"), msg!("netto", "net")];
        let words: Vec<String> = labels
            .into_iter()
            .zip(amounts)
            .filter_map(|(label, amount)| Some((label, amount?)))
            .map(|(label, amount): (Bilingual, Decimal)| {
                format!("{} {}", self.word(label), number::print_decimal(amount))
            })
            .collect();
        let unit = budget.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", unit.value.word()));
        Some(match words.is_empty() {
            true => String::new(),
            false => format!("{}{unit}", words.join(", ")),
        })
    }
}

/// The measures that are not finished.
pub(super) fn open_measures<'e>(economy: &'e ReportEconomy) -> impl Iterator<Item = &'e CorrectiveMeasure> {
    let is_open = |measure: &&CorrectiveMeasure| !measure.status.as_ref().is_some_and(|at| at.value.is_final());
    let all = economy.parts.iter().flat_map(|part| &part.measures);
    all.filter(is_open)
}
