//! What is printed of all that a plan inherits, and in which order.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::finder::Finder;
use super::known::KnownNames;
use super::{Child, Context, ItemRef, Plan, Thing, names, rules};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{At, Goal};
use crate::msg;

/// Chooses what is printed: own goals and what they reach, what `omfattar` adds, less `utelämna`.
pub(super) fn choose(context: &Context, plan: &mut Plan, sink: &mut Sink) {
    let document = &context.documents[plan.document];
    let covers = named(context, plan, &document.covers, "omfattar", sink);
    let leaves_out = named(context, plan, &document.leaves_out, "utelämna", sink);
    let alone = plan.above.is_empty();
    let mut printed: Vec<bool> = plan.goals.iter().map(|goal| alone || goal.own).collect();
    // Goals that are there only because one of their indicators or activities is named: those alone are printed.
    let mut only: Vec<Option<HashSet<Thing>>> = vec![None; plan.goals.len()];
    for thing in &covers {
        let (at, part) = match thing {
            Thing::Goal(at) => (*at, None),
            Thing::Indicator(item) | Thing::Activity(item) => (item.on, Some(*thing)),
        };
        let Some(goal) = plan.joined(at) else { continue };
        match part {
            None => (printed[goal], only[goal]) = (true, None),
            Some(part) if !printed[goal] || only[goal].is_some() => {
                printed[goal] = true;
                only[goal].get_or_insert_with(HashSet::new).insert(part);
            }
            Some(_) => {}
        }
    }
    let mut rest: Vec<usize> = (0..plan.goals.len()).filter(|goal| printed[*goal]).collect();
    while let Some(goal) = rest.pop() {
        for &parent in &plan.goals[goal].parents {
            // A goal that others stand under is there for more than the parts that are named.
            only[parent] = None;
            if !std::mem::replace(&mut printed[parent], true) {
                rest.push(parent);
            }
        }
    }
    for thing in &leaves_out {
        if let Thing::Goal(at) = thing
            && let Some(goal) = plan.joined(*at).filter(|goal| !plan.goals[*goal].own)
        {
            printed[goal] = false;
        }
    }
    for (number, goal) in plan.goals.iter_mut().enumerate().filter(|(number, _)| printed[*number]) {
        let goal = Arc::make_mut(goal);
        goal.printed = true;
        let only = only[number].as_ref();
        let keep = |thing: Thing| !leaves_out.contains(&thing) && only.is_none_or(|only| only.contains(&thing));
        // Hardly ever is anything chosen.
        let is_whole = leaves_out.is_empty() && only.is_none();
        let items = |count: fn(&Goal) -> usize, make: fn(ItemRef) -> Thing| -> Vec<ItemRef> {
            let all =
                goal.entries.iter().flat_map(|&on| (0..count(context.goal(on))).map(move |item| ItemRef { on, item }));
            match is_whole {
                true => {
                    let mut items = Vec::with_capacity(goal.entries.iter().map(|on| count(context.goal(*on))).sum());
                    items.extend(all);
                    items
                }
                false => all.filter(|item| keep(make(*item))).collect(),
            }
        };
        goal.indicators = items(|goal| goal.indicators.len(), Thing::Indicator);
        goal.activities = items(|goal| goal.activities.len(), Thing::Activity);
    }
    order(plan);
}

