//! The goals that each plan prints.

use crate::export::cell::Word;
use crate::export::place::Place;
use crate::export::scene::{GoalHead, Scene};
use crate::export::table::{both, table};
use crate::model::Tier;
use crate::resolve::{Plan, names};

/// A goal of a plan.
pub struct GoalRow<'a> {
    place: Place<'a>,
    goal: GoalHead<'a>,
    number: Option<&'a str>,
    owner: Tier,
    is_inherited: bool,
    decided_by: &'a str,
    parents: String,
    responsible: Option<&'a str>,
    indicators: usize,
    activities: usize,
}

table! {
    /// The table of goals.
    GOALS of GoalRow, "goals", both("mal", "goals"), both("Mål", "Goals"),
    both("Ett mål som en plan trycker, eget eller ärvt.", "A goal that a plan prints, its own or inherited.");
    "goal_id" Id (both("Mål-id", "Goal id")) (both("Målets id.", "The goal's id.")) |row| &row.goal.id;
    "goal_number" Id (both("Nr", "No.")) (both("Målets nummer, som det är skrivet.", "The goal's number, as it is written.")) |row| row.number;
    "goal" Name (both("Mål", "Goal")) (both("Målets titel.", "The goal's title.")) |row| row.goal.title;
    "level" Name (both("Målnivå", "Level")) (both("Målets nivå i styrmodellen.", "The goal's level in the steering model.")) |row| row.goal.level;
    "owner" Word (both("Ägare", "Owner")) (both("Vems målnivå det är.", "Whose level it is.")) |row| Word::from(row.owner);
    "inherited" Answer (both("Ärvt", "Inherited")) (both(
        "Ja om målet är beslutat i en plan ovanför. Filtrera på nej för att räkna varje mål en gång.",
        "Yes where the goal is decided in a plan above. Filter by no to count each goal once.",
    )) |row| row.is_inherited;
    "decided_by" Name (both("Beslutat av", "Decided by")) (both("Organisationen vars plan målet är beslutat i.", "The organisation in whose plan the goal is decided.")) |row| row.decided_by;
    "serves" Id (both("Till", "Serves")) (both("Id för målen som det tjänar.", "The ids of the goals that it serves.")) |row| &row.parents;
    "top_goal_id" Id (both("Översta mål-id", "Topmost goal id")) (both("Id för det översta målet i målkedjan.", "The id of the topmost goal of the chain.")) |row| &row.goal.top_id;
    "top_goal" Name (both("Översta mål", "Topmost goal")) (both("Det översta målets titel.", "The topmost goal's title.")) |row| row.goal.top_title;
    "responsible" Name (both("Ansvarig", "Responsible")) (both("Den roll eller grupp som ansvarar.", "The role or group that answers for it.")) |row| row.responsible;
    "indicators" Count (both("Indikatorer", "Indicators")) (both("Antal indikatorer som trycks med målet.", "How many indicators are printed with the goal.")) |row| row.indicators;
    "activities" Count (both("Aktiviteter", "Activities")) (both("Antal aktiviteter som trycks med målet.", "How many activities are printed with the goal.")) |row| row.activities;
}

/// The rows of a plan.
pub(super) fn rows<'a>(scene: Scene<'a, '_>, plan: &'a Plan) -> Vec<GoalRow<'a>> {
    let resolved = scene.resolved();
    let place = scene.place(plan.document);
    let rows = plan.in_print().into_iter().map(|number| {
        let goal = &plan.goals[number];
        let entries = || goal.entries.iter().map(|at| resolved.goal(*at));
        let parent_id = |parent: &usize| names::goal_id(resolved.origin(&plan.goals[*parent]));
        GoalRow {
            place: place.clone(),
            goal: scene.goal(plan, number),
            number: entries().find_map(|entry| entry.number.as_ref()).map(|number| number.as_str()),
            owner: resolved.settings.steering.levels[goal.level].owner,
            is_inherited: goal.entries[0].document != plan.document,
            decided_by: scene.decided_by(goal.entries[0]),
            parents: goal.parents.iter().map(parent_id).collect::<Vec<_>>().join(", "),
            responsible: entries().find_map(|entry| entry.responsible.as_ref()).map(|name| name.as_str()),
            indicators: goal.indicators.len(),
            activities: goal.activities.len(),
        }
    });
    rows.collect()
}
