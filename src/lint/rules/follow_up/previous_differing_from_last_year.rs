//! Written figures of last year that differ from last year's own.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::{indicators, typed};
use crate::model::Outcome;
use crate::msg;
use crate::resolve::ItemRef;

/// VP0507.
pub static RULE: Rule = Rule {
    code: "VP0507",
    name: "previous-differing-from-last-year",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "föregående är ett annat tal än förra årets",
        "föregående differs from last year's figure",
    ),
    what: Bilingual::fixed(
        "`föregående` skiljer sig från det utfall som samma indikator hade vid samma tillfälle i förra årets uppföljning, eller som står för året i indikatorns `serie`.",
        "`föregående` differs from the outcome that the same indicator had at the same occasion in last year's follow-up, or that is given for the year in the indicator's `serie`.",
    ),
    why: Bilingual::fixed(
        "Läsaren ser två olika tal för samma sak i två dokument, och utvecklingen blir en annan. Det skrivna trycks tills någon har avgjort vilket som är rätt.",
        "Readers see two figures of one thing in two documents, and the change comes out differently. The written one is printed until somebody has settled which is right.",
    ),
    fixes: Fixes::NONE,
};

/// Compares what is written as last year's with last year's.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for (_, item) in indicators(subject) {
        let entry = subject.resolved.indicator_entry(subject.report, item);
        let Some(written) = entry.and_then(|entry| entry.previous.as_ref()) else { continue };
        let Some(before) = subject.resolved.previous(subject.report, item) else { continue };
        if !differs(&written.value, &before.outcome.value) || is_only_the_unit(subject, item, &written.value) {
            continue;
        }
        let name = subject.resolved.indicator(item).name.as_str();
        let (here, there) = (typed(&written.value), typed(&before.outcome.value));
        let (message, label) = match before.is_reported {
            true => (
                msg!(
                    "föregående: {here} för ”{name}” är inte utfallet i förra årets uppföljning, {there}",
                    "föregående: {here} of \"{name}\" is not the outcome in last year's follow-up, {there}",
                ),
                msg!("utfallet förra året", "last year's outcome"),
            ),
            false => (
                msg!(
                    "föregående: {here} för ”{name}” är inte förra årets utfall i serien, {there}",
                    "föregående: {here} of \"{name}\" is not last year's outcome in the series, {there}",
                ),
                msg!("förra årets utfall i serien", "last year's outcome in the series"),
            ),
        };
        sink.push(Diagnostic::new(&RULE, written.span, message).other(before.outcome.span, label).help(msg!(
            "ta bort föregående, så trycks {there}; är det talet som är fel, rätta det där det står",
            "remove föregående, and {there} is printed; if that figure is the wrong one, fix it there",
        )));
    }
}

/// Whether two outcomes are different figures. What is no exact figure is compared with nothing.
fn differs(written: &Outcome, before: &Outcome) -> bool {
    match (written, before) {
        (Outcome::Figure(one), Outcome::Figure(other)) => one.value != other.value || !one.same_unit(other),
        (Outcome::Figure(_), Outcome::Missing) | (Outcome::Missing, Outcome::Figure(_)) => true,
        _ => false,
    }
}

/// Whether the unit of what is written differs from the target's, which is said by itself.
fn is_only_the_unit(subject: &ReportSubject, item: ItemRef, written: &Outcome) -> bool {
    let target = subject.resolved.compared_target(subject.plan, item);
    let before = subject.resolved.previous(subject.report, item);
    match (written.quantity(), target, before.as_ref().and_then(|before| before.outcome.value.quantity())) {
        (Some(written), Some(target), Some(before)) => written.value == before.value && !written.same_unit(target),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::differs;
    use crate::model::Outcome;

    #[test]
    fn figures_are_compared_by_number_and_unit() {
        for (written, before, expected) in [
            ("100 %", "100,0 procent", false),
            ("100", "100 %", true),
            ("98,2 %", "98,18 %", true),
            ("1 234", "1234", false),
            ("saknas", "saknas", false),
            ("saknas", "4", true),
            ("4", "saknas", true),
            ("ca 45", "45", false),
            ("45", "<50", false),
        ] {
            assert_eq!(differs(&Outcome::read(written), &Outcome::read(before)), expected, "{written}, {before}");
        }
    }
}