/// Puts every printed goal under the printed goals that it serves.
fn order(plan: &mut Plan) {
    let top = plan.goals.iter().filter(|goal| goal.printed).map(|goal| goal.level).min().unwrap_or(0);
    let mut children: Vec<Vec<Child>> = vec![Vec::new(); plan.goals.len()];
    let (mut roots, mut unattached) = (Vec::new(), Vec::new());
    for number in 0..plan.goals.len() {
        let goal = &plan.goals[number];
        if !goal.printed {
            continue;
        }
        let parents = printed_parents(plan, number);
        for (place, parent) in parents.iter().enumerate() {
            children[*parent].push(Child { goal: number, full: place == 0 });
        }
        if parents.is_empty() {
            // Without any level above there is nothing to be attached to; with one, a goal without a way up is astray.
            let astray = goal.dangling || (goal.level > top && goal.parents.is_empty());
            if astray { unattached.push(number) } else { roots.push(number) }
        }
    }
    let level = |number: &usize| plan.goals[*number].level;
    for list in &mut children {
        // A goal that skips a level comes before the goals of the level between; otherwise the order of the files.
        list.sort_by_key(|child| std::cmp::Reverse(level(&child.goal)));
    }
    roots.sort_by_key(level);
    for (goal, mut children) in plan.goals.iter_mut().zip(children).filter(|(_, children)| !children.is_empty()) {
        children.shrink_to_fit();
        Arc::make_mut(goal).children = children;
    }
    plan.roots = roots;
    plan.unattached = unattached;
}

/// The nearest printed goals upwards: a goal that is left out is closed up.
fn printed_parents(plan: &Plan, number: usize) -> Vec<usize> {
    if plan.goals[number].parents.iter().all(|parent| plan.goals[*parent].printed) {
        return plan.goals[number].parents.clone();
    }
    let mut found = Vec::new();
    let mut seen = HashSet::from([number]);
    let mut rest: Vec<usize> = plan.goals[number].parents.iter().rev().copied().collect();
    while let Some(parent) = rest.pop() {
        if !seen.insert(parent) {
            continue;
        }
        if plan.goals[parent].printed {
            found.push(parent);
        } else {
            rest.extend(plan.goals[parent].parents.iter().rev());
        }
    }
    found
}

fn named(context: &Context, plan: &Plan, texts: &[At<String>], key: &str, sink: &mut Sink) -> BTreeSet<Thing> {
    let finder = Finder::new(context, plan.document, &plan.above);
    let mut things = BTreeSet::new();
    let known = OnceCell::new();
    for text in texts {
        let found = finder.find(text.as_str());
        let is_assignment = || plan.assignments.iter().any(|one| one.id == names::key(text.as_str()));
        if found.is_empty() && plan.complete && !is_assignment() {
            let name = text.as_str();
            if plan.above.is_empty() {
                sink.push(
                    Diagnostic::new(
                        &rules::NAMES_NOTHING,
                        text.span,
                        msg!(
                            "{key} nämner {name}, men planen bygger inte på någon plan som den kan ärva från",
                            "{key} names {name}, but the plan builds on no plan that it could inherit from",
                        ),
                    )
                    .help(msg!(
                        "skriv bygger_på: och filen med planen ovanför, eller ta bort {name} ur {key}",
                        "write bygger_på: and the file of the plan above, or remove {name} from {key}",
                    )),
                );
                continue;
            }
            let finding = Diagnostic::new(
                &rules::NAMES_NOTHING,
                text.span,
                msg!(
                    "{key} nämner {name}, som inte finns i planerna ovanför",
                    "{key} names {name}, which is not in the plans above",
                ),
            );
            let near = known.get_or_init(|| known_ids(context, plan)).near(name, sink);
            sink.push(match near {
                Some(near) => finding.help(msg!("skriv {near}", "write {near}")).suggest(text.span, near),
                None => finding.help(msg!(
                    "skriv id eller nr för ett mål, en indikator eller en aktivitet",
                    "write the id or nr of a goal, an indicator or an activity",
                )),
            });
        }
        things.extend(found);
    }
    things
}

fn known_ids(context: &Context, plan: &Plan) -> KnownNames {
    let mut ids = Vec::new();
    for &number in &plan.above {
        for goal in &context.documents[number].goals {
            ids.push(names::goal_id(goal));
            ids.extend(goal.indicators.iter().map(names::indicator_id));
            ids.extend(goal.activities.iter().map(names::activity_id));
        }
    }
    KnownNames::names(ids)
}
