//! How the activities stood, at each occasion.

use crate::export::cell::of_activity;
use crate::export::place::Place;
use crate::export::scene::{GoalHead, OccasionHead, Scene};
use crate::export::table::{both, table};
use crate::model::ActivityReport;
use crate::resolve::reports::ItemKind;
use crate::resolve::{Plan, Thing, names};

/// An activity at an occasion.
pub struct StatusRow<'a> {
    place: Place<'a>,
    goal: GoalHead<'a>,
    id: String,
    name: &'a str,
    is_in_plan: bool,
    occasion: OccasionHead<'a>,
    entry: Option<&'a ActivityReport>,
    /// The earlier occasion that it was reported at, where that still holds.
    earlier: Option<&'a str>,
    analysis: Option<String>,
}

table! {
    /// The table of how activities stood.
    STATUSES of StatusRow, "activity_statuses", both("aktivitetslagen", "activity-statuses"), both("Aktivitetslägen", "Activity statuses"),
    both("En aktivitet vid ett tillfälle som det finns en uppföljning för.", "An activity at an occasion that there is a follow-up of.");
    "occasion" Word (both("Tillfälle", "Occasion")) (both("Rapporttillfället, till exempel T1 eller VB.", "The occasion, such as T1 or VB.")) |row| row.occasion.key;
    "occasion_date" Date (both("Till och med", "Until")) (both("Dagen som uppföljningen gäller till och med.", "The day up to which the follow-up reports.")) |row| row.occasion.date;
    "goal_id" Id (both("Mål-id", "Goal id")) (both("Id för målet som aktiviteten står på.", "The id of the goal that the activity stands on.")) |row| &row.goal.id;
    "goal" Name (both("Mål", "Goal")) (both("Målets titel.", "The goal's title.")) |row| row.goal.title;
    "activity_id" Id (both("Aktivitets-id", "Activity id")) (both("Aktivitetens id.", "The activity's id.")) |row| &row.id;
    "activity" Name (both("Aktivitet", "Activity")) (both("Vad som ska göras.", "What is to be done.")) |row| row.name;
    "in_plan" Answer (both("I planen", "In the plan")) (both("Nej om uppföljningen rapporterar något som planen inte har.", "No where the follow-up reports something that the plan does not have.")) |row| row.is_in_plan;
    "status" Word (both("Läge", "Status")) (both("Läget. Tomt där inget är rapporterat.", "The status. Empty where none is reported.")) |row| row.entry.and_then(|entry| entry.status.as_ref()).map(|status| of_activity(status.value));
    "reported_at" Word (both("Rapporterad vid", "Reported at")) (both("Ett tidigare tillfälle, om läget rapporterades då och gäller fortfarande: en genomförd eller avbruten aktivitet behöver inte upprepas.", "An earlier occasion, where the status was reported then and still holds: an activity that is done or cancelled need not be repeated.")) |row| row.earlier;
    "deviation" Name (both("Avvikelse", "Deviation")) (both("Hur aktiviteten avviker från planen.", "How the activity departs from the plan.")) |row| row.entry.map(|entry| &entry.deviation);
    "analysis" Prose (both("Analys", "Analysis")) (both("Analysen av aktiviteten.", "The analysis of the activity.")) |row| row.analysis.as_ref();
}

/// The rows of a plan.
pub(super) fn rows<'a>(scene: Scene<'a, '_>, plan: &'a Plan) -> Vec<StatusRow<'a>> {
    let resolved = scene.resolved();
    let items = super::in_print(plan, |goal| &goal.activities);
    let mut rows = Vec::new();
    for report in resolved.reports_on(plan.document) {
        for (number, item) in items.iter().filter(|(_, item)| resolved.shows_activity(report, *item)) {
            let activity = resolved.activity(*item);
            let found = resolved.activity_entry(report, *item);
            let earlier = found.and_then(|found| found.earlier);
            let document = report.activities.get(item).map_or(report.parts[0], |at| at.document);
            rows.push(StatusRow {
                place: scene.place(document),
                goal: scene.goal(plan, *number),
                id: names::activity_id(activity),
                name: activity.name.as_str(),
                is_in_plan: true,
                occasion: scene.occasion(report),
                entry: found.map(|found| found.entry),
                earlier: earlier.and_then(|earlier| scene.occasion(&resolved.reports[earlier]).key),
                analysis: scene.plain(found.and_then(|found| found.entry.analysis.as_ref())),
            });
        }
        for outside in report.outside.iter().filter(|outside| outside.sort == ItemKind::Activity) {
            let entry = resolved.activity_report(outside.at);
            let name = match outside.thing {
                Some(Thing::Activity(item)) => resolved.activity(item).name.as_str(),
                _ => entry.name.as_ref().map_or("", |name| name.as_str()),
            };
            rows.push(StatusRow {
                place: scene.place(outside.at.document),
                goal: GoalHead::default(),
                id: entry.id.value.clone(),
                name,
                is_in_plan: false,
                occasion: scene.occasion(report),
                entry: Some(entry),
                earlier: None,
                analysis: scene.plain(entry.analysis.as_ref()),
            });
        }
    }
    rows
}
