//! Targets that somebody below is to set, and nobody has.

use std::collections::BTreeMap;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Plans, Survey};
use crate::model::{At, Indicator, Target, Tier};
use crate::msg;
use crate::resolve::{ItemRef, JoinedGoal, Plan, Resolved, names};

/// VP0405.
pub static RULE: Rule = Rule {
    code: "VP0405",
    name: "target-left-unset",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "”Tas fram av …” men ingen har satt ett årsmål",
        "\"Tas fram av …\" but nobody has set a target",
    ),
    what: Bilingual::fixed(
        "Målet för indikatorn ska sättas av någon annan, enligt orden ”Tas fram av …”, men ingen plan som visar indikatorn har satt ett årsmål. I kommunens och nämndens filer räknas alla inlästa planer som bygger på dem; finns inga sägs ingenting.",
        "The indicator's target is left to somebody else by the words \"Tas fram av …\" (to be set by …), but no plan that shows the indicator has set a target. In a municipality's or board's file all loaded plans that build on it count; where there are none, nothing is said.",
    ),
    why: Bilingual::fixed(
        "Fullmäktige har gett ett uppdrag som ingen har tagit. Utan årsmål går det inte att säga om indikatorn utvecklas som den ska.",
        "The council has given a task that nobody has taken. Without a target there is no telling whether the indicator develops as it should.",
    ),
    fixes: Fixes::NONE,
};

/// Which of the plans that could have set the target show the indicator.
#[derive(Default)]
struct Shown {
    /// The plan that writes it.
    here: bool,
    /// How many plans below that one.
    below: usize,
}

/// The indicators whose target is left to others, and who prints them.
#[derive(Default)]
struct LeftUnset(BTreeMap<ItemRef, Shown>);

/// Begins to look for them.
pub fn survey(_: &Plans) -> Box<dyn Survey> {
    Box::new(LeftUnset::default())
}

impl Survey for LeftUnset {
    fn look(&mut self, plans: &Plans, number: usize, _: &mut Sink) {
        let resolved = plans.resolved;
        let plan = &resolved.plans[number];
        for goal in plan.goals.iter().filter(|goal| goal.printed) {
            for &item in &goal.indicators {
                let indicator = resolved.indicator(item);
                let own = indicator.target.as_ref().is_some_and(|target| target.value.is_set());
                if own
                    || phrase(indicator).is_none()
                    || resolved.set_in_maps(item, |sort| sort.is_set).is_some()
                    || !answers_for(resolved, plan, goal, item)
                {
                    continue;
                }
                let shown = self.0.entry(item).or_default();
                match item.on.document == plan.document {
                    true => shown.here = true,
                    false => shown.below += 1,
                }
            }
        }
    }

    /// Reports each indicator once, where it is written.
    fn end(self: Box<Self>, plans: &Plans, sink: &mut Sink) {
        let mut shown = self.0.iter();
        plans.resolved.each(self.0.keys().map(|item| item.on.document), |resolved, _| {
            let Some((item, shown)) = shown.next() else { return };
            let indicator = resolved.indicator(*item);
            if let Some((at, words)) = phrase(indicator) {
                sink.push(finding(indicator, at, words, shown));
            }
        });
    }
}

/// The words that leave the target to somebody else.
fn phrase(indicator: &Indicator) -> Option<(&At<Target>, &str)> {
    [&indicator.council_target, &indicator.target].into_iter().flatten().find_map(|at| match &at.value {
        Target::SetElsewhere(words) => Some((at, words.as_str())),
        _ => None,
    })
}

/// Whether this plan's organisation is one of those that the target was left to: it builds on the plan where the
/// indicator is written, or holds an indicator of somebody above it, or stands below the boards.
fn answers_for(resolved: &Resolved, plan: &Plan, goal: &JoinedGoal, item: ItemRef) -> bool {
    let tier = resolved.document(plan).organisation.tier();
    item.on.document != plan.document || tier > Tier::Board || resolved.owner(goal, item) < tier
}

/// Who is to set the target, in a sentence: "nämnden" of "Tas fram av nämnd".
fn who(words: &str) -> (String, String) {
    let named = words.char_indices().nth("Tas fram av".len()).map_or("", |(at, _)| words[at..].trim());
    let known = [
        ("nämnd", "nämnden", "the board"),
        ("nämnd/styrelse", "nämnden eller styrelsen", "the board"),
        ("kommun", "kommunen", "the municipality"),
        ("avdelning", "avdelningen", "the department"),
        ("enhet", "enheten", "the unit"),
        ("grupp", "gruppen", "the group"),
    ];
    let lower = named.to_lowercase();
    match known.iter().find(|(word, definite, _)| lower == *word || lower == *definite) {
        Some((_, sv, en)) => ((*sv).to_owned(), (*en).to_owned()),
        None if named.is_empty() => ("någon annan".to_owned(), "somebody else".to_owned()),
        None => (named.to_owned(), named.to_owned()),
    }
}

fn finding(indicator: &Indicator, at: &At<Target>, words: &str, shown: &Shown) -> Diagnostic {
    let name = indicator.name.as_str();
    let (who_sv, who_en) = who(words);
    let message = match shown.below {
        0 => msg!(
            "årsmålet för ”{name}” ska sättas av {who_sv} (”{words}”), och planen har inte satt något",
            "the target of \"{name}\" is to be set by {who_en} (\"{words}\"), and the plan has set none",
        ),
        1 => msg!(
            "årsmålet för ”{name}” ska sättas av {who_sv} (”{words}”), men planen som ärver indikatorn har inte satt något",
            "the target of \"{name}\" is to be set by {who_en} (\"{words}\"), but the plan that inherits the indicator has set none",
        ),
        count => msg!(
            "årsmålet för ”{name}” ska sättas av {who_sv} (”{words}”), men ingen av de {count} planer som ärver indikatorn har satt något",
            "the target of \"{name}\" is to be set by {who_en} (\"{words}\"), but none of the {count} plans that inherit the indicator has set one",
        ),
    };
    let finding = Diagnostic::new(&RULE, at.span, message);
    let id = names::indicator_id(indicator);
    if shown.here {
        return finding.help(msg!(
            "när den som ska sätta målet har gjort det, skriv det på indikatorn: årsmål: och ett tal med enhet; hitta inte på det",
            "when whoever is to set the target has done so, write it on the indicator: årsmål: and a number with its unit; do not make it up",
        ));
    }
    finding.help(msg!(
        "den som ska sätta målet skriver {id}: och talet under årsmål: i sin plan; enheterna under ska inte hitta på det",
        "whoever is to set the target writes {id}: and the number below årsmål: in their plan; the units below should not make it up",
    ))
}
