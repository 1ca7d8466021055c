//! What is known of last year: the follow-ups of the plan, else what the plan itself says.

use super::LastOutcome;
use crate::model::{At, Outcome, Status};
use crate::read::load::Loaded;
use crate::resolve::ItemRef;

/// What an indicator reached, as the newest follow-up of a document says that has a figure; otherwise the newest year of its
/// `serie` before the new plan's.
pub fn last_outcome(loaded: &Loaded, document: usize, at: ItemRef, new: i16) -> Option<LastOutcome> {
    let resolved = &loaded.resolved;
    let mut newest = None;
    for report in resolved.reports_on(document) {
        let Some(occasion) = report.occasion else { continue };
        let outcome = resolved.indicator_entry(report, at).and_then(|entry| entry.outcome.as_ref());
        if let Some(outcome) = outcome.filter(|outcome| outcome.value != Outcome::Missing) {
            newest = Some((occasion, outcome));
        }
    }
    let year = resolved.documents.head(document).year.as_ref().map(|year| year.value);
    match (newest, year) {
        (Some((occasion, outcome)), Some(year)) => {
            let occasion = &resolved.settings.steering.occasions[occasion].key;
            Some(LastOutcome { period: format!("{occasion} {year}"), figure: outcome.value.print() })
        }
        _ => from_series(loaded, at, new),
    }
}

/// How an activity stood when it was last reported, in the follow-ups of the plan that it is written in.
pub fn last_status(loaded: &Loaded, at: ItemRef) -> Option<Status> {
    let resolved = &loaded.resolved;
    let reports: Vec<_> = resolved.reports_on(at.on.document).collect();
    let entries = reports.iter().rev().filter_map(|report| resolved.activity_entry(report, at));
    entries.filter_map(|found| found.entry.status.as_ref()).map(|status| status.value).next()
}

fn from_series(loaded: &Loaded, at: ItemRef, new: i16) -> Option<LastOutcome> {
    let series = &loaded.resolved.indicator(at).series;
    let before = series.iter().filter(|(year, _)| year.value < new);
    let (year, figure): &(At<i16>, _) = before.max_by_key(|(year, _)| year.value)?;
    Some(LastOutcome { period: year.value.to_string(), figure: figure.value.print() })
}
