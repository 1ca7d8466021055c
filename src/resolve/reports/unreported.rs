//! What a plan has and a report has no entry of: where an id names nothing, that is most likely what was meant.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::ItemKind;
use super::entries::ids;
use crate::resolve::{Context, ItemRef, Plan, names};

/// The ids of each sort, looked up once and only where an id names nothing.
#[derive(Debug, Default)]
pub(super) struct Unreported {
    indicators: OnceCell<Vec<String>>,
    activities: OnceCell<Vec<String>>,
}

impl Unreported {
    /// The ids of a sort that a report, which has these files and this occasion, has no entry of. Goals have no entry but
    /// where somebody assesses them.
    pub(super) fn of(
        &self,
        sort: ItemKind,
        context: &Context,
        plan: &Plan,
        report: (&[usize], Option<usize>),
    ) -> &[String] {
        match sort {
            ItemKind::Goal => &[],
            ItemKind::Indicator => self.indicators.get_or_init(|| unreported(context, plan, report, sort)),
            ItemKind::Activity => self.activities.get_or_init(|| unreported(context, plan, report, sort)),
        }
    }
}

/// The ids of the indicators or activities that the plan prints, that are due, and that the report has no entry of.
fn unreported(
    context: &Context,
    plan: &Plan,
    (parts, occasion): (&[usize], Option<usize>),
    sort: ItemKind,
) -> Vec<String> {
    let entries = parts.iter().filter_map(|part| context.follow_up(*part)).flat_map(|follow_up| ids(follow_up, sort));
    let written: HashSet<String> = entries.map(|id| names::key(id.as_str()).into_owned()).collect();
    let goals = plan.goals.iter().filter(|goal| goal.printed);
    let is_due = |item: &ItemRef| {
        let periodicity = context.goal(item.on).indicators[item.item].periodicity.as_ref();
        let known = periodicity.and_then(|own| context.settings.steering.periodicity(own.value.trim()));
        known.zip(occasion).is_none_or(|(known, occasion)| known.occasions.contains(&occasion))
    };
    let all: Vec<String> = match sort {
        ItemKind::Goal => Vec::new(),
        ItemKind::Indicator => goals
            .flat_map(|goal| &goal.indicators)
            .filter(|item| is_due(item))
            .map(|item| names::indicator_id(&context.goal(item.on).indicators[item.item]))
            .collect(),
        ItemKind::Activity => goals
            .flat_map(|goal| &goal.activities)
            .map(|item| names::activity_id(&context.goal(item.on).activities[item.item]))
            .collect(),
    };
    let mut lacking: Vec<String> = all.into_iter().filter(|id| !written.contains(id)).collect();
    lacking.dedup();
    lacking
}
