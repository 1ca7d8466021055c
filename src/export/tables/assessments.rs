//! How the goals were assessed, at each occasion.

use crate::export::cell::{Word, of_activity};
use crate::export::place::Place;
use crate::export::scene::{GoalHead, OccasionHead, Scene};
use crate::export::table::{Written, both, table};
use crate::model::{Rank, Status};
use crate::resolve::Plan;
use crate::resolve::reports::ItemKind;

/// A goal at an occasion.
pub struct AssessmentRow<'a> {
    pub(in crate::export) place: Place<'a>,
    goal: GoalHead<'a>,
    pub(in crate::export) occasion: OccasionHead<'a>,
    /// The number of the occasion; none where the period is not known.
    pub(in crate::export) occasion_number: Option<usize>,
    pub(in crate::export) is_inherited: bool,
    pub(in crate::export) is_due: bool,
    /// The number of the assessment in the steering model.
    pub(in crate::export) assessed: Option<usize>,
    pub(in crate::export) assessment: Option<&'a str>,
    heading: Option<&'a str>,
    rank: Option<Rank>,
    forecast: Option<&'a str>,
    status: Option<Status>,
    analysis: Option<String>,
    written: Option<Written>,
}

table! {
    /// The table of the goals' assessments.
    ASSESSMENTS of AssessmentRow, "assessments", both("bedomningar", "assessments"), both("Bedömningar", "Assessments"),
    both("Ett mål som är bedömt, eller ska bedömas, vid ett tillfälle som det finns en uppföljning för.", "A goal that is assessed, or to be assessed, at an occasion that there is a follow-up of."),
    written |row| row.written;
    "occasion" Word (both("Tillfälle", "Occasion")) (both("Rapporttillfället, till exempel T1 eller VB.", "The occasion, such as T1 or VB.")) |row| row.occasion.key;
    "occasion_date" Date (both("Till och med", "Until")) (both("Dagen som uppföljningen gäller till och med.", "The day up to which the follow-up reports.")) |row| row.occasion.date;
    "goal_id" Id (both("Mål-id", "Goal id")) (both("Målets id.", "The goal's id.")) |row| &row.goal.id;
    "goal" Name (both("Mål", "Goal")) (both("Målets titel.", "The goal's title.")) |row| row.goal.title;
    "level" Name (both("Målnivå", "Level")) (both("Målets nivå i styrmodellen.", "The goal's level in the steering model.")) |row| row.goal.level;
    "top_goal_id" Id (both("Översta mål-id", "Topmost goal id")) (both("Id för det översta målet i målkedjan.", "The id of the topmost goal of the chain.")) |row| &row.goal.top_id;
    "top_goal" Name (both("Översta mål", "Topmost goal")) (both("Det översta målets titel.", "The topmost goal's title.")) |row| row.goal.top_title;
    "inherited" Answer (both("Ärvt", "Inherited")) (both("Ja om målet är beslutat i en plan ovanför.", "Yes where the goal is decided in a plan above.")) |row| row.is_inherited;
    "to_be_assessed" Answer (both("Ska bedömas", "To be assessed")) (both("Om målet ska bedömas vid tillfället: årets sista, på de nivåer som styrmodellen bedömer.", "Whether the goal is to be assessed at the occasion: the year's last, on the levels that the steering model assesses.")) |row| row.is_due;
    "assessment" Word (both("Bedömning", "Assessment")) (both("Bedömningen, med uppföljningens ord. Tomt där ingen är skriven.", "The assessment, in the follow-up's words. Empty where none is written.")) |row| row.assessment;
    "assessment_in_print" Name (both("Bedömning i tryck", "Assessment in print")) (both("Bedömningens ord i tryck.", "The words of the assessment in print.")) |row| row.heading;
    "place_on_scale" Word (both("Läge på skalan", "Place on the scale")) (both("Bäst, mellan eller sämst, eller utanför skalan: lika i alla kommuner.", "Best, between or worst, or outside the scale: the same in all municipalities.")) |row| row.rank.map(Word::from);
    "forecast" Word (both("Prognos", "Forecast")) (both("Bedömningen som väntas för hela året.", "The assessment that is expected of the whole year.")) |row| row.forecast;
    "status" Word (both("Läge", "Status")) (both("Hur målet står, på en nivå som inte bedöms.", "How the goal stands, on a level that is not assessed.")) |row| row.status.map(of_activity);
    "analysis" Prose (both("Analys", "Analysis")) (both("Analysen av målet.", "The analysis of the goal.")) |row| row.analysis.as_ref();
}

/// The rows of a plan.
pub(super) fn rows<'a>(scene: Scene<'a, '_>, plan: &'a Plan) -> Vec<AssessmentRow<'a>> {
    let resolved = scene.resolved();
    let steering = &resolved.settings.steering;
    let mut rows = Vec::new();
    for report in resolved.reports_on(plan.document) {
        for number in plan.in_print() {
            let at = report.goals[number];
            let goal = &plan.goals[number];
            let is_due = report.occasion.is_some_and(|occasion| resolved.is_assessment_due(occasion, goal));
            if at.is_none() && !is_due {
                continue;
            }
            let entry = at.map(|at| resolved.goal_report(at));
            let assessed = entry.and_then(|entry| entry.assessment.as_ref()).map(|assessment| assessment.value);
            let document = at.map_or(report.parts[0], |at| at.document);
            rows.push(AssessmentRow {
                place: scene.place(document),
                goal: scene.goal(plan, number),
                occasion: scene.occasion(report),
                occasion_number: report.occasion,
                is_inherited: goal.entries[0].document != plan.document,
                is_due,
                assessed,
                assessment: scene.assessment(assessed),
                heading: assessed.map(|assessed| steering.heading_at(report.occasion, assessed)),
                rank: assessed.map(|assessed| steering.rank(assessed)),
                forecast: scene
                    .assessment(entry.and_then(|entry| entry.forecast.as_ref()).map(|forecast| forecast.value)),
                status: entry.and_then(|entry| entry.status.as_ref()).map(|status| status.value),
                analysis: scene.plain(entry.and_then(|entry| entry.analysis.as_ref())),
                written: Some(Written::Entry { document, list: ItemKind::Goal, id: entry.map(|entry| entry.id.span) }),
            });
        }
    }
    rows
}
