//! The figures of a chart in words.

use super::Drawing;
use super::axis::with_unit;

/// A series of more values is described by its first and its last: the table beside the drawing has them all.
const MOST_VALUES: usize = 24;

/// A sentence for each series, and what changed where.
pub(super) fn describe(drawing: &Drawing) -> String {
    let sentences = drawing.series.iter().filter_map(|series| {
        let values = drawing.categories.iter().zip(&series.values);
        let known: Vec<String> = values
            .filter_map(|(category, value)| Some(format!("{category} {}", with_unit((*value)?, &drawing.unit))))
            .collect();
        let figures = match &known[..] {
            [] => return None,
            [first, .., last] if known.len() > MOST_VALUES => format!("{first} … {last}"),
            _ => known.join(", "),
        };
        Some(format!("{}: {figures}.", series.name))
    });
    let breaks = drawing.breaks.iter().filter_map(|place| {
        let category = drawing.categories.get(place.before)?;
        Some(format!("{category}: {}.", place.words))
    });
    sentences.chain(breaks).collect::<Vec<_>>().join(" ")
}
