//! The goal, indicator or activity that a name names, among those of the plan and of the plans above it.

use super::{Lacking, Scope};
use crate::model::Document;
use crate::plan_format::parts::insert::Token;
use crate::resolve::finder::Finder;
use crate::resolve::known::KnownNames;
use crate::resolve::reports::ItemKind;
use crate::resolve::{ItemRef, JoinedGoal, Resolved, Thing, names};

impl Scope<'_> {
    /// The goal of a name, as a number among the plan's goals.
    pub(super) fn goal<'t>(&self, name: &Token<'t>) -> Result<usize, Lacking<'t>> {
        let found = self.named(name, ItemKind::Goal, |thing| match thing {
            Thing::Goal(at) => self.plan.joined(at),
            _ => None,
        })?;
        Ok(found)
    }

    /// The indicator of a name, with the number of its goal.
    pub(super) fn indicator<'t>(&self, name: &Token<'t>) -> Result<(usize, ItemRef), Lacking<'t>> {
        self.named(name, ItemKind::Indicator, |thing| match thing {
            Thing::Indicator(item) => self.with_goal(item),
            _ => None,
        })
    }

    /// The activity of a name, with the number of its goal.
    pub(super) fn activity<'t>(&self, name: &Token<'t>) -> Result<(usize, ItemRef), Lacking<'t>> {
        self.named(name, ItemKind::Activity, |thing| match thing {
            Thing::Activity(item) => self.with_goal(item),
            _ => None,
        })
    }

    fn with_goal(&self, item: ItemRef) -> Option<(usize, ItemRef)> {
        Some((self.plan.joined(item.on)?, item))
    }

    fn named<'t, T: PartialEq>(
        &self,
        name: &Token<'t>,
        sort: ItemKind,
        of: impl Fn(Thing) -> Option<T>,
    ) -> Result<T, Lacking<'t>> {
        let context = self.resolved.context();
        let finder = Finder::new(&context, self.plan.document, &self.plan.above);
        let things = finder.find(name.text);
        let mut found: Vec<T> = Vec::new();
        for thing in things.iter().filter_map(|thing| of(*thing)) {
            // A goal and what is added to it below are one.
            if !found.contains(&thing) {
                found.push(thing);
            }
        }
        match (found.len(), things.first()) {
            (1, _) => Ok(found.remove(0)),
            (0, Some(other)) => {
                Err(Lacking::OfAnotherKind { name: name.clone(), wanted: sort, found: ItemKind::of(*other) })
            }
            (0, None) if !self.plan.complete || finder.has_lost_goals() => Err(Lacking::Unknowable),
            (0, None) => Err(Lacking::NamesNothing { name: name.clone(), sort }),
            _ => Err(Lacking::Ambiguous(name.clone())),
        }
    }

    /// The items of a goal, or of all goals, that the plan prints, in the order of print.
    pub(super) fn items(
        &self,
        goal: Option<usize>,
        of: impl Fn(&JoinedGoal) -> &Vec<ItemRef>,
    ) -> Vec<(usize, ItemRef)> {
        let goals = goal.map_or_else(|| self.plan.in_print(), |goal| vec![goal]);
        goals.into_iter().flat_map(|goal| of(&self.plan.goals[goal]).iter().map(move |item| (goal, *item))).collect()
    }
}

impl Resolved {
    /// The names of a document's own charts and of the indicators that an insert of a chart can name.
    pub fn insertable_charts(&self, document: &Document) -> [KnownNames; 2] {
        let charts = KnownNames::names(document.charts.iter().map(|chart| chart.id.value.clone()));
        let number = self.document_of(document.source);
        let indicators = number.map(|number| self.insertable(number, ItemKind::Indicator)).unwrap_or_default();
        [charts, indicators]
    }

    /// The names of a sort that an insert in a document can name.
    pub fn insertable(&self, document: usize, sort: ItemKind) -> KnownNames {
        let Some(plan) = self.plan_of(document) else { return KnownNames::default() };
        let documents = std::iter::once(plan.document).chain(plan.above.iter().copied());
        let goals = documents.flat_map(|number| &self.documents[number].goals);
        match sort {
            ItemKind::Goal => KnownNames::names(goals.map(names::goal_id)),
            ItemKind::Indicator => {
                KnownNames::names(goals.flat_map(|goal| goal.indicators.iter().map(names::indicator_id)))
            }
            ItemKind::Activity => {
                KnownNames::names(goals.flat_map(|goal| goal.activities.iter().map(names::activity_id)))
            }
        }
    }
}
