//! Indicators with nothing to compare an outcome with.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Plans;
use crate::lint::rules::indicators::written;
use crate::model::Tier;
use crate::msg;

/// VP0410.
pub static RULE: Rule = Rule {
    code: "VP0410",
    name: "indicator-without-target",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "indikatorn har varken årsmål eller tidigare utfall",
        "the indicator has neither a target nor earlier outcomes",
    ),
    what: Bilingual::fixed(
        "Indikatorn har inget `årsmål`, inget `kf_årsmål`, ingen `serie`, och ingen plan under har satt ett årsmål för den. ”Tas fram av …” räknas som årsmål. En indikator med `nyckeltal: ja` följs utan årsmål med avsikt.",
        "The indicator has no `årsmål`, no `kf_årsmål`, no `serie`, and no plan below has set a target for it. \"Tas fram av …\" counts as a target. An indicator with `nyckeltal: ja` (key figure) is followed without a target by intent.",
    ),
    why: Bilingual::fixed(
        "Ett utfall utan något att jämföra med säger inte om det går bra eller dåligt.",
        "An outcome without anything to compare it with does not show whether things go well or badly.",
    ),
    fixes: Fixes::NONE,
};

/// Reports indicators without target and series, where they are written.
pub fn check(plans: &Plans, number: usize, sink: &mut Sink) {
    let resolved = plans.resolved;
    let document = &resolved.documents[number];
    for (item, indicator) in written(number, document) {
        let has_target = indicator.target.is_some()
            || indicator.council_target.is_some()
            || resolved.set_in_maps(item, |_| true).is_some();
        let is_key_figure = indicator.key_figure.as_ref().is_some_and(|is| is.value);
        if has_target || is_key_figure || !indicator.series.is_empty() {
            continue;
        }
        let name = indicator.name.as_str();
        let finding = Diagnostic::new(
            &RULE,
            indicator.name.span,
            msg!(
                "indikatorn ”{name}” har varken årsmål eller tidigare utfall",
                "the indicator \"{name}\" has neither a target nor earlier outcomes",
            ),
        );
        sink.push(match document.organisation.tier() {
            Tier::Municipality | Tier::Region => finding.help(msg!(
                "skriv kf_årsmål: och ett tal, eller kf_årsmål: Tas fram av nämnd",
                "write kf_årsmål: and a number, or kf_årsmål: Tas fram av nämnd",
            )),
            _ => finding.help(msg!(
                "skriv årsmål: och ett tal med enhet, eller tidigare års utfall i serie:; följs måttet utan mål med avsikt, skriv nyckeltal: ja",
                "write årsmål: and a number with its unit, or earlier years' outcomes in serie:; if it is followed without a target by intent, write nyckeltal: ja",
            )),
        });
    }
}
