//! A part of the status: what is missing, one occasion, what one role or group answers for, in another order.

use crate::plan_format::fields::same_key;
use crate::status::{Count, PlanStatus, State, Status};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only plans that lack something at an occasion that has come, or have activities past their end.
    pub is_missing: bool,
    /// Only this occasion.
    pub period: Option<String>,
    /// Only what this role or group answers for.
    pub who: Option<String>,
    /// In which order the plans of a year are.
    pub order: Order,
}

/// In which order the plans of a year are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the organisations' names.
    #[default]
    Organisation,
    /// What lacks most first.
    Missing,
    /// By the files' paths.
    Path,
}

/// Why nothing of a status is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No plan has such an occasion; these there are.
    Period(Vec<String>),
    /// Nobody is called so; these answer for something.
    Who(Vec<String>),
}

impl Filter {
    /// The part that is asked for.
    pub fn of(&self, mut status: Status) -> Result<Status, Unknown> {
        if let Some(period) = &self.period {
            let keys = distinct(status.plans.iter().flat_map(|plan| plan.occasions.iter().map(|own| own.key.clone())));
            if !keys.iter().any(|key| same_key(period.trim(), key)) {
                return Err(Unknown::Period(keys));
            }
            for plan in &mut status.plans {
                plan.occasions.retain(|occasion| same_key(period.trim(), &occasion.key));
            }
        }
        if let Some(who) = &self.who {
            let names = distinct(status.plans.iter().flat_map(names));
            let wanted = who.trim().to_lowercase();
            let is_wanted = |name: Option<&String>| name.is_some_and(|name| name.to_lowercase() == wanted);
            if !names.iter().any(|name| is_wanted(Some(name))) {
                return Err(Unknown::Who(names));
            }
            for plan in &mut status.plans {
                for occasion in &mut plan.occasions {
                    occasion.by.retain(|responsible| is_wanted(responsible.name.as_ref()));
                    // What this one has reported, and not how far the others have come.
                    let Count { due, reported } = occasion.total();
                    occasion.state = match (due, reported) {
                        (_, 0) if !occasion.has_come() && due > 0 => State::NotYet,
                        (due, reported) if due == reported => State::Complete,
                        (_, 0) => State::Open,
                        _ => State::UnderWay,
                    };
                }
                plan.ended.retain(|ended| is_wanted(ended.responsible.as_ref()));
            }
            status.plans.retain(|plan| !plan.ended.is_empty() || plan.occasions.iter().any(|own| own.total().due > 0));
        }
        if self.is_missing {
            status.plans.retain(|plan| !plan.is_set_aside && (plan.lacks_something() || !plan.ended.is_empty()));
        }
        match self.order {
            Order::Organisation => {}
            Order::Missing => status.plans.sort_by(|one, two| {
                let missing = |plan: &PlanStatus| -> usize { plan.come().map(|own| own.total().missing()).sum() };
                two.year.cmp(&one.year).then(missing(two).cmp(&missing(one)))
            }),
            Order::Path => {
                status.plans.sort_by(|one, two| two.year.cmp(&one.year).then_with(|| one.path.cmp(&two.path)));
            }
        }
        Ok(status)
    }
}

/// Who answers for something in a plan.
fn names(plan: &PlanStatus) -> Vec<String> {
    let due = plan.occasions.iter().flat_map(|occasion| &occasion.by).filter_map(|own| own.name.clone());
    due.chain(plan.ended.iter().filter_map(|ended| ended.responsible.clone())).collect()
}

/// Each once, in the order of the first.
fn distinct(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for word in words {
        if !known.iter().any(|own| own.to_lowercase() == word.to_lowercase()) {
            known.push(word);
        }
    }
    known
}
