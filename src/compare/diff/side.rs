//! One of the two plans as it is compared: its printed goals in the order of print, each by its number in that order.

use std::borrow::Cow;

use super::{Name, PlanName, Side};
use crate::model::{At, Document, Goal, Prose, ProseBody};
use crate::resolve::{ItemRef, JoinedGoal, Plan, names};

/// A printed goal.
pub(super) struct Printed<'a> {
    /// The goal, joined.
    pub(super) goal: &'a JoinedGoal,
    /// Its name.
    pub(super) name: Name,
    /// Its id, where that does not come from its number.
    pub(super) own_id: Option<String>,
    /// Whether somebody wrote the id.
    pub(super) has_written_id: bool,
    /// Its number, without trailing signs.
    pub(super) number: Option<String>,
    /// The key of its level.
    pub(super) level: &'a str,
    /// The printed goals above it, by their place in print.
    pub(super) parents: Vec<usize>,
    /// The ids in other years that it continues.
    pub(super) replaces: Vec<String>,
}

/// A plan as it is compared.
pub(super) struct Compared<'a> {
    pub(super) side: Side<'a>,
    pub(super) plan: &'a Plan,
    pub(super) document: &'a Document,
    /// The printed goals in the order of print.
    pub(super) goals: Vec<Printed<'a>>,
}

impl<'a> Compared<'a> {
    pub(super) fn new(side: Side<'a>) -> Compared<'a> {
        let plan = &side.resolved.plans[side.plan];
        let order = plan.in_print();
        let mut place = vec![None; plan.goals.len()];
        for (at, goal) in order.iter().enumerate() {
            place[*goal] = Some(at);
        }
        let goals = order
            .iter()
            .map(|number| {
                let goal = &plan.goals[*number];
                let entries = || goal.entries.iter().map(|at| side.resolved.goal(*at));
                let decided = side.resolved.origin(goal);
                let written = entries().find_map(|entry| entry.id.as_ref());
                let number = entries().find_map(|entry| entry.number.as_ref());
                let title = decided.title.as_ref().map_or("", At::as_str);
                let own_id = match (written, number) {
                    (Some(id), _) => Some(names::key(id.as_str()).into_owned()),
                    (None, None) if !title.is_empty() => Some(names::slug(title)),
                    _ => None,
                };
                Printed {
                    goal,
                    name: Name {
                        id: own_id.clone().unwrap_or_else(|| names::goal_id(decided)),
                        number: number.map(|number| number.value.clone()),
                        title: title.to_owned(),
                    },
                    own_id,
                    has_written_id: written.is_some(),
                    number: number.map(|number| names::number_key(number.as_str()).into_owned()),
                    level: &side.resolved.settings.steering.levels[goal.level].key,
                    parents: goal.parents.iter().filter_map(|parent| place[*parent]).collect(),
                    replaces: replaced(entries().map(|entry: &Goal| &entry.replaces)),
                }
            })
            .collect();
        Compared { side, plan, document: side.resolved.document(plan), goals }
    }

    pub(super) fn year(&self) -> Option<i16> {
        self.document.year.as_ref().map(|year| year.value)
    }

    pub(super) fn plan_name(&self) -> PlanName {
        let organisation = &self.document.organisation;
        let names = organisation.names.iter().map(|(_, name)| name.value.clone());
        let mut above: Vec<String> = names.collect();
        above.pop();
        PlanName {
            organisation: organisation.name().to_owned(),
            above,
            year: self.year(),
            path: self.side.sources.path(self.document.source).to_owned(),
        }
    }

    /// A text, nothing where there is none. Only its words are meant: a block keeps the indentation that it has in the file.
    pub(super) fn text(&self, prose: Option<&'a Prose>) -> Cow<'a, str> {
        match prose {
            Some(Prose { body: ProseBody::Block { lines, .. }, .. }) => {
                Cow::Owned(self.side.sources.slice(*lines).to_string())
            }
            Some(prose) => prose.text(self.side.sources).text,
            None => Cow::Borrowed(""),
        }
    }

    /// Every printed indicator with the place of its goal.
    pub(super) fn indicators(&self) -> Vec<(usize, ItemRef)> {
        let goals = self.goals.iter().enumerate();
        goals.flat_map(|(at, goal)| goal.goal.indicators.iter().map(move |item| (at, *item))).collect()
    }

    /// Every printed activity with the place of its goal.
    pub(super) fn activities(&self) -> Vec<(usize, ItemRef)> {
        let goals = self.goals.iter().enumerate();
        goals.flat_map(|(at, goal)| goal.goal.activities.iter().map(move |item| (at, *item))).collect()
    }
}

/// The ids of `ersätter`, as ids and numbers are looked up.
pub(super) fn replaced<'a>(lists: impl Iterator<Item = &'a Vec<At<String>>>) -> Vec<String> {
    lists.flatten().map(|id| names::number_key(id.as_str()).into_owned()).collect()
}
