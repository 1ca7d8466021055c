//! Charts that stand: columns, shares and lines, with the categories below.

use rust_decimal::Decimal;

use super::Drawing;
use super::axis::{Axis, with_unit};
use super::measure::{self, LINE};
use super::shapes::{LABEL_HEIGHT, Picture, Shape, Side, Stroke, WIDTH};
use crate::model::ChartKind;

/// How high the figures are drawn.
const ROOM: i64 = 1900;
/// Above the figures, where a figure may stand above the highest column.
const ABOVE: i64 = 220;
/// Names below the figures have at most so many lines.
const MOST_LINES: usize = 3;
/// Of a category's room so much is filled with columns.
const FILLED: i64 = 74;

/// Where the figures are drawn.
struct Plot {
    left: i64,
    top: i64,
    width: i64,
    count: i64,
}

impl Plot {
    fn of(drawing: &Drawing, axis: &Axis) -> Plot {
        let ticks = axis.ticks();
        let widest =
            ticks.iter().map(|tick| measure::width(&axis.print(*tick, drawing.tick_unit()))).max().unwrap_or(0);
        let left = (widest + 90).min(WIDTH * 2 / 3);
        let top = if drawing.unit_above().is_empty() { ABOVE } else { ABOVE + LINE };
        let count = i64::try_from(drawing.categories.len().max(1)).unwrap_or(i64::MAX);
        Plot { left, top, width: WIDTH - left - 20, count }
    }

    /// Where a category stands: from, to.
    fn band(&self, number: usize) -> (i64, i64) {
        let edge = |number: i64| self.left + self.width * number / self.count;
        let number = i64::try_from(number).unwrap_or(0);
        (edge(number), edge(number + 1))
    }

    fn middle(&self, number: usize) -> i64 {
        let (from, to) = self.band(number);
        i64::midpoint(from, to)
    }

    fn bottom(&self) -> i64 {
        self.top + ROOM
    }

    fn right(&self) -> i64 {
        self.left + self.width
    }

    fn y(&self, axis: &Axis, value: Decimal) -> i64 {
        self.bottom() - axis.place(value, ROOM)
    }
}

/// The axis of a drawing.
pub(super) fn axis_of(drawing: &Drawing) -> Axis {
    if drawing.kind == ChartKind::Shares {
        return Axis::of_shares();
    }
    let values = drawing.series.iter().flat_map(|series| series.values.iter().take(drawing.categories.len()));
    Axis::of(values.flatten().copied(), drawing.kind != ChartKind::Lines)
}

/// Whether the names of the categories stand below columns without being cut.
pub(super) fn has_room(drawing: &Drawing) -> bool {
    let plot = Plot::of(drawing, &axis_of(drawing));
    let room = plot.width / plot.count - 40;
    is_series_of_times(drawing) || drawing.categories.iter().all(|name| measure::fits(name, room, MOST_LINES))
}

/// Whether all categories are years and the like, of which a reader knows those between from those that are named.
fn is_series_of_times(drawing: &Drawing) -> bool {
    drawing.categories.iter().all(|name| name.ends_with(|last: char| last.is_ascii_digit()) && name.len() <= 9)
}

/// Draws the figures with the lines behind them and the names below.
pub(super) fn draw(drawing: &Drawing, picture: &mut Picture) {
    let axis = axis_of(drawing);
    let plot = Plot::of(drawing, &axis);
    grid(drawing, &axis, &plot, picture);
    match drawing.kind {
        ChartKind::Lines => lines(drawing, &axis, &plot, picture),
        ChartKind::Shares => shares(drawing, &axis, &plot, picture),
        ChartKind::Columns | ChartKind::Bars => columns(drawing, &axis, &plot, picture),
    }
    let zero = plot.bottom() - axis.zero(ROOM);
    picture.line((plot.left, zero), (plot.right(), zero), Stroke::Base);
    targets(drawing, &axis, &plot, picture);
    breaks(drawing, &plot, picture);
    names(drawing, &plot, picture);
}

