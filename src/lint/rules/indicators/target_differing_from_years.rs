//! A target of the year that is not what the targets of several years say of it.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;

/// VP0415.
pub static RULE: Rule = Rule {
    code: "VP0415",
    name: "target-differing-from-years",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "årsmålet är ett annat än det i målvärden",
        "the target is another than the one in målvärden",
    ),
    what: Bilingual::fixed(
        "Indikatorn har både `årsmål` och ett mål för planens år i `målvärden`, och de är inte lika.",
        "The indicator has both `årsmål` and a target for the plan's year in `målvärden`, and they are not equal.",
    ),
    why: Bilingual::fixed(
        "Båda trycks, och läsaren vet inte vilket som gäller. Utfallet jämförs med `årsmål`.",
        "Both are printed, and readers do not know which one holds. The outcome is compared with `årsmål`.",
    ),
    fixes: Fixes::NONE,
};

/// Reports indicators with two targets of the plan's year.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(year) = subject.document.year.as_ref().map(|year| year.value) else { return };
    for indicator in subject.document.goals.iter().flat_map(|goal| &goal.indicators) {
        let of_year = indicator.targets_by_year.iter().find(|(of, _)| of.value == year);
        let (Some(target), Some((_, of_year))) = (&indicator.target, of_year) else { continue };
        // Where no other is written it is the target.
        if target.span == of_year.span || target.value == of_year.value {
            continue;
        }
        let (own, other) = (target.value.print(), of_year.value.print());
        sink.push(
            Diagnostic::new(
                &RULE,
                target.span,
                msg!(
                    "årsmålet är {own}, men målvärden säger {other} för {year}",
                    "the target is {own}, but målvärden says {other} for {year}",
                ),
            )
            .other(of_year.span, msg!("här står {other}", "this says {other}"))
            .help(msg!(
                "ändra det som är fel, eller ta bort årsmål: då gäller målvärden",
                "change the one that is wrong, or remove årsmål: then målvärden holds",
            )),
        );
    }
}
