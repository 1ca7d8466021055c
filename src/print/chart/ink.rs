//! How series look: a colour, a pattern, a line and a point for each. No two of a chart differ by colour alone.

use super::Role;

/// Colours that stand out by at least 3 to 1 from white and from the darkest page; the same on paper and in the dark.
pub(super) const COLOURS: [&str; 6] = ["#2f7cc0", "#b0559a", "#34885a", "#b5671f", "#1b868f", "#7b6fc4"];

/// The colour of targets.
pub const TARGET: &str = "#d0453f";

/// What fills columns; the first is the colour alone. Drawn in a square of 8.
const PATTERNS: [&str; 7] = [
    "",
    "M-2 2L2 -2M0 8L8 0M6 10L10 6",
    "M3 4a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0",
    "M0 2H8M2 0V8",
    "M0 4H8",
    "M4 0V8",
    "M-2 6L2 10M0 0L8 8M6 -2L10 2",
];

/// The strokes and gaps of lines; the first is whole.
const DASHES: [&str; 4] = ["", "9 3", "3 3", "9 3 3 3"];

/// Forms of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// A disc.
    Disc,
    /// A square.
    Square,
    /// A triangle.
    Triangle,
    /// A diamond.
    Diamond,
    /// A ring.
    Ring,
}

const POINTS: [Point; 5] = [Point::Disc, Point::Square, Point::Triangle, Point::Diamond, Point::Ring];

/// The number of the look of a series that stands in this place.
pub(super) fn of(role: Role, place: usize) -> usize {
    match role {
        Role::Outcome | Role::Costs | Role::Target => 0,
        Role::Women | Role::Budget => 1,
        Role::Men | Role::Income => 2,
        Role::Own => place,
    }
}

/// The colour of a look.
pub fn colour(look: usize) -> &'static str {
    COLOURS[look % COLOURS.len()]
}

/// The lines of a look's pattern; empty where it is filled with its colour.
pub(super) fn pattern(look: usize) -> &'static str {
    PATTERNS[look % PATTERNS.len()]
}

/// The strokes and gaps of a look's line; empty where it is whole.
pub(super) fn dashes(look: usize) -> &'static str {
    DASHES[look % DASHES.len()]
}

/// The form of a look's points.
pub(super) fn point(look: usize) -> Point {
    POINTS[look % POINTS.len()]
}
