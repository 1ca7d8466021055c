//! Targets before and now: which way they moved with regard to what counts as better, and what had been reached.

use super::side::Compared;
use super::{Change, Reached, TargetChange, TargetChangeKind};
use crate::model::{Direction, Indicator, Outcome, Quantity, Rank, Target};
use crate::resolve::ItemRef;

/// What differs between the targets of an indicator: the own one as printed, or the council's. A new indicator's is set, an
/// ended one's is dropped.
pub(super) fn compare_target(
    (old, one): (&Compared, Option<ItemRef>),
    (new, other): (&Compared, Option<ItemRef>),
    is_council: bool,
) -> Option<TargetChange> {
    let target = |side: &Compared, item: Option<ItemRef>| {
        let target = match is_council {
            true => side.side.resolved.indicator(item?).council_target.as_ref(),
            false => side.side.resolved.target(side.plan, item?),
        };
        target.map(|target| target.value.clone())
    };
    let (before, now) = (target(old, one), target(new, other));
    if is_same(before.as_ref(), now.as_ref()) {
        return None;
    }
    let direction = one
        .zip(other)
        .and_then(|(one, other)| direction(old.side.resolved.indicator(one), new.side.resolved.indicator(other)));
    Some(TargetChange {
        kind: kind(before.as_ref(), now.as_ref(), direction),
        old: before.map(|target| target.print()),
        new: now.map(|target| target.print()),
        reached: one.and_then(|one| reached(old, one)),
    })
}

fn is_same(old: Option<&Target>, new: Option<&Target>) -> bool {
    match (old, new) {
        (None, None) => true,
        (Some(Target::Bound(old)), Some(Target::Bound(new))) => {
            old.quantity.value == new.quantity.value
                && old.quantity.same_unit(&new.quantity)
                && (old.direction, old.is_strict) == (new.direction, new.is_strict)
        }
        (Some(Target::Quantity(old)), Some(Target::Quantity(new))) => {
            old.value == new.value && old.upper == new.upper && old.same_unit(new)
        }
        (Some(Target::Quantity(_)), _) | (_, Some(Target::Quantity(_))) => false,
        (Some(old), Some(new)) => old.print().to_lowercase() == new.print().to_lowercase(),
        _ => false,
    }
}

fn kind(old: Option<&Target>, new: Option<&Target>, direction: Option<Direction>) -> TargetChangeKind {
    let quantity = |target: Option<&Target>| target.and_then(Target::quantity).cloned();
    let (old, new) = match (quantity(old), quantity(new)) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(_)) => return TargetChangeKind::Set,
        (Some(_), None) => return TargetChangeKind::Dropped,
        (None, None) => return TargetChangeKind::Other,
    };
    let Some(direction) = direction else { return TargetChangeKind::Other };
    match (direction.is_weaker(&new, &old), direction.is_weaker(&old, &new)) {
        (true, false) => TargetChangeKind::Loosened(by(&old, &new)),
        (false, true) => TargetChangeKind::Tightened(by(&old, &new)),
        _ => TargetChangeKind::Other,
    }
}

/// By how much a number changed, with its sign and unit; nothing for ranges.
fn by(old: &Quantity, new: &Quantity) -> Option<String> {
    if old.upper.is_some() || new.upper.is_some() {
        return None;
    }
    let difference = Quantity { value: new.value.saturating_sub(old.value), upper: None, unit: new.unit.clone() };
    let sign = if difference.value.is_sign_positive() { "+" } else { "" };
    Some(format!("{sign}{}", difference.print()))
}

/// What counts as better in both plans; where they say different things nothing can be said.
fn direction(old: &Indicator, new: &Indicator) -> Option<Direction> {
    let of = |indicator: &Indicator| indicator.direction.as_ref().map(|direction| direction.value);
    match (of(old), of(new)) {
        (Some(old), Some(new)) if old != new => None,
        (old, new) => new.or(old),
    }
}

/// The word for what counts as better.
pub(super) fn direction_word(indicator: &Indicator) -> Option<&'static str> {
    Some(match indicator.direction.as_ref()?.value {
        Direction::Higher => "högre",
        Direction::Lower => "lägre",
        Direction::Range => "intervall",
    })
}

/// The units of the compared targets, where both are numbers and counted in different ones.
pub(super) fn unit_change(
    (old, one): (&Compared, ItemRef),
    (new, other): (&Compared, ItemRef),
) -> Option<Change<String>> {
    let before = old.side.resolved.compared_target(old.plan, one)?;
    let now = new.side.resolved.compared_target(new.plan, other)?;
    (!before.same_unit(now)).then(|| Change { old: before.unit.clone(), new: now.unit.clone() })
}

/// The last outcome that the older plan's follow-ups tell.
fn reached(old: &Compared, item: ItemRef) -> Option<Reached> {
    let resolved = old.side.resolved;
    let year = old.year()?;
    let mut last = None;
    for report in resolved.reports_on(old.side.plan) {
        let Some(occasion) = report.occasion else { continue };
        let outcome = resolved.indicator_entry(report, item).and_then(|entry| entry.outcome.as_ref());
        if let Some(outcome) = outcome.filter(|outcome| outcome.value != Outcome::Missing) {
            last = Some((occasion, outcome.value.print(), resolved.standing(report, item).assessment()));
        }
    }
    let (occasion, outcome, assessment) = last?;
    let steering = &resolved.settings.steering;
    Some(Reached {
        occasion: format!("{} {year}", steering.occasions[occasion].key),
        outcome,
        assessment: assessment.map(|number| steering.heading_at(Some(occasion), number).to_owned()),
        is_best: assessment.is_some_and(|number| steering.rank(number) == Rank::Best),
        is_missed: assessment.is_some_and(|number| matches!(steering.rank(number), Rank::Between | Rank::Worst)),
    })
}
