//! Activities that end before they begin.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;

/// VP0602.
pub static RULE: Rule = Rule {
    code: "VP0602",
    name: "activity-ending-before-start",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("aktiviteten slutar innan den börjar", "the activity ends before it begins"),
    what: Bilingual::fixed(
        "Aktivitetens slutdatum ligger före dess startdatum.",
        "The activity's end date lies before its start date.",
    ),
    why: Bilingual::fixed(
        "Minst ett av datumen är fel, och planen säger inte vilket. Ofta är det årtalet som blivit kvar från förra planen.",
        "At least one of the dates is wrong, and the plan does not say which. Often it is a year left over from the last plan.",
    ),
    fixes: Fixes::NONE,
};

/// Reports activities whose end lies before their start.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for activity in subject.document.goals.iter().flat_map(|goal| &goal.activities) {
        let (Some(start), Some(end)) = (activity.start.as_ref(), activity.end.as_ref()) else { continue };
        if end.value >= start.value {
            continue;
        }
        let name = activity.name.as_str();
        sink.push(
            Diagnostic::new(
                &RULE,
                end.span,
                msg!("aktiviteten ”{name}” slutar innan den börjar", "the activity \"{name}\" ends before it begins",),
            )
            .label(msg!("slutar här", "ends here"))
            .other(start.span, msg!("börjar här", "begins here"))
            .help(msg!(
                "rätta det datum som är fel, eller byt plats på dem",
                "fix the date that is wrong, or swap them",
            )),
        );
    }
}
