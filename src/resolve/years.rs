//! The years of an organisation: last year's plan, and what `ersätter` names in it.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::held::{Documents, HeldPlan, Plans};
use super::known::KnownNames;
use super::{Context, names, rules};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{At, Document, Head, Tier};
use crate::msg;

/// Finds each plan's predecessor: the same organisation, under its name or an earlier one, the year before; and its plan
/// before that, where years are missing between.
pub(super) fn join(documents: &Documents, plans: &mut [HeldPlan]) {
    let mut by_name: HashMap<(i16, Tier, String), Vec<usize>> = HashMap::new();
    let mut of_all_years: HashMap<(Tier, String), Vec<usize>> = HashMap::new();
    let is_first = |number: &usize| plans[*number].ties().copy_of.is_none();
    for (number, document) in
        documents.heads().enumerate().filter(|(number, document)| document.is_plan() && is_first(number))
    {
        if let (Some(year), Some((tier, name))) = (&document.year, document.organisation.own()) {
            by_name.entry((year.value, *tier, name.value.to_lowercase())).or_default().push(number);
            of_all_years.entry((*tier, name.value.to_lowercase())).or_default().push(number);
        }
    }
    for plan in plans {
        let number = plan.ties().document;
        let document = documents.head(number);
        if !document.is_plan() {
            continue;
        }
        let (Some(year), Some((tier, own))) = (&document.year, document.organisation.own()) else { continue };
        let earlier = std::iter::once(own).chain(&document.organisation.formerly);
        let candidates: Vec<usize> = earlier
            .filter_map(|name| by_name.get(&(year.value - 1, *tier, name.value.to_lowercase())))
            .flatten()
            .copied()
            .filter(|other| *other != number && documents.head(*other).kind == document.kind)
            .collect();
        // Units of the same name exist under several boards: the one under the same board is meant.
        let board = |number: &usize| {
            let name = |document: &Head| document.organisation.at(Tier::Board).map(|name| name.value.to_lowercase());
            name(documents.head(*number)) == name(document)
        };
        let last_year = candidates.iter().copied().find(board).or(match candidates[..] {
            [one] => Some(one),
            _ => None,
        });
        let before = last_year.or_else(|| {
            let names = std::iter::once(own).chain(&document.organisation.formerly);
            let all = names.filter_map(|name| of_all_years.get(&(*tier, name.value.to_lowercase()))).flatten();
            let earlier = all.filter_map(|number| {
                let of = documents.head(*number).year.as_ref()?.value;
                let is_same = of < year.value && documents.head(*number).kind == document.kind && board(number);
                is_same.then_some((of, *number))
            });
            earlier.max().map(|(_, number)| number)
        });
        if (plan.ties().last_year, plan.ties().before) != (last_year, before) {
            let ties = plan.ties_mut();
            (ties.last_year, ties.before) = (last_year, before);
        }
    }
}

/// `ersätter` must name something in an earlier year's plan, where one is loaded.
pub(super) fn check_replaced(context: &Context, plans: &Plans, sink: &mut Sink) {
    let have_earlier = plans.all_ties().filter(|plan| plan.last_year.is_some()).map(|plan| plan.document);
    context.each(have_earlier, |context, number| {
        let plan = plans.ties(number);
        let mut own = Sink::default();
        let known = OnceCell::new();
        let mut earlier = Vec::new();
        let mut at = plan.last_year;
        while let Some(number) = at.filter(|number| !earlier.contains(number)) {
            earlier.push(number);
            at = plans.ties(number).last_year;
        }
        let documents: Vec<usize> = earlier
            .iter()
            .flat_map(|&number| std::iter::once(number).chain(plans.ties(number).above.iter().copied()))
            .collect();
        let mut check = |replaces: &[At<String>]| {
            for id in replaces {
                let name = names::key(id.as_str());
                let number = names::number_key(id.as_str());
                let has = |document: usize, name: &str| context.documents.names(document).has(name);
                if documents.iter().any(|&document| has(document, &name) || has(document, &number)) {
                    continue;
                }
                let finding = Diagnostic::new(
                    &rules::NAMES_NOTHING,
                    id.span,
                    msg!(
                        "ersätter nämner {name}, som inte finns i tidigare års planer",
                        "ersätter names {name}, which is not in earlier years' plans",
                    ),
                );
                let known = known.get_or_init(|| {
                    KnownNames::names(documents.iter().flat_map(|&number| ids(&context.documents[number])))
                });
                let near = known.near(&name, &mut own);
                own.push(match near {
                    Some(near) => finding.help(msg!("skriv {near}", "write {near}")).suggest(id.span, near),
                    None => finding.help(msg!(
                        "skriv det id som målet, indikatorn eller aktiviteten hade då",
                        "write the id that the goal, indicator or activity had then",
                    )),
                });
            }
        };
        for goal in &context.documents[plan.document].goals {
            check(&goal.replaces);
            goal.indicators.iter().for_each(|indicator| check(&indicator.replaces));
            goal.activities.iter().for_each(|activity| check(&activity.replaces));
        }
        sink.append(own);
    });
}

fn ids(document: &Document) -> Vec<String> {
    let mut ids = Vec::new();
    for goal in &document.goals {
        ids.push(names::goal_id(goal));
        ids.extend(goal.indicators.iter().map(names::indicator_id));
        ids.extend(goal.activities.iter().map(names::activity_id));
    }
    ids
}
