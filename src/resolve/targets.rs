//! `årsmål`: which inherited indicator each own target is for.

use std::cell::OnceCell;

use super::finder::{Finder, kind_of};
use super::known::KnownNames;
use super::{Context, Plan, Thing, names, rules};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::SetTarget;
use crate::msg;

/// A help names at most so many indicators.
const MOST_NAMED: usize = 12;

/// Finds the indicator of each own target; reports those that name none.
pub(super) fn join(context: &Context, plan: &mut Plan, sink: &mut Sink) {
    let finder = Finder::new(context, plan.document, &plan.above);
    let document = &context.documents[plan.document];
    let mut targets = Vec::new();
    let known = OnceCell::new();
    for (number, SetTarget { id, .. }) in document.targets.iter().enumerate() {
        let things = finder.find(id.as_str());
        let found = things.iter().find_map(|thing| match thing {
            Thing::Indicator(at) => Some(*at),
            _ => None,
        });
        match found {
            Some(at) => targets.push((number, at)),
            None if plan.complete => {
                let name = id.as_str();
                let known = known.get_or_init(|| {
                    let documents = std::iter::once(plan.document).chain(plan.above.iter().copied());
                    let goals = documents.flat_map(|number| &context.documents[number].goals);
                    KnownNames::names(goals.flat_map(|goal| &goal.indicators).map(names::indicator_id))
                });
                let message = match things.first() {
                    Some(thing) => {
                        let is = kind_of(*thing);
                        let (sv, en) = (&is.sv, &is.en);
                        msg!("{name} är {sv}, inte en indikator", "{name} is {en}, not an indicator")
                    }
                    None => msg!("ingen indikator heter {name}", "no indicator is called {name}"),
                };
                let mut finding = Diagnostic::new(&rules::NAMES_NOTHING, id.span, message);
                if let Some(thing) = things.first() {
                    finding =
                        finding.other(finder.span_of(*thing), msg!("namnet används här", "the name is used here"));
                }
                let near = known.near(name, sink);
                sink.push(match near {
                    Some(near) => finding.help(msg!("skriv {near}", "write {near}")).suggest(id.span, near),
                    None if known.is_empty() => finding.help(msg!(
                        "planen och planerna ovanför har inga indikatorer: ta bort raden, eller bygg på rätt plan med bygger_på",
                        "the plan and the plans above have no indicators: remove the line, or build on the right plan with bygger_på",
                    )),
                    None if known.count() <= MOST_NAMED => {
                        let known = known.first(MOST_NAMED);
                        finding.help(msg!("skriv en indikators id: {known}", "write an indicator's id: {known}"))
                    }
                    None => finding.help(msg!(
                        "skriv indikatorns id, som det står i planen ovanför",
                        "write the indicator's id, as it is in the plan above",
                    )),
                });
            }
            None => {}
        }
    }
    plan.targets = targets;
}
