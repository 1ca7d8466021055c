//! VP04: indicators and targets.

use crate::lint::rules::Subject;
use crate::model::number::NO_BREAK_SPACE;
use crate::model::{At, Document, Indicator, Quantity, Target};
use crate::resolve::{GoalRef, ItemRef};

crate::family! {
    "04", "Indikatorer och årsmål", "Indicators and targets",
    document {
        indicator_without_periodicity,
        unreadable_target,
        council_target_without_own,
        target_weaker_than_council,
        target_weaker_than_last_year,
        individual_measure_without_gender,
        indicator_twice,
        counting_not_said,
        target_differing_from_years,
        trend_against_series,
        kolada_measure_twice,
    }
    report {}
    document_and_report { mixed_units, implausible_figure }
    each { target_without_direction, indicator_without_target }
    workspace { indicator_defined_differently, target_left_unset }
    elsewhere {}
}

/// A target that a document sets for its own organisation.
pub(crate) struct OwnTarget<'a> {
    /// The indicator, wherever it is written.
    pub(crate) indicator: &'a Indicator,
    /// Its place.
    pub(crate) item: ItemRef,
    /// The target.
    pub(crate) target: &'a At<Target>,
    /// Why it is as it is, where that is said.
    pub(crate) reason: Option<&'a At<String>>,
    /// Whether it stands in the document's `årsmål`, not on the indicator.
    pub(crate) in_map: bool,
}

/// The targets that a document sets: on the indicators that it writes, and in its `årsmål`.
pub(crate) fn own_targets<'a>(subject: &Subject<'a>) -> Vec<OwnTarget<'a>> {
    let (document, resolved) = (subject.document, subject.resolved);
    let on_indicators = written(subject.plan.document, document).filter_map(|(item, indicator)| {
        Some(OwnTarget {
            indicator,
            item,
            target: indicator.target.as_ref()?,
            reason: indicator.reason.as_ref(),
            in_map: false,
        })
    });
    let in_map = subject.plan.targets.iter().map(|&(number, item)| OwnTarget {
        indicator: resolved.indicator(item),
        item,
        target: &document.targets[number].target,
        reason: document.targets[number].reason.as_ref(),
        in_map: true,
    });
    on_indicators.chain(in_map).collect()
}

/// The indicators that a document writes, with their places.
pub(crate) fn written(number: usize, document: &Document) -> impl Iterator<Item = (ItemRef, &Indicator)> {
    document.goals.iter().enumerate().flat_map(move |(goal, entry)| {
        let on = GoalRef { document: number, goal };
        entry.indicators.iter().enumerate().map(move |(item, indicator)| (ItemRef { on, item }, indicator))
    })
}

/// A quantity as a writer would type it.
pub(crate) fn typed(quantity: &Quantity) -> String {
    quantity.print().replace(NO_BREAK_SPACE, " ")
}

/// The quantity of a target, where it is one.
pub(crate) fn quantity(target: &Option<At<Target>>) -> Option<(&At<Target>, &Quantity)> {
    let target = target.as_ref()?;
    Some((target, target.value.quantity()?))
}
