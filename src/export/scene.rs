//! What rows are taken from: a loaded workspace, and what every row of a document or a goal has in common.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::export::place::Place;
use crate::export::text;
use crate::model::{At, Organisation, Prose, Target, Tier, Unit};
use crate::read::load::Loaded;
use crate::resolve::{GoalRef, Plan, Report, Resolved, names};

/// A loaded workspace.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a, 's> {
    pub(super) loaded: &'a Loaded,
    /// Whose each document is, once that was asked for.
    places: &'s [OnceLock<Place<'a>>],
}

/// Whose each document of a workspace is.
pub(super) struct Places<'a>(Vec<OnceLock<Place<'a>>>);

impl<'a> Places<'a> {
    /// Nothing found out yet.
    pub(super) fn of(loaded: &Loaded) -> Places<'a> {
        Places(loaded.resolved.documents.heads().map(|_| OnceLock::new()).collect())
    }
}

/// The goal that a row is about, or that its indicator or activity stands on.
#[derive(Clone, Debug, Default)]
pub(super) struct GoalHead<'a> {
    /// Its id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: &'a str,
    /// The heading of its level.
    pub(super) level: &'a str,
    /// The id of the topmost goal that it serves.
    pub(super) top_id: String,
    /// The title of that goal.
    pub(super) top_title: &'a str,
}

/// The occasion of a report.
#[derive(Clone, Debug, Default)]
pub(super) struct OccasionHead<'a> {
    /// `T1`, `VB`, or the period as it is written.
    pub(super) key: Option<&'a str>,
    /// The day up to which it reports.
    pub(super) date: Option<Date>,
}

impl<'a, 's> Scene<'a, 's> {
    /// A workspace, with room for what is found out of each of its documents.
    pub(super) fn new(loaded: &'a Loaded, places: &'s Places<'a>) -> Scene<'a, 's> {
        Scene { loaded, places: &places.0 }
    }

    pub(super) fn resolved(self) -> &'a Resolved {
        &self.loaded.resolved
    }

    /// Whose a document is.
    pub(super) fn place(self, document: usize) -> Place<'a> {
        self.places[document].get_or_init(|| self.found_place(document)).clone()
    }

    fn found_place(self, document: usize) -> Place<'a> {
        let written = &self.resolved().documents[document];
        let organisation = &written.organisation;
        let own = organisation.own();
        Place {
            year: written.year.as_ref().map(|year| year.value),
            council: self.name_or_above(document, &[Tier::Municipality, Tier::Region]),
            board: self.name_or_above(document, &[Tier::Board, Tier::Company]),
            organisation: organisation.name(),
            rank: own.map(|(tier, _)| *tier),
            kind: Some(written.kind),
            file: Arc::from(self.loaded.sources.path_in_workspace(written.source)),
        }
    }

    /// The name of one of some ranks that a document says, or the nearest plan above it.
    fn name_or_above(self, document: usize, tiers: &[Tier]) -> &'a str {
        let documents = &self.resolved().documents;
        let plan = self.resolved().plan_of(document);
        let above = plan.into_iter().flat_map(|plan| std::iter::once(plan.document).chain(plan.above.iter().copied()));
        let mut names =
            std::iter::once(document).chain(above).map(|number| name_at(&documents.head(number).organisation, tiers));
        names.find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// A goal of a plan, by its number.
    pub(super) fn goal(self, plan: &'a Plan, number: usize) -> GoalHead<'a> {
        let steering = &self.resolved().settings.steering;
        let mut top = number;
        // A goal serves those of levels above it, so this comes to an end.
        while let Some(parent) = plan.goals[top].parents.first().filter(|parent| **parent != top) {
            if plan.goals[*parent].level >= plan.goals[top].level && *parent >= top {
                break;
            }
            top = *parent;
        }
        let (id, title) = self.id_and_title(plan, number);
        let (top_id, top_title) = self.id_and_title(plan, top);
        GoalHead { id, title, level: &steering.levels[plan.goals[number].level].heading, top_id, top_title }
    }

    fn id_and_title(self, plan: &'a Plan, number: usize) -> (String, &'a str) {
        let decided = self.resolved().origin(&plan.goals[number]);
        (names::goal_id(decided), decided.title.as_ref().map_or("", |title| title.as_str()))
    }

    /// The name of the organisation whose plan something is decided in.
    pub(super) fn decided_by(self, at: GoalRef) -> &'a str {
        self.resolved().documents.head(at.document).organisation.name()
    }

    /// Who answers for something that stands on a goal: as written there, else who answers for the goal.
    pub(super) fn responsible(self, own: &'a Option<At<String>>, plan: &'a Plan, goal: usize) -> Option<&'a str> {
        let words =
            |written: &'a Option<At<String>>| written.as_ref().map(At::as_str).filter(|words| !words.is_empty());
        let of_goal = || plan.goals[goal].entries.iter().find_map(|at| words(&self.resolved().goal(*at).responsible));
        words(own).or_else(of_goal)
    }

    /// The occasion of a report.
    pub(super) fn occasion(self, report: &'a Report) -> OccasionHead<'a> {
        let resolved = self.resolved();
        match report.occasion {
            Some(occasion) => OccasionHead {
                key: Some(&resolved.settings.steering.occasions[occasion].key),
                date: resolved.reported_until(report.plan, occasion),
            },
            None => {
                let follow_up = resolved.documents[report.parts[0]].follow_up.as_deref();
                let written = follow_up.and_then(|follow_up| follow_up.period.as_ref());
                OccasionHead { key: written.map(|period| period.as_str()), date: None }
            }
        }
    }

    /// The words of a text.
    pub(super) fn plain(self, prose: Option<&Prose>) -> Option<String> {
        prose.map(|prose| text::plain(self.loaded, prose))
    }

    /// The key of an assessment.
    pub(super) fn assessment(self, number: Option<usize>) -> Option<&'a str> {
        Some(self.resolved().settings.steering.assessments[number?].key.as_str())
    }
}

fn name_at<'a>(organisation: &'a Organisation, tiers: &[Tier]) -> &'a str {
    tiers.iter().find_map(|tier| organisation.at(*tier)).map_or("", |name| name.as_str())
}

/// A target in its columns: as it is printed, and its number, the upper end of a range and its unit where it has them.
#[derive(Clone, Debug, Default)]
pub(super) struct TargetCells<'a> {
    pub(super) text: String,
    pub(super) number: Option<Decimal>,
    pub(super) upper: Option<Decimal>,
    pub(super) unit: Cow<'a, str>,
}

impl<'a> TargetCells<'a> {
    pub(super) fn of(target: Option<&'a Target>) -> TargetCells<'a> {
        let quantity = target.and_then(Target::quantity);
        TargetCells {
            text: target.map_or_else(String::new, Target::print),
            number: quantity.map(|quantity| quantity.value),
            upper: quantity.and_then(|quantity| quantity.upper),
            unit: quantity.map_or(Cow::Borrowed(""), |quantity| Cow::Borrowed(quantity.unit.as_str())),
        }
    }
}

/// An amount in kronor, whatever it is counted in; nothing of another currency.
pub(super) fn in_kronor(amount: Option<Decimal>, unit: Option<Unit>) -> Option<Decimal> {
    Some(unit?.convert(amount?, Unit::Kr)?.normalize())
}
