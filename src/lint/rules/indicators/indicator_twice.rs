//! Two indicators of the same name in one plan.

use std::collections::hash_map::Entry::{Occupied, Vacant};

use rustc_hash::FxHashMap;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::resolve::{ItemRef, names};

/// VP0413.
pub static RULE: Rule = Rule {
    code: "VP0413",
    name: "indicator-twice",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "två indikatorer i planen heter likadant",
        "two indicators of the plan have the same name",
    ),
    what: Bilingual::fixed(
        "Planen har två indikatorer med samma namn, på samma mål eller på två. Indikatorer som planen ärver och trycker räknas. Stora bokstäver och skiljetecken spelar ingen roll.",
        "The plan has two indicators of the same name, on one goal or on two. Indicators that the plan inherits and prints count. Capitals and punctuation do not matter.",
    ),
    why: Bilingual::fixed(
        "De mäts en gång men rapporteras två, med två utfall som kan bli olika och två bedömningar. Mål kan dela en indikator: då står den på det ena.",
        "They are measured once but reported twice, with two outcomes that may differ and two assessments. Goals may share an indicator: then it stands on one of them.",
    ),
    fixes: Fixes::NONE,
};

/// Reports each indicator written here that has the name of another.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let own = subject.plan.document;
    let printed = subject.plan.goals.iter().flat_map(|goal| goal.indicators.iter().copied());
    let (mut here, above): (Vec<ItemRef>, Vec<ItemRef>) = printed.partition(|item| item.on.document == own);
    if here.is_empty() {
        return;
    }
    here.sort_unstable();
    here.dedup();
    let mut seen: FxHashMap<String, ItemRef> = FxHashMap::default();
    for item in above.into_iter().chain(here) {
        let indicator = subject.resolved.indicator(item);
        let first = match seen.entry(names::slug(indicator.name.as_str())) {
            Vacant(place) => {
                place.insert(item);
                continue;
            }
            Occupied(place) => *place.get(),
        };
        if item.on.document != own || first == item {
            continue;
        }
        let (name, id) = (indicator.name.as_str(), names::indicator_id(subject.resolved.indicator(first)));
        let finding = Diagnostic::new(
            &RULE,
            indicator.name.span,
            msg!(
                "planen har redan en indikator som heter ”{name}”",
                "the plan already has an indicator called \"{name}\""
            ),
        )
        .other(subject.resolved.indicator(first).name.span, msg!("här är den första", "here is the first one"));
        sink.push(match first.on.document == own {
            true => finding.help(msg!(
                "ta bort den ena och rapportera den med id {id}; mäter de två olika saker, säg i namnen vad som skiljer dem",
                "remove one of them and report it by the id {id}; if they measure two things, say in the names what makes them differ",
            )),
            false => finding.help(msg!(
                "ta bort den här: den ärvs, och ett eget mål skrivs efter {id}: under årsmål; mäter den något annat, säg det i namnet",
                "remove this one: it is inherited, and a target of your own is written after {id}: below årsmål; if it measures something else, say so in the name",
            )),
        });
    }
}
