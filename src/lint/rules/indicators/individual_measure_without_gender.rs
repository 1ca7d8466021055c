//! Measures of individuals whose outcome is not given for women and men.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;

/// VP0411.
pub static RULE: Rule = Rule {
    code: "VP0411",
    name: "individual-measure-without-gender",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "indikatorn gäller enskilda människor men är inte könsuppdelad",
        "the indicator is about individuals but not divided by gender",
    ),
    what: Bilingual::fixed(
        "Indikatorn har `individbaserad: ja` men inte `könsuppdelad: ja`.",
        "The indicator has `individbaserad: ja` but not `könsuppdelad: ja`.",
    ),
    why: Bilingual::fixed(
        "Statistik om människor ska kunna visas för kvinnor och män var för sig. Annars syns det inte om någon grupp får sämre service.",
        "Statistics about people should be shown for women and men separately. Otherwise nobody sees whether one group is served worse.",
    ),
    fixes: Fixes::NONE,
};

/// Reports indicators written here that measure individuals and are not divided by gender.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for indicator in subject.document.goals.iter().flat_map(|goal| &goal.indicators) {
        let Some(individual) = indicator.individual.as_ref().filter(|individual| individual.value) else { continue };
        let name = indicator.name.as_str();
        let message = msg!(
            "”{name}” gäller enskilda människor men är inte könsuppdelad",
            "\"{name}\" is about individuals but not divided by gender",
        );
        let help = msg!(
            "skriv könsuppdelad: ja, så redovisas utfallet även för kvinnor och män",
            "write könsuppdelad: ja, and the outcome is given for women and men too",
        );
        match &indicator.by_gender {
            Some(by_gender) if by_gender.value => {}
            Some(by_gender) => sink.push(
                Diagnostic::new(&RULE, by_gender.span, message)
                    .other(individual.span, msg!("individbaserad", "about individuals"))
                    .help(help),
            ),
            None => sink.push(Diagnostic::new(&RULE, individual.span, message).help(help)),
        }
    }
}