/// The lines across with their figures, and the unit above them.
fn grid(drawing: &Drawing, axis: &Axis, plot: &Plot, picture: &mut Picture) {
    if !drawing.unit_above().is_empty() {
        picture.words((0, 130), Side::Start, measure::wrap(drawing.unit_above(), WIDTH, 1));
    }
    for tick in axis.ticks() {
        let y = plot.y(axis, tick);
        picture.line((plot.left, y), (plot.right(), y), Stroke::Grid);
        picture.words((plot.left - 70, y + 48), Side::End, [axis.print(tick, drawing.tick_unit())]);
    }
}

/// The names of the categories below; of many years as many as have room.
fn names(drawing: &Drawing, plot: &Plot, picture: &mut Picture) {
    let room = (plot.width / plot.count - 40).max(0);
    let fits = drawing.categories.iter().all(|name| measure::fits(name, room, MOST_LINES));
    let widest = drawing.categories.iter().map(|name| measure::width(name)).max().unwrap_or(0);
    let band = (plot.width / plot.count).max(1);
    let (each, room) = match fits {
        true => (1, room),
        false if is_series_of_times(drawing) => ((widest + 120) / band + 1, widest),
        // Long names below a line: as many as have a fifth of the width each, cut off.
        false => ((plot.width / 5) / band + 1, (plot.width / 5).max(band) - 40),
    };
    let mut lowest = 1;
    for (number, name) in drawing.categories.iter().enumerate() {
        if i64::try_from(number).unwrap_or(0) % each != 0 {
            continue;
        }
        let lines = measure::wrap(name, room, MOST_LINES);
        lowest = lowest.max(i64::try_from(lines.len()).unwrap_or(1));
        let half = lines.iter().map(|line| measure::width(line)).max().unwrap_or(0) / 2;
        let x = plot.middle(number).min(WIDTH - half).max(half);
        picture.words((x, plot.bottom() + 190), Side::Middle, lines);
    }
    picture.height = plot.bottom() + 190 + (lowest - 1) * LINE + 90;
}

/// The columns of all series, side by side.
fn columns(drawing: &Drawing, axis: &Axis, plot: &Plot, picture: &mut Picture) {
    let (drawn, values) = (drawing.drawn(), drawing.values());
    let zero = plot.bottom() - axis.zero(ROOM);
    let mut figures = Vec::new();
    for ((number, (_, look)), values) in (0..).zip(&drawn).zip(&values) {
        for (category, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let (x, width) = column_place(plot, category, (number, drawn.len()));
            let y = plot.y(axis, *value);
            let gap = if width > 80 { 15 } else { 0 };
            let place = (x + gap, y.min(zero), (width - 2 * gap).max(1), (y - zero).abs());
            picture.shapes.push(Shape::Column { place, look: *look });
            let below = if value.is_sign_negative() && !value.is_zero() { y + 150 } else { y - 50 };
            figures.push((x + width / 2, below, with_unit(value.normalize(), drawing.tick_unit()), width));
        }
    }
    if figures.iter().all(|(_, _, words, width)| measure::width(words) <= width + 20) {
        for (x, y, words, _) in figures {
            let y = beside_targets(drawing, axis, plot, (x, y));
            picture.figure((x, y), words);
        }
    }
}

/// Where a figure stands without a target's line through it.
fn beside_targets(drawing: &Drawing, axis: &Axis, plot: &Plot, (x, y): (i64, i64)) -> i64 {
    let number = (0..drawing.categories.len()).find(|number| {
        let (from, to) = plot.band(*number);
        (from..to).contains(&x)
    });
    let Some(number) = number else { return y };
    let targets = drawing.targets().filter_map(|series| series.values.get(number).copied().flatten());
    let lines = targets.map(|target| plot.y(axis, target));
    let crossed = lines.filter(|line| (y - 130..=y + 30).contains(line)).min();
    crossed.map_or(y, |line| line - 50)
}

/// From where, and how wide.
fn column_place(plot: &Plot, category: usize, (number, count): (i64, usize)) -> (i64, i64) {
    let (from, to) = plot.band(category);
    let room = (to - from) * FILLED / 100;
    let width = (room / i64::try_from(count.max(1)).unwrap_or(1)).clamp(1, 700);
    let all = width * i64::try_from(count).unwrap_or(1);
    (i64::midpoint(from, to) - all / 2 + width * number, width)
}

/// A share as it stands in its column: without decimals, which the table has.
pub(super) fn share_in_words(share: Decimal) -> String {
    with_unit(share.round(), "%")
}

