//! Outcomes per gender of so few that a reader may know who they are.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::model::{Outcome, Value};
use crate::msg;

/// VP0905.
pub static RULE: Rule = Rule {
    code: "VP0905",
    name: "outcome-of-small-group",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "utfallet per kön bygger på färre än fem",
        "the outcome per gender rests on fewer than five",
    ),
    what: Bilingual::fixed(
        "`män` eller `kvinnor` har ett utfall som enligt `antal_män` eller `antal_kvinnor` bygger på en grupp av en till fyra.",
        "`män` or `kvinnor` has an outcome that by `antal_män` or `antal_kvinnor` rests on a group of one to four.",
    ),
    why: Bilingual::fixed(
        "I en så liten grupp kan den som känner verksamheten räkna ut vem ett svar eller ett resultat gäller. Rapporten är en allmän handling.",
        "In so small a group somebody who knows the unit can work out whom an answer or a result is about. The report is a public document.",
    ),
    fixes: Fixes::NONE,
};

/// Whether a group is so small that its outcome tells about those in it.
pub(crate) fn is_small(count: usize) -> bool {
    (1..5).contains(&count)
}

/// Reports every entry, also of what the plan does not have.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for entry in subject.parts.iter().flat_map(|part| &part.follow_up.indicators) {
        let genders = [
            ("män", "men", &*entry.men, "antal_män", &*entry.men_count),
            ("kvinnor", "women", &*entry.women, "antal_kvinnor", &*entry.women_count),
        ];
        for (sv, en, outcome, count_key, count) in genders {
            let (Value::Read(outcome), Value::Read(count)) = (outcome, count) else { continue };
            if outcome.value == Outcome::Missing || !is_small(count.value) {
                continue;
            }
            let (id, number) = (entry.id.as_str(), count.value);
            sink.push(
                Diagnostic::new(
                    &RULE,
                    outcome.span,
                    msg!(
                        "utfallet för {sv} i {id} bygger på en grupp av {number}",
                        "the outcome of {en} in {id} rests on a group of {number}",
                    ),
                )
                .other(count.span, msg!("{count_key} är {number}", "{count_key} is {number}"))
                .help(msg!(
                    "ta bort män och kvinnor, så att bara utfallet för alla trycks: av det ena könets tal kan det andras räknas ut",
                    "remove män and kvinnor, so that only the outcome of all is printed: from the figure of one gender that of the other can be worked out",
                )),
            );
        }
    }
}
