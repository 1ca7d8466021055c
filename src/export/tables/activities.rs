//! The activities that each plan prints, and how each stands as far as is known.

use crate::export::cell::of_activity;
use crate::export::place::Place;
use crate::export::scene::{GoalHead, Scene};
use crate::export::table::{both, table};
use crate::model::{Activity, ActivityReport};
use crate::resolve::{Plan, names};

/// An activity of a plan.
pub struct ActivityRow<'a> {
    place: Place<'a>,
    goal: GoalHead<'a>,
    id: String,
    activity: &'a Activity,
    responsible: Option<&'a str>,
    is_inherited: bool,
    decided_by: &'a str,
    last: Option<(&'a ActivityReport, Option<&'a str>)>,
}

table! {
    /// The table of activities.
    ACTIVITIES of ActivityRow, "activities", both("aktiviteter", "activities"), both("Aktiviteter", "Activities"),
    both("En aktivitet som en plan trycker, med det senast rapporterade läget.", "An activity that a plan prints, with the status last reported.");
    "goal_id" Id (both("Mål-id", "Goal id")) (both("Id för målet som aktiviteten står på.", "The id of the goal that the activity stands on.")) |row| &row.goal.id;
    "goal" Name (both("Mål", "Goal")) (both("Målets titel.", "The goal's title.")) |row| row.goal.title;
    "level" Name (both("Målnivå", "Level")) (both("Målets nivå i styrmodellen.", "The goal's level in the steering model.")) |row| row.goal.level;
    "top_goal" Name (both("Översta mål", "Topmost goal")) (both("Titeln på det översta målet i målkedjan.", "The title of the topmost goal of the chain.")) |row| row.goal.top_title;
    "activity_id" Id (both("Aktivitets-id", "Activity id")) (both("Aktivitetens id.", "The activity's id.")) |row| &row.id;
    "activity" Name (both("Aktivitet", "Activity")) (both("Vad som ska göras.", "What is to be done.")) |row| &row.activity.name;
    "inherited" Answer (both("Ärvd", "Inherited")) (both(
        "Ja om aktiviteten står i en plan ovanför. Filtrera på nej för att räkna varje aktivitet en gång.",
        "Yes where the activity is in a plan above. Filter by no to count each activity once.",
    )) |row| row.is_inherited;
    "decided_by" Name (both("Beslutad av", "Decided by")) (both("Organisationen vars plan aktiviteten står i.", "The organisation in whose plan the activity is.")) |row| row.decided_by;
    "start" Date (both("Start", "Start")) (both("Första dagen.", "The first day.")) |row| &row.activity.start;
    "end" Date (both("Slut", "End")) (both("Sista dagen.", "The last day.")) |row| &row.activity.end;
    "start_in_print" Name (both("Start i tryck", "Start in print")) (both("Starten som den trycks, också där den är skriven med ord: Q1 2026.", "The start as it is printed, also where it is written in words: Q1 2026.")) |row| row.activity.printed_start();
    "end_in_print" Name (both("Slut i tryck", "End in print")) (both("Slutet som det trycks.", "The end as it is printed.")) |row| row.activity.printed_end();
    "responsible" Name (both("Ansvarig", "Responsible")) (both("Den roll eller grupp som ansvarar: aktivitetens, annars målets.", "The role or group that answers for it: the activity's, else the goal's.")) |row| row.responsible;
    "status" Word (both("Läge", "Status")) (both("Det senast rapporterade läget. Tomt där inget är rapporterat.", "The status last reported. Empty where none is.")) |row| row.last.and_then(|(entry, _)| entry.status.as_ref()).map(|status| of_activity(status.value));
    "status_occasion" Word (both("Rapporterad", "Reported")) (both("Tillfället då läget rapporterades.", "The occasion at which the status was reported.")) |row| row.last.and_then(|(_, occasion)| occasion);
    "deviation" Name (both("Avvikelse", "Deviation")) (both("Hur aktiviteten avviker från planen.", "How the activity departs from the plan.")) |row| row.last.map(|(entry, _)| &entry.deviation);
}

/// The rows of a plan.
pub(super) fn rows<'a>(scene: Scene<'a, '_>, plan: &'a Plan) -> Vec<ActivityRow<'a>> {
    let resolved = scene.resolved();
    let place = scene.place(plan.document);
    let reports: Vec<_> = resolved.reports_on(plan.document).collect();
    let rows = super::in_print(plan, |goal| &goal.activities).into_iter().map(|(number, item)| {
        let activity = resolved.activity(item);
        let last = reports.iter().rev().find_map(|report| {
            let entry = resolved.activity_report(*report.activities.get(&item)?);
            entry.status.as_ref()?;
            Some((entry, scene.occasion(report).key))
        });
        ActivityRow {
            place: place.clone(),
            goal: scene.goal(plan, number),
            id: names::activity_id(activity),
            activity,
            responsible: scene.responsible(&activity.responsible, plan, number),
            is_inherited: item.on.document != plan.document,
            decided_by: scene.decided_by(item.on),
            last,
        }
    });
    rows.collect()
}
