//! Number targets of which nobody knows whether more or less is better.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Plans;
use crate::lint::rules::indicators::{quantity, typed, written};
use crate::model::Target;
use crate::msg;

/// VP0409.
pub static RULE: Rule = Rule {
    code: "VP0409",
    name: "target-without-direction",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "indikatorn har ett årsmål men ingen riktning",
        "the indicator has a target but no direction",
    ),
    what: Bilingual::fixed(
        "Ett tal är satt som mål, här eller i en plan under den här, men indikatorn säger inte med `riktning` om högre eller lägre är bättre.",
        "A number is set as target, here or in a plan below this one, but the indicator does not say by `riktning` whether higher or lower is better.",
    ),
    why: Bilingual::fixed(
        "vp gissar inte riktningen. Utan den går det inte att bedöma om målet nås, eller om ett eget mål är svagare än fullmäktiges.",
        "vp does not guess the direction. Without it there is no telling whether the target is reached, or whether the organisation's own target is weaker than the council's.",
    ),
    fixes: Fixes::NONE,
};

/// Reports indicators without a direction that have a number as target anywhere, where they are written. A direction that
/// is written but cannot be read is reported by reading.
pub fn check(plans: &Plans, number: usize, sink: &mut Sink) {
    let resolved = plans.resolved;
    let document = &resolved.documents[number];
    for (item, indicator) in written(number, document) {
        if !indicator.direction.is_absent() {
            continue;
        }
        // "Minst 90 %" says it itself.
        if indicator.target.iter().chain(&indicator.council_target).any(|at| at.value.direction().is_some()) {
            continue;
        }
        let own = quantity(&indicator.target).or_else(|| quantity(&indicator.council_target)).map(|(at, _)| at);
        let Some(target) = own.or_else(|| resolved.set_in_maps(item, |sort| sort.lacks_direction)) else {
            continue;
        };
        let (name, words) = (indicator.name.as_str(), words(&target.value));
        let help = match target.value.quantity().and_then(|quantity| quantity.upper) {
            Some(_) => msg!(
                "skriv riktning: intervall om utfallet ska ligga inom {words}, annars högre eller lägre",
                "write riktning: intervall if the outcome is to lie within {words}, otherwise högre (higher) or lägre (lower)",
            ),
            None => msg!(
                "skriv riktning: högre om högre är bättre, riktning: lägre om lägre är bättre",
                "write riktning: högre if higher is better, riktning: lägre if lower is better",
            ),
        };
        sink.push(
            Diagnostic::new(
                &RULE,
                indicator.name.span,
                msg!(
                    "”{name}” har målet {words} men ingen riktning",
                    "\"{name}\" has the target {words} but no direction",
                ),
            )
            .other(target.span, msg!("målet", "the target"))
            .help(help),
        );
    }
}

fn words(target: &Target) -> String {
    target.quantity().map(typed).unwrap_or_default()
}
