//! Indicators that the council has set a target for and the organisation has not.

use std::collections::HashSet;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::indicators::{quantity, typed};
use crate::model::{At, Tier};
use crate::msg;
use crate::resolve::{ItemRef, names};

/// VP0406.
pub static RULE: Rule = Rule {
    code: "VP0406",
    name: "council-target-without-own",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "fullmäktige har satt ett mål men inget eget årsmål finns",
        "the council has set a target but the organisation has none of its own",
    ),
    what: Bilingual::fixed(
        "Planen visar indikatorer med årsmål från fullmäktige, men varken organisationen eller någon nivå ovanför den har satt ett eget. Ärvda indikatorer räknas upp på ett ställe, vid organisationens namn, i den högsta plan under fullmäktige som visar dem. Utelämnar planen en sådan indikator med `utelämna` sägs det där.",
        "The plan shows indicators with a target of the council, but neither the organisation nor any level above it has set one of its own. Inherited indicators are listed in one place, at the organisation's name, in the highest plan below the council that shows them. Where the plan leaves out such an indicator by `utelämna` it is told there.",
    ),
    why: Bilingual::fixed(
        "Fullmäktiges mål gäller hela kommunen. Ett eget årsmål visar vad organisationen själv ska nå; ett tomt fält visar inte om frågan är prövad.",
        "The council's target applies to the whole municipality. A target of its own shows what the organisation itself is to reach; an empty field does not show whether anybody has considered it.",
    ),
    fixes: Fixes::NONE,
};

/// So many indicators are named; the rest is counted.
const NAMED: usize = 8;

/// Reports shown indicators with a council target and no other.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let (plan, resolved) = (subject.plan, subject.resolved);
    if subject.document.organisation.tier() < Tier::Board {
        return;
    }
    let lower =
        || plan.above.iter().filter(|number| resolved.documents.head(**number).organisation.tier() >= Tier::Board);
    let said_above: HashSet<ItemRef> = lower()
        .flat_map(|number| resolved.plans[*number].goals.iter().flat_map(|goal| goal.indicators.iter().copied()))
        .chain(lower().flat_map(|number| left_out(subject, *number)).map(|(_, item)| item))
        .collect();
    for (at, item) in left_out(subject, plan.document) {
        if !said_above.contains(&item) {
            sink.extend(finding_left_out(subject, at, item));
        }
    }
    let mut inherited: Vec<ItemRef> = Vec::new();
    for &item in plan.goals.iter().filter(|goal| goal.printed).flat_map(|goal| &goal.indicators) {
        let indicator = resolved.indicator(item);
        let Some((council, number)) = quantity(&indicator.council_target) else { continue };
        let own = resolved.target(plan, item);
        if own.is_some_and(|own| own.value.is_set()) || said_above.contains(&item) {
            continue;
        }
        if item.on.document != plan.document {
            inherited.push(item);
            continue;
        }
        let (name, number) = (indicator.name.as_str(), typed(number));
        sink.push(
            Diagnostic::new(
                &RULE,
                indicator.name.span,
                msg!(
                    "”{name}” har ett mål från fullmäktige men inget eget årsmål",
                    "\"{name}\" has a target of the council but none of its own",
                ),
            )
            .other(council.span, msg!("fullmäktiges mål", "the council's target"))
            .help(msg!(
                "skriv det egna målet, till exempel årsmål: {number}",
                "write your own target, for instance årsmål: {number}",
            )),
        );
    }
    if let Some(first) = inherited.first() {
        sink.push(listed(subject, &inherited, *first));
    }
}

/// The indicators of plans above that a plan leaves out, with the place where it says so.
fn left_out<'a>(subject: &Subject<'a>, number: usize) -> impl Iterator<Item = (&'a At<String>, ItemRef)> + use<'a> {
    let (resolved, above) = (subject.resolved, &subject.resolved.plans[number].above);
    resolved.documents[number].leaves_out.iter().filter_map(move |at| {
        let item = above.iter().find_map(|document| resolved.indicator_named(*document, at.as_str()))?;
        Some((at, item))
    })
}

/// What is said where the plan leaves out an indicator that the council has set a target for.
fn finding_left_out(subject: &Subject, at: &At<String>, item: ItemRef) -> Option<Diagnostic> {
    let indicator = subject.resolved.indicator(item);
    let (council, number) = quantity(&indicator.council_target)?;
    let (name, number, id) = (indicator.name.as_str(), typed(number), at.as_str());
    let finding = Diagnostic::new(
        &RULE,
        at.span,
        msg!(
            "planen utelämnar ”{name}”, som kommunfullmäktige har satt ett mål för, {number}",
            "the plan leaves out \"{name}\", for which the council has set a target, {number}",
        ),
    )
    .other(council.span, msg!("kommunfullmäktiges mål", "the council's target"));
    Some(finding.help(msg!(
        "ta bort {id} ur utelämna och skriv ett eget mål under årsmål:; gäller målet inte er, skriv # vp: tillåt VP0406 och vem som följer det",
        "remove {id} from utelämna and write an own target below årsmål:; if the target does not concern you, write # vp: tillåt VP0406 and who follows it",
    )))
}

fn listed(subject: &Subject, items: &[ItemRef], first: ItemRef) -> Diagnostic {
    let organisation = &subject.document.organisation;
    let place = organisation.own().map_or(subject.document.organisation_span, |(_, name)| name.span);
    let ids: Vec<String> =
        items.iter().take(NAMED).map(|item| names::indicator_id(subject.resolved.indicator(*item))).collect();
    let (count, ids, rest) = (items.len(), ids.join(", "), items.len().saturating_sub(NAMED));
    let message = match rest {
        0 => msg!(
            "eget årsmål saknas för {count} av fullmäktiges indikatorer: {ids}",
            "there is no target of your own for {count} of the council's indicators: {ids}",
        ),
        _ => msg!(
            "eget årsmål saknas för {count} av fullmäktiges indikatorer: {ids} och {rest} till",
            "there is no target of your own for {count} of the council's indicators: {ids} and {rest} more",
        ),
    };
    let indicator = subject.resolved.indicator(first);
    let id = names::indicator_id(indicator);
    let number = quantity(&indicator.council_target).map_or_else(String::new, |(_, number)| typed(number));
    Diagnostic::new(&RULE, place, message).help(msg!(
        "skriv egna mål under årsmål: på en rad var, till exempel {id}: {number}",
        "write your own targets below årsmål: with one on each line, for instance {id}: {number}",
    ))
}
