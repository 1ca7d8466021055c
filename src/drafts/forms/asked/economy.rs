//! What a form asks for of the economy beside the income statement: how the measures for a budget in balance stand, and the analysis.

use super::{Asked, AskedKind, AskedValue, Reported, ValueKind};
use crate::drafts::forms::Form;
use crate::drafts::forms::asked::things::prose;
use crate::drafts::forms::economy::open_measures;
use crate::model::{CorrectiveMeasure, EconomyReport, Status};

impl Form<'_> {
    /// The measures: those of the report, else those that a new file has, which are not finished. New ones have a name, and are
    /// written in the file.
    pub(in crate::drafts::forms) fn measures(&self) -> Vec<Asked> {
        let mut measures: Vec<Asked> = Vec::new();
        let mut add = |document: Option<usize>, measure: &CorrectiveMeasure| {
            // Of two with one name nobody could tell which is meant.
            if !measures.iter().any(|known| known.id == measure.name.value) {
                measures.push(asked(document, measure));
            }
        };
        match self.prefill.report() {
            Some(_) => {
                let parts = self.economies().map(|(document, economy)| (document, &economy.measures));
                parts.for_each(|(document, all)| all.iter().for_each(|measure| add(Some(document), measure)));
            }
            None if self.has_economy() => {
                if let Some(before) = self.economy_before() {
                    open_measures(&before).for_each(|measure| add(None, measure));
                }
            }
            None => {}
        }
        measures
    }

    /// The economy as a whole. A report whose files have none is not asked for it: where it would stand nobody can tell.
    pub(in crate::drafts::forms) fn whole_economy(&self) -> Option<Asked> {
        let loaded = self.wish.loaded;
        let says = |economy: &EconomyReport| prose(loaded, economy.analysis.as_ref());
        let there = self.economies().find(|(_, economy)| says(economy).is_some()).or_else(|| self.economies().next());
        if there.is_none() && (self.prefill.report().is_some() || !self.has_economy()) {
            return None;
        }
        Some(Asked::text_of_report(
            AskedKind::Economy,
            "analys",
            there.and_then(|(_, economy)| says(economy)),
            there.map(|(document, economy)| Reported { document, at: economy.span }),
        ))
    }

    /// The economies of the report, each with the number of its document.
    fn economies(&self) -> impl Iterator<Item = (usize, &EconomyReport)> {
        let parts = self.prefill.report().into_iter().flat_map(|report| &report.parts);
        parts.filter_map(|part| {
            let follow_up = self.wish.loaded.resolved.documents[*part].follow_up.as_deref()?;
            Some((*part, follow_up.economy.as_ref()?))
        })
    }
}

fn asked(document: Option<usize>, measure: &CorrectiveMeasure) -> Asked {
    let words = |status: Status| (status.word().to_owned(), status.word().to_owned());
    // What was said before is no answer of this report.
    let is_reported = document.is_some();
    let status = measure.status.as_ref().filter(|_| is_reported).map(|status| status.value.word().to_owned());
    let effect = measure.effect.as_ref().map(|effect| effect.value.to_string().replace('.', ","));
    Asked {
        kind: AskedKind::Measure,
        id: measure.name.value.clone(),
        name: measure.name.value.clone(),
        said: Vec::new(),
        texts: String::new(),
        is_due: false,
        values: vec![
            AskedValue { key: "status", kind: ValueKind::Word(Status::ALL.map(words).to_vec()), now: status },
            AskedValue { key: "effekt", kind: ValueKind::Amount, now: effect },
        ],
        reported: document.map(|document| Reported { document, at: measure.span }),
    }
}
