//! `årsmål`: which inherited indicator each own target is for.

use super::chain::Finder;
use super::{Context, Plan, Thing, names, rules};
use crate::both;
use crate::diagnostic::{Diagnostic, Sink, near_name};

/// Finds the indicator of each own target; reports those that name none.
pub(super) fn join(context: &Context, plan: &mut Plan, sink: &mut Sink) {
    let finder = Finder { context, number: plan.document, chain: &plan.above };
    let document = &context.documents[plan.document];
    let mut targets = Vec::new();
    for (number, (id, _)) in document.targets.iter().enumerate() {
        let found = finder.find(id.as_str()).into_iter().find_map(|thing| match thing {
            Thing::Indicator(at) => Some(at),
            _ => None,
        });
        match found {
            Some(at) => targets.push((number, at)),
            None if plan.complete => {
                let name = id.as_str();
                let known: Vec<String> = std::iter::once(plan.document)
                    .chain(plan.above.iter().copied())
                    .flat_map(|number| context.documents[number].goals.iter().flat_map(|goal| &goal.indicators))
                    .map(names::indicator_id)
                    .collect();
                let finding = Diagnostic::new(&rules::NAMES_NOTHING, id.span, both!(
                    "ingen indikator heter {name}",
                    "no indicator is called {name}",
                ));
                sink.push(match near_name(name, known.iter().map(String::as_str)) {
                    Some(near) => finding.help(both!("skriv {near}", "write {near}")).fix(id.span, near),
                    None => finding.help(both!(
                        "skriv indikatorns id, som det står i planen ovanför",
                        "write the indicator's id, as it stands in the plan above",
                    )),
                });
            }
            None => {}
        }
    }
    plan.targets = targets;
}
