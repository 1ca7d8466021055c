//! The values from the lowest line to the highest, in even steps.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::number::{NO_BREAK_SPACE, print_decimal};

/// About so many steps from the lowest line to the highest.
const STEPS: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Figures beyond this are drawn as this: 10^24. Differences and shares of what is smaller always have room.
const MOST: Decimal = Decimal::from_parts(2_701_131_776, 466_537_709, 54_210, false, 0);

/// A value that can be drawn.
pub(super) fn bounded(value: Decimal) -> Decimal {
    value.clamp(-MOST, MOST)
}

/// The values from the lowest line to the highest, and how far the lines are apart.
#[derive(Debug)]
pub(super) struct Axis {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl Axis {
    /// An axis for these values. What is drawn as a column begins at nothing, since its length is what is seen; a line that
    /// moves far from nothing shows its movement.
    pub(super) fn of(values: impl Iterator<Item = Decimal>, has_columns: bool) -> Axis {
        let values: Vec<Decimal> = values.map(bounded).collect();
        let mut low = values.iter().copied().min().unwrap_or_default();
        let mut high = values.iter().copied().max().unwrap_or(Decimal::ONE);
        let is_far = low > Decimal::ZERO && high - low < low;
        if has_columns || !is_far {
            (low, high) = (low.min(Decimal::ZERO), high.max(Decimal::ZERO));
        }
        if high <= low {
            // One value alone stands in the middle, nothing at the foot.
            let beside = low.abs().max(Decimal::ONE);
            (low, high) = if low.is_zero() { (low, Decimal::ONE) } else { (low - beside, high + beside) };
        }
        let largest = low.abs().max(high.abs());
        // Finer lines than a millionth of the largest value nobody sees, and they would need more digits than there are.
        let raw = ((high - low) / STEPS).max(largest / Decimal::from(1_000_000));
        let step = even_step(raw);
        let lines = |value: Decimal| value.checked_div(step).unwrap_or_default();
        let (foot, high) = (lines(low).floor() * step, lines(high).ceil() * step);
        // A line that stands on the foot would be taken for the foot.
        let is_on_foot = !has_columns && foot == low && !low.is_zero();
        Axis { low: if is_on_foot { foot - step } else { foot }, high, step }
    }

    /// An axis from nothing to a hundred.
    pub(super) fn of_shares() -> Axis {
        Axis { low: Decimal::ZERO, high: Decimal::ONE_HUNDRED, step: Decimal::from(25) }
    }

    /// The lowest line, the highest, and how far the lines are apart.
    pub(super) fn bounds(&self) -> (Decimal, Decimal, Decimal) {
        (self.low, self.high, self.step)
    }

    /// How far along a value stands, of so much room.
    pub(super) fn place(&self, value: Decimal, room: i64) -> i64 {
        let value = bounded(value).clamp(self.low, self.high);
        let part = (value - self.low).checked_div(self.high - self.low).unwrap_or_default();
        (part * Decimal::from(room)).round().to_i64().unwrap_or_default()
    }

    /// How far along nothing stands; the end that is nearest to it where it is not on the axis.
    pub(super) fn zero(&self, room: i64) -> i64 {
        self.place(Decimal::ZERO, room)
    }

    /// The values of the lines.
    pub(super) fn ticks(&self) -> Vec<Decimal> {
        let mut ticks = vec![self.low];
        while let Some(next) = ticks.last().map(|last| *last + self.step).filter(|next| *next <= self.high) {
            ticks.push(next);
        }
        ticks
    }

    /// A line's value in print: all lines have the decimals that the step needs.
    pub(super) fn print(&self, tick: Decimal, unit: &str) -> String {
        let mut tick = tick;
        tick.rescale(self.step.normalize().scale());
        with_unit(tick, unit)
    }
}

/// A figure in print.
pub(super) fn with_unit(value: Decimal, unit: &str) -> String {
    match unit {
        "" => print_decimal(value),
        unit => format!("{}{NO_BREAK_SPACE}{unit}", print_decimal(value)),
    }
}

/// The first of 1, 2, 2,5, 5 and 10 times a power of ten that is no smaller.
fn even_step(raw: Decimal) -> Decimal {
    let ten = Decimal::TEN;
    let mut power = Decimal::ONE;
    while power > raw && power.scale() < 18 {
        power = (power / ten).normalize();
    }
    while power * ten <= raw {
        power *= ten;
    }
    let steps = [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5)].map(|of| of * power);
    steps.into_iter().find(|step| *step >= raw).unwrap_or(power * ten)
}
