//! Assessments that have moved since an earlier occasion of the year, without a word on why.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::{goals, printed, says_something, word};
use crate::msg;
use crate::resolve::Report;

/// VP0706.
pub static RULE: Rule = Rule {
    code: "VP0706",
    name: "assessment-moved-without-analysis",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målets bedömning har ändrats sedan ett tidigare tillfälle, utan analys",
        "the goal's assessment has moved since an earlier occasion, without an analysis",
    ),
    what: Bilingual::fixed(
        "Målet har en annan bedömning än vid det närmast tidigare tillfälle under året då det bedömdes, och ingen `analys` i den här rapporten.",
        "The goal's assessment differs from that of the nearest earlier occasion of the year when it was assessed, and there is no `analys` in this follow-up.",
    ),
    why: Bilingual::fixed(
        "Den som läste den förra rapporten vill veta vad som har hänt sedan dess.",
        "Those who read the last report want to know what has happened since.",
    ),
    fixes: Fixes::NONE,
};

/// Reports goals whose assessment is another than at the occasion before.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let resolved = subject.resolved;
    let steering = &resolved.settings.steering;
    let earlier: Vec<&Report> = subject.report.earlier.iter().map(|number| &resolved.reports[*number]).collect();
    for goal in goals(subject) {
        let Some((entry, assessment)) = goal.assessed() else { continue };
        let before = earlier.iter().rev().find_map(|report| {
            let before = resolved.goal_report(report.goals[goal.number]?).assessment.as_ref()?;
            Some((&steering.occasions[report.occasion?].key, before))
        });
        let Some((occasion, before)) = before.filter(|(_, before)| before.value != assessment.value) else { continue };
        if entry.has_unread_keys || says_something(entry.analysis.as_ref(), subject.sources) {
            continue;
        }
        let (title, id) = (&goal.title, entry.id.as_str());
        let (from, to) = (printed(steering, before.value), printed(steering, assessment.value));
        let (was, is) = (word(steering, before.value), word(steering, assessment.value));
        sink.push(
            Diagnostic::new(
                &RULE,
                assessment.span,
                msg!(
                    "målet ”{title}” har gått från ”{from}” i {occasion} till ”{to}”, utan analys",
                    "the goal \"{title}\" has gone from \"{from}\" in {occasion} to \"{to}\", without an analysis",
                ),
            )
            .label(msg!("här står {is}", "this says {is}"))
            .other(before.span, msg!("i {occasion} står {was}", "in {occasion} it is {was}"))
            .help(msg!(
                "skriv analys: under {id} om vad som har hänt sedan {occasion}",
                "write analys: under {id} on what has happened since {occasion}",
            )),
        );
    }
}
