//! The ids that goals, indicators and activities are written under: those of the plans that are there, where they have the
//! same names, else short ones made of their names.

use std::collections::{HashMap, HashSet};

use crate::import::document::known::fold;
use crate::import::document::matching::Matching;
use crate::import::document::recognised::Recognised;
use crate::resolve::names::slug;

/// Longest id that is made of a name.
const LONGEST: usize = 40;

/// Gives everything its id.
pub fn assign(out: &mut Recognised, matching: &Matching) {
    let mut taken = Taken::default();
    for assignment in &mut out.assignments {
        assignment.id = match matching.assignment(&assignment.title) {
            Some(id) if taken.ids.insert(id.to_owned()) => id.to_owned(),
            _ => free(&mut taken, &assignment.title, "uppdrag"),
        };
    }
    for goal in &mut out.goals {
        let known = matching.goal(goal.level, &goal.title, goal.number.as_deref());
        goal.id = match known {
            Some(id) if taken.ids.insert(id.to_owned()) => id.to_owned(),
            _ => free(&mut taken, &goal.title, "mål"),
        };
        if known.is_none() {
            goal.continues = matching.earlier_goal(goal.level, &goal.title);
        }
        for indicator in &mut goal.indicators {
            indicator.id = match matching.indicator(&indicator.name) {
                Some(id) if taken.ids.insert(id.to_owned()) => id.to_owned(),
                _ => free(&mut taken, &indicator.name, "indikator"),
            };
        }
        for activity in &mut goal.activities {
            activity.id = match matching.activity(&activity.name) {
                Some(id) if taken.ids.insert(id.to_owned()) => id.to_owned(),
                _ => free(&mut taken, &activity.name, "aktivitet"),
            };
        }
    }
}

/// An id made of a name that nothing else has.
fn free(taken: &mut Taken, name: &str, usual: &str) -> String {
    let whole = slug(name);
    let mut short = String::new();
    for word in whole.split('-').filter(|word| !word.is_empty()) {
        if !short.is_empty() && short.chars().count() + 1 + word.chars().count() > LONGEST {
            break;
        }
        if !short.is_empty() {
            short.push('-');
        }
        short.push_str(word);
    }
    let short: String = short.chars().take(2 * LONGEST).collect();
    // An id of digits alone would be taken for a number.
    let is_name = short.chars().any(char::is_alphabetic);
    let short = if is_name { short } else { format!("{usual}-{short}").trim_end_matches('-').to_owned() };
    let mut id = short.clone();
    // What many things are called is counted on from where the last of them was.
    let number = taken.numbers.entry(short.clone()).or_insert(1);
    while !taken.ids.insert(id.clone()) {
        *number += 1;
        id = format!("{short}-{number}");
    }
    id
}

/// The ids that there are.
#[derive(Default)]
struct Taken {
    ids: HashSet<String>,
    /// The last number after each of them.
    numbers: HashMap<String, usize>,
}

/// A name as a folder is called.
pub fn folder(name: &str) -> String {
    let folder = fold(name).replace(' ', "-");
    if folder.is_empty() { "plan".to_owned() } else { folder.chars().take(60).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_of_nothing_else() {
        let mut taken = Taken::default();
        let name = "Alla som söker stöd hos oss får snabbt besked om vad som händer sedan";
        assert_eq!(free(&mut taken, name, "mål"), "alla-som-söker-stöd-hos-oss-får-snabbt");
        assert_eq!(free(&mut taken, name, "mål"), "alla-som-söker-stöd-hos-oss-får-snabbt-2");
        assert_eq!(free(&mut taken, "2030", "mål"), "mål-2030");
        assert_eq!(folder("Hägersten-Älvsjö stadsdelsnämnd"), "hagersten-alvsjo-stadsdelsnamnd");
    }
}
