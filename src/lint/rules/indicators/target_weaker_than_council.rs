//! Own targets that ask for less than the council's, without a reason.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::indicators::{own_targets, quantity, typed};
use crate::model::Direction;
use crate::msg;
use crate::resolve::names;

/// VP0407.
pub static RULE: Rule = Rule {
    code: "VP0407",
    name: "target-weaker-than-council",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "årsmålet är svagare än fullmäktiges och inget skäl anges",
        "the target is weaker than the council's and no reason is given",
    ),
    what: Bilingual::fixed(
        "Det egna årsmålet begär mindre än fullmäktiges, räknat i indikatorns `riktning`, och målet har ingen `motivering`: på indikatorn, eller bredvid målet under planens `årsmål`. Tal med olika enheter jämförs inte.",
        "The organisation's own target asks for less than the council's, counted in the indicator's `riktning`, and the target has no `motivering`: on the indicator, or beside the target below the plan's `årsmål`. Figures of different units are not compared.",
    ),
    why: Bilingual::fixed(
        "Om alla sätter svagare mål än fullmäktige når kommunen inte sitt. Det kan finnas goda skäl, men de ska gå att läsa och ompröva.",
        "If everybody sets weaker targets than the council, the municipality does not reach its own. There may be good reasons, but they must be there to read and reconsider.",
    ),
    fixes: Fixes::NONE,
};

/// Reports own targets set here that are weaker than the council's.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for own in own_targets(subject) {
        let indicator = own.indicator;
        let Some(direction) = indicator.direction.as_ref() else { continue };
        let Some((council, council_number)) = quantity(&indicator.council_target) else { continue };
        let Some(number) = own.target.value.quantity() else { continue };
        if own.reason.is_some() || !direction.value.is_weaker(number, council_number) {
            continue;
        }
        let (name, number, council_number) = (indicator.name.as_str(), typed(number), typed(council_number));
        let finding = Diagnostic::new(
            &RULE,
            own.target.span,
            msg!(
                "årsmål {number} för ”{name}” är svagare än fullmäktiges mål {council_number}",
                "the target {number} of \"{name}\" is weaker than the council's target {council_number}",
            ),
        )
        .label(match direction.value {
            Direction::Higher => msg!("lägre, fast högre är bättre", "lower, though higher is better"),
            Direction::Lower => msg!("högre, fast lägre är bättre", "higher, though lower is better"),
            Direction::Range => msg!("inte inom intervallet", "not within the range"),
        })
        .other(council.span, msg!("fullmäktiges mål", "the council's target"));
        sink.push(match own.in_map {
            true => {
                let id = names::indicator_id(indicator);
                finding.help(msg!(
                    "ändra målet, eller skriv {id}: {{årsmål: {number}, motivering: …}} med skälet",
                    "change the target, or write {id}: {{årsmål: {number}, motivering: …}} with the reason",
                ))
            }
            false => finding.help(msg!(
                "ändra målet, eller skriv motivering: och skälet på indikatorn",
                "change the target, or write motivering: and the reason on the indicator",
            )),
        });
    }
}
