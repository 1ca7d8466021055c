//! Names and titles in a follow-up that are not the plan's.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::{activities, decided, indicators};
use crate::model::At;
use crate::msg;

/// VP0510.
pub static RULE: Rule = Rule {
    code: "VP0510",
    name: "wording-differing-from-plan",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "ordalydelsen i rapporten är en annan än planens",
        "the wording in the follow-up is not the plan's",
    ),
    what: Bilingual::fixed(
        "`namn` på en indikator eller aktivitet, eller `titel` på ett mål, är skrivet på annat sätt än i planen. Planens ord trycks.",
        "`namn` of an indicator or activity, or `titel` of a goal, is worded differently from the plan. The plan's words are printed.",
    ),
    why: Bilingual::fixed(
        "En indikator som byter ordalydelse under året mäter kanske något annat än det som beslutades. Är det en ny indikator ska den ha ett eget id.",
        "An indicator that changes its wording within the year may measure something other than what was decided. If it is a new indicator it should have an id of its own.",
    ),
    fixes: Fixes::NONE,
};

/// Compares the names that are written in the follow-up with those in print.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let (resolved, report) = (subject.resolved, subject.report);
    for (number, at) in report.goals.iter().enumerate() {
        let written = at.and_then(|at| resolved.goal_report(at).title.as_ref());
        let title = written.and_then(|written| Some((written, decided(subject, number).title.as_ref()?)));
        sink.extend(title.and_then(|(written, title)| finding("titel", written, title)));
    }
    for (_, item) in indicators(subject) {
        let entry = resolved.indicator_entry(report, item);
        let written = entry.and_then(|entry| entry.name.as_ref());
        sink.extend(written.and_then(|written| finding("namn", written, &resolved.indicator(item).name)));
    }
    for (_, item) in activities(subject) {
        let entry = report.activities.get(&item).map(|at| resolved.activity_report(*at));
        let written = entry.and_then(|entry| entry.name.as_ref());
        sink.extend(written.and_then(|written| finding("namn", written, &resolved.activity(item).name)));
    }
}

fn finding(key: &str, written: &At<String>, planned: &At<String>) -> Option<Diagnostic> {
    if written.value.is_empty() || planned.value.is_empty() || plain(written.as_str()) == plain(planned.as_str()) {
        return None;
    }
    let (here, there) = (written.as_str(), planned.as_str());
    Some(
        Diagnostic::new(
            &RULE,
            written.span,
            msg!(
                "{key}: ”{here}” skiljer sig från planens ”{there}”, som trycks",
                "{key}: \"{here}\" differs from the plan's \"{there}\", which is printed",
            ),
        )
        .other(planned.span, msg!("så står det i planen", "as it is in the plan"))
        .help(msg!(
            "ta bort {key}, eller skriv det som i planen; menas något annat, rätta id:t",
            "remove {key}, or write it as in the plan; if something else is meant, fix the id",
        )),
    )
}

/// A text as it is compared: composed, with one space for each white space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}
