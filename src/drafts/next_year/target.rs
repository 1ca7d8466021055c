//! Targets: emptied, with what was set and what was reached beside them.

use std::collections::HashMap;

use super::edit::Edits;
use super::value_in_text::{Pair, ValueInText};
use super::{Count, LastYear};
use crate::model::{At, Indicator, SetTarget, Target};
use crate::resolve::{GoalRef, ItemRef};

/// Edits the targets of a goal's indicators.
pub(super) fn edit_indicators(
    edits: &mut Edits,
    written: ValueInText,
    (at, indicators): (GoalRef, &[Indicator]),
    last: &LastYear,
    count: &mut Count,
) {
    let Some(list) = written.get("indikatorer") else { return };
    for written in list.value.items() {
        let start = written.node.start;
        let Some(item) = indicators.iter().position(|indicator| indicator.span.start == start) else { continue };
        let indicator = &indicators[item];
        let about = written.flow.map(|_| indicator.name.value.as_str());
        let mut outcome = outcome(last, ItemRef { on: at, item });
        let targets =
            [("årsmål", "årsmål", &indicator.target), ("kf_årsmål", "fullmäktiges årsmål", &indicator.council_target)];
        for (key, word, target) in targets {
            let pair = target.as_ref().and_then(|target| to_be_set(written.get(key)?, target));
            if let Some((pair, set)) = pair {
                let reached = outcome.take().unwrap_or_default();
                pair.empty(edits, about, &format!("{word} {set}{reached}"));
                count.targets += 1;
            }
        }
        edit_checkpoints(edits, written, about, &indicator.checkpoints);
    }
}

/// Takes away what was to be reached by the occasions of the old target, which stands beside the key.
fn edit_checkpoints(
    edits: &mut Edits,
    written: ValueInText,
    about: Option<&str>,
    checkpoints: &[(At<usize>, At<Target>)],
) {
    let Some(pair) = written.get("riktpunkt") else { return };
    for entry in pair.value.entries() {
        let point = checkpoints.iter().find(|(occasion, _)| occasion.span.start == entry.entry.key.start);
        if let Some((entry, set)) = point.and_then(|(_, point)| to_be_set(entry, point)) {
            let occasion = entry.entry.key_text();
            entry.empty(edits, about, &format!("riktpunkt {occasion} {set}"));
        }
    }
}

/// Edits the organisation's own targets of inherited indicators. `indicators` are those that each is of.
pub(super) fn edit_own(
    edits: &mut Edits,
    root: ValueInText,
    targets: &[SetTarget],
    indicators: &HashMap<usize, ItemRef>,
    last: &LastYear,
    count: &mut Count,
) {
    let Some(map) = root.get("årsmål") else { return };
    for pair in map.value.entries() {
        let number = targets.iter().position(|set| set.id.span.start == pair.entry.key.start);
        let Some(number) = number else { continue };
        edit_checkpoints(edits, pair.value, Some(&targets[number].id.value), &targets[number].checkpoints);
        // With its reason it stands among keys of its own.
        let Some((pair, set)) = to_be_set(pair.value.get("årsmål").unwrap_or(pair), &targets[number].target) else {
            continue;
        };
        let reached = indicators.get(&number).and_then(|at| outcome(last, *at)).unwrap_or_default();
        pair.empty(edits, Some(&targets[number].id.value), &format!("årsmål {set}{reached}"));
        count.targets += 1;
    }
}

/// The words of a target that a new year sets anew. Who is to set it stays who it was, and what was not read as a target
/// stays too: it is fixed first.
fn to_be_set<'n, 's>(pair: Pair<'n, 's>, target: &At<Target>) -> Option<(Pair<'n, 's>, &'n str)> {
    let is_it = target.span.start == pair.value.node.start && target.value.is_set();
    is_it.then_some((pair, pair.value.words()?))
}

fn outcome(last: &LastYear, at: ItemRef) -> Option<String> {
    let outcome = (last.outcome)(at)?;
    Some(format!(", utfall {}: {}", outcome.period, outcome.figure))
}
