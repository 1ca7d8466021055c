//! Reports without the one before them.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::{activities, indicators, is_known, occasion_name, occasion_names};
use crate::msg;
use crate::terminal::quoted;

/// VP0509.
pub static RULE: Rule = Rule {
    code: "VP0509",
    name: "earlier-occasion-missing",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("ett tidigare tillfälle är inte rapporterat", "an earlier occasion is not reported"),
    what: Bilingual::fixed(
        "Planen har en uppföljning för det här tillfället men ingen för ett tidigare under samma år, fast en indikator skulle rapporteras då eller en aktivitet hade börjat. Det sägs bara om någon plan för samma år har en uppföljning från det tillfället i arbetsytan: ett arkiv kan börja med verksamhetsberättelsen.",
        "The plan has a follow-up at this occasion but none at an earlier one of the same year, though an indicator was due at it or an activity had begun. This is said only where some plan of the same year has a follow-up of that occasion in the workspace: an archive may begin with the annual report.",
    ),
    why: Bilingual::fixed(
        "Utan den tidigare rapporten syns inte hur året har gått, och nästa år saknas talen att jämföra med.",
        "Without the earlier follow-up the course of the year cannot be seen, and next year there are no figures to compare with.",
    ),
    fixes: Fixes::NONE,
};

/// Reports the gap once, at the first report after it.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(occasion) = subject.report.occasion.filter(|_| is_known(subject)) else { return };
    let resolved = subject.resolved;
    // A report whose period is unknown, or a file that cannot be read, may be the one that seems to be missing.
    let lost = resolved.reports_on(subject.report.plan).any(|report| report.occasion.is_none());
    if lost || subject.plan.lost_beside {
        return;
    }
    let had_something = |at: &usize| {
        indicators(subject).any(|(_, item)| resolved.is_due(*at, item) == Some(true))
            || activities(subject).any(|(_, item)| resolved.has_begun(subject.report.plan, *at, item))
    };
    let missing: Vec<usize> = resolved.missed_before(subject.report).filter(had_something).collect();
    let Some(part) = subject.parts.first().filter(|_| !missing.is_empty()) else { return };
    let place = part.follow_up.period.as_ref().map_or(part.follow_up.kind, |period| period.span);
    let now = occasion_name(subject, occasion);
    let Bilingual { sv, en } = Bilingual::all_of(&occasion_names(subject, &missing));
    let plan = resolved.document(subject.plan);
    let first = quoted(occasion_name(subject, missing[0]));
    let path = quoted(&subject.sources.shown_path(plan.source));
    let finding = Diagnostic::new(
        &RULE,
        place,
        msg!(
            "{now} rapporteras, men ingen uppföljning finns för {sv}",
            "{now} is reported, but there is no follow-up for {en}",
        ),
    )
    .help(msg!(
        "lägg rapporten för {sv} bredvid planen; vp new follow-up --period {first} {path} skriver en fil att fylla i",
        "put the follow-up for {en} beside the plan; vp new follow-up --period {first} {path} writes a file to fill in",
    ));
    sink.push(match &plan.year {
        Some(year) => finding.other(year.span, msg!("planen som följs upp", "the plan that is followed up")),
        None => finding,
    });
}
