//! Goals that have no title and are not in any plan above.

use std::collections::BTreeMap;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::Goal;
use crate::msg;
use crate::resolve::names;
use crate::source::Span;

/// VP0201.
pub static RULE: Rule = Rule {
    code: "VP0201",
    name: "goal-without-title",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("målet har ingen titel", "the goal has no title"),
    what: Bilingual::fixed(
        "Målet har ingen titel, och det finns inget mål i planerna ovanför med samma id eller nr. Bara den som lägger till något till ett mål ovanför kan utelämna titeln.",
        "The goal has no title, and no plan above has a goal of the same id or nr. Only an addition to a goal above can leave the title out.",
    ),
    why: Bilingual::fixed(
        "Utan titel trycks en tom målrubrik. Oftast är det ett felskrivet id: det som skulle läggas till nämndens mål hamnar då i ett eget mål utan namn.",
        "Without a title an empty heading is printed. Usually the id is misspelt: what was to be added to the board's goal then ends up in a goal of its own without a name.",
    ),
    fixes: Fixes::NONE,
};

/// Reports goals without a title that add to no goal above.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let mut known: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for joined in &subject.plan.goals {
        let at = joined.entries[0];
        if at.document != subject.plan.document {
            continue;
        }
        let goal = subject.resolved.goal(at);
        let name = goal.id.as_ref().or(goal.number.as_ref());
        let titled = goal.title.as_ref().is_some_and(|title| !title.value.is_empty());
        // Where a plan above cannot be read the goal may stand there.
        if titled || (name.is_some() && !subject.plan.complete) {
            continue;
        }
        let key = &subject.resolved.settings.steering.levels[goal.level].key;
        let message = match name.map(|name| name.as_str()) {
            Some(name) => msg!("målet {name} har ingen titel", "the goal {name} has no title"),
            None => msg!("ett mål under {key} har ingen titel", "a goal below {key} has no title"),
        };
        let finding = Diagnostic::new(&RULE, place(subject, goal), message);
        let near = goal.id.as_ref().and_then(|id| {
            let known = known.entry(goal.level).or_insert_with(|| inherited(subject, goal.level));
            sink.near_name(id.as_str(), known.iter().map(String::as_str))
        });
        sink.push(match near {
            Some(near) => finding.help(msg!(
                "skriv id: {near} om målet i planen ovanför menas, annars titel: och målets lydelse",
                "write id: {near} if the goal of the plan above is meant, otherwise titel: and the goal's wording",
            )),
            None => finding.help(msg!("skriv titel: och målets lydelse", "write titel: and the goal's wording")),
        });
    }
}

fn place(subject: &Subject, goal: &Goal) -> Span {
    let written = goal.title.as_ref().or(goal.id.as_ref()).or(goal.number.as_ref());
    written.map_or_else(
        || {
            let words = subject.sources.slice(goal.span);
            let first = words.lines().next().unwrap_or("").trim_end();
            let start = goal.span.start as usize;
            goal.span.at(start, start + first.len())
        },
        |written| written.span,
    )
}

/// The ids of the goals above at a level, by which those are known that a written id was most likely meant to name.
fn inherited(subject: &Subject, level: usize) -> Vec<String> {
    let document = subject.plan.document;
    let of_level = subject.plan.goals.iter().filter(|other| other.level == level);
    let inherited = of_level.filter(|other| other.entries[0].document != document);
    inherited.map(|other| names::goal_id(subject.resolved.origin(other))).collect()
}
