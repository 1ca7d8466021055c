//! Statuses of activities that their dates, or what was reported before, contradict.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::says_something;
use crate::lint::rules::follow_up::{activities, occasion_name};
use crate::model::follow_up::Status;
use crate::model::{Activity, ActivityReport, At};
use crate::msg;
use crate::resolve::{ItemRef, Report};
use crate::source::Span;

/// VP0610.
pub static RULE: Rule = Rule {
    code: "VP0610",
    name: "status-against-dates",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "aktivitetens status stämmer inte med datumen eller med vad som rapporterades före",
        "the activity's status does not fit its dates or what was reported before",
    ),
    what: Bilingual::fixed(
        "Aktiviteten pågår eller är ej påbörjad fast dess slut har passerat, är genomförd fast den börjar efter tillfället, är ej påbörjad mer än en månad efter sin start, eller är pågår, försenad eller ej påbörjad sedan den i en tidigare rapport var genomförd eller avbruten. Säger `avvikelse` eller `analys` varför räknas det inte, utom det sista.",
        "The activity is under way or not begun though its end has passed, is done though it begins after the occasion, is not begun more than a month after its start, or is under way, late or not begun after an earlier report said that it was done or cancelled. Where `avvikelse` or `analys` says why it does not count, except the last.",
    ),
    why: Bilingual::fixed(
        "Läsaren ser ett slutdatum som har passerat bredvid ordet pågår, och vet inte vilket som gäller. Nämnden kan inte ta ställning till en försening som inte är sagd.",
        "Readers see an end that has passed beside the word pågår, and do not know which holds. The board cannot take a stand on a delay that nobody has told.",
    ),
    fixes: Fixes::NONE,
};

/// A start that lies so many days back should have become something.
const SLACK_IN_DAYS: i32 = 31;

/// Reports the entries of what the plan prints.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(occasion) = subject.report.occasion else { return };
    let Some(until) = subject.resolved.reported_until(subject.report.plan, occasion) else { return };
    let occasion = occasion_name(subject, occasion);
    for (_, item) in activities(subject) {
        let Some(at) = subject.report.activities.get(&item) else { continue };
        let entry = subject.resolved.activity_report(*at);
        let Some(status) = entry.status.as_ref().filter(|_| !entry.has_unread_keys) else { continue };
        let activity = subject.resolved.activity(item);
        let found = against_before(subject, (item, activity), status);
        sink.extend(found.or_else(|| {
            let explains = !entry.deviation.is_absent() || says_something(entry.analysis.as_ref(), subject.sources);
            (!explains).then(|| against_dates((activity, entry), status, (until, occasion))).flatten()
        }));
    }
}

/// The last status of an earlier report of the year, with its occasion.
fn before<'a>(subject: &ReportSubject<'a>, item: ItemRef) -> Option<(&'a At<Status>, &'a str)> {
    let earlier = subject.report.earlier.iter().rev().map(|number| &subject.resolved.reports[*number]);
    earlier.into_iter().find_map(|report: &Report| {
        let entry = subject.resolved.activity_report(*report.activities.get(&item)?);
        Some((entry.status.as_ref()?, occasion_name(subject, report.occasion?)))
    })
}

fn against_before(
    subject: &ReportSubject,
    (item, activity): (ItemRef, &Activity),
    status: &At<Status>,
) -> Option<Diagnostic> {
    let (earlier, occasion) = before(subject, item)?;
    let goes_back = matches!(
        (earlier.value, status.value),
        (Status::Done, Status::Ongoing | Status::Late | Status::NotStarted | Status::Cancelled)
            | (Status::Cancelled, Status::Ongoing | Status::Late | Status::NotStarted | Status::Done)
            | (Status::Ongoing, Status::NotStarted)
    );
    let (name, now, was) = (activity.name.as_str(), status.value.word(), earlier.value.word());
    goes_back.then(|| {
        Diagnostic::new(
            &RULE,
            status.span,
            msg!(
                "aktiviteten ”{name}” har status {now}, men var {was} vid {occasion}",
                "the activity \"{name}\" has the status {now}, but was {was} at {occasion}",
            ),
        )
        .other(earlier.span, msg!("{was} vid {occasion}", "{was} at {occasion}"))
        .help(msg!(
            "rätta den status som är fel; har arbetet tagits upp igen, lägg det som en egen aktivitet i planen",
            "fix the status that is wrong; if the work was taken up again, put it into the plan as an activity of its own",
        ))
    })
}

fn against_dates(
    (activity, entry): (&Activity, &ActivityReport),
    status: &At<Status>,
    (until, occasion): (Date, &str),
) -> Option<Diagnostic> {
    let name = activity.name.as_str();
    let (start, end) = (activity.start.as_ref(), activity.end.as_ref());
    let is_open = matches!(status.value, Status::Ongoing | Status::NotStarted);
    let now = status.value.word();
    let finding = |message: Bilingual, place: Span, label: Bilingual, help: Bilingual| {
        Some(Diagnostic::new(&RULE, status.span, message).other(place, label).help(help))
    };
    if let Some(end) = end.filter(|end| is_open && end.value <= until) {
        let day = end.value;
        return finding(
            msg!(
                "aktiviteten ”{name}” har status {now} vid {occasion}, men skulle vara klar {day}",
                "the activity \"{name}\" has the status {now} at {occasion}, but was to be done by {day}",
            ),
            end.span,
            msg!("slut enligt planen", "the end by the plan"),
            msg!(
                "skriv status: genomförd om den är klar, annars status: försenad och skälet efter avvikelse:",
                "write status: genomförd if it is done, else status: försenad and the reason after avvikelse:",
            ),
        );
    }
    if let Some(start) = start.filter(|start| status.value == Status::Done && start.value > until) {
        let (day, id) = (start.value, entry.id.as_str());
        return finding(
            msg!(
                "aktiviteten ”{name}” är genomförd vid {occasion}, men börjar först {day}",
                "the activity \"{name}\" is done at {occasion}, but does not begin until {day}",
            ),
            start.span,
            msg!("start enligt planen", "the start by the plan"),
            msg!(
                "rätta status, eller planens datum; är den klar i förtid, skriv det efter avvikelse: under {id}",
                "fix the status, or the plan's dates; if it was done ahead of time, say so after avvikelse: under {id}",
            ),
        );
    }
    let is_due = |start: &&At<Date>| start.value.checked_add(SLACK_IN_DAYS.days()).is_ok_and(|due| due <= until);
    let start = start.filter(is_due).filter(|_| status.value == Status::NotStarted)?;
    let day = start.value;
    finding(
        msg!(
            "aktiviteten ”{name}” är ej påbörjad vid {occasion}, men skulle ha börjat {day}",
            "the activity \"{name}\" is not begun at {occasion}, but was to begin on {day}",
        ),
        start.span,
        msg!("start enligt planen", "the start by the plan"),
        msg!(
            "skriv status: försenad och skälet efter avvikelse:, eller rätta status",
            "write status: försenad and the reason after avvikelse:, or fix the status",
        ),
    )
}
