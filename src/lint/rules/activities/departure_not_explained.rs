//! Late or cancelled activities that do not say how they depart from the plan.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::activities;
use crate::model::follow_up::Status;
use crate::msg;

/// VP0606.
pub static RULE: Rule = Rule {
    code: "VP0606",
    name: "departure-not-explained",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "aktiviteten är försenad eller avbruten utan avvikelse",
        "the activity is late or cancelled without avvikelse",
    ),
    what: Bilingual::fixed(
        "Aktivitetens `status` är `försenad` eller `avbruten`, men `avvikelse` säger inte hur den avviker från planen.",
        "The activity's `status` is `försenad` or `avbruten`, but `avvikelse` does not say how it departs from the plan.",
    ),
    why: Bilingual::fixed(
        "Den som beslutar behöver veta vad som hände och vad som görs i stället. Utan det går det inte att ta ställning till avvikelsen.",
        "Those who decide need to know what happened and what is done instead. Without it they cannot take a stand on the departure.",
    ),
    fixes: Fixes::NONE,
};

/// Reports the entries of what the plan prints.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for (_, item) in activities(subject) {
        let Some(at) = subject.report.activities.get(&item) else { continue };
        let entry = subject.resolved.activity_report(*at);
        let departs = |status: Status| matches!(status, Status::Late | Status::Cancelled);
        let Some(status) = entry.status.as_ref().filter(|status| departs(status.value)) else { continue };
        if !entry.deviation.is_absent() || entry.has_unread_keys {
            continue;
        }
        let activity = subject.resolved.activity(item);
        let (name, word) = (activity.name.as_str(), status.value.word());
        let english = if status.value == Status::Late { "late" } else { "cancelled" };
        let finding = Diagnostic::new(
            &RULE,
            status.span,
            msg!(
                "aktiviteten ”{name}” är {word}, men ingen avvikelse är skriven",
                "the activity \"{name}\" is {english}, but no avvikelse is written",
            ),
        )
        .help(msg!(
            "skriv på raden under avvikelse: och vad som hände och görs i stället",
            "write on the line below avvikelse: and what happened and is done instead",
        ));
        sink.push(match activity.end.as_ref() {
            Some(end) => finding.other(end.span, msg!("slut enligt planen", "the end by the plan")),
            None => finding.other(activity.name.span, msg!("den står i planen", "it is in the plan")),
        });
    }
}
