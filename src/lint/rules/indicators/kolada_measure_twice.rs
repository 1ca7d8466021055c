//! Two indicators of one plan that name the same measure in Kolada.

use std::collections::hash_map::Entry::{Occupied, Vacant};

use rustc_hash::FxHashMap;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::KoladaId;
use crate::msg;
use crate::resolve::{ItemRef, names};

/// VP0417.
pub static RULE: Rule = Rule {
    code: "VP0417",
    name: "kolada-measure-twice",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "två indikatorer i planen har samma mått i Kolada",
        "two indicators of the plan have the same measure in Kolada",
    ),
    what: Bilingual::fixed(
        "Två indikatorer i planen har samma id under `kolada` men olika namn. Indikatorer som planen ärver och trycker räknas. Heter de likadant säger VP0413 till.",
        "Two indicators of the plan have the same id after `kolada` but different names. Indicators that the plan inherits and prints count. Where they have the same name VP0413 tells.",
    ),
    why: Bilingual::fixed(
        "`vp import outcomes` ger båda samma utfall. Antingen är det en indikator som har skrivits två gånger, eller så har den ena fått den andras id, och då är dess utfall ett annat måtts.",
        "`vp import outcomes` gives both the same outcome. Either it is one indicator that was written twice, or one has got the other's id, and then its outcome is another measure's.",
    ),
    fixes: Fixes::NONE,
};

/// Reports each indicator written here that has the measure of another.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let own = subject.plan.document;
    let printed = subject.plan.goals.iter().flat_map(|goal| goal.indicators.iter().copied());
    let with_measure = printed.filter(|item| subject.resolved.indicator(*item).kolada.is_some());
    let (mut here, above): (Vec<ItemRef>, Vec<ItemRef>) = with_measure.partition(|item| item.on.document == own);
    here.sort_unstable();
    here.dedup();
    let mut seen: FxHashMap<KoladaId, ItemRef> = FxHashMap::default();
    for item in above.into_iter().chain(here) {
        let indicator = subject.resolved.indicator(item);
        let Some(measure) = &indicator.kolada else { continue };
        let first = match seen.entry(measure.value) {
            Vacant(place) => {
                place.insert(item);
                continue;
            }
            Occupied(place) => *place.get(),
        };
        let other = subject.resolved.indicator(first);
        let is_same_name = names::slug(indicator.name.as_str()) == names::slug(other.name.as_str());
        if item.on.document != own || first == item || is_same_name {
            continue;
        }
        let (id, name) = (measure.value, other.name.as_str());
        let place = other.kolada.as_ref().map_or(other.name.span, |measure| measure.span);
        sink.push(
            Diagnostic::new(
                &RULE,
                measure.span,
                msg!("måttet {id} i Kolada har redan ”{name}”", "the measure {id} in Kolada is already that of \"{name}\""),
            )
            .other(place, msg!("här är det första", "here is the first"))
            .help(msg!(
                "slå upp måttet på kolada.se och skriv rätt id; mäter indikatorerna samma sak, ta bort den ena",
                "look the measure up at kolada.se and write the right id; if the indicators measure the same, remove one of them",
            )),
        );
    }
}