/// The shares of each category, one above the other.
fn shares(drawing: &Drawing, axis: &Axis, plot: &Plot, picture: &mut Picture) {
    let (drawn, values) = (drawing.drawn(), drawing.values());
    for category in 0..drawing.categories.len() {
        let (x, width) = column_place(plot, category, (0, 1));
        let mut below = Decimal::ZERO;
        for ((_, look), values) in drawn.iter().zip(&values) {
            let Some(value) = values[category] else { continue };
            let (from, to) = (plot.y(axis, below), plot.y(axis, below + value));
            below += value;
            if from > to {
                picture.shapes.push(Shape::Column { place: (x, to, width, from - to), look: *look });
            }
            let words = share_in_words(value);
            if from - to >= LABEL_HEIGHT && measure::width(&words) + 60 <= width {
                picture.shapes.push(Shape::Label { at: (x + width / 2, i64::midpoint(from, to)), words });
            }
        }
    }
}

/// A line for each series, which breaks where a category has no figure and where what is measured changed.
fn lines(drawing: &Drawing, axis: &Axis, plot: &Plot, picture: &mut Picture) {
    let (drawn, values) = (drawing.drawn(), drawing.values());
    let is_break = |number: usize| drawing.breaks.iter().any(|place| place.before == number);
    let has_figures = drawn.len() == 1;
    let mut figures = Vec::new();
    for ((_, look), values) in drawn.iter().zip(&values) {
        let mut parts: Vec<Vec<(i64, i64)>> = vec![Vec::new()];
        let mut marks = Vec::new();
        for (number, value) in values.iter().enumerate() {
            if value.is_none() || is_break(number) {
                parts.push(Vec::new());
            }
            let Some(value) = value else { continue };
            let at = (plot.middle(number), plot.y(axis, *value));
            parts.last_mut().expect("a line has a part").push(at);
            marks.push(Shape::Mark { at, look: *look });
            figures.push(((at.0, at.1 - 90), with_unit(value.normalize(), drawing.tick_unit())));
        }
        // A part of one place is its point alone.
        parts.retain(|part| part.len() > 1);
        if !parts.is_empty() {
            picture.shapes.push(Shape::Line { parts, stroke: Stroke::Series(*look) });
        }
        // More points than a reader can tell apart would hide the line.
        if drawing.categories.len() <= 40 {
            picture.shapes.extend(marks);
        }
    }
    let room = plot.width / plot.count;
    if has_figures && figures.iter().all(|(_, words)| measure::width(words) + 60 <= room) {
        for ((x, y), words) in figures {
            let y = beside_targets(drawing, axis, plot, (x, y));
            picture.figure((x, y), words);
        }
    }
}

/// A broken line across each category that has a target; those that are the same join.
fn targets(drawing: &Drawing, axis: &Axis, plot: &Plot, picture: &mut Picture) {
    for series in drawing.targets() {
        let mut parts: Vec<Vec<(i64, i64)>> = Vec::new();
        for (number, value) in series.values.iter().enumerate().take(drawing.categories.len()) {
            let Some(value) = value else { continue };
            let ((from, to), y) = (plot.band(number), plot.y(axis, *value));
            match parts.last_mut().and_then(|part| part.last_mut()).filter(|last| **last == (from, y)) {
                Some(last) => *last = (to, y),
                None => parts.push(vec![(from, y), (to, y)]),
            }
        }
        if !parts.is_empty() {
            picture.shapes.push(Shape::Line { parts, stroke: Stroke::Target });
        }
    }
}

/// A dotted line down where what is measured changed, with what changed.
fn breaks(drawing: &Drawing, plot: &Plot, picture: &mut Picture) {
    for place in drawing.breaks.iter().filter(|place| place.before < drawing.categories.len()) {
        let (x, _) = plot.band(place.before);
        let top = plot.top - ABOVE + 40;
        picture.line((x, top), (x, plot.bottom()), Stroke::Break);
        let is_late = x + 60 + measure::width(&place.words) > WIDTH;
        let (x, side) = if is_late { (x - 60, Side::End) } else { (x + 60, Side::Start) };
        picture.words((x, top + 110), side, measure::wrap(&place.words, WIDTH / 2, 1));
    }
}
